"""The board and the circular: counts worked by hand, filters, months, roles."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest

from geo_zs.register.access import cli_actor
from geo_zs.register.ledger import add_entry
from geo_zs.register.ledger_months import close_month
from geo_zs.register.steps import add_step
from tests.web.planner_samples import fill


def text_of(client, path, status=200):
    """Return the text of a page."""
    answer = client.get(path)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def figures(html):
    """Return the key figures of the board: name → text."""
    part = html[html.index("board-figures") :]
    part = part[: part.index("</dl>")]
    plain = re.sub(r"<[^>]+>", " ", part.replace("</dd>", "\n").replace("</dt>", "="))
    found = {}
    for line in plain.splitlines():
        name, _, value = line.partition("=")
        if value:
            found[name.split()[0]] = value.split()[0]
    return found


@pytest.fixture
def money(planner_register):
    """Enter money of two projects in June 2023, and close the month."""
    with planner_register.write(cli_actor()) as writer:
        for project_id, amount in (("R-000001", 3000.0), ("R-000002", 1000.0)):
            add_entry(
                writer,
                {
                    "project_id": project_id,
                    "month": "2023-06",
                    "scope": "domestic",
                    "currency": "CNY",
                    "is_continued": False,
                    "reported_1e4": amount,
                    "verified_1e4": amount,
                },
            )
        add_step(
            writer,
            {"project_id": "R-000001", "name": "样例环评", "due_date": "2023-05-01"},
        )
        close_month(writer, "2023-06")


def test_key_figures_count_pledged_and_arrived_apart(viewer_client, money):
    found = figures(text_of(viewer_client, "/planner/board?origin=register"))

    # 15 + 8 亿元 pledged; 3 亿元 arrived as stated; 4,000 万元 audited in the ledger.
    assert found["项目"] == "3"
    assert found["总投资"] == "23"
    assert found["自报累计到位"] == "3"
    assert found["台账审核到位"] == "0.4"


def test_key_figures_tell_their_unit_their_base_and_the_month_of_the_ledger(
    viewer_client, money
):
    html = text_of(viewer_client, "/planner/board?origin=register")

    assert "3 个项目中 2 个有数" in html  # pledged
    assert "3 个项目中 1 个有数" in html  # arrived, as stated
    assert "2 个项目，台账至 2023-06" in html
    assert "共 1 件事项" in html
    assert "签约日期已知的 2 个中" in html


def test_board_tells_which_month_it_shows_and_why(viewer_client, planner_register):
    bare = text_of(viewer_client, "/planner/board")
    assert "现为 2023-06：台账还没有数据" in bare

    with planner_register.write(cli_actor()) as writer:
        for month in ("2024-01", "2024-02"):
            entry = {
                "project_id": "R-000001",
                "month": month,
                "scope": "domestic",
                "is_continued": False,
                "reported_1e4": 10.0,
            }
            add_entry(writer, entry)
    entered = text_of(viewer_client, "/planner/board")
    assert "现为 2024-02：台账还没有关账的月份" in entered

    with planner_register.write(cli_actor()) as writer:
        close_month(writer, "2024-01")
    closed = text_of(viewer_client, "/planner/board")
    assert "现为 2024-01：台账最近关账的月份" in closed
    assert '<option value="2024-02">2024-02 · 有台账，未关账</option>' in closed
    assert '<option value="2024-01" selected>2024-01 · 已关账</option>' in closed

    chosen = text_of(viewer_client, "/planner/board?month=2022-12&lang=en")
    assert "Shown: 2022-12, the month that you chose." in chosen


def test_year_without_a_target_is_told_instead_of_an_empty_table(viewer_client, money):
    html = text_of(viewer_client, "/planner/board?month=2031-01")

    assert "2031 年还没有到位资金目标" in html
    assert "目标完成进度" not in html


def test_lights_of_the_red_green_table_are_told_in_words(viewer_client, money):
    html = text_of(viewer_client, "/planner/board?origin=register")

    table = html[html.index('id="b-steps"') :]
    assert re.search(r'逾期未完成<span class="light light-red">红</span>', table)
    assert re.search(r'<td class="num lit-red"><bdi>1</bdi>', table)


def test_board_without_steps_says_how_to_enter_them(viewer_client):
    html = text_of(viewer_client, "/planner/board?origin=register")

    assert "这些项目还没有登记推进事项" in html
    assert "红绿表（按盟市" not in html


def test_targets_are_told_not_to_follow_the_filter(viewer_client, money):
    told = "此表统计该地区的全部项目，不随筛选变化"

    assert told not in text_of(viewer_client, "/planner/board")
    assert told in text_of(viewer_client, "/planner/board?league=150600")


def test_printed_board_tells_its_filter(viewer_client, money):
    html = text_of(viewer_client, "/planner/board?league=150600&stage=negotiating")

    line = re.search(r'<p class="print-only">(.*?)</p>', html)
    assert line is not None
    assert re.sub("<[^>]+>", "", line[1]) == "筛选条件：盟市：鄂尔多斯市、阶段：在谈"


def test_board_follows_the_filter(viewer_client, money):
    found = figures(
        text_of(viewer_client, "/planner/board?league=150600&stage=negotiating")
    )

    assert found["项目"] == "1"


def test_overdue_step_is_listed_with_its_project(viewer_client, money):
    html = text_of(viewer_client, "/planner/board?lang=en")

    assert "样例环评" in html
    assert re.search(r"\d+ days late", html)


def test_faulty_filter_is_told_in_the_language_of_the_page(viewer_client):
    zh = text_of(viewer_client, "/planner/board?stage=nonsense", 400)
    en = text_of(viewer_client, "/planner/board?stage=nonsense&lang=en", 400)

    assert "“nonsense”不在可选范围" in zh
    assert "expected one of" in en


@pytest.mark.parametrize("month", ["2023-13", "x", "<b>"])
def test_faulty_month_is_refused(viewer_client, month):
    html = text_of(viewer_client, f"/planner/board?month={month}", 400)

    assert "<b>" not in html


def test_circular_of_an_open_month_is_refused_in_both_languages(viewer_client, money):
    zh = text_of(viewer_client, "/planner/circular?month=2023-05", 422)
    en = text_of(viewer_client, "/planner/circular?month=2023-05&lang=en", 422)

    assert "2023-05" in zh
    assert "关账" in zh
    assert "closed" in en


def test_circular_ranks_and_leaves_as_a_workbook(viewer_client, money):
    query = "month=2023-06&scope=domestic"
    html = text_of(viewer_client, f"/planner/circular?{query}")
    answer = viewer_client.get(f"/planner/circular.xlsx?{query}")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets[0]
    rows = {
        str(cell.value): [one.value for one in row]
        for row in sheet.iter_rows()
        for cell in row[:2]
    }

    assert "包头市" in html
    about = openpyxl.load_workbook(io.BytesIO(answer.data))["说明"]
    said = [str(row[1].value) for row in about.iter_rows(min_row=3)]
    for expected in ("月份：2023-06", "口径：国内到位资金", "排名依据：完成率"):
        assert expected in said
    assert any(text.startswith("数额来自登记库的到位资金台账") for text in said)
    assert any(value == pytest.approx(0.3) for value in rows["包头市"] if value)
    assert any(value == pytest.approx(0.1) for value in rows["鄂尔多斯市"] if value)


@pytest.mark.parametrize("fmt", ["pdf", "png"])
def test_circular_is_one_page_to_send(viewer_client, money, fmt):
    answer = viewer_client.get(f"/planner/circular.{fmt}?month=2023-06")

    assert answer.data.startswith({"pdf": b"%PDF-", "png": b"\x89PNG"}[fmt])
    assert "attachment" in answer.headers["Content-Disposition"]
    assert viewer_client.get("/planner/circular.exe?month=2023-06").status_code == 404


def test_account_of_a_league_ranks_the_banners_of_its_own_league_alone(
    league_client, money
):
    html = text_of(league_client, "/planner/circular?month=2023-06")

    assert "昆都仑区" in html
    assert "鄂尔多斯市" not in html
    assert league_client.get(
        "/planner/circular?month=2023-06&within=150600"
    ).status_code in (400, 422)


def test_account_of_a_league_sees_no_target_that_it_has_no_money_of(
    league_client, planner_client, planner_register, catalog
):
    fill(planner_register, catalog)

    limited = text_of(league_client, "/planner/board?month=2023-06")
    whole = text_of(planner_client, "/planner/board?month=2023-06")
    for html, places in ((limited, ["包头市"]), (whole, ["包头市", "鄂尔多斯市"])):
        part = html[html.index('id="b-progress"') :]
        part = part[: part.index("</section>")]
        shown = [one for one in ("包头市", "鄂尔多斯市") if f"<bdi>{one}" in part]
        assert shown == places
