"""What a part of a filter is in SQL: its kind and its SQL expression.

Every value of the filter becomes a bound parameter; names are looked up among the
columns that the caller gives. So no text of a user is ever part of a statement.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias
from typing import Literal as OneOf

from sqlalchemy import ColumnElement, Text, literal

from geo_zs.cql2.errors import Cql2Error
from geo_zs.cql2.expression import Expression, Property
from geo_zs.cql2.unknown import unknown_property
from geo_zs.errors import is_broken

#: What a column holds. ``date`` and ``timestamp`` are columns of SQLAlchemy's types for
#: them (timestamps in UTC on SQLite); ``array`` is text with ``;`` between the items.
Kind: TypeAlias = OneOf[
    "string", "number", "boolean", "date", "timestamp", "array", "geometry"
]
Bounds: TypeAlias = tuple[float, float, float, float]
DIALECTS: Final = ("sqlite", "postgresql")
#: Collation by code points, as Python compares text.
CODE_POINTS: Final = "C"


@dataclass(frozen=True, eq=False)
class Column:
    """One property that a filter may ask for, and where the database has it.

    Parameters
    ----------
    element : ColumnElement
        The column, or an expression over columns; null where it is not known.
    kind : Kind
        What it holds; numbers without NaN.
    near : callable or None
        Of a geometry on SQLite: takes ``(west, south, east, north)`` and returns the
        condition, by an index, that the row's box touches this one. It may hold for
        more rows, never for fewer.
    """

    element: ColumnElement[Any]
    kind: Kind
    near: Callable[[Bounds], ColumnElement[bool]] | None = None


@dataclass(frozen=True)
class Context:
    """What a filter may ask for, and of which database.

    Parameters
    ----------
    columns : mapping of str to Column
        By the names of properties.
    dialect : {"sqlite", "postgresql"}
        Which database.
    """

    columns: Mapping[str, Column]
    dialect: str

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is SQLite."""
        return self.dialect == "sqlite"


@dataclass(frozen=True, eq=False)
class Term:
    """A part of a filter in SQL.

    Parameters
    ----------
    kind : Kind
        What it is.
    sql : ColumnElement
        Its value.
    constant : object
        The value in Python, where it does not depend on the row; else None.
    """

    kind: Kind
    sql: ColumnElement[Any]
    constant: Any = None


class UntranslatableError(Cql2Error):
    """A part of a filter that the database cannot answer as `mask` does."""


def not_in_sql(part: Expression, what: str) -> UntranslatableError:
    """Return the error for a part that the database cannot answer."""
    return UntranslatableError(
        f"the database cannot answer {what} exactly; evaluate the filter with mask",
        f"数据库无法准确计算{what},请改用 mask 计算",
        at=part.at,
    )


def column_of(name: Property, context: Context) -> Column:
    """Return the column of a property.

    Raises
    ------
    Cql2Error
        If there is no property of this name.
    """
    found = context.columns.get(name.name)
    if found is None:
        raise unknown_property(name.name, sorted(context.columns), name.at)
    return found


def text_term(value: str, part: Expression) -> Term:
    """Return a text as a bound parameter.

    Raises
    ------
    UntranslatableError
        If no database takes it: with NUL, or half a character.
    """
    if "\0" in value or is_broken(value):
        raise not_in_sql(part, "a text with NUL or half a character")
    return Term("string", literal(value, Text()), value)
