"""One spatial index over the features of all layers."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from rtree import index as rtree_index
from shapely.geometry.base import BaseGeometry

from geo_zs.layers.nearest import (
    BBox,
    bearings_deg,
    box_around,
    shape_distances_km,
)
from geo_zs.layers.spec import Layer

#: The first radius of a search would hold so many times the features wanted if
#: they lay evenly; it doubles until enough are found.
_PLENTY: Final = 4.0
_KM_PER_DEGREE: Final = 111.2
#: Beyond half of the meridian there is nothing more to find.
_LAST_RADIUS_KM: Final = 20_100.0


@dataclass(frozen=True)
class Near:
    """A feature near a point.

    Parameters
    ----------
    layer, key : str
        The feature.
    distance_km : float
        Geodesic distance to its nearest spot; 0 inside a polygon.
    bearing_deg : float
        Direction in which it lies, clockwise from north; NaN at distance 0.
    """

    layer: str
    key: str
    distance_km: float
    bearing_deg: float


class SpatialIndex:
    """An R-tree over points, lines and polygons of all layers.

    A candidate whose box meets the question is then tested exactly. Safe to use
    from several threads: the tree keeps state while it answers, so each question
    to it holds a lock for some microseconds.

    Parameters
    ----------
    layers : mapping of str to Layer
        Features with a geometry are indexed by it. Rows that are only drawn at an
        approximate place are held apart and found on demand.
    """

    def __init__(self, layers: Mapping[str, Layer]) -> None:
        self._lock = threading.Lock()
        self._features: list[tuple[str, str, bool]] = []
        shapes: list[BaseGeometry] = []
        self._rows: dict[str, list[int]] = {name: [] for name in layers}
        for name, layer in layers.items():
            for key, shape, is_approximate in _features(layer):
                self._rows[name].append(len(shapes))
                self._features.append((name, key, is_approximate))
                shapes.append(shape)
        self._shapes: NDArray[np.object_] = np.empty(len(shapes), dtype=object)
        self._shapes[:] = shapes
        self._tree = (
            rtree_index.Index(
                ((row, tuple(shape.bounds), None) for row, shape in enumerate(shapes)),
                interleaved=True,
            )
            if shapes
            else rtree_index.Index(interleaved=True)
        )
        shapely.prepare(self._shapes)

    def __len__(self) -> int:
        """Return the number of indexed features."""
        return len(self._features)

    def query_bbox(
        self,
        bbox: BBox,
        layers: Collection[str] | None = None,
        *,
        include_approximate: bool = False,
    ) -> list[tuple[str, str]]:
        """Find the features that meet a box.

        Parameters
        ----------
        bbox : (west, south, east, north)
            Degrees; the border belongs to it.
        layers : collection of str or None
            Layers to look in; all when None.
        include_approximate : bool
            Also find rows without a geometry of their own at the place where they
            are drawn.

        Returns
        -------
        list of (layer id, key)
            In the order of the layers and their rows.

        Raises
        ------
        ValueError
            If the box is not four numbers with west ≤ east and south ≤ north, or
            a layer is unknown.
        """
        box = _checked_bbox(bbox)
        wanted = self._wanted(layers)
        window = shapely.box(*box)
        rows = [
            row
            for row in self._candidates(box)
            if self._features[row][0] in wanted
            and (include_approximate or not self._features[row][2])
        ]
        exact = shapely.intersects(self._shapes[rows], window)
        return [
            self._features[row][:2]
            for row, is_hit in zip(rows, exact, strict=True)
            if is_hit
        ]

    def nearest(self, lon: float, lat: float, layer: str, k: int = 1) -> list[Near]:
        """Find the features of a layer nearest to a point, on the ellipsoid.

        Parameters
        ----------
        lon, lat : float
            Degrees.
        layer : str
            Layer to look in; rows without a geometry of their own do not count.
        k : int
            How many; fewer are returned if the layer has fewer.

        Returns
        -------
        list of Near
            Sorted by distance, then in the order of the layer.

        Raises
        ------
        ValueError
            If the layer is unknown, `k` is below 1 or the point is not on earth.
        """
        self._wanted([layer])
        if k < 1:
            message = f"k is {k}; expected at least 1"
            raise ValueError(message)
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            message = f"point ({lon!r}, {lat!r}) is no place on earth"
            raise ValueError(message)
        radius = min(self._radius_km(layer, k), _LAST_RADIUS_KM)
        while True:
            is_last = radius >= _LAST_RADIUS_KM
            rows = self._of_layer(
                layer, None if is_last else box_around(lon, lat, radius)
            )
            distances = shape_distances_km(lon, lat, self._shapes[rows])
            if is_last or int((distances <= radius).sum()) >= k:
                break
            radius *= 2
        order = np.argsort(distances, kind="stable")[:k]
        chosen = np.asarray(rows, dtype=int)[order]
        bearings = bearings_deg(lon, lat, self._shapes[chosen])
        return [
            Near(layer, self._features[row][1], float(distance), float(bearing))
            for row, distance, bearing in zip(
                chosen, distances[order], bearings, strict=True
            )
        ]

    def _wanted(self, layers: Collection[str] | None) -> set[str]:
        """Return the layers to look in; refuse unknown ones."""
        if layers is None:
            return set(self._rows)
        unknown = sorted(set(layers) - set(self._rows))
        if unknown:
            message = (
                f"no layer is called {', '.join(map(repr, unknown))}; expected some "
                f"of {', '.join(self._rows)}"
            )
            raise ValueError(message)
        return set(layers)

    def _radius_km(self, layer: str, k: int) -> float:
        """Return a radius that is likely to hold `k` features of a layer."""
        rows = self._of_layer(layer, None)
        if len(rows) <= k:
            return _LAST_RADIUS_KM
        west, south, east, north = shapely.total_bounds(self._shapes[rows])
        width = (east - west) * np.cos(np.radians((south + north) / 2))
        area = max(width * (north - south), 1.0) * _KM_PER_DEGREE**2
        return float(np.sqrt(_PLENTY * k / len(rows) * area / np.pi))

    def _candidates(self, box: BBox) -> list[int]:
        """Return the rows whose boxes meet a box, in rising order."""
        with self._lock:
            return sorted(self._tree.intersection(box))

    def _of_layer(self, layer: str, box: BBox | None) -> list[int]:
        """Return the rows of a layer with own geometry, in a box or everywhere."""
        rows = self._rows[layer] if box is None else self._candidates(box)
        return [
            row
            for row in rows
            if self._features[row][0] == layer and not self._features[row][2]
        ]


def _features(layer: Layer) -> Iterator[tuple[str, BaseGeometry, bool]]:
    """Yield key, geometry and is_approximate of the rows that can be placed."""
    display = layer.at_display()
    own = layer.frame.geometry.notna()
    for key, shape, has_own in zip(display.index, display.geometry, own, strict=True):
        if shape is not None and not shape.is_empty:
            yield str(key), shape, not has_own


def _checked_bbox(bbox: BBox) -> BBox:
    """Return the box as floats, or refuse it."""
    if len(bbox) != 4 or not all(np.isfinite(value) for value in bbox):
        message = f"bbox is {bbox!r}; expected (west, south, east, north) in degrees"
        raise ValueError(message)
    west, south, east, north = (float(value) for value in bbox)
    if west > east or south > north:
        message = f"bbox is {bbox!r}; expected west ≤ east and south ≤ north"
        raise ValueError(message)
    return (west, south, east, north)
