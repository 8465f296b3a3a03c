"""``POST /api/v1/allocate``: many projects in, who stands where out."""

from __future__ import annotations

import copy
from typing import Any, Final

from flask import Response

from geo_zs.allocation.answer import to_answer
from geo_zs.allocation.plan import make_plan
from geo_zs.allocation.request import AllocationRequest
from geo_zs.allocation.schema import ALLOCATION_SCHEMA, MAX_PROJECTS, MAX_SECONDS
from webapp.api.blueprint import contract, json_answer, json_body
from webapp.api.schema_parts import (
    NAME,
    NUMBER_OR_NULL,
    TEXT,
    many,
    record,
    reference,
)
from webapp.contract import Operation
from webapp.state import get_catalog

_OBJECT: Final = {"type": "object"}
_PROJECT: Final = record({"id": TEXT, "name": {"type": ["string", "null"]}})
_SITE: Final = record(
    {
        "id": TEXT,
        "kind": TEXT,
        "name_zh": TEXT,
        "name_en": TEXT,
        "league": {"type": ["string", "null"]},
    }
)
_RESOURCE: Final = {"enum": ["land_ha", "power_mw", "water_m3_per_day"]}
_REASONS: Final = (
    "no_site",
    "unknown_capacity",
    "too_large",
    "no_room",
    "no_value",
    "not_found",
    "no_plan",
)


def _body() -> dict[str, Any]:
    """Return the schema of the body with the requirement by reference."""
    schema = copy.deepcopy(ALLOCATION_SCHEMA)
    schema.pop("$schema")
    project = schema["properties"]["projects"]["items"]
    project["properties"]["requirement"] = reference("Requirement")
    return schema


_ANSWER: Final = record(
    {
        "data_version": TEXT,
        "status": {"enum": ["optimal", "time_limit", "infeasible"]},
        "statement": NAME,
        "value": NUMBER_OR_NULL,
        "bound": NUMBER_OR_NULL,
        "gap": NUMBER_OR_NULL,
        "unknown_capacity": {"enum": ["unlimited", "none"]},
        "time_limit_s": {"type": "number"},
        "gap_allowed": {"type": "number"},
        "placed": many(
            record(
                {
                    "project": _PROJECT,
                    "site": _SITE,
                    "value": {"type": "number"},
                    "score": NUMBER_OR_NULL,
                    "priority": {"type": "number"},
                    "mandatory": {"type": "boolean"},
                    "locked": {"type": "boolean"},
                    "needs": _OBJECT,
                    "failed": many(TEXT),
                    "not_verified": many(TEXT),
                }
            )
        ),
        "unplaced": many(
            record(
                {
                    "project": _PROJECT,
                    "reason": {"enum": list(_REASONS)},
                    "site": {"oneOf": [_SITE, {"type": "null"}]},
                    "resource": {"oneOf": [_RESOURCE, {"type": "null"}]},
                    "needed": NUMBER_OR_NULL,
                    "available": NUMBER_OR_NULL,
                    "text": NAME,
                }
            )
        ),
        "sites": many(
            record({"site": _SITE, "projects": many(TEXT), "resources": _OBJECT})
        ),
        "unknown": many(
            record(
                {
                    "site": _SITE,
                    "resources": many(_RESOURCE),
                    "used": {"type": "boolean"},
                }
            )
        ),
        "blame": {"type": ["object", "null"]},
        "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
    }
)

_ALLOCATE: Final = Operation(
    tag="matching",
    method="POST",
    is_costly=True,
    rule="/v1/allocate",
    name="allocate",
    summary="Place many projects under capacities",
    description=(
        f"Places up to {MAX_PROJECTS} projects on sites so that the sum of score × "
        "priority is highest, with land, power and water shared. `gap` says by "
        "what share a plan could be better at most. If not all mandatory and "
        "locked projects can be placed, there is no plan: `blame` names the "
        "smallest increase of capacities that would make room. Capacities that "
        "nobody states count as the request says and are listed. The same request "
        "and data version give the same answer, unless the time limit (at most "
        f"{MAX_SECONDS} s) is reached."
    ),
    answer=_ANSWER,
    errors=(400, 413, 415, 422),
    body=_body(),
    examples={
        "two_plants_one_park": {
            "projects": [
                {
                    "id": "wafer",
                    "requirement": {"industry": "pv_wafer", "land_ha": 20},
                },
                {
                    "id": "magnets",
                    "requirement": {"industry": "rare_earth", "land_ha": 15},
                    "mandatory": True,
                },
            ],
            "sites": ["hohhot-zhonghuan", "baotou-xitu-hitech"],
            "capacities": {"baotou-xitu-hitech": {"land_ha": 30}},
            "unknown_capacity": "unlimited",
        }
    },
)


@contract.operation(_ALLOCATE)
def allocate() -> Response:
    """Place the projects of the body."""
    catalog = get_catalog()
    asked = AllocationRequest.parse(json_body(), sites=catalog.sites, read=catalog.read)
    plan = make_plan(catalog.sites, asked, solve=catalog.solve)
    return json_answer(to_answer(plan, catalog.data_version))
