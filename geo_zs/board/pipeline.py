"""The pipeline (项目管线): projects and their money by group.

Pledged and arrived money stand apart and are never added together, nor is money of
another currency added to yuan. What is not known is counted beside each sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo_zs.board.groups import OVERLAPPING, Grouping, group_keys, sort_keys
from geo_zs.board.tally import Tally

_Facts = dict[str, NDArray[np.float64]]
#: Columns of counts, in the order of the table.
COUNTS: Final = (
    "projects",
    "pledged_unknown",
    "pledged_foreign",
    "arrived_unknown",
    "cancelled_left_out",
    "children_left_out",
)


@dataclass(frozen=True, eq=False)
class Pipeline:
    """Projects and their money by group.

    Parameters
    ----------
    by : str
        The grouping.
    table : DataFrame
        Index ``key``, as `groups.sort_keys` orders it.

        ``projects``
            Projects counted.
        ``pledged_cny_1e8``, ``arrived_cny_1e8``
            Sums of what the records state, 10⁸ CNY; NaN where nothing is known.
        ``pledged_unknown``, ``arrived_unknown``
            Projects counted whose amount is not known at all.
        ``pledged_foreign``
            Projects counted whose pledge is known in another currency only; see
            `foreign`.
        ``verified_cny_1e8``, ``reported_cny_1e8``
            Domestic money of the ledger since its start, audited and as reported;
            NaN where it has none.
        ``cancelled_left_out``, ``children_left_out``
            Projects that add nothing: cancelled ones (0 by stage, where they have
            their own line) and parts of another row.
    total : Series
        The same columns over all projects, each counted once.
    foreign : DataFrame
        ``key``, ``currency``, ``projects``, ``pledged_1e4``: pledges in other
        currencies, never converted.
    is_overlapping : bool
        Whether a project may stand in several lines, so that the lines must not be
        added up.
    """

    by: Grouping
    table: pd.DataFrame
    total: pd.Series
    foreign: pd.DataFrame
    is_overlapping: bool


def pipeline(
    projects: pd.DataFrame,
    *,
    by: Grouping = "stage",
    money: pd.DataFrame | None = None,
    date_stage: str = "signed",
) -> Pipeline:
    """Count and add up projects by group.

    Parameters
    ----------
    projects : DataFrame, (n,)
        Frame of projects. Where it has a column ``parent_project_id``, rows that
        belong to another row add nothing.
    by : str
        One of `groups.GROUPINGS`.
    money : DataFrame or None
        ``money.sums_by_project`` of the ledger; None leaves its columns unknown.
    date_stage : str
        By month: the stage whose date counts.

    Returns
    -------
    Pipeline

    Raises
    ------
    ValueError
        If `by` or `date_stage` is not known.

    Notes
    -----
    Unless groups overlap, ``projects``, ``cancelled_left_out`` and
    ``children_left_out`` together add up to n.
    """
    return pipelines(projects, (by,), money=money, date_stage=date_stage)[by]


def pipelines(
    projects: pd.DataFrame,
    groupings: Sequence[Grouping],
    *,
    money: pd.DataFrame | None = None,
    date_stage: str = "signed",
) -> dict[Grouping, Pipeline]:
    """Count and add up projects by several groupings; see `pipeline`."""
    made: dict[bool, tuple[_Facts, pd.Series]] = {}
    found: dict[Grouping, Pipeline] = {}
    for by in groupings:
        is_stage = by == "stage"
        if is_stage not in made:
            facts = _facts(projects, money, has_cancelled=is_stage)
            made[is_stage] = (facts, _table(facts, Tally.one(len(projects))).iloc[0])
        facts, total = made[is_stage]
        rows, keys = group_keys(projects, by, date_stage=date_stage)
        mine = {name: values[rows] for name, values in facts.items()}
        found[by] = Pipeline(
            by=by,
            table=sort_keys(_table(mine, Tally.of(keys)), by),
            total=total,
            foreign=_foreign(projects, facts, rows, keys),
            is_overlapping=by in OVERLAPPING,
        )
    return found


def _facts(
    projects: pd.DataFrame, money: pd.DataFrame | None, *, has_cancelled: bool
) -> _Facts:
    """Return one value of each project for each column of the table."""
    n = len(projects)
    is_child = np.zeros(n, dtype=bool)
    if "parent_project_id" in projects:
        is_child = projects["parent_project_id"].notna().to_numpy(dtype=bool)
    is_cancelled = projects["stage"].eq("cancelled").fillna(value=False)
    cancelled = is_cancelled.to_numpy(dtype=bool) & ~is_child & (not has_cancelled)
    counted = ~is_child & ~cancelled
    pledged = projects["pledged_cny_1e8"].to_numpy(dtype=float)
    arrived = projects["arrived_cny_1e8"].to_numpy(dtype=float)
    foreign = projects["pledged_foreign_1e4"].notna().to_numpy(dtype=bool)
    only_foreign = counted & np.isnan(pledged) & foreign
    facts = {
        "projects": counted,
        "pledged_cny_1e8": np.where(counted, pledged, np.nan),
        "arrived_cny_1e8": np.where(counted, arrived, np.nan),
        "verified_cny_1e8": np.full(n, np.nan),
        "reported_cny_1e8": np.full(n, np.nan),
        "pledged_unknown": counted & np.isnan(pledged) & ~foreign,
        "pledged_foreign": only_foreign,
        "arrived_unknown": counted & np.isnan(arrived),
        "cancelled_left_out": cancelled,
        "children_left_out": is_child,
    }
    if money is not None:
        for name in ("verified", "reported"):
            values = money[name].to_numpy(dtype=float)
            facts[f"{name}_cny_1e8"] = np.where(counted, values, np.nan)
    return {name: np.asarray(values, dtype=float) for name, values in facts.items()}


def _table(facts: _Facts, tally: Tally) -> pd.DataFrame:
    """Add up the values of the rows by group."""
    columns = {
        name: tally.count(values > 0) if name in COUNTS else tally.add(values)
        for name, values in facts.items()
    }
    return pd.DataFrame(columns, index=tally.index)


def _foreign(
    projects: pd.DataFrame,
    facts: _Facts,
    rows: NDArray[np.int64],
    keys: NDArray[np.object_],
) -> pd.DataFrame:
    """Add up the pledges in other currencies by group and currency."""
    money = projects["pledged_foreign_1e4"].to_numpy(dtype=float)
    counted = (facts["projects"] > 0) & ~np.isnan(money)
    if not counted.any():
        return pd.DataFrame(columns=["key", "currency", "projects", "pledged_1e4"])
    chosen = counted[rows]
    currency = projects["pledged_currency"].fillna("unknown").to_numpy(dtype=object)
    table = pd.DataFrame(
        {
            "key": keys[chosen],
            "currency": currency[rows][chosen],
            "pledged_1e4": money[rows][chosen],
        }
    )
    grouped = table.groupby(["key", "currency"], sort=True)["pledged_1e4"]
    added = grouped.agg(projects="size", pledged_1e4="sum").reset_index()
    return added[["key", "currency", "projects", "pledged_1e4"]]
