"""What importing a part of the package loads, and what it says without httpx."""

from __future__ import annotations

import subprocess
import sys

import pytest

_PANDAS = {"numpy", "pandas", "geopandas", "shapely", "pyproj"}
_SERVERS = {"flask", "werkzeug", "gunicorn", "prometheus_client"}
_AGENTS = {"mcp", "pydantic", "anyio", "starlette", "uvicorn"}


def _run(program: str) -> str:
    done = subprocess.run(  # noqa: S603  our own interpreter and program
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("program", "unwanted"),
    [
        ("import geo_zs", _PANDAS | _SERVERS | _AGENTS | {"httpx"}),
        ("import geo_zs.matching.engine", _SERVERS | _AGENTS | {"httpx", "pandas"}),
        ("import geo_zs.catalog", _SERVERS | {"mcp", "anyio", "uvicorn", "httpx"}),
        ("from geo_zs.client import Client", _PANDAS | _SERVERS | {"mcp", "pydantic"}),
        ("import geo_zs.cli", _PANDAS | _SERVERS | _AGENTS | {"httpx"}),
    ],
)
def test_importing_a_part_loads_nothing_of_the_others(program, unwanted):
    loaded = _run(f"import sys\n{program}\nprint(*sorted(sys.modules))").split()

    assert unwanted & set(loaded) == set()


def test_client_without_httpx_says_how_to_install_it():
    program = (
        "import sys; sys.modules['httpx'] = None\n"
        "import geo_zs.client\n"
        "try:\n    from geo_zs.client import Client\n"
        "except ModuleNotFoundError as error:\n    print(error)"
    )

    assert _run(program) == "the client needs httpx: pip install 'geo_zs[client]'"


def test_unknown_name_of_the_package_is_an_attribute_error():
    import geo_zs.client  # noqa: PLC0415  the package is what is tested

    with pytest.raises(AttributeError, match="Cleint"):
        _ = geo_zs.client.Cleint
    for name in geo_zs.client.__all__:
        assert getattr(geo_zs.client, name).__name__ == name
