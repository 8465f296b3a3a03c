"""Records as files to take away: XLSX, CSV, GeoJSON, GeoPackage.

Each of them opens again as an import: heads are names that the import knows, labels
and codes are both understood, and text of users comes back as it was entered.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import pandas as pd

from geo_zs.errors import Problem, RecordError
from geo_zs.reports.columns import Cell, FileColumn, Names, cells_of, file_columns
from geo_zs.reports.features import features_geojson, features_gpkg, wkt_cells
from geo_zs.reports.sheet_about import write_about, write_dictionary, write_sources
from geo_zs.reports.sheet_writer import MAX_CELL, MAX_ROWS, Book
from geo_zs.reports.words import word
from geo_zs.text_guard import guard_text, whole_text
from geo_zs.vocab import Lang

if TYPE_CHECKING:
    from geo_zs.reports.about import About

FileFormat = Literal["xlsx", "csv", "geojson", "gpkg"]

#: Format → type of its content for HTTP, and ending of its file.
MEDIA_TYPES: Final[dict[str, str]] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
}
_WIDTHS: Final = {"text": 24.0, "code": 18.0, "date": 13.0, "number": 13.0,
                  "integer": 9.0, "boolean": 9.0, "list": 20.0}  # fmt: skip
_WIDE: Final = {"name_zh": 36.0, "capacity_text": 44.0, "notes": 36.0, "source": 36.0}
WKT: Final = "geometry_wkt"
#: Records that are held as cells at a time.
_AT_ONCE: Final = 2_000
_NO_NAMES: Final = Names()


def export(
    frame: pd.DataFrame,
    fmt: FileFormat,
    *,
    lang: Lang,
    about: About,
    table: str = "projects",
    names: Names = _NO_NAMES,
) -> bytes:
    """Return records as a file.

    Parameters
    ----------
    frame : DataFrame or GeoDataFrame, (n,)
        The records; columns named as in the schema, the key in the index or a
        column. Columns that the schema does not have are left out.
    fmt : {"xlsx", "csv", "geojson", "gpkg"}
        What to make.
    lang : {"zh", "en"}
        Language of heads and labels; GeoJSON and GeoPackage have names of fields
        and codes instead.
    about : About
        Title, date, filters and sources.
    table : str
        ``projects``, ``ledger``, ``companies``, ``steps``, ``park_facts`` or
        ``targets``.
    names : Names
        Names to show for keys, in `lang`.

    Returns
    -------
    bytes
        The same for the same content, but for GeoPackage, which holds the time.

    Raises
    ------
    KeyError
        If there is no such table.
    RecordError
        If there are more records than a sheet holds.
    ValueError
        If there is no such format.
    """
    if fmt not in MEDIA_TYPES:
        message = f"format {fmt!r} is not known; expected {', '.join(MEDIA_TYPES)}"
        raise ValueError(message)
    present = [str(name) for name in frame.columns] + [
        str(name) for name in frame.index.names if name
    ]
    shown = names if fmt in ("xlsx", "csv") else _NO_NAMES
    columns = file_columns(table, present, lang=lang, names=shown)
    if fmt == "geojson":
        return features_geojson(frame, columns, about)
    if fmt == "gpkg":
        return features_gpkg(frame, columns, about, layer=table)
    shapes = wkt_cells(frame)
    if any(shapes):
        columns = (*columns, FileColumn(WKT, word("wkt", lang), "text"))
    records = _Records(frame, columns, names, shapes)
    if fmt == "csv":
        return _csv(records)
    return _xlsx(records, lang=lang, about=about, table=table)


@dataclass(frozen=True, eq=False)
class _Records:
    """Records on their way into a table."""

    frame: pd.DataFrame
    columns: tuple[FileColumn, ...]
    names: Names
    shapes: list[str | None]

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """Yield the cells of each record; only some records are held at a time."""
        for start in range(0, len(self.frame), _AT_ONCE):
            part = self.frame.iloc[start : start + _AT_ONCE]
            cells: list[Sequence[Cell]] = [
                self.shapes[start : start + _AT_ONCE]
                if column.name == WKT
                else cells_of(part, column, self.names)
                for column in self.columns
            ]
            yield from zip(*cells, strict=True)


def _csv(records: _Records) -> bytes:
    """Return a CSV file: UTF-8 with the mark that spreadsheets need, CRLF."""
    buffer = io.BytesIO()
    stream = io.TextIOWrapper(buffer, "utf-8-sig", newline="", write_through=True)
    writer = csv.writer(stream)
    writer.writerow([column.head for column in records.columns])
    for row in records.rows():
        writer.writerow(
            [
                whole_text(guard_text(one)) if isinstance(one, str) else one
                for one in row
            ]
        )
    stream.flush()
    return buffer.getvalue()


def _xlsx(records: _Records, *, lang: Lang, about: About, table: str) -> bytes:
    """Return a workbook: records, remarks, sources, dictionary."""
    columns, n_rows = records.columns, len(records.frame)
    if n_rows > MAX_ROWS:
        message = (
            f"{n_rows:,} records came; a sheet holds {MAX_ROWS:,} at most; choose CSV "
            "or GeoPackage, or set a filter"
        )
        raise RecordError([Problem("rows", message)])
    book = Book(about.title, cells=n_rows * len(columns))
    sheet = book.sheet(word(f"sheet_{table}", lang))
    sheet.head(0, [column.head for column in columns], n_rows=n_rows)
    sheet.widths(_WIDE.get(one.name, _WIDTHS[one.kind]) for one in columns)
    if n_rows:
        last = max(len(columns) - 1, 0)
        sheet.sheet.ignore_errors({"number_stored_as_text": _area(n_rows, last)})
    n_shapes, n_long = _drop_long_shapes(records.shapes)
    sheet.rows(1, records.rows(), [column.decimals for column in columns])
    remarks = [word("about_import_text", lang)]
    if n_shapes:
        remarks.append(word("about_shapes", lang, n=n_shapes))
    if n_long:
        remarks.append(word("about_shapes_cut", lang, n=n_long))
    if sheet.cut_cells:
        remarks.append(word("about_cut", lang, n=sheet.cut_cells))
    write_about(book, about, lang=lang, n_rows=n_rows, remarks=remarks)
    write_sources(book, about.sources, lang=lang)
    write_dictionary(book, table, lang=lang)
    return book.close()


def _drop_long_shapes(shapes: list[str | None]) -> tuple[int, int]:
    """Empty the cells of shapes that no cell holds; return how many, and of how many.

    Half a shape would be read as none, or as a wrong one.
    """
    n_shapes = sum(one is not None for one in shapes)
    long = [at for at, one in enumerate(shapes) if len(one or "") > MAX_CELL]
    for at in long:
        shapes[at] = None
    return n_shapes, len(long)


def _area(n_rows: int, last: int) -> str:
    """Return the address of all records."""
    from xlsxwriter.utility import xl_range  # noqa: PLC0415  with xlsxwriter only

    return str(xl_range(1, 0, n_rows, last))
