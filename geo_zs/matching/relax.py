"""What to give up: the smallest change of a limit that lets another place in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from geo_zs.matching.rank import Place
from geo_zs.matching.screen import FAILED, NOT_VERIFIED, LimitTest, Screening
from geo_zs.matching.table import BoolArray, FloatArray

#: Digits of a relaxed limit; rounded outwards, so that the place does come in.
_DIGITS: Final = 4
#: Size of a change that drops a limit, beside relative changes of numbers.
_DROPPED: Final = 1e6


@dataclass(frozen=True)
class Relaxation:
    """One limit, loosened until a place is let in.

    Parameters
    ----------
    limit : str
        Name of the limit.
    required : object
        What was asked.
    to : float or None
        Value that lets the place in; None means drop the limit.
    row : int
        Row of the site that comes in.
    is_verified : bool
        True if the site then passes; False if it comes in as "not verified".
    together_with : tuple of str
        Other limits that must be loosened too; empty for a single change.
    """

    limit: str
    required: object
    to: float | None
    row: int
    is_verified: bool
    together_with: tuple[str, ...] = ()


def blocked_by(screening: Screening) -> BoolArray:
    """Return which limits keep which sites out.

    Parameters
    ----------
    screening : Screening
        Tests and policies.

    Returns
    -------
    (n_limits, n_sites) bool array
        True where the limit is failed, or not verified under ``drop``.
    """
    n_sites = len(screening.is_excluded)
    blocks = np.zeros((len(screening.tests), n_sites), dtype=bool)
    pairs = zip(screening.tests, screening.policies, strict=True)
    for index, (test, policy) in enumerate(pairs):
        blocks[index] = test.status == FAILED
        if policy == "drop":
            blocks[index] |= test.status == NOT_VERIFIED
    return blocks


def relax(
    screening: Screening,
    excluded: Sequence[Place],
    *,
    score: FloatArray,
    ids: Sequence[str],
    is_empty: bool,
) -> list[Relaxation]:
    """Find for each limit the smallest change that lets one more place in.

    Parameters
    ----------
    screening : Screening
        Tests of all limits.
    excluded : sequence of Place
        Places that are out.
    score : (n_sites,) array
        Scores: among sites that need the same change the better one is named.
    ids : sequence of n_sites str
        Ids, for the last tie.
    is_empty : bool
        True if no place is in: then, if no place fails only one limit, the changes
        for the place that fails the fewest are given, marked as belonging together.

    Returns
    -------
    list of Relaxation
        Smallest relative change first; limits that can only be dropped at the end.
    """
    rows = [row for place in excluded for row in (place.row, *place.beside)]
    if not rows or not screening.tests:
        return []
    blocks = blocked_by(screening)[:, rows]
    needed = np.stack(
        [
            _needed(test, rows, must_pass=policy == "drop")
            for test, policy in zip(screening.tests, screening.policies, strict=True)
        ]
    )
    preference = [(-float(score[row]), ids[row]) for row in rows]
    n_blocks = blocks.sum(axis=0)
    found: list[tuple[float, Relaxation]] = []
    for index, test in enumerate(screening.tests):
        alone = np.flatnonzero(blocks[index] & (n_blocks == 1)).tolist()
        if alone:
            sizes = {at: _change(test, float(needed[index, at])) for at in alone}
            best = min(alone, key=lambda at: (sizes[at], preference[at]))
            found.append(_relaxation(test, float(needed[index, best]), rows[best]))
    if not found and is_empty:
        best = _fewest_changes(screening.tests, blocks, needed, preference)
        found = _together(screening.tests, blocks[:, best], needed[:, best], rows[best])
    return [entry for _, entry in sorted(found, key=lambda pair: pair[0])]


def _fewest_changes(
    tests: Sequence[LimitTest],
    blocks: BoolArray,
    needed: FloatArray,
    preference: Sequence[tuple[float, str]],
) -> int:
    """Return the position of the site that fails the fewest limits, by the least."""

    def size(at: int) -> float:
        return math.fsum(
            min(_change(test, float(needed[index, at])), _DROPPED)
            for index, test in enumerate(tests)
            if blocks[index, at]
        )

    n_blocks = blocks.sum(axis=0).tolist()
    return min(
        range(len(n_blocks)), key=lambda at: (n_blocks[at], size(at), preference[at])
    )


def _together(
    tests: Sequence[LimitTest], blocks: BoolArray, needed: FloatArray, row: int
) -> list[tuple[float, Relaxation]]:
    """Return all the changes that one site needs, marked as belonging together."""
    failed = [(test, float(needed[i])) for i, test in enumerate(tests) if blocks[i]]
    names = [test.limit for test, _ in failed]
    return [
        _relaxation(
            test,
            value,
            row,
            together_with=tuple(name for name in names if name != test.limit),
        )
        for test, value in failed
    ]


def _needed(test: LimitTest, rows: list[int], *, must_pass: bool) -> FloatArray:
    """Return the value of the limit that lets each site in; NaN means drop it."""
    if test.attribute is None or test.bound == "is":
        return np.full(len(rows), np.nan)
    needs_high = must_pass == (test.bound == "max")
    ends = test.attribute.high if needs_high else test.attribute.low
    return ends[rows]


def _change(test: LimitTest, to: float) -> float:
    """Return the relative change of a limit; infinite if it must be dropped."""
    if not math.isfinite(to) or not isinstance(test.required, int | float):
        return math.inf
    return abs(to - test.required) / (abs(test.required) or 1.0)


def _relaxation(
    test: LimitTest, to: float, row: int, *, together_with: tuple[str, ...] = ()
) -> tuple[float, Relaxation]:
    """Return one change with its size."""
    target = None
    is_verified = True
    if math.isfinite(to) and test.attribute is not None:
        target = _round_outwards(to, up=test.bound == "max")
        low, high = test.attribute.low[row], test.attribute.high[row]
        is_verified = bool(high <= target if test.bound == "max" else low >= target)
    entry = Relaxation(
        limit=test.limit,
        required=test.required,
        to=target,
        row=row,
        is_verified=is_verified,
        together_with=together_with,
    )
    return _change(test, to), entry


def _round_outwards(value: float, *, up: bool) -> float:
    """Round to `_DIGITS` digits, away from what the limit forbids."""
    if value == 0:
        return 0.0
    decimals = _DIGITS - 1 - math.floor(math.log10(abs(value)))
    rounded = round(value, decimals)
    step = 10.0**-decimals
    if up and rounded < value:
        rounded = round(rounded + step, decimals)
    elif not up and rounded > value:
        rounded = round(rounded - step, decimals)
    return rounded
