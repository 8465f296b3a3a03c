"""Values of a filter in SQL, and how they compare: numbers, texts, truths, instants.

Numbers are floating-point ones, so that 7/2 is 3.5 in both databases; texts compare
by code points; what does not compare is left to `mask`, which says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Float,
    Text,
    cast,
    collate,
    false,
    func,
    literal,
    or_,
    type_coerce,
)

from geo_zs.cql2.comparing import COMPARISONS
from geo_zs.cql2.expression import (
    ARITHMETIC,
    FOLDING,
    Expression,
    Instant,
    Literal,
    Operation,
    Property,
)
from geo_zs.cql2.sql_functions import PREFIX
from geo_zs.cql2.sql_terms import (
    CODE_POINTS,
    Context,
    Term,
    column_of,
    not_in_sql,
    text_term,
)
from geo_zs.cql2.sql_text import folded
from geo_zs.cql2.sql_time import INSTANTS, alike, instant_column, instant_term

#: Whole numbers beyond this are not exact as floating-point numbers.
_EXACT: Final = 2**53
_DOUBLE: Final = Float(53)


def value_of(node: Expression, context: Context) -> Term:
    """Return an operand in SQL.

    Raises
    ------
    UntranslatableError
        If the database would take it for something else than `mask`.
    """
    if isinstance(node, Literal):
        return _literal(node)
    if isinstance(node, Instant):
        return instant_term(node, context)
    if isinstance(node, Property):
        return _property(node, context)
    if isinstance(node, Operation) and node.op in FOLDING:
        return folded(node.op, value_of(node.args[0], context), node, context)
    if isinstance(node, Operation) and node.op in ARITHMETIC:
        return _calculated(node, context)
    raise not_in_sql(node, "this as a value")


def _literal(node: Literal) -> Term:
    """Return a value of the filter as a bound parameter."""
    value = node.value
    if isinstance(value, bool):
        return Term("boolean", literal(value, Boolean()), value)
    if isinstance(value, str):
        return text_term(value, node)
    if value is None or (isinstance(value, int) and abs(value) > _EXACT):
        raise not_in_sql(node, "this as a value")
    return Term("number", literal(float(value), _DOUBLE), float(value))


def _property(node: Property, context: Context) -> Term:
    """Return a column as it compares."""
    column = column_of(node, context)
    found = instant_column(column, context)
    if found is not None:
        return found
    element = column.element
    if column.kind == "string":
        return Term("string", type_coerce(element, Text()))
    if column.kind == "number":
        is_double = isinstance(element.type, Float)
        return Term("number", element if is_double else cast(element, _DOUBLE))
    if column.kind == "boolean":
        return Term("boolean", element)
    raise not_in_sql(node, "this as a value")


def is_null(node: Expression, context: Context) -> ColumnElement[bool]:
    """Return the condition that a value is not known."""
    if isinstance(node, Property):
        column = column_of(node, context)
        found = instant_column(column, context)
        return (column.element if found is None else found.sql).is_(None)
    return value_of(node, context).sql.is_(None)


def compare(
    op: str, left: Term, right: Term, node: Expression, context: Context
) -> ColumnElement[bool]:
    """Return the condition that two values compare in a way.

    Raises
    ------
    UntranslatableError
        If they are of kinds that do not compare.
    """
    if {left.kind, right.kind} <= INSTANTS:
        left, right = alike(left, right)
    elif left.kind != right.kind:
        raise not_in_sql(node, f"{op} of a {left.kind} and a {right.kind}")
    first = left.sql
    if left.kind == "string" and op not in {"=", "<>"}:
        first = _by_code_points(first, context)
    found: ColumnElement[bool] = COMPARISONS[op](first, right.sql)
    return found


def _by_code_points(text: ColumnElement[Any], context: Context) -> ColumnElement[Any]:
    """Return a text that sorts as Python sorts it; SQLite's does."""
    return text if context.is_sqlite else collate(text, CODE_POINTS)


def is_in(
    value: Term, items: Sequence[Term], node: Expression, context: Context
) -> ColumnElement[bool]:
    """Return the condition that a value equals one of some."""
    if not items:
        return false()
    same = {value.kind, *(item.kind for item in items)}
    if len(same) > 1 or any(item.constant is None for item in items):
        return or_(*(compare("=", value, item, node, context) for item in items))
    return value.sql.in_([item.sql for item in items])


def _calculated(node: Operation, context: Context) -> Term:
    """Return the result of an operation on numbers; null where there is none."""
    left, right = (value_of(one, context) for one in node.args)
    if {left.kind, right.kind} != {"number"}:
        raise not_in_sql(node, f"{node.op} of a {left.kind} and a {right.kind}")
    op, one, other = node.op, left.sql, right.sql
    if op == "^":
        name = f"{PREFIX}power" if context.is_sqlite else "power"
        return Term("number", getattr(func, name)(one, other, type_=_DOUBLE))
    if op == "%":
        if not context.is_sqlite:  # it has a remainder of whole numbers only
            raise not_in_sql(node, "the remainder of a division")
        found = getattr(func, f"{PREFIX}remainder")(one, other, type_=_DOUBLE)
        return Term("number", found)
    if op in {"/", "div"}:
        other = func.nullif(other, literal(0.0, _DOUBLE), type_=_DOUBLE)
    # SQLAlchemy would write its own a + (b + c) as a + b + c, which rounds otherwise.
    sign = "/" if op == "div" else op
    result = _finite(one.op(sign, return_type=_DOUBLE)(other), context)
    if op != "div":
        return result
    name = f"{PREFIX}whole" if context.is_sqlite else "trunc"
    return Term("number", getattr(func, name)(result.sql, type_=_DOUBLE))


def _finite(result: ColumnElement[Any], context: Context) -> Term:
    """Return a result, null where it is infinite; PostgreSQL raises an error then."""
    if not context.is_sqlite:
        return Term("number", result)
    for bound in (float("inf"), float("-inf")):
        result = func.nullif(result, literal(bound, _DOUBLE), type_=_DOUBLE)
    return Term("number", result)
