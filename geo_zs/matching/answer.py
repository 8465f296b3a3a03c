"""A match result as a plain dict: the answer of the API, ready for JSON.

Unknown numbers are None. Numbers are not rounded, so that contributions sum to
their score.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geo_zs.matching.answer_entries import excluded_entry, ranked_entry
from geo_zs.matching.answer_overview import (
    bounds,
    flips,
    missing_fact,
    request_flags,
    rules,
    second_method,
    stability,
    understood,
    weighting,
)
from geo_zs.matching.result import MatchResult


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
        "method": result.requirement.method,
        "understood": understood(result),
        "weighting": weighting(result),
        "weights": result.weights,
        "bounds": bounds(result),
        "ranked": [
            ranked_entry(result, index)
            for index in range(min(result.requirement.top, len(ranking.ranked)))
        ],
        "excluded": [excluded_entry(result, place) for place in ranking.excluded],
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
        "stability": stability(result),
        "flips": flips(result),
        "missing_fact": missing_fact(result),
        "rules": rules(result),
        "flags": request_flags(result),
        "second_method": second_method(result),
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
