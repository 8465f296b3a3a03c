"""Reference systems, areas and distances; the only place that measures.

The region is 29 degrees wide, so no single UTM zone measures it well: areas come
from an equal-area projection and distances from the geodesic on the ellipsoid.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from geo_zs.errors import CrsError

if TYPE_CHECKING:
    import geopandas as gpd
    from pyproj import Geod

#: Points are stored in WGS 84, x = longitude, y = latitude.
WGS84: Final = "EPSG:4326"
#: Boundaries are published in CGCS2000; it differs from WGS 84 by less than 1 m.
CGCS2000: Final = "EPSG:4490"
#: Lambert azimuthal equal-area, centred on the region.
EQUAL_AREA: Final = "+proj=laea +lat_0=44 +lon_0=112 +ellps=GRS80 +units=m +no_defs"

FloatArray = NDArray[np.float64]


@lru_cache(maxsize=1)
def _geod() -> Geod:
    from pyproj import Geod  # noqa: PLC0415  imported late: 60 ms

    return Geod(ellps="WGS84")


def require_crs(
    frame: gpd.GeoDataFrame | gpd.GeoSeries, *allowed: str
) -> gpd.GeoDataFrame | gpd.GeoSeries:
    """Return `frame` if its reference system is one of `allowed`.

    Parameters
    ----------
    frame : GeoDataFrame or GeoSeries
        Geometry to check.
    *allowed : str
        Accepted systems; EPSG:4326 when none is given.

    Raises
    ------
    CrsError
        If the geometry declares no system, or another one. Nothing is ever
        transformed silently.
    """
    accepted = allowed or (WGS84,)
    if frame.crs is None:
        message = (
            f"geometry has no reference system; expected one of {', '.join(accepted)}; "
            "set it with set_crs() if you know it"
        )
        raise CrsError(message)
    if not any(frame.crs.equals(system) for system in accepted):
        message = (
            f"geometry is in {frame.crs.to_string()}; expected one of "
            f"{', '.join(accepted)}; convert it with to_crs()"
        )
        raise CrsError(message)
    return frame


def distance_km(
    lon_a: FloatArray | float,
    lat_a: FloatArray | float,
    lon_b: FloatArray | float,
    lat_b: FloatArray | float,
) -> FloatArray:
    """Return geodesic distances on the WGS 84 ellipsoid.

    Parameters
    ----------
    lon_a, lat_a, lon_b, lat_b : arrays or float
        Degrees; shapes broadcast against each other. NaN means not known.

    Returns
    -------
    array of the broadcast shape
        Kilometres; NaN where any coordinate is NaN.
    """
    broadcast = np.broadcast_arrays(
        np.asarray(lon_a, dtype=float),
        np.asarray(lat_a, dtype=float),
        np.asarray(lon_b, dtype=float),
        np.asarray(lat_b, dtype=float),
    )
    unknown = np.isnan(broadcast[0])
    for part in broadcast[1:]:
        unknown = unknown | np.isnan(part)
    lons_a, lats_a, lons_b, lats_b = (
        np.where(unknown, 0.0, part).ravel() for part in broadcast
    )
    _, _, metres = _geod().inv(lons_a, lats_a, lons_b, lats_b)
    kilometres = np.asarray(metres, dtype=float).reshape(unknown.shape) / 1000.0
    return np.where(unknown, np.nan, kilometres)


def area_km2(frame: gpd.GeoDataFrame | gpd.GeoSeries) -> FloatArray:
    """Return the areas of polygons, measured in an equal-area projection.

    Parameters
    ----------
    frame : GeoDataFrame or GeoSeries, (n,)
        Polygons in EPSG:4326 or EPSG:4490.

    Returns
    -------
    (n,) array
        Square kilometres.

    Raises
    ------
    CrsError
        If the geometry is in neither system.
    """
    checked = require_crs(frame, WGS84, CGCS2000)
    projected = checked.geometry.to_crs(EQUAL_AREA)
    return np.asarray(projected.area, dtype=float) / 1e6
