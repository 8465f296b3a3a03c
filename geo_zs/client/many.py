"""Many requirements in few requests: one a line there, one a line back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from geo_zs.client.errors import AnswerError
from geo_zs.client.match_result import Match
from geo_zs.client.reading import match_of, read
from geo_zs.client.results import Refusal
from geo_zs.errors import Problem

if TYPE_CHECKING:
    from geo_zs.client.connection import Connection

_LINES: Final = "application/x-ndjson"
#: Most requirements that the service takes at once.
_MOST_AT_ONCE: Final = 1000


def encoded(given: object) -> bytes:
    """Return a body as JSON in one line.

    Raises
    ------
    ValueError
        If it is no mapping of fields, or holds what JSON lacks, such as NaN: leave
        out what is not known.
    """
    if not isinstance(given, Mapping):
        message = f"is {type(given).__name__}; expected a mapping of fields to values"
        raise ValueError(message)  # noqa: TRY004  a fault of a request as the others
    try:
        return json.dumps(dict(given), ensure_ascii=False, allow_nan=False).encode()
    except (TypeError, ValueError, RecursionError) as error:
        message = f"cannot be sent as JSON: {error}; leave out what is not known"
        raise ValueError(message) from error


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
        prepared = [_prepared(one) for one in some]
        sent = [one for one in prepared if isinstance(one, bytes)]
        answers = iter(_sent(connection, sent))
        for line, one in enumerate(prepared, start=before + 1):
            found = next(answers) if isinstance(one, bytes) else (one,)
            yield found if isinstance(found, Match) else Refusal(line, found)
        before += len(some)


def _prepared(given: object) -> bytes | Problem:
    """Return one requirement as it is sent, or why it cannot be."""
    try:
        return encoded(given)
    except ValueError as error:
        return Problem("", str(error))


def _sent(
    connection: Connection, lines: list[bytes]
) -> list[Match | tuple[Problem, ...]]:
    """Return the answers of some requirements, a match or faults for each."""
    if not lines:
        return []
    answer = connection.post("/api/v1/match/batch", b"\n".join(lines) + b"\n", _LINES)
    found = [line for line in answer.content.split(b"\n") if line.strip()]
    if len(found) != len(lines):
        message = (
            f"{len(lines)} requirements were sent and {len(found)} answered; the "
            "answer was cut short: send fewer at once"
        )
        raise AnswerError(message)
    return [read("line of the batch", _one, line) for line in found]


def _one(line: Any) -> Match | tuple[Problem, ...]:  # noqa: ANN401  as `read` hands it on
    """Return the answer of one line, or its faults."""
    answer = json.loads(line)
    if "problems" not in answer:
        return match_of(answer)
    return tuple(Problem(one["field"], one["message"]) for one in answer["problems"])
