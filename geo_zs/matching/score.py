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
from geo_zs.matching.attribute import Attribute, BoolArray, FloatArray
from geo_zs.matching.shared import once

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


@dataclass(frozen=True, eq=False)
class Weighed:
    """What one requirement is scored by.

    Parameters
    ----------
    criteria : sequence of n_criteria Criterion
        At least one.
    attributes : sequence of n_criteria Attribute
        The column of each criterion.
    weights : (n_criteria,) array
        Not negative, sum to 1.
    """

    criteria: Sequence[Criterion]
    attributes: Sequence[Attribute]
    weights: FloatArray


def score_sites(
    criteria: Sequence[Criterion],
    attributes: Sequence[Attribute],
    weights: FloatArray,
) -> Scores:
    """Score all sites.

    Parameters
    ----------
    criteria, attributes, weights
        As in `Weighed`.

    Returns
    -------
    Scores
        For every row of the attributes.
    """
    return score_many([Weighed(criteria, attributes, weights)])[0]


def score_many(cases: Sequence[Weighed]) -> list[Scores]:
    """Score all sites for many requirements: one product for those of one length.

    Parameters
    ----------
    cases : sequence of Weighed
        All over the same number of sites.

    Returns
    -------
    list of Scores
        In the order of `cases`, each the same to the last bit as by itself.
    """
    by_length: dict[int, list[int]] = {}
    for at, case in enumerate(cases):
        by_length.setdefault(len(case.criteria), []).append(at)
    found: dict[int, Scores] = {}
    for together in by_length.values():
        scored = _score_together([cases[at] for at in together])
        found |= dict(zip(together, scored, strict=True))
    return [found[at] for at in range(len(cases))]


def _score_together(cases: Sequence[Weighed]) -> list[Scores]:
    """Score cases that have the same number of criteria."""
    n_sites, n_criteria = len(cases[0].attributes[0].value), len(cases[0].criteria)
    parts = np.empty((len(cases), 3, n_sites, n_criteria))
    is_assumed = np.empty((len(cases), n_sites, n_criteria), dtype=bool)
    for at, case in enumerate(cases):
        pairs = zip(case.criteria, case.attributes, strict=True)
        for column, (criterion, attribute) in enumerate(pairs):
            three, assumed = _utilities(criterion, attribute)
            parts[at, :, :, column] = three
            is_assumed[at, :, column] = assumed
    weights = np.stack([case.weights for case in cases])
    # Sums along rows, not a matrix product: a row then gives the same last bit
    # wherever it stands, and low <= score <= high holds exactly.
    sums = (parts * weights[:, None, None, :]).sum(axis=3)
    return [
        Scores(
            weights=case.weights,
            utilities=parts[at, 0],
            utilities_low=parts[at, 1],
            utilities_high=parts[at, 2],
            is_assumed=is_assumed[at],
            score=sums[at, 0],
            low=sums[at, 1],
            high=sums[at, 2],
        )
        for at, case in enumerate(cases)
    ]


@once
def _utilities(
    criterion: Criterion, attribute: Attribute
) -> tuple[FloatArray, BoolArray]:
    """Return the utilities of one criterion, and where they are assumed.

    Returns
    -------
    utilities : (3, n_sites) array
        Value, low and high; 0.5, 0 and 1 where nothing is known.
    is_assumed : (n_sites,) bool array
        True where nothing is known.
    """
    middle = utility(attribute.value, criterion)
    is_assumed = np.isnan(middle)
    middle = np.where(is_assumed, ASSUMED_UTILITY, middle)
    low, high = utility_interval(attribute.low, attribute.high, criterion)
    low, high = np.where(np.isnan(low), 0.0, low), np.where(np.isnan(high), 1.0, high)
    # Under bounds that leave what is beyond them, an open end ends at the bound.
    low = np.where(np.isneginf(low), np.minimum(middle, 0.0), low)
    high = np.where(np.isposinf(high), np.maximum(middle, 1.0), high)
    return np.stack([middle, low, high]), is_assumed
