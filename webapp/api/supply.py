"""``GET /api/v1/sites/<id>/supply``: who is near that an industry buys from."""

from __future__ import annotations

from typing import Any, Final

from flask import Response, request

from geo_zs.comparison.lookup import row_of
from geo_zs.matching.answer_site import site_entry
from geo_zs.supply.answer import sheet_answer
from geo_zs.supply.sheet import MOST_LISTED, REACH_KM, supply_sheet
from webapp.api.blueprint import contract, json_answer
from webapp.api.schema_parts import (
    TEXT,
    many,
    record,
    reference,
)
from webapp.api.site_query import SITE_ID, read_industry
from webapp.contract import Operation, Parameter
from webapp.params import Reader
from webapp.state import get_catalog
from webapp.suppliers import suppliers_of

_TEXT_OR_NULL: Final = {"type": ["string", "null"]}
_COUNT: Final = {"type": "integer", "minimum": 0}
_WORDS: Final[dict[str, Any]] = {"type": ["object", "null"]}

_ENTRY: Final = record(
    {
        "kind": {"enum": ["project", "base", "plant", "park"]},
        "id": TEXT,
        "name_zh": _TEXT_OR_NULL,
        "name_en": _TEXT_OR_NULL,
        "industry_tags": many(TEXT),
        "owner": _TEXT_OR_NULL,
        "stage": _TEXT_OR_NULL,
        "capacity": _WORDS,
        "date": _TEXT_OR_NULL,
        "league": _TEXT_OR_NULL,
        "banner": _TEXT_OR_NULL,
        "park_id": _TEXT_OR_NULL,
        "location_precision": {"enum": ["site", "town", "banner", "league", "none"]},
        "part_of": _TEXT_OR_NULL,
        "distance_km": {"type": "number", "minimum": 0},
        "low_km": {"type": "number", "minimum": 0},
        "high_km": {"type": "number", "minimum": 0},
        "approximate": {"type": "boolean"},
        "surely_within": {"type": "boolean"},
        "source_ids": many(TEXT),
        "confidence": _TEXT_OR_NULL,
    }
)

_SUPPLY: Final = Operation(
    tag="matching",
    method="GET",
    rule="/v1/sites/<site_id>/supply",
    name="supply",
    summary="The supply sheet of a site",
    description=(
        "Named projects, energy bases and power plants of the industries that a "
        f"given one buys from, within {REACH_KM:g} km in a straight line, nearest "
        f"first, at most {MOST_LISTED} for each industry. Where a place is known "
        "by its banner only, the distance is an interval and marked approximate; "
        "one that may be within reach is listed and not marked surely_within. "
        "Cancelled ones and those without a place are counted and not listed. "
        "Parks that name the trade stand apart."
    ),
    answer=record(
        {
            "data_version": TEXT,
            "site": reference("Site"),
            "site_id": TEXT,
            "industry": TEXT,
            "reach_km": {"type": "number"},
            "groups": many(
                record(
                    {
                        "industry": TEXT,
                        "name": {"type": "object"},
                        "suppliers": many(_ENTRY),
                        "parks": many(_ENTRY),
                        "stages": {"type": "object", "additionalProperties": _COUNT},
                        "counts": {"type": "object", "additionalProperties": _COUNT},
                        "text": _WORDS,
                    }
                )
            ),
            "none_known": many(TEXT),
        }
    ),
    errors=(400, 404),
    parameters=(
        SITE_ID,
        Parameter(
            "industry",
            "Industry tag whose suppliers are looked for.",
            {"type": "string", "minLength": 1, "maxLength": 80},
            example="pv_wafer",
            is_required=True,
        ),
    ),
)


@contract.operation(_SUPPLY)
def supply(site_id: str) -> Response:
    """Return the supply sheet of a site."""
    reader = Reader(request.args)
    reader.only(("industry",), needed=("industry",))
    if not request.args.get("industry", "").strip():
        came = "is empty" if "industry" in request.args else "is missing"
        reader.fail("industry", f"{came}; it is required: a tag such as pv_wafer")
    industry = read_industry(reader)
    reader.finish()
    catalog = get_catalog()
    row = row_of(catalog.sites, site_id)
    sheet = supply_sheet(suppliers_of(catalog), site_id, industry)
    return json_answer(
        {
            "data_version": catalog.data_version,
            "site": site_entry(catalog.sites, row),
            **sheet_answer(sheet),
        }
    )
