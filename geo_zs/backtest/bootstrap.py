"""How far a mean may be off: companies drawn again with replacement.

Projects of one company are no independent decisions, so whole companies are drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.intp]

SEED: Final = 20230320
DRAWS: Final = 10_000
_PERCENTILES: Final = (2.5, 97.5)


@dataclass(frozen=True)
class Estimate:
    """A mean with its 95 % interval; low and high are NaN for a single company."""

    value: float
    low: float
    high: float


def company_draws(companies: IntArray, *, draws: int = DRAWS) -> FloatArray:
    """Return how often each row counts in each draw.

    Parameters
    ----------
    companies : (n,) int array
        Number of the company of each row.
    draws : int
        How often the companies are drawn.

    Returns
    -------
    (draws, n) array
        Whole numbers; the same for the same companies on every machine.
    """
    names, own = np.unique(companies, return_inverse=True)
    n_companies = len(names)
    generator = np.random.default_rng(SEED)
    chosen = generator.integers(0, n_companies, size=(draws, n_companies))
    counts = np.zeros((draws, n_companies))
    np.add.at(counts, (np.arange(draws)[:, None], chosen), 1.0)
    return np.asarray(counts[:, own])


def estimate(values: FloatArray, counts: FloatArray) -> Estimate:
    """Return the mean of rows with its bootstrap interval.

    Parameters
    ----------
    values : (n,) array
        One figure a row.
    counts : (draws, n) array
        From `company_draws`.
    """
    if not values.size:
        return Estimate(np.nan, np.nan, np.nan)
    means = (counts @ values) / counts.sum(axis=1)
    if (counts == counts[:, :1]).all():  # one company: nothing was drawn
        return Estimate(float(values.mean()), np.nan, np.nan)
    low, high = np.percentile(means, _PERCENTILES)
    return Estimate(float(values.mean()), float(low), float(high))
