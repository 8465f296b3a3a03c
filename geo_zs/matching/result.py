"""What a match comes to: the record that every answer is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from geo_zs.criteria.defaults import CriteriaBook, Preset
from geo_zs.criteria.spec import Criterion
from geo_zs.matching.attribute import BoolArray, IntArray
from geo_zs.matching.choose import Choice
from geo_zs.matching.column_names import COLUMN_NAMES
from geo_zs.matching.columns import Columns
from geo_zs.matching.explain import Ask
from geo_zs.matching.notices import Notice
from geo_zs.matching.rank import Ranking
from geo_zs.matching.relax import Relaxation
from geo_zs.matching.requirement import Requirement
from geo_zs.matching.rule_tests import RuleTest
from geo_zs.matching.score import Scores
from geo_zs.matching.screen import Screening
from geo_zs.matching.second_method import SecondOpinion, second_opinion
from geo_zs.matching.sensitivity import Sensitivity, sensitivity, shared_facts
from geo_zs.matching.stability import DEFAULT_CONCENTRATION, Draws
from geo_zs.matching.table import SiteTable

#: Its value is common to a grid.
GRID_PRICE: Final = "electricity_price_cny_per_kwh"


@dataclass(frozen=True, eq=False)
class MatchResult:
    """All that an answer is made of; arrays are over all sites of the table.

    Parameters
    ----------
    sites : SiteTable
        The sites matched.
    requirement : Requirement
        What was asked.
    choice : Choice
        Preset, criteria, weights, and what is to be asked.
    site_kinds : tuple of str
        Kinds of sites that were candidates; empty if the industry has none.
    candidates : (n_sites,) bool array
        Sites of these kinds.
    columns : Columns
        Attributes as this requirement sees them.
    scores : Scores
        Utilities, scores and intervals.
    screening : Screening
        Limits tested.
    rule_tests : tuple of RuleTest
        Legal rules tested.
    ranking : Ranking
        Ranked and excluded places.
    relaxations : tuple of Relaxation
        What to give up.
    notices : tuple of Notice
        Warnings that belong to the whole answer.
    additive : Scores
        Weighted sums, whatever the method of `scores`.
    book : CriteriaBook
        All criteria and presets.
    """

    sites: SiteTable
    requirement: Requirement
    choice: Choice
    site_kinds: tuple[str, ...]
    candidates: BoolArray
    columns: Columns
    scores: Scores
    screening: Screening
    rule_tests: tuple[RuleTest, ...]
    ranking: Ranking
    relaxations: tuple[Relaxation, ...]
    notices: tuple[Notice, ...]
    additive: Scores
    book: CriteriaBook

    @cached_property
    def names(self) -> Mapping[str, tuple[str, str]]:
        """Criteria, columns and rules in Chinese and English."""
        rules = (test.rule for test in self.rule_tests)
        titles = {rule.id: (rule.title_zh, rule.title_en) for rule in rules}
        return {**COLUMN_NAMES, **self.book.names, **titles}

    @cached_property
    def second(self) -> SecondOpinion:
        """The same places ranked by the other method."""
        return second_opinion(
            self.additive,
            self.requirement.method,
            self.ranking,
            self.screening.is_below,
        )

    @property
    def rows(self) -> IntArray:
        """Rows of the ranked places, best first."""
        return np.array([place.row for place in self.ranking.ranked], dtype=np.intp)

    @cached_property
    def sensitivity(self) -> Sensitivity:
        """How far the ranking can be trusted; calculated when first asked for.

        Sites on one grid pay one price of electricity: where it is not known it is
        one unknown for all of them.
        """
        plan = self.requirement.draws
        default = None if plan.is_even else DEFAULT_CONCENTRATION
        grids = {GRID_PRICE: self.sites.grids} if self.sites.grids else {}
        return sensitivity(
            self.additive,
            self.ranking,
            self.screening,
            self.criteria,
            Draws(plan.draws, plan.concentration or default, plan.seed),
            method=self.requirement.method,
            shared=shared_facts(self.criteria, grids, self.sites.n_sites),
            names=self.names,
        )

    @property
    def preset(self) -> Preset:
        """The preset that the criteria come from."""
        return self.choice.preset

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The scored criteria, heaviest first."""
        return self.choice.criteria

    @property
    def weights(self) -> dict[str, float]:
        """The weights, which sum to 1."""
        return self.choice.weights

    @property
    def asks(self) -> tuple[Ask, ...]:
        """What is not scored because too little is known."""
        return self.choice.asks
