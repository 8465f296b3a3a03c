"""A second opinion: the same utilities and weights, ranked by the other method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from geo_zs.matching.attribute import BoolArray, FloatArray, IntArray
from geo_zs.matching.rank import TIE_DECIMALS, Ranking
from geo_zs.matching.score import Scores
from geo_zs.matching.topsis import topsis_scores

#: The other method of each.
OTHER: Final = {"additive": "topsis", "topsis": "additive"}


@dataclass(frozen=True, eq=False)
class SecondOpinion:
    """How the ranked places stand under the other method.

    Parameters
    ----------
    method : str
        ``topsis`` or ``additive``.
    rank : (n_ranked,) int array
        Rank of each ranked place, in the order of the ranking; ties share.
    first : int
        Position in the ranking of the place that comes first; -1 if none does.
    agreement : float
        Share of the pairs of places that both methods put in the same order, or
        both call equal; NaN for fewer than two places.
    """

    method: str
    rank: IntArray
    first: int
    agreement: float


def second_opinion(
    additive: Scores, method: str, ranking: Ranking, is_below: BoolArray
) -> SecondOpinion:
    """Rank the same places by the other method.

    Parameters
    ----------
    additive : Scores
        Weighted sums with their utilities.
    method : str
        The method of the answer.
    ranking : Ranking
        Places in the order of the answer.
    is_below : (n_sites,) bool array
        Sites that stay after the others under any method.
    """
    other = OTHER[method]
    scores = topsis_scores(additive) if other == "topsis" else additive
    rows = np.array([place.row for place in ranking.ranked], dtype=np.intp)
    # One number for each place: the group ranked below lies under every score.
    value = np.round(scores.score[rows], TIE_DECIMALS) - 1e6 * is_below[rows]
    rank = 1 + (value[None, :] > value[:, None]).sum(axis=1)
    return SecondOpinion(
        method=other,
        rank=rank,
        first=int(np.argmin(rank)) if rank.size else -1,
        agreement=_agreement(ranking.rank, rank),
    )


def _agreement(one: IntArray, other: IntArray) -> float:
    """Return the share of pairs in the same order; NaN for fewer than two."""
    size = len(one)
    if size < 2:
        return float("nan")
    same: FloatArray = np.sign(one[:, None] - one) == np.sign(other[:, None] - other)
    return float((same.sum() - size) / (size * (size - 1)))
