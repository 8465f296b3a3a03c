"""Write changes into the log (审计日志), in the transaction of the change itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from geo_zs.register.bulk import insert_columns
from geo_zs.register.codec import difference, image, table_of
from geo_zs.register.models.change import Change

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo_zs.register.models.base import Base
    from geo_zs.register.store import Writer

Action = Literal["create", "update", "delete", "undo"]
#: Key of a row, and its columns that changed, before and after.
Line = tuple[str, Mapping[str, Any] | None, Mapping[str, Any] | None]


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
    writer.session.flush()
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
    if not lines:
        return
    shared = _line(writer, table, (None, None, None), action)
    columns = {name: [value] * len(lines) for name, value in shared.items()}
    own = zip(("key", "before", "after"), zip(*lines, strict=True), strict=True)
    columns |= {name: list(values) for name, values in own}
    insert_columns(writer.session, table_of(Change), columns)


def _line(
    writer: Writer,
    table: str,
    line: Line | tuple[None, None, None],
    action: Action,
) -> dict[str, Any]:
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
