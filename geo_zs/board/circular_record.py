"""Records of a circular (通报): one for each place, one for the whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from geo_zs.board.label import Label
from geo_zs.board.money import Money, Scope

Level = Literal["league", "banner"]
RankBy = Literal["share", "done", "growth"]

LEVELS: Final[tuple[Level, ...]] = ("league", "banner")
RANKINGS: Final[tuple[RankBy, ...]] = ("share", "done", "growth")


@dataclass(frozen=True)
class CircularRow:
    """The figures of one place; None means not known.

    Parameters
    ----------
    adcode : str
        Code of the place.
    name : Label
        Its name.
    target : float or None
        Target of the year, 10⁸ of the currency.
    done : float or None
        What arrived from January to the month, 10⁸ of the currency.
    done_in_month : float or None
        What arrived in the month alone.
    last_year : float or None
        The same months of the year before.
    share : float or None
        Done of target, 1 is all of it.
    growth : float or None
        Growth on last year, 0.15 is 15 %.
    rank : int or None
        1 is best; ties share the better rank.
    rank_change : int or None
        Places won (above 0) or lost since the month before.
    reported, verified : float or None
        Both amounts from January to the month, whichever of them is `done`.
    entries, unverified_entries : int
        Entries of the ledger from January to the month, and those not yet audited.
    notes : tuple of str
        Why something is not known: keys of ``words.WORDS["note"]``.
    """

    adcode: str
    name: Label
    target: float | None = None
    done: float | None = None
    done_in_month: float | None = None
    last_year: float | None = None
    share: float | None = None
    growth: float | None = None
    rank: int | None = None
    rank_change: int | None = None
    reported: float | None = None
    verified: float | None = None
    entries: int = 0
    unverified_entries: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Circular:
    """The circular of a month.

    Parameters
    ----------
    month : str
        ``YYYY-MM``; figures run from January to it.
    level : {"league", "banner"}
        What a row is.
    scope : {"domestic", "outside_region", "foreign"}
        What money counts.
    currency : str
        Currency of the amounts.
    money : {"verified", "reported"}
        Which amounts are added up.
    rank_by : {"share", "done", "growth"}
        What places are ranked by.
    rows : tuple of CircularRow
        By rank, then by code; those without rank come last.
    total : CircularRow
        The region, or the league whose banners are listed; it has no rank.
    open_months : tuple of str
        Months of the year before `month` that are not closed: sums may still change.
    month_before : str or None
        The month that ranks are compared with; None in January, or if it is not
        closed.
    n_without_place, n_without_project : int
        Entries that count in the total only, because their project has no known
        place; entries that count nowhere, because their project is not known here.
    n_other_currency : int
        Entries of these months and places in another currency, which are left out.
    """

    month: str
    level: Level
    scope: Scope
    currency: str
    money: Money
    rank_by: RankBy
    rows: tuple[CircularRow, ...]
    total: CircularRow
    open_months: tuple[str, ...] = ()
    month_before: str | None = None
    n_without_place: int = 0
    n_without_project: int = 0
    n_other_currency: int = 0
