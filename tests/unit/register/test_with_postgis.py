"""tools/with_postgis.sh runs a command beside a database and leaves nothing behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from tests.conftest import ROOT, require

SCRIPT = ROOT / "tools" / "with_postgis.sh"


@pytest.fixture
def folder(tmp_path):
    """Return a folder for temporary files that the database's user may enter."""
    is_there = bool(list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))
    require("postgis", present=is_there, why="run tools/install_postgis.sh")
    made = Path("/tmp") / f"geo_zs_test_{os.getpid()}_{time.monotonic_ns()}"  # noqa: S108  short: a socket's path has a limit
    made.mkdir(mode=0o755)
    yield made
    shutil.rmtree(made)


def _start(folder, *command):
    return subprocess.Popen(  # noqa: S603  our own script
        [str(SCRIPT), *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(folder)},
    )


@pytest.mark.slow
def test_command_finds_a_database_and_its_status_is_passed_on(folder):
    process = _start(
        folder, "sh", "-c", 'echo "$GEO_ZS_TEST_DATABASE_URL"; cat; exit 7'
    )
    url = process.stdout.readline().decode().strip()
    engine = create_engine(url)
    with engine.connect() as connection:
        version = connection.execute(text("SHOW server_version")).scalar()
        found = connection.execute(
            text("SELECT count(*) FROM pg_available_extensions WHERE name = 'postgis'")
        ).scalar()
    engine.dispose()
    process.communicate(b"input reaches the command")

    assert process.returncode == 7
    assert int(version.split(".")[0]) >= 13
    assert found == 1
    assert url.startswith("postgresql+psycopg://postgres@127.0.0.1:")
    assert list(folder.iterdir()) == []
    with pytest.raises(OperationalError):
        create_engine(url).connect()


@pytest.mark.slow
def test_interrupted_command_leaves_no_database_behind(folder):
    process = _start(folder, "sh", "-c", "echo ready; exec sleep 60")
    assert process.stdout.readline() == b"ready\n"

    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)

    assert process.returncode == 143
    assert list(folder.iterdir()) == []


def test_script_without_a_command_says_how_to_use_it():
    done = subprocess.run([str(SCRIPT)], capture_output=True, text=True, check=False)  # noqa: S603  our own script

    assert done.returncode == 2
    assert done.stderr.startswith("usage: tools/with_postgis.sh COMMAND")
