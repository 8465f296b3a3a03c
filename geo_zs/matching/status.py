"""What a limit or a rule says of a site: failed, not verified or passed.

A fact is an interval. A limit is passed if every value in the interval passes,
failed if none does, and not verified in between or where nothing is known.
"""

from __future__ import annotations

from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from geo_zs.matching.attribute import Attribute, BoolArray
from geo_zs.matching.shared import once

StatusArray = NDArray[np.int8]

FAILED: Final = -1
NOT_VERIFIED: Final = 0
PASSED: Final = 1


def interval_status(
    attribute: Attribute, required: float, *, bound: Literal["max", "min"]
) -> StatusArray:
    """Test a number against a limit.

    Parameters
    ----------
    attribute : Attribute
        Column with its interval. What fails only against a layer that is known to
        be incomplete is not verified: the layer may lack what is near.
    required : float
        Largest (``max``) or smallest (``min``) value allowed; itself allowed.
    bound : str
        ``max`` or ``min``.

    Returns
    -------
    (n_sites,) int array
        `PASSED`, `NOT_VERIFIED` or `FAILED`; the caller may write to it.
    """
    return _interval_status(attribute, required, bound).copy()


@once
def _interval_status(
    attribute: Attribute, required: float, bound: Literal["max", "min"]
) -> StatusArray:
    """Work out `interval_status`; not to be written to."""
    if bound == "max":
        passes, fails = attribute.high <= required, attribute.low > required
    else:
        passes, fails = attribute.low >= required, attribute.high < required
    if not attribute.is_complete_layer:
        fails = np.zeros_like(fails)
    return status_of(passes, fails)


def setback_status(attribute: Attribute, required: float) -> StatusArray:
    """Test the distance to the nearest feature of a layer against a setback.

    An incomplete layer turns round what it can settle: what it holds may be too
    near, so a site can fail; what it lacks may be nearer still, so no site passes.

    Parameters
    ----------
    attribute : Attribute
        Distance with its interval, km.
    required : float
        Smallest distance allowed; itself allowed.

    Returns
    -------
    (n_sites,) int array
        `PASSED`, `NOT_VERIFIED` or `FAILED`.
    """
    passes, fails = attribute.low >= required, attribute.high < required
    if not attribute.is_complete_layer:
        passes = np.zeros_like(passes)
    return status_of(passes, fails)


def status_of(passes: BoolArray, fails: BoolArray) -> StatusArray:
    """Return the status of each site; neither means not verified."""
    status = np.zeros(len(passes), dtype=np.int8)
    status[fails] = FAILED
    status[passes] = PASSED
    return status


def uniform(status: int, n_sites: int) -> StatusArray:
    """Return the same status for all sites."""
    return np.full(n_sites, status, dtype=np.int8)
