"""How long projects take from signing to ground-breaking and to operation.

Dates are known by day, month or year; the days between two of them are an interval,
and so is their median. Every project is accounted for: measured, or left out with
the reason.
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

from geo_zs.board.dates import DateSpans, date_spans, days_between, earliest
from geo_zs.board.groups import (
    DATED_STAGES,
    HALTED_STAGES,
    Grouping,
    group_keys,
    sort_keys,
)

Step = Literal["to_construction", "to_operation"]
IntArray = NDArray[np.int64]

#: What is measured → the stage at which it ends; it begins with signing.
ENDS: Final[Mapping[Step, str]] = MappingProxyType(
    {"to_construction": "construction", "to_operation": "operating"}
)
#: Stages of which each implies that the end was reached.
_REACHED: Final[Mapping[Step, tuple[str, ...]]] = MappingProxyType(
    {"to_construction": ("construction", "operating"), "to_operation": ("operating",)}
)
#: What becomes of a project; each has exactly one of these.
STATUSES: Final = (
    "measured",
    "waiting",
    "no_signing_date",
    "signed_in_future",
    "no_end_date",
    "end_in_future",
    "end_before_signing",
    "halted",
    "stage_unknown",
)


@dataclass(frozen=True, eq=False)
class Durations:
    """Days from signing to the begin of works and to operation.

    Parameters
    ----------
    by : str or None
        The grouping; None is one group ``all``.
    table : DataFrame
        Index ``key``, ``step`` (`ENDS`). ``n``: projects measured; ``n_exact``: of
        these, with one possible count of days; ``n_left_out``: all others;
        ``median_low_days``, ``median_high_days``: interval of the median, NaN where
        n is 0; one column for each reason of `STATUSES` with its count.
    projects : DataFrame
        Index ``project_id``, ``step``. ``status``; ``low_days``, ``high_days``: NaN
        unless measured.
    """

    by: Grouping | None
    table: pd.DataFrame
    projects: pd.DataFrame


def stage_events(projects: pd.DataFrame) -> pd.DataFrame:
    """Return the dates of a frame of projects as a frame of events.

    Returns
    -------
    DataFrame
        ``project_id``, ``stage``, ``date``; one row for each date that is known.
    """
    parts = []
    for stage in DATED_STAGES:
        column = f"{stage}_date"
        if column not in projects:
            continue
        known = projects[column].dropna()
        part = {"project_id": known.index, "stage": stage, "date": known.to_numpy()}
        parts.append(pd.DataFrame(part, dtype=object))
    if not parts:
        return pd.DataFrame({"project_id": [], "stage": [], "date": []}, dtype=object)
    return pd.concat(parts, ignore_index=True)


def durations(
    events: pd.DataFrame,
    projects: pd.DataFrame,
    *,
    today: date,
    by: Grouping | None = None,
) -> Durations:
    """Measure the days from signing to ground-breaking and to operation.

    Parameters
    ----------
    events : DataFrame
        ``project_id``, ``stage``, ``date``; of several events of a stage the first
        counts. Events of projects that are not in `projects` are not looked at.
    projects : DataFrame, (n,)
        Frame of projects.
    today : date
        What lies after it has not happened; a span that reaches beyond it ends there.
    by : str or None
        One of `groups.GROUPINGS`.

    Returns
    -------
    Durations

    Raises
    ------
    DataError
        If a text is no date.
    ValueError
        If `by` is no grouping.

    Notes
    -----
    Where spans overlap (signed in 2023, works begun in 2023-06) works are taken to
    begin on the day of signing at the earliest; only a project whose works surely
    began before is left out. The median of n intervals is the interval from the
    median of the low ends to the median of the high ends, because no end can rise
    without the median rising or staying. Projects that are still waiting take longer
    than they have taken so far: with many of them the median is too short.
    """
    spans = {stage: _first(events, stage, projects) for stage in _needed()}
    halted = projects["stage"].isin(list(HALTED_STAGES)).to_numpy(dtype=bool)
    unknown = projects["stage"].isna() | projects["stage"].eq("unknown")
    parts = []
    for step, end in ENDS.items():
        reached = projects["stage"].isin(list(_REACHED[step])).to_numpy(dtype=bool)
        for stage in _REACHED[step]:
            reached |= spans[stage].is_known & ~spans[stage].is_after(today)
        status, low, high = _measure(spans["signed"], spans[end], reached, today)
        waiting = status == "waiting"
        status[waiting & unknown.to_numpy(dtype=bool)] = "stage_unknown"
        status[waiting & halted] = "halted"
        part = pd.DataFrame(
            {"status": status, "low_days": low, "high_days": high},
            index=projects.index,
        )
        parts.append(part)
    steps = list(ENDS)
    table = _table(parts, steps, projects, by)
    each = pd.concat(parts, keys=steps, names=["step", "project_id"])
    return Durations(by, table, each.swaplevel())


def _needed() -> tuple[str, ...]:
    return ("signed", "construction", "operating")


def _first(events: pd.DataFrame, stage: str, projects: pd.DataFrame) -> DateSpans:
    """Return when each project first reached a stage."""
    mine = events[events["stage"].eq(stage) & events["date"].notna()]
    place = projects.index.get_indexer(pd.Index(mine["project_id"]))
    mine, place = mine[place >= 0], place[place >= 0]
    spans = date_spans(mine["date"], field=f"{stage}_date")
    never = np.full(len(projects), np.datetime64("NaT", "D"))
    first = DateSpans(never, never.copy())
    # One round for each repetition of a stage within one project; mostly one.
    turn = pd.Series(place).groupby(place).cumcount().to_numpy()
    for number in range(int(turn.max(initial=-1)) + 1):
        now = turn == number
        begin, end = never.copy(), never.copy()
        begin[place[now]], end[place[now]] = spans.first[now], spans.last[now]
        first = earliest(first, DateSpans(begin, end))
    return first


def _measure(
    start: DateSpans, end: DateSpans, reached: NDArray[np.bool_], today: date
) -> tuple[NDArray[np.object_], NDArray[np.float64], NDArray[np.float64]]:
    """Return what becomes of each project and the interval of its days."""
    signed, done = start.until(today), end.until(today)
    low = days_between(signed.last, done.first)
    high = days_between(signed.first, done.last)
    status = np.full(len(low), "measured", dtype=object)
    status[high < 0] = "end_before_signing"
    status[end.is_after(today)] = "end_in_future"
    status[~end.is_known] = "waiting"
    status[reached & (~end.is_known | end.is_after(today))] = "no_end_date"
    status[start.is_after(today)] = "signed_in_future"
    status[~start.is_known] = "no_signing_date"
    measured = status == "measured"
    low = np.where(measured, np.maximum(low, 0.0), np.nan)
    return status, low, np.where(measured, high, np.nan)


def _table(
    parts: list[pd.DataFrame],
    steps: list[Step],
    projects: pd.DataFrame,
    by: Grouping | None,
) -> pd.DataFrame:
    """Count and take medians by group."""
    if by is None:
        rows: IntArray = np.arange(len(projects), dtype=np.int64)
        keys = np.full(len(projects), "all", dtype=object)
    else:
        rows, keys = group_keys(projects, by)
    tables = [_step_table(part.iloc[rows], keys) for part in parts]
    if by is None:
        tables = [table.reindex(["all"]) for table in tables]
    else:
        sizes = tables[0].assign(projects=tables[0]["n"] + tables[0]["n_left_out"])
        order = sort_keys(sizes, by).index
        tables = [table.loc[order] for table in tables]
    table = pd.concat(tables, keys=steps, names=["step", "key"]).swaplevel()
    counts = [name for name in table.columns if not name.endswith("_days")]
    table[counts] = table[counts].fillna(0).astype(np.int64)
    # Groups in their order, within each the two steps.
    both = [(key, step) for key in tables[0].index for step in steps]
    return table.loc[both]


def _step_table(part: pd.DataFrame, keys: NDArray[np.object_]) -> pd.DataFrame:
    """Return counts and medians of one step by group."""
    measured = part["status"].eq("measured")
    exact = measured & part["low_days"].eq(part["high_days"])
    grouped = part[["low_days", "high_days"]].groupby(keys)
    table = pd.DataFrame(
        {
            "n": measured.groupby(keys).sum(),
            "n_exact": exact.groupby(keys).sum(),
            "n_left_out": (~measured).groupby(keys).sum(),
            "median_low_days": grouped["low_days"].median(),
            "median_high_days": grouped["high_days"].median(),
        }
    )
    for status in STATUSES[1:]:
        table[status] = part["status"].eq(status).groupby(keys).sum()
    return table
