"""Cells of the rows that count: cleaned, and set aside where they cannot be taken."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo_zs.imports.grid import Grid
from geo_zs.imports.raw_table import Cell

#: A whole number from here on has lost digits: a float holds 15.
LOST_FROM: Final = 1e15
_LOST_TEXT: Final = re.compile(r"[-+]?\d(?:\.\d+)?E\+(?:1[1-9]|[2-9]\d)", re.IGNORECASE)
_MAX_LOST_TEXT: Final = 32
_GUARDED: Final = re.compile(r"'[=+\-@\t\r]")
_INVISIBLE: Final = re.compile("[\u200b\u200c\u200d\ufeff]")


@dataclass(frozen=True)
class Found:
    """A cell that cannot be taken as it is, by place among the records."""

    place: int
    column: int
    key: str
    value: object
    last_place: int | None = None


def read_columns(
    grid: Grid, kept: Sequence[int]
) -> tuple[list[NDArray[np.object_]], list[Found]]:
    """Return the cleaned cells column by column, and what cannot be taken.

    Parameters
    ----------
    grid : Grid
        All cells.
    kept : sequence of int
        Index of the rows that are records.
    """
    rows = [grid.rows[at] for at in kept]
    # Without a record (an untouched template) the columns are those of the header.
    width = max(map(len, rows or grid.rows))
    found: list[Found] = []
    columns = []
    for column in range(width):
        cells = np.empty(len(rows), dtype=object)
        cells[:] = [
            clean_cell(row[column]) if column < len(row) else None for row in rows
        ]
        for place in _lost_places(cells):
            found.append(Found(place, column, "lost_digits", cells[place]))
            cells[place] = None
        columns.append(cells)
    place_of = {grid.numbers[at]: place for place, at in enumerate(kept)}
    for (number, column), mark in grid.marks.items():
        if number in place_of and column < width:
            columns[column][place_of[number]] = None
            found.append(Found(place_of[number], column, mark.key, mark.value))
    return columns, found


def clean_cell(cell: Cell | dt.timedelta) -> Cell:
    """Return a cell without spaces around it; whole floats become whole numbers.

    A span of time becomes hours.

    An apostrophe that guards =, +, - or @ from being taken for a formula is taken
    off again: exports put it there.
    """
    if isinstance(cell, str):
        text = cell.strip()
        if not text.isascii() and _INVISIBLE.search(text):
            text = _INVISIBLE.sub("", text).strip()
        if text[:1] == "'" and _GUARDED.match(text):
            text = text[1:]
        return text or None
    if isinstance(cell, float) and abs(cell) < LOST_FROM and cell.is_integer():
        return int(cell)
    if isinstance(cell, dt.timedelta):
        return cell.total_seconds() / 3600
    return cell


def _lost_places(cells: NDArray[np.object_]) -> list[int]:
    """Return the places of codes that became numbers."""
    return [place for place, cell in enumerate(cells.tolist()) if is_lost(cell)]


def is_lost(cell: Cell) -> bool:
    """Tell whether a code became a number and lost its last digits."""
    if isinstance(cell, float):
        return abs(cell) >= LOST_FROM
    return (
        isinstance(cell, str)
        and "+" in cell
        and len(cell) < _MAX_LOST_TEXT
        and _LOST_TEXT.fullmatch(cell) is not None
    )


def fill_merged(
    grid: Grid,
    header_last: int,
    kept: Sequence[int],
    *,
    columns: list[NDArray[np.object_]],
    found: list[Found],
) -> dict[int, int]:
    """Give the text of a merged block to each of its rows; a figure to the first.

    A figure merged over several rows may be their total: giving it to each would
    count it several times. Changes `columns` and adds to `found`.

    Returns
    -------
    dict of int to int
        Column → how many cells were filled.
    """
    place_of = {at: place for place, at in enumerate(kept)}
    filled: dict[int, int] = {}
    for span in grid.merged if kept else ():
        rows = range(span.top, min(span.bottom, kept[-1]) + 1)
        places = [place_of[at] for at in rows if at in place_of]
        if span.top <= header_last or len(places) <= 1 or span.left >= len(columns):
            continue
        column = columns[span.left]
        value = column[places[0]]
        if isinstance(value, str | dt.date | bool):
            column[places[1:]] = value
            filled[span.left] = filled.get(span.left, 0) + len(places) - 1
        elif value is not None:
            found.append(
                Found(places[0], span.left, "merged_amount", value, places[-1])
            )
    return filled
