"""One file of any kind to one raw table; runs in the child process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from geo_zs.imports.delimited import DELIMITERS, check_widths, read_delimited
from geo_zs.imports.encoding import Decoded, codec_of, decode
from geo_zs.imports.faults import Fault
from geo_zs.imports.header_words import known_headers
from geo_zs.imports.headers import find_header
from geo_zs.imports.kinds import kind_of
from geo_zs.imports.limits import Limits
from geo_zs.imports.raw_table import Format, RawTable
from geo_zs.imports.refusal import read_fault, refusal
from geo_zs.imports.sheet import Sheet, read_sheet

if TYPE_CHECKING:
    from geo_zs.imports.features import Features

#: The parent knows the name that the user gave; the child never does.
_NAMELESS: Final = ""
#: Kinds of files that hold several tables under names of their own.
_WITH_SHEETS: Final = ("xlsx", "gpkg", "shapefile")
Progress = Callable[[float], None]


def read_any(
    path: Path,
    *,
    limits: Limits,
    encoding: str | None,
    sheet: str | None,
    progress: Progress,
) -> RawTable:
    """Return what a file holds, whatever it is.

    Parameters
    ----------
    path : Path
        The file, in a folder where parts may be unpacked beside it.
    limits : Limits
        See `Limits`.
    encoding, sheet : str or None
        What the user chose; None lets it be found.
    progress : callable
        Told the share of the work, 0 to 1.

    Raises
    ------
    RefusedFileError
        With everything that is wrong.
    """
    kind = kind_of(path, limits)
    if sheet is not None and kind not in _WITH_SHEETS:
        raise refusal(key="no_sheets", values={"asked": sheet})
    if encoding is not None:
        codec_of(encoding)
    progress(0.05)
    if kind == "csv":
        return _read_csv(path, limits=limits, encoding=encoding, progress=progress)
    if kind == "xlsx":
        return _read_xlsx(path, limits=limits, sheet=sheet, progress=progress)
    return _read_features(
        path, kind, limits=limits, encoding=encoding, sheet=sheet, progress=progress
    )


def _read_csv(
    path: Path, *, limits: Limits, encoding: str | None, progress: Progress
) -> RawTable:
    """Return the table of a delimited text."""
    decoded = decode(path.read_bytes(), encoding)
    grid, delimiter = read_delimited(
        decoded.text, limits=limits, progress=lambda share: progress(0.1 + 0.5 * share)
    )
    known = known_headers()
    header = find_header(grid.rows, known=known)
    if header is not None:
        names = grid.rows[header.last]
        widths = check_widths(grid, grid.numbers[header.last], len(names))
        grid = replace(grid, row_faults=widths)
    sheet = read_sheet(grid, known=known, limits=limits)
    progress(0.9)
    called, called_zh = DELIMITERS[delimiter]
    notes = [*_encoding_notes(decoded)]
    if len(sheet.headers) > 1:
        values = {"name": called, "name_zh": called_zh}
        notes.append(read_fault("delimiter", values))
    table = _table_of_sheet(sheet, "csv", notes)
    return replace(table, encoding=decoded.encoding, delimiter=delimiter)


def _encoding_notes(decoded: Decoded) -> list[Fault]:
    """Return how a text was read, with a warning if that is doubtful."""
    values = {"encoding": decoded.encoding}
    notes = [read_fault("encoding", values)]
    if decoded.rare:
        notes.append(read_fault("doubtful_encoding", values, value=decoded.rare))
    return notes


def _read_xlsx(
    path: Path, *, limits: Limits, sheet: str | None, progress: Progress
) -> RawTable:
    """Return the table of a workbook."""
    from geo_zs.imports.workbook import read_workbook  # noqa: PLC0415

    read, name, names = read_workbook(
        path, sheet=sheet, known=known_headers(), limits=limits, progress=progress
    )
    return replace(_table_of_sheet(read, "xlsx", []), sheet=name, sheets=names)


def _table_of_sheet(sheet: Sheet, kind: Format, notes: list[Fault]) -> RawTable:
    """Return the records of a sheet as a table."""
    return RawTable(
        name=_NAMELESS,
        format=kind,
        headers=sheet.headers,
        columns=sheet.columns,
        row_numbers=sheet.row_numbers,
        faults=sheet.faults,
        notes=(*notes, *sheet.notes),
        header_row=sheet.header_row,
        header_parts=sheet.header_parts,
        preamble=sheet.preamble,
    )


def _read_features(
    path: Path,
    kind: str,
    *,
    limits: Limits,
    encoding: str | None,
    sheet: str | None,
    progress: Progress,
) -> RawTable:
    """Return the table of a file of features."""
    known = known_headers()
    if kind == "geojson":
        from geo_zs.imports.geojson import read_geojson  # noqa: PLC0415

        decoded = decode(path.read_bytes(), encoding)
        features = read_geojson(decoded.text, limits=limits, progress=progress)
        if decoded.encoding != "utf-8":
            notes = (*_encoding_notes(decoded), *features.notes)
            features = replace(features, notes=notes, encoding=decoded.encoding)
        return _table_of_features(features, "geojson")
    if kind == "gpkg":
        from geo_zs.imports.geopackage import read_geopackage  # noqa: PLC0415

        features = read_geopackage(
            path, layer=sheet, known=known, limits=limits, progress=progress
        )
        return _table_of_features(features, "gpkg")
    if kind == "shapefile":
        from geo_zs.imports.shapefile import read_shapefile  # noqa: PLC0415

        features = read_shapefile(
            path,
            layer=sheet,
            encoding=encoding,
            known=known,
            limits=limits,
            progress=progress,
        )
        return _table_of_features(features, "shapefile")
    from geo_zs.imports.kml import read_kml, read_kmz  # noqa: PLC0415

    others: list[str] = []
    content = path.read_bytes()
    if kind == "kmz":
        content, others = read_kmz(path, limits)
    features = read_kml(content, encoding=encoding, limits=limits, progress=progress)
    if others:
        values = {"chosen": "the first KML", "others": ", ".join(others[:8])}
        notes = (*features.notes, read_fault("other_sheets", values))
        features = replace(features, notes=notes)
    return _table_of_features(features, "kml")


def _table_of_features(features: Features, kind: Format) -> RawTable:
    """Return features as a table."""
    n_rows = len(features.geometry)
    has_shapes = any(shape is not None for shape in features.geometry)
    return RawTable(
        name=_NAMELESS,
        format=kind,
        headers=features.headers,
        columns=features.columns,
        row_numbers=np.arange(2, n_rows + 2, dtype=np.int64),
        geometry=features.geometry if has_shapes else None,
        crs=features.crs,
        faults=features.faults,
        notes=features.notes,
        encoding=features.encoding,
        sheet=features.sheet,
        sheets=features.sheets,
    )
