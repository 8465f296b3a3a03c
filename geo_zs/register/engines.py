"""Connections to SQLite and PostgreSQL, set up as the register needs them."""

from __future__ import annotations

import json
import os
import sqlite3
import weakref
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from geo_zs.cql2 import sql_functions
from geo_zs.errors import SettingError
from geo_zs.register.told import reason_of, told

#: How long a writer waits for another one, milliseconds.
BUSY_MS: Final = 15_000
_SQLITE_PRAGMAS: Final = (
    "journal_mode=WAL",
    "synchronous=FULL",
    f"busy_timeout={BUSY_MS}",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "cache_size=-16384",  # 16 MB: imports write many pages in one transaction
)


def parse_url(given: str) -> URL:
    """Return an address of a database.

    Raises
    ------
    SettingError
        If it is neither a file of SQLite nor a database of PostgreSQL.
    """
    try:
        url = make_url(given)
    except ArgumentError as error:
        raise told(SettingError, "no_address") from error
    backend = url.drivername.partition("+")[0]
    if backend in {"postgresql", "postgres"} and url.database:
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and url.database not in {None, "", ":memory:"}:
        return sqlite_url(Path(str(url.database)))
    raise told(SettingError, "other_address", label=label(url))


def sqlite_url(file: Path) -> URL:
    """Return the address of a file of SQLite."""
    return URL.create("sqlite", database=str(file.expanduser().resolve()))


def label(url: URL) -> str:
    """Return an address for people, without its password."""
    return url.render_as_string(hide_password=True)


def check_exists(url: URL) -> None:
    """Refuse an address where no register can be.

    Raises
    ------
    SettingError
        If the file of SQLite is not there.
    """
    if url.get_backend_name() == "sqlite" and not Path(str(url.database)).is_file():
        raise told(SettingError, "no_register", label=label(url))


def prepare(url: URL) -> None:
    """Make the folder and the file of SQLite, readable by their owner only.

    Raises
    ------
    SettingError
        If they cannot be made.
    """
    if url.get_backend_name() != "sqlite":
        return
    file = Path(str(url.database))
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        reason = reason_of(error)
        raise told(SettingError, "not_made", label=label(url), reason=reason) from error


#: Writes JSON as the databases keep it; `json.dumps` would make one for each value.
_dumps: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def writer(url: URL) -> Engine:
    """Return the engine that writes."""
    if url.get_backend_name() == "sqlite":
        extra = ("temp_store=MEMORY",)  # what statements may have to take back
        return _sqlite(url, begin="BEGIN IMMEDIATE", extra=extra)
    return _fork_safe(create_engine(url, pool_pre_ping=True, json_serializer=_dumps))


def reader(url: URL) -> Engine:
    """Return the engine that reads one state and cannot write."""
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, begin="BEGIN", extra=("query_only=ON",))
    engine = create_engine(
        url,
        pool_pre_ping=True,
        json_serializer=_dumps,
        isolation_level="REPEATABLE READ",
    )
    return _fork_safe(engine).execution_options(postgresql_readonly=True)


def _sqlite(url: URL, *, begin: str, extra: tuple[str, ...]) -> Engine:
    """Return an engine for a file of SQLite that begins as told."""
    engine = create_engine(url, json_serializer=_dumps)

    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _: Any) -> None:  # noqa: ANN401
        connection.isolation_level = None  # we send BEGIN ourselves
        for pragma in (*_SQLITE_PRAGMAS, *extra):
            connection.execute(f"PRAGMA {pragma}")
        sql_functions.install(connection)

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:  # noqa: ANN401  a Connection
        connection.exec_driver_sql(begin)

    return _fork_safe(engine)


def _fork_safe(engine: Engine) -> Engine:
    """Return the engine; a forked process leaves the connections of its parent."""
    _ENGINES.add(engine)
    return engine


def _leave_connections() -> None:
    """Forget, in a forked process, connections that are those of its parent."""
    for engine in list(_ENGINES):
        engine.dispose(close=False)


_ENGINES: Final[weakref.WeakSet[Engine]] = weakref.WeakSet()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_leave_connections)
