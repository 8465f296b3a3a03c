"""JSON Schemas of the answers, as the OpenAPI document shows them."""

from __future__ import annotations

from typing import Final

from webapp.api.answer_schemas import ANSWER, CONTRIBUTION, EXCLUDED, FLAG, RANKED, SITE
from webapp.api.schema_parts import (
    NUMBER_OR_NULL,
    TEXT,
    Schema,
    record,
)

PROBLEM: Final = record(
    {
        "type": {"type": "string", "format": "uri-reference"},
        "title": TEXT,
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": TEXT,
        "problems": {
            "type": "array",
            "items": record(
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
                "One fault.",
            ),
        },
    },
    "An error as RFC 9457 has it, with all faults found.",
)

LAYER_LIST: Final = record(
    {
        "data_version": TEXT,
        "layers": {
            "type": "array",
            "items": record(
                {
                    "id": TEXT,
                    "title": record({"zh": TEXT, "en": TEXT}, "Title."),
                    "group": TEXT,
                    "geometry": TEXT,
                    "count": {"type": "integer", "minimum": 0},
                    "located": {
                        "type": "integer",
                        "minimum": 0,
                        "description": "Rows that have a geometry of their own.",
                    },
                    "completeness": {"enum": ["complete", "partial"]},
                    "completeness_note": record({"zh": TEXT, "en": TEXT}, "Note."),
                    "href": TEXT,
                    "page": TEXT,
                    "columns": {
                        "type": "array",
                        "items": record(
                            {
                                "name": TEXT,
                                "title": record({"zh": TEXT, "en": TEXT}, "Title."),
                                "unit": {"type": ["string", "null"]},
                                "type": TEXT,
                            },
                            "One column.",
                        ),
                    },
                },
                "One layer.",
            ),
        },
    },
    "All layers.",
)

_FEATURES: Final = record(
    {
        "type": {"const": "FeatureCollection"},
        "data_version": TEXT,
        "layer": TEXT,
        "sources": {
            "type": "object",
            "description": "Title and date of the sources that the rows name, by id.",
        },
        "features": {
            "type": "array",
            "items": record(
                {
                    "type": {"const": "Feature"},
                    "geometry": {"type": ["object", "null"]},
                    "properties": {"type": "object"},
                },
                "One row.",
            ),
        },
    },
    "A GeoJSON FeatureCollection in EPSG:4326; unknown values are null, and so is "
    "the geometry of a row without a point.",
)

FEATURES: Final = {
    **_FEATURES,
    "properties": {
        **_FEATURES["properties"],
        "attribution": {
            "type": "string",
            "description": "Credits to print beside a map; left out if none are due.",
        },
        "notice": {
            "type": "string",
            "description": "What to print beside maps of boundaries.",
        },
    },
}

READING: Final = record(
    {
        "text": TEXT,
        "kind": TEXT,
        "confidence": {"enum": ["inferred", "unverified"]},
        "confidence_label": TEXT,
        "evidence_for": TEXT,
        "evidence_against": TEXT,
        "reason": TEXT,
        "is_computed": {"type": "boolean"},
    },
    "Why a garbled name may stand for a place, in the language asked for.",
)

PLACES: Final = record(
    {
        "data_version": TEXT,
        "query": TEXT,
        "places": {
            "type": "array",
            "items": record(
                {
                    "kind": TEXT,
                    "id": TEXT,
                    "name_zh": TEXT,
                    "name_en": TEXT,
                    "league": {"type": ["string", "null"]},
                    "banner": {"type": ["string", "null"]},
                    "lon": NUMBER_OR_NULL,
                    "lat": NUMBER_OR_NULL,
                    "location_precision": {"type": ["string", "null"]},
                    "matched_name": TEXT,
                    "name_kind": TEXT,
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
                "One place.",
            ),
        },
    },
    "Places found, best first.",
)

HERE: Final[Schema] = {
    "type": "object",
    "description": "League, banner, and what is near with distances in km.",
    "properties": {"data_version": TEXT},
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
