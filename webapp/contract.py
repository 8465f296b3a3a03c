"""The contract of the API: each route says beside its view what it takes and gives.

`Contract.operation` registers the view and keeps the description; the OpenAPI
document is written from the descriptions (`webapp.openapi`), so a route cannot be
served without one. Each part of the service with an address of its own (``/api``,
``/ogc``) has a contract; the document covers all that are installed in the app.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from flask import Blueprint, Flask, Response, current_app
from werkzeug.http import http_date

from webapp.accounts.roles import mark_role

if TYPE_CHECKING:
    from geo_zs.register.access import Role

Schema = Mapping[str, Any]

_View = TypeVar("_View", bound=Callable[..., Response])
_CONVERTER: Final = re.compile(r"<(?:\w+:)?(\w+)>")
_KEY: Final = "geo_zs_contracts"
_OPERATION: Final = "operation"


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
        JSON Schema of its value. A list in the query is written with commas.
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


@dataclass(frozen=True)
class Deprecation:
    """That a route will go, and when; see ``docs/versioning.md``.

    Parameters
    ----------
    since : date
        From when on nothing new should be built on it.
    sunset : date, optional
        From when on it may be gone.
    successor : str, optional
        Address of what to use instead.
    """

    since: date
    sunset: date | None = None
    successor: str = ""

    def headers(self) -> dict[str, str]:
        """Return the headers of RFC 9745 and RFC 8594."""
        told = {"Deprecation": f"@{int(_midnight(self.since).timestamp())}"}
        if self.sunset is not None:
            told["Sunset"] = http_date(_midnight(self.sunset))
        if self.successor:
            told["Link"] = f'<{self.successor}>; rel="successor-version"'
        return told


@dataclass(frozen=True)
class Operation:
    """A route as the OpenAPI document describes it.

    Parameters
    ----------
    method, rule : str
        ``GET``, ``POST``, ``PATCH`` or ``DELETE``, and the rule as Flask writes it,
        from the prefix of its contract on.
    name : str
        Operation id.
    summary, description : str
        One line, and the rest.
    answer : mapping or None
        JSON Schema of the answer; None for an answer without a body.
    answer_type : str
        Media type of the answer.
    errors : sequence of int
        Status codes of the errors that a caller can cause, beside those that every
        route has (405, 429, 500).
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
    media : mapping of str to schema, optional
        Further media types of the answer.
    more : mapping of int to str, optional
        Further answers that are no errors and have no body, by status.
    aliases : sequence of str, optional
        Further rules of the same view, which the document leaves out.
    tag : str, optional
        The group that the document shows it in.
    answer_example : object, optional
        An answer as it may come.
    links : mapping, optional
        OpenAPI links: what of the answer another operation takes.
    is_costly : bool, optional
        Whether it is counted under the tighter limit of rate.
    is_settled : bool, optional
        Whether data version, address and Accept headers alone decide what the public
        is answered, so that the entity tag can be known before the answer; when not
        given, whether it is a public ``GET`` that takes no token.
    deprecated : Deprecation, optional
        That it will go, and when.
    prefix : str, optional
        Beginning of its path; set by the contract that registers it.
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
    media: Mapping[str, Schema] = field(default_factory=dict)
    more: Mapping[int, str] = field(default_factory=dict)
    aliases: Sequence[str] = ()
    tag: str = ""
    answer_example: object = None
    links: Mapping[str, Any] = field(default_factory=dict)
    is_costly: bool = False
    is_settled: bool | None = None
    deprecated: Deprecation | None = None
    prefix: str = "/api"

    @property
    def has_settled_answer(self) -> bool:
        """Whether the tag of the answer to the public can be known before it."""
        if self.method != "GET" or self.status != 200 or self.role != "public":
            return False
        return not self.takes_token if self.is_settled is None else self.is_settled

    @property
    def path(self) -> str:
        """The path as OpenAPI writes it."""
        return self.prefix + _CONVERTER.sub(r"{\1}", self.rule)


@dataclass
class Contract:
    """The operations of one blueprint.

    Parameters
    ----------
    blueprint : Blueprint
        Where the views are registered; its ``url_prefix`` begins their paths.
    schemas : callable, optional
        Returns the schemas that the operations name, by name; called within a
        request, so that it may name what the data knows.
    tags : mapping of str to str, optional
        The groups of the operations, with a description of each.
    """

    blueprint: Blueprint
    schemas: Callable[[], Mapping[str, Any]] = dict
    tags: Mapping[str, str] = field(default_factory=dict)
    operations: list[Operation] = field(default_factory=list)

    def operation(self, operation: Operation) -> Callable[[_View], _View]:
        """Register a view together with its description.

        A rule may be empty: the path is then the prefix itself.
        """
        described = replace(operation, prefix=self.blueprint.url_prefix or "")

        def register(view: _View) -> _View:
            self.operations.append(described)
            served = _telling(view, described.deprecated)
            setattr(served, _OPERATION, described)
            mark_role(served, described.role)
            for rule in (described.rule, *described.aliases):
                self.blueprint.add_url_rule(
                    rule, described.name, served, methods=[described.method]
                )
            return served

        return register

    def install(self, app: Flask) -> None:
        """Serve the operations in `app`, and describe them in its document."""
        app.register_blueprint(self.blueprint)
        app.extensions.setdefault(_KEY, []).append(self)


def contracts() -> tuple[Contract, ...]:
    """Return the contracts of the app that serves the present request."""
    return tuple(current_app.extensions.get(_KEY, ()))


def operation_of(endpoint: str | None) -> Operation | None:
    """Return the description of the view of an endpoint; None if it has none."""
    view = current_app.view_functions.get(endpoint or "")
    return cast("Operation | None", getattr(view, _OPERATION, None))


def _telling(view: _View, deprecation: Deprecation | None) -> _View:
    """Return the view, telling in each answer that it will go, if it will."""
    if deprecation is None:
        return view
    headers = deprecation.headers()

    @functools.wraps(view)
    def deprecated(*args: Any, **kwargs: Any) -> Response:  # noqa: ANN401 - any view
        response = view(*args, **kwargs)
        response.headers.extend(headers)
        return response

    return cast("_View", deprecated)


def _midnight(day: date) -> datetime:
    """Return the beginning of a day in UTC."""
    return datetime.combine(day, time(), UTC)
