"""The parts of a PDF report: headings with bookmarks, key figures, tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, LongTable, Paragraph, TableStyle
from reportlab.platypus import Table as Grid

from geo_zs.board.table import Column, Table
from geo_zs.reports.fonts import REGULAR, markup, page_text, text_width
from geo_zs.vocab import Lang

INK: Final = HexColor("#1f2a30")
SOFT: Final = HexColor("#5d676c")
ACCENT: Final = HexColor("#0b6b5d")
RULE: Final = HexColor("#c9cfcd")
ZEBRA: Final = HexColor("#f4f7f6")
HEAD: Final = HexColor("#e3efec")
#: Longest text of a cell of a table on paper.
MOST_IN_CELL: Final = 240
_SIZE: Final = 8.0
_PAD: Final = 4.0


def style(name: str, size: float, **more: Any) -> ParagraphStyle:  # noqa: ANN401
    """Return a style of paragraphs that breaks lines as Chinese does.

    Parameters
    ----------
    name : str
        Its name.
    size : float
        Size of the font, points.
    **more : object
        Other properties of ``ParagraphStyle``.
    """
    look = {"fontName": REGULAR, "textColor": INK, "wordWrap": "CJK", **more}
    return ParagraphStyle(name, fontSize=size, leading=size * 1.42, **look)


TEXT: Final = style("text", 9.5, spaceAfter=3)
SMALL: Final = style("small", 8, textColor=SOFT, spaceAfter=2)
TITLE: Final = style("title", 20, textColor=ACCENT, spaceAfter=2)
SECTION: Final = style("section", 13, textColor=ACCENT, spaceBefore=10, spaceAfter=4)
CELL: Final = style("cell", _SIZE)
HEAD_CELL: Final = style("head", _SIZE, alignment=TA_CENTER)


class Heading(Paragraph):  # type: ignore[misc]  # reportlab has no types
    """A heading that is a bookmark too.

    Parameters
    ----------
    text : str
        Any text.
    look : ParagraphStyle
        How it is set.
    key : str
        Key of the bookmark, unique in the document.
    level : int
        Depth of the bookmark, 0 first.
    """

    def __init__(
        self, text: str, look: ParagraphStyle, *, key: str, level: int = 0
    ) -> None:
        super().__init__(markup(text, is_bold=True), look)
        self._outline = (" ".join(page_text(text).split())[:200], key, level)
        self.keepWithNext = 1

    def draw(self) -> None:
        """Draw the text and set the bookmark."""
        title, key, level = self._outline
        self.canv.bookmarkHorizontal(key, 0, self.height)
        self.canv.addOutlineEntry(title, key, level, closed=False)
        super().draw()


def table_flowable(table: Table, lang: Lang, *, width: float) -> LongTable:
    """Return a table that goes over pages with its heads repeated.

    Parameters
    ----------
    table : Table
        What it shows.
    lang : {"zh", "en"}
        Language.
    width : float
        Room, points.

    Returns
    -------
    LongTable
        Texts longer than `MOST_IN_CELL` characters are cut with ….
    """
    texts = [[_short(text) for text in row] for row in table.texts(lang)]
    heads = [_head_lines(column, lang) for column in table.columns]
    whole = table.headings(lang)
    widths = column_widths(whole, texts, width, lines=[one[-1] for one in heads])
    is_number = [
        _is_number(column, at, table) for at, column in enumerate(table.columns)
    ]
    head_cells = [
        Paragraph("<br/>".join(markup(one, is_bold=True) for one in lines), HEAD_CELL)
        for lines in heads
    ]
    rows: list[list[Any]] = [head_cells]
    for row in texts:
        rows.append(
            [
                _cell(text, widths[at], is_number=is_number[at])
                for at, text in enumerate(row)
            ]
        )
    grid = LongTable(rows, colWidths=widths, repeatRows=1, splitInRow=1)
    commands: list[tuple[Any, ...]] = [
        ("FONT", (0, 0), (-1, -1), REGULAR, _SIZE),
        ("TEXTCOLOR", (0, 0), (-1, -1), INK),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("BACKGROUND", (0, 0), (-1, 0), HEAD),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, ACCENT),
        ("LINEBELOW", (0, 1), (-1, -1), 0.25, RULE),
        ("ROWBACKGROUNDS", (0, 1), (-1, -1), [None, ZEBRA]),
        ("LEFTPADDING", (0, 0), (-1, -1), _PAD),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PAD),
        ("TOPPADDING", (0, 0), (-1, -1), 2.2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.2),
    ]
    commands += [
        ("ALIGN", (at, 1), (at, -1), "RIGHT") for at, one in enumerate(is_number) if one
    ]
    if table.total is not None and texts:
        commands += [
            ("LINEABOVE", (0, -1), (-1, -1), 0.8, ACCENT),
            ("BACKGROUND", (0, -1), (-1, -1), HEAD),
        ]
    grid.setStyle(TableStyle(commands))
    return grid


def _head_lines(column: Column, lang: Lang) -> list[str]:
    """Return the head of a column: its title, and its unit in a line of its own."""
    title = column.title.of(lang)
    if column.unit is None:
        return [title]
    unit = column.unit.of(lang)
    return [title, f"（{unit}）" if lang == "zh" else f"({unit})"]


def column_widths(
    heads: Sequence[str],
    texts: Sequence[Sequence[str]],
    width: float,
    *,
    lines: Sequence[str] = (),
) -> list[float]:
    """Return the widths of columns that fill a page.

    Parameters
    ----------
    heads : (n,) sequence of str
        Heads of the columns; they may break into three lines.
    texts : (m, n) sequence of sequence of str
        The cells.
    width : float
        Room, points.
    lines : (n,) sequence of str
        The last line of each head; one that is not the whole head, a unit, is not
        broken.

    Returns
    -------
    list of float, (n,)
        What each column needs, where all have room; else narrow columns get what
        they need and wide ones share the rest by the root of what they need.
    """
    needs = []
    for at, head in enumerate(heads):
        longest = sorted((len(row[at]), row[at]) for row in texts)[-12:]
        widest = max((text_width(text, _SIZE) for _, text in longest), default=0.0)
        whole = text_width(head, _SIZE, is_bold=True)
        over = max(whole / 2 + 6, min(whole, 36.0))
        if lines and lines[at] != head:
            over = max(over, text_width(lines[at], _SIZE, is_bold=True) + 2)
        needs.append(min(max(widest, over), 420.0) + 2 * _PAD + 1.5)
    if sum(needs) <= width:
        spare = width / sum(needs)
        return [need * min(spare, 1.6) for need in needs]
    fair = width / len(needs)
    narrow = [need if need <= fair else 0.0 for need in needs]
    roots = [
        0.0 if small else need**0.5 for need, small in zip(needs, narrow, strict=True)
    ]
    rest = width - sum(narrow)
    return [
        small or max(root / sum(roots) * rest, 24.0)
        for small, root in zip(narrow, roots, strict=True)
    ]


def side_by_side(parts: Sequence[Flowable], *, width: float, gap: float) -> Grid:
    """Return flowables in one row.

    Parameters
    ----------
    parts : sequence of Flowable
        From left to right.
    width, gap : float
        Room, and space between them, points.
    """
    each = (width - gap * (len(parts) - 1)) / len(parts)
    grid = Grid([list(parts)], colWidths=[each + gap] * (len(parts) - 1) + [each])
    grid.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ]
        )
    )
    grid.hAlign = "LEFT"
    return grid


def _short(text: str) -> str:
    shown = page_text(text)
    return shown if len(shown) <= MOST_IN_CELL else shown[: MOST_IN_CELL - 1] + "…"


def _is_number(column: Column, at: int, table: Table) -> bool:
    """Tell whether a column is set flush right."""
    if column.is_number or column.is_signed:
        return True
    values = [row[at] for row in table.rows if row[at] is not None]
    return bool(values) and all(isinstance(one, int | float) for one in values)


def _cell(text: str, width: float, *, is_number: bool) -> Any:  # noqa: ANN401
    """Return a cell: plain text where it has room, which is much faster to set."""
    room = width - 2 * _PAD
    if is_number or ("\n" not in text and text_width(text, _SIZE) <= room):
        return text
    return Paragraph(markup(text), CELL)
