"""Who may see and who may change a row: the one place that decides it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, and_, false, or_, true
from sqlalchemy.orm import QueryableAttribute

from geo_zs.register.refusals import refuse

Role = Literal["public", "viewer", "planner", "admin"]
Via = Literal["cli", "web", "api", "import"]

#: Roles in rising order: each may do what those before it may.
ROLES: Final[tuple[Role, ...]] = ("public", "viewer", "planner", "admin")
#: Columns that tell of people: the public neither sees them nor asks for them.
OF_PEOPLE: Final = frozenset({"created_by", "updated_by", "batch_id", "officer"})
#: Who may see a row: everybody, or accounts only.
VISIBILITIES: Final = ("public", "internal")


@dataclass(frozen=True)
class Actor:
    """Who looks or writes.

    Parameters
    ----------
    name : str
        Name of the account; empty for the public.
    role : {"public", "viewer", "planner", "admin"}
        What the account may do.
    leagues : frozenset of str or None
        Codes of the leagues that the account is limited to; None is all of them.
        An admin is never limited.
    via : {"cli", "web", "api", "import"}
        The way by which the account came, for the log of changes.
    """

    name: str
    role: Role
    leagues: frozenset[str] | None = None
    via: Via = "web"

    def has_role(self, role: Role) -> bool:
        """Tell whether the account may do what `role` may."""
        return ROLES.index(self.role) >= ROLES.index(role)

    @property
    def is_limited(self) -> bool:
        """Whether the account is limited to some leagues."""
        return self.leagues is not None and self.role != "admin"


#: Anybody without an account.
PUBLIC: Final = Actor(name="", role="public")


def cli_actor(name: str = "cli") -> Actor:
    """Return who writes from the command line: an admin."""
    return Actor(name=name, role="admin", via="cli")


def _reaches(actor: Actor, league: str | None) -> bool:
    """Tell whether a league is among those of an account."""
    if not actor.is_limited:
        return True
    return league is not None and league in (actor.leagues or ())


def may_see(viewer: Actor, visibility: str | None, league: str | None) -> bool:
    """Tell whether a row may be shown to somebody.

    Parameters
    ----------
    viewer : Actor
        Who looks.
    visibility : str or None
        ``public`` or ``internal``; anything else counts as internal.
    league : str or None
        League of the row. An internal row of no known league is shown only to
        accounts that are not limited.
    """
    if visibility == "public":
        return True
    return viewer.has_role("viewer") and _reaches(viewer, league)


def may_edit(viewer: Actor, league: str | None) -> bool:
    """Tell whether somebody may change a row of a league (None: not known)."""
    return viewer.has_role("planner") and _reaches(viewer, league)


def require_edit(viewer: Actor, leagues: Iterable[str | None]) -> None:
    """Refuse a change that touches leagues the account may not edit.

    Parameters
    ----------
    viewer : Actor
        Who writes.
    leagues : iterable of str or None
        League of the row before and after the change.

    Raises
    ------
    ForbiddenError
        With what would be needed.
    """
    require_role(viewer, "planner")
    for league in leagues:
        if may_edit(viewer, league):
            continue
        allowed = sorted(viewer.leagues or ())
        if league is None:
            refuse("no_league", name=viewer.name, leagues=allowed)
        refuse("league", name=viewer.name, league=league, leagues=allowed)


def require_role(viewer: Actor, role: Role) -> None:
    """Refuse somebody whose role is too low.

    Raises
    ------
    ForbiddenError
        With the role that would be needed.
    """
    if not viewer.has_role(role):
        key = "role" if viewer.name else "role_nobody"
        refuse(key, name=viewer.name, role=viewer.role, needed=role)


def visible_where(
    viewer: Actor,
    *,
    visibility: ColumnElement[Any] | QueryableAttribute[Any],
    league: ColumnElement[Any] | QueryableAttribute[Any],
) -> ColumnElement[bool]:
    """Return the SQL condition for the rows that somebody may see.

    The same rule as :func:`may_see`, for whole tables.

    Parameters
    ----------
    viewer : Actor
        Who looks.
    visibility, league : column
        Columns of the model that is asked.
    """
    is_public = visibility == "public"
    if not viewer.has_role("viewer"):
        return and_(true(), is_public)
    if not viewer.is_limited:
        return true()
    leagues = sorted(viewer.leagues or ())
    return or_(is_public, league.in_(leagues) if leagues else false())
