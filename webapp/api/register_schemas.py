"""The schemas of the register that the document names."""

from __future__ import annotations

from typing import Any, Final

from geo_zs.register.values import LONGEST
from webapp.api.register_parts import (
    change_schema,
    new_schema,
    page_schema,
    record_schema,
)
from webapp.api.schema_parts import NUMBER_OR_NULL, TEXT, TEXTS, Schema, many, record

_TEXT_OR_NULL: Final[Schema] = {"type": ["string", "null"]}
_GEOMETRY: Final[Schema] = {
    "type": ["object", "null"],
    "description": "GeoJSON: a Point, Polygon or MultiPolygon in EPSG:4326.",
}
_CHANGED: Final[Schema] = {"type": ["object", "null"]}
_VERSION: Final[Schema] = {"type": "integer", "minimum": 1}

_CHANGE: Final = record(
    {
        "change_id": {"type": "integer"},
        "at": TEXT,
        "by": TEXT,
        "via": TEXT,
        "table": TEXT,
        "key": TEXT,
        "action": {"enum": ["create", "update", "delete", "undo"]},
        "before": _CHANGED,
        "after": _CHANGED,
        "batch_id": _TEXT_OR_NULL,
        "undoes": {"type": ["integer", "null"]},
    },
    "One change: the columns that changed, before and after.",
)
_FACT: Final[Schema] = {
    "type": "object",
    "description": "One statement about one park.",
    "properties": {
        "fact_id": TEXT,
        "park_id": TEXT,
        "fact": TEXT,
        "fact_class": _TEXT_OR_NULL,
        "date": _TEXT_OR_NULL,
        "value_number": NUMBER_OR_NULL,
        "value_text": _TEXT_OR_NULL,
        "source": _TEXT_OR_NULL,
        "confidence": _TEXT_OR_NULL,
        "version": _VERSION,
    },
    "required": ["fact_id", "park_id", "fact", "version"],
}


def _fact_change() -> Schema:
    """Return the schema of a change of one fact of a park."""
    texts = ("fact_class", "date", "source", "confidence", "visibility", "notes")
    text = {**_TEXT_OR_NULL, "maxLength": LONGEST}
    return {
        "type": "object",
        "properties": {
            "value": {
                "type": ["number", "boolean", "string", "null"],
                "maxLength": LONGEST,
            },
            **dict.fromkeys(texts, text),
            "version": {**_VERSION, "maximum": 999_999_999},
        },
        "additionalProperties": False,
    }


REGISTER_NAMED: Final[dict[str, Any]] = {
    "RegisterProject": record_schema("projects", {"geometry": _GEOMETRY}),
    "RegisterProjectChange": change_schema("projects", {"geometry": _GEOMETRY}),
    "RegisterProjectNew": new_schema("projects", {"geometry": _GEOMETRY}),
    "RegisterProjectPage": page_schema("projects", "RegisterProject"),
    "RegisterChanges": record({"project_id": TEXT, "changes": many(_CHANGE)}),
    "RegisterKeys": record({"ids": TEXTS}, "Ids of what was added."),
    "RegisterVersion": record({"id": TEXT, "version": _VERSION}),
    "LedgerEntry": record_schema("ledger"),
    "LedgerEntryNew": new_schema("ledger"),
    "LedgerEntryChange": change_schema("ledger"),
    "LedgerEntryPage": page_schema("ledger_entries", "LedgerEntry"),
    "Company": record_schema("companies"),
    "CompanyNew": new_schema("companies"),
    "CompanyChange": change_schema("companies"),
    "CompanyPage": page_schema("companies", "Company"),
    "Step": record_schema("steps"),
    "StepNew": new_schema("steps"),
    "StepChange": change_schema("steps"),
    "StepPage": page_schema("steps", "Step"),
    "ParkFact": _FACT,
    "ParkFactNew": new_schema("park_facts"),
    "ParkFactChange": _fact_change(),
    "ParkFactPage": page_schema("park_facts", "ParkFact"),
}
"""Records of the register as they are read and written."""
