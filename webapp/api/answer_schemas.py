"""JSON Schemas of the answer to a match."""

from __future__ import annotations

from typing import Final

from webapp.api.schema_parts import (
    IN_BOTH,
    NUMBER_OR_NULL,
    SHARE,
    TEXT,
    TEXTS,
    record,
)

SITE: Final = record(
    {
        "id": TEXT,
        "kind": {"enum": ["park", "port_zone", "banner"]},
        "name_zh": TEXT,
        "name_en": TEXT,
        "league": {"type": "string", "description": "Adcode of the league (盟市)."},
        "banner": {
            "type": ["string", "null"],
            "description": "Adcode of the banner (旗县区); null if not known.",
        },
        "lon": NUMBER_OR_NULL,
        "lat": NUMBER_OR_NULL,
        "location_precision": {"enum": ["site", "town", "banner", "league", "none"]},
    },
    "A candidate site. Without a known point lon and lat are null.",
)

CONTRIBUTION: Final = record(
    {
        "criterion": TEXT,
        "value": NUMBER_OR_NULL,
        "low": NUMBER_OR_NULL,
        "high": NUMBER_OR_NULL,
        "unit": TEXT,
        "utility": SHARE,
        "weight": SHARE,
        "contribution": SHARE,
        "assumed": {
            "type": "boolean",
            "description": "True if the value is not known and 0.5 was taken.",
        },
        "source_ids": TEXTS,
        "confidence": {
            "type": ["string", "null"],
            "description": "official, reported, inferred, unverified, or own.",
        },
        "own": {
            "type": "boolean",
            "description": "True for a figure that the request brought.",
        },
    },
    "What one criterion adds to the score: contribution = weight × utility.",
)

FLAG: Final = record(
    {
        "rule": TEXT,
        "status": {"enum": ["failed", "not_verified", "manual"]},
        "text": IN_BOTH,
    },
    "What a legal rule says of a site or of the request.",
)

RANKED: Final = record(
    {
        "rank": {"type": "integer", "minimum": 1},
        "rank_best": {"type": "integer", "minimum": 1},
        "rank_worst": {"type": "integer", "minimum": 1},
        "score": SHARE,
        "score_low": SHARE,
        "score_high": SHARE,
        "rank_second": {
            "type": "integer",
            "minimum": 1,
            "description": "Rank under the other method.",
        },
        "stability": {
            "oneOf": [
                record(
                    {
                        "p_first": SHARE,
                        "p_top5": SHARE,
                        "p_first_with_unknowns": SHARE,
                        "p_top5_with_unknowns": SHARE,
                    },
                    "Share of the draws in which the site is first, or among five; "
                    "over weights alone, and over weights and unknown values.",
                ),
                {"type": "null"},
            ]
        },
        "flags": {"type": "array", "items": {"$ref": "#/components/schemas/Flag"}},
        "verified": {"type": "boolean"},
        "site": {"$ref": "#/components/schemas/Site"},
        "contributions": {
            "type": "array",
            "items": {"$ref": "#/components/schemas/Contribution"},
        },
        "unknown": TEXTS,
        "not_verified": TEXTS,
        "ask": {"type": "array", "description": "What to ask the park."},
        "reasons": record({"zh": TEXTS, "en": TEXTS}, "Reasons in words."),
    },
    "A ranked site. Contributions sum to the score; low ≤ score ≤ high.",
)

EXCLUDED: Final = record(
    {
        "site": {"$ref": "#/components/schemas/Site"},
        "limits": {
            "type": "array",
            "items": record(
                {
                    "limit": TEXT,
                    "value": {},
                    "low": NUMBER_OR_NULL,
                    "high": NUMBER_OR_NULL,
                    "required": {},
                    "status": {"enum": ["failed", "not_verified"]},
                    "rule": {
                        "type": ["string", "null"],
                        "description": "The legal rule behind the limit, if any.",
                    },
                    "short_by": {
                        "type": ["number", "null"],
                        "description": "By how much the limit is missed.",
                    },
                    "needed": {
                        "type": ["number", "null"],
                        "description": "Value of the limit that lets the site in.",
                    },
                },
                "A limit that no value in the interval of the site passes.",
            ),
        },
    },
    "An excluded site with the limits that it fails.",
)

ANSWER: Final = record(
    {
        "data_version": TEXT,
        "method": {"enum": ["additive", "topsis"]},
        "understood": {
            "type": "object",
            "description": (
                "What was used, in canonical units; with a text also the phrases it "
                "was read from, what was not understood and what is not evaluated."
            ),
        },
        "weighting": record(
            {
                "method": {"enum": ["preset", "given", "roc", "ahp"]},
                "consistency_ratio": NUMBER_OR_NULL,
            },
            "Where the weights come from.",
        ),
        "weights": {
            "type": "object",
            "additionalProperties": SHARE,
            "description": "The weights used, by criterion; they sum to 1.",
        },
        "bounds": {
            "type": "object",
            "description": "The bounds in force, by criterion.",
            "additionalProperties": record(
                {
                    "worst": {"type": "number"},
                    "best": {"type": "number"},
                    "ideal": NUMBER_OR_NULL,
                    "outside": {"enum": ["clamp", "drop", "leave"]},
                },
                "Bounds.",
            ),
        },
        "ranked": {
            "type": "array",
            "items": {"$ref": "#/components/schemas/Ranked"},
        },
        "excluded": {
            "type": "array",
            "items": {"$ref": "#/components/schemas/Excluded"},
        },
        "relax": {
            "type": "array",
            "description": "The smallest change of one limit that lets a site in.",
            "items": {"type": "object"},
        },
        "stability": {
            "type": ["object", "null"],
            "description": (
                "Whether the order holds when weights and unknown values move: a word "
                "for it, the draws with their seed, how many places are possibly "
                "first, and the central weights of the first place."
            ),
        },
        "flips": {
            "type": "array",
            "description": (
                "For each criterion the smallest change of its weight, up and down, "
                "that puts another place first."
            ),
            "items": {"type": "object"},
        },
        "missing_fact": {
            "type": ["object", "null"],
            "description": "The unknown value that would move the order most.",
        },
        "rules": {
            "type": "array",
            "description": "The legal rules looked at, with their documents.",
            "items": {"type": "object"},
        },
        "flags": {
            "type": "array",
            "description": "What rules say of the request as a whole.",
            "items": {"$ref": "#/components/schemas/Flag"},
        },
        "second_method": record(
            {
                "method": {"enum": ["additive", "topsis"]},
                "first": {"type": ["string", "null"]},
                "agreement": {
                    "type": ["number", "null"],
                    "description": "Share of pairs that both put in the same order.",
                },
            },
            "The same places under the other method.",
        ),
        "counts": {
            "type": "object",
            "additionalProperties": {"type": "integer", "minimum": 0},
        },
        "warnings": {"type": "array"},
    },
    "Ranked and excluded sites for a requirement, with all reasons.",
)
