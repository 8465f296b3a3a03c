"""Points of rows: to WGS 84, into their banner, or a suggestion why they are not.

Nothing is swapped or shifted by itself. A point outside the region that would fall
inside with lon and lat swapped, or in another datum, is a fault that says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from geo_zs.imports.fault_book import Remark
from geo_zs.imports.places import PlaceReader
from geo_zs.imports.point_datum import datum_name, suggested, to_lon_lat
from geo_zs.imports.progress import Progress, no_progress
from geo_zs.imports.sheet_values import SheetValues

if TYPE_CHECKING:
    from geo_zs.layers.boundaries import Boundaries

#: Datum of points for which nobody named one.
ASSUMED: Final = "wgs84"
#: Datums that differ from each other by less than a metre here.
_ALIKE: Final = frozenset(("wgs84", "cgcs2000"))
_DECIMALS: Final = 8

Floats = NDArray[np.float64]


def read_points(
    sheet: SheetValues,
    boundaries: Boundaries,
    reader: PlaceReader,
    *,
    datum: str | None,
    progress: Progress = no_progress,
) -> NDArray[np.object_]:
    """Turn the coordinates of rows into lon and lat, in place, and locate them.

    Parameters
    ----------
    sheet : SheetValues
        The rows; ``lon`` and ``lat`` hold what stands in the columns.
    boundaries : Boundaries
        Banners.
    reader : PlaceReader
        For the names of banners.
    datum : str or None
        What the coordinates are in; None: nobody said, `ASSUMED` is taken and told.
    progress : callable
        Told how far it is.

    Returns
    -------
    (n,) object array
        Code of the banner of each point; None where there is none.
    """
    codes = np.full(sheet.n_rows, None, dtype=object)
    if "lon" not in sheet.values and "lat" not in sheet.values:
        return codes
    progress("points", 0, 3)
    lons, lats = sheet.column("lon"), sheet.column("lat")
    _half_points(sheet, lons, lats)
    rows = np.array([at for at, lon in enumerate(lons) if lon is not None], dtype=int)
    if not rows.size:
        return codes
    x = np.array([lons[at] for at in rows], dtype=float)
    y = np.array([lats[at] for at in rows], dtype=float)
    used = datum or ASSUMED
    if datum is None:
        sheet.note(
            Remark.of(
                "datum_not_stated",
                column=sheet.header("lon"),
                datum=datum_name(ASSUMED),
            )
        )
    elif used not in _ALIKE:
        sheet.note(
            Remark.of("datum_converted", count=len(rows), datum=datum_name(used))
        )
    lon, lat = to_lon_lat(x, y, used)
    progress("points", 1, 3)
    located = boundaries.locate(lon, lat)
    progress("points", 2, 3)
    inside = located.adcodes.astype(bool)
    codes[rows] = located.adcodes
    _write(sheet, rows, lon, lat)
    _outside(
        sheet,
        boundaries,
        reader,
        rows=rows[~inside],
        x=x[~inside],
        y=y[~inside],
        used=used,
    )
    for at in rows[inside & located.is_on_border]:
        remark = Remark.of(
            "point_on_border",
            column=sheet.header("lon"),
            found=reader.unit_name(codes[at]),
            found_en=reader.unit_name(codes[at], "en"),
        )
        sheet.book.add(int(at), remark)
    compare_units(sheet, codes, boundaries, reader)
    _hint_datum(sheet, codes, boundaries, used=used, datum=datum)
    progress("points", 3, 3)
    return codes


def _half_points(sheet: SheetValues, lons: list[Any], lats: list[Any]) -> None:
    """Refuse rows with one coordinate; one that could not be read takes the other."""
    for row, (lon, lat) in enumerate(zip(lons, lats, strict=True)):
        if (lon is None) == (lat is None):
            continue
        missing = "lat" if lat is None else "lon"
        mapped = sheet.mapping.fields.get(missing)
        cell = sheet.raw.columns[mapped.column][row] if mapped else None
        if cell is None:
            remark = Remark.of("half_point", column=sheet.header(missing))
            sheet.book.add(row, remark)
        lons[row] = lats[row] = None


def _write(
    sheet: SheetValues, rows: NDArray[np.int_], lon: Floats, lat: Floats
) -> None:
    """Put lon and lat into the values of the rows."""
    lons, lats = sheet.column("lon"), sheet.column("lat")
    rounded = zip(
        rows.tolist(),
        np.round(lon, _DECIMALS).tolist(),
        np.round(lat, _DECIMALS).tolist(),
        strict=True,
    )
    for at, east, north in rounded:
        lons[at], lats[at] = east, north


def _outside(
    sheet: SheetValues,
    boundaries: Boundaries,
    reader: PlaceReader,
    *,
    rows: NDArray[np.int_],
    x: Floats,
    y: Floats,
    used: str,
) -> None:
    """Refuse points outside the region, and say how they would fall inside."""
    if not rows.size:
        return
    lons, lats = sheet.column("lon"), sheet.column("lat")
    column = sheet.header("lon")
    hints = suggested(x, y, used, lambda lon, lat: boundaries.locate(lon, lat).adcodes)
    for at, east, north, hint in zip(
        rows.tolist(), x.tolist(), y.tolist(), hints, strict=True
    ):
        lons[at] = lats[at] = None
        values: dict[str, Any] = {"x": east, "y": north}
        if hint is None:
            is_earth = used not in _ALIKE or (abs(east) <= 180 and abs(north) <= 90)
            key = "outside_region" if is_earth else "not_on_earth"
            if not is_earth:
                values["datum"] = datum_name(used)
        else:
            key = "swapped_point" if hint.datum == used else "other_datum"
            values["found"] = reader.unit_name(hint.banner)
            values["found_en"] = reader.unit_name(hint.banner, "en")
            if key == "other_datum":
                values["other"] = datum_name(hint.datum, is_swapped=hint.is_swapped)
        sheet.book.add(at, Remark.of(key, column=column, **values))


def compare_units(
    sheet: SheetValues,
    codes: NDArray[np.object_],
    boundaries: Boundaries,
    reader: PlaceReader,
) -> None:
    """Tell where the banner or league of a row is not that of its point.

    Parameters
    ----------
    sheet : SheetValues
        The rows; ``league`` and ``banner`` hold codes.
    codes : (n,) object array
        Banner in which each point lies.
    boundaries : Boundaries
        For the leagues of banners.
    reader : PlaceReader
        For the names of units.
    """
    leagues, banners = sheet.column("league"), sheet.column("banner")
    for row in np.flatnonzero(codes.astype(bool)).tolist():
        found = codes[row]
        stated = banners[row] or leagues[row]
        if stated is None:
            continue
        lies_in = found if banners[row] else boundaries.league_of(found)
        if stated == lies_in:
            continue
        name = "banner" if banners[row] else "league"
        remark = Remark.of(
            "located_elsewhere",
            column=sheet.header(name),
            stated=reader.unit_name(stated),
            stated_en=reader.unit_name(stated, "en"),
            found=reader.unit_name(found),
            found_en=reader.unit_name(found, "en"),
            hint="",
            hint_en="",
        )
        sheet.book.add(row, remark)


def _hint_datum(
    sheet: SheetValues,
    codes: NDArray[np.object_],
    boundaries: Boundaries,
    *,
    used: str,
    datum: str | None,
) -> None:
    """Say so where another datum puts more points into the banners that rows state.

    GCJ-02 cannot be told from WGS 84 by a point; the banners that the rows state can
    speak for it. Nothing is converted for that reason.
    """
    if datum is not None or used not in _ALIKE:
        return
    banners = sheet.column("banner")
    rows = [
        row
        for row, code in enumerate(codes)
        if code is not None and banners[row] is not None and banners[row] != code
    ]
    if not rows:
        return
    x = np.array([sheet.column("lon")[row] for row in rows], dtype=float)
    y = np.array([sheet.column("lat")[row] for row in rows], dtype=float)
    for other in ("gcj02", "bd09"):
        found = boundaries.locate(*to_lon_lat(x, y, other)).adcodes
        fitting = sum(found[at] == banners[row] for at, row in enumerate(rows))
        if fitting:
            sheet.note(
                Remark.of(
                    "datum_hint",
                    column=sheet.header("lon"),
                    count=fitting,
                    of=len(rows),
                    datum=datum_name(other),
                )
            )
            return
