"""The whole board at once: one filter, one day, all figures."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from geo_zs.board.charts import (
    duration_histogram,
    money_bars,
    month_curve,
    stage_bars,
)
from geo_zs.board.durations import Durations, durations
from geo_zs.board.filters import BoardFilter
from geo_zs.board.groups import Grouping
from geo_zs.board.landing import LandingClock, landing_clock
from geo_zs.board.money import Scope, sums_by_project, view
from geo_zs.board.pipeline import Pipeline, pipelines
from geo_zs.board.places import REGION, Places
from geo_zs.board.progress import TargetProgress, target_progress
from geo_zs.board.red_green import RedGreen, red_green
from geo_zs.board.series import Series
from geo_zs.board.targets import Targets

#: Groupings that the board shows.
SHOWN: Final[tuple[Grouping, ...]] = (
    "stage",
    "league",
    "banner",
    "industry",
    "cluster",
    "chain",
    "month",
    "investor_origin",
    "size_class",
)


@dataclass(frozen=True, eq=False)
class BoardFrames:
    """What the board is made of; only rows that the viewer may see.

    Parameters
    ----------
    projects, steps, ledger : DataFrame
        Frames of projects, of steps and of the ledger.
    targets : Targets
        Targets and published results.
    places : Places
        Names of leagues and banners.
    events : DataFrame or None
        ``project_id``, ``stage``, ``date``; made of the dates of the projects when
        None.
    """

    projects: pd.DataFrame
    steps: pd.DataFrame
    ledger: pd.DataFrame
    targets: Targets
    places: Places
    events: pd.DataFrame | None = None


@dataclass(frozen=True, eq=False)
class Board:
    """All figures of the board.

    Parameters
    ----------
    filter : BoardFilter
        Which projects are looked at.
    today : date
        Day of the reading.
    projects : DataFrame
        The projects that pass the filter.
    pipelines : mapping of str to Pipeline
        One for each of `SHOWN`.
    durations : Durations
        Of all projects that pass.
    landing : LandingClock
        By league.
    red_green : RedGreen
        The red-green table by league and by officer.
    progress : TargetProgress or None
        Of all projects, whatever the filter: a target is one of all. None without a
        month.
    series : tuple of Series
        The charts. The curve of months is of the projects that pass; it has the line
        of the target only where they are those the target speaks of.
    """

    filter: BoardFilter
    today: date
    projects: pd.DataFrame
    pipelines: Mapping[Grouping, Pipeline]
    durations: Durations
    landing: LandingClock
    red_green: RedGreen
    progress: TargetProgress | None
    series: tuple[Series, ...]


def make_board(
    frames: BoardFrames,
    *,
    today: date,
    chosen: BoardFilter | None = None,
    month: str | None = None,
    closed: Collection[str] = (),
    scope: Scope = "domestic",
    groupings: Sequence[Grouping] = SHOWN,
) -> Board:
    """Count everything that the board shows.

    Parameters
    ----------
    frames : BoardFrames
        Rows that the viewer may see.
    today : date
        Day of the reading.
    chosen : BoardFilter or None
        Which projects; all of them when None.
    month : str or None
        Last month of the progress, as a rule the last closed one. The curve of
        months shows its year, or that of `today`.
    closed : collection of str
        The closed months.
    scope : {"domestic", "outside_region"}
        Money of the curve of months.
    groupings : sequence of str
        Pipelines to make.

    Returns
    -------
    Board

    Raises
    ------
    DataError
        If a text of the frames is no date.
    """
    chosen = chosen or BoardFilter()
    projects = chosen.apply(frames.projects)
    ledger, steps = frames.ledger, frames.steps
    if not chosen.is_empty:
        ledger, steps = _of(ledger, projects), _of(steps, projects)
    domestic = view(ledger, projects, scope="domestic")
    money = sums_by_project(domestic, projects)
    made = pipelines(projects, groupings, money=money)
    spans = durations(projects, today=today, events=frames.events)
    progress = None
    if month is not None:
        progress = target_progress(
            frames.targets,
            frames.projects,
            frames.ledger,
            frames.places,
            month=month,
            closed=closed,
        )
    year = today.year if month is None else int(month[:4])
    adcode, targets = _target_of(chosen, frames.targets)
    shown = domestic if scope == "domestic" else view(ledger, projects, scope=scope)
    curve = month_curve(
        shown, targets, year=year, today=today, adcode=adcode, closed=closed
    )
    series = [curve, *(duration_histogram(spans, step) for step in _STEPS)]
    if "league" in made:
        series.insert(0, money_bars(made["league"], frames.places))
    if "stage" in made:
        series.insert(0, stage_bars(made["stage"]))
    return Board(
        filter=chosen,
        today=today,
        projects=projects,
        pipelines=made,
        durations=spans,
        landing=landing_clock(projects, today=today),
        red_green=red_green(steps, projects, today=today),
        progress=progress,
        series=tuple(series),
    )


_STEPS: Final = ("to_construction", "to_operation")


def _of(rows: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that belong to the projects that passed."""
    return rows[projects.index.get_indexer(pd.Index(rows["project_id"])) >= 0]


def _target_of(chosen: BoardFilter, targets: Targets) -> tuple[str, Targets]:
    """Return the place whose target the filtered money may be compared with.

    That is the region without a filter, and a league if nothing but that league is
    chosen. The money of any other choice has no target.
    """
    query = chosen.to_query()
    if not query:
        return REGION, targets
    if set(query) == {"league"} and len(chosen.league) == 1:
        return chosen.league[0], targets
    none = targets.targets.iloc[:0]
    return REGION, Targets(none, targets.results, targets.n_replaced)
