"""``geo-zs import``: from a file to the register and back, on the command line."""

from __future__ import annotations

import json

import openpyxl
import pytest

from geo_zs.commands.import_file import import_file
from geo_zs.errors import RecordError, UnknownRecordError, UnreadableFileError
from geo_zs.register.access import cli_actor
from geo_zs.register.project_frame import project_frame
from geo_zs.register.store import Register
from tests.samples import messy_workbook as messy


@pytest.fixture
def run(new_sqlite, monkeypatch, runner, catalog):
    """Return what runs the command on an empty register."""
    url = new_sqlite()
    monkeypatch.setenv("GEO_ZS_DATABASE_URL", url)
    monkeypatch.setattr("geo_zs.catalog.load_catalog", lambda: catalog)

    def invoke(*args, **options):
        return runner.invoke(import_file, [str(arg) for arg in args], **options)

    invoke.url = url
    return invoke


@pytest.fixture
def messy_file(tmp_path):
    """Return the messy workbook as a file."""
    file = tmp_path / "项目台账.xlsx"
    file.write_bytes(messy.messy_xlsx())
    return file


def _names(run):
    register = Register.open(run.url)
    with register.read() as session:
        names = list(project_frame(session, cli_actor())["name_zh"])
    register.close()
    return names


def test_dry_run_names_faults_and_keeps_nothing(run, messy_file):
    result = run(messy_file, "--dry-run")

    assert result.exit_code == 1
    assert "項目名稱 → 项目名称" in result.output
    assert "总投资（亿元） → 总投资 [亿元]" in result.output
    assert "第 6 行  总投资（亿元）：“10-15亿元”是区间" in result.output
    assert "geo-zs import --batch" not in result.output
    assert _names(run) == []


def test_good_rows_are_accepted_and_taken_back(run, messy_file):
    accepted = run(messy_file, "--accept", "good", "--lang", "en")
    names = _names(run)
    undone = run("--undo", "B-000001", "--lang", "en")

    assert accepted.exit_code == 1  # rows were refused
    assert "accepted B-000001: 12 added, 0 changed, 16 left out" in accepted.output
    assert messy.HOSTILE_NAME in names
    assert undone.exit_code == 0
    assert "undone B-000001: 12 records" in undone.output
    assert _names(run) == []


def test_kept_dry_run_is_gone_on_with(run, messy_file):
    kept = run(messy_file)
    assert "geo-zs import --batch B-000001 --accept good" in kept.output
    assert _names(run) == []

    result = run("--batch", "B-000001", "--accept", "good")

    assert result.exit_code == 0
    assert len(_names(run)) == 12


def test_faulty_rows_are_written_to_a_workbook(run, messy_file, tmp_path):
    out = tmp_path / "faulty.xlsx"

    result = run(messy_file, "--dry-run", "--faults", out)

    sheet = openpyxl.load_workbook(out).active
    assert sheet.max_row == 1 + 16
    assert str(out) in result.output


def test_mapping_file_sets_columns_units_and_readings(run, tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("名,投资,旗县\n甲项目,5000,坤都仑区\n", "utf-8")
    mapping = tmp_path / "mapping.json"
    mapping.write_text(
        json.dumps(
            {
                "columns": {"名": "name_zh", "投资": "pledged_cny_1e8"},
                "units": {"投资": "万元"},
                "readings": [["banner", "坤都仑区", "150203"]],
            }
        )
    )

    result = run(file, "--mapping", mapping, "--accept", "good")

    register = Register.open(run.url)
    with register.read() as session:
        frame = project_frame(session, cli_actor())
    register.close()
    assert result.exit_code == 0
    assert frame.iloc[0]["pledged_cny_1e8"] == 0.5
    assert frame.iloc[0]["banner"] == "150203"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "is not JSON"),
        ("[]", "is no object"),
        ('{"colums": {}}', "colums: is unknown; expected one of columns"),
        ('{"columns": []}', "columns: is []; expected a dict"),
        ('{"columns": {"名": 1}}', "'名' is 1; expected text or null"),
        ('{"readings": [["a"]]}', "is no [field, text, key]"),
        ('{"columns": {"没有": "notes"}}', "没有: is no column of the file"),
    ],
)
def test_wrong_mapping_file_is_refused_with_what_is_wrong(
    run, tmp_path, content, message
):
    file = tmp_path / "a.csv"
    file.write_text("项目名称\n甲项目\n", "utf-8")
    mapping = tmp_path / "mapping.json"
    mapping.write_text(content, "utf-8")

    result = run(file, "--mapping", mapping)

    assert isinstance(result.exception, RecordError)
    assert message in str(result.exception)


def test_refused_file_is_told_in_the_language_of_the_user(run, tmp_path):
    file = tmp_path / "empty.csv"
    file.write_bytes(b"")

    result = run(file)

    assert isinstance(result.exception, UnreadableFileError)
    assert "文件" in str(result.exception)
    assert str(tmp_path) not in str(result.exception)


@pytest.mark.parametrize("args", [(), ("--batch", "B-1", "--undo", "B-1")])
def test_one_thing_is_asked_at_a_time(run, args):
    result = run(*args)

    assert result.exit_code == 2
    assert "give one of FILE, --batch or --undo" in result.output


def test_dry_run_and_accept_contradict_each_other(run, messy_file):
    result = run(messy_file, "--dry-run", "--accept", "good")

    assert result.exit_code == 2


def test_unknown_batch_is_told(run):
    for option in ("--batch", "--undo"):
        result = run(option, "B-000009")
        assert isinstance(result.exception, UnknownRecordError)
        assert "B-000009" in str(result.exception)
