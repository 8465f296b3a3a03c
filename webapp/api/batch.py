"""``POST /api/v1/match/batch``: many requirements in, one answer a line out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from flask import Response, request

from geo_zs.errors import Problem, RequirementError
from geo_zs.matching.batch import Refused
from geo_zs.matching.schema_choices import DEFAULT_DRAWS
from webapp.api.blueprint import body_bytes, contract, json_body, parse_json
from webapp.api.schema_parts import reference
from webapp.contract import Operation
from webapp.delivery import REVALIDATE
from webapp.errors import BodyError
from webapp.present import to_json
from webapp.state import get_catalog

#: Most requirements in one request.
MAX_REQUIREMENTS: Final = 1000
#: Most draws of weights in one request: half a minute or so of calculation.
MAX_DRAWS_TOGETHER: Final = 2_000_000
#: Media types of one requirement a line.
LINES: Final = ("application/x-ndjson", "application/jsonl")
#: Requirements that are prepared before the first of them is answered.
_CHUNK: Final = 16

_BATCH: Final = Operation(
    tag="matching",
    method="POST",
    is_costly=True,
    rule="/v1/match/batch",
    name="match_batch",
    summary="Rank sites for many requirements",
    description=(
        f"Takes a JSON list of at most {MAX_REQUIREMENTS:,} requirements, or one a "
        "line as `application/x-ndjson`, and streams one JSON object a line in the "
        "same order: for each the answer of `/api/v1/match`, or, if it has faults, "
        "its `line` (1 is the first) and its `problems`; a faulty one stops none of "
        "the others. All draws of weights together may be "
        f"{MAX_DRAWS_TOGETHER:,}; a requirement that says nothing draws "
        f'{DEFAULT_DRAWS:,}, `"stability": {{"draws": 0}}` none.'
    ),
    answer={
        "type": "string",
        "description": "JSON Lines: Answer, or line and problems.",
    },
    answer_type=LINES[0],
    errors=(400, 413, 415, 422),
    body={
        "type": "array",
        "minItems": 1,
        "maxItems": MAX_REQUIREMENTS,
        # A faulty one is told in its line and not refused, so anything may stand here.
        "items": {
            "anyOf": [reference("Requirement"), {}],
            "description": "A Requirement; faults are told in its line.",
        },
    },
    examples={
        "two_plants": [
            {"industry": "pv_wafer", "land_ha": 20, "stability": {"draws": 0}},
            {"industry": "dairy", "top": 3, "stability": {"draws": 0}},
        ]
    },
)


@contract.operation(_BATCH)
def match_batch() -> Response:
    """Rank sites for each requirement in the body."""
    given = _given()
    _check(given)
    answers = get_catalog().answer_lines(given, chunk=_CHUNK)
    response = Response(_lines(answers), content_type=LINES[0])
    response.headers["Cache-Control"] = REVALIDATE
    return response


def _lines(answers: Iterator[dict[str, Any]]) -> Iterator[str]:
    """Yield each answer as a line."""
    for answer in answers:
        yield to_json(answer) + "\n"


def _given() -> list[Any]:
    """Return the requirements in the body; what is no JSON stands as refused."""
    if request.mimetype not in LINES:
        found = json_body()
        if not isinstance(found, list):
            message = "is no list; send [{…}, …], or one requirement a line"
            raise RequirementError([Problem("", message)])
        return found
    return [_decoded(line) for line in body_bytes().split(b"\n") if line.strip()]


def _decoded(line: bytes) -> Any:  # noqa: ANN401  JSON is any of six types
    """Return the requirement of one line, or what is wrong with it."""
    try:
        return parse_json(line)
    except BodyError as error:
        return Refused((Problem("", str(error)),))


def _check(given: list[Any]) -> None:
    """Refuse a batch that is empty, too long, or takes too long."""
    if not 1 <= len(given) <= MAX_REQUIREMENTS:
        message = f"has {len(given):,} requirements; expected 1 to {MAX_REQUIREMENTS:,}"
        raise RequirementError([Problem("", message)])
    draws = sum(_draws(one) for one in given)
    if draws > MAX_DRAWS_TOGETHER:
        message = (
            f"asks for {draws:,} draws of weights in all; at most "
            f'{MAX_DRAWS_TOGETHER:,} are made: send "stability": {{"draws": 0}}, or '
            "fewer requirements at once"
        )
        raise RequirementError([Problem("", message)])


def _draws(one: object) -> int:
    """Return how many draws a requirement asks for, as far as it can be read."""
    if not isinstance(one, Mapping):
        return 0
    stability = one.get("stability", {})
    draws = stability.get("draws", DEFAULT_DRAWS) if isinstance(stability, dict) else 0
    return draws if isinstance(draws, int) and draws > 0 else 0
