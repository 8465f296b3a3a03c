"""Shapes of features: to WGS 84, checked, points into lon and lat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geo_zs.imports.fault_book import Remark
from geo_zs.imports.point_datum import datum_name, datum_of_crs, to_lon_lat
from geo_zs.imports.sheet_values import SheetValues
from geo_zs.register.values import MOST_VERTICES, SHAPES

if TYPE_CHECKING:
    from geo_zs.register.names import Locator


def take_points(sheet: SheetValues) -> str | None:
    """Put the points of features into lon and lat, where their columns are empty.

    Parameters
    ----------
    sheet : SheetValues
        The rows of a file with geometry.

    Returns
    -------
    str or None
        Datum of the file's reference system, None if it states none.
    """
    shapes = sheet.raw.geometry
    if shapes is None or "lon" not in sheet.specs:
        return None
    is_point = shapely.get_type_id(shapes) == 0
    lons: list[Any] = [None] * sheet.n_rows
    lats: list[Any] = [None] * sheet.n_rows
    for row in np.flatnonzero(is_point).tolist():
        shape = shapes[row]
        if shape.is_empty:
            sheet.book.add(row, Remark.of("geometry_empty"))
            continue
        lons[row], lats[row] = float(shape.x), float(shape.y)
    sheet.values["lon"], sheet.values["lat"] = lons, lats
    return datum_of_crs(sheet.raw.crs)


def take_polygons(
    sheet: SheetValues, locate: Locator | None, *, datum: str | None
) -> tuple[list[Any] | None, NDArray[np.object_]]:
    """Return the polygons of features in lon and lat, and their banners.

    Parameters
    ----------
    sheet : SheetValues
        The rows.
    locate : callable or None
        Shapes → codes of their banners.
    datum : str or None
        What the coordinates are in.

    Returns
    -------
    (list or None, (n,) object array)
        None for a file without geometry; a shape that cannot be kept is None and a
        fault. The codes are None where there is no polygon.
    """
    codes = np.full(sheet.n_rows, None, dtype=object)
    shapes = sheet.raw.geometry
    if shapes is None:
        return None, codes
    kept: list[Any] = [None] * sheet.n_rows
    rows = np.flatnonzero(shapely.get_type_id(shapes) > 0).tolist()
    for row in rows:
        kept[row] = _polygon(sheet, row, shapes[row], datum)
    rows = [row for row in rows if kept[row] is not None]
    if locate is not None and rows:
        found = np.empty(len(rows), dtype=object)
        found[:] = [kept[row] for row in rows]
        codes[rows] = locate(found)
        for row in rows:
            if codes[row] is None:
                remark = Remark.of("shape_outside_region")
                sheet.book.add(row, remark)
                kept[row] = None
    return kept, codes


def _polygon(sheet: SheetValues, row: int, shape: Any, datum: str | None) -> Any:  # noqa: ANN401  any shape
    """Return one polygon in lon and lat, None if it cannot be kept."""
    remark: Remark | None = None
    if shape.geom_type not in SHAPES:
        remark = Remark.of("geometry_kind", kind=shape.geom_type)
    elif shape.is_empty:
        remark = Remark.of("geometry_empty")
    elif (count := int(shapely.get_num_coordinates(shape))) > MOST_VERTICES:
        remark = Remark.of("geometry_large", vertices=count, most=MOST_VERTICES)
    elif not shape.is_valid:
        remark = Remark.of("geometry_invalid", reason=shapely.is_valid_reason(shape))
    if remark is not None:
        sheet.book.add(row, remark)
        return None

    def turn(points: NDArray[np.float64]) -> NDArray[np.float64]:
        lon, lat = to_lon_lat(points[:, 0], points[:, 1], datum or "wgs84")
        return np.column_stack([lon, lat])

    turned = shapely.transform(shapely.force_2d(shape), turn)
    bounds = np.array(turned.bounds)
    if not (np.isfinite(bounds).all() and (np.abs(bounds) <= (180, 90, 180, 90)).all()):
        x, y = shape.bounds[:2]
        remark = Remark.of(
            "not_on_earth", x=float(x), y=float(y), datum=datum_name(datum or "wgs84")
        )
        sheet.book.add(row, remark)
        return None
    return turned
