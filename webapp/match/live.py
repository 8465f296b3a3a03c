"""What a page needs to rank its places anew while weights move, without a request.

The numbers are those of the engine, not rounded, and ``static/js/match/rank.js``
follows the same steps as `geo_zs.matching`: weights by name over the preset's, scaled
to the sum of 1; score, low and high as sums of weight × utility, or as closeness
(TOPSIS); the best site of each place stands for it; places that could not be verified
stay below.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from geo_zs.criteria.spec import Criterion
from geo_zs.matching.choose import choose
from geo_zs.matching.relax import blocked_by
from geo_zs.matching.score import score_sites
from webapp.present import plain

if TYPE_CHECKING:
    from geo_zs.criteria.defaults import CriteriaBook
    from geo_zs.matching.result import MatchResult

#: A weight of 1 for a criterion that no preset scores shows the raw ones beside it.
_UNIT = 1.0


def live_criteria(result: MatchResult, book: CriteriaBook) -> tuple[Criterion, ...]:
    """Return the criteria that have a slider: scored, or scored once asked for.

    Parameters
    ----------
    result : MatchResult
        The answer.
    book : CriteriaBook
        For criteria that the preset lacks.
    """
    preset = result.preset
    own = {one.id: one for one in result.criteria}
    names = dict.fromkeys(
        [
            *(one.id for one in preset.criteria),
            *(one.id for one in preset.asked),
            *result.weights,
        ]
    )
    return tuple(own.get(name) or book.criterion(name, preset) for name in names)


def plain_weights(result: MatchResult, book: CriteriaBook) -> dict[str, float]:
    """Return the weights of what is scored when no weight is asked for."""
    requirement = replace(result.requirement, weights={})
    return choose(requirement, book, result.columns, result.candidates).weights


def base_weights(result: MatchResult, book: CriteriaBook) -> dict[str, float]:
    """Return the weights that stand beside those asked for, before scaling."""
    asked = result.preset.asked
    if not asked:
        usual = result.preset.weights
        return {name: usual[name] for name in plain_weights(result, book)}
    probe = asked[0].id
    requirement = replace(result.requirement, weights={probe: _UNIT})
    found = choose(requirement, book, result.columns, result.candidates).weights
    return {
        name: weight / found[probe] for name, weight in found.items() if name != probe
    }


def live_values(result: MatchResult, book: CriteriaBook, *, top: int) -> dict[str, Any]:
    """Return the numbers for ``rank.js``.

    Parameters
    ----------
    result : MatchResult
        The answer that the page shows.
    book : CriteriaBook
        Criteria and presets.
    top : int
        How many places have a card and a number on the map.

    Returns
    -------
    dict
        ``criteria`` ids; the ``method``; ``plain`` and ``base`` weights and those
        ``given``;
        ``places``, each a list of its sites that may be ranked: id, whether it is
        below, how many limits keep it out, verified, umbrella zone, utilities, and
        those ends of the intervals that differ: index → [low, high].
    """
    criteria = live_criteria(result, book)
    scores = score_sites(
        criteria,
        [result.columns.get(one.column) for one in criteria],
        np.zeros(len(criteria)),
    )
    sites, screening = result.sites, result.screening
    failed = blocked_by(screening).sum(axis=0)
    parents = {parent for parent in sites.parent_ids if parent}

    def site(row: int) -> dict[str, Any]:
        middle = scores.utilities[row].tolist()
        low = scores.utilities_low[row].tolist()
        high = scores.utilities_high[row].tolist()
        ends = {
            str(at): [low[at], high[at]]
            for at, value in enumerate(middle)
            if low[at] != value or high[at] != value
        }
        return {
            "id": sites.ids[row],
            "below": bool(screening.is_below[row]),
            "failed": int(failed[row]),
            "verified": bool(screening.is_verified[row]),
            "umbrella": sites.ids[row] in parents,
            "u": middle,
            "ends": ends,
        }

    places = [
        [
            site(row)
            for row in (place.row, *place.beside)
            if not screening.is_excluded[row]
        ]
        for place in result.ranking.ranked
    ]
    given: Mapping[str, float] = result.requirement.weights
    values: dict[str, Any] = plain(
        {
            "criteria": [one.id for one in criteria],
            "method": result.requirement.method,
            "plain": plain_weights(result, book),
            "base": base_weights(result, book),
            "given": dict(given),
            "top": top,
            "places": places,
        }
    )
    return values
