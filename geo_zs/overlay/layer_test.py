"""One constraint layer tested on many places: what share of each it touches.

The share is an interval. An outline has an exact one. A point stands for a place
somewhere within its radius: touched for certain only where the layer holds the whole
circle, free for certain only where it stays out of it. A place known by its banner
is touched for certain only where the layer holds the whole banner.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

import numpy as np
import shapely
from numpy.typing import NDArray

from geo_zs.crs import FloatArray
from geo_zs.overlay.nearest_feature import MOST_STRETCHED, Features, in_plane
from geo_zs.overlay.project_frame import TextArray
from geo_zs.overlay.shapes import LEAST_HA, areas_ha
from geo_zs.overlay.tested_places import OUTLINE, POINT, UNIT, TestedPlaces
from geo_zs.overlay.zones import Zones
from geo_zs.register.constraint_layer import ConstraintLayer
from geo_zs.sites.distances import Intervals

IntArray = NDArray[np.intp]
BoolArray = NDArray[np.bool_]
Status = Literal["not_tested", "clear", "possible", "part", "whole"]

#: Code of the region: a layer that covers it is complete everywhere.
REGION: Final = "150000"
#: No degree, of longitude or of latitude, is longer than this.
_KM_PER_DEGREE: Final = 111.8
#: A share from here on is the whole: rounding of areas.
_WHOLE: Final = 1.0 - 1e-9


@dataclass(frozen=True, eq=False)
class LayerTest:
    """What one layer says of n places.

    Parameters
    ----------
    layer : ConstraintLayer
        The layer.
    share : Intervals, (n,)
        Share of the area that the layer touches, in [0, 1]. The value of a point is
        1 or 0 at the point itself, that of a unit its own share. NaN where not
        tested.
    km : Intervals, (n,)
        Distance to the nearest feature (without the buffer); NaN where the place or
        the feature is not known.
    nearest : (n,) int array
        Row of that feature in the layer; -1 if none.
    is_covered : (n,) bool array
        False where the layer does not say that it is complete.
    """

    layer: ConstraintLayer
    share: Intervals
    km: Intervals
    nearest: IntArray
    is_covered: BoolArray

    @cached_property
    def status(self) -> TextArray:
        """What is found at each place, (n,) object array of str.

        ``not_tested``, ``clear`` (nothing of it is touched), ``possible`` (it may be
        touched or not), ``part`` (some of it is) or ``whole`` (all of it is).
        """
        found = np.full(len(self.nearest), "not_tested", dtype=object)
        low, high = self.share.low, self.share.high
        found[high <= 0] = "clear"
        found[(low <= 0) & (high > 0)] = "possible"
        found[low > 0] = "part"
        found[low >= _WHOLE] = "whole"
        return found


def layer_test(layer: ConstraintLayer, places: TestedPlaces) -> LayerTest:
    """Test a layer on places.

    Parameters
    ----------
    layer : ConstraintLayer
        What is tested.
    places : TestedPlaces
        What it is tested on.

    Returns
    -------
    LayerTest
        A place that the layer does not touch, where the layer does not say that it
        is complete, is not tested.
    """
    zones = Zones.of(layer)
    few, back = places.distinct()
    plane = in_plane(few.shape)
    at, value = zones.features.nearest(plane)
    km = _distances(zones, few, at, value)
    numbers = np.full((3, few.n_places), np.nan)
    for kind, test in ((OUTLINE, _outlines), (POINT, _points), (UNIT, _units)):
        rows = few.rows(kind)
        if rows.size:
            numbers[:, rows] = test(zones, few, plane, rows)
    covered = _is_covered(layer, places)
    nearest = np.where(at >= 0, zones.row[at] if len(zones.row) else -1, -1)
    return LayerTest(
        layer=layer,
        share=_where_covered(Intervals(*numbers[:, back]), covered),
        km=Intervals(km.value[back], km.low[back], km.high[back]),
        nearest=nearest[back].astype(np.intp),
        is_covered=covered,
    )


def _where_covered(share: Intervals, covered: BoolArray) -> Intervals:
    """Widen shares where the layer may lack features; untouched is not tested."""
    open_end = ~covered & (share.high > 0)
    untold = ~covered & (share.high <= 0)
    high = np.where(open_end, 1.0, share.high)
    return Intervals(
        *(np.where(untold, np.nan, one) for one in (share.value, share.low, high))
    )


def _is_covered(layer: ConstraintLayer, places: TestedPlaces) -> BoolArray:
    """Tell for which places the layer says that it is complete, (n,)."""
    if not layer.covers or REGION in layer.covers:
        return np.ones(places.n_places, dtype=bool)
    covers = set(layer.covers)

    def holds(code: str) -> bool:
        return code in covers or f"{code[:4]}00" in covers

    found = np.array(
        [
            holds(banner) if banner else league in covers
            for banner, league in zip(places.banner, places.league, strict=True)
        ],
        dtype=bool,
    )
    for row, banners in places.more_banners.items():
        found[row] = all(holds(one) for one in banners)
    return found


def _distances(
    zones: Zones, places: TestedPlaces, at: IntArray, value: FloatArray
) -> Intervals:
    """Return the distance to the nearest feature, with what is not known of it."""
    low = np.maximum(value - places.radius_km, 0.0)
    high = value + places.radius_km
    if (at >= 0).any():
        # Anywhere in the unit: at most as far as its farthest corner.
        for row in places.rows(UNIT):
            high[row] = _farthest_km(zones, places.shape[row])
    return Intervals(value, low, np.maximum(high, value))


def _farthest_km(zones: Zones, unit: shapely.Geometry) -> float:
    """Return how far the farthest corner of a unit is from the nearest feature."""
    corners = shapely.get_coordinates(shapely.simplify(unit, 0.05))
    spots = np.asarray(shapely.points(corners), dtype=object)
    _, km = zones.features.nearest(in_plane(spots))
    return float(np.max(km))


def _pairs(zones: Zones, plane: NDArray[np.object_]) -> tuple[IntArray, IntArray]:
    """Return which features may touch which places: a few more than do."""
    return zones.features.within(plane, zones.buffer_m * MOST_STRETCHED + 1.0)


def _outlines(
    zones: Zones, places: TestedPlaces, plane: NDArray[np.object_], rows: IntArray
) -> NDArray[np.float64]:
    """Return the exact share of each outline that the layer touches, three times."""
    touched = _touched_ha(zones, places.shape[rows], plane[rows])
    return np.tile(_shares(touched, places.area_ha[rows]), (3, 1))


def _shares(touched_ha: FloatArray, area_ha: FloatArray) -> FloatArray:
    """Return parts of areas as shares; all but a rounding of areas is all."""
    share = np.clip(touched_ha / area_ha, 0.0, 1.0)
    return np.where(share >= _WHOLE, 1.0, share)


def _units(
    zones: Zones, places: TestedPlaces, plane: NDArray[np.object_], rows: IntArray
) -> NDArray[np.float64]:
    """Return what is known of a place that is somewhere in a unit."""
    touched = _touched_ha(zones, places.shape[rows], plane[rows])
    share = _shares(touched, places.area_ha[rows])
    low = np.where(share >= 1.0, 1.0, 0.0)
    high = np.where(share > 0, 1.0, 0.0)
    return np.stack([share, low, high])


def _touched_ha(
    zones: Zones, shapes: NDArray[np.object_], plane: NDArray[np.object_]
) -> FloatArray:
    """Return how much of each polygon the layer touches, hectares."""
    touched = np.zeros(len(shapes))
    feature, at = _pairs(zones, plane)
    if not at.size:
        return touched
    ground = zones.ground(feature)
    # Prepared ground tells quickly what it holds and what it misses.
    parts = shapes[at].copy()
    crossed = ~shapely.covers(ground, parts)
    parts[crossed] = shapely.intersection(parts[crossed], ground[crossed])
    kept = ~shapely.is_empty(parts)
    parts, at = parts[kept], at[kept]
    order = np.argsort(at, kind="stable")
    parts, at = parts[order], at[order]
    different, starts = np.unique(at, return_index=True)
    groups = np.split(parts, starts[1:]) if len(different) else []
    # Features may overlap: what two of them touch counts once.
    whole = np.full(len(different), None, dtype=object)
    whole[:] = [shapely.union_all(group) for group in groups]
    area = np.nan_to_num(areas_ha(_areas_of(whole)))
    touched[different] = np.where(area < LEAST_HA, 0.0, area)
    return touched


def _areas_of(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return shapes without the lines and points that touching edges leave."""
    found = shapes.copy()
    for at in np.flatnonzero(shapely.get_type_id(shapes) == 7):
        pieces = shapely.get_parts(shapes[at])
        found[at] = shapely.union_all(pieces[shapely.get_dimensions(pieces) == 2])
    return found


def _points(
    zones: Zones, places: TestedPlaces, plane: NDArray[np.object_], rows: IntArray
) -> NDArray[np.float64]:
    """Return what is known of places within a radius of their points."""
    _, km = zones.features.nearest(plane[rows])
    buffer_km = zones.buffer_m / 1000.0
    radius = places.radius_km[rows]
    at_point = (km <= 0) | (km < buffer_km)
    high = np.where(km - radius < buffer_km, 1.0, 0.0)
    low = np.zeros(len(rows))
    held = np.flatnonzero(at_point)
    if held.size:
        own = rows[held]
        low[held] = _is_deep(zones, places.shape[own], plane[own], radius[held])
    high = np.where(at_point, 1.0, high)
    return np.stack([np.where(at_point, 1.0, 0.0), low, high])


def _is_deep(
    zones: Zones,
    points: NDArray[np.object_],
    plane: NDArray[np.object_],
    radius_km: FloatArray,
) -> BoolArray:
    """Tell which points lie deeper in the ground of one feature than their radius.

    The ground of two features together may hold more than either: then less is
    claimed than is true.
    """
    found = np.zeros(len(points), dtype=bool)
    feature, at = _pairs(zones, plane)
    if not at.size:
        return found
    ground = zones.ground(feature)
    # Ground narrower than the circle cannot hold it, and need not be measured.
    south_west, north_east = np.split(shapely.bounds(ground), 2, axis=1)
    wide = (north_east - south_west).min(axis=1) * _KM_PER_DEGREE > 2 * radius_km[at]
    wide &= shapely.contains_properly(ground, points[at])
    for one in np.unique(feature[wide]):
        own = at[wide & (feature == one)]
        edge = shapely.boundary(zones.ground(np.array([one])))
        _, depth = Features.of(edge).nearest(plane[own])
        found[own] |= depth > radius_km[own]
    return found
