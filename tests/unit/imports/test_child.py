"""Reading happens in a process of its own, with limits that hold."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace

import pytest

from geo_zs.errors import UnreadableFileError
from geo_zs.imports import allow_list, child, child_main
from geo_zs.imports.exchange import TABLE, read_table
from geo_zs.imports.limits import DEFAULT
from geo_zs.imports.refusal import RefusedFileError
from geo_zs.imports.source import read_table_file, shown_name
from tests.table_files import HEADER, ROWS, csv_bytes, shapefile_zip, write


@pytest.fixture
def table_path(tmp_path):
    """Return a small CSV."""
    return write(tmp_path / "项目.csv", csv_bytes([HEADER, *ROWS]))


def _keys(caught) -> list[str]:
    """Return the keys of the faults of an error."""
    return [fault.key for fault in caught.value.problems]


def _in_child(monkeypatch, code: str) -> None:
    """Let the child run some code instead of the reading."""
    monkeypatch.setattr(child, "_START", f"import sys, time, json, os\n{code}")


def test_table_comes_back_whole_with_rising_progress(table_path):
    told: list[float] = []

    table = read_table_file(table_path, name="项目.csv", progress=told.append)

    assert table.name == "项目.csv"
    assert table.headers == HEADER
    assert table.row(1) == ("乳制品加工项目", "某乳业有限公司", "3", "111.65", "40.82")
    assert table.row_numbers.tolist() == [2, 3]
    assert told == sorted(told)
    assert 0 < told[0] < told[-1] <= 1


def test_reading_leaves_no_files_behind(table_path, tmp_path, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))

    read_table_file(table_path, name="a.csv")

    assert list(scratch.iterdir()) == []


def test_child_that_never_ends_is_killed(table_path, monkeypatch):
    _in_child(monkeypatch, "time.sleep(60)")
    monkeypatch.setattr(child, "_SPARE_SECONDS", 0)
    started = time.monotonic()

    with pytest.raises(UnreadableFileError) as caught:
        read_table_file(
            table_path, name="a.csv", limits=replace(DEFAULT, max_seconds=1)
        )

    assert _keys(caught) == ["too_slow"]
    assert "longer than 1 seconds" in str(caught.value)
    assert time.monotonic() - started < 20


def test_child_that_only_burns_time_is_stopped_by_its_own_limit(
    table_path, monkeypatch
):
    _in_child(
        monkeypatch,
        "sys.path.append(sys.argv[1])\n"
        "from geo_zs.imports.child_main import set_limits\n"
        "set_limits(2 << 30, 1)\n"
        "while True: pass",
    )

    with pytest.raises(UnreadableFileError) as caught:
        read_table_file(
            table_path, name="a.csv", limits=replace(DEFAULT, max_seconds=30)
        )

    assert _keys(caught) == ["too_slow"]


def test_file_that_needs_too_much_memory_is_refused(tmp_path):
    row = b"x" * 900_000 + b",y\n"
    path = write(tmp_path / "a.csv", "项目名称,投资方\n".encode() + row * 60)
    limits = replace(DEFAULT, max_memory_bytes=350 << 20)

    with pytest.raises(UnreadableFileError) as caught:
        read_table_file(path, name="a.csv", limits=limits)

    assert _keys(caught) == ["too_much_memory"]


@pytest.mark.parametrize(
    "code",
    [
        "os._exit(9)",
        "raise RuntimeError('/root/secret')",
        "sys.exit(0)",
        "print(json.dumps({'done': True}))",
        "print('no json'); print('[1]'); sys.exit(3)",
        "print(json.dumps({'refused': [{'key': 1}]})); sys.exit(3)",
    ],
)
def test_child_that_answers_nonsense_is_told_without_its_own_words(
    code, table_path, monkeypatch
):
    _in_child(monkeypatch, code)

    with pytest.raises(UnreadableFileError) as caught:
        read_table_file(table_path, name="a.csv")

    assert _keys(caught) == ["reader_stopped"]
    assert "secret" not in str(caught.value)


def test_child_that_was_taken_over_cannot_send_objects(table_path, monkeypatch):
    written = '{"format": "csv", "headers": ["a"], "columns": [[{"x": 1}]], '
    written += '"row_numbers": [2], "has_shapes": false}'
    _in_child(
        monkeypatch,
        f"open({TABLE!r}, 'w').write({written!r}); print(json.dumps({{'done': True}}))",
    )

    with pytest.raises(UnreadableFileError) as caught:
        read_table_file(table_path, name="a.csv")

    assert _keys(caught) == ["reader_stopped"]


def test_cause_keeps_what_the_child_wrote_for_the_operator(table_path, monkeypatch):
    _in_child(monkeypatch, "sys.stderr.write('x' * 100_000 + 'the end'); os._exit(9)")

    with pytest.raises(UnreadableFileError) as caught:
        read_table_file(table_path, name="a.csv")

    refused = caught.value.__cause__
    assert isinstance(refused, RefusedFileError)
    assert str(refused.__cause__).endswith("the end")
    assert len(str(refused.__cause__)) <= 4_000


def test_child_knows_only_the_allowed_driver(tmp_path):
    path = shapefile_zip(tmp_path / "a.zip", encoding="GBK")

    table = read_table_file(path, name="a.zip")

    assert table.format == "shapefile"
    assert allow_list.extra_drivers(["ESRI Shapefile", "OGR_VRT", "CSV"]) == [
        "CSV",
        "OGR_VRT",
    ]
    assert "OGR_VRT" in allow_list.skipped_drivers().split(",")
    assert "ESRI Shapefile" not in allow_list.skipped_drivers().split(",")


def test_child_without_its_allow_list_does_not_read(tmp_path, monkeypatch):
    path = shapefile_zip(tmp_path / "a.zip", encoding="GBK")
    monkeypatch.setattr(allow_list, "skipped_drivers", lambda: "CSV")

    with pytest.raises(UnreadableFileError) as caught:
        read_table_file(path, name="a.zip")

    assert _keys(caught) == ["reader_stopped"]


def test_child_gets_no_variable_of_its_parent(table_path, monkeypatch):
    monkeypatch.setenv("GEO_ZS_SECRET_KEY", "hidden")
    _in_child(monkeypatch, "sys.stderr.write(repr(sorted(os.environ))); os._exit(9)")

    with pytest.raises(UnreadableFileError) as caught:
        read_table_file(table_path, name="a.csv")

    assert "GEO_ZS" not in str(caught.value.__cause__.__cause__)


def test_file_larger_than_the_limit_is_not_read(table_path):
    with pytest.raises(UnreadableFileError) as caught:
        read_table_file(table_path, name="a.csv", limits=replace(DEFAULT, max_bytes=10))

    assert _keys(caught) == ["file_too_large"]
    assert "at most 10 are read" in str(caught.value)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("a.csv", "a.csv"),
        ("C:\\Users\\me\\项目.xlsx", "项目.xlsx"),
        ("/etc/passwd", "passwd"),
        ("a\x00b\n.csv", "ab.csv"),
        ("///", "file"),
        ("", "file"),
    ],
)
def test_only_the_last_part_of_a_name_is_shown(given, shown):
    assert shown_name(given) == shown


def _job(folder, file, limits=DEFAULT):
    """Return the job that a parent would give."""
    job = {"folder": str(folder), "file": file, "limits": limits.as_dict()}
    return json.dumps({**job, "encoding": None, "sheet": None})


@pytest.fixture
def no_limits(monkeypatch):
    """Run the child's code in this process, without its limits."""
    monkeypatch.setattr(child_main, "set_limits", lambda *_most: None)
    monkeypatch.setattr(child_main.gc, "disable", lambda: None)


@pytest.mark.usefixtures("no_limits")
def test_child_writes_the_table_and_says_that_it_is_done(table_path, tmp_path, capsys):
    status = child_main.main(_job(tmp_path, table_path.name))

    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert status == 0
    assert told[-1] == {"done": True}
    assert all(0 < line["progress"] <= 1 for line in told[:-1])
    assert read_table(tmp_path, name="a").headers == HEADER


@pytest.mark.usefixtures("no_limits")
def test_child_tells_why_it_refuses(table_path, tmp_path, capsys):
    limits = replace(DEFAULT, max_rows=1)

    status = child_main.main(_job(tmp_path, table_path.name, limits))

    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert status == child_main.REFUSED
    assert told["refused"][0]["key"] == "too_many_rows"


@pytest.mark.usefixtures("no_limits")
def test_child_that_runs_out_of_memory_says_so_by_its_status(monkeypatch, tmp_path):
    def exhaust(_job):
        raise MemoryError

    monkeypatch.setattr(child_main, "_read", exhaust)

    assert child_main.main(_job(tmp_path, "a")) == child_main.NO_MEMORY


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_limits_of_the_child_are_set(monkeypatch):
    import resource  # noqa: PLC0415  not on Windows

    given: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "setrlimit", given.__setitem__)

    child_main.set_limits(1 << 30, 7)

    assert given[resource.RLIMIT_AS] == (1 << 30, 1 << 30)
    assert given[resource.RLIMIT_CPU] == (7, 8)  # SIGXCPU comes first
    assert given[resource.RLIMIT_CORE] == (0, 0)
