"""A backup is whole whoever writes; restoring is verified, and all or nothing."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import subprocess
import sys
import textwrap
import zipfile
from dataclasses import replace

import pytest
import shapely
from pandas.testing import assert_frame_equal
from sqlalchemy import func, select, text

from geo_zs.errors import RegisterError, UnreadableFileError
from geo_zs.register import archive as archive_module
from geo_zs.register import backup as backup_module
from geo_zs.register import restore as restore_module
from geo_zs.register.backup import backup
from geo_zs.register.changes import changes
from geo_zs.register.models.change import Change
from geo_zs.register.projects import (
    bulk_create,
    create_project,
    delete_project,
    project_frame,
    update_project,
)
from geo_zs.register.restore import restore
from geo_zs.register.state import count_rows
from geo_zs.register.store import Register


def _fill(register, actor):
    """Write a little of everything that a backup must keep."""
    with register.write(actor, batch_id="b") as writer:
        bulk_create(
            writer,
            [
                {"name_zh": f"项目{n}", "lon": 110 + n, "lat": 40, "land_ha": n / 3}
                for n in range(5)
            ],
        )
        create_project(
            writer,
            {
                "name_zh": "'; DROP --\n\\N\t\"",
                "geometry": shapely.box(110.1, 40.1, 110.123456789012, 40.2),
                "visibility": "public",
                "industry_tags": "pv_wafer;wind_power",
            },
        )
    with register.write(actor) as writer:
        update_project(writer, "R-000001", {"notes": "x"}, version=1)
    with register.write(actor) as writer:
        delete_project(writer, "R-000002", version=1)


def _frame(register, actor, **how):
    with register.read() as session:
        return project_frame(session, actor, **how)


def _log(register):
    with register.read() as session:
        return changes(session, limit=1000)


@pytest.fixture
def filled(register, admin):
    """Return a register with a few projects, on either database."""
    _fill(register, admin)
    return register


@pytest.fixture
def archive(filled, tmp_path):
    """Return the file of its backup."""
    file = tmp_path / "backup.zip"
    backup(filled, file)
    return file


@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_backup_of_either_database_restores_into_either(
    filled, archive, admin, target, request
):
    url = request.getfixturevalue(f"new_{target}")()

    done = restore(archive, url)
    restored = Register.open(url)

    assert done.manifest.dialect == filled.dialect
    assert_frame_equal(_frame(restored, admin), _frame(filled, admin))
    assert _log(restored) == _log(filled)
    # Indexes, keys and the log work on.
    assert len(_frame(restored, admin, bbox=(112, 39, 113, 41))) == 2
    with restored.write(admin) as writer:
        assert create_project(writer, {"name_zh": "next"}) == "R-000007"
    assert _log(restored)[0].change_id == _log(filled)[0].change_id + 1
    with pytest.raises(Exception, match="append-only"), restored.writer.begin() as one:
        one.execute(text("DELETE FROM change WHERE change_id = 1"))
    restored.close()


def test_backup_is_for_its_owner_only_and_leaves_no_draft(archive, tmp_path):
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    drafts = [one.name for one in tmp_path.iterdir() if one.name.startswith(".")]
    assert drafts == []


def test_backup_says_what_it_holds(filled, tmp_path, admin):
    frozen = replace(filled, clock=lambda: _log(filled)[0].at)

    manifest = backup(frozen, tmp_path / "b.zip")

    rows = {table.name: table.rows for table in manifest.tables}
    assert rows["project"] == 6
    assert rows["change"] == 8
    assert manifest.n_rows == sum(rows.values())
    assert manifest.made_at.endswith("Z")


def test_same_state_gives_the_same_archive_content(filled, tmp_path):
    first = backup(filled, tmp_path / "a.zip")
    second = backup(filled, tmp_path / "b.zip")

    assert first.tables == second.tables


def test_backup_into_a_folder_that_is_not_there_is_refused(filled, tmp_path):
    with pytest.raises(RegisterError, match="cannot be written: No such file"):
        backup(filled, tmp_path / "no" / "b.zip")


def test_failed_backup_leaves_the_old_file(filled, archive, monkeypatch):
    before = archive.read_bytes()

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup_module, "write_archive", full)
    with pytest.raises(RegisterError, match="cannot be written: the disk is full"):
        backup(filled, archive)

    assert archive.read_bytes() == before
    assert [one.name for one in archive.parent.glob(".backup_*")] == []


def test_register_that_holds_something_is_not_replaced_unasked(filled, archive, admin):
    url = filled.writer.url.render_as_string(hide_password=False)
    with filled.write(admin) as writer:
        create_project(writer, {"name_zh": "since"})

    with pytest.raises(RegisterError, match=r"not empty \(7 projects\).*--replace"):
        restore(archive, url)
    assert len(_frame(filled, admin)) == 6

    restore(archive, url, is_replacing=True)
    assert len(_frame(filled, admin)) == 5


def test_counters_go_on_when_an_older_state_comes_back(filled, archive, admin):
    url = filled.writer.url.render_as_string(hide_password=False)
    for _ in range(3):
        with filled.write(admin) as writer:
            create_project(writer, {"name_zh": "since", "visibility": "public"})
    before = filled.revision()

    restore(archive, url, is_replacing=True)

    after = filled.revision()
    assert after.all > before.all
    assert after.published > before.published


def test_archive_restores_where_no_register_was(archive, bare_url, admin):
    restore(archive, bare_url)

    register = Register.open(bare_url)
    assert len(_frame(register, admin)) == 5
    register.close()


def _rewritten(archive, tmp_path, change):
    """Return a copy of an archive whose members were changed by a function."""
    with zipfile.ZipFile(archive) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    change(members)
    copy = tmp_path / "changed.zip"
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    return copy


def _manifest(members, change):
    """Change the manifest among the members of an archive."""
    told = json.loads(members["manifest.json"])
    change(told)
    members["manifest.json"] = json.dumps(told).encode()


def _alter_row(members):
    name = "tables/project.jsonl"
    members[name] = members[name].replace("项目0".encode(), "项目9".encode())


def _alter_row_and_its_checksum(members, old, new):
    name = "tables/project.jsonl"
    members[name] = members[name].replace(old, new)

    def change(told):
        for table in told["tables"]:
            if table["name"] == "project":
                table["sha256"] = hashlib.sha256(members[name]).hexdigest()

    _manifest(members, change)


def _drop_line(members):
    name = "tables/change.jsonl"
    members[name] = members[name].split(b"\n", 1)[1]


DAMAGE = {
    "no member": (
        lambda m: m.pop("tables/change.jsonl"),
        "tables/change.jsonl: is missing from the archive",
    ),
    "no manifest": (lambda m: m.pop("manifest.json"), "holds no manifest.json"),
    "manifest of others": (
        lambda m: m.update({"manifest.json": b"[]"}),
        "manifest.json is not one of ours",
    ),
    "manifest that is no JSON": (
        lambda m: m.update({"manifest.json": b"\xff{"}),
        "manifest.json is not one of ours",
    ),
    "another format": (
        lambda m: _manifest(m, lambda told: told.update(format_version=2)),
        "has the format 'geo_zs register archive' 2; this release reads",
    ),
    "another schema": (
        lambda m: _manifest(m, lambda told: told.update(schema="0000_older")),
        "was made with the schema '0000_older'",
    ),
    "another table": (
        lambda m: _manifest(m, lambda told: told["tables"].pop()),
        "does not hold the tables of a register",
    ),
    "a stranger": (
        lambda m: m.update({"../../etc/passwd": b"x"}),
        "../../etc/passwd: does not belong into an archive",
    ),
    "an altered row": (_alter_row, "was changed since the backup was made"),
    "a lost row": (_drop_line, "holds 7 rows, its manifest says 8"),
    "no JSON": (
        lambda m: m.update({"tables/change.jsonl": b"{" * 100_000}),
        "line 1 is not JSON",
    ),
    "short rows": (
        lambda m: m.update({"tables/change.jsonl": b"[1]\n"}),
        "line 1 is no row of 11 values",
    ),
    "a value of another kind": (
        lambda m: _alter_row_and_its_checksum(m, b'"POINT (110 40)"', b'"POINT (x"'),
        "holds a value of another kind",
    ),
    "a repeated key": (
        lambda m: _alter_row_and_its_checksum(m, b"R-000003", b"R-000001"),
        "holds rows that do not fit together",
    ),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_damaged_or_foreign_archive_is_refused_and_nothing_lost(
    filled, archive, tmp_path, kind, admin
):
    change, message = DAMAGE[kind]
    broken = _rewritten(archive, tmp_path, change)
    url = filled.writer.url.render_as_string(hide_password=False)
    with filled.write(admin) as writer:
        create_project(writer, {"name_zh": "since"})
    before = _frame(filled, admin)

    with pytest.raises(UnreadableFileError) as caught:
        restore(broken, url, is_replacing=True)

    assert message in str(caught.value)
    assert_frame_equal(_frame(filled, admin), before)
    with filled.read() as session:
        assert count_rows(session)["project"] == 7
    with filled.write(admin) as writer:
        assert create_project(writer, {"name_zh": "next"}) == "R-000008"


def test_archive_cut_off_anywhere_is_refused(archive, tmp_path):
    content = archive.read_bytes()

    for part in (0, 1, 10, len(content) // 3, len(content) // 2, len(content) - 1):
        cut = tmp_path / "cut.zip"
        cut.write_bytes(content[:part])
        with pytest.raises(UnreadableFileError, match="damaged or cut off"):
            restore(cut, f"sqlite:///{tmp_path / 'new.db'}")

    assert not (tmp_path / "new.db").exists()


def test_archive_with_a_flipped_bit_is_refused(archive, tmp_path):
    content = bytearray(archive.read_bytes())
    with zipfile.ZipFile(archive) as opened:
        start = opened.getinfo("tables/project.jsonl").header_offset
    content[start + 120] ^= 0x10
    flipped = tmp_path / "flipped.zip"
    flipped.write_bytes(bytes(content))

    with pytest.raises(UnreadableFileError):
        restore(flipped, f"sqlite:///{tmp_path / 'new.db'}")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"SQLite format 3\x00", b"x"])
def test_other_files_are_refused(tmp_path, content):
    file = tmp_path / "other.zip"
    file.write_bytes(content)

    with pytest.raises(UnreadableFileError, match="is no archive of a register"):
        restore(file, f"sqlite:///{tmp_path / 'new.db'}")
    with pytest.raises(UnreadableFileError, match="is not there"):
        restore(tmp_path / "none.zip", f"sqlite:///{tmp_path / 'new.db'}")


def test_member_that_claims_an_impossible_size_is_not_read(
    archive, tmp_path, monkeypatch
):
    monkeypatch.setattr(archive_module, "_MOST_RATIO", 1)

    with pytest.raises(UnreadableFileError, match="is larger than it can be; not read"):
        restore(archive, f"sqlite:///{tmp_path / 'new.db'}")


def test_restore_that_fails_half_way_leaves_the_old_register(
    filled, archive, admin, monkeypatch
):
    url = filled.writer.url.render_as_string(hide_password=False)
    with filled.write(admin) as writer:
        create_project(writer, {"name_zh": "since"})
    with filled.read() as session:
        nothing = dict.fromkeys(count_rows(session), 0)
    monkeypatch.setattr(restore_module.state, "count_rows", lambda _: nothing)

    with pytest.raises(UnreadableFileError, match=r"project: holds 0 rows; expected 6"):
        restore(archive, url, is_replacing=True)

    assert list(_frame(filled, admin)["name_zh"])[-1] == "since"


WRITER = textwrap.dedent(
    """
    import sys
    from geo_zs.register.access import cli_actor
    from geo_zs.register.projects import bulk_create
    from geo_zs.register.store import Register

    register = Register.open(sys.argv[1])
    print("ready", flush=True)
    number = 0
    while True:
        with register.write(cli_actor(sys.argv[2])) as writer:
            # Two at once: a backup between them would hold an odd number.
            bulk_create(writer, [{"name_zh": f"{number}a"}, {"name_zh": f"{number}b"}])
        number += 1
    """
)


def test_backup_while_two_processes_write_is_one_state(
    register_url, new_sqlite, tmp_path, admin
):
    register = Register.open(register_url)
    writers = [
        subprocess.Popen(  # noqa: S603  our own interpreter and program
            [sys.executable, "-c", WRITER, register_url, name],
            stdout=subprocess.PIPE,
            env=os.environ,
        )
        for name in "xy"
    ]
    try:
        for writer in writers:
            assert writer.stdout.readline() == b"ready\n"
        before = register.revision().all
        manifests = [backup(register, tmp_path / f"{n}.zip") for n in range(5)]
        after = register.revision().all
        while register.revision().all == after:
            pass  # they write on
    finally:
        for writer in writers:
            writer.kill()
            writer.communicate()
    rows = [{one.name: one.rows for one in manifest.tables} for manifest in manifests]

    assert after > before
    assert [count["project"] % 2 for count in rows] == [0] * 5
    assert all(count["change"] == count["project"] for count in rows)
    assert rows[4]["project"] >= rows[0]["project"]
    url = new_sqlite()
    restore(tmp_path / "4.zip", url)
    restored = Register.open(url)
    with restored.read() as session:
        assert len(project_frame(session, admin)) == rows[4]["project"]
        assert session.scalar(select(func.count(Change.change_id))) == rows[4]["change"]
    restored.close()
    register.close()


def test_readers_go_on_while_the_register_is_replaced(filled, archive, admin):
    url = filled.writer.url.render_as_string(hide_password=False)
    assert len(_frame(filled, admin)) == 5  # a pooled connection is open now

    restore(archive, url, is_replacing=True)

    assert len(_frame(filled, admin)) == 5
    with filled.write(admin) as writer:
        create_project(writer, {"name_zh": "next"})
