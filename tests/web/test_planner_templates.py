"""Workbooks to fill in, and the bureau's own for circulars."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest

from geo_zs.register.access import cli_actor
from geo_zs.register.ledger import add_entry
from geo_zs.register.ledger_months import close_month
from geo_zs.register.targets import add_target
from tests.hostile_files import HOSTILE
from tests.web.planner_fixtures import csrf
from tests.web.planner_forms import forms_of, send
from tests.web.planner_samples import template_workbook
from webapp.planner.import_view import TABLES

LIST = "/planner/circular/templates"
ONE = f"{LIST}/F-000001"


def text_of(client, path):
    """Return the text of a page that is there."""
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def upload(client, content, name="通报.xlsx"):
    """Send a workbook."""
    data = forms_of(text_of(client, LIST))[LIST]
    sent = data | {"file": (io.BytesIO(content), name)}
    return client.post(LIST, data=sent, content_type="multipart/form-data")


@pytest.fixture
def june(planner_register):
    """Enter money of 包头 and its target, and close June 2023."""
    with planner_register.write(cli_actor()) as writer:
        add_target(
            writer,
            {
                "adcode": "150200",
                "year": 2023,
                "scope": "domestic",
                "value_cny_1e8": 2.0,
                "source": "样例",
            },
        )
        add_entry(
            writer,
            {
                "project_id": "R-000001",
                "month": "2023-06",
                "scope": "domestic",
                "currency": "CNY",
                "is_continued": False,
                "reported_1e4": 3000.0,
                "verified_1e4": 3000.0,
            },
        )
        close_month(writer, "2023-06")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("table", TABLES)
def test_workbook_to_fill_in_opens_and_holds_an_example(viewer_client, table, lang):
    answer = viewer_client.get(f"/planner/template/{table}.xlsx?lang={lang}")
    book = openpyxl.load_workbook(io.BytesIO(answer.data))

    assert len(book.sheetnames) >= 2
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert sum(cell.value is not None for cell in cells) > 5
    assert [cell for cell in cells if cell.data_type == "f"] == []


def test_template_of_the_bureau_is_understood_and_filled(planner_client, june):
    assert upload(planner_client, template_workbook()).location == ONE
    html = text_of(planner_client, ONE)
    assert "全年目标（亿元）" in html

    answer = planner_client.get(f"{ONE}.xlsx?month=2023-06")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    rows = {row[0]: row[1:] for row in sheet.iter_rows(values_only=True)}

    assert rows["包头市"] == (2, 0.3)
    assert [str(one) for one in sheet.merged_cells.ranges] == ["A1:C1"]


def test_meaning_of_a_column_is_corrected_and_kept(planner_client, june):
    upload(planner_client, template_workbook())
    form = forms_of(text_of(planner_client, ONE))[ONE]
    target = next(name for name, value in form.items() if value == "target")

    sent = planner_client.post(ONE, data=form | {target: ""})

    assert sent.location == ONE
    answer = planner_client.get(f"{ONE}.xlsx?month=2023-06")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    assert [row[1] for row in sheet.iter_rows(values_only=True)][2] is None


def test_second_editor_of_a_template_is_told(planner_client, june):
    upload(planner_client, template_workbook())
    form = forms_of(text_of(planner_client, ONE))[ONE]
    planner_client.post(ONE, data=form)

    planner_client.post(ONE, data=form)

    assert "notice-bad" in text_of(planner_client, ONE)


@pytest.mark.parametrize("name", ["entity.xlsx", "far.xlsx", "recipe.csv", "paper.pdf"])
def test_hostile_template_is_refused_in_words(planner_client, tmp_path, name):
    sent = upload(planner_client, HOSTILE[name][1](tmp_path), name)
    html = sent.get_data(as_text=True)

    assert sent.status_code == 422
    assert 'role="alert"' in html
    assert str(tmp_path) not in html
    assert "SECRET" not in html
    assert planner_client.get(ONE).status_code == 404


def test_open_month_fills_nothing_and_is_told(planner_client, june):
    upload(planner_client, template_workbook())
    answer = planner_client.get(f"{ONE}.xlsx?month=2023-05&lang=en")

    assert answer.status_code in (400, 422)
    assert "2023-05" in answer.get_data(as_text=True)


def test_deleted_template_is_offered_to_be_brought_back(planner_client):
    upload(planner_client, template_workbook())
    sent = send(planner_client, ONE, f"{ONE}/delete")
    html = text_of(planner_client, sent.location)
    assert planner_client.get(ONE).status_code == 404
    (undo,) = [path for path in forms_of(html) if "/changes/" in path]

    back = planner_client.post(undo, data=forms_of(html)[undo])

    assert back.location == LIST
    assert "通报.xlsx" in text_of(planner_client, ONE)


def test_viewer_fills_templates_and_changes_none(planner_client, viewer_client, june):
    upload(planner_client, template_workbook())
    assert viewer_client.get(f"{ONE}.xlsx?month=2023-06").status_code == 200
    token = csrf(text_of(viewer_client, "/account"))

    assert forms_of(text_of(viewer_client, LIST)).keys() & {LIST} == set()
    for path in (LIST, ONE, f"{ONE}/delete"):
        assert viewer_client.post(path, data={"csrf_token": token}).status_code == 403


def test_second_template_of_a_name_is_numbered_and_told_apart(planner_client, june):
    for _ in range(3):
        upload(planner_client, template_workbook())

    html = text_of(planner_client, LIST)

    for name in ("通报.xlsx", "通报 (2).xlsx", "通报 (3).xlsx"):
        assert html.count(f"<bdi>{name}</bdi>") == 1
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", html, re.DOTALL)
    assert len(rows) == 3
    for row in rows:
        assert '<td class="num">6</td>' in row  # 2 columns of 3 places
        assert re.search(r'<td class="num">\d+(\.\d)?</td>', row)
        assert re.search(r"20\d\d-\d\d-\d\d \d\d:\d\d <small", row)
        assert "<bdi>planner</bdi>" in row
