"""The levels of detail: banners simplified once, leagues dissolved from banners."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo_zs.crs import FloatArray
from geo_zs.errors import DataError, Problem
from geo_zs.layers.locating import locate_rows

#: Tolerances of the map level, degrees, from coarse (0.01 is about 1 km) to none.
#: The first is taken that keeps the coverage valid and each known point in its
#: banner.
TOLERANCES_DEG: Final = (
    0.01, 0.009, 0.008, 0.007, 0.006, 0.005, 0.004, 0.003, 0.002, 0.001, 0.0,
)  # fmt: skip
#: Decimals of the map level; 5 keep the coverage valid, 4 do not.
DECIMALS: Final = 5


def simplify(banners: gpd.GeoDataFrame, tolerance_deg: float) -> gpd.GeoDataFrame:
    """Simplify polygons that share borders, keeping the borders common.

    Parameters
    ----------
    banners : GeoDataFrame, (n,)
        A valid coverage, degrees.
    tolerance_deg : float
        See ``shapely.coverage_simplify``.

    Returns
    -------
    GeoDataFrame, (n,)
        The same rows, coordinates rounded to 5 decimals (about 1 m), outer rings
        counter-clockwise.
    """
    shapes = shapely.coverage_simplify(banners.geometry.to_numpy(), tolerance_deg)
    rounded = shapely.transform(shapes, lambda xy: np.round(xy, DECIMALS))
    return banners.set_geometry(
        gpd.GeoSeries(
            shapely.orient_polygons(rounded), index=banners.index, crs=banners.crs
        )
    )


def map_level(
    banners: gpd.GeoDataFrame,
    lon: FloatArray,
    lat: FloatArray,
    *,
    tolerances_deg: Sequence[float] = TOLERANCES_DEG,
) -> tuple[gpd.GeoDataFrame, float]:
    """Simplify as far as no known point changes its banner.

    Parameters
    ----------
    banners : GeoDataFrame, (n,)
        A valid coverage, degrees.
    lon, lat : (m,) arrays
        The known points: parks, ports, plants, seats …
    tolerances_deg : sequence of float
        Tolerances to try, in this order.

    Returns
    -------
    GeoDataFrame
        From :func:`simplify`.
    float
        The tolerance that was taken.

    Raises
    ------
    DataError
        If none of the tolerances will do.
    """
    expected, _ = locate_rows(lon, lat, banners.geometry.to_numpy())
    for tolerance in tolerances_deg:
        simple = simplify(banners, tolerance)
        shapes = simple.geometry.to_numpy()
        if not (shapely.is_valid(shapes).all() and shapely.coverage_is_valid(shapes)):
            continue
        shapely.prepare(shapes)
        found, _ = locate_rows(lon, lat, shapes)
        if np.array_equal(found, expected):
            return simple, tolerance
    message = (
        f"no tolerance of {', '.join(map(str, tolerances_deg))} degrees keeps the "
        "banners a valid coverage and each known point in its banner"
    )
    raise DataError([Problem("geometry", message, file="banners")])


def dissolve(
    banners: gpd.GeoDataFrame, register_leagues: pd.DataFrame
) -> gpd.GeoDataFrame:
    """Unite banners to their leagues.

    Parameters
    ----------
    banners : GeoDataFrame
        With column ``league``; a valid coverage.
    register_leagues : DataFrame
        Columns ``adcode``, ``name_zh``, ``name_en``.

    Returns
    -------
    GeoDataFrame
        Columns ``adcode``, ``name_zh``, ``name_en``, ``geometry``, sorted.
    """
    rows = banners.groupby("league", sort=True).indices
    shapes = banners.geometry.to_numpy()
    united = [
        shapely.orient_polygons(shapely.coverage_union_all(shapes[index]))
        for index in rows.values()
    ]
    names = register_leagues.set_index("adcode")
    codes = [str(code) for code in rows]
    return gpd.GeoDataFrame(
        {
            "adcode": codes,
            "name_zh": [str(names.loc[code, "name_zh"]) for code in codes],
            "name_en": [str(names.loc[code, "name_en"]) for code in codes],
        },
        geometry=united,
        crs=banners.crs,
    )
