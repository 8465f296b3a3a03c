"""Files that are too large are refused in words, and the settings raise the limits."""

from __future__ import annotations

import pytest

from geo_zs.commands.import_file import import_file
from tests.web.planner_forms import forms_of
from tests.web.test_planner_imports import GOOD, START, done, upload


def rows(n):
    """Return a file of n rows."""
    return "项目名称\n" + "".join(f"样例{number}号项目\n" for number in range(n))


def send(client, text):
    """Send a large file; the client of the tests would leave its copy open."""
    html = client.get(START).get_data(as_text=True)
    form = forms_of(html)[START]
    parts = [
        f'--cut\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in form.items()
        if name != "file"
    ]
    parts.append(
        '--cut\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n'
        f"\r\n{text}\r\n--cut--\r\n"
    )
    kind = "multipart/form-data; boundary=cut"
    return client.post(START, data="".join(parts).encode(), content_type=kind)


def test_browser_refuses_more_rows_than_the_limit(planner_client, monkeypatch):
    monkeypatch.setenv("GEO_ZS_IMPORT_MAX_ROWS", "3")
    upload(planner_client, rows(4))
    html = done(planner_client)

    assert "超过 3 行" in html
    assert "样例1号项目" not in html


def test_browser_takes_more_rows_once_the_setting_allows_them(
    planner_client, monkeypatch
):
    monkeypatch.setenv("GEO_ZS_IMPORT_MAX_ROWS", "4")
    upload(planner_client, rows(4))

    assert "已试导，待确认" in done(planner_client)


def test_browser_refuses_a_larger_upload_before_it_is_kept(planner_client, monkeypatch):
    monkeypatch.setenv("GEO_ZS_IMPORT_MAX_BYTES", "2000000")
    sent = send(planner_client, GOOD + "x" * 3_100_000)

    assert sent.status_code == 422
    assert "文件超过 2 MB；请拆分后分批导入" in sent.get_data(as_text=True)


def test_browser_refuses_a_file_that_is_a_little_too_large(planner_client, monkeypatch):
    monkeypatch.setenv("GEO_ZS_IMPORT_MAX_BYTES", "2000000")
    send(planner_client, GOOD + "x" * 2_000_000)

    assert "2,000,000" in done(planner_client)


def test_browser_takes_a_larger_file_once_the_setting_allows_it(
    planner_client, monkeypatch
):
    monkeypatch.setenv("GEO_ZS_IMPORT_MAX_BYTES", "4000000")
    row = ",{}\n".format("x" * 900_000)
    send(planner_client, "项目名称,无关\n" + "".join(f"样例{n}{row}" for n in "甲乙丙"))

    assert "样例甲" in done(planner_client)


@pytest.fixture
def run(new_sqlite, monkeypatch, runner, catalog):
    """Return what runs ``geo-zs import`` on an empty register."""
    monkeypatch.setenv("GEO_ZS_DATABASE_URL", new_sqlite())
    monkeypatch.setattr("geo_zs.catalog.load_catalog", lambda: catalog)
    return lambda *args: runner.invoke(import_file, [str(one) for one in args])


def test_command_refuses_more_than_a_hundred_thousand_rows(run, tmp_path):
    file = tmp_path / "a.csv"
    file.write_text(rows(100_001), "utf-8")

    result = run(file, "--dry-run")

    assert result.exit_code == 1
    assert "超过 100,000 行" in str(result.exception)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (("GEO_ZS_IMPORT_MAX_ROWS", "3", "4"), "超过 3 行"),
        (("GEO_ZS_IMPORT_MAX_BYTES", "60", "200"), "最多读取 60 字节"),
    ],
)
def test_command_obeys_the_settings(run, tmp_path, monkeypatch, settings, words):
    setting, *values = settings
    file = tmp_path / "a.csv"
    file.write_text(rows(4), "utf-8")

    monkeypatch.setenv(setting, values[0])
    stopped = run(file, "--dry-run")
    monkeypatch.setenv(setting, values[1])
    taken = run(file, "--dry-run")

    assert words in str(stopped.exception)
    assert taken.exit_code == 0


def test_setting_that_is_no_number_is_named(run, tmp_path, monkeypatch):
    file = tmp_path / "a.csv"
    file.write_text(rows(1), "utf-8")
    monkeypatch.setenv("GEO_ZS_IMPORT_MAX_ROWS", "many")

    result = run(file, "--dry-run")

    assert "GEO_ZS_IMPORT_MAX_ROWS is 'many'" in str(result.exception)
    assert "GEO_ZS_IMPORT_MAX_ROWS 是“many”" in result.exception.zh
