"""A match result as a plain dict: the answer of the API, ready for JSON.

Unknown numbers are None. Numbers are not rounded, so that contributions sum to
their score. Stability, flips and rules are not computed in this version and are
left out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

from geo_zs.matching.engine import MatchResult
from geo_zs.matching.explain import (
    Contribution,
    contributions,
    failed_limits,
    not_verified,
    to_ask,
    unknown,
)
from geo_zs.matching.rank import Place
from geo_zs.matching.reasons import reasons

#: Name of the method of scoring.
METHOD: Final = "additive"


def to_answer(result: MatchResult, data_version: str) -> dict[str, Any]:
    """Return the answer as a dict of plain values.

    Parameters
    ----------
    result : MatchResult
        What `geo_zs.matching.engine.match` returned.
    data_version : str
        Version of the data that the sites were made from.

    Returns
    -------
    dict
        ``candidates`` counts places: an umbrella zone and its sub-parks are one.
        ``candidates == excluded + ranked``, and ``excluded`` has one entry for each
        excluded place. ``not_verified`` counts ranked places with at least one
        limit that could not be verified. ``ranked`` holds the first ``top`` of them.
    """
    ranking = result.ranking
    n_open = sum(
        not result.screening.is_verified[place.row] for place in ranking.ranked
    )
    return {
        "data_version": data_version,
        "method": METHOD,
        "understood": _understood(result),
        "weights": result.weights,
        "ranked": [
            _ranked_entry(result, index)
            for index in range(min(result.requirement.top, len(ranking.ranked)))
        ],
        "excluded": [_excluded_entry(result, place) for place in ranking.excluded],
        "relax": [
            {
                "limit": entry.limit,
                "from": entry.required,
                "to": entry.to,
                "lets_in": result.sites.ids[entry.row],
                "name_zh": result.sites.names_zh[entry.row],
                "name_en": result.sites.names_en[entry.row],
                "verified": entry.is_verified,
                "together_with": list(entry.together_with),
            }
            for entry in result.relaxations
        ],
        "counts": {
            "candidates": len(ranking.ranked) + len(ranking.excluded),
            "excluded": len(ranking.excluded),
            "ranked": len(ranking.ranked),
            "not_verified": n_open,
        },
        "warnings": [
            {"code": one.code, "zh": one.zh, "en": one.en} for one in result.notices
        ],
    }


def to_geojson(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return the ranked sites of an answer as a GeoJSON FeatureCollection.

    Parameters
    ----------
    answer : mapping
        What `to_answer` returned.

    Returns
    -------
    dict
        One feature for each ranked site, with a null geometry where the site has no
        point of its own; the foreign members ``data_version``, ``weights``,
        ``counts`` and ``warnings`` are those of the answer.
    """
    kept = ("rank", "rank_best", "rank_worst", "score", "score_low", "score_high")
    features = []
    for entry in answer["ranked"]:
        site = entry["site"]
        has_point = site["lon"] is not None and site["lat"] is not None
        properties = {name: entry[name] for name in (*kept, "verified")}
        properties |= {
            name: value for name, value in site.items() if name not in ("lon", "lat")
        }
        properties |= {
            name: entry[name] for name in ("unknown", "not_verified", "ask", "reasons")
        }
        features.append(
            {
                "type": "Feature",
                "id": site["id"],
                "geometry": {"type": "Point", "coordinates": [site["lon"], site["lat"]]}
                if has_point
                else None,
                "properties": properties,
            }
        )
    return {
        "type": "FeatureCollection",
        "features": features,
        **{
            name: answer[name]
            for name in ("data_version", "weights", "counts", "warnings")
        },
    }


def _number(value: float) -> float | None:
    """Return a number for JSON: None where it is unknown or without end."""
    number = float(value)
    return number if math.isfinite(number) else None


def _understood(result: MatchResult) -> dict[str, Any]:
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
        )
        if getattr(requirement, name) is not None
    }
    policies = zip(result.screening.tests, result.screening.policies, strict=True)
    return {
        "industry_tags": [requirement.industry],
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


def _site(result: MatchResult, place: Place) -> dict[str, Any]:
    """Return a site with the other sites of its place."""
    sites, row = result.sites, place.row
    return {
        "id": sites.ids[row],
        "kind": sites.kinds[row],
        "name_zh": sites.names_zh[row],
        "name_en": sites.names_en[row],
        "league": sites.leagues[row] or None,
        "banner": sites.banners[row] or None,
        "lon": _number(sites.lon[row]),
        "lat": _number(sites.lat[row]),
        "location_precision": sites.precision[row],
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


def _ranked_entry(result: MatchResult, index: int) -> dict[str, Any]:
    """Return one ranked place with its full explanation."""
    place = result.ranking.ranked[index]
    row = place.row
    scores, screening = result.scores, result.screening
    found = contributions(row, result.criteria, result.columns, scores)
    open_limits = not_verified(row, screening)
    ports, port = result.sites.ports, int(result.columns.nearest_port[row])
    port_names = (ports.names_zh[port], ports.names_en[port]) if port >= 0 else ("", "")
    told = reasons(found, not_verified=open_limits, port=port_names)
    return {
        "rank": int(result.ranking.rank[index]),
        "rank_best": int(result.ranking.rank_best[index]),
        "rank_worst": int(result.ranking.rank_worst[index]),
        "score": float(scores.score[row]),
        "score_low": float(scores.low[row]),
        "score_high": float(scores.high[row]),
        "verified": not open_limits,
        "site": _site(result, place),
        "contributions": [_contribution(one) for one in found],
        "unknown": unknown(row, result.criteria, scores, screening),
        "not_verified": open_limits,
        "ask": to_ask(row, result.asks, result.columns, screening),
        "reasons": {"zh": list(told.zh), "en": list(told.en)},
    }


def _contribution(one: Contribution) -> Mapping[str, Any]:
    """Return one contribution as plain values."""
    return {
        "criterion": one.criterion.id,
        "value": _number(one.value),
        "low": _number(one.low),
        "high": _number(one.high),
        "unit": one.unit,
        "utility": one.utility,
        "weight": one.weight,
        "contribution": one.contribution,
        "assumed": one.is_assumed,
        "source_ids": list(one.source_ids),
        "confidence": one.confidence or None,
    }


def _excluded_entry(result: MatchResult, place: Place) -> dict[str, Any]:
    """Return one excluded place with every limit that keeps it out."""
    return {
        "site": _site(result, place),
        "limits": [
            {
                "limit": failed.limit,
                "value": _number(failed.value),
                "low": _number(failed.low),
                "high": _number(failed.high),
                "required": failed.required,
                "status": "failed" if failed.is_failed else "not_verified",
                "rule": None,
            }
            for failed in failed_limits(place.row, result.screening)
        ],
    }
