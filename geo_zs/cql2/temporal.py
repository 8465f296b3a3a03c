"""The fifteen temporal operators, T_AFTER to T_STARTS.

Each operand is an instant or an interval; an instant counts as an interval that ends
where it starts. The relations are those of the Time Ontology (W3C/OGC OWL-Time), on
closed intervals, as the tables of CQL2 clause 7 refer to them. An end ``..`` lies
before, or after, every instant, and two such ends are equal.

Where one side holds dates and the other timestamps, all are taken as days in UTC; so
the day of the date belongs to it as a whole. A year or a month in the text of a
property is the interval of its days, but no interval that an operator asks for: whether
a filter may be asked does not depend on what a column happens to hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

import numpy as np

from geo_zs.cql2.comparing import compare
from geo_zs.cql2.errors import Cql2Error
from geo_zs.cql2.instants import as_dates, first_and_last
from geo_zs.cql2.values import Truth, Values

#: Stands for "..": the least and the greatest of the numbers that instants become.
_NEVER_BEGUN: Final = np.iinfo(np.int64).min
_NEVER_ENDED: Final = np.iinfo(np.int64).max


class Span(NamedTuple):
    """An operand in time: its two ends, None for ``..``."""

    start: Values | None
    end: Values | None
    is_interval: bool


class _Ends(NamedTuple):
    """The ends of both operands as numbers of one unit."""

    start: Values
    end: Values
    other_start: Values
    other_end: Values


Relation = Callable[[_Ends], Truth]


def _after(ends: _Ends) -> Truth:
    return compare(">", ends.start, ends.other_end)


def _before(ends: _Ends) -> Truth:
    return compare("<", ends.end, ends.other_start)


def _disjoint(ends: _Ends) -> Truth:
    return _before(ends).either(_after(ends))


def _both(starts: str, stops: str) -> Relation:
    """Return the relation that holds where both pairs of ends compare so."""

    def relation(ends: _Ends) -> Truth:
        first = compare(starts, ends.start, ends.other_start)
        return first.both(compare(stops, ends.end, ends.other_end))

    return relation


def _overlaps(ends: _Ends) -> Truth:
    return _both("<", "<")(ends).both(compare(">", ends.end, ends.other_start))


def _overlapped_by(ends: _Ends) -> Truth:
    return _both(">", ">")(ends).both(compare("<", ends.start, ends.other_end))


#: For instants and intervals, in any mixture.
_ANY: Final[Mapping[str, Relation]] = {
    "t_after": _after,
    "t_before": _before,
    "t_disjoint": _disjoint,
    "t_equals": _both("=", "="),
    "t_intersects": lambda ends: _disjoint(ends).negated(),
}
#: For two intervals only; with an instant they are a fault of the request.
_INTERVALS: Final[Mapping[str, Relation]] = {
    "t_contains": _both("<", ">"),
    "t_during": _both(">", "<"),
    "t_finishedBy": _both("<", "="),
    "t_finishes": _both(">", "="),
    "t_meets": lambda ends: compare("=", ends.end, ends.other_start),
    "t_metBy": lambda ends: compare("=", ends.start, ends.other_end),
    "t_overlappedBy": _overlapped_by,
    "t_overlaps": _overlaps,
    "t_startedBy": _both("=", ">"),
    "t_starts": _both("=", "<"),
}
#: All fifteen.
TEMPORAL: Final[Mapping[str, Relation]] = {**_ANY, **_INTERVALS}


def relate(op: str, left: Span, right: Span) -> Truth:
    """Tell where two operands stand in a relation in time.

    Parameters
    ----------
    op : str
        Key of `TEMPORAL`.
    left, right : Span
        Instants or intervals; the ends are of kind date, timestamp or null.

    Returns
    -------
    Truth
        Unknown where an end that decides is unknown.

    Raises
    ------
    Cql2Error
        If the operator asks for intervals and an operand is an instant.
    """
    if op in _INTERVALS and not (left.is_interval and right.is_interval):
        name = op.upper()
        message = (
            f"{name} relates two intervals and one operand is an instant; "
            "write INTERVAL(start, end), or use T_INTERSECTS, T_BEFORE or T_AFTER"
        )
        zh = (
            f"{name} 只比较两个时间段；请写 INTERVAL(起, 止)，"
            "或用 T_INTERSECTS、T_BEFORE、T_AFTER"
        )
        raise Cql2Error(message, zh=zh)
    ends: list[Values | None] = [left.start, left.end, right.start, right.end]
    if any(end is not None and end.kind == "date" for end in ends):
        ends = [None if end is None else as_dates(end) for end in ends]
    return TEMPORAL[op](_Ends(*(_number(end, at) for at, end in enumerate(ends))))


def _number(end: Values | None, position: int) -> Values:
    """Return an end as numbers; starts stand at even positions."""
    if end is None:
        bound = _NEVER_ENDED if position % 2 else _NEVER_BEGUN
        return Values("number", np.array([bound]), np.zeros(1, dtype=bool))
    if end.kind == "null":
        return end
    return Values("number", end.known.astype(np.int64), end.unknown, end.name)


def span_of(start: Values | None, end: Values | None, *, is_interval: bool) -> Span:
    """Return an operand from the values of its ends.

    Parameters
    ----------
    start, end : Values or None
        None for ``..``.
    is_interval : bool
        False for an instant, whose ends are the same values.

    Raises
    ------
    Cql2Error
        If an end is no instant.
    """
    first, last = _ends(start)
    if end is not start:
        last = _ends(end)[1]
    return Span(first, last, is_interval)


def _ends(values: Values | None) -> tuple[Values | None, Values | None]:
    if values is None:
        return None, None
    instants = first_and_last(values)
    if instants is None:
        english, chinese = values.label
        raise Cql2Error(
            message=f"{english} is no instant; write DATE('…'), TIMESTAMP('…') "
            "or a property of dates",
            zh=f"{chinese}不是时刻；请写 DATE('…')、TIMESTAMP('…') 或日期属性",
        )
    return instants
