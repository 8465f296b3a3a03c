"""How far a ranking can be trusted: draws, flips, the missing fact, the plain word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from geo_zs.criteria.spec import Criterion
from geo_zs.matching.attribute import IntArray
from geo_zs.matching.flips import Flip, find_flips
from geo_zs.matching.missing import MissingFact, most_valuable_fact
from geo_zs.matching.rank import Ranking
from geo_zs.matching.reasons import limit_name
from geo_zs.matching.score import Scores
from geo_zs.matching.screen import Screening
from geo_zs.matching.stability import Draws, Stability, assess
from geo_zs.matching.status import NOT_VERIFIED
from geo_zs.matching.verdict import PossiblyFirst, Verdict, possibly_first, verdict


@dataclass(frozen=True, eq=False)
class Sensitivity:
    """What would change the order of an answer.

    Parameters
    ----------
    stability : Stability or None
        Shares of the draws; None without draws or places.
    flips : tuple of Flip
        Weight changes that change first place; empty where the method is not the
        weighted sum, for which alone they are exact.
    missing : MissingFact or None
        What to ask first; None as for `flips`, or if nothing missing matters.
    possibly_first : PossiblyFirst
        Places that some completion of the unknown values puts first.
    verdict : Verdict or None
        The plain word; None if nothing is ranked.
    """

    stability: Stability | None
    flips: tuple[Flip, ...]
    missing: MissingFact | None
    possibly_first: PossiblyFirst
    verdict: Verdict | None


def sensitivity(
    scores: Scores,
    ranking: Ranking,
    screening: Screening,
    criteria: Sequence[Criterion],
    draws: Draws,
    *,
    method: str = "additive",
    shared: IntArray | None = None,
    names: Mapping[str, tuple[str, str]] | None = None,
) -> Sensitivity:
    """Say how far a ranking can be trusted.

    Parameters
    ----------
    scores : Scores
        Utilities and weights of all sites; scores by `method`.
    ranking : Ranking
        Places by these scores.
    screening : Screening
        Limits tested on all sites.
    criteria : sequence of n_criteria Criterion
        Scored criteria, in the order of the weights.
    draws : Draws
        How many draws, how wide, which seed.
    method : str
        ``additive`` or ``topsis``.
    shared : (n_sites, n_criteria) int array or None
        Values that are one fact for several sites; see `shared_facts`.
    names : mapping of str to (str, str), optional
        Columns, criteria and rules in Chinese and English, for the names of limits.
    """
    rows = np.array([place.row for place in ranking.ranked], dtype=np.intp)
    is_below = screening.is_below
    is_additive = method == "additive"
    stability = assess(scores, rows, is_below, draws, shared=shared, method=method)
    flips = _flips(scores, ranking, screening) if is_additive else ()
    return Sensitivity(
        stability=stability,
        flips=flips,
        missing=most_valuable_fact(scores, rows, screening, shared=shared)
        if is_additive
        else None,
        possibly_first=possibly_first(ranking.rank_best),
        verdict=verdict(
            ranking.rank,
            ranking.rank_best,
            stability,
            flips if is_additive else None,
            [(one.name_zh or one.id, one.name_en or one.id) for one in criteria],
            open_limits=[
                limit_name(test.limit, names)
                for test in screening.tests
                if rows.size and test.status[rows[0]] == NOT_VERIFIED
            ],
        ),
    )


def _flips(scores: Scores, ranking: Ranking, screening: Screening) -> tuple[Flip, ...]:
    """Return the flips with every site that may stand for its place.

    Of one place the best site stands for it: a moved weight may make that another
    one, of the first place or of a rival.
    """
    if not ranking.ranked:
        return ()
    is_below, is_excluded = screening.is_below, screening.is_excluded
    members = [
        [
            row
            for row in place.beside
            if not is_excluded[row] and is_below[row] == is_below[place.row]
        ]
        for place in ranking.ranked
    ]
    stands = [place.row for place in ranking.ranked]
    further = [(row, at) for at, rows in enumerate(members) if at for row in rows]
    rows = np.array([*stands, *(row for row, _ in further)], dtype=np.intp)
    place_of = [*range(len(stands)), *(at for _, at in further)]
    found = find_flips(
        scores.utilities[rows],
        scores.weights,
        is_below[rows],
        beside=scores.utilities[members[0]] if members[0] else None,
    )
    return tuple(
        replace(
            one, new_first=place_of[one.new_first], new_row=int(rows[one.new_first])
        )
        for one in found
    )


def shared_facts(
    criteria: Sequence[Criterion], labels: Mapping[str, Sequence[str]], n_sites: int
) -> IntArray | None:
    """Give the same number to unknown values that are one and the same fact.

    Parameters
    ----------
    criteria : sequence of n_criteria Criterion
        Scored criteria.
    labels : mapping of str to sequence of n_sites str
        Column → what its value is common to, such as the grid of each site for the
        price of electricity. An empty label shares nothing.
    n_sites : int
        Number of sites.

    Returns
    -------
    (n_sites, n_criteria) int array or None
        Same number, same fact; -1 for a value of the site's own. None if no scored
        criterion has a common value.
    """
    found = np.full((n_sites, len(criteria)), -1, dtype=np.intp)
    for index, criterion in enumerate(criteria):
        names = labels.get(criterion.column)
        if names is not None:
            number = {name: i for i, name in enumerate(sorted(set(names) - {""}))}
            found[:, index] = [number.get(name, -1) for name in names]
    return found if (found >= 0).any() else None
