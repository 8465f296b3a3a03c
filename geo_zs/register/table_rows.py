"""Write rows of the smaller tables: checked, versioned, logged, all or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from geo_zs.errors import RecordError
from geo_zs.register import bulk
from geo_zs.register.changes import Action, record_many
from geo_zs.register.codec import changed_columns, encoded
from geo_zs.register.faults import RecordFault
from geo_zs.register.table_faults import without_rows
from geo_zs.register.table_reads import (
    check_version,
    found,
    load_rows,
    require_write,
    reserve_numbers,
)
from geo_zs.register.table_specs import Row, RowTable
from geo_zs.register.table_values import check_row, missing_faults

if TYPE_CHECKING:
    from geo_zs.register.store import Writer


def create_rows(
    table: RowTable, writer: Writer, rows: Sequence[Mapping[str, object]]
) -> list[str]:
    """Add rows: all of them, or none.

    Returns
    -------
    list of str
        Their keys, in the order of the rows.

    Raises
    ------
    RecordError
        With every fault of every row; ``row`` of a fault counts from 0.
    ForbiddenError
        If the account may not write one of them.
    """
    made, faults = _checked(table, writer, rows, [None] * len(rows))
    _refuse(faults)
    require_write(table, writer, made)
    return insert_rows(table, writer, made)


def create_row(table: RowTable, writer: Writer, values: Mapping[str, object]) -> str:
    """Add one row; its faults have no number. See `create_rows`."""
    try:
        return create_rows(table, writer, [values])[0]
    except RecordError as error:
        raise RecordError(without_rows(_faults(error))) from error


def insert_rows(table: RowTable, writer: Writer, rows: Sequence[Row]) -> list[str]:
    """Put checked rows into the table, and their lines into the log.

    Returns
    -------
    list of str
        The keys that they were given.
    """
    lines = []
    numbers = reserve_numbers(writer, table.model.__tablename__, len(rows))
    for row, number in zip(rows, numbers, strict=True):
        row["id"] = number
        row[table.key] = f"{table.prefix}-{number:06d}"
        row["version"] = 1
        row["created_at"] = row["updated_at"] = writer.now
        row["created_by"] = row["updated_by"] = writer.actor.name
        row["batch_id"] = writer.batch_id
        lines.append((str(row[table.key]), None, encoded(table.model, row)))
    kept = [{name: row.get(name) for name in table.columns} for row in rows]
    bulk.insert_rows(writer.session, table.table, kept)
    name = table.model.__tablename__
    record_many(writer, table=name, action="create", lines=lines)
    if any(table.is_public(row) for row in rows):
        writer.mark_published()
    return [str(row[table.key]) for row in rows]


def update_rows(
    table: RowTable, writer: Writer, rows: Sequence[Mapping[str, object]]
) -> list[int]:
    """Change rows: all of them, or none.

    Parameters
    ----------
    table : RowTable
    writer : Writer
    rows : sequence of mapping
        The key, the values that change and, where the change was made from a
        certain ``version``, that version.

    Returns
    -------
    list of int
        The versions now.

    Raises
    ------
    RecordError, ForbiddenError
        As `create_rows`.
    ConflictError
        If a row was changed since; ``current`` holds it as it is now.
    UnknownRecordError
        If there is no such row.
    """
    keys = [str(values[table.key]) for values in rows]
    current = load_rows(table, writer, keys)
    olds = found(table, writer, current, keys)
    for values, old in zip(rows, olds, strict=True):
        if values.get("version") is not None:
            check_version(table, old, values["version"])
    beside = {table.key, "version"}
    given = [
        {name: value for name, value in values.items() if name not in beside}
        for values in rows
    ]
    changed, faults = _checked(table, writer, given, olds)
    _refuse(faults)
    require_write(table, writer, changed)
    return write_updates(table, writer, list(zip(olds, changed, strict=True)))


def update_row(
    table: RowTable,
    writer: Writer,
    key: str,
    values: Mapping[str, object],
    *,
    version: int,
) -> int:
    """Change one row; its faults have no number. See `update_rows`."""
    try:
        change = {**values, table.key: key, "version": version}
        return update_rows(table, writer, [change])[0]
    except RecordError as error:
        raise RecordError(without_rows(_faults(error))) from error


def delete_row(table: RowTable, writer: Writer, key: str, *, version: int) -> None:
    """Hide one row; it is kept, and the change can be undone.

    Raises
    ------
    RecordError, ConflictError, UnknownRecordError, ForbiddenError
        As `update_rows`.
    """
    (old,) = found(table, writer, load_rows(table, writer, [key]), [key])
    check_version(table, old, version)
    new = old | {"deleted_at": writer.now}
    faults: list[RecordFault] = []
    table.complete(writer, [(old, new)], faults)
    _refuse(without_rows(faults))
    write_updates(table, writer, [(old, new)], action="delete")


def write_updates(
    table: RowTable,
    writer: Writer,
    pairs: Sequence[tuple[Row, Row]],
    *,
    action: Action = "update",
) -> list[int]:
    """Write changed rows and their lines of the log; return the versions now.

    Parameters
    ----------
    table : RowTable
    writer : Writer
    pairs : sequence of (dict, dict)
        Whole rows before and after; a pair that does not differ is not written.
    action : {"update", "delete"}
        What the log says.
    """
    lines, changed, versions = [], [], []
    for old, new in pairs:
        before, after = changed_columns(table.model, old, new)
        versions.append(int(old["version"]) + bool(after))
        if not after:
            continue
        lines.append((str(old[table.key]), before, after))
        new["version"] = versions[-1]
        new["updated_at"], new["updated_by"] = writer.now, writer.actor.name
        changed.append({name: new[name] for name in table.columns})
        if table.is_public(old) or table.is_public(new):
            writer.mark_published()
    bulk.update_rows(writer.session, table.table, changed)
    name = table.model.__tablename__
    record_many(writer, table=name, action=action, lines=lines)
    return versions


def _checked(
    table: RowTable,
    writer: Writer,
    rows: Sequence[Mapping[str, object]],
    olds: Sequence[Row | None],
) -> tuple[list[Row], list[RecordFault]]:
    """Return whole rows as they would be kept, and everything wrong with them."""
    made: list[Row] = []
    faults: list[RecordFault] = []
    for number, (values, old) in enumerate(zip(rows, olds, strict=True)):
        derived = table.derived | {table.key}
        kept, own = check_row(
            table.schema, values, writer.names, derived=derived, row=number
        )
        row = {**(old or dict.fromkeys(table.columns)), **kept}
        faults += own
        faults += missing_faults(table.schema, row, own, number=number)
        made.append(row)
    table.complete(writer, list(zip(olds, made, strict=True)), faults)
    return made, faults


def _refuse(faults: Sequence[RecordFault]) -> None:
    """Raise if anything is wrong."""
    if faults:
        raise RecordError(faults)


def _faults(error: RecordError) -> list[RecordFault]:
    """Return the faults of an error that this module raised."""
    return [one for one in error.problems if isinstance(one, RecordFault)]
