"""What the workbook calculates with: open sites, criteria, values and utilities.

All sites that no limit excludes are there, also those that stand beside the best
one of their place: with other weights another one of them may be the best.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo_zs.criteria.spec import Criterion
from geo_zs.criteria.utility import utility, utility_interval
from geo_zs.matching.score import ASSUMED_UTILITY
from webapp.phrases import Lang, phrases

if TYPE_CHECKING:
    from geo_zs.matching.attribute import Attribute, FloatArray, IntArray
    from geo_zs.matching.result import MatchResult


@dataclass(frozen=True, eq=False)
class SheetCriterion:
    """One criterion of the workbook with the values of the sites.

    Parameters
    ----------
    criterion : Criterion
        Name, bounds and reason.
    weight : float
        Share of the score; 0 for what is only to be asked of the park.
    attribute : Attribute
        Values of all sites of the table.
    value, low, high : (n_rows,) arrays
        Of the sites of the workbook; NaN where not known.
    utility, utility_low, utility_high : (n_rows,) arrays
        As the engine counts them: 0.5, 0 and 1 where nothing is known.
    """

    criterion: Criterion
    weight: float
    attribute: Attribute
    value: FloatArray
    low: FloatArray
    high: FloatArray
    utility: FloatArray
    utility_low: FloatArray
    utility_high: FloatArray

    def by_formula(self) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Return utility, lowest and highest as the formulas of the workbook do."""
        one = self.criterion
        plain = Criterion(
            one.id, one.column, one.unit, one.worst, one.best, ideal=one.ideal
        )
        ends = utility_interval(self.low, self.high, plain)
        return (
            np.nan_to_num(utility(self.value, plain), nan=ASSUMED_UTILITY),
            np.nan_to_num(ends[0], nan=0.0),
            np.nan_to_num(ends[1], nan=1.0),
        )


@dataclass(frozen=True, eq=False)
class OpenSite:
    """One site of the workbook.

    Parameters
    ----------
    row : int
        Row in the table of sites.
    place : str
        Key of its place: an umbrella zone and its sub-parks share one.
    turn : int
        Its turn among sites of its place with the same score, from 1.
    by_id : int
        Its turn among places with the same score: the order of the ids, from 1.
    is_below : bool
        Ranked after all the others, because a limit could not be verified.
    """

    row: int
    place: str
    turn: int
    by_id: int
    is_below: bool


@dataclass(frozen=True, eq=False)
class RankingModel:
    """The numbers of a workbook.

    Parameters
    ----------
    sites : tuple of OpenSite
        Best place first as the engine ranked them, members of a place together.
    criteria : tuple of SheetCriterion
        Scored ones first, heaviest first; then those to be asked of the park.
    lines : tuple of int
        For each ranked place, best first, the number of the site that stands for it.
    """

    sites: tuple[OpenSite, ...]
    criteria: tuple[SheetCriterion, ...]
    lines: tuple[int, ...]

    def names(self, lang: Lang) -> list[str]:
        """Return the names of the criteria."""
        pair = phrases(lang).pair
        return [
            pair(one.criterion.name_zh, one.criterion.name_en) for one in self.criteria
        ]

    def squares(self) -> FloatArray:
        """Return the squared distances of the sites from the worst point."""
        weights = np.array([one.weight for one in self.criteria])
        found: FloatArray = ((weights * self.utilities()[0]) ** 2).sum(axis=1)
        return found

    def utilities(self) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Return utilities, lowest and highest ones, (n_rows, n_criteria) each."""
        return (
            np.stack([one.utility for one in self.criteria], axis=1),
            np.stack([one.utility_low for one in self.criteria], axis=1),
            np.stack([one.utility_high for one in self.criteria], axis=1),
        )


def ranking_model(result: MatchResult) -> RankingModel:
    """Collect what the workbook calculates with.

    Parameters
    ----------
    result : MatchResult
        What the engine found.

    Returns
    -------
    RankingModel
    """
    sites = _open_sites(result)
    rows = np.array([site.row for site in sites], dtype=np.intp)
    at = {site.row: number for number, site in enumerate(sites)}
    scored = [
        _criterion(result, criterion, result.weights[criterion.id], rows)
        for criterion in result.criteria
    ]
    known = {criterion.id for criterion in result.criteria}
    asked = [
        _criterion(result, ask.criterion, 0.0, rows)
        for ask in result.asks
        if ask.criterion.id not in known
    ]
    return RankingModel(
        sites=tuple(sites),
        criteria=(*scored, *asked),
        lines=tuple(at[place.row] for place in result.ranking.ranked),
    )


def _open_sites(result: MatchResult) -> list[OpenSite]:
    """Return the sites that no limit excludes, with their turn among equals.

    The turn repeats how the engine orders equal scores within a place: verified
    sites first, a sub-park before its umbrella zone, then by id.
    """
    sites, screening = result.sites, result.screening
    parents = {parent for parent in sites.parent_ids if parent}
    members = [
        (row, sites.group[place.row])
        for place in result.ranking.ranked
        for row in (place.row, *place.beside)
        if not screening.is_excluded[row]
    ]
    order = sorted(
        (row for row, _ in members),
        key=lambda row: (
            not screening.is_verified[row],
            sites.ids[row] in parents,
            sites.ids[row],
        ),
    )
    within = {row: turn for turn, row in enumerate(order, start=1)}
    ids = sorted(sites.ids[row] for row in order)
    by_id = {key: turn for turn, key in enumerate(ids, start=1)}
    return [
        OpenSite(
            row,
            place,
            within[row],
            by_id[sites.ids[row]],
            bool(screening.is_below[row]),
        )
        for row, place in members
    ]


def _criterion(
    result: MatchResult, criterion: Criterion, weight: float, rows: IntArray
) -> SheetCriterion:
    """Return one criterion with values and utilities of some rows."""
    attribute = result.columns.get(criterion.column)
    scored = [one.id for one in result.criteria]
    value, low, high = (
        np.asarray(values, dtype=float)[rows]
        for values in (attribute.value, attribute.low, attribute.high)
    )
    if criterion.id in scored:
        at = scored.index(criterion.id)
        scores = result.scores
        middle, least, most = (
            values[rows, at]
            for values in (
                scores.utilities,
                scores.utilities_low,
                scores.utilities_high,
            )
        )
    else:
        middle = np.nan_to_num(utility(value, criterion), nan=ASSUMED_UTILITY)
        ends = utility_interval(low, high, criterion)
        least = np.nan_to_num(ends[0], nan=0.0)
        most = np.nan_to_num(ends[1], nan=1.0)
    return SheetCriterion(
        criterion, weight, attribute, value, low, high, middle, least, most
    )
