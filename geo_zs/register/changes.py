"""The log of changes (审计日志): written with each change, read by admins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Literal

from sqlalchemy import select

from geo_zs.register.bulk import insert_rows
from geo_zs.register.codec import difference, image, table_of
from geo_zs.register.models.change import Change

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from geo_zs.register.models.base import Base
    from geo_zs.register.store import Writer

Action = Literal["create", "update", "delete", "undo"]
#: Key of a row, and its columns that changed, before and after.
Line = tuple[str, Mapping[str, Any] | None, Mapping[str, Any] | None]
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


def record_change(
    writer: Writer,
    *,
    table: str,
    key: str,
    action: Action,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    undoes: int | None = None,
) -> int:
    """Write one line into the log.

    Parameters
    ----------
    writer : Writer
        The transaction of the change itself.
    table, key : str
        Which row.
    action : {"create", "update", "delete", "undo"}
        What was done.
    before, after : mapping or None
        The columns that changed, as JSON (see ``codec.image``).
    undoes : int or None
        The line that is taken back.

    Returns
    -------
    int
        Number of the line.
    """
    values = _line(writer, table, (key, before, after), action)
    row = Change(table=values.pop("table_name"), **values, undoes=undoes)
    writer.session.add(row)
    writer.session.flush([row])
    return row.change_id


def record_row(
    writer: Writer,
    row: Base,
    *,
    action: Action,
    before: Mapping[str, Any] | None = None,
) -> int:
    """Write what was done to a row into the log.

    Parameters
    ----------
    writer : Writer
        The transaction of the change itself.
    row : Base
        The row as it is now (flushed, so that it has its key); for the action
        ``delete`` of a row that is taken out of the table, as it was.
    action : {"create", "update", "delete"}
        What was done. A row that is only marked as deleted (``deleted_at``) is a
        ``delete`` with `before`.
    before : mapping or None
        ``codec.image(row)`` from before the change.
    """
    now = image(row)
    old: Mapping[str, Any] | None = None
    new: Mapping[str, Any] | None = now
    if before is not None:
        old, new = difference(before, now)
    elif action == "delete":
        old, new = now, None
    key = str(getattr(row, type(row).__key_column__))
    table = row.__tablename__
    return record_change(
        writer, table=table, key=key, action=action, before=old, after=new
    )


def record_many(
    writer: Writer,
    *,
    table: str,
    action: Action,
    lines: Sequence[Line],
) -> None:
    """Write many lines at once: key, before, after of each."""
    rows = [_line(writer, table, line, action) for line in lines]
    insert_rows(writer.session, table_of(Change), rows)


def _line(writer: Writer, table: str, line: Line, action: Action) -> dict[str, Any]:
    """Return one line of the log as values of its columns."""
    key, before, after = line
    return {
        "at": writer.now,
        "by": writer.actor.name,
        "via": writer.actor.via,
        "table_name": table,
        "key": key,
        "action": action,
        "before": before,
        "after": after,
        "batch_id": writer.batch_id,
    }


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
