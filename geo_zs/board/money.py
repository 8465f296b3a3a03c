"""Money of the ledger (到位资金台账) by project and month: what counts under a scope.

The published figure of domestic money (国内到位资金) is that of the region itself
and that of other provinces together. Foreign money stays in its own currency and
is never converted.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo_zs.board.tally import Tally

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
    n_without_project : int
        Entries of the scope whose project is not in the frame of projects.
    n_other_currency : int
        Entries of the scope in another currency.
    """

    entries: pd.DataFrame
    n_without_project: int
    n_other_currency: int


def view(
    ledger: pd.DataFrame,
    projects: pd.DataFrame,
    *,
    scope: Scope,
    currency: str = "CNY",
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
    chosen, n_wanted = chosen[is_wanted], int(is_wanted.sum())
    place = projects.index.get_indexer(pd.Index(chosen["project_id"]))
    chosen, place = chosen[place >= 0], place[place >= 0]
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
        n_without_project=n_wanted - len(entries),
        n_other_currency=len(is_wanted) - n_wanted,
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


def sums(
    entries: pd.DataFrame, months: Collection[str], *, by: str | None = None
) -> pd.DataFrame:
    """Add up what arrived in some months, by place or month.

    Parameters
    ----------
    entries : DataFrame
        Of `LedgerView`.
    months : collection of str
        Months that count.
    by : str or None
        ``league``, ``banner``, ``month``; None for one sum of all with the key ``""``.

    Returns
    -------
    DataFrame
        Index ``key``; groups without entry have no row. ``verified``, ``reported``:
        sums of what is known, NaN where nothing is; ``entries`` and, of these,
        ``unverified``: how many, and how many have no audited amount.
    """
    inside = entries[entries["month"].isin(list(months))]
    if by is not None:
        tally = Tally.of(inside[by].to_numpy(dtype=object))
    else:
        tally = Tally.one(len(inside), "")
    verified = inside["verified"].to_numpy(dtype=float)
    table = pd.DataFrame(
        {
            "verified": tally.add(verified),
            "reported": tally.add(inside["reported"].to_numpy(dtype=float)),
            "entries": tally.count(np.ones(len(inside), dtype=bool)),
            "unverified": tally.count(np.isnan(verified)),
        },
        index=tally.index,
    )
    return table[table["entries"] > 0]


def sums_by_project(ledger: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """Add up the domestic money of each project since the ledger begins.

    Returns
    -------
    DataFrame, (n,)
        Rows as in `projects`; ``verified``, ``reported`` in 10⁸ CNY, NaN where the
        ledger has nothing.
    """
    entries = view(ledger, projects, scope="domestic").entries
    rows = Tally(entries["row"].to_numpy(dtype=np.int64), projects.index.to_numpy())
    return pd.DataFrame(
        {
            name: rows.add(entries[name].to_numpy(dtype=float))
            for name in ("verified", "reported")
        },
        index=projects.index,
    )


def first_month(entries: pd.DataFrame) -> str | None:
    """Return the first month that has an entry, None without entries."""
    months = entries["month"].dropna()
    return str(months.min()) if len(months) else None
