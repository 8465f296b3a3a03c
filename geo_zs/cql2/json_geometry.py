"""Geometries of the JSON form: GeoJSON, strictly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeGuard

from geo_zs.cql2 import shapes
from geo_zs.cql2.errors import Cql2Error
from geo_zs.cql2.expression import Geometry
from geo_zs.cql2.limits import MAX_POSITIONS, too_many_positions
from geo_zs.cql2.numbers import finite
from geo_zs.cql2.shapes import Part

#: Brackets of a MultiPolygon, the deepest: polygons, rings, positions, numbers.
_DEEPEST: Final = 4


def read_geometry(document: Mapping[str, object], at: str) -> Geometry:
    """Read a GeoJSON geometry.

    Parameters
    ----------
    document : mapping
        With ``type``, and ``coordinates`` or ``geometries``; ``bbox`` is passed over.
    at : str
        JSON pointer to it.

    Raises
    ------
    Cql2Error
        For another type, other members, wrong coordinates.
    """
    kind = document.get("type")
    if kind == "GeometryCollection":
        return _collection(document, at)
    if not isinstance(kind, str) or kind not in shapes.LEVELS:
        raise Cql2Error(
            message="this is no type of a geometry",
            zh="不是有效的几何类型",
            at=f"{at}/type",
            expected=(*shapes.LEVELS, "GeometryCollection"),
        )
    _check_members(document, "coordinates", at)
    coordinates = document["coordinates"]
    return shapes.build(kind, _part(coordinates, f"{at}/coordinates", _DEEPEST), at)


def _collection(document: Mapping[str, object], at: str) -> Geometry:
    _check_members(document, "geometries", at)
    members, inside = document["geometries"], f"{at}/geometries"
    if not _is_list(members) or len(members) > MAX_POSITIONS:
        raise _no_list(inside)
    found = []
    for index, member in enumerate(members):
        place = f"{inside}/{index}"
        is_nested = isinstance(member, Mapping) and "geometries" in member
        if not isinstance(member, Mapping) or is_nested:
            raise Cql2Error(
                message="a GeometryCollection holds points, lines and polygons",
                zh="GeometryCollection 中须为点、线、面",
                at=place,
                expected=tuple(shapes.LEVELS),
            )
        found.append(read_geometry(member, place))
    return shapes.collect(found, at)


def _check_members(document: Mapping[str, object], needed: str, at: str) -> None:
    others = [key for key in document if key not in {"type", needed, "bbox"}]
    if others or needed not in document:
        raise Cql2Error(
            message=f"a geometry has 'type' and {needed!r} and nothing else",
            zh=f"几何只能有 type 和 {needed}",
            at=at,
            expected=("'type'", repr(needed)),
        )


def _part(value: object, at: str, levels: int) -> Part:
    """Turn lists of lists of numbers into parts."""
    if not _is_list(value) or levels == 0:
        raise _no_list(at)
    if len(value) > MAX_POSITIONS:
        raise too_many_positions(at)
    items: list[object] = []
    for index, item in enumerate(value):
        if isinstance(item, int | float) and not isinstance(item, bool):
            items.append(float(finite(item, f"{at}/{index}")))
        else:
            items.append(_part(item, f"{at}/{index}", levels - 1))
    return Part(tuple(items), at=at)


def _is_list(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)


def _no_list(at: str) -> Cql2Error:
    return Cql2Error(
        message="these are no coordinates: lists of numbers belong here",
        zh="此处须为由数字组成的坐标数组",
        at=at,
        expected=("a list of numbers",),
    )
