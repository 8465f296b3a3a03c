"""Errors to answers: one table of status codes, one JSON shape, one HTML page.

Under ``/api`` an error is ``application/problem+json`` (RFC 9457) with the faults
in ``problems``; elsewhere it is a page. Whatever is not listed is 500: the client
reads "Internal error", the log gets the traceback. No path, query or stack
reaches a client.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

from flask import Flask, Response, render_template, request, url_for
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from geo_zs.errors import (
    AmbiguousPlaceError,
    ConflictError,
    ForbiddenError,
    GeoZsError,
    Problem,
    RecordError,
    RegisterError,
    RequirementError,
    UnknownPlaceError,
    UnknownRecordError,
    UnreadableFileError,
)
from webapp.present import to_json


@dataclass(frozen=True)
class Fault(Problem):
    """A fault that a page says in its own language.

    Parameters
    ----------
    key : str
        Phrase that says it.
    values : mapping
        What the places of the phrase are filled with.
    """

    key: str = ""
    values: Mapping[str, object] = field(default_factory=dict, compare=False)


class UnknownLayerError(UnknownPlaceError):
    """No layer has this id."""


class ParameterError(GeoZsError):
    """Parameters of a link are unknown or have unusable values: see ``problems``."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class BodyError(GeoZsError):
    """The body of a request is not JSON."""


class MediaTypeError(GeoZsError):
    """The body of a request has another media type than JSON."""


class LoginNeededError(GeoZsError):
    """Nobody is logged in, or the token that was sent opens nothing.

    Parameters
    ----------
    is_bad_token : bool
        Whether a token was sent.
    """

    def __init__(self, *, is_bad_token: bool = False) -> None:
        fault = ', error="invalid_token"' if is_bad_token else ""
        self.headers = {"WWW-Authenticate": f'Bearer realm="geo_zs"{fault}'}
        super().__init__(
            "the token is unknown, expired or revoked, or its account is disabled; "
            "make a new one on the page of your account"
            if is_bad_token
            else "send a token: Authorization: Bearer gzs_…"
        )


class ScopeError(ForbiddenError):
    """A token that is for reading was sent with a request that would write."""

    def __init__(self) -> None:
        value = 'Bearer realm="geo_zs", error="insufficient_scope", scope="write"'
        self.headers = {"WWW-Authenticate": value}
        super().__init__("the token is for reading; make one with the scope 'write'")


class TooManyError(GeoZsError):
    """Too many attempts failed of late.

    Parameters
    ----------
    seconds : int
        When to try again, from now.
    """

    def __init__(self, seconds: int) -> None:
        self.headers = {"Retry-After": str(seconds)}
        super().__init__(f"too many attempts failed; try again in {seconds} s")


class NoRegisterError(GeoZsError):
    """The service runs without a register of projects."""

    def __init__(self) -> None:
        super().__init__(
            "this service has no register of projects; its operator makes one with: "
            "geo-zs register init"
        )


STATUS: Final[dict[type[GeoZsError], int]] = {
    ParameterError: 400,
    BodyError: 400,
    LoginNeededError: 401,
    ForbiddenError: 403,
    UnknownPlaceError: 404,
    UnknownRecordError: 404,
    NoRegisterError: 404,
    AmbiguousPlaceError: 409,
    ConflictError: 409,
    MediaTypeError: 415,
    RequirementError: 422,
    RecordError: 422,
    UnreadableFileError: 422,
    TooManyError: 429,
    RegisterError: 503,
}
"""Status of each error that a client can cause; all others are 500."""

PROBLEM_TYPE: Final = "application/problem+json"

_DETAIL: Final = {
    400: "The request cannot be read; see the problems.",
    401: "This needs an account; see the problems.",
    403: "The account may not do this; see the problems.",
    404: "There is nothing at this address.",
    405: "This address does not take this method; see the Allow header.",
    409: "The name stands for several places; see the problems.",
    413: "The body is larger than this service takes.",
    415: "Send the body as application/json.",
    422: "The requirement has values that cannot be used; see the problems.",
    429: "Too many attempts; see the Retry-After header.",
    503: "The register cannot be reached or is busy; try again in a moment.",
}
#: What is said of an error in other words than those of its status.
_DETAIL_OF: Final[dict[type[GeoZsError], str]] = {
    ConflictError: "Somebody else changed the record; see its present values.",
    RecordError: "The record has values that cannot be kept; see the problems.",
    UnreadableFileError: "The file cannot be read; see the problems.",
}


def problem_dict(
    status: int, detail: str, problems: Sequence[Problem] = ()
) -> dict[str, object]:
    """Return the members of a problem document.

    Parameters
    ----------
    status : int
        HTTP status.
    detail : str
        What went wrong, without anything internal.
    problems : sequence of Problem
        All faults found.

    Returns
    -------
    dict
        ``type``, ``title``, ``status``, ``detail`` and ``problems``.
    """
    return {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "problems": [
            {"field": problem.field, "message": problem.message} for problem in problems
        ],
    }


def install(app: Flask) -> None:
    """Register the handlers of all errors on `app`."""

    @app.errorhandler(GeoZsError)
    def known(error: GeoZsError) -> Response:
        status = next(
            (STATUS[cls] for cls in type(error).__mro__ if cls in STATUS), 500
        )
        if status == 500:
            app.logger.error("unexpected error", exc_info=error)
            return _answer(500, "Internal error")
        detail = _DETAIL_OF.get(type(error), _DETAIL[status])
        response = _answer(status, detail, _problems(error), error)
        response.headers.extend(getattr(error, "headers", {}))
        return response

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response:
        status = error.code or 500
        if status in (301, 302, 303, 307, 308):
            return Response(status=status, headers=error.get_headers())
        response = _answer(status, _DETAIL.get(status, HTTPStatus(status).description))
        for name, value in error.get_headers():
            if name.lower() in ("allow", "retry-after"):
                response.headers[name] = value
        return response

    @app.errorhandler(OperationalError)
    def unreachable(error: OperationalError) -> Response:
        # One line: the database is away, and every request would tell it at length.
        app.logger.error(
            "the register cannot be reached: %s", type(error.orig).__name__
        )
        response = _answer(503, _DETAIL[503])
        response.headers["Retry-After"] = "10"
        return response

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        app.logger.error("unexpected error", exc_info=error)
        return _answer(500, "Internal error")


def _problems(error: GeoZsError) -> tuple[Problem, ...]:
    """Return the faults that an error of ours carries, as problems."""
    if isinstance(
        error, ParameterError | RequirementError | RecordError | UnreadableFileError
    ):
        return error.problems
    if isinstance(error, UnknownPlaceError):
        near = f"; near: {', '.join(error.near)}" if error.near else ""
        name = "layer_id" if isinstance(error, UnknownLayerError) else "name"
        return (Problem(name, f"nothing is known as {error.name!r}{near}"),)
    if isinstance(error, AmbiguousPlaceError):
        names = "; ".join(
            f"{getattr(one, 'kind', '')} {getattr(one, 'name_zh', one)}"
            for one in error.candidates
        )
        return (Problem("name", f"{error}; candidates: {names}"),)
    return (Problem("body" if isinstance(error, BodyError) else "", str(error)),)


def _answer(
    status: int,
    detail: str,
    problems: Sequence[Problem] = (),
    error: GeoZsError | None = None,
) -> Response:
    """Return the error as JSON under ``/api`` and for JSON files, else as a page."""
    if request.path.startswith("/api") or request.path.endswith("json"):
        members = problem_dict(status, detail, problems)
        if isinstance(error, ConflictError):
            members["current"] = error.current
        return Response(to_json(members), status, content_type=PROBLEM_TYPE)
    page = render_template(
        "pages/error.html",
        status=status,
        detail=detail,
        problems=problems,
        unknown=error.name if isinstance(error, UnknownPlaceError) else "",
        near=_near_pages(error) if isinstance(error, UnknownPlaceError) else [],
    )
    return Response(page, status, content_type="text/html; charset=utf-8")


def _near_pages(error: UnknownPlaceError) -> list[tuple[str, str]]:
    """Return key and address of pages like the one asked for.

    The addresses are those of the same view with another key, in the language of
    the page.
    """
    arguments = request.view_args or {}
    if request.endpoint is None or len(arguments) != 1:
        return []
    (argument,) = arguments
    lang = "en" if request.args.get("lang") == "en" else None
    found = []
    for key in error.near[:12]:
        values: dict[str, Any] = {argument: str(key), "lang": lang}
        found.append((str(key), url_for(request.endpoint, **values)))
    return found
