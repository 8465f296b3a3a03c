"""What a filter spells out, as one value for all features."""

from __future__ import annotations

import numpy as np

from geo_zs.cql2.errors import Cql2Error
from geo_zs.cql2.expression import Box, Geometry, Instant, Literal
from geo_zs.cql2.instants import read_date, read_timestamp
from geo_zs.cql2.spatial import box_geometry
from geo_zs.cql2.values import Values, nothing, objects, values_of


def literal(node: Literal | Instant | Geometry | Box) -> Values:
    """Return a literal as values of shape (1,).

    Raises
    ------
    Cql2Error
        If an instant is not in the calendar, or a box lies upside down.
    """
    if isinstance(node, Instant):
        return _instant(node)
    if isinstance(node, Geometry):
        return values_of("geometry", objects([node.shape]))
    if isinstance(node, Box):
        return values_of("geometry", objects([box_geometry(node.bounds)]))
    return _scalar(node.value)


def _scalar(value: float | str | None) -> Values:
    if value is None:
        return nothing()
    if isinstance(value, bool):
        return values_of("boolean", np.array([value]))
    if isinstance(value, str):
        return values_of("string", objects([value]))
    return values_of("number", _number(value))


def _number(value: float) -> np.ndarray[tuple[int], np.dtype[np.int64 | np.float64]]:
    if isinstance(value, int) and abs(value) <= np.iinfo(np.int64).max:
        return np.array([value], dtype=np.int64)
    try:
        return np.array([float(value)], dtype=np.float64)
    except OverflowError:
        # Greater than every number that a column can hold.
        return np.array([np.inf if value > 0 else -np.inf])


def _instant(node: Instant) -> Values:
    try:
        if node.kind == "date":
            return values_of("date", np.array([read_date(node.value)]))
        return values_of("timestamp", np.array([read_timestamp(node.value)]))
    except ValueError as error:
        raise Cql2Error(
            message=f"{node.value!r} is no {node.kind} of the calendar",
            zh=f"{node.value!r} 不是有效的时刻",
        ) from error
