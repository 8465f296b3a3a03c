"""`geo-zs serve` says in a few lines why it cannot start."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture
def start(tmp_path):
    command = shutil.which("geo-zs") or str(Path(sys.executable).parent / "geo-zs")

    def run(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603  our own command
            [command, "serve", *words],
            env={**os.environ, "GEO_ZS_DATA_DIR": str(tmp_path / "built"), **settings},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


def test_taken_port_is_said_in_one_line(start):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        done = start("--port", str(port))

    assert done.returncode == 1
    assert done.stderr == (
        f"Error: cannot listen on 127.0.0.1:{port}: another program is using it; "
        "stop that program or choose another port (--port, or make run PORT=8001)\n"
    )


def test_damaged_boundary_file_is_named_without_a_traceback(start, tmp_path):
    damaged = tmp_path / "mine.geojson"
    damaged.write_text('{"type": "FeatureCollection", "feat', "utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    done = start("--port", str(port), GEO_ZS_BOUNDARIES=str(damaged))

    assert done.returncode == 1
    assert "mine.geojson" in done.stderr
    assert "Traceback" not in done.stderr


def test_folder_that_cannot_be_written_is_named_with_the_setting(start, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("no folder", "utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    done = start("--port", str(port), GEO_ZS_DATA_DIR=str(blocked))

    assert done.returncode == 1
    assert "GEO_ZS_DATA_DIR" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("setting", "value"),
    [("GEO_ZS_MAX_BODY_BYTES", "lots"), ("GEO_ZS_RATE_LIMIT", "abc")],
)
def test_unusable_setting_is_named_and_no_address_is(start, setting, value):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    done = start("--port", str(port), **{setting: value})

    assert done.returncode == 1
    assert done.stdout == ""
    assert setting in done.stderr
    assert "Traceback" not in done.stderr
