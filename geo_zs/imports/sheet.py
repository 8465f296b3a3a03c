"""From a grid of cells to records: header, rows that count, rows that do not.

CSV and XLSX come here alike. Nothing is left out silently: titles, totals,
repeated headers, numbering, footnotes and blank rows are each told in a note.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo_zs.imports.faults import Fault, FaultValue
from geo_zs.imports.grid import Grid, column_letter
from geo_zs.imports.header_names import clean_name, join_parts
from geo_zs.imports.headers import Header, find_header
from geo_zs.imports.limits import Limits
from geo_zs.imports.raw_table import Cell
from geo_zs.imports.refusal import read_fault, refusal
from geo_zs.imports.sheet_cells import Found, fill_merged, read_columns
from geo_zs.imports.sheet_rows import (
    is_blank_row,
    is_example,
    is_footnote,
    is_numbering,
    total_label,
)

_MAX_FAULTS: Final = 20_000
_SHOWN_TEXT: Final = 3


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Records of one sheet; the fields are those of `raw_table.RawTable`."""

    headers: tuple[str, ...]
    header_parts: tuple[tuple[str, ...], ...]
    header_row: int
    preamble: tuple[str, ...]
    columns: tuple[NDArray[np.object_], ...]
    row_numbers: NDArray[np.int64]
    places: tuple[int, ...]
    faults: tuple[Fault, ...]
    notes: tuple[Fault, ...]


def read_sheet(grid: Grid, *, known: Collection[str], limits: Limits) -> Sheet:
    """Return the records of a grid.

    Parameters
    ----------
    grid : Grid
        All cells.
    known : collection of str
        Names of columns the register knows, folded.
    limits : Limits
        Most rows and columns.

    Raises
    ------
    RefusedFileError
        If there is no header, no row below it (the example of a template counts), or
        more rows or columns than allowed.
    """
    header = find_header(grid.rows, merged=grid.merged, known=known)
    if header is None:
        raise refusal(key="no_header", values={"rows": min(len(grid.rows), 60)})
    notes: list[Fault] = []
    preamble = _preamble(grid, header, notes)
    kept = _kept_rows(grid, header, notes)
    if not kept:
        if all(one.key != "example_row" for one in notes):
            raise refusal(key="no_rows")
        notes.append(read_fault("only_example"))
    if len(kept) > limits.max_rows:
        raise refusal(key="too_many_rows", values={"limit": limits.max_rows})
    columns, found = read_columns(grid, kept)
    filled = fill_merged(grid, header.last, kept, columns=columns, found=found)
    for at, count in sorted(filled.items()):
        name = join_parts(_part(header, at)) or column_letter(at)
        notes.append(read_fault("merged_filled", {"count": count}, column=name))
    names = _names(
        header, columns, {one.column for one in found}, limits=limits, notes=notes
    )
    row_numbers = np.array([grid.numbers[at] for at in kept], dtype=np.int64)
    return Sheet(
        headers=tuple(names.values()),
        header_parts=tuple(_part(header, at) for at in names),
        header_row=grid.numbers[header.last],
        preamble=preamble,
        columns=tuple(columns[at] for at in names),
        row_numbers=row_numbers,
        places=tuple(names),
        faults=_finish_faults(grid, row_numbers, names, found),
        notes=tuple(notes),
    )


def _part(header: Header, column: int) -> tuple[str, ...]:
    """Return the names over a column."""
    return header.parts[column] if column < len(header.parts) else ()


def _preamble(grid: Grid, header: Header, notes: list[Fault]) -> tuple[str, ...]:
    """Return the texts above the header, and note them; note a joined header."""
    texts = [
        clean_name(cell)
        for row in grid.rows[: header.first]
        for cell in row
        if clean_name(cell)
    ]
    if texts:
        shown = " · ".join(texts[:_SHOWN_TEXT])
        notes.append(read_fault("title_rows", {"text": shown}))
    if header.last > header.first:
        joined = [join_parts(part) for part in header.parts if len(part) > 1]
        notes.append(
            read_fault(
                "joined_header",
                {
                    "rows": header.last - header.first + 1,
                    "example": joined[0] if joined else "",
                },
            )
        )
    return tuple(texts)


def _kept_rows(grid: Grid, header: Header, notes: list[Fault]) -> list[int]:
    """Return the rows that are records; note the others."""
    names = [part[-1] if part else "" for part in header.parts]
    kept: list[int] = []
    blank_before = blanks = 0
    for at in range(header.last + 1, len(grid.rows)):
        row, number = grid.rows[at], grid.numbers[at]
        if is_blank_row(row) and number not in grid.row_faults:
            blank_before += 1
            continue
        label = total_label(row)
        if label:
            notes.append(read_fault("total_row", {"label": label}, row=number))
        elif is_example(row):
            notes.append(read_fault("example_row", row=number))
        elif at == header.last + 1 and is_numbering(row):
            notes.append(read_fault("numbering_row", row=number))
        elif _repeats(row, names):
            notes.append(read_fault("repeated_header", row=number))
        else:
            blanks += blank_before if kept else 0
            kept.append(at)
        blank_before = 0
    while kept and len(names) > 2 and is_footnote(grid.rows[kept[-1]]):
        at = kept.pop()
        text = clean_name(next(cell for cell in grid.rows[at] if clean_name(cell)))
        notes.append(read_fault("footnote", {"text": text}, row=grid.numbers[at]))
    if blanks:
        notes.append(read_fault("blank_rows", {"count": blanks}))
    return kept


def _repeats(row: Sequence[Cell], names: Sequence[str]) -> bool:
    """Tell whether a row says the names of the columns again."""
    said = 0
    for at, cell in enumerate(row[: len(names)]):
        if isinstance(cell, str) and cell:
            if clean_name(cell) != names[at]:
                return False
            said += 1
    return said > 1


def _names(
    header: Header,
    columns: Sequence[NDArray[np.object_]],
    faulty: Collection[int],
    *,
    limits: Limits,
    notes: list[Fault],
) -> dict[int, str]:
    """Return the place and the one name of each column that has a name or cells."""
    names: dict[int, str] = {}
    used: set[str] = set()
    for at in range(len(columns)):
        given = join_parts(_part(header, at))
        has_cells = at in faulty or any(cell is not None for cell in columns[at])
        if not given and not has_cells:
            continue
        if at >= limits.max_columns:
            raise refusal(key="too_many_columns", values={"limit": limits.max_columns})
        name = given or column_letter(at)
        copy = 1
        while name in used:
            copy += 1
            name = f"{given or column_letter(at)} ({copy})"
        if not given:
            notes.append(
                read_fault("unnamed_column", {"letter": column_letter(at)}, column=name)
            )
        elif copy > 1:
            values: dict[str, FaultValue] = {
                "name": given,
                "letter": column_letter(at),
            }
            notes.append(read_fault("repeated_column", values, column=name))
        used.add(name)
        names[at] = name
    return names


def _finish_faults(
    grid: Grid,
    row_numbers: NDArray[np.int64],
    names: Mapping[int, str],
    found: Sequence[Found],
) -> tuple[Fault, ...]:
    """Return the faults of rows and cells by row, with their names and numbers."""
    if len(found) > _MAX_FAULTS:
        example: dict[str, FaultValue] = {
            "limit": _MAX_FAULTS,
            "column": names.get(found[0].column, ""),
            "example": str(found[0].value),
        }
        raise refusal(key="too_many_faults", values=example)
    kept = set(row_numbers.tolist())
    faults = [
        read_fault(key, values, row=number)
        for number, (key, values) in grid.row_faults.items()
        if number in kept
    ]
    for one in found:
        row = int(row_numbers[one.place])
        more: dict[str, FaultValue] = {}
        if one.last_place is not None:
            more = {"first": row, "last": int(row_numbers[one.last_place])}
        name = names.get(one.column, "")
        faults.append(read_fault(one.key, more, row=row, column=name, value=one.value))
    return tuple(sorted(faults, key=lambda fault: fault.row or 0))
