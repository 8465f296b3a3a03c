"""The circular (通报) on one page: PDF, PNG and workbook."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

import pypdfium2
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from geo_zs.board.table import Column, Table
from geo_zs.reports.chart_parts import GRID, INK, SOFT, line, wrap_text
from geo_zs.reports.drawing import Anchor, Box, Paint, Picture, Shape, Words
from geo_zs.reports.fonts import fit_text, page_text, register_fonts, text_width
from geo_zs.reports.pdf_painter import paint
from geo_zs.reports.table_book import tables_xlsx
from geo_zs.vocab import Lang

if TYPE_CHECKING:
    from geo_zs.reports.about import About

#: Dots per inch of the picture: 1,654 by 2,339 for a whole page.
DPI: Final = 200
_MARGIN: Final = 44.0
_TALLEST_ROW: Final = 30.0
_ACCENT: Final = "#a3261b"
_ZEBRA: Final = Paint("#f6f3f2")
_TOTAL: Final = Paint("#f3e4e2")
_HEAD: Final = Paint("#a3261b")
_BAR: Final = Paint("#e9b5ae", stroke="#a3261b", width=0.4)
#: Least room of such a bar.
_BAR_ROOM: Final = 26.0
#: Columns that show a bar beside their number: the share of a target, in %.
_BARS: Final = frozenset(("share",))


def circular_picture(table: Table, *, lang: Lang, about: About) -> Picture:
    """Draw a circular as one page, A4 upright.

    Parameters
    ----------
    table : Table
        A row for each place, as ``board.circular_text.table`` returns it; any
        number of rows: they get as high as there is room, and the text with them.
    lang : {"zh", "en"}
        Language.
    about : About
        Who made it and when; its title stands above when the table has none.

    Returns
    -------
    Picture
        All text of users in it is plain text.
    """
    width, height = A4
    shapes: list[Shape] = []
    y = _title(shapes, table.title.of(lang) or about.title, about, width)
    notes = [part for one in table.notes for part in _lines(one.of(lang), width)]
    foot = height - 40 - 12.0 * len(notes)
    rows = [*table.rows, *([table.total] if table.total is not None else [])]
    head = 34.0
    tall = min(_TALLEST_ROW, (foot - y - head - 8) / max(len(rows), 1))
    texts = table.texts(lang)
    edges, factor = _edges(table, texts, lang, size=min(11.0, tall * 0.78), width=width)
    size = min(11.0, tall * 0.78) * factor
    _heads(shapes, table, edges, y, lang, tall=head, size=9 * factor)
    y += head
    for at, row in enumerate(texts):
        is_total = table.total is not None and at == len(texts) - 1
        if is_total or at % 2:
            look = _TOTAL if is_total else _ZEBRA
            shapes.append(Box(edges[0], y, edges[-1] - edges[0], tall, look))
        for column, text in enumerate(row):
            spec = table.columns[column]
            sides = (edges[column], edges[column + 1])
            if spec.key in _BARS:
                digits = max(
                    text_width(one[column], size, is_bold=True) for one in texts
                )
                free = (sides[0], sides[1] - digits - 8)
                _bar(shapes, rows[at][column], free, y, tall)
            shapes.append(
                _cell(text, sides, y, tall, size=size,
                      is_number=_is_number(spec, column), is_bold=is_total)
            )  # fmt: skip
        y += tall
        shapes.append(line(edges[0], y, edges[-1], y, Paint(stroke=GRID, width=0.4)))
    rule = Paint(stroke=_ACCENT, width=1.2)
    shapes.append(line(edges[0], y, edges[-1], y, rule))
    for at, text in enumerate(notes):
        shapes.append(Words(_MARGIN, foot + 14 + 12 * at, text, size=8, color=SOFT))
    title = table.title.of(lang) or about.title
    told = "; ".join(" ".join(row) for row in texts)
    return Picture(width, height, tuple(shapes), title, told)


def circular_pdf(table: Table, *, lang: Lang, about: About) -> bytes:
    """Return a circular as a PDF of one page.

    Parameters
    ----------
    table, lang, about
        As for `circular_picture`.

    Returns
    -------
    bytes
        The same for the same arguments.
    """
    register_fonts()
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1,
                    lang="zh-CN" if lang == "zh" else "en")  # fmt: skip
    picture = circular_picture(table, lang=lang, about=about)
    canvas.setTitle(page_text(picture.title))
    canvas.setAuthor(page_text(about.maker) or "geo_zs")
    canvas.setCreator("geo_zs")
    canvas.setProducer("geo_zs")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.bookmarkPage("page")
    canvas.addOutlineEntry(page_text(picture.title)[:200], "page", 0)
    paint(canvas, picture)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def circular_png(table: Table, *, lang: Lang, about: About) -> bytes:
    """Return a circular as a PNG picture of its page, 200 dots an inch.

    Parameters
    ----------
    table, lang, about
        As for `circular_picture`.
    """
    document = pypdfium2.PdfDocument(circular_pdf(table, lang=lang, about=about))
    try:
        page = document[0]
        picture = page.render(scale=DPI / 72).to_pil()
        buffer = BytesIO()
        picture.convert("RGB").save(buffer, "PNG", dpi=(DPI, DPI))
        return buffer.getvalue()
    finally:
        document.close()


def circular_xlsx(table: Table, *, lang: Lang, about: About) -> bytes:
    """Return a circular as a workbook.

    Parameters
    ----------
    table, lang, about
        As for `circular_picture`.
    """
    return tables_xlsx([table], lang=lang, about=about)


def _title(shapes: list[Shape], title: str, about: About, width: float) -> float:
    """Write title, date and maker; return the y below them."""
    y = 44.0
    for text in wrap_text(title, 19, width - 2 * _MARGIN - 20):
        y += 26
        shapes.append(
            Words(width / 2, y, text, size=19, anchor="middle", color=_ACCENT,
                  is_bold=True)
        )  # fmt: skip
    under = "　".join(part for part in (about.maker, about.made_on.isoformat()) if part)
    y += 20
    shown = fit_text(under, 10, width - 2 * _MARGIN)
    shapes.append(Words(width / 2, y, shown, size=10, anchor="middle", color=SOFT))
    y += 12
    rule = Paint(stroke=_ACCENT, width=1.6)
    shapes.append(line(_MARGIN, y, width - _MARGIN, y, rule))
    return y + 12


def _lines(text: str, width: float) -> list[str]:
    return wrap_text(text, 8, width - 2 * _MARGIN, most=3)


def _edges(
    table: Table, texts: list[list[str]], lang: Lang, *, size: float, width: float
) -> tuple[list[float], float]:
    """Return the edges of the columns, and how much the text must shrink to fit."""
    heads = table.headings(lang)
    needs = []
    for at, column in enumerate(table.columns):
        widest = max((text_width(row[at], size) for row in texts), default=0.0)
        lines = _head_lines(column, heads[at], lang)
        head = max(text_width(part, 9, is_bold=True) for part in lines)
        bar = _BAR_ROOM if column.key in _BARS else 0.0
        needs.append(max(widest + bar, head, 24.0) + 10)
    room = width - 2 * _MARGIN
    factor = room / sum(needs)
    edges = [_MARGIN]
    for need in needs:
        edges.append(edges[-1] + need * factor)
    return edges, min(factor, 1.0)


def _head_lines(column: Column, head: str, lang: Lang) -> list[str]:
    """Return the head of a column in two lines: title and unit."""
    if column.unit is None:
        return [head]
    return [column.title.of(lang), f"({column.unit.of(lang)})"]


def _heads(
    shapes: list[Shape], table: Table, edges: list[float], y: float, lang: Lang,
    *, tall: float, size: float,
) -> None:  # fmt: skip
    """Draw the heads of the columns."""
    shapes.append(Box(edges[0], y, edges[-1] - edges[0], tall, _HEAD))
    for at, (column, head) in enumerate(
        zip(table.columns, table.headings(lang), strict=True)
    ):
        lines = _head_lines(column, head, lang)
        middle = (edges[at] + edges[at + 1]) / 2
        first = y + tall / 2 + 3.5 - 5.5 * (len(lines) - 1)
        for number, text in enumerate(lines):
            room = edges[at + 1] - edges[at] - 2
            shown = fit_text(text, size, room, is_bold=True)
            shapes.append(
                Words(middle, first + 11 * number, shown, size=size, anchor="middle",
                      color="#ffffff", is_bold=True)
            )  # fmt: skip


def _cell(
    text: str, sides: tuple[float, float], y: float, tall: float, *, size: float,
    is_number: bool, is_bold: bool,
) -> Words:  # fmt: skip
    """Return the text of a cell."""
    left, right = sides
    shown = fit_text(text, size, right - left - 6, is_bold=is_bold)
    anchor: Anchor = "end" if is_number else "middle"
    x = right - 8 if is_number else (left + right) / 2
    base = y + tall / 2 + size * 0.36
    return Words(x, base, shown, size=size, anchor=anchor, color=INK, is_bold=is_bold)


def _is_number(column: Column, at: int) -> bool:
    """Tell whether a column is set flush right; ranks stand in the middle."""
    return at > 0 and column.is_number


def _bar(
    shapes: list[Shape],
    value: object,
    sides: tuple[float, float],
    y: float,
    tall: float,
) -> None:
    """Draw a share of 100 % left of its number, cut at 100 %."""
    if not isinstance(value, int | float) or value != value or value <= 0:  # noqa: PLR0124
        return
    left, right = sides
    room = right - left - 6
    high = tall * 0.66
    wide = room * min(value, 100.0) / 100.0
    shapes.append(Box(left + 3, y + (tall - high) / 2, wide, high, _BAR))
