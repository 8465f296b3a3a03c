"""Positions of a filter that no place on earth has, where they are known as degrees.

A frame may be in any reference system, so `mask` takes any numbers. A service that
knows its coordinates as degrees refuses those beyond the poles: most often latitude and
longitude were exchanged, and nothing would be found.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import shapely

from geo_zs.cql2.errors import Cql2Error
from geo_zs.cql2.expression import (
    Box,
    Call,
    Expression,
    Geometry,
    Literal,
    Position,
    walk,
)
from geo_zs.cql2.standard_functions import STANDARD
from geo_zs.cql2.values import AnyArray

_MOST: Final = (180.0, 90.0)
_NAMES: Final = (("longitude", "经度"), ("latitude", "纬度"))
_ARGUMENTS: Final = ("lon", "lat")


def check_degrees(expression: Expression, *, is_lat_first: bool = False) -> None:
    """Refuse a filter with positions beyond the poles or the antimeridian.

    Parameters
    ----------
    expression : Expression
        A filter as it came; geometries and boxes in degrees, functions of ``lon`` and
        ``lat`` always in that order.
    is_lat_first : bool
        Whether geometries and boxes have the latitude first.

    Raises
    ------
    Cql2Error
        At the geometry, the box or the argument, with the order of the axes.
    """
    for node, _ in walk(expression):
        if isinstance(node, Geometry):
            xy = shapely.get_coordinates(node.shape)
            _check(xy, node.at, is_lat_first=is_lat_first)
        elif isinstance(node, Box):
            half = len(node.bounds) // 2
            xy = np.array([node.bounds[:2], node.bounds[half : half + 2]])
            _check(xy, node.at, is_lat_first=is_lat_first)
        elif isinstance(node, Call):
            for axis, value, at in _degrees_of(node):
                xy = np.zeros((1, 2))
                xy[0, axis] = value
                _check(xy, at, is_lat_first=False)


def _check(positions: AnyArray, at: Position, *, is_lat_first: bool) -> None:
    """Refuse (n, 2) coordinates, of which one is none."""
    order = (1, 0) if is_lat_first else (0, 1)
    for axis in (1, 0):
        values = positions[:, order[axis]]
        beyond = np.flatnonzero(~(np.abs(values) <= _MOST[axis]))
        if not len(beyond):
            continue
        value, (name, name_zh) = values[beyond[0]], _NAMES[axis]
        first, second = (_NAMES[one] for one in order)
        raise Cql2Error(
            message=f"{name} {value:.12g} lies beyond ±{_MOST[axis]:g} degrees; "
            f"coordinates here are {first[0]}, then {second[0]}",
            zh=f"{name_zh} {value:.12g} 超出 ±{_MOST[axis]:g} 度；"
            f"此处坐标的顺序为{first[1]}、{second[1]}",
            at=at,
            expected=("longitudes in ±180 and latitudes in ±90 degrees",),
        )


def _degrees_of(call: Call) -> Iterator[tuple[int, float, Position]]:
    """Yield axis, number and place of what a function takes as degrees."""
    function = STANDARD.get(call.name.casefold())
    if function is None:
        return
    for argument, given in zip(function.arguments, call.args, strict=False):
        if argument.name not in _ARGUMENTS or not isinstance(given, Literal):
            continue
        value = given.value
        if isinstance(value, int | float) and not isinstance(value, bool):
            yield _ARGUMENTS.index(argument.name), value, given.at
