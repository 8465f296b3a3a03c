"""TOPSIS as second method: how near a site is to the best and far from the worst.

Two variants stand here. `topsis` is the classic one with vector normalisation; its
reference points are the best and worst values among the sites at hand, so adding a
site may reorder the others. `closeness` measures to fixed reference points, the
utilities 1 and 0 of the published bounds: the order of two sites never depends on a
third, and the closeness rises with every utility, so that intervals hold. The engine
uses the second.

Notes
-----
With weighted values ``v``, distances ``D⁺ = ‖v − v_best‖`` and ``D⁻ = ‖v − v_worst‖``
(Euclidean), closeness ``C = D⁻ / (D⁺ + D⁻)``. Hwang, C.-L. & Yoon, K., *Multiple
Attribute Decision Making* (1981), Springer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from geo_zs.errors import CriterionError
from geo_zs.matching.attribute import BoolArray, FloatArray

if TYPE_CHECKING:
    from geo_zs.matching.score import Scores


@dataclass(frozen=True, eq=False)
class Topsis:
    """Result of the classic method with what it is made of.

    Parameters
    ----------
    closeness : (n_sites,) array
        In [0, 1]; 1 is the best point. 0.5 where best and worst point are one.
    distance_best, distance_worst : (n_sites,) arrays
        Euclidean distances to the two points.
    best, worst : (n_criteria,) arrays
        Weighted normalised values of the two points.
    """

    closeness: FloatArray
    distance_best: FloatArray
    distance_worst: FloatArray
    best: FloatArray
    worst: FloatArray


def topsis(
    matrix: FloatArray, weights: FloatArray, is_benefit: Sequence[bool] | BoolArray
) -> Topsis:
    """Return the classic closeness of sites, with vector normalisation.

    Parameters
    ----------
    matrix : (n_sites, n_criteria) array
        Raw values; all known.
    weights : (n_criteria,) array
        Not negative, at least one above 0; scaled to the sum of 1.
    is_benefit : (n_criteria,) bool array
        True where more is better; for the others the best point takes the smallest
        value.

    Returns
    -------
    Topsis
        Closeness with the intermediate values.

    Raises
    ------
    CriterionError
        If shapes differ, a value is not finite, or the weights are unusable; all
        faults.

    Notes
    -----
    Each column is divided by its Euclidean norm; a column of zeros stays zero and
    tells no sites apart.
    """
    values = np.asarray(matrix, dtype=float)
    shares = np.asarray(weights, dtype=float)
    benefit = np.asarray(is_benefit, dtype=bool)
    _check(values, shares, benefit)
    norms = np.linalg.norm(values, axis=0)
    weighted = values / np.where(norms > 0, norms, 1.0) * (shares / shares.sum())
    most, least = weighted.max(axis=0), weighted.min(axis=0)
    best, worst = np.where(benefit, most, least), np.where(benefit, least, most)
    to_best = np.sqrt(((weighted - best) ** 2).sum(axis=1))
    to_worst = np.sqrt(((weighted - worst) ** 2).sum(axis=1))
    total = to_best + to_worst
    near = np.divide(to_worst, total, out=np.full_like(total, 0.5), where=total > 0)
    return Topsis(near, to_best, to_worst, best, worst)


def closeness(utilities: FloatArray, weights: FloatArray) -> FloatArray:
    """Return the closeness of sites to the utilities 1, measured from 0.

    Parameters
    ----------
    utilities : (..., n_criteria) array
        Values out of [0, 1] count as the nearer of the two: a site beyond the best
        point is at it.
    weights : (n_criteria,) array
        Not negative, sum to 1.

    Returns
    -------
    (...,) array
        In [0, 1]; 1 if all utilities are 1, 0 if all are 0. Never falls when a
        utility rises, to the last bit: each step of the calculation is monotone.
    """
    clipped = np.clip(utilities, 0.0, 1.0)
    to_worst = np.sqrt(((clipped * weights) ** 2).sum(axis=-1))
    to_best = np.sqrt((((1.0 - clipped) * weights) ** 2).sum(axis=-1))
    with np.errstate(divide="ignore"):
        found: FloatArray = 1.0 / (1.0 + to_best / to_worst)
    return found


def topsis_scores(scores: Scores) -> Scores:
    """Return scores by closeness in place of the weighted sum.

    Parameters
    ----------
    scores : Scores
        From `geo_zs.matching.score.score_sites`.

    Returns
    -------
    Scores
        With the same utilities and weights; ``low <= score <= high`` as before,
        because the closeness rises with every utility. Contributions no longer are
        weight × utility: see `contributions`.
    """
    return replace(
        scores,
        score=closeness(scores.utilities, scores.weights),
        low=closeness(scores.utilities_low, scores.weights),
        high=closeness(scores.utilities_high, scores.weights),
    )


def contributions(utilities: FloatArray, weights: FloatArray) -> FloatArray:
    """Share the closeness of each site out among the criteria.

    Parameters
    ----------
    utilities : (..., n_criteria) array
        As in `closeness`.
    weights : (n_criteria,) array
        As in `closeness`.

    Returns
    -------
    (..., n_criteria) array
        Not negative; sums to the closeness. Each criterion takes its part of the
        squared distance from the worst point; zeros where that distance is 0.
    """
    parts = (np.clip(utilities, 0.0, 1.0) * weights) ** 2
    total = parts.sum(axis=-1, keepdims=True)
    shares = np.divide(parts, total, out=np.zeros_like(parts), where=total > 0)
    found: FloatArray = shares * closeness(utilities, weights)[..., None]
    return found


def _check(matrix: FloatArray, weights: FloatArray, is_benefit: BoolArray) -> None:
    """Raise CriterionError with all that is wrong with the input of `topsis`."""
    faults: list[str] = []
    if matrix.ndim != 2 or 0 in matrix.shape:
        faults.append(f"matrix has the shape {matrix.shape}; expected sites × criteria")
    elif not np.isfinite(matrix).all():
        faults.append(
            "matrix holds values that are not known or not finite; leave these sites "
            "out, or use closeness with intervals"
        )
    expected = matrix.shape[-1:]
    for name, given in (("weights", weights), ("is_benefit", is_benefit)):
        if given.shape != expected:
            faults.append(f"{name} has the shape {given.shape}; expected {expected}")
    if not np.isfinite(weights).all() or (weights < 0).any() or not weights.sum() > 0:
        faults.append("weights must be 0 or more, at least one of them above 0")
    if faults:
        raise CriterionError("; ".join(faults))
