"""The figures of each place of a circular, and its rank among them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Final

import pandas as pd

from geo_zs.board.circular_record import CircularRow, Level, RankBy
from geo_zs.board.money import LedgerView, Money, Scope, year_figures
from geo_zs.board.places import Unit
from geo_zs.board.progress import share_of
from geo_zs.board.targets import Targets

#: Figures that agree to so many decimals are a tie.
TIE_DECIMALS: Final = 9
#: Why growth is not known, as the ledger says it → key of the note.
_REASONS: Final = {
    "last_year_not_known": "no_last_year",
    "last_year_not_positive": "zero_last_year",
    "this_year_not_known": "this_year_incomplete",
}


@dataclass(frozen=True, eq=False)
class Case:
    """What the rows of a circular are made of.

    Parameters
    ----------
    found : LedgerView
        Entries of the places asked for.
    targets : dict of str to float
        Known targets of the year by place.
    units : tuple of Unit
        The places that have a row.
    total : Unit
        The place that all of them make up.
    closed : collection of str
        The closed months.
    level, money, rank_by
        As in `Circular`.
    made : dict
        Figures that were made already, by month and grouping.
    """

    found: LedgerView
    targets: dict[str, float]
    units: tuple[Unit, ...]
    total: Unit
    closed: Collection[str]
    level: Level
    money: Money
    rank_by: RankBy
    made: dict[tuple[str, str | None], pd.DataFrame] = field(default_factory=dict)

    def figures(self, month: str, by: str | None) -> pd.DataFrame:
        """Return the figures up to a month, each combination made once."""
        if (month, by) not in self.made:
            self.made[month, by] = year_figures(
                self.found, month=month, by=by, closed=self.closed
            )
        return self.made[month, by]


def targets_of(
    targets: Targets, year: int, scope: Scope, currency: str
) -> dict[str, float]:
    """Return the known targets of a year and scope by place."""
    rows = targets.targets
    rows = rows[rows["year"].eq(year) & rows["scope"].eq(scope)]
    amounts = rows["value_cny_1e8"]
    if currency != "CNY":
        rows = rows[rows["currency"].eq(currency)]
        amounts = rows["value_foreign_1e4"] * 1e-4
    pairs = zip(rows["adcode"], amounts.astype(float), strict=True)
    return {str(adcode): amount for adcode, amount in pairs if not math.isnan(amount)}


def foreign_currencies(
    ledger: pd.DataFrame, targets: Targets, year: int
) -> tuple[str, ...]:
    """Return the currencies of foreign money, the one to begin with first.

    That is the currency of most targets of the year, else of most entries.
    """
    goals = targets.targets
    goals = goals[goals["scope"].eq("foreign") & goals["year"].eq(year)]
    entries = ledger[ledger["scope"].eq("foreign")]
    found: dict[str, None] = {}
    for column in (goals["currency"], entries["currency"]):
        counts = Counter(map(str, column.dropna()))
        ordered = sorted(counts, key=lambda one: (-counts[one], one))
        found.update(dict.fromkeys(ordered))
    return tuple(found)


def _figure(table: pd.DataFrame, key: str, name: str) -> float | None:
    """Return a figure of a place, None where it is not known."""
    if key not in table.index:
        return None
    value = float(table[name][key])
    return None if math.isnan(value) else value


def row_of(case: Case, unit: Unit, month: str) -> CircularRow:
    """Return the figures of a place, without rank."""
    is_total = unit.adcode == case.total.adcode
    table = case.figures(month, None if is_total else case.level)
    key, money = "" if is_total else unit.adcode, case.money
    target = case.targets.get(unit.adcode)
    done = _figure(table, key, money)
    entries = int(_figure(table, key, "entries") or 0)
    reason = str(table[f"{money}_reason"][key]) if key in table.index else ""
    share = share_of(done or 0.0, target or 0.0)
    has_share = target is not None and target > 0 and done is not None
    return CircularRow(
        adcode=unit.adcode,
        name=unit.name,
        target=target,
        done=done,
        done_in_month=_figure(table, key, f"{money}_in_month"),
        last_year=_figure(table, key, f"{money}_last_year"),
        share=share if has_share else None,
        growth=_figure(table, key, f"{money}_growth"),
        reported=_figure(table, key, "reported"),
        verified=_figure(table, key, "verified"),
        entries=entries,
        unverified_entries=int(_figure(table, key, "unverified") or 0),
        notes=_notes(target, done, reason, has_entries=entries > 0),
    )


def _notes(
    target: float | None, done: float | None, reason: str, *, has_entries: bool
) -> tuple[str, ...]:
    """Return why share or growth are not known."""
    notes = []
    if target is None:
        notes.append("no_target")
    elif target <= 0:
        notes.append("zero_target")
    if done is None:
        notes.append("not_verified" if has_entries else "no_entry")
    elif reason:
        notes.append(_REASONS[reason])
    return tuple(notes)


def ranked(case: Case, month: str) -> list[CircularRow]:
    """Return the rows of all places with their ranks."""
    rows = [row_of(case, unit, month) for unit in case.units]
    figures = [
        {"share": row.share, "done": row.done, "growth": row.growth}[case.rank_by]
        for row in rows
    ]
    known = [round(one, TIE_DECIMALS) for one in figures if one is not None]
    return [
        row
        if figure is None
        else replace(
            row, rank=1 + sum(one > round(figure, TIE_DECIMALS) for one in known)
        )
        for row, figure in zip(rows, figures, strict=True)
    ]


def places_won(before: int | None, now: int | None) -> int | None:
    """Return the places won since the month before, None where not known."""
    return None if before is None or now is None else before - now
