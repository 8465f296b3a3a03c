"""Who is first, and who among the first five, in each of many draws.

Arrays are laid out (places, draws): every step runs along a row of draws.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from geo_zs.matching.attribute import BoolArray, FloatArray, IntArray
from geo_zs.matching.rank import TIE_DECIMALS

#: How many places count as the top.
TOP: Final = 5

#: Scores nearer to each other than this are a tie.
TIE: Final = 10.0**-TIE_DECIMALS

#: Multiplications in one piece of a matrix product: OpenBLAS starts threads from
#: 262,144 on.
_SMALL_PRODUCT: Final = 200_000


@dataclass(frozen=True)
class Method:
    """How utilities and weights become a score: sums of parts, then one step.

    Parameters
    ----------
    power : int
        Power of the weights in the sums.
    parts : tuple of functions
        Of a utility; each is summed over the criteria, times the powered weight.
    finish : function
        From the sums to a number with the order of the scores, which never falls
        when a utility rises.
    """

    power: int
    parts: tuple[Callable[[FloatArray], FloatArray], ...]
    finish: Callable[[list[FloatArray]], FloatArray]

    def score(self, utilities: FloatArray, factors: FloatArray) -> FloatArray:
        """Return the scores of places in all draws.

        Parameters
        ----------
        utilities : (n_places, n_criteria) array
            The same in every draw.
        factors : (n_criteria, n_draws) array
            Powered weights.

        Returns
        -------
        (n_places, n_draws) array
        """
        return self.finish([_product(part(utilities), factors) for part in self.parts])

    def score_open(
        self,
        utilities: FloatArray,
        columns: IntArray,
        drawn: FloatArray,
        factors: FloatArray,
    ) -> FloatArray:
        """Return the scores of one place with some utilities drawn.

        Parameters
        ----------
        utilities : (n_criteria,) array
            Those that are not drawn.
        columns : (n_open,) int array
            Criteria whose utility is drawn.
        drawn : (n_open, n_draws) array
            Their utilities.
        factors : (n_criteria, n_draws) array
            Powered weights.

        Returns
        -------
        (n_draws,) array
        """
        is_fixed = np.ones(len(utilities), dtype=bool)
        is_fixed[columns] = False
        fixed = np.flatnonzero(is_fixed)
        open_factors = factors[columns]
        return self.finish(
            [
                np.einsum("c,cn->n", part(utilities[fixed]), factors[fixed])
                + np.einsum("cn,cn->n", part(drawn), open_factors)
                for part in self.parts
            ]
        )


def _product(left: FloatArray, right: FloatArray) -> FloatArray:
    """Return a matrix product, in pieces too small for BLAS to start threads.

    Threads gain little on so few numbers, and where the cores are busy with other
    requests, waiting for each other costs them several times the work.
    """
    product = np.empty((left.shape[0], right.shape[1]))
    step = max(16, _SMALL_PRODUCT // max(left.size, 1))
    for start in range(0, right.shape[1], step):
        piece = slice(start, start + step)
        product[:, piece] = left @ right[:, piece]
    return product


def _same(utilities: FloatArray) -> FloatArray:
    """Return utilities as they are."""
    return utilities


def _squared(utilities: FloatArray) -> FloatArray:
    """Return the squared distance from the utility 0."""
    clipped: FloatArray = np.clip(utilities, 0.0, 1.0)
    return clipped * clipped


def _squared_lack(utilities: FloatArray) -> FloatArray:
    """Return the squared distance from the utility 1."""
    return _squared(1.0 - utilities)


def _near(sums: list[FloatArray]) -> FloatArray:
    """Return the closeness of TOPSIS with squares for distances: the same order."""
    near: FloatArray = sums[0] / (sums[0] + sums[1])
    return near


_METHODS: Final = {
    "additive": Method(1, (_same,), lambda sums: sums[0]),
    "topsis": Method(2, (_squared, _squared_lack), _near),
}


def method_named(name: str) -> Method:
    """Return the method of scoring called `name`: ``additive`` or ``topsis``."""
    return _METHODS[name]


class Acceptance:
    """Counts, over draws, how often each place is first and among the top.

    Parameters
    ----------
    is_below : (n_places,) bool array
        Places that stand after all the others in every draw.
    tie : float
        Difference up to which scores are a tie.

    Attributes
    ----------
    first, top : (n_places,) arrays
        Draws so far in which a place is first, or among the first five. Places
        that tie share.
    competing : (n_competing,) int array
        Places whose scores matter for these counts, the group above first. The
        others are below five places that never fall behind them.
    """

    def __init__(self, is_below: BoolArray, tie: float = TIE) -> None:
        above, below = np.flatnonzero(~is_below), np.flatnonzero(is_below)
        if not above.size:
            above, below = below, above
        self._n_above = above.size
        self._tie = tie
        self.competing: IntArray = (
            above if above.size >= TOP else np.concatenate([above, below])
        )
        self.first: FloatArray = np.zeros(is_below.size)
        self.top: FloatArray = np.zeros(is_below.size)

    def may_reach_top(self, worst: FloatArray, best: FloatArray) -> IntArray:
        """Return which competing places may be among the top in some draw.

        Parameters
        ----------
        worst, best : (n_competing, n_draws) arrays
            Least and largest score of each place in each draw.

        Returns
        -------
        int array
            Positions in `competing`. A place whose best score lies, in every draw,
            below the worst scores of five places of its group is left out: no
            completion brings it to the top. Nobody is left out where there are
            fewer places than seats.
        """
        if self._n_above < TOP:
            return np.arange(len(self.competing))
        floor = _kth_largest(worst, TOP) - 2 * self._tie
        return np.flatnonzero((best >= floor).any(axis=1))

    def count(self, scores: FloatArray, kept: IntArray | None = None) -> FloatArray:
        """Add one block of draws.

        Parameters
        ----------
        scores : (n_kept, n_draws) array
            Scores of the competing places, or of those of them in `kept`.
        kept : (n_kept,) int array or None
            Positions in `competing`, as `may_reach_top` returned them.

        Returns
        -------
        (n_draws,) array
            The part of first place that the first of all places has in each draw.
        """
        places = self.competing if kept is None else self.competing[kept]
        n_above = self._n_above if self._n_above < TOP else len(places)
        above, below = scores[:n_above], scores[n_above:]
        self.top[places[:n_above]] += _count_seats(above, TOP, self._tie)[0]
        if below.size:
            seats = TOP - n_above
            self.top[places[n_above:]] += _count_seats(below, seats, self._tie)[0]
        counts, share = _count_seats(above, 1, self._tie)
        self.first[places[:n_above]] += counts
        return share if places[0] == 0 else np.zeros(scores.shape[1])


def _kth_largest(scores: FloatArray, k: int) -> FloatArray:
    """Return the k-th largest score of each draw, k at most the number of places.

    One pass over the places keeps the k largest so far in order; ten times as fast
    as sorting each draw.
    """
    if k == 1:
        return np.asarray(scores.max(axis=0))
    n = scores.shape[1]
    largest = np.full((k, n), -np.inf)
    falling, spare = np.empty(n), np.empty(n)
    for row in scores:
        falling[:] = row
        for level in largest:
            np.minimum(level, falling, out=spare)
            np.maximum(level, falling, out=level)
            falling, spare = spare, falling
    found: FloatArray = largest[-1]
    return found


def _count_seats(
    scores: FloatArray, seats: int, tie: float
) -> tuple[FloatArray, FloatArray]:
    """Count in how many draws each place has one of the first `seats`.

    Places that tie for the last seats share them evenly.

    Returns
    -------
    counts : (n_places,) array
        Draws, of which a shared seat is a part.
    share : (n_draws,) array
        What the first of the places has in each draw.
    """
    n_places, n = scores.shape
    if n_places <= seats:
        return np.full(n_places, float(n)), np.ones(n)
    last = _kth_largest(scores, seats)
    seated = scores >= last - tie
    n_seated = np.count_nonzero(seated, axis=0)
    counts = np.count_nonzero(seated, axis=1).astype(float)
    share = seated[0].astype(float)
    tied = np.flatnonzero(n_seated > seats)
    if tied.size:
        some, sure = seated[:, tied], scores[:, tied] > last[tied] + tie
        n_sure = np.count_nonzero(sure, axis=0)
        part = (seats - n_sure) / (n_seated[tied] - n_sure)
        shared = np.where(sure, 1.0, some * part)
        counts += (shared - some).sum(axis=1)
        share[tied] = shared[0]
    return counts, share
