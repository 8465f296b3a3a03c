"""What the banner that each row names says of the system of its coordinates.

GCJ-02 moves a point by half a kilometre, so only points near a border change sides.
They are few, and they are all the evidence there is.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo_zs.imports.datum.candidates import Inside, Reading, readings
from geo_zs.imports.datum.systems import Datum
from geo_zs.imports.datum.words import DATUM_WORDS
from geo_zs.imports.faults import Fault, FaultValue, make_fault

FloatArray = NDArray[np.float64]

#: So many more points must fit their banner, and so many times as many.
_MIN_MORE: Final = 5
_MIN_TIMES: Final = 4


def better_fit(
    best: Reading, usual: Datum, x: FloatArray, y: FloatArray, *, declared: Inside
) -> Fault | None:
    """Return a reason if another system clearly fits the named banners better.

    Only points that change sides count.

    Parameters
    ----------
    best : Reading
        How the coordinates are read.
    usual : Datum
        The system the others are held against: the stated one, or WGS 84.
    x, y : (n,) array
        Coordinates as given.
    declared : callable
        Longitudes and latitudes of all n points to whether each lies in the banner
        that its row names; False where they are NaN.

    Returns
    -------
    Fault or None
        The reason ``fits_banners``; None for metres, whose grids are told apart by
        other means, and where nothing speaks clearly.
    """
    if best.datum.is_projected:
        return None
    fits = {
        one.datum: declared(*one.to_wgs84(x, y))
        for one in readings(x, y)
        if one.is_swapped == best.is_swapped and one.is_packed == best.is_packed
    }
    if usual not in fits:
        return None
    for datum, fit in fits.items():
        better = int((fit & ~fits[usual]).sum())
        worse = int((fits[usual] & ~fit).sum())
        if better - worse >= _MIN_MORE and better >= _MIN_TIMES * worse:
            values: dict[str, FaultValue] = {
                "count": better,
                "against": worse,
                "datum": datum.label("en"),
            }
            return make_fault(DATUM_WORDS, "fits_banners", values=values)
    return None
