"""Target companies (目标企业): add, change, delete, read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
from sqlalchemy import select

from geo_zs.errors import UnknownRecordError
from geo_zs.register.access import may_see, visible_where
from geo_zs.register.faults import RecordFault, shown
from geo_zs.register.ledger import projects_of, refuse_repeated
from geo_zs.register.models.company import Company, company_slot
from geo_zs.register.table_faults import table_fault
from geo_zs.register.table_frames import frame_of
from geo_zs.register.table_reads import as_record
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

_TABLE = Company.__table__


def add_company(writer: Writer, values: Mapping[str, object]) -> str:
    """Add one company; return its id, ``C-000001``.

    Parameters
    ----------
    writer : Writer
        From ``Register.write``.
    values : mapping of str to object
        By the names of the fields of the schema ``companies``.

    Raises
    ------
    RecordError
        With every fault; a company with the same credit code and league is one.
    ForbiddenError
        If the account may not edit companies of this league.
    """
    return create_row(COMPANIES, writer, values)


def bulk_add(writer: Writer, rows: Sequence[Mapping[str, object]]) -> list[str]:
    """Add many companies: all of them, or none; ``row`` of a fault counts from 0."""
    return create_rows(COMPANIES, writer, rows)


def update_company(
    writer: Writer, company_id: str, values: Mapping[str, object], *, version: int
) -> int:
    """Change some values of a company; return its new version.

    Raises
    ------
    RecordError, ForbiddenError
        As `add_company`.
    ConflictError
        If somebody changed it since; ``current`` holds it as it is now.
    UnknownRecordError
        If there is no such company, or the account may not see it.
    """
    return update_row(COMPANIES, writer, company_id, values, version=version)


def bulk_update(writer: Writer, rows: Sequence[Mapping[str, object]]) -> list[int]:
    """Change many companies: all of them, or none. See ``table_rows.update_rows``."""
    return update_rows(COMPANIES, writer, rows)


def delete_company(writer: Writer, company_id: str, *, version: int) -> None:
    """Hide a company; it is kept, and the change can be undone.

    Raises
    ------
    ConflictError, UnknownRecordError, ForbiddenError
        As `update_company`.
    """
    delete_row(COMPANIES, writer, company_id, version=version)


def read_company(session: Session, company_id: str, viewer: Actor) -> Row:
    """Return one company.

    Raises
    ------
    UnknownRecordError
        If there is no such company, or none that the viewer may see.
    """
    query = select(_TABLE).where(_visible(viewer), _TABLE.c.company_id == company_id)
    row = session.execute(query).mappings().first()
    if row is None:
        raise UnknownRecordError(COMPANIES.kind, company_id)
    return as_record(dict(row))


def company_frame(
    session: Session, viewer: Actor, *, league: str | None = None
) -> pd.DataFrame:
    """Return the companies that somebody may see.

    Returns
    -------
    DataFrame, (n,)
        Index ``company_id``; the other fields of the schema ``companies``,
        ``version``, who and when. Tags are tuples.
    """
    query = select(_TABLE).where(_visible(viewer)).order_by(_TABLE.c.id)
    if league is not None:
        query = query.where(_TABLE.c.league == league)
    return frame_of(COMPANIES, session.execute(query)).set_index("company_id")


def _visible(viewer: Actor) -> Any:  # noqa: ANN401  a condition of SQLAlchemy
    """Return the SQL condition for the companies that somebody may see."""
    seen = visible_where(viewer, visibility=_TABLE.c.visibility, league=_TABLE.c.league)
    return seen & _TABLE.c.deleted_at.is_(None)


def _places(
    _writer: Writer, rows: Sequence[Row]
) -> list[tuple[str | None, str | None]]:
    """Return visibility and league of companies."""
    return [(row["visibility"], row["league"]) for row in rows]


def _complete(
    writer: Writer,
    pairs: Sequence[tuple[Row | None, Row]],
    faults: list[RecordFault],
) -> None:
    """Give defaults and the slot; list what is wrong with whole rows."""
    ids = [row["project_id"] for _, row in pairs if row.get("project_id")]
    known = projects_of(writer.session, ids)
    for number, (_, row) in enumerate(pairs):
        row["visibility"] = row.get("visibility") or "internal"
        row["contact_state"] = row.get("contact_state") or "none"
        live = row.get("deleted_at") is None
        row["slot"] = (
            company_slot(row.get("credit_code"), row.get("league")) if live else None
        )
        if row.get("project_id") and live:
            faults += _project_faults(row, known, writer.actor, number)
    rows = [row for _, row in pairs]
    refuse_repeated(
        COMPANIES, writer, rows, faults, field="credit_code", key="repeated_code"
    )


def _project_faults(
    row: Row, known: Mapping[str, Row], actor: Actor, number: int
) -> list[RecordFault]:
    """Return what is wrong with the project that came of a company."""
    project = known.get(row["project_id"])
    if project is None or not may_see(actor, project["visibility"], project["league"]):
        told = {"value": shown(row["project_id"])}
        return [table_fault("project_id", "unknown_project", told, row=number)]
    if row["visibility"] == "public" and project["visibility"] != "public":
        return [table_fault("visibility", "public_of_internal", row=number)]
    return []


COMPANIES: Final = RowTable(
    kind="company",
    schema="companies",
    model=Company,
    prefix="C",
    complete=_complete,
    places=_places,
    derived=frozenset(),
    is_public=lambda _: False,
)
