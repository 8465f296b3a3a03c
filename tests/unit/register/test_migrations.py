"""Migrating makes the very schema of the models, on both databases, and back."""

from __future__ import annotations

import subprocess
import sys

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from geo_zs.register import engines, schema
from geo_zs.register.store import init_register
from tools import make_migration


def _plain(kind):
    """Return a type as the database names it."""
    return str(kind).replace("NULL", "").strip()


def _schema(connection):
    """Return all that a database says of its tables, in plain values."""
    inspector = inspect(connection)
    answer = {}
    for table in sorted(inspector.get_table_names()):
        if table == "spatial_ref_sys":
            continue
        answer[table] = {
            "columns": [
                (one["name"], _plain(one["type"]), one["nullable"], one["default"])
                for one in inspector.get_columns(table)
            ],
            "key": inspector.get_pk_constraint(table),
            "foreign": sorted(map(str, inspector.get_foreign_keys(table))),
            "unique": sorted(map(str, inspector.get_unique_constraints(table))),
            "checks": sorted(map(str, inspector.get_check_constraints(table))),
            "indexes": sorted(map(str, inspector.get_indexes(table))),
        }
    return answer


TRIGGERS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY 1",
    "postgresql": (
        "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger "
        "WHERE NOT tgisinternal ORDER BY 1"
    ),
}


def _triggers(connection):
    rows = connection.execute(text(TRIGGERS[connection.dialect.name]))
    return [(name, " ".join(sql.split())) for name, sql in rows]


def _counters(connection):
    return sorted(connection.execute(text("SELECT name, value FROM counter")).all())


@pytest.fixture
def connection(bare_url):
    """Return a connection to an empty database, in a transaction."""
    address = engines.parse_url(bare_url)
    engines.prepare(address)
    engine = engines.writer(address)
    with engine.connect() as opened:
        yield opened
    engine.dispose()


@pytest.mark.filterwarnings("ignore:Did not recognize type:sqlalchemy.exc.SAWarning")
def test_migrated_schema_is_that_of_the_models(connection):
    with connection.begin() as transaction:
        schema.create_all(connection)
        expected = _schema(connection), _triggers(connection), _counters(connection)
        transaction.rollback()
    with connection.begin():
        schema.upgrade(connection)
        found = _schema(connection), _triggers(connection), _counters(connection)

    assert found[0] == expected[0]
    assert found[1] == expected[1]
    assert found[2] == expected[2]
    assert len(found[1]) >= 1


@pytest.mark.filterwarnings("ignore:Did not recognize type:sqlalchemy.exc.SAWarning")
def test_migrations_go_up_down_and_up_again(connection):
    with connection.begin():
        schema.upgrade(connection)
        first = _schema(connection), _triggers(connection)
        assert schema.current_revision(connection) == schema.HEAD
    with connection.begin():
        schema.downgrade(connection)
        assert set(_schema(connection)) == {"alembic_version"}
        assert _triggers(connection) == []
        assert schema.current_revision(connection) is None
    with connection.begin():
        schema.upgrade(connection)
        assert (_schema(connection), _triggers(connection)) == first


def test_shapes_are_indexed(connection):
    with connection.begin():
        schema.upgrade(connection)
    if connection.dialect.name == "sqlite":
        query = "SELECT sql FROM sqlite_master WHERE name = 'project_box'"
        wanted = "rtree"
    else:
        query = (
            "SELECT indexdef FROM pg_indexes WHERE indexname = 'ix_project_geometry'"
        )
        wanted = "USING gist (geometry)"

    assert wanted in connection.execute(text(query)).scalar_one()


def test_failed_migration_leaves_nothing_behind(connection, monkeypatch):
    script = ScriptDirectory.from_config(schema._config(connection))
    module = script.get_revision(schema.HEAD).module
    statements = {**module.AFTER, connection.dialect.name: ("SELECT nonsense",)}
    monkeypatch.setattr(module, "AFTER", statements)
    monkeypatch.setattr("alembic.script.ScriptDirectory.from_config", lambda _: script)

    with pytest.raises(Exception, match="nonsense"), connection.begin():
        schema.upgrade(connection)

    connection.rollback()
    assert schema.current_revision(connection) is None
    assert "project" not in inspect(connection).get_table_names()


def test_head_is_the_last_migration(connection):
    script = ScriptDirectory.from_config(schema._config(connection))

    assert script.get_current_head() == schema.HEAD
    assert len(script.get_heads()) == 1


def test_initial_migration_is_what_its_command_writes():
    written = (make_migration.VERSIONS / f"{schema.HEAD}.py").read_text("utf-8")

    assert make_migration.make(schema.HEAD, is_initial=True) == written, (
        "models changed: run python -m tools.make_migration --initial"
    )


def test_models_and_migrations_leave_nothing_to_migrate():
    source = make_migration.make("0002_next", is_initial=False)

    assert "op." not in source
    assert "down_revision = '0001_register'" in source.replace('"', "'")


def test_two_processes_that_make_the_register_do_not_clash(bare_url):
    program = (
        "import sys; from geo_zs.register.store import init_register; "
        "init_register(sys.argv[1]).close()"
    )
    processes = [
        subprocess.Popen(  # noqa: S603  our own interpreter and program
            [sys.executable, "-c", program, bare_url], stderr=subprocess.PIPE
        )
        for _ in range(2)
    ]

    assert [process.communicate()[1] for process in processes] == [b"", b""]
    init_register(bare_url).close()
