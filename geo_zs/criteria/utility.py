"""From a raw value to a utility (效用), by fixed bounds that earn 0 and 1.

Fixed bounds, and not the smallest and largest value among the sites, so that
adding or dropping a site never changes the order of the others.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geo_zs.criteria.spec import Criterion, check_bounds

FloatArray = NDArray[np.float64]


def linear_utility(
    values: FloatArray, *, worst: float, best: float, is_clamped: bool = True
) -> FloatArray:
    """Map raw criterion values to utilities.

    Parameters
    ----------
    values : (n_sites,) array
        Raw values in the unit of the criterion. NaN means not known.
    worst, best : float
        Values that earn 0 and 1, same unit. ``worst > best`` if less is better.
    is_clamped : bool
        Clip to [0, 1]; if not, the line goes on beyond both bounds.

    Returns
    -------
    (n_sites,) array
        Dimensionless; NaN where the input is NaN.

    Raises
    ------
    CriterionError
        If `worst` equals `best` or one is not finite.
    """
    check_bounds(worst, best)
    # In this form the bounds themselves earn exactly 0 and 1.
    share = (np.asarray(values, dtype=float) - worst) / (best - worst)
    if is_clamped:
        share = np.clip(share, 0.0, 1.0)
    return share + 0.0  # no negative zero


def ideal_utility(
    values: FloatArray,
    *,
    worst: float,
    ideal: float,
    best: float,
    is_clamped: bool = True,
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
    is_clamped : bool
        Clip to [0, 1]; if not, both lines fall on below 0.

    Returns
    -------
    (n_sites,) array
        Dimensionless, at most 1; piecewise linear; NaN where the input is NaN.

    Raises
    ------
    CriterionError
        If the ideal value does not lie between the ends.
    """
    check_bounds(worst, best, ideal)
    rising, falling = (
        linear_utility(values, worst=end, best=ideal, is_clamped=is_clamped)
        for end in sorted((worst, best))
    )
    return np.minimum(rising, falling)


def utility(values: FloatArray, criterion: Criterion) -> FloatArray:
    """Return the utilities of raw values under `criterion`; NaN stays NaN.

    Parameters
    ----------
    values : (n_sites,) array
        Raw values in the unit of the criterion.
    criterion : Criterion
        Bounds, ideal value if any, and what happens out of the bounds.

    Returns
    -------
    (n_sites,) array
        In [0, 1] unless the criterion leaves values out of its bounds as they are;
        NaN where the input is NaN.
    """
    is_clamped = criterion.outside != "leave"
    if criterion.ideal is None:
        return linear_utility(
            values, worst=criterion.worst, best=criterion.best, is_clamped=is_clamped
        )
    return ideal_utility(
        values,
        worst=criterion.worst,
        ideal=criterion.ideal,
        best=criterion.best,
        is_clamped=is_clamped,
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
        As `utility`; NaN where an end is NaN.
    """
    at_low = utility(low, criterion)
    at_high = utility(high, criterion)
    smallest = np.minimum(at_low, at_high)
    largest = np.maximum(at_low, at_high)
    if criterion.ideal is not None:
        holds_ideal = (low <= criterion.ideal) & (criterion.ideal <= high)
        largest = np.where(holds_ideal, 1.0, largest)
    return smallest, largest
