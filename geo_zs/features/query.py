"""Which features are wanted, and the rows that they are.

All conditions must hold. Each is found on whole arrays: boxes by comparing the bounds
of all features and testing only those that straddle the box, equal values by comparing
columns, times by comparing days, filters by ``geo_zs.cql2.mask``.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geo_zs.errors import Problem, QueryError
from geo_zs.features.equality import is_equal
from geo_zs.features.filters import filter_mask
from geo_zs.features.reference_systems import (
    CRS84,
    Box,
    ReferenceSystem,
    to_crs84_bbox,
)
from geo_zs.features.times import Interval, meets

if TYPE_CHECKING:
    from geo_zs.cql2.expression import Expression
    from geo_zs.features.collection import Collection

IntArray = NDArray[np.intp]

#: Selections that are kept with a collection.
_MOST_KEPT: Final = 16
_KEPT: Final = "selections"
_lock = threading.Lock()


@dataclass(frozen=True)
class Query:
    """Which features are wanted; what is empty or None does not select.

    Parameters
    ----------
    bbox : tuple of 4 or 6 float, or None
        In the order of the axes of `bbox_crs`; features without a place always
        match (``/req/core/fc-bbox-response``).
    bbox_crs : ReferenceSystem
        System of the box.
    interval : Interval or None
        From ``times.parse_interval``; features without a time always match.
    equals : mapping of str to str
        Property → its value as text. Of an array it is one item. Features whose
        value is not known never match.
    expression : Expression or None
        A filter, from ``geo_zs.cql2.parse``.
    filter_crs : ReferenceSystem
        System of the coordinates in the filter.
    """

    bbox: tuple[float, ...] | None = None
    bbox_crs: ReferenceSystem = CRS84
    interval: Interval | None = None
    equals: Mapping[str, str] = field(default_factory=dict)
    expression: Expression | None = None
    filter_crs: ReferenceSystem = CRS84

    @property
    def key(self) -> tuple[object, ...]:
        """The query as something that compares equal for equal queries."""
        return (
            self.bbox,
            self.bbox_crs.uri,
            self.interval,
            tuple(sorted(self.equals.items())),
            self.expression,
            self.filter_crs.uri,
        )


def select(collection: Collection, query: Query) -> IntArray:
    """Return the rows of a collection that a query wants.

    Parameters
    ----------
    collection : Collection
        What is asked.
    query : Query

    Returns
    -------
    (m,) int array
        Rows in their order. It is shared: never change it.

    Raises
    ------
    QueryError
        With every fault of box, values and names of properties.
    Cql2Error
        If the filter cannot be evaluated on these properties.
    """
    kept = _kept(collection)
    with _lock:
        if query.key in kept:
            kept.move_to_end(query.key)
            return kept[query.key]
    found = _select(collection, query)
    found.flags.writeable = False
    with _lock:
        kept[query.key] = found
        while len(kept) > _MOST_KEPT:
            kept.popitem(last=False)
    return found


def _kept(collection: Collection) -> OrderedDict[tuple[object, ...], IntArray]:
    """Return the selections that are kept with a collection."""
    found = collection.kept.setdefault(_KEPT, OrderedDict())
    assert isinstance(found, OrderedDict)  # noqa: S101  nothing else is kept there
    return found


def _select(collection: Collection, query: Query) -> IntArray:
    """Return the rows that a query wants, not kept yet."""
    problems: list[Problem] = []
    is_wanted = np.ones(len(collection), dtype=bool)
    if query.bbox is not None:
        try:
            boxes = to_crs84_bbox(query.bbox, query.bbox_crs)
            is_wanted &= in_boxes(collection, boxes)
        except QueryError as error:
            problems += error.problems
    for name, text in query.equals.items():
        try:
            is_wanted &= is_equal(collection, name, text)
        except QueryError as error:
            problems += error.problems
    if query.interval is not None and collection.time_bounds is not None:
        is_wanted &= meets(*collection.time_bounds, query.interval)
    if query.expression is not None:
        try:
            is_wanted &= filter_mask(collection, query.expression, query.filter_crs)
        except QueryError as error:
            problems += error.problems
    if problems:
        raise QueryError(problems)
    return np.flatnonzero(is_wanted)


def in_boxes(collection: Collection, boxes: tuple[Box, ...]) -> NDArray[np.bool_]:
    """Tell which features meet a box, or have no place.

    Parameters
    ----------
    collection : Collection
        What is asked.
    boxes : tuple of (west, south, east, north)
        Degrees; one that is met will do.

    Returns
    -------
    (n,) bool array
        Edges count: a point on the edge of the box meets it.
    """
    bounds = collection.boxes
    is_met = np.isnan(bounds[:, 0])
    for west, south, east, north in boxes:
        near = (
            (bounds[:, 0] <= east)
            & (bounds[:, 2] >= west)
            & (bounds[:, 1] <= north)
            & (bounds[:, 3] >= south)
        )
        inside = (
            (bounds[:, 0] >= west)
            & (bounds[:, 2] <= east)
            & (bounds[:, 1] >= south)
            & (bounds[:, 3] <= north)
        )
        is_met |= near & inside
        straddling = np.flatnonzero(near & ~inside & ~is_met)
        if straddling.size:
            frame = shapely.box(west, south, east, north)
            is_met[straddling] = shapely.intersects(
                collection.shapes[straddling], frame
            )
    return is_met
