"""Weights (权重): checked, overridden by name, and normalised to the sum of 1."""

from __future__ import annotations

import math
from collections.abc import Mapping

from geo_zs.errors import CriterionError


def normalise(weights: Mapping[str, float]) -> dict[str, float]:
    """Scale weights so that they sum to 1, keeping their proportions.

    Parameters
    ----------
    weights : mapping of str to float
        Not negative; at least one above 0.

    Returns
    -------
    dict of str to float
        In the order given.

    Raises
    ------
    CriterionError
        If a weight is negative or not finite, or none is above 0.
    """
    for name, weight in weights.items():
        if not math.isfinite(weight) or weight < 0:
            message = (
                f"weight of {name!r} is {weight!r}; expected a number of 0 or more"
            )
            raise CriterionError(message)
    largest = max(weights.values(), default=0.0)
    if largest == 0:
        message = "no weight is above 0; give at least one criterion a weight"
        raise CriterionError(message)
    # Dividing by the largest first keeps tiny and huge weights in range.
    shares = {name: weight / largest for name, weight in weights.items()}
    total = math.fsum(shares.values())
    return {name: share / total for name, share in shares.items()}


def override(
    preset: Mapping[str, float], given: Mapping[str, float]
) -> dict[str, float]:
    """Replace preset weights by name and normalise the whole.

    Parameters
    ----------
    preset : mapping of str to float
        Weights of the preset.
    given : mapping of str to float
        Weights of a request; a name that the preset lacks is added at the end.

    Returns
    -------
    dict of str to float
        Sums to 1. Criteria that `given` does not name keep their proportions to
        each other.

    Raises
    ------
    CriterionError
        As `normalise`.
    """
    return normalise({**preset, **given})


def weight_to_ask_for(share: float) -> float:
    """Return the raw weight that gives a new criterion `share` of a sum of 1.

    Parameters
    ----------
    share : float
        Wanted share of the final sum, in [0, 1).

    Returns
    -------
    float
        Weight to put into a request beside preset weights that sum to 1.

    Raises
    ------
    CriterionError
        If the share is not in [0, 1).
    """
    if not 0 <= share < 1:
        message = f"share is {share!r}; expected at least 0 and below 1"
        raise CriterionError(message)
    return share / (1.0 - share)
