"""Where a true place stands in a ranking, and what that is worth.

A tie has no order, so it counts by what a random order of it would give on average.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

FloatArray = NDArray[np.float64]

#: How many places from the top count as a hit.
HITS: Final = (1, 5, 10)


@dataclass(frozen=True)
class Position:
    """Places before the true one, and how many share its place.

    Parameters
    ----------
    n_better : int
        Places that rank before it.
    n_tied : int
        Places of its rank, itself included; at least 1.
    is_missed : bool
        The true place was no candidate or excluded: it stands after all places.
    """

    n_better: int
    n_tied: int = 1
    is_missed: bool = False

    @property
    def rank(self) -> float:
        """Middle rank of the tie; 1 is best."""
        return self.n_better + (self.n_tied + 1) / 2

    def hit(self, k: int) -> float:
        """Return the chance to be among the first `k`; 0 if missed."""
        if self.is_missed:
            return 0.0
        return min(max((k - self.n_better) / self.n_tied, 0.0), 1.0)

    @property
    def reciprocal_rank(self) -> float:
        """Mean of 1 / rank over the ranks of the tie."""
        ranks = np.arange(self.n_better + 1, self.n_better + self.n_tied + 1)
        return float(np.mean(1.0 / ranks))


def missed(n_places: int) -> Position:
    """Return the position of a place that no ranking could reach: n + 1."""
    return Position(n_better=n_places, is_missed=True)


def position_of(place: str, scores: dict[str, float]) -> Position:
    """Return where a place stands by a score, more is better.

    Parameters
    ----------
    place : str
        The true place.
    scores : dict of str to float
        Score of every candidate place.
    """
    if place not in scores:
        return missed(len(scores))
    own = scores[place]
    return Position(
        n_better=sum(score > own for score in scores.values()),
        n_tied=sum(score == own for score in scores.values()),
    )


def figures(positions: Sequence[Position]) -> dict[str, FloatArray]:
    """Return hit@1, hit@5, hit@10 and the reciprocal rank of each row.

    Parameters
    ----------
    positions : sequence of n Position

    Returns
    -------
    dict of str to (n,) array
        ``hit@k`` and ``mrr``; their means are the figures of the back-test.
    """
    found = {
        f"hit@{k}": np.array([one.hit(k) for one in positions], dtype=float)
        for k in HITS
    }
    found["mrr"] = np.array([one.reciprocal_rank for one in positions], dtype=float)
    return found
