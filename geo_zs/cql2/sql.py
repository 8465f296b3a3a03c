"""A filter as a condition of SQL, for SQLite and for PostgreSQL with PostGIS.

``where`` translates a filter whole or refuses it; ``split`` translates what the
database answers exactly as `geo_zs.cql2.mask` does, and hands back the rest, to be
evaluated over the rows that are left. SQL has the three-valued logic of CQL2.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, true

from geo_zs.cql2.expression import Expression, Operation, Property, both, children, walk
from geo_zs.cql2.sql_conditions import JOINS, condition_of, joined
from geo_zs.cql2.sql_terms import (
    DIALECTS,
    Column,
    Context,
    UntranslatableError,
    not_in_sql,
)
from geo_zs.cql2.unknown import unknown_property

__all__ = ["Column", "Split", "UntranslatableError", "split", "where"]

#: Levels that are translated: SQLite's parser has a stack of 100, of which a bracket
#: or a call takes some four.
MAX_DEPTH: Final = 20
#: Calls that SQLite needs for one operation, where they are more than one.
_CALLS: Final = {"+": 2, "-": 2, "*": 2, "/": 3, "div": 4}


class Split(NamedTuple):
    """What the database answers of a filter, and what is left.

    Parameters
    ----------
    condition : ColumnElement
        Holds for every row that the filter lets through, perhaps for more.
    rest : Expression or None
        What those rows must be asked beside it, by `mask`; None for nothing.
    """

    condition: ColumnElement[bool]
    rest: Expression | None


def where(
    expression: Expression, columns: Mapping[str, Column], dialect: str
) -> ColumnElement[bool]:
    """Return a filter as a condition of SQL.

    Parameters
    ----------
    expression : Expression
        The filter.
    columns : mapping of str to Column
        What it may ask for, by the names of properties; everything else is refused.
    dialect : {"sqlite", "postgresql"}
        Which database. Connections to SQLite need `sql_functions.install`.

    Returns
    -------
    ColumnElement
        True for the rows that `mask` lets through; every value is a bound parameter.
        PostgreSQL raises an error (``DataError``) if arithmetic leaves the range of
        floating-point numbers, where `mask` takes the result as unknown.

    Raises
    ------
    Cql2Error
        If it names a property that is not among `columns`.
    UntranslatableError
        If a part of it would be answered otherwise than by `mask`, or not at all.
    """
    context = _context(expression, columns, dialect)
    _check_depth(expression)
    return condition_of(expression, context, is_positive=True)


def split(expression: Expression, columns: Mapping[str, Column], dialect: str) -> Split:
    """Return what the database answers of a filter, and what is left.

    Parameters
    ----------
    expression, columns, dialect
        As for `where`.

    Raises
    ------
    Cql2Error
        If it names a property that is not among `columns`.
    """
    _context(expression, columns, dialect)
    parts: tuple[Expression, ...] = (expression,)
    if isinstance(expression, Operation) and expression.op == "and":
        parts = expression.args
    conditions, rest = [], []
    for part in parts:
        condition, is_exact = _cover(part, columns, dialect)
        conditions.append(condition)
        if not is_exact:
            rest.append(part)
    return Split(joined("and", conditions), both(*rest) if rest else None)


def _context(
    expression: Expression, columns: Mapping[str, Column], dialect: str
) -> Context:
    """Return what a filter is translated with, once its names are known ones."""
    if dialect not in DIALECTS:
        message = f"no SQL is written for {dialect!r}; expected one of {DIALECTS}"
        raise ValueError(message)
    for node, _ in walk(expression):
        if isinstance(node, Property) and node.name not in columns:
            raise unknown_property(node.name, sorted(columns), node.at)
    return Context(columns, dialect)


def _check_depth(expression: Expression) -> None:
    """Refuse a filter whose SQL would be nested too deeply.

    Raises
    ------
    UntranslatableError
        At the first part that is too deep.
    """
    waiting = [(expression, 1)]
    while waiting:
        node, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise not_in_sql(node, "a filter that is nested so deeply")
        op = node.op if isinstance(node, Operation) else ""
        below = depth + _CALLS.get(op, 1)
        waiting.extend((child, below) for child in children(node))


def _cover(
    expression: Expression, columns: Mapping[str, Column], dialect: str
) -> tuple[ColumnElement[bool], bool]:
    """Return a condition that holds wherever the expression does, and if it is it."""
    try:
        return where(expression, columns, dialect), True
    except UntranslatableError:
        if not isinstance(expression, Operation) or expression.op not in JOINS:
            return true(), False
    found = [_cover(part, columns, dialect)[0] for part in expression.args]
    return joined(expression.op, found), False
