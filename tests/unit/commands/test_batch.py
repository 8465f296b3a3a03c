"""``geo-zs batch`` as a user types it."""

from __future__ import annotations

import io
import json

import pytest

from geo_zs import catalog as catalog_module
from geo_zs.cli import main
from geo_zs.commands.batch import _write
from geo_zs.matching.answer import to_answer

NO_DRAWS = {"stability": {"draws": 0}, "top": 2}
WAFER = {"industry": "pv_wafer", "limits": {"rail_km_max": 30}, **NO_DRAWS}
DAIRY = {"industry": "dairy", **NO_DRAWS}


@pytest.fixture(autouse=True)
def loaded(monkeypatch, catalog):
    """Give the command the catalog that the suite has loaded."""
    monkeypatch.setattr(catalog_module, "load_catalog", lambda: catalog)


@pytest.fixture
def batch(runner):
    return lambda *words, **more: runner.invoke(main, ["batch", *words], **more)


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def test_each_line_is_the_answer_to_one_requirement_in_order(batch, tmp_path, catalog):
    path = tmp_path / "many.jsonl"
    path.write_text(f"{json.dumps(WAFER)}\n\n{json.dumps(DAIRY)}", "utf-8")

    done = batch(str(path))

    assert done.exit_code == 0
    assert lines(done.stdout) == [
        to_answer(catalog.match(one), catalog.data_version) for one in (WAFER, DAIRY)
    ]
    assert done.stderr == ""


def test_a_json_list_gives_the_same_as_lines(batch, tmp_path):
    as_list = tmp_path / "many.json"
    as_list.write_text(json.dumps([WAFER, DAIRY], indent=1), "utf-8")
    as_lines = f"{json.dumps(WAFER)}\n{json.dumps(DAIRY)}\n"

    assert batch(str(as_list)).stdout == batch("-", input=as_lines).stdout
    assert batch("-", input=json.dumps([WAFER, DAIRY])).stdout == (
        batch("-", input="\ufeff" + as_lines).stdout
    )


def test_a_faulty_line_is_told_in_its_place_and_the_others_are_answered(batch):
    text = f'{json.dumps(WAFER)}\n{{"industry": "pv_wafers"}}\n{{oops\n[1]\n' + (
        json.dumps(DAIRY)
    )

    done = batch("-", input=text)

    found = lines(done.stdout)
    assert done.exit_code == 1
    assert [one.get("line") for one in found] == [None, 2, 3, 4, None]
    assert found[1]["problems"][0]["field"] == "industry"
    assert "did you mean pv_wafer" in found[1]["problems"][0]["message"]
    assert found[2]["problems"][0]["message"].startswith("is not JSON")
    assert done.stderr == "3 of the requirements have faults\n"


def test_answers_go_to_a_file_when_one_is_named(batch, tmp_path):
    out = tmp_path / "answers.jsonl"

    done = batch("-", "--out", str(out), input=json.dumps(DAIRY))

    assert (done.exit_code, done.stdout) == (0, "")
    (answer,) = lines(out.read_text("utf-8"))
    assert answer["understood"]["industry_tags"] == ["dairy"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'{"industry": "dairy"}', "is no list; send"),
        (b"[{]", "is not JSON"),
        (b"[" * 100_000, "is nested too deeply"),
    ],
)
def test_a_json_file_that_is_no_list_is_refused(batch, tmp_path, content, told):
    path = tmp_path / "many.json"
    path.write_bytes(content)

    done = batch(str(path))

    assert done.exit_code == 1
    assert told in done.stderr
    assert str(path) in done.stderr


def test_a_file_that_is_not_there_is_named(batch, tmp_path):
    done = batch(str(tmp_path / "none.jsonl"))

    assert done.exit_code == 1
    assert "none.jsonl: cannot be read or written" in done.stderr


def test_a_line_that_is_no_requirement_by_its_length_or_bytes_is_told(batch):
    text = b'{"text": "' + b"a" * 1_200_000 + b'"}\n'

    done = batch("-", input=json.dumps(DAIRY).encode() + b"\n" + text + b"\xff\n")

    found = lines(done.stdout)
    assert "longer than 1,000,000 bytes" in found[1]["problems"][0]["message"]
    assert found[2]["problems"][0]["message"] == "is not UTF-8 text"
    assert len(found) == 3


class _Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("quiet", "is_shown"), [(False, True), (True, False)])
def test_progress_is_shown_on_a_terminal_unless_quiet(
    monkeypatch, tmp_path, quiet, is_shown
):
    screen = _Terminal()
    monkeypatch.setattr("sys.stderr", screen)

    n_refused = _write([{"n": 1}, {"n": 2}], tmp_path / "out", 2, is_quiet=quiet)

    assert n_refused == 0
    assert ("100%" in screen.getvalue()) is is_shown
    assert lines((tmp_path / "out").read_text("utf-8")) == [{"n": 1}, {"n": 2}]
