"""The audit: on the page of a project, and as a table of what is wrong."""

from __future__ import annotations

import io
import re

import openpyxl
import pandas as pd
import pytest
import shapely

from geo_zs.register.access import cli_actor
from geo_zs.register.constraint_layer import ConstraintLayer, features_of
from geo_zs.register.constraints import add_layer
from geo_zs.register.projects import bulk_create, create_project
from webapp.planner.audit_rows import (
    KINDS,
    distance_text,
    findings,
    found_of,
    share_text,
    worst_first,
)

OWN = "?origin=register"
LEFT = shapely.box(109.80, 40.60, 109.90, 40.70)
RIGHT = shapely.box(109.85, 40.60, 109.95, 40.70)


def columns(**values):
    """Return the columns of an audit of one project of which nothing is wrong."""
    plain = {
        "placed_by": "point",
        "shape_fault": None,
        "n_conflicts": 0,
        "n_rules_failed": 0,
        "n_overlaps": pd.NA,
        "overlap_ha": float("nan"),
        "n_same_name": 0,
        "n_near_name": 0,
    }
    for meaning in ("forbidden", "conditional", "informative"):
        plain |= {
            f"{meaning}_status": "not_tested",
            f"{meaning}_share_low": float("nan"),
            f"{meaning}_share_high": float("nan"),
        }
    return plain | values


def text_of(html):
    """Return the text of a page on one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def main_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True).split("<main", 1)[1]


@pytest.fixture
def outlines(planner_register):
    """Put two overlapping projects of one name into the register."""
    with planner_register.write(cli_actor()) as writer:
        return bulk_create(
            writer,
            [
                {"name_zh": "样例重叠项目", "geometry": LEFT},
                {"name_zh": "样例重叠项目", "geometry": RIGHT},
            ],
        )


def test_nothing_wrong_is_no_finding():
    assert findings(columns(), "zh") == []


def test_findings_are_worded_and_the_gravest_comes_first():
    row = columns(
        placed_by="none",
        n_rules_failed=2,
        n_same_name=1,
        forbidden_status="part",
        forbidden_share_low=0.25,
        forbidden_share_high=0.5,
    )

    said = findings(row, "zh")

    assert [one.kind for one in said] == ["forbidden", "rules", "place", "name"]
    assert [one.text for one in said] == [
        "禁止：部分触及 [25.0%, 50.0%]",
        "不符合 2 条规则",
        "没有可用的位置",
        "同名 1，相近 0",
    ]
    assert said[0].tone == "badge-bad"


def test_not_tested_and_clear_are_no_findings():
    row = columns(conditional_status="clear", informative_status="not_tested")

    assert findings(row, "en") == []


def test_rows_are_sorted_by_the_gravest_finding():
    frame = pd.DataFrame(
        [
            columns(n_near_name=3),
            columns(forbidden_status="possible"),
            columns(),
            columns(n_rules_failed=1),
        ]
    )

    assert worst_first(frame).tolist() == [1, 3, 0, 2]
    assert {kind: rows.tolist() for kind, rows in found_of(frame).items()} == {
        **dict.fromkeys(KINDS, [False] * 4),
        "name": [True, False, False, False],
        "forbidden": [False, True, False, False],
        "rules": [False, False, False, True],
    }


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (0.25, 0.25, "25.0%"),
        (0.0, 1.0, "[0.0%, 100.0%]"),
        (None, None, ""),
        (float("nan"), float("nan"), ""),
    ],
)
def test_share_is_an_interval_unless_it_is_exact(low, high, text):
    assert share_text(low, high) == text


def test_distance_keeps_its_interval():
    row = {"park_km": 7.04, "park_km_low": 0.0, "park_km_high": 12.8}
    unknown = dict.fromkeys(row, float("nan"))

    assert distance_text(row, "park_km") == "7 [0, 12.8]"
    assert distance_text(unknown, "park_km") == ""


def test_page_of_a_project_says_where_it_lies_and_what_is_not_tested(viewer_client):
    said = text_of(main_of(viewer_client, "/planner/projects/R-000001"))

    assert "按坐标定位于昆都仑区（精度2公里）" in said
    assert "距铁路站点“包头”" in said
    assert "最近陆路口岸" in said
    assert said.count("未检验：没有“") == 3
    assert "没有面图形，未检验重叠" in said
    assert re.search(r"不符合 \d+，待核 \d+，符合 \d+，豁免 \d+", said)


def test_rules_that_fail_stand_open_and_the_others_are_folded(viewer_client):
    html = main_of(viewer_client, "/planner/projects/R-000001")

    folds = re.findall(r'<details class="fold"( open)?><summary>(.*?)</summary>', html)

    states = {title.partition("（")[0]: bool(is_open) for is_open, title in folds}
    assert states["不符合"] is True
    assert states["请先核对"] is True
    assert states["符合"] is False
    counts = re.search(r"不符合 (\d+)，待核 (\d+)，符合 (\d+)，豁免 (\d+)", html)
    shown = [int(one) for one in re.findall(r"（(\d+)）</summary>", html)]
    assert sum(map(int, counts.groups())) == sum(shown)


def test_shipped_project_has_an_audit_too(viewer_client):
    said = text_of(main_of(viewer_client, "/planner/projects/S1?lang=en"))

    assert "Audit" in said
    assert "Not tested: there is no forbidden layer" in said


def test_overlap_and_name_lead_to_the_other_project(planner_client, outlines):
    first, second = outlines
    html = main_of(planner_client, f"/planner/projects/{first}")

    assert "占本项目50.0%" in html
    assert f"（{second}）同名" in html
    assert html.count(f'href="/planner/projects/{second}"') == 2


def test_constraint_layer_is_told_with_share_and_condition(
    planner_client, planner_register, outlines
):
    layer = ConstraintLayer(
        "",
        "样例耕地",
        "",
        "conditional",
        features_of([RIGHT]),
        condition="须占补平衡",
    )
    with planner_register.write(cli_actor()) as writer:
        add_layer(writer, layer)

    html = main_of(planner_client, f"/planner/projects/{outlines[0]}")
    said = text_of(html)

    assert "有条件：部分触及" in said
    assert "触及“样例耕地”：占面积50.0%" in said
    assert "条件：须占补平衡" in said
    assert said.count("未检验：没有“") == 2
    assert 'href="/planner/layers/C-000001"' in html


def test_layer_of_another_league_says_nothing_to_a_limited_account(
    league_client, planner_register
):
    layer = ConstraintLayer(
        "",
        "样例密层",
        "",
        "forbidden",
        features_of([shapely.box(109, 40, 111, 41)]),
        league="150600",
    )
    with planner_register.write(cli_actor()) as writer:
        add_layer(writer, layer)

    html = main_of(league_client, "/planner/projects/R-000001")
    listed = main_of(league_client, f"/planner/audit{OWN}&show=all")

    assert "样例密层" not in html
    assert "未检验：没有“禁止”类的约束图层" in html
    assert "禁止：" not in listed


def test_other_projects_that_one_may_not_see_are_not_told(
    league_client, planner_client, planner_register
):
    with planner_register.write(cli_actor()) as writer:
        own, _ = bulk_create(
            writer,
            [
                {"name_zh": "样例双生项目", "league": "150200"},
                {"name_zh": "样例双生项目", "league": "150600"},
            ],
        )

    assert "同名" in main_of(planner_client, f"/planner/projects/{own}")
    hidden = text_of(main_of(league_client, f"/planner/projects/{own}"))
    assert "没有同名或相近的项目" in hidden


def test_table_shows_what_is_wrong_first_and_follows_the_filter(
    planner_client, outlines
):
    html = main_of(planner_client, f"/planner/audit{OWN}")
    said = text_of(html)

    rows = re.findall(r'<th scope="row"><a href="/planner/projects/([^"]+)"', html)
    assert set(rows[:3]) == {"R-000001", *outlines}  # it fails a rule
    assert "与 1 个项目重叠" in said
    assert "5 个项目中" in said
    only = main_of(planner_client, f"/planner/audit{OWN}&show=overlap")
    shown = re.findall(r'<th scope="row"><a href="/planner/projects/([^"]+)"', only)
    assert sorted(shown) == sorted(outlines)
    everything = main_of(planner_client, f"/planner/audit{OWN}&show=all")
    assert everything.count('<th scope="row">') == 5


def test_table_notices_a_change_at_once(planner_client, planner_register):
    before = main_of(planner_client, f"/planner/audit{OWN}&show=overlap")
    with planner_register.write(cli_actor()) as writer:
        bulk_create(
            writer,
            [
                {"name_zh": "样例甲地块", "geometry": LEFT},
                {"name_zh": "样例乙地块", "geometry": RIGHT},
            ],
        )

    after = main_of(planner_client, f"/planner/audit{OWN}&show=overlap")

    assert "样例甲地块" not in before
    assert "样例甲地块" in after


def test_file_holds_the_rows_of_the_screen_without_a_live_formula(
    planner_client, planner_register
):
    with planner_register.write(cli_actor()) as writer:
        values = {"name_zh": '=HYPERLINK("http://x")', "geometry": LEFT}
        bulk_create(writer, [values])

    answer = planner_client.get(f"/planner/audit.xlsx{OWN}&show=all&lang=en")

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    rows = list(book.worksheets[0].iter_rows(min_row=3))
    heads = [cell.value for cell in rows[0]]
    assert heads[:5] == ["id", "Project", "stage", "Findings", "Placed by"]
    assert "to the park, at most (km)" in heads
    assert "forbidden layers" in heads
    by_id = {row[0].value: row for row in rows[1:] if row[0].value}
    assert {"R-000001", "R-000002", "R-000003"} <= set(by_id)
    for row in by_id.values():
        assert all(cell.data_type != "f" for cell in row)
    status = by_id["R-000001"][heads.index("forbidden layers")].value
    assert status == "not tested"


def test_table_is_not_for_the_public_and_its_faults_are_told(
    public_client, viewer_client
):
    assert public_client.get("/planner/audit").status_code == 303
    assert public_client.get("/planner/audit.xlsx").status_code == 303
    assert viewer_client.get("/planner/audit?show=nothing").status_code == 400
    assert viewer_client.get("/planner/audit?league=1").status_code == 400
    assert viewer_client.get("/planner/audit.xlsx?league=1").status_code == 400


def test_late_page_of_the_table_is_the_last_one(viewer_client):
    html = main_of(viewer_client, "/planner/audit?show=all&page=9999")

    assert 'aria-current="page"' in html
    assert '<th scope="row">' in html


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_document_of_a_rule_is_named_in_chinese_and_marked_so(
    planner_register, planner_client, lang
):
    with planner_register.write(cli_actor()) as writer:
        project_id = create_project(
            writer,
            {
                "name_zh": "样例风电场项目",
                "industry_tags": ("new_energy_power",),
                "league": "150100",
                "banner": "150123",
            },
        )

    html = planner_client.get(f"/planner/projects/{project_id}?lang={lang}").text
    rules = "".join(re.findall(r'<ul class="rule-list">.*?</ul>', html, re.DOTALL))
    titles = re.findall(r"<summary>(.*?)</summary>", rules)

    assert len(titles) > 3
    mark = ' lang="zh-CN"' if lang == "en" else ""
    unnamed = {"zh": "文件名称未载", "en": "the title of the document is not recorded"}
    assert [
        one for one in titles if not one.startswith((f"<bdi{mark}>", unnamed[lang]))
    ] == []
    assert any(one.startswith(unnamed[lang]) for one in titles)
