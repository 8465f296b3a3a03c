"""Steps of projects (推进事项): add, change, delete, read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import pandas as pd
from sqlalchemy import func, literal, select

from geo_zs.register.access import may_see, visible_where
from geo_zs.register.bulk import in_many
from geo_zs.register.faults import RecordFault, shown
from geo_zs.register.ledger import places_by_project, projects_of, refuse_repeated
from geo_zs.register.models.project import Project
from geo_zs.register.models.step import Step
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

_TABLE = Step.__table__
_PROJECT = Project.__table__


def add_step(writer: Writer, values: Mapping[str, object]) -> str:
    """Add one step; return its id, ``T-000001``.

    Parameters
    ----------
    writer : Writer
        From ``Register.write``.
    values : mapping of str to object
        By the names of the fields of the schema ``steps``; without ``position`` the
        step comes last.

    Raises
    ------
    RecordError
        With every fault of the values.
    ForbiddenError
        If the account may not edit projects of this league.
    """
    return create_row(STEPS, writer, values)


def bulk_add(writer: Writer, rows: Sequence[Mapping[str, object]]) -> list[str]:
    """Add many steps: all of them, or none; ``row`` of a fault counts from 0."""
    return create_rows(STEPS, writer, rows)


def update_step(
    writer: Writer, step_id: str, values: Mapping[str, object], *, version: int
) -> int:
    """Change some values of a step; return its new version.

    Raises
    ------
    RecordError, ForbiddenError
        As `add_step`.
    ConflictError
        If somebody changed it since; ``current`` holds it as it is now.
    UnknownRecordError
        If there is no such step, or the account may not see it.
    """
    return update_row(STEPS, writer, step_id, values, version=version)


def bulk_update(writer: Writer, rows: Sequence[Mapping[str, object]]) -> list[int]:
    """Change many steps: all of them, or none. See ``table_rows.update_rows``."""
    return update_rows(STEPS, writer, rows)


def delete_step(writer: Writer, step_id: str, *, version: int) -> None:
    """Hide a step; it is kept, and the change can be undone.

    Raises
    ------
    ConflictError, UnknownRecordError, ForbiddenError
        As `update_step`.
    """
    delete_row(STEPS, writer, step_id, version=version)


def step_frame(
    session: Session, viewer: Actor, *, project_id: str | None = None
) -> pd.DataFrame:
    """Return the steps that somebody may see: none without an account.

    Returns
    -------
    DataFrame, (n,)
        The fields of the schema ``steps``, ``version``, who and when, in the order
        of projects and positions.
    """
    account = visible_where(
        viewer, visibility=literal("internal"), league=_PROJECT.c.league
    )
    query = (
        select(_TABLE)
        .join(_PROJECT, _PROJECT.c.project_id == _TABLE.c.project_id)
        .where(account, _TABLE.c.deleted_at.is_(None), _PROJECT.c.deleted_at.is_(None))
        .order_by(_TABLE.c.project_id, _TABLE.c.position)
    )
    if project_id is not None:
        query = query.where(_TABLE.c.project_id == project_id)
    return frame_of(STEPS, session.execute(query))


def _complete(
    writer: Writer,
    pairs: Sequence[tuple[Row | None, Row]],
    faults: list[RecordFault],
) -> None:
    """Give positions and slots; list what is wrong with whole rows."""
    ids = [row["project_id"] for _, row in pairs if row.get("project_id")]
    known = projects_of(writer.session, ids)
    last = _last_positions(writer.session, ids)
    for number, (_, row) in enumerate(pairs):
        if row.get("deleted_at") is not None:
            row["slot"] = None
            continue
        project_id = row.get("project_id") or ""
        project = known.get(project_id)
        if project_id and (
            project is None
            or not may_see(writer.actor, project["visibility"], project["league"])
        ):
            told = {"value": shown(project_id)}
            fault = table_fault("project_id", "unknown_project", told, row=number)
            faults.append(fault)
        if row.get("position") is None:
            row["position"] = last.get(project_id, 0) + 1
        last[project_id] = max(last.get(project_id, 0), row["position"])
        row["slot"] = f"{project_id}|{row['position']}" if project_id else None
    rows = [row for _, row in pairs]
    refuse_repeated(STEPS, writer, rows, faults, field="position", key="position_taken")


def _last_positions(session: Session, ids: Sequence[str]) -> dict[str, int]:
    """Return the last position of the steps of each project."""
    query = (
        select(_TABLE.c.project_id, func.max(_TABLE.c.position))
        .where(
            in_many(session, _TABLE.c.project_id, set(ids)),
            _TABLE.c.deleted_at.is_(None),
        )
        .group_by(_TABLE.c.project_id)
    )
    return {str(project): int(last) for project, last in session.execute(query)}


STEPS: Final = RowTable(
    kind="step",
    schema="steps",
    model=Step,
    prefix="T",
    complete=_complete,
    places=places_by_project,
    derived=frozenset(),
    is_public=lambda _: False,
)
