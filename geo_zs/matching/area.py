"""Areas drawn by a user (GeoJSON): checked, and points tested against them.

Plain NumPy: an area has few corners and there are few sites, so no geometry
library is loaded. Inside is by the even-odd rule within each polygon, so that holes
are outside; polygons of a MultiPolygon are joined.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

#: Most corners that an area may have, all rings together.
MAX_VERTICES: Final = 2000
#: Points × edges handled at once; keeps the memory of one request small.
_CHUNK: Final = 500_000
_KM_PER_DEGREE: Final = 111.195  # on a sphere of 6,371 km


@dataclass(frozen=True, eq=False)
class Area:
    """A checked area.

    Parameters
    ----------
    edges : tuple of (n_edges, 4) arrays
        For each polygon its edges, holes included, as lon, lat, lon, lat in degrees.
    geometry_type : str
        ``Polygon`` or ``MultiPolygon``.
    """

    edges: tuple[FloatArray, ...]
    geometry_type: str

    @property
    def n_vertices(self) -> int:
        """Number of corners of all rings."""
        return sum(len(edges) for edges in self.edges)

    def contains(self, lon: FloatArray, lat: FloatArray) -> BoolArray:
        """Tell which points lie inside.

        Parameters
        ----------
        lon, lat : (n_points,) arrays
            Degrees; NaN is never inside.

        Returns
        -------
        (n_points,) bool array
            True inside; a point exactly on an edge may come out either way.
        """
        inside = np.zeros(len(lon), dtype=bool)
        for edges in self.edges:
            inside |= _in_polygon(edges, lon, lat)
        return inside

    def edge_distance_km(self, lon: FloatArray, lat: FloatArray) -> FloatArray:
        """Return the distance of each point to the nearest edge.

        Parameters
        ----------
        lon, lat : (n_points,) arrays
            Degrees; NaN means not known.

        Returns
        -------
        (n_points,) array
            Kilometres on a plane round each point: within 1 % up to 100 km, which
            is all that the test against a location radius needs. NaN if not known.
        """
        nearest = np.full(len(lon), np.inf)
        for edges in self.edges:
            step = max(1, _CHUNK // max(1, len(edges)))
            for start in range(0, len(lon), step):
                part = slice(start, start + step)
                nearest[part] = np.minimum(
                    nearest[part], _to_edges_km(edges, lon[part], lat[part])
                )
        return nearest


def parse_area(geometry: Mapping[str, Any]) -> tuple[Area | None, list[str]]:
    """Check a GeoJSON Polygon or MultiPolygon.

    Parameters
    ----------
    geometry : mapping
        Object with ``type`` and ``coordinates``.

    Returns
    -------
    area : Area or None
        None if anything is wrong.
    faults : list of str
        What is wrong, each with the place and what to do; at most ten.
    """
    kind = geometry.get("type")
    polygons = geometry.get("coordinates")
    if kind == "Polygon":
        polygons = [polygons]
    if not isinstance(polygons, list) or not polygons:
        return None, ["coordinates are empty; expected at least one polygon"]
    faults: list[str] = []
    edges: list[FloatArray] = []
    n_vertices = 0
    for number, polygon in enumerate(polygons):
        if not isinstance(polygon, list) or not polygon:
            faults.append(f"polygon {number} is not a list of rings")
            continue
        rings: list[FloatArray] = []
        for ring_number, ring in enumerate(polygon):
            where = f"polygon {number}, ring {ring_number}"
            n_vertices += len(ring) if isinstance(ring, list) else 0
            if n_vertices > MAX_VERTICES:
                return None, [
                    f"has more than {MAX_VERTICES} corners; simplify the outline"
                ]
            points, fault = _read_ring(ring)
            if points is None:
                faults.append(f"{where}: {fault}")
            else:
                rings.append(np.hstack([points[:-1], points[1:]]))
            if len(faults) >= 10:
                return None, faults
        if rings:
            edges.append(np.vstack(rings))
    if faults:
        return None, faults
    return Area(tuple(edges), str(kind)), []


def _read_ring(ring: object) -> tuple[FloatArray | None, str]:
    """Return the corners of a ring, or None and what is wrong with it."""
    if not isinstance(ring, list):
        return None, "is not a list of [longitude, latitude] pairs"
    if len(ring) < 4:
        return None, (
            f"has {len(ring)} positions; a closed ring has at least 4, the last "
            "equal to the first"
        )
    for index, position in enumerate(ring):
        fault = _position_fault(position)
        if fault:
            return None, f"position {index} {fault}"
    points = np.array([position[:2] for position in ring], dtype=float)
    if not np.array_equal(points[0], points[-1]):
        return None, "is not closed; repeat the first position at the end"
    if _doubled_area(points) == 0:
        return None, "encloses no area; draw at least a triangle"
    return points, ""


def _position_fault(position: object) -> str:
    """Return what is wrong with one position, or an empty text."""
    if not isinstance(position, list) or len(position) not in (2, 3):
        return "is not a pair [longitude, latitude]"
    if not all(_is_number(part) for part in position):
        return "is not a pair of finite numbers"
    lon, lat = position[:2]
    if not -180 <= lon <= 180 or not -90 <= lat <= 90:
        return (
            "is out of range; expected longitude -180 to 180 first, then latitude "
            "-90 to 90"
        )
    return ""


def _is_number(value: object) -> bool:
    """Tell whether `value` is a finite number and no boolean."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) < 1e9 and math.isfinite(value)


def _doubled_area(points: FloatArray) -> float:
    """Return twice the area of a closed ring, in square degrees."""
    centred = points - points[0]
    x, y = centred[:, 0], centred[:, 1]
    return abs(float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])))


def _in_polygon(edges: FloatArray, lon: FloatArray, lat: FloatArray) -> BoolArray:
    """Count crossings of a ray to the east; odd is inside."""
    inside = np.zeros(len(lon), dtype=bool)
    west, south = edges[:, 0].min(), edges[:, 1].min()
    east, north = edges[:, 0].max(), edges[:, 1].max()
    near = np.flatnonzero(
        (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    )
    x1, y1, x2, y2 = edges.T
    rise = np.where(y2 == y1, 1.0, y2 - y1)  # a level edge is never crossed
    step = max(1, _CHUNK // max(1, len(edges)))
    for start in range(0, len(near), step):
        rows = near[start : start + step]
        x, y = lon[rows, None], lat[rows, None]
        crosses = (y1 > y) != (y2 > y)
        at = x1 + (y - y1) * (x2 - x1) / rise
        inside[rows] = (crosses & (x < at)).sum(axis=1) % 2 == 1
    return inside


def _to_edges_km(edges: FloatArray, lon: FloatArray, lat: FloatArray) -> FloatArray:
    """Return the distance to the nearest of `edges`, on a plane at each point."""
    shrink = np.cos(np.radians(lat))[:, None]
    x1 = (edges[:, 0] - lon[:, None]) * shrink
    y1 = edges[:, 1] - lat[:, None]
    along_x = (edges[:, 2] - edges[:, 0]) * shrink
    along_y = edges[:, 3] - edges[:, 1]
    length = along_x**2 + along_y**2
    share = -(x1 * along_x + y1 * along_y) / np.where(length == 0, 1.0, length)
    share = np.clip(share, 0.0, 1.0)
    gap = np.hypot(x1 + share * along_x, y1 + share * along_y)
    nearest: FloatArray = gap.min(axis=1) * _KM_PER_DEGREE
    return nearest
