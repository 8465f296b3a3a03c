"""The smallest change of one weight that puts another place first; exact.

If one weight moves and the others keep their proportions, every score is linear in
that weight: scores of two places draw level in one point, which is calculated and
not searched for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from geo_zs.matching.attribute import BoolArray, FloatArray
from geo_zs.matching.rank import TIE_DECIMALS

Direction = Literal["up", "down"]

_TIE: Final = 10.0**-TIE_DECIMALS


@dataclass(frozen=True)
class Flip:
    """The smallest change of one weight, in one direction, that changes first place.

    Parameters
    ----------
    criterion : int
        Position of the criterion whose weight moves.
    direction : str
        ``up`` or ``down``.
    weight : float
        Its weight now.
    at : float
        The weight at which the new place draws level with the present first; any
        further in this direction and it leads. Equals `weight` if they tie now.
    new_first : int
        Position of the place that then comes first.
    new_row : int
        Row of the site that then stands for it; -1 if not asked for.
    """

    criterion: int
    direction: Direction
    weight: float
    at: float
    new_first: int
    new_row: int = -1

    @property
    def change(self) -> float:
        """How far the weight moves, not negative."""
        return abs(self.at - self.weight)


def find_flips(
    utilities: FloatArray,
    weights: FloatArray,
    is_below: BoolArray,
    *,
    beside: FloatArray | None = None,
) -> tuple[Flip, ...]:
    """Find for each criterion the smallest weight changes that change first place.

    Parameters
    ----------
    utilities : (n_places, n_criteria) array
        Of the ranked places, best first; all known or assumed. Further sites of
        places but the first may follow.
    weights : (n_criteria,) array
        Not negative, sum to 1.
    is_below : (n_places,) bool array
        Places ranked after all the others: they never come first while another is
        ranked.
    beside : (n_beside, n_criteria) array, optional
        Further sites of the first place: whichever of them is best stands for it, so
        another place is first only when it leads over all of them.

    Returns
    -------
    tuple of Flip
        By criterion, ``up`` before ``down``; a direction is missing if no weight
        between 0 and 1 puts another place first. The others keep their proportions;
        a criterion that has the whole weight has no others, so it does not move.

    Notes
    -----
    With weight t of criterion j, place p scores ``t u_pj + (1 - t) r_p``, where
    ``r_p`` is its score by the other criteria alone. The lead of another place q
    over the first is ``d_now <= 0`` now and runs in a straight line to
    ``d_end = u_qj - u_1j`` at t = 1 and to ``d_end = r_q - r_1`` at t = 0: it is zero
    where the fraction ``-d_now / (d_end - d_now)`` of the way is gone.
    """
    if len(utilities) == 0:
        return ()
    rivals = np.flatnonzero(is_below == is_below[0])
    rivals = rivals[rivals > 0]
    if not rivals.size:
        return ()
    own = utilities[:1] if beside is None else np.vstack([utilities[:1], beside])
    # (n_own, n_rivals, n_criteria)
    lead = utilities[rivals] - own[:, None, :]
    now = (lead * weights).sum(axis=2)
    now = np.where(np.abs(now) < _TIE, 0.0, now)
    found: list[Flip] = []
    for index, weight in enumerate(weights.tolist()):
        # Summed apart, not as a difference, which would lose digits.
        is_other = np.arange(len(weights)) != index
        rest = float(weights[is_other].sum())
        if rest <= 0.0:
            continue
        others = (lead[..., is_other] * (weights[is_other] / rest)).sum(axis=2)
        ends: Sequence[tuple[Direction, float, FloatArray]] = (
            ("up", 1.0, lead[..., index]),
            ("down", 0.0, others),
        )
        for direction, end, leads in ends:
            if weight == end:
                continue
            new, way = _first_to_overtake(now, leads)
            if new >= 0:
                at = weight + (end - weight) * way
                found.append(Flip(index, direction, weight, at, int(rivals[new])))
    return tuple(found)


def nearest_flip(flips: Sequence[Flip]) -> Flip | None:
    """Return the flip with the smallest change; the first of equals."""
    return min(flips, key=lambda flip: round(flip.change, TIE_DECIMALS), default=None)


def _first_to_overtake(now: FloatArray, end: FloatArray) -> tuple[int, float]:
    """Return who overtakes all of the first place first, and where.

    Parameters
    ----------
    now : (n_own, n) array
        Leads of the rivals over each site of the first place; at most 0 over the
        first one, which stands for the place now.
    end : (n_own, n) array
        Leads at the end of the way.

    Returns
    -------
    index : int
        -1 if nobody overtakes; of those who draw level at the same point the one
        that rises fastest, then the one ranked before.
    way : float
        Fraction of the way to the end, in [0, 1).
    """
    rise = end - now
    crossing = np.divide(-now, rise, out=np.zeros_like(now), where=rise != 0)
    # Over one site a rival leads on one piece of the way; over all on what is common.
    start = np.where(now > 0, 0.0, np.where(end > _TIE, crossing, np.inf)).max(axis=0)
    stop = np.where(end > _TIE, 1.0, np.where(now > 0, crossing, 0.0)).min(axis=0)
    able = np.flatnonzero(start < stop)
    if not able.size:
        return -1, 0.0
    way = start[able]
    level = np.flatnonzero(way <= way.min() + _TIE)
    fastest = level[np.argmax(np.round(rise[0, able][level], TIE_DECIMALS))]
    return int(able[fastest]), float(way[fastest])
