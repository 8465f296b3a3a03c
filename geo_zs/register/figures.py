"""Figures of the ledger: month, year to date, since the start, growth on last year.

Plain frames in, one frame out; nothing here knows of a database.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final, Literal

import numpy as np
import pandas as pd

from geo_zs.errors import Problem, RecordError
from geo_zs.register.figure_sums import (
    DECIMALS,
    IntArray,
    Sums,
    by_month,
    growth_of,
)
from geo_zs.register.sizes import SIZES_IN, size_class

Split = Literal["continuity", "size_class"]

#: Scope of an entry → scopes of the published figures that it counts in. The
#: published domestic figure (国内到位资金) is money of the region and of other
#: provinces together.
COUNTS_IN: Final = {
    "domestic": ("domestic",),
    "outside_region": ("domestic", "outside_region"),
    "foreign": ("foreign",),
}
_MEASURES: Final = ("reported", "verified")
_KEYS: Final = ("scope", "currency", "continuity", "size_class")
#: What stands for a place, or a class, that is not known.
UNKNOWN: Final = ""


def figures(
    ledger: pd.DataFrame,
    projects: pd.DataFrame,
    *,
    month: str,
    by: str | None = "league",
    split: Collection[Split] = (),
    closed_months: Collection[str] = (),
) -> pd.DataFrame:
    """Add up the ledger for one month.

    Parameters
    ----------
    ledger : DataFrame, (n,)
        ``project_id``, ``month``, ``scope``, ``currency``, ``is_continued``,
        ``reported_1e4``, ``verified_1e4``; `by` and ``size_class`` are taken from
        here where it has them (as ``ledger_frame`` gives them), ``is_closed`` too.
    projects : DataFrame
        Indexed by project id: `by` and ``pledged_cny_1e8``.
    month : str
        ``2023-06``; later entries do not count.
    by : str or None
        Column to add up by: ``league``, ``banner``, ``park_id``, ``project_id``, …;
        None for one sum of all.
    split : collection of {"continuity", "size_class"}
        Also tell new and continued projects apart, or classes of size: each class
        holds all projects of at least that size.
    closed_months : collection of str
        Months that are closed, beside those that the ledger marks.

    Returns
    -------
    DataFrame
        One row for each `by` (empty where a project has no such place), published
        ``scope``, ``currency``, ``continuity`` (``all``, ``new``, ``continued``),
        ``size_class`` and ``measure`` (``reported``, ``verified``), amounts in ten
        thousands of the currency:

        ``month_1e4``, ``year_to_date_1e4``, ``since_start_1e4``,
        ``last_year_month_1e4``, ``last_year_to_date_1e4``; growth in percent
        (``month_growth_pct``, ``year_to_date_growth_pct``), NaN with the reason in
        ``month_growth_reason``, ``year_to_date_growth_reason``; ``share_pct`` of
        the sum over all `by`, year to date; of how many entries the amount is known,
        and how many there are (``month_known``, ``month_entries``, also of
        ``year_to_date`` and ``since_start``); ``n_projects`` with an entry this year;
        ``n_without_amount``, entries of this year that the measure lacks, and
        ``n_unknown_months`` of this year.

    Raises
    ------
    RecordError
        If `month` is no month.

    Notes
    -----
    A month without an entry is nothing (0) only if it is closed, or if the same
    place has another entry in it; else it is not known, and neither is a growth that
    would rest on it. Money of one month of last year that is not known leaves the
    growth unknown; one that is 0 does so too, for another reason.
    """
    months = _months_until(month, ledger)
    rows = _entries(ledger, projects, by, split)
    rows = rows[rows["month"].isin(months)]
    groups = _group_months(rows, months, {*closed_months, *_marked(ledger)})
    keys = ["group", *_KEYS]
    parts = [_of_measure(rows, keys, months, groups, name) for name in _MEASURES]
    table = pd.concat(parts, ignore_index=True)
    table["share_pct"] = _shares(table)
    table = table.sort_values([*keys, "measure"], ignore_index=True)
    return table.rename(columns={"group": by or "region"})


def _months_until(month: str, ledger: pd.DataFrame) -> list[str]:
    """Return all months from the first that matters up to `month`."""
    try:
        last = pd.Period(month, freq="M")
    except ValueError as error:
        message = f"is {month!r}; expected a month such as 2023-06"
        raise RecordError([Problem("month", message)]) from error
    if str(last) != month:
        message = f"is {month!r}; expected a month such as 2023-06"
        raise RecordError([Problem("month", message)])
    january = pd.Period(year=last.year - 1, month=1, freq="M")
    known = ledger["month"].dropna()
    first = (
        min(january, pd.Period(str(known.min()), freq="M")) if len(known) else january
    )
    return [str(one) for one in pd.period_range(first, last, freq="M")]


def _entries(
    ledger: pd.DataFrame,
    projects: pd.DataFrame,
    by: str | None,
    split: Collection[Split],
) -> pd.DataFrame:
    """Return one row for each entry and each figure that it counts in."""
    rows = pd.DataFrame(
        {
            "group": _place(ledger, projects, by),
            "scope": ledger["scope"].map(COUNTS_IN),
            "currency": ledger["currency"].fillna("CNY"),
            "continuity": _continuity(ledger, split),
            "size_class": _sizes(ledger, projects, split),
            "project_id": ledger["project_id"],
            "month": ledger["month"],
            "reported": ledger["reported_1e4"].astype(float),
            "verified": ledger["verified_1e4"].astype(float),
        }
    )
    for name in ("scope", "continuity", "size_class"):
        rows = rows.explode(name, ignore_index=True)
    return rows


def _place(ledger: pd.DataFrame, projects: pd.DataFrame, by: str | None) -> object:
    """Return where each entry counts."""
    if by is None:
        return "all"
    if by in ledger:
        return ledger[by].astype(object).fillna(UNKNOWN)
    return ledger["project_id"].map(projects[by].to_dict()).fillna(UNKNOWN)


def _continuity(ledger: pd.DataFrame, split: Collection[Split]) -> object:
    """Return in which of new and continued each entry counts."""
    if "continuity" not in split:
        return [("all",)] * len(ledger)
    return [("all", "continued" if one else "new") for one in ledger["is_continued"]]


def _sizes(
    ledger: pd.DataFrame, projects: pd.DataFrame, split: Collection[Split]
) -> object:
    """Return in which classes of size each entry counts."""
    if "size_class" not in split:
        return [("all",)] * len(ledger)
    if "size_class" in ledger:
        found = ledger["size_class"].fillna("unknown")
    else:
        pledged = ledger["project_id"].map(projects["pledged_cny_1e8"].to_dict())
        found = pledged.astype(float).map(size_class)
    return [SIZES_IN[one] for one in found]


def _marked(ledger: pd.DataFrame) -> set[str]:
    """Return the months that the ledger marks as closed."""
    if "is_closed" not in ledger:
        return set()
    return set(ledger.loc[ledger["is_closed"].astype(bool), "month"])


def _group_months(
    rows: pd.DataFrame, months: Sequence[str], closed: Collection[str]
) -> pd.DataFrame:
    """Tell of which months it is known what arrived, for each place."""
    seen = rows.drop_duplicates(["group", "month"]).assign(seen=True)
    table = seen.pivot_table(
        index="group", columns="month", values="seen", aggfunc="any", fill_value=False
    )
    table = table.reindex(columns=list(months), fill_value=False).astype(bool)
    table.loc[:, [one for one in months if one in closed]] = True
    return table


def _of_measure(
    rows: pd.DataFrame,
    keys: list[str],
    months: Sequence[str],
    groups: pd.DataFrame,
    measure: str,
) -> pd.DataFrame:
    """Return the figures of one measure."""
    by = [*keys, "month"]
    cells = rows.groupby(by, sort=True)[measure]
    amounts = by_month(cells.sum(), months)
    index = amounts.index
    sums = Sums(
        amounts=amounts.to_numpy(),
        n_known=by_month(cells.count(), months).to_numpy(),
        n_entries=by_month(cells.size(), months).to_numpy(),
        is_known=groups.loc[index.get_level_values("group")].to_numpy(),
    )
    table = index.to_frame(index=False).assign(measure=measure)
    table["since_start_1e4"] = sums.told(slice(0, len(months)))
    this_month = slice(len(months) - 1, len(months))
    this_year = slice(len(months) - int(months[-1][5:]), len(months))
    for name, last_year, now in (
        ("month", "last_year_month", this_month),
        ("year_to_date", "last_year_to_date", this_year),
    ):
        before = slice(now.start - 12, now.stop - 12)
        table[f"{name}_1e4"] = sums.told(now)
        whole = sums.is_whole(before)
        table[f"{last_year}_1e4"] = np.where(whole, sums.told(before), np.nan)
        growth, reason = growth_of(sums, now, before)
        table[f"{name}_growth_pct"] = growth
        table[f"{name}_growth_reason"] = reason
    periods = ("month", this_month), ("year_to_date", this_year)
    for name, months_of in (*periods, ("since_start", slice(0, len(months)))):
        table[f"{name}_known"], table[f"{name}_entries"] = sums.counts(months_of)
    table["n_unknown_months"] = (~sums.is_known[:, this_year]).sum(axis=1)
    table["n_without_amount"] = sums.gaps(this_year)
    table["n_projects"] = _projects(rows, keys, index, months[this_year])
    return table


def _projects(
    rows: pd.DataFrame, keys: list[str], index: pd.Index, months: Sequence[str]
) -> IntArray:
    """Return how many projects have an entry in some months, for each line."""
    inside = rows[rows["month"].isin(months)]
    counts = inside.groupby(keys)["project_id"].nunique()
    return np.asarray(counts.reindex(index, fill_value=0), dtype=np.int64)


def _shares(table: pd.DataFrame) -> pd.Series[float]:
    """Return the share of each line in the sum over all places, year to date."""
    lines = [*_KEYS, "measure"]
    told = table["year_to_date_1e4"]
    total = told.groupby([table[name] for name in lines]).transform("sum")
    share = told / total.where(total > 0) * 100
    return share.round(DECIMALS)
