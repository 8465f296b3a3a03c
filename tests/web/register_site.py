"""A site over a register that is filled by hand, with an account of each role.

All projects here are made up. Names that only some may see begin with 密, so that a
test can look for them anywhere.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from argon2 import PasswordHasher

from geo_zs.register import (
    accounts,
    companies,
    ledger,
    park_facts,
    passwords,
    projects,
    steps,
)
from geo_zs.register.access import Actor, cli_actor
from geo_zs.register.names import names_of
from geo_zs.register.store import Register
from geo_zs.register.tokens import create_token
from webapp import create_app
from webapp.settings import Settings

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from geo_zs.catalog import Catalog

WORDS = "camel river 1947"
MORNING = datetime(2026, 3, 2, 1, tzinfo=UTC)
KEY = "k" * 48

#: Name → role, leagues.
PEOPLE: dict[str, tuple[str, tuple[str, ...] | None]] = {
    "boss": ("admin", None),
    "planner": ("planner", None),
    "baotou": ("planner", ("150200",)),
    "viewer": ("viewer", None),
    "ordos": ("viewer", ("150600",)),
}

PUBLIC_NAME = "公开的乳品项目"
SECRET_BAOTOU = "密甲包头内部项目"
SECRET_ORDOS = "密乙鄂尔多斯内部项目"
SECRET_NOWHERE = "密丙去向未定项目"
SECRET_COMPANY = "密丁目标企业"
SECRET_FACT = "密戊园区口径"
SECRET_STEP = "密己推进事项"
SECRETS = (
    SECRET_BAOTOU,
    SECRET_ORDOS,
    SECRET_NOWHERE,
    SECRET_COMPANY,
    SECRET_FACT,
    SECRET_STEP,
)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **much: float) -> None:
        """Let time pass."""
        self.now += timedelta(**much)


@dataclass
class Site:
    """A site with its register, clock and tokens."""

    app: Flask
    register: Register
    clock: Clock
    tokens: dict[str, str]

    def client(self, name: str | None = None, **more: Any) -> FlaskClient:
        """Return a client, logged in as `name` if one is given."""
        client = self.app.test_client(**more)
        if name is not None:
            assert log_in(client, name).status_code == 303
        return client

    def bearer(self, name: str | None) -> dict[str, str]:
        """Return the header with the token of an account that may write."""
        if name is None:
            return {}
        return {"Authorization": f"Bearer {self.tokens[name]}"}


def form_token(text: str) -> str:
    """Return the token of the forms of a page."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', text)
    assert found
    return found[1]


def log_in(client: FlaskClient, name: str, words: str = WORDS, **more: Any) -> Any:
    """Log in by the form, as a browser does."""
    page = client.get("/login", **more)
    data = {"name": name, "password": words, "csrf_token": form_token(page.text)}
    return client.post("/login", data=data, **more)


def post(client: FlaskClient, path: str, page: str = "/account", **data: Any) -> Any:
    """Send the form of a page."""
    token = form_token(client.get(page).text)
    return client.post(path, data={**data, "csrf_token": token})


def make_site(
    catalog: Catalog, url: str, *, with_people: bool = True, **settings: Any
) -> Site:
    """Make a site over the register at `url`, with new accounts and tokens."""
    clock = Clock()
    opened = Register.open(url, names=names_of(catalog))
    register = dataclasses.replace(opened, clock=clock)
    tokens = {}
    with register.write(cli_actor()) as writer:
        for name, (role, leagues) in PEOPLE.items() if with_people else ():
            accounts.create_account(
                writer, name, password=WORDS, role=role, leagues=leagues
            )
            tokens[name], _ = create_token(writer, name, label="test", scope="write")
    free = {"rate_limit": "0", "rate_limit_costly": "0"}
    chosen = Settings(secret_key=KEY, **{**free, **settings})
    app = create_app(chosen, catalog=catalog, register=register)
    app.testing = True
    return Site(app, register, clock, tokens)


def fill(site: Site) -> dict[str, str]:
    """Fill the register with public and internal records; return their keys."""
    keys = {}
    rows = [
        (PUBLIC_NAME, "150200", "public"),
        (SECRET_BAOTOU, "150200", "internal"),
        (SECRET_ORDOS, "150600", "internal"),
        (SECRET_NOWHERE, None, "internal"),
    ]
    with site.register.write(Actor("planner", "planner")) as writer:
        for name, league, visibility in rows:
            keys[name] = projects.create_project(
                writer,
                {
                    "name_zh": name,
                    "league": league,
                    "visibility": visibility,
                    "stage": "signed",
                    "signed_date": "2026-01",
                    "pledged_cny_1e8": 12.5,
                    "officer": f"{name}专员",
                },
            )
        for name in (PUBLIC_NAME, SECRET_BAOTOU):
            ledger.add_entry(
                writer,
                {
                    "project_id": keys[name],
                    "month": "2026-01",
                    "scope": "domestic",
                    "currency": "CNY",
                    "is_continued": False,
                    "reported_1e4": 1234.5,
                    "notes": f"{name}的台账" if name != PUBLIC_NAME else None,
                },
            )
        steps.add_step(
            writer,
            {
                "project_id": keys[PUBLIC_NAME],
                "name": SECRET_STEP,
                "due_date": "2026-04-01",
            },
        )
        companies.add_company(writer, {"name_zh": SECRET_COMPANY, "league": "150200"})
        park_facts.add_facts(
            writer,
            {
                "park_id": "hohhot-jingkai",
                "date": "2026-01",
                "source": SECRET_FACT,
                "confidence": "official",
                "available_area_ha": 31.5,
                "visibility": "internal",
            },
        )
    return keys


@pytest.fixture(scope="module")
def quick_hashes() -> Iterator[None]:
    """Hash passwords with little work, where the work itself is not looked at."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", hasher)
        passwords._nobody.cache_clear()
        yield
    passwords._nobody.cache_clear()


@pytest.fixture
def site(catalog, new_sqlite, quick_hashes) -> Iterator[Site]:
    """Return a site with accounts and an empty register, at a fixed time."""
    made = make_site(catalog, new_sqlite())
    yield made
    made.register.close()
