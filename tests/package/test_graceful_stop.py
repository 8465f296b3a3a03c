"""The real server, stopped while it works: what is under way is finished."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("server")]

#: Requirements of one batch: some seconds of work.
MANY = 150


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def connect(port):
    return closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60))


def ask(port, path):
    with connect(port) as connection:
        connection.request("GET", path)
        return connection.getresponse().read().decode()


def wait_until_ready(server, port):
    for _ in range(600):
        assert server.poll() is None, "the server ended"
        try:
            ask(port, "/healthz")
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not answer")


def is_refused(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except ConnectionRefusedError:
        return True
    except ConnectionResetError:
        # It was closed between the first and the second word of the greeting.
        return False
    return False


@pytest.fixture
def port():
    return free_port()


@pytest.fixture
def served(port, tmp_path):
    """Start the real server; yield the process and its folder of temporary files."""
    settings = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GEO_ZS_STATE", "PROMETHEUS_", "COV_"))
    }
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    log = tmp_path / "access.log"
    server = subprocess.Popen(  # noqa: S603  our own program
        [Path(sys.executable).parent / "geo-zs", "serve", "--port", str(port)],
        env={
            **settings,
            "TMPDIR": str(temporary),
            "GEO_ZS_STATE_DIR": str(tmp_path / "state"),
            "GEO_ZS_ACCESS_LOG": str(log),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_until_ready(server, port)
        yield server, temporary, log
    finally:
        if server.poll() is None:
            server.kill()
        server.communicate(timeout=60)


def test_request_under_way_is_finished_and_new_clients_are_refused(served, port):
    server, temporary, log = served
    lines = [{"industry": "pv_wafer", "land_ha": n + 1} for n in range(MANY)]
    content = {"Content-Type": "application/json"}
    with connect(port) as idle, connect(port) as busy:
        idle.request("GET", "/api/v1/layers")
        idle.getresponse().read()
        busy.request("POST", "/api/v1/match/batch", json.dumps(lines), content)
        answer = busy.getresponse()
        first = answer.readline()

        server.send_signal(signal.SIGTERM)
        while not is_refused(port):
            assert server.poll() is None, "it ended before it refused anybody"
        rest = answer.read().splitlines()
        assert idle.sock.recv(1) == b"", "a quiet connection was left open"

    found = [json.loads(line) for line in (first, *rest)]
    assert len(found) == MANY
    assert all("problems" not in one for one in found)
    _, errors = server.communicate(timeout=60)
    assert server.returncode == 0, errors
    assert "Traceback" not in errors
    assert list(temporary.iterdir()) == []
    logged = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert "/api/v1/match/batch" in {line["route"] for line in logged}


def test_all_workers_are_counted_together(served, port):
    for _ in range(20):
        ask(port, "/api/v1/layers")
    counted = (
        'geo_zs_requests_total{method="GET",route="/api/v1/layers",status="200"} 20.0'
    )
    for _ in range(10):
        assert counted in ask(port, "/metrics")
