"""Money of the ledger (到位资金台账) by project and month: what counts under a scope.

The published figure of domestic money (国内到位资金) is that of the region itself
and that of other provinces together. Foreign money stays in its own currency and
is never converted.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo_zs.board.tally import Tally
from geo_zs.register.figures import figures

Scope = Literal["domestic", "outside_region", "foreign"]
Money = Literal["verified", "reported"]

#: Scopes of targets and circulars.
SCOPES: Final[tuple[Scope, ...]] = ("domestic", "outside_region", "foreign")
#: Amounts that the ledger keeps apart: as audited (审核) and as reported (上报).
MONEYS: Final[tuple[Money, ...]] = ("verified", "reported")
#: Scope of a figure → scopes of the entries that it adds up.
ENTRY_SCOPES: Final[dict[Scope, tuple[str, ...]]] = {
    "domestic": ("domestic", "outside_region"),
    "outside_region": ("outside_region",),
    "foreign": ("foreign",),
}
#: Places that money counts for.
PLACES: Final = ("league", "banner")
#: 10⁴ of a currency in 10⁸ of it.
_FROM_1E4: Final = 1e-4


@dataclass(frozen=True, eq=False)
class LedgerView:
    """Entries of one scope and currency with the place of their project.

    Parameters
    ----------
    entries : DataFrame, (n,)
        ``row`` (place of the project in its frame), ``month``, ``league``,
        ``banner``, and ``verified``, ``reported`` in 10⁸ of the currency; NaN where
        an amount is not known.
    scope : str
        The scope.
    months_without_project : tuple of str
        Months of the entries of the scope that count nowhere: their project is not in
        the frame of projects.
    n_other_currency : int
        Entries of the scope in another currency.
    currency : str
        The currency of the entries.
    """

    entries: pd.DataFrame
    scope: Scope
    months_without_project: tuple[str, ...]
    n_other_currency: int
    currency: str = "CNY"

    def n_without_project(self, months: Collection[str]) -> int:
        """Return how many entries of some months count nowhere."""
        return sum(one in months for one in self.months_without_project)


def view(
    ledger: pd.DataFrame,
    projects: pd.DataFrame,
    *,
    scope: Scope,
    currency: str = "CNY",
    with_moved: bool = False,
) -> LedgerView:
    """Return the entries that count under a scope.

    Parameters
    ----------
    ledger : DataFrame
        Frame of the ledger: ``project_id``, ``month``, ``scope``, ``currency``,
        ``reported_1e4``, ``verified_1e4``. Where it has ``league`` and ``banner``
        (as they were when the month was closed), money counts there; else where the
        project lies now.
    projects : DataFrame
        Frame of projects.
    scope : str
        One of `SCOPES`.
    currency : str
        The currency that is added up, ISO 4217. An entry without one is in CNY,
        unless it is foreign.
    with_moved : bool
        Whether money that says itself in which league it counts is counted too where
        its project is not among `projects`: one that has moved to a league whose
        projects the reader does not see. Its ``row`` is -1.

    Raises
    ------
    ValueError
        If `scope` is none of these.
    """
    if scope not in ENTRY_SCOPES:
        message = f"scope is {scope!r}; expected one of {', '.join(ENTRY_SCOPES)}"
        raise ValueError(message)
    chosen = ledger[ledger["scope"].isin(list(ENTRY_SCOPES[scope]))]
    currencies = chosen["currency"]
    if scope != "foreign":
        currencies = currencies.fillna("CNY")
    is_wanted = currencies.eq(currency).fillna(value=False).to_numpy(dtype=bool)
    chosen = chosen[is_wanted]
    place = projects.index.get_indexer(pd.Index(chosen["project_id"]))
    is_counted = place >= 0
    if with_moved and "league" in chosen:
        is_counted |= chosen["league"].notna().to_numpy(dtype=bool)
    left_out = tuple(map(str, chosen["month"][~is_counted]))
    chosen, place = chosen[is_counted], place[is_counted]
    entries = pd.DataFrame(
        {
            "row": place,
            "month": chosen["month"].to_numpy(dtype=object),
            **{name: _place_of(chosen, projects, place, name) for name in PLACES},
            "verified": chosen["verified_1e4"].to_numpy(dtype=float) * _FROM_1E4,
            "reported": chosen["reported_1e4"].to_numpy(dtype=float) * _FROM_1E4,
        }
    )
    return LedgerView(
        entries,
        scope,
        months_without_project=left_out,
        n_other_currency=int((~is_wanted).sum()),
        currency=currency,
    )


def _place_of(
    entries: pd.DataFrame, projects: pd.DataFrame, place: NDArray[np.intp], name: str
) -> NDArray[np.object_]:
    """Return where the money of each entry counts; None where not known."""
    if name in entries:
        codes = entries[name].to_numpy(dtype=object, copy=True)
    else:
        codes = projects[name].to_numpy(dtype=object)[place]
    codes[pd.isna(codes)] = None
    return codes


def year_figures(
    found: LedgerView, *, month: str, by: str | None, closed: Collection[str] = ()
) -> pd.DataFrame:
    """Add up a year up to a month, beside the year before.

    Parameters
    ----------
    found : LedgerView
        Entries of one scope.
    month : str
        The last month that counts, ``YYYY-MM``.
    by : str or None
        ``league`` or ``banner``; None for one sum of all with the key ``""``.
    closed : collection of str
        The closed months: without an entry nothing arrived in them.

    Returns
    -------
    DataFrame
        Index ``key``, ``""`` where the place is not known; a place that never had an
        entry has no row. For each of `MONEYS` the amount since January in 10⁸ of the
        currency, NaN where it is not known, and with ``_in_month`` that of the month
        alone, ``_last_year`` that of the same months of last year, ``_growth`` (0.15
        is 15 %), ``_reason`` why growth is not known (see ``register.figures``);
        ``entries`` and ``unverified`` since January.

    Raises
    ------
    RecordError
        If `month` is no month.
    """
    since = f"{int(month[:4]) - 1:04d}-01" if month[:4].isdigit() else ""
    entries = found.entries
    entries = entries[(entries["month"] >= since) & (entries["month"] <= month)]
    told = figures(
        _condensed(entries, by, found.scope),
        pd.DataFrame(),
        month=month,
        by="place",
        closed_months=closed,
    )
    told = told[told["scope"].eq(found.scope)]
    parts = []
    for money in MONEYS:
        part = told[told["measure"].eq(money)].set_index("place")
        named = {
            money: part["year_to_date_1e4"] * _FROM_1E4,
            f"{money}_in_month": part["month_1e4"] * _FROM_1E4,
            f"{money}_last_year": part["last_year_to_date_1e4"] * _FROM_1E4,
            f"{money}_growth": part["year_to_date_growth_pct"] / 100,
            f"{money}_reason": part["year_to_date_growth_reason"],
        }
        parts.append(pd.DataFrame(named))
    table = pd.concat(parts, axis=1)
    this_year = entries[entries["month"] >= f"{month[:4]}-01"]
    masks = {f"no_{money}": this_year[money].isna().to_numpy() for money in MONEYS}
    masks["entries"] = np.ones(len(this_year), dtype=bool)
    counts = Tally.of(_keys(this_year, by)).counts(masks)
    counts = counts.reindex(table.index, fill_value=0)
    for money in MONEYS:
        # Entries without any amount are not nothing, whatever other months say.
        is_untold = (counts["entries"] > 0) & counts[f"no_{money}"].eq(
            counts["entries"]
        )
        table[money] = table[money].mask(is_untold)
    told_counts = counts[["entries", "no_verified"]]
    told_counts.columns = ["entries", "unverified"]
    return table.join(told_counts).rename_axis("key")


def _keys(entries: pd.DataFrame, by: str | None) -> NDArray[np.object_]:
    """Return the place of each entry, empty where it is not known or not asked."""
    if by is None:
        return np.full(len(entries), "", dtype=object)
    keys = entries[by].to_numpy(dtype=object, copy=True)
    keys[pd.isna(keys)] = ""
    return keys


def _condensed(entries: pd.DataFrame, by: str | None, scope: Scope) -> pd.DataFrame:
    """Return few rows that ``register.figures`` counts like the many entries.

    For each place and month one row holds the sum of what is known. Where amounts
    are missing, a second row without them says so.
    """
    places = Tally.of(_keys(entries, by))
    months = Tally.of(entries["month"].to_numpy(dtype=object))
    both = Tally.of(places.codes * len(months.keys) + months.codes)
    rows = pd.DataFrame(
        {
            "place": places.keys[both.keys.astype(int) // max(len(months.keys), 1)],
            "month": months.keys[both.keys.astype(int) % max(len(months.keys), 1)],
        }
    )
    gaps = rows.copy()
    for money in MONEYS:
        amounts = entries[money].to_numpy(dtype=float) / _FROM_1E4
        added = both.add(amounts)
        is_missing = both.count(np.isnan(amounts)) > 0
        rows[f"{money}_1e4"] = added
        gaps[f"{money}_1e4"] = np.where(is_missing | np.isnan(added), np.nan, 0.0)
    gaps = gaps[gaps[[f"{money}_1e4" for money in MONEYS]].isna().any(axis=1)]
    condensed = pd.concat([rows, gaps], ignore_index=True)
    return condensed.assign(
        project_id="", scope=scope, currency="CNY", is_continued=False
    ).astype({"place": object, "month": object})


def monthly(entries: pd.DataFrame, months: Sequence[str]) -> pd.DataFrame:
    """Add up what arrived in each month.

    Returns
    -------
    DataFrame
        Index: `months`; ``verified``, ``reported`` in 10⁸, NaN where nothing is
        known.
    """
    tally = Tally.of(entries["month"].to_numpy(dtype=object))
    table = {name: tally.add(entries[name].to_numpy(dtype=float)) for name in MONEYS}
    return pd.DataFrame(table, index=tally.index).reindex(list(months))


def sums_by_project(found: LedgerView, projects: pd.DataFrame) -> pd.DataFrame:
    """Add up the money of each project since the ledger begins.

    Parameters
    ----------
    found : LedgerView
        Entries of one scope, made with the same frame of projects.
    projects : DataFrame, (n,)
        Frame of projects.

    Returns
    -------
    DataFrame, (n,)
        Rows as in `projects`; ``verified``, ``reported`` in 10⁸ of the currency, NaN
        where the ledger has nothing.
    """
    rows = Tally(found.entries["row"].to_numpy(dtype=np.int64), projects.index.array)
    return pd.DataFrame(
        {name: rows.add(found.entries[name].to_numpy(dtype=float)) for name in MONEYS},
        index=projects.index,
    )
