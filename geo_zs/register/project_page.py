"""One page of the projects of the register, for lists that are read page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, func, select

from geo_zs.register.access import may_edit
from geo_zs.register.models.project import Project, search_key
from geo_zs.register.project_filter import filter_condition
from geo_zs.register.project_frame import project_frame, project_where, within

if TYPE_CHECKING:
    import geopandas as gpd
    from sqlalchemy.orm import Session

    from geo_zs.cql2.expression import Expression
    from geo_zs.register.access import Actor

_TABLE: Final = Project.__table__


@dataclass(frozen=True)
class ProjectQuery:
    """Which projects are wanted; empty text and None mean any.

    Parameters
    ----------
    text : str
        Text in name, investor, id or codes.
    league, stage : str
        Code of a league; a stage.
    bbox : (west, south, east, north) or None
        Only projects whose shape's box touches this one, degrees.
    expression : Expression or None
        A filter (CQL2) over what the viewer may read; coordinates as degrees, lon
        before lat.
    """

    text: str = ""
    league: str = ""
    stage: str = ""
    bbox: Sequence[float] | None = None
    expression: Expression | None = None


def project_page(
    session: Session,
    viewer: Actor,
    query: ProjectQuery,
    *,
    skip: int,
    limit: int,
) -> tuple[int, gpd.GeoDataFrame]:
    """Return how many projects there are, and some of them.

    Parameters
    ----------
    session : Session
    viewer : Actor
        Who looks; what is not shown to them is not counted either.
    query : ProjectQuery
    skip, limit : int
        How many to leave out first, and how many to return at most.

    Returns
    -------
    (int, GeoDataFrame)
        The number of all, and the frame of `project_frame` with those of the page,
        in the order in which they were added.

    Raises
    ------
    Cql2Error
        If the filter asks for what the viewer may not see, compares what does not
        compare, or would take too much work.
    """
    conditions = _conditions(session, viewer, query)
    total = session.scalar(select(func.count(_TABLE.c.id)).where(*conditions)) or 0
    ids = session.scalars(
        select(_TABLE.c.project_id)
        .where(*conditions)
        .order_by(_TABLE.c.id)
        .offset(skip)
        .limit(limit)
    ).all()
    return int(total), project_frame(session, viewer, ids=ids)


def project_ids(session: Session, viewer: Actor, query: ProjectQuery) -> list[str]:
    """Return the ids of all projects of a query, in the order of `project_page`.

    Raises
    ------
    Cql2Error
        As `project_page`.
    """
    conditions = _conditions(session, viewer, query)
    ids = select(_TABLE.c.project_id).where(*conditions).order_by(_TABLE.c.id)
    return list(session.scalars(ids))


def may_bring_back(session: Session, project_id: str, viewer: Actor) -> bool:
    """Tell whether a project is hidden, and the account may edit projects like it.

    Parameters
    ----------
    session : Session
        From ``Register.read``.
    project_id : str
        Its id; it was deleted, or its creation was taken back.
    viewer : Actor
        Who asks.
    """
    table = _TABLE.c
    query = select(table.league).where(
        table.project_id == project_id, table.deleted_at.is_not(None)
    )
    found = session.execute(query).one_or_none()
    return found is not None and may_edit(viewer, found.league)


def _conditions(
    session: Session, viewer: Actor, query: ProjectQuery
) -> list[ColumnElement[bool]]:
    """Return the SQL conditions of a query."""
    found: list[ColumnElement[Any]] = [project_where(viewer)]
    if query.league:
        found.append(_TABLE.c.league == query.league)
    if query.stage:
        found.append(_TABLE.c.stage == query.stage)
    if query.text:
        pattern = search_key(query.text)
        found.append(_TABLE.c.search_text.contains(pattern, autoescape=True))
    if query.bbox is not None:
        found += within(query.bbox, session.get_bind().dialect.name)
    if query.expression is not None:
        found.append(filter_condition(session, viewer, query.expression, found))
    return found
