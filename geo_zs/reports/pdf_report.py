"""A report as PDF: title, key figures, map, charts, tables, sources.

The same content gives the same bytes: the date is an argument, and the file names
no time of its making.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, Literal

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
)

from geo_zs.board.table import Table
from geo_zs.reports.about import About
from geo_zs.reports.drawing import Picture
from geo_zs.reports.fonts import REGULAR, fit_text, markup, page_text, register_fonts
from geo_zs.reports.pdf_figures import Figure, Figures
from geo_zs.reports.pdf_painter import PictureFlowable
from geo_zs.reports.pdf_parts import (
    ACCENT,
    MOST_IN_CELL,
    RULE,
    SECTION,
    SMALL,
    SOFT,
    TEXT,
    TITLE,
    Heading,
    side_by_side,
    table_flowable,
)
from geo_zs.reports.words import word
from geo_zs.vocab import Lang

if TYPE_CHECKING:
    from geo_zs.provenance import Source

Orientation = Literal["landscape", "portrait"]
_MARGIN: Final = 40.0
_GAP: Final = 16.0
_TOP: Final = 30.0
_FOOT: Final = 34.0
#: Height of a heading with the space round it.
_HEADING: Final = 36.0


@dataclass(frozen=True)
class Report:
    """What a report holds; empty parts are left out.

    Parameters
    ----------
    about : About
        Title, date, version, filters, sources.
    figures : tuple of Figure
        Key figures.
    pictures : tuple of Picture
        Maps and whatever else takes the width of the page.
    charts : tuple of Picture
        Drawn two side by side.
    tables : tuple of Table
        Each with its own heading and notes.
    """

    about: About
    figures: tuple[Figure, ...] = ()
    pictures: tuple[Picture, ...] = ()
    charts: tuple[Picture, ...] = ()
    tables: tuple[Table, ...] = ()


def report_pdf(
    report: Report, *, lang: Lang, orientation: Orientation = "landscape"
) -> bytes:
    """Return a report as PDF, A4.

    Parameters
    ----------
    report : Report
        What it holds.
    lang : {"zh", "en"}
        Language of its words, and the one the file declares.
    orientation : {"landscape", "portrait"}
        How the pages lie.

    Returns
    -------
    bytes
        The same for the same arguments. Text of users is never taken for markup;
        a character without a glyph shows as a box.
    """
    register_fonts()
    size = landscape(A4) if orientation == "landscape" else A4
    width = size[0] - 2 * _MARGIN
    buffer = BytesIO()
    document = _document(buffer, report.about, size, lang)
    room = size[1] - _TOP - _FOOT - 6
    opening = _opening(report, width, lang)
    used = sum(one.wrap(width, room)[1] + one.getSpaceAfter() for one in opening)
    story = [
        *opening,
        *_pictures(report, width, room=room, used=used, lang=lang),
        *_charts(report, width, lang),
        *_tables(report, width, lang),
        *_closing(report.about, lang),
    ]
    document.build(story, canvasmaker=_canvas_for(report.about, lang))
    return buffer.getvalue()


def _document(
    buffer: BytesIO, about: About, size: tuple[float, float], lang: Lang
) -> BaseDocTemplate:
    """Return the document with its one kind of page."""
    document = BaseDocTemplate(
        buffer,
        pagesize=size,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        title=page_text(about.title),
        author=page_text(about.maker) or "geo_zs",
        subject=page_text("; ".join(about.filters)),
        creator="geo_zs",
        producer="geo_zs",
        invariant=1,
        lang="zh-CN" if lang == "zh" else "en",
        displayDocTitle=True,
        initialFontName=REGULAR,
    )
    frame = Frame(
        _MARGIN, _FOOT, size[0] - 2 * _MARGIN, size[1] - _FOOT - _TOP,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=6,
    )  # fmt: skip
    document.addPageTemplates([PageTemplate("page", [frame])])
    return document


def _canvas_for(about: About, lang: Lang) -> type[Canvas]:
    """Return a canvas that writes foot lines when the number of pages is known."""

    class NumberedCanvas(Canvas):  # type: ignore[misc]  # reportlab has no types
        """Keeps its pages until the end."""

        def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
            super().__init__(*args, **options)
            self._pages: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802  name of reportlab
            """Keep the page."""
            self._pages.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            """Write all pages, each with its number."""
            pages = self._pages
            for at, page in enumerate(pages, start=1):
                self.__dict__.update(page)
                foot_line(self, about, at, len(pages), lang)
                super().showPage()
            super().save()

    return NumberedCanvas


def foot_line(canvas: Canvas, about: About, page: int, pages: int, lang: Lang) -> None:
    """Write title, date, version and page number at the foot of a page.

    Parameters
    ----------
    canvas : Canvas
        The page.
    about : About
        What the file is.
    page, pages : int
        Number of the page, and of all pages.
    lang : {"zh", "en"}
        Language.
    """
    width, _ = canvas._pagesize
    canvas.saveState()
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.5)
    canvas.line(_MARGIN, 30, width - _MARGIN, 30)
    canvas.setFillColor(SOFT)
    canvas.setFont(REGULAR, 8)
    number = word("page", lang, page=page, pages=pages)
    canvas.drawRightString(width - _MARGIN, 19, number)
    parts = [about.title, about.made_on.isoformat()]
    if about.data_version:
        parts.append(f"{word('about_version', lang)} {about.data_version}")
    text = fit_text("　".join(parts), 8, width - 2 * _MARGIN - 90)
    canvas.drawString(_MARGIN, 19, text)
    canvas.restoreState()


def _opening(report: Report, width: float, lang: Lang) -> list[Flowable]:
    """Return title, date, filters and key figures."""
    about = report.about
    separator = "；" if lang == "zh" else "; "
    filters = separator.join(about.filters) or word("about_all", lang)
    colon = "：" if lang == "zh" else ": "
    said = (
        ("about_date", about.made_on.isoformat()),
        ("about_version", about.data_version),
        ("about_maker", about.maker),
    )
    lines = [f"{word(key, lang)}{colon}{text}" for key, text in said if text]
    story: list[Flowable] = [
        Heading(about.title, TITLE, key="title"),
        Paragraph(markup(" · ".join(lines)), SMALL),
        Paragraph(markup(f"{word('about_filter', lang)}{colon}{filters}"), TEXT),
        HRFlowable(width="100%", thickness=1.2, color=ACCENT, spaceAfter=8),
    ]
    if report.figures:
        story.append(Figures(report.figures, width=width))
    return story


def _pictures(
    report: Report, width: float, *, room: float, used: float, lang: Lang
) -> list[Flowable]:
    """Return the pictures as wide as the page, or as high as it has room.

    The first one shares its page with the opening.
    """
    story: list[Flowable] = []
    for at, picture in enumerate(report.pictures):
        high = room - _HEADING - (used if at == 0 else 0.0)
        scale = min(width / picture.width, max(high, room / 3) / picture.height)
        shown = PictureFlowable(picture, width=picture.width * scale)
        title = picture.title or word("map", lang)
        heading = Heading(title, SECTION, key=f"picture-{at}", level=1)
        story.append(KeepTogether([heading, shown]))
    return story


def _charts(report: Report, width: float, lang: Lang) -> list[Flowable]:
    """Return the charts, two in a row."""
    if not report.charts:
        return []
    across = 2 if width > 600 else 1
    each = (width - _GAP * (across - 1)) / across
    flowables = [PictureFlowable(one, width=each) for one in report.charts]
    rows: list[Flowable] = []
    for start in range(0, len(flowables), across):
        part = flowables[start : start + across]
        if len(part) < across:
            part = [*part, Spacer(each, 1)]
        rows += [side_by_side(part, width=width, gap=_GAP), Spacer(1, 8)]
    heading = Heading(word("charts", lang), SECTION, key="charts", level=1)
    return [KeepTogether([heading, rows[0]]), *rows[1:]]


def _tables(report: Report, width: float, lang: Lang) -> list[Flowable]:
    """Return the tables with headings and notes."""
    story: list[Flowable] = []
    for at, table in enumerate(report.tables):
        title = table.title.of(lang)
        story.append(Heading(title, SECTION, key=f"table-{at}", level=1))
        if table.rows:
            story.append(table_flowable(table, lang, width=width))
        else:
            story.append(Paragraph(markup(word("no_rows", lang)), TEXT))
        notes = [one.of(lang) for one in table.notes]
        if any(len(text) > MOST_IN_CELL for row in table.texts(lang) for text in row):
            notes.append(word("cut_on_paper", lang, n=MOST_IN_CELL))
        story += [Paragraph(markup(text), SMALL) for text in notes]
    return story


def _closing(about: About, lang: Lang) -> list[Flowable]:
    """Return notes, sources and the credit of the map."""
    lines = [Paragraph(markup(text), SMALL) for text in about.notes]
    lines += [
        Paragraph(markup(_source_text(one, lang)), SMALL) for one in about.sources
    ]
    credit = "　".join(text for text in (about.attribution, about.notice) if text)
    if credit:
        lines.append(Paragraph(markup(credit), SMALL))
    if not lines:
        return []
    heading = Heading(word("sheet_sources", lang), SECTION, key="sources", level=1)
    return [KeepTogether([heading, lines[0]]), *lines[1:]]


def _source_text(source: Source, lang: Lang) -> str:
    """Return a source as one line."""
    parts: Sequence[str] = (
        source.title, source.publisher, source.date, source.address, source.credit,
    )  # fmt: skip
    return ("，" if lang == "zh" else ", ").join(part for part in parts if part)
