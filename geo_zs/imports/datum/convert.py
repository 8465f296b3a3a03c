"""Coordinates of any known system to longitude and latitude in WGS 84."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from pyproj import CRS, Proj, Transformer
from pyproj.exceptions import CRSError, ProjError

from geo_zs.errors import CrsError
from geo_zs.imports.datum.shifted import bd09_to_gcj02, gcj02_to_wgs84
from geo_zs.imports.datum.systems import Datum

FloatArray = NDArray[np.float64]

_FALSE_EASTING_M: Final = 500_000.0
_PREFIX_M: Final = 1_000_000.0
#: Beyond this from the middle of its zone an easting belongs to no zone.
_HALF_ZONE_M: Final = 500_000.0


def to_wgs84(x: ArrayLike, y: ArrayLike, datum: Datum) -> tuple[FloatArray, FloatArray]:
    """Convert coordinates to WGS 84.

    CGCS2000 is taken as WGS 84: they differ by less than a metre.

    Parameters
    ----------
    x, y : (n,) array-like
        Longitude and latitude in degrees, or easting and northing in metres. Chinese
        survey tables call the northing X: give it as `y`.
    datum : Datum
        What they are in.

    Returns
    -------
    ((n,) array, (n,) array)
        Longitude and latitude, degrees; NaN where a coordinate is NaN, is no place
        on earth, or carries another zone than the one stated.

    Raises
    ------
    CrsError
        If a stated reference system is not one that PROJ knows.
    """
    east = np.atleast_1d(np.asarray(x, dtype=float))
    north = np.atleast_1d(np.asarray(y, dtype=float))
    if datum.kind in {"wgs84", "cgcs2000"}:
        return _on_earth(east, north)
    if datum.kind == "gcj02":
        return _on_earth(*gcj02_to_wgs84(*_on_earth(east, north)))
    if datum.kind == "bd09":
        gcj = bd09_to_gcj02(*_on_earth(east, north))
        return _on_earth(*gcj02_to_wgs84(*gcj))
    if datum.crs is not None:
        return _from_stated(east, north, datum.crs)
    if datum.has_prefix:
        zone = np.floor(east / _PREFIX_M)
        east = np.where(zone == datum.zone, east - zone * _PREFIX_M, np.nan)
    return _unproject(east, north, datum)


def _on_earth(lon: FloatArray, lat: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return degrees, NaN for both where they are no place on earth."""
    good = (np.abs(lon) <= 180) & (np.abs(lat) <= 90)
    return np.where(good, lon, np.nan), np.where(good, lat, np.nan)


def geometry_to_wgs84(
    geometry: NDArray[np.object_], datum: Datum
) -> NDArray[np.object_]:
    """Convert shapes to WGS 84, vertex by vertex.

    Parameters
    ----------
    geometry : (n,) object array of shapely geometries or None
        Coordinates in `datum`, x first.
    datum : Datum
        What they are in.

    Returns
    -------
    (n,) object array
        Shapes in degrees; None where there was none, or where a vertex is no place.
    """

    def convert(points: FloatArray) -> FloatArray:
        return np.column_stack(to_wgs84(points[:, 0], points[:, 1], datum))

    converted = np.asarray(shapely.transform(geometry, convert), dtype=object)
    points, places = shapely.get_coordinates(converted, return_index=True)
    converted[places[~np.isfinite(points).all(axis=1)]] = None
    return converted


def _from_stated(
    east: FloatArray, north: FloatArray, crs: str
) -> tuple[FloatArray, FloatArray]:
    """Return degrees of coordinates in any system that PROJ knows."""
    good = np.isfinite(east) & np.isfinite(north)
    lon = np.full(east.shape, np.nan)
    lat = np.full(east.shape, np.nan)
    lon[good], lat[good] = _transformer(crs).transform(east[good], north[good])
    return _on_earth(lon, lat)


@lru_cache(maxsize=16)
def _transformer(crs: str) -> Transformer:
    """Return the way from a stated system to WGS 84, x first."""
    try:
        return Transformer.from_crs(CRS(crs), "EPSG:4326", always_xy=True)
    except (CRSError, ProjError) as error:
        message = (
            f"the reference system {crs[:80]!r} is not one that PROJ knows; "
            "choose the datum by hand"
        )
        raise CrsError(message) from error


def _unproject(
    east: FloatArray, north: FloatArray, datum: Datum
) -> tuple[FloatArray, FloatArray]:
    """Return degrees of metres in a grid."""
    good = np.isfinite(east) & np.isfinite(north) & (np.abs(north) < 2e7)
    if datum.kind == "mercator":
        good &= np.abs(east) < 2.004e7
    else:
        good &= np.abs(east - _FALSE_EASTING_M) <= _HALF_ZONE_M
    lon = np.full(east.shape, np.nan)
    lat = np.full(east.shape, np.nan)
    if good.any():
        grid = _grid(datum.kind, datum.central_meridian)
        lon[good], lat[good] = grid(east[good], north[good], inverse=True)
    return _on_earth(lon, lat)


@lru_cache(maxsize=64)
def _grid(kind: str, central_meridian: float | None) -> Proj:
    """Return the projection of a grid.

    The ellipsoid of CGCS2000 and GRS 80 differ by 0.1 mm; PROJ's own definitions of
    the zones (EPSG:4491–4554) give the same.
    """
    if kind == "mercator":
        return Proj("EPSG:3857")
    ellipsoid, scale = ("GRS80", 1.0) if kind != "utm" else ("WGS84", 0.9996)
    return Proj(
        proj="tmerc",
        lat_0=0,
        lon_0=central_meridian,
        k=scale,
        x_0=_FALSE_EASTING_M,
        y_0=0,
        ellps=ellipsoid,
        units="m",
    )
