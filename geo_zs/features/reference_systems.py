"""The reference systems that features are sent and asked for in.

Frames hold x = longitude, y = latitude in CRS84. EPSG:4326 and EPSG:4490 are the same
degrees with the latitude first, as their definitions order the axes; between WGS 84
and CGCS2000 no transformation is known that is better than none (below 1 m).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from geo_zs.crs import FloatArray
from geo_zs.errors import Problem, QueryError

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from pyproj import Transformer

#: A box in degrees: west, south, east, north.
Box = tuple[float, float, float, float]

_DEGREES: Final = 7
_METRES: Final = 2
#: Half the equator, metres: the ends of EPSG:3857.
_HALF_EQUATOR_M: Final = 20037508.342789244
#: Points on each edge of a box when it is brought to degrees.
_EDGE_POINTS: Final = 21
_FORMS: Final = (
    r"https?://www\.opengis\.net/def/crs/(OGC)/1\.3/(CRS84)",
    r"https?://www\.opengis\.net/def/crs/(EPSG)/0/(\d+)",
    r"urn:ogc:def:crs:(OGC):1\.3:(CRS84)",
    r"urn:ogc:def:crs:(EPSG):0?:(\d+)",
    r"\[(OGC):(CRS84)\]",
    r"\[(EPSG):(\d+)\]",
)


@dataclass(frozen=True)
class ReferenceSystem:
    """One reference system.

    Parameters
    ----------
    uri : str
        Its address, by which requests and answers name it.
    code : str
        As pyproj and GDAL write it.
    title_zh, title_en : str
        Names for people.
    is_lat_first : bool
        Whether coordinates are written latitude, longitude.
    is_metric : bool
        Whether coordinates are metres.
    """

    uri: str
    code: str
    title_zh: str
    title_en: str
    is_lat_first: bool = False
    is_metric: bool = False

    @property
    def decimals(self) -> int:
        """Decimals that coordinates are written with: about 1 cm."""
        return _METRES if self.is_metric else _DEGREES

    @property
    def file_code(self) -> str:
        """The system as files of x and y hold it: WGS 84 has one name there."""
        return "EPSG:4326" if self.code == "OGC:CRS84" else self.code


CRS84: Final = ReferenceSystem(
    "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
    "OGC:CRS84",
    "WGS 84 经度、纬度",
    "WGS 84 longitude, latitude",
)
#: All of them, the one that features are stored in first.
SYSTEMS: Final = (
    CRS84,
    ReferenceSystem(
        "http://www.opengis.net/def/crs/EPSG/0/4326",
        "EPSG:4326",
        "WGS 84 纬度、经度",
        "WGS 84 latitude, longitude",
        is_lat_first=True,
    ),
    ReferenceSystem(
        "http://www.opengis.net/def/crs/EPSG/0/4490",
        "EPSG:4490",
        "国家大地坐标系 CGCS2000 纬度、经度",
        "CGCS2000 latitude, longitude",
        is_lat_first=True,
    ),
    ReferenceSystem(
        "http://www.opengis.net/def/crs/EPSG/0/3857",
        "EPSG:3857",
        "Web 墨卡托，米",
        "Web Mercator, metres",
        is_metric=True,
    ),
)
STORAGE: Final = CRS84
_BY_CODE: Final = {system.code: system for system in SYSTEMS}


def find(name: str, *, field: str = "crs") -> ReferenceSystem:
    """Return the reference system of an address.

    Parameters
    ----------
    name : str
        An address (``http://www.opengis.net/def/crs/EPSG/0/4490``), its URN, or the
        safe CURIE ``[EPSG:4490]``.
    field : str
        Parameter that named it, for the fault.

    Raises
    ------
    QueryError
        If it is none of `SYSTEMS`; the fault lists all of them.
    """
    for form in _FORMS:
        match = re.fullmatch(form, name)
        if match and f"{match[1]}:{match[2]}" in _BY_CODE:
            return _BY_CODE[f"{match[1]}:{match[2]}"]
    known = ", ".join(system.uri for system in SYSTEMS)
    message = f"is {name[:200]!r}; expected one of {known}"
    zh = f"没有坐标参考系“{name[:200]}”；可用的有：{known}"
    raise QueryError([Problem(field, message, zh=zh)])


@lru_cache(maxsize=2)
def _mercator(*, is_inverse: bool) -> Transformer:
    """Return the transformer between CRS84 and EPSG:3857; safe for threads."""
    from pyproj import Transformer  # noqa: PLC0415  imported late: 60 ms

    systems = ("EPSG:3857", "OGC:CRS84") if is_inverse else ("OGC:CRS84", "EPSG:3857")
    return Transformer.from_crs(*systems, always_xy=True)


def from_crs84(xy: FloatArray, system: ReferenceSystem) -> FloatArray:
    """Return coordinates in the order and unit of a system.

    Parameters
    ----------
    xy : (n, 2) array
        Longitude and latitude, degrees.
    system : ReferenceSystem
    """
    if system.is_metric:
        return np.column_stack(
            _mercator(is_inverse=False).transform(xy[:, 0], xy[:, 1])
        )
    return xy[:, ::-1] if system.is_lat_first else xy


def in_file_order(xy: FloatArray, system: ReferenceSystem) -> FloatArray:
    """Return coordinates in the unit of a system, x before y, as files for maps are.

    Parameters
    ----------
    xy : (n, 2) array
        Longitude and latitude, degrees.
    system : ReferenceSystem
    """
    return from_crs84(xy, system) if system.is_metric else xy


def to_crs84(xy: FloatArray, system: ReferenceSystem) -> FloatArray:
    """Return longitudes and latitudes of coordinates in a system.

    Parameters
    ----------
    xy : (n, 2) array
        Coordinates in the order and unit of `system`.
    system : ReferenceSystem
    """
    if system.is_metric:
        return np.column_stack(_mercator(is_inverse=True).transform(xy[:, 0], xy[:, 1]))
    return xy[:, ::-1] if system.is_lat_first else xy


def transformed(
    shapes: NDArray[np.object_], system: ReferenceSystem
) -> NDArray[np.object_]:
    """Return geometries of CRS84 in another system; None stays None.

    Parameters
    ----------
    shapes : (n,) object array
        Geometries, x = longitude.
    system : ReferenceSystem
    """
    if system == CRS84:
        return shapes
    moved: NDArray[np.object_] = shapely.transform(
        shapes, lambda xy: from_crs84(xy, system)
    )
    return moved


def to_crs84_bbox(
    bbox: Sequence[float], system: ReferenceSystem = CRS84, *, field: str = "bbox"
) -> tuple[Box, ...]:
    """Return a box as boxes in degrees.

    Parameters
    ----------
    bbox : sequence of 4 or 6 float
        Least coordinates, then greatest ones, in the order of the axes of `system`.
        Of six the third and sixth are heights, which select nothing: all features
        are flat.
    system : ReferenceSystem
        System of the box.
    field : str
        Parameter that gave it, for the fault.

    Returns
    -------
    tuple of (west, south, east, north)
        Two if the box crosses the antimeridian (its west is east of its east).

    Raises
    ------
    QueryError
        If the box has another number of values, is not finite, lies outside the
        system, or its least latitude or height is greater than the greatest.
    """
    values = [float(value) for value in bbox]
    if len(values) not in (4, 6) or not np.isfinite(values).all():
        _refuse(
            field,
            bbox,
            "expected four or six numbers parted by commas",
            "须为以逗号隔开的四个或六个数",
        )
    half = len(values) // 2
    low, high = values[:half], values[half:]
    if half == 3 and low[2] > high[2]:
        _refuse(
            field,
            bbox,
            "the third number is greater than the sixth",
            "第三个数大于第六个数",
        )
    if system.is_lat_first:
        low[:2], high[:2] = low[1::-1], high[1::-1]
    west, south, east, north = low[0], low[1], high[0], high[1]
    if south > north:
        _refuse(
            field,
            bbox,
            "the least northing is greater than the greatest",
            "南端在北端以北",
        )
    if system.is_metric:
        return _metric_boxes(west, south, east, north)
    if max(abs(south), abs(north)) > 90 or max(abs(west), abs(east)) > 180:
        _refuse(
            field,
            bbox,
            "expected longitudes in ±180 and latitudes in ±90 degrees",
            "经度须在 ±180 度内，纬度须在 ±90 度内",
        )
    return _parted(west, south, east, north)


def _refuse(field: str, bbox: Sequence[float], expected: str, zh: str) -> None:
    """Raise the fault of a box."""
    given = ",".join(f"{value:g}" for value in list(bbox)[:8])
    problem = Problem(field, f"is {given!r}; {expected}", zh=f"“{given}”：{zh}")
    raise QueryError([problem])


def _parted(west: float, south: float, east: float, north: float) -> tuple[Box, ...]:
    """Return a box in degrees as one, or as two at the antimeridian."""
    if west <= east:
        return ((west, south, east, north),)
    return ((west, south, 180.0, north), (-180.0, south, east, north))


def _metric_boxes(
    west: float, south: float, east: float, north: float
) -> tuple[Box, ...]:
    """Return a box of EPSG:3857, cut to the ends of that system, in degrees."""
    end = _HALF_EQUATOR_M
    west, east = np.clip([west, east], -end, end).tolist()
    found: list[Box] = []
    for left, low, right, high in _parted_metric(west, south, east, north, end):
        bounds = _mercator(is_inverse=True).transform_bounds(
            left, low, right, high, densify_pts=_EDGE_POINTS
        )
        found.append((bounds[0], bounds[1], bounds[2], bounds[3]))
    return tuple(found)


def _parted_metric(
    west: float, south: float, east: float, north: float, end: float
) -> tuple[Box, ...]:
    """Return a metric box as one, or as two at the antimeridian."""
    if west <= east:
        return ((west, south, east, north),)
    return ((west, south, end, north), (-end, south, east, north))
