"""New rows that somebody else entered between the trial and the accepting.

Two trials of one file both say "new". Whoever accepts second would add every record
again; so, inside the transaction that accepts, the new rows are looked for once more
among what was written since.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, cast

from sqlalchemy import Table, func, select

from geo_zs.imports.destinations import DESTINATIONS
from geo_zs.imports.duplicates import Records, are_certain, name_keys
from geo_zs.imports.fault_words_batch import BATCH_WORDS
from geo_zs.imports.faults import Fault, make_fault
from geo_zs.imports.rows import DryRun
from geo_zs.register.access import visible_where
from geo_zs.register.models.base import Base, Counter
from geo_zs.register.models.company import Company
from geo_zs.register.models.project import Project
from geo_zs.register.project_frame import project_where

if TYPE_CHECKING:
    from geo_zs.register.store import Writer

#: Longer than an import is written, and than clocks of two hosts differ: a
#: transaction that was open during the trial was not seen by it.
_OPEN: Final = dt.timedelta(minutes=30)
_MODELS: Final[Mapping[str, type[Base]]] = {"projects": Project, "companies": Company}
_COMPARED: Final = (
    *("project_code", "name_zh", "investor_zh", "credit_code", "park_id"),
    *("banner", "league", "lon", "lat"),
)
#: Number of the lock of PostgreSQL under which one import at a time is accepted.
_LOCK: Final = 0x67656F7A73


def accept_alone(writer: Writer) -> None:
    """Wait until no other import is being accepted; held until the transaction ends.

    SQLite has one writer anyway.
    """
    if writer.dialect == "postgresql":
        writer.session.execute(select(func.pg_advisory_xact_lock(_LOCK)))


def entered_since(writer: Writer, run: DryRun, added: Sequence[int]) -> list[Fault]:
    """Return a fault for each new row that was entered since the trial.

    Parameters
    ----------
    writer : Writer
        The transaction that accepts, after `accept_alone`.
    run : DryRun
        The trial.
    added : sequence of int
        Positions of the rows that would be added.

    Notes
    -----
    Only records that were written since are read, and of them those that the account
    may see: it must not learn of others. Nothing is read if the counter of the
    register is where it was. Records that the trial had proposed for a row as its
    twin are known to the user, who took the row all the same.
    """
    model = _MODELS.get(run.table)
    if model is None or not added or _is_untouched(writer, run):
        return []
    found = _written_since(writer, run, cast("Table", model.__table__))
    return [] if not found else list(_faults(run, added, found))


def _is_untouched(writer: Writer, run: DryRun) -> bool:
    """Tell whether nothing was written to the register since the trial."""
    query = select(Counter.value).where(Counter.name == "all")
    return bool(run.compared_at) and writer.session.scalar(query) == run.revision


def _written_since(
    writer: Writer, run: DryRun, table: Table
) -> list[Mapping[str, Any]]:
    """Return the records that may have been written since the trial."""
    key = table.c[DESTINATIONS[run.table].key].label("key")
    columns = [table.c[name] for name in _COMPARED if name in table.c]
    stamps = [table.c[name] for name in ("created_at", "updated_at", "updated_by")]
    query = select(key, *columns, *stamps)
    if run.table == "projects":
        query = query.where(project_where(writer.actor))
    else:
        seen = visible_where(
            writer.actor, visibility=table.c.visibility, league=table.c.league
        )
        query = query.where(table.c.deleted_at.is_(None), seen)
    if run.compared_at:
        since = dt.datetime.fromisoformat(run.compared_at) - _OPEN
        query = query.where(table.c.updated_at >= since)
    return [dict(row) for row in writer.session.execute(query).mappings()]


def _faults(
    run: DryRun, added: Sequence[int], found: Sequence[Mapping[str, Any]]
) -> Iterator[Fault]:
    """Yield a fault for each row that is one of the records found."""
    there = _Compared({name: [one.get(name) for one in found] for name in _COMPARED})
    here = _Compared(
        {
            name: [column[at] for at in added]
            for name, column in run.values.items()
            if name in _COMPARED
        },
        len(added),
    )
    by_name, by_code = _places(there.names), _places(there.codes)
    for at, position in enumerate(added):
        others = by_code.get(here.codes[at] or "", []) + [
            other
            for other in by_name.get(here.names[at], [])
            if _is_same(here, at, there, other)
        ]
        other = next((one for one in others if _is_news(run, position, found[one])), -1)
        if other >= 0:
            yield _told(run, position, found[other])


class _Compared:
    """What is compared of rows or records."""

    def __init__(
        self, columns: Mapping[str, Sequence[Any]], n_rows: int | None = None
    ) -> None:
        count = len(columns["name_zh"]) if n_rows is None else n_rows
        self.records = Records.of(columns, count)
        self.names = name_keys(self.records.names)
        self.investors = name_keys(self.records.investors)
        self.codes = list(columns.get("project_code", [None] * count))


def _is_same(here: _Compared, at: int, there: _Compared, other: int) -> bool:
    """Tell whether two records of one name are one, as far as both are known."""
    if are_certain(here.records, at, there.records, other):
        return True
    mine, theirs = here.records, there.records
    code = mine.credit_codes[at]
    if code is not None and code == theirs.credit_codes[other]:
        return True
    # The very same row: known and unknown are the same on both sides.
    return (
        here.investors[at] == there.investors[other]
        and _unit(mine, at) == _unit(theirs, other)
        and (here.codes[at] is None or there.codes[other] is None)
    )


def _unit(records: Records, at: int) -> tuple[Any, ...]:
    """Return where a record says that it lies, as finely as it says so."""
    point = records.points[at]
    if point is not None:
        return tuple(round(one, 4) for one in point)
    return (records.parks[at] or records.banners[at] or records.leagues[at],)


def _is_news(run: DryRun, position: int, record: Mapping[str, Any]) -> bool:
    """Tell whether a record may have been unknown to the trial."""
    twins = [one.key for one in run.twins.get(position, ()) if one.key]
    if record["key"] in twins:
        return False
    # Only the likeliest twins of a row are named; an older record is one more.
    since = run.compared_at
    return not (
        twins and since and record["created_at"] < dt.datetime.fromisoformat(since)
    )


def _told(run: DryRun, position: int, record: Mapping[str, Any]) -> Fault:
    """Return what is said of a row that was entered since."""
    values = {
        "id": record["key"],
        "name": str(record["name_zh"]),
        "who": record["updated_by"],
    }
    return make_fault(
        BATCH_WORDS,
        "entered_since",
        values=values,
        row=int(run.row_numbers[position]),
        file=run.file.name,
    )


def _places(keys: Sequence[str | None]) -> dict[str, list[int]]:
    """Return key → positions; an empty key is none."""
    found: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        if key:
            found.setdefault(key, []).append(at)
    return found
