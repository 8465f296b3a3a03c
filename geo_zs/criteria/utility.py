"""From a raw value to a utility (效用) between 0 and 1, by fixed bounds.

Fixed bounds, and not the smallest and largest value among the sites, so that
adding or dropping a site never changes the order of the others.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geo_zs.criteria.spec import Criterion, check_bounds

FloatArray = NDArray[np.float64]


def linear_utility(values: FloatArray, *, worst: float, best: float) -> FloatArray:
    """Map raw criterion values to utilities between 0 and 1.

    Parameters
    ----------
    values : (n_sites,) array
        Raw values in the unit of the criterion. NaN means not known.
    worst, best : float
        Values that earn 0 and 1, same unit. ``worst > best`` if less is better.

    Returns
    -------
    (n_sites,) array
        Dimensionless, clipped to [0, 1]; NaN where the input is NaN.

    Raises
    ------
    CriterionError
        If `worst` equals `best` or one is not finite.
    """
    check_bounds(worst, best)
    # In this form the bounds themselves earn exactly 0 and 1.
    share = (np.asarray(values, dtype=float) - worst) / (best - worst)
    return np.clip(share, 0.0, 1.0) + 0.0  # no negative zero


def ideal_utility(
    values: FloatArray, *, worst: float, ideal: float, best: float
) -> FloatArray:
    """Map raw values to utilities that are 1 at an ideal value.

    Parameters
    ----------
    values : (n_sites,) array
        Raw values in the unit of the criterion. NaN means not known.
    worst, best : float
        Ends of the useful range, in either order; both earn 0.
    ideal : float
        Value strictly between them that earns 1.

    Returns
    -------
    (n_sites,) array
        Dimensionless, in [0, 1]; piecewise linear; NaN where the input is NaN.

    Raises
    ------
    CriterionError
        If the ideal value does not lie between the ends.
    """
    check_bounds(worst, best, ideal)
    rising = linear_utility(values, worst=min(worst, best), best=ideal)
    falling = linear_utility(values, worst=max(worst, best), best=ideal)
    return np.minimum(rising, falling)


def utility(values: FloatArray, criterion: Criterion) -> FloatArray:
    """Return the utilities of raw values under `criterion`; NaN stays NaN.

    Parameters
    ----------
    values : (n_sites,) array
        Raw values in the unit of the criterion.
    criterion : Criterion
        Bounds and, if any, the ideal value.

    Returns
    -------
    (n_sites,) array
        In [0, 1], or NaN.
    """
    if criterion.ideal is None:
        return linear_utility(values, worst=criterion.worst, best=criterion.best)
    return ideal_utility(
        values, worst=criterion.worst, ideal=criterion.ideal, best=criterion.best
    )


def utility_interval(
    low: FloatArray, high: FloatArray, criterion: Criterion
) -> tuple[FloatArray, FloatArray]:
    """Return the smallest and largest utility over each interval of raw values.

    Parameters
    ----------
    low, high : (n_sites,) arrays
        Ends of the intervals in the unit of the criterion; NaN means not known.
    criterion : Criterion
        Bounds and, if any, the ideal value.

    Returns
    -------
    utility_low, utility_high : (n_sites,) arrays
        In [0, 1]; NaN where an end is NaN.
    """
    at_low = utility(low, criterion)
    at_high = utility(high, criterion)
    smallest = np.minimum(at_low, at_high)
    largest = np.maximum(at_low, at_high)
    if criterion.ideal is not None:
        holds_ideal = (low <= criterion.ideal) & (criterion.ideal <= high)
        largest = np.where(holds_ideal, 1.0, largest)
    return smallest, largest
