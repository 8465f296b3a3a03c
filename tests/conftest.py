"""Fixtures that the whole suite shares: the shipped data, loaded once."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from geo_zs.catalog import Catalog

#: A test sends more than people do; those of the limits set limits of their own.
os.environ.setdefault("GEO_ZS_RATE_LIMIT", "0")
os.environ.setdefault("GEO_ZS_RATE_LIMIT_COSTLY", "0")

ROOT = Path(__file__).resolve().parents[1]

pytest_plugins = ["tests.register_fixtures", "tests.web.planner_fixtures"]


def require(tool: str, *, present: bool, why: str) -> None:
    """Skip a test whose tool is missing, or fail if the tool is required.

    ``GEO_ZS_REQUIRE`` lists the tools that must be there (``browser,…``), as
    ``make test`` sets it, so that no run counts as green with tests left out.
    """
    if present:
        return
    if tool in os.environ.get("GEO_ZS_REQUIRE", "").split(","):
        pytest.fail(f"{tool} is required here: {why}")
    pytest.skip(f"{tool} is missing: {why}")


@pytest.fixture(scope="session")
def project_root() -> Path:
    """Return the folder of the source tree."""
    return ROOT


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """Return the catalog of the shipped data."""
    from geo_zs.catalog import load_catalog  # noqa: PLC0415  unit tests need none

    return load_catalog()


@pytest.fixture(scope="session")
def app(catalog: Catalog) -> Flask:
    """Return the site over the shipped data."""
    from webapp import create_app  # noqa: PLC0415  unit tests need none

    application = create_app(catalog=catalog)
    application.testing = True
    return application


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Return a client that talks to the site without a network."""
    return app.test_client()


@pytest.fixture
def runner() -> CliRunner:
    """Return a runner for the command line."""
    return CliRunner()


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of a Chromium, or skip (fail where it is required)."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    require("browser", present=path is not None, why="install the chromium package")
    return str(path)
