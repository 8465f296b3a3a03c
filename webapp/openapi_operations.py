"""How one operation of a contract is written in the OpenAPI document."""

from __future__ import annotations

from typing import Any, Final

from webapp.contract import Operation, Parameter, Schema
from webapp.errors import PROBLEM_TYPE

BEARER: Final = "bearer"
"""Name of the way by which a program says who it is."""

SECURITY_SCHEMES: Final = {
    BEARER: {
        "type": "http",
        "scheme": "bearer",
        "description": (
            "A token of an account, made on the page /account or by geo-zs token add. "
            "It never may more than its account; with the scope read it changes "
            "nothing. Cookies are not looked at."
        ),
    }
}

_ERRORS: Final = {
    400: "Unknown or unusable parameters, or a body that is not JSON",
    401: "No token, or one that is unknown, expired or revoked",
    403: "The account or the scope of the token does not allow this",
    404: "No such layer, place or record, or none that the account may see",
    405: "The address does not take this method; Allow names those that it takes",
    406: "None of the media types asked for is available",
    409: "Somebody else changed the record; `current` holds its present values",
    413: "The body is too large",
    415: "The body is not sent as application/json",
    422: "The requirement or record has values that cannot be used; all are listed",
    429: "Too many requests, or too many tokens that open nothing; see Retry-After",
    500: "A fault of the service; the log has it under the request id",
    503: "The register cannot be reached or is busy; see Retry-After",
}


_PAGE: Final = "text/html"
#: Most characters of an answer that is one text, as a table is.
_LONGEST_FILE: Final = 2**31 - 1
#: A text of so many characters fits into an address, however it is encoded.
_SHORT: Final = 500
#: Errors that every route can answer with.
_EVERYWHERE: Final = (401, 429, 500)
_OF_EVERY: Final = (
    "X-Data-Version",
    "X-Request-ID",
    "RateLimit",
    "RateLimit-Policy",
    "Access-Control-Allow-Origin",
)


def header_documents() -> dict[str, Any]:
    """Return the headers that the answers share, by name."""
    return {
        "X-Data-Version": _text_header("Version of the data in the answer"),
        "X-Request-ID": _text_header(
            "Id of the request, under which the log has it",
            pattern="^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$",
        ),
        "RateLimit": _text_header(
            'What is left of the limit, as `"ordinary";r=599;t=60`: r requests in the '
            "next t seconds. Absent where nothing is counted"
        ),
        "RateLimit-Policy": _text_header(
            'The limit, as `"ordinary";q=600;w=60`: q requests in w seconds'
        ),
        "Access-Control-Allow-Origin": _text_header(
            "The web sites whose scripts may read this; absent where the operator "
            "named none"
        ),
        "ETag": _text_header("Tag of the answer, for If-None-Match"),
        "WWW-Authenticate": _text_header("What to send to be known"),
        "Retry-After": {
            "description": "Seconds after which to try again",
            "schema": {"type": "integer", "minimum": 0, "maximum": 86_400},
        },
    }


def operation_document(operation: Operation) -> dict[str, Any]:
    """Return the OpenAPI form of an operation."""
    form: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "description": operation.description,
        "responses": _responses(operation),
    }
    if operation.tag:
        form["tags"] = [operation.tag]
    if operation.deprecated is not None:
        form["deprecated"] = True
    if operation.role != "public":
        form["security"] = [{BEARER: []}]
    else:
        form["security"] = [{}, {BEARER: []}]
    if operation.parameters:
        form["parameters"] = [parameter_document(one) for one in operation.parameters]
    if operation.body is not None:
        form["requestBody"] = _body(operation)
    return form


def parameter_document(parameter: Parameter) -> dict[str, Any]:
    """Return the OpenAPI form of a parameter."""
    place = (
        "path" if parameter.in_path else "header" if parameter.in_header else "query"
    )
    form: dict[str, Any] = {
        "name": parameter.name,
        "in": place,
        "required": parameter.is_required or parameter.in_path,
        "description": parameter.description,
        "schema": dict(parameter.schema),
    }
    if place == "query" and parameter.schema.get("type") == "array":
        form["style"] = "form"
        form["explode"] = False
    if parameter.example is not None:
        form["example"] = parameter.example
    return form


def _responses(operation: Operation) -> dict[str, Any]:
    """Return all answers of an operation by status."""
    own = {name: _text_header(text) for name, text in operation.headers.items()}
    answer: dict[str, Any] = {
        "description": "The answer",
        "headers": {**_every_header(), **own},
    }
    content = _content(operation)
    if content:
        answer["content"] = content
    if operation.links:
        answer["links"] = dict(operation.links)
    responses = {str(operation.status): answer}
    more = dict(operation.more)
    if operation.method == "GET" and operation.status == 200:
        more[304] = "What the caller has is still the same"
        responses["200"]["headers"]["ETag"] = _header("ETag")
    if any(one.schema.get("maxLength", 0) > _SHORT for one in operation.parameters):
        # Said by the server itself, before anything here is asked.
        more[431] = "Address and headers are longer than 65,536 bytes"
    for status, text in more.items():
        responses[str(status)] = {"description": text, "headers": _every_header()}
    for status in sorted({*operation.errors, *_EVERYWHERE}):
        responses[str(status)] = _error(status, has_page=_PAGE in operation.media)
    return responses


def _content(operation: Operation) -> dict[str, Any]:
    """Return the media types of the answer of an operation."""
    media: dict[str, Schema] = {}
    if operation.answer is not None:
        media[operation.answer_type] = operation.answer
    media.update(operation.media)
    content: dict[str, Any] = {}
    for name, schema in media.items():
        whole = {"maxLength": _LONGEST_FILE} if schema.get("type") == "string" else {}
        content[name] = {"schema": {**whole, **schema}}
    if operation.answer_example is not None:
        content[operation.answer_type]["example"] = operation.answer_example
    return content


def _error(status: int, *, has_page: bool) -> dict[str, Any]:
    """Return an error as the document describes it; a page shows it as a page."""
    headers = _every_header()
    if status in (429, 503):
        headers["Retry-After"] = _header("Retry-After")
    if status == 401:
        headers["WWW-Authenticate"] = _header("WWW-Authenticate")
    content: dict[str, Any] = {
        PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}
    }
    if has_page:
        content[_PAGE] = {"schema": {"type": "string", "maxLength": _LONGEST_FILE}}
    return {"description": _ERRORS[status], "headers": headers, "content": content}


def _every_header() -> dict[str, Any]:
    """Return the headers that any answer may have."""
    return {name: _header(name) for name in _OF_EVERY}


def _header(name: str) -> dict[str, str]:
    """Return a reference to a header that the document names."""
    return {"$ref": f"#/components/headers/{name}"}


def _text_header(description: str, **schema: object) -> dict[str, Any]:
    """Return a header as the document describes it."""
    return {
        "description": description,
        "schema": {"type": "string", "maxLength": 8_000, **schema},
    }


def _body(operation: Operation) -> dict[str, Any]:
    """Return the request body of an operation."""
    content: dict[str, Any] = {"schema": dict(operation.body or {})}
    if operation.examples:
        content["examples"] = {
            name: {"value": value} for name, value in operation.examples.items()
        }
    return {"required": True, "content": {"application/json": content}}
