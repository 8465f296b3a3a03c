"""The state of a register tells where it is, what it holds and whether it is sound."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from geo_zs.register.models import registry
from geo_zs.register.models.base import Base
from geo_zs.register.projects import create_project
from geo_zs.register.schema import HEAD
from geo_zs.register.state import is_empty, register_state
from geo_zs.register.store import Register


def test_state_of_an_empty_register(register):
    state = register_state(register)

    assert state.schema == HEAD
    assert state.dialect == register.dialect
    assert state.rows["project"] == 0
    assert state.rows["counter"] == 2
    assert set(state.rows) == set(Base.metadata.tables)
    assert state.last_change is None
    assert state.problems == ()
    assert state.bytes > 10_000
    with register.read() as session:
        assert is_empty(session)


def test_state_counts_rows_and_knows_the_last_change(register, admin):
    with register.write(admin) as writer:
        create_project(writer, {"name_zh": "甲"})

    state = register_state(register)

    assert (state.rows["project"], state.rows["change"]) == (1, 1)
    assert abs((datetime.now(UTC) - state.last_change).total_seconds()) < 60
    with register.read() as session:
        assert not is_empty(session)


DANGLING = (
    'INSERT INTO change (at, "by", via, table_name, "key", action, undoes) '
    "VALUES ('2026-01-01', 'x', 'x', 'x', 'x', 'x', 999)"
)


def test_line_that_points_nowhere_is_told(new_sqlite):
    url = new_sqlite()
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        connection.execute(DANGLING)
        connection.commit()
    register = Register.open(url)

    (problem,) = register_state(register).problems

    assert problem.message == "row 1 of change points to no row of change"
    register.close()


def test_damaged_page_is_told(new_sqlite, admin):
    url = new_sqlite()
    register = Register.open(url)
    with register.write(admin) as writer:
        for _ in range(50):
            create_project(writer, {"name_zh": "甲" * 200})
    register.close()
    file = Path(url.removeprefix("sqlite:///"))
    content = bytearray(file.read_bytes())
    content[-4096 * 3 :] = b"\xff" * 4096 * 3
    file.write_bytes(bytes(content))

    register = Register.open(url)

    assert register_state(register).problems
    register.close()


def test_every_model_module_is_in_the_registry():
    folder = Path(registry.__file__).parent
    modules = {
        one.stem
        for one in folder.glob("*.py")
        if "__tablename__ =" in one.read_text("utf-8")
    }

    assert modules <= set(registry.__all__)
