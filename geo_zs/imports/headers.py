"""Where the header of a table is: below titles, of one row or several.

A planner's sheet starts with a merged title, a line with the unit and the date,
then one to four rows of names, some of them merged over others.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from geo_zs.imports.header_cells import (
    cell_at,
    filled_cells,
    has_caption,
    is_blank,
    is_names,
    is_text,
    is_unit,
)
from geo_zs.imports.header_names import Span, clean_name, column_parts
from geo_zs.imports.header_words import fold_header
from geo_zs.imports.raw_table import Cell

#: So many rows are looked at, and so many may belong to one header.
SCANNED_ROWS: Final = 60
MAX_HEADER_ROWS: Final = 4


@dataclass(frozen=True)
class Header:
    """Where the header stands and what it says.

    Parameters
    ----------
    first, last : int
        Index of its rows, counted from 0.
    parts : (n_columns,) tuple of tuple of str
        The names over each column, top first; empty where there is none.
    n_known : int
        How many columns have a name that the register knows.
    """

    first: int
    last: int
    parts: tuple[tuple[str, ...], ...]
    n_known: int


def find_header(
    rows: Sequence[Sequence[Cell]],
    *,
    merged: Sequence[Span] = (),
    known: Collection[str] = frozenset(),
) -> Header | None:
    """Find the header among the first rows.

    The row with most names that the register knows is it; if none has two, the
    first row of text that is about as wide as the table.

    Parameters
    ----------
    rows : sequence of sequence of cells
        From the first row of the sheet on; only the first 60 matter.
    merged : sequence of Span
        Merged blocks in the same count of rows.
    known : collection of str
        Names of columns as `header_words.fold_header` gives them.

    Returns
    -------
    Header or None
        None if no row looks like one.
    """
    scanned = rows[:SCANNED_ROWS]
    best = _best_row(scanned, known)
    if best is None:
        return None
    first, last = _grow(scanned, best, merged)
    parts = column_parts(scanned[first : last + 1], first, merged)
    n_known = sum(
        any(fold_header(part) in known for part in column) for column in parts
    )
    return Header(first, last, parts, n_known)


def _best_row(rows: Sequence[Sequence[Cell]], known: Collection[str]) -> int | None:
    """Return the index of the row that is most like a header."""
    widths = sorted(width for row in rows if (width := len(filled_cells(row))) > 0)
    if not widths:
        return None
    typical = widths[len(widths) // 2]
    candidates = [at for at, row in enumerate(rows) if is_names(row)]
    scores = {at: _n_known(rows[at], known) for at in candidates}
    candidates = [
        at for at in candidates if scores[at] > 1 or not has_caption(rows[at])
    ]
    scores = {at: scores[at] for at in candidates}
    if scores and max(scores.values()) >= 2:
        return max(scores, key=lambda at: (scores[at], -at))
    wide = max(1 if typical == 1 else 2, round(0.6 * typical))
    for at in candidates:
        names = [clean_name(cell) for cell in filled_cells(rows[at])]
        if len(names) >= wide and len(set(names)) == len(names):
            return at
    return (
        max(scores, key=lambda at: (scores[at], -at)) if any(scores.values()) else None
    )


def _n_known(row: Sequence[Cell], known: Collection[str]) -> int:
    """Count the different names in a row that the register knows."""
    folded = {fold_header(cell) for cell in row if isinstance(cell, str)}
    return sum(name in known for name in folded)


def _grow(
    rows: Sequence[Sequence[Cell]], best: int, merged: Sequence[Span]
) -> tuple[int, int]:
    """Return first and last row of the header that `best` belongs to."""
    first = last = best
    while first > 0 and last - first + 1 < MAX_HEADER_ROWS:
        if not _is_group_row(rows, first - 1, merged):
            break
        first -= 1
    while last + 1 < len(rows) and last - first + 1 < MAX_HEADER_ROWS:
        if not _continues(rows, last, merged):
            break
        last += 1
    return first, last


def _is_group_row(
    rows: Sequence[Sequence[Cell]], at: int, merged: Sequence[Span]
) -> bool:
    """Tell whether a row above the names groups some of them.

    A title is one cell over everything; groups are two or more, and at least one is
    merged over several columns, or reaches down into the names. A row that says who
    reports or in which unit groups nothing.
    """
    if (
        not is_names(rows[at])
        or len(filled_cells(rows[at])) < 2
        or has_caption(rows[at])
    ):
        return False
    wide = any(span.top == at and span.right > span.left for span in merged)
    deep = any(span.top <= at < span.bottom for span in merged)
    return wide or deep


def _continues(rows: Sequence[Sequence[Cell]], at: int, merged: Sequence[Span]) -> bool:
    """Tell whether the row below belongs to the header too."""
    below = rows[at + 1]
    filled = filled_cells(below)
    if filled and all(is_unit(cell) for cell in filled):
        return True
    if any(span.top <= at < span.bottom for span in merged):
        return True
    if not filled or not all(map(is_text, filled)):
        return False
    if any(span.top == at == span.bottom and span.right > span.left for span in merged):
        return _only_under_groups(rows[at], below)
    return _only_under_groups(rows[at], below) and is_blank(cell_at(below, 0))


def _only_under_groups(above: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Tell whether all cells below stand under a name that has room to its right."""
    group = -1
    has_blank: set[int] = set()
    group_of: dict[int, int] = {}
    for column in range(max(len(above), len(below))):
        if not is_blank(cell_at(above, column)):
            group = column
        elif group >= 0:
            has_blank.add(group)
        group_of[column] = group
    used = [at for at in range(len(below)) if not is_blank(below[at])]
    filled_blanks = [at for at in used if is_blank(cell_at(above, at))]
    return bool(filled_blanks) and all(group_of[at] in has_blank for at in used)
