"""Reading the JSON form of CQL2, strictly: each fault with its JSON pointer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import shapely

from geo_zs.cql2 import calls, shapes
from geo_zs.cql2.dates import read_date, read_timestamp
from geo_zs.cql2.errors import Cql2Error
from geo_zs.cql2.expression import (
    OPERATIONS,
    Array,
    Call,
    Expression,
    Geometry,
    Instant,
    Literal,
    Operation,
    Property,
)
from geo_zs.cql2.json_geometry import read_geometry
from geo_zs.cql2.json_members import wrong_members
from geo_zs.cql2.json_source import load
from geo_zs.cql2.kinds import check_kinds
from geo_zs.cql2.limits import (
    MAX_DEPTH,
    MAX_NODES,
    MAX_POSITIONS,
    check_size,
    too_deep,
    too_many_nodes,
    too_many_positions,
)
from geo_zs.cql2.numbers import finite


def parse_json(source: object) -> Expression:
    """Read a filter in the JSON form.

    Parameters
    ----------
    source : str, bytes, mapping, or bool
        JSON text, or what ``json.loads`` made of one.

    Returns
    -------
    Expression
        Each node carries its JSON pointer in ``at``.

    Raises
    ------
    Cql2Error
        With the JSON pointer of the fault; for a text that is no JSON, with line and
        column.
    """
    document = load(source) if isinstance(source, str | bytes) else source
    found = _Reader().read(document, "", 1)
    check_size(found)
    check_kinds(found)
    return found


class _Reader:
    """Reads one document and counts its nodes, so that a large one ends early."""

    def __init__(self) -> None:
        self._count = 0
        self._positions = 0

    def read(self, value: object, at: str, depth: int) -> Expression:
        self._count += 1
        if depth > MAX_DEPTH:
            raise too_deep(at)
        if self._count > MAX_NODES:
            raise too_many_nodes(at)
        if isinstance(value, Mapping):
            return self._object(value, at, depth)
        if isinstance(value, Sequence) and not isinstance(value, str | bytes):
            return Array(self._list(value, at, depth), at=at)
        return Literal(_scalar(value, at), at=at)

    def _list(
        self, values: Sequence[object], at: str, depth: int
    ) -> tuple[Expression, ...]:
        fit = MAX_NODES - self._count
        if len(values) > fit:
            first = f"{at}/{fit}"
            raise too_many_nodes(first)
        return tuple(
            self.read(value, f"{at}/{index}", depth + 1)
            for index, value in enumerate(values)
        )

    def _object(
        self, document: Mapping[object, object], at: str, depth: int
    ) -> Expression:
        keys = set(document)
        if keys == {"op", "args"}:
            return self._operation(document["op"], document["args"], at, depth)
        if keys == {"interval"}:
            bounds = _list_of(document["interval"], f"{at}/interval")
            parts = self._list(bounds, f"{at}/interval", depth)
            return calls.interval(parts, at)
        if len(keys) == 1:
            (key,) = keys
            if key in _SINGLE:
                return _SINGLE[str(key)](document[key], f"{at}/{key}", at)
        if "type" in keys and all(isinstance(key, str) for key in keys):
            return self._geometry({str(k): v for k, v in document.items()}, at)
        raise wrong_members(document, at)

    def _geometry(self, document: Mapping[str, object], at: str) -> Geometry:
        found = read_geometry(document, at)
        self._positions += int(shapely.get_num_coordinates(found.shape))
        if self._positions > MAX_POSITIONS:
            raise too_many_positions(at)
        return found

    def _operation(self, op: object, args: object, at: str, depth: int) -> Expression:
        if not isinstance(op, str) or not op:
            raise Cql2Error(
                message="'op' is the name of an operation or a function",
                zh="op 须为运算或函数的名称",
                at=f"{at}/op",
                expected=("a name",),
            )
        _check_text(op, f"{at}/op")
        meant = calls.OPERATIONS.get(op.lower(), op)
        if meant != op:
            raise Cql2Error(
                message=f"operations keep upper and lower case: write {meant!r}",
                zh=f"运算名称区分大小写，请写“{meant}”",
                at=f"{at}/op",
                expected=(repr(meant),),
            )
        parts = self._list(_list_of(args, f"{at}/args"), f"{at}/args", depth)
        if op in OPERATIONS:
            return Operation(op, parts, at=at)
        return Call(op, parts, at=at)


def _scalar(value: object, at: str) -> bool | float | str | None:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        _check_text(value, at)
        return value
    if isinstance(value, int | float):
        return finite(value, at)
    raise Cql2Error(
        message=f"a {type(value).__name__} is no value of JSON",
        zh="不是 JSON 值",
        at=at,
    )


def _check_text(text: str, at: str) -> None:
    if "\0" in text or any("\ud800" <= one <= "\udfff" for one in text):
        raise Cql2Error(
            message="the text holds a character that is none (NUL or half a one)",
            zh="文本含有无效字符（NUL 或半个字符）",
            at=at,
        )


def _list_of(value: object, at: str) -> Sequence[object]:
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return value
    raise Cql2Error(
        message="a list belongs here", zh="此处须为数组", at=at, expected=("a list",)
    )


def _text_of(value: object, at: str) -> str:
    if isinstance(value, str) and value:
        _check_text(value, at)
        return value
    raise Cql2Error(
        message="a text belongs here", zh="此处须为文本", at=at, expected=("a text",)
    )


def _property(value: object, inside: str, at: str) -> Property:
    return Property(_text_of(value, inside), at=at)


def _date(value: object, inside: str, _at: str) -> Instant:
    return read_date(_text_of(value, inside), inside)


def _timestamp(value: object, inside: str, _at: str) -> Instant:
    return read_timestamp(_text_of(value, inside), inside)


def _box(value: object, inside: str, _at: str) -> Expression:
    listed = _list_of(value, inside)
    shapes.check_count(len(listed), inside)
    numbers = []
    for index, item in enumerate(listed):
        if isinstance(item, bool) or not isinstance(item, int | float):
            raise Cql2Error(
                message="a box is made of numbers",
                zh="范围框须由数字组成",
                at=f"{inside}/{index}",
                expected=("a number",),
            )
        numbers.append(finite(item, f"{inside}/{index}"))
    return shapes.box(numbers, inside)


_SINGLE: Final[dict[str, Callable[[object, str, str], Expression]]] = {
    "property": _property,
    "date": _date,
    "timestamp": _timestamp,
    "bbox": _box,
}
