"""Texts and lists in SQL: LIKE, CASEI and ACCENTI, and relations of lists."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from sqlalchemy import ColumnElement, Integer, Text, and_, cast, func, literal
from sqlalchemy.dialects.postgresql import ARRAY, array

from geo_zs.cql2.expression import Array, Expression, Literal, Operation, Property
from geo_zs.cql2.sql_functions import PREFIX, SEPARATOR
from geo_zs.cql2.sql_terms import (
    Context,
    Term,
    column_of,
    not_in_sql,
    text_term,
)
from geo_zs.cql2.text_matching import FOLDING

#: Special in a pattern of GLOB; brackets take their meaning.
_GLOB_SPECIAL: Final = frozenset("*?[")
#: SQLite refuses patterns of more bytes.
_GLOB_LENGTH: Final = 50_000
#: Relation of two lists → operator of PostgreSQL.
_LISTS: Final = {"a_contains": "@>", "a_containedBy": "<@", "a_overlaps": "&&"}


def folded(op: str, term: Term, part: Expression, context: Context) -> Term:
    """Return CASEI or ACCENTI of a text.

    Raises
    ------
    UntranslatableError
        If it is no text; or, of a column, on PostgreSQL: its ``lower`` is not the
        case folding of Unicode, and ``unaccent`` may not be there.
    """
    if term.kind != "string":
        raise not_in_sql(part, f"{op.upper()} of this")
    if term.constant is not None:
        return text_term(FOLDING[op](str(term.constant)), part)
    if not context.is_sqlite:
        raise not_in_sql(part, op.upper())
    return Term("string", getattr(func, PREFIX + op)(term.sql, type_=Text()))


def like(
    value: Term, pattern: Term, part: Expression, context: Context
) -> ColumnElement[bool]:
    """Return the condition that a text matches a pattern as a whole.

    Raises
    ------
    UntranslatableError
        If either is no text, or the pattern differs from row to row.
    """
    if {value.kind, pattern.kind} != {"string"} or pattern.constant is None:
        raise not_in_sql(part, "LIKE of this")
    pieces = _pieces(str(pattern.constant))
    if not context.is_sqlite:
        escaped = "".join(
            f"\\{letter}" if is_plain and letter in "%_\\" else letter
            for letter, is_plain in pieces
        )
        return value.sql.like(literal(escaped, Text()), escape="\\")
    # LIKE of SQLite takes capital letters for small ones; GLOB does not.
    glob = "".join(_glob(letter, is_plain=plain) for letter, plain in pieces)
    if len(glob.encode()) > _GLOB_LENGTH:
        raise not_in_sql(part, "a pattern of this length")
    return value.sql.op("GLOB", is_comparison=True)(literal(glob, Text()))


def _pieces(pattern: str) -> Iterator[tuple[str, bool]]:
    """Yield the characters of a pattern, and whether each stands for itself."""
    letters = iter(pattern)
    for letter in letters:
        if letter == "\\":
            yield next(letters, "\\"), True
        else:
            yield letter, letter not in "%_"


def _glob(letter: str, *, is_plain: bool) -> str:
    """Return a character of a pattern as GLOB writes it."""
    if not is_plain:
        return "*" if letter == "%" else "?"
    return f"[{letter}]" if letter in _GLOB_SPECIAL else letter


def lists(operation: Operation, context: Context) -> ColumnElement[bool]:
    """Return the condition that a column of lists relates to a list of texts.

    Raises
    ------
    UntranslatableError
        If it is anything else.
    """
    op, (left, right) = operation.op, operation.args
    if isinstance(left, Array):
        exchanged = {"a_contains": "a_containedBy", "a_containedBy": "a_contains"}
        op, left, right = exchanged.get(op, op), right, left
    if not (isinstance(left, Property) and isinstance(right, Array)):
        raise not_in_sql(operation, "a relation of these lists")
    column = column_of(left, context)
    if column.kind != "array":
        raise not_in_sql(left, "this as a list")
    items = [_item(item) for item in right.items]
    if context.is_sqlite:
        wanted = literal(json.dumps(items), Text())
        called = getattr(func, PREFIX + op)(column.element, wanted, type_=Integer())
        holds: ColumnElement[bool] = called == 1
        return holds
    stored = func.string_to_array(column.element, SEPARATOR, type_=ARRAY(Text))
    given = cast(array([literal(item, Text()) for item in items]), ARRAY(Text))
    signs = ("@>", "<@") if op == "a_equals" else (_LISTS[op],)
    return and_(*(stored.op(sign, is_comparison=True)(given) for sign in signs))


def _item(part: Expression) -> str:
    """Return an item of a list of the filter: a text."""
    if not isinstance(part, Literal) or not isinstance(part.value, str):
        raise not_in_sql(part, "a list with this")
    return str(text_term(part.value, part).constant)
