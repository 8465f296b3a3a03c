"""Distances between places that are not exactly known, as intervals in km."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

from geo_zs import crs
from geo_zs.sites.extents import Extents

if TYPE_CHECKING:
    from collections.abc import Sequence

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.intp]

#: Distances between sample points that are held in memory at once.
_CELLS_AT_ONCE: Final = 20_000_000
#: Lines are cut into pieces of this many degrees before they are projected.
_PIECE_DEGREES: Final = 0.05


@dataclass(frozen=True, eq=False)
class Intervals:
    """Numbers with the bounds that hold them; NaN in all three where unknown.

    Parameters
    ----------
    value, low, high : arrays of one shape
        ``low <= value <= high``.
    """

    value: FloatArray
    low: FloatArray
    high: FloatArray

    def known_or_far(self) -> Intervals:
        """Return the same numbers with infinity where nothing is known."""
        return Intervals(
            *(
                np.where(np.isnan(part), np.inf, part)
                for part in (self.value, self.low, self.high)
            )
        )

    def columns(self, chosen: IntArray) -> Intervals:
        """Return some of the columns of a matrix of numbers."""
        return Intervals(
            self.value[:, chosen], self.low[:, chosen], self.high[:, chosen]
        )

    def nearest(self) -> tuple[Intervals, IntArray]:
        """Return the distance to the nearest column, and that column.

        Returns
        -------
        Intervals, (n,)
            The least value, the least low and the least high of each row.
        (n,) int array
            The column with the least value; 0 in rows that are all unknown.
        """
        far = self.known_or_far()
        column = np.argmin(far.value, axis=1).astype(np.intp)
        value, low, high = (part.min(axis=1) for part in (far.value, far.low, far.high))
        unknown = np.isinf(value)
        return (
            Intervals(*(np.where(unknown, np.nan, p) for p in (value, low, high))),
            column,
        )


def distance_intervals(places: Extents, targets: Extents) -> Intervals:
    """Return the distance of every place to every target.

    Parameters
    ----------
    places : Extents, n places
    targets : Extents, m targets

    Returns
    -------
    Intervals, (n, m)
        Kilometres. The value is measured between the points taken as value; low
        and high hold the distance of any two points of the two extents.
    """
    shape = (places.n_places, targets.n_places)
    if 0 in shape:
        return Intervals(*(np.full(shape, np.nan) for _ in range(3)))
    origins, of_place = places.unique()
    ends, of_target = targets.unique()
    found = _measure_in_parts(origins, ends)
    unknown = np.isnan(places.lon)[:, None] | np.isnan(targets.lon)
    cells = np.ix_(of_place, of_target)
    return Intervals(
        *(
            np.where(unknown, np.nan, part[cells])
            for part in (found.value, found.low, found.high)
        )
    )


def _measure_in_parts(places: Extents, targets: Extents) -> Intervals:
    """Measure to so many targets at once that the work fits into memory."""
    room = max(_CELLS_AT_ONCE // len(places.sample_lon), 1)
    part = targets.first_sample // room
    starts = np.flatnonzero(np.diff(part, prepend=-1))
    stops = np.append(starts[1:], targets.n_places)
    found = [
        _measure(places, targets.run(int(start), int(stop)))
        for start, stop in zip(starts, stops, strict=True)
    ]
    if len(found) == 1:
        return found[0]
    return Intervals(
        *(
            np.concatenate([getattr(one, name) for one in found], axis=1)
            for name in ("value", "low", "high")
        )
    )


def _measure(places: Extents, targets: Extents) -> Intervals:
    """Measure between extents; a place without coordinates counts as (0, 0)."""
    value = crs.distance_matrix_km(
        np.nan_to_num(places.lon),
        np.nan_to_num(places.lat),
        np.nan_to_num(targets.lon),
        np.nan_to_num(targets.lat),
    )
    samples = crs.squared_chords_km2(
        np.nan_to_num(places.sample_lon),
        np.nan_to_num(places.sample_lat),
        np.nan_to_num(targets.sample_lon),
        np.nan_to_num(targets.sample_lat),
    )
    bounds = []
    for pick in (np.minimum, np.maximum):
        by_place = pick.reduceat(samples, places.first_sample, axis=0)
        bounds.append(
            crs.arcs_km(pick.reduceat(by_place, targets.first_sample, axis=1))
        )
    # The corners of an outline are samples, so nothing of a polygon lies farther
    # away than they do: slack widens `high` only round a point.
    low = bounds[0] - places.slack_km[:, None] - targets.slack_km
    high = (
        bounds[1]
        + np.where(places.is_point, places.slack_km, 0.0)[:, None]
        + np.where(targets.is_point, targets.slack_km, 0.0)
    )
    return Intervals(value, np.clip(low, 0.0, value), np.maximum(high, value))


def line_intervals(places: Extents, lines: Sequence[shapely.Geometry]) -> Intervals:
    """Return the distance of every place to the nearest of some lines.

    Parameters
    ----------
    places : Extents, n places
    lines : sequence of LineString
        Degrees; drawn straight between their points.

    Returns
    -------
    Intervals, (n,)
        Kilometres, measured as a geodesic to the nearest point of a line.
    """
    if not lines:
        return Intervals(*(np.full(places.n_places, np.nan) for _ in range(3)))
    value = _nearest_on_lines(places.lon, places.lat, lines)
    samples = _nearest_on_lines(places.sample_lon, places.sample_lat, lines)
    low = np.minimum.reduceat(samples, places.first_sample) - places.slack_km
    high = np.maximum.reduceat(samples, places.first_sample) + np.where(
        places.is_point, places.slack_km, 0.0
    )
    return Intervals(
        value=value,
        low=np.where(np.isnan(value), np.nan, np.clip(low, 0.0, value)),
        high=np.where(np.isnan(value), np.nan, np.maximum(high, value)),
    )


def _nearest_on_lines(
    lon: FloatArray, lat: FloatArray, lines: Sequence[shapely.Geometry]
) -> FloatArray:
    """Return geodesic distances from points to the nearest line, (k,) km."""
    there = Transformer.from_crs(crs.WGS84, crs.EQUAL_AREA, always_xy=True)
    cut = shapely.segmentize(np.asarray(lines, dtype=object), _PIECE_DEGREES)
    flat = shapely.transform(
        cut, lambda xy: np.column_stack(there.transform(xy[:, 0], xy[:, 1]))
    )
    known = ~np.isnan(lon)
    points = shapely.points(*there.transform(lon[known], lat[known]))
    tree = shapely.STRtree(flat)
    joining = shapely.shortest_line(points, tree.geometries[tree.nearest(points)])
    on_line = shapely.get_coordinates(joining).reshape(-1, 2, 2)[:, 1]
    back_lon, back_lat = there.transform(
        on_line[:, 0], on_line[:, 1], direction="INVERSE"
    )
    found = np.full(len(lon), np.nan)
    found[known] = crs.distance_km(lon[known], lat[known], back_lon, back_lat)
    return found
