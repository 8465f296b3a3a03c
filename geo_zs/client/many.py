"""Many requirements in few requests: one a line there, one a line back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from geo_zs.client.errors import AnswerError
from geo_zs.client.match_result import Match, match_of, read
from geo_zs.client.results import Refusal
from geo_zs.errors import Problem

if TYPE_CHECKING:
    from geo_zs.client.connection import Connection

_LINES: Final = "application/x-ndjson"
#: Most requirements that the service takes at once.
_MOST_AT_ONCE: Final = 1000


def encoded(given: Mapping[str, Any]) -> bytes:
    """Return a body as JSON in one line.

    Raises
    ------
    ValueError
        If it holds NaN or infinity, which JSON lacks: leave out what is not known.
    """
    return json.dumps(dict(given), ensure_ascii=False, allow_nan=False).encode()


def answers_of_many(
    connection: Connection, requirements: Iterable[Mapping[str, Any]], at_once: int
) -> Iterator[Match | Refusal]:
    """Yield the answer of each requirement, in their order.

    Parameters
    ----------
    connection : Connection
        To the service.
    requirements : iterable of mapping
        Any number of them.
    at_once : int
        How many are sent in one request, 1 to 1000.

    Raises
    ------
    ValueError
        If `at_once` is out of range.
    AnswerError
        If an answer was cut short.
    """
    if not 1 <= at_once <= _MOST_AT_ONCE:
        message = f"at_once is {at_once}; expected 1 to {_MOST_AT_ONCE}"
        raise ValueError(message)
    return _answers(connection, iter(requirements), at_once)


def _answers(
    connection: Connection, waiting: Iterator[Mapping[str, Any]], at_once: int
) -> Iterator[Match | Refusal]:
    """Yield answers, sending some requirements at a time."""
    before = 0
    while some := list(islice(waiting, at_once)):
        body = b"".join(encoded(one) + b"\n" for one in some)
        answer = connection.post("/api/v1/match/batch", body, _LINES)
        lines = [line for line in answer.content.split(b"\n") if line.strip()]
        if len(lines) != len(some):
            message = (
                f"{len(some)} requirements were sent and {len(lines)} answered; the "
                "answer was cut short: send fewer at once"
            )
            raise AnswerError(message)
        for line in lines:
            found = read("line of the batch", _one, line)
            if isinstance(found, Refusal):
                yield Refusal(found.line + before, found.problems)
            else:
                yield found
        before += len(some)


def _one(line: Any) -> Match | Refusal:  # noqa: ANN401  as `read` hands it on
    """Return the answer of one line."""
    answer = json.loads(line)
    if "problems" not in answer:
        return match_of(answer)
    problems = [Problem(one["field"], one["message"]) for one in answer["problems"]]
    return Refusal(int(answer["line"]), tuple(problems))
