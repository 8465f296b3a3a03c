"""The register opens, refuses what is none, and keeps every acknowledged write."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import textwrap
import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from geo_zs.errors import RegisterError, SettingError
from geo_zs.register import engines
from geo_zs.register.models.project import Project
from geo_zs.register.projects import create_project, project_frame, update_project
from geo_zs.register.store import Register, Revision, database_url, init_register


def _sql(register, statement):
    with register.writer.begin() as connection:
        connection.execute(text(statement))


def test_register_that_is_not_there_names_the_remedy(bare_url, request):
    with pytest.raises(SettingError, match="run: geo-zs register init"):
        Register.open(bare_url)


def test_opening_makes_no_file(tmp_path):
    file = tmp_path / "none.db"

    with pytest.raises(SettingError):
        Register.open(f"sqlite:///{file}")

    assert not file.exists()


def test_init_makes_a_register_and_may_be_repeated(bare_url, admin):
    first = init_register(bare_url)
    with first.write(admin) as writer:
        create_project(writer, {"name_zh": "甲"})
    first.close()

    second = init_register(bare_url)

    with second.read() as session:
        assert len(project_frame(session, admin)) == 1
    assert second.revision() == Revision(all=1, published=0)
    second.close()


def test_file_of_the_register_is_for_its_owner_only(tmp_path):
    file = tmp_path / "folder" / "register.db"

    init_register(f"sqlite:///{file}").close()

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_register_of_another_release_is_refused(register):
    _sql(register, "UPDATE alembic_version SET version_num = '0000_older'")

    url = register.writer.url.render_as_string(hide_password=False)
    with pytest.raises(SettingError, match="has the schema '0000_older', this release"):
        Register.open(url)
    with pytest.raises(SettingError, match="which this release does not know"):
        init_register(url)
    _sql(register, "UPDATE alembic_version SET version_num = '0001_register'")


def test_file_that_is_no_database_is_refused(tmp_path):
    file = tmp_path / "register.db"
    file.write_text("not a database, but long enough to look like a file" * 50)

    with pytest.raises(SettingError, match="cannot be opened"):
        Register.open(f"sqlite:///{file}")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("mysql://root:secret@host/db", "mysql://root:\\*\\*\\*@host/db"),
        ("sqlite://", "expected sqlite:///folder/file.db"),
        ("sqlite:///:memory:", "expected sqlite:///folder/file.db"),
        ("postgresql://host", "expected sqlite:///folder/file.db"),
        ("nonsense secret", "is no address of a database"),
    ],
)
def test_address_that_is_none_is_refused_without_its_password(url, message):
    with pytest.raises(SettingError, match=message) as caught:
        Register.open(url)

    assert "secret" not in str(caught.value)


def test_unreachable_server_is_told_without_the_password():
    with pytest.raises(SettingError, match="see that the database runs") as caught:
        Register.open("postgresql://planner:secret@127.0.0.1:1/zs")

    assert "secret" not in str(caught.value)
    with pytest.raises(SettingError, match="cannot be made"):
        init_register("postgresql://planner:secret@127.0.0.1:1/zs")


def test_address_comes_from_the_setting_else_the_folder_of_state(monkeypatch, tmp_path):
    monkeypatch.setenv("GEO_ZS_STATE_DIR", str(tmp_path))
    monkeypatch.delenv("GEO_ZS_DATABASE_URL", raising=False)
    assert database_url().database == str(tmp_path / "register.db")

    monkeypatch.setenv("GEO_ZS_DATABASE_URL", "postgres://host/zs")
    assert database_url().drivername == "postgresql+psycopg"
    assert database_url("sqlite:////a/b.db").database == "/a/b.db"


def test_label_hides_the_password():
    url = engines.parse_url("postgresql://planner:secret@host/zs")

    assert engines.label(url) == "postgresql+psycopg://planner:***@host/zs"


def test_reading_session_cannot_write(register):
    with register.read() as session, pytest.raises(DBAPIError, match=r"read.?only"):
        session.execute(text("UPDATE counter SET value = 99"))


def test_reading_session_sees_one_state(register, admin):
    with register.read() as session:
        assert project_frame(session, admin).empty
        with register.write(admin) as writer:
            create_project(writer, {"name_zh": "甲"})
        assert project_frame(session, admin).empty
    with register.read() as session:
        assert len(project_frame(session, admin)) == 1


def test_failed_block_changes_nothing(register, admin):
    def fail(writer):
        create_project(writer, {"name_zh": "甲"})
        raise RuntimeError

    with pytest.raises(RuntimeError), register.write(admin) as writer:
        fail(writer)

    with register.read() as session:
        assert project_frame(session, admin).empty
    assert register.revision() == Revision(all=0, published=0)


def test_counter_moves_with_each_write_but_not_with_bookkeeping(register, admin):
    with register.write(admin):
        pass
    with register.write(admin, counts=False):
        pass

    assert register.revision() == Revision(all=1, published=0)


def test_writer_says_who_when_and_by_which_import(register, admin):
    with register.write(admin, batch_id="b-1") as writer:
        assert writer.actor == admin
        assert writer.batch_id == "b-1"
        assert writer.dialect == register.dialect
        assert abs((datetime.now(UTC) - writer.now).total_seconds()) < 60


def test_sqlite_is_set_up_to_lose_nothing(sqlite_register):
    with sqlite_register.writer.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }

    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_writer_that_waits_too_long_is_told_and_nothing_is_changed(
    new_sqlite, admin, monkeypatch
):
    monkeypatch.setattr(engines, "_SQLITE_PRAGMAS", ("busy_timeout=50",))
    url = new_sqlite()
    register = Register.open(url)
    blocker = sqlite3.connect(register.writer.url.database, timeout=0)
    blocker.execute("BEGIN IMMEDIATE")

    with (
        pytest.raises(RegisterError, match="held by another writer; nothing was"),
        register.write(admin),
    ):
        pytest.fail("the block must not begin")

    blocker.close()
    register.close()


def test_same_moment_edits_of_one_model_are_told(register, admin):
    with register.write(admin) as writer:
        create_project(writer, {"name_zh": "甲"})

    def touch_stale(writer):
        project = writer.session.get_one(Project, 1)
        writer.session.execute(text("UPDATE project SET version = 7"))
        project.notes = "x"

    with (
        pytest.raises(RegisterError, match="at the same moment"),
        register.write(admin) as writer,
    ):
        touch_stale(writer)


def test_threads_write_one_after_the_other(register, admin):
    def add(letter):
        for number in range(5):
            with register.write(admin) as writer:
                create_project(writer, {"name_zh": f"{letter}{number}"})

    threads = [threading.Thread(target=add, args=(letter,)) for letter in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with register.read() as session:
        frame = project_frame(session, admin)
    assert len(set(frame["name_zh"])) == len(frame) == 15
    assert len(set(frame.index)) == 15


WRITER = textwrap.dedent(
    """
    import sys
    from geo_zs.register.access import cli_actor
    from geo_zs.register.projects import create_project, update_project
    from geo_zs.register.store import Register

    url, letter, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    register = Register.open(url)
    for number in range(count):
        with register.write(cli_actor(letter)) as writer:
            key = create_project(writer, {"name_zh": f"{letter}{number}"})
        with register.write(cli_actor(letter)) as writer:
            update_project(writer, key, {"notes": "x"}, version=1)
    """
)


def test_four_processes_write_without_a_lock_error(register_url, admin):
    processes = [
        subprocess.Popen(  # noqa: S603  our own interpreter and program
            [sys.executable, "-c", WRITER, register_url, letter, "25"],
            stderr=subprocess.PIPE,
            env=os.environ,
        )
        for letter in "abcd"
    ]
    errors = [process.communicate()[1].decode() for process in processes]

    assert errors == ["", "", "", ""]
    register = Register.open(register_url)
    with register.read() as session:
        frame = project_frame(session, admin)
    assert sorted(frame["name_zh"]) == sorted(
        f"{letter}{number}" for letter in "abcd" for number in range(25)
    )
    assert set(frame["version"]) == {2}
    assert register.revision().all == 200
    register.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_forked_process_uses_connections_of_its_own(register, admin):
    with register.read() as session:
        session.execute(text("SELECT 1"))
    assert register.reader.pool.checkedin() == 1

    child = os.fork()
    if child == 0:
        status = 1
        try:
            inherited = register.reader.pool.checkedin()
            with register.write(admin) as writer:
                create_project(writer, {"name_zh": "of the child"})
            status = 2 if inherited else 0
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)

    assert os.waitstatus_to_exitcode(status) == 0
    with register.write(admin) as writer:
        create_project(writer, {"name_zh": "of the parent"})
    with register.read() as session:
        assert len(project_frame(session, admin)) == 2


def test_one_transaction_holds_several_changes(register, admin):
    with register.write(admin) as writer:
        key = create_project(writer, {"name_zh": "甲"})
        update_project(writer, key, {"notes": "x"}, version=1)

    assert register.revision().all == 1
