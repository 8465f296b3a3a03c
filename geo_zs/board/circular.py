"""The circular (通报): target, done, share, growth and rank of each place.

For a closed month, from January to that month. What is not known stays unknown: a
place without entry has no sum, one without target no share, and neither has a rank.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from geo_zs.board.circular_record import LEVELS, RANKINGS, Circular, Level, RankBy
from geo_zs.board.circular_rows import Case, places_won, ranked, row_of, targets_of
from geo_zs.board.dates import month_before, months_of_year
from geo_zs.board.fault_words import BOARD_WORDS
from geo_zs.board.money import MONEYS, SCOPES, LedgerView, Money, Scope, view
from geo_zs.board.places import REGION, Places
from geo_zs.board.targets import Targets
from geo_zs.errors import RequirementError
from geo_zs.imports.faults import Fault, make_fault

_MONTH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def circular(
    ledger: pd.DataFrame,
    projects: pd.DataFrame,
    targets: Targets,
    places: Places,
    *,
    month: str,
    closed: Collection[str],
    level: Level = "league",
    within: str | None = None,
    scope: Scope = "domestic",
    money: Money = "verified",
    rank_by: RankBy = "share",
    currency: str = "CNY",
) -> Circular:
    """Make the circular of a closed month.

    Parameters
    ----------
    ledger, projects : DataFrame
        Frames of the ledger and of projects.
    targets : Targets
        Targets of the year.
    places : Places
        Leagues and banners; each of them has a row, with or without figures.
    month : str
        ``YYYY-MM``.
    closed : collection of str
        The closed months.
    level : {"league", "banner"}
        What a row is.
    within : str or None
        By banner: the league whose banners are listed; all leagues when None.
    scope, money, rank_by
        See `Circular`.
    currency : str
        Of foreign money, which is not converted.

    Returns
    -------
    Circular

    Raises
    ------
    RequirementError
        If the month is not closed or a word is not known, with every fault.
    """
    chosen = {"level": level, "scope": scope, "money": money, "rank_by": rank_by}
    faults = _faults(chosen, month, closed, within, places)
    if faults:
        raise RequirementError(faults)
    found = view(ledger, projects, scope=scope, currency=currency, with_moved=True)
    if within is not None:
        inside = found.entries["league"].eq(within)
        found = replace(found, entries=found.entries[inside])
    case = Case(
        found=found,
        targets=targets_of(targets, int(month[:4]), scope, currency),
        units=places.banners(within) if level == "banner" else places.leagues,
        total=places.units[within or REGION],
        closed=closed,
        level=level,
        money=money,
        rank_by=rank_by,
    )
    rows = ranked(case, month)
    before = month_before(month)
    if before[:4] == month[:4] and before in closed:
        earlier = {row.adcode: row.rank for row in ranked(case, before)}
        rows = [
            replace(row, rank_change=places_won(earlier[row.adcode], row.rank))
            for row in rows
        ]
    else:
        before = ""
    months = months_of_year(month)
    unplaced = found.entries["month"].isin(months) & found.entries[level].isna()
    return Circular(
        month=month,
        level=level,
        scope=scope,
        currency=currency,
        money=money,
        rank_by=rank_by,
        rows=tuple(sorted(rows, key=lambda row: (row.rank or math.inf, row.adcode))),
        total=row_of(case, case.total, month),
        open_months=tuple(one for one in months if one not in closed),
        month_before=before or None,
        n_without_place=int(unplaced.sum()),
        n_without_project=found.n_without_project(months),
        n_other_currency=_n_others(ledger, projects, found, within, months),
    )


def _n_others(
    ledger: pd.DataFrame,
    projects: pd.DataFrame,
    found: LedgerView,
    within: str | None,
    months: Sequence[str],
) -> int:
    """Count the entries of some months and places that are in another currency."""
    if not found.n_other_currency:
        return 0
    chosen = ledger[ledger["month"].isin(list(months))]
    if within is not None:
        leagues = (
            chosen["league"]
            if "league" in chosen
            else chosen["project_id"].map(projects["league"])
        )
        chosen = chosen[leagues.eq(within)]
    told = view(chosen, projects, scope=found.scope, currency=found.currency)
    return told.n_other_currency


def _faults(
    chosen: Mapping[str, str],
    month: str,
    closed: Collection[str],
    within: str | None,
    places: Places,
) -> list[Fault]:
    """Return what is wrong with the wish for a circular."""
    allowed: dict[str, Sequence[str]] = {
        "level": LEVELS,
        "scope": SCOPES,
        "money": MONEYS,
        "rank_by": RANKINGS,
    }
    faults = [
        make_fault(
            BOARD_WORDS,
            "circular_unknown_word",
            column=name,
            value=value,
            values={"expected": ", ".join(allowed[name])},
        )
        for name, value in chosen.items()
        if value not in allowed[name]
    ]
    if within is not None and within not in {unit.adcode for unit in places.leagues}:
        key = "circular_unknown_place"
        faults.append(make_fault(BOARD_WORDS, key, column="within", value=within))
    if not _MONTH.fullmatch(month):
        faults.append(
            make_fault(BOARD_WORDS, "month_malformed", column="month", value=month)
        )
    elif month not in closed:
        last = max(closed, default="—")
        faults.append(
            make_fault(
                BOARD_WORDS,
                "month_not_closed",
                column="month",
                value=month,
                values={"last": last},
            )
        )
    return faults
