"""JSON Schema of the hard limits of a requirement."""

from __future__ import annotations

from typing import Any, Final

from geo_zs.matching.schema_parts import COLUMN, SLUG, codes, number
from geo_zs.matching.table import SITE_KINDS

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
    "propertyNames": {"pattern": COLUMN},
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

LIMITS: Final[dict[str, Any]] = {
    "type": "object",
    "title": "硬约束",
    "description": "Yes/no conditions: each removes sites and lowers no score.",
    "additionalProperties": False,
    "properties": {
        "rail_km_max": number(
            "距铁路不超过（公里）",
            "Straight line to the schematic railway lines. They are incomplete, so "
            "this limit verifies sites and never excludes one.",
            maximum=5000,
        ),
        "land_port_km_max": number(
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
        "airport_km_max": number(
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
        "port_ids": codes("指定口岸", "Only these ports of entry count.", pattern=SLUG),
        "leagues": codes(
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
        "setbacks": {
            "type": "object",
            "title": "退让距离（公里）",
            "description": (
                "Layer → smallest straight-line distance to every feature of it. A "
                "site passes if it lies so far from all of them."
            ),
            "minProperties": 1,
            "maxProperties": 20,
            "propertyNames": {"pattern": COLUMN},
            "additionalProperties": {
                "type": "number",
                "exclusiveMinimum": 0,
                "maximum": 5000,
            },
        },
    },
}
