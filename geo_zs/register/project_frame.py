"""Projects of the register as one frame, for overlay, board, reports and pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, func, select, text, type_coerce
from sqlalchemy.types import NullType

from geo_zs.crs import WGS84
from geo_zs.register.access import visible_where
from geo_zs.register.bulk import in_many
from geo_zs.register.codec import utc_text
from geo_zs.register.fields import fields
from geo_zs.register.models.project import BOX, Project, search_key

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from geo_zs.register.access import Actor

#: Columns beside those of the schema.
BESIDE: Final = (
    "origin",
    "version",
    "updated_at",
    "updated_by",
    "created_at",
    "created_by",
    "batch_id",
    "located_league",
    "located_banner",
)
_TABLE = Project.__table__
#: Columns of the table that a frame is made of.
_READ: Final = (*(field.name for field in fields()), *BESIDE[1:], "geometry")
#: The same as they are asked for; shapes as they are stored, to be read all at once.
_SELECTED: Final = (
    *(_TABLE.c[name] for name in _READ[:-1]),
    type_coerce(_TABLE.c.geometry, NullType()).label("geometry"),
)


def project_frame(
    session: Session,
    viewer: Actor,
    *,
    ids: Iterable[str] | None = None,
    bbox: Sequence[float] | None = None,
    league: str | None = None,
    text: str | None = None,
    batch_id: str | None = None,
) -> gpd.GeoDataFrame:
    """Return the projects that somebody may see.

    Parameters
    ----------
    session : Session
        From ``Register.read``.
    viewer : Actor
        Who looks.
    ids : iterable of str or None
        Only these projects.
    bbox : (west, south, east, north) or None
        Only projects whose shape's box touches this one, degrees.
    league : str or None
        Only projects of this league.
    text : str or None
        Only projects with this text in name, investor, id or codes.
    batch_id : str or None
        Only projects of this import.

    Returns
    -------
    GeoDataFrame, (n,)
        EPSG:4326; index ``project_id`` in the order in which projects were added;
        one column for each other field of the schema, with the types that
        ``geo_zs.tables`` gives (NaN where not known, lists as tuples), and those of
        ``BESIDE``; the geometry is a Point, Polygon, MultiPolygon or None.
    """
    query = select(*_SELECTED).where(project_where(viewer))
    if league is not None:
        query = query.where(_TABLE.c.league == league)
    if batch_id is not None:
        query = query.where(_TABLE.c.batch_id == batch_id)
    if text:
        pattern = _TABLE.c.search_text.contains(search_key(text), autoescape=True)
        query = query.where(pattern)
    if bbox is not None:
        query = query.where(*within(bbox, session.get_bind().dialect.name))
    query = query.order_by(_TABLE.c.id)
    if ids is not None:
        query = query.where(in_many(session, _TABLE.c.project_id, ids))
    return _frame(session.execute(query).all())


def project_where(viewer: Actor) -> ColumnElement[bool]:
    """Return the SQL condition for the projects that somebody may see."""
    seen = visible_where(viewer, visibility=_TABLE.c.visibility, league=_TABLE.c.league)
    return seen & _TABLE.c.deleted_at.is_(None)


def within(bbox: Sequence[float], dialect: str) -> list[ColumnElement[bool]]:
    """Return the SQL conditions that a box touches another, by the database's index.

    Parameters
    ----------
    bbox : (west, south, east, north)
        Degrees.
    dialect : {"sqlite", "postgresql"}
        R*Tree there, GiST here; the columns of the box decide exactly.
    """
    west, south, east, north = (float(value) for value in bbox)
    columns = [_TABLE.c[name] for name in BOX]
    exact = (
        (columns[0] <= east)
        & (columns[2] >= west)
        & (columns[1] <= north)
        & (columns[3] >= south)
    )
    if dialect == "sqlite":
        near: Any = text(
            "project.id IN (SELECT id FROM project_box WHERE min_lon <= :east "
            "AND max_lon >= :west AND min_lat <= :north AND max_lat >= :south)"
        ).bindparams(west=west, south=south, east=east, north=north)
        return [near, exact]
    window = func.ST_MakeEnvelope(west, south, east, north, 4326)
    return [_TABLE.c.geometry.op("&&")(window), exact]


def _frame(rows: Sequence[Any]) -> gpd.GeoDataFrame:
    """Return rows of the table as a frame."""
    columns = dict(zip(_READ, zip(*rows, strict=True), strict=True)) if rows else {}
    keys = _texts(columns.get("project_id", ()))
    index = pd.Index(keys, name="project_id", dtype=object)
    typed: dict[str, Any] = {}
    for field in fields()[1:]:
        cells = columns.get(field.name, ())
        if field.is_list:
            typed[field.name] = _tuples(cells)
        elif field.type == "number":
            typed[field.name] = np.array(cells, dtype=float)
        else:
            typed[field.name] = _texts(cells)
    typed["origin"] = np.full(len(rows), "register", dtype=object)
    typed["version"] = pd.array(list(columns.get("version", ())), dtype="Int64")
    for name in BESIDE[2:]:
        cells = columns.get(name, ())
        if name.endswith("_at"):
            cells = tuple(map(utc_text, cells))
        typed[name] = _texts(cells)
    stored = np.empty(len(rows), dtype=object)
    stored[:] = columns.get("geometry", ())
    shapes = shapely.set_srid(shapely.from_wkb(stored), 0)
    return typed_frame(typed, shapes, index)


def typed_frame(
    columns: Mapping[str, Any], shapes: NDArray[np.object_], index: pd.Index[Any]
) -> gpd.GeoDataFrame:
    """Return columns as a frame, text as ``object`` whatever it holds.

    Parameters
    ----------
    columns : mapping of str to (n,) array
        The columns in their order.
    shapes : (n,) object array
        Geometry, or None.
    index : Index, (n,)
        Keys.
    """
    typed = {
        name: pd.Series(
            column, index=index, dtype=object if column.dtype == object else None
        )
        for name, column in columns.items()
    }
    geometry = gpd.GeoSeries(shapes, index=index, crs=WGS84)
    return gpd.GeoDataFrame(typed, index=index, geometry=geometry, crs=WGS84)


def _texts(cells: Sequence[Any]) -> Any:  # noqa: ANN401  an object array
    """Return a column of text; NaN where nothing is known."""
    column = np.empty(len(cells), dtype=object)
    column[:] = [np.nan if cell is None else cell for cell in cells]
    return column


def _tuples(cells: Sequence[Any]) -> Any:  # noqa: ANN401  an object array
    """Return a column of tuples."""
    column = np.empty(len(cells), dtype=object)
    column[:] = [()] * len(cells)
    for row, cell in enumerate(cells):
        if cell:
            column[row] = tuple(cell.split(";"))
    return column
