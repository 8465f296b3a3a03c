"""Writes the cells of one sheet; text is always text, never a formula or a link."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from webapp.exports.safe import plain_text
from webapp.exports.sheets import ENDLESS, Formats

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Value = str | float | None

_A4: Final = 9
_TITLE_HEIGHT: Final = 24
_HEAD_HEIGHT: Final = 45
_WIDTH: Final = 12


class SheetWriter:
    """One sheet of a workbook.

    Parameters
    ----------
    sheet : Worksheet
        The sheet, empty.
    looks : Formats
        The looks of the cells.
    """

    def __init__(self, sheet: Worksheet, looks: Formats) -> None:
        self._sheet = sheet
        self._looks = looks
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)

    def _look(self, name: str) -> Format:
        look: Format = getattr(self._looks, name)
        return look

    def title(self, title: str, hint: str) -> None:
        """Write the first two rows: what the sheet is, and how it is used."""
        self._sheet.set_row(0, _TITLE_HEIGHT)
        self.text(0, 0, title, look="title")
        self.text(1, 0, hint, look="hint")

    def heads(self, row: int, heads: Sequence[str]) -> None:
        """Write the heads of the columns."""
        self._sheet.set_row(row, _HEAD_HEIGHT)
        for column, head in enumerate(heads):
            self.text(row, column, head, look="head")

    def widths(self, widths: Sequence[float]) -> None:
        """Set the widths of the first columns, in characters."""
        for column, width in enumerate(widths):
            self._sheet.set_column(column, column, width)

    def usual_width(self, first: int, last: int) -> None:
        """Give columns `first` to `last` the usual width."""
        self._sheet.set_column(first, last, _WIDTH)

    def freeze(self, row: int, column: int) -> None:
        """Keep the rows above and the columns left of a cell in sight."""
        self._sheet.freeze_panes(row, column)

    def text(self, row: int, column: int, text: str, *, look: str = "text") -> None:
        """Write text, whatever it begins with."""
        if text:
            self._sheet.write_string(row, column, plain_text(text), self._look(look))

    def number(
        self, row: int, column: int, value: float, *, look: str = "number"
    ) -> None:
        """Write a number; nothing where it is not known."""
        if math.isnan(value):
            return
        if math.isinf(value):
            value, look = math.copysign(ENDLESS, value), "endless"
        self._sheet.write_number(row, column, value, self._look(look))

    def blank(self, row: int, column: int, *, look: str) -> None:
        """Write an empty cell that has a look."""
        self._sheet.write_blank(row, column, None, self._look(look))

    def value(self, row: int, column: int, value: Value, *, look: str = "text") -> None:
        """Write text or a number; nothing for None."""
        if isinstance(value, str):
            self.text(row, column, value, look=look)
        elif value is not None:
            self.number(row, column, value, look="number" if look == "text" else look)

    def formula(
        self, row: int, column: int, text: str, found: Value, *, look: str = "number"
    ) -> None:
        """Write a formula with its result as the engine found it."""
        shown = "" if found is None else found
        self._sheet.write_formula(row, column, text, self._look(look), shown)

    def rows(self, first: int, rows: Sequence[Sequence[Value]]) -> int:
        """Write rows of text and numbers; return the row after the last one."""
        for at, values in enumerate(rows):
            for column, value in enumerate(values):
                self.value(first + at, column, value, look="wrap")
        return first + len(rows)

    def only_positive(self, first: int, last: int, column: int) -> None:
        """Refuse anything but numbers of 0 or more in some cells."""
        self._sheet.data_validation(
            first,
            column,
            last,
            column,
            {"validate": "decimal", "criteria": ">=", "value": 0},
        )

    def chart(self, row: int, column: int, chart: Chart) -> None:
        """Put a picture on the sheet."""
        self._sheet.insert_chart(row, column, chart)
