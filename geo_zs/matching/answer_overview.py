"""What an answer says of the whole: how the request was understood and weighed."""

from __future__ import annotations

from typing import Any

from geo_zs.matching import rule_flags
from geo_zs.matching.answer_entries import flag_entry
from geo_zs.matching.answer_site import number
from geo_zs.matching.missing_words import tell
from geo_zs.matching.reasons import limit_name
from geo_zs.matching.result import MatchResult
from geo_zs.matching.schema_choices import NO_PREFERENCE
from geo_zs.matching.status import FAILED, NOT_VERIFIED, PASSED


def understood(result: MatchResult) -> dict[str, Any]:
    """Echo what was used: industry, preset, kinds of sites, what to ask."""
    requirement = result.requirement
    quantities = {
        name: getattr(requirement, name)
        for name in (
            "land_ha",
            "power_mw",
            "green_power_share_min",
            "water_m3_per_day",
            "investment_cny_1e8",
            "investment_usd_1e8",
            "energy_tce_per_year",
            "output_cny_1e8_per_year",
        )
        if getattr(requirement, name) is not None
    }
    policies = zip(result.screening.tests, result.screening.policies, strict=True)
    return {
        "industry_tags": list(requirement.industries),
        "preset": result.preset.id,
        "preset_name": {"zh": result.preset.name_zh, "en": result.preset.name_en},
        "site_kinds": list(result.site_kinds),
        **quantities,
        "limits": {test.limit: test.required for test in result.screening.tests},
        **_ports(result),
        "unverified": {test.limit: policy for test, policy in policies},
        "ask": [
            {
                "criterion": ask.criterion.id,
                "column": ask.criterion.column,
                "name": {"zh": ask.criterion.name_zh, "en": ask.criterion.name_en},
                "unit": ask.criterion.unit,
                "weight": ask.weight,
                "known_share": ask.known_share,
            }
            for ask in result.asks
        ],
        "products": list(result.columns.products),
        **requirement.reading,
    }


def _ports(result: MatchResult) -> dict[str, Any]:
    """Return which ports distances are measured to, as far as the request chose."""
    limits = result.requirement.limits
    chosen = {
        "port_neighbour": limits.port_neighbour,
        "port_mode": limits.port_mode,
        "port_ids": list(limits.port_ids),
    }
    return {name: value for name, value in chosen.items() if value}


def bounds(result: MatchResult) -> dict[str, Any]:
    """Return the bounds in force by criterion."""
    return {
        one.id: {
            "worst": one.worst,
            "best": one.best,
            "ideal": one.ideal,
            "outside": one.outside,
        }
        for one in result.criteria
    }


def weighting(result: MatchResult) -> dict[str, Any]:
    """Return where the weights come from."""
    return {
        "method": result.choice.way,
        "consistency_ratio": result.choice.consistency_ratio,
    }


def second_method(result: MatchResult) -> dict[str, Any]:
    """Return which place comes first under the other method, and how alike they are."""
    second = result.second
    ranked = result.ranking.ranked
    return {
        "method": second.method,
        "first": result.sites.ids[ranked[second.first].row]
        if second.first >= 0
        else None,
        "agreement": number(second.agreement),
    }


def stability(result: MatchResult) -> dict[str, Any] | None:
    """Return whether the order holds when weights and unknown values move."""
    told = result.sensitivity
    found, word = told.stability, told.verdict
    if found is None or word is None:
        return None
    central = found.central_weights
    possible = told.possibly_first
    return {
        "draws": found.draws.n,
        "seed": found.draws.seed,
        "concentration": found.draws.concentration or NO_PREFERENCE,
        "first": result.sites.ids[result.rows[found.first]],
        "is_stable": word.is_stable,
        "zh": word.zh,
        "en": word.en,
        "possibly_first": {"count": possible.count, "share": possible.share},
        "central_weights": None
        if central is None
        else {
            one.id: float(weight)
            for one, weight in zip(result.criteria, central, strict=True)
        },
    }


def flips(result: MatchResult) -> list[dict[str, Any]]:
    """Return the smallest weight changes that put another place first."""
    found = []
    for one in result.sensitivity.flips:
        criterion = result.criteria[one.criterion]
        row = one.new_row
        found.append(
            {
                "criterion": criterion.id,
                "name": {"zh": criterion.name_zh, "en": criterion.name_en},
                "direction": one.direction,
                "from": one.weight,
                "to": one.at,
                "new_first": result.sites.ids[row],
                "name_zh": result.sites.names_zh[row],
                "name_en": result.sites.names_en[row],
            }
        )
    return found


def missing_fact(result: MatchResult) -> dict[str, Any] | None:
    """Return the unknown value that would move the order most."""
    fact = result.sensitivity.missing
    if fact is None:
        return None
    if fact.kind == "limit":
        column = result.screening.tests[fact.index].limit
        name = limit_name(column, result.names)
    else:
        criterion = result.criteria[fact.index]
        column, name = criterion.column, (criterion.name_zh, criterion.name_en)
    rows = [int(result.rows[place]) for place in fact.places]
    sites = result.sites
    zh, en = tell(
        fact, site=(sites.names_zh[rows[0]], sites.names_en[rows[0]]), name=name
    )
    return {
        "kind": fact.kind,
        "column": column,
        "name": {"zh": name[0], "en": name[1]},
        "site": sites.ids[rows[0]],
        "sharing": len(rows) - 1,
        "expected_moves": fact.expected_moves,
        "p_first_changes": fact.p_first_changes,
        "rank_from": fact.rank_from,
        "rank_to": fact.rank_to or None,
        "zh": zh,
        "en": en,
    }


def rules(result: MatchResult) -> list[dict[str, Any]]:
    """Return the rules that were looked at, with their documents and counts."""
    rows = result.candidates
    found = []
    for test in result.rule_tests:
        if not test.is_raised:
            continue
        rule, status = test.rule, test.status[rows]
        found.append(
            {
                "rule": rule.id,
                "title": {"zh": rule.title_zh, "en": rule.title_en},
                "text": {"zh": rule.text_zh, "en": rule.text_en},
                "kind": rule.kind,
                "document": {
                    "title": rule.document_title or None,
                    "number": rule.document_number or None,
                    "issuer": rule.issuer or None,
                    "date": list(rule.date),
                    "status": rule.status or None,
                },
                "effect": rule.effect,
                "enforced": rule.is_enforced,
                "read_kind": rule.read_kind or None,
                "confidence": rule.confidence or None,
                "source_ids": list(rule.source_ids),
                "counts": {
                    "passed": int((status == PASSED).sum()),
                    "failed": int((status == FAILED).sum()),
                    "not_verified": int((status == NOT_VERIFIED).sum()),
                },
            }
        )
    return found


def request_flags(result: MatchResult) -> list[dict[str, Any]]:
    """Return what rules say of the request, once for the whole answer."""
    return [flag_entry(one) for one in rule_flags.request_flags(result.rule_tests)]
