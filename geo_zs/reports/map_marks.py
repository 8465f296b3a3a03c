"""Where projects stand on the map of a report, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo_zs.crs import FloatArray

if TYPE_CHECKING:
    from geo_zs.layers.boundaries import Boundaries

#: Columns with the code of a place, the finest first: (column, level).
_PLACES: Final = (
    ("located_banner", "banners"),
    ("banner", "banners"),
    ("located_league", "leagues"),
    ("league", "leagues"),
)


@dataclass(frozen=True, eq=False)
class MapMarks:
    """Projects as signs.

    Parameters
    ----------
    lon, lat : (n,) arrays
        Degrees; NaN for a project without any place.
    stages : (n,) object array of str
        Words of ``vocab.Stage``; ``unknown`` where it is not known.
    is_approximate : (n,) bool array
        Only the banner or the league is known; the sign stands in its middle.
    """

    lon: FloatArray
    lat: FloatArray
    stages: NDArray[np.object_]
    is_approximate: NDArray[np.bool_]


def project_marks(frame: pd.DataFrame, boundaries: Boundaries) -> MapMarks:
    """Return the signs of projects.

    Parameters
    ----------
    frame : DataFrame or GeoDataFrame, (n,)
        Projects in the columns of the register, shapes in EPSG:4326.
    boundaries : Boundaries
        For projects of which only the banner or league is known.

    Returns
    -------
    MapMarks
        By the shape (a point inside it), else by lon and lat, else by the banner,
        else by the league.
    """
    n = len(frame)
    lon, lat = np.full(n, np.nan), np.full(n, np.nan)
    if isinstance(frame, gpd.GeoDataFrame):
        shapes = frame.geometry.to_numpy()
        points = shapely.point_on_surface(shapes)
        lon, lat = shapely.get_x(points), shapely.get_y(points)
    if {"lon", "lat"} <= set(frame.columns):
        stated = [frame[name].to_numpy(dtype=float, na_value=np.nan)
                  for name in ("lon", "lat")]  # fmt: skip
        lacks = np.isnan(lon)
        lon, lat = np.where(lacks, stated[0], lon), np.where(lacks, stated[1], lat)
    is_approximate = np.isnan(lon)
    for column, level in _PLACES:
        if column not in frame.columns:
            continue
        areas = getattr(boundaries, f"{level}_map")
        middles = areas.geometry.representative_point()
        codes = frame[column].astype(object)
        x = codes.map(dict(zip(areas.index, middles.x, strict=True)))
        y = codes.map(dict(zip(areas.index, middles.y, strict=True)))
        lacks = np.isnan(lon)
        lon = np.where(lacks, x.to_numpy(dtype=float), lon)
        lat = np.where(lacks, y.to_numpy(dtype=float), lat)
    stages = frame["stage"].astype(object) if "stage" in frame.columns else None
    words = np.full(n, "unknown", dtype=object)
    if stages is not None:
        has = stages.notna().to_numpy()
        words[has] = stages[has].to_numpy()
    return MapMarks(lon, lat, words, is_approximate & ~np.isnan(lon))
