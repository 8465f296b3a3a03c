"""How a project came through its stages (阶段历程): stated dates, and what was noted.

The dates that a record states stand in its ``*_date`` fields and nowhere else. When
the register learned of a stage stands in the log of changes. This puts both together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from geo_zs.register.codec import utc_text
from geo_zs.register.models.change import Change
from geo_zs.register.projects import read_project
from geo_zs.vocab import Stage

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from geo_zs.register.access import Actor

#: Stages that have a date, in the order of a project's life.
DATED_STAGES: Final = tuple(
    stage.value for stage in Stage if stage is not Stage.UNKNOWN
)


@dataclass(frozen=True)
class StageEvent:
    """One stage that a project reached.

    Parameters
    ----------
    stage : str
        Which one.
    date : str or None
        When, as the record states it: year, month or day; None if it does not.
    noted_at : str or None
        When the register was told last that the project is in this stage, UTC; None
        if it never was, or for the public.
    noted_by : str or None
        Who told it; as `noted_at`.
    is_current : bool
        Whether the record says that the project is in this stage.
    """

    stage: str
    date: str | None
    noted_at: str | None
    noted_by: str | None
    is_current: bool


def stage_history(
    session: Session, project_id: str, viewer: Actor
) -> tuple[StageEvent, ...]:
    """Return the stages that a project reached, in the order of a project's life.

    Parameters
    ----------
    session : Session
        From ``Register.read``.
    project_id : str
        Which project.
    viewer : Actor
        Who looks.

    Raises
    ------
    UnknownRecordError
        If there is no such project, or none that the viewer may see.
    """
    record = read_project(session, project_id, viewer)
    noted = _noted(session, project_id) if viewer.has_role("viewer") else {}
    events = []
    for stage in DATED_STAGES:
        date = record[f"{stage}_date"]
        is_current = record["stage"] == stage
        if date is None and not is_current and stage not in noted:
            continue
        at, by = noted.get(stage, (None, None))
        events.append(StageEvent(stage, date, at, by, is_current))
    return tuple(events)


def _noted(session: Session, project_id: str) -> dict[str, tuple[str, str]]:
    """Return stage → when and by whom the record was last set to it."""
    query = (
        select(Change.at, Change.by, Change.after)
        .where(Change.table == "project", Change.key == project_id)
        .order_by(Change.change_id)
    )
    answer: dict[str, tuple[str, str]] = {}
    for at, by, after in session.execute(query):
        stage = (after or {}).get("stage")
        if stage is not None:
            answer[stage] = (utc_text(at), by)
    return answer
