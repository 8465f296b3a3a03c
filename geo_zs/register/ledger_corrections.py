"""What a correction of the ledger must be to the entry that it corrects."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from geo_zs.register.bulk import in_many
from geo_zs.register.faults import RecordFault
from geo_zs.register.ledger_rules import DECIMALS
from geo_zs.register.models.ledger import LedgerEntry
from geo_zs.register.table_faults import table_fault

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Row = Mapping[str, Any]
#: What an entry and its corrections share: project, scope, currency, month.
_Case = tuple[str, str, str, str]

_ENTRY = LedgerEntry.__table__
_ABOUT: Final = ("project_id", "scope", "currency", "corrects_month")
_AMOUNTS: Final = ("reported_1e4", "verified_1e4")
_READ: Final = ("entry_id", "month", *_ABOUT, *_AMOUNTS)


def correction_faults(
    session: Session, pairs: Sequence[tuple[Row | None, Row]]
) -> list[RecordFault]:
    """List the corrections that have no entry to correct, or take off more than it.

    Parameters
    ----------
    session : Session
        Of the writer.
    pairs : sequence of (dict or None, dict)
        Entries before and after. A correction that says what it said before is not
        asked about again; what is written together may correct each other.
    """
    asked = {
        number: row
        for number, (old, row) in enumerate(pairs)
        if row.get("deleted_at") is None
        and all(row.get(name) for name in _ABOUT)
        and (old is None or any(row[name] != old[name] for name in _READ))
    }
    if not asked:
        return []
    entries = _entries(session, pairs, {row["project_id"] for row in asked.values()})
    bases: dict[_Case, list[Row]] = {}
    corrections: dict[_Case, list[Row]] = {}
    for one in entries:
        corrected = one.get("corrects_month")
        kept = corrections if corrected else bases
        kept.setdefault(_case(one, corrected or one.get("month")), []).append(one)
    found: list[RecordFault] = []
    for number, row in asked.items():
        month = row["corrects_month"]
        case = _case(row, month)
        if case not in bases:
            told = {"value": month}
            key = "corrects_nothing"
        elif (left := _lowest(bases[case], corrections[case])) < 0:
            told = {"value": month, "left": f"{left:.12g}"}
            key = "corrects_too_much"
        else:
            continue
        found.append(table_fault("corrects_month", key, told, row=number))
    return found


def _case(row: Row, month: object) -> _Case:
    """Return what an entry and its corrections share."""
    project, scope, currency = (str(row.get(name)) for name in _ABOUT[:3])
    return project, scope, currency, str(month)


def _entries(
    session: Session, pairs: Sequence[tuple[Row | None, Row]], projects: set[str]
) -> Iterable[Row]:
    """Return the live entries of projects as they would be kept."""
    query = select(*(_ENTRY.c[name] for name in _READ)).where(
        in_many(session, _ENTRY.c.project_id, projects),
        _ENTRY.c.deleted_at.is_(None),
    )
    rows: list[Row] = [dict(row) for row in session.execute(query).mappings()]
    written = {old["entry_id"] for old, _ in pairs if old is not None}
    kept = [row for row in rows if row["entry_id"] not in written]
    return kept + [row for _, row in pairs if row.get("deleted_at") is None]


def _lowest(bases: Sequence[Row], corrections: Sequence[Row]) -> float:
    """Return the lowest of the sums that a month would have, 0 if none is known.

    Money counts as reported, as verified, and as verified where it is, else as
    reported; a measure that not all entries of the month have is not added up.
    """
    sums = [0.0]
    for name in (*_AMOUNTS, None):
        first = [_amount(row, name) for row in bases]
        if None in first:
            continue
        more = [_amount(row, name) for row in corrections]
        known = [one for one in (*first, *more) if one is not None]
        sums.append(round(math.fsum(known), DECIMALS))
    return min(sums)


def _amount(row: Row, name: str | None) -> float | None:
    """Return an amount of an entry; without a name the verified one, if there is."""
    reported, verified = (row.get(one) for one in _AMOUNTS)
    if name is None:
        return reported if verified is None else verified
    return reported if name == "reported_1e4" else verified
