"""JSON Schemas of the answers, as the OpenAPI document shows them."""

from __future__ import annotations

from typing import Any, Final

Schema = dict[str, Any]

_TEXT: Final[Schema] = {"type": "string"}
_NUMBER_OR_NULL: Final[Schema] = {"type": ["number", "null"]}
_SHARE: Final[Schema] = {"type": "number", "minimum": 0, "maximum": 1}
_TEXTS: Final[Schema] = {"type": "array", "items": {"type": "string"}}


def _record(description: str, properties: Schema, **more: object) -> Schema:
    """Return the schema of an object whose listed members are all there."""
    optional = more.pop("optional", ())
    required = [name for name in properties if name not in tuple(optional)]  # type: ignore[arg-type]
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": required,
        **more,
    }


PROBLEM: Final = _record(
    "An error as RFC 9457 has it, with all faults found.",
    {
        "type": {"type": "string", "format": "uri-reference"},
        "title": _TEXT,
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": _TEXT,
        "problems": {
            "type": "array",
            "items": _record(
                "One fault.",
                {
                    "field": {
                        "type": "string",
                        "description": "Name of the parameter, or path of the field.",
                    },
                    "message": {
                        "type": "string",
                        "description": "What came, what was expected, what to do.",
                    },
                },
            ),
        },
    },
)

SITE: Final = _record(
    "A candidate site. Without a known point lon and lat are null.",
    {
        "id": _TEXT,
        "kind": {"enum": ["park", "port_zone", "banner"]},
        "name_zh": _TEXT,
        "name_en": _TEXT,
        "league": {"type": "string", "description": "Adcode of the league (盟市)."},
        "banner": {
            "type": ["string", "null"],
            "description": "Adcode of the banner (旗县区); null if not known.",
        },
        "lon": _NUMBER_OR_NULL,
        "lat": _NUMBER_OR_NULL,
        "location_precision": {"enum": ["site", "town", "banner", "league", "none"]},
    },
)

CONTRIBUTION: Final = _record(
    "What one criterion adds to the score: contribution = weight × utility.",
    {
        "criterion": _TEXT,
        "value": _NUMBER_OR_NULL,
        "low": _NUMBER_OR_NULL,
        "high": _NUMBER_OR_NULL,
        "unit": _TEXT,
        "utility": _SHARE,
        "weight": _SHARE,
        "contribution": _SHARE,
        "assumed": {
            "type": "boolean",
            "description": "True if the value is not known and 0.5 was taken.",
        },
        "source_ids": _TEXTS,
        "confidence": {
            "type": ["string", "null"],
            "description": "official, reported, inferred, unverified, or own.",
        },
        "own": {
            "type": "boolean",
            "description": "True for a figure that the request brought.",
        },
    },
)

_BOTH: Final = _record("In Chinese and English.", {"zh": _TEXT, "en": _TEXT})

FLAG: Final = _record(
    "What a legal rule says of a site or of the request.",
    {
        "rule": _TEXT,
        "status": {"enum": ["failed", "not_verified", "manual"]},
        "text": _BOTH,
    },
)

RANKED: Final = _record(
    "A ranked site. Contributions sum to the score; low ≤ score ≤ high.",
    {
        "rank": {"type": "integer", "minimum": 1},
        "rank_best": {"type": "integer", "minimum": 1},
        "rank_worst": {"type": "integer", "minimum": 1},
        "score": _SHARE,
        "score_low": _SHARE,
        "score_high": _SHARE,
        "rank_second": {
            "type": "integer",
            "minimum": 1,
            "description": "Rank under the other method.",
        },
        "stability": {
            "oneOf": [
                _record(
                    "Share of the draws in which the site is first, or among five; "
                    "over weights alone, and over weights and unknown values.",
                    {
                        "p_first": _SHARE,
                        "p_top5": _SHARE,
                        "p_first_with_unknowns": _SHARE,
                        "p_top5_with_unknowns": _SHARE,
                    },
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
        "unknown": _TEXTS,
        "not_verified": _TEXTS,
        "ask": {"type": "array", "description": "What to ask the park."},
        "reasons": _record("Reasons in words.", {"zh": _TEXTS, "en": _TEXTS}),
    },
)

EXCLUDED: Final = _record(
    "An excluded site with the limits that it fails.",
    {
        "site": {"$ref": "#/components/schemas/Site"},
        "limits": {
            "type": "array",
            "items": _record(
                "A limit that no value in the interval of the site passes.",
                {
                    "limit": _TEXT,
                    "value": {},
                    "low": _NUMBER_OR_NULL,
                    "high": _NUMBER_OR_NULL,
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
            ),
        },
    },
)

ANSWER: Final = _record(
    "Ranked and excluded sites for a requirement, with all reasons.",
    {
        "data_version": _TEXT,
        "method": {"enum": ["additive", "topsis"]},
        "understood": {
            "type": "object",
            "description": (
                "What was used, in canonical units; with a text also the phrases it "
                "was read from, what was not understood and what is not evaluated."
            ),
        },
        "weighting": _record(
            "Where the weights come from.",
            {
                "method": {"enum": ["preset", "given", "roc", "ahp"]},
                "consistency_ratio": _NUMBER_OR_NULL,
            },
        ),
        "weights": {
            "type": "object",
            "additionalProperties": _SHARE,
            "description": "The weights used, by criterion; they sum to 1.",
        },
        "bounds": {
            "type": "object",
            "description": "The bounds in force, by criterion.",
            "additionalProperties": _record(
                "Bounds.",
                {
                    "worst": {"type": "number"},
                    "best": {"type": "number"},
                    "ideal": _NUMBER_OR_NULL,
                    "outside": {"enum": ["clamp", "drop", "leave"]},
                },
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
        "second_method": _record(
            "The same places under the other method.",
            {
                "method": {"enum": ["additive", "topsis"]},
                "first": {"type": ["string", "null"]},
                "agreement": {
                    "type": ["number", "null"],
                    "description": "Share of pairs that both put in the same order.",
                },
            },
        ),
        "counts": {
            "type": "object",
            "additionalProperties": {"type": "integer", "minimum": 0},
        },
        "warnings": {"type": "array"},
    },
)

LAYER_LIST: Final = _record(
    "All layers.",
    {
        "data_version": _TEXT,
        "layers": {
            "type": "array",
            "items": _record(
                "One layer.",
                {
                    "id": _TEXT,
                    "title": _record("Title.", {"zh": _TEXT, "en": _TEXT}),
                    "group": _TEXT,
                    "geometry": _TEXT,
                    "count": {"type": "integer", "minimum": 0},
                    "located": {
                        "type": "integer",
                        "minimum": 0,
                        "description": "Rows that have a geometry of their own.",
                    },
                    "completeness": {"enum": ["complete", "partial"]},
                    "completeness_note": _record("Note.", {"zh": _TEXT, "en": _TEXT}),
                    "href": _TEXT,
                    "page": _TEXT,
                    "columns": {
                        "type": "array",
                        "items": _record(
                            "One column.",
                            {
                                "name": _TEXT,
                                "title": _record("Title.", {"zh": _TEXT, "en": _TEXT}),
                                "unit": {"type": ["string", "null"]},
                                "type": _TEXT,
                            },
                        ),
                    },
                },
            ),
        },
    },
)

FEATURES: Final = _record(
    "A GeoJSON FeatureCollection in EPSG:4326; unknown values are null, and so is "
    "the geometry of a row without a point.",
    {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": _record(
                "One row.",
                {
                    "type": {"const": "Feature"},
                    "geometry": {"type": ["object", "null"]},
                    "properties": {"type": "object"},
                },
            ),
        },
    },
)

READING: Final = _record(
    "Why a garbled name may stand for a place, in the language asked for.",
    {
        "text": _TEXT,
        "kind": _TEXT,
        "confidence": {"enum": ["inferred", "unverified"]},
        "confidence_label": _TEXT,
        "evidence_for": _TEXT,
        "evidence_against": _TEXT,
        "reason": _TEXT,
        "is_computed": {"type": "boolean"},
    },
)

PLACES: Final = _record(
    "Places found, best first.",
    {
        "data_version": _TEXT,
        "query": _TEXT,
        "places": {
            "type": "array",
            "items": _record(
                "One place.",
                {
                    "kind": _TEXT,
                    "id": _TEXT,
                    "name_zh": _TEXT,
                    "name_en": _TEXT,
                    "league": {"type": ["string", "null"]},
                    "banner": {"type": ["string", "null"]},
                    "lon": _NUMBER_OR_NULL,
                    "lat": _NUMBER_OR_NULL,
                    "location_precision": {"type": ["string", "null"]},
                    "matched_name": _TEXT,
                    "name_kind": _TEXT,
                    "name_printed": {
                        "type": ["string", "null"],
                        "description": "The misprinted name by which it was found.",
                    },
                    "is_garbled": {
                        "type": "boolean",
                        "description": "True for a reading of a garbled name.",
                    },
                    "reading": {"oneOf": [READING, {"type": "null"}]},
                    "score": {"type": "number"},
                    "page": {"type": ["string", "null"]},
                },
            ),
        },
    },
)

HERE: Final[Schema] = {
    "type": "object",
    "description": "League, banner, and what is near with distances in km.",
    "properties": {"data_version": _TEXT},
    "required": ["data_version"],
}

NAMED: Final = {
    "Problem": PROBLEM,
    "Site": SITE,
    "Contribution": CONTRIBUTION,
    "Flag": FLAG,
    "Ranked": RANKED,
    "Excluded": EXCLUDED,
    "Answer": ANSWER,
    "LayerList": LAYER_LIST,
    "Features": FEATURES,
    "Places": PLACES,
    "Here": HERE,
}
"""The schemas that the document names, besides the requirement."""


def reference(name: str) -> Schema:
    """Return a reference to a named schema."""
    return {"$ref": f"#/components/schemas/{name}"}
