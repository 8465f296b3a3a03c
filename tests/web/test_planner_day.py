"""The day is that of the region: at one in the morning it is not yesterday's.

The service runs by UTC, where the evening of 30 June lasts until eight in the morning
of 1 July in Beijing. One clock, that of the register, says what day it is.
"""

from __future__ import annotations

import dataclasses
import re
from datetime import UTC, datetime

import pytest

from geo_zs.register.access import cli_actor
from geo_zs.register.ledger import add_entry, closed_months
from geo_zs.register.projects import create_project
from geo_zs.register.steps import add_step
from tests.web.hidden_twins import said
from tests.web.planner_forms import send
from tests.web.register_site import Clock
from tests.web.test_planner_imports import done, upload

#: One in the morning of 1 July 2023, and two minutes to midnight before.
AFTER = datetime(2023, 6, 30, 17, tzinfo=UTC)
BEFORE = datetime(2023, 6, 30, 15, 58, tzinfo=UTC)
EDIT = "/planner/projects/R-000001/edit"


@pytest.fixture(params=[AFTER, BEFORE], ids=["after", "before"])
def moment(request):
    """Return the time by which the service runs."""
    return request.param


@pytest.fixture
def planner_register(planner_register, moment):
    """Return the register with its clock at that time."""
    clock = Clock()
    clock.now = moment
    return dataclasses.replace(planner_register, clock=clock)


@pytest.fixture
def is_july(moment):
    """Whether it is 1 July in the region."""
    return moment == AFTER


def test_form_warns_of_a_date_after_today(planner_client, is_july):
    today = "2023-07-01" if is_july else "2023-06-30"
    for day, is_late in (("2023-07-01", not is_july), ("2023-07-02", True)):
        sent = send(planner_client, EDIT, construction_date=day)
        html = planner_client.get(sent.location).get_data(as_text=True)
        assert (f"“{day}”晚于今天（{today}）" in html) == is_late


def test_step_is_late_from_the_midnight_after_its_day(
    planner_client, planner_register, is_july
):
    with planner_register.write(cli_actor()) as writer:
        step = {"project_id": "R-000001", "name": "样例事项", "due_date": "2023-06-30"}
        add_step(writer, step)
    for path in ("/planner", "/planner/board?month=2023-06"):
        html = planner_client.get(path).get_data(as_text=True)
        assert bool(re.search(r"1 天</span> <bdi>样例事项", html)) == is_july, path


def test_hundred_days_end_at_the_midnight_of_the_region(
    planner_client, planner_register, is_july
):
    with planner_register.write(cli_actor()) as writer:
        create_project(
            writer,
            {
                "name_zh": "样例百日项目",
                "stage": "signed",
                "signed_date": "2023-03-22",  # 100 days before 30 June
                "league": "150200",
            },
        )
    html = planner_client.get("/planner").get_data(as_text=True)

    (late,) = re.findall(r'<h2 id="h-overrun">.*?</section>', html)
    assert ("样例百日项目" in late) == is_july
    assert "样例硅片一号项目" in late


def test_month_begins_and_ends_at_the_midnight_of_the_region(
    planner_client, admin_client, planner_register, is_july
):
    entry = {"project_id": "R-000001", "reported_1e4": "5", "scope": "domestic"}
    page = "/planner/records/entry/new"
    sent = send(planner_client, page, month="2023-07", is_continued="no", **entry)
    assert (sent.status_code == 303) == is_july, sent.get_data(as_text=True)

    with planner_register.write(cli_actor()) as writer:
        whole = entry | {"month": "2023-06", "is_continued": False, "reported_1e4": 5.0}
        add_entry(writer, whole | {"currency": "CNY"})
    send(admin_client, "/planner/ledger?month=2023-06", "/planner/ledger/2023-06/close")
    with planner_register.read() as session:
        assert (closed_months(session) == {"2023-06"}) == is_july
    html = admin_client.get("/planner/circular").get_data(as_text=True)
    assert ("<option selected>2023-06</option>" in html) == is_july


@pytest.mark.parametrize(
    "path",
    ["/planner/report.pdf?origin=register", "/planner/board", "/planner/audit.xlsx"],
)
def test_page_and_files_bear_the_day_of_the_region(planner_client, is_july, path):
    text = said(planner_client.get(path))[2].decode("utf-8", "replace")

    assert ("2023-07-01" in text) == is_july
    assert ("2023-06-30" in text) != is_july


def test_import_takes_a_date_up_to_today(planner_client, is_july):
    text = "项目名称,旗县区,签约日期\n样例夜间项目,昆都仑区,2023-07-01\n"
    upload(planner_client, text)

    assert ("晚于今天" in done(planner_client)) != is_july


@pytest.mark.parametrize("moment", [AFTER], indirect=True)
def test_statement_of_a_park_may_speak_of_today(planner_client):
    page = "/planner/parks/baotou-xitu-hitech"
    facts = {"source": "样例口径", "confidence": "reported", "available_area_ha": "12"}

    assert send(planner_client, page, date="2023-07-01", **facts).status_code == 303
    assert send(planner_client, page, date="2023-07-02", **facts).status_code == 422
