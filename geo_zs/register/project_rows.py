"""Rows of the table of projects: read to be changed, added, written, with their log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, cast

from sqlalchemy import Table, select, text

from geo_zs.errors import ConflictError, UnknownRecordError
from geo_zs.register.access import may_see
from geo_zs.register.bulk import in_many, insert_rows, update_rows
from geo_zs.register.change_records import Action, record_many
from geo_zs.register.codec import changed_columns, encoded_many, utc_text
from geo_zs.register.fields import fields
from geo_zs.register.models.project import BOX, Project, search_text

if TYPE_CHECKING:
    from geo_zs.register.access import Actor
    from geo_zs.register.store import Writer

Row = dict[str, Any]

TABLE: Final = cast("Table", Project.__table__)
#: Columns that are written with every change of a row.
_ALWAYS: Final = ("id", "version", "updated_at", "updated_by", "search_text", *BOX)


def load_rows(writer: Writer, ids: Sequence[str]) -> dict[str, Row]:
    """Return rows of projects by their ids, locked until the transaction ends."""
    answer: dict[str, Row] = {}
    query = (
        select(TABLE)
        .where(in_many(writer.session, TABLE.c.project_id, ids))
        .order_by(TABLE.c.id)
        .with_for_update(of=TABLE)
    )
    for row in writer.session.execute(query).mappings():
        answer[row["project_id"]] = dict(row)
    return answer


def found_row(row: Row | None, project_id: str, viewer: Actor) -> Row:
    """Return a row that is there and may be seen.

    Raises
    ------
    UnknownRecordError
        If there is none, or none that the viewer may see.
    """
    if (
        row is None
        or row["deleted_at"] is not None
        or not may_see(viewer, row["visibility"], row["league"])
    ):
        raise UnknownRecordError("project", str(project_id))  # noqa: EM101  a kind
    return row


def check_version(row: Row, version: object) -> None:
    """Refuse a change that was made from another version.

    Raises
    ------
    ConflictError
        With the project as it is now.
    """
    if row["version"] != version:
        current = as_record(row)
        raise ConflictError("project", row["project_id"], current)  # noqa: EM101  a kind


def as_record(row: Mapping[str, Any]) -> Row:
    """Return a row of the table as callers see it."""
    answer = {field.name: row[field.name] for field in fields()}
    tags = row["industry_tags"]
    answer["industry_tags"] = tuple(tags.split(";")) if tags else ()
    for name in ("geometry", "located_league", "located_banner", "batch_id", "version"):
        answer[name] = row[name]
    for name in ("created", "updated"):
        answer[f"{name}_at"] = utc_text(row[f"{name}_at"])
        answer[f"{name}_by"] = row[f"{name}_by"]
    return answer


def reserve_keys(writer: Writer, count: int) -> list[int]:
    """Return numbers for new projects, which no other writer gets."""
    if count == 0:
        return []
    if writer.dialect == "sqlite":
        # Projects are never taken out of the table, and there is one writer.
        query = text("SELECT coalesce(max(id), 0) FROM project")
        last = int(writer.session.execute(query).scalar_one())
        return list(range(last + 1, last + count + 1))
    query = text(
        "SELECT nextval(pg_get_serial_sequence('project', 'id')) "
        "FROM generate_series(1, :count)"
    )
    return [int(key) for key in writer.session.scalars(query, {"count": count})]


def add_rows(writer: Writer, rows: Sequence[Row]) -> list[str]:
    """Put whole, new rows into the table, and their lines into the log."""
    for row, key in zip(rows, reserve_keys(writer, len(rows)), strict=True):
        row["id"] = key
        row["project_id"] = f"R-{key:06d}"
        row["version"] = 1
        row["created_at"] = row["updated_at"] = writer.now
        row["created_by"] = row["updated_by"] = writer.actor.name
        row["batch_id"] = writer.batch_id
        row["search_text"] = search_text(row)
    lines = [
        (str(row["project_id"]), None, after)
        for row, after in zip(rows, encoded_many(Project, rows), strict=True)
    ]
    insert_rows(writer.session, TABLE, rows)
    record_many(writer, table="project", action="create", lines=lines)
    if any(row["visibility"] == "public" for row in rows):
        writer.mark_published()
    return [str(row["project_id"]) for row in rows]


def change_rows(
    writer: Writer,
    pairs: Sequence[tuple[Row, Row]],
    *,
    action: Action = "update",
) -> list[int]:
    """Write changed rows and their lines of the log; return the versions now.

    Parameters
    ----------
    writer : Writer
        The transaction.
    pairs : sequence of (dict, dict)
        Whole rows before and after; a pair that does not differ is not written.
    action : {"update", "delete"}
        What the log says.
    """
    lines: list[tuple[str, Row, Row]] = []
    changed: list[Row] = []
    names: set[str] = set()
    versions: list[int] = []
    for old, new in pairs:
        before, after = changed_columns(Project, old, new)
        versions.append(old["version"] + bool(after))
        if not after:
            continue
        lines.append((old["project_id"], before, after))
        names |= after.keys()
        new["version"] = old["version"] + 1
        new["updated_at"], new["updated_by"] = writer.now, writer.actor.name
        new["search_text"] = search_text(new)
        changed.append(new)
        if "public" in {old["visibility"], new["visibility"]}:
            writer.mark_published()
    written = list(dict.fromkeys((*_ALWAYS, *sorted(names))))
    rows = [{name: row[name] for name in written} for row in changed]
    update_rows(writer.session, TABLE, rows)
    record_many(writer, table="project", action=action, lines=lines)
    return versions
