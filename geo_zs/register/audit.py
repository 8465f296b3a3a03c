"""Reading the log of changes (审计日志) as admins do: filtered, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Select, false, func, select

from geo_zs.register.access import Actor, require_role
from geo_zs.register.changes import ChangeLine, change_line
from geo_zs.register.models.change import Change

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from geo_zs.register.store import Register

_CHUNK: Final = 500


@dataclass(frozen=True)
class AuditQuery:
    """Which lines of the log are wanted; empty text and None mean any.

    Parameters
    ----------
    by, table, key : str
        Account, table, and key of the row, all exact.
    since, until : datetime or None
        From this time on, and before that time, UTC.
    """

    by: str = ""
    table: str = ""
    key: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def apply(self, query: Select[Any]) -> Select[Any]:
        """Return a query over `Change` with these conditions."""
        for column, wanted in (
            (Change.by, self.by),
            (Change.table, self.table),
            (Change.key, self.key),
        ):
            if "\0" in wanted:
                query = query.where(false())  # no text of the log holds it
            elif wanted:
                query = query.where(column == wanted)
        if self.since is not None:
            query = query.where(Change.at >= self.since)
        if self.until is not None:
            query = query.where(Change.at < self.until)
        return query


def count_lines(session: Session, viewer: Actor, query: AuditQuery) -> int:
    """Return how many lines of the log there are.

    Raises
    ------
    ForbiddenError
        If the viewer is no admin.
    """
    require_role(viewer, "admin")
    return int(session.scalar(query.apply(select(func.count(Change.change_id)))) or 0)


def read_lines(
    session: Session,
    viewer: Actor,
    query: AuditQuery,
    *,
    limit: int,
    skip: int = 0,
    before_id: int | None = None,
) -> list[ChangeLine]:
    """Return lines of the log, the latest first.

    Parameters
    ----------
    session : Session
    viewer : Actor
        Who reads; an admin.
    query : AuditQuery
    limit, skip : int
        How many lines, and how many to leave out before them.
    before_id : int or None
        Only lines before this one.

    Raises
    ------
    ForbiddenError
        If the viewer is no admin.
    """
    require_role(viewer, "admin")
    wanted = query.apply(select(Change)).order_by(Change.change_id.desc())
    if before_id is not None:
        wanted = wanted.where(Change.change_id < before_id)
    return [
        change_line(row) for row in session.scalars(wanted.offset(skip).limit(limit))
    ]


def latest_of(session: Session, lines: Sequence[ChangeLine]) -> frozenset[int]:
    """Return the lines that are the latest of their record, among some lines.

    Parameters
    ----------
    session : Session
    lines : sequence of ChangeLine
        From `read_lines`.
    """
    keys = {line.key for line in lines}
    query = select(func.max(Change.change_id)).where(Change.key.in_(keys))
    latest = set(session.scalars(query.group_by(Change.table, Change.key)))
    return frozenset(line.change_id for line in lines if line.change_id in latest)


def all_lines(
    register: Register, viewer: Actor, query: AuditQuery
) -> Iterator[ChangeLine]:
    """Yield all lines of the log, the latest first, holding few of them at a time.

    Raises
    ------
    ForbiddenError
        If the viewer is no admin.
    """
    before: int | None = None
    while True:
        with register.read() as session:
            lines = read_lines(session, viewer, query, limit=_CHUNK, before_id=before)
        yield from lines
        if len(lines) < _CHUNK:
            return
        before = lines[-1].change_id


def logged_tables(session: Session, viewer: Actor) -> list[str]:
    """Return the tables that the log speaks of, sorted.

    Raises
    ------
    ForbiddenError
        If the viewer is no admin.
    """
    require_role(viewer, "admin")
    return sorted(session.scalars(select(Change.table).distinct()))
