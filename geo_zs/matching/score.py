"""Additive value: score = Σ weight × utility; the one place for missing values.

An unknown value counts as utility 0.5 and is marked as assumed; in the interval of
the score it counts as 0 and as 1. Weights are never renormalised for single sites:
a site that hides its weak points must not gain by it.

Notes
-----
The additive value function ``v(x) = Σ w_i v_i(x_i)``, ``Σ w_i = 1`` with single
value functions on fixed ranges: Keeney, R. L. & Raiffa, H., *Decisions with Multiple
Objectives* (1976), chapter 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from geo_zs.criteria.spec import Criterion
from geo_zs.criteria.utility import utility, utility_interval
from geo_zs.matching.table import Attribute, BoolArray, FloatArray

#: Utility that an unknown value counts with.
ASSUMED_UTILITY: Final = 0.5


@dataclass(frozen=True, eq=False)
class Scores:
    """Scores of all sites with everything they are made of.

    Parameters
    ----------
    weights : (n_criteria,) array
        Sum to 1.
    utilities, utilities_low, utilities_high : (n_sites, n_criteria) arrays
        Where nothing is known 0.5, 0 and 1. In [0, 1] unless a criterion leaves
        values beyond its bounds as they are; finite.
    is_assumed : (n_sites, n_criteria) bool array
        True where nothing is known.
    score, low, high : (n_sites,) arrays
        ``low <= score <= high``.
    """

    weights: FloatArray
    utilities: FloatArray
    utilities_low: FloatArray
    utilities_high: FloatArray
    is_assumed: BoolArray
    score: FloatArray
    low: FloatArray
    high: FloatArray


def score_sites(
    criteria: Sequence[Criterion],
    attributes: Sequence[Attribute],
    weights: FloatArray,
) -> Scores:
    """Score all sites.

    Parameters
    ----------
    criteria : sequence of n_criteria Criterion
        At least one.
    attributes : sequence of n_criteria Attribute
        The column of each criterion.
    weights : (n_criteria,) array
        Not negative, sum to 1.

    Returns
    -------
    Scores
        For every row of the attributes.
    """
    middle: list[FloatArray] = []
    low: list[FloatArray] = []
    high: list[FloatArray] = []
    for criterion, attribute in zip(criteria, attributes, strict=True):
        middle.append(utility(attribute.value, criterion))
        ends = utility_interval(attribute.low, attribute.high, criterion)
        low.append(ends[0])
        high.append(ends[1])
    utilities = np.stack(middle, axis=1)
    is_assumed = np.isnan(utilities)
    utilities[is_assumed] = ASSUMED_UTILITY
    utilities_low = np.nan_to_num(np.stack(low, axis=1), nan=0.0, neginf=-np.inf)
    utilities_high = np.nan_to_num(np.stack(high, axis=1), nan=1.0, posinf=np.inf)
    # Under bounds that leave what is beyond them, an open end ends at the bound.
    is_open = np.isneginf(utilities_low)
    utilities_low[is_open] = np.minimum(utilities[is_open], 0.0)
    is_open = np.isposinf(utilities_high)
    utilities_high[is_open] = np.maximum(utilities[is_open], 1.0)
    # Sums along rows, not a matrix product: a row then gives the same last bit
    # wherever it stands, and low <= score <= high holds exactly.
    return Scores(
        weights=weights,
        utilities=utilities,
        utilities_low=utilities_low,
        utilities_high=utilities_high,
        is_assumed=is_assumed,
        score=(utilities * weights).sum(axis=1),
        low=(utilities_low * weights).sum(axis=1),
        high=(utilities_high * weights).sum(axis=1),
    )
