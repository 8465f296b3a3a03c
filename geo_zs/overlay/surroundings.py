"""How far projects are from parks, railway and land ports, as intervals.

What cannot be known is not made up: a park without an outline may hold a project or
not; parks known by their banner only may be nearer than the one that is named; the
railway layer is incomplete, so a distance to it is at most the one given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geo_zs.crs import FloatArray
from geo_zs.overlay.ground import Ground, Targets
from geo_zs.overlay.nearest_feature import in_plane
from geo_zs.overlay.placing import Placement
from geo_zs.overlay.project_frame import TextArray
from geo_zs.sites.distances import Intervals, distance_intervals, line_intervals
from geo_zs.sites.extents import Extents, extents

IntArray = NDArray[np.intp]
BoolArray = NDArray[np.bool_]

#: Places measured at once: as many distances as fit the cache of the processor.
_CHUNK: Final = 4096


@dataclass(frozen=True, eq=False)
class Near:
    """The nearest feature of one kind to each of n projects.

    Parameters
    ----------
    row : (n,) int array
        Row in the targets; -1 where not known.
    km : Intervals, (n,)
        Kilometres; ``low`` and ``high`` hold the true distance to the nearest of
        all features. NaN where the project has no place.
    """

    row: IntArray
    km: Intervals


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
    measured: list[tuple[Near, Near, Near, Near]] = []
    for start in range(0, max(len(first), 1), _CHUNK):
        rows = first[start : start + _CHUNK]
        measured.append(_measure(_extents(placement, rows, ground), ground))
    park, station, port, line = (
        _joined([part[at] for part in measured], spot_of) for at in range(4)
    )
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
        rail_line_km=line.km.value,
        port=port,
    )


def _spots(placement: Placement) -> tuple[IntArray, IntArray]:
    """Return one project of each different place, and the place of each project."""
    unit_code = np.unique(placement.unit.astype(str), return_inverse=True)[1]
    marks = np.column_stack(
        [
            np.nan_to_num(placement.lon, nan=999.0),
            np.nan_to_num(placement.lat, nan=999.0),
            np.nan_to_num(placement.radius_km),
            unit_code.reshape(-1),
        ]
    )
    # One number for each row is sorted faster than rows of four.
    packed = np.ascontiguousarray(marks).view(np.dtype((np.void, marks.strides[0])))
    _, first, inverse = np.unique(
        packed.reshape(-1), return_index=True, return_inverse=True
    )
    return first.astype(np.intp), inverse.reshape(-1).astype(np.intp)


def _extents(placement: Placement, rows: IntArray, ground: Ground) -> Extents:
    """Return where the projects of some rows may be."""
    return extents(
        placement.lon[rows],
        placement.lat[rows],
        placement.radius_km[rows],
        list(placement.unit[rows]),
        ground.units,
    )


def _measure(places: Extents, ground: Ground) -> tuple[Near, Near, Near, Near]:
    """Measure some places to parks, stations, ports and lines."""
    park = _nearest(places, ground.located_parks)
    station = _nearest(places, ground.stations)
    to_ports = distance_intervals(places, ground.ports.places)
    # A port without a point of its own stands on the border, not at the seat of its
    # banner: it counts as far as it may be, and never makes a project look near.
    taken = Intervals(
        np.where(ground.is_port_exact, to_ports.value, to_ports.high),
        to_ports.low,
        to_ports.high,
    )
    port = _near(*taken.nearest())
    return park, station, port, _lines(places, ground)


def _lines(places: Extents, ground: Ground) -> Near:
    """Measure to the schematic lines: at the point, or at the seat of the unit."""
    units = ~places.is_point
    spots = np.full(places.n_places, None, dtype=object)
    spots[~units] = shapely.points(places.lon[~units], places.lat[~units])
    _, km = ground.rail.nearest(in_plane(spots))
    if units.any():
        drawn = line_intervals(places, list(ground.rail_lines))
        km[units] = drawn.value[units]
    nowhere = np.full(places.n_places, -1, dtype=np.intp)
    return Near(nowhere, Intervals(km, km, km))


def _nearest(places: Extents, targets: Targets) -> Near:
    """Return the nearest of some targets."""
    return _near(*distance_intervals(places, targets.places).nearest())


def _near(km: Intervals, row: IntArray) -> Near:
    """Return the nearest target; none where the place is not known."""
    return Near(np.where(np.isnan(km.value), -1, row), km)


def _joined(parts: list[Near], spot_of: IntArray) -> Near:
    """Return what was measured at the spots for each project."""
    row = np.concatenate([part.row for part in parts])[spot_of]
    value, low, high = (
        np.concatenate([getattr(part.km, name) for part in parts])[spot_of]
        for name in ("value", "low", "high")
    )
    return Near(row, Intervals(value, low, high))


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
