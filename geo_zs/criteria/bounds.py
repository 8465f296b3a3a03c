"""Bounds (界值) that a request sets itself, and what lies out of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from geo_zs.criteria.spec import Criterion, Outside
from geo_zs.criteria.utility import FloatArray


class GivenBounds(Protocol):
    """Bounds of one criterion as a request gives them; None keeps what is there."""

    @property
    def worst(self) -> float | None: ...  # noqa: D102  see the class
    @property
    def best(self) -> float | None: ...  # noqa: D102  as above
    @property
    def ideal(self) -> float | None: ...  # noqa: D102  as above
    @property
    def has_ideal(self) -> bool: ...  # noqa: D102  as above
    @property
    def outside(self) -> str | None: ...  # noqa: D102  as above


def with_bounds(criterion: Criterion, given: GivenBounds) -> Criterion:
    """Return a criterion with the bounds of a request in place of its own.

    Parameters
    ----------
    criterion : Criterion
        With the bounds of its preset.
    given : GivenBounds
        What the request says; with ``has_ideal`` an `ideal` of None takes the
        ideal value away, without it None keeps the one there is.

    Raises
    ------
    CriterionError
        If the bounds together define no utility, or `outside` is no known word.
    """
    outside: Outside = criterion.outside if given.outside is None else given.outside  # type: ignore[assignment]  # Criterion checks the word
    return replace(
        criterion,
        worst=criterion.worst if given.worst is None else given.worst,
        best=criterion.best if given.best is None else given.best,
        ideal=given.ideal if given.has_ideal else criterion.ideal,
        outside=outside,
    )


def within_bounds(
    low: FloatArray, high: FloatArray, criterion: Criterion
) -> NDArray[np.int8]:
    """Say of each interval whether it lies within the bounds of a criterion.

    Parameters
    ----------
    low, high : (n_sites,) arrays
        Ends of the intervals in the unit of the criterion; NaN means not known.
    criterion : Criterion
        Whose bounds are looked at; both bounds themselves are within.

    Returns
    -------
    (n_sites,) int array
        1 if every value of the interval is within, -1 if none is, 0 if only some
        are or nothing is known.
    """
    least = min(criterion.worst, criterion.best)
    most = max(criterion.worst, criterion.best)
    status = np.zeros(len(low), dtype=np.int8)
    status[(low >= least) & (high <= most)] = 1
    status[(high < least) | (low > most)] = -1
    return status
