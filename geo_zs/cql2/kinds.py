"""What kind of value each part of a filter is, and what an operation takes.

A property and the result of a function may be of any kind: that is known only when
the filter meets data. Everything else is checked here, at its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Final

from geo_zs.cql2 import expression as nodes
from geo_zs.cql2.errors import Cql2Error
from geo_zs.cql2.expression import Array, Expression, Literal, Operation


class Kind(Enum):
    """Kinds of values, each with its name in English and Chinese."""

    ANY = ("a value of any kind", "任意值")
    BOOLEAN = ("a condition", "条件")
    NUMBER = ("a number", "数字")
    STRING = ("a text in quotes", "文本")
    INSTANT = ("a date or time stamp", "日期或时间")
    INTERVAL = ("an interval", "时间段")
    GEOMETRY = ("a geometry", "几何")
    ARRAY = ("a list", "列表")

    @property
    def en(self) -> str:
        """Name in English, with its article."""
        return self.value[0]

    @property
    def zh(self) -> str:
        """Name in Chinese."""
        return self.value[1]


_SCALARS: Final = (Kind.BOOLEAN, Kind.NUMBER, Kind.STRING, Kind.INSTANT)
_ALL: Final = tuple(Kind)
_FIXED: Final = {
    nodes.Instant: Kind.INSTANT,
    nodes.Interval: Kind.INTERVAL,
    nodes.Geometry: Kind.GEOMETRY,
    nodes.Box: Kind.GEOMETRY,
    nodes.Array: Kind.ARRAY,
}

#: Operation → (fewest arguments, most or None, kinds that an argument may have).
_TAKES: Final[dict[str, tuple[int, int | None, tuple[Kind, ...]]]] = {
    **dict.fromkeys(("and", "or"), (2, None, (Kind.BOOLEAN,))),
    "not": (1, 1, (Kind.BOOLEAN,)),
    **dict.fromkeys(nodes.COMPARISONS, (2, 2, _SCALARS)),
    "like": (2, 2, (Kind.STRING,)),
    "between": (3, 3, (Kind.NUMBER, Kind.INSTANT, Kind.STRING)),
    "in": (2, 2, (*_SCALARS, Kind.ARRAY)),
    "isNull": (1, 1, _ALL),
    **dict.fromkeys(nodes.SPATIAL, (2, 2, (Kind.GEOMETRY,))),
    **dict.fromkeys(nodes.TEMPORAL, (2, 2, (Kind.INSTANT, Kind.INTERVAL))),
    **dict.fromkeys(nodes.ARRAY, (2, 2, (Kind.ARRAY,))),
    **dict.fromkeys(nodes.ARITHMETIC, (2, 2, (Kind.NUMBER,))),
    **dict.fromkeys(nodes.FOLDING, (1, 1, (Kind.STRING,))),
}


def kind_of(node: Expression) -> Kind:
    """Return the kind of value that a node is, as far as it can be told."""
    if isinstance(node, Literal):
        if node.value is None:
            return Kind.ANY
        if isinstance(node.value, bool):
            return Kind.BOOLEAN
        return Kind.STRING if isinstance(node.value, str) else Kind.NUMBER
    if isinstance(node, Operation):
        if node.op in nodes.ARITHMETIC:
            return Kind.NUMBER
        return Kind.STRING if node.op in nodes.FOLDING else Kind.BOOLEAN
    return _FIXED.get(type(node), Kind.ANY)


def check_kinds(expression: Expression) -> None:
    """Refuse an expression that is no condition, or whose operations do not fit.

    Raises
    ------
    Cql2Error
        At the argument that does not fit.
    """
    if kind_of(expression) not in {Kind.BOOLEAN, Kind.ANY}:
        raise _misfit(expression, (Kind.BOOLEAN,))
    for node, _ in nodes.walk(expression):
        if isinstance(node, Operation):
            _check_operation(node)


def _check_operation(node: Operation) -> None:
    fewest, most, kinds = _TAKES[node.op]
    count = len(node.args)
    if count < fewest or (most is not None and count > most):
        wanted = f"{fewest}" if most else f"{fewest} or more"
        raise Cql2Error(
            message=f"{node.op} takes {wanted} arguments, not {count}",
            zh=f"{node.op} 需要 {fewest} 个参数，而不是 {count} 个",
            at=node.at,
            expected=(f"{wanted} arguments",),
        )
    for arg in node.args:
        kind = kind_of(arg)
        if kind is not Kind.ANY and kind not in kinds:
            raise _misfit(arg, kinds, node.op)
    if node.op == "in":
        _check_list(node)
    elif node.op == "like":
        _check_pattern(node.args[1])
    elif node.op in nodes.COMPARISONS or node.op == "between":
        _check_alike(node.op, node.args)


def _check_list(node: Operation) -> None:
    value, options = node.args
    sought = kind_of(value)
    if sought is Kind.ARRAY:
        raise _misfit(value, _SCALARS, node.op)
    if not isinstance(options, Array) or not options.items:
        raise Cql2Error(
            message="IN needs a list of at least one value",
            zh="IN 后须有至少含一个值的列表",
            at=node.at if options.at is None else options.at,
            expected=("a list such as (1, 2)",),
        )
    wanted = _SCALARS if sought is Kind.ANY else (sought,)
    for option in options.items:
        kind = kind_of(option)
        if kind is not Kind.ANY and kind not in wanted:
            raise _misfit(option, wanted, node.op)


def _check_pattern(pattern: Expression) -> None:
    inner = pattern
    while isinstance(inner, Operation) and inner.op in nodes.FOLDING and inner.args:
        inner = inner.args[0]
    if not (isinstance(inner, Literal) and isinstance(inner.value, str)):
        raise Cql2Error(
            message="the pattern of LIKE is a text, perhaps in CASEI or ACCENTI",
            zh="LIKE 的模式须为带引号的文本，可置于 CASEI 或 ACCENTI 中",
            at=inner.at,
            expected=("a pattern such as '%旗'",),
        )


def _check_alike(op: str, args: Sequence[Expression]) -> None:
    """Refuse to compare values that are known to be of different kinds."""
    first = Kind.ANY
    for arg in args:
        kind = kind_of(arg)
        if first is Kind.ANY:
            first = kind
        elif kind is not Kind.ANY and kind is not first:
            raise _misfit(arg, (first,), op)


def _misfit(node: Expression, kinds: Sequence[Kind], op: str = "") -> Cql2Error:
    """Say that a node is of another kind than an operation, or a filter, needs."""
    wanted = [kind.en for kind in kinds]
    wanted_zh = "、".join(kind.zh for kind in kinds)
    came = kind_of(node)
    hint, hint_zh = _hint(node, kinds)
    needs = f"{op or 'a filter'} needs {' or '.join(wanted)} here"
    return Cql2Error(
        message=f"{needs}, not {came.en}{hint}",
        zh=f"{op or '过滤条件'} 此处需要{wanted_zh}，而不是{came.zh}{hint_zh}",
        at=node.at,
        expected=wanted,
    )


def _hint(node: Expression, kinds: Sequence[Kind]) -> tuple[str, str]:
    """Return what to write instead, where a text stands for a date."""
    is_text = isinstance(node, Literal) and isinstance(node.value, str)
    if is_text and Kind.INSTANT in kinds and Kind.STRING not in kinds:
        return (
            "; write DATE('…') or TIMESTAMP('…')",
            "，请写 DATE('…') 或 TIMESTAMP('…')",
        )
    return "", ""
