"""How far projects are from parks, railway and land ports, as intervals.

What cannot be known is not made up: a park without an outline may hold a project or
not; parks known by their banner only may be nearer than the one that is named; the
railway layer is incomplete, so a distance to it is at most the one given.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geo_zs.crs import FloatArray
from geo_zs.overlay.ground import Ground
from geo_zs.overlay.nearest_feature import in_plane
from geo_zs.overlay.nearest_target import Near, nearest_target
from geo_zs.overlay.placing import Placement
from geo_zs.overlay.project_frame import TextArray
from geo_zs.sites.distances import Intervals
from geo_zs.sites.extents import Extents, extents

IntArray = NDArray[np.intp]
BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Surroundings:
    """What n projects lie near to.

    Parameters
    ----------
    park : Near
        Among parks with a known point; ``low`` is 0 where the project may lie in one.
    own_park_row : (n,) int array
        Park whose known outline holds the project; -1 for none.
    is_park_possible : (n,) bool array
        True where some park may hold the project: within the radius of its point, or
        the parks of the banner include some without a point.
    n_unlocated_parks : (n,) int array
        Parks of the banner (else league) without a known point.
    station : Near
        Railway nodes; ``low`` is 0, as nodes are missing from the layer.
    rail_line_km : (n,) array
        To the schematic lines as drawn; NaN where there is no place.
    port : Near
        Open land ports.
    """

    park: Near
    own_park_row: IntArray
    is_park_possible: BoolArray
    n_unlocated_parks: IntArray
    station: Near
    rail_line_km: FloatArray
    port: Near


def measure_surroundings(placement: Placement, ground: Ground) -> Surroundings:
    """Measure how far each project is from parks, railway and ports.

    Parameters
    ----------
    placement : Placement
        Where the projects lie.
    ground : Ground
        What is measured to.
    """
    first, spot_of = _spots(placement)
    places = _extents(placement, first, ground)
    park = _spread(nearest_target(places, ground.located_parks), spot_of)
    station = _spread(nearest_target(places, ground.stations), spot_of)
    # A port without a point of its own stands on the border, not at the seat of its
    # banner: it counts as far as it may be, and never makes a project look near.
    port = _spread(nearest_target(places, ground.ports, units_are_far=True), spot_of)
    own_park = _own_parks(placement, ground)
    unlocated = _unlocated(placement, ground)
    return Surroundings(
        park=park,
        own_park_row=own_park,
        is_park_possible=(park.km.low <= 0) | (unlocated > 0) | (own_park >= 0),
        n_unlocated_parks=unlocated,
        station=Near(
            station.row,
            Intervals(
                station.km.value,
                np.where(np.isnan(station.km.low), np.nan, 0.0),
                station.km.high,
            ),
        ),
        rail_line_km=_line_km(places, ground)[spot_of],
        port=port,
    )


def _spots(placement: Placement) -> tuple[IntArray, IntArray]:
    """Return one project of each different place, and the place of each project.

    Places with a point come first.
    """
    unit_code = np.unique(placement.unit.astype(str), return_inverse=True)[1]
    marks = np.column_stack(
        [
            np.nan_to_num(placement.lon, nan=999.0),
            np.nan_to_num(placement.lat, nan=999.0),
            np.nan_to_num(placement.radius_km),
            unit_code.reshape(-1),
        ]
    )
    # One key for each row is sorted faster than rows of four.
    packed = np.ascontiguousarray(marks).view(np.dtype((np.void, marks.strides[0])))
    _, first, inverse = np.unique(
        packed.reshape(-1), return_index=True, return_inverse=True
    )
    order = np.argsort(np.isnan(placement.lon[first]), kind="stable")
    place = np.empty(len(order), dtype=np.intp)
    place[order] = np.arange(len(order))
    return first[order].astype(np.intp), place[inverse.reshape(-1)]


def _extents(placement: Placement, rows: IntArray, ground: Ground) -> Extents:
    """Return where the projects of some rows may be, those with a point first."""
    lon, lat, radius = (
        column[rows] for column in (placement.lon, placement.lat, placement.radius_km)
    )
    n_points = int((~np.isnan(lon)).sum())
    spread = slice(n_points, None)
    units = extents(
        lon[spread],
        lat[spread],
        radius[spread],
        list(placement.unit[rows[spread]]),
        ground.units,
    )
    is_point = np.ones(n_points, dtype=bool)
    return Extents(
        lon=np.concatenate([lon[:n_points], units.lon]),
        lat=np.concatenate([lat[:n_points], units.lat]),
        slack_km=np.concatenate([radius[:n_points], units.slack_km]),
        is_point=np.concatenate([is_point, units.is_point]),
        sample_lon=np.concatenate([lon[:n_points], units.sample_lon]),
        sample_lat=np.concatenate([lat[:n_points], units.sample_lat]),
        first_sample=np.concatenate(
            [np.arange(n_points), units.first_sample + n_points]
        ).astype(np.intp),
    )


def _line_km(places: Extents, ground: Ground) -> FloatArray:
    """Return the distance to the lines as drawn: from the point, or from the seat."""
    spots = np.full(places.n_places, None, dtype=object)
    known = ~np.isnan(places.lon)
    spots[known] = shapely.points(places.lon[known], places.lat[known])
    return ground.rail.nearest(in_plane(spots))[1]


def _spread(near: Near, spot_of: IntArray) -> Near:
    """Return what was measured at the spots for each project."""
    km = near.km
    return Near(
        near.row[spot_of],
        Intervals(km.value[spot_of], km.low[spot_of], km.high[spot_of]),
    )


def _own_parks(placement: Placement, ground: Ground) -> IntArray:
    """Return the park whose outline holds each project, -1 for none."""
    found = np.full(placement.n_places, -1, dtype=np.intp)
    outlines = np.flatnonzero(
        ~shapely.is_missing(ground.parks.outline) & ground.parks.is_there
    )
    exact = np.flatnonzero(np.isin(placement.method, ("point", "polygon")))
    if not outlines.size or not exact.size:
        return found
    shapes = placement.shapes
    held = np.asarray(shapely.points(placement.lon[exact], placement.lat[exact]))
    is_polygon = shapes.is_polygon[exact]
    held[is_polygon] = shapes.shape[exact][is_polygon]
    tree = shapely.STRtree(held)
    at_outline, at_held = tree.query(ground.parks.outline[outlines], "covers")
    # The smallest outline wins: a sub-park lies in its umbrella zone.
    sizes = shapely.area(ground.parks.outline[outlines])
    for one in np.argsort(-sizes[at_outline], kind="stable"):
        found[exact[at_held[one]]] = outlines[at_outline[one]]
    return found


def _unlocated(placement: Placement, ground: Ground) -> IntArray:
    """Count the parks without a point in the banner, else the league, of each."""
    codes: TextArray = np.where(
        placement.banner != "", placement.banner, placement.league
    )
    return np.array(
        [ground.unlocated_parks.get(code, 0) for code in codes], dtype=np.intp
    )
