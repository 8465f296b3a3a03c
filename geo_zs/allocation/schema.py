"""JSON Schema (2020-12) of a request to place many projects."""

from __future__ import annotations

from typing import Any, Final

#: Most projects in one request, and longest search.
MAX_PROJECTS: Final = 200
MAX_SECONDS: Final = 30
DEFAULT_SECONDS: Final = 10
#: What an unknown capacity may count as.
UNLIMITED: Final = "unlimited"
NONE: Final = "none"

_SLUG: Final = "^[a-z0-9][a-z0-9_-]*$"
_SITE: Final[dict[str, Any]] = {"type": "string", "maxLength": 80, "pattern": _SLUG}


def _amounts(description: str) -> dict[str, Any]:
    """Return the schema of land, power and water."""
    return {
        "type": "object",
        "description": description,
        "additionalProperties": False,
        "minProperties": 1,
        "properties": {
            name: {
                "type": "number",
                "title": title,
                "minimum": 0,
                "maximum": most,
            }
            for name, title, most in (
                ("land_ha", "用地（公顷）", 1e6),
                ("power_mw", "用电负荷（兆瓦）", 1e6),
                ("water_m3_per_day", "用水（立方米/天）", 1e8),
            )
        },
    }


def _sites(description: str) -> dict[str, Any]:
    """Return the schema of a list of different sites."""
    return {
        "type": "array",
        "description": description,
        "minItems": 1,
        "maxItems": 500,
        "uniqueItems": True,
        "items": dict(_SITE),
    }


_PROJECT: Final[dict[str, Any]] = {
    "type": "object",
    "description": "One project (项目) to be placed.",
    "additionalProperties": False,
    "required": ["id"],
    "anyOf": [{"required": ["requirement"]}, {"required": ["values"]}],
    "properties": {
        "id": {
            "type": "string",
            "description": "Key of the project in the answer; each only once.",
            "minLength": 1,
            "maxLength": 80,
        },
        "name": {"type": "string", "description": "As printed.", "maxLength": 200},
        "requirement": {
            "type": "object",
            "description": (
                "As for a match. Its limits say where the project may stand, its "
                "score what a place is worth; its land, power and water are needs "
                "that capacities are shared by, and no limits of their own."
            ),
        },
        "needs": _amounts("Replaces the needs of the requirement, one by one."),
        "values": {
            "type": "object",
            "description": (
                "Site → what a place there is worth. Replaces the score of the "
                "match; without a requirement only these sites are allowed."
            ),
            "minProperties": 1,
            "maxProperties": 500,
            "propertyNames": {"pattern": _SLUG, "maxLength": 80},
            "additionalProperties": {"type": "number", "minimum": 0, "maximum": 1e6},
        },
        "priority": {
            "type": "number",
            "description": "What every place of this project is multiplied by.",
            "exclusiveMinimum": 0,
            "maximum": 1000,
            "default": 1,
        },
        "mandatory": {
            "type": "boolean",
            "description": "Must be placed, else there is no plan.",
            "default": False,
        },
        "sites": _sites("Only these sites are allowed."),
        "forbidden": _sites("These sites are not allowed."),
        "locked": {
            **_SITE,
            "description": (
                "Decided already: stands here, whatever the limits say. Takes from "
                "the capacities like any other."
            ),
        },
    },
}

#: What a request to place many projects may hold.
ALLOCATION_SCHEMA: Final[dict[str, Any]] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Allocation",
    "description": "Many projects to be placed on sites under capacities.",
    "type": "object",
    "additionalProperties": False,
    "required": ["projects", "unknown_capacity"],
    "properties": {
        "projects": {
            "type": "array",
            "minItems": 1,
            "maxItems": MAX_PROJECTS,
            "items": _PROJECT,
        },
        "sites": _sites("Sites that may be used; all candidates unless given."),
        "capacities": {
            "type": "object",
            "description": (
                "Site → land, power and water that it has to give. Replaces what "
                "the tables hold, in this answer only."
            ),
            "minProperties": 1,
            "maxProperties": 500,
            "propertyNames": {"pattern": _SLUG, "maxLength": 80},
            "additionalProperties": _amounts("Capacities of one site."),
        },
        "unknown_capacity": {
            "type": "string",
            "description": (
                "What a capacity that nobody states counts as. Few are known, so "
                "there is no default: unlimited gives a plan that has to be "
                "confirmed, none a plan that uses stated capacities only."
            ),
            "enum": [UNLIMITED, NONE],
        },
        "time_limit_s": {
            "type": "number",
            "description": "Longest search; then the best found so far is given.",
            "minimum": 0.1,
            "maximum": MAX_SECONDS,
            "default": DEFAULT_SECONDS,
        },
        "gap": {
            "type": "number",
            "description": (
                "The search may stop once no plan can be better by more than this "
                "share."
            ),
            "minimum": 0,
            "maximum": 0.5,
            "default": 0,
        },
    },
}
