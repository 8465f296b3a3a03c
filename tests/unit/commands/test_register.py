"""``geo-zs register`` makes, checks, backs up, restores and exports the register."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest

from geo_zs.cli import _Group
from geo_zs.commands.register import register as group
from geo_zs.register.access import cli_actor
from geo_zs.register.projects import create_project
from geo_zs.register.store import Register


@pytest.fixture
def run(runner, tmp_path, monkeypatch):
    """Return what runs a command on a register in a folder of its own."""
    monkeypatch.setenv("GEO_ZS_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.delenv("GEO_ZS_DATABASE_URL", raising=False)
    monkeypatch.setenv("GEO_ZS_LANG", "en")
    main = _Group(commands={"register": group})
    return lambda *arguments: runner.invoke(main, ["register", *arguments])


def _add(name, **values):
    opened = Register.open()
    with opened.write(cli_actor()) as writer:
        create_project(writer, {"name_zh": name, **values})
    opened.close()


def test_init_makes_a_register_and_status_tells_of_it(run, tmp_path):
    before = run("status")
    made = run("init")
    again = run("init")
    after = run("status")

    assert before.exit_code == 1
    assert "run: geo-zs register init" in before.stderr
    assert made.exit_code == again.exit_code == 0
    assert str(tmp_path / "state" / "register.db") in made.stdout
    assert "no fault found" in after.stdout
    assert "schema 0001_register" in after.stdout


def test_status_as_json_counts_rows(run):
    run("init")
    _add("甲")

    told = json.loads(run("status", "--json").stdout)

    assert told["rows"]["project"] == 1
    assert told["problems"] == []
    assert told["last_change"].endswith("+00:00")


def test_status_of_a_register_that_is_not_sound_fails(run, tmp_path):
    run("init")
    file = tmp_path / "state" / "register.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(
            'INSERT INTO change (at, "by", via, table_name, "key", action, undoes) '
            "VALUES ('2026-01-01', 'x', 'x', 'x', 'x', 'x', 999)"
        )
        connection.commit()

    done = run("status")

    assert done.exit_code == 1
    assert "not sound: row 1 of change points to no row of change" in done.stderr


def test_backup_and_restore_bring_a_state_back(run, tmp_path):
    run("init")
    _add("甲")
    file = str(tmp_path / "b.zip")

    made = run("backup", file)
    _add("乙")
    refused = run("restore", file)
    restored = run("restore", file, "--replace")

    assert "rows of sqlite:///" in made.stdout
    assert refused.exit_code == 1
    assert "is not empty (2 projects)" in refused.stderr
    assert restored.exit_code == 0
    assert json.loads(run("status", "--json").stdout)["rows"]["project"] == 1


def test_backup_does_not_overwrite_a_file(run, tmp_path):
    run("init")
    file = tmp_path / "b.zip"
    file.write_text("precious")

    done = run("backup", str(file))

    assert done.exit_code == 1
    assert "is there already" in done.stderr
    assert file.read_text() == "precious"


def test_damaged_backup_is_refused_with_its_fault(run, tmp_path):
    run("init")
    file = tmp_path / "b.zip"
    file.write_text("no zip")

    done = run("restore", str(file))

    assert done.exit_code == 1
    assert "is no archive of a register" in done.stderr


@pytest.mark.parametrize("ending", ["csv", "xlsx", "geojson", "gpkg"])
def test_export_writes_the_projects(run, tmp_path, ending):
    run("init")
    _add("甲", lon=110.5, lat=40.5, visibility="public")
    _add("乙", league="150200")
    file = tmp_path / f"projects.{ending}"

    whole = run("export", str(file))
    public = run("export", str(file), "--public", "--lang", "en")

    assert whole.exit_code == 0, whole.output
    assert "2 projects" in whole.stdout
    assert "1 projects" in public.stdout
    assert file.stat().st_size > 0


def test_export_holds_no_internal_row_for_the_public(run, tmp_path):
    run("init")
    _add("公开项目", visibility="public")
    _add("内部项目")
    file = tmp_path / "projects.geojson"

    run("export", str(file), "--public")

    assert "公开项目" in file.read_text("utf-8")
    assert "内部项目" not in file.read_text("utf-8")


def test_export_holds_what_a_filter_lets_through(run, tmp_path):
    run("init")
    _add("甲项目", visibility="public")
    _add("乙项目")
    file = tmp_path / "projects.csv"

    for text in (
        "name_zh LIKE '乙%'",
        "length(name_zh) = 3 AND project_id <> 'R-000001'",
    ):
        done = run("export", str(file), "--filter", text, "--lang", "en")

        assert done.exit_code == 0, done.output
        assert "乙项目" in file.read_text("utf-8-sig")
        assert "甲项目" not in file.read_text("utf-8-sig")


def test_filter_that_is_wrong_is_told_with_its_place_and_writes_nothing(run, tmp_path):
    run("init")
    file = tmp_path / "projects.csv"

    done = run("export", str(file), "--filter", "stage = ", "--lang", "en")
    hidden = run("export", str(file), "--public", "--filter", "officer IS NULL")

    assert done.exit_code == 1
    assert "line 1, column 8" in done.stderr
    assert hidden.exit_code == 1
    assert "officer" in hidden.stderr
    assert not file.exists()


def test_export_into_an_unknown_format_is_refused(run, tmp_path):
    run("init")

    done = run("export", str(tmp_path / "projects.doc"))

    assert done.exit_code == 2
    assert "must end in one of .xlsx, .csv, .geojson, .gpkg" in done.stderr
