"""``/planner/board``: pipeline, money, clock, steps and targets in figures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from flask import Response, request
from markupsafe import Markup

from geo_zs.board.board import SHOWN, Board, BoardFrames, make_board
from geo_zs.board.filters import BoardFilter
from geo_zs.board.places import Places
from geo_zs.board.red_green import LIGHTS
from geo_zs.board.series import Series
from geo_zs.board.table import Table
from geo_zs.board.tables import (
    duration_table,
    landing_table,
    pipeline_table,
    progress_table,
    red_green_table,
)
from geo_zs.board.targets import Targets, read_targets
from geo_zs.board.words import word
from geo_zs.register.ledger import day_of
from geo_zs.reports.series_chart import series_chart
from geo_zs.reports.svg_painter import to_svg
from webapp.accounts import current
from webapp.params import Reader
from webapp.planner import frames
from webapp.planner.blueprint import page_lang, planner, planner_page
from webapp.planner.board_figures import (
    MOST_LISTED,
    key_figures,
    open_steps,
    overrun_projects,
)
from webapp.planner.board_month import months_closed, shown_month
from webapp.planner.filters import filter_words, read_filter
from webapp.state import get_catalog

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo_zs.catalog import Catalog
    from webapp.phrases import Lang

SECTION: Final = "planner.board"
#: Width at which charts are drawn, so that their text is as large as that beside.
_CHART_WIDTH: Final = 640.0
#: The same on a phone and on paper, where the wide one shrinks beyond reading.
_NARROW_WIDTH: Final = 310.0


#: Columns of the clock → the light that they stand for.
_CLOCK_LIGHTS: Final = {
    "running_within": "green",
    "running_over": "red",
    "running_undetermined": "yellow",
    "landed_within": "green",
    "landed_over": "red",
    "landed_undetermined": "yellow",
}


@dataclass(frozen=True)
class Chart:
    """A chart at two widths, and the same figures as a table."""

    key: str
    title: str
    svg: Markup
    svg_narrow: Markup
    table: Table
    is_empty: bool


def places_of(catalog: Catalog) -> Places:
    """Return the names of leagues and banners."""
    layers = catalog.layers
    return Places.of(layers["leagues"].frame, layers["banners"].frame)


def reachable_targets(catalog: Catalog) -> Targets:
    """Return the targets that what the present reader sees can be set beside.

    An account that is limited to leagues sees no money of the others: beside their
    targets, or that of the region, its sums would say what is not so.
    """
    known = read_targets(catalog.tables["targets"], frames.targets())
    viewer = current.viewer()
    if not viewer.is_limited:
        return known
    units = places_of(catalog).units
    leagues = viewer.leagues or frozenset()
    is_own = [
        bool({code, getattr(units.get(code), "league", None)} & leagues)
        for code in map(str, known.targets["adcode"])
    ]
    return replace(known, targets=known.targets[is_own])


def board_frames(catalog: Catalog) -> BoardFrames:
    """Return what the board of the present reader is made of."""
    return BoardFrames(
        projects=frames.projects(),
        steps=frames.steps(),
        ledger=frames.ledger(),
        targets=reachable_targets(catalog),
        places=places_of(catalog),
    )


def today() -> dt.date:
    """Return the day by the clock of the region."""
    return dt.date.fromisoformat(day_of(current.register().clock()))


def board_of(chosen: BoardFilter, month: str) -> Board:
    """Return the board of the present reader.

    Parameters
    ----------
    chosen : BoardFilter
        Which projects.
    month : str
        Last month of the progress.
    """
    return make_board(
        board_frames(get_catalog()),
        today=today(),
        chosen=chosen,
        month=month,
        closed=months_closed(),
    )


def chart_of(series: Series, lang: Lang) -> Chart:
    """Return a series as a chart with its table."""
    wide, narrow = (
        "" if series.is_empty else to_svg(series_chart(series, lang=lang, width=width))
        for width in (_CHART_WIDTH, _NARROW_WIDTH)
    )
    return Chart(
        series.key,
        series.title.of(lang),
        Markup(wide),  # noqa: S704  the painter escapes every text of the picture
        Markup(narrow),  # noqa: S704  as above
        series.table(),
        series.is_empty,
    )


def lamps(lights: Mapping[str, str], lang: Lang) -> dict[str, tuple[str, str]]:
    """Return column → light and its word: colour is never the only sign."""
    return {key: (one, word("light", one).of(lang)) for key, one in lights.items()}


def board_tables(board: Board, by: str, places: Places) -> dict[str, Table]:
    """Return the tables of the board by the part of the page they stand in."""
    found = {
        "pipeline": pipeline_table(board.pipelines[by], places),  # type: ignore[index]
        "durations": duration_table(board.durations, places),
        "landing": landing_table(board.landing, places),
        "steps_league": red_green_table(board.red_green, places),
        "steps_officer": red_green_table(board.red_green, places, by="officer"),
    }
    if board.progress is not None:
        found["progress"] = progress_table(board.progress, places)
    return found


@planner.get("/board")
def board() -> Response:
    """Show the board."""
    view, lang = read_filter(), page_lang()
    reader = Reader(request.args)
    by = reader.choice("by", SHOWN, "league")
    shown = shown_month(reader)
    made = board_of(view.chosen, shown.month)
    places = places_of(get_catalog())
    return planner_page(
        "planner/board.html",
        section=SECTION,
        status=400 if view.faults else 200,
        link_values={**view.query, "by": by, "month": shown.month},
        filter=view,
        keep={"by": by, "month": shown.month},
        board=made,
        by=by,
        groupings=[(key, word("grouping", key).of(lang)) for key in SHOWN],
        month=shown,
        words=filter_words(view),
        charts=[chart_of(one, lang) for one in made.series],
        tables=board_tables(made, by, places),
        figures=key_figures(made, frames.ledger()),
        overrun=overrun_projects(made.landing, made.projects),
        overdue=open_steps(made.red_green, made.projects, "overdue"),
        due_soon=open_steps(made.red_green, made.projects, "due_soon"),
        lights=lamps(LIGHTS, lang),
        clock_lights=lamps(_CLOCK_LIGHTS, lang),
        most=MOST_LISTED,
        has_shipped=bool(made.projects["origin"].eq("shipped").any()),
    )
