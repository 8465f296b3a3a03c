"""Signs on a small map: where each stands, moved apart where they would overlap.

A sign whose place is taken moves to the nearest free place round it, a few sizes away
at most; where there is none, its neighbours and it are shown as one sign with their
count, so that no project is hidden.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo_zs.crs import FloatArray

#: Rings of free places round a sign that are tried, and signs that are moved at all.
_RINGS: Final = 2
MOST_MOVED: Final = 1_500


@dataclass(frozen=True, eq=False)
class Placed:
    """Where signs are drawn.

    Parameters
    ----------
    x, y : (n,) arrays
        Places of the signs; NaN for those that a bubble stands for.
    bubbles : tuple of (x, y, count)
        Places with more signs than have room, with how many are shown there.
    """

    x: FloatArray
    y: FloatArray
    bubbles: tuple[tuple[float, float, int], ...]


def place_marks(x: FloatArray, y: FloatArray, *, size: float) -> Placed:
    """Move signs apart.

    Parameters
    ----------
    x, y : (n,) arrays
        Where the signs belong; NaN for those that belong nowhere.
    size : float
        How wide a sign is, in the same unit.

    Returns
    -------
    Placed
        No two signs overlap. Above `MOST_MOVED` signs none is moved: each square of
        three signs' width that holds more than one becomes a bubble.

    Notes
    -----
    Signs are placed from north to south, so the result does not depend on the order
    in which they come.
    """
    has = np.isfinite(x) & np.isfinite(y)
    if int(has.sum()) > MOST_MOVED:
        return _gathered(x, y, has, cell=3 * size)
    order = [int(at) for at in np.lexsort((x, y)) if has[at]]
    taken: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    out_x, out_y = np.full(x.shape, np.nan), np.full(y.shape, np.nan)
    left: list[tuple[float, float]] = []
    offsets = _offsets(size)
    for at in order:
        for dx, dy in offsets:
            spot = (float(x[at]) + dx, float(y[at]) + dy)
            if _is_free(spot, taken, size):
                out_x[at], out_y[at] = spot
                taken[_cell(spot, size)].append(spot)
                break
        else:
            left.append((float(x[at]), float(y[at])))
    return Placed(out_x, out_y, _bubbles(left, size * 3))


def _offsets(size: float) -> list[tuple[float, float]]:
    """Return the places that are tried: the own one, then rings round it."""
    found = [(0.0, 0.0)]
    for ring in range(1, _RINGS + 1):
        n = 6 * ring
        for step in range(n):
            angle = 2 * math.pi * step / n
            reach = ring * size * 1.02
            found.append((reach * math.cos(angle), reach * math.sin(angle)))
    return found


def _cell(spot: tuple[float, float], size: float) -> tuple[int, int]:
    return math.floor(spot[0] / size), math.floor(spot[1] / size)


def _is_free(
    spot: tuple[float, float],
    taken: dict[tuple[int, int], list[tuple[float, float]]],
    size: float,
) -> bool:
    """Tell whether a sign at a place overlaps none that stands already."""
    column, row = _cell(spot, size)
    return all(
        math.hypot(spot[0] - other[0], spot[1] - other[1]) >= size * 0.98
        for i in (-1, 0, 1)
        for j in (-1, 0, 1)
        for other in taken.get((column + i, row + j), ())
    )


def _bubbles(
    spots: list[tuple[float, float]], cell: float
) -> tuple[tuple[float, float, int], ...]:
    """Return one bubble for each square with spots, at their middle."""
    groups: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for spot in spots:
        groups[_cell(spot, cell)].append(spot)
    return tuple(
        (
            sum(one[0] for one in group) / len(group),
            sum(one[1] for one in group) / len(group),
            len(group),
        )
        for _, group in sorted(groups.items())
    )


def _gathered(
    x: FloatArray, y: FloatArray, has: NDArray[np.bool_], *, cell: float
) -> Placed:
    """Show each square with several signs as a bubble."""
    groups: dict[tuple[int, int], list[int]] = defaultdict(list)
    for at in np.flatnonzero(has):
        groups[_cell((float(x[at]), float(y[at])), cell)].append(int(at))
    out_x = np.where(has, x, np.nan)
    out_y = np.where(has, y, np.nan)
    bubbles = []
    for _, rows in sorted(groups.items()):
        if len(rows) > 1:
            bubbles.append((float(x[rows].mean()), float(y[rows].mean()), len(rows)))
            out_x[rows] = out_y[rows] = np.nan
    return Placed(out_x, out_y, tuple(bubbles))
