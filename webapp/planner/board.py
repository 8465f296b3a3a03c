"""``/planner/board``: pipeline, money, clock, steps and targets in figures."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from flask import Response, request
from markupsafe import Markup

from geo_zs.board.board import SHOWN, Board, BoardFrames, make_board
from geo_zs.board.filters import BoardFilter
from geo_zs.board.places import REGION, Places
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
from geo_zs.register.ledger import closed_months, day_of
from geo_zs.reports.series_chart import series_chart
from geo_zs.reports.svg_painter import to_svg
from webapp.accounts import current
from webapp.params import Reader
from webapp.planner import frames
from webapp.planner.blueprint import page_lang, planner, planner_page
from webapp.planner.filters import read_filter
from webapp.state import get_catalog

if TYPE_CHECKING:
    import pandas as pd

    from geo_zs.board.landing import LandingClock
    from geo_zs.board.red_green import RedGreen
    from geo_zs.catalog import Catalog
    from webapp.phrases import Lang

SECTION: Final = "planner.board"
_MONTH: Final = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])")
#: Width at which charts are drawn, so that their text is as large as that beside.
_CHART_WIDTH: Final = 460.0
#: Lines of the lists of what is late.
MOST_LISTED: Final = 30


@dataclass(frozen=True)
class Figure:
    """A key figure: phrase, value (NaN if not known), digits, unit, rows without."""

    key: str
    value: float
    digits: int
    unit: str = ""
    n_unknown: int = 0


@dataclass(frozen=True)
class Chart:
    """A chart, and the same figures as a table."""

    key: str
    title: str
    svg: Markup
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


def months_closed() -> frozenset[str]:
    """Return the closed months of the ledger."""
    with current.register().read() as session:
        return closed_months(session)


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
    svg = (
        ""
        if series.is_empty
        else to_svg(series_chart(series, lang=lang, width=_CHART_WIDTH))
    )
    title = series.title.of(lang)
    # The painter escapes every text of the picture.
    return Chart(series.key, title, Markup(svg), series.table(), series.is_empty)  # noqa: S704


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


def asked_month(reader: Reader) -> str:
    """Return the month of the progress: the asked one, else the last closed one.

    Without a closed month it is the last one that a published result of the region
    speaks of in a year with a target.
    """
    asked = reader.text("month")
    if asked:
        if _MONTH.fullmatch(asked):
            return asked
        reader.fail("month", f"{asked!r} is no month; expected one such as 2023-06")
        reader.finish()
    closed = months_closed()
    if closed:
        return max(closed)
    known = read_targets(get_catalog().tables["targets"], frames.targets())
    years = set(known.targets["year"])
    told = known.results[known.results["adcode"].eq(REGION)]["last_month"]
    fitting = [month for month in told if int(month[:4]) in years]
    return max(fitting) if fitting else today().isoformat()[:7]


@planner.get("/board")
def board() -> Response:
    """Show the board."""
    view, lang = read_filter(), page_lang()
    reader = Reader(request.args)
    by = reader.choice("by", SHOWN, "league")
    month = asked_month(reader)
    made = board_of(view.chosen, month)
    places = places_of(get_catalog())
    return planner_page(
        "planner/board.html",
        section=SECTION,
        status=400 if view.faults else 200,
        link_values={**view.query, "by": by, "month": month},
        filter=view,
        keep={"by": by, "month": month},
        board=made,
        by=by,
        groupings=[(key, word("grouping", key).of(lang)) for key in SHOWN],
        month=month,
        charts=[chart_of(one, lang) for one in made.series],
        tables=board_tables(made, by, places),
        figures=key_figures(made),
        overrun=overrun_projects(made.landing, made.projects),
        overdue=overdue_steps(made.red_green, made.projects),
        most=MOST_LISTED,
        has_shipped=bool(made.projects["origin"].eq("shipped").any()),
    )


def key_figures(made: Board) -> list[Figure]:
    """Return the key figures."""
    total = made.pipelines["stage"].total
    return [
        Figure("pboard_projects", float(total["projects"]), 0),
        Figure(
            "pboard_pledged",
            float(total["pledged_cny_1e8"]),
            1,
            "unit_cny_1e8",
            int(total["pledged_unknown"]),
        ),
        Figure(
            "pboard_arrived",
            float(total["arrived_cny_1e8"]),
            1,
            "unit_cny_1e8",
            int(total["arrived_unknown"]),
        ),
        Figure("pboard_verified", float(total["verified_cny_1e8"]), 1, "unit_cny_1e8"),
        Figure("pboard_over_100", float(made.landing.total["running_over"]), 0),
        Figure("pboard_overdue", float(made.red_green.total["overdue"]), 0),
    ]


def overrun_projects(
    clock: LandingClock, projects: pd.DataFrame
) -> list[tuple[str, str, str]]:
    """Return projects over the limit of the clock: key, name, days beyond it."""
    rows = clock.overrun.head(MOST_LISTED)
    names = projects["name_zh"]
    return [
        (
            str(key),
            str(names.get(key, key)),
            _span(row["over_low_days"], row["over_high_days"]),
        )
        for key, row in rows.iterrows()
    ]


def _span(low: float, high: float) -> str:
    """Return an interval of days as text."""
    return f"{low:.0f}" if low == high else f"{low:.0f}–{high:.0f}"


def overdue_steps(
    lights: RedGreen, projects: pd.DataFrame
) -> list[tuple[str, str, str, str, str]]:
    """Return steps that are overdue: project, its name, step, officer, days."""
    late = lights.steps[lights.steps["state"].eq("overdue")].head(MOST_LISTED)
    names = projects["name_zh"]
    return [
        (
            str(row["project_id"]),
            str(names.get(row["project_id"], row["project_id"])),
            str(row["name"]),
            str(row["officer"]),
            f"{-float(row['days_left']):.0f}",
        )
        for _, row in late.iterrows()
    ]
