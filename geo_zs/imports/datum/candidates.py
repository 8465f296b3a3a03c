"""Readings that coordinates allow, from the size of their numbers alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo_zs.imports.datum.convert import to_wgs84
from geo_zs.imports.datum.systems import (
    BD09,
    GCJ02,
    GK3_ZONES,
    GK6_ZONES,
    MERCATOR,
    WGS84,
    Datum,
)

FloatArray = NDArray[np.float64]
#: Tells for each longitude and latitude whether it lies in the region.
Inside = Callable[[FloatArray, FloatArray], NDArray[np.bool_]]

#: Northings of all China, metres from the equator; degrees are far below them.
_NORTHINGS_M: Final = (1.5e6, 6.5e6)
_EASTINGS_M: Final = (1.0e5, 9.0e5)
_PREFIX_M: Final = 1e6
_MERCATOR_M: Final = (7.0e6, 1.6e7)
#: Zones without a prefix that reach into the region.
_OPEN_GRIDS: Final = (
    *(Datum("gk3", zone) for zone in range(32, 43)),
    *(Datum("gk6", zone) for zone in range(17, 23)),
    *(Datum("utm", zone) for zone in range(46, 53)),
)


@dataclass(frozen=True)
class Reading:
    """One way to understand two columns of coordinates.

    Parameters
    ----------
    datum : Datum
        The system.
    is_swapped : bool
        Whether the columns stand in each other's place.
    is_packed : bool
        Whether 109.5024 means 109°50′24″.
    """

    datum: Datum
    is_swapped: bool = False
    is_packed: bool = False

    def to_wgs84(self, x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return longitude and latitude of coordinates read in this way."""
        east, north = (y, x) if self.is_swapped else (x, y)
        if self.is_packed:
            east, north = unpack(east), unpack(north)
        return to_wgs84(east, north, self.datum)


def unpack(values: FloatArray) -> FloatArray:
    """Return degrees of numbers that hold degrees, minutes and seconds.

    Parameters
    ----------
    values : (n,) array
        Such as 109.5024 for 109°50′24″.

    Returns
    -------
    (n,) array
        Degrees; NaN where minutes or seconds are 60 or more.
    """
    size = np.abs(values)
    degrees = np.floor(size)
    hundredths = np.round((size - degrees) * 10_000, 6)
    minutes = np.floor(hundredths / 100)
    seconds = hundredths - minutes * 100
    good = (minutes < 60) & (seconds < 60)
    total = degrees + minutes / 60 + seconds / 3600
    return np.where(good, np.copysign(total, values), np.nan)


def where_inside(inside: Inside, lon: FloatArray, lat: FloatArray) -> NDArray[np.bool_]:
    """Ask `inside` for the points that are places; the others are not inside."""
    good = np.isfinite(lon) & np.isfinite(lat)
    hits = np.zeros(lon.shape, dtype=bool)
    if good.any():
        hits[good] = inside(lon[good], lat[good])
    return hits


def plausible(datum: Datum, east: FloatArray, north: FloatArray) -> NDArray[np.bool_]:
    """Tell which points have numbers of the size that a system has in China.

    Parameters
    ----------
    datum : Datum
        The system.
    east, north : (n,) array
        Coordinates, x first; NaN is not plausible.
    """
    if not datum.is_projected:
        return (np.abs(east) <= 180) & (np.abs(north) <= 90)
    if datum.kind == "mercator":
        west, most = _MERCATOR_M
        return (east > west) & (east < most) & (north > 0) & (north < most)
    is_north: NDArray[np.bool_] = (north > _NORTHINGS_M[0]) & (north < _NORTHINGS_M[1])
    if datum.has_prefix:
        is_north &= np.floor(east / _PREFIX_M) == datum.zone
        return is_north
    return is_north & (east > _EASTINGS_M[0]) & (east < _EASTINGS_M[1])


def readings(x: FloatArray, y: FloatArray) -> list[Reading]:
    """Return the readings that the size of the numbers allows, likeliest first.

    Parameters
    ----------
    x, y : (n,) array
        Coordinates as given; NaN is left out.

    Returns
    -------
    list of Reading
        Empty if the numbers are neither degrees nor metres of a known grid.
    """
    good = np.isfinite(x) & np.isfinite(y)
    if not good.any():
        return []
    east, north = np.atleast_1d(np.median(x[good])), np.atleast_1d(np.median(y[good]))
    return [
        reading
        for reading in ALL_READINGS
        if plausible(
            reading.datum, *((north, east) if reading.is_swapped else (east, north))
        )[0]
    ]


def _all_readings() -> tuple[Reading, ...]:
    """Return every reading that is ever tried, the plain ones first."""
    systems = [
        WGS84,
        GCJ02,
        BD09,
        *(Datum("gk3", zone, has_prefix=True) for zone in GK3_ZONES),
        *(Datum("gk6", zone, has_prefix=True) for zone in GK6_ZONES),
        *_OPEN_GRIDS,
        MERCATOR,
    ]
    plain = [Reading(datum) for datum in systems]
    plain.append(Reading(WGS84, is_packed=True))
    swapped = [
        Reading(one.datum, is_swapped=True, is_packed=one.is_packed) for one in plain
    ]
    return (*plain, *swapped)


#: All readings, in the order in which they are tried.
ALL_READINGS: Final = _all_readings()
