"""What is on the screen, as a file: projects that pass the filter, and a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Response, abort, request

from geo_zs.board.label import Label
from geo_zs.board.table import Table
from geo_zs.reports.about import About
from geo_zs.reports.columns import Names
from geo_zs.reports.export import MEDIA_TYPES, export
from geo_zs.reports.map_drawing import draw_map
from geo_zs.reports.map_marks import project_marks
from geo_zs.reports.pdf_figures import Figure
from geo_zs.reports.pdf_report import Report, report_pdf
from geo_zs.reports.project_table import project_table
from geo_zs.reports.series_chart import series_chart
from webapp.accounts import current
from webapp.cells import name_of
from webapp.params import Reader
from webapp.planner import frames
from webapp.planner.blueprint import page_lang, planner, say
from webapp.planner.board import board_of, board_tables, places_of, today
from webapp.planner.board_figures import key_figures
from webapp.planner.board_month import shown_month
from webapp.planner.filters import FilterView, filter_words, read_filter
from webapp.planner.words import league_options
from webapp.present import number_text, records
from webapp.state import get_catalog

if TYPE_CHECKING:
    import pandas as pd

    from geo_zs.catalog import Catalog
    from webapp.phrases import Lang

#: Projects that a report lists; the workbook holds all of them.
_MOST_LISTED: Final = 500


def file_names(catalog: Catalog, lang: Lang) -> Names:
    """Return the names of places that a file shows for their codes."""

    def names(layer_id: str) -> dict[str, str]:
        frame = catalog.layers[layer_id].frame
        return {key: name_of(row, lang) for key, row in records(frame)}

    return Names(
        leagues=dict(league_options(catalog, lang)),
        banners=names("banners"),
        parks=names("parks"),
    )


def about(title: str, view: FilterView, frame: pd.DataFrame | None = None) -> About:
    """Return what a file says of itself.

    Parameters
    ----------
    title : str
        What it shows.
    view : FilterView
        What was chosen.
    frame : DataFrame or None
        Its records, for the sources that they name.
    """
    catalog, lang = get_catalog(), page_lang()
    boundaries = catalog.boundaries
    ids: set[str] = set()
    if frame is not None and "source" in frame.columns:
        for cell in frame.loc[frame["origin"].eq("shipped"), "source"].dropna():
            ids |= set(str(cell).split(";"))
    known = catalog.sources
    return About(
        title=title,
        made_on=today(),
        data_version=catalog.data_version,
        filters=filter_words(view),
        sources=tuple(known[one] for one in sorted(ids) if one in known),
        attribution=boundaries.attribution(lang),
        notice=boundaries.notice_zh if lang == "zh" else boundaries.notice_en,
        maker=current.account().display_name,
    )


def _file(content: bytes, media_type: str, name: str) -> Response:
    """Send a file that nobody keeps."""
    response = Response(content, content_type=media_type)
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response


@planner.get("/projects.<fmt>")
def projects_file(fmt: str) -> Response:
    """Send the projects that pass the filter as a file."""
    if fmt not in MEDIA_TYPES:
        abort(404)
    view, lang = _whole_filter(), page_lang()
    frame = view.chosen.apply(frames.projects())
    content = export(
        frame,
        fmt,  # type: ignore[arg-type]  # one of the keys above
        lang=lang,
        about=about(say("planner_projects"), view, frame),
        names=file_names(get_catalog(), lang),
    )
    return _file(content, MEDIA_TYPES[fmt], f"geo_zs-projects.{fmt}")


@planner.get("/report.pdf")
def report() -> Response:
    """Send the board and the projects that pass the filter as a report."""
    view, lang = _whole_filter(), page_lang()
    catalog = get_catalog()
    reader = Reader(request.args)
    month = shown_month(reader).month
    made = board_of(view.chosen, month)
    places = places_of(catalog)
    tables = board_tables(made, "league", places)
    title = say("report_title")
    listed = made.projects.head(_MOST_LISTED)
    whole = Report(
        about=about(title, view, made.projects),
        figures=tuple(
            Figure(
                label=say(one.key),
                value="—"
                if one.value != one.value
                else number_text(one.value, digits=one.digits),
                unit=say(one.unit),
                note=say(one.base, **one.counts) if one.base else "",
            )
            for one in key_figures(made, frames.ledger())
        ),
        pictures=(
            draw_map(
                catalog.boundaries,
                lang=lang,
                marks=project_marks(made.projects, catalog.boundaries),
                title=say("report_map"),
            ),
        ),
        charts=tuple(
            series_chart(one, lang=lang) for one in made.series if not one.is_empty
        ),
        tables=(
            *(one for one in tables.values() if one.rows),
            _listed(listed, len(made.projects), lang, file_names(catalog, lang)),
        ),
    )
    return _file(report_pdf(whole, lang=lang), "application/pdf", "geo_zs-report.pdf")


def _listed(frame: pd.DataFrame, total: int, lang: Lang, names: Names) -> Table:
    """Return the table of projects of a report, which says how many it leaves out."""
    title = say("report_projects", shown=len(frame), total=total)
    return project_table(frame, lang=lang, title=Label(title, title), names=names)


def _whole_filter() -> FilterView:
    """Return the filter of the link; a file of a faulty one is not made."""
    view = read_filter()
    if view.faults:
        abort(400)
    return view
