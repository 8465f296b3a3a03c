"""Geometry literals of a filter, brought into the reference system of the features."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import shapely

from geo_zs.cql2.errors import Cql2Error
from geo_zs.cql2.expression import (
    Array,
    Box,
    Call,
    Expression,
    Geometry,
    Operation,
)
from geo_zs.cql2.values import AnyArray

#: Takes (n, 2) coordinates in the order of the filter's system, gives (n, 2) x, y.
Transform = Callable[[AnyArray], AnyArray]


def reproject(expression: Expression, transform: Transform) -> Expression:
    """Return an expression with its geometry literals transformed.

    Parameters
    ----------
    expression : Expression
        A filter as it came, its literals in the order of axes of ``filter-crs``.
    transform : callable
        From coordinates of ``filter-crs``, shape (n, 2), to those of the frame.
        Heights are dropped, as no predicate asks for them. The edges of a box must
        stay parallel to the axes, as between degrees and Mercator.

    Returns
    -------
    Expression
        With the positions of the original, for errors.

    Raises
    ------
    Cql2Error
        If a coordinate lies outside the reference system.
    """
    if isinstance(expression, Geometry):
        shape = shapely.transform(shapely.force_2d(expression.shape), transform)
        if not np.isfinite(shapely.get_coordinates(shape)).all():
            raise _outside(expression)
        return replace(expression, shape=shape)
    if isinstance(expression, Box):
        half = len(expression.bounds) // 2
        bounds = expression.bounds
        corners = np.array([bounds[:2], bounds[half : half + 2]], dtype=np.float64)
        turned = transform(corners)
        if not np.isfinite(turned).all():
            raise _outside(expression)
        return replace(expression, bounds=tuple(map(float, turned.ravel())))
    if isinstance(expression, Operation | Call):
        parts = tuple(reproject(one, transform) for one in expression.args)
        return replace(expression, args=parts)
    if isinstance(expression, Array):
        parts = tuple(reproject(one, transform) for one in expression.items)
        return replace(expression, items=parts)
    return expression


def _outside(expression: Geometry | Box) -> Cql2Error:
    return Cql2Error(
        message="a coordinate lies outside the reference system of filter-crs; "
        "check the order of the axes",
        zh="坐标超出 filter-crs 坐标系的范围；请检查坐标轴的顺序",
        at=expression.at,
    )
