"""How stable an order is when weights, and what is not known, move.

Weights are drawn at random round the weights of the answer, unknown values within
their intervals, and each place is asked how often it comes first and how often it
is among the first five. The same request and seed give the same figures.

Notes
-----
Shares of draws in which an alternative takes a rank, and the mean of the weights in
the draws in which it is first (its central weights), are the rank acceptability
index and the central weight vector of SMAA-2: Lahdelma, R. & Salminen, P. (2001),
"SMAA-2: Stochastic multicriteria acceptability analysis for group decision making",
*Operations Research* 49(3), 444-454. Places that tie share what they tie for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from geo_zs.matching.acceptance import TIE, Acceptance, Method, method_named
from geo_zs.matching.attribute import BoolArray, FloatArray, IntArray
from geo_zs.matching.score import Scores

#: Default sum of the parameters of the Dirichlet distribution. A weight w then has
#: the standard deviation sqrt(w (1 - w) / 81): exactly a third of itself for a
#: weight of 0.1, so that 0.1 mostly lies between 0.07 and 0.13. Weights of presets
#: are judgements that two well-informed people put apart by about so much.
DEFAULT_CONCENTRATION: Final = 80.0
#: A smaller sum counts as this one: every draw is then a single criterion anyway.
_LEAST_CONCENTRATION: Final = 1e-3

#: How many draws are calculated at once: their arrays stay in the processor's cache.
_BLOCK: Final = 10_000
#: Decimals of the figures: far below the error of drawing, and the same on every
#: machine although sums may differ in their last bit.
_DECIMALS: Final = 9
#: Streams of random numbers: how far apart those of two places and two blocks are.
_STEP_PLACE: Final = 2**40
_STEP_BLOCK: Final = 2**64


@dataclass(frozen=True)
class Draws:
    """How many draws, how far from the weights of the answer, and which.

    Parameters
    ----------
    n : int
        How many; 0 for none.
    concentration : float or None
        Sum of the parameters of the Dirichlet distribution, whose mean are the
        weights of the answer: the larger, the nearer. None means no preference at
        all: every set of weights of the scored criteria is equally likely.
    seed : int
        Start of the random numbers, not negative.
    """

    n: int = 10_000
    concentration: float | None = DEFAULT_CONCENTRATION
    seed: int = 2023


@dataclass(frozen=True, eq=False)
class Stability:
    """How often each ranked place is first, and among the first five.

    Parameters
    ----------
    p_first, p_top5 : (n_places,) arrays
        Shares of the draws over weights alone, in the order of the ranking; ties
        share. `p_first` sums to 1, `p_top5` to 5 or the number of places.
    p_first_with_unknowns, p_top5_with_unknowns : (n_places,) arrays
        The same with unknown utilities drawn evenly from their intervals as well.
    central_weights : (n_criteria,) array or None
        Mean of the weights in the draws (over weights alone) in which the place
        ranked first is first; sums to 1. None if it never is.
    first : int
        Position of the place ranked first: 0.
    draws : Draws
        As asked for.
    """

    p_first: FloatArray
    p_top5: FloatArray
    p_first_with_unknowns: FloatArray
    p_top5_with_unknowns: FloatArray
    central_weights: FloatArray | None
    first: int
    draws: Draws


def draw_weights(
    weights: FloatArray, draws: Draws, *, rng: np.random.Generator, n: int
) -> FloatArray:
    """Draw sets of weights round those of the answer.

    Parameters
    ----------
    weights : (n_criteria,) array
        Not negative, sum to 1. A weight of 0 stays 0.
    draws : Draws
        How far from them.
    rng : numpy.random.Generator
        Where the random numbers come from.
    n : int
        How many sets.

    Returns
    -------
    (n, n_criteria) array
        Each row sums to 1.
    """
    drawn = np.zeros((n, len(weights)))
    used = np.flatnonzero(weights > 0)
    if draws.concentration is None:
        parameters = np.ones(len(used))
    else:
        parameters = weights[used] * max(draws.concentration, _LEAST_CONCENTRATION)
    drawn[:, used] = rng.dirichlet(parameters, n)
    return drawn


def assess(
    scores: Scores,
    rows: IntArray,
    is_below: BoolArray,
    draws: Draws,
    *,
    shared: IntArray | None = None,
    method: str = "additive",
) -> Stability | None:
    """Say how often each place is first and among the first five.

    Parameters
    ----------
    scores : Scores
        Utilities and weights of all sites.
    rows : (n_places,) int array
        Rows of the ranked places, best first.
    is_below : (n_sites,) bool array
        Sites that are ranked after all the others, in every draw.
    draws : Draws
        How many draws, how wide, which seed.
    shared : (n_sites, n_criteria) int array or None
        Unknown values that are one and the same fact, such as a price common to a
        grid: sites with the same number of 0 or more in a criterion move together.
        -1 for a value of the site's own.
    method : str
        ``additive`` or ``topsis``: how utilities and weights become a score.

    Returns
    -------
    Stability or None
        None if no draws were asked for or no place is ranked.
    """
    if draws.n == 0 or len(rows) == 0:
        return None
    way = method_named(method)
    low, high = scores.utilities_low[rows], scores.utilities_high[rows]
    middle = scores.utilities[rows]
    unknowns = _Unknowns(low, high, None if shared is None else shared[rows], draws)
    has_unknowns = bool((unknowns.is_open[:, scores.weights > 0]).any())
    # Utilities may lie far beyond 1, and sums then err by more.
    tie = TIE * max(1.0, float(np.abs([low, high]).max()))
    alone = Acceptance(is_below[rows], tie)
    together = Acceptance(is_below[rows], tie) if has_unknowns else alone
    central = np.zeros(len(scores.weights))
    for block, weights in _blocks(scores.weights, draws):
        factors = np.ascontiguousarray(weights.T) ** way.power
        share = alone.count(way.score(middle[alone.competing], factors))
        central += np.einsum("nc,n->c", weights, share)
        if has_unknowns:
            _count_with_unknowns(together, way, unknowns, factors, block)
    return Stability(
        p_first=np.round(alone.first / draws.n, _DECIMALS),
        p_top5=np.round(alone.top / draws.n, _DECIMALS),
        p_first_with_unknowns=np.round(together.first / draws.n, _DECIMALS),
        p_top5_with_unknowns=np.round(together.top / draws.n, _DECIMALS),
        central_weights=np.round(central / alone.first[0], _DECIMALS)
        if alone.first[0] > 0
        else None,
        first=0,
        draws=draws,
    )


def _blocks(weights: FloatArray, draws: Draws) -> Iterator[tuple[int, FloatArray]]:
    """Yield the drawn weights block by block, with the number of the block."""
    rng = np.random.Generator(np.random.PCG64(draws.seed))
    for block, start in enumerate(range(0, draws.n, _BLOCK)):
        n = min(_BLOCK, draws.n - start)
        yield block, draw_weights(weights, draws, rng=rng, n=n)


class _Unknowns:
    """Unknown utilities of the places, and random numbers for them.

    Every place has a stream of random numbers of its own, so that leaving out a
    place that cannot come near the top changes nothing for the others.
    """

    def __init__(
        self,
        low: FloatArray,
        high: FloatArray,
        shared: IntArray | None,
        draws: Draws,
    ) -> None:
        self.low, self.high = low, high
        self.is_open = high > low
        self._bits = np.random.PCG64(np.random.SeedSequence(draws.seed, spawn_key=(1,)))
        self._rng = np.random.Generator(self._bits)
        self._start = self._bits.state
        self._shared = shared

    def utilities(
        self, place: int, columns: IntArray, block: int, n: int
    ) -> FloatArray:
        """Draw the open utilities of one place, as a (n_columns, n) array."""
        shift = block * _STEP_BLOCK
        drawn = self._stream(shift + place * _STEP_PLACE, (len(columns), n))
        if self._shared is not None:
            for index, column in enumerate(columns.tolist()):
                group = int(self._shared[place, column])
                if group >= 0:
                    # Places have streams from 0 on; groups from the other end.
                    key = 1 + group * self.low.shape[1] + column
                    drawn[index] = self._stream(shift - key * _STEP_PLACE, (n,))
        low = self.low[place, columns][:, None]
        drawn *= self.high[place, columns][:, None] - low
        drawn += low
        return drawn

    def _stream(self, position: int, shape: tuple[int, ...]) -> FloatArray:
        """Return random numbers in [0, 1) from a place of the one long stream."""
        self._bits.state = self._start
        self._bits.advance(position % 2**128)
        return self._rng.random(shape)


def _count_with_unknowns(
    counted: Acceptance,
    way: Method,
    unknowns: _Unknowns,
    factors: FloatArray,
    block: int,
) -> None:
    """Count one block of draws in which unknown utilities move as well."""
    competing = counted.competing
    n = factors.shape[1]
    has_weight = factors.any(axis=1)
    is_open = unknowns.is_open & has_weight
    worst = way.score(unknowns.low[competing], factors)
    best = way.score(unknowns.high[competing], factors)
    kept = counted.may_reach_top(worst, best)
    drawn = np.empty((len(kept), n))
    for index, position in enumerate(kept.tolist()):
        place = int(competing[position])
        columns = np.flatnonzero(is_open[place])
        if not columns.size:
            drawn[index] = worst[position]
            continue
        values = unknowns.utilities(place, columns, block, n)
        drawn[index] = way.score_open(unknowns.low[place], columns, values, factors)
    counted.count(drawn, kept)
