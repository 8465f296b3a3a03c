"""What the header of a table calls each column, from one row or several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from geo_zs.imports.header_cells import MAX_NAME, cell_at, is_unit
from geo_zs.imports.raw_table import Cell

_CJK: Final = r"\u2e80-\u9fff\uff00-\uffef\u3000-\u303f"
_GAP: Final = re.compile(rf"(?<=[{_CJK}])\s+|\s+(?=[{_CJK}])")


@dataclass(frozen=True)
class Span:
    """A merged block of cells: rows and columns counted from 0, both ends in."""

    top: int
    left: int
    bottom: int
    right: int


def clean_name(cell: Cell) -> str:
    """Return a header cell as one line; Chinese text has no spaces inside."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = " ".join(str(cell).replace("\u200b", "").split())
    return _GAP.sub("", text)[:MAX_NAME]


def column_parts(
    rows: Sequence[Sequence[Cell]], first: int, merged: Sequence[Span]
) -> tuple[tuple[str, ...], ...]:
    """Return the names over each column, top first, none twice in a row."""
    width = max((len(row) for row in rows), default=0)
    lines = [
        [clean_name(cell_at(row, column)) for column in range(width)] for row in rows
    ]
    for span in merged:
        inside = range(
            max(span.top, first), min(span.bottom, first + len(rows) - 1) + 1
        )
        name = (
            lines[inside[0] - first][span.left] if inside and span.left < width else ""
        )
        for at in inside:
            for column in range(span.left, min(span.right + 1, width)):
                lines[at - first][column] = name
    for upper, lower in pairwise(lines):
        _spread(upper, lower)
    return tuple(_distinct(line[column] for line in lines) for column in range(width))


def _spread(upper: list[str], lower: list[str]) -> None:
    """Let a name reach over the blanks to its right that have names below."""
    for column in range(1, len(upper)):
        left = upper[column - 1]
        is_group = lower[column - 1] and left != lower[column - 1]
        if not upper[column] and lower[column] and is_group:
            upper[column] = left


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that are not empty, each once."""
    return tuple(dict.fromkeys(name for name in names if name))


def join_parts(parts: Sequence[str]) -> str:
    """Return one name for a column; a unit below goes into brackets.

    Examples
    --------
    >>> join_parts(["投资情况", "总投资", "亿元"])
    '投资情况 / 总投资（亿元）'
    """
    names = list(parts)
    unit = ""
    if len(names) > 1 and is_unit(names[-1]):
        unit = f"（{names.pop().strip('()（） ')}）"
    return " / ".join(names) + unit
