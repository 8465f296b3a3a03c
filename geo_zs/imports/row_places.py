"""League, banner and park of each row: names → codes, each combination once."""

from __future__ import annotations

from typing import Any, Final

from geo_zs import text
from geo_zs.imports.cells import as_text
from geo_zs.imports.fault_book import Remark
from geo_zs.imports.places import Found, PlaceReader
from geo_zs.imports.progress import Progress, no_progress
from geo_zs.imports.sheet_values import SheetValues

#: Rows between two calls of the progress.
_STEP: Final = 10_000
#: Longest place in words of a project.
_MOST_TEXT: Final = 500

Cells = tuple[Any, Any, Any]


def read_places(
    sheet: SheetValues, reader: PlaceReader, *, progress: Progress = no_progress
) -> None:
    """Turn the names of leagues, banners and parks into codes, in place.

    Parameters
    ----------
    sheet : SheetValues
        The rows; a row that states no unit at all may state one in its address.
    reader : PlaceReader
        Looks names up.
    progress : callable
        Told how far it is.
    """
    names = [name for name in ("league", "banner", "park_id") if name in sheet.specs]
    if not any(name in sheet.values for name in names):
        _read_addresses(sheet, reader)
        return
    columns = [
        sheet.column(name) if name in names else [None] * sheet.n_rows
        for name in ("league", "banner", "park_id")
    ]
    units = _Units(sheet, reader)
    for row, cells in enumerate(zip(*columns, strict=True)):
        if row % _STEP == 0:
            progress("places", row, sheet.n_rows)
        if cells == (None, None, None):
            continue
        codes, numbers, park_text = units.read(cells)
        for name, column, code in zip(
            ("league", "banner", "park_id"), columns, codes, strict=True
        ):
            if name in names:
                column[row] = code
        for number in numbers:
            sheet.book.add_number(row, number)
        if park_text:
            _keep_in_words(sheet, row, park_text)
    _read_addresses(sheet, reader)
    progress("places", sheet.n_rows, sheet.n_rows)


class _Units:
    """Reads the units of a row; rows that state the same are read once."""

    def __init__(self, sheet: SheetValues, reader: PlaceReader) -> None:
        self._sheet = sheet
        self._reader = reader
        self._known: dict[Cells, tuple[Cells, tuple[int, ...], str]] = {}
        self._headers = {
            name: sheet.header(name)
            for name in ("league", "banner", "park_id")
            if name in sheet.specs
        }

    def read(self, cells: Cells) -> tuple[Cells, tuple[int, ...], str]:
        """Return codes, numbers of remarks, and a park's name that stays in words."""
        known = self._known.get(cells)
        if known is None:
            codes, remarks, park_text = self._read(*cells)
            numbers = tuple(self._sheet.book.number(remark) for remark in remarks)
            known = self._known[cells] = (codes, numbers, park_text)
        return known

    def _read(
        self,
        league_cell: Any,
        banner_cell: Any,
        park_cell: Any,  # noqa: ANN401  any cells
    ) -> tuple[Cells, list[Remark], str]:
        """Read the units of one row."""
        remarks: list[Remark] = []

        def ask(name: str, cell: Any, within: str) -> Found:  # noqa: ANN401  any cell
            kind = "park" if name == "park_id" else name
            found = self._reader.read(
                kind,  # type: ignore[arg-type]  # one of the three
                cell,
                column=self._headers.get(name, name),
                within=within,
            )
            remarks.extend(found.remarks)
            return found

        league = banner = park = None
        place = ask("league", league_cell, "").place
        if place is not None:
            league = place.league or None
            banner = place.banner or None if place.kind == "banner" else None
            park = place.id if place.kind == "park" else None
        place = ask("banner", banner_cell, league or "").place
        if place is not None and place.kind == "park":
            park = place.id
        elif place is not None:
            banner = place.id
        found = ask("park_id", park_cell, banner or league or "")
        if found.place is not None:
            park = found.place.id
        is_unknown = any(one.key == "unknown_park" for one in found.remarks)
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


def _read_addresses(sheet: SheetValues, reader: PlaceReader) -> None:
    """Read the units of rows that name one only in their address."""
    addresses = sheet.values.get("place_text")
    if addresses is None or "banner" not in sheet.specs:
        return
    leagues, banners = sheet.column("league"), sheet.column("banner")
    parks, lons = sheet.column("park_id"), sheet.column("lon")
    shapes = sheet.raw.geometry
    for row, address in enumerate(addresses):
        if address is None or leagues[row] or banners[row] or parks[row]:
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
