"""League, banner and park of each row: names → codes, each combination once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from geo_zs import text
from geo_zs.imports.cells import as_text
from geo_zs.imports.fault_book import Remark
from geo_zs.imports.places import Found, Kind, PlaceReader
from geo_zs.imports.progress import Progress, no_progress
from geo_zs.imports.sheet_values import SheetValues

#: Rows between two calls of the progress.
_STEP: Final = 10_000
#: Longest place in words of a project.
_MOST_TEXT: Final = 500

#: Fields that name a unit, the widest first.
_UNITS: Final[tuple[str, ...]] = ("league", "banner", "park_id")

Cells = tuple[Any, Any, Any]


def read_places(
    sheet: SheetValues, reader: PlaceReader, *, progress: Progress = no_progress
) -> None:
    """Turn the names of leagues, banners and parks into codes, in place.

    Parameters
    ----------
    sheet : SheetValues
        The rows.
    reader : PlaceReader
        Looks names up.
    progress : callable
        Told how far it is.
    """
    names = [name for name in _UNITS if name in sheet.specs]
    if not any(name in sheet.values for name in names):
        return
    columns = [
        sheet.column(name) if name in names else [None] * sheet.n_rows
        for name in _UNITS
    ]
    units = _Units(sheet, reader)
    for row, cells in enumerate(zip(*columns, strict=True)):
        if row % _STEP == 0:
            progress("places", row, sheet.n_rows)
        if cells == (None, None, None):
            continue
        codes, numbers, park_text = units.read(cells)
        for name, column, code in zip(_UNITS, columns, codes, strict=True):
            if name in names:
                column[row] = code
        for number in numbers:
            sheet.book.add_number(row, number)
        if park_text:
            _keep_in_words(sheet, row, park_text)
    progress("places", sheet.n_rows, sheet.n_rows)


class _Units:
    """Reads the units of a row; rows that state the same are read once."""

    def __init__(self, sheet: SheetValues, reader: PlaceReader) -> None:
        self._sheet = sheet
        self._reader = reader
        self._known: dict[Cells, tuple[Cells, tuple[int, ...], str]] = {}
        self._headers: dict[str, str] = {
            name: sheet.header(name) for name in _UNITS if name in sheet.specs
        }

    def read(self, cells: Cells) -> tuple[Cells, tuple[int, ...], str]:
        """Return codes, numbers of remarks, and a park's name that stays in words."""
        known = self._known.get(cells)
        if known is None:
            codes, remarks, park_text = self._read(cells)
            numbers = tuple(self._sheet.book.number(remark) for remark in remarks)
            known = self._known[cells] = (codes, numbers, park_text)
        return known

    def _ask(self, name: str, cell: object, within: str) -> Found:
        """Look up the name of one unit."""
        kinds: dict[str, Kind] = {"league": "league", "banner": "banner"}
        return self._reader.read(
            kinds.get(name, "park"),
            cell,
            column=self._headers.get(name, name),
            within=within,
        )

    def _read(self, cells: Cells) -> tuple[Cells, list[Remark], str]:
        """Read the units of one row."""
        league_cell, banner_cell, park_cell = cells
        league = banner = park = None
        of_league = self._ask("league", league_cell, "")
        place = of_league.place
        if place is not None:
            league = place.league or None
            banner = place.banner or None if place.kind == "banner" else None
            park = place.id if place.kind == "park" else None
        of_banner = self._ask("banner", banner_cell, league or "")
        place = of_banner.place
        if place is not None and place.kind == "park":
            park = place.id
        elif place is not None:
            banner = place.id
        of_park = self._ask("park_id", park_cell, banner or league or "")
        if of_park.place is not None:
            park = of_park.place.id
        remarks = [*of_league.remarks, *of_banner.remarks, *of_park.remarks]
        is_unknown = any(one.key == "unknown_park" for one in of_park.remarks)
        park_text = text.clean(as_text(park_cell)) if is_unknown else ""
        return (league, banner, park), remarks, park_text


def _keep_in_words(sheet: SheetValues, row: int, name: str) -> None:
    """Keep the name of an unknown park in the words of the place."""
    if "place_text" not in sheet.specs:
        return
    column = sheet.column("place_text")
    words = column[row]
    joined = name if not words else f"{words}；{name}"
    if (words is None or name not in words) and len(joined) <= _MOST_TEXT:
        column[row] = joined


def read_addresses(
    sheet: SheetValues, reader: PlaceReader, is_asked: Sequence[bool]
) -> None:
    """Read the units of rows that name one only in their address, and tell it.

    Parameters
    ----------
    sheet : SheetValues
        The rows; a row with a unit or a point is left as it is.
    reader : PlaceReader
        Looks names up.
    is_asked : (n,) sequence of bool
        Rows to look at.
    """
    addresses = sheet.values.get("place_text")
    if addresses is None or "banner" not in sheet.specs:
        return
    leagues, banners = sheet.column("league"), sheet.column("banner")
    parks, lons = sheet.column("park_id"), sheet.column("lon")
    shapes = sheet.raw.geometry
    for row, address in enumerate(addresses):
        has_unit = leagues[row] or banners[row] or parks[row]
        if address is None or not is_asked[row] or has_unit:
            continue
        if lons[row] is not None or (shapes is not None and shapes[row] is not None):
            continue
        place = reader.from_address(address)
        if place is None:
            continue
        leagues[row] = place.league
        banners[row] = place.banner or None if place.kind == "banner" else None
        if sheet.column("place_confidence")[row] is None:
            sheet.column("place_confidence")[row] = "inferred"
        sheet.book.add(
            row,
            Remark.of(
                "place_from_words",
                column=sheet.header("place_text"),
                cell=address,
                found=reader.unit_name(place.id),
                found_en=reader.unit_name(place.id, "en"),
            ),
        )
