"""``geo-zs import``: from a file to the register and back, on the command line."""

from __future__ import annotations

import io
import json
import sys

import openpyxl
import pytest

from geo_zs.commands.import_file import import_file
from geo_zs.commands.import_progress import progress_line
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
        ('{"columns": []}', "columns: is []; expected an object"),
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
    result = run(*args, "--lang", "en")

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


class _Terminal(io.StringIO):
    """A standard error that people look at."""

    def isatty(self):
        return True


@pytest.mark.parametrize(("lang", "word"), [("zh", "查找重复"), ("en", "looking for")])
def test_terminal_shows_one_line_that_rises(monkeypatch, lang, word):
    seen = _Terminal()
    monkeypatch.setattr(sys, "stderr", seen)
    monkeypatch.setenv("COLUMNS", "70")

    with progress_line(lang, is_quiet=False) as progress:
        progress("reading", 100, 100)
        progress("places", 500, 1000)
        progress("duplicates", 0, 3)

    drawn = seen.getvalue().split("\r")[1:]
    percents = [int(line.partition("] ")[2].partition("%")[0]) for line in drawn]
    assert percents == [20, 28, 52, 100]
    assert word in drawn[2]
    assert "1,000" in drawn[1]
    assert seen.getvalue().count("\n") == 1


def test_progress_that_failed_is_not_drawn_as_whole(monkeypatch):
    seen = _Terminal()
    monkeypatch.setattr(sys, "stderr", seen)

    def fail():
        with progress_line("zh", is_quiet=False) as progress:
            progress("reading", 1, 2)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert "100%" not in seen.getvalue()
    assert seen.getvalue().endswith("\n")


@pytest.mark.parametrize(
    ("stream", "is_quiet"), [(io.StringIO, False), (_Terminal, True)]
)
def test_no_progress_is_shown_without_a_terminal_or_when_quiet(
    monkeypatch, stream, is_quiet
):
    seen = stream()
    monkeypatch.setattr(sys, "stderr", seen)

    with progress_line("zh", is_quiet=is_quiet) as progress:
        progress("reading", 1, 2)

    assert seen.getvalue() == ""


LIST = "项目名称,投资方,旗县区,用地（公顷）\n甲项目,甲公司,昆都仑区,{}\n"


@pytest.mark.parametrize(
    ("twins", "names", "land"),
    [("leave", 1, 5.0), ("change", 1, 9.0), ("add", 2, 5.0)],
)
def test_rows_that_are_there_already_are_changed_left_or_added(
    run, tmp_path, twins, names, land
):
    first, second = tmp_path / "1.csv", tmp_path / "2.csv"
    first.write_text(LIST.format(5), "utf-8")
    second.write_text(LIST.format(9) + "乙项目,乙公司,东胜区,1\n", "utf-8")
    run(first, "--accept", "good")

    result = run(second, "--accept", "good", "--twins", twins)

    assert "其中 1 行登记库或文件中可能已有" in result.output
    assert "--twins change 修改该记录" in result.output
    assert _names(run).count("甲项目") == names
    register = Register.open(run.url)
    with register.read() as session:
        frame = project_frame(session, cli_actor())
    register.close()
    assert frame["land_ha"].iloc[0] == land
    assert "--twins" in run("--help").output


def test_rows_of_two_trials_are_refused_in_the_language_of_the_command(run, tmp_path):
    file = tmp_path / "1.csv"
    file.write_text(LIST.format(5), "utf-8")
    run(file)
    run(file)
    run("--batch", "B-000001", "--accept", "good")

    result = run("--batch", "B-000002", "--accept", "good", "--lang", "zh")

    assert isinstance(result.exception, RecordError)
    assert "已录入同一条记录（R-000001 甲项目）。请再试导一次" in str(result.exception)
