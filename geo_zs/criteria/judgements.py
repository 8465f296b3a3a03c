"""Judgements of pairs, how many times as important one is as the other, checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from geo_zs.errors import Problem

#: Saaty's scale ends at 9; a little more lets 0.11 stand for one ninth.
LARGEST_RATIO: Final = 9.1
#: Most criteria that are compared: past 15 there is no random index of Saaty's.
MAX_COMPARED: Final = 15
#: Two statements on one pair that differ by less mean the same (0.33 and 3).
_SAME: Final = 1.02


class Compared(Protocol):
    """Anything that says how many times as important ``a`` is as ``b``."""

    @property
    def a(self) -> str: ...  # noqa: D102  see the class
    @property
    def b(self) -> str: ...  # noqa: D102  as above
    @property
    def ratio(self) -> float: ...  # noqa: D102  as above


@dataclass(frozen=True)
class Judgement:
    """``a`` weighs `ratio` times as much as ``b``."""

    a: str
    b: str
    ratio: float


#: Two names → how many times as much the first one weighs; each pair once.
Pairs = dict[tuple[str, str], float]


def read_judgements(
    judgements: Sequence[Compared | Mapping[str, object]],
) -> tuple[list[tuple[int, Judgement]], list[Problem]]:
    """Return the usable judgements with their positions, and what is wrong."""
    found: list[tuple[int, Judgement]] = []
    problems: list[Problem] = []
    if not judgements:
        problems.append(Problem("judgements", "is empty; compare at least one pair"))
    for at, one in enumerate(judgements):
        cells = (
            (one.get("a"), one.get("b"), one.get("ratio"))
            if isinstance(one, Mapping)
            else (one.a, one.b, one.ratio)
        )
        a, b, ratio = cells
        field = f"judgements.{at}"
        if not isinstance(a, str) or not isinstance(b, str) or not a or not b:
            problems.append(Problem(field, "needs two names, a and b"))
        elif a == b:
            problems.append(Problem(field, f"compares {a!r} with itself"))
        elif not _is_ratio(ratio):
            message = f"is {ratio!r}; expected a number from 1/9 to 9 (9: all for a)"
            problems.append(Problem(f"{field}.ratio", message))
        else:
            found.append((at, Judgement(a, b, float(ratio))))  # type: ignore[arg-type]  # _is_ratio saw it
    return found, problems


def _is_ratio(ratio: object) -> bool:
    """Whether a ratio is a number on Saaty's scale."""
    if isinstance(ratio, bool) or not isinstance(ratio, int | float):
        return False
    return 1 / LARGEST_RATIO <= ratio <= LARGEST_RATIO


def named(read: Iterable[tuple[int, Judgement]]) -> list[str]:
    """Return all names in the order in which the judgements bring them."""
    return list(dict.fromkeys(name for _, one in read for name in (one.a, one.b)))


def against_names(
    read: Iterable[tuple[int, Judgement]], known: Sequence[str]
) -> list[Problem]:
    """Return a problem for each name that is not among those compared."""
    return [
        Problem(
            f"judgements.{at}.{side}",
            f"is {name!r}; expected one of {', '.join(known)}",
        )
        for at, one in read
        for side, name in (("a", one.a), ("b", one.b))
        if name not in known
    ]


def judged_pairs(read: Iterable[tuple[int, Judgement]]) -> tuple[Pairs, list[Problem]]:
    """Return each pair once, as first stated, and the direct contradictions."""
    given: Pairs = {}
    problems: list[Problem] = []
    for at, one in read:
        before = given.get((one.a, one.b))
        if before is None and (one.b, one.a) in given:
            before = 1.0 / given[one.b, one.a]
        if before is None:
            given[one.a, one.b] = one.ratio
        elif not 1 / _SAME <= before / one.ratio <= _SAME:
            message = (
                f"says {one.a} weighs {one.ratio:.3g} times {one.b}, but an earlier "
                f"one says {before:.3g}; keep one of the two"
            )
            problems.append(Problem(f"judgements.{at}", message))
    return given, problems


def size_problems(known: Sequence[str]) -> list[Problem]:
    """Return a problem if too few or too many names are compared."""
    if 2 <= len(known) <= MAX_COMPARED:
        return []
    message = f"compares {len(known)} names; expected 2 to {MAX_COMPARED}"
    return [Problem("judgements", message)]


def unlinked(known: Sequence[str], given: Pairs) -> list[Problem]:
    """Return a problem if no chain of judgements leads from the first to some name.

    Names the pairs that are missing between the linked and the others.
    """
    linked = {known[0]}
    while True:
        more = {
            name
            for pair in given
            if linked.intersection(pair)
            for name in pair
            if name not in linked
        }
        if not more:
            break
        linked |= more
    others = [name for name in known if name not in linked]
    if not others:
        return []
    missing = [f"{a}/{b}" for a in known if a in linked for b in others]
    shown = ", ".join(missing[:12])
    more_text = f" and {len(missing) - 12} more" if len(missing) > 12 else ""
    message = (
        f"do not link {', '.join(others)} with the rest; compare at least one of "
        f"these pairs for each: {shown}{more_text}"
    )
    return [Problem("judgements", message)]
