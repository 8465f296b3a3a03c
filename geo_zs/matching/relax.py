"""What to give up: the smallest change of a limit that lets another place in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from geo_zs.matching.attribute import BoolArray, FloatArray
from geo_zs.matching.limit_tests import LimitTest
from geo_zs.matching.rank import Place
from geo_zs.matching.screen import Screening
from geo_zs.matching.shortfall import needed_values, relative_change, rounded_value
from geo_zs.matching.status import FAILED, NOT_VERIFIED

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


@dataclass(frozen=True)
class PlaceRelaxation:
    """All that it takes to let one place in.

    Parameters
    ----------
    row : int
        Row of the site of the place that needs the least.
    changes : tuple of Relaxation
        Limits to loosen, all of them together; empty if the place is in already.
    barred_by : tuple of str
        Rules that keep it out. No change of the request lifts a rule: the place
        stays out whatever is loosened.
    """

    row: int
    changes: tuple[Relaxation, ...]
    barred_by: tuple[str, ...]


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
        Sites that a rule keeps out are not among them: no request lifts a rule.
    """
    is_barred = _barred(screening)
    rows = [
        row
        for place in excluded
        for row in (place.row, *place.beside)
        if not is_barred[row]
    ]
    if not rows or not screening.tests:
        return []
    blocks = blocked_by(screening)[:, rows]
    needed = _needed_by_all(screening, rows)
    preference = [(-float(score[row]), ids[row]) for row in rows]
    n_blocks = blocks.sum(axis=0)
    found: list[tuple[float, Relaxation]] = []
    for index, test in enumerate(screening.tests):
        alone = np.flatnonzero(blocks[index] & (n_blocks == 1)).tolist()
        if alone:
            sizes = {
                at: relative_change(test, float(needed[index, at])) for at in alone
            }
            best = min(alone, key=lambda at: (sizes[at], preference[at]))
            found.append(_relaxation(test, float(needed[index, best]), rows[best]))
    if not found and is_empty:
        best = _fewest_changes(screening.tests, blocks, needed, preference)
        found = _together(screening.tests, blocks[:, best], needed[:, best], rows[best])
    return [entry for _, entry in sorted(found, key=lambda pair: pair[0])]


def relax_place(
    screening: Screening,
    place: Place,
    *,
    score: FloatArray,
    ids: Sequence[str],
) -> PlaceRelaxation:
    """Find the changes that together let one named place in.

    Parameters
    ----------
    screening : Screening
        Tests of all limits.
    place : Place
        The place asked for; one of its sites suffices.
    score : (n_sites,) array
        Scores: among its sites that need the same the better one is taken.
    ids : sequence of n_sites str
        Ids, for the last tie.

    Returns
    -------
    PlaceRelaxation
        Of the site that the fewest rules bar, that fails the fewest limits, by
        the least.
    """
    rows = [place.row, *place.beside]
    if not screening.tests:
        return PlaceRelaxation(place.row, (), ())
    is_rule = np.array([test.rule is not None for test in screening.tests])
    blocks = blocked_by(screening)[:, rows]
    n_bars = blocks[is_rule].sum(axis=0)
    fewest = np.flatnonzero(n_bars == n_bars.min()).tolist()
    rows, blocks = [rows[at] for at in fewest], blocks[:, fewest]
    needed = _needed_by_all(screening, rows)
    preference = [(-float(score[row]), ids[row]) for row in rows]
    best = _fewest_changes(screening.tests, blocks, needed, preference)
    own = blocks[:, best] & ~is_rule
    found = _together(screening.tests, own, needed[:, best], rows[best])
    bars = zip(screening.tests, blocks[:, best], strict=True)
    return PlaceRelaxation(
        row=rows[best],
        changes=tuple(entry for _, entry in sorted(found, key=lambda pair: pair[0])),
        barred_by=tuple(test.rule for test, stops in bars if stops and test.rule),
    )


def _barred(screening: Screening) -> BoolArray:
    """Return which sites a rule keeps out, (n_sites,)."""
    is_rule = np.array([test.rule is not None for test in screening.tests], dtype=bool)
    found: BoolArray = blocked_by(screening)[is_rule].any(axis=0)
    return found


def _needed_by_all(screening: Screening, rows: list[int]) -> FloatArray:
    """Return for each limit the value that lets each site in, (n_limits, n_rows)."""
    pairs = zip(screening.tests, screening.policies, strict=True)
    return np.stack(
        [
            needed_values(test, rows, must_pass=policy == "drop")
            for test, policy in pairs
        ]
    )


def _fewest_changes(
    tests: Sequence[LimitTest],
    blocks: BoolArray,
    needed: FloatArray,
    preference: Sequence[tuple[float, str]],
) -> int:
    """Return the position of the site that fails the fewest limits, by the least."""

    def size(at: int) -> float:
        return math.fsum(
            min(relative_change(test, float(needed[index, at])), _DROPPED)
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


def _relaxation(
    test: LimitTest, to: float, row: int, *, together_with: tuple[str, ...] = ()
) -> tuple[float, Relaxation]:
    """Return one change with its size."""
    target = rounded_value(test, to)
    is_verified = True
    if target is not None and test.attribute is not None:
        low, high = test.attribute.low[row], test.attribute.high[row]
        is_verified = bool(high <= target if test.bound == "max" else low >= target)
        is_verified &= test.attribute.is_complete_layer or not test.is_setback
    entry = Relaxation(
        limit=test.limit,
        required=test.required,
        to=target,
        row=row,
        is_verified=is_verified,
        together_with=together_with,
    )
    return relative_change(test, to), entry
