"""What can go wrong between a client and the service.

Part of the tree of `geo_zs.errors`::

    GeoZsError
    └── ClientError          the client is closed, or cannot make the request
        ├── ApiError         the service answered that it cannot: see ``problems``
        ├── NoAnswerError    nobody answered, or not in time
        ├── AnswerError      an answer that the client cannot use
        └── UnknownSiteError an answer names no such site: see ``near``
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from geo_zs.errors import GeoZsError, Problem, UnknownPlaceError


class ClientError(GeoZsError):
    """Base of all errors of the client."""


class ApiError(ClientError):
    """The service answered with an error (RFC 9457).

    Parameters
    ----------
    status : int
        Status of the answer, 300 or more.
    title, detail : str
        What the service says of it; empty where it says nothing.
    problems : sequence of Problem
        All faults of the request, with the field of each.
    request_id : str or None
        Names the request in the log of the service.
    retry_after_s : float or None
        Seconds after which the service asks to come again.
    document : mapping or None
        The problem document as it came, such as ``current`` of a conflict.
    """

    def __init__(
        self,
        status: int,
        *,
        title: str = "",
        detail: str = "",
        problems: Sequence[Problem] = (),
        request_id: str | None = None,
        retry_after_s: float | None = None,
        document: Mapping[str, Any] | None = None,
    ) -> None:
        self.status = status
        self.title = title
        self.detail = detail
        self.problems: tuple[Problem, ...] = tuple(problems)
        self.request_id = request_id
        self.retry_after_s = retry_after_s
        self.document: Mapping[str, Any] = dict(document or {})
        lines = [" ".join(part for part in (str(status), title, detail) if part)]
        lines += [f"- {problem}" for problem in self.problems]
        if request_id:
            lines.append(f"(request {request_id})")
        super().__init__("\n".join(lines))


class NoAnswerError(ClientError):
    """Nobody answered at the address, or not in time."""


class AnswerError(ClientError):
    """An answer that the client cannot use: another kind of server, or cut short."""


class UnknownSiteError(ClientError, UnknownPlaceError):
    """The answer to a requirement names no site of this id; see ``near``."""
