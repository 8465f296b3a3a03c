"""The nearest of many features to each of many shapes, measured on the ellipsoid.

The nearest spot is looked for in a conformal projection, where near a place all
directions are stretched alike, so the spot that is nearest there is the nearest on
the ground; the distance to it is then the geodesic one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geo_zs.crs import FloatArray, distance_km

if TYPE_CHECKING:
    from pyproj import Transformer

ShapeArray = NDArray[np.object_]
IntArray = NDArray[np.intp]

#: Lambert conformal conic for the region: its scale stays within 1.5 % of one.
_PLANE: Final = (
    "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad "
    "+step +proj=lcc +lat_1=40 +lat_2=50 +lat_0=45 +lon_0=112 +ellps=WGS84 +units=m"
)
#: Lines run straight in longitude and latitude, as in GeoJSON: they are cut into
#: pieces of this many degrees, so that the projection bends them by under 1 m.
PIECE_DEG: Final = 0.05
#: Corners of a piece of an outline.
_PIECE_CORNERS: Final = 16
#: A metre on the ground is no more than this in the plane, inside the region.
MOST_STRETCHED: Final = 1.02


@lru_cache(maxsize=1)
def _plane() -> Transformer:
    from pyproj import Transformer  # noqa: PLC0415  imported late: 60 ms

    return Transformer.from_pipeline(_PLANE)


def in_plane(shapes: ShapeArray) -> ShapeArray:
    """Return shapes in metres of the conformal plane.

    Parameters
    ----------
    shapes : (n,) object array
        Shapely geometries and None, degrees in EPSG:4326.
    """

    def forward(xy: FloatArray) -> FloatArray:
        return np.column_stack(_plane().transform(xy[:, 0], xy[:, 1]))

    cut = shapely.segmentize(np.asarray(shapes, dtype=object), PIECE_DEG)
    return np.asarray(shapely.transform(cut, forward), dtype=object)


@dataclass(frozen=True, eq=False)
class Features:
    """Features that shapes are measured to, indexed once.

    Parameters
    ----------
    plane : (m,) object array
        Their geometry in the conformal plane; none of them empty.
    tree : STRtree
        Over short pieces of points, lines and outlines.
    owner : (k,) int array
        The feature that each piece belongs to.
    """

    plane: ShapeArray
    tree: shapely.STRtree
    owner: IntArray

    @classmethod
    def of(cls, shapes: ShapeArray) -> Features:
        """Return features of shapes in degrees, none of them empty or None."""
        plane = in_plane(shapes)
        shapely.prepare(plane)
        pieces, owner = _pieces(plane)
        return cls(plane, shapely.STRtree(pieces), owner)

    def nearest(self, plane: ShapeArray) -> tuple[IntArray, FloatArray]:
        """Return the nearest feature of each shape and the distance to it.

        Parameters
        ----------
        plane : (n,) object array
            From `in_plane`; None is nowhere.

        Returns
        -------
        (n,) int array
            Row of the feature, the first of those that meet the shape; -1 where the
            shape is None or there are no features.
        (n,) array
            Kilometres, 0 where they meet; NaN where there is no feature.
        """
        row = np.full(len(plane), -1, dtype=np.intp)
        distance = np.full(len(plane), np.nan)
        asked = np.flatnonzero(~shapely.is_missing(plane) & ~shapely.is_empty(plane))
        if not len(self.plane) or not asked.size:
            return row, distance
        met, at = self.meeting(plane[asked])
        first = np.full(asked.size, len(self.plane), dtype=np.intp)
        np.minimum.at(first, at, met)
        is_met = first < len(self.plane)
        row[asked[is_met]], distance[asked[is_met]] = first[is_met], 0.0
        apart = asked[~is_met]
        if apart.size:
            piece = self.tree.nearest(plane[apart])
            row[apart] = self.owner[piece]
            distance[apart] = gaps_km(plane[apart], self.tree.geometries[piece])
        return row, distance

    def meeting(self, plane: ShapeArray) -> tuple[IntArray, IntArray]:
        """Return the pairs that meet: rows of features and rows of shapes."""
        pairs = shapely.STRtree(plane).query(self.plane, predicate="intersects")
        return pairs[0].astype(np.intp), pairs[1].astype(np.intp)

    def within(self, plane: ShapeArray, metres: float) -> tuple[IntArray, IntArray]:
        """Return the pairs no farther apart than a distance in the plane.

        Returns
        -------
        (k,) int arrays
            Rows of features and of shapes, each pair once.
        """
        met = np.column_stack(self.meeting(plane))
        asked, piece = self.tree.query(plane, predicate="dwithin", distance=metres)
        near = np.column_stack([self.owner[piece], asked])
        pairs = np.unique(np.concatenate([met, near]), axis=0)
        return pairs[:, 0].astype(np.intp), pairs[:, 1].astype(np.intp)


def _pieces(plane: ShapeArray) -> tuple[ShapeArray, IntArray]:
    """Return points, and lines and outlines cut into short pieces, and their owner.

    A tree over short pieces looks at the few near a shape; a tree over whole
    outlines would measure to thousands of corners for each shape.
    """
    parts, owner = shapely.get_parts(plane, return_index=True)
    is_point = shapely.get_type_id(parts) == 0
    is_area = shapely.get_type_id(parts) == 3
    rings, ring_of = shapely.get_rings(parts[is_area], return_index=True)
    lines = np.concatenate([parts[~is_point & ~is_area], rings])
    line_owner = np.concatenate(
        [owner[~is_point & ~is_area], owner[is_area][ring_of]]
    ).astype(np.intp)
    coordinates, line_of = shapely.get_coordinates(lines, return_index=True)
    sizes = np.bincount(line_of, minlength=len(lines))
    starts = np.cumsum(sizes) - sizes
    cut: list[shapely.Geometry] = list(parts[is_point])
    cut_owner: list[int] = owner[is_point].tolist()
    for start, size, whose in zip(starts, sizes, line_owner, strict=True):
        for at in range(start, start + max(size - 1, 1), _PIECE_CORNERS):
            end = min(at + _PIECE_CORNERS + 1, start + size)
            cut.append(shapely.LineString(coordinates[at:end]))
            cut_owner.append(int(whose))
    return np.array(cut, dtype=object), np.array(cut_owner, dtype=np.intp)


def gaps_km(plane_a: ShapeArray, plane_b: ShapeArray) -> FloatArray:
    """Return the geodesic distance of pairs of shapes of the plane, (n,) km."""
    ends = shapely.get_coordinates(shapely.shortest_line(plane_a, plane_b))
    lon, lat = _plane().transform(ends[:, 0], ends[:, 1], direction="INVERSE")
    pairs = np.column_stack([lon, lat]).reshape(-1, 4)
    return distance_km(*pairs.T)
