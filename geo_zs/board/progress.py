"""Progress towards the targets (目标完成进度) by place, scope and year."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from geo_zs.board.dates import month_end, months_of_year, year_share
from geo_zs.board.money import LedgerView, Scope, view, year_figures
from geo_zs.board.places import REGION, Places
from geo_zs.board.targets import Targets

#: Columns of the table of progress.
COLUMNS: Final = (
    "adcode",
    "year",
    "scope",
    "currency",
    "target",
    "target_growth_pct",
    "implied_last_year",
    "verified",
    "reported",
    "verified_share",
    "reported_share",
    "verified_left",
    "entries",
    "unverified_entries",
    "last_month",
    "time_share",
    "published",
    "published_share",
    "published_growth_pct",
    "published_last_month",
    "published_time_share",
    "target_source",
    "published_source",
)


@dataclass(frozen=True, eq=False)
class TargetProgress:
    """How far each target of a year has been reached.

    Parameters
    ----------
    month : str
        The last month that counts, ``YYYY-MM``.
    table : DataFrame
        One row for each target of the year, by place and scope:

        ``target``, ``verified``, ``reported``, ``verified_left``, ``published``,
        ``implied_last_year``
            Amounts in 10⁸ of ``currency``. ``verified`` is the audited money from
            January to `month`, ``reported`` the same as it was reported; NaN where
            the ledger holds none. ``verified_left`` is what is missing, 0 at least.
            ``implied_last_year`` is the target without its growth.
        ``verified_share``, ``reported_share``, ``published_share``
            Share of the target, 1 is all of it; NaN where one of both is not known
            or the target is 0.
        ``time_share``, ``published_time_share``
            Share of the year that was over at the end of `month`, and of the last
            month of the published figure.
        ``published``, ``published_growth_pct``, ``published_last_month``
            The latest published sum since January, up to `month`; it is shown beside
            the ledger and never mixed with it.
        ``entries``, ``unverified_entries``
            Entries of the ledger that count, and those without an audited amount.
    n_without_project : int
        Entries of the scopes whose project is not in the frame of projects.
    """

    month: str
    table: pd.DataFrame
    n_without_project: int


def target_progress(
    targets: Targets,
    projects: pd.DataFrame,
    ledger: pd.DataFrame,
    places: Places,
    *,
    month: str,
    closed: Collection[str] = (),
) -> TargetProgress:
    """Set what arrived beside what was to arrive, from January to a month.

    Parameters
    ----------
    targets : Targets
        Targets and published results.
    projects : DataFrame
        Frame of projects, for league and banner of the entries.
    ledger : DataFrame
        Frame of the ledger.
    places : Places
        Which codes are leagues and which banners.
    month : str
        The last month that counts, ``YYYY-MM``; its year is the year of the targets.
    closed : collection of str
        The closed months: a place without an entry in one of them got nothing then.

    Returns
    -------
    TargetProgress

    Raises
    ------
    DataError
        If `month` is no month.
    """
    end = month_end(month)
    rows: list[dict[str, Any]] = []
    views: dict[tuple[str, str], _Sums] = {}
    of_year = targets.targets[targets.targets["year"].eq(end.year)]
    for target in of_year.to_dict("records"):
        foreign = target["scope"] == "foreign"
        named = target["currency"]
        currency = str(named) if foreign and not pd.isna(named) else "CNY"
        key = (str(target["scope"]), currency)
        if key not in views:
            scope: Scope = target["scope"]
            entries = view(
                ledger, projects, scope=scope, currency=currency, with_moved=True
            )
            views[key] = _Sums.of(entries, month, closed)
        done = views[key].at(str(target["adcode"]), places)
        rows.append(_row(target, currency, done, targets.results, month))
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return TargetProgress(
        month=month,
        table=table,
        n_without_project=sum(one.n_without_project for one in views.values()),
    )


@dataclass(frozen=True, eq=False)
class _Sums:
    """Money of one scope by league, by banner and of the region."""

    league: pd.DataFrame
    banner: pd.DataFrame
    region: pd.DataFrame
    n_without_project: int

    @classmethod
    def of(cls, found: LedgerView, month: str, closed: Collection[str]) -> _Sums:
        """Add up from January to a month."""
        return cls(
            league=year_figures(found, month=month, by="league", closed=closed),
            banner=year_figures(found, month=month, by="banner", closed=closed),
            region=year_figures(found, month=month, by=None, closed=closed),
            n_without_project=found.n_without_project(months_of_year(month)),
        )

    def at(self, adcode: str, places: Places) -> dict[str, float]:
        """Return the sums of a place; unknown money where it never had an entry."""
        unit = places.units.get(adcode)
        if adcode == REGION:
            table, key = self.region, ""
        elif unit is not None and unit.league is not None:
            table, key = self.banner, adcode
        else:
            table, key = self.league, adcode
        if key not in table.index:
            unknown = {"verified": math.nan, "reported": math.nan}
            return {**unknown, "entries": 0, "unverified": 0}
        return {name: float(table[name][key]) for name in _SUMMED}


_SUMMED: Final = ("verified", "reported", "entries", "unverified")


def share_of(part: float, whole: float) -> float:
    """Return the share of an amount; NaN where it has none (unknown, or of nothing)."""
    return part / whole if whole > 0 else math.nan


def _row(
    target: dict[Any, Any],
    currency: str,
    done: dict[str, float],
    results: pd.DataFrame,
    month: str,
) -> dict[str, Any]:
    """Return one row of the table."""
    amount = float(target["value_cny_1e8"])
    if currency != "CNY":
        amount = float(target["value_foreign_1e4"]) * 1e-4
    growth = float(target["growth_pct"])
    left = amount - done["verified"]
    row: dict[str, Any] = {
        "adcode": target["adcode"],
        "year": int(target["year"]),
        "scope": target["scope"],
        "currency": currency,
        "target": amount,
        "target_growth_pct": growth,
        "implied_last_year": share_of(amount, 1 + growth / 100),
        "verified": done["verified"],
        "reported": done["reported"],
        "verified_share": share_of(done["verified"], amount),
        "reported_share": share_of(done["reported"], amount),
        "verified_left": left if math.isnan(left) else max(left, 0.0),
        "entries": int(done["entries"]),
        "unverified_entries": int(done["unverified"]),
        "last_month": month,
        "time_share": year_share(month_end(month)),
        "target_source": target["source"],
    }
    return row | _published(target, amount, results, month)


def _published(
    target: dict[Any, Any], amount: float, results: pd.DataFrame, month: str
) -> dict[str, Any]:
    """Return the latest published sum of the year up to a month."""
    year = int(target["year"])
    fits = (
        results["adcode"].eq(target["adcode"])
        & results["scope"].eq(target["scope"])
        & results["first_month"].eq(f"{year:04d}-01")
        & results["last_month"].le(month)
    )
    if not fits.any():
        return {
            "published": math.nan,
            "published_share": math.nan,
            "published_growth_pct": math.nan,
            "published_last_month": None,
            "published_time_share": math.nan,
            "published_source": None,
        }
    # Results are sorted by their last month.
    latest = results[fits].iloc[-1]
    value = float(latest["value_cny_1e8"])
    return {
        "published": value,
        "published_share": share_of(value, amount),
        "published_growth_pct": float(latest["growth_pct"]),
        "published_last_month": latest["last_month"],
        "published_time_share": year_share(month_end(latest["last_month"])),
        "published_source": latest["source"],
    }
