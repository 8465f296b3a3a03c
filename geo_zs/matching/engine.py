"""Match a requirement with candidate sites; the only way in.

From a site table, a requirement and the book of criteria to ranked places with
scores, intervals and reasons. Pure: the same input gives the same result, and no
file is opened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from geo_zs.criteria.defaults import CriteriaBook, Preset
from geo_zs.criteria.spec import Criterion
from geo_zs.criteria.weights import override
from geo_zs.errors import CriterionError, Problem, RequirementError
from geo_zs.matching.columns import Columns
from geo_zs.matching.explain import Ask
from geo_zs.matching.notices import KNOWN_SHARE, Notice, notices
from geo_zs.matching.rank import Ranking, gather_places, rank_places
from geo_zs.matching.relax import Relaxation, blocked_by, relax
from geo_zs.matching.requirement import Requirement
from geo_zs.matching.requirement_faults import BANNER_INDUSTRIES
from geo_zs.matching.score import Scores, score_sites
from geo_zs.matching.screen import Screening, screen
from geo_zs.matching.table import BoolArray, SiteTable


@dataclass(frozen=True, eq=False)
class MatchResult:
    """All that an answer is made of; arrays are over all sites of the table.

    Parameters
    ----------
    sites : SiteTable
        The sites matched.
    requirement : Requirement
        What was asked.
    preset : Preset
        Criteria of the industry.
    site_kinds : tuple of str
        Kinds of sites that were candidates; empty if the industry has none.
    candidates : (n_sites,) bool array
        Sites of these kinds.
    criteria : tuple of Criterion
        Scored criteria, heaviest first.
    weights : dict of str to float
        Their weights; sums to 1.
    asks : tuple of Ask
        What is not scored because too little is known.
    columns : Columns
        Attributes as this requirement sees them.
    scores : Scores
        Utilities, scores and intervals.
    screening : Screening
        Limits tested.
    ranking : Ranking
        Ranked and excluded places.
    relaxations : tuple of Relaxation
        What to give up.
    notices : tuple of Notice
        Warnings that belong to the whole answer.
    """

    sites: SiteTable
    requirement: Requirement
    preset: Preset
    site_kinds: tuple[str, ...]
    candidates: BoolArray
    criteria: tuple[Criterion, ...]
    weights: dict[str, float]
    asks: tuple[Ask, ...]
    columns: Columns
    scores: Scores
    screening: Screening
    ranking: Ranking
    relaxations: tuple[Relaxation, ...]
    notices: tuple[Notice, ...]


def match(
    sites: SiteTable, requirement: Requirement, criteria: CriteriaBook
) -> MatchResult:
    """Rank the candidate sites for a requirement.

    Parameters
    ----------
    sites : SiteTable
        All sites.
    requirement : Requirement
        A requirement parsed with the vocabulary of the same sites and criteria.
    criteria : CriteriaBook
        Criteria, presets, and the preset of each industry.

    Returns
    -------
    MatchResult
        Places in order, with everything that explains them.

    Raises
    ------
    RequirementError
        If the weights asked for leave nothing to score by.
    """
    choice = criteria.choice_for(requirement.industry)
    preset = (
        criteria.presets[requirement.preset]
        if requirement.preset
        else criteria.preset_for(requirement.industry)
    )
    site_kinds = _site_kinds(sites, requirement, criteria)
    candidates = np.array([kind in site_kinds for kind in sites.kinds], dtype=bool)
    columns = Columns(sites, requirement.industries, requirement.limits)
    scored, weights, asks = _choose_criteria(
        requirement, criteria, preset, columns, candidates
    )
    scores = score_sites(
        scored,
        [columns.get(criterion.column) for criterion in scored],
        np.array([weights[criterion.id] for criterion in scored]),
    )
    screening = screen(
        sites,
        requirement,
        columns,
        candidates=candidates,
        default_policy=choice.default_unverified,
    )
    ranking = _rank(sites, candidates, screening, scores)
    relaxations = relax(
        screening,
        ranking.excluded,
        score=scores.score,
        ids=sites.ids,
        is_empty=not ranking.ranked,
    )
    found = notices(
        sites,
        requirement,
        book=criteria,
        preset=preset,
        has_site_kind=bool(site_kinds),
        criteria=scored,
        asks=asks,
        columns=columns,
        screening=screening,
        candidates=candidates,
    )
    return MatchResult(
        sites=sites,
        requirement=requirement,
        preset=preset,
        site_kinds=site_kinds,
        candidates=candidates,
        criteria=scored,
        weights=weights,
        asks=asks,
        columns=columns,
        scores=scores,
        screening=screening,
        ranking=ranking,
        relaxations=tuple(relaxations),
        notices=found,
    )


def _site_kinds(
    sites: SiteTable, requirement: Requirement, criteria: CriteriaBook
) -> tuple[str, ...]:
    """Return the kinds of sites to rank; none for trades that seek no such site."""
    kind = sites.industry_kind.get(requirement.industry, "")
    if kind == "service" and requirement.industry not in criteria.industries:
        return ()
    if requirement.limits.site_kinds:
        return requirement.limits.site_kinds
    return ("banner",) if kind in BANNER_INDUSTRIES else ("park", "port_zone")


def _choose_criteria(
    requirement: Requirement,
    book: CriteriaBook,
    preset: Preset,
    columns: Columns,
    candidates: BoolArray,
) -> tuple[tuple[Criterion, ...], dict[str, float], tuple[Ask, ...]]:
    """Choose what is scored: what enough is known of, and what is asked for by name.

    Returns
    -------
    criteria : tuple of Criterion
        With a weight above 0, heaviest first.
    weights : dict of str to float
        Sums to 1; criteria with weight 0 that a request named are in it too.
    asks : tuple of Ask
        What is left out.
    """

    def known_share(criterion: Criterion) -> float:
        if not candidates.any():
            return 1.0
        value = columns.get(criterion.column).value[candidates]
        return float((~np.isnan(value)).mean())

    given = requirement.weights
    shares = {one.id: known_share(one) for one in (*preset.criteria, *preset.asked)}
    base: dict[str, float] = {}
    asks: list[Ask] = []
    for criterion in preset.criteria:
        weight = preset.weights[criterion.id]
        if criterion.id in given or shares[criterion.id] >= KNOWN_SHARE:
            base[criterion.id] = weight
        else:
            asks.append(Ask(criterion, weight, shares[criterion.id]))
    if not base and not given:
        # So little is known that nothing would be scored: score all of it, and let
        # the intervals say so.
        base, asks = dict(preset.weights), []
    asks += [
        Ask(criterion, preset.asked_weights[criterion.id], shares[criterion.id])
        for criterion in preset.asked
        if criterion.id not in given
    ]
    weights = _weigh(base, given)
    named = {name: book.criterion(name, preset) for name in weights}
    order = sorted(weights, key=lambda name: (-weights[name], name))
    scored = tuple(named[name] for name in order if weights[name] > 0)
    return scored, {name: weights[name] for name in order}, tuple(asks)


def _weigh(base: Mapping[str, float], given: Mapping[str, float]) -> dict[str, float]:
    """Return the final weights; what cannot be scaled is the request's fault."""
    try:
        return override(base, given)
    except CriterionError as error:
        raise RequirementError([Problem("weights", str(error))]) from error


def _rank(
    sites: SiteTable, candidates: BoolArray, screening: Screening, scores: Scores
) -> Ranking:
    """Put the candidates into places and rank them."""
    parents = {parent for parent in sites.parent_ids if parent}
    ranked, excluded = gather_places(
        np.flatnonzero(candidates),
        ids=sites.ids,
        group=sites.group,
        is_excluded=screening.is_excluded,
        is_below=screening.is_below,
        n_failed=blocked_by(screening).sum(axis=0),
        is_verified=screening.is_verified,
        is_umbrella=np.array([one in parents for one in sites.ids], dtype=bool),
        score=scores.score,
    )
    return rank_places(
        ranked,
        excluded,
        ids=sites.ids,
        is_below=screening.is_below,
        score=scores.score,
        low=scores.low,
        high=scores.high,
    )
