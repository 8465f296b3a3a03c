"""Hostile files through the browser: refused in words, nothing leaked, still alive."""

from __future__ import annotations

import logging
import re

import pytest
from flask import Response, request
from playwright.sync_api import expect

from geo_zs.imports.fault_words import READ_WORDS
from geo_zs.register.access import cli_actor
from geo_zs.register.project_frame import project_frame
from tests.browser.workbench import log_in, upload
from tests.hostile_files import HOSTILE, SECRET
from tests.table_files import write

pytestmark = pytest.mark.browser

NAMES = sorted(HOSTILE)
#: Files of one test; a site and a login of its own for each would take too long.
PART = 10
PARTS = [NAMES[start : start + PART] for start in range(0, len(NAMES), PART)]
CHINESE = re.compile(r"[\u4e00-\u9fff]{3}")


@pytest.fixture
def sent(planner_app) -> list[tuple[str, str]]:
    """Return the list of what the workbench sends: path, headers and body."""
    answers: list[tuple[str, str]] = []

    @planner_app.after_request
    def note(response: Response) -> Response:
        if request.path.startswith("/planner"):
            text = f"{response.headers}\n{response.get_data(as_text=True)}"
            answers.append((request.path, text))
        return response

    return answers


@pytest.fixture
def base(serve, planner_app, sent):
    """Return the address of a workbench."""
    del sent  # before the first request
    return serve(planner_app)


def pattern(words: str) -> re.Pattern[str]:
    """Return what the words of a fault look like, whatever they are filled with."""
    parts = re.split(r"\{[^}]*\}", words)
    return re.compile(".*".join(map(re.escape, parts)), re.DOTALL)


def wrong_of(page, folder, name, sent) -> list[str]:
    """Return what is wrong with the answer to a file that was uploaded."""
    words = READ_WORDS[HOSTILE[name][0]]
    said = page.locator(".notice-bad li").all_inner_texts()
    wrong = []
    if len(said) != 1 or not pattern(words.zh).search(said[0]):
        wrong.append(f"{name}: {words.zh} is not said: {said}")
    if said and not CHINESE.search(said[0]):
        wrong.append(f"{name}: not in Chinese: {said}")
    page.goto(f"{page.url.split('?')[0]}?lang=en")
    said = page.locator(".notice-bad li").all_inner_texts()
    if len(said) != 1 or not pattern(words.en).search(said[0]):
        wrong.append(f"{name}: {words.en} is not said: {said}")
    for hidden in (SECRET, str(folder), "Traceback", "geo-zs-import", "/tmp/"):  # noqa: S108  looked for
        wrong += [
            f"{name}: {hidden} in {path}" for path, text in sent if hidden in text
        ]
    return wrong


@pytest.mark.parametrize("names", PARTS, ids=lambda names: f"{names[0]}…{names[-1]}")
def test_hostile_files_are_refused_and_nothing_leaks(  # noqa: PLR0917  fixtures
    page, base, tmp_path, watch, caplog, planner_register, sent, names
):
    caplog.set_level(logging.INFO)
    found = watch(base)
    log_in(page, base)
    wrong = []
    for name in names:
        file = write(tmp_path / name, HOSTILE[name][1](tmp_path))
        upload(page, base, file)
        wrong += wrong_of(page, tmp_path, name, sent)
        assert page.request.get(f"{base}/healthz").ok
    assert wrong == []
    assert any("/import/B-" in path for path, _ in sent)
    assert SECRET not in caplog.text
    assert "Traceback" not in caplog.text
    assert found.faults == []
    assert found.outside == []

    page.goto(f"{base}/planner/import")
    expect(page.locator("table tbody tr")).to_have_count(len(names))
    with planner_register.read() as session:
        assert len(project_frame(session, cli_actor())) == 3


def test_upload_that_is_too_large_is_refused_before_it_is_read(
    page, base, tmp_path, monkeypatch
):
    monkeypatch.setenv("GEO_ZS_IMPORT_MAX_BYTES", "1000000")
    file = tmp_path / "large.csv"
    file.write_bytes(b"a,b\n" + b"1,2\n" * 600_000)
    log_in(page, base)
    page.goto(f"{base}/planner/import")
    page.locator("#f-file").set_input_files(file)
    page.locator(".upload-form button[type=submit]").click()

    expect(page.locator("#faults")).to_contain_text("文件超过 1 MB")


def test_name_of_a_file_is_shown_as_text_and_as_its_last_part(
    page, base, tmp_path, watch
):
    found = watch(base)
    file = tmp_path / "<img src=x onerror=alert(1)>.csv"
    file.write_text("项目名称,投资方\n甲项目,乙公司\n", "utf-8")
    log_in(page, base)
    upload(page, base, file)

    assert page.locator("main h1").inner_text() == file.name
    assert found.faults == []
    assert [one for one in found.requests if one.endswith("/x")] == []
