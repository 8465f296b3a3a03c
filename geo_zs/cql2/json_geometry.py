"""Geometries of the JSON form: GeoJSON, strictly."""

from __future__ import annotations

import math
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
#: Lists of a geometry with as many positions as may be: no line has less than two, no
#: ring less than four, and round all of them are at most two.
_MAX_LISTS: Final = MAX_POSITIONS + MAX_POSITIONS // 2 + 2
_NUMBERS: Final = frozenset({int, float})


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
    inside = f"{at}/coordinates"
    return shapes.build(
        kind, _Parts().read(document["coordinates"], inside, _DEEPEST), at
    )


def _collection(document: Mapping[str, object], at: str) -> Geometry:
    _check_members(document, "geometries", at)
    members, inside = document["geometries"], f"{at}/geometries"
    if not _is_list(members) or len(members) > MAX_POSITIONS:
        raise _no_list(inside)
    documents: list[Mapping[str, object]] = []
    for index, member in enumerate(members):
        if not isinstance(member, Mapping) or "geometries" in member:
            raise Cql2Error(
                message="a GeometryCollection holds points, lines and polygons",
                zh="GeometryCollection 中须为点、线、面",
                at=f"{inside}/{index}",
                expected=tuple(shapes.LEVELS),
            )
        documents.append(member)
    found = [
        read_geometry(document, f"{inside}/{index}")
        for index, document in enumerate(documents)
    ]
    return shapes.collect(found, at)


def _check_members(document: Mapping[str, object], needed: str, at: str) -> None:
    if needed not in document or not document.keys() <= {"type", needed, "bbox"}:
        raise Cql2Error(
            message=f"a geometry has 'type' and {needed!r} and nothing else",
            zh=f"几何只能有 type 和 {needed}",
            at=at,
            expected=("'type'", repr(needed)),
        )


class _Parts:
    """Turns lists of lists of numbers into parts, and counts the lists."""

    def __init__(self) -> None:
        self._lists = 0

    def read(self, value: object, at: str, levels: int) -> Part:
        if not _is_list(value) or levels == 0:
            raise _no_list(at)
        self._lists += 1
        if len(value) > MAX_POSITIONS or self._lists > _MAX_LISTS:
            raise too_many_positions(at)
        numbers = _position(value)
        if numbers:
            return Part(numbers, at=at)
        items: list[object] = []
        for index, item in enumerate(value):
            if isinstance(item, int | float) and not isinstance(item, bool):
                items.append(float(finite(item, f"{at}/{index}")))
            else:
                items.append(self.read(item, f"{at}/{index}", levels - 1))
        return Part(tuple(items), at=at)


def _position(value: Sequence[object]) -> tuple[float, ...]:
    """Return two or three numbers at once; nothing of what needs a closer look."""
    if len(value) not in {2, 3} or not _NUMBERS.issuperset(map(type, value)):
        return ()
    try:
        numbers = tuple(map(float, value))  # type: ignore[arg-type]  # they are numbers
    except OverflowError:
        return ()
    return numbers if all(map(math.isfinite, numbers)) else ()


def _is_list(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)


def _no_list(at: str) -> Cql2Error:
    return Cql2Error(
        message="these are no coordinates: lists of numbers belong here",
        zh="此处须为由数字组成的坐标数组",
        at=at,
        expected=("a list of numbers",),
    )
