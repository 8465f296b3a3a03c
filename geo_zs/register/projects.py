"""Projects of the register: create, read, change, delete, one or many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, insert, select, text, update

from geo_zs.errors import ConflictError, RecordError, UnknownRecordError
from geo_zs.register.access import may_see, require_edit
from geo_zs.register.changes import record_many
from geo_zs.register.codec import difference, encoded, utc_text
from geo_zs.register.faults import RecordFault, errors, fault
from geo_zs.register.fields import fields
from geo_zs.register.models.project import Project, search_text
from geo_zs.register.names import Names
from geo_zs.register.placing import place_faults, place_rows, settle_point
from geo_zs.register.project_frame import project_frame
from geo_zs.register.values import check_fields

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from geo_zs.register.access import Actor
    from geo_zs.register.store import Writer

__all__ = [
    "bulk_create",
    "bulk_update",
    "check_values",
    "create_project",
    "delete_project",
    "project_frame",
    "read_project",
    "update_project",
]

Row = dict[str, Any]

#: Rows that go to the database in one piece.
CHUNK: Final = 2_000
_TABLE = Project.__table__
_COLUMNS: Final = tuple(column.name for column in _TABLE.c)
_NAMED: Final = tuple(field.name for field in fields() if field.name != "project_id")


def check_values(values: Mapping[str, object], *, known: Names) -> list[RecordFault]:
    """List everything that is wrong with the values of a new project.

    Parameters
    ----------
    values : mapping of str to object
        By the names of the fields, and ``geometry``.
    known : Names
        Keys that a record may name, and the locator.

    Returns
    -------
    list of RecordFault
        All faults: those of severity ``error`` refuse the record, those of severity
        ``warning`` are told.
    """
    row, faults = check_fields(values, known)
    row.pop("project_id", None)
    _prepare([row], [None], [row.copy()], known)
    return faults + _whole_faults(row, known, faults)


def create_project(writer: Writer, values: Mapping[str, object]) -> str:
    """Add one project.

    Parameters
    ----------
    writer : Writer
        From ``Register.write``.
    values : mapping of str to object
        By the names of the fields, and ``geometry``; what is not named is not known.

    Returns
    -------
    str
        The id of the project, ``R-000001``.

    Raises
    ------
    RecordError
        With every fault of the values.
    ForbiddenError
        If the account may not edit projects of this league.
    """
    try:
        return bulk_create(writer, [values])[0]
    except RecordError as error:
        raise RecordError(_without_rows(error)) from error


def update_project(
    writer: Writer, project_id: str, values: Mapping[str, object], *, version: int
) -> int:
    """Change some values of a project.

    Parameters
    ----------
    writer : Writer
        From ``Register.write``.
    project_id : str
        Which project.
    values : mapping of str to object
        The values that change; None says that it is not known.
    version : int
        The version that the change was made from.

    Returns
    -------
    int
        The new version (the old one, if nothing differs).

    Raises
    ------
    RecordError
        With every fault of the values.
    ConflictError
        If somebody changed the project since; ``current`` holds it as it is now.
    UnknownRecordError
        If there is no such project, or the account may not see it.
    ForbiddenError
        If the account may not edit projects of this league.
    """
    change = {**values, "project_id": project_id, "version": version}
    try:
        return bulk_update(writer, [change])[0]
    except RecordError as error:
        raise RecordError(_without_rows(error)) from error


def delete_project(writer: Writer, project_id: str, *, version: int) -> None:
    """Hide a project; it is kept, and the change can be undone.

    Raises
    ------
    ConflictError, UnknownRecordError, ForbiddenError
        As :func:`update_project`.
    """
    old = _load(writer, [project_id], is_locking=True).get(project_id)
    row = _found(old, project_id, writer.actor)
    _check_version(row, version)
    require_edit(writer.actor, [row["league"]])
    new = row | {"deleted_at": writer.now}
    _write_updates(writer, [(row, new)], action="delete")


def read_project(session: Session, project_id: str, viewer: Actor) -> Row:
    """Return one project.

    Parameters
    ----------
    session : Session
        From ``Register.read``.
    project_id : str
        Which project.
    viewer : Actor
        Who looks.

    Returns
    -------
    dict
        The fields by name (None where not known, lists as tuples), ``geometry``,
        ``version``, ``located_league``, ``located_banner``, ``batch_id`` and who and
        when.

    Raises
    ------
    UnknownRecordError
        If there is no such project, or none that the viewer may see.
    """
    found = session.execute(
        select(_TABLE).where(_TABLE.c.project_id == str(project_id))
    ).mappings()
    row = next(iter(found), None)
    return as_record(_found(None if row is None else dict(row), project_id, viewer))


def as_record(row: Mapping[str, Any]) -> Row:
    """Return a row of the table as callers see it."""
    answer = {name: row[name] for name in ("project_id", *_NAMED)}
    tags = row["industry_tags"]
    answer["industry_tags"] = tuple(tags.split(";")) if tags else ()
    answer["geometry"] = row["geometry"]
    for name in ("located_league", "located_banner", "batch_id", "version"):
        answer[name] = row[name]
    for name in ("created", "updated"):
        answer[f"{name}_at"] = utc_text(row[f"{name}_at"])
        answer[f"{name}_by"] = row[f"{name}_by"]
    return answer


def bulk_create(writer: Writer, rows: Sequence[Mapping[str, object]]) -> list[str]:
    """Add many projects: all of them, or none.

    Parameters
    ----------
    writer : Writer
        From ``Register.write``.
    rows : sequence of mapping
        Values of each project, as :func:`create_project` takes them.

    Returns
    -------
    list of str
        The ids, in the order of the rows.

    Raises
    ------
    RecordError
        With every fault of every row; ``row`` of a fault counts from 0.
    ForbiddenError
        If the account may not edit projects of one of the leagues.
    """
    made: list[Row] = []
    faults: list[RecordFault] = []
    own: list[list[RecordFault]] = []
    for number, values in enumerate(rows):
        row, found = check_fields(values, writer.names, row=number)
        own.append(found)
        faults += found
        if row.pop("project_id", None) is not None:
            faults.append(fault("project_id", "derived_field", row=number))
        made.append(row)
    _prepare(made, [None] * len(made), [row.copy() for row in made], writer.names)
    for number, row in enumerate(made):
        faults += _whole_faults(row, writer.names, own[number], number=number)
    _refuse(faults)
    require_edit(writer.actor, {row["league"] for row in made})
    for row, key in zip(made, reserve_keys(writer, len(made)), strict=True):
        row["id"] = key
        row["project_id"] = f"R-{key:06d}"
        row["version"] = 1
        row["created_at"] = row["updated_at"] = writer.now
        row["created_by"] = row["updated_by"] = writer.actor.name
        row["batch_id"] = writer.batch_id
        row["search_text"] = search_text(row)
    _insert(writer, made)
    if any(row["visibility"] == "public" for row in made):
        writer.mark_published()
    return [row["project_id"] for row in made]


def bulk_update(writer: Writer, rows: Sequence[Mapping[str, object]]) -> list[int]:
    """Change many projects: all of them, or none.

    Parameters
    ----------
    writer : Writer
        From ``Register.write``.
    rows : sequence of mapping
        ``project_id``, the values that change and, where the change was made from
        a certain ``version``, that version.

    Returns
    -------
    list of int
        The versions now, in the order of the rows.

    Raises
    ------
    RecordError, ConflictError, UnknownRecordError, ForbiddenError
        As :func:`update_project`; ``row`` of a fault counts from 0.
    """
    ids = [str(values["project_id"]) for values in rows]
    current = _load(writer, ids, is_locking=True)
    olds = [_found(current.get(key), key, writer.actor) for key in ids]
    changed: list[Row] = []
    given: list[Row] = []
    faults: list[RecordFault] = []
    own: list[list[RecordFault]] = []
    for number, (values, old) in enumerate(zip(rows, olds, strict=True)):
        if values.get("version") is not None:
            _check_version(old, values["version"])
        change = {
            name: value
            for name, value in values.items()
            if name not in {"project_id", "version"}
        }
        kept, found = check_fields(change, writer.names, row=number)
        own.append(found)
        faults += found
        given.append(kept)
        changed.append(old | kept)
    _prepare(changed, list(olds), given, writer.names)
    for number, row in enumerate(changed):
        faults += _whole_faults(row, writer.names, own[number], number=number)
    _refuse(faults)
    leagues = {row["league"] for pair in (olds, changed) for row in pair}
    require_edit(writer.actor, leagues)
    return _write_updates(writer, list(zip(olds, changed, strict=True)))


def _prepare(
    rows: Sequence[Row],
    olds: Sequence[Row | None],
    given: Sequence[Mapping[str, Any]],
    names: Names,
) -> None:
    """Complete records: visibility, point, place."""
    for row, values in zip(rows, given, strict=True):
        if row.get("visibility") is None:
            row["visibility"] = "internal"
        settle_point(row, values)
    place_rows(rows, olds, names)


def _whole_faults(
    row: Row, names: Names, own: Sequence[RecordFault], *, number: int | None = None
) -> list[RecordFault]:
    """Return what is wrong with a record as a whole, beside its single values."""
    faulty = {one.field for one in own}
    faults = []
    if not str(row.get("name_zh") or "").strip():
        faults.append(fault("name_zh", "required", row=number))
    faults += place_faults(row, names, number=number)
    return [one for one in faults if one.field not in faulty]


def _refuse(faults: Sequence[RecordFault]) -> None:
    """Raise if a fault refuses a record."""
    found = errors(faults)
    if found:
        raise RecordError(found)


def _without_rows(error: RecordError) -> list[RecordFault]:
    """Return the faults of a single record, without its number."""
    return [
        RecordFault(
            field=one.field,
            message=one.message,
            key=one.key,
            values=one.values,
            severity=one.severity,
        )
        for one in error.problems
        if isinstance(one, RecordFault)
    ]


def _found(row: Row | None, project_id: str, viewer: Actor) -> Row:
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
        raise UnknownRecordError("project", str(project_id))
    return row


def _check_version(row: Row, version: object) -> None:
    """Refuse a change that was made from another version.

    Raises
    ------
    ConflictError
        With the project as it is now.
    """
    if row["version"] != version:
        raise ConflictError("project", row["project_id"], as_record(row))


def _load(writer: Writer, ids: Sequence[str], *, is_locking: bool) -> dict[str, Row]:
    """Return rows of projects by their ids, locked until the transaction ends."""
    answer: dict[str, Row] = {}
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        query = select(_TABLE).where(_TABLE.c.project_id.in_(part))
        if is_locking:
            query = query.order_by(_TABLE.c.id).with_for_update()
        for row in writer.session.execute(query).mappings():
            answer[row["project_id"]] = dict(row)
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


def _insert(writer: Writer, rows: Sequence[Row]) -> None:
    """Put whole rows into the table, and their lines into the log."""
    for start in range(0, len(rows), CHUNK):
        part = rows[start : start + CHUNK]
        full = [{name: row.get(name) for name in _COLUMNS} for row in part]
        writer.session.execute(insert(_TABLE), full)
        lines = [(row["project_id"], None, encoded(Project, row)) for row in full]
        record_many(writer, table="project", action="create", lines=lines)


def _write_updates(
    writer: Writer, pairs: Sequence[tuple[Row, Row]], *, action: Any = "update"
) -> list[int]:
    """Write changed rows and their lines of the log; return the versions now."""
    lines = []
    changed = []
    versions = []
    for old, new in pairs:
        before, after = difference(encoded(Project, old), encoded(Project, new))
        versions.append(old["version"] + bool(after))
        if not after:
            continue
        lines.append((old["project_id"], before, after))
        new["version"] = old["version"] + 1
        new["updated_at"], new["updated_by"] = writer.now, writer.actor.name
        new["search_text"] = search_text(new)
        changed.append({f"b_{name}": new[name] for name in _COLUMNS})
        if "public" in {old["visibility"], new["visibility"]}:
            writer.mark_published()
    if changed:
        statement = (
            update(_TABLE)
            .where(_TABLE.c.id == bindparam("b_id"))
            .values({name: bindparam(f"b_{name}") for name in _COLUMNS if name != "id"})
        )
        writer.session.connection().execute(statement, changed)
        record_many(writer, table="project", action=action, lines=lines)
    return versions
