"""The workbench with a fresh register, and clients with each kind of account."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher

from geo_zs.register import passwords
from geo_zs.register.access import cli_actor
from geo_zs.register.accounts import create_account
from geo_zs.register.names import names_of
from geo_zs.register.projects import bulk_create
from webapp import create_app

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from geo_zs.catalog import Catalog
    from geo_zs.register.store import Register

WORDS = "camel river 1947"
#: Name → role and leagues.
ACCOUNTS = {
    "admin": ("admin", None),
    "planner": ("planner", None),
    "viewer": ("viewer", None),
    "baotou": ("planner", ["150200"]),
}
#: Made-up projects: R-000001 internal in 包头, R-000002 public in 鄂尔多斯, R-000003
#: internal in 鄂尔多斯. The names occur nowhere in the shipped data.
PROJECTS = (
    {
        "name_zh": "样例硅片一号项目",
        "investor_zh": "样例甲公司",
        "pledged_cny_1e8": 15.0,
        "arrived_cny_1e8": 3.0,
        "land_ha": 20.0,
        "power_mw": 55.0,
        "stage": "signed",
        "signed_date": "2023-03-20",
        "lon": 109.84,
        "lat": 40.66,
        "industry_tags": ("pv_wafer",),
        "source": "样例来源",
        "confidence": "reported",
        "visibility": "internal",
    },
    {
        "name_zh": "样例公开二号项目",
        "investor_zh": "样例乙公司",
        "pledged_cny_1e8": 8.0,
        "stage": "construction",
        "signed_date": "2023-02",
        "construction_date": "2023-05",
        "league": "150600",
        "banner": "150602",
        "source": "样例来源",
        "confidence": "reported",
        "visibility": "public",
    },
    {
        "name_zh": "样例内部三号项目",
        "stage": "negotiating",
        "league": "150600",
        "visibility": "internal",
    },
)

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def csrf(html: str) -> str:
    """Return the token of the first form of a page."""
    found = _TOKEN.search(html)
    assert found is not None, "the page has no form"
    return found.group(1)


@pytest.fixture
def planner_register(
    sqlite_register: Register,
    catalog: Catalog,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Register:
    """Return a register with accounts and three made-up projects."""
    monkeypatch.setenv("GEO_ZS_STATE_DIR", str(tmp_path / "state"))  # for uploads
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_HASHER", quick)  # the work is not looked at here
    passwords._nobody.cache_clear()
    register = sqlite_register.with_names(names_of(catalog))
    with register.write(cli_actor()) as writer:
        for name, (role, leagues) in ACCOUNTS.items():
            create_account(writer, name, password=WORDS, role=role, leagues=leagues)
        bulk_create(writer, PROJECTS)
    return register


@pytest.fixture
def planner_app(catalog: Catalog, planner_register: Register) -> Flask:
    """Return the site over the shipped data and that register."""
    app = create_app(catalog=catalog, register=planner_register)
    app.testing = True
    return app


@pytest.fixture
def log_in(planner_app: Flask) -> Callable[[str], FlaskClient]:
    """Return what logs an account in, through the form, and gives its client."""

    def enter(name: str) -> FlaskClient:
        client = planner_app.test_client()
        page = client.get("/login").get_data(as_text=True)
        sent = {"name": name, "password": WORDS, "csrf_token": csrf(page)}
        answer = client.post("/login", data=sent)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return client

    return enter


@pytest.fixture
def public_client(planner_app: Flask) -> FlaskClient:
    """Return a client of nobody."""
    return planner_app.test_client()


@pytest.fixture
def viewer_client(log_in: Callable[[str], FlaskClient]) -> FlaskClient:
    """Return a client of an account that reads."""
    return log_in("viewer")


@pytest.fixture
def planner_client(log_in: Callable[[str], FlaskClient]) -> FlaskClient:
    """Return a client of an account that edits."""
    return log_in("planner")


@pytest.fixture
def league_client(log_in: Callable[[str], FlaskClient]) -> FlaskClient:
    """Return a client of an account that edits in 包头 (150200) only."""
    return log_in("baotou")


@pytest.fixture
def admin_client(log_in: Callable[[str], FlaskClient]) -> FlaskClient:
    """Return a client of an administrator."""
    return log_in("admin")
