"""Which of some sites is better, where only intervals are known (interval order)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from geo_zs.matching.attribute import FloatArray
from geo_zs.matching.rank import TIE_DECIMALS

#: What can be said of some sites.
BETTER: Final = "better"
EQUAL: Final = "equal"
NOT_SETTLED: Final = "not_settled"


def judge(
    low: FloatArray, high: FloatArray, ids: Sequence[str]
) -> tuple[str, tuple[str, ...]]:
    """Say which of some sites is better, if the intervals settle it.

    Parameters
    ----------
    low, high : (n,) arrays
        Ends of the intervals of utility or score; more is better.
    ids : sequence of n str
        Ids of the sites.

    Returns
    -------
    verdict : str
        ``better``, ``equal`` or ``not_settled``.
    best : tuple of str
        Sites that lie above all the others. Intervals that touch settle nothing;
        sites known to be equal stand together.
    """
    floor, top = np.round(low, TIE_DECIMALS), np.round(high, TIE_DECIMALS)
    above = floor[:, None] > top
    is_point = floor == top
    same = is_point[:, None] & is_point & (floor[:, None] == floor)
    is_self = np.eye(len(floor), dtype=bool)
    is_best = (above | same | is_self).all(axis=1)
    if same.all():
        return EQUAL, ()
    if not is_best.any():
        return NOT_SETTLED, ()
    return BETTER, tuple(
        one for one, is_one in zip(ids, is_best, strict=True) if is_one
    )
