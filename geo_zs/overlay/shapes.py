"""The shapes of projects, fit to be measured: two-dimensional, valid, with an area.

A polygon that crosses itself is made valid and reported; what has no area, is no
point and no polygon, or lies nowhere on earth is reported and not tested.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geo_zs import crs
from geo_zs.crs import FloatArray

ShapeArray = NDArray[np.object_]
TextArray = NDArray[np.object_]
BoolArray = NDArray[np.bool_]

#: A polygon smaller than this has no area: 1 m², in hectares.
LEAST_HA: Final = 1e-4
#: Kinds of geometry as shapely numbers them.
_POINT, _POLYGON, _MULTIPOLYGON = 0, 3, 6


@dataclass(frozen=True, eq=False)
class Shapes:
    """Shapes of n projects.

    Parameters
    ----------
    shape : (n,) object array
        Point, valid Polygon or MultiPolygon in degrees, or None.
    area_ha : (n,) array
        Hectares; NaN where there is no polygon.
    fault : (n,) object array of str
        Key of what was wrong with the shape as it came (`geo_zs.overlay.words`);
        empty if nothing was.
    fault_detail : (n,) object array of str
        What the geometry library says of it, in English.
    """

    shape: ShapeArray
    area_ha: FloatArray
    fault: TextArray
    fault_detail: TextArray

    @property
    def is_polygon(self) -> BoolArray:
        """True where there is an area, (n,)."""
        return np.asarray(shapely.get_type_id(self.shape) >= _POLYGON, dtype=bool)

    @property
    def is_point(self) -> BoolArray:
        """True where there is a point, (n,)."""
        return np.asarray(shapely.get_type_id(self.shape) == _POINT, dtype=bool)


def sound_shapes(given: ShapeArray) -> Shapes:
    """Return shapes that can be measured, and what was wrong with the others.

    Parameters
    ----------
    given : (n,) object array
        Any shapely geometries and None, degrees in EPSG:4326.

    Returns
    -------
    Shapes
        A height is dropped. A polygon that is not valid is made valid by its
        structure (a bow tie becomes its two wings) and its fault is ``made_valid``.
    """
    shape = np.asarray(shapely.force_2d(given), dtype=object).copy()
    n_shapes = len(shape)
    fault = np.full(n_shapes, "", dtype=object)
    detail = np.full(n_shapes, "", dtype=object)
    present = ~shapely.is_missing(shape)
    kind = shapely.get_type_id(shape)
    is_area = np.isin(kind, (_POLYGON, _MULTIPOLYGON))
    empty = present & shapely.is_empty(shape)
    other = present & ~empty & ~is_area & (kind != _POINT)
    nowhere = present & ~empty & ~other & ~_on_earth(shape)
    for key, rows in (
        ("empty_shape", empty),
        ("no_place_shape", other),
        ("not_on_earth", nowhere),
    ):
        fault[rows] = key
        shape[rows] = None
    broken = ~shapely.is_missing(shape) & is_area & ~shapely.is_valid(shape)
    if broken.any():
        detail[broken] = shapely.is_valid_reason(shape[broken])
        shape[broken] = shapely.make_valid(
            shape[broken], method="structure", keep_collapsed=False
        )
        fault[broken] = "made_valid"
    area_ha = areas_ha(shape)
    flat = ~shapely.is_missing(shape) & is_area & ~(area_ha >= LEAST_HA)
    fault[flat] = "no_area"
    shape[flat] = None
    area_ha[flat] = np.nan
    return Shapes(shape, area_ha, fault, detail)


def areas_ha(shape: ShapeArray) -> FloatArray:
    """Return the areas of shapes in hectares, (n,); NaN where there is no polygon."""
    found = np.full(len(shape), np.nan)
    rows = np.flatnonzero(shapely.get_type_id(shape) >= _POLYGON)
    if rows.size:
        found[rows] = crs.area_km2(gpd.GeoSeries(shape[rows], crs=crs.WGS84)) * 100.0
    return found


def _on_earth(shape: ShapeArray) -> BoolArray:
    """Tell which shapes have only coordinates that are degrees, (n,)."""
    bounds = shapely.bounds(shape)
    limits = np.array([-180.0, -90.0, 180.0, 90.0])
    inside = (bounds[:, :2] >= limits[:2]) & (bounds[:, 2:] <= limits[2:])
    finite = np.ones(len(shape), dtype=bool)
    coordinates, owner = shapely.get_coordinates(shape, return_index=True)
    finite[owner[~np.isfinite(coordinates).all(axis=1)]] = False
    return np.asarray(inside.all(axis=1) & finite, dtype=bool)
