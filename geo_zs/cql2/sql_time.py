"""Instants and intervals in SQL, as text that sorts as time does.

In both databases a date is compared as ``2024-05-01`` and a timestamp as
``2024-05-01 08:00:00.500000`` in UTC: the databases read, keep and cut time in
different ways, but sort this text alike. An open end is a text before, or after, all
others. Dates and timestamps meet as dates, as `geo_zs.cql2.temporal` says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Text,
    and_,
    collate,
    func,
    literal,
    not_,
    or_,
    type_coerce,
)

from geo_zs.cql2.expression import Expression, Instant, Interval, Operation, Property
from geo_zs.cql2.sql_terms import (
    CODE_POINTS,
    Column,
    Context,
    Term,
    column_of,
    not_in_sql,
)

#: Stand for "..": a text before, and one after, every time.
_NEVER_BEGUN: Final = ""
_NEVER_ENDED: Final = "~"
_DAY_LENGTH: Final = 10
INSTANTS: Final = frozenset({"date", "timestamp"})


class _Ends(NamedTuple):
    """The ends of two operands."""

    start: ColumnElement[str]
    end: ColumnElement[str]
    other_start: ColumnElement[str]
    other_end: ColumnElement[str]


_Relation = Callable[[_Ends], ColumnElement[bool]]


def _disjoint(ends: _Ends) -> ColumnElement[bool]:
    """Return the condition that one ends before the other starts."""
    return or_(ends.end < ends.other_start, ends.start > ends.other_end)


#: For instants and intervals, in any mixture.
_ANY: Final[Mapping[str, _Relation]] = {
    "t_after": lambda at: at.start > at.other_end,
    "t_before": lambda at: at.end < at.other_start,
    "t_disjoint": _disjoint,
    "t_equals": lambda at: and_(at.start == at.other_start, at.end == at.other_end),
    "t_intersects": lambda at: not_(_disjoint(at)),
}
#: For two intervals only.
_INTERVALS: Final[Mapping[str, _Relation]] = {
    "t_contains": lambda at: and_(at.start < at.other_start, at.end > at.other_end),
    "t_during": lambda at: and_(at.start > at.other_start, at.end < at.other_end),
    "t_finishedBy": lambda at: and_(at.start < at.other_start, at.end == at.other_end),
    "t_finishes": lambda at: and_(at.start > at.other_start, at.end == at.other_end),
    "t_meets": lambda at: at.end == at.other_start,
    "t_metBy": lambda at: at.start == at.other_end,
    "t_overlappedBy": lambda at: and_(
        at.start > at.other_start, at.end > at.other_end, at.start < at.other_end
    ),
    "t_overlaps": lambda at: and_(
        at.start < at.other_start, at.end < at.other_end, at.end > at.other_start
    ),
    "t_startedBy": lambda at: and_(at.start == at.other_start, at.end > at.other_end),
    "t_starts": lambda at: and_(at.start == at.other_start, at.end < at.other_end),
}


def temporal(operation: Operation, context: Context) -> ColumnElement[bool]:
    """Return the condition that two operands stand in a relation in time.

    Raises
    ------
    UntranslatableError
        If an operand is nothing in time, or an instant where intervals are asked for.
    """
    is_interval = [isinstance(part, Interval) for part in operation.args]
    relation = _ANY.get(operation.op)
    if relation is None:
        if not all(is_interval):
            raise not_in_sql(operation, "a relation of intervals with an instant")
        relation = _INTERVALS[operation.op]
    ends = [end for part in operation.args for end in _ends(part, context)]
    if any(end is not None and end.kind == "date" for end in ends):
        ends = [None if end is None else as_date(end) for end in ends]
    bounds = (_NEVER_BEGUN, _NEVER_ENDED) * 2
    return relation(
        _Ends(
            *(
                literal(bound, Text()) if end is None else end.sql
                for end, bound in zip(ends, bounds, strict=True)
            )
        )
    )


def _ends(part: Expression, context: Context) -> tuple[Term | None, Term | None]:
    """Return start and end of an operand; None is open."""
    if not isinstance(part, Interval):
        both = instant_term(part, context)
        return both, both
    start, end = (
        None if bound is None else instant_term(bound, context)
        for bound in (part.start, part.end)
    )
    if start and end and start.constant and end.constant:
        first, last = alike(start, end)
        if str(first.constant) > str(last.constant):
            raise not_in_sql(part, "an interval that ends before it starts")
    return start, end


def instant_term(part: Expression, context: Context) -> Term:
    """Return an instant of the filter, or a column of instants.

    Raises
    ------
    UntranslatableError
        If it is neither.
    """
    if isinstance(part, Instant):
        text = part.value if part.kind == "date" else _moment(part.value)
        return Term(part.kind, literal(text, Text()), text)
    if isinstance(part, Property):
        found = instant_column(column_of(part, context), context)
        if found is not None:
            return found
    raise not_in_sql(part, "this as a date or time")


def _moment(value: str) -> str:
    """Return a timestamp as columns hold theirs: microseconds, as `mask` reads it."""
    day, _, time = value.removesuffix("Z").partition("T")
    time, _, fraction = time.partition(".")
    return f"{day} {time}.{fraction[:6]:0<6}"


def instant_column(column: Column, context: Context) -> Term | None:
    """Return a column of dates or timestamps as text that sorts; None of others."""
    if column.kind not in INSTANTS:
        return None
    element, kind = column.element, column.kind
    if context.is_sqlite:  # it keeps both as this text already
        return Term(kind, type_coerce(element, Text()))
    form = "YYYY-MM-DD"
    if kind == "timestamp":
        element, form = func.timezone("UTC", element), f"{form} HH24:MI:SS.US"
    return Term(kind, collate(func.to_char(element, form, type_=Text()), CODE_POINTS))


def as_date(term: Term) -> Term:
    """Return an instant as its day in UTC."""
    if term.kind == "date":
        return term
    if term.constant is not None:
        day = str(term.constant)[:_DAY_LENGTH]
        return Term("date", literal(day, Text()), day)
    return Term("date", func.substr(term.sql, 1, _DAY_LENGTH, type_=Text()))


def alike(left: Term, right: Term) -> tuple[Term, Term]:
    """Return two instants of one kind: dates, if either is one."""
    if left.kind == right.kind:
        return left, right
    return as_date(left), as_date(right)
