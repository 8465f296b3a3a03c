"""The ground that a constraint layer touches: its features with a buffer in metres.

Each feature is widened in a projection of its own that keeps distances round its
middle, so a metre is a metre at 97° and at 126° east. What is long is cut first: the
buffer of a whole is the union of the buffers of its parts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geo_zs.overlay.nearest_feature import PIECE_DEG, Features
from geo_zs.register.constraint_layer import ConstraintLayer

ShapeArray = NDArray[np.object_]
IntArray = NDArray[np.intp]

#: A feature wider or higher than this is cut, degrees: within it the projection
#: stretches lengths by less than 0.1 %.
_TILE_DEG: Final = 2.0
#: Corners of a quarter circle. The polygon lies inside the circle by 0.03 % of the
#: radius at most: 0.3 m of a kilometre.
_QUARTER: Final = 32


def buffered(shape: shapely.Geometry, metres: float) -> shapely.Geometry:
    """Return a shape with the ground round it.

    Parameters
    ----------
    shape : shapely geometry
        Degrees, EPSG:4326; valid and not empty.
    metres : float
        Width of the ground; 0 returns the shape.

    Returns
    -------
    shapely geometry
        Degrees; a Polygon or MultiPolygon if `metres` is above 0.
    """
    if metres <= 0:
        return shape
    parts = [_widened(part, metres) for part in _tiles(shape)]
    return parts[0] if len(parts) == 1 else shapely.union_all(parts)


def _tiles(shape: shapely.Geometry) -> list[shapely.Geometry]:
    """Return a shape cut into parts of at most `_TILE_DEG` degrees."""
    west, south, east, north = shapely.bounds(shape)
    if east - west <= _TILE_DEG and north - south <= _TILE_DEG:
        return [shape]
    n_wide, n_high = (
        max(int(np.ceil(size / _TILE_DEG)), 1) for size in (east - west, north - south)
    )
    cut = [
        shapely.intersection(shape, shapely.box(x, y, x + _TILE_DEG, y + _TILE_DEG))
        for x in west + _TILE_DEG * np.arange(n_wide)
        for y in south + _TILE_DEG * np.arange(n_high)
    ]
    return [part for part in cut if not shapely.is_empty(part)]


def _widened(shape: shapely.Geometry, metres: float) -> shapely.Geometry:
    """Widen a small shape in the azimuthal equidistant projection round its middle."""
    from pyproj import Transformer  # noqa: PLC0415  imported late: 60 ms

    west, south, east, north = shapely.bounds(shape).tolist()
    plane = Transformer.from_pipeline(
        "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step "
        f"+proj=aeqd +lat_0={(south + north) / 2!r} +lon_0={(west + east) / 2!r} "
        "+ellps=WGS84 +units=m"
    )

    def there(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(plane.transform(xy[:, 0], xy[:, 1]))

    def back(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(plane.transform(xy[:, 0], xy[:, 1], direction="INVERSE"))

    flat = shapely.transform(shapely.segmentize(shape, PIECE_DEG), there)
    return shapely.transform(shapely.buffer(flat, metres, quad_segs=_QUARTER), back)


@dataclass(frozen=True, eq=False)
class Zones:
    """The features of a layer, indexed, and the ground they touch, made when asked.

    Parameters
    ----------
    shape : (m,) object array
        Features, valid, two-dimensional, degrees.
    row : (m,) int array
        Row of each in the layer; features without a usable shape are left out.
    buffer_m : float
        Metres.
    features : Features
        The same, to measure to.
    """

    shape: ShapeArray
    row: IntArray
    buffer_m: float
    features: Features
    _made: dict[int, shapely.Geometry] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, layer: ConstraintLayer) -> Zones:
        """Return the zones of a layer; the same object for the same content."""
        return _zones(_ByContent(layer))

    def ground(self, rows: IntArray) -> ShapeArray:
        """Return the ground that some features touch, (k,), degrees."""
        for row in np.unique(rows).tolist():
            if row not in self._made:
                made = buffered(self.shape[row], self.buffer_m)
                shapely.prepare(made)
                self._made[row] = made
        found = np.full(len(rows), None, dtype=object)
        found[:] = [self._made[row] for row in rows.tolist()]
        return found


class _ByContent:
    """A layer as a key: layers of the same shapes and buffer are the same."""

    def __init__(self, layer: ConstraintLayer) -> None:
        self.layer = layer

    def __hash__(self) -> int:
        return hash(self.layer.fingerprint)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _ByContent)
            and other.layer.fingerprint == self.layer.fingerprint
        )


@lru_cache(maxsize=16)
def _zones(key: _ByContent) -> Zones:
    """Make sound shapes of the features of a layer, and index them."""
    given = np.asarray(key.layer.features.geometry.to_numpy(), dtype=object)
    shape = np.asarray(shapely.force_2d(given), dtype=object)
    present = ~(shapely.is_missing(shape) | shapely.is_empty(shape))
    bounds = shapely.bounds(shape)
    present &= np.isfinite(bounds).all(axis=1)
    row = np.flatnonzero(present)
    shape = shape[row]
    broken = ~shapely.is_valid(shape)
    shape[broken] = shapely.make_valid(shape[broken], method="structure")
    return Zones(shape, row.astype(np.intp), key.layer.buffer_m, Features.of(shape))
