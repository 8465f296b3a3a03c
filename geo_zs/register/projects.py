"""Projects of the register: create, read, change, delete, one or many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from geo_zs.errors import RecordError
from geo_zs.register.access import require_edit
from geo_zs.register.bulk import count_anew
from geo_zs.register.column_checks import check_rows
from geo_zs.register.faults import RecordFault, errors, fault
from geo_zs.register.names import Names
from geo_zs.register.placing import (
    place_errors,
    place_faults,
    place_rows,
    settle_points,
)
from geo_zs.register.project_frame import project_frame
from geo_zs.register.project_rows import (
    TABLE,
    Row,
    add_rows,
    as_record,
    change_rows,
    check_version,
    found_row,
    load_rows,
)
from geo_zs.register.project_uses import let_no_money_in, refuse_orphans
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

#: Rows that are worked on at a time.
CHUNK: Final = 5_000
#: Rows from which on the database counts its tables anew.
MANY: Final = 1_000


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
    _complete([row], [None], [row.copy()], known)
    whole = _name_faults(row) + place_faults(row, known)
    return faults + _beside(faults, whole)


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
    RecordError
        If the ledger holds money of it: that would no longer count.
    ConflictError, UnknownRecordError, ForbiddenError
        As :func:`update_project`.
    """
    let_no_money_in(writer.session)
    old = load_rows(writer, [project_id]).get(project_id)
    row = found_row(old, project_id, writer.actor)
    check_version(row, version)
    require_edit(writer.actor, [row["league"]])
    refuse_orphans(writer, project_id)
    new = row | {"deleted_at": writer.now}
    change_rows(writer, [(row, new)], action="delete")


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
    query = select(TABLE).where(TABLE.c.project_id == str(project_id))
    row = session.execute(query).mappings().first()
    found = None if row is None else dict(row)
    return as_record(found_row(found, project_id, viewer))


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
    ids: list[str] = []
    faults: list[RecordFault] = []
    with writer.session.begin_nested():
        for start in range(0, len(rows), CHUNK):
            made, found = _new_rows(writer, rows[start : start + CHUNK], start)
            faults += found
            if not faults:
                ids += add_rows(writer, made)
        if faults:
            raise RecordError(faults)
    if len(ids) >= MANY:
        count_anew(writer.session, TABLE)
    return ids


def bulk_update(writer: Writer, rows: Sequence[Mapping[str, object]]) -> list[int]:
    """Change many projects: all of them, or none.

    Parameters
    ----------
    writer : Writer
        From ``Register.write``.
    rows : sequence of mapping
        ``project_id``, the values that change and, where the change was made from
        a certain ``version``, that version. No project may come twice.

    Returns
    -------
    list of int
        The versions now, in the order of the rows.

    Raises
    ------
    RecordError, ConflictError, UnknownRecordError, ForbiddenError
        As :func:`update_project`; ``row`` of a fault counts from 0.
    """
    versions: list[int] = []
    faults: list[RecordFault] = _repeated(rows)
    with writer.session.begin_nested():
        for start in range(0, len(rows), CHUNK):
            pairs, found = _changed_rows(writer, rows[start : start + CHUNK], start)
            faults += found
            if not faults:
                versions += change_rows(writer, pairs)
        if faults:
            raise RecordError(faults)
    return versions


def _new_rows(
    writer: Writer, rows: Sequence[Mapping[str, object]], start: int
) -> tuple[list[Row], list[RecordFault]]:
    """Return whole rows of new projects, and what refuses them."""
    made, own = check_rows(rows, writer.names, start=start)
    for number, (row, found) in enumerate(zip(made, own, strict=True), start):
        if row.pop("project_id", None) is not None:
            found.append(fault("project_id", "derived_field", row=number))
    _complete(made, [None] * len(made), made, writer.names)
    faults = _all_faults(made, [None] * len(made), own, writer.names, start)
    if not faults:
        require_edit(writer.actor, {row["league"] for row in made})
    return made, faults


def _changed_rows(
    writer: Writer, rows: Sequence[Mapping[str, object]], start: int
) -> tuple[list[tuple[Row, Row]], list[RecordFault]]:
    """Return rows of projects before and after a change, and what refuses it."""
    ids = [str(values["project_id"]) for values in rows]
    current = load_rows(writer, ids)
    olds = [found_row(current.get(key), key, writer.actor) for key in ids]
    changes: list[Row] = []
    for values, old in zip(rows, olds, strict=True):
        change = dict(values)
        del change["project_id"]
        version = change.pop("version", None)
        if version is not None:
            check_version(old, version)
        changes.append(change)
    given, own = check_rows(changes, writer.names, start=start)
    news = [old | kept for old, kept in zip(olds, given, strict=True)]
    _complete(news, olds, given, writer.names)
    faults = _all_faults(news, olds, own, writer.names, start)
    if not faults:
        leagues = {row["league"] for group in (olds, news) for row in group}
        require_edit(writer.actor, leagues)
    return list(zip(olds, news, strict=True)), faults


def _repeated(rows: Sequence[Mapping[str, object]]) -> list[RecordFault]:
    """Return a fault for each row whose project came before."""
    seen: set[object] = set()
    faults = []
    for number, values in enumerate(rows):
        key = values["project_id"]
        if key in seen:
            faults.append(fault("project_id", "repeated", {"value": key}, row=number))
        seen.add(key)
    return faults


def _complete(
    rows: Sequence[Row],
    olds: Sequence[Row | None],
    given: Sequence[Mapping[str, Any]],
    names: Names,
) -> None:
    """Complete records: visibility, point, place."""
    for row in rows:
        if row.get("visibility") is None:
            row["visibility"] = "internal"
    settle_points(rows, given)
    place_rows(rows, olds, names)


def _all_faults(
    rows: Sequence[Row],
    olds: Sequence[Row | None],
    own: Sequence[list[RecordFault]],
    names: Names,
    start: int,
) -> list[RecordFault]:
    """Return every fault that refuses one of many records."""
    faults: list[RecordFault] = []
    triples = zip(rows, olds, own, strict=True)
    for number, (row, old, found) in enumerate(triples, start):
        whole = _name_faults(row, number)
        whole += place_errors(row, names, old=old, number=number)
        if found or whole:
            faults += errors([*found, *_beside(found, whole)])
    return faults


def _name_faults(row: Row, number: int | None = None) -> list[RecordFault]:
    """Return a fault if a record has no name."""
    if str(row.get("name_zh") or "").strip():
        return []
    return [fault("name_zh", "required", row=number)]


def _beside(
    own: Sequence[RecordFault], whole: Sequence[RecordFault]
) -> list[RecordFault]:
    """Return the faults of whole records whose field has none of its own."""
    faulty = {one.field for one in own}
    return [one for one in whole if one.field not in faulty]


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
