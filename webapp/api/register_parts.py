"""What the routes of the register share: paging, versions, answers, schemas."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from flask import Response, g, request

from geo_zs.errors import Problem, RecordError
from geo_zs.register.access import OF_PEOPLE
from geo_zs.register.fields import RecordField, fields
from geo_zs.register.values import DERIVED, LONGEST
from webapp.accounts import current
from webapp.api.blueprint import json_answer, json_body
from webapp.api.schema_parts import Schema, many, record, reference
from webapp.contract import Parameter
from webapp.params import Reader
from webapp.state import get_catalog, get_settings

if TYPE_CHECKING:
    import pandas as pd

READ_ERRORS: Final = (400, 401, 403, 404, 429)
WRITE_ERRORS: Final = (400, 401, 403, 404, 409, 413, 415, 422, 429)

PAGING: Final = (
    Parameter(
        "page",
        "Which page, from 1.",
        {"type": "integer", "minimum": 1, "maximum": 1_000_000, "default": 1},
        example=1,
    ),
    Parameter(
        "per_page",
        "Most records on a page.",
        {"type": "integer", "minimum": 1, "maximum": 500, "default": 50},
        example=20,
    ),
)
PAGING_NAMES: Final = ("page", "per_page")

IF_MATCH: Final = Parameter(
    "If-Match",
    'The version that the change was made from, as `"3"`: that of the record. It may '
    "be given as the member or parameter `version` instead.",
    {"type": "string", "maxLength": 40},
    example='"1"',
    in_header=True,
)
_VERSION: Final = re.compile(r'(?:W/)?"?(\d{1,9})(?::\w+)?"?')
_MAX_VERSION: Final = 999_999_999
_TYPES: Final = {
    "string": "string",
    "number": "number",
    "integer": "integer",
    "boolean": "boolean",
}
#: The key that the register gives to a new record, by table.
_GIVEN_KEY: Final = {
    "projects": "project_id",
    "ledger": "entry_id",
    "companies": "company_id",
    "steps": "step_id",
}
#: Columns of an answer beside the fields of its schema.
_BESIDE: Final[Schema] = {
    "version": {"type": "integer", "minimum": 1},
    "created_at": {"type": "string"},
    "updated_at": {"type": "string"},
}


def answer(value: object, *, status: int = 200) -> Response:
    """Return JSON; what was shown to a token is kept by nobody."""
    response = json_answer(value)
    response.status_code = status
    response.vary.add("Authorization")
    if current.identity().account is not None:
        g.is_private_answer = True
        response.headers["Cache-Control"] = "no-store"
    return response


def empty_answer() -> Response:
    """Return the answer to what leaves nothing to say."""
    g.is_private_answer = True
    response = Response(status=204)
    response.headers["Cache-Control"] = "no-store"
    return response


def read_paging(reader: Reader) -> tuple[int, int]:
    """Return the number of the page and its size; notes their faults."""
    largest = min(500, get_settings().max_page_rows)
    page = reader.whole("page", default=1, minimum=1, maximum=1_000_000)
    size = reader.whole(
        "per_page", default=min(50, largest), minimum=1, maximum=largest
    )
    return page, size


def read_league(reader: Reader) -> str:
    """Return the code of the league that is asked for, empty for all; notes a fault."""
    codes = [str(code) for code in get_catalog().boundaries.leagues.index]
    return reader.choice("league", codes, "")


def paged(name: str, rows: list[Any], *, total: int, page: int, size: int) -> Any:  # noqa: ANN401  JSON
    """Return one page of records as an answer holds it."""
    return {"total": total, "page": page, "per_page": size, name: rows}


def page_schema(name: str, item: str) -> Schema:
    """Return the schema of one page of records."""
    whole = {"type": "integer", "minimum": 0}
    return record(
        {
            "total": whole,
            "page": whole,
            "per_page": whole,
            name: many(reference(item)),
        }
    )


def frame_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame as records, as the present viewer may see them."""
    is_public = not current.viewer().has_role("viewer")
    columns = [
        str(name) for name in frame.columns if not (is_public and name in OF_PEOPLE)
    ]
    cells = [frame[name].tolist() for name in columns]
    return [
        dict(zip(columns, values, strict=True)) for values in zip(*cells, strict=True)
    ]


def body_record() -> dict[str, Any]:
    """Return the body of the present request, an object.

    Raises
    ------
    RecordError
        If it is JSON but no object; `json_body` says what else can be wrong.
    """
    body = json_body()
    if not isinstance(body, dict):
        message = f"is {type(body).__name__}; expected a JSON object of fields"
        raise RecordError([Problem("body", message)])
    return body


def new_record(table: str) -> dict[str, Any]:
    """Return the body of the present request, a new record of a table.

    Raises
    ------
    RecordError
        If it is no object, or names the key that the register will give it.
    """
    values = body_record()
    key = _GIVEN_KEY.get(table)
    if key in values:
        message = "is given by the register; leave it out"
        raise RecordError([Problem(str(key), message)])
    return values


def asked_version(body: dict[str, Any] | None = None) -> int:
    """Return the version that a change was made from, and take it out of the body.

    Parameters
    ----------
    body : dict, optional
        The body, which may hold it as ``version``; without one the parameter
        ``version`` may hold it.

    Raises
    ------
    ParameterError
        If no version is given, one that is none, or two that differ.
    """
    reader = Reader(request.args)
    reader.once()
    found: set[int] = set()
    header = request.headers.get("If-Match", "").strip()
    if header:
        match = _VERSION.fullmatch(header)
        if match is None:
            reader.fail("If-Match", f'is {header[:40]!r}; expected a version as "3"')
        else:
            found.add(int(match[1]))
    if body is not None and "version" in body:
        value = body.pop("version")
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            found.add(value)
        else:
            reader.fail("version", "expected a whole number, that of the record")
    if body is None and request.args.get("version"):
        maximum = _MAX_VERSION
        found.add(reader.whole("version", default=0, minimum=1, maximum=maximum))
    if not found and not reader.problems:
        reader.fail(
            "If-Match",
            'is missing; send the version that the change was made from, as "3"',
        )
    if len(found) > 1:
        reader.fail("version", "differs from that of If-Match; send one of them")
    reader.finish()
    return found.pop()


def field_schema(field: RecordField) -> Schema:
    """Return the JSON Schema of a field; null where it is not known."""
    kind = _TYPES[field.type]
    about = f"{field.description} ({field.unit})" if field.unit else field.description
    longest = {"maxLength": field.max_length or LONGEST} if kind == "string" else {}
    if field.is_list:
        item = {"type": kind, **longest}
        return {"type": "array", "items": item, "description": about}
    return {"type": [kind, "null"], **longest, "description": about}


def record_schema(table: str, beside: Schema | None = None) -> Schema:
    """Return the schema of a record as it is read."""
    properties = {field.name: field_schema(field) for field in fields(table)}
    return {
        "type": "object",
        "properties": {**properties, **_BESIDE, **(beside or {})},
        "required": ["version"],
    }


def new_schema(table: str, beside: Schema | None = None) -> Schema:
    """Return the schema of a new record, without the key, which it is given."""
    own = {
        field.name: written_schema(field)
        for field in fields(table)
        if field.name not in (_GIVEN_KEY.get(table), *DERIVED)
    }
    return {
        "type": "object",
        "properties": {**own, **(beside or {})},
        "additionalProperties": False,
    }


def change_schema(table: str, beside: Schema | None = None) -> Schema:
    """Return the schema of a record as it is written: what changes, and no more."""
    own = {field.name: written_schema(field) for field in fields(table)[1:]}
    version = {"type": "integer", "minimum": 1, "maximum": _MAX_VERSION}
    return {
        "type": "object",
        "properties": {**own, **(beside or {}), "version": version},
        "additionalProperties": False,
    }


def written_schema(field: RecordField) -> Schema:
    """Return the schema of a field as it is written."""
    schema = field_schema(field)
    if field.is_list:
        return {**schema, "type": ["array", "null"]}
    return schema
