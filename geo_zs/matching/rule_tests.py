"""Test rules on sites: every site passes, fails, or is not verified.

A rule has two parts: where it holds, and what it tests there. Outside it passes;
where it is not known whether it holds, or what it asks is not known, it is not
verified. Unknown never excludes and never passes silently.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from geo_zs.matching.attribute import Attribute, BoolArray
from geo_zs.matching.columns import Columns
from geo_zs.matching.requirement import Requirement
from geo_zs.matching.rule_facts import (
    Fact,
    in_chemical_area,
    in_park,
    range_status,
    request_facts,
)
from geo_zs.matching.rule_figures import figures_in
from geo_zs.matching.rule_scopes import OUTSIDE, UNCERTAIN, Places, where_it_holds
from geo_zs.matching.rule_words import words_in
from geo_zs.matching.rules import PLACE_FIELDS, WORD_FIELDS, Effect, Rule, RuleBook
from geo_zs.matching.status import (
    FAILED,
    NOT_VERIFIED,
    PASSED,
    StatusArray,
    interval_status,
    uniform,
)
from geo_zs.matching.table import SiteTable

#: A rule that is open for more than this share of the candidates is told once for
#: the whole answer, not at each of them.
_WIDELY_OPEN: Final = 0.5


@dataclass(frozen=True, eq=False)
class RuleTest:
    """One rule tested on all sites.

    Parameters
    ----------
    rule : Rule
        With its effect in force.
    status : (n_sites,) int array
        ``PASSED``, ``NOT_VERIFIED`` or ``FAILED``. A rule for a person to look at
        is not verified anywhere; an exemption is passed everywhere.
    attribute : Attribute or None
        Fact of the sites that was tested, if the rule tests one.
    is_raised : bool
        False if the rule hangs on something that the request does not speak of:
        it counts as not verified, but nobody need be told at each answer.
    is_widely_open : bool
        True if it is not verified for most candidates.
    """

    rule: Rule
    status: StatusArray
    attribute: Attribute | None = None
    is_raised: bool = True
    is_widely_open: bool = False

    @property
    def effect(self) -> Effect:
        """``exclude`` or ``warn``, in force."""
        return self.rule.effect

    def counts(self, candidates: BoolArray) -> dict[str, int]:
        """Return how many candidates passed, failed and could not be verified."""
        status = self.status[candidates]
        return {
            "passed": int((status == PASSED).sum()),
            "failed": int((status == FAILED).sum()),
            "not_verified": int((status == NOT_VERIFIED).sum()),
        }


@dataclass(frozen=True, eq=False)
class _Case:
    """What one request says, as the rules ask it."""

    sites: SiteTable
    columns: Columns
    industries: tuple[str, ...]
    texts: tuple[str, ...]
    has_text: bool
    facts: Mapping[str, Fact]


def apply_rules(
    book: RuleBook,
    sites: SiteTable,
    requirement: Requirement,
    columns: Columns,
    industries: Collection[str],
    *,
    words: Collection[str] = (),
    text: str = "",
    facts: Mapping[str, Fact] | None = None,
    candidates: BoolArray | None = None,
) -> tuple[RuleTest, ...]:
    """Test the rules that concern a request on all sites.

    Parameters
    ----------
    book : RuleBook
        All rules with their effect in force.
    sites : SiteTable
        All sites.
    requirement : Requirement
        Its quantities.
    columns : Columns
        Attributes as this requirement sees them.
    industries : collection of str
        Tags of the project.
    words : collection of str
        Product words found in the request.
    text : str
        The words of the request; empty if it has none.
    facts : mapping of str to number or (least, most), optional
        What the request states of `rules.NUMBER_FIELDS`; goes before what the
        requirement says, and that before what its text says.
    candidates : (n_sites,) bool array, optional
        Sites over which "most" is counted; all of them if not given.

    Returns
    -------
    tuple of RuleTest
        In the order of the table, without definitions, which test nothing.
    """
    case = _Case(
        sites=sites,
        columns=columns,
        industries=tuple(industries),
        texts=(*words, text) if text else tuple(words),
        has_text=bool(text),
        facts={
            **figures_in(text),
            **request_facts(requirement),
            **(facts or {}),
        },
    )
    places = Places.of(sites)
    counted = np.ones(sites.n_sites, dtype=bool) if candidates is None else candidates
    return tuple(
        _tested(rule, case, places, counted)
        for rule in book.applying(case.industries)
        if rule.kind != "definition"
    )


def _tested(rule: Rule, case: _Case, places: Places, candidates: BoolArray) -> RuleTest:
    """Test one rule."""
    n_sites = case.sites.n_sites
    if rule.kind == "exemption":
        return RuleTest(rule, uniform(PASSED, n_sites))
    spoken = words_in(case.texts, rule.condition_words)
    is_raised = rule.is_raised_always or bool(spoken)
    if rule.kind == "manual":
        return RuleTest(rule, uniform(NOT_VERIFIED, n_sites), is_raised=is_raised)
    attribute = _site_fact(rule, case)
    found = _by_site(rule, attribute) if attribute else _by_request(rule, case)
    if rule.condition_words and not spoken:
        # It is not known whether the rule is about this project at all.
        found = np.where(found == FAILED, NOT_VERIFIED, found)
    holds = where_it_holds(
        rule.scope,
        places,
        is_outside=rule.is_scope_outside,
        is_partial=rule.is_scope_partial,
    )
    status = np.where(
        holds == OUTSIDE,
        PASSED,
        np.where((holds == UNCERTAIN) & (found == FAILED), NOT_VERIFIED, found),
    ).astype(np.int8)
    is_open = (status == NOT_VERIFIED) & candidates
    return RuleTest(
        rule=rule,
        status=status,
        attribute=attribute,
        is_raised=is_raised or bool((status == FAILED).any()),
        is_widely_open=bool(is_open.sum() > _WIDELY_OPEN * candidates.sum()),
    )


def _site_fact(rule: Rule, case: _Case) -> Attribute | None:
    """Return the fact of the sites that a rule tests, or None."""
    name = rule.fields[0]
    if name in ("chemical_park", "co2_per_tce"):
        return case.columns.get(name)
    if name == "in_park":
        return case.sites.attributes.get(name) or in_park(case.sites)
    if name == "in_chemical_area":
        return case.sites.attributes.get(name) or in_chemical_area(case.columns)
    return None


def _by_site(rule: Rule, attribute: Attribute) -> StatusArray:
    """Test a fact of the sites where the rule holds."""
    if rule.operator == "eq":
        wanted = rule.fields[0] != "in_chemical_area"
        if wanted:
            return interval_status(attribute, 1.0, bound="min")
        return interval_status(attribute, 0.0, bound="max")
    return range_status(
        rule.operator,
        attribute.low,
        attribute.high,
        rule.thresholds[0],
        (rule.strict_thresholds or rule.thresholds)[0],
    )


def _by_request(rule: Rule, case: _Case) -> StatusArray:
    """Test what the request says; the same for all sites."""
    n_sites = case.sites.n_sites
    if set(rule.fields) & set(PLACE_FIELDS):
        return uniform(FAILED, n_sites)
    if set(rule.fields) & set(WORD_FIELDS):
        return uniform(_by_words(rule, case), n_sites)
    strict = rule.strict_thresholds or rule.thresholds
    found = [
        _by_number(rule.operator, case.facts.get(name), threshold, within)
        for name, threshold, within in zip(
            rule.fields, rule.thresholds, strict, strict=True
        )
    ]
    return uniform(min(found), n_sites)


def _by_words(rule: Rule, case: _Case) -> int:
    """Test the words of a request; a failing word outweighs a passing one."""
    if rule.tags_named & rule.tags_of(case.industries):
        return FAILED
    found = words_in(case.texts, (*rule.words_fail, *rule.words_pass))
    if found & set(rule.words_fail):
        return FAILED
    if found or (rule.fields == ("text",) and case.has_text):
        return PASSED
    return NOT_VERIFIED


def _by_number(
    operator: str, fact: Fact | None, threshold: float, within: float
) -> int:
    """Test a number of the request; not stated is not verified."""
    if fact is None:
        return NOT_VERIFIED
    low, high = fact if isinstance(fact, tuple) else (fact, fact)
    status = range_status(
        operator, np.array([low]), np.array([high]), threshold, within
    )
    return int(status[0])
