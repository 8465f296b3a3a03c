"""JSON Schema of what a requirement may choose: weights, bounds, own figures."""

from __future__ import annotations

from typing import Any, Final

from geo_zs.criteria.judgements import LARGEST_RATIO
from geo_zs.matching.schema_parts import COLUMN, SLUG, number

#: Draws of weights for the stability of a ranking, unless asked, and at most.
DEFAULT_DRAWS: Final = 10_000
MAX_DRAWS: Final = 100_000
#: Seed of the draws unless asked: any fixed number would do.
DEFAULT_SEED: Final = 2023
#: Word for "no preference at all": weights drawn evenly from all possible ones.
NO_PREFERENCE: Final = "none"

WEIGHTING: Final[dict[str, Any]] = {
    "type": "object",
    "title": "权重的来历",
    "description": (
        "Weights from judgements instead of numbers: the rank-order centroid of an "
        "order of criteria (roc), or pairwise judgements (ahp). Only the criteria "
        "named are then scored."
    ),
    "additionalProperties": False,
    "required": ["method"],
    "properties": {
        "method": {"type": "string", "enum": ["roc", "ahp"]},
        "order": {
            "type": "array",
            "title": "准则次序",
            "description": "roc: criteria, the most important one first.",
            "minItems": 2,
            "maxItems": 30,
            "uniqueItems": True,
            "items": {"type": "string", "maxLength": 80, "pattern": COLUMN},
        },
        "judgements": {
            "type": "array",
            "title": "两两比较",
            "description": "ahp: how many times as important a is as b.",
            "minItems": 1,
            "maxItems": 435,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["a", "b", "ratio"],
                "properties": {
                    "a": {"type": "string", "maxLength": 80, "pattern": COLUMN},
                    "b": {"type": "string", "maxLength": 80, "pattern": COLUMN},
                    "ratio": number(
                        "倍数",
                        "1/9 to 9 on the usual scale.",
                        minimum=1 / LARGEST_RATIO,
                        maximum=LARGEST_RATIO,
                    ),
                },
            },
        },
        "accept_inconsistent": {
            "type": "boolean",
            "title": "接受不一致",
            "description": "ahp: go on although the consistency ratio is above 0.1.",
            "default": False,
        },
    },
}

BOUNDS: Final[dict[str, Any]] = {
    "type": "object",
    "title": "准则界值",
    "description": (
        "Criterion → own bounds in the unit of its column: the values that earn 0 "
        "and 1, an ideal between them, and what happens outside: clamp counts 0 or "
        "1, drop excludes the site, leave lets the utility run on."
    ),
    "minProperties": 1,
    "maxProperties": 60,
    "propertyNames": {"pattern": COLUMN},
    "additionalProperties": {
        "type": "object",
        "additionalProperties": False,
        "minProperties": 1,
        "properties": {
            "worst": {"type": "number", "minimum": -1e12, "maximum": 1e12},
            "best": {"type": "number", "minimum": -1e12, "maximum": 1e12},
            "ideal": {"type": ["number", "null"], "minimum": -1e12, "maximum": 1e12},
            "outside": {"type": "string", "enum": ["clamp", "drop", "leave"]},
        },
    },
}

OWN_FIGURES: Final[dict[str, Any]] = {
    "type": "object",
    "title": "自有数据",
    "description": (
        "Site → column → value that you know, used in this answer only and kept "
        "nowhere."
    ),
    "minProperties": 1,
    "maxProperties": 500,
    "propertyNames": {"pattern": SLUG, "maxLength": 80},
    "additionalProperties": {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 30,
        "propertyNames": {"pattern": COLUMN},
        "additionalProperties": {"type": "number", "minimum": 0, "maximum": 1e12},
    },
}

STABILITY: Final[dict[str, Any]] = {
    "type": "object",
    "title": "稳定性检验",
    "description": (
        "How the weights are drawn at random to see whether the order holds."
    ),
    "additionalProperties": False,
    "properties": {
        "draws": {
            "type": "integer",
            "description": "How many; 0 leaves the check out.",
            "minimum": 0,
            "maximum": MAX_DRAWS,
            "default": DEFAULT_DRAWS,
        },
        "concentration": {
            "type": ["number", "string"],
            "description": (
                "Larger means nearer to the weights of the answer; none means no "
                "preference at all."
            ),
            "exclusiveMinimum": 0,
            "maximum": 1e6,
            "pattern": f"^{NO_PREFERENCE}$",
        },
        "seed": {
            "type": "integer",
            "minimum": 0,
            "maximum": 4_294_967_295,
            "default": DEFAULT_SEED,
        },
    },
}
