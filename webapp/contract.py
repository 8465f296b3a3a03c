"""The contract of the API: each route says beside its view what it takes and gives.

`Contract.operation` registers the view and keeps the description; the OpenAPI
document is written from the descriptions, so a route cannot be served without
one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeVar

from flask import Blueprint, Response

from webapp.accounts.roles import mark_role
from webapp.errors import PROBLEM_TYPE

if TYPE_CHECKING:
    from geo_zs.register.access import Role

Schema = Mapping[str, Any]

_View = TypeVar("_View", bound=Callable[..., Response])
_CONVERTER: Final = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Parameter:
    """A parameter of a route.

    Parameters
    ----------
    name : str
        Its name in the address.
    description : str
        What it does.
    schema : mapping
        JSON Schema of its value.
    example : object, optional
        A value that works.
    is_required : bool, optional
        Whether the route needs it; always true for a part of the path.
    in_path : bool, optional
        Whether it is a part of the path.
    in_header : bool, optional
        Whether it is a header.
    """

    name: str
    description: str
    schema: Schema
    example: object = None
    is_required: bool = False
    in_path: bool = False
    in_header: bool = False

    def document(self) -> dict[str, Any]:
        """Return the OpenAPI form."""
        form: dict[str, Any] = {
            "name": self.name,
            "in": "path" if self.in_path else "header" if self.in_header else "query",
            "required": self.is_required or self.in_path,
            "description": self.description,
            "schema": dict(self.schema),
        }
        if self.name == "bbox":
            form["style"] = "form"
            form["explode"] = False
        if self.example is not None:
            form["example"] = self.example
        return form


@dataclass(frozen=True)
class Operation:
    """A route as the OpenAPI document describes it.

    Parameters
    ----------
    method, rule : str
        ``GET``, ``POST``, ``PATCH`` or ``DELETE``, and the rule as Flask writes it,
        from ``/api`` on.
    name : str
        Operation id.
    summary, description : str
        One line, and the rest.
    answer : mapping or None
        JSON Schema of the answer; None for an answer without a body.
    answer_type : str
        Media type of the answer.
    errors : sequence of int
        Status codes of the errors that a caller can cause.
    parameters : sequence of Parameter
        Its parameters.
    body : mapping, optional
        JSON Schema of the request body.
    examples : mapping, optional
        Request bodies by name.
    status : int, optional
        Status of the answer.
    headers : mapping of str to str, optional
        Headers of the answer beside the data version, with what they say.
    role : {"public", "viewer", "planner", "admin"}, optional
        The least role of the account whose token is sent.
    takes_token : bool, optional
        Whether a token shows more although none is needed.
    """

    method: str
    rule: str
    name: str
    summary: str
    description: str
    answer: Schema | None
    answer_type: str = "application/json"
    errors: Sequence[int] = ()
    parameters: Sequence[Parameter] = ()
    body: Schema | None = None
    examples: Mapping[str, Any] | None = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    role: Role = "public"
    takes_token: bool = False

    @property
    def path(self) -> str:
        """The path as OpenAPI writes it."""
        return "/api" + _CONVERTER.sub(r"{\1}", self.rule)

    def document(self) -> dict[str, Any]:
        """Return the OpenAPI form."""
        headers = {"X-Data-Version": "Version of the data in the answer"}
        answer: dict[str, Any] = {
            "description": "The answer",
            "headers": {
                name: {"description": text, "schema": {"type": "string"}}
                for name, text in {**headers, **self.headers}.items()
            },
        }
        if self.answer is not None:
            answer["content"] = {self.answer_type: {"schema": dict(self.answer)}}
        form: dict[str, Any] = {
            "operationId": self.name,
            "summary": self.summary,
            "description": self.description,
            "responses": {str(self.status): answer},
        }
        if self.role != "public":
            form["security"] = [{BEARER: []}]
        elif self.takes_token:
            form["security"] = [{}, {BEARER: []}]
        for status in self.errors:
            form["responses"][str(status)] = {
                "description": _ERRORS[status],
                "content": {
                    PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}
                },
            }
        if self.parameters:
            form["parameters"] = [item.document() for item in self.parameters]
        if self.body is not None:
            content: dict[str, Any] = {"schema": dict(self.body)}
            if self.examples:
                content["examples"] = {
                    name: {"value": value} for name, value in self.examples.items()
                }
            form["requestBody"] = {
                "required": True,
                "content": {"application/json": content},
            }
        return form


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
    409: "Somebody else changed the record; `current` holds its present values",
    413: "The body is too large",
    415: "The body is not sent as application/json",
    422: "The requirement or record has values that cannot be used; all are listed",
    429: "Too many tokens that open nothing came from this network",
}


@dataclass
class Contract:
    """The operations of one blueprint.

    Parameters
    ----------
    blueprint : Blueprint
        Where the views are registered.
    """

    blueprint: Blueprint
    operations: list[Operation] = field(default_factory=list)

    def operation(self, operation: Operation) -> Callable[[_View], _View]:
        """Register a view together with its description."""

        def register(view: _View) -> _View:
            self.operations.append(operation)
            mark_role(view, operation.role)
            self.blueprint.add_url_rule(
                operation.rule,
                operation.name,
                view,
                methods=[operation.method],
            )
            return view

        return register
