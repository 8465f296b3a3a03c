"""Predicates of a filter as conditions of SQL, one function for each kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, false, literal, not_, or_, true
from sqlalchemy.types import Boolean

from geo_zs.cql2.expression import (
    ARRAY,
    COMPARISONS,
    SPATIAL,
    TEMPORAL,
    Array,
    Expression,
    Literal,
    Operation,
    Property,
)
from geo_zs.cql2.sql_space import spatial
from geo_zs.cql2.sql_terms import Context, Term, not_in_sql
from geo_zs.cql2.sql_text import like, lists
from geo_zs.cql2.sql_time import temporal
from geo_zs.cql2.sql_values import compare, is_in, is_null, value_of

#: What joins conditions.
JOINS: Final = {"and": and_, "or": or_}
#: Conditions side by side; more are nested, since SQLite limits the depth of a tree
#: and reads ``a AND b AND c`` as two levels.
_WIDE: Final = 100
#: How AND and OR bind, in the numbers of SQLAlchemy.
_PRECEDENCE: Final = {"and": 3, "or": 2}


def joined(op: str, conditions: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
    """Join conditions by AND or OR, in groups if they are many."""
    starts = range(0, len(conditions), _WIDE)
    groups = [JOINS[op](*conditions[start : start + _WIDE]) for start in starts]
    # SQLAlchemy takes its own AND of ANDs apart, but not an operator of ours.
    sign: dict[str, Any] = {"precedence": _PRECEDENCE[op], "is_comparison": True}
    return reduce(lambda left, right: left.op(op.upper(), **sign)(right), groups)


def condition_of(
    node: Expression, context: Context, *, is_positive: bool
) -> ColumnElement[bool]:
    """Return a predicate in SQL.

    Parameters
    ----------
    node : Expression
        The predicate.
    context : Context
        What may be asked for.
    is_positive : bool
        Whether it stands under no NOT, so that false and null come to the same.

    Raises
    ------
    UntranslatableError
        If the database would answer otherwise than `mask`.
    """
    if not isinstance(node, Operation):
        return _truth(node, context)
    if node.op in JOINS:
        found = [
            condition_of(one, context, is_positive=is_positive) for one in node.args
        ]
        return joined(node.op, found)
    if node.op == "not":
        return not_(condition_of(node.args[0], context, is_positive=False))
    if node.op in SPATIAL:
        return spatial(node, context, is_positive=is_positive)
    if node.op not in _PREDICATES:
        raise not_in_sql(node, f"{node.op} as a condition")
    return _PREDICATES[node.op](node, context)


def _truth(node: Expression, context: Context) -> ColumnElement[bool]:
    """Return TRUE, FALSE or a column of truths."""
    if isinstance(node, Literal) and isinstance(node.value, bool):
        return true() if node.value else false()
    if isinstance(node, Property):
        is_true = Term("boolean", literal(value=True, type_=Boolean()))
        return compare("=", value_of(node, context), is_true, node, context)
    raise not_in_sql(node, "this as a condition")


def _comparison(node: Operation, context: Context) -> ColumnElement[bool]:
    """Return a comparison of two values."""
    left, right = (value_of(one, context) for one in node.args)
    return compare(node.op, left, right, node, context)


def _between(node: Operation, context: Context) -> ColumnElement[bool]:
    """Return the condition that a value lies between two, both included."""
    value, low, high = (value_of(one, context) for one in node.args)
    return and_(
        compare(">=", value, low, node, context),
        compare("<=", value, high, node, context),
    )


def _in(node: Operation, context: Context) -> ColumnElement[bool]:
    """Return the condition that a value is one of a list."""
    value, listed = node.args
    if not isinstance(listed, Array):
        raise not_in_sql(node, "a list that is none")
    items = [value_of(one, context) for one in listed.items]
    return is_in(value_of(value, context), items, node, context)


def _like(node: Operation, context: Context) -> ColumnElement[bool]:
    """Return the condition that a text matches a pattern."""
    text, pattern = (value_of(one, context) for one in node.args)
    return like(text, pattern, node, context)


def _is_null(node: Operation, context: Context) -> ColumnElement[bool]:
    """Return the condition that a value is not known."""
    return is_null(node.args[0], context)


_PREDICATES: Final[
    Mapping[str, Callable[[Operation, Context], ColumnElement[bool]]]
] = {
    **dict.fromkeys(COMPARISONS, _comparison),
    **dict.fromkeys(TEMPORAL, temporal),
    **dict.fromkeys(ARRAY, lists),
    "between": _between,
    "in": _in,
    "like": _like,
    "isNull": _is_null,
}
