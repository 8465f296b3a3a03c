"""The wheel holds the tables and the browser assets, and serves from anywhere."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]

#: Endings of files that could hold boundary polygons.
POLYGONS = (".geojson", ".gpkg", ".parquet", ".fgb", ".shp", ".topojson", ".pmtiles")


@pytest.fixture(scope="module")
def wheel(project_root: Path, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(  # noqa: S603  our own build tool
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=project_root,
        check=True,
        capture_output=True,
    )
    return next(out.glob("geo_zs-*.whl"))


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def test_every_table_of_the_tree_is_in_the_wheel(names, project_root):
    tables = [
        path.relative_to(project_root).as_posix()
        for pattern in ("*.csv", "*.schema.json")
        for path in (project_root / "data").rglob(pattern)
    ]

    assert len(tables) > 30
    assert {f"geo_zs/{table}" for table in tables} <= set(names)


def test_no_boundary_polygon_is_in_the_wheel(names):
    assert [name for name in names if name.endswith(POLYGONS)] == []


def test_browser_assets_with_their_licences_are_in_the_wheel(names):
    assert "webapp/static/vendor/manifest.json" in names
    assert any(name.endswith("leaflet/dist/leaflet.js") for name in names)
    assert any("/licenses/webapp/static/vendor/leaflet/LICENSE" in n for n in names)
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_every_folder_of_tables_is_listed_for_the_wheel(project_root):
    settings = tomllib.loads((project_root / "pyproject.toml").read_text("utf-8"))
    listed = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    folders = {
        f"data/{path.name}"
        for path in (project_root / "data").iterdir()
        if path.is_dir() and path.name != "boundaries"
    }

    assert folders <= set(listed)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _get(url: str, body: bytes | None = None) -> bytes:
    request = urllib.request.Request(  # noqa: S310  our own server
        url, data=body, headers={"Content-Type": "application/json"} if body else {}
    )
    with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310  as above
        return answer.read()


def _wait_until_ready(server: subprocess.Popen[str], url: str) -> None:
    for _ in range(300):
        assert server.poll() is None, server.communicate()[1]
        try:
            _get(url)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    pytest.fail("the server did not answer within 60 s")


def _install(what: str, folder: Path, project_root: Path) -> Path:
    """Install a wheel, with pinned versions, in a new folder; return its programs."""
    subprocess.run(  # noqa: S603  our own interpreter
        [sys.executable, "-m", "venv", str(folder)],
        check=True,
    )
    subprocess.run(  # noqa: S603  as above
        [folder / "bin" / "python", "-m", "pip", "install", "--quiet",
         "--disable-pip-version-check",
         "-c", str(project_root / "requirements" / "run.txt"), what],
        check=True,
    )  # fmt: skip
    return folder / "bin"


def _bare_settings(cache: Path) -> dict[str, str]:
    """Return the environment without what a developer has set."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GEO_ZS_", "PYTHON", "COV_"))
    }
    return {**kept, "XDG_CACHE_HOME": str(cache), "XDG_DATA_HOME": str(cache)}


def test_bare_wheel_matches_and_names_the_group_that_serving_needs(
    wheel, project_root, tmp_path
):
    programs = _install(str(wheel), tmp_path / "bare", project_root)
    settings = _bare_settings(tmp_path / "cache")
    code = (
        "import webapp\n"
        "app = webapp.create_app()\n"
        "client = app.test_client()\n"
        "answer = client.post('/api/v1/match', json={'industry': 'pv_wafer'})\n"
        "print(answer.status_code, len(answer.get_json()['ranked']) >= 5)\n"
        "print(client.get('/metrics').status_code, client.get('/metrics').text)\n"
    )

    asked = subprocess.run(  # noqa: S603  our own program
        [programs / "python", "-c", code],
        cwd=tmp_path,
        env=settings,
        capture_output=True,
        text=True,
        check=True,
    )
    served = subprocess.run(  # noqa: S603  as above
        [programs / "geo-zs", "serve", "--port", str(_free_port())],
        cwd=tmp_path,
        env=settings,
        capture_output=True,
        text=True,
        check=False,
    )

    matched, metrics = asked.stdout.splitlines()
    assert matched == "200 True"
    assert metrics.startswith("404 ")
    assert "pip install 'geo_zs[server]'" in metrics
    assert served.returncode == 1
    assert "pip install 'geo_zs[server]'" in served.stderr
    assert "Traceback" not in served.stderr


def test_installed_wheel_serves_in_an_empty_folder(wheel, project_root, tmp_path):
    programs = _install(f"{wheel}[server]", tmp_path / "env", project_root)
    empty = tmp_path / "empty"
    empty.mkdir()
    port = _free_port()
    server = subprocess.Popen(  # noqa: S603  as above
        [programs / "geo-zs", "serve", "--port", str(port)],
        cwd=empty,
        env=_bare_settings(tmp_path / "cache"),
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        base = f"http://127.0.0.1:{port}"
        _wait_until_ready(server, f"{base}/healthz")
        home = _get(f"{base}/").decode()
        leagues = json.loads(_get(f"{base}/api/v1/layers/leagues.geojson"))
        answer = json.loads(
            _get(f"{base}/api/v1/match", json.dumps({"industry": "pv_wafer"}).encode())
        )
    finally:
        server.send_signal(signal.SIGTERM)
        _, errors = server.communicate(timeout=30)

    assert "审图号" in home
    assert len(leagues["features"]) == 12
    assert len(answer["ranked"]) >= 5
    assert server.returncode == 0, errors
    assert list(empty.iterdir()) == []
    assert (tmp_path / "cache" / "geo_zs" / "boundaries").is_dir()
