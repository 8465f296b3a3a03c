"""Take single changes back, by the log of changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from geo_zs.errors import ConflictError, UnknownRecordError
from geo_zs.register.change_records import record_change
from geo_zs.register.codec import decoder, difference, image, table_of, utc_text
from geo_zs.register.models.base import Base
from geo_zs.register.models.change import Change
from geo_zs.register.models.ledger import LedgerEntry
from geo_zs.register.models.project import Project
from geo_zs.register.project_uses import (
    let_no_money_in,
    refuse_homeless,
    refuse_undo,
)
from geo_zs.register.refusals import refuse

if TYPE_CHECKING:
    from geo_zs.register.store import Writer

Image = Mapping[str, Any]


def undo(writer: Writer, change_id: int) -> int:
    """Take one change back: the row is then as it was before it.

    Parameters
    ----------
    writer : Writer
        From ``Register.write``.
    change_id : int
        Line of the log. An undo is a change too and can be undone.

    Returns
    -------
    int
        The line of the log that says so.

    Raises
    ------
    UnknownRecordError
        If there is no such line.
    ConflictError
        If what it changed was changed again since; ``current`` holds the row now.
    RecordError
        If it made a project for which money, or steps of others, were entered since.
    ForbiddenError
        If the account may not change this row, or the table has no undo.
    """
    line = writer.session.get(Change, change_id)
    if line is None:
        kind = "change"
        raise UnknownRecordError(kind, str(change_id))
    model = _model(line)
    if model is Project:
        let_no_money_in(writer.session)
    row = _row(writer, model, line.key)
    if row is None:
        raise ConflictError(line.table, line.key, {})
    before = image(row)
    row.check_edit(writer.actor)
    _publish(writer, row)
    if line.before is None:
        _hide(writer, row, line)
    else:
        _set_back(writer, row, line)
    _check_uses(writer, row, before, line)
    _stamp(writer, row)
    _publish(writer, row)
    writer.session.flush()
    old, new = difference(before, image(row))
    return record_change(
        writer,
        table=line.table,
        key=line.key,
        action="undo",
        before=old,
        after=new,
        undoes=change_id,
    )


def undoable_tables() -> frozenset[str]:
    """Return the tables of the log whose changes can be taken back."""
    return frozenset(
        mapper.class_.__tablename__
        for mapper in Base.registry.mappers
        if mapper.class_.__undoable__ and "deleted_at" in table_of(mapper.class_).c
    )


def _model(line: Change) -> type[Base]:
    """Return the model of a change that can be undone.

    Raises
    ------
    ForbiddenError
        If its table has no undo, or no place for rows that are hidden.
    """
    for mapper in Base.registry.mappers:
        model: type[Base] = mapper.class_
        if model.__tablename__ != line.table or not model.__undoable__:
            continue
        if "deleted_at" in table_of(model).c and line.after is not None:
            return model
    return refuse("no_undo", table=line.table)


def _row(writer: Writer, model: type[Base], key: str) -> Base | None:
    """Return a row by its key, locked until the transaction ends."""
    column = table_of(model).c[model.__key_column__]
    wanted = column.type.python_type(key)
    query = select(model).where(column == wanted).with_for_update(of=table_of(model))
    return writer.session.scalars(query).one_or_none()


def _hide(writer: Writer, row: Base, line: Change) -> None:
    """Hide a row that was made, if it is still as it was made."""
    if image(row) != line.after:
        raise _conflict(line, row)
    row.deleted_at = writer.now  # type: ignore[attr-defined]  # _model saw to it


def _set_back(writer: Writer, row: Base, line: Change) -> None:
    """Give the columns of a row the values from before a change."""
    now = image(row)
    wanted = line.after or {}
    if any(now.get(name) != value for name, value in wanted.items()):
        raise _conflict(line, row)
    _apply(row, line.before or {})
    row.check_edit(writer.actor)
    row.derive()


def _apply(row: Base, values: Image) -> None:
    """Set columns of a row from JSON."""
    mapper = row.__mapper__
    for name, value in values.items():
        column = table_of(type(row)).c[name]
        decode = decoder(column)
        is_plain = decode is None or value is None
        plain = value if is_plain else decode(value)  # type: ignore[misc]  # not None here
        setattr(row, mapper.get_property_by_column(column).key, plain)


def _check_uses(writer: Writer, row: Base, before: Image, line: Change) -> None:
    """Refuse to part money from its project: to hide the one, or bring back the other.

    Raises
    ------
    RecordError
        If that would be so.
    """
    now = image(row)
    was_hidden, is_hidden = before.get("deleted_at"), now.get("deleted_at")
    with writer.session.no_autoflush:  # one change, one version
        if isinstance(row, Project) and is_hidden and not was_hidden:
            refuse_undo(writer, row.project_id, line.batch_id)
        if isinstance(row, LedgerEntry) and was_hidden and not is_hidden:
            refuse_homeless(writer, row.project_id)


def _stamp(writer: Writer, row: Base) -> None:
    """Note who changed a row, and when, where the table keeps that."""
    if hasattr(row, "updated_at"):
        row.updated_at = writer.now
        row.updated_by = writer.actor.name  # type: ignore[attr-defined]  # as above


def _publish(writer: Writer, row: Base) -> None:
    """Note that what the public may see was changed."""
    if row.is_published():
        writer.mark_published()


def _conflict(line: Change, row: Base) -> ConflictError:
    """Return the error that says that a row was changed since."""
    current = image(row)
    if hasattr(row, "updated_at"):
        current["updated_at"] = utc_text(row.updated_at)
        current["updated_by"] = row.updated_by  # type: ignore[attr-defined]  # as above
    current["version"] = getattr(row, "version", None)
    return ConflictError(line.table, line.key, current)
