"""The entries of an answer: a site, ranked with its explanation, or excluded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from geo_zs.matching import rule_flags, topsis
from geo_zs.matching.answer_site import number, site_entry
from geo_zs.matching.explain import (
    Contribution,
    contributions,
    failed_limits,
    not_verified,
    to_ask,
    unknown,
)
from geo_zs.matching.own_figures import OWN
from geo_zs.matching.rank import Place
from geo_zs.matching.reasons import reasons
from geo_zs.matching.relax import relax_place
from geo_zs.matching.result import MatchResult
from geo_zs.matching.standards import STATED_IN, project_figures, to_ask_here


def site(result: MatchResult, place: Place) -> dict[str, Any]:
    """Return a site with the other sites of its place."""
    sites, row = result.sites, place.row
    return {
        **site_entry(sites, row),
        "beside": [
            {
                "id": sites.ids[other],
                "name_zh": sites.names_zh[other],
                "name_en": sites.names_en[other],
                "score": float(result.scores.score[other]),
                "excluded_by": [
                    failed.limit for failed in failed_limits(other, result.screening)
                ],
            }
            for other in place.beside
        ],
    }


def ranked_entry(result: MatchResult, index: int) -> dict[str, Any]:
    """Return one ranked place with its full explanation."""
    place = result.ranking.ranked[index]
    row = place.row
    scores, screening = result.scores, result.screening
    found = _found(result, row)
    open_limits = not_verified(row, screening)
    ports, port = result.sites.ports, int(result.columns.nearest_port[row])
    port_names = (ports.names_zh[port], ports.names_en[port]) if port >= 0 else ("", "")
    told = reasons(found, not_verified=open_limits, port=port_names, names=result.names)
    return {
        "rank": int(result.ranking.rank[index]),
        "rank_best": int(result.ranking.rank_best[index]),
        "rank_worst": int(result.ranking.rank_worst[index]),
        "score": float(scores.score[row]),
        "score_low": float(scores.low[row]),
        "score_high": float(scores.high[row]),
        "rank_second": int(result.second.rank[index]),
        "stability": _stability(result, index),
        "verified": not open_limits,
        "site": site(result, place),
        "contributions": [_contribution(one) for one in found],
        "unknown": unknown(row, result.criteria, scores, screening),
        "not_verified": open_limits,
        "flags": [
            flag_entry(flag) for flag in rule_flags.flags(row, result.rule_tests)
        ],
        "ask": _ask(result, row),
        "reasons": {"zh": list(told.zh), "en": list(told.en)},
    }


def _stability(result: MatchResult, index: int) -> dict[str, float] | None:
    """Return how often a place is first; None if nothing was drawn."""
    found = result.sensitivity.stability
    if found is None:
        return None
    return {
        "p_first": float(found.p_first[index]),
        "p_top5": float(found.p_top5[index]),
        "p_first_with_unknowns": float(found.p_first_with_unknowns[index]),
        "p_top5_with_unknowns": float(found.p_top5_with_unknowns[index]),
    }


def flag_entry(flag: rule_flags.Flag) -> dict[str, Any]:
    """Return one remark of a rule as plain values."""
    return {
        "rule": flag.rule,
        "status": flag.status,
        "text": {"zh": flag.text_zh, "en": flag.text_en},
    }


def _ask(result: MatchResult, row: int) -> list[str]:
    """Return the columns to ask the park for, standards of its league among them."""
    asked = to_ask(row, result.asks, result.columns, result.screening)
    figures = project_figures(result.requirement)
    stated = to_ask_here(result.sites, row, figures)
    computed = {STATED_IN.get(column, column): column for column in asked}
    return list(dict.fromkeys((*computed, *stated)))


def _found(result: MatchResult, row: int) -> list[Contribution]:
    """Return the contributions of a site; under either method they sum to its score."""
    scores = result.scores
    found = contributions(row, result.criteria, result.columns, scores)
    if result.requirement.method == "additive":
        return found
    shares = topsis.contributions(scores.utilities[row], scores.weights).tolist()
    return [
        replace(one, contribution=share)
        for one, share in zip(found, shares, strict=True)
    ]


def _contribution(one: Contribution) -> Mapping[str, Any]:
    """Return one contribution as plain values."""
    return {
        "criterion": one.criterion.id,
        "value": number(one.value),
        "low": number(one.low),
        "high": number(one.high),
        "unit": one.unit,
        "utility": one.utility,
        "weight": one.weight,
        "contribution": one.contribution,
        "assumed": one.is_assumed,
        "own": one.confidence == OWN,
        "source_ids": list(one.source_ids),
        "confidence": one.confidence or None,
    }


def excluded_entry(result: MatchResult, place: Place) -> dict[str, Any]:
    """Return one excluded place with every limit that keeps it out."""
    return {
        "site": site(result, place),
        "limits": [
            {
                "limit": failed.limit,
                "value": number(failed.value),
                "low": number(failed.low),
                "high": number(failed.high),
                "required": failed.required,
                "status": "failed" if failed.is_failed else "not_verified",
                "rule": failed.rule,
                "short_by": number(failed.short_by),
                "needed": failed.needed,
            }
            for failed in failed_limits(place.row, result.screening)
        ],
        "lets_in": _lets_in(result, place),
    }


def _lets_in(result: MatchResult, place: Place) -> dict[str, Any]:
    """Return the changes that together let one excluded place in."""
    found = relax_place(
        result.screening, place, score=result.scores.score, ids=result.sites.ids
    )
    return {
        "site": result.sites.ids[found.row],
        "changes": [
            {"limit": one.limit, "from": one.required, "to": one.to}
            for one in found.changes
        ],
        "barred_by": list(found.barred_by),
    }
