"""A full disk is called a full disk, and nothing is lost by it."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import closing
from string import Formatter

import pytest

from geo_zs.errors import RegisterError, SettingError
from geo_zs.register import backup as backup_module
from geo_zs.register import engines
from geo_zs.register import restore as restore_module
from geo_zs.register.access import cli_actor
from geo_zs.register.backup import backup
from geo_zs.register.full_disk import is_full_disk
from geo_zs.register.projects import bulk_create
from geo_zs.register.restore import restore
from geo_zs.register.state import count_rows
from geo_zs.register.store import Register, init_register
from geo_zs.register.told import WORDS, reason_of

#: The empty register has about 150 pages; a few hundred projects need more.
_ROOM = "max_page_count=400"


def _projects(n):
    return [{"name_zh": f"项目{number}", "notes": "字" * 900} for number in range(n)]


def _count(url):
    register = Register.open(url)
    with register.read() as session:
        found = count_rows(session)["project"]
    register.close()
    return found


@pytest.fixture
def url(new_sqlite):
    """Return the address of an empty register."""
    made = new_sqlite()
    init_register(made).close()
    return made


@pytest.fixture
def large(url, tmp_path):
    """Return the backup of a register that needs room, which is empty again."""
    register = Register.open(url)
    with register.write(cli_actor()) as writer:
        bulk_create(writer, _projects(900))
    file = tmp_path / "large.zip"
    backup(register, file)
    register.close()
    return file


def test_restore_into_a_full_disk_says_so_and_keeps_what_is_there(
    large, tmp_path, monkeypatch
):
    target = f"sqlite:///{tmp_path}/other.db"
    register = init_register(target)
    with register.write(cli_actor()) as writer:
        bulk_create(writer, _projects(2))
    register.close()
    monkeypatch.setattr(engines, "_SQLITE_PRAGMAS", (*engines._SQLITE_PRAGMAS, _ROOM))

    with pytest.raises(RegisterError, match="the disk is full") as caught:
        restore(large, target, is_replacing=True)

    assert "磁盘已满" in caught.value.zh
    assert "in use" not in str(caught.value)
    monkeypatch.undo()
    assert _count(target) == 2
    assert list(tmp_path.glob(".restore_*")) == []


def test_copy_over_the_register_that_finds_no_room_says_so(
    large, tmp_path, monkeypatch
):
    target = f"sqlite:///{tmp_path}/other.db"
    init_register(target).close()

    class Full(sqlite3.Connection):
        def backup(self, *_, **__):
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error

    plain = sqlite3.connect
    monkeypatch.setattr(
        restore_module.sqlite3, "connect", lambda *a, **k: plain(*a, factory=Full, **k)
    )

    with pytest.raises(RegisterError, match="the disk is full"):
        restore(large, target)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, ("磁盘已满", "the disk is full")),
        (errno.EACCES, ("没有权限", "Permission denied")),
    ],
)
def test_restore_that_cannot_make_its_draft_says_why(
    large, tmp_path, monkeypatch, number, words
):
    target = f"sqlite:///{tmp_path}/other.db"
    init_register(target).close()

    def refuse(*_, **__):
        raise OSError(number, "Permission denied")

    monkeypatch.setattr(restore_module.tempfile, "mkstemp", refuse)

    with pytest.raises(RegisterError, match=words[1]) as caught:
        restore(large, target)

    assert words[0] in caught.value.zh


def test_backup_onto_a_full_disk_says_so(url, tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(backup_module, "write_archive", full)
    register = Register.open(url)

    with pytest.raises(RegisterError, match="the disk is full") as caught:
        backup(register, tmp_path / "b.zip")

    register.close()
    assert "磁盘已满" in caught.value.zh


def test_write_without_room_says_so_and_changes_nothing(url, monkeypatch):
    monkeypatch.setattr(engines, "_SQLITE_PRAGMAS", (*engines._SQLITE_PRAGMAS, _ROOM))
    register = Register.open(url)

    with (
        pytest.raises(RegisterError, match="the disk is full"),
        register.write(cli_actor()) as writer,
    ):
        bulk_create(writer, _projects(900))

    register.close()
    assert _count(url) == 0


def test_lock_is_no_full_disk(url):
    file = url.removeprefix("sqlite:///")
    with (
        closing(sqlite3.connect(file)) as one,
        closing(sqlite3.connect(file, timeout=0)) as other,
    ):
        one.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError) as caught:
            other.execute("BEGIN IMMEDIATE")

    assert not is_full_disk(caught.value)
    assert not is_full_disk(None)


def test_full_disk_of_postgresql_is_known_by_its_state():
    class DiskFullError(Exception):
        sqlstate = "53100"

    outer = RuntimeError("x")
    outer.__cause__ = DiskFullError()

    assert is_full_disk(DiskFullError())
    assert is_full_disk(outer)
    assert not is_full_disk(SettingError("x"))


def test_reason_of_a_file_is_said_in_both_languages():
    assert reason_of(OSError(errno.EROFS, "Read-only file system")) == (
        "磁盘只读",
        "Read-only file system",
    )
    assert reason_of(OSError(errno.EDOM, "odd")) == ("系统错误", "odd")


@pytest.mark.parametrize("key", WORDS)
def test_words_mention_the_same_in_both_languages(key):
    named = [
        {name for _, name, _, _ in Formatter().parse(text) if name}
        for text in WORDS[key]
    ]

    assert named[0] == named[1]
    assert any("\u4e00" <= one <= "\u9fff" for one in WORDS[key][0])
    assert WORDS[key][1].isascii()
