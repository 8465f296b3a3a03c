"""What tests of the smaller tables of a register share; all names are made up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from geo_zs.register.access import Actor
from geo_zs.register.names import Names
from geo_zs.register.projects import create_project
from geo_zs.register.store import Register, Writer

ADMIN = Actor("admin", "admin")
PLANNER = Actor("planner", "planner")
VIEWER = Actor("viewer", "viewer")
#: Limited to the league 150200.
OF_BAOTOU = Actor("baotou", "planner", frozenset({"150200"}))
VIEWER_OF_BAOTOU = Actor("baotou viewer", "viewer", frozenset({"150200"}))

#: Noon of 10 July 2023 by the clock of the region.
NOON = datetime(2023, 7, 10, 4, 0, tzinfo=UTC)

NAMES = Names(
    leagues=frozenset({"150100", "150200", "150600"}),
    banners={"150206": "150200", "150203": "150200", "150602": "150600"},
    parks={
        "park-a": ("150200", "150206"),
        "park-b": ("150600", "150602"),
    },
    industry_tags=frozenset({"pv_wafer", "steel"}),
    shipped_projects=frozenset({"P-0001"}),
)


def known(register: Register, *, now: datetime = NOON) -> Register:
    """Return a register that knows the names above and whose clock stands still."""
    return replace(register, names=NAMES, clock=lambda: now)


def project(register: Register, **values: object) -> str:
    """Add a project of Baotou, internal unless stated; return its id."""
    given = {"name_zh": "样例项目", "league": "150200", **values}
    with register.write(ADMIN) as writer:
        return create_project(writer, given)


@contextmanager
def writing(register: Register, actor: Actor = PLANNER) -> Iterator[Writer]:
    """Give a transaction of a planner."""
    with register.write(actor) as writer:
        yield writer
