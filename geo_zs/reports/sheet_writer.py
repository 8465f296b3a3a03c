"""Sheets of a workbook: text is text, numbers are numbers, nothing is a formula.

Cells of text carry "quote prefix", the style that a typed apostrophe leaves, so that
they stay text when somebody edits them.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Collection, Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Final

from xlsxwriter import Workbook

from geo_zs.text_guard import GUARD, sheet_text, whole_text

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: Characters of a cell, records below a head, characters of the name of a sheet.
MAX_CELL: Final = 32_767
MAX_ROWS: Final = 1_048_575
MAX_NAME: Final = 31
#: A workbook with more cells is written row by row, in little memory.
MANY_CELLS: Final = 500_000

_NOT_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NOT_IN_NAME: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_CREATED: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001  a constant of the file
_FONT: Final = "Microsoft YaHei"
_INK: Final = "#1f2a30"
_ACCENT: Final = "#0b6b5d"
_A4: Final = 9
#: Columns that still can be read when they share one page.
_ON_A_PAGE: Final = 14
_LINE: Final = 13.5
_HIGHEST: Final = 400.0

Value = str | float | int | bool | None


def cell_text(text: str) -> str:
    """Return a text as a cell holds it.

    Parameters
    ----------
    text : str
        Any text. Ends of line become line feeds; characters that no workbook holds
        become �; it is not cut.
    """
    if text.isprintable() and not text.startswith(GUARD):
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _NOT_XML.sub("\ufffd", whole_text(sheet_text(lines)))


def utf16_length(text: str) -> int:
    """Return the length of a text as spreadsheets count it."""
    return len(text) + (0 if text.isascii() else sum(one > "\uffff" for one in text))


def cut_text(text: str, most: int) -> str:
    """Return the start of a text with … behind it.

    Parameters
    ----------
    text : str
        Longer than `most`.
    most : int
        Characters that the result has at most, as spreadsheets count them.
    """
    cut = text[: most - 1]
    while utf16_length(cut) > most - 1:
        cut = cut[: len(cut) - max(1, (utf16_length(cut) - most + 2) // 2)]
    return cut + "…"


def line_count(text: str, width: float) -> int:
    """Return about how many lines a text takes in a column.

    Parameters
    ----------
    text : str
        Any text; a character beyond Latin is as wide as two.
    width : float
        Width of the column, in characters.
    """
    lines = 0
    for part in text.split("\n"):
        wide = sum(2 if one > "\u2e7f" else 1.05 for one in part)
        lines += max(1, math.ceil(wide / max(width - 1, 1)))
    return lines


def sheet_name(text: str, taken: Collection[str] = ()) -> str:
    """Return a name that a sheet may have.

    Parameters
    ----------
    text : str
        The name wished for; any text.
    taken : collection of str
        Names of the other sheets.

    Returns
    -------
    str
        31 characters at most, without those that no name holds, different from the
        others whatever their capitals.
    """
    others = {name.casefold() for name in taken} | {"history"}
    base = _NOT_IN_NAME.sub(" ", whole_text(text)).strip(" '")[:MAX_NAME].strip(" '")
    base = base or "Sheet"
    name, at = base, 1
    while name.casefold() in others:
        at += 1
        end = f" ({at})"
        name = base[: MAX_NAME - len(end)].rstrip() + end
    return name


class Book:
    """A workbook under way.

    Parameters
    ----------
    title : str
        Title in the properties of the file.
    cells : int
        About how many cells there will be.
    """

    def __init__(self, title: str, *, cells: int = 0) -> None:
        self._buffer = BytesIO()
        options = {
            "constant_memory": cells > MANY_CELLS,
            "in_memory": cells <= MANY_CELLS,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.book = Workbook(self._buffer, options)
        self.book.set_properties({"title": cell_text(title)[:255], "created": _CREATED})
        self._names: list[str] = []
        self._formats: dict[tuple[str, int, bool], Format] = {}

    def sheet(self, name: str) -> Sheet:
        """Return a new sheet; its name is made one that a sheet may have."""
        known = sheet_name(name, self._names)
        self._names.append(known)
        return Sheet(self, self.book.add_worksheet(known))

    def close(self) -> bytes:
        """Return the finished workbook; the same content gives the same bytes."""
        self.book.close()
        return self._buffer.getvalue()

    def look(self, name: str, *, decimals: int = 0, is_bold: bool = False) -> Format:
        """Return how cells of a kind look.

        Parameters
        ----------
        name : str
            ``title``, ``head``, ``required``, ``text``, ``wrap``, ``number``,
            ``integer``, ``example`` or ``hint``.
        decimals : int
            Shown behind the point.
        is_bold : bool
            Whether it is a total.
        """
        key = (name, decimals, is_bold)
        if key not in self._formats:
            self._formats[key] = self.book.add_format(
                {**_look(name, decimals), **({"bold": True} if is_bold else {})}
            )
        return self._formats[key]


class Sheet:
    """One sheet.

    Parameters
    ----------
    book : Book
        The workbook.
    sheet : Worksheet
        The sheet of xlsxwriter.
    """

    def __init__(self, book: Book, sheet: Worksheet) -> None:
        self._book = book
        self.sheet = sheet
        self.cut_cells = 0
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_footer("&L&F  &A&R&P / &N")

        self._widths: tuple[float, ...] = ()

    def widths(self, widths: Iterable[float]) -> None:
        """Set the widths of the columns, in characters; few ones fit on a page."""
        self._widths = tuple(widths)
        for column, width in enumerate(self._widths):
            self.sheet.set_column(column, column, width)
        if len(self._widths) <= _ON_A_PAGE:
            self.sheet.fit_to_pages(1, 0)
        else:
            self.sheet.repeat_columns(0, 1)

    def wrapped(self, row: int, texts: Sequence[str], *, heads: int = 0) -> None:
        """Write a row of texts, as high as the longest of them needs.

        Parameters
        ----------
        row : int
            Where, from 0.
        texts : sequence of str
            From left to right; there must be as many `widths`.
        heads : int
            How many of them are bold.
        """
        lines = max(
            (
                line_count(text, width)
                for text, width in zip(texts, self._widths, strict=False)
            ),
            default=1,
        )
        self.sheet.set_row(row, min(_LINE * lines + 3, _HIGHEST))
        for column, text in enumerate(texts):
            self.text(row, column, text, look="wrap", is_bold=column < heads)

    def text(
        self, row: int, column: int, text: str, *, look: str = "text",
        is_bold: bool = False,
    ) -> None:  # fmt: skip
        """Write a text, whatever it begins with; nothing if it is empty."""
        shown = self._fitting(text)
        if shown:
            form = self._book.look(look, is_bold=is_bold)
            self.sheet.write_string(row, column, shown, form)

    def value(
        self, row: int, column: int, value: Value, *, decimals: int = 2,
        look: str = "text", is_bold: bool = False,
    ) -> None:  # fmt: skip
        """Write a text or a number; nothing for None."""
        if value is None:
            return
        if isinstance(value, str):
            self.text(row, column, value, look=look, is_bold=is_bold)
            return
        is_whole = isinstance(value, int)
        form = self._book.look(
            "integer" if is_whole else "number",
            decimals=0 if is_whole else decimals,
            is_bold=is_bold,
        )
        if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124
            return
        self.sheet.write_number(row, column, value, form)

    def rows(
        self, first: int, rows: Iterable[Sequence[Value]], decimals: Sequence[int]
    ) -> int:
        """Write many rows below each other; return the row after the last one.

        Parameters
        ----------
        first : int
            Where the first one stands, from 0.
        rows : iterable of sequences
            Texts and numbers; None is left empty.
        decimals : sequence of int
            Shown behind the point, for each column.
        """
        text_look = self._book.look("text")
        whole = self._book.look("integer")
        looks = [self._book.look("number", decimals=one) for one in decimals]
        write_text, write_number = self.sheet.write_string, self.sheet.write_number
        row = first
        for values in rows:
            for column, value in enumerate(values):
                if value is None:
                    continue
                if isinstance(value, str):
                    if value:
                        write_text(row, column, self._fitting(value), text_look)
                elif math.isfinite(value):
                    look = whole if isinstance(value, int) else looks[column]
                    write_number(row, column, value, look)
            row += 1
        return row

    def _fitting(self, text: str) -> str:
        """Return a text as a cell holds it; one that is too long is cut and counted."""
        shown = cell_text(text)
        if len(shown) * 2 > MAX_CELL and utf16_length(shown) > MAX_CELL:
            self.cut_cells += 1
            return cut_text(shown, MAX_CELL)
        return shown

    def head(self, row: int, heads: Sequence[str], *, n_rows: int | None) -> None:
        """Write the heads of columns, fix them, and put filters under them.

        Parameters
        ----------
        row : int
            Where they stand, from 0.
        heads : sequence of str
            From left to right.
        n_rows : int or None
            Records below; None for no filters.
        """
        self.sheet.set_row(row, 32)
        for column, text in enumerate(heads):
            self.text(row, column, text, look="head")
        self.sheet.freeze_panes(row + 1, 0)
        self.sheet.repeat_rows(row)
        if n_rows and heads:
            self.sheet.autofilter(row, 0, row + n_rows, len(heads) - 1)


def _look(name: str, decimals: int) -> dict[str, object]:
    """Return the properties of a kind of cell."""
    base: dict[str, object] = {
        "font_name": _FONT, "font_size": 10, "font_color": _INK, "valign": "top",
    }  # fmt: skip
    form = "#,##0" + ("." + "0" * decimals if decimals else "")
    kinds: dict[str, dict[str, object]] = {
        "title": {"font_size": 14, "bold": True, "font_color": _ACCENT},
        "hint": {"font_color": "#5d676c", "quote_prefix": True},
        "head": {
            "bold": True, "font_color": "#ffffff", "bg_color": _ACCENT, "border": 1,
            "border_color": "#ffffff", "text_wrap": True, "valign": "vcenter",
            "align": "center", "quote_prefix": True,
        },
        "required": {
            "bold": True, "font_color": "#ffffff", "bg_color": "#b84f00", "border": 1,
            "border_color": "#ffffff", "text_wrap": True, "valign": "vcenter",
            "align": "center", "quote_prefix": True,
        },
        "text": {"quote_prefix": True, "num_format": "@"},
        "wrap": {"quote_prefix": True, "num_format": "@", "text_wrap": True},
        "example": {
            "quote_prefix": True, "num_format": "@", "italic": True,
            "font_color": "#5d676c", "bg_color": "#fdf3d8",
        },
        "number": {"num_format": form},
        "integer": {"num_format": "0"},
    }  # fmt: skip
    return base | kinds[name]
