"""A messy workbook goes in through the browser, and comes out with nothing lost."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pyogrio
import pytest
from playwright.sync_api import expect

from geo_zs.register.access import cli_actor
from geo_zs.register.project_frame import project_frame
from tests.browser.workbench import PATIENCE, log_in, upload, wait_for_job
from tests.samples import messy_workbook as messy

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

#: Key of each planted fault → what the page must say of it in Chinese, in English.
TOLD = {
    "mixed_units": ("列中混用单位：", "holds several units"),
    "column_ignored": ("未录入：没有对应的字段", "is not taken"),
    "datum_not_stated": ("文件未注明坐标系", "no reference system is stated"),
    "formulas": ("1 个单元格是公式", "1 cells are formulas"),
    "other_unit_in_cell": ("自带单位“万元”", "its unit '万元' is not that"),
    "number_range": ("是区间（10 至 15", "a range from 10 to 15"),
    "implausible_unit": ("单位是否应为万元（即 15 亿元）", "Did you mean 15 亿元"),
    "located_elsewhere": ("坐标落在包头市青山区", "lies in Qingshan District"),
    "swapped_point": ("经纬度对调后落在包头市", "with longitude and latitude swapped"),
    "duplicate_of_row": ("可能与第 4 行", "may be the same as row 4"),
    "no_such_day": ("日历上没有这一天", "the calendar has no such day"),
    "garbled_place": ("疑为“昆都仑区”之误", "may be a garbled 昆都仑区"),
    "ambiguous_place": ("对应多个地方", "names several places"),
    "markup_like": ("像 HTML 代码", "looks like HTML"),
    "formula_like": ("开头像公式", "begins like a formula"),
    "direction_marks": ("改变书写方向的符号", "turn the direction of writing"),
    "missing_required": ("为空；每行都必须填写", "is empty; every row needs it"),
    "credit_code_check": ("校验位不符", "its last character should be 'U'"),
    "negative_number": ("为负数；应为 0 或正数", "expected 0 or more"),
    "unknown_word": ("不在可用词中", "expected one of"),
    "ambiguous_date": ("分不清月和日", "day and month cannot be told apart"),
    "outside_region": ("在自治区以外", "lies outside the region"),
    "half_point": ("只有一个坐标", "has only one coordinate"),
    "foreign_money": ("为外币；按 500 万（USD）录入", "kept as 500 x 10,000 USD"),
    "place_elsewhere": ("在包头市昆都仑区，不在呼和浩特市", "which lies in Hondlon"),
    "unknown_park": ("不在园区表中", "the table of parks has none"),
    "arrived_over_pledged": ("到位 9 亿元，多于总投资 5 亿元", "9 x 10^8 yuan arrived"),
    "date_serial": ("日期序号读作 2023-03-20", "read as the day 2023-03-20"),
    "formula_without_value": ("没有保存计算结果", "formula without a stored value"),
}
OF_THE_BOOK = (*messy.PLANTED, messy.FORMULA, messy.STORED)
#: Names of the good rows, as the file has them.
GOOD_NAMES = [messy.rows()[row - messy.HEADER_ROW - 1][1] for row in messy.GOOD_ROWS]
#: Projects that the fixture put into the register before.
N_BEFORE = 3


@pytest.fixture
def base(serve, planner_app):
    """Return the address of a workbench with a few projects."""
    return serve(planner_app)


@pytest.fixture
def book(tmp_path) -> Path:
    """Return the messy workbook."""
    file = tmp_path / "招商项目台账.xlsx"
    file.write_bytes(messy.messy_xlsx())
    return file


def counts(page: Page) -> list[int]:
    """Return how many rows are new, changed, unchanged, duplicate, refused."""
    return [int(text) for text in page.locator(".import-counts dd").all_inner_texts()]


def accept(page: Page) -> None:
    """Accept the good rows."""
    page.locator("button[value=good]").click()
    wait_for_job(page)
    expect(page.locator(".badges")).to_contain_text("已录入", timeout=PATIENCE)


def own_frame(register):
    """Return the projects of the register, by name."""
    with register.read() as session:
        return project_frame(session, cli_actor()).set_index("name_zh", drop=False)


def saved(page: Page, base: str, query: str, fmt: str, folder: Path) -> Path:
    """Click the link of a file on the page of projects and return what came."""
    page.goto(f"{base}/planner/projects?{query}")
    with page.expect_download() as waiting:
        page.locator(f'.files a[href*="projects.{fmt}"]').click()
    path = folder / f"saved.{fmt}"
    waiting.value.save_as(path)
    return path


def untold(page: Page, planted, lang: str) -> list[messy.Planted]:
    """Return the planted faults that the page does not name where they stand."""
    at = 0 if lang == "zh" else 1
    colon = "：" if lang == "zh" else ": "
    missing = []
    for one in planted:
        where = (
            page.locator(".note-list li")
            if one.row is None
            else page.locator(f"#row-{one.row} .row-faults li")
        )
        wanted = TOLD[one.key][at]
        subject = f"{one.column}{colon}" if one.column else ""
        lines = where.all_inner_texts()
        if not any(subject in line and wanted in line for line in lines):
            missing.append(one)
    return missing


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_planted_fault_is_named_with_its_row_and_column(page, base, book, lang):
    log_in(page, base)
    upload(page, base, book, lang=lang)

    assert untold(page, OF_THE_BOOK, lang) == []
    assert counts(page) == [12, 0, 0, 1, 15]
    expect(page.locator(".note-list")).to_contain_text(
        "第 32 行" if lang == "zh" else "row 32"
    )  # the total row
    shown = page.locator("#row-14 th").inner_text()
    assert shown == messy.HOSTILE_NAME


def test_fault_that_nobody_planted_would_be_missed(page, base, book):
    log_in(page, base)
    upload(page, base, book)

    other = messy.Planted(4, "总投资（亿元）", "number_range")
    assert untold(page, [other], "zh") == [other]


def test_twin_in_gb18030_is_read_alike(page, base, tmp_path):
    file = tmp_path / "台账.csv"
    file.write_bytes(messy.messy_csv())
    log_in(page, base)
    upload(page, base, file)

    assert untold(page, messy.PLANTED, "zh") == []
    assert counts(page) == [12, 0, 0, 1, 14]  # without the row of the formula
    expect(page.locator(".badges")).to_contain_text("gb18030")


def test_progress_is_shown_while_a_file_is_tried(page, base, book, watch):
    found = watch(base)
    log_in(page, base)
    page.goto(f"{base}/planner/import")
    page.locator("#f-file").set_input_files(book)
    page.locator(".upload-form button[type=submit]").click()

    expect(page.locator("#progress-phase")).not_to_be_empty()
    expect(page.locator("#progress-bar")).to_be_visible()
    wait_for_job(page)
    assert any(one.endswith("/progress.json") for one in found.requests)
    assert found.faults == []


def test_corrected_column_name_and_datum_are_tried_again(page, base, book):
    log_in(page, base)
    upload(page, base, book)
    column = page.locator("table.mapping tr", has_text="经办科室电话")
    column.locator("select").select_option("officer")
    page.get_by_label("坤都仑区").select_option("150203")
    page.get_by_label("前旗").select_option("152221")
    page.locator("#f-datum").fill("gcj02")
    page.get_by_role("button", name="按以上设置再试导").click()
    wait_for_job(page)

    expect(page.locator("table.mapping tr", has_text="经办科室电话")).to_contain_text(
        "您的选择"
    )
    missing = {(one.row, one.key) for one in untold(page, OF_THE_BOOK, "zh")}
    assert missing == {
        (None, "column_ignored"),
        (None, "datum_not_stated"),
        (8, "located_elsewhere"),  # the point was one of GCJ-02
        (12, "garbled_place"),
        (13, "ambiguous_place"),
    }
    assert counts(page) == [14, 0, 0, 1, 13]


def test_column_that_would_be_taken_twice_is_refused_in_chinese(page, base, book):
    log_in(page, base)
    upload(page, base, book)
    column = page.locator("table.mapping tr", has_text="经办科室电话")
    column.locator("select").select_option("notes")
    page.get_by_role("button", name="按以上设置再试导").click()

    expect(page.locator("#faults")).to_contain_text("备注：与“经办科室电话”都录入为")
    assert counts(page) == [12, 0, 0, 1, 15]


def test_good_rows_reach_table_board_and_map_and_leave_by_undo(
    page, base, book, watch, planner_register
):
    found = watch(base)
    log_in(page, base)
    upload(page, base, book)
    accept(page)

    page.goto(f"{base}/planner/projects?origin=register")
    listed = page.locator("table.rows tbody th a").all_inner_texts()
    assert sorted(GOOD_NAMES) == sorted(set(listed) & set(GOOD_NAMES))
    assert len(listed) == N_BEFORE + len(GOOD_NAMES)

    page.goto(f"{base}/planner/board?origin=register")
    figures = page.locator(".board-figures dd").all_inner_texts()
    assert figures[0] == "15个"
    # 15 + 8 of the fixture, and of the file 10 x 5, 3 by 30,000 万元, 3 by 三亿元;
    # the project in dollars adds nothing.
    assert figures[1].startswith(str(15 + 8 + 9 * 5 + 3 + 3))

    answer = page.request.get(f"{base}/planner/projects-map.geojson?origin=register")
    features = {
        one["properties"]["name"]: one["geometry"]["coordinates"]
        for one in json.loads(answer.text())["features"]
    }
    assert set(GOOD_NAMES) <= set(features)
    assert features["年产5GW单晶硅片项目"] == pytest.approx([109.822, 40.642])
    page.goto(f"{base}/planner/map?origin=register")
    expect(page.locator(".leaflet-container")).to_be_visible()

    page.goto(f"{base}/planner/import/B-000001")
    page.get_by_role("button", name="撤销整批").click()
    wait_for_job(page)
    expect(page.locator(".badges")).to_contain_text("已撤销")
    assert len(own_frame(planner_register)) == N_BEFORE
    page.goto(f"{base}/planner/projects?origin=register")
    assert page.locator("table.rows tbody tr").count() == N_BEFORE

    assert found.faults == []
    assert found.outside == []
    assert [one for one in found.requests if one.endswith("/x")] == []


def text_of(value) -> str:
    """Return a cell as text, empty where nothing is known."""
    if value is None or value is pd.NA or isinstance(value, float):
        return ""  # the only number among texts is NaN
    return ";".join(value) if isinstance(value, tuple | list) else str(value)


@pytest.fixture(params=["zh", "en"])
def files(request, page, base, book, tmp_path) -> dict[str, Path]:
    """Return the projects of the register, taken away by the links of the page."""
    log_in(page, base)
    upload(page, base, book)
    accept(page)
    query = f"origin=register&lang={request.param}"
    return {
        fmt: saved(page, base, query, fmt, tmp_path)
        for fmt in ("xlsx", "csv", "geojson", "gpkg")
    }


def test_files_hold_all_and_run_nothing(files, planner_register):
    kept = own_frame(planner_register)

    loaded = openpyxl.load_workbook(files["xlsx"])
    cells = [cell for sheet in loaded for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert [cell.coordinate for cell in cells if cell.hyperlink] == []
    texts = {cell.value for cell in cells}
    assert set(GOOD_NAMES) <= texts  # letter for letter, HYPERLINK and marks too
    lines = files["csv"].read_text("utf-8-sig")
    assert not re.search(r'(^|,)"?[=+@]', lines, re.MULTILINE)

    for fmt in ("geojson", "gpkg"):
        frame = pyogrio.read_dataframe(files[fmt], layer=0).set_index("name_zh")
        assert sorted(frame.index) == sorted(kept.index)
        for name in ("investor_zh", "stage", "league", "banner", "notes", "place_text"):
            got = frame.loc[kept.index, name].map(text_of)
            assert got.tolist() == kept[name].map(text_of).tolist(), name
        for name in ("pledged_cny_1e8", "arrived_cny_1e8", "pledged_foreign_1e4"):
            got = frame.loc[kept.index, name].fillna(-1.0)
            assert got.tolist() == kept[name].fillna(-1.0).tolist(), name
        point = frame.loc["年产5GW单晶硅片项目"].geometry
        assert (point.x, point.y) == pytest.approx((109.822, 40.642))


def test_files_come_back_unchanged(files, page, base, watch):
    found = watch(base)
    for fmt, file in files.items():
        upload(page, base, file)
        assert counts(page) == [0, 0, N_BEFORE + len(GOOD_NAMES), 0, 0], fmt
    assert found.faults == []
    assert found.outside == []
