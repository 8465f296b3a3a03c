"""The value of a limit that would let a site in, and how far the site is from it."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from geo_zs.matching.attribute import FloatArray
from geo_zs.matching.limit_tests import LimitTest

#: Digits of a relaxed limit; rounded outwards, so that the place does come in.
_DIGITS: Final = 4


def needed_limit(test: LimitTest, row: int, *, must_pass: bool) -> float | None:
    """Return the value of a limit that lets one site in.

    Parameters
    ----------
    test : LimitTest
        A limit that keeps the site out.
    row : int
        Row of the site.
    must_pass : bool
        True if sites that cannot be verified are dropped.

    Returns
    -------
    float or None
        Rounded as in `relax`; None if the limit would have to be dropped.
    """
    return rounded_value(
        test, float(needed_values(test, [row], must_pass=must_pass)[0])
    )


def shortfall(test: LimitTest, row: int, *, must_pass: bool) -> float:
    """Return how far one site is from being let in, in the unit of the limit.

    Parameters
    ----------
    test, row, must_pass
        As in `needed_limit`.

    Returns
    -------
    float
        Not rounded; NaN if it cannot be counted. For the limit ``area`` the
        kilometres to its edge.
    """
    if test.gap_km is not None:
        return float(test.gap_km[row])
    needed = float(needed_values(test, [row], must_pass=must_pass)[0])
    if not math.isfinite(needed) or not isinstance(test.required, int | float):
        return math.nan
    return abs(needed - float(test.required))


def needed_values(test: LimitTest, rows: list[int], *, must_pass: bool) -> FloatArray:
    """Return the value of the limit that lets each site in; NaN means drop it."""
    if test.attribute is None or test.bound == "is":
        return np.full(len(rows), np.nan)
    if test.is_setback and must_pass and not test.attribute.is_complete_layer:
        # Whatever the distance, a feature that is not in the layer may be nearer.
        return np.full(len(rows), np.nan)
    needs_high = must_pass == (test.bound == "max")
    ends = (test.attribute.high if needs_high else test.attribute.low)[rows]
    if test.bound == "min" and (test.is_setback or "." not in test.limit):
        # Quantities and setbacks of zero are no limits; ranges may go below it.
        return np.where(ends > 0.0, ends, np.nan)
    return ends


def relative_change(test: LimitTest, to: float) -> float:
    """Return the relative change of a limit; infinite if it must be dropped."""
    if not math.isfinite(to) or not isinstance(test.required, int | float):
        return math.inf
    return abs(to - test.required) / (abs(test.required) or 1.0)


def rounded_value(test: LimitTest, to: float) -> float | None:
    """Return the rounded value that lets a site in; None means drop the limit."""
    if not math.isfinite(to) or test.attribute is None:
        return None
    return _round_outwards(to, up=test.bound == "max")


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
