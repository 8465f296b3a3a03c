"""The circular of foreign money: in one currency at a time, the others told of."""

from __future__ import annotations

import io

import openpyxl
import pytest

from geo_zs.register.access import cli_actor
from geo_zs.register.ledger import add_entry
from geo_zs.register.ledger_months import close_month
from geo_zs.register.targets import add_target
from tests.web.planner_forms import forms_of
from tests.web.planner_samples import template_workbook
from tests.web.test_planner_templates import ONE, upload

PAGE = "/planner/circular?month=2023-06&scope=foreign"


def text_of(client, path):
    """Return the text of a page that is there."""
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


@pytest.fixture
def foreign(planner_register):
    """Enter USD and EUR of a project in 包头 and a target in USD."""
    with planner_register.write(cli_actor()) as writer:
        add_target(
            writer,
            {
                "adcode": "150200",
                "year": 2023,
                "scope": "foreign",
                "currency": "USD",
                "value_foreign_1e4": 400.0,
                "source": "样例",
            },
        )
        for currency, amount in (("USD", 100.0), ("EUR", 70.0)):
            add_entry(
                writer,
                {
                    "project_id": "R-000001",
                    "month": "2023-06",
                    "scope": "foreign",
                    "currency": currency,
                    "is_continued": False,
                    "reported_1e4": amount,
                    "verified_1e4": amount,
                },
            )
        close_month(writer, "2023-06")


def test_foreign_circular_is_in_the_currency_of_the_target(viewer_client, foreign):
    html = text_of(viewer_client, PAGE)

    assert '<option value="USD" selected>' in html
    assert '<option value="EUR">' in html
    assert "包头市：目标400万美元，完成100万美元，完成率25.0%" in html
    assert "注：另有1条其他币种的台账，未计入。" in html


def test_another_currency_of_the_ledger_can_be_chosen(viewer_client, foreign):
    html = text_of(viewer_client, f"{PAGE}&currency=EUR")

    assert "到位外资70万欧元" in html
    assert viewer_client.get(f"{PAGE}&currency=XXX").status_code == 400


def test_foreign_circular_leaves_as_a_workbook_in_its_currency(viewer_client, foreign):
    answer = viewer_client.get(PAGE.replace("?", ".xlsx?"))

    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    cells = [str(one.value) for sheet in book for row in sheet for one in row]
    assert any("万美元" in one for one in cells)
    assert any("其他币种" in one for one in cells)
    assert viewer_client.get(PAGE.replace("?", ".png?")).status_code == 200


def test_own_template_takes_the_currency_of_the_target(planner_client, foreign):
    upload(planner_client, template_workbook())
    form = forms_of(text_of(planner_client, ONE))[ONE]
    scopes = {name: "foreign" for name in form if name.startswith("scope-")}
    planner_client.post(ONE, data=form | scopes)

    html = text_of(planner_client, ONE)
    answer = planner_client.get(f"{ONE}.xlsx?month=2023-06")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    rows = {row[0]: row[1:] for row in sheet.iter_rows(values_only=True)}

    assert rows["包头市"] == (0.04, 0.01)
    assert "外资列按 USD 填写" in html
    assert "1 条" in html
