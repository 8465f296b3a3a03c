"""The header of a table: below titles, of one row or several, named once each.

A planner's sheet starts with a merged title, a line with the unit and the date,
then one to four rows of names, some of them merged over others.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from geo_zs.imports.header_words import fold_header
from geo_zs.imports.raw_table import Cell

#: So many rows are looked at, and so many may belong to one header.
SCANNED_ROWS: Final = 60
MAX_HEADER_ROWS: Final = 4
#: A header cell is no longer than this.
_MAX_NAME: Final = 80
_NUMBER: Final = re.compile(r"[-+]?[\d,]*\.?\d+(?:e[-+]?\d+)?%?", re.IGNORECASE)
_DATE: Final = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}(\s*[-/.月]\s*\d{1,2}\s*日?|月)?")
_UNIT: Final = re.compile(
    r"[(（]?\s*(?:单位[:：])?\s*(?:[万亿千百]?元(?:/亩)?|[万亿]?(?:美元|欧元|日元)|亩|公顷|"
    r"平方(?:米|公里)|万?千瓦|兆瓦|MW|kW|GW|%|％|人|个|吨|万?立方米(?:/[天日年])?)\s*[)）]?"
)
#: Lines between title and names: who reports, in which unit, of which day.
_CAPTION: Final = re.compile(
    r"[(（]?\s*(?:(?:填报|制表|填表|报送|编制|上报|汇总|审核|主管|责任|牵头"
    r"|计量|金额|面积|货币)?单位"
    r"|(?:填报|制表|填表|报送|编制|审核|负责|联系)(?:人|部门|日期|时间)?"
    r"|(?:统计|数据|报表)?(?:日期|时间|时点)|截[至止](?:日期|时间|时点)?"
    r"|数据来源|units?|as of)"
    r"\s*(?:[(（][^()（）]*[)）]\s*)?[:：].*|截[至止]\s*(?:到|于)?\s*\d.*",
    re.IGNORECASE | re.DOTALL,
)
_CJK: Final = r"\u2e80-\u9fff\uff00-\uffef\u3000-\u303f"
_GAP: Final = re.compile(rf"(?<=[{_CJK}])\s+|\s+(?=[{_CJK}])")


@dataclass(frozen=True)
class Span:
    """A merged block of cells: rows and columns counted from 0, both ends in."""

    top: int
    left: int
    bottom: int
    right: int


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


def clean_name(cell: Cell) -> str:
    """Return a header cell as one line; Chinese text has no spaces inside."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = " ".join(str(cell).replace("\u200b", "").split())
    return _GAP.sub("", text)[:_MAX_NAME]


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
    parts = _parts(scanned[first : last + 1], first, merged)
    n_known = sum(
        any(fold_header(part) in known for part in column) for column in parts
    )
    return Header(first, last, parts, n_known)


def _best_row(rows: Sequence[Sequence[Cell]], known: Collection[str]) -> int | None:
    """Return the index of the row that is most like a header."""
    widths = sorted(width for row in rows if (width := len(_filled(row))) > 0)
    if not widths:
        return None
    typical = widths[len(widths) // 2]
    candidates = [at for at, row in enumerate(rows) if _is_names(row)]
    scores = {at: _n_known(rows[at], known) for at in candidates}
    candidates = [
        at for at in candidates if scores[at] > 1 or not has_caption(rows[at])
    ]
    scores = {at: scores[at] for at in candidates}
    if scores and max(scores.values()) >= 2:
        return max(scores, key=lambda at: (scores[at], -at))
    wide = max(1 if typical == 1 else 2, round(0.6 * typical))
    for at in candidates:
        names = [clean_name(cell) for cell in _filled(rows[at])]
        if len(names) >= wide and len(set(names)) == len(names):
            return at
    return (
        max(scores, key=lambda at: (scores[at], -at)) if any(scores.values()) else None
    )


def _filled(row: Sequence[Cell]) -> list[Cell]:
    """Return the cells of a row that hold something."""
    return [cell for cell in row if not _is_blank(cell)]


def _is_blank(cell: Cell) -> bool:
    """Tell whether a cell holds nothing but spaces."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def is_text(cell: Cell) -> bool:
    """Tell whether a cell is a name, neither number nor date nor long text."""
    if not isinstance(cell, str):
        return False
    text = cell.strip()
    return (
        0 < len(text) <= _MAX_NAME
        and not _NUMBER.fullmatch(text)
        and not _DATE.fullmatch(text)
    )


def _is_names(row: Sequence[Cell]) -> bool:
    """Tell whether nearly all cells of a row are names."""
    filled = _filled(row)
    return bool(filled) and sum(map(is_text, filled)) >= 0.8 * len(filled)


def has_caption(row: Sequence[Cell]) -> bool:
    """Tell whether a cell of a row is a remark on the table, such as 单位：亿元.

    Such a row names no columns.
    """
    return any(
        isinstance(cell, str) and _CAPTION.fullmatch(cell.strip()) is not None
        for cell in row
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
    if not _is_names(rows[at]) or len(_filled(rows[at])) < 2 or has_caption(rows[at]):
        return False
    wide = any(span.top == at and span.right > span.left for span in merged)
    deep = any(span.top <= at < span.bottom for span in merged)
    return wide or deep


def _continues(rows: Sequence[Sequence[Cell]], at: int, merged: Sequence[Span]) -> bool:
    """Tell whether the row below belongs to the header too."""
    below = rows[at + 1]
    filled = _filled(below)
    if filled and all(
        isinstance(cell, str) and _UNIT.fullmatch(cell.strip()) for cell in filled
    ):
        return True
    if any(span.top <= at < span.bottom for span in merged):
        return True
    if not filled or not all(map(is_text, filled)):
        return False
    if any(span.top == at == span.bottom and span.right > span.left for span in merged):
        return _only_under_groups(rows[at], below)
    return _only_under_groups(rows[at], below) and _is_blank(_at(below, 0))


def _only_under_groups(above: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Tell whether all cells below stand under a name that has room to its right."""
    group = -1
    has_blank: set[int] = set()
    group_of: dict[int, int] = {}
    for column in range(max(len(above), len(below))):
        if not _is_blank(_at(above, column)):
            group = column
        elif group >= 0:
            has_blank.add(group)
        group_of[column] = group
    used = [at for at in range(len(below)) if not _is_blank(below[at])]
    filled_blanks = [at for at in used if _is_blank(_at(above, at))]
    return bool(filled_blanks) and all(group_of[at] in has_blank for at in used)


def _at(row: Sequence[Cell], column: int) -> Cell:
    """Return a cell, None beyond the end of the row."""
    return row[column] if column < len(row) else None


def _parts(
    rows: Sequence[Sequence[Cell]], first: int, merged: Sequence[Span]
) -> tuple[tuple[str, ...], ...]:
    """Return the names over each column, top first, none twice in a row."""
    width = max((len(row) for row in rows), default=0)
    lines = [[clean_name(_at(row, column)) for column in range(width)] for row in rows]
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
    if len(names) > 1 and _UNIT.fullmatch(names[-1]):
        unit = f"（{names.pop().strip('()（） ')}）"
    return " / ".join(names) + unit
