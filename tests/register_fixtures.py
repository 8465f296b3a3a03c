"""Fixtures of the register: each test gets a fresh, empty one, on both databases.

SQLite is always there. PostgreSQL with PostGIS is the cluster whose address stands
in ``GEO_ZS_TEST_DATABASE_URL``, as ``tools/with_postgis.sh`` sets it; each process
makes databases of its own in it, empties them after each test, and drops them at the
end.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Connection, Engine, create_engine, make_url, text

from geo_zs.register import schema
from geo_zs.register.models.base import Base
from geo_zs.register.store import Register
from tests.conftest import require

#: Address of a cluster in which tests may make databases.
TEST_URL_SETTING = "GEO_ZS_TEST_DATABASE_URL"
DIALECTS = ("sqlite", "postgresql")


def _admin() -> Engine:
    """Return an engine that may make databases."""
    url = os.environ.get(TEST_URL_SETTING)
    require(
        "postgis",
        present=bool(url),
        why="run the tests by tools/with_postgis.sh python -m pytest …",
    )
    return create_engine(str(url), isolation_level="AUTOCOMMIT")


def _create(admin: Engine, name: str, template: str | None = None) -> str:
    """Make a database; return its address."""
    of = f' TEMPLATE "{template}"' if template else ""
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"{of}'))
    return make_url(admin.url).set(database=name).render_as_string(hide_password=False)


def _drop(admin: Engine, name: str) -> None:
    """Drop a database, whoever is connected."""
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))


def _make_schema(url: str) -> None:
    """Make the tables of all models in an empty database."""
    engine = create_engine(url)
    with engine.begin() as connection:
        schema.create_all(connection)
    engine.dispose()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of an empty register."""
    file = tmp_path_factory.mktemp("register") / "template.db"
    _make_schema(f"sqlite:///{file}")
    return file


class _Databases:
    """Registers in PostGIS that this process made, emptied after each test."""

    def __init__(self, admin: Engine) -> None:
        self._admin = admin
        self._template: str | None = None
        self._names: list[str] = []
        self._free: list[str] = []

    def take(self) -> str:
        """Return the address of an empty register."""
        if self._free:
            return self._free.pop()
        url = self.bare(self._template)
        if self._template is None:
            _make_schema(url)
            self._template = make_url(url).database
            url = self.bare(self._template)
        return url

    def bare(self, template: str | None = None) -> str:
        """Return the address of a database without tables."""
        self._names.append(f"geo_zs_test_{uuid4().hex}")
        return _create(self._admin, self._names[-1], template)

    def give_back(self, url: str) -> None:
        """Empty a register for the next test."""
        engine = create_engine(url)
        try:
            with engine.begin() as connection:
                _empty(connection)
        finally:
            engine.dispose()
        self._free.append(url)

    def close(self) -> None:
        """Drop all that was made."""
        for name in self._names:
            _drop(self._admin, name)
        self._admin.dispose()


def _empty(connection: Connection) -> None:
    """Take every row out, and count from 1 again."""
    tables = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
    # A test that left a connection in a transaction must not hang the others.
    connection.execute(text("SET LOCAL lock_timeout = '10s'"))
    # The log of changes refuses to be emptied; here its triggers sleep.
    connection.execute(text("SET LOCAL session_replication_role = replica"))
    connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY"))
    connection.execute(text("INSERT INTO counter VALUES ('all', 0), ('published', 0)"))


@pytest.fixture(scope="session")
def postgresql_databases() -> Iterator[_Databases]:
    """Return what makes databases in a cluster, and drops them at the end."""
    databases = _Databases(_admin())
    yield databases
    databases.close()


@pytest.fixture
def new_sqlite(sqlite_template: Path, tmp_path: Path) -> Callable[[], str]:
    """Return what makes an empty register in a file, and gives its address."""

    def make() -> str:
        file = tmp_path / f"register_{uuid4().hex[:8]}.db"
        shutil.copyfile(sqlite_template, file)
        return f"sqlite:///{file}"

    return make


@pytest.fixture
def new_postgresql(
    postgresql_databases: _Databases,
) -> Iterator[Callable[[], str]]:
    """Return what makes an empty register in PostGIS, and gives its address."""
    taken: list[str] = []

    def make() -> str:
        taken.append(postgresql_databases.take())
        return taken[-1]

    yield make
    for url in taken:
        postgresql_databases.give_back(url)


@pytest.fixture(params=DIALECTS)
def new_register_url(request: pytest.FixtureRequest) -> Callable[[], str]:
    """Return what makes an empty register on either database, and gives its address."""
    made: Callable[[], str] = request.getfixturevalue(f"new_{request.param}")
    return made


@pytest.fixture
def register_url(new_register_url: Callable[[], str]) -> str:
    """Return the address of an empty register, on either database."""
    return new_register_url()


@pytest.fixture
def register(register_url: str) -> Iterator[Register]:
    """Return an empty register, on either database."""
    opened = Register.open(register_url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_register(new_sqlite: Callable[[], str]) -> Iterator[Register]:
    """Return an empty register on SQLite, for tests of what stands above it."""
    opened = Register.open(new_sqlite())
    yield opened
    opened.close()


@pytest.fixture(params=DIALECTS)
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a database without tables, on either database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'bare.db'}"
    databases: _Databases = request.getfixturevalue("postgresql_databases")
    return databases.bare()
