"""JSON Schema (2020-12) of a requirement: the one truth about its fields.

`Requirement.parse` validates with it and the OpenAPI document shows it. Names that
depend on the data (industries, leagues, ports, columns, criteria) are checked after
it, with near misses.
"""

from __future__ import annotations

from typing import Any, Final

from geo_zs.matching.schema_choices import (
    BOUNDS,
    OWN_FIGURES,
    STABILITY,
    WEIGHTING,
)
from geo_zs.matching.schema_limits import LIMITS
from geo_zs.matching.schema_parts import COLUMN, number

#: Sites in an answer if the request does not say how many, and at most.
DEFAULT_TOP: Final = 10
MAX_TOP: Final = 500
#: Longest free text, in characters.
MAX_TEXT: Final = 2000

#: What a requirement may hold. Every object refuses unknown fields.
REQUIREMENT_SCHEMA: Final[dict[str, Any]] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Requirement",
    "description": "What an investor asks for (投资需求).",
    "type": "object",
    "additionalProperties": False,
    "anyOf": [{"required": ["industry"]}, {"required": ["text"]}],
    "properties": {
        "text": {
            "type": "string",
            "title": "需求文字",
            "description": (
                "The requirement in words, Chinese or English. Fills only what the "
                "other fields leave open; the answer shows how it was understood."
            ),
            "minLength": 1,
            "maxLength": MAX_TEXT,
        },
        "industry": {
            "type": ["string", "array"],
            "title": "产业",
            "description": (
                "Tag of the industries vocabulary, such as pv_wafer; or several, the "
                "main one first."
            ),
            "minLength": 1,
            "maxLength": 80,
            "minItems": 1,
            "maxItems": 5,
            "uniqueItems": True,
            "items": {"type": "string", "minLength": 1, "maxLength": 80},
        },
        "land_ha": number(
            "用地（公顷）",
            "Land needed; tested against approved or available area only.",
            maximum=1e6,
            above=True,
        ),
        "power_mw": number(
            "用电负荷（兆瓦）",
            "Load; tested against the power that a site has to give.",
            maximum=1e6,
            above=True,
        ),
        "green_power_share_min": number(
            "绿电比例不低于", "Share of green power, 0 to 1.", maximum=1
        ),
        "water_m3_per_day": number(
            "用水（立方米/天）",
            "Water needed; tested against the supply that a site states.",
            maximum=1e8,
            above=True,
        ),
        "investment_cny_1e8": number(
            "总投资（亿元）",
            "Pledged investment, in 100 million yuan; with land_ha it gives the "
            "investment for each mu.",
            maximum=1e6,
            above=True,
        ),
        "investment_usd_1e8": number(
            "总投资（亿美元）",
            "Pledged investment in 100 million US dollars. Never converted.",
            maximum=1e6,
            above=True,
        ),
        "energy_tce_per_year": number(
            "年综合能耗（吨标准煤）",
            "Energy use in tonnes of coal equivalent; with the output it gives the "
            "energy for each 10,000 yuan.",
            maximum=1e9,
            above=True,
        ),
        "output_cny_1e8_per_year": number(
            "年产值（亿元）",
            "Output value a year, in 100 million yuan.",
            maximum=1e6,
            above=True,
        ),
        "limits": LIMITS,
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
        "preset": {
            "type": "string",
            "title": "评价方案",
            "description": (
                "Preset of criteria, bounds and weights; follows from the industry "
                "unless given."
            ),
            "maxLength": 80,
            "pattern": COLUMN,
        },
        "method": {
            "type": "string",
            "title": "方法",
            "description": (
                "additive: weighted sum of utilities; topsis: closeness to the ideal "
                "site, with fixed reference points."
            ),
            "enum": ["additive", "topsis"],
            "default": "additive",
        },
        "weighting": WEIGHTING,
        "bounds": BOUNDS,
        "own_figures": OWN_FIGURES,
        "stability": STABILITY,
        "weights": {
            "type": "object",
            "title": "权重",
            "description": (
                "Criterion → weight. Replaces the weight of the preset; the others "
                "keep theirs; then all are scaled to the sum of 1."
            ),
            "minProperties": 1,
            "maxProperties": 60,
            "propertyNames": {"pattern": COLUMN},
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
