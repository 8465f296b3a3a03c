"""Targets (招商目标) by league, scope and year: add, change, delete, read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
from sqlalchemy import select

from geo_zs.register.access import visible_where
from geo_zs.register.faults import RecordFault
from geo_zs.register.ledger import refuse_repeated
from geo_zs.register.models.target import Target
from geo_zs.register.table_faults import table_fault
from geo_zs.register.table_frames import frame_of
from geo_zs.register.table_rows import (
    create_row,
    create_rows,
    delete_row,
    update_row,
    update_rows,
)
from geo_zs.register.table_specs import Row, RowTable

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from geo_zs.register.access import Actor
    from geo_zs.register.store import Writer

_TABLE = Target.__table__


def add_target(writer: Writer, values: Mapping[str, object]) -> str:
    """Add one target; return its id, ``G-000001``.

    Parameters
    ----------
    writer : Writer
        From ``Register.write``. A target of the whole region is set by accounts
        that are not limited to leagues.
    values : mapping of str to object
        By the names of the fields of the schema ``targets``.

    Raises
    ------
    RecordError
        With every fault; a second target for the same place, year and scope is one.
    ForbiddenError
        If the account may not edit targets of this league.
    """
    return create_row(TARGETS, writer, values)


def bulk_add(writer: Writer, rows: Sequence[Mapping[str, object]]) -> list[str]:
    """Add many targets: all of them, or none; ``row`` of a fault counts from 0."""
    return create_rows(TARGETS, writer, rows)


def update_target(
    writer: Writer, target_id: str, values: Mapping[str, object], *, version: int
) -> int:
    """Change some values of a target; return its new version.

    Raises
    ------
    RecordError, ForbiddenError
        As `add_target`.
    ConflictError
        If somebody changed it since; ``current`` holds it as it is now.
    UnknownRecordError
        If there is no such target, or the account may not see it.
    """
    return update_row(TARGETS, writer, target_id, values, version=version)


def bulk_update(writer: Writer, rows: Sequence[Mapping[str, object]]) -> list[int]:
    """Change many targets: all of them, or none. See ``table_rows.update_rows``."""
    return update_rows(TARGETS, writer, rows)


def delete_target(writer: Writer, target_id: str, *, version: int) -> None:
    """Hide a target; it is kept, and the change can be undone.

    Raises
    ------
    ConflictError, UnknownRecordError, ForbiddenError
        As `update_target`.
    """
    delete_row(TARGETS, writer, target_id, version=version)


def target_frame(
    session: Session, viewer: Actor, *, year: int | None = None
) -> pd.DataFrame:
    """Return the targets of the register that somebody may see.

    Returns
    -------
    DataFrame, (n,)
        The fields of the schema ``targets``, ``version``, who and when, in the order
        of years, places and scopes. ``geo_zs.board.targets.read_targets`` lays them
        over the shipped ones.
    """
    query = select(_TABLE).where(_visible(viewer))
    if year is not None:
        query = query.where(_TABLE.c.year == year)
    query = query.order_by(_TABLE.c.year, _TABLE.c.adcode, _TABLE.c.scope)
    return frame_of(TARGETS, session.execute(query))


def _visible(viewer: Actor) -> Any:  # noqa: ANN401  a condition of SQLAlchemy
    """Return the SQL condition for the targets that somebody may see."""
    seen = visible_where(viewer, visibility=_TABLE.c.visibility, league=_TABLE.c.adcode)
    return seen & _TABLE.c.deleted_at.is_(None)


def _places(
    _writer: Writer, rows: Sequence[Row]
) -> list[tuple[str | None, str | None]]:
    """Return visibility and league of targets."""
    return [(row["visibility"], row["adcode"]) for row in rows]


def _complete(
    writer: Writer,
    pairs: Sequence[tuple[Row | None, Row]],
    faults: list[RecordFault],
) -> None:
    """Give defaults and the slot; list what is wrong with whole rows."""
    for number, (_, row) in enumerate(pairs):
        row["visibility"] = row.get("visibility") or "internal"
        parts = [row.get(name) for name in ("adcode", "year", "scope")]
        is_live = row.get("deleted_at") is None and all(parts)
        row["slot"] = "|".join(map(str, parts)) if is_live else None
        faults += _amount_faults(row, number)
    rows = [row for _, row in pairs]
    refuse_repeated(
        TARGETS, writer, rows, faults, field="adcode", key="repeated_target"
    )


def _amount_faults(row: Row, number: int) -> list[RecordFault]:
    """Return what is wrong with the amounts of a target."""
    own, foreign = row.get("value_cny_1e8"), row.get("value_foreign_1e4")
    if own is None and foreign is None and row.get("growth_pct") is None:
        return [table_fault("value_cny_1e8", "no_target", row=number)]
    if foreign is None:
        return []
    if row.get("scope") in ("domestic", "outside_region"):
        told = {"value": row.get("currency")}
        return [table_fault("value_foreign_1e4", "not_yuan", told, row=number)]
    if row.get("currency") is None:
        return [table_fault("currency", "no_currency", row=number)]
    return []


TARGETS: Final = RowTable(
    kind="target",
    schema="targets",
    model=Target,
    prefix="G",
    complete=_complete,
    places=_places,
    derived=frozenset(),
    is_public=lambda _: False,
)
