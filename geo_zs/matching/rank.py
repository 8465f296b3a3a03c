"""From scores to ranks: places, order, ties, and how far a rank may move.

A place is a group of sites (an umbrella zone and its sub-parks) or a site that
stands alone. The best site of a place is ranked, the others stand beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from geo_zs.matching.attribute import BoolArray, FloatArray, IntArray

#: Scores that agree to so many decimals are a tie.
TIE_DECIMALS: Final = 12


@dataclass(frozen=True)
class Place:
    """One place: the row that stands for it and the rows beside it, best first."""

    row: int
    beside: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Ranking:
    """Ranked places, best first, and places of which every site is excluded.

    Parameters
    ----------
    ranked, excluded : tuples of Place
        Ranked ones by rank, then by id; excluded ones by id.
    rank, rank_best, rank_worst : (n_ranked,) int arrays
        1 is best; ties share the better rank. Best and worst follow from the
        intervals of the scores, with the groups of verified sites and of sites
        ranked below them as they are, and one and the same site for each place.
    """

    ranked: tuple[Place, ...]
    excluded: tuple[Place, ...]
    rank: IntArray
    rank_best: IntArray
    rank_worst: IntArray


def gather_places(
    rows: IntArray,
    *,
    ids: Sequence[str],
    group: Sequence[str],
    is_excluded: BoolArray,
    is_below: BoolArray,
    n_failed: IntArray,
    is_verified: BoolArray,
    is_umbrella: BoolArray,
    score: FloatArray,
) -> tuple[list[Place], list[Place]]:
    """Put the candidate rows together into places.

    Parameters
    ----------
    rows : (n_candidates,) int array
        Rows of the candidates.
    ids, group : sequences of n_sites str
        Ids, and the group of each site.
    is_excluded, is_below : (n_sites,) bool arrays
        From the screening.
    n_failed : (n_sites,) int array
        How many limits keep the site out.
    is_verified : (n_sites,) bool array
        Passes every limit.
    is_umbrella : (n_sites,) bool array
        True for a zone that has sub-parks.
    score : (n_sites,) array
        Scores.

    Returns
    -------
    ranked, excluded : lists of Place
        Ranked: those with at least one site that is not excluded; the best of
        these stands for the place, and among equals a verified site, then a
        sub-park before its umbrella zone. Excluded: the site that fails the fewest
        limits stands for the place, then the one with the higher score.
    """
    members: dict[str, list[int]] = {}
    for row in rows.tolist():
        members.setdefault(group[row], []).append(row)
    ranked: list[Place] = []
    excluded: list[Place] = []
    rounded = np.round(score, TIE_DECIMALS)

    def order_of(row: int) -> tuple[bool, bool, int, float, bool, bool, str]:
        return (
            bool(is_excluded[row]),
            bool(is_below[row]),
            int(n_failed[row]),
            -float(rounded[row]),
            not is_verified[row],
            bool(is_umbrella[row]),
            ids[row],
        )

    for name in sorted(members):
        order = members[name]
        if len(order) > 1:  # most sites stand alone
            order = sorted(order, key=order_of)
        place = Place(order[0], tuple(order[1:]))
        (excluded if is_excluded[place.row] else ranked).append(place)
    return ranked, excluded


def rank_places(
    ranked: Sequence[Place],
    excluded: Sequence[Place],
    *,
    ids: Sequence[str],
    is_below: BoolArray,
    score: FloatArray,
    low: FloatArray,
    high: FloatArray,
) -> Ranking:
    """Order the places and say how far each rank may move.

    Parameters
    ----------
    ranked, excluded : sequences of Place
        As `gather_places` returns them.
    ids : sequence of n_sites str
        Ids; ties are listed in their order.
    is_below : (n_sites,) bool array
        Sites ranked after all the others.
    score, low, high : (n_sites,) arrays
        Scores and their intervals.

    Returns
    -------
    Ranking
        Best first.
    """
    rounded = [np.round(part, TIE_DECIMALS) for part in (score, low, high)]
    order = sorted(
        ranked,
        key=lambda place: (
            bool(is_below[place.row]),
            -float(rounded[0][place.row]),
            ids[place.row],
        ),
    )
    rows = np.array([place.row for place in order], dtype=np.intp)
    n_above = int((~is_below[rows]).sum())
    parts = [
        _rank_group(*(values[rows[part]] for values in rounded)) + offset
        for part, offset in ((slice(0, n_above), 0), (slice(n_above, None), n_above))
    ]
    rank, best, worst = np.concatenate(parts, axis=1)
    return Ranking(
        ranked=tuple(order),
        excluded=tuple(sorted(excluded, key=lambda place: ids[place.row])),
        rank=rank,
        rank_best=best,
        rank_worst=worst,
    )


def _rank_group(score: FloatArray, low: FloatArray, high: FloatArray) -> IntArray:
    """Return rank, best and worst rank within one group, as a (3, n) array."""
    better = _n_above(score, score)
    surely_better = _n_above(low, high)
    # A site whose own interval is open would count itself here.
    possibly_better = _n_above(high, low) - (high > low)
    return np.stack([better, surely_better, possibly_better]) + 1


def _n_above(values: FloatArray, floors: FloatArray) -> IntArray:
    """Return for each of `floors` how many of `values` lie above it."""
    above: IntArray = len(values) - np.searchsorted(
        np.sort(values), floors, side="right"
    )
    return above
