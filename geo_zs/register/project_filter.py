"""Filters (CQL2) of the projects of the register, as far as somebody may see them.

What the database answers exactly as `geo_zs.cql2.mask` does, it answers; the rest is
evaluated over the rows that it leaves. A filter names only what its viewer may read,
and nothing of it is asked of a row that is hidden from them but by the database,
whose answer then leaves the row out whatever it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from sqlalchemy import (
    ColumnElement,
    Text,
    and_,
    column,
    func,
    literal,
    select,
    table,
    type_coerce,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import NullType

from geo_zs import cql2
from geo_zs.cql2.columns import GEOMETRY_NAMES
from geo_zs.cql2.degrees import check_degrees
from geo_zs.cql2.expression import ARITHMETIC, Expression, Operation, walk
from geo_zs.cql2.property_types import (
    PropertyType,
    check_types,
    sample_of,
    text_type,
)
from geo_zs.cql2.sql import Column, split
from geo_zs.cql2.sql_functions import SEPARATOR
from geo_zs.cql2.sql_terms import Bounds, Kind
from geo_zs.cql2.standard_functions import STANDARD
from geo_zs.cql2.work import check_work
from geo_zs.crs import WGS84
from geo_zs.register.access import OF_PEOPLE
from geo_zs.register.bulk import in_many
from geo_zs.register.fields import RecordField, fields
from geo_zs.register.models.project import Project

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from geo_zs.register.access import Actor

_TABLE: Final = Project.__table__
_BOXES: Final = table(
    "project_box", *map(column, ("id", "min_lon", "max_lon", "min_lat", "max_lat"))
)
#: Columns beside those of the schema, and what they hold.
_BESIDE: Final[Mapping[str, Kind]] = {
    "version": "number",
    "created_at": "timestamp",
    "created_by": "string",
    "updated_at": "timestamp",
    "updated_by": "string",
    "batch_id": "string",
    "located_league": "string",
    "located_banner": "string",
}


def filter_columns(viewer: Actor, dialect: str) -> dict[str, Column]:
    """Return what somebody's filters may ask for, by the names of the properties.

    Parameters
    ----------
    viewer : Actor
        Who looks; a column that is not shown to them is not there.
    dialect : {"sqlite", "postgresql"}
        Which database.
    """
    found = {field.name: _column(field.name, _kind(field)) for field in fields()}
    found |= {name: _column(name, kind) for name, kind in _BESIDE.items()}
    found["origin"] = Column(literal("register", Text()), "string")
    shape = Column(
        _TABLE.c.geometry, "geometry", near=_near if dialect == "sqlite" else None
    )
    found |= dict.fromkeys(GEOMETRY_NAMES, shape)
    if viewer.has_role("viewer"):
        return found
    return {name: one for name, one in found.items() if name not in OF_PEOPLE}


def filter_condition(
    session: Session,
    viewer: Actor,
    expression: Expression,
    others: Sequence[ColumnElement[bool]],
) -> ColumnElement[bool]:
    """Return the SQL condition that a filter lets a project through.

    Parameters
    ----------
    session : Session
        From ``Register.read``; the condition holds for its state of the register.
    viewer : Actor
        Who asks.
    expression : Expression
        The filter.
    others : sequence of ColumnElement
        What the projects must be beside it: first of all, visible to the viewer.

    Raises
    ------
    Cql2Error
        If the filter names what the viewer may not ask for, compares what does not
        compare, has positions that are none, or would take too much work.
    """
    dialect = session.get_bind().dialect.name
    columns = filter_columns(viewer, dialect)
    count = session.scalar(select(func.count(_TABLE.c.id)).where(*others)) or 0
    check_work(expression, count, STANDARD)
    condition, rest = split(expression, columns, dialect)
    check_degrees(expression)
    check_types(expression, _sample())
    if dialect == "postgresql" and _calculates(expression):
        try:
            with session.begin_nested():
                ids = _ids(session, columns, rest, [*others, condition])
        except DBAPIError:  # a result beyond what floating-point numbers hold
            ids = _ids(session, columns, expression, others)
        return in_many(session, _TABLE.c.project_id, ids)
    if rest is None:
        return condition
    ids = _ids(session, columns, rest, [*others, condition])
    return in_many(session, _TABLE.c.project_id, ids)


def _ids(
    session: Session,
    columns: Mapping[str, Column],
    rest: Expression | None,
    conditions: Iterable[ColumnElement[bool]],
) -> list[str]:
    """Return the ids of the projects for which all conditions and `rest` hold."""
    names = [] if rest is None else sorted(_read_for(rest))
    asked = [_selected(columns[name]).label(f"column_{name}") for name in names]
    query = select(_TABLE.c.project_id, *asked).where(and_(*conditions))
    rows = session.execute(query).all()
    ids = [str(row[0]) for row in rows]
    if rest is None:
        return ids
    cells = list(zip(*rows, strict=True))[1:] if rows else [()] * len(names)
    typed = {
        name: _typed(columns[name].kind, values)
        for name, values in zip(names, cells, strict=True)
    }
    frame = gpd.GeoDataFrame(typed, index=pd.RangeIndex(len(ids)))
    kept = cql2.mask(frame, rest)
    return [key for key, is_kept in zip(ids, kept, strict=True) if is_kept]


def _read_for(rest: Expression) -> set[str]:
    """Return the columns that `mask` needs; it finds the shape by either name."""
    asked = cql2.properties(rest)
    return {"geometry" if name in GEOMETRY_NAMES else name for name in asked}


def _kind(field: RecordField) -> Kind:
    """Return what the column of a field holds."""
    if field.is_list:
        return "array"
    return "number" if field.type in {"number", "integer"} else "string"


@cache
def _sample() -> gpd.GeoDataFrame:
    """Return a project that has a value of everything filters may ask for."""
    types: dict[str, PropertyType] = dict(_BESIDE)
    for field in fields():
        kind = _kind(field)
        types[field.name] = text_type(field.pattern) if kind == "string" else kind
    types |= {"origin": "string", **dict.fromkeys(GEOMETRY_NAMES, "geometry")}
    return sample_of(types)


def _column(name: str, kind: Kind) -> Column:
    """Return a column of the table as filters ask for it."""
    element: ColumnElement[Any] = _TABLE.c[name]
    if kind == "array":  # of a list of nothing is not known what it holds
        element = func.nullif(element, literal("", Text()), type_=Text())
    return Column(element, kind)


def _near(bounds: Bounds) -> ColumnElement[bool]:
    """Return the condition, by the R*Tree, that the box of a project touches one."""
    west, south, east, north = bounds
    box = _BOXES.c
    hits = select(box.id).where(
        box.min_lon <= east,
        box.max_lon >= west,
        box.min_lat <= north,
        box.max_lat >= south,
    )
    return _TABLE.c.id.in_(hits)


def _calculates(expression: Expression) -> bool:
    """Tell whether a filter works numbers out."""
    return any(
        isinstance(node, Operation) and node.op in ARITHMETIC
        for node, _ in walk(expression)
    )


def _selected(one: Column) -> ColumnElement[Any]:
    """Return a column as it is read; shapes as they are stored, to be read at once."""
    return (
        type_coerce(one.element, NullType()) if one.kind == "geometry" else one.element
    )


def _typed(kind: Kind, cells: Sequence[Any]) -> Any:  # noqa: ANN401  an array or series
    """Return the cells of a column as `mask` takes them."""
    if kind == "number":
        return np.array(cells, dtype=float)
    if kind == "timestamp":
        return pd.Series(cells, dtype="datetime64[us, UTC]")
    held = np.empty(len(cells), dtype=object)
    if kind == "geometry":
        held[:] = cells
        return gpd.GeoSeries(shapely.set_srid(shapely.from_wkb(held), 0), crs=WGS84)
    for row, cell in enumerate(cells):
        held[row] = _items(cell) if kind == "array" else cell
    return held


def _items(cell: str | None) -> tuple[str, ...] | None:
    """Return the items of a list, None if they are not known."""
    return tuple(cell.split(SEPARATOR)) if cell else None
