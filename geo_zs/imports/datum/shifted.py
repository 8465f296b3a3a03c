"""GCJ-02 and BD-09: the shifted coordinates of Chinese web maps.

The formulas are public and come from reverse engineering; they are no surveyed
transformation. Inside the region GCJ-02 lies 32 to 678 m away from WGS 84.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]

#: Semi-major axis (m) and squared eccentricity of the Krasovsky 1940 ellipsoid.
_AXIS_M: Final = 6378245.0
_ECCENTRICITY_2: Final = 0.00669342162296594323
#: The shift is a polynomial round this point.
_LON_0, _LAT_0 = 105.0, 35.0
#: Waves of the shift: (amplitude, half-waves in a degree) along latitude, longitude.
_WAVES_LAT: Final = ((20.0, 1.0), (40.0, 1 / 3), (160.0, 1 / 12), (320.0, 1 / 30))
_WAVES_LON: Final = ((20.0, 1.0), (40.0, 1 / 3), (150.0, 1 / 12), (300.0, 1 / 30))
#: What BD-09 adds to GCJ-02: an offset (°) and a small turn.
_BD_LON, _BD_LAT = 0.0065, 0.006
_BD_TURN: Final = np.pi * 3000.0 / 180.0
#: Each turn gains about three digits; four are below a micrometre.
_TURNS: Final = 4


def wgs84_to_gcj02(lon: ArrayLike, lat: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Shift WGS 84 degrees to GCJ-02.

    Parameters
    ----------
    lon, lat : (n,) array-like
        Degrees; NaN stays NaN. Meant for places in China only.

    Returns
    -------
    ((n,) array, (n,) array)
        Longitude and latitude in GCJ-02.
    """
    east, north = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    shift_lon, shift_lat = _shift(east, north)
    return east + shift_lon, north + shift_lat


def gcj02_to_wgs84(lon: ArrayLike, lat: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Take the shift of GCJ-02 away again, by repeated subtraction.

    Parameters
    ----------
    lon, lat : (n,) array-like
        GCJ-02 degrees; NaN stays NaN.

    Returns
    -------
    ((n,) array, (n,) array)
        Longitude and latitude in WGS 84.
    """
    east, north = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    found_lon, found_lat = east, north
    for _ in range(_TURNS):
        shift_lon, shift_lat = _shift(found_lon, found_lat)
        found_lon, found_lat = east - shift_lon, north - shift_lat
    return found_lon, found_lat


def gcj02_to_bd09(lon: ArrayLike, lat: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Shift GCJ-02 degrees to BD-09; shapes as in `wgs84_to_gcj02`."""
    east, north = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    radius = np.hypot(east, north) + 0.00002 * np.sin(north * _BD_TURN)
    angle = np.arctan2(north, east) + 0.000003 * np.cos(east * _BD_TURN)
    return radius * np.cos(angle) + _BD_LON, radius * np.sin(angle) + _BD_LAT


def bd09_to_gcj02(lon: ArrayLike, lat: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Take the shift of BD-09 away again, by repeated subtraction."""
    east, north = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    found_lon, found_lat = east - _BD_LON, north - _BD_LAT
    for _ in range(_TURNS):
        again_lon, again_lat = gcj02_to_bd09(found_lon, found_lat)
        found_lon = found_lon + (east - again_lon)
        found_lat = found_lat + (north - again_lat)
    return found_lon, found_lat


def _shift(lon: FloatArray, lat: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the shift of GCJ-02 at places given in WGS 84, degrees."""
    x, y = lon - _LON_0, lat - _LAT_0
    root = np.sqrt(np.abs(x))
    common = 20.0 * np.sin(6 * np.pi * x) + 20.0 * np.sin(2 * np.pi * x)
    north_m = -100.0 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    north_m += 2 / 3 * (common + _waves(y, _WAVES_LAT))
    east_m = 300.0 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    east_m += 2 / 3 * (common + _waves(x, _WAVES_LON))
    latitude = np.radians(lat)
    flattened = 1 - _ECCENTRICITY_2 * np.sin(latitude) ** 2
    across_m = _AXIS_M / np.sqrt(flattened) * np.cos(latitude)
    along_m = _AXIS_M * (1 - _ECCENTRICITY_2) / flattened**1.5
    return np.degrees(east_m / across_m), np.degrees(north_m / along_m)


def _waves(degrees: FloatArray, waves: tuple[tuple[float, float], ...]) -> FloatArray:
    """Return the sum of the waves along one axis, metres."""
    total = np.zeros_like(degrees)
    for amplitude, half_waves in waves:
        total += amplitude * np.sin(np.pi * half_waves * degrees)
    return total
