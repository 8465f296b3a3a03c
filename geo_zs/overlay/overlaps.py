"""Which outlines of projects overlap, and by how much. Touching edges do not.

Edges run straight in longitude and latitude, as they were drawn, so the shared part
is cut there, where common edges stay common; its area is measured equal-area.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geo_zs.crs import FloatArray
from geo_zs.overlay.nearest_feature import in_plane
from geo_zs.overlay.shapes import Shapes, areas_ha

IntArray = NDArray[np.intp]
BoolArray = NDArray[np.bool_]

#: What two outlines share counts from 1 m², in hectares: less is rounding.
LEAST_HA: Final = 1e-4
#: A shared part narrower than this on average is a seam of two drawings, not a
#: claim to the same land; metres. It is told apart and not counted as an overlap.
SEAM_M: Final = 1.0


@dataclass(frozen=True, eq=False)
class Overlaps:
    """Pairs of outlines that share land, each pair twice: seen from either side.

    Parameters
    ----------
    row, other : (k,) int arrays
        Rows of the projects and of the others; in rising order of `row`, the largest
        shared part first.
    shared_ha : (k,) array
        Hectares.
    share, share_of_other : (k,) arrays
        Of the area of either, in (0, 1].
    is_seam : (k,) bool array
        True where the shared part is a seam (`SEAM_M`).
    """

    row: IntArray
    other: IntArray
    shared_ha: FloatArray
    share: FloatArray
    share_of_other: FloatArray
    is_seam: BoolArray

    def of(self, row: int) -> IntArray:
        """Return the positions of the pairs of one project."""
        first, last = np.searchsorted(self.row, [row, row + 1])
        return np.arange(first, last, dtype=np.intp)


def find_overlaps(shapes: Shapes, others: Shapes, own_row: IntArray) -> Overlaps:
    """Return what the outlines of projects share with those of other projects.

    Parameters
    ----------
    shapes : Shapes
        Of n projects.
    others : Shapes
        Of m projects, among which are these.
    own_row : (n,) int array
        Where each project stands among the others (never compared with itself);
        -1 if it is not among them.

    Returns
    -------
    Overlaps
    """
    mine, theirs = np.flatnonzero(shapes.is_polygon), np.flatnonzero(others.is_polygon)
    tree = shapely.STRtree(others.shape[theirs])
    at_mine, at_theirs = tree.query(shapes.shape[mine], predicate="intersects")
    row, other = mine[at_mine], theirs[at_theirs]
    kept = own_row[row] != other
    row, other = row[kept], other[kept]
    parts = _areas_only(shapely.intersection(shapes.shape[row], others.shape[other]))
    shared = np.nan_to_num(areas_ha(parts))
    kept = shared >= LEAST_HA
    row, other, shared, parts = row[kept], other[kept], shared[kept], parts[kept]
    order = np.lexsort((other, -shared, row))
    row, other, shared = row[order], other[order], shared[order]
    return Overlaps(
        row=row.astype(np.intp),
        other=other.astype(np.intp),
        shared_ha=shared,
        share=np.minimum(shared / shapes.area_ha[row], 1.0),
        share_of_other=np.minimum(shared / others.area_ha[other], 1.0),
        is_seam=_widths_m(parts[order], shared) < SEAM_M,
    )


def _areas_only(parts: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return shapes without the lines and points that touching edges leave."""
    mixed = np.flatnonzero(shapely.get_type_id(parts) == 7)
    for at in mixed:
        pieces = shapely.get_parts(parts[at])
        areas = pieces[np.isin(shapely.get_type_id(pieces), (3, 6))]
        parts[at] = shapely.union_all(areas)
    return parts


def _widths_m(parts: NDArray[np.object_], area_ha: FloatArray) -> FloatArray:
    """Return the mean width of long shapes: twice the area by the outline, metres."""
    outline = shapely.length(in_plane(parts))
    return 2.0 * area_ha * 10_000.0 / np.maximum(outline, 1e-9)
