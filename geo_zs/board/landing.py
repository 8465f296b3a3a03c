"""The 100-day landing clock (百日落地): from signing to the begin of works.

A project lands when its works begin. The clock of a signed project runs until then;
day 100 still counts as within. Dates known by month or year give intervals of days,
so a project may be neither surely within nor surely over.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo_zs.board.dates import DateSpans, date_spans, days_between, earliest
from geo_zs.board.groups import (
    BEGUN_STAGES,
    HALTED_STAGES,
    Grouping,
    group_keys,
    sort_keys,
)
from geo_zs.board.tally import Tally

BoolArray = NDArray[np.bool_]

#: Days in which a signed project should land.
LIMIT_DAYS: Final = 100
#: What becomes of a project; each has exactly one of these. The clock of the first
#: three is told, the others are left out.
STATUSES: Final = (
    "running",
    "landed",
    "landed_undated",
    "not_signed",
    "no_signing_date",
    "signed_in_future",
    "landed_before_signing",
    "halted",
)
VERDICTS: Final = ("within", "over", "undetermined")
#: Stages that say that a project was signed.
_SIGNED: Final = frozenset({"signed", "filed", "construction", "operating"})


@dataclass(frozen=True, eq=False)
class LandingClock:
    """How long signed projects have waited, and how many landed in time.

    Parameters
    ----------
    today : date
        Day of the reading.
    limit_days : int
        Days in which a project should land.
    by : str
        Grouping of the table.
    projects : DataFrame
        Index ``project_id``: ``status`` (`STATUSES`), ``verdict`` (`VERDICTS`, None
        where left out), ``low_days``, ``high_days``: days from signing to landing,
        or until today; NaN where left out.
    overrun : DataFrame
        Running projects that are, or may be, over the limit, surest and longest
        first: index ``project_id``; ``verdict``, ``low_days``, ``high_days``, and
        ``over_low_days``, ``over_high_days`` (days beyond the limit, 0 at least).
    table : DataFrame
        Index ``key``. ``running_within``, ``running_over``, ``running_undetermined``,
        ``landed_within``, ``landed_over``, ``landed_undetermined``: counts;
        ``ended_low``, ``ended_high``: projects whose 100 days are over;
        ``share_low``, ``share_high``: share of these that landed within, 0 to 1,
        NaN where there are none; and a count for each reason to be left out.
    total : Series
        The same columns over all projects.
    """

    today: date
    limit_days: int
    by: Grouping
    projects: pd.DataFrame
    overrun: pd.DataFrame
    table: pd.DataFrame
    total: pd.Series


def landing_clock(
    projects: pd.DataFrame,
    *,
    today: date,
    by: Grouping = "league",
    limit_days: int = LIMIT_DAYS,
) -> LandingClock:
    """Read the clock of all signed projects.

    Parameters
    ----------
    projects : DataFrame, (n,)
        Frame of projects with ``stage``, ``signed_date``, ``construction_date``,
        ``operating_date``.
    today : date
        Day of the reading.
    by : str
        Grouping of the table.
    limit_days : int
        Days in which a project should land.

    Returns
    -------
    LandingClock

    Raises
    ------
    DataError
        If a text is no date.
    ValueError
        If `by` is no grouping.

    Notes
    -----
    The share counts projects whose 100 days are over, landed or not, so that quick
    ones signed lately do not flatter it. Its interval holds every value that the
    dates, as far as they are known, allow. Stopped and cancelled projects are left
    out and counted. A project whose works have begun on an unknown day landed
    between its signing and today.
    """
    signed = date_spans(projects["signed_date"], field="signed_date")
    begun, is_undated = _landing(projects, signed, today)
    status = _statuses(projects, signed, begun, is_undated, today)
    clocked = np.isin(status.astype(str), STATUSES[:3])
    start = signed.until(today).only(clocked)
    now = np.full(len(projects), np.datetime64(today, "D"))
    is_running = status == "running"
    end = DateSpans(
        np.where(is_running, now, begun.first), np.where(is_running, now, begun.last)
    ).only(clocked)
    low = np.maximum(days_between(start.last, end.first), 0.0)
    high = days_between(start.first, end.last)
    verdict = np.full(len(projects), None, dtype=object)
    verdict[clocked] = "undetermined"
    verdict[high <= limit_days] = "within"
    verdict[low > limit_days] = "over"
    each = pd.DataFrame(
        {"status": status, "verdict": verdict, "low_days": low, "high_days": high},
        index=projects.index,
    )
    masks = _masks(each, start, end, today, limit_days)
    rows, keys = group_keys(projects, by)
    tally = Tally.of(keys)
    table = _with_shares(tally.counts({name: one[rows] for name, one in masks.items()}))
    sizes = tally.count(np.ones(len(rows), dtype=bool))
    order = sort_keys(pd.DataFrame({"projects": sizes}, index=tally.index), by).index
    return LandingClock(
        today=today,
        limit_days=limit_days,
        by=by,
        projects=each,
        overrun=_overrun(each, limit_days),
        table=table.loc[order],
        total=_with_shares(Tally.one(len(projects)).counts(masks)).iloc[0],
    )


def _landing(
    projects: pd.DataFrame, signed: DateSpans, today: date
) -> tuple[DateSpans, BoolArray]:
    """Return when works began, and where that is known by the stage only."""
    dates = [
        date_spans(projects[name], field=name)
        for name in ("construction_date", "operating_date")
    ]
    happened = [span.only(~span.is_after(today)).until(today) for span in dates]
    begun = earliest(happened[0], happened[1])
    has_begun = projects["stage"].isin(list(BEGUN_STAGES)).to_numpy(dtype=bool)
    is_undated = has_begun & ~begun.is_known
    now = np.datetime64(today, "D")
    return (
        DateSpans(
            np.where(is_undated, signed.first, begun.first),
            np.where(is_undated & signed.is_known, now, begun.last),
        ),
        is_undated,
    )


def _statuses(
    projects: pd.DataFrame,
    signed: DateSpans,
    begun: DateSpans,
    is_undated: BoolArray,
    today: date,
) -> NDArray[np.object_]:
    """Return what becomes of each project; later lines outweigh earlier ones."""
    stage = projects["stage"]
    status = np.full(len(projects), "running", dtype=object)
    status[begun.is_known] = "landed"
    status[is_undated] = "landed_undated"
    is_halted = stage.isin(list(HALTED_STAGES)).to_numpy(dtype=bool)
    status[is_halted & ~begun.is_known] = "halted"
    status[begun.last < signed.first] = "landed_before_signing"
    status[signed.is_after(today)] = "signed_in_future"
    says_signed = stage.isin(list(_SIGNED)).to_numpy(dtype=bool)
    status[~signed.is_known] = "not_signed"
    status[~signed.is_known & (says_signed | begun.is_known)] = "no_signing_date"
    return status


def _masks(
    each: pd.DataFrame, start: DateSpans, end: DateSpans, today: date, limit: int
) -> dict[str, BoolArray]:
    """Return for each column of the table which projects it counts."""
    status = each["status"].to_numpy(dtype=object)
    verdicts = each["verdict"].to_numpy(dtype=object)
    running = status == "running"
    landed = (status == "landed") | (status == "landed_undated")
    masks: dict[str, BoolArray] = {}
    for name, mask in (("running", running), ("landed", landed)):
        for verdict in VERDICTS:
            masks[f"{name}_{verdict}"] = mask & (verdicts == verdict)
    ended = np.datetime64(today - timedelta(days=limit + 1), "D")
    must, may = start.last <= ended, start.first <= ended
    # Within the group whose time is over nobody was signed after that day.
    shortest = days_between(np.minimum(start.last, ended), end.first)
    can_succeed = landed & (shortest <= limit)
    can_fail = running | (each["high_days"].to_numpy(dtype=float) > limit)
    masks |= {
        "ended_low": must,
        "ended_high": may,
        "_sure_success": must & ~can_fail,
        "_may_fail": may & can_fail,
        "_may_succeed": may & can_succeed,
        "_sure_failure": must & ~can_succeed,
        "_optional_success": may & ~must & ~can_fail,
        "_optional_failure": may & ~must & ~can_succeed,
    }
    masks |= {name: status == name for name in STATUSES[3:]}
    return {name: np.asarray(mask, dtype=bool) for name, mask in masks.items()}


def _with_shares(counts: pd.DataFrame) -> pd.DataFrame:
    """Return counts with the interval of the share that landed within the limit."""
    table = counts.copy()
    low = table["_sure_success"] / (table["_sure_success"] + table["_may_fail"])
    high = table["_may_succeed"] / (table["_may_succeed"] + table["_sure_failure"])
    # If only projects of uncertain time are left, the group may hold just these.
    only_good = low.isna() & (table["_optional_success"] > 0)
    only_bad = high.isna() & (table["_optional_failure"] > 0)
    table["share_low"] = low.mask(only_good, 1.0)
    table["share_high"] = high.mask(only_bad, 0.0)
    return table[[name for name in table.columns if not name.startswith("_")]]


def _overrun(each: pd.DataFrame, limit: int) -> pd.DataFrame:
    """Return the running projects that are or may be over the limit."""
    chosen = each[each["status"].eq("running") & ~each["verdict"].eq("within")]
    over = chosen.assign(
        over_low_days=(chosen["low_days"] - limit).clip(lower=0.0),
        over_high_days=(chosen["high_days"] - limit).clip(lower=0.0),
        _is_unsure=~chosen["verdict"].eq("over"),
        _key=chosen.index,
    )
    ranked = over.sort_values(
        ["_is_unsure", "low_days", "high_days", "_key"],
        ascending=[True, False, False, True],
    )
    return ranked.drop(columns=["status", "_is_unsure", "_key"])
