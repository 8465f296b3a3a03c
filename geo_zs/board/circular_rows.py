"""The figures of each place of a circular, and its rank among them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Final

import pandas as pd

from geo_zs.board.circular_record import CircularRow, Level, RankBy
from geo_zs.board.dates import months_of_year
from geo_zs.board.money import Money, Scope, sums
from geo_zs.board.places import Unit
from geo_zs.board.progress import share_of
from geo_zs.board.targets import Targets

#: Figures that agree to so many decimals are a tie.
TIE_DECIMALS: Final = 9


@dataclass(frozen=True, eq=False)
class Case:
    """What the rows of a circular are made of.

    Parameters
    ----------
    entries : DataFrame
        Of `money.LedgerView`, those of the places asked for.
    targets : dict of str to float
        Known targets of the year by place.
    units : tuple of Unit
        The places that have a row.
    total : Unit
        The place that all of them make up.
    level, money, rank_by
        As in `Circular`.
    begins : str or None
        First month of the ledger; None if it is empty.
    sums : dict
        Sums that were made already.
    """

    entries: pd.DataFrame
    targets: dict[str, float]
    units: tuple[Unit, ...]
    total: Unit
    level: Level
    money: Money
    rank_by: RankBy
    begins: str | None
    sums: dict[tuple[tuple[str, ...], str | None], pd.DataFrame] = field(
        default_factory=dict
    )


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


def _sums(case: Case, months: tuple[str, ...], by: str | None) -> pd.DataFrame:
    """Add up months by place, each combination once."""
    key = (months, by)
    if key not in case.sums:
        case.sums[key] = sums(case.entries, months, by=by)
    return case.sums[key]


def _figure(table: pd.DataFrame, key: str, name: str) -> float | None:
    """Return a figure of a place, None where it is not known."""
    if key not in table.index:
        return None
    value = float(table[name][key])
    return None if math.isnan(value) else value


def row_of(case: Case, unit: Unit, month: str) -> CircularRow:
    """Return the figures of a place, without rank."""
    is_total = unit.adcode == case.total.adcode
    by = None if is_total else case.level
    key = "" if is_total else unit.adcode
    months = months_of_year(month)
    past = tuple(f"{int(one[:4]) - 1:04d}{one[4:]}" for one in months)
    now, before = _sums(case, months, by), _sums(case, past, by)
    target = case.targets.get(unit.adcode)
    done = _figure(now, key, case.money)
    entries = int(_figure(now, key, "entries") or 0)
    covers = case.begins is not None and case.begins <= past[0]
    last_year = _figure(before, key, case.money) if covers else None
    notes = _notes(target, done, last_year, entries=entries, covers=covers)
    has_share = target is not None and target > 0 and done is not None
    has_growth = done is not None and last_year is not None and last_year > 0
    return CircularRow(
        adcode=unit.adcode,
        name=unit.name,
        target=target,
        done=done,
        done_in_month=_figure(_sums(case, (month,), by), key, case.money),
        last_year=last_year,
        share=share_of(done or 0.0, target or 0.0) if has_share else None,
        growth=(done or 0.0) / (last_year or 1.0) - 1 if has_growth else None,
        reported=_figure(now, key, "reported"),
        verified=_figure(now, key, "verified"),
        entries=entries,
        unverified_entries=int(_figure(now, key, "unverified") or 0),
        notes=notes,
    )


def _notes(
    target: float | None,
    done: float | None,
    last_year: float | None,
    *,
    entries: int,
    covers: bool,
) -> tuple[str, ...]:
    """Return why share or growth are not known."""
    notes = []
    if target is None:
        notes.append("no_target")
    elif target <= 0:
        notes.append("zero_target")
    if not entries:
        notes.append("no_entry")
    elif done is None:
        notes.append("not_verified")
    if not covers:
        notes.append("ledger_begins_later")
    elif last_year is None:
        notes.append("no_last_year")
    elif last_year <= 0:
        notes.append("zero_last_year")
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
