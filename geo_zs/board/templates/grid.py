"""A sheet as plain cells: texts, merged areas, formats; no workbook behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class GridCell:
    """One cell that holds something.

    Parameters
    ----------
    row, column : int
        From 1.
    text : str
        Its text; of a formula the formula, of a number its digits.
    is_text, is_formula : bool
        What it is.
    is_percent : bool
        Whether its number format shows a ratio as percent.
    """

    row: int
    column: int
    text: str
    is_text: bool
    is_formula: bool
    is_percent: bool


@dataclass(frozen=True)
class SheetGrid:
    """The cells of one sheet.

    Parameters
    ----------
    name : str
        Name of the sheet.
    is_hidden : bool
        Whether it is hidden.
    cells : tuple of GridCell
        By row and column.
    merged : tuple of (int, int, int, int)
        First row, first column, last row, last column of each merged area.
    """

    name: str
    is_hidden: bool
    cells: tuple[GridCell, ...]
    merged: tuple[tuple[int, int, int, int], ...]

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> SheetGrid:
        """Return the sheet that a child process told.

        Raises
        ------
        KeyError, TypeError, ValueError
            If it told something else.
        """
        cells = tuple(
            GridCell(
                row=int(row),
                column=int(column),
                text=str(text),
                is_text=kind == "s",
                is_formula=kind == "f",
                is_percent=bool(percent),
            )
            for row, column, kind, text, percent in values["cells"]
        )
        merged = tuple(
            (int(one[0]), int(one[1]), int(one[2]), int(one[3]))
            for one in values["merged"]
        )
        return cls(str(values["name"]), bool(values["is_hidden"]), cells, merged)

    @cached_property
    def by_place(self) -> Mapping[tuple[int, int], GridCell]:
        """The cells by row and column; a merged area is its first cell everywhere."""
        found = {(cell.row, cell.column): cell for cell in self.cells}
        for first_row, first_column, last_row, last_column in self.merged:
            anchor = found.get((first_row, first_column))
            for row in range(first_row, last_row + 1):
                for column in range(first_column, last_column + 1):
                    if anchor is not None:
                        found[row, column] = anchor
        return found

    @property
    def last_column(self) -> int:
        """The last column that holds something; 0 if none does."""
        return max((cell.column for cell in self.cells), default=0)

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell, that of the whole area if it is merged."""
        cell = self.by_place.get((row, column))
        return cell.text if cell is not None else ""
