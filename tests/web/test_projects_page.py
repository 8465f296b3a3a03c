"""``/projects``: the map follows the filters, the totals can be chosen."""

from __future__ import annotations

import html
import re

import pandas as pd
import pytest

from geo_zs.projects.totals import GROUPINGS
from webapp.project_totals import totals_chart
from webapp.table_query import TableQuery, filtered

PROJECTS = pd.DataFrame(
    {
        "stage": ["signed", "operating", "operating", "cancelled"],
        "pledged_cny_1e8": [12.5, None, 1964.8, 7.0],
        "arrived_cny_1e8": [None, None, 3.0, None],
        "located_league": ["150200", "150100", "150200", "150100"],
        "located_banner": ["150207", None, "150207", None],
        "park_id": ["baotou-xitu-hitech", None, None, None],
        "industry_tags": [("pv_wafer", "dairy"), (), ("dairy",), ("dairy",)],
        "date": ["2023-05", None, "2024", "2023"],
        "parent_project_id": [None, None, None, None],
    },
    index=pd.Index(["a", "b", "c", "d"], name="id"),
)


@pytest.fixture(autouse=True)
def _addresses(app):
    """Let links be made outside of a request."""
    with app.test_request_context():
        yield


def lines(catalog, by):
    chart = totals_chart(catalog, PROJECTS, by, "zh")
    return [[row.name, *(item.text for item in row.items)] for row in chart.rows]


def only(page):
    """Return the keys of the projects that the map of a page draws."""
    found = re.search(r'"only":(\[[^\]]*\])', html.unescape(page).replace(" ", ""))
    return re.findall(r'"([^"]+)"', found.group(1)) if found else None


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (
            "league",
            [
                ["呼和浩特市", "1", "", "", "1"],
                ["包头市", "2", "1,977.3", "3.0", "0"],
            ],
        ),
        (
            "stage",
            [
                ["签约", "1", "12.5", "", "0"],
                ["投产", "2", "1,964.8", "3.0", "0"],
                ["终止", "1", "7.0", "", "0"],
            ],
        ),
        (
            "year",
            [
                ["2024", "1", "1,964.8", "3.0", "0"],
                ["2023", "1", "12.5", "", "1"],
                ["年份不明", "1", "", "", "0"],
            ],
        ),
        (
            "industry",
            [
                ["乳业", "2", "1,977.3", "3.0", "1"],
                ["单晶硅与硅片", "1", "12.5", "", "0"],
                ["产业不明", "1", "", "", "0"],
            ],
        ),
    ],
)
def test_totals_name_groups_and_keep_pledged_and_arrived_apart(catalog, by, expected):
    assert lines(catalog, by) == expected


def test_sum_says_how_many_amounts_are_not_known(catalog):
    chart = totals_chart(catalog, PROJECTS, "stage", "zh")

    operating = chart.rows[1]
    assert [item.note for item in operating.items] == [
        "",
        "另 1 个未知",
        "另 1 个未知",
        "",
    ]


def test_group_of_the_unknown_has_no_bar(catalog):
    chart = totals_chart(catalog, PROJECTS, "banner", "zh")

    assert [row.items[0].width for row in chart.rows] == [100.0, 0.0]


@pytest.mark.parametrize("by", GROUPINGS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_planner_chooses_the_totals(client, by, lang):
    page = client.get(f"/projects?by={by}&stage=operating&lang={lang}").text

    chosen = re.findall(r'<a href="([^"]+)"[^>]*aria-current="true"', page)
    assert len(chosen) == 1
    assert "stage=operating" in chosen[0]
    assert ("未计入行" if lang == "zh" else "Rows left out") in page


def test_unknown_way_of_totalling_is_refused(client):
    answer = client.get("/projects?by=colour")

    assert answer.status_code == 400
    assert "colour" in answer.text


def test_choice_of_totals_is_kept_by_sorting_and_language(client):
    page = client.get("/projects?by=park").text

    assert re.search(r'href="/projects\?[^"]*by=park[^"]*sort=date', page)
    assert re.search(r'class="lang-switch" href="[^"]*by=park', page)
    assert '<input type="hidden" name="by" value="park">' in page


@pytest.mark.parametrize(
    "query",
    [
        TableQuery(industry="pv_wafer"),
        TableQuery(stage="operating"),
        TableQuery(year="2023"),
        TableQuery(text="中环"),
        TableQuery(league="150200", stage="signed"),
    ],
)
def test_map_draws_exactly_the_projects_of_the_table(client, catalog, query):
    frame = catalog.layers["projects"].frame
    wanted = [str(key) for key in filtered(frame, query).index]
    parameters = "&".join(f"{name}={value}" for name, value in query.values(50).items())

    page = client.get(f"/projects?{parameters}").text

    assert wanted
    assert only(page) == wanted


def test_map_without_filters_draws_all_projects(client):
    assert only(client.get("/projects").text) is None


def test_map_of_an_empty_result_draws_none(client):
    assert only(client.get("/projects?q=没有这样的项目").text) == []


def test_empty_result_says_so_instead_of_an_empty_table_of_totals(client):
    page = client.get("/projects?q=没有这样的项目").text

    assert '<p class="notice">没有符合条件的记录。</p>' in page
    assert 'class="bars"' not in page
