"""The functions that every collection offers: text, numbers, areas and distances."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

import geopandas as gpd
import numpy as np
import shapely

from geo_zs.cql2.functions import Argument, Function
from geo_zs.cql2.values import AnyArray, objects
from geo_zs.crs import CGCS2000, CRS84, WGS84, area_km2, distance_km, require_crs

_VALUE: Final = Argument("value", "number")
_TEXT: Final = Argument("text", "string")
_GEOMETRY: Final = Argument("geometry", "geometry")
#: Areas and distances go through a projection: beside a comparison, long ways.
_MEASURING: Final = 200
#: Nearer to a pole a degree of longitude is next to nothing.
_STEEPEST: Final = 1e-6


def _lower(texts: AnyArray) -> AnyArray:
    return objects(text.lower() for text in texts)


def _upper(texts: AnyArray) -> AnyArray:
    return objects(text.upper() for text in texts)


def _length(texts: AnyArray) -> AnyArray:
    return np.array([len(text) for text in texts], dtype=np.int64)


def _round(values: AnyArray) -> AnyArray:
    """Round to whole numbers, halves away from zero as in SQL."""
    # Adding a half before cutting would round 0.49999999999999994 up.
    whole = np.trunc(values)
    away = np.abs(values - whole) >= 0.5
    return np.asarray(whole + np.sign(values) * away)


def _least(*columns: AnyArray) -> AnyArray:
    return np.asarray(np.minimum.reduce(columns))


def _greatest(*columns: AnyArray) -> AnyArray:
    return np.asarray(np.maximum.reduce(columns))


def _distance_km(geometry: gpd.GeoSeries, lon: AnyArray, lat: AnyArray) -> AnyArray:
    """Return the way along the ellipsoid to the nearest place of each geometry.

    The nearest place is sought in a plane where a degree of longitude is as long as
    it is at the latitude of the point; the way to it is then the geodesic.
    """
    require_crs(geometry, WGS84, CGCS2000, CRS84)
    shapes = shapely.force_2d(np.asarray(geometry.array, dtype=object))
    shrunk = np.maximum(np.cos(np.radians(lat)), _STEEPEST)
    coordinates, owners = shapely.get_coordinates(shapes, return_index=True)
    coordinates[:, 0] *= shrunk[owners]
    flat = shapely.set_coordinates(shapes.copy(), coordinates)
    lines = shapely.shortest_line(flat, shapely.points(lon * shrunk, lat))
    nearest = shapely.get_point(lines, 0)
    return distance_km(
        shapely.get_x(nearest) / shrunk, shapely.get_y(nearest), lon, lat
    )


def _numeric(name: str, call: Callable[..., Any], zh: str, en: str) -> Function:
    return Function(name, call, (_VALUE,), "number", zh, en)


_ALL: Final = (
    Function("lower", _lower, (_TEXT,), "string", "转为小写", "Text in small letters"),
    Function(
        "upper", _upper, (_TEXT,), "string", "转为大写", "Text in capital letters"
    ),
    Function(
        "length",
        _length,
        (_TEXT,),
        "number",
        "文本的字符数",
        "Number of characters of a text",
    ),
    _numeric("abs", np.abs, "绝对值", "Absolute value"),
    _numeric(
        "round",
        _round,
        "四舍五入到整数（.5 远离零）",
        "Nearest whole number, halves away from zero",
    ),
    _numeric("floor", np.floor, "向下取整", "Greatest whole number not above"),
    _numeric("ceil", np.ceil, "向上取整", "Least whole number not below"),
    Function(
        "min",
        _least,
        (_VALUE,),
        "number",
        "各参数中的最小值",
        "Least of the arguments",
        is_variadic=True,
    ),
    Function(
        "max",
        _greatest,
        (_VALUE,),
        "number",
        "各参数中的最大值",
        "Greatest of the arguments",
        is_variadic=True,
    ),
    Function(
        "area_km2",
        area_km2,
        (_GEOMETRY,),
        "number",
        "面积（平方千米，等积投影）",
        "Area in square kilometres, in an equal-area projection",
        weight=_MEASURING,
    ),
    Function(
        "distance_km",
        _distance_km,
        (_GEOMETRY, Argument("lon", "number"), Argument("lat", "number")),
        "number",
        "到一点的大地线距离（千米；点以经纬度给出）",
        "Geodesic distance in kilometres to a point given in degrees",
        weight=_MEASURING,
    ),
)

#: Name → function, for `mask` and for the list of functions of the service.
STANDARD: Final[Mapping[str, Function]] = MappingProxyType(
    {function.name: function for function in _ALL}
)
