"""Write rows of the smaller tables: checked, versioned, logged, all or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Table, select, text

from geo_zs.errors import ConflictError, RecordError, UnknownRecordError
from geo_zs.register import bulk
from geo_zs.register.access import may_edit, may_see, require_edit
from geo_zs.register.changes import Action, record_many
from geo_zs.register.codec import changed_columns, encoded, utc_text
from geo_zs.register.faults import RecordFault
from geo_zs.register.table_faults import without_rows
from geo_zs.register.table_values import check_row, missing_faults

if TYPE_CHECKING:
    from geo_zs.register.models.base import Base
    from geo_zs.register.store import Writer

Row = dict[str, Any]
#: Row before (None: a new one) and after a change, and where faults are put.
Complete = Callable[
    ["Writer", Sequence[tuple[Row | None, Row]], list[RecordFault]], None
]
#: Visibility and league of each of some rows.
Places = Callable[["Writer", Sequence[Row]], list[tuple[str | None, str | None]]]


@dataclass(frozen=True)
class RowTable:
    """How the rows of one table are written.

    Parameters
    ----------
    kind : str
        What a row is called in errors.
    schema : str
        Name of the schema of its fields.
    model : type of Base
        The table; its rows have a version and ``deleted_at``.
    prefix : str
        First letter of the keys: ``E`` of ``E-000001``.
    complete : callable
        Derives what follows from the values and lists what is wrong with whole
        rows, all of them at once.
    places : callable
        Visibility and league of rows, for the question who may see and write them.
    derived : frozenset of str
        Fields that the register gives itself.
    is_public : callable
        Whether what the public catalog shows changes with a row.
    """

    kind: str
    schema: str
    model: type[Base]
    prefix: str
    complete: Complete
    places: Places
    derived: frozenset[str]
    is_public: Callable[[Row], bool]

    @property
    def key(self) -> str:
        """Name of the column of the keys."""
        return self.model.__key_column__

    @property
    def table(self) -> Table:
        """The table in the database."""
        return cast("Table", self.model.__table__)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Names of all columns of the table."""
        return tuple(column.name for column in self.table.c)


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


def load_rows(table: RowTable, writer: Writer, keys: Sequence[str]) -> dict[str, Row]:
    """Return rows by their keys, locked until the transaction ends."""
    of_table = table.table
    query = (
        select(of_table)
        .where(bulk.in_many(writer.session, of_table.c[table.key], keys))
        .order_by(of_table.c.id)
        .with_for_update()
    )
    rows = writer.session.execute(query).mappings()
    return {str(row[table.key]): dict(row) for row in rows}


def found(
    table: RowTable, writer: Writer, rows: Mapping[str, Row], keys: Sequence[str]
) -> list[Row]:
    """Return rows that are there and that the account may write.

    Raises
    ------
    UnknownRecordError
        If there is none, a deleted one, or one that the account may not see.
    ForbiddenError
        If the account may see but not write one of them.
    """
    listed: list[Row] = []
    for key in keys:
        row = rows.get(key)
        if row is None or row["deleted_at"] is not None:
            raise UnknownRecordError(table.kind, key)
        listed.append(row)
    places = table.places(writer, listed)
    for key, (visibility, league) in zip(keys, places, strict=True):
        if not may_see(writer.actor, visibility, league):
            raise UnknownRecordError(table.kind, key)
    require_edit(writer.actor, {league for _, league in places})
    return listed


def require_write(table: RowTable, writer: Writer, rows: Sequence[Row]) -> None:
    """Refuse an account that may not write rows of these leagues.

    Raises
    ------
    ForbiddenError
        With what would be needed.
    """
    require_edit(writer.actor, {league for _, league in table.places(writer, rows)})


def writable(table: RowTable, writer: Writer, rows: Sequence[Row]) -> set[int]:
    """Return the positions of the rows that the account may write."""
    if not writer.actor.is_limited:
        return set(range(len(rows)))
    places = table.places(writer, rows)
    return {
        at for at, (_, league) in enumerate(places) if may_edit(writer.actor, league)
    }


def check_version(table: RowTable, row: Row, version: object) -> None:
    """Refuse a change that was made from another version.

    Raises
    ------
    ConflictError
        With the row as it is now.
    """
    if row["version"] != version:
        raise ConflictError(table.kind, row[table.key], as_record(row))


def as_record(row: Mapping[str, Any]) -> Row:
    """Return a row of a table as callers see it."""
    hidden = {"id", "deleted_at", "slot"}
    answer = {name: value for name, value in row.items() if name not in hidden}
    for name in ("created_at", "updated_at"):
        answer[name] = utc_text(row[name])
    if "industry_tags" in answer:
        tags = answer["industry_tags"]
        answer["industry_tags"] = tuple(tags.split(";")) if tags else ()
    return answer


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


def reserve_numbers(writer: Writer, table: str, count: int) -> list[int]:
    """Return numbers for new rows of a table, which no other writer gets."""
    if count == 0:
        return []
    if writer.dialect == "sqlite":
        # Rows are never taken out of these tables, and there is one writer.
        query = text(f"SELECT coalesce(max(id), 0) FROM {table}")  # noqa: S608  of a model
        last = int(writer.session.execute(query).scalar_one())
        return list(range(last + 1, last + count + 1))
    query = text(
        "SELECT nextval(pg_get_serial_sequence(:table, 'id')) "
        "FROM generate_series(1, :count)"
    )
    told = {"table": table, "count": count}
    return [int(key) for key in writer.session.scalars(query, told)]


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
