"""The nearest of some targets to each of many places, as an interval.

Places and targets that are points (most of them) are looked up in trees of
earth-centred coordinates; the few that may lie anywhere in a banner or a league are
measured by `geo_zs.sites.distances`, one with the other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from geo_zs.crs import FloatArray, arcs_km, earth_centred_km
from geo_zs.overlay.ground import Targets
from geo_zs.sites.distances import Intervals, distance_intervals
from geo_zs.sites.extents import Extents

IntArray = NDArray[np.intp]
BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Near:
    """The nearest target of one kind to each of n places.

    Parameters
    ----------
    row : (n,) int array
        Row in the targets; -1 where not known.
    km : Intervals, (n,)
        Kilometres; ``low`` and ``high`` hold the true distance to the nearest of
        all targets. NaN where the place is not known.
    """

    row: IntArray
    km: Intervals


def nearest_target(
    places: Extents, targets: Targets, *, units_are_far: bool = False
) -> Near:
    """Return the nearest target of each place.

    Parameters
    ----------
    places : Extents, n places
    targets : Targets, m of them
    units_are_far : bool
        Whether a target known by its unit counts, as value, as far as it may be;
        else as far as the seat of the unit.

    Returns
    -------
    Near
        As `distance_intervals` gives it over all targets.
    """
    found = _Best.nothing(places.n_places)
    points = places.is_point & ~np.isnan(places.lon)
    exact = targets.places.is_point
    _from_trees(found, places, targets.places, points, exact)
    for mine, theirs in ((~points, np.ones_like(exact)), (points, ~exact)):
        _one_by_one(found, places, targets.places, mine, theirs, far=units_are_far)
    return found.near()


@dataclass
class _Best:
    """The least distances found so far."""

    row: IntArray
    value: FloatArray
    low: FloatArray
    high: FloatArray

    @classmethod
    def nothing(cls, n_places: int) -> _Best:
        """Return that nothing is known yet."""
        far = (np.full(n_places, np.inf) for _ in range(3))
        return cls(np.full(n_places, -1, dtype=np.intp), *far)

    def take(self, rows: IntArray, target: IntArray, km: Intervals) -> None:
        """Keep what is nearer than what was found before."""
        nearer = km.value < self.value[rows]
        self.row[rows[nearer]] = target[nearer]
        self.value[rows] = np.fmin(self.value[rows], km.value)
        self.low[rows] = np.fmin(self.low[rows], km.low)
        self.high[rows] = np.fmin(self.high[rows], km.high)

    def near(self) -> Near:
        """Return what was found; NaN where nothing was."""
        unknown = np.isinf(self.value)
        value, low, high = (
            np.where(unknown, np.nan, part)
            for part in (self.value, np.minimum(self.low, self.value), self.high)
        )
        return Near(self.row, Intervals(value, low, np.maximum(high, value)))


def _from_trees(
    found: _Best, places: Extents, targets: Extents, mine: BoolArray, theirs: BoolArray
) -> None:
    """Measure points to points: one tree for each radius of the targets."""
    rows = np.flatnonzero(mine)
    if not rows.size:
        return
    spots = earth_centred_km(places.lon[rows], places.lat[rows])
    for radius in np.unique(targets.slack_km[theirs]):
        columns = np.flatnonzero(theirs & (targets.slack_km == radius))
        columns = columns[~np.isnan(targets.lon[columns])]
        if not columns.size:
            continue
        tree = cKDTree(earth_centred_km(targets.lon[columns], targets.lat[columns]))
        chord, at = tree.query(spots)
        value = arcs_km(np.asarray(chord) ** 2)
        slack = places.slack_km[rows] + radius
        km = Intervals(value, np.maximum(value - slack, 0.0), value + slack)
        found.take(rows, columns[at], km)


def _one_by_one(
    found: _Best,
    places: Extents,
    targets: Extents,
    mine: BoolArray,
    theirs: BoolArray,
    *,
    far: bool,
) -> None:
    """Measure every place to every target of some of either."""
    rows, columns = np.flatnonzero(mine), np.flatnonzero(theirs)
    if not rows.size or not columns.size:
        return
    km = distance_intervals(_some(places, rows), _some(targets, columns))
    if far:
        spread = ~targets.is_point[columns]
        km = Intervals(np.where(spread, km.high, km.value), km.low, km.high)
    nearest, column = km.nearest()
    found.take(rows, columns[column], nearest)


def _some(places: Extents, rows: IntArray) -> Extents:
    """Return some of the places."""
    ends = np.append(places.first_sample[1:], len(places.sample_lon))
    sizes = ends[rows] - places.first_sample[rows]
    starts = (np.cumsum(sizes) - sizes).astype(np.intp)
    samples = (
        np.arange(sizes.sum())
        - np.repeat(starts, sizes)
        + np.repeat(places.first_sample[rows], sizes)
    )
    return Extents(
        lon=places.lon[rows],
        lat=places.lat[rows],
        slack_km=places.slack_km[rows],
        is_point=places.is_point[rows],
        sample_lon=places.sample_lon[samples],
        sample_lat=places.sample_lat[samples],
        first_sample=starts,
    )
