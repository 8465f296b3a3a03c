"""A file as it was read: headers, cells and geometry, before they mean anything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from geo_zs.imports.faults import Fault

#: A cell as it was read. Text is as it came but for leading and trailing spaces; an
#: empty cell is None. A date of a workbook is a date, of a CSV it is still text.
Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | None
Format = Literal["csv", "xlsx", "geojson", "gpkg", "shapefile", "kml"]


@dataclass(frozen=True, kw_only=True, eq=False)
class RawTable:
    """What a file holds, column by column.

    Parameters
    ----------
    name : str
        Name of the file as the user gave it, without folders.
    format : {"csv", "xlsx", "geojson", "gpkg", "shapefile", "kml"}
        What the bytes are, whatever the name ends in.
    headers : (n_columns,) tuple of str
        As in the file, cleaned of spaces and line breaks; never empty, never twice
        the same (a repeated one gets `` (2)``, and a note says so).
    columns : (n_columns,) tuple of (n_rows,) object arrays
        The cells; None where empty.
    row_numbers : (n_rows,) int array
        Row of each record as a spreadsheet counts (the first line of the file is 1).
        In a file of features the n-th feature is row n + 1, as if a header were row 1.
    geometry : (n_rows,) object array of shapely geometries, or None
        In the reference system `crs`, x first; None in it where a feature has none.
        None for a table without geometry.
    crs : str or None
        Reference system as the file states it, ``EPSG:4490`` or WKT; None if it
        states none.
    faults : tuple of Fault
        Faults of rows and cells, severity error or warning. A cell with an error
        holds None.
    notes : tuple of Fault
        What the reader did or left out: title rows, total rows, formulas, other
        sheets; severity note.
    encoding, delimiter : str or None
        Of a CSV (encoding also of a shapefile's table).
    sheet : str or None
        The sheet of a workbook or layer of a file that was read.
    sheets : tuple of str
        All sheets or layers there are to choose from.
    header_row : int or None
        Last row of the header, as a spreadsheet counts; None for features.
    header_parts : (n_columns,) tuple of tuple of str
        The names of a header of several rows, top first, that `headers` joins with
        `` / ``; one part each for a header of one row; empty for features.
    preamble : tuple of str
        Texts above the header, such as ``单位：万元``.
    """

    name: str
    format: Format
    headers: tuple[str, ...]
    columns: tuple[NDArray[np.object_], ...]
    row_numbers: NDArray[np.int64]
    geometry: NDArray[np.object_] | None = None
    crs: str | None = None
    faults: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    header_row: int | None = None
    header_parts: tuple[tuple[str, ...], ...] = ()
    preamble: tuple[str, ...] = ()
    _places: dict[str, int] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Remember where each header stands."""
        self._places.update({header: at for at, header in enumerate(self.headers)})

    @property
    def n_rows(self) -> int:
        """Number of records."""
        return len(self.row_numbers)

    def column(self, header: str) -> NDArray[np.object_]:
        """Return the cells below a header.

        Raises
        ------
        KeyError
            If the table has no such header.
        """
        return self.columns[self._places[header]]

    def row(self, index: int) -> tuple[Any, ...]:
        """Return the cells of one record, in the order of the headers."""
        return tuple(column[index] for column in self.columns)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield the cells of each record, in the order of the headers."""
        if self.columns:
            yield from zip(*self.columns, strict=True)
        else:
            yield from (() for _ in range(self.n_rows))
