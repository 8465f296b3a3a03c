"""XLSX workbooks: which sheet is meant, and its cells as they are stored.

Formulas are never calculated: the stored value is used and said so.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from python_calamine import CalamineError, CalamineWorkbook

from geo_zs.imports.archive import open_archive, read_member
from geo_zs.imports.faults import Fault
from geo_zs.imports.grid import CellMark, Grid, column_letter
from geo_zs.imports.header_names import Span
from geo_zs.imports.headers import find_header
from geo_zs.imports.limits import Limits
from geo_zs.imports.raw_table import Cell
from geo_zs.imports.refusal import read_fault, refusal
from geo_zs.imports.sheet import Sheet, read_sheet
from geo_zs.imports.workbook_parts import (
    SPARE_ROWS,
    Marks,
    SheetPart,
    check_parts,
    count_linked_books,
    far_cell,
    has_macros,
    list_sheets,
    read_marks,
)

#: More sheets than this are not looked into to find the best one.
_MAX_LOOKED_INTO: Final = 40
_SHOWN_NAMES: Final = 8


@dataclass(frozen=True)
class _Choice:
    """A sheet with its cells, before its records are taken."""

    part: SheetPart
    grid: Grid
    marks: Marks
    n_known: int


def read_workbook(
    path: Path,
    *,
    sheet: str | None,
    known: Collection[str],
    limits: Limits,
    progress: Callable[[float], None],
) -> tuple[Sheet, str, tuple[str, ...]]:
    """Return the records of one sheet, its name, and the names of all sheets.

    Parameters
    ----------
    path : Path
        The workbook.
    sheet : str or None
        The sheet that is asked for; else the visible one whose header has most
        names the register knows, the first among equals.
    known : collection of str
        Names of columns, folded.
    limits : Limits
        Most rows, columns, unpacked bytes.
    progress : callable
        Told the share of the work, 0 to 1.

    Raises
    ------
    RefusedFileError
        If the workbook is damaged or hostile, has no such sheet, no header, no
        rows, or too much of anything.
    """
    notes: list[Fault] = []
    with open_archive(path, limits) as archive:
        check_parts(archive, limits)
        parts = list_sheets(archive, limits)
        candidates = _candidates(parts, sheet)
        if linked := count_linked_books(archive):
            notes.append(read_fault("linked_books", {"count": linked}))
        if has_macros(archive):
            notes.append(read_fault("macros"))
        progress(0.1)
        chosen = _choose(path, archive, candidates, known=known, limits=limits)
    progress(0.6)
    notes += _other_sheets(parts, chosen.part)
    read = read_sheet(chosen.grid, known=known, limits=limits)
    progress(0.9)
    notes += _formula_notes(read, chosen.marks)
    full = Sheet(**{**vars(read), "notes": (*notes, *read.notes)})
    return full, chosen.part.name, tuple(part.name for part in parts)


def _candidates(parts: Sequence[SheetPart], sheet: str | None) -> list[SheetPart]:
    """Return the sheets to choose from."""
    if sheet is not None:
        asked = [part for part in parts if part.name == sheet]
        if not asked:
            names = ", ".join(part.name for part in parts[:_SHOWN_NAMES])
            raise refusal(key="no_such_sheet", values={"asked": sheet, "sheets": names})
        return asked
    shown = [part for part in parts if not part.is_hidden]
    if not shown:
        raise refusal(key="no_layers")
    return shown[:_MAX_LOOKED_INTO]


def _choose(
    path: Path,
    archive: zipfile.ZipFile,
    candidates: Sequence[SheetPart],
    *,
    known: Collection[str],
    limits: Limits,
) -> _Choice:
    """Return the candidate whose header is best known."""
    try:
        book = CalamineWorkbook.from_path(str(path))
    except (CalamineError, ValueError, OSError) as error:
        raise refusal(
            key="workbook_damaged", values={"part": "the workbook"}
        ) from error
    best: _Choice | None = None
    for part in candidates:
        choice = _read_part(book, archive, part, known=known, limits=limits)
        if choice and (best is None or choice.n_known > best.n_known):
            best = choice
    if best is None:
        raise refusal(key="no_layers")
    return best


def _read_part(
    book: CalamineWorkbook,
    archive: zipfile.ZipFile,
    part: SheetPart,
    *,
    known: Collection[str],
    limits: Limits,
) -> _Choice | None:
    """Return the cells of a sheet, or None if it has none."""
    try:
        content = read_member(archive, part.part, limits)
    except KeyError as error:
        raise refusal(key="workbook_damaged", values={"part": part.part}) from error
    if far := far_cell(content, limits):
        raise _far_refusal(far, limits)
    try:
        sheet = book.get_sheet_by_name(part.name)
        cells = sheet.to_python(skip_empty_area=True)
        start = sheet.start
        merged = sheet.merged_cell_ranges or []
    except (CalamineError, ValueError, OSError) as error:
        raise refusal(key="workbook_damaged", values={"part": part.name}) from error
    if start is None or not cells:
        return None
    marks = read_marks(content)
    del content
    grid = _grid(cells, start, merged, marks)
    header = find_header(grid.rows, merged=grid.merged, known=known)
    return _Choice(part, grid, marks, header.n_known if header else -1)


def _far_refusal(cell: str, limits: Limits) -> Exception:
    """Return why a sheet that reaches too far is refused."""
    digits = "".join(char for char in cell if char.isdigit())
    if int(digits) > limits.max_rows + SPARE_ROWS:
        return refusal(key="too_many_rows", values={"limit": limits.max_rows})
    return refusal(key="too_many_columns", values={"limit": limits.max_columns})


def _grid(
    cells: list[list[Any]],
    start: tuple[int, int],
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]],
    marks: Marks,
) -> Grid:
    """Return the cells with the places they have in the sheet."""
    top, left = start
    rows: list[list[Cell]] = cells
    if left:
        rows = [[None] * left + row for row in cells]
    spans = [
        Span(first[0] - top, first[1], last[0] - top, last[1])
        for first, last in merged
        if last[0] >= top
    ]
    missing = {
        place: CellMark(key="formula_without_value")
        for place, has_value in marks.formulas.items()
        if not has_value
    }
    return Grid(
        rows=rows,
        numbers=range(top + 1, top + 1 + len(rows)),
        merged=spans,
        marks={**missing, **marks.errors},
    )


def _formula_notes(read: Sheet, marks: Marks) -> list[Fault]:
    """Return one note for each column that has formulas with stored values."""
    kept = set(read.row_numbers.tolist())
    counts: Counter[int] = Counter()
    first: dict[int, int] = {}
    for (row, column), has_value in sorted(marks.formulas.items()):
        if has_value and row in kept and (row, column) not in marks.errors:
            counts[column] += 1
            first.setdefault(column, row)
    name_of = dict(zip(read.places, read.headers, strict=True))
    return [
        read_fault(
            "formulas",
            {"count": count, "first": first[column]},
            column=name_of.get(column, column_letter(column)),
        )
        for column, count in sorted(counts.items())
    ]


def _other_sheets(parts: Sequence[SheetPart], chosen: SheetPart) -> list[Fault]:
    """Return notes on the sheets that are not read."""
    notes = []
    others = [part.name for part in parts if part != chosen and not part.is_hidden]
    hidden = [part.name for part in parts if part != chosen and part.is_hidden]
    if others:
        names = ", ".join(others[:_SHOWN_NAMES])
        notes.append(
            read_fault("other_sheets", {"chosen": chosen.name, "others": names})
        )
    if hidden:
        names = ", ".join(hidden[:_SHOWN_NAMES])
        notes.append(read_fault("hidden_sheets", {"others": names}))
    return notes
