"""Load on a server by wrk, and the memory of its processes."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx

#: Goes through the addresses of a file in turn and prints what it measured.
SCRIPT: Final = """
local paths = {}
for line in io.lines(os.getenv("LOAD_PATHS")) do paths[#paths + 1] = line end
local at = tonumber(os.getenv("LOAD_START")) % #paths
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
done = function(summary, latency, requests)
  local errors = summary.errors
  print(string.format(
    '{"requests":%d,"microseconds":%d,"p50":%d,"p99":%d,"refused":%d,"broken":%d}',
    summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
end
"""
#: The settings of gunicorn, for every server that is measured.
GUNICORN: Final = ("-w", "2", "-k", "gthread", "--threads", "2", "--preload")
CONNECTIONS: Final = 4
_START_SECONDS: Final = 120
_IDLE_SECONDS: Final = 0.3


@dataclass(frozen=True)
class Load:
    """What a server bore in one turn.

    Parameters
    ----------
    per_second : float
        Requests answered with 200 per second.
    p50_ms, p99_ms : float
        Half and 99 of 100 answers came within so many milliseconds.
    failed : int
        Requests answered with an error.
    """

    per_second: float
    p50_ms: float
    p99_ms: float
    failed: int


@dataclass(frozen=True)
class Server:
    """A server that runs.

    Parameters
    ----------
    name : str
        As tables call it.
    base : str
        Address of its service, without a slash at the end.
    process : Popen
        Its first process.
    """

    name: str
    base: str
    process: subprocess.Popen[bytes]

    def memory_mb(self) -> float:
        """Return the memory of all its processes, what they share counted once."""
        return sum(_pss_kb(pid) for pid in self._processes()) / 1024.0

    def wait_idle(self) -> None:
        """Wait until it works no longer on requests whose clients have gone.

        They would be paid for by the server that is measured next.
        """
        used = -1
        while used != (used := sum(_ticks(pid) for pid in self._processes())):
            time.sleep(_IDLE_SECONDS)

    def _processes(self) -> list[int]:
        first = self.process.pid
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        return [first, *map(int, children)]


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    name: str,
    python: str,
    application: str,
    *,
    port: int,
    path: str,
    env: Mapping[str, str],
    folder: Path,
) -> Iterator[Server]:
    """Run an application under gunicorn, until it is no longer needed.

    Parameters
    ----------
    name : str
        As tables call it.
    python : str
        The program that runs it.
    application : str
        As gunicorn names it.
    port : int
    path : str
        Where its service begins, as ``/ogc``.
    env : mapping of str to str
        Variables beside those of this process.
    folder : Path
        For the file of what it says.

    Raises
    ------
    RuntimeError
        If it does not answer.
    """
    command = (python, "-m", "gunicorn", *GUNICORN, "-b", f"127.0.0.1:{port}")
    log = folder / f"{name}.log"
    with log.open("wb") as said:
        process = subprocess.Popen(
            (*command, "--log-level", "error", application),
            env={**os.environ, **env},
            stdout=said,
            stderr=said,
        )
    server = Server(name, f"http://127.0.0.1:{port}{path}", process)
    try:
        if not _has_begun(server):
            message = f"{name} does not answer; it said: {log.read_text()[-2000:]}"
            raise RuntimeError(message)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def _has_begun(server: Server) -> bool:
    """Wait until a server answers; tell whether it does."""
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end and server.process.poll() is None:
        try:
            httpx.get(f"{server.base}/conformance?f=json", timeout=60)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return True
    return False


def measure(
    server: Server, paths: Sequence[str], folder: Path, *, seconds: int, start: int = 0
) -> Load:
    """Ask a server for addresses, as often as it answers.

    Parameters
    ----------
    server : Server
    paths : sequence of str
        Addresses below its base, gone through in their order.
    folder : Path
        For the files of wrk.
    seconds : int
        How long.
    start : int
        With which of the addresses to begin.

    Raises
    ------
    RuntimeError
        If a connection broke or nothing was answered.
    """
    script, listed = folder / "load.lua", folder / "paths.txt"
    script.write_text(SCRIPT, encoding="utf-8")
    below = server.base.split("/", 3)[3:]
    prefix = f"/{below[0]}" if below else ""
    listed.write_text("\n".join(prefix + path for path in paths), encoding="utf-8")
    told = subprocess.run(
        (
            shutil.which("wrk") or "wrk",
            *("-t", "1", "-c", str(CONNECTIONS), "-d", f"{seconds}s"),
            *("--timeout", "30s", "-s", str(script), server.base),
        ),
        env={**os.environ, "LOAD_PATHS": str(listed), "LOAD_START": str(start)},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    server.wait_idle()
    return read_load(told, server.name)


def read_load(told: str, name: str) -> Load:
    """Return what wrk tells in the last line of its output.

    Raises
    ------
    RuntimeError
        If a connection broke or nothing was answered; names the server.
    """
    found = json.loads(told.strip().rsplit("\n", 1)[-1])
    answered = found["requests"] - found["refused"]
    if found["broken"] or answered <= 0:
        message = f"{name}: {found}; it has to answer whatever it is asked"
        raise RuntimeError(message)
    return Load(
        answered / found["microseconds"] * 1e6,
        found["p50"] / 1000.0,
        found["p99"] / 1000.0,
        found["refused"],
    )


def _ticks(pid: int) -> int:
    """Return the time of the processor that a process took, in ticks of the clock."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _pss_kb(pid: int) -> int:
    """Return the proportional set size of a process."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0
