"""Facts of parks (园区实况): stated by operators, each with source and date.

A form or a row of a spreadsheet speaks of one park and holds many facts; each is
kept as a statement of its own, so that one may be corrected without the others.
Which of several statements counts is decided where they are laid over the shipped
table (``geo_zs.publication.statement``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
from sqlalchemy import select

from geo_zs.errors import RecordError
from geo_zs.publication.park_columns import CLASS_COLUMNS, park_facts
from geo_zs.register.access import visible_where
from geo_zs.register.bulk import in_many
from geo_zs.register.faults import RecordFault
from geo_zs.register.ledger import day_of
from geo_zs.register.models.park_fact import ParkFact, fact_slot
from geo_zs.register.table_faults import table_fault, without_rows
from geo_zs.register.table_frames import frame_of
from geo_zs.register.table_reads import check_version, found, load_rows, require_write
from geo_zs.register.table_rows import delete_row, insert_rows, write_updates
from geo_zs.register.table_specs import Row, RowTable
from geo_zs.register.table_values import check_row, missing_faults

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from geo_zs.register.access import Actor
    from geo_zs.register.store import Writer

_TABLE = ParkFact.__table__
#: Columns of a statement that a form or a row gives for all its facts.
_COMMON: Final = ("park_id", "date", "source", "confidence", "visibility", "notes")
_VALUES: Final = ("value_number", "value_text")


def add_facts(writer: Writer, values: Mapping[str, object]) -> list[str]:
    """Add what one source states of one park.

    Parameters
    ----------
    writer : Writer
        From ``Register.write``.
    values : mapping of str to object
        By the names of the fields of the schema ``park_facts``: park, date, source
        and confidence, and at least one fact.

    Returns
    -------
    list of str
        The ids of the facts, ``F-000001``. A fact that is stated already, with the
        same value, keeps its id.

    Raises
    ------
    RecordError
        With every fault. The same source cannot state two values for one date:
        change the fact that is there.
    ForbiddenError
        If the account may not edit parks of this league.
    """
    try:
        return bulk_add(writer, [values])[0]
    except RecordError as error:
        faults = [one for one in error.problems if isinstance(one, RecordFault)]
        raise RecordError(without_rows(faults)) from error


def bulk_add(writer: Writer, rows: Sequence[Mapping[str, object]]) -> list[list[str]]:
    """Add what many rows state: all of it, or nothing.

    Returns
    -------
    list of list of str
        The ids of the facts of each row.

    Raises
    ------
    RecordError, ForbiddenError
        As `add_facts`; ``row`` of a fault counts from 0.
    """
    faults: list[RecordFault] = []
    made: list[tuple[int, Row]] = []
    for number, values in enumerate(rows):
        whole, own = _checked(writer, values, number=number)
        faults += own
        if not own:
            made += [(number, fact) for fact in _facts_of(whole)]
    require_write(FACTS, writer, [fact for _, fact in made])
    there = _there(writer, [fact["slot"] for _, fact in made])
    ids: list[list[str]] = [[] for _ in rows]
    new: list[tuple[int, Row]] = []
    for number, fact in made:
        other = there.setdefault(fact["slot"], fact)
        if any(other[name] != fact[name] for name in _VALUES):
            faults.append(_repeated(fact, other, number))
        elif other is fact:
            new.append((number, fact))
        else:
            ids[number].append(other.get("fact_id", ""))
    if faults:
        raise RecordError(faults)
    keys = insert_rows(FACTS, writer, [fact for _, fact in new])
    for (number, _), key in zip(new, keys, strict=True):
        ids[number].append(key)
    return [sorted(filter(None, own)) for own in ids]


def update_fact(
    writer: Writer, fact_id: str, values: Mapping[str, object], *, version: int
) -> int:
    """Change one fact; return its new version.

    Parameters
    ----------
    writer : Writer
        From ``Register.write``.
    fact_id : str
        Which fact.
    values : mapping of str to object
        What changes: ``value``, ``fact_class``, ``date``, ``source``,
        ``confidence``, ``visibility``, ``notes``.
    version : int
        The version that the change was made from.

    Raises
    ------
    RecordError
        With every fault of the values.
    ConflictError
        If somebody changed it since; ``current`` holds it as it is now.
    UnknownRecordError
        If there is no such fact, or the account may not see it.
    ForbiddenError
        If the account may not edit parks of this league.
    """
    (old,) = found(FACTS, writer, load_rows(FACTS, writer, [fact_id]), [fact_id])
    check_version(FACTS, old, version)
    name = str(old["fact"])
    fact_class = CLASS_COLUMNS.get(name)
    row: dict[str, object] = {part: old[part] for part in _COMMON}
    row[name] = plain_value(old)
    if fact_class is not None:
        row[fact_class] = old["fact_class"]
    renamed = {"value": name, "fact_class": fact_class or "fact_class"}
    row |= {renamed.get(part, part): value for part, value in values.items()}
    row["park_id"] = old["park_id"]
    whole, faults = _checked(writer, row)
    if faults:
        raise RecordError(faults)
    (made,) = _facts_of(whole)
    new = {**old, **made}
    other = _there(writer, [new["slot"]]).get(new["slot"], old)
    if other["fact_id"] != fact_id:
        raise RecordError([_repeated(new, other, None)])
    return write_updates(FACTS, writer, [(old, new)])[0]


def delete_fact(writer: Writer, fact_id: str, *, version: int) -> None:
    """Hide a fact; it is kept, and the change can be undone.

    Raises
    ------
    ConflictError, UnknownRecordError, ForbiddenError
        As `update_fact`.
    """
    delete_row(FACTS, writer, fact_id, version=version)


def park_facts_frame(
    session: Session, viewer: Actor, *, park_id: str | None = None
) -> pd.DataFrame:
    """Return the facts that somebody may see, one statement a row.

    Returns
    -------
    DataFrame, (n,)
        ``fact_id``, ``park_id``, ``league``, ``fact``, ``fact_class`` (empty where
        none was stated), ``date``, ``value_number`` (1 and 0 for yes and no),
        ``value_text``, ``source``, ``confidence``, ``visibility``, ``notes``,
        ``version``, who and when; in the order in which they were stated.
    """
    seen = visible_where(viewer, visibility=_TABLE.c.visibility, league=_TABLE.c.league)
    query = select(_TABLE).where(seen, _TABLE.c.deleted_at.is_(None))
    if park_id is not None:
        query = query.where(_TABLE.c.park_id == park_id)
    return frame_of(FACTS, session.execute(query.order_by(_TABLE.c.id)))


def plain_value(row: Mapping[str, Any]) -> float | bool | str | None:
    """Return the value of a statement in the type of its fact."""
    fact = park_facts().get(str(row["fact"]))
    if fact is None or fact.kind == "string":
        text = row["value_text"]
        return None if text is None else str(text)
    number = row["value_number"]
    if number is None:
        return None
    return bool(number) if fact.kind == "boolean" else float(number)


def _checked(
    writer: Writer, values: Mapping[str, object], *, number: int | None = None
) -> tuple[Row, list[RecordFault]]:
    """Return a row of the schema as it would be kept, and what is wrong with it."""
    row, own = check_row("park_facts", values, writer.names, row=number)
    faults = [*own, *missing_faults("park_facts", row, own, number=number)]

    def add(field: str, key: str, **told: object) -> None:
        if field not in {one.field for one in faults}:
            faults.append(table_fault(field, key, told, row=number))

    given = [name for name in park_facts() if row.get(name) is not None]
    faulty = {one.field for one in own}
    if not given and not faulty & set(park_facts()):
        add("park_id", "no_fact")
    for name, column in CLASS_COLUMNS.items():
        if row.get(column) is not None and row.get(name) is None and name not in faulty:
            add(column, "class_without_price", price=name)
    low, high = row.get("smallest_plot_ha"), row.get("largest_plot_ha")
    if low is not None and high is not None and high < low:
        add("largest_plot_ha", "plots_turned", value=f"{high:g}", smallest=f"{low:g}")
    free, whole = row.get("available_area_ha"), row.get("approved_area_ha")
    if free is not None and whole is not None and free > whole:
        told = {"value": f"{free:g}", "approved": f"{whole:g}"}
        add("available_area_ha", "available_above", **told)
    day = row.get("date")
    if day is not None and day > day_of(writer.now)[: len(day)]:
        add("date", "date_in_future", value=day)
    row["visibility"] = row.get("visibility") or "public"
    row["league"] = writer.names.parks.get(row.get("park_id") or "", (None, None))[0]
    return row, faults


def _facts_of(row: Row) -> list[Row]:
    """Return one statement for each fact of a checked row."""
    answer = []
    for name, fact in park_facts().items():
        value = row.get(name)
        if value is None:
            continue
        is_text = fact.kind == "string"
        fact_class = row.get(CLASS_COLUMNS.get(name, "")) or ""
        made = {part: row.get(part) for part in (*_COMMON, "league")}
        made |= {
            "fact": name,
            "fact_class": fact_class,
            "value_number": None if is_text else float(value),
            "value_text": value if is_text else None,
            "slot": fact_slot(
                row["park_id"], name, fact_class, row["date"], row["source"]
            ),
        }
        answer.append(made)
    return answer


def _there(writer: Writer, slots: Iterable[str]) -> dict[str, Row]:
    """Return the live statements that speak of the same, by their slots."""
    query = select(_TABLE).where(in_many(writer.session, _TABLE.c.slot, slots))
    rows = writer.session.execute(query).mappings()
    return {str(row["slot"]): dict(row) for row in rows}


def _repeated(fact: Row, other: Row, number: int | None) -> RecordFault:
    """Return the fault of a statement that contradicts one of the same source."""
    there = other.get("fact_id")
    key, told = ("repeated_fact", {"key": there}) if there else ("repeated_here", {})
    return table_fault(str(fact["fact"]), key, told, row=number)


def _places(
    _writer: Writer, rows: Sequence[Row]
) -> list[tuple[str | None, str | None]]:
    """Return visibility and league of facts."""
    return [(row["visibility"], row["league"]) for row in rows]


def _complete(
    _writer: Writer,
    pairs: Sequence[tuple[Row | None, Row]],
    _faults: list[RecordFault],
) -> None:
    """Free the slot of a deleted fact."""
    for _, row in pairs:
        row["slot"] = None


FACTS: Final = RowTable(
    kind="park_fact",
    schema="park_facts",
    model=ParkFact,
    prefix="F",
    complete=_complete,
    places=_places,
    derived=frozenset(),
    is_public=lambda row: row.get("visibility") == "public",
)
