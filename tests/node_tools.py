"""Programs for Node that tests run, as tools/install_node_checkers.sh installs them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import require

ROOM = Path(__file__).resolve().parent / "node"
_PROGRAMS = Path(sys.executable).parent


def run_node(*arguments: str, text: str | None = None) -> subprocess.CompletedProcess:
    """Run Node in the room of the checkers; skip (fail where required) without it.

    Parameters
    ----------
    arguments : str
        A script in the room, and what it is given.
    text : str, optional
        What it reads.
    """
    node = _PROGRAMS / "node"
    present = node.exists() and (ROOM / "node_modules" / ".installed").exists()
    require(
        "node",
        present=present,
        why=f"run tools/install_node_checkers.sh {_PROGRAMS}",
    )
    return subprocess.run(  # noqa: S603  Node of this environment, our scripts
        [str(node), *arguments],
        cwd=ROOM,
        env={**os.environ, "PATH": f"{_PROGRAMS}{os.pathsep}{os.environ['PATH']}"},
        input=text,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
