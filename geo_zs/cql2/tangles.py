"""How much the lines of a geometry cross: what a relation to it, or mending it, costs.

An outline of five thousand positions meets itself only where its segments join. A
scribble of five thousand has millions of crossings, and a relation to it takes
minutes that nothing can interrupt.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

#: Geometries of fewer positions are not looked at.
_FEW: Final = 16
#: Neighbours of a segment in an honest outline: those it joins, those beside them.
_NEIGHBOURS: Final = 8
#: Segments that are looked at together, so that a scribble needs little memory.
_TOGETHER: Final = 256


def tangle(shape: BaseGeometry, most: int) -> int:
    """Return how many pairs of segments come near one another, beyond neighbours.

    Parameters
    ----------
    shape : geometry
        Of any type.
    most : int
        Counting ends when there are more.

    Returns
    -------
    int
        Pairs of segments whose boxes meet, less eight for each segment; 0 for the
        outline of a country.
    """
    if shapely.get_num_coordinates(shape) <= _FEW:
        return 0
    boxes = _segment_boxes(shape)
    tree = shapely.STRtree(boxes)
    # Each pair is found from both ends, and each segment meets itself.
    allowed = len(boxes) * (2 * _NEIGHBOURS + 1)
    found = 0
    for start in range(0, len(boxes), _TOGETHER):
        found += tree.query(boxes[start : start + _TOGETHER]).shape[1]
        if found > allowed + 2 * most:
            break
    return max(0, found - allowed) // 2


def _segment_boxes(shape: BaseGeometry) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    """Return the box of each segment of the lines and rings of a geometry."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    is_area = shapely.get_dimensions(parts) == 2
    lines = np.concatenate([shapely.get_rings(parts[is_area]), parts[~is_area]])
    positions, owners = shapely.get_coordinates(lines, return_index=True)
    joined = owners[:-1] == owners[1:]
    starts, ends = positions[:-1][joined], positions[1:][joined]
    corners = np.minimum(starts, ends), np.maximum(starts, ends)
    boxes: np.ndarray[tuple[int], np.dtype[np.object_]] = shapely.box(
        *corners[0].T, *corners[1].T
    )
    return boxes
