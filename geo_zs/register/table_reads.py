"""Rows of the smaller tables that are about to be written: found, allowed, numbered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, text

from geo_zs.errors import ConflictError, UnknownRecordError
from geo_zs.register import bulk
from geo_zs.register.access import may_edit, may_see, require_edit
from geo_zs.register.codec import utc_text
from geo_zs.register.table_specs import Row, RowTable

if TYPE_CHECKING:
    from geo_zs.register.store import Writer


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
