"""Writing an expression in the text form, with no more brackets than needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import shapely

from geo_zs.cql2 import expression as nodes
from geo_zs.cql2.expression import (
    Array,
    Box,
    Call,
    Expression,
    Geometry,
    Instant,
    Interval,
    IntervalBound,
    Literal,
    Operation,
    Property,
)
from geo_zs.cql2.limits import check_size
from geo_zs.cql2.names import quote_name, quote_text
from geo_zs.cql2.numbers import write_coordinate, write_number

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

#: How tightly an operation binds; what is written like a function binds most.
_PREDICATE, _SUM, _PRODUCT, _POWER, _ATOM = 4, 5, 6, 7, 9
_BINDS: Final = {
    **{"or": 1, "and": 2, "not": 3},
    **dict.fromkeys(nodes.COMPARISONS, _PREDICATE),
    **dict.fromkeys(("like", "between", "in", "isNull"), _PREDICATE),
    **dict.fromkeys(("+", "-"), _SUM),
    **dict.fromkeys(("*", "/", "%", "div"), _PRODUCT),
    "^": _POWER,
}
_NEGATED: Final = frozenset({"like", "between", "in", "isNull"})


def to_text(expression: Expression) -> str:
    """Write an expression in the text form of CQL2.

    Parameters
    ----------
    expression : Expression
        As `parse` returns it, or made of its nodes.

    Returns
    -------
    str
        A text that `parse` reads as an equal expression.

    Raises
    ------
    Cql2Error
        If it is larger or deeper than what `parse` reads.
    """
    check_size(expression)
    return _written(expression)


def _written(node: Expression) -> str:  # noqa: PLR0911  a line for each node
    if isinstance(node, Operation):
        return _operation(node)
    if isinstance(node, Literal):
        return _literal(node.value)
    if isinstance(node, Property):
        return quote_name(node.name)
    if isinstance(node, Instant):
        return f"{node.kind.upper()}({quote_text(node.value)})"
    if isinstance(node, Interval):
        return f"INTERVAL({_bound(node.start)}, {_bound(node.end)})"
    if isinstance(node, Geometry):
        return _shape(node.shape)
    if isinstance(node, Box):
        return f"BBOX({', '.join(map(write_coordinate, node.bounds))})"
    if isinstance(node, Call):
        return f"{quote_name(node.name)}({', '.join(map(_element, node.args))})"
    return _array(node)


def _literal(value: bool | float | str | None) -> str:  # noqa: FBT001  a value, no switch
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return quote_text(value) if isinstance(value, str) else write_number(value)


def _bound(bound: IntervalBound) -> str:
    if bound is None:
        return "'..'"
    return quote_text(bound.value) if isinstance(bound, Instant) else _written(bound)


def _array(node: Array) -> str:
    return f"({', '.join(map(_element, node.items))})"


def _element(node: Expression) -> str:
    """Write a value between commas; a list of one keeps a comma to be told apart."""
    if isinstance(node, Array) and len(node.items) == 1:
        return f"({_element(node.items[0])},)"
    return _written(node)


def _operation(node: Operation) -> str:
    op, args = node.op, node.args
    if op in _BINDS:
        return _infix(op, args)
    write = _written if op in nodes.ARRAY else _element
    return f"{op.upper()}({', '.join(map(write, args))})"


def _infix(op: str, args: tuple[Expression, ...]) -> str:
    binds = _BINDS[op]
    if op in {"and", "or"}:
        return f" {op.upper()} ".join(_within(arg, binds + 1) for arg in args)
    if op == "not":
        return _negation(args[0])
    if op in _NEGATED:
        return _predicate(op, args, "")
    left, right = args
    if binds == _PREDICATE:
        return f"{_within(left, _SUM)} {op} {_within(right, _SUM)}"
    tighter = binds + (op == "^")
    word = "DIV" if op == "div" else op
    return f"{_within(left, tighter)} {word} {_within(right, binds + 1)}"


def _negation(inner: Expression) -> str:
    if isinstance(inner, Operation) and inner.op in _NEGATED:
        return _predicate(inner.op, inner.args, "NOT ")
    return f"NOT {_within(inner, _BINDS['not'])}"


def _predicate(op: str, args: tuple[Expression, ...], negation: str) -> str:
    value = _within(args[0], _SUM)
    if op == "isNull":
        return f"{value} IS {negation}NULL"
    if op == "like":
        return f"{value} {negation}LIKE {_within(args[1], _SUM)}"
    if op == "between":
        low, high = (_within(arg, _SUM) for arg in args[1:])
        return f"{value} {negation}BETWEEN {low} AND {high}"
    return f"{value} {negation}IN {_written(args[1])}"


def _within(node: Expression, binds: int) -> str:
    """Write a part, in brackets if it binds less tightly than its place needs."""
    text = _element(node)
    looser = isinstance(node, Operation) and _BINDS.get(node.op, _ATOM) < binds
    return f"({text})" if looser else text


def _shape(shape: BaseGeometry) -> str:
    word = shape.geom_type.upper()
    if shape.is_empty and shape.geom_type != "GeometryCollection":
        return f"{word} EMPTY"
    if shape.geom_type == "GeometryCollection":
        members = [_shape(member) for member in shapely.get_parts(shape)]
        return f"{word}({', '.join(members)})" if members else f"{word} EMPTY"
    dimension = " Z " if shape.has_z else ""
    coordinates = shape.__geo_interface__["coordinates"]
    nested = [coordinates] if shape.geom_type == "Point" else coordinates
    if shape.geom_type == "MultiPoint":
        nested = [[position] for position in coordinates]
    return f"{word}{dimension}({', '.join(map(_nested, nested))})"


def _nested(part: tuple[object, ...] | list[object]) -> str:
    if all(isinstance(item, float) for item in part):
        return " ".join(write_coordinate(float(str(item))) for item in part)
    return f"({', '.join(_nested(item) for item in part)})"  # type: ignore[arg-type]  # not a float
