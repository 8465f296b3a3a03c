"""Match a requirement with candidate sites; the only way in.

From a site table, a requirement and the book of criteria to ranked places with
scores, intervals and reasons. Pure: the same input gives the same result, and no
file is opened.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo_zs.criteria.defaults import CriteriaBook
from geo_zs.matching.attribute import BoolArray
from geo_zs.matching.bounds import bound_tests
from geo_zs.matching.choose import Choice, choose
from geo_zs.matching.columns import Columns
from geo_zs.matching.notices import notices
from geo_zs.matching.own_figures import with_own_figures
from geo_zs.matching.rank import Ranking, gather_places, rank_places
from geo_zs.matching.relax import blocked_by, relax
from geo_zs.matching.requirement import Requirement
from geo_zs.matching.requirement_faults import BANNER_INDUSTRIES
from geo_zs.matching.result import MatchResult
from geo_zs.matching.rule_tests import RuleTest, apply_rules
from geo_zs.matching.rules import RuleBook
from geo_zs.matching.score import Scores, Weighed, score_many
from geo_zs.matching.screen import Screening, screen
from geo_zs.matching.standards import (
    default_weights,
    project_figures,
    standard_columns,
)
from geo_zs.matching.table import SiteTable
from geo_zs.matching.topsis import topsis_scores


def match(
    sites: SiteTable,
    requirement: Requirement,
    criteria: CriteriaBook,
    rules: RuleBook | None = None,
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
    rules : RuleBook or None
        Legal rules to test; none when None.

    Returns
    -------
    MatchResult
        Places in order, with everything that explains them.

    Raises
    ------
    RequirementError
        If the weights asked for leave nothing to score by.
    """
    ready = prepare(sites, requirement, criteria)
    return conclude(ready, score_many([ready.weighed])[0], criteria, rules)


@dataclass(frozen=True, eq=False)
class Prepared:
    """A requirement up to its scores: what is scored, of which sites.

    Parameters
    ----------
    sites : SiteTable
        With the asker's own figures.
    requirement : Requirement
        What was asked.
    site_kinds : tuple of str
        Kinds of sites that are candidates.
    candidates : (n_sites,) bool array
        Sites of these kinds.
    columns : Columns
        Attributes as this requirement sees them.
    choice : Choice
        Preset, criteria, weights, and what is to be asked.
    """

    sites: SiteTable
    requirement: Requirement
    site_kinds: tuple[str, ...]
    candidates: BoolArray
    columns: Columns
    choice: Choice

    @property
    def weighed(self) -> Weighed:
        """Criteria with their columns and weights."""
        criteria, weights = self.choice.criteria, self.choice.weights
        return Weighed(
            criteria,
            [self.columns.get(one.column) for one in criteria],
            np.array([weights[one.id] for one in criteria]),
        )


def prepare(
    sites: SiteTable, requirement: Requirement, criteria: CriteriaBook
) -> Prepared:
    """Choose what a requirement is scored by; parameters and errors as `match`."""
    sites = with_own_figures(sites, requirement.own_figures)
    site_kinds = _site_kinds(sites, requirement, criteria)
    candidates = np.array([kind in site_kinds for kind in sites.kinds], dtype=bool)
    columns = Columns(
        sites,
        requirement.industries,
        requirement.limits,
        standard_columns(sites, requirement.industries, project_figures(requirement)),
        texts=(requirement.text, *requirement.words),
    )
    choice = choose(
        requirement,
        criteria,
        columns,
        candidates,
        kind=sites.industry_kind.get(requirement.industry, ""),
        more=default_weights(sites, candidates & _in_leagues(sites, requirement)),
    )
    return Prepared(sites, requirement, site_kinds, candidates, columns, choice)


def conclude(
    ready: Prepared,
    additive: Scores,
    criteria: CriteriaBook,
    rules: RuleBook | None = None,
) -> MatchResult:
    """Screen, rank and explain a requirement whose scores are known.

    Parameters
    ----------
    ready : Prepared
        From `prepare`.
    additive : Scores
        Of ``ready.weighed``.
    criteria, rules
        As in `match`.
    """
    sites, requirement, columns = ready.sites, ready.requirement, ready.columns
    candidates, choice = ready.candidates, ready.choice
    scores = topsis_scores(additive) if requirement.method == "topsis" else additive
    rule_tests = _rule_tests(rules, sites, requirement, columns, candidates)
    screening = screen(
        sites,
        requirement,
        columns,
        candidates=candidates,
        default_policy=criteria.choice_for(requirement.industry).default_unverified,
        rule_tests=rule_tests,
        bound_tests=bound_tests(choice.criteria, columns.get),
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
        preset=choice.preset,
        has_site_kind=bool(ready.site_kinds),
        criteria=choice.criteria,
        asks=choice.asks,
        columns=columns,
        screening=screening,
        candidates=candidates,
    )
    return MatchResult(
        sites=sites,
        requirement=requirement,
        choice=choice,
        site_kinds=ready.site_kinds,
        candidates=candidates,
        columns=columns,
        scores=scores,
        screening=screening,
        rule_tests=rule_tests,
        ranking=ranking,
        relaxations=tuple(relaxations),
        notices=found,
        additive=additive,
        book=criteria,
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


def _in_leagues(sites: SiteTable, requirement: Requirement) -> BoolArray:
    """Return which sites lie in the leagues asked for; all if none is."""
    asked = requirement.limits.leagues
    return np.array([not asked or one in asked for one in sites.leagues], dtype=bool)


def _rule_tests(
    rules: RuleBook | None,
    sites: SiteTable,
    requirement: Requirement,
    columns: Columns,
    candidates: BoolArray,
) -> tuple[RuleTest, ...]:
    """Test the rules that concern the industries of a requirement."""
    if rules is None:
        return ()
    return apply_rules(
        rules,
        sites,
        requirement,
        columns,
        requirement.industries,
        words=requirement.words,
        text=requirement.text,
        candidates=candidates,
    )


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
