"""Geometries and boxes of a filter, built from nested coordinates and checked.

Both forms of a filter come here: WKT and GeoJSON differ in their brackets only. That
a polygon crosses itself is no fault of the filter; a ring that is not closed is.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import shapely
from shapely.geometry import shape

from geo_zs.cql2.errors import Cql2Error
from geo_zs.cql2.expression import Box, Geometry, Position
from geo_zs.cql2.limits import MAX_POSITIONS, too_many_positions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shapely.geometry.base import BaseGeometry

#: Type as GeoJSON writes it → levels of lists round its positions.
LEVELS: Final = {
    "Point": 0,
    "LineString": 1,
    "MultiPoint": 1,
    "Polygon": 2,
    "MultiLineString": 2,
    "MultiPolygon": 3,
}
_SIMPLE: Final[dict[str, Callable[[Any], BaseGeometry]]] = {
    "Point": shapely.Point,
    "LineString": shapely.LineString,
    "MultiPoint": shapely.multipoints,
}


@dataclass(frozen=True, slots=True)
class Part:
    """Brackets of coordinates: numbers if it is a position, parts otherwise."""

    items: tuple[object, ...]
    at: Position = None

    @property
    def is_position(self) -> bool:
        """Whether this is a position: numbers only, and at least one."""
        return bool(self.items) and all(isinstance(item, float) for item in self.items)


def build(kind: str, part: Part, at: Position, *, has_z: bool = False) -> Geometry:
    """Build a geometry of one of the types of `LEVELS`.

    Parameters
    ----------
    kind : str
        Type as in GeoJSON.
    part : Part
        Its coordinates, nested as in GeoJSON; without items it is empty.
    at : int, str or None
        Where the geometry stands.
    has_z : bool
        Whether it was written with Z, so that each position needs three numbers.

    Raises
    ------
    Cql2Error
        For brackets that do not fit the type, open rings, mixed dimensions, numbers
        that are not finite, too many positions.
    """
    if _is_empty(kind, part):
        return Geometry(shapely.from_wkt(f"{kind.upper()} EMPTY"), at=at)
    found: list[tuple[float, ...]] = []
    nested = _nested(kind, part, LEVELS[kind], found)
    sizes = {len(position) for position in found}
    if sizes != {3} and (has_z or len(sizes) > 1 or sizes != {2}):
        raise Cql2Error(
            message=f"all positions of a {kind} have two numbers, or all have three",
            zh=f"{kind} 的坐标须全部为两个数，或全部为三个数",
            at=part.at,
            expected=("two or three numbers",),
        )
    if kind in _SIMPLE:
        # `shape` takes twice the time and more, and there may be thousands.
        return Geometry(_SIMPLE[kind](nested), at=at)
    return Geometry(shape({"type": kind, "coordinates": nested}), at=at)


def collect(geometries: Sequence[Geometry], at: Position) -> Geometry:
    """Return a collection of geometries, none of which is a collection itself.

    Raises
    ------
    Cql2Error
        If one is a collection, or they are too many.
    """
    for member in geometries:
        if member.shape.geom_type == "GeometryCollection":
            raise Cql2Error(
                message="a GEOMETRYCOLLECTION holds no other GEOMETRYCOLLECTION",
                zh="GEOMETRYCOLLECTION 中不能再有 GEOMETRYCOLLECTION",
                at=member.at,
                expected=("a point, line or polygon",),
            )
    shapes = [member.shape for member in geometries]
    return Geometry(shapely.GeometryCollection(shapes), at=at)


def box(bounds: Sequence[float], at: Position) -> Box:
    """Return a box of four or six numbers, in the order of the axes of its system.

    The west may lie east of the east: such a box crosses the antimeridian. Which of
    the axes is the longitude only the reference system tells, so that one of them may
    decrease here; `spatial.box_geometry` refuses the latitude.

    Raises
    ------
    Cql2Error
        For another count, numbers that are not finite, or if both axes decrease, or
        the height does.
    """
    check_count(len(bounds), at)
    half = len(bounds) // 2
    if not all(map(math.isfinite, bounds)):
        raise _not_finite(at)
    falls = [bounds[axis] > bounds[axis + half] for axis in range(half)]
    if all(falls[:2]):
        raise upside_down(at)
    if any(falls[2:]):
        raise Cql2Error(
            message="the lowest height of a box comes before its highest",
            zh="范围框的最低高程须写在最高高程之前",
            at=at,
            expected=("west, south, lowest, east, north, highest",),
        )
    return Box(tuple(float(bound) for bound in bounds), at=at)


def upside_down(at: Position = None) -> Cql2Error:
    """Return the error of a box whose south lies above its north."""
    return Cql2Error(
        message="the south of the box lies above its north; write west, south, east, "
        "north (where latitude is the first axis: south, west, north, east)",
        zh="范围框的南界高于北界；请按西、南、东、北的顺序书写"
        "（纬度在前的坐标系：南、西、北、东）",
        at=at,
        expected=("west, south, east, north",),
    )


def check_count(count: int, at: Position) -> None:
    """Refuse a box of another count of numbers than four or six.

    Raises
    ------
    Cql2Error
        For another count.
    """
    if count not in {4, 6}:
        raise Cql2Error(
            message=f"a box has four numbers, or six with heights, not {count}",
            zh=f"范围框须为四个数（含高程为六个），而不是 {count} 个",
            at=at,
            expected=("west, south, east, north",),
        )


def _is_empty(kind: str, part: Part) -> bool:
    """Tell an empty geometry; programs write a polygon without a ring as ``[[]]``."""
    if kind == "Polygon" and len(part.items) == 1:
        (ring,) = part.items
        return isinstance(ring, Part) and not ring.items
    return not part.items


def _nested(
    kind: str, part: Part, levels: int, found: list[tuple[float, ...]]
) -> list[object] | tuple[float, ...]:
    """Return the coordinates as nested lists, and add each position to `found`."""
    if levels == 0:
        position = _position(kind, part)
        found.append(position)
        if len(found) > MAX_POSITIONS:
            raise too_many_positions(part.at)
        return position
    if part.is_position or not part.items:
        raise _wrong_brackets(kind, part.at)
    nested: list[object] = []
    for item in part.items:
        if not isinstance(item, Part):
            raise _wrong_brackets(kind, part.at)
        nested.append(_nested(kind, item, levels - 1, found))
    if levels == 1:
        _check_line(kind, nested, part.at)
    return nested


def _position(kind: str, part: Part) -> tuple[float, ...]:
    numbers = tuple(item for item in part.items if isinstance(item, float))
    if len(numbers) != len(part.items) or len(numbers) not in {2, 3}:
        raise _wrong_brackets(kind, part.at)
    if not all(map(math.isfinite, numbers)):
        raise _not_finite(part.at)
    return numbers


def _check_line(kind: str, positions: list[object], at: Position) -> None:
    is_ring = kind.endswith("Polygon")
    least = 4 if is_ring else 2
    if kind != "MultiPoint" and len(positions) < least:
        what, what_zh = ("a ring", "环") if is_ring else ("a line", "线")
        raise Cql2Error(
            message=f"{what} has at least {least} positions, not {len(positions)}",
            zh=f"{what_zh}至少有 {least} 个坐标，而不是 {len(positions)} 个",
            at=at,
            expected=(f"{least} or more positions",),
        )
    if is_ring and positions[0] != positions[-1]:
        raise Cql2Error(
            message="the ring is not closed; repeat its first position at the end",
            zh="多边形的环没有闭合，请在末尾重复第一个坐标",
            at=at,
            expected=("a closed ring",),
        )


def _wrong_brackets(kind: str, at: Position) -> Cql2Error:
    return Cql2Error(
        message=f"these are no coordinates of a {kind}",
        zh=f"这不是 {kind} 的坐标",
        at=at,
        expected=(_SHOWN[kind],),
    )


def _not_finite(at: Position) -> Cql2Error:
    return Cql2Error(message="a coordinate is too large", zh="坐标超出范围", at=at)


_SHOWN: Final = {
    "Point": "POINT(111 40)",
    "LineString": "LINESTRING(111 40, 112 41)",
    "MultiPoint": "MULTIPOINT((111 40), (112 41))",
    "Polygon": "POLYGON((111 40, 112 40, 112 41, 111 40))",
    "MultiLineString": "MULTILINESTRING((111 40, 112 41), (113 42, 114 42))",
    "MultiPolygon": "MULTIPOLYGON(((111 40, 112 40, 112 41, 111 40)))",
}
