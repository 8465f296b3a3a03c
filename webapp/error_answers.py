"""Errors to answers: a problem document for programs, a page for people.

Under ``/api`` and ``/ogc`` an error is ``application/problem+json`` (RFC 9457) with
the faults in ``problems``; elsewhere it is a page. An error that is not listed says
only "Internal error", and the log gets the traceback. No path, query or stack reaches
a client.
"""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Final

from flask import Flask, Response, request
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from geo_zs.errors import (
    AmbiguousPlaceError,
    ConflictError,
    GeoZsError,
    Problem,
    RecordError,
    RequirementError,
    UnknownPlaceError,
    UnreadableFileError,
)
from webapp.error_pages import error_page
from webapp.errors import (
    PROBLEM_TYPE,
    STATUS,
    BodyError,
    ParameterError,
    UnknownCollectionError,
    UnknownFeatureError,
    UnknownLayerError,
    problem_dict,
)
from webapp.ogc.formats import is_page_wanted
from webapp.present import to_json
from webapp.serving.request_ids import request_id

#: Beginnings of the addresses that programs ask.
_PROGRAMS: Final = ("/api", "/ogc", "/healthz", "/metrics")
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
    429: "Too many requests or failed attempts; see the Retry-After header.",
    503: "The register cannot be reached or is busy; try again in a moment.",
}
#: What is said of an error in other words than those of its status.
_DETAIL_OF: Final[dict[type[GeoZsError], str]] = {
    ConflictError: "Somebody else changed the record; see its present values.",
    RecordError: "The record has values that cannot be kept; see the problems.",
    UnreadableFileError: "The file cannot be read; see the problems.",
}
#: Part of the address that named what is not known.
_FIELD_OF: Final[dict[type[Exception], str]] = {
    UnknownLayerError: "layer_id",
    UnknownCollectionError: "collectionId",
    UnknownFeatureError: "featureId",
}


def install(app: Flask) -> None:
    """Register the handlers of all errors on `app`."""

    @app.errorhandler(GeoZsError)
    def known(error: GeoZsError) -> Response:
        status = next(
            (STATUS[cls] for cls in type(error).__mro__ if cls in STATUS), 500
        )
        if status == 500:
            _log_unexpected(app, error)
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
        response = _answer(
            status, _DETAIL.get(status, HTTPStatus(status).description), (), error
        )
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
        _log_unexpected(app, error)
        return _answer(500, "Internal error")


def _log_unexpected(app: Flask, error: Exception) -> None:
    """Log an error that is the service's own, under the id that its answer names."""
    app.logger.error("unexpected error in request %s", request_id(), exc_info=error)


def _problems(error: GeoZsError) -> tuple[Problem, ...]:
    """Return the faults that an error of ours carries, as problems."""
    if isinstance(
        error, ParameterError | RequirementError | RecordError | UnreadableFileError
    ):
        return error.problems
    if isinstance(error, UnknownPlaceError):
        near = f"; near: {', '.join(error.near)}" if error.near else ""
        name = _FIELD_OF.get(type(error), "name")
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
    error: Exception | None = None,
) -> Response:
    """Return the error as JSON for programs and for JSON files, else as a page."""
    is_program = request.path.startswith(_PROGRAMS) and not is_page_wanted()
    if is_program or request.path.endswith("json"):
        members = problem_dict(status, detail, problems)
        members["request_id"] = request_id()
        if isinstance(error, ConflictError):
            members["current"] = error.current
        return Response(to_json(members), status, content_type=PROBLEM_TYPE)
    return error_page(status, problems, error)
