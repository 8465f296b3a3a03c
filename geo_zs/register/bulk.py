"""Many rows into and over a table at the speed of the database.

SQLAlchemy prepares each row of an ``executemany`` by itself, which costs more than
the database takes to write it. Here the values are bound column by column; rows go
to PostgreSQL by ``COPY``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Table,
    Text,
    func,
    literal,
    select,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

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
    if not names:
        return
    columns = [table.c[name] for name in names]
    tuples = _bound(
        session, columns, ([row.get(name) for name in names] for row in rows)
    )
    listed = ", ".join(_quoted(session, column.name) for column in columns)
    target = _quoted(session, table.name)
    if session.get_bind().dialect.name == "sqlite":
        marks = ", ".join("?" * len(names))
        # Names come from the models, values are bound.
        statement = f"INSERT INTO {target} ({listed}) VALUES ({marks})"  # noqa: S608
        _execute_many(session, statement, tuples)
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
    tuples = _bound(session, columns, ([row[name] for name in order] for row in rows))
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
    named = {name for row in rows for name in row}
    return [column.name for column in table.c if column.name in named]


def _quoted(session: Session, name: str) -> str:
    """Return a name as the database takes it."""
    return session.get_bind().dialect.identifier_preparer.quote(name)


def _bound(
    session: Session, columns: Sequence[Column[Any]], rows: Iterable[list[Any]]
) -> list[list[Any]]:
    """Return rows with their values as the driver takes them."""
    dialect = session.get_bind().dialect
    binders: list[tuple[int, Callable[[Any], Any]]] = []
    for position, column in enumerate(columns):
        processor = column.type.dialect_impl(dialect).bind_processor(dialect)
        if processor is not None:
            binders.append((position, processor))
    answer = []
    for row in rows:
        for position, bind in binders:
            row[position] = bind(row[position])
        answer.append(row)
    return answer


def _execute_many(
    session: Session, statement: str, rows: Sequence[Sequence[Any]]
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
