"""Relations of shapes in SQL: functions of ours on SQLite, of PostGIS there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import (
    Boolean,
    ColumnElement,
    Integer,
    LargeBinary,
    Text,
    func,
    literal,
    type_coerce,
)
from sqlalchemy.types import NullType

from geo_zs.cql2.errors import Cql2Error
from geo_zs.cql2.expression import Box, Expression, Geometry, Operation, Property
from geo_zs.cql2.spatial import box_geometry, mend
from geo_zs.cql2.sql_functions import PREFIX
from geo_zs.cql2.sql_terms import Column, Context, column_of, not_in_sql

#: Code of the reference system of the stored shapes, for PostGIS.
_SRID: Final = 4326


def spatial(
    operation: Operation, context: Context, *, is_positive: bool
) -> ColumnElement[bool]:
    """Return the condition that two shapes relate to each other in a way.

    Parameters
    ----------
    operation : Operation
        One of `SPATIAL`.
    context : Context
        What may be asked for.
    is_positive : bool
        Whether false and null are the same to what asks (it stands under no NOT);
        only then may an index rule out rows without a shape.

    Raises
    ------
    UntranslatableError
        If the database cannot tell, or would tell something else.
    """
    sides = [_side(part, context) for part in operation.args]
    if not any(isinstance(side, Column) for side in sides):
        raise not_in_sql(operation, "a relation of two given shapes")
    values = [_value(side, context) for side in sides]
    if not context.is_sqlite:
        name = f"ST_{operation.op.removeprefix('s_').capitalize()}"
        asked: ColumnElement[bool] = getattr(func, name)(*values, type_=Boolean())
        return asked
    called = getattr(func, PREFIX + operation.op)(*values, type_=Integer())
    holds: ColumnElement[bool] = called == 1
    near = _near(sides) if is_positive and operation.op != "s_disjoint" else None
    return holds if near is None else near & holds


def _side(part: Expression, context: Context) -> Column | BaseGeometry:
    """Return the column or the shape that a part of a filter is."""
    if isinstance(part, Property):
        column = column_of(part, context)
        if column.kind == "geometry":
            return column
    elif isinstance(part, Geometry | Box):
        shape = part.shape if isinstance(part, Geometry) else _boxed(part)
        return shape if shape.is_valid else mend(shape)
    raise not_in_sql(part, "a relation with this")


def _boxed(box: Box) -> BaseGeometry:
    try:
        return box_geometry(box.bounds)
    except Cql2Error as error:
        error.at = box.at
        raise


def _value(side: Column | BaseGeometry, context: Context) -> ColumnElement[Any]:
    """Return a side of a relation as the functions take it."""
    if isinstance(side, Column):
        return type_coerce(side.element, NullType())
    if context.is_sqlite:
        return literal(shapely.to_wkb(side, hex=True), Text())
    return func.ST_GeomFromWKB(literal(shapely.to_wkb(side), LargeBinary()), _SRID)


def _near(sides: Sequence[Column | BaseGeometry]) -> ColumnElement[bool] | None:
    """Return the condition, by an index, that the boxes touch; None without one."""
    columns = [side for side in sides if isinstance(side, Column) and side.near]
    shapes = [side for side in sides if not isinstance(side, Column)]
    if len(columns) != 1 or len(shapes) != 1 or shapes[0].is_empty:
        return None
    near = columns[0].near
    return None if near is None else near(shapes[0].bounds)
