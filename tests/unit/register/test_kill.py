"""A process killed while it writes loses nothing that it was told is kept."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time

import pytest

from geo_zs.register.backup import backup
from geo_zs.register.changes import changes
from geo_zs.register.projects import bulk_create, create_project, project_frame
from geo_zs.register.state import register_state
from geo_zs.register.store import Register

WRITER = textwrap.dedent(
    """
    import os, sys
    from geo_zs.register.access import cli_actor
    from geo_zs.register.projects import create_project, update_project
    from geo_zs.register.store import Register

    register = Register.open(sys.argv[1])
    while True:
        with register.write(cli_actor()) as writer:
            key = create_project(writer, {"name_zh": "x", "lon": 110, "lat": 40})
            update_project(writer, key, {"notes": "y"}, version=1)
        os.write(1, f"{key}\\n".encode())
    """
)
IMPORTER = textwrap.dedent(
    """
    import os, sys
    from geo_zs.register.access import cli_actor
    from geo_zs.register.projects import bulk_create
    from geo_zs.register.store import Register

    register = Register.open(sys.argv[1])
    with register.write(cli_actor()) as writer:
        bulk_create(writer, [{"name_zh": f"p{n}"} for n in range(6_000)])
        os.write(1, b"written\\n")
        sys.stdin.read()
    """
)
RESTORER = textwrap.dedent(
    """
    import os, sys
    from pathlib import Path
    from geo_zs.register import restore

    fill = restore._fill
    def slow(*args):
        fill(*args)
        os.write(1, b"filled\\n")
        sys.stdin.read()
    restore._fill = slow
    restore.restore(Path(sys.argv[2]), sys.argv[1], is_replacing=True)
    """
)


def _start(program, *arguments):
    """Start a program of ours; it may be killed."""
    return subprocess.Popen(  # noqa: S603  our own interpreter and program
        [sys.executable, "-c", program, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ,
    )


def _kill(process):
    """Kill a process as a power button would; return what it had said."""
    os.kill(process.pid, signal.SIGKILL)
    said, _ = process.communicate()
    assert process.returncode == -signal.SIGKILL
    return said.decode()


def _frame(register, actor):
    with register.read() as session:
        return project_frame(session, actor)


@pytest.mark.parametrize("turn", range(2))
def test_killed_writer_loses_no_acknowledged_change(register_url, admin, turn):
    process = _start(WRITER, register_url)
    process.stdout.readline()
    time.sleep(0.3 + turn / 7)
    acknowledged = _kill(process).splitlines()
    register = Register.open(register_url)

    frame = _frame(register, admin)
    with register.read() as session:
        lines = changes(session, limit=1000)

    assert len(acknowledged) > 1
    assert set(acknowledged) <= set(frame.index)
    # At most one more was kept before it could be acknowledged.
    assert len(frame) - len(acknowledged) in (1, 2)
    # No half transaction: every project has its update and both lines of the log.
    assert set(frame["version"]) == {2}
    assert set(frame["notes"]) == {"y"}
    assert len(lines) == min(2 * len(frame), 1000)
    assert register_state(register).problems == ()
    with register.write(admin) as writer:
        create_project(writer, {"name_zh": "next"})
    register.close()


def test_killed_import_leaves_nothing_of_itself(register_url, admin):
    process = _start(IMPORTER, register_url)
    assert process.stdout.readline() == b"written\n"
    _kill(process)
    register = Register.open(register_url)

    assert _frame(register, admin).empty
    assert register_state(register).problems == ()
    with register.write(admin) as writer:
        bulk_create(writer, [{"name_zh": "next"}])
    register.close()


def test_killed_restore_leaves_the_old_register(register_url, admin, tmp_path):
    register = Register.open(register_url)
    with register.write(admin) as writer:
        create_project(writer, {"name_zh": "of the backup"})
    backup(register, tmp_path / "b.zip")
    with register.write(admin) as writer:
        create_project(writer, {"name_zh": "since"})

    process = _start(RESTORER, register_url, str(tmp_path / "b.zip"))
    assert process.stdout.readline() == b"filled\n"
    _kill(process)

    assert list(_frame(register, admin)["name_zh"]) == ["of the backup", "since"]
    assert register_state(register).problems == ()
    with register.write(admin) as writer:
        create_project(writer, {"name_zh": "next"})
    register.close()
