"""OGC API – Features beside pygeoapi: same data, machine and settings of gunicorn."""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import httpx

from benchmarks import ogc_peer
from benchmarks.http_load import (
    CONNECTIONS,
    GUNICORN,
    Load,
    Server,
    free_port,
    measure,
    serving,
)
from benchmarks.ogc_app import LARGER
from benchmarks.ogc_requests import Kind, kinds_of
from geo_zs.catalog import Catalog

COLLECTIONS: Final = ("power_plants", LARGER)
OURS: Final = "ours"
UNKEPT: Final = "ours, nothing kept"
SECONDS: Final = 2
TURNS: Final = 2
#: Addresses of each kind whose answers are compared before anything is measured.
_COMPARED: Final = 4
_PAGE: Final = 10_000
_UNLIMITED: Final = {"GEO_ZS_RATE_LIMIT": "0", "GEO_ZS_RATE_LIMIT_COSTLY": "0"}


def run(_catalog: Catalog) -> None:
    """Measure different and repeated requests, and print both tables."""
    for program, found in (
        ("wrk (apt-get install wrk)", shutil.which("wrk")),
        ("pygeoapi (requirements/bench.txt)", find_spec("pygeoapi")),
    ):
        if not found:
            print(f"\n## OGC API\n\nNot measured: needs {program}.")
            return
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        servers = _start_ours(stack, folder)
        features = {one: all_features(servers[0], one) for one in COLLECTIONS}
        servers += _start_peers(stack, folder, features)
        kinds = [kind for one in COLLECTIONS for kind in kinds_of(one, features[one])]
        for kind in kinds:
            compare(servers, kind)
        _print_loads("different requests", servers, kinds, folder)
        again = [
            Kind(one.collection, one.name, one.paths[:5])
            for one in kinds
            if one.collection == COLLECTIONS[0]
        ]
        kept = [one for one in servers if one.name != UNKEPT]
        _print_loads("five requests again and again", kept, again, folder)
        print("\n| server | memory of all processes, MB |\n|---|--:|")
        for server in servers:
            print(f"| {server.name} | {server.memory_mb():.0f} |")
    print(
        f"\ngunicorn {' '.join(GUNICORN)}; wrk with {CONNECTIONS} connections, "
        f"{TURNS} turns of {SECONDS} s each, the servers one after another in each "
        "turn; medians. Answers of 200 alone are counted per second; ids and counts of "
        "the answers were equal. Budget: 10 times pygeoapi."
    )


def _start_ours(stack: ExitStack, folder: Path) -> list[Server]:
    """Start our service, as it is and without keeping answers."""
    servers = []
    for name, more in ((OURS, {}), (UNKEPT, {"GEO_ZS_CACHE_BYTES": "0"})):
        metrics = folder / name
        metrics.mkdir()
        env = {**_UNLIMITED, **more, "PROMETHEUS_MULTIPROC_DIR": str(metrics)}
        app = "benchmarks.ogc_app:create_app()"
        started = serving(
            name,
            sys.executable,
            app,
            port=free_port(),
            path="/ogc",
            env=env,
            folder=folder,
        )
        servers.append(stack.enter_context(started))
    return servers


def _start_peers(
    stack: ExitStack, folder: Path, features: ogc_peer.Features
) -> list[Server]:
    """Start pygeoapi over GeoJSON and, where its libraries are, a GeoPackage."""
    peers = [
        ("pygeoapi, GeoJSON", sys.executable, ogc_peer.write_geojson(folder, features))
    ]
    python = ogc_peer.python_with_spatialite()
    if python is None:
        print("\npygeoapi over a GeoPackage is not measured: needs mod_spatialite.")
    else:
        stored = ogc_peer.write_geopackage(folder, features)
        peers.append(("pygeoapi, GeoPackage", python, stored))
    servers = []
    for name, program, providers in peers:
        port = free_port()
        env = ogc_peer.configuration(folder, name, port, providers)
        env["PYTHONPATH"] = ogc_peer.libraries()
        ogc_peer.write_openapi(program, env)
        app = ogc_peer.APPLICATION
        started = serving(
            name, program, app, port=port, path="", env=env, folder=folder
        )
        servers.append(stack.enter_context(started))
    return servers


def _get(server: Server, path: str) -> dict[str, Any]:
    """Return an answer of a server."""
    response = httpx.get(server.base + path, timeout=60)
    response.raise_for_status()
    found: dict[str, Any] = response.json()
    return found


def all_features(server: Server, collection: str) -> list[dict[str, Any]]:
    """Return all features of a collection, as the service sends them."""
    features: list[dict[str, Any]] = []
    while True:
        path = f"/collections/{collection}/items?limit={_PAGE}&offset={len(features)}"
        page = _get(server, path)
        features += page["features"]
        if len(features) >= page["numberMatched"]:
            return features


def differences(expected: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """Return what differs in two answers to the same address.

    Compared are ids, without their order, and counts; a server may leave out how many
    match, as pygeoapi does over a GeoPackage.
    """
    if expected["type"] == "Feature":
        return [] if str(expected["id"]) == str(found["id"]) else ["id"]
    ids, others = (
        sorted(str(one["id"]) for one in answer["features"])
        for answer in (expected, found)
    )
    names = [] if ids == others else ["ids"]
    for name in ("numberMatched", "numberReturned"):
        if found.get(name, expected[name]) != expected[name]:
            names.append(name)
    return names


def compare(servers: Sequence[Server], kind: Kind) -> None:
    """Refuse to measure servers that answer differently.

    Raises
    ------
    RuntimeError
        With the server and the address.
    """
    for path in kind.paths[:_COMPARED]:
        expected = _get(servers[0], path)
        for server in servers[1:]:
            wrong = differences(expected, _get(server, path))
            if wrong:
                message = (
                    f"{server.name} and {servers[0].name} answer {path} with other "
                    f"values of {', '.join(wrong)}"
                )
                raise RuntimeError(message)


def _print_loads(
    title: str, servers: Sequence[Server], kinds: Sequence[Kind], folder: Path
) -> None:
    """Measure all servers in turns and print what they bore."""
    print(f"\n## OGC API: {title}\n")
    print(
        "| collection | request | server | per second | p50 ms | p99 ms | errors "
        "| ours |"
    )
    print("|---|---|---|--:|--:|--:|--:|--:|", flush=True)
    for kind in kinds:
        loads: dict[str, list[Load]] = {one.name: [] for one in servers}
        for turn in range(TURNS):
            start = turn * len(kind.paths) // TURNS
            for one in servers:
                load = measure(one, kind.paths, folder, seconds=SECONDS, start=start)
                loads[one.name].append(load)
        ours = statistics.median(one.per_second for one in loads[OURS])
        for name, turns in loads.items():
            rate, p50, p99 = (
                statistics.median(getattr(one, part) for one in turns)
                for part in ("per_second", "p50_ms", "p99_ms")
            )
            print(
                f"| {kind.collection} | {kind.name} | {name} | {rate:,.0f} "
                f"| {p50:.2f} | {p99:.2f} | {sum(one.failed for one in turns)} "
                f"| × {ours / rate:.1f} |",
                flush=True,
            )
