"""JSON Schema (2020-12) of a requirement: the one truth about its fields.

`Requirement.parse` validates with it and the OpenAPI document shows it. Names that
depend on the data (industries, leagues, ports, columns, criteria) are checked after
it, with near misses.
"""

from __future__ import annotations

from typing import Any, Final

from geo_zs.matching.table import SITE_KINDS

#: Sites in an answer if the request does not say how many, and at most.
DEFAULT_TOP: Final = 10
MAX_TOP: Final = 500

#: Fields that later versions understand, and what to send until then.
LATER_FIELDS: Final = {
    "text": "free text comes with a later version; send 'industry' and the quantities",
    "preset": (
        "choosing a preset comes with a later version; it follows from 'industry', "
        "and 'weights' change it"
    ),
}


def _number(
    title: str,
    description: str,
    *,
    minimum: float = 0,
    maximum: float,
    above: bool = False,
) -> dict[str, Any]:
    """Return the schema of a number with bounds; `above` excludes the minimum."""
    lower = "exclusiveMinimum" if above else "minimum"
    return {
        "type": "number",
        "title": title,
        "description": description,
        lower: minimum,
        "maximum": maximum,
    }


def _codes(title: str, description: str, *, pattern: str) -> dict[str, Any]:
    """Return the schema of a list of different codes."""
    return {
        "type": "array",
        "title": title,
        "description": description,
        "minItems": 1,
        "maxItems": 200,
        "uniqueItems": True,
        "items": {"type": "string", "maxLength": 80, "pattern": pattern},
    }


_SLUG: Final = "^[a-z0-9][a-z0-9_-]*$"
_COLUMN: Final = "^[a-z][a-z0-9_]{0,79}$"

_AREA: Final[dict[str, Any]] = {
    "type": "object",
    "title": "范围",
    "description": (
        "GeoJSON Polygon or MultiPolygon, EPSG:4326, longitude first, rings closed, "
        "at most 2,000 corners. A site passes if all of it lies inside."
    ),
    "additionalProperties": False,
    "required": ["type", "coordinates"],
    "properties": {
        "type": {"type": "string", "enum": ["Polygon", "MultiPolygon"]},
        "coordinates": {"type": "array", "minItems": 1, "maxItems": 500},
    },
}

_RANGES: Final[dict[str, Any]] = {
    "type": "object",
    "title": "指标区间",
    "description": (
        "Column of the site table → smallest and largest value allowed, in the unit "
        "at the end of its name."
    ),
    "maxProperties": 30,
    "propertyNames": {"pattern": _COLUMN},
    "additionalProperties": {
        "type": "object",
        "additionalProperties": False,
        "minProperties": 1,
        "properties": {
            "min": {"type": "number", "minimum": -1e12, "maximum": 1e12},
            "max": {"type": "number", "minimum": -1e12, "maximum": 1e12},
        },
    },
}

_LIMITS: Final[dict[str, Any]] = {
    "type": "object",
    "title": "硬约束",
    "description": "Yes/no conditions: each removes sites and lowers no score.",
    "additionalProperties": False,
    "properties": {
        "rail_km_max": _number(
            "距铁路不超过（公里）",
            "Straight line to the schematic railway lines. They are incomplete, so "
            "this limit verifies sites and never excludes one.",
            maximum=5000,
        ),
        "land_port_km_max": _number(
            "距陆路口岸不超过（公里）",
            "Straight line to the nearest open road or rail port of entry among "
            "those that port_neighbour, port_mode and port_ids allow.",
            maximum=5000,
        ),
        "port_neighbour": {
            "type": "string",
            "title": "对应国家",
            "description": "Only ports with this neighbour count.",
            "enum": ["Mongolia", "Russia"],
        },
        "port_mode": {
            "type": "string",
            "title": "口岸类型",
            "description": "Only ports of this kind count.",
            "enum": ["rail", "road"],
        },
        "airport_km_max": _number(
            "距机场不超过（公里）",
            "Straight line to the nearest airport.",
            maximum=5000,
        ),
        "chemical_park": {
            "type": "boolean",
            "const": True,
            "title": "须为认定化工园区",
            "description": "Only recognised chemical parks; takes only true.",
        },
        "port_ids": _codes(
            "指定口岸", "Only these ports of entry count.", pattern=_SLUG
        ),
        "leagues": _codes(
            "盟市", "Adcodes of the leagues allowed.", pattern="^[0-9]{6}$"
        ),
        "site_kinds": {
            "type": "array",
            "title": "候选地类型",
            "description": (
                "Kinds of sites to rank. Factories: park and port_zone unless given; "
                "power stations and extraction: banner only."
            ),
            "minItems": 1,
            "maxItems": len(SITE_KINDS),
            "uniqueItems": True,
            "items": {"type": "string", "enum": list(SITE_KINDS)},
        },
        "area": _AREA,
        "ranges": _RANGES,
    },
}

#: What a requirement may hold. Every object refuses unknown fields.
REQUIREMENT_SCHEMA: Final[dict[str, Any]] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Requirement",
    "description": "What an investor asks for (投资需求).",
    "type": "object",
    "additionalProperties": False,
    "required": ["industry"],
    "properties": {
        "industry": {
            "type": "string",
            "title": "产业",
            "description": "Tag of the industries vocabulary, such as pv_wafer.",
            "minLength": 1,
            "maxLength": 80,
        },
        "land_ha": _number(
            "用地（公顷）",
            "Land needed; tested against approved or available area only.",
            maximum=1e6,
            above=True,
        ),
        "power_mw": _number(
            "用电负荷（兆瓦）",
            "Load; tested against the power that a site has to give.",
            maximum=1e6,
            above=True,
        ),
        "green_power_share_min": _number(
            "绿电比例不低于", "Share of green power, 0 to 1.", maximum=1
        ),
        "water_m3_per_day": _number(
            "用水（立方米/天）",
            "Water needed; tested against the supply that a site states.",
            maximum=1e8,
            above=True,
        ),
        "investment_cny_1e8": _number(
            "总投资（亿元）",
            "Pledged investment, in 100 million yuan. Shown, not tested.",
            maximum=1e6,
            above=True,
        ),
        "limits": _LIMITS,
        "unverified": {
            "type": "string",
            "title": "未核实的候选地",
            "description": (
                "What happens to sites where a limit could not be verified: ranked "
                "below the verified ones, kept in place and marked, or dropped. "
                "Without it: below, but keep for a limit whose fact is known for "
                "under half of the sites."
            ),
            "enum": ["below", "keep", "drop"],
        },
        "weights": {
            "type": "object",
            "title": "权重",
            "description": (
                "Criterion → weight. Replaces the weight of the preset; the others "
                "keep theirs; then all are scaled to the sum of 1."
            ),
            "minProperties": 1,
            "maxProperties": 60,
            "propertyNames": {"pattern": _COLUMN},
            "additionalProperties": {
                "type": "number",
                "minimum": 0,
                "maximum": 1000,
            },
        },
        "top": {
            "type": "integer",
            "title": "返回个数",
            "description": "How many ranked sites to return.",
            "minimum": 1,
            "maximum": MAX_TOP,
            "default": DEFAULT_TOP,
        },
    },
}
