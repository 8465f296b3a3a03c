"""Many rows into and over a table at the speed of the database.

SQLAlchemy prepares each row of an ``executemany`` by itself, which costs more than
the database takes to write it. Here the values are bound column by column. Rows go to
PostgreSQL by ``COPY``, to SQLite many in one statement: where a table has triggers,
SQLite notes down for each statement what it may have to take back.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Dialect,
    Table,
    Text,
    func,
    literal,
    select,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from geo_zs.register.geometry import Geom

#: Rows that SQLite gets in one statement.
_TOGETHER: Final = 200
_NOTHING: Final = object()

Row = Mapping[str, Any]


def insert_rows(session: Session, table: Table, rows: Sequence[Row]) -> None:
    """Add rows to a table.

    Parameters
    ----------
    session : Session
        A session that writes.
    table : Table
        Where to.
    rows : sequence of mapping
        Values by the names of the columns; a column that none of the rows has is
        left to the database (its key, say).
    """
    names = _names(table, rows)
    columns = {name: [row.get(name) for row in rows] for name in names}
    insert_columns(session, table, columns)


def insert_columns(
    session: Session, table: Table, values: Mapping[str, list[Any]]
) -> None:
    """Add rows to a table, given column by column.

    Parameters
    ----------
    session : Session
        A session that writes.
    table : Table
        Where to.
    values : mapping of str to list
        By the names of the columns, all of the same length.
    """
    if not any(values.values()):
        return
    columns = [table.c[name] for name in values]
    tuples = _bound(session, columns, list(values.values()))
    listed = ", ".join(_quoted(session, column.name) for column in columns)
    target = _quoted(session, table.name)
    if session.get_bind().dialect.name == "sqlite":
        _insert_together(session, f"INSERT INTO {target} ({listed}) VALUES", tuples)
    else:
        _copy(session, f"COPY {target} ({listed}) FROM STDIN", tuples)


def update_rows(
    session: Session, table: Table, rows: Sequence[Row], *, key: str = "id"
) -> None:
    """Change rows of a table.

    Parameters
    ----------
    session : Session
        A session that writes.
    table : Table
        Where.
    rows : sequence of mapping
        The key and the new values; every row must name the same columns.
    key : str
        The column that tells the rows apart.
    """
    names = [name for name in _names(table, rows) if name != key]
    if not names:
        return
    columns = [*(table.c[name] for name in names), table.c[key]]
    order = [*names, key]
    tuples = _bound(session, columns, [[row[name] for row in rows] for name in order])
    target, quoted_key = _quoted(session, table.name), _quoted(session, key)
    quoted = [_quoted(session, name) for name in names]
    if session.get_bind().dialect.name == "sqlite":
        settings = ", ".join(f"{name} = ?" for name in quoted)
        # As above.
        statement = f"UPDATE {target} SET {settings} WHERE {quoted_key} = ?"  # noqa: S608
        _execute_many(session, statement, tuples)
        return
    listed = ", ".join([*quoted, quoted_key])
    connection = session.connection()
    connection.exec_driver_sql(
        f"CREATE TEMP TABLE new_values ON COMMIT DROP AS "  # noqa: S608  as above
        f"SELECT {listed} FROM {target} WITH NO DATA"
    )
    _copy(session, f"COPY new_values ({listed}) FROM STDIN", tuples)
    settings = ", ".join(f"{name} = new_values.{name}" for name in quoted)
    connection.exec_driver_sql(
        f"UPDATE {target} SET {settings} FROM new_values "  # noqa: S608  as above
        f"WHERE {target}.{quoted_key} = new_values.{quoted_key}"
    )
    connection.exec_driver_sql("DROP TABLE new_values")


def count_anew(session: Session, table: Table) -> None:
    """Tell PostgreSQL how large a table is, after many rows went in.

    Until it counts by itself, minutes later, it takes the table for empty and reads
    all of it for each of many rows.
    """
    if session.get_bind().dialect.name == "postgresql":
        name = _quoted(session, table.name)
        session.connection().exec_driver_sql(f"ANALYZE {name}")


def in_many(
    session: Session, column: ColumnElement[Any], texts: Iterable[str]
) -> ColumnElement[bool]:
    """Return the condition that a column holds one of many texts.

    Parameters
    ----------
    session : Session
        Where the condition is asked.
    column : ColumnElement
        A column of text.
    texts : iterable of str
        Any number of them: they go as one value, which both databases hash. A list
        of thousands of values would be searched through for each row.
    """
    wanted = list(texts)
    if session.get_bind().dialect.name == "sqlite":
        listed = func.json_each(json.dumps(wanted)).table_valued("value")
        return column.in_(select(listed.c.value))
    return column.in_(select(func.unnest(literal(wanted, ARRAY(Text)))))


def _names(table: Table, rows: Sequence[Row]) -> list[str]:
    """Return the columns that a row names, in the order of the table."""
    named: set[str] = set().union(*rows)
    return [column.name for column in table.c if column.name in named]


def _quoted(session: Session, name: str) -> str:
    """Return a name as the database takes it."""
    return session.get_bind().dialect.identifier_preparer.quote(name)


def _bound(
    session: Session, columns: Sequence[Column[Any]], values: Sequence[list[Any]]
) -> list[tuple[Any, ...]]:
    """Return columns as rows, with their values as the driver takes them."""
    dialect = session.get_bind().dialect
    bound = [
        _bound_column(dialect, column, given)
        for column, given in zip(columns, values, strict=True)
    ]
    return list(zip(*bound, strict=True))


def _bound_column(
    dialect: Dialect, column: Column[Any], values: list[Any]
) -> list[Any]:
    """Return the values of a column as the driver takes them."""
    if isinstance(column.type, Geom):
        return column.type.bind_many(values, dialect)
    bind = column.type.dialect_impl(dialect).bind_processor(dialect)
    if bind is None:
        return values
    answer = []
    last: Any = _NOTHING
    bound: Any = None
    for value in values:
        if value is not last:  # all rows of one transaction share their time
            last, bound = value, bind(value)
        answer.append(bound)
    return answer


def _insert_together(
    session: Session, start: str, rows: Sequence[tuple[Any, ...]]
) -> None:
    """Add rows to a table of SQLite, many in one statement."""
    raw: Any = session.connection().connection.driver_connection
    width = len(rows[0])
    most = raw.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
    size = max(1, min(_TOGETHER, most // width))
    marks = f"({', '.join('?' * width)})"
    whole = len(rows) // size * size
    pieces = (
        tuple(chain.from_iterable(rows[at : at + size])) for at in range(0, whole, size)
    )
    if whole:
        # Names come from the models, values are bound.
        _execute_many(session, f"{start} {', '.join([marks] * size)}", pieces)
    if whole < len(rows):
        _execute_many(session, f"{start} {marks}", rows[whole:])


def _execute_many(
    session: Session, statement: str, rows: Iterable[Sequence[Any]]
) -> None:
    """Run a statement for each row, on the connection of a session."""
    raw = session.connection().connection.driver_connection
    if raw is not None:
        with _translating(session, statement):
            raw.executemany(statement, rows)


def _copy(session: Session, statement: str, rows: Sequence[Sequence[Any]]) -> None:
    """Send rows to PostgreSQL, on the connection of a session."""
    raw = session.connection().connection.driver_connection
    if raw is not None:
        with (
            _translating(session, statement),
            raw.cursor() as cursor,
            cursor.copy(statement) as copy,
        ):
            for row in rows:
                copy.write_row(row)


@contextmanager
def _translating(session: Session, statement: str) -> Iterator[None]:
    """Raise errors of the driver as SQLAlchemy raises them, without the rows."""
    dialect = session.get_bind().dialect
    base: type[Exception] = dialect.loaded_dbapi.Error
    try:
        yield
    except base as error:
        raise DBAPIError.instance(
            statement, [], error, base, hide_parameters=True, dialect=dialect
        ) from error
