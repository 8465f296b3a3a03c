"""Whether the process that works on an import is still there.

A number of a process is given again after its end; with the moment of its start it
is not. Both mean something on one machine (in one container) only.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

_PROC: Final = Path("/proc")
#: In ``/proc/PID/stat``, behind the name in brackets: state, and moment of start.
_STATE: Final = 0
_START: Final = 19
_ENDED: Final = ("Z", "X")


def this_process() -> dict[str, Any]:
    """Return what names this process, as JSON can keep it."""
    pid = os.getpid()
    return {"machine": _machine(), "pid": pid, "start": _start_of(pid)}


def is_alive(process: Mapping[str, Any]) -> bool | None:
    """Tell whether a process that `this_process` named still runs.

    Returns
    -------
    bool or None
        None if that cannot be known here: it is of another machine, or this one
        does not tell when a process began.
    """
    if process.get("start") is None or process.get("machine") != _machine():
        return None
    return bool(_start_of(int(process["pid"])) == process["start"])


@cache
def _machine() -> str:
    """Return what names this machine since its last start, and this container."""
    try:
        boot = (_PROC / "sys/kernel/random/boot_id").read_text("ascii").strip()
        space = (_PROC / "self/ns/pid").readlink()
    except OSError:
        return platform.node()
    return f"{platform.node()} {boot} {space}"


def _start_of(pid: int) -> str | None:
    """Return when a process began, None if it ended or nobody knows."""
    try:
        line = (_PROC / str(pid) / "stat").read_text("utf-8", errors="replace")
    except OSError:
        return None
    facts = line.rpartition(")")[2].split()
    return None if facts[_STATE] in _ENDED else facts[_START]
