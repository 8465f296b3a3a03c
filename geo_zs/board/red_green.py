"""The red-green table (红绿表): steps due, done, late and overdue.

A step that is due in a month is due on its last day. A step done on an unknown day
may have been done in time or late; then it is neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo_zs.board.dates import date_spans, days_between
from geo_zs.board.groups import HALTED_STAGES, UNKNOWN, filled_keys
from geo_zs.board.tally import Tally

By = Literal["league", "officer"]
Light = Literal["green", "yellow", "red", "grey"]

#: Days before its day at which a step counts as due soon.
SOON_DAYS: Final = 14
#: State of a step → its light. Each step has exactly one state.
LIGHTS: Final[Mapping[str, Light]] = MappingProxyType(
    {
        "done_in_time": "green",
        "done_late": "red",
        "done_unclear": "yellow",
        "done_undue": "green",
        "overdue": "red",
        "due_soon": "yellow",
        "ahead": "green",
        "undated": "grey",
    }
)
STATES: Final[tuple[str, ...]] = tuple(LIGHTS)


@dataclass(frozen=True, eq=False)
class RedGreen:
    """The steps of the projects and how they stand.

    Parameters
    ----------
    today : date
        Day of the reading.
    soon_days : int
        Days before its day at which a step counts as due soon.
    steps : DataFrame
        Index ``step_id``: ``project_id``, ``name``, ``league``, ``officer``
        (``unknown`` where not known), ``due_date``, ``done_date``, ``state``
        (`STATES`), ``light``, ``days_left`` (until the last day on which the step is
        due, negative when over; NaN where done or without date),
        ``is_done_in_future`` (a done date after today, which is not believed).
        Most overdue first.
    by_league, by_officer : DataFrame
        Index ``key``: one count for each state, ``steps``, ``due_by_today``, and of
        these ``done_low``, ``done_high``: surely, and possibly, done in time.
    total : Series
        The same columns over all steps.
    n_halted : int
        Steps of stopped and cancelled projects, which are left out.
    n_without_project : int
        Steps whose project is not in the frame of projects.
    """

    today: date
    soon_days: int
    steps: pd.DataFrame
    by_league: pd.DataFrame
    by_officer: pd.DataFrame
    total: pd.Series
    n_halted: int
    n_without_project: int


def red_green(
    steps: pd.DataFrame,
    projects: pd.DataFrame,
    *,
    today: date,
    soon_days: int = SOON_DAYS,
) -> RedGreen:
    """Sort the steps of projects by how they stand.

    Parameters
    ----------
    steps : DataFrame
        ``step_id``, ``project_id``, ``name``, ``due_date``, ``done_date``,
        ``officer``, ``position``.
    projects : DataFrame
        Frame of projects.
    today : date
        Day of the reading.
    soon_days : int
        Days before its day at which a step counts as due soon; the day itself too.

    Returns
    -------
    RedGreen

    Raises
    ------
    DataError
        If a text is no date.

    Notes
    -----
    A step without officer is that of the project's officer.
    """
    place = projects.index.get_indexer(pd.Index(steps["project_id"]))
    n_without = int((place < 0).sum())
    mine, place = steps[place >= 0], place[place >= 0]
    is_halted = projects["stage"].isin(list(HALTED_STAGES)).to_numpy(dtype=bool)
    halted = is_halted[place]
    mine, place = mine[~halted], place[~halted]
    officers = projects["officer"].to_numpy(dtype=object)[place]
    told = _states(mine, today, soon_days)
    listed = pd.DataFrame(
        {
            "project_id": mine["project_id"].to_numpy(dtype=object),
            "name": mine["name"].to_numpy(dtype=object),
            "league": filled_keys(projects["league"].iloc[place]),
            "officer": filled_keys(
                mine["officer"].astype(object).where(mine["officer"].notna(), officers)
            ),
            "due_date": mine["due_date"].to_numpy(dtype=object),
            "done_date": mine["done_date"].to_numpy(dtype=object),
            "_place": place,
            "_position": mine["position"].to_numpy(),
            **told,
        },
        index=pd.Index(mine["step_id"].to_numpy(dtype=object), name="step_id"),
    )
    order = ["days_left", "_place", "_position"]
    listed = listed.sort_values(order, na_position="last")
    masks = _masks(listed)
    listed = listed.drop(columns=["_place", "_position", "_is_due"])
    return RedGreen(
        today=today,
        soon_days=soon_days,
        steps=listed,
        by_league=_table(listed["league"], masks),
        by_officer=_table(listed["officer"], masks),
        total=Tally.one(len(listed)).counts(masks).iloc[0],
        n_halted=int(halted.sum()),
        n_without_project=n_without,
    )


def _states(
    steps: pd.DataFrame, today: date, soon_days: int
) -> dict[str, NDArray[np.object_] | NDArray[np.float64] | NDArray[np.bool_]]:
    """Return state, light and days left of each step; later lines outweigh."""
    due = date_spans(steps["due_date"], field="due_date")
    given = date_spans(steps["done_date"], field="done_date")
    in_future = given.is_after(today)
    done = given.only(~in_future).until(today)
    now = np.full(len(steps), np.datetime64(today, "D"))
    left = days_between(now, due.last)
    state = np.full(len(steps), "ahead", dtype=object)
    state[left <= soon_days] = "due_soon"
    state[left < 0] = "overdue"
    state[~due.is_known] = "undated"
    state[done.is_known] = "done_unclear"
    state[done.is_known & ~due.is_known] = "done_undue"
    state[done.last <= due.last] = "done_in_time"
    state[done.first > due.last] = "done_late"
    lights = np.array([LIGHTS[one] for one in state], dtype=object)
    return {
        "state": state,
        "light": lights,
        "days_left": np.where(done.is_known, np.nan, left),
        "is_done_in_future": in_future,
        "_is_due": np.asarray(due.last <= now),
    }


def _masks(listed: pd.DataFrame) -> dict[str, NDArray[np.bool_]]:
    """Return for each column of the tables which steps it counts."""
    is_due = listed["_is_due"].to_numpy(dtype=bool)
    states = listed["state"].to_numpy(dtype=object)
    masks = {state: np.asarray(states == state) for state in STATES}
    in_time = masks["done_in_time"] & is_due
    return masks | {
        "steps": np.ones(len(listed), dtype=bool),
        "due_by_today": is_due,
        "done_low": in_time,
        "done_high": in_time | (masks["done_unclear"] & is_due),
    }


def _table(groups: pd.Series, masks: dict[str, NDArray[np.bool_]]) -> pd.DataFrame:
    """Count by group; what is not known comes last."""
    table = Tally.of(groups.to_numpy(dtype=object)).counts(masks)
    return table.loc[sorted(table.index, key=lambda key: (key == UNKNOWN, key))]
