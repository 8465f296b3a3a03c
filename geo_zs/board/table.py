"""A table as readers see it: titles, units and cells in two languages.

Pages, workbooks, PDF and pictures draw the same table; none of them words a title or
rounds a number by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from geo_zs.board.label import UNKNOWN_MARK, Label, is_unknown, number_text
from geo_zs.vocab import Lang

#: What a cell holds; None is not known. A label is text in both languages.
Cell = Label | str | int | float | None


@dataclass(frozen=True)
class Column:
    """One column.

    Parameters
    ----------
    key : str
        Stable name.
    title : Label
        Heading.
    unit : Label or None
        Unit of its numbers; it stands in the heading, not in the cells.
    decimals : int or None
        Digits behind the point; None for text and whole numbers.
    is_signed : bool
        Whether a number above 0 is written with ``+``.
    """

    key: str
    title: Label
    unit: Label | None = None
    decimals: int | None = None
    is_signed: bool = False

    @property
    def is_number(self) -> bool:
        """Whether the column holds numbers with decimals."""
        return self.decimals is not None

    def heading(self, lang: Lang) -> str:
        """Return title and unit."""
        title = self.title.of(lang)
        if self.unit is None:
            return title
        unit = self.unit.of(lang)
        return f"{title}（{unit}）" if lang == "zh" else f"{title} ({unit})"

    def text(self, cell: Cell, lang: Lang) -> str:
        """Return a cell as text; a dash where it is not known."""
        if is_unknown(cell):
            return UNKNOWN_MARK
        if isinstance(cell, Label):
            return cell.of(lang)
        if isinstance(cell, str):
            return cell
        text = number_text(float(cell or 0), self.decimals or 0)
        return f"+{text}" if self.is_signed and float(text) > 0 else text


@dataclass(frozen=True)
class Table:
    """One table.

    Parameters
    ----------
    title : Label
        What it shows, with its time.
    columns : tuple of Column
        From left to right.
    rows : tuple of tuple of Cell
        Cells in the order of the columns; shares are in %.
    total : tuple of Cell or None
        A last line that stands for all rows, where there is one.
    notes : tuple of Label
        What a reader has to know of it.
    """

    title: Label
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None
    notes: tuple[Label, ...] = ()

    def headings(self, lang: Lang) -> list[str]:
        """Return the headings with their units."""
        return [column.heading(lang) for column in self.columns]

    def texts(self, lang: Lang) -> list[list[str]]:
        """Return all cells as text, the total last."""
        rows = [*self.rows, *([self.total] if self.total is not None else [])]
        return [
            [
                column.text(cell, lang)
                for column, cell in zip(self.columns, row, strict=True)
            ]
            for row in rows
        ]
