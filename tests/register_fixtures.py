"""Fixtures of the register: each test gets a fresh, empty one, on both databases.

SQLite is always there. PostgreSQL with PostGIS is the cluster whose address stands
in ``GEO_ZS_TEST_DATABASE_URL``, as ``tools/with_postgis.sh`` sets it; each process
makes databases of its own in it, copied from a template, and drops them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from geo_zs.register import schema
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


@pytest.fixture(scope="session")
def postgresql_template() -> Iterator[tuple[Engine, str]]:
    """Return a cluster and the name of the database of an empty register in it."""
    admin = _admin()
    name = f"geo_zs_template_{uuid4().hex}"
    url = _create(admin, name)
    _make_schema(url)
    yield admin, name
    _drop(admin, name)
    admin.dispose()


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
    postgresql_template: tuple[Engine, str],
) -> Iterator[Callable[[], str]]:
    """Return what makes an empty register in PostGIS, and gives its address."""
    admin, template = postgresql_template
    made: list[str] = []

    def make() -> str:
        name = f"geo_zs_test_{uuid4().hex}"
        made.append(name)
        return _create(admin, name, template)

    yield make
    for name in made:
        _drop(admin, name)


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
