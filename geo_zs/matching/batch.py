"""Many requirements at once: what they share is worked out once.

Requirements go through in chunks. Within a chunk all are prepared, their scores are
one product of arrays for those with the same number of criteria, and each is then
concluded by itself. Columns by trade, distances to a choice of ports, utilities and
limits are remembered over the whole batch. Every answer is the same, to the last bit,
as that of `geo_zs.matching.engine.match`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, TypeVar

from geo_zs.criteria.defaults import CriteriaBook
from geo_zs.errors import Problem, RequirementError
from geo_zs.matching.engine import MatchResult, Prepared, conclude, prepare
from geo_zs.matching.requirement import Requirement
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
        # The memo is in force within a chunk only, never while the caller goes on.
        with sharing(memo):
            found = _chunk(some, read, tell)
        yield from found


def _chunk(
    given: Sequence[_T],
    read: Callable[[_T], Prepared],
    tell: Callable[[Prepared, Scores], _R],
) -> list[_R | Refused]:
    """Return the answers of one chunk in its order."""
    ready: list[Prepared | Refused] = []
    for one in given:
        try:
            ready.append(read(one))
        except RequirementError as error:
            ready.append(Refused(error.problems))
    scores = iter(
        score_many([case.weighed for case in ready if isinstance(case, Prepared)])
    )
    return [
        case if isinstance(case, Refused) else tell(case, next(scores))
        for case in ready
    ]
