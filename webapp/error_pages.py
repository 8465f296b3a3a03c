"""An error as a page: in the language of the reader, with the bar of where it was.

An error of the workbench or of the pages of accounts keeps their bar for who is
logged in; it asks the register for nothing once the register itself is the trouble.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from flask import Response, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError

from geo_zs.errors import (
    ConflictError,
    GeoZsError,
    Problem,
    RecordError,
    UnknownPlaceError,
    UnknownRecordError,
    UnreadableFileError,
)
from geo_zs.imports.all_words import say
from geo_zs.imports.faults import Fault as FileFault
from geo_zs.register.account_faults import AccountFault
from geo_zs.register.faults import RecordFault
from geo_zs.register.refusals import RefusalError
from webapp.accounts import current
from webapp.accounts.blueprint import private_page
from webapp.accounts.words import league_words, moment_of
from webapp.errors import Fault, TooFastError
from webapp.params import read_lang
from webapp.phrases import TEXTS, Phrases, phrases
from webapp.planner.blueprint import planner_page
from webapp.present import number_text
from webapp.security import is_private

#: What an error is called in other words than those of its status.
_KEYS: Final[dict[type, str]] = {
    CSRFError: "error_form",
    ConflictError: "error_conflict",
    RecordError: "error_record",
    UnknownRecordError: "error_no_record",
    UnreadableFileError: "error_file",
}
#: A fault as a page shows it: field, text, language of the text if it is another.
_Line = tuple[str, str, str]


def error_page(
    status: int, problems: Sequence[Problem], error: Exception | None
) -> Response:
    """Return the page of an error.

    Parameters
    ----------
    status : int
        HTTP status.
    problems : sequence of Problem
        All faults found.
    error : Exception or None
        The error, where it is one of ours.
    """
    t = phrases(read_lang(request.args))
    key = _KEYS.get(type(error), f"error_{status}")
    lead_key = f"{key}_lead"
    is_place = isinstance(error, UnknownPlaceError)
    values: dict[str, Any] = {
        "code": status,
        "heading": t(key if key in TEXTS else "error_other"),
        "lead": t(lead_key, **_lead_values(status, error)) if lead_key in TEXTS else "",
        "faults": [] if is_place else _lines(t, problems, error),
        "unknown": error.name if isinstance(error, UnknownPlaceError) else "",
        "near": _near_pages(error) if isinstance(error, UnknownPlaceError) else [],
    }
    if _is_known(status):
        if request.path.startswith("/planner"):
            return planner_page(
                "planner/error.html", section="", status=status, **values
            )
        return private_page("accounts/error.html", status=status, **values)
    page = render_template("pages/error.html", **values)
    return Response(page, status, content_type="text/html; charset=utf-8")


def _is_known(status: int) -> bool:
    """Tell whether the page is a private one and somebody is logged in."""
    if not is_private(request.path):
        return False
    if status >= 500 and not current.is_identified():
        return False
    try:
        return current.identity().account is not None
    except (GeoZsError, SQLAlchemyError):
        return False


def _lead_values(status: int, error: Exception | None) -> dict[str, object]:
    """Return what the sentence below the heading mentions."""
    if isinstance(error, ConflictError):
        at = moment_of(error.current.get("updated_at"))
        return {"who": error.current.get("updated_by") or "—", "at": at or "—"}
    if isinstance(error, UnknownRecordError):
        return {"key": error.key}
    if status == 413:
        return {"most": number_text((request.max_content_length or 0) / 1_000_000)}
    return {}


def _lines(
    t: Phrases, problems: Sequence[Problem], error: Exception | None
) -> list[_Line]:
    """Return the faults in the words of the page, as far as there are such words."""
    if isinstance(error, RefusalError):
        text = error.text(t.lang, league_name=lambda code: league_words([code]))
        return [("", text, "")]
    if isinstance(error, ConflictError | TooFastError | UnknownRecordError):
        return []  # the sentence below the heading says it
    return [_line(t, one) for one in problems]


def _line(t: Phrases, problem: Problem) -> _Line:
    """Return one fault; in English where it has no other words."""
    if isinstance(problem, Fault) and t.knows(problem.key):
        return problem.field, t(problem.key, **problem.values), ""
    if isinstance(problem, AccountFault | RecordFault):
        return problem.field, problem.text(t.lang), ""
    if isinstance(problem, FileFault):
        return problem.field, say(problem, t.lang), ""
    return problem.field, problem.message, "" if t.lang == "en" else "en"


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
