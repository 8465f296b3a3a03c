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
    HALTED_STAGES,
    Grouping,
    group_keys,
    sort_keys,
)
from geo_zs.board.tally import Tally

Step = Literal["to_construction", "to_operation"]

#: What is measured → the stage at which it ends; it begins with signing.
ENDS: Final[Mapping[Step, str]] = MappingProxyType(
    {"to_construction": "construction", "to_operation": "operating"}
)
#: Stages of which each implies that the end was reached.
_REACHED: Final[Mapping[Step, tuple[str, ...]]] = MappingProxyType(
    {"to_construction": ("construction", "operating"), "to_operation": ("operating",)}
)
_NEEDED: Final = ("signed", "construction", "operating")
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


def durations(
    projects: pd.DataFrame,
    *,
    today: date,
    events: pd.DataFrame | None = None,
    by: Grouping | None = None,
) -> Durations:
    """Measure the days from signing to ground-breaking and to operation.

    Parameters
    ----------
    projects : DataFrame, (n,)
        Frame of projects.
    today : date
        What lies after it has not happened; a span that reaches beyond it ends there.
    events : DataFrame or None
        ``project_id``, ``stage``, ``date``; of several events of a stage the first
        counts. Events of projects that are not in `projects` are not looked at. The
        dates of the frame of projects when None.
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
    spans = {
        stage: date_spans(projects[f"{stage}_date"], field=f"{stage}_date")
        if events is None
        else _first(events, stage, projects)
        for stage in _NEEDED
    }
    halted = projects["stage"].isin(list(HALTED_STAGES)).to_numpy(dtype=bool)
    unknown = projects["stage"].isna() | projects["stage"].eq("unknown")
    parts = []
    for step, end in ENDS.items():
        reached = projects["stage"].isin(list(_REACHED[step])).to_numpy(dtype=bool)
        for stage in _REACHED[step]:
            happened = spans[stage].is_known & ~spans[stage].is_after(today)
            reached = reached | happened
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
    rows = np.arange(len(projects), dtype=np.int64)
    if by is None:
        tally = Tally.one(len(projects))
    else:
        rows, keys = group_keys(projects, by)
        tally = Tally.of(keys)
    tables = [_step_table(part, rows, tally) for part in parts]
    if by is not None:
        sizes = tables[0].assign(projects=tables[0]["n"] + tables[0]["n_left_out"])
        order = sort_keys(sizes, by).index
        tables = [table.loc[order] for table in tables]
    table = pd.concat(tables, keys=steps, names=["step", "key"]).swaplevel()
    # Groups in their order, within each the two steps.
    both = [(key, step) for key in tables[0].index for step in steps]
    return table.loc[both]


def _step_table(
    part: pd.DataFrame, rows: NDArray[np.int64], tally: Tally
) -> pd.DataFrame:
    """Return counts and medians of one step by group."""
    status = part["status"].to_numpy(dtype=object)[rows]
    low = part["low_days"].to_numpy(dtype=float)[rows]
    high = part["high_days"].to_numpy(dtype=float)[rows]
    measured = status == "measured"
    masks = {
        "n": measured,
        "n_exact": measured & (low == high),
        "n_left_out": ~measured,
    }
    masks |= {name: status == name for name in STATUSES[1:]}
    table = tally.counts(masks)
    table.insert(3, "median_low_days", tally.median(low))
    table.insert(4, "median_high_days", tally.median(high))
    return table
