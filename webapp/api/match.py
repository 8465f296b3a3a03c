"""``POST /api/v1/match``: a requirement in, ranked sites with the reasons out."""

from __future__ import annotations

from typing import Final

from flask import Response

from webapp.api.blueprint import contract, json_answer, json_body
from webapp.api.schema_parts import reference
from webapp.contract import Operation
from webapp.matcher import answer_requirement
from webapp.state import get_state

_EXAMPLES: Final = {
    "wafer_plant": {
        "industry": "pv_wafer",
        "land_ha": 20,
        "power_mw": 55,
        "limits": {"rail_km_max": 30},
    },
    "border_processing": {
        "industry": "import_processing",
        "limits": {
            "land_port_km_max": 60,
            "port_neighbour": "Mongolia",
            "port_mode": "road",
        },
        "top": 5,
    },
    "coal_chemistry": {
        "industry": "coal_chemical",
        "limits": {"chemical_park": True},
        "unverified": "keep",
    },
}

_MATCH: Final = Operation(
    tag="matching",
    method="POST",
    is_costly=True,
    rule="/v1/match",
    name="match",
    summary="Rank sites for a requirement",
    description=(
        "Excludes sites that fail a limit, ranks the others, and says why: what each "
        "criterion adds, what is not known and what to ask the park, which limit "
        "excludes a site and the smallest change that lets one in. The same "
        "requirement and data version give the same bytes."
    ),
    answer=reference("Answer"),
    errors=(400, 413, 415, 422),
    body=reference("Requirement"),
    examples=_EXAMPLES,
)


@contract.operation(_MATCH)
def match() -> Response:
    """Rank sites for the requirement in the body."""
    return json_answer(answer_requirement(get_state(), json_body()))
