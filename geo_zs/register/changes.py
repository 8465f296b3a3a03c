"""The log of changes (审计日志): written with each change, read by admins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from geo_zs.register.change_records import (
    Action,
    Line,
    record_change,
    record_many,
    record_row,
)
from geo_zs.register.models.change import Change
from geo_zs.register.undo import undo

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

__all__ = [
    "Action",
    "ChangeLine",
    "Line",
    "change_line",
    "changes",
    "record_change",
    "record_many",
    "record_row",
    "undo",
]

#: Most lines of the log that one call returns.
MOST: Final = 1000


@dataclass(frozen=True)
class ChangeLine:
    """One line of the log.

    Parameters
    ----------
    change_id : int
        Number of the line; later lines have higher ones.
    at : datetime
        When, UTC.
    by, via : str
        Who, and by which way.
    table, key : str
        Which row.
    action : str
        ``create``, ``update``, ``delete`` or ``undo``.
    before, after : mapping or None
        The columns that changed; None before a row was made or after it is gone.
    batch_id : str or None
        The import that it belongs to.
    undoes : int or None
        The line that this one takes back.
    """

    change_id: int
    at: datetime
    by: str
    via: str
    table: str
    key: str
    action: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    batch_id: str | None
    undoes: int | None


def changes(
    session: Session,
    *,
    key: str | None = None,
    table: str | None = None,
    by: str | None = None,
    batch_id: str | None = None,
    limit: int = 100,
    before_id: int | None = None,
) -> list[ChangeLine]:
    """Return lines of the log, the latest first.

    Parameters
    ----------
    session : Session
        From ``Register.read``.
    key, table, by, batch_id : str or None
        Only lines of this row, table, account, import.
    limit : int
        At most so many lines, 1 to 1,000.
    before_id : int or None
        Only lines before this one, for the next page.
    """
    query = select(Change).order_by(Change.change_id.desc())
    for column, wanted in (
        (Change.key, key),
        (Change.table, table),
        (Change.by, by),
        (Change.batch_id, batch_id),
    ):
        if wanted is not None:
            query = query.where(column == wanted)
    if before_id is not None:
        query = query.where(Change.change_id < before_id)
    rows = session.scalars(query.limit(max(1, min(limit, MOST))))
    return [change_line(row) for row in rows]


def change_line(row: Change) -> ChangeLine:
    """Return a row of the log as a record."""
    return ChangeLine(
        change_id=row.change_id,
        at=row.at,
        by=row.by,
        via=row.via,
        table=row.table,
        key=row.key,
        action=row.action,
        before=row.before,
        after=row.after,
        batch_id=row.batch_id,
        undoes=row.undoes,
    )
