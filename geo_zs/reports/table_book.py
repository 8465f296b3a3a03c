"""Tables of the board, the circular and park accounts as workbook and CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from geo_zs.board.label import Label, is_unknown
from geo_zs.board.table import Cell, Column, Table
from geo_zs.reports.sheet_about import write_about, write_sources
from geo_zs.reports.sheet_writer import Book, Sheet, Value, line_count
from geo_zs.text_guard import guard_text, whole_text
from geo_zs.vocab import Lang

if TYPE_CHECKING:
    from geo_zs.reports.about import About


def tables_xlsx(tables: Sequence[Table], *, lang: Lang, about: About) -> bytes:
    """Return tables as a workbook, one sheet each, then remarks and sources.

    Parameters
    ----------
    tables : sequence of Table
        In the order of the sheets.
    lang : {"zh", "en"}
        Language.
    about : About
        Title, date, filters, sources.

    Returns
    -------
    bytes
        Numbers are numbers with the decimals of their column; what is not known is
        an empty cell. The same content gives the same bytes.
    """
    book = Book(about.title, cells=sum(len(t.rows) * len(t.columns) for t in tables))
    for table in tables:
        _write_table(book, table, lang)
    write_about(book, about, lang=lang, n_rows=None)
    if about.sources:  # a figure of the register has no list of them
        write_sources(book, about.sources, lang=lang)
    return book.close()


def table_csv(table: Table, *, lang: Lang) -> bytes:
    """Return a table as CSV: UTF-8 with the mark that spreadsheets need, CRLF.

    Parameters
    ----------
    table : Table
        Its total is the last row; title and notes are left out.
    lang : {"zh", "en"}
        Language.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([guard_text(head) for head in table.headings(lang)])
    for row in _rows(table):
        values = [_value(cell, lang) for cell in row]
        writer.writerow(
            [guard_text(one) if isinstance(one, str) else one for one in values]
        )
    return whole_text(buffer.getvalue()).encode("utf-8-sig")


def _write_table(book: Book, table: Table, lang: Lang) -> None:
    """Write a table: title, heads, rows, total, notes."""
    title = table.title.of(lang)
    sheet = book.sheet(title)
    heads = table.headings(lang)
    rows = [[_value(cell, lang) for cell in row] for row in _rows(table)]
    sheet.widths(_width(head, at, rows) for at, head in enumerate(heads))
    sheet.text(0, 0, title, look="title")
    n_data = len(table.rows)
    sheet.head(2, heads, n_rows=n_data)
    for at, row in enumerate(rows):
        is_total = at >= n_data
        for place, value in enumerate(row):
            column = table.columns[place]
            _write_cell(sheet, at + 3, place, value, column, is_bold=is_total)
    for at, note in enumerate(table.notes):
        sheet.text(len(rows) + 4 + at, 0, note.of(lang), look="hint")


def _write_cell(
    sheet: Sheet, row: int, place: int, value: Value, column: Column, *, is_bold: bool
) -> None:
    """Write a cell with the decimals of its column."""
    if column.is_number and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    sheet.value(row, place, value, decimals=column.decimals or 0, is_bold=is_bold)


def _rows(table: Table) -> list[tuple[Cell, ...]]:
    return [*table.rows, *([table.total] if table.total is not None else [])]


def _value(cell: Cell, lang: Lang) -> Value:
    """Return a cell in one language; None where it is not known."""
    if is_unknown(cell):
        return None
    return cell.of(lang) if isinstance(cell, Label) else cell


def _width(head: str, at: int, rows: Sequence[Sequence[Value]]) -> float:
    """Return a fitting width of a column, in characters."""
    longest = max(
        (len(str(row[at])) * (1.9 if isinstance(row[at], str) else 1.0)
         for row in rows if row[at] is not None),
        default=0.0,
    )  # fmt: skip
    needs = max(longest + 2, 10.0)
    while line_count(head, needs) > 2:
        needs += 2
    return min(needs, 60.0)
