"""Start the child process that opens a template, and take its answer as data."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import geo_zs
from geo_zs.board.templates.check import LIMITS, template_fault
from geo_zs.board.templates.child_main import ANSWER, FILLED, TEMPLATE
from geo_zs.errors import UnreadableFileError
from geo_zs.imports.exchange import fault_from_dict
from geo_zs.imports.faults import Fault
from geo_zs.imports.refusal import read_fault

#: The root is put behind the installed packages, so that it hides none of them.
_START: Final = (
    "import sys; sys.path.append(sys.argv[1]); "
    "from geo_zs.board.templates.child_main import main; sys.exit(main(sys.argv[2]))"
)
_ROOT: Final = str(Path(geo_zs.__file__).resolve().parents[1])
_ENVIRONMENT: Final = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    "LC_ALL": "C.UTF-8",
}
#: Python needs a moment to start and to end, beside the time for the work.
_SPARE_SECONDS: Final = 10
_MAX_ANSWER: Final = 32 << 20


def run_child(
    content: bytes, job: Mapping[str, object], *, name: str
) -> tuple[dict[str, Any], bytes, tuple[Fault, ...]]:
    """Let a child process read or fill a template.

    Parameters
    ----------
    content : bytes
        The workbook as it was given.
    job : mapping
        ``values`` None: read. Else ``sheet``, ``names``, ``values``,
        ``period_cells`` and ``month``.
    name : str
        Name of the file as the user gave it; for messages only.

    Returns
    -------
    answer : dict
        What the child told.
    filled : bytes
        The filled workbook; empty if it only read.
    notes : tuple of Fault
        What filling loses.

    Raises
    ------
    UnreadableFileError
        If the template is refused, with every fault; or if the child did not end
        well.
    """
    if len(content) > LIMITS.max_bytes:
        fault = read_fault(
            "file_too_large", {"bytes": len(content), "limit": LIMITS.max_bytes}
        )
        raise UnreadableFileError([fault])
    with tempfile.TemporaryDirectory(prefix="geo-zs-template-") as place:
        folder = Path(place)
        (folder / TEMPLATE).write_bytes(content)
        (folder / "job.json").write_text(json.dumps(job), "utf-8")
        _run(folder)
        answer = _answer(folder)
        filled = folder / FILLED
        book = filled.read_bytes() if filled.exists() else b""
    try:
        refused = [fault_from_dict(one, file=name) for one in answer.get("refused", ())]
        notes = tuple(
            fault_from_dict(one, file=name) for one in answer.get("notes", ())
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableFileError([read_fault("reader_stopped")]) from error
    if refused:
        raise UnreadableFileError(refused)
    return answer, book, notes


def _run(folder: Path) -> None:
    """Run the child to its end, or end it when its time is over."""
    try:
        subprocess.run(  # noqa: S603  our own interpreter and module
            [sys.executable, "-I", "-X", "utf8", "-c", _START, _ROOT, str(folder)],
            cwd=folder,
            env={**_ENVIRONMENT, "TMPDIR": str(folder)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=LIMITS.max_seconds + _SPARE_SECONDS,
            check=False,
            start_new_session=True,
        )
    except subprocess.TimeoutExpired as error:
        fault = read_fault("too_slow", {"limit": LIMITS.max_seconds})
        raise UnreadableFileError([fault]) from error


def _answer(folder: Path) -> dict[str, Any]:
    """Return what the child wrote."""
    path = folder / ANSWER
    if not path.exists() or path.stat().st_size > _MAX_ANSWER:
        raise UnreadableFileError([read_fault("reader_stopped")])
    try:
        answer = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise UnreadableFileError([read_fault("reader_stopped")]) from error
    if not isinstance(answer, dict):
        raise UnreadableFileError([template_fault("template_not_xlsx")])
    return answer
