"""Which limits tell the ranked places apart, and which nobody can verify.

A mark on every card tells nothing. A limit that hardly any place can be verified
by is told once for the whole answer; a mark on a card is kept for limits that are
verified for some places and not for others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geo_zs.matching.status import PASSED

if TYPE_CHECKING:
    from geo_zs.matching.result import MatchResult

SILENT_SHARE: Final = 0.1
"""A limit verified for less than this share of the ranked places tells nothing."""


@dataclass(frozen=True)
class LimitCount:
    """For how many of the ranked places a limit is verified.

    Parameters
    ----------
    limit : str
        Name as in the answer.
    policy : {"below", "keep", "drop"}
        What happens to places that it could not verify.
    rows : tuple of int
        Rows of the sites of the places verified, best first.
    total : int
        Places ranked.
    """

    limit: str
    policy: str
    rows: tuple[int, ...]
    total: int

    @property
    def verified(self) -> int:
        """How many places are verified."""
        return len(self.rows)

    @property
    def is_silent(self) -> bool:
        """Whether hardly any place can be verified."""
        return self.verified < SILENT_SHARE * self.total

    @property
    def is_telling(self) -> bool:
        """Whether it is verified for some places, and not for others."""
        return not self.is_silent and self.verified < self.total


def count_limits(result: MatchResult) -> tuple[LimitCount, ...]:
    """Count for each limit the ranked places that it is verified for.

    Parameters
    ----------
    result : MatchResult
        What the engine found.

    Returns
    -------
    tuple of LimitCount
        In the order of the limits.
    """
    rows = [place.row for place in result.ranking.ranked]
    screening = result.screening
    return tuple(
        LimitCount(
            limit=test.limit,
            policy=policy,
            rows=tuple(row for row in rows if int(test.status[row]) == PASSED),
            total=len(rows),
        )
        for test, policy in zip(screening.tests, screening.policies, strict=True)
    )


def count_open(result: MatchResult, limits: Iterable[str]) -> int:
    """Count the ranked places that one of `limits` could not be verified for."""
    wanted = set(limits)
    tests = [test for test in result.screening.tests if test.limit in wanted]
    return sum(
        any(int(test.status[place.row]) != PASSED for test in tests)
        for place in result.ranking.ranked
    )


def asked_everywhere(asks: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return the columns that every listed place is to be asked about, in order."""
    lists = [list(one) for one in asks]
    if not lists:
        return ()
    return tuple(
        column for column in lists[0] if all(column in one for one in lists[1:])
    )
