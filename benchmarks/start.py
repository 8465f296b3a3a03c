"""Time from `geo-zs serve` to the first page, and what importing costs."""

from __future__ import annotations

import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request

RUNS = 5


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _seconds_to_first_page() -> float:
    port = _free_port()
    command = shutil.which("geo-zs") or f"{sys.prefix}/bin/geo-zs"
    start = time.perf_counter()
    server = subprocess.Popen(
        [command, "serve", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10).read()
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.01)
            else:
                return time.perf_counter() - start
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def _seconds_to_run(program: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True)
    return time.perf_counter() - start


def run() -> None:
    pages = [_seconds_to_first_page() for _ in range(RUNS)]
    empty = [_seconds_to_run("pass") for _ in range(RUNS)]
    numpy = [_seconds_to_run("import numpy") for _ in range(RUNS)]
    ours = [_seconds_to_run("import geo_zs.matching.engine") for _ in range(RUNS)]
    print("\n## Start\n\n| what | median s | min–max | runs |\n|---|--:|---|--:|")
    for name, times in (
        ("geo-zs serve to the first whole page", pages),
        ("import geo_zs.matching.engine", ours),
        ("import numpy", numpy),
        ("an empty program", empty),
    ):
        print(
            f"| {name} | {statistics.median(times):.2f} "
            f"| {min(times):.2f}–{max(times):.2f} | {len(times)} |"
        )
    print("\nBudget: 4 s to the first page; 0.2 s for the import.")
