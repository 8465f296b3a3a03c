"""What is written like a function: operators of the standard, dates, boxes, others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from geo_zs.cql2 import expression as nodes
from geo_zs.cql2.dates import check_interval, read_date, read_instant, read_timestamp
from geo_zs.cql2.errors import Cql2Error
from geo_zs.cql2.expression import (
    Call,
    Expression,
    Instant,
    Interval,
    IntervalBound,
    Literal,
    Operation,
    Position,
    Property,
)
from geo_zs.cql2.shapes import box

#: Name in lower case → operation of the standard, however it is written in text.
OPERATIONS: Final = {op.lower(): op for op in nodes.OPERATIONS}
#: As above, of those that are written as a function.
OPERATORS: Final = {
    op.lower(): op
    for op in (nodes.SPATIAL | nodes.TEMPORAL | nodes.ARRAY | nodes.FOLDING)
}


def make(name: str, args: Sequence[Expression], at: Position) -> Expression:
    """Return what ``name(args)`` is, upper and lower case alike.

    Raises
    ------
    Cql2Error
        If it is a date, time stamp, interval or box with wrong arguments.
    """
    lowered = name.lower()
    if lowered in OPERATORS:
        return Operation(OPERATORS[lowered], tuple(args), at=at)
    if lowered in LITERALS:
        return LITERALS[lowered](args, at)
    return call(name, args, at)


def call(name: str, args: Sequence[Expression], at: Position) -> Call:
    """Return the call of a function that the standard does not define.

    Raises
    ------
    Cql2Error
        If an operation of the standard has that name, which JSON could not tell apart.
    """
    if name.lower() in OPERATIONS:
        raise Cql2Error(
            message=f"{name!r} is an operation and no function; write it as one",
            zh=f"“{name}”是运算而不是函数，请按运算书写",
            at=at,
            expected=(OPERATIONS[name.lower()],),
        )
    return Call(name, tuple(args), at=at)


def interval(bounds: Sequence[Expression | None], at: Position) -> Interval:
    """Return an interval of two bounds; a text is a date, a time stamp or ``..``.

    Raises
    ------
    Cql2Error
        For another count, another kind of bound, or an end before the start.
    """
    if len(bounds) != 2:
        raise Cql2Error(
            message=f"an interval has a start and an end, not {len(bounds)} parts",
            zh=f"时间段须有开始和结束，而不是 {len(bounds)} 个部分",
            at=at,
            expected=("a start and an end",),
        )
    start, end = (_bound(bound, at) for bound in bounds)
    made = Interval(start, end, at=at)
    check_interval(made)
    return made


def _bound(bound: Expression | None, at: Position) -> IntervalBound:
    if isinstance(bound, Literal) and isinstance(bound.value, str):
        return None if bound.value == ".." else read_instant(bound.value, bound.at)
    if bound is None or isinstance(bound, Instant | Property | Call):
        return bound
    raise Cql2Error(
        message="a bound of an interval is a date, a time stamp, '..', "
        "a property or a function",
        zh="时间段的端点须为日期、时间、'..'、属性或函数",
        at=bound.at if bound.at is not None else at,
        expected=("a date", "a time stamp", "'..'", "a property", "a function"),
    )


def _date(args: Sequence[Expression], at: Position) -> Instant:
    return read_date(*_text("DATE('2024-05-01')", args, at))


def _timestamp(args: Sequence[Expression], at: Position) -> Instant:
    return read_timestamp(*_text("TIMESTAMP('2024-05-01T08:00:00Z')", args, at))


def _text(
    example: str, args: Sequence[Expression], at: Position
) -> tuple[str, Position]:
    if len(args) == 1:
        (arg,) = args
        if isinstance(arg, Literal) and isinstance(arg.value, str):
            return arg.value, arg.at
    raise Cql2Error(
        message=f"one text in quotes belongs here, as in {example}",
        zh=f"此处须有一个带引号的文本，例如 {example}",
        at=args[0].at if args else at,
        expected=(example,),
    )


def _bbox(args: Sequence[Expression], at: Position) -> Expression:
    numbers = []
    for arg in args:
        if not isinstance(arg, Literal) or isinstance(arg.value, bool | str | None):
            raise Cql2Error(
                message="a box is made of numbers",
                zh="范围框须由数字组成",
                at=arg.at,
                expected=("a number",),
            )
        numbers.append(arg.value)
    return box(numbers, at)


LITERALS: Final[dict[str, Callable[[Sequence[Expression], Position], Expression]]] = {
    "date": _date,
    "timestamp": _timestamp,
    "interval": interval,
    "bbox": _bbox,
}
