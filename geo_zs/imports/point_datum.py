"""The reference system of points, by the names that a user chooses from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Hint(NamedTuple):
    """How a point outside the region would fall inside.

    Parameters
    ----------
    datum : str
        In which datum.
    is_swapped : bool
        Whether x and y change places for it.
    banner : str
        Code of the banner it would lie in.
    """

    datum: str
    is_swapped: bool
    banner: str


def datum_name(datum: str, *, is_swapped: bool = False) -> str:
    """Return what a datum is called."""
    return datum + (" (x, y)" if is_swapped else "")


def datum_of_crs(crs: str | None) -> str | None:
    """Return the datum of a reference system as a file states it."""
    return crs


def to_lon_lat(x: Floats, y: Floats, datum: str) -> tuple[Floats, Floats]:
    """Return lon and lat (WGS 84) of points."""
    return x, y


def suggested(
    x: Floats, y: Floats, used: str, locate: Callable[[Floats, Floats], Any]
) -> list[Hint | None]:
    """Return for each point outside the region how it would fall inside."""
    found = locate(y, x)
    return [None if code is None else Hint(used, True, code) for code in found]
