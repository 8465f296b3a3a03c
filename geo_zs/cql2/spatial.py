"""The eight spatial predicates, S_CONTAINS to S_WITHIN, by shapely.

They are those of Simple Features (DE-9IM) in the plane of the frame's coordinates;
heights do not count. A null geometry is unknown; an empty one touches nothing, so it
is disjoint from everything. Geometry that is not valid is made valid before it is
compared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo_zs.cql2.shapes import upside_down
from geo_zs.cql2.values import (
    AnyArray,
    BoolArray,
    Truth,
    Values,
    either_unknown,
    objects,
    require_kind,
    truth_where,
    unknown_truth,
)

Predicate = Callable[[Any, Any], Any]

#: The predicates, as JSON spells them.
SPATIAL: Final[Mapping[str, Predicate]] = {
    "s_contains": shapely.contains,
    "s_crosses": shapely.crosses,
    "s_disjoint": shapely.disjoint,
    "s_equals": shapely.equals,
    "s_intersects": shapely.intersects,
    "s_overlaps": shapely.overlaps,
    "s_touches": shapely.touches,
    "s_within": shapely.within,
}
#: What a predicate is called with its two sides exchanged.
EXCHANGED: Final[Mapping[str, str]] = {
    **{name: name for name in SPATIAL},
    "s_contains": "s_within",
    "s_within": "s_contains",
}


def relate(op: str, left: Values, right: Values) -> Truth:
    """Tell where two geometries stand in a spatial relation.

    Parameters
    ----------
    op : str
        Key of `SPATIAL`.
    left, right : Values
        Of kind geometry or null, in one reference system.

    Returns
    -------
    Truth
        Unknown where a geometry is null.

    Raises
    ------
    Cql2Error
        If an operand is no geometry.
    """
    require_kind(op.upper(), "geometry", left, right)
    if "null" in (left.kind, right.kind):
        return unknown_truth(left, right)
    unknown = either_unknown(left, right)
    if right.known.shape == (1,):
        found = _against_one(op, left.known, right.known[0])
    elif left.known.shape == (1,):
        found = _against_one(EXCHANGED[op], right.known, left.known[0])
    else:
        near = np.flatnonzero(~unknown)
        found = np.zeros(unknown.shape, dtype=bool)
        found[near] = SPATIAL[op](_valid(left.known[near]), _valid(right.known[near]))
    return truth_where(found, unknown)


def _against_one(op: str, many: AnyArray, one: BaseGeometry | None) -> BoolArray:
    """Relate many geometries to one, looking closely only where their boxes meet."""
    if one is None:
        return np.zeros(many.shape, dtype=bool)
    if op == "s_disjoint":
        # What is no neighbour is disjoint; null is left to the caller.
        return ~_against_one("s_intersects", many, one)
    (one,) = _valid(objects([one]))
    if one.is_empty:
        return np.asarray(SPATIAL[op](_valid(many), one), dtype=bool)
    near = np.flatnonzero(_boxes_meet(shapely.bounds(many), one.bounds))
    found = np.zeros(many.shape, dtype=bool)
    # Prepared geometry answers faster, and GEOS prepares the first operand only.
    shapely.prepare(one)
    found[near] = SPATIAL[EXCHANGED[op]](one, _valid(many[near]))
    return found


def _boxes_meet(boxes: AnyArray, box: tuple[float, ...]) -> BoolArray:
    """Tell which of (n, 4) boxes meet a box; NaN, of null and empty, meets nothing."""
    west, south, east, north = box
    return np.asarray(
        (boxes[:, 0] <= east)
        & (boxes[:, 2] >= west)
        & (boxes[:, 1] <= north)
        & (boxes[:, 3] >= south)
    )


def _valid(geometries: AnyArray) -> AnyArray:
    """Return geometries, those that are not valid made so."""
    wrong = ~shapely.is_valid(geometries) & ~shapely.is_missing(geometries)
    if not wrong.any():
        return geometries
    mended = geometries.copy()
    mended[wrong] = mend(geometries[wrong])
    return mended


def mend(geometries: Any) -> Any:  # noqa: ANN401  one geometry or an array of them
    """Return geometries that are not valid as what their rings enclose.

    By structure: the other method of GEOS takes minutes for three hundred positions
    that cross one another.
    """
    return shapely.make_valid(geometries, method="structure", keep_collapsed=True)


def box_geometry(bounds: tuple[float, ...]) -> BaseGeometry:
    """Return the geometry of a box.

    Parameters
    ----------
    bounds : 4 or 6 floats
        West, south, east, north; of six, the third and sixth are heights and do not
        count. West greater than east is a box across the antimeridian, in degrees.

    Returns
    -------
    Polygon, MultiPolygon, LineString or Point
        Two rectangles across the antimeridian; a line or a point if the box has no
        width or no height.

    Raises
    ------
    Cql2Error
        If the south is above the north.
    """
    if len(bounds) == 6:
        bounds = (*bounds[:2], *bounds[3:5])
    west, south, east, north = bounds
    if south > north:
        raise upside_down()
    if west <= east:
        return _rectangle(west, south, east, north)
    halves = [
        _rectangle(west, south, 180.0, north),
        _rectangle(-180.0, south, east, north),
    ]
    return shapely.union_all(halves)


def _rectangle(west: float, south: float, east: float, north: float) -> BaseGeometry:
    if west == east and south == north:
        return shapely.Point(west, south)
    if west == east or south == north:
        return shapely.LineString([(west, south), (east, north)])
    return shapely.box(west, south, east, north)
