"""Reading in a child process: started, watched, stopped; its answer collected."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

import geo_zs
from geo_zs.imports.allow_list import environment
from geo_zs.imports.child_main import NO_MEMORY, REFUSED
from geo_zs.imports.exchange import (
    BrokenAnswerError,
    fault_from_dict,
    read_table,
)
from geo_zs.imports.faults import Fault
from geo_zs.imports.limits import Limits
from geo_zs.imports.raw_table import RawTable
from geo_zs.imports.refusal import RefusedFileError, read_fault, refusal

#: The root is put behind the installed packages, so that it hides none of them.
_START: Final = (
    "import sys; sys.path.append(sys.argv[1]); "
    "from geo_zs.imports.child_main import main; sys.exit(main(sys.argv[2]))"
)
_ROOT: Final = str(Path(geo_zs.__file__).resolve().parents[1])
#: Python needs a moment to start and to end, beside the time for reading.
_SPARE_SECONDS: Final = 5
_MAX_LINE: Final = 8 << 20
_KEPT_ERRORS: Final = 4_000


@dataclass
class _Answer:
    """What a child told on its standard output, and the end of its errors."""

    refused: list[Any] = field(default_factory=list)
    is_done: bool = False
    errors: str = ""


def read_in_child(
    folder: Path,
    file: str,
    *,
    name: str,
    limits: Limits,
    encoding: str | None,
    sheet: str | None,
    progress: Callable[[float], None] | None,
) -> RawTable:
    """Return the table of a file that a child process reads.

    Parameters
    ----------
    folder : Path
        A folder of our own, with nothing in it but the file.
    file : str
        Name of the file in it, given by us.
    name : str
        Name that the user gave; for messages only.
    limits : Limits
        See `Limits`; the child is killed when its time is over.
    encoding, sheet : str or None
        What the user chose.
    progress : callable or None
        Told the share of the work, 0 to 1, rising.

    Raises
    ------
    RefusedFileError
        With the faults that the child found, or one that says how it ended.
    """
    job = {
        "folder": str(folder),
        "file": file,
        "limits": limits.as_dict(),
        "encoding": encoding,
        "sheet": sheet,
    }
    process = subprocess.Popen(  # noqa: S603  our own interpreter and module
        [sys.executable, "-I", "-X", "utf8", "-c", _START, _ROOT, json.dumps(job)],
        cwd=folder,
        env={**environment(), "TMPDIR": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    answer, status, is_late = _watch(process, limits, progress)
    if status == REFUSED and answer.refused:
        raise RefusedFileError(_faults(answer.refused, name))
    if status == 0 and answer.is_done and not is_late:
        try:
            return read_table(folder, name=name)
        except BrokenAnswerError as error:
            raise refusal(key="reader_stopped") from error
    fault = _fault_of_end(status, limits, is_late=is_late)
    raise RefusedFileError([fault]) from RuntimeError(answer.errors)


def _watch(
    process: subprocess.Popen[bytes],
    limits: Limits,
    progress: Callable[[float], None] | None,
) -> tuple[_Answer, int, bool]:
    """Follow a child to its end; return its answer, status, and if it was killed."""
    answer = _Answer()
    late = threading.Event()

    def stop() -> None:
        late.set()
        process.kill()

    clock = threading.Timer(limits.max_seconds + _SPARE_SECONDS, stop)
    stdout, stderr = process.stdout, process.stderr
    if stdout is None or stderr is None:
        message = "the child process has no pipes"
        raise RuntimeError(message)
    errors = threading.Thread(target=_keep_errors, args=(stderr, answer), daemon=True)
    clock.start()
    errors.start()
    try:
        _follow(stdout, answer, progress)
        status = process.wait()
    finally:
        clock.cancel()
        if process.poll() is None:
            process.kill()
            process.wait()
        errors.join()
        stdout.close()
        stderr.close()
    return answer, status, late.is_set()


def _follow(
    stream: IO[bytes], answer: _Answer, progress: Callable[[float], None] | None
) -> None:
    """Read what a child tells, line by line, until it closes its output."""
    highest = 0.0
    while line := stream.readline(_MAX_LINE):
        try:
            told = json.loads(line)
        except ValueError:
            continue
        if not isinstance(told, dict):
            continue
        share = told.get("progress")
        if progress and isinstance(share, int | float) and highest < share <= 1:
            highest = float(share)
            progress(highest)
        if isinstance(told.get("refused"), list):
            answer.refused = told["refused"]
        answer.is_done = answer.is_done or told.get("done") is True


def _keep_errors(stream: IO[bytes], answer: _Answer) -> None:
    """Keep the end of what a child wrote to its standard error, for the operator."""
    kept = b""
    while chunk := stream.read(1 << 16):
        kept = (kept + chunk)[-_KEPT_ERRORS:]
    answer.errors = kept.decode("utf-8", "replace")


def _faults(refused: list[Any], name: str) -> list[Fault]:
    """Return the faults that a child told, or one that says it told nonsense."""
    try:
        return [fault_from_dict(values, file=name) for values in refused]
    except (KeyError, TypeError, ValueError, AttributeError):
        return [read_fault("reader_stopped")]


def _fault_of_end(status: int, limits: Limits, *, is_late: bool) -> Fault:
    """Return the fault for a child that ended without an answer."""
    if is_late or status == -getattr(signal, "SIGXCPU", 24):
        return read_fault("too_slow", {"limit": limits.max_seconds})
    if status in {-getattr(signal, "SIGKILL", 9), -signal.SIGTERM}:
        return read_fault("reader_killed")
    if status in {NO_MEMORY, -signal.SIGABRT}:
        return read_fault("too_much_memory", {"limit": limits.max_memory_bytes})
    return read_fault("reader_stopped")
