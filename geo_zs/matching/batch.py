"""Many requirements at once: what they share is worked out once.

Requirements go through in chunks. Within a chunk all are prepared, their scores are
one product of arrays for those with the same number of criteria, and each is then
concluded by itself. Columns by trade, distances to a choice of ports, utilities and
limits are remembered over the whole batch. Every answer is the same, to the last bit,
as that of `geo_zs.matching.engine.match`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, TypeVar

from geo_zs.criteria.defaults import CriteriaBook
from geo_zs.errors import Problem, RequirementError
from geo_zs.matching.answer import to_answer
from geo_zs.matching.engine import Prepared, conclude, prepare
from geo_zs.matching.requirement import Requirement
from geo_zs.matching.result import MatchResult
from geo_zs.matching.rules import RuleBook
from geo_zs.matching.score import Scores, score_many
from geo_zs.matching.shared import Memo, sharing
from geo_zs.matching.table import SiteTable

#: Requirements that are scored in one product: 258 sites × 12 criteria take 5 MB.
CHUNK: Final = 64

_T = TypeVar("_T")
_R = TypeVar("_R")


@dataclass(frozen=True, eq=False)
class Refused:
    """A requirement of a batch that cannot be answered.

    Parameters
    ----------
    problems : tuple of Problem
        Every fault, as `RequirementError` has them.
    """

    problems: tuple[Problem, ...]


def match_many(
    sites: SiteTable,
    requirements: Iterable[Requirement],
    criteria: CriteriaBook,
    rules: RuleBook | None = None,
    *,
    chunk: int = CHUNK,
) -> Iterator[MatchResult]:
    """Rank the candidate sites for each of many requirements.

    Parameters
    ----------
    sites, criteria, rules
        As in `geo_zs.matching.engine.match`.
    requirements : iterable of Requirement
        Read only as fast as results are taken, a chunk ahead.
    chunk : int
        How many are scored in one product; bounds the memory.

    Yields
    ------
    MatchResult
        In the order of the requirements.

    Raises
    ------
    RequirementError
        If one of them leaves nothing to score by; `answer_many` goes on instead.
    """
    answers = answer_many(
        requirements,
        read=lambda one: prepare(sites, one, criteria),
        tell=lambda ready, scores: conclude(ready, scores, criteria, rules),
        chunk=chunk,
    )
    for found in answers:
        if isinstance(found, Refused):
            raise RequirementError(found.problems)
        yield found


def answer_many(
    given: Iterable[_T],
    *,
    read: Callable[[_T], Prepared],
    tell: Callable[[Prepared, Scores], _R],
    chunk: int = CHUNK,
) -> Iterator[_R | Refused]:
    """Read, score and tell many requirements; a faulty one stops none of the others.

    Parameters
    ----------
    given : iterable
        Requirements as they came.
    read : callable
        Prepares one of them (`geo_zs.matching.engine.prepare`), or raises
        `RequirementError`.
    tell : callable
        Makes an answer of one and its scores (`geo_zs.matching.engine.conclude`).
    chunk : int
        As in `match_many`.

    Yields
    ------
    object or Refused
        What `tell` returned, or the faults; in the order given.
    """
    memo = Memo()
    rest = iter(given)
    while some := list(islice(rest, chunk)):
        # The memo is in force while we work, never while the caller goes on.
        with sharing(memo):
            ready = [_read(one, read) for one in some]
            scores = iter(
                score_many([one.weighed for one in ready if isinstance(one, Prepared)])
            )
        for one in ready:
            if isinstance(one, Refused):
                yield one
                continue
            with sharing(memo):
                found = tell(one, next(scores))
            yield found


def answer_lines(
    given: Iterable[object | Refused],
    *,
    sites: SiteTable,
    criteria: CriteriaBook,
    rules: RuleBook | None,
    read: Callable[[object], Requirement],
    data_version: str,
    chunk: int = CHUNK,
) -> Iterator[dict[str, Any]]:
    """Answer many requirements as they came, one JSON object each, in their order.

    Parameters
    ----------
    given : iterable
        Decoded JSON, or `Refused` for what could not be decoded.
    sites, criteria, rules, chunk
        As in `match_many`.
    read : callable
        Checks one (`geo_zs.catalog.Catalog.read`); raises `RequirementError`.
    data_version : str
        As in `geo_zs.matching.answer.to_answer`.

    Yields
    ------
    dict
        The answer of ``/match``; for a faulty requirement ``line`` (1 is the first)
        and ``problems`` with field and message of each fault.
    """

    def prepared(one: object | Refused) -> Prepared:
        if isinstance(one, Refused):
            raise RequirementError(one.problems)
        return prepare(sites, read(one), criteria)

    answers = answer_many(
        given,
        read=prepared,
        tell=lambda ready, scores: to_answer(
            conclude(ready, scores, criteria, rules), data_version
        ),
        chunk=chunk,
    )
    for line, found in enumerate(answers, start=1):
        if isinstance(found, Refused):
            problems = [
                {"field": one.field, "message": one.message} for one in found.problems
            ]
            yield {"line": line, "problems": problems}
        else:
            yield found


def _read(one: _T, read: Callable[[_T], Prepared]) -> Prepared | Refused:
    """Return a requirement ready to be scored, or its faults."""
    try:
        return read(one)
    except RequirementError as error:
        return Refused(error.problems)
