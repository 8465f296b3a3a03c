"""Shapes of features: points into lon and lat, polygons to WGS 84 and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geo_zs.imports.fault_book import Remark
from geo_zs.imports.point_datum import PointSystem
from geo_zs.imports.sheet_values import SheetValues
from geo_zs.register.values import MOST_VERTICES, SHAPES

if TYPE_CHECKING:
    from geo_zs.register.names import Locator


def take_points(sheet: SheetValues) -> None:
    """Put the points of features into lon and lat, in place of their columns.

    Parameters
    ----------
    sheet : SheetValues
        The rows of a file, with geometry or without.
    """
    shapes = sheet.raw.geometry
    if shapes is None or "lon" not in sheet.specs:
        return
    lons: list[Any] = [None] * sheet.n_rows
    lats: list[Any] = [None] * sheet.n_rows
    for row in np.flatnonzero(shapely.get_type_id(shapes) == 0).tolist():
        shape = shapes[row]
        if shape.is_empty:
            sheet.book.add(row, Remark.of("geometry_empty"))
        else:
            lons[row], lats[row] = float(shape.x), float(shape.y)
    sheet.values["lon"], sheet.values["lat"] = lons, lats


def corners(sheet: SheetValues) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return one corner of each polygon, by which its system is detected."""
    shapes = sheet.raw.geometry
    if shapes is None:
        return np.zeros(0), np.zeros(0)
    polygons = shapes[shapely.get_type_id(shapes) > 0]
    points = shapely.bounds(polygons)[:, :2] if len(polygons) else np.zeros((0, 2))
    return points[:, 0], points[:, 1]


def take_polygons(
    sheet: SheetValues, locate: Locator | None, system: PointSystem | None
) -> tuple[list[Any] | None, NDArray[np.object_]]:
    """Return the polygons of features in lon and lat, and their banners.

    Parameters
    ----------
    sheet : SheetValues
        The rows.
    locate : callable or None
        Shapes → codes of their banners.
    system : PointSystem or None
        What the coordinates are in.

    Returns
    -------
    (list or None, (n,) object array)
        None for a file without polygons; a shape that cannot be kept is None and a
        fault. The codes are None where there is no polygon.
    """
    codes = np.full(sheet.n_rows, None, dtype=object)
    shapes = sheet.raw.geometry
    if shapes is None or system is None:
        return None, codes
    kept: list[Any] = [None] * sheet.n_rows
    rows = np.flatnonzero(shapely.get_type_id(shapes) > 0).tolist()
    for row in rows:
        kept[row] = _polygon(sheet, row, shapes[row], system)
    rows = [row for row in rows if kept[row] is not None]
    if locate is not None and rows:
        found = np.empty(len(rows), dtype=object)
        found[:] = [kept[row] for row in rows]
        codes[rows] = locate(found)
        for row in rows:
            if codes[row] is None:
                sheet.book.add(row, Remark.of("shape_outside_region"))
                kept[row] = None
    return (kept if rows else None), codes


def _polygon(sheet: SheetValues, row: int, shape: Any, system: PointSystem) -> Any:  # noqa: ANN401  any shape
    """Return one polygon in lon and lat, None if it cannot be kept."""
    remark = _shape_remark(shape)
    if remark is None:
        turned = shapely.transform(
            shapely.force_2d(shape),
            lambda points: np.column_stack(system.to_wgs84(points[:, 0], points[:, 1])),
        )
        if np.isfinite(shapely.get_coordinates(turned)).all():
            return turned
        remark = Remark.of(
            "not_on_earth",
            x=float(shape.bounds[0]),
            y=float(shape.bounds[1]),
            datum=system.label_zh,
            datum_en=system.label_en,
        )
    sheet.book.add(row, remark)
    return None


def _shape_remark(shape: Any) -> Remark | None:  # noqa: ANN401  any shape
    """Return why a shape cannot be kept, None if it can."""
    if shape.geom_type not in SHAPES:
        return Remark.of("geometry_kind", kind=shape.geom_type)
    if shape.is_empty:
        return Remark.of("geometry_empty")
    count = int(shapely.get_num_coordinates(shape))
    if count > MOST_VERTICES:
        return Remark.of("geometry_large", vertices=count, most=MOST_VERTICES)
    if not shape.is_valid:
        return Remark.of("geometry_invalid", reason=shapely.is_valid_reason(shape))
    return None
