"""JSON Schemas of the answers, written so that OpenAPI 3.0 and 3.1 read the same."""

from __future__ import annotations

from typing import Any, Final

Schema = dict[str, Any]

_TEXT: Final[Schema] = {"type": "string"}
_URI: Final[Schema] = {"type": "string", "format": "uri"}
_NUMBER: Final[Schema] = {"type": "number"}


def _reference(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _many(item: Schema, **more: Any) -> Schema:  # noqa: ANN401 - keywords of a schema
    return {"type": "array", "items": item, **more}


_LINKS: Final = _many(_reference("OgcLink"))

LINK: Final[Schema] = {
    "type": "object",
    "required": ["href", "rel"],
    "properties": {
        "href": {"type": "string"},
        "rel": _TEXT,
        "type": _TEXT,
        "hreflang": _TEXT,
        "title": _TEXT,
        "length": {"type": "integer"},
    },
}

LANDING: Final[Schema] = {
    "type": "object",
    "required": ["title", "description", "links"],
    "properties": {
        "title": _TEXT,
        "description": _TEXT,
        "attribution": _TEXT,
        "data_version": _TEXT,
        "links": _LINKS,
    },
}

CONFORMANCE: Final[Schema] = {
    "type": "object",
    "required": ["conformsTo"],
    "properties": {"conformsTo": _many(_URI)},
}

_EXTENT: Final[Schema] = {
    "type": "object",
    "properties": {
        "spatial": {
            "type": "object",
            "properties": {
                "bbox": _many(
                    _many(_NUMBER, minItems=4, maxItems=6),
                    minItems=1,
                    description="West, south, east, north of all features.",
                ),
                "crs": _URI,
            },
        },
        "temporal": {
            "type": "object",
            "properties": {
                "interval": _many(
                    _many({}, minItems=2, maxItems=2),
                    minItems=1,
                    description="Begin and end; null where it is open.",
                ),
                "trs": _URI,
            },
        },
    },
}

COLLECTION: Final[Schema] = {
    "type": "object",
    "required": ["id", "links"],
    "properties": {
        "id": _TEXT,
        "title": _TEXT,
        "description": _TEXT,
        "attribution": _TEXT,
        "itemType": {"type": "string", "enum": ["feature"]},
        "extent": _EXTENT,
        "crs": _many(_URI),
        "storageCrs": _URI,
        "itemCount": {"type": "integer", "minimum": 0},
        "links": _LINKS,
    },
}

COLLECTIONS: Final[Schema] = {
    "type": "object",
    "required": ["collections", "links"],
    "properties": {
        "collections": _many(_reference("OgcCollection")),
        "crs": _many(_URI),
        "numberMatched": {"type": "integer", "minimum": 0},
        "numberReturned": {"type": "integer", "minimum": 0},
        "links": _LINKS,
    },
}

FEATURE: Final[Schema] = {
    "type": "object",
    "required": ["type", "geometry", "properties"],
    "properties": {
        "type": {"type": "string", "enum": ["Feature"]},
        "id": _TEXT,
        "geometry": {
            "description": "GeoJSON geometry; null where no place is known.",
        },
        "properties": {
            "type": "object",
            "description": "As the schema of the collection says; null is not known.",
        },
        "links": _LINKS,
    },
}

FEATURES: Final[Schema] = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"type": "string", "enum": ["FeatureCollection"]},
        "features": _many(_reference("OgcFeature")),
        "numberMatched": {"type": "integer", "minimum": 0},
        "numberReturned": {"type": "integer", "minimum": 0},
        "links": _LINKS,
    },
}

FUNCTIONS: Final[Schema] = {
    "type": "object",
    "required": ["functions"],
    "properties": {
        "functions": _many(
            {
                "type": "object",
                "required": ["name", "returns"],
                "properties": {
                    "name": _TEXT,
                    "description": _TEXT,
                    "arguments": _many(
                        {
                            "type": "object",
                            "required": ["type"],
                            "properties": {
                                "title": _TEXT,
                                "description": _TEXT,
                                "type": _many(_TEXT),
                            },
                        }
                    ),
                    "returns": _many(_TEXT),
                },
            }
        ),
        "links": _LINKS,
    },
}

PROBLEM: Final[Schema] = {
    "type": "object",
    "description": "RFC 9457. All faults of the request stand in `problems`.",
    "required": ["title", "status", "detail", "problems"],
    "properties": {
        "type": _TEXT,
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": _TEXT,
        "problems": _many(
            {
                "type": "object",
                "required": ["field", "message"],
                "properties": {
                    "field": {
                        "type": "string",
                        "description": "Parameter at fault; empty for none of them.",
                    },
                    "message": _TEXT,
                    "line": {"type": "integer"},
                    "column": {"type": "integer"},
                    "pointer": {
                        "type": "string",
                        "description": "JSON pointer into a filter (RFC 6901).",
                    },
                    "expected": _many(_TEXT),
                },
            }
        ),
    },
}

HTML_PAGE: Final[Schema] = {"type": "string", "description": "A page for people."}
FILE: Final[Schema] = {"type": "string", "format": "binary"}
JSON_SCHEMA: Final[Schema] = {
    "type": "object",
    "required": ["$schema", "$id", "type", "properties"],
    "properties": {
        "$schema": _URI,
        "$id": _URI,
        "type": {"type": "string", "enum": ["object"]},
        "title": _TEXT,
        "properties": {"type": "object"},
        "additionalProperties": {"type": "boolean"},
    },
}

NAMED: Final[dict[str, Schema]] = {
    "OgcLink": LINK,
    "OgcLanding": LANDING,
    "OgcConformance": CONFORMANCE,
    "OgcCollection": COLLECTION,
    "OgcCollections": COLLECTIONS,
    "OgcFeature": FEATURE,
    "OgcFeatures": FEATURES,
    "OgcFunctions": FUNCTIONS,
    "OgcSchema": JSON_SCHEMA,
}
"""Schemas that the documents name; the one of problems is that of the whole API."""
