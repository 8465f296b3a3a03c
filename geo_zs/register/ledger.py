"""The ledger of arrived money (到位资金台账): add, change, delete, read entries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import case, literal, select

from geo_zs.register.access import may_see, visible_where
from geo_zs.register.bulk import in_many
from geo_zs.register.faults import RecordFault, shown
from geo_zs.register.ledger_corrections import correction_faults
from geo_zs.register.ledger_rules import amount_faults, settle_amounts
from geo_zs.register.models.ledger import (
    ClosedMonth,
    LedgerEntry,
    entry_slot,
    wait_for_months,
)
from geo_zs.register.models.project import Project
from geo_zs.register.table_faults import table_fault
from geo_zs.register.table_reads import writable
from geo_zs.register.table_rows import (
    create_row,
    create_rows,
    delete_row,
    update_row,
    update_rows,
)
from geo_zs.register.table_specs import Row, RowTable

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from geo_zs.register.access import Actor
    from geo_zs.register.store import Writer

#: The clock of the region is ahead of UTC.
_AHEAD: Final = timedelta(hours=8)
_ABOUT: Final = ("project_id", "month", "scope", "currency")
_ENTRY = LedgerEntry.__table__
_PROJECT = Project.__table__


def add_entry(writer: Writer, values: Mapping[str, object]) -> str:
    """Add one entry.

    Parameters
    ----------
    writer : Writer
        From ``Register.write``.
    values : mapping of str to object
        By the names of the fields of the schema ``ledger``.

    Returns
    -------
    str
        The id of the entry, ``E-000001``.

    Raises
    ------
    RecordError
        With every fault: an unknown project, a closed month, amounts that do not
        fit each other, an entry that is there already, …
    ForbiddenError
        If the account may not edit projects of this league.
    """
    return create_row(LEDGER, writer, values)


def bulk_add(writer: Writer, rows: Sequence[Mapping[str, object]]) -> list[str]:
    """Add many entries: all of them, or none; ``row`` of a fault counts from 0."""
    return create_rows(LEDGER, writer, rows)


def update_entry(
    writer: Writer, entry_id: str, values: Mapping[str, object], *, version: int
) -> int:
    """Change some values of an entry; return its new version.

    Raises
    ------
    RecordError, ForbiddenError
        As `add_entry`; an entry of a closed month cannot be changed.
    ConflictError
        If somebody changed the entry since; ``current`` holds it as it is now.
    UnknownRecordError
        If there is no such entry, or the account may not see it.
    """
    return update_row(LEDGER, writer, entry_id, values, version=version)


def bulk_update(writer: Writer, rows: Sequence[Mapping[str, object]]) -> list[int]:
    """Change many entries: all of them, or none. See ``table_rows.update_rows``."""
    return update_rows(LEDGER, writer, rows)


def delete_entry(writer: Writer, entry_id: str, *, version: int) -> None:
    """Hide an entry of an open month; it is kept, and the change can be undone.

    Raises
    ------
    RecordError, ConflictError, UnknownRecordError, ForbiddenError
        As `update_entry`.
    """
    delete_row(LEDGER, writer, entry_id, version=version)


def month_of(moment: datetime) -> str:
    """Return the month of a moment, ``2026-11``, by the clock of the region."""
    return (moment + _AHEAD).strftime("%Y-%m")


def day_of(moment: datetime) -> str:
    """Return the day of a moment, ``2026-11-23``, by the clock of the region."""
    return (moment + _AHEAD).strftime("%Y-%m-%d")


def closed_months(session: Session) -> frozenset[str]:
    """Return the months that are closed."""
    return frozenset(session.scalars(select(ClosedMonth.month)))


def projects_of(session: Session, ids: Iterable[str]) -> dict[str, Row]:
    """Return league and visibility of projects by id; deleted ones are not there."""
    columns = (_PROJECT.c.project_id, _PROJECT.c.league, _PROJECT.c.visibility)
    query = select(*columns).where(
        in_many(session, _PROJECT.c.project_id, set(ids)),
        _PROJECT.c.deleted_at.is_(None),
    )
    rows = session.execute(query).mappings()
    return {str(row["project_id"]): dict(row) for row in rows}


def visible_entries(viewer: Actor) -> Any:  # noqa: ANN401  a condition of SQLAlchemy
    """Return the SQL condition for the entries that somebody may see.

    Entries are internal: only accounts see them, those of their leagues if they are
    limited. Entries of a deleted project are gone, but for those of closed months.
    """
    kept = _ENTRY.c.kept_league
    league = counted("league")
    account = visible_where(viewer, visibility=literal("internal"), league=league)
    is_there = _PROJECT.c.deleted_at.is_(None) | kept.is_not(None)
    return account & _ENTRY.c.deleted_at.is_(None) & is_there


def counted(name: str) -> Any:  # noqa: ANN401  an expression of SQLAlchemy
    """Return where money counts: as its month was closed, else as the project says."""
    return case(
        (_ENTRY.c.kept_league.is_not(None), _ENTRY.c[f"kept_{name}"]),
        else_=_PROJECT.c[name],
    )


def _complete(
    writer: Writer,
    pairs: Sequence[tuple[Row | None, Row]],
    faults: list[RecordFault],
) -> None:
    """Derive state, reduction and slot; list what is wrong with whole entries."""
    wait_for_months(writer.session, is_closing=False)
    closed = closed_months(writer.session)
    known = projects_of(writer.session, _texts(pairs, "project_id"))
    now = month_of(writer.now)
    faulty = {(one.row, one.field) for one in faults}
    for number, (old, row) in enumerate(pairs):
        found: list[RecordFault] = []
        for month in {row.get("month"), (old or row).get("month")} & closed:
            told = {"month": month}
            found.append(table_fault("month", "month_closed", told, row=number))
        if row.get("deleted_at") is not None:
            row["slot"] = None
        else:
            _settle(row, old)
            found += _whole_faults(row, known, writer.actor, now, number)
        faults += [one for one in found if (one.row, one.field) not in faulty]
    said = {(one.row, one.field) for one in faults}
    orphans = correction_faults(writer.session, pairs)
    own = writable(LEDGER, writer, [row for _, row in pairs])
    faults += [
        one for one in orphans if (one.row, one.field) not in said and one.row in own
    ]
    rows = [row for _, row in pairs]
    refuse_repeated(LEDGER, writer, rows, faults, key="repeated_entry")


def _settle(row: Row, old: Row | None) -> None:
    """Fill what follows from the values of an entry."""
    if row.get("currency") is None and row.get("scope") != "foreign":
        row["currency"] = "CNY"
    settle_amounts(row, old)
    row["state"] = "reported" if row.get("verified_1e4") is None else "verified"
    parts = [row.get(name) for name in _ABOUT]
    row["slot"] = entry_slot(parts, row.get("corrects_month")) if all(parts) else None


def _whole_faults(
    row: Row, known: Mapping[str, Row], actor: Actor, now: str, number: int
) -> list[RecordFault]:
    """Return what is wrong with an entry as a whole."""
    found = amount_faults(row, number=number)
    month, project_id = row.get("month"), row.get("project_id")
    if month and month > now:
        told = {"value": month}
        found.append(table_fault("month", "month_in_future", told, row=number))
    project = known.get(project_id or "")
    is_seen = project is not None and may_see(
        actor, project["visibility"], project["league"]
    )
    if project_id and not is_seen:
        told = {"value": shown(project_id)}
        found.append(table_fault("project_id", "unknown_project", told, row=number))
    return found


def refuse_repeated(
    table: RowTable,
    writer: Writer,
    rows: Sequence[Row],
    faults: list[RecordFault],
    *,
    field: str = "",
    key: str,
) -> None:
    """List the rows, of those without a fault, that are about the same as another.

    Of rows that the account may not write nothing is said: they are refused, and what
    is there already is not for everybody.
    """
    of_table = table.table
    slots = {row["slot"] for row in rows if row.get("slot")}
    query = select(of_table.c.slot, of_table.c[table.key]).where(
        in_many(writer.session, of_table.c.slot, slots)
    )
    taken = {str(slot): str(key) for slot, key in writer.session.execute(query)}
    faulty = {one.row for one in faults}
    mine = writable(table, writer, rows)
    for number, row in enumerate(rows):
        slot, own = row.get("slot"), row.get(table.key)
        if not slot or number in faulty or number not in mine:
            continue
        other = taken.setdefault(slot, own or f"row {number}")
        if other not in (own, f"row {number}"):
            told = {"key": other, "value": str(row.get(field, ""))}
            faults.append(table_fault(field or table.key, key, told, row=number))


def _texts(pairs: Sequence[tuple[Row | None, Row]], name: str) -> Collection[str]:
    """Return the known values of a column, before and after."""
    return {
        str(row[name])
        for pair in pairs
        for row in pair
        if row is not None and row.get(name)
    }


def places_by_project(
    writer: Writer, rows: Sequence[Row]
) -> list[tuple[str | None, str | None]]:
    """Return who may see and write rows of projects: accounts of their leagues."""
    named = [row["project_id"] or "" for row in rows]
    known = projects_of(writer.session, named)
    leagues = [known.get(project_id, {}).get("league") for project_id in named]
    return [("internal", league) for league in leagues]


LEDGER: Final = RowTable(
    kind="ledger_entry",
    schema="ledger",
    model=LedgerEntry,
    prefix="E",
    complete=_complete,
    places=places_by_project,
    derived=frozenset({"state"}),
    is_public=lambda _: False,
)
