"""What runs in the child process: limits first, then the reading.

Started by ``child`` with ``python -I``. It reads one file under a name of our own,
writes the table beside it and tells its progress on standard output, one JSON
object a line. Nothing else of it is ever shown.
"""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path
from typing import Any, Final

#: Bytes that the child may write to a file: the table as JSON, unpacked parts.
_MAX_WRITTEN: Final = 2 << 30
_MAX_OPEN_FILES: Final = 64
#: Exit status: refused with faults, out of memory, anything unexpected.
REFUSED: Final = 3
NO_MEMORY: Final = 4


def set_limits(max_memory_bytes: int, max_seconds: int) -> None:
    """Limit memory, time, written bytes and open files of this process.

    Systems without ``resource`` (Windows) have only the parent's clock.
    """
    try:
        import resource  # noqa: PLC0415  not on Windows
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, max_memory_bytes),
        (resource.RLIMIT_CPU, max_seconds),
        (resource.RLIMIT_FSIZE, _MAX_WRITTEN),
        (resource.RLIMIT_NOFILE, _MAX_OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        # At the hard limit of time comes SIGKILL, as from a user; at the soft SIGXCPU.
        spare = 1 if what == resource.RLIMIT_CPU else 0
        top = most + spare if hard == resource.RLIM_INFINITY else hard
        resource.setrlimit(what, (min(most, top), min(most + spare, top)))


def tell(**values: Any) -> None:  # noqa: ANN401  any JSON
    """Write one line for the parent."""
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


def main(job_text: str) -> int:
    """Read one file as the job says; return the exit status.

    Parameters
    ----------
    job_text : str
        JSON with ``folder``, ``file``, ``limits``, ``encoding`` and ``sheet``.
    """
    job: dict[str, Any] = json.loads(job_text)
    limits = job["limits"]
    set_limits(limits["max_memory_bytes"], limits["max_seconds"])
    gc.disable()  # millions of cells, no cycles among them, and a short life
    try:
        return _read(job)
    except MemoryError:
        return NO_MEMORY


def _read(job: dict[str, Any]) -> int:
    """Read the file, write the table, or tell the faults."""
    # Only now: the limits hold for what these modules load, too.
    from geo_zs.imports.exchange import fault_to_dict, write_table  # noqa: PLC0415
    from geo_zs.imports.limits import limits_from_dict  # noqa: PLC0415
    from geo_zs.imports.reading import read_any  # noqa: PLC0415
    from geo_zs.imports.refusal import RefusedFileError  # noqa: PLC0415

    folder = Path(job["folder"])
    try:
        table = read_any(
            folder / job["file"],
            limits=limits_from_dict(job["limits"]),
            encoding=job["encoding"],
            sheet=job["sheet"],
            progress=lambda share: tell(progress=share),
        )
    except RefusedFileError as error:
        tell(refused=[fault_to_dict(fault) for fault in error.faults])
        return REFUSED
    write_table(table, folder)
    tell(done=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
