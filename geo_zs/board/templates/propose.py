"""Propose what the cells of a template mean, from its names and headings.

The rows are found by the names of leagues or banners; what stands above them is the
heading, merged or not. The user sees the proposal and corrects it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from geo_zs.board.places import REGION, Places
from geo_zs.board.templates.grid import SheetGrid
from geo_zs.board.templates.headings import figure_of, folded, scope_of, unit_of
from geo_zs.board.templates.mapping import (
    MAX_COLUMN,
    MAX_ROW,
    TOTAL,
    ColumnUse,
    RowUse,
    TemplateMapping,
)
from geo_zs.board.templates.periods import PERIOD

#: Words of the line of all places together.
_TOTALS: Final = frozenset(
    "合计 总计 小计 全区 全区合计 全市 全市合计 全盟 全盟合计 total".split()  # noqa: SIM905  reads better
)
_UNIT: Final = re.compile(r"单位\s*[:：]?\s*(.{1,12})")
_MOST_HEADINGS: Final = 6
_SUFFIXES: Final = "市盟旗县区"


@dataclass(frozen=True)
class _Found:
    """The column of names of a sheet and the rows that hold one."""

    column: int
    rows: tuple[RowUse, ...]

    @property
    def n_places(self) -> int:
        """Rows of single places."""
        return sum(one.place != TOTAL for one in self.rows)


def propose(grids: Sequence[SheetGrid], places: Places) -> TemplateMapping | None:
    """Propose what the cells of a workbook mean.

    Parameters
    ----------
    grids : sequence of SheetGrid
        The sheets to look at.
    places : Places
        Names to look for.

    Returns
    -------
    TemplateMapping or None
        Of the shown sheet with most names, the first among equals; None if no sheet
        has two of them below each other.
    """
    names = _names(places)
    found = [(grid, _name_column(grid, names)) for grid in grids if not grid.is_hidden]
    best = max(found, key=lambda one: one[1].n_places, default=None)
    if best is None or best[1].n_places < 2:
        return None
    grid, names_found = best
    first = names_found.rows[0].row
    headings = _heading_rows(grid, first)
    return TemplateMapping(
        sheet=grid.name,
        name_column=names_found.column,
        header_rows=(headings[0], headings[-1]) if headings else None,
        columns=_columns(grid, names_found, headings),
        rows=names_found.rows,
        period_cells=_period_cells(grid, first),
    )


def _names(places: Places) -> dict[str, str]:
    """Return the codes of places by their folded names; unclear names are left out."""
    found: dict[str, set[str]] = {}
    for unit in places.units.values():
        spoken = {unit.name.zh, unit.name.en, *unit.other_names}
        stripped = {name[:-1] for name in spoken if name[-1:] in _SUFFIXES}
        spoken |= {name for name in stripped if len(name) >= 2}
        code = TOTAL if unit.adcode == REGION else unit.adcode
        for name in spoken:
            found.setdefault(folded(name), set()).add(code)
    names = {name: codes.pop() for name, codes in found.items() if len(codes) == 1}
    return names | dict.fromkeys(_TOTALS, TOTAL)


def _name_column(grid: SheetGrid, names: Mapping[str, str]) -> _Found:
    """Return the column with most names; of a name that stands twice the first row."""
    by_column: dict[int, list[RowUse]] = {}
    for cell in grid.cells:
        place = names.get(folded(cell.text)) if cell.is_text else None
        if place is not None and cell.column <= MAX_COLUMN and cell.row <= MAX_ROW:
            by_column.setdefault(cell.column, []).append(
                RowUse(cell.row, cell.text.strip(), place)
            )
    best = _Found(1, ())
    for column, rows in sorted(by_column.items()):
        seen = Counter[str]()
        kept = []
        for row in rows:
            seen[str(row.place)] += 1
            if seen[str(row.place)] == 1:
                kept.append(row)
        one = _Found(column, tuple(kept))
        if one.n_places > best.n_places:
            best = one
    return best


def _heading_rows(grid: SheetGrid, first: int) -> list[int]:
    """Return the rows above the names that are headings, from top to bottom.

    A row with a single text, merged or not, is a title or a note.
    """
    rows: list[int] = []
    for row in range(first - 1, max(first - 1 - _MOST_HEADINGS, 0), -1):
        texts = {
            cell.text
            for column in range(1, grid.last_column + 1)
            if (cell := grid.by_place.get((row, column))) is not None
        }
        if len(texts) < 2:
            if rows:
                break
            continue
        rows.append(row)
    return rows[::-1]


def _columns(
    grid: SheetGrid, found: _Found, headings: Sequence[int]
) -> tuple[ColumnUse, ...]:
    """Return the use of each column that has a heading."""
    around = " ".join(
        match.group(1)
        for cell in grid.cells
        if cell.row < found.rows[0].row and (match := _UNIT.search(cell.text))
    )
    columns: list[ColumnUse] = []
    taken: set[tuple[str, str | None]] = set()
    for column in range(1, min(grid.last_column, MAX_COLUMN) + 1):
        path = list(dict.fromkeys(grid.text(row, column).strip() for row in headings))
        path = [text for text in path if text]
        if column == found.column or not path:
            continue
        use = _use(grid, found, column, path, around)
        if use.figure is not None:
            key = (use.figure, use.scope)
            if key in taken:
                use = ColumnUse(column, use.header, scope=use.scope, is_sure=False)
            taken.add(key)
        columns.append(use)
    return tuple(columns)


def _use(
    grid: SheetGrid, found: _Found, column: int, path: Sequence[str], around: str
) -> ColumnUse:
    """Return what one column holds."""
    header = " / ".join(re.sub(r"\s+", " ", text) for text in path)
    figure, is_own = figure_of(path)
    if figure is None:
        return ColumnUse(column, header)
    cells = [grid.by_place.get((row.row, column)) for row in found.rows]
    is_percent = any(cell is not None and cell.is_percent for cell in cells)
    unit, is_told = unit_of(figure, path, around, is_percent=is_percent)
    sure = is_own and is_told
    return ColumnUse(column, header, figure, unit, scope_of(path), is_sure=sure)


def _period_cells(grid: SheetGrid, first: int) -> tuple[str, ...]:
    """Return the cells above the names whose text names the months."""
    return tuple(
        f"{column_letters(cell.column)}{cell.row}"
        for cell in grid.cells
        if cell.row < first and cell.is_text and PERIOD.search(cell.text)
    )


def column_letters(column: int) -> str:
    """Return the letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
