"""Where a place may be: the points that stand for its true location.

A place known by a point has a radius round it. A place known only by its banner
or league may be anywhere in that polygon: it is a lattice of points over it,
never a circle round a centroid. Distances between two such places are intervals.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geo_zs import crs

if TYPE_CHECKING:
    import geopandas as gpd

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.intp]

#: A lattice has a point at least every so many kilometres …
_SPACING_KM: Final = 30.0
#: … and at least so many points in a polygon.
_MIN_POINTS: Final = 12
#: Outlines are thinned to this many degrees before their corners join the lattice.
_OUTLINE_DEGREES: Final = 0.15


@dataclass(frozen=True, eq=False)
class Unit:
    """A polygon that a place may lie anywhere in (a banner or a league).

    Parameters
    ----------
    lon, lat : float
        The point taken as value: the seat.
    sample_lon, sample_lat : (k,) arrays
        Lattice over the polygon and the corners of its outline.
    slack_km : float
        How far a point of the polygon may be from the nearest lattice point.
    """

    lon: float
    lat: float
    sample_lon: FloatArray
    sample_lat: FloatArray
    slack_km: float


@dataclass(frozen=True, eq=False)
class Extents:
    """Where each of n places may be.

    Parameters
    ----------
    lon, lat : (n,) arrays
        Degrees; the point taken as value. NaN where nothing is known.
    slack_km : (n,) array
        Added to and taken off every distance: the radius of a point, or how far
        the true place may be from the nearest lattice point.
    is_point : (n,) bool array
        True for places known by a point with a radius.
    sample_lon, sample_lat : (k,) arrays
        All sample points, in the order of their places; at least one a place.
    first_sample : (n,) int array
        Position of the first sample point of each place.
    """

    lon: FloatArray
    lat: FloatArray
    slack_km: FloatArray
    is_point: NDArray[np.bool_]
    sample_lon: FloatArray
    sample_lat: FloatArray
    first_sample: IntArray

    @property
    def n_places(self) -> int:
        """Number of places."""
        return len(self.lon)

    def unique(self) -> tuple[Extents, IntArray]:
        """Return the same places, each extent once.

        Returns
        -------
        Extents
            Many places share the extent of their banner.
        (n,) int array
            Position of the extent of each place.
        """
        marks = np.column_stack([self.lon, self.lat, self.slack_km, self.is_point])
        _, first, inverse = np.unique(
            marks, axis=0, return_index=True, return_inverse=True
        )
        last_sample = np.append(self.first_sample[1:], len(self.sample_lon))
        sizes = last_sample[first] - self.first_sample[first]
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.intp)
        samples = (
            np.arange(sizes.sum())
            - np.repeat(starts, sizes)
            + np.repeat(self.first_sample[first], sizes)
        )
        chosen = Extents(
            lon=self.lon[first],
            lat=self.lat[first],
            slack_km=self.slack_km[first],
            is_point=self.is_point[first],
            sample_lon=self.sample_lon[samples],
            sample_lat=self.sample_lat[samples],
            first_sample=starts,
        )
        return chosen, inverse.reshape(-1).astype(np.intp)

    def run(self, start: int, stop: int) -> Extents:
        """Return the places from `start` up to, and without, `stop`."""
        bounds = np.append(self.first_sample, len(self.sample_lon))
        samples = slice(int(bounds[start]), int(bounds[stop]))
        return Extents(
            lon=self.lon[start:stop],
            lat=self.lat[start:stop],
            slack_km=self.slack_km[start:stop],
            is_point=self.is_point[start:stop],
            sample_lon=self.sample_lon[samples],
            sample_lat=self.sample_lat[samples],
            first_sample=self.first_sample[start:stop] - samples.start,
        )

    def sample_owner(self) -> IntArray:
        """Return the place that each sample point stands for, (k,)."""
        owner = np.zeros(len(self.sample_lon), dtype=np.intp)
        owner[self.first_sample[1:]] = 1
        return np.cumsum(owner).astype(np.intp)


def polygon_unit(
    polygon: shapely.Geometry, area_km2: float, *, lon: float, lat: float
) -> Unit:
    """Return the lattice over a polygon.

    Parameters
    ----------
    polygon : shapely polygon
        Degrees.
    area_km2 : float
        Its area.
    lon, lat : float
        The point taken as value, degrees.
    """
    spacing_km = min(_SPACING_KM, float(np.sqrt(area_km2 / _MIN_POINTS)))
    west, south, east, north = shapely.bounds(polygon)
    step_lat = spacing_km / 111.0
    step_lon = step_lat / np.cos(np.radians((south + north) / 2))
    grid_lon, grid_lat = np.meshgrid(
        np.arange(west + step_lon / 2, east, step_lon),
        np.arange(south + step_lat / 2, north, step_lat),
    )
    inside = shapely.contains_xy(polygon, grid_lon.ravel(), grid_lat.ravel())
    outline = shapely.get_coordinates(shapely.simplify(polygon, _OUTLINE_DEGREES))
    return Unit(
        lon=lon,
        lat=lat,
        sample_lon=np.concatenate([[lon], grid_lon.ravel()[inside], outline[:, 0]]),
        sample_lat=np.concatenate([[lat], grid_lat.ravel()[inside], outline[:, 1]]),
        slack_km=spacing_km / float(np.sqrt(2.0)),
    )


def administrative_units(
    banners: gpd.GeoDataFrame, leagues: gpd.GeoDataFrame
) -> dict[str, Unit]:
    """Return the lattice of each banner and league.

    Parameters
    ----------
    banners : GeoDataFrame, (103,)
        Indexed by adcode, with ``seat_lon`` and ``seat_lat``.
    leagues : GeoDataFrame, (12,)
        Indexed by adcode, with ``label_lon`` and ``label_lat``; a league has no
        seat of its own here, so its label point is taken as value.

    Returns
    -------
    dict of adcode to Unit
    """
    units: dict[str, Unit] = {}
    for frame, lon, lat in (
        (banners, "seat_lon", "seat_lat"),
        (leagues, "label_lon", "label_lat"),
    ):
        areas = crs.area_km2(frame)
        for adcode, polygon, area, x, y in zip(
            frame.index, frame.geometry, areas, frame[lon], frame[lat], strict=True
        ):
            units[str(adcode)] = polygon_unit(
                polygon, float(area), lon=float(x), lat=float(y)
            )
    return units


def extents(
    lon: FloatArray,
    lat: FloatArray,
    radius_km: FloatArray,
    unit_codes: Sequence[str],
    units: Mapping[str, Unit],
) -> Extents:
    """Return where places may be: by their point, else by their unit.

    Parameters
    ----------
    lon, lat : (n,) arrays
        Degrees; NaN where the place has no point of its own.
    radius_km : (n,) array
        Kilometres; NaN counts as 0 for places with a point.
    unit_codes : sequence of n str
        The banner, else the league, of each place; empty if neither is known.
    units : mapping of adcode to Unit
        From `administrative_units`.

    Returns
    -------
    Extents
        Places with neither point nor unit have NaN coordinates.
    """
    is_point = ~np.isnan(lon)
    sample_lon, sample_lat, value_lon, value_lat, slack = [], [], [], [], []
    for row, code in enumerate(unit_codes):
        unit = None if is_point[row] else units.get(code)
        if unit is None:
            value_lon.append(lon[row])
            value_lat.append(lat[row])
            sample_lon.append(np.array([lon[row]]))
            sample_lat.append(np.array([lat[row]]))
            slack.append(float(np.nan_to_num(radius_km[row])))
        else:
            value_lon.append(unit.lon)
            value_lat.append(unit.lat)
            sample_lon.append(unit.sample_lon)
            sample_lat.append(unit.sample_lat)
            slack.append(unit.slack_km)
    sizes = np.array([len(part) for part in sample_lon], dtype=np.intp)
    return Extents(
        lon=np.array(value_lon, dtype=float),
        lat=np.array(value_lat, dtype=float),
        slack_km=np.array(slack, dtype=float),
        is_point=is_point,
        sample_lon=np.concatenate([*sample_lon, np.empty(0)]),
        sample_lat=np.concatenate([*sample_lat, np.empty(0)]),
        first_sample=np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.intp)
        if len(sizes)
        else np.empty(0, dtype=np.intp),
    )
