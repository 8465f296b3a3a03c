"""Delimited text (CSV) to a grid of cells: comma, tab, semicolon or bar."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from geo_zs.imports.faults import FaultValue
from geo_zs.imports.grid import Grid
from geo_zs.imports.limits import Limits
from geo_zs.imports.raw_table import Cell
from geo_zs.imports.refusal import refusal

#: Delimiter → what it is called in English and Chinese.
DELIMITERS: Final = {
    ",": ("commas", "逗号"),
    "\t": ("tabs", "制表符"),
    ";": ("semicolons", "分号"),
    "|": ("bars", "竖线"),
}
_SAMPLED_ROWS: Final = 50
_SAMPLED_CHARS: Final = 200_000
_SEP_LINE: Final = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
#: Rows that are no records (titles, totals) may stand beside as many as allowed.
_SPARE_ROWS: Final = 1_000
_PROGRESS_EVERY: Final = 5_000

RowFaults = dict[int, tuple[str, dict[str, FaultValue]]]


def read_delimited(
    text: str, *, limits: Limits, progress: Callable[[float], None]
) -> tuple[Grid, str]:
    """Return the cells of a delimited text and its delimiter.

    A row is a record, however many lines its quoted cells take, as a spreadsheet
    shows it. Empty lines count as rows.

    Parameters
    ----------
    text : str
        The whole file, decoded.
    limits : Limits
        Most rows, and characters of a cell.
    progress : callable
        Told the share of the work, 0 to 1.

    Raises
    ------
    RefusedFileError
        If a cell is too long, a quote is never closed, or there are too many rows.
    """
    numbers_from = 1
    if stated := _SEP_LINE.match(text):
        text, delimiter = text[stated.end() :], stated.group(1)
        numbers_from = 2
    else:
        delimiter = find_delimiter(text)
    csv.field_size_limit(limits.max_cell_chars)
    rows: list[list[Cell]] = []
    row_faults: RowFaults = {}
    total = max(len(text), 1)
    stream = io.StringIO(text, newline="")
    for at, row in enumerate(_records(stream, delimiter, limits, numbers_from)):
        number = at + numbers_from
        if isinstance(row, str):
            row_faults[number] = (row, {})
            rows.append([])
        else:
            rows.append(list(row))
        if at > limits.max_rows + _SPARE_ROWS:
            raise refusal(key="too_many_rows", values={"limit": limits.max_rows})
        if at % _PROGRESS_EVERY == 0:
            progress(stream.tell() / total)
    numbers = range(numbers_from, numbers_from + len(rows))
    return Grid(rows=rows, numbers=numbers, row_faults=row_faults), delimiter


def find_delimiter(text: str) -> str:
    """Return the delimiter that cuts most of the first rows alike.

    Ties go to the comma, then tab, semicolon, bar. A text without any is one column.
    """
    sample = text[:_SAMPLED_CHARS]
    if len(sample) < len(text):
        sample = sample[: sample.rfind("\n") + 1] or sample
    best, best_score = ",", (0, 0)
    for delimiter in DELIMITERS:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        try:
            widths = [len(row) for row in islice(reader, _SAMPLED_ROWS) if row]
        except csv.Error:
            continue
        counts = Counter(width for width in widths if width > 1)
        if not counts:
            continue
        width, rows = max(counts.items(), key=lambda item: (item[1], item[0]))
        if (rows, width) > best_score:
            best, best_score = delimiter, (rows, width)
    return best


def _records(
    stream: io.StringIO, delimiter: str, limits: Limits, number: int
) -> Iterator[list[str] | str]:
    """Yield each record, or the key of what is wrong with it."""
    reader = csv.reader(stream, delimiter=delimiter, strict=True)
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "field limit" in str(error):
                values: dict[str, FaultValue] = {"limit": limits.max_cell_chars}
                raise refusal(key="cell_too_long", values=values, row=number) from error
            if "unexpected end" in str(error):
                raise refusal(key="open_quote", row=number) from error
            yield "bad_quote"
        number += 1


def check_widths(grid: Grid, header_row: int, width: int) -> RowFaults:
    """Return the rows that are longer or shorter than the header.

    Empty cells at the end of a long row are no fault: spreadsheets write them.
    """
    faults: RowFaults = dict(grid.row_faults)
    for row, number in zip(grid.rows, grid.numbers, strict=True):
        if number <= header_row or not row or len(row) == width:
            continue
        counts: dict[str, FaultValue] = {"cells": len(row), "headers": width}
        if len(row) < width and any(row):
            faults[number] = ("row_too_short", counts)
        elif len(row) > width and any(
            isinstance(cell, str) and cell.strip() for cell in row[width:]
        ):
            faults[number] = ("row_too_long", counts)
    return faults
