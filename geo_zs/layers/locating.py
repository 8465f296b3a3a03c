"""Which polygon of a coverage holds each of many points."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import shapely
from numpy.typing import NDArray

from geo_zs.crs import FloatArray


def locate_rows(
    x: FloatArray, y: FloatArray, shapes: NDArray[np.object_]
) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Find the polygon of each point.

    Parameters
    ----------
    x, y : (n,) arrays
        Coordinates; NaN lies nowhere.
    shapes : (m,) array of polygons
        A coverage, in the order that settles border points; best prepared.

    Returns
    -------
    rows : (n,) int array
        Position of the polygon, -1 for none.
    is_on_border : (n,) bool array
    """
    rows = np.full(x.size, -1, dtype=np.intp)
    order = np.argsort(x, kind="stable")
    sx, sy = x[order], y[order]
    bounds = shapely.bounds(shapes).reshape(-1, 4)
    found = np.full(x.size, -1, dtype=np.intp)
    _scan((sx, sy), shapes, bounds, found, predicate=shapely.contains_xy)
    inside = found >= 0
    _scan((sx, sy), shapes, bounds, found, predicate=shapely.intersects_xy)
    rows[order] = found
    is_on_border = np.zeros(x.size, dtype=bool)
    is_on_border[order] = (found >= 0) & ~inside
    return rows, is_on_border


def _scan(
    points: tuple[FloatArray, FloatArray],
    shapes: NDArray[np.object_],
    bounds: FloatArray,
    found: NDArray[np.intp],
    *,
    predicate: Callable[..., NDArray[np.bool_]],
) -> None:
    """Give each point not yet found the first shape that satisfies a predicate.

    `points` are sorted by x, so that each shape looks at a window of them.
    """
    sx, sy = points
    starts = np.searchsorted(sx, bounds[:, 0], side="left")
    stops = np.searchsorted(sx, bounds[:, 2], side="right")
    for row, (start, stop) in enumerate(zip(starts, stops, strict=True)):
        lat = sy[start:stop]
        near = np.flatnonzero(
            (found[start:stop] < 0) & (lat >= bounds[row, 1]) & (lat <= bounds[row, 3])
        )
        if near.size:
            near += start
            hit = predicate(shapes[row], sx[near], sy[near])
            found[near[hit]] = row
