"""Sites side by side."""

from __future__ import annotations

from typing import Any, Final

from flask import Response

from geo_zs.body_faults import body_faults
from geo_zs.comparison.answer import (
    comparison_answer,
)
from geo_zs.comparison.compare import FEWEST, MOST, compare
from geo_zs.errors import RequirementError
from geo_zs.matching.answer_overview import understood
from webapp.api.blueprint import contract, json_answer, json_body
from webapp.api.schema_parts import (
    NAME,
    NUMBER_OR_NULL,
    SITE_REFERENCE,
    TEXT,
    TEXTS,
    many,
    record,
    reference,
)
from webapp.contract import Operation
from webapp.state import get_catalog

#: What a comparison may ask for: an industry alone, or a whole requirement.
COMPARE_SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["sites"],
    "anyOf": [{"required": ["industry"]}, {"required": ["requirement"]}],
    "not": {"required": ["industry", "requirement"]},
    "properties": {
        "sites": {
            "type": "array",
            "description": "Ids of the sites.",
            "minItems": FEWEST,
            "maxItems": MOST,
            "uniqueItems": True,
            "items": {"type": "string", "minLength": 1, "maxLength": 80},
        },
        "industry": {
            "type": "string",
            "description": "Industry tag; its preset says what counts.",
            "minLength": 1,
            "maxLength": 80,
        },
        "requirement": {
            "type": "object",
            "description": "As for a match; without `industry`.",
        },
    },
}

_COMPARED: Final = record(
    {
        "data_version": TEXT,
        "understood": {"type": "object"},
        "sites": many(
            record(
                {
                    "site": SITE_REFERENCE,
                    "score": {"type": "number"},
                    "score_low": {"type": "number"},
                    "score_high": {"type": "number"},
                    "candidate": {"type": "boolean"},
                    "excluded": {"type": "boolean"},
                }
            )
        ),
        "verdict": {"enum": ["better", "equal", "not_settled"]},
        "best": TEXTS,
        "columns": many(
            record(
                {
                    "column": TEXT,
                    "criterion": {"type": ["string", "null"]},
                    "name": NAME,
                    "unit": TEXT,
                    "use": {"enum": ["scored", "asked", "shown"]},
                    "weight": {"type": "number", "minimum": 0, "maximum": 1},
                    "bounds": {"type": ["object", "null"]},
                    "values": many(
                        record(
                            {
                                "value": NUMBER_OR_NULL,
                                "low": NUMBER_OR_NULL,
                                "high": NUMBER_OR_NULL,
                                "utility": NUMBER_OR_NULL,
                                "utility_low": NUMBER_OR_NULL,
                                "utility_high": NUMBER_OR_NULL,
                                "contribution": NUMBER_OR_NULL,
                                "is_known": {"type": "boolean"},
                                "source_ids": TEXTS,
                                "confidence": {"type": ["string", "null"]},
                            }
                        )
                    ),
                    "verdict": {
                        "enum": ["better", "equal", "not_settled", "no_direction"]
                    },
                    "best": TEXTS,
                }
            )
        ),
        "limits": many(
            record({"limit": TEXT, "name": NAME, "required": {}, "status": TEXTS}),
        ),
    },
    "Sites in the order asked; values of each column in the same order.",
)

_COMPARE: Final = Operation(
    tag="matching",
    method="POST",
    is_costly=True,
    rule="/v1/compare",
    name="compare",
    summary="Two to four sites side by side",
    description=(
        "Every scored criterion and every other column of some sites, with "
        "intervals, utilities, sources and who is better. A site is better only if "
        "its interval of utility touches none of the others; else it is not "
        "settled, and what is not known settles nothing."
    ),
    answer=_COMPARED,
    errors=(400, 413, 415, 422),
    body={
        **COMPARE_SCHEMA,
        "properties": {
            **COMPARE_SCHEMA["properties"],
            "requirement": reference("Requirement"),
        },
    },
    examples={
        "wafer_plant": {
            "sites": ["hohhot-zhonghuan", "baotou-xitu-hitech"],
            "industry": "pv_wafer",
        }
    },
)


@contract.operation(_COMPARE)
def compare_sites() -> Response:
    """Put the sites of the body side by side."""
    body = json_body()
    problems = body_faults(body, COMPARE_SCHEMA)
    if problems:
        raise RequirementError(problems)
    given = body.get("requirement", {"industry": body.get("industry")})
    catalog = get_catalog()
    result = catalog.solve(catalog.read(given))
    found = compare(result, catalog.criteria, body["sites"])
    return json_answer(
        {
            "data_version": catalog.data_version,
            "understood": understood(result),
            **comparison_answer(found, catalog.sites),
        }
    )
