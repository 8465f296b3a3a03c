"""Points of rows: to WGS 84, into their banner, or a suggestion why they are not.

Nothing is swapped or shifted by itself. A point outside the region that would fall
inside with lon and lat swapped, or in another datum, is a fault that says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from geo_zs.imports.datum.suggest import Suggestion, suggest
from geo_zs.imports.fault_book import Remark
from geo_zs.imports.places import PlaceReader
from geo_zs.imports.point_datum import Floats, PointSystem, choose_system
from geo_zs.imports.progress import Progress, no_progress
from geo_zs.imports.sheet_values import SheetValues

if TYPE_CHECKING:
    from geo_zs.layers.boundaries import Boundaries

#: Digits behind the point that are kept of a degree: 1 mm.
_DECIMALS: Final = 8


@dataclass(frozen=True, eq=False)
class Located:
    """Where the points of rows lie.

    Parameters
    ----------
    codes : (n,) object array
        Banner of each point; None where there is none.
    system : PointSystem or None
        What they were read in; None if there are no points.
    """

    codes: NDArray[np.object_]
    system: PointSystem | None


def read_points(
    sheet: SheetValues,
    boundaries: Boundaries,
    reader: PlaceReader,
    *,
    chosen: str | None,
    crs: str | None,
    progress: Progress = no_progress,
) -> Located:
    """Turn the coordinates of rows into lon and lat, in place, and locate them.

    Parameters
    ----------
    sheet : SheetValues
        The rows; ``lon`` and ``lat`` hold what stands in the file, ``banner`` codes.
    boundaries : Boundaries
        Banners.
    reader : PlaceReader
        For the names of banners.
    chosen : str or None
        Key of the datum that the user chose.
    crs : str or None
        What the file states of its shapes.
    progress : callable
        Told how far it is.

    Raises
    ------
    CrsError
        If `chosen` is no datum.
    """
    codes = np.full(sheet.n_rows, None, dtype=object)
    if "lon" not in sheet.values and "lat" not in sheet.values:
        return Located(codes, None)
    progress("points", 0, 3)
    lons, lats = sheet.column("lon"), sheet.column("lat")
    _half_points(sheet, lons, lats)
    rows = np.array([at for at, lon in enumerate(lons) if lon is not None], dtype=int)
    if not rows.size:
        return Located(codes, None)
    x = np.array([lons[at] for at in rows], dtype=float)
    y = np.array([lats[at] for at in rows], dtype=float)
    banners = np.array(sheet.column("banner"), dtype=object)[rows]
    headers = (sheet.header("lon"), sheet.header("lat"))
    system = choose_system(
        x, y, boundaries, chosen=chosen, crs=crs, headers=headers, banners=banners
    )
    say_system(sheet, system, len(rows))
    lon, lat = system.to_wgs84(x, y)
    progress("points", 1, 3)
    located = boundaries.locate(lon, lat)
    progress("points", 2, 3)
    inside = located.adcodes.astype(bool)
    codes[rows] = located.adcodes
    _write(sheet, rows, lon, lat)
    is_out = ~inside
    _refuse_outside(
        sheet, boundaries, reader, system, (rows[is_out], x[is_out], y[is_out])
    )
    for at in rows[inside & located.is_on_border].tolist():
        sheet.book.add(at, _on_border(sheet, reader, codes[at]))
    compare_units(sheet, codes, boundaries, reader)
    progress("points", 3, 3)
    return Located(codes, system)


def say_system(sheet: SheetValues, system: PointSystem, count: int) -> None:
    """Say what the points are read in, and why."""
    column = sheet.header("lon")
    sheet.notes.extend(system.reasons)
    names = {"datum": system.label_zh, "datum_en": system.label_en}
    if not system.is_stated:
        sheet.note(Remark.of("datum_not_stated", column=column, **names))
    if not system.is_degrees:
        sheet.note(Remark.of("datum_converted", column=column, count=count, **names))


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


def _on_border(sheet: SheetValues, reader: PlaceReader, code: str) -> Remark:
    """Return what is said of a point on a border."""
    return Remark.of(
        "point_on_border",
        column=sheet.header("lon"),
        found=reader.unit_name(code),
        found_en=reader.unit_name(code, "en"),
    )


def _refuse_outside(
    sheet: SheetValues,
    boundaries: Boundaries,
    reader: PlaceReader,
    system: PointSystem,
    points: tuple[NDArray[np.int_], Floats, Floats],
) -> None:
    """Refuse points outside the region, and say how they would fall inside."""
    rows, x, y = points
    if not rows.size:
        return
    lons, lats = sheet.column("lon"), sheet.column("lat")
    told = outside_remarks(x, y, boundaries, reader, system, column=sheet.header("lon"))
    for at, remark in zip(rows.tolist(), told, strict=True):
        lons[at] = lats[at] = None
        sheet.book.add(at, remark)


def outside_remarks(
    x: Floats,
    y: Floats,
    boundaries: Boundaries,
    reader: PlaceReader,
    system: PointSystem,
    *,
    column: str,
) -> list[Remark]:
    """Return what is said of points outside the region: what would bring them inside.

    Parameters
    ----------
    x, y : (n,) arrays
        As given, each outside the region in `system`.
    boundaries : Boundaries
        The region.
    reader : PlaceReader
        For the names of banners.
    system : PointSystem
        What the coordinates are read in.
    column : str
        Header of the column that is named.
    """
    hints: list[Suggestion | None] = [None] * len(x)
    if system.datum is not None:
        hints = suggest(
            x,
            y,
            lambda lon, lat: boundaries.locate(lon, lat).adcodes.astype(bool),
            datum=system.datum,
        )
    is_place = np.isfinite(system.to_wgs84(x, y)[0])
    found: list[Remark] = []
    for at, hint in enumerate(hints):
        key = "outside_region"
        values: dict[str, str] = {}
        if hint is not None:
            key, values = _hinted(hint, boundaries, reader)
        elif not is_place[at]:
            key = "not_on_earth"
            values = {"datum": system.label_zh, "datum_en": system.label_en}
        east, north = float(x[at]), float(y[at])
        found.append(Remark.of(key, column=column, x=east, y=north, **values))
    return found


def _hinted(
    hint: Suggestion, boundaries: Boundaries, reader: PlaceReader
) -> tuple[str, dict[str, str]]:
    """Return the key and the words of what would bring a point inside."""
    code = str(boundaries.locate([hint.lon], [hint.lat]).adcodes[0])
    values = {"found": reader.unit_name(code), "found_en": reader.unit_name(code, "en")}
    if hint.key == "suggest_swapped":
        return "swapped_point", values
    if hint.key == "suggest_packed":
        return "packed_point", values
    datum = hint.reading.datum
    zh, en = datum.label("zh"), datum.label("en")
    if hint.reading.is_swapped:
        zh, en = f"{zh}（两列互换）", f"{en}, columns swapped"
    return "other_datum", {**values, "other": zh, "other_en": en}


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
        )
        sheet.book.add(row, remark)
