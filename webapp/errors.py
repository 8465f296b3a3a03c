"""The errors of the web service, their status codes, and their shape in JSON.

Whatever is not listed is 500. How they are answered is in `webapp.error_answers`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import ClassVar, Final

from geo_zs.body_faults import show
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


@dataclass(frozen=True)
class PlacedFault(Fault):
    """A fault whose place in the value is known.

    Parameters
    ----------
    snippet : str
        The faulty line with a mark below the fault; empty where it shows nothing.
    members : mapping
        Where it is and what could stand there, as JSON has it.
    """

    snippet: str = ""
    members: Mapping[str, object] = field(default_factory=dict, compare=False)


class UnknownLayerError(UnknownPlaceError):
    """No layer has this id."""


class UnknownCollectionError(UnknownPlaceError):
    """No collection has this id, or none that the account may see."""


class UnknownFeatureError(UnknownPlaceError):
    """No feature of a collection has this id, or none that the account may see."""


class ParameterError(GeoZsError):
    """Parameters of a link are unknown or have unusable values: see ``problems``."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class BodyError(GeoZsError):
    """The body of a request is not JSON."""


class MediaTypeError(GeoZsError):
    """The body of a request has another media type than JSON."""


class CodingError(MediaTypeError):
    """The body of a request is compressed, or coded in another way.

    Parameters
    ----------
    coding : str
        What the header ``Content-Encoding`` says.
    """

    def __init__(self, coding: str) -> None:
        self.headers = {"Accept-Encoding": "identity"}
        super().__init__(
            f"the body has Content-Encoding: {show(coding)}; send it as it is, "
            "without this header"
        )


class LoginNeededError(GeoZsError):
    """Nobody is logged in, or the token that was sent opens nothing.

    Parameters
    ----------
    is_bad_token : bool
        Whether a token was sent.
    is_miswritten : bool
        Whether the header was sent in another form than that of a token.
    """

    def __init__(
        self, *, is_bad_token: bool = False, is_miswritten: bool = False
    ) -> None:
        kind = "invalid_token" if is_bad_token else "invalid_request"
        fault = f', error="{kind}"' if is_bad_token or is_miswritten else ""
        self.headers = {"WWW-Authenticate": f'Bearer realm="geo_zs"{fault}'}
        super().__init__(
            "the token is unknown, expired or revoked, or its account is disabled; "
            "make a new one on the page of your account"
            if is_bad_token
            else "the header Authorization holds no token as this service reads it; "
            "write Authorization: Bearer gzs_…, or leave the header out"
            if is_miswritten
            else "send a token: Authorization: Bearer gzs_…"
        )


class ScopeError(ForbiddenError):
    """A token that is for reading was sent with a request that would write."""

    def __init__(self) -> None:
        value = 'Bearer realm="geo_zs", error="insufficient_scope", scope="write"'
        self.headers = {"WWW-Authenticate": value}
        super().__init__("the token is for reading; make one with the scope 'write'")


class TooOftenError(GeoZsError):
    """Whoever asks must wait.

    Parameters
    ----------
    seconds : int
        When to try again, from now.
    """

    reason: ClassVar[str]

    def __init__(self, seconds: int) -> None:
        self.headers = {"Retry-After": str(seconds)}
        super().__init__(f"{self.reason}; try again in {seconds} s")


class TooManyError(TooOftenError):
    """Too many attempts failed of late."""

    reason = "too many attempts failed"


class TooFastError(TooOftenError):
    """Too many requests came of late."""

    reason = "too many requests"


class NoMetricsError(GeoZsError):
    """Metrics are switched off, or cannot be counted here."""


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
    NoMetricsError: 404,
    AmbiguousPlaceError: 409,
    ConflictError: 409,
    MediaTypeError: 415,
    RequirementError: 422,
    RecordError: 422,
    UnreadableFileError: 422,
    TooOftenError: 429,
    RegisterError: 503,
}
"""Status of each error that a client can cause; all others are 500."""

PROBLEM_TYPE: Final = "application/problem+json"


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
            {
                "field": problem.field,
                "message": problem.message,
                **getattr(problem, "members", {}),
            }
            for problem in problems
        ],
    }
