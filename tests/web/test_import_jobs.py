"""Work on an import that ends too early is known at once, wherever it ran."""

from __future__ import annotations

import json
import subprocess
import sys
import time

import pytest

from geo_zs.imports import child
from geo_zs.imports.batch import SILENCE, open_batch, read_batch, tell_progress
from geo_zs.imports.progress import Standing
from geo_zs.register.access import Actor
from tests.web.test_planner_imports import GOOD, ONE, START, act, done, text_of, upload
from webapp.planner import import_jobs, import_notes
from webapp.planner.import_notes import file_of, progress_of, write_note
from webapp.planner.import_process import is_alive, this_process

#: Says who it is, then waits for the end of its input.
_OTHER = """
import json, sys
from webapp.planner.import_process import this_process
print(json.dumps(this_process()), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def other_process():
    """Return another worker of the site, which lives until it is killed."""
    worker = subprocess.Popen(  # noqa: S603  our own interpreter
        [sys.executable, "-c", _OTHER], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    worker.named = json.loads(worker.stdout.readline())
    yield worker
    worker.kill()
    worker.communicate()


@pytest.fixture
def begun(planner_register):
    """Return an import of the planner that was begun a moment ago."""
    with planner_register.write(Actor("planner", "planner"), counts=False) as writer:
        return open_batch(writer, table="projects", file_name="项目.csv")


def note_of(process, batch_id="B-000001", **others):
    """Leave the note of a process about an import."""
    write_note(batch_id, Standing("cells", 1, 3, 22))
    path = file_of(batch_id).with_suffix(".json")
    told = json.loads(path.read_text("utf-8")) | {"process": process} | others
    path.write_text(json.dumps(told), "utf-8")


def test_killed_reading_is_interrupted_at_once(planner_client, monkeypatch):
    monkeypatch.setattr(child, "_START", "import os\nos.kill(os.getpid(), 9)")
    started = time.monotonic()
    upload(planner_client, GOOD)

    html = done(planner_client)

    assert time.monotonic() - started < 15
    assert "处理中断了，什么都没有写入" in html
    assert "读取进程被系统或管理员终止" in html
    assert "已中断" in text_of(planner_client, START)


def test_import_of_a_worker_that_was_killed_is_interrupted_at_once(
    planner_client, begun, other_process
):
    note_of(other_process.named)
    working = text_of(planner_client, ONE)
    other_process.kill()
    other_process.wait()

    told = planner_client.get(f"{ONE}/progress.json").get_json()
    pages = [text_of(planner_client, ONE) for _ in range(2)]

    assert 'id="progress"' in working
    assert told["is_done"]
    assert all("处理中断了，什么都没有写入" in html for html in pages)
    assert "已中断" in text_of(planner_client, START)


def test_number_of_a_process_that_was_given_again_is_another_process():
    own = this_process()

    assert is_alive(own) is True
    assert is_alive(own | {"start": "1"}) is False
    assert is_alive(own | {"machine": "elsewhere"}) is None
    assert is_alive(own | {"start": None}) is None


def test_work_on_another_machine_is_judged_by_its_last_sign(planner_client, begun):
    elsewhere = this_process() | {"machine": "elsewhere"}
    note_of(elsewhere, at=time.time() - SILENCE.total_seconds() + 10)
    assert progress_of(begun) == Standing("cells", 1, 3, 22)

    note_of(elsewhere, at=time.time() - SILENCE.total_seconds() - 1)
    assert progress_of(begun) is None
    assert "处理中断了" in text_of(planner_client, ONE)


def test_accepting_that_was_broken_off_is_told_once_and_can_be_done_again(
    planner_client, other_process
):
    upload(planner_client, GOOD)
    done(planner_client)
    other_process.kill()
    other_process.wait()
    note_of(other_process.named)

    first = text_of(planner_client, ONE, status=422)
    assert "上一次处理中断了，什么都没有改动" in first
    assert "上一次处理中断了" not in text_of(planner_client, ONE)
    assert "已录入：新增 1" in act(planner_client, "accept", which="good")


def test_quiet_work_gives_signs_of_life(planner_register, begun, monkeypatch):
    monkeypatch.setattr(import_jobs, "_HEARTBEAT", 0.05)
    actor = Actor("planner", "planner")
    job = import_jobs.Job(planner_register, None, actor, begun, "projects")
    told = import_jobs._Progress(job, beats=True)
    told("duplicates", 1, 3)
    first = json.loads(file_of(begun).with_suffix(".json").read_text("utf-8"))["at"]

    for _ in range(100):
        with planner_register.read() as session:
            record = read_batch(session, begun, actor, now=planner_register.clock())
        if record.phase == "duplicates":
            break
        time.sleep(0.05)
    later = json.loads(file_of(begun).with_suffix(".json").read_text("utf-8"))["at"]
    told.end()

    assert record.phase == "duplicates"
    assert later > first
    assert not import_notes.file_of(begun).with_suffix(".json").exists()


def test_page_shows_the_stage_the_rows_so_far_and_what_is_left(
    planner_client, begun, other_process
):
    note_of(
        other_process.named,
        **{"phase": "industries", "done": 4000, "total": 20_000, "percent": 40},
        seconds_left=61,
    )

    html = text_of(planner_client, ONE)
    told = planner_client.get(f"{ONE}/progress.json?lang=en").get_json()

    assert 'value="40"' in html
    assert "检查：识别产业" in html
    assert "4,000 / 20,000 行，约剩 2 分钟" in html
    assert told == {
        "is_done": False,
        "percent": 40,
        "phase": "checking: industries",
        "detail": "4,000 of 20,000 rows, about 2 min left",
    }


def test_import_that_another_machine_reads_is_shown_from_the_register(
    planner_client, begun, planner_register
):
    with planner_register.write(Actor("planner", "planner"), counts=False) as writer:
        tell_progress(writer, begun, phase="duplicates", done=1, total=2)

    told = planner_client.get(f"{ONE}/progress.json").get_json()

    assert (told["is_done"], told["percent"], told["phase"]) == (False, 70, "查找重复")


def test_import_that_waits_for_its_turn_is_not_done(planner_client):
    upload(planner_client, GOOD)
    done(planner_client)
    write_note("B-000001", Standing())

    told = planner_client.get(f"{ONE}/progress.json").get_json()

    assert (told["is_done"], told["percent"], told["phase"]) == (
        False,
        None,
        "等待处理",
    )
