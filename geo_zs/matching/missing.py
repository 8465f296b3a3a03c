"""The missing fact that would move the order most: what to ask first.

A fact is one value of one place that is not known or known to an interval only, or
a limit that could not be verified for one place. All else stays as the answer has
it; the fact alone runs over its interval. Its worth is the expected number of
other places at the head of the list with which the place changes order: the first
five others, so between 0 and 5, and the same whether a place rises or falls.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np

from geo_zs.matching.attribute import BoolArray, FloatArray, IntArray
from geo_zs.matching.rank import TIE_DECIMALS
from geo_zs.matching.score import Scores
from geo_zs.matching.screen import Screening
from geo_zs.matching.status import NOT_VERIFIED

#: How many other places at the head of the list count.
HEAD: Final = 5
#: Chance that a limit which nobody verified is met: nothing speaks for either.
CHANCE_TO_PASS: Final = 0.5


@dataclass(frozen=True)
class MissingFact:
    """One missing fact and what it would do to the order.

    Parameters
    ----------
    kind : str
        ``criterion`` or ``limit``.
    index : int
        Position of the criterion, or of the limit among the tests.
    places : tuple of int
        Positions in the ranking of the places that the fact is about; more than one
        where it is common to them, such as a price of a grid. Best first.
    expected_moves : float
        Expected number of the first five others with which a place changes order.
    p_first_changes : float
        Chance that another place comes first.
    rank_from, rank_to : int
        Best and worst rank of the first of `places` while the fact runs over its
        interval; `rank_to` is 0 where the place may be excluded.
    is_known_in_part : bool
        True where an interval is known, and not nothing at all.
    """

    kind: Literal["criterion", "limit"]
    index: int
    places: tuple[int, ...]
    expected_moves: float
    p_first_changes: float
    rank_from: int
    rank_to: int
    is_known_in_part: bool


def most_valuable_fact(
    scores: Scores,
    rows: IntArray,
    screening: Screening,
    *,
    shared: IntArray | None = None,
) -> MissingFact | None:
    """Return the missing fact that would move the order most.

    Parameters
    ----------
    scores : Scores
        Weighted sums of all sites: the calculation is exact because a score is
        linear in each utility.
    rows : (n_places,) int array
        Rows of the ranked places, best first.
    screening : Screening
        Limits as tested on all sites.
    shared : (n_sites, n_criteria) int array or None
        As in `geo_zs.matching.stability.assess`.

    Returns
    -------
    MissingFact or None
        None if nothing missing can change the order. Of equals the one that changes
        first place more often, then the one of the place ranked before.

    Notes
    -----
    A value is taken to be anywhere in its interval of utility with the same chance,
    a limit to be met with `CHANCE_TO_PASS`. What is not scored at all (the list of
    what to ask the park) does not move the order and is no fact in this sense.
    """
    if len(rows) < 2:
        return None
    ranked = _Ranked(scores, rows, screening.is_below[rows])
    found = [*_cells(ranked, None if shared is None else shared[rows])]
    found += _limits(ranked, rows, screening)
    best = max(
        found,
        key=lambda one: (
            round(one.expected_moves, TIE_DECIMALS),
            round(one.p_first_changes, TIE_DECIMALS),
            -one.places[0],
        ),
        default=None,
    )
    return best if best is not None and best.expected_moves > 0 else None


class _Ranked:
    """Scores of the ranked places, and what single values may do to them."""

    def __init__(self, scores: Scores, rows: IntArray, is_below: BoolArray) -> None:
        weights = scores.weights
        middle = scores.utilities[rows]
        self.is_below = is_below
        self.is_assumed = scores.is_assumed[rows]
        self.score: FloatArray = (middle * weights).sum(axis=1)
        #: What the score gains, (n_places, n_criteria), with the least and the
        #: largest utility in one criterion.
        self.least = (scores.utilities_low[rows] - middle) * weights
        self.most = (scores.utilities_high[rows] - middle) * weights
        position = np.arange(len(rows))
        first = np.argsort(
            position[None, :] == position[:, None], axis=1, kind="stable"
        )
        #: (n_places, up to 5) positions of the first others.
        self.others: IntArray = first[:, : min(HEAD, len(rows) - 1)]

    def moves(self, places: IntArray, start: FloatArray, end: FloatArray) -> FloatArray:
        """Return the chances to change order with each of the first others.

        Parameters
        ----------
        places : (n,) int array
            Positions of the places that move.
        start, end : (n, n_others) arrays
            Their leads over the others at both ends of the interval.

        Returns
        -------
        (n, n_others) array
            0 for others of another group: nothing moves a place out of its group.
        """
        others = self.others[places]
        is_ahead = places[:, None] < others
        chance = _chance_below_zero(start, end)
        is_same = self.is_below[others] == self.is_below[places][:, None]
        changed: FloatArray = np.where(is_ahead, chance, 1.0 - chance) * is_same
        return changed

    def rank_at(self, place: int, score: float) -> int:
        """Return the rank of a place within its group if it had this score."""
        same = self.is_below == self.is_below[place]
        same[place] = False
        ahead = (np.round(self.score, TIE_DECIMALS) > round(score, TIE_DECIMALS)) & same
        n_above = int((~self.is_below).sum()) if self.is_below[place] else 0
        return 1 + n_above + int(ahead.sum())


def _chance_below_zero(start: FloatArray, end: FloatArray) -> FloatArray:
    """Return the part of a straight way from `start` to `end` that is below zero."""
    low, high = np.minimum(start, end), np.maximum(start, end)
    width = high - low
    part = np.divide(-low, width, out=(low < 0).astype(float), where=width > 0)
    clipped: FloatArray = np.clip(part, 0.0, 1.0)
    return clipped


def _cells(ranked: _Ranked, shared: IntArray | None) -> Iterator[MissingFact]:
    """Yield every value that is not known, or known to an interval only."""
    is_open = ranked.most > ranked.least
    is_common = np.zeros_like(is_open) if shared is None else is_open & (shared >= 0)
    places, columns = np.nonzero(is_open & ~is_common)
    lead = ranked.score[places][:, None] - ranked.score[ranked.others[places]]
    changed = ranked.moves(
        places,
        lead + ranked.least[places, columns][:, None],
        lead + ranked.most[places, columns][:, None],
    )
    moves = changed.sum(axis=1)
    # Only the best few are made into objects; ties are settled among them.
    best = np.flatnonzero(moves >= moves.max(initial=0.0) - 10.0**-TIE_DECIMALS)
    for cell in best.tolist():
        place, column = int(places[cell]), int(columns[cell])
        fact = MissingFact(
            kind="criterion",
            index=column,
            places=(place,),
            expected_moves=float(moves[cell]),
            p_first_changes=float(changed[cell, 0]),
            rank_from=0,
            rank_to=0,
            is_known_in_part=not ranked.is_assumed[place, column],
        )
        yield _with_ranks(fact, ranked)
    if shared is not None:
        for column in np.flatnonzero(is_common.any(axis=0)).tolist():
            groups = np.where(is_common[:, column], shared[:, column], -1)
            for group in np.unique(groups[groups >= 0]).tolist():
                members = np.flatnonzero(groups == group)
                yield _common(ranked, column, members)


def _common(ranked: _Ranked, column: int, members: IntArray) -> MissingFact:
    """Return one value that is common to several places and moves them together."""
    least, most = ranked.score.copy(), ranked.score.copy()
    least[members] += ranked.least[members, column]
    most[members] += ranked.most[members, column]
    others = ranked.others[members]
    start = least[members][:, None] - least[others]
    end = most[members][:, None] - most[others]
    changed = ranked.moves(members, start, end)
    # A pair of members at the head of the list is met from both sides.
    is_twice = np.isin(others, members) & np.array(
        [
            [place in ranked.others[other] for other in row]
            for place, row in zip(members.tolist(), others.tolist(), strict=True)
        ]
    )
    rivals = np.flatnonzero(ranked.is_below == ranked.is_below[0])[1:]
    fact = MissingFact(
        kind="criterion",
        index=column,
        places=tuple(members.tolist()),
        expected_moves=float((changed * np.where(is_twice, 0.5, 1.0)).sum()),
        p_first_changes=_chance_to_be_overtaken(
            least[0] - least[rivals], most[0] - most[rivals]
        ),
        rank_from=0,
        rank_to=0,
        is_known_in_part=not ranked.is_assumed[members, column].any(),
    )
    return _with_ranks(fact, ranked)


def _chance_to_be_overtaken(start: FloatArray, end: FloatArray) -> float:
    """Return the part of the way where any of several leads is below zero.

    Each lead is below zero on a piece that touches one end of the way, so the
    pieces join to one at each end.
    """
    chance = _chance_below_zero(start, end)
    at_start = float(chance[start < end].max(initial=0.0))
    at_end = float(chance[start >= end].max(initial=0.0))
    return min(1.0, at_start + at_end)


def _with_ranks(fact: MissingFact, ranked: _Ranked) -> MissingFact:
    """Fill in the ranks that the first place of a fact may take by it alone."""
    place = fact.places[0]
    score = float(ranked.score[place])
    return replace(
        fact,
        rank_from=ranked.rank_at(place, score + ranked.most[place, fact.index]),
        rank_to=ranked.rank_at(place, score + ranked.least[place, fact.index]),
    )


def _limits(
    ranked: _Ranked, rows: IntArray, screening: Screening
) -> Iterator[MissingFact]:
    """Yield, of the limits not verified, those that may move the order most.

    For one limit the best placed of the places alike moves the order most: it has
    the most others behind it, and, if it rises from the group below, passes all that
    a place behind it would pass. So the first of each kind stands for the others.
    """
    n_holding = np.zeros(len(rows), dtype=np.intp)
    for test, policy in zip(screening.tests, screening.policies, strict=True):
        if policy == "below":
            n_holding += test.status[rows] == NOT_VERIFIED
    for index, (test, policy) in enumerate(
        zip(screening.tests, screening.policies, strict=True)
    ):
        is_open = test.status[rows] == NOT_VERIFIED
        may_rise = is_open & (n_holding == 1) & (policy == "below")
        for places, rises in ((is_open & ~may_rise, False), (may_rise, True)):
            if places.any():
                yield _limit(ranked, index, int(places.argmax()), rises=rises)


def _limit(ranked: _Ranked, index: int, place: int, *, rises: bool) -> MissingFact:
    """Return what it would do to know whether one place meets one limit.

    Parameters
    ----------
    ranked : _Ranked
        Scores of the ranked places.
    index, place : int
        Which limit, which place.
    rises : bool
        True if only this limit keeps the place in the group below.
    """
    score = np.round(ranked.score, TIE_DECIMALS)
    others = ranked.others[place]
    is_behind = others > place
    new_rank = ranked.rank_at(place, float(ranked.score[place]))
    passed = np.zeros(len(others), dtype=bool)
    if rises:
        # Above, it stands by its score; those that stay below are behind it.
        stays_ahead = ~ranked.is_below & (score >= score[place])
        passed = ~is_behind & ~stays_ahead[others]
        new_rank = 1 + int((~ranked.is_below & (score > score[place])).sum())
    chance = CHANCE_TO_PASS
    return MissingFact(
        kind="limit",
        index=index,
        places=(place,),
        expected_moves=chance * float(passed.sum())
        + (1 - chance) * float(is_behind.sum()),
        p_first_changes=chance * float(passed[0]) if place else 1 - chance,
        rank_from=new_rank,
        rank_to=0,
        is_known_in_part=False,
    )
