"""Headers as bureaus write them find their field, and only where it is meant."""

from __future__ import annotations

import re

import numpy as np
import pytest

from geo_zs.errors import RecordError
from geo_zs.imports.all_words import say
from geo_zs.imports.faults import Fault
from geo_zs.imports.header_units import split_header
from geo_zs.imports.mapping import (
    ColumnMapping,
    change_mapping,
    mapping_faults,
    signature,
)
from geo_zs.imports.propose import propose_for_file, propose_mapping
from geo_zs.imports.raw_table import RawTable
from geo_zs.register.fields import fields

PROJECTS = fields("projects")


def _one(header: str, table: str = "projects"):
    return propose_mapping([header], fields(table), table=table).columns[0]


@pytest.mark.parametrize(
    ("header", "field", "unit"),
    [
        ("项目名称", "name_zh", None),
        ("項目 名稱", "name_zh", None),
        ("Project Name", "name_zh", None),
        ("*项目名称（必填）", "name_zh", None),
        ("1.项目名称", "name_zh", None),
        ("总投资（万元）", "pledged_cny_1e8", "万元"),
        ("总投资(单位：亿元)", "pledged_cny_1e8", "亿元"),
        ("总投资/万元", "pledged_cny_1e8", "万元"),
        ("总投资万元", "pledged_cny_1e8", "万元"),
        ("总投资 单位:万元", "pledged_cny_1e8", "万元"),
        ("用地面积[亩]", "land_ha", "亩"),
        ("用电负荷（万千瓦）", "power_mw", "万千瓦"),
        ("年用电量(万千瓦时)", "electricity_1e4_kwh_per_year", "万千瓦时"),
        ("综合能耗（万吨标准煤）", "energy_tce_per_year", "万吨标准煤"),
        ("日用水量（立方米）", "water_m3_per_day", "立方米/日"),
        ("合同外资（万美元）", "pledged_foreign_1e4", "万美元"),
        ("经度（GCJ-02）", "lon", None),
        ("项目概况/建设内容", "capacity_text", None),
        ("项目业主", "investor_zh", None),
        ("业主单位", "investor_zh", None),
        ("业主", "investor_zh", None),
        ("投资人", "investor_zh", None),
        ("引进企业", "investor_zh", None),
        ("项目单位", "investor_zh", None),
        ("GCJ02经度", "lon", None),
        ("GCJ02纬度", "lat", None),
        ("高德经度", "lon", None),
        ("百度地图坐标纬度", "lat", None),
        ("WGS84经度", "lon", None),
        ("火星坐标经度", "lon", None),
        ("CGCS2000_纬度", "lat", None),
        ("Pledged money (亿元)", "pledged_cny_1e8", "亿元"),
    ],
)
def test_header_finds_its_field_and_states_its_unit(header, field, unit):
    found = _one(header)

    assert (found.field, found.unit) == (field, unit)


@pytest.mark.parametrize(
    "header",
    [
        "序号",
        "计划开工时间",
        "开工时间（计划）",
        "到位资金比例",
        "本月到位资金",
        "2023年到位资金",
        "年用水量（万立方米）",
        "联系人电话",
        "投资方式",
        "乱七八糟",
        "百度",
        "",
    ],
)
def test_header_of_another_thing_is_left_out(header):
    assert _one(header).field is None


def test_likeness_is_told_with_its_share_and_the_name_it_is_like():
    mapping = propose_mapping(["项目建设地点"], PROJECTS)

    (column,) = mapping.columns
    fault = next(f for f in mapping_faults(mapping, PROJECTS) if f.column)
    assert (column.field, column.reason) == ("place_text", "likeness")
    assert fault.key == "mapping_guessed"
    assert "by likeness to '项目地点' (80 %)" in fault.message


def test_field_is_never_taken_from_two_columns():
    mapping = propose_mapping(["协议投资（万元）", "总投资（万元）"], PROJECTS)

    first, second = mapping.columns
    assert (first.field, first.reason) == (None, "taken")
    assert second.field == "pledged_cny_1e8"
    told = [f for f in mapping_faults(mapping, PROJECTS) if f.key == "field_taken"]
    assert [f.column for f in told] == ["协议投资（万元）"]
    assert "is taken from '总投资（万元）'" in told[0].message


def test_required_field_without_a_column_is_told():
    faults = mapping_faults(propose_mapping(["投资方"], PROJECTS), PROJECTS)

    assert [f.values["title"] for f in faults if f.key == "column_missing"] == [
        "项目名称"
    ]


def test_unit_that_does_not_measure_the_field_is_kept_so_that_no_number_is_misread():
    assert _one("用水量（万立方米/年）").unit == "万立方米/年"


def test_unit_above_the_table_is_that_of_money_without_one():
    note = Fault(
        field="", message="", key="title_rows", values={"text": "台账 · 单位：万元"}
    )
    cells = np.array([None], dtype=object)
    raw = RawTable(
        name="a.xlsx",
        format="xlsx",
        headers=("总投资", "到位资金（亿元）", "用地面积"),
        columns=(cells, cells, cells),
        row_numbers=np.array([3]),
        notes=(note,),
    )

    mapping = propose_for_file(raw)

    assert [one.unit for one in mapping.columns] == ["万元", "亿元", None]
    assert [f.key for f in mapping_faults(mapping, PROJECTS)] == [
        "unit_from_title",
        "column_missing",
    ]


def test_two_units_of_money_above_the_table_are_not_chosen_from():
    mapping = propose_mapping(["总投资"], PROJECTS, titles=["单位：万元", "单位：亿元"])

    assert mapping.columns[0].unit == "万元、亿元"


@pytest.mark.parametrize(
    "titles",
    [
        ["填报单位：包头市区域经济合作局", "单位：亿元、亩、万千瓦"],
        ["单位：亿元，亩 万千瓦"],
        ["单位：亿元和亩和万千瓦"],
        ["金额单位：亿元；面积单位：亩", "单位：万千瓦"],
        ["（单位：投资亿元、用地亩、负荷万千瓦）"],
        ["单位：", "亿元/亩/万千瓦"],
        ["单位（亿元、亩、万千瓦）"],
        ["（单位 亿元 亩 万千瓦）"],
        ["招商引资项目台账（单位亿元、亩、万千瓦）"],
        ["填报单位 某局", "金额单位 亿元", "面积单位（亩）", "计量单位 万千瓦"],
        ["Unit (亿元, 亩, 万千瓦)"],
    ],
)
def test_each_unit_above_the_table_goes_to_the_columns_it_measures(titles):
    headers = ["总投资", "用地面积", "用电负荷", "到位资金（万元）", "项目名称", "经度"]

    mapping = propose_mapping(headers, PROJECTS, titles=titles)

    assert [one.unit for one in mapping.columns] == [
        *("亿元", "亩", "万千瓦", "万元", None, None),
    ]


@pytest.mark.parametrize(
    "titles",
    [
        ["填报单位 万元"],
        ["责任单位（亿元）"],
        ["各单位万元以上项目台账"],
        ["单位 包头市工信局"],
        ["Business units of 亿元"],
    ],
)
def test_offices_above_the_table_are_no_units(titles):
    assert propose_mapping(["总投资"], PROJECTS, titles=titles).columns[0].unit is None


def test_two_units_of_money_above_the_table_are_asked_about():
    mapping = propose_mapping(
        ["项目名称", "总投资"], PROJECTS, titles=["单位（亿元、万元）"]
    )

    (fault,) = mapping_faults(mapping, PROJECTS)

    assert mapping.columns[1].unit == "亿元、万元"
    assert (fault.key, fault.values["unit"]) == ("units_in_title", "亿元、万元")
    assert "是哪一个？" in say(fault, "zh")


def test_price_above_the_table_is_not_read_as_the_unit_of_money_or_land():
    mapping = propose_mapping(
        ["总投资", "用地面积", "用电负荷"], PROJECTS, titles=["单位：万元/亩"]
    )

    assert [one.unit for one in mapping.columns] == ["万元/亩", "万元/亩", None]


def test_remembered_columns_take_the_unit_of_the_new_title():
    headers = ["项目名称", "总投资"]
    old = propose_mapping(headers, PROJECTS, titles=["单位：万元"])

    new = propose_mapping(headers, PROJECTS, remembered=old, titles=["单位：亿元"])

    assert [one.unit for one in new.columns] == [None, "亿元"]


def test_other_tables_have_their_own_names():
    ledger = propose_mapping(
        ["项目名称", "到位月份", "上报数（万元）", "新建续建"],
        fields("ledger"),
        table="ledger",
    )

    assert [one.field for one in ledger.columns] == [
        "project_id",
        "month",
        "reported_1e4",
        "is_continued",
    ]


def test_remembered_mapping_counts_for_the_same_headers_only():
    mapping = propose_mapping(["乱", "项目名称"], PROJECTS)
    settled = change_mapping(mapping, {"乱": "notes"}, PROJECTS)

    again = propose_mapping(["乱", "项目名称"], PROJECTS, remembered=settled)
    other = propose_mapping(["乱", "名称"], PROJECTS, remembered=settled)

    assert [one.field for one in again.columns] == ["notes", "name_zh"]
    assert {one.reason for one in again.columns} == {"remembered"}
    assert other.columns[0].field is None


def test_remembered_field_that_is_gone_is_left_out():
    mapping = propose_mapping(["甲"], PROJECTS)
    old = ColumnMapping("projects", (mapping.columns[0].__class__(0, "甲", "gone"),))

    assert propose_mapping(["甲"], PROJECTS, remembered=old).columns[0].field is None


def test_user_leaves_a_column_out_and_sets_a_unit_and_a_reading():
    mapping = propose_mapping(["项目名称", "总投资"], PROJECTS)

    changed = change_mapping(
        mapping,
        {"项目名称": None},
        PROJECTS,
        units={"总投资": "万元"},
        datum="gcj02",
        readings=[("banner", "坤都仑区", "150203")],
    )

    assert changed.columns[0].field is None
    assert changed.columns[1].unit == "万元"
    assert changed.datum == "gcj02"
    assert changed.readings == (("banner", "坤都仑区", "150203"),)


def test_every_fault_of_a_correction_is_told():
    mapping = propose_mapping(["项目名称", "总投资", "投资额"], PROJECTS)

    with pytest.raises(RecordError) as caught:
        change_mapping(
            mapping,
            {"没有": "notes", "项目名称": "nonsense", "投资额": "pledged_cny_1e8"},
            PROJECTS,
            units={"总投资": "亩"},
        )

    text = str(caught.value)
    assert "没有: is no column of the file" in text
    assert "项目名称: field is 'nonsense'" in text
    assert "总投资: unit is '亩', which does not measure 'pledged_cny_1e8'" in text
    assert "a field takes one column" in text


def test_mapping_survives_json():
    mapping = propose_mapping(["项目名称", "投资额"], PROJECTS)

    assert ColumnMapping.from_dict(mapping.to_dict()) == mapping


def test_signature_is_of_table_and_headers_whatever_their_width():
    assert signature("projects", ["总投资（万元）"]) == signature(
        "projects", ["总投资(万元) "]
    )
    assert signature("projects", ["a"]) != signature("ledger", ["a"])
    assert signature("projects", ["a", "b"]) != signature("projects", ["ab"])


def test_hostile_headers_are_no_fault():
    headers = ["=1+1", "\ud800", "x" * 5000, "（（（", "（）", "单位：", "/"]

    mapping = propose_mapping(headers, PROJECTS)

    assert all(one.field is None for one in mapping.columns)


def test_remark_that_changes_the_meaning_stays_in_the_name():
    assert split_header("开工时间（计划）").keys == ("开工时间计划",)
    assert split_header("开工时间（年/月/日）").keys == ("开工时间",)


def _cells(*values):
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


@pytest.mark.parametrize(
    ("table", "key", "own"),
    [
        ("projects", "project_id", "R-000001"),
        ("ledger", "entry_id", "E-000001"),
        ("companies", "company_id", "C-000001"),
        ("steps", "step_id", "T-000001"),
    ],
)
def test_numbers_of_a_bureau_are_not_the_key_of_the_register(table, key, own):
    spec = next(one for one in fields(table) if one.name == key)

    def proposed(*cells):
        return propose_mapping(
            [spec.title_zh], fields(table), table=table, cells=[_cells(*cells)]
        )

    theirs = proposed("BT2023-001", "BT2023-002", own, None)
    (note,) = [
        one for one in mapping_faults(theirs, fields(table)) if one.key == "not_a_key"
    ]
    assert theirs.columns[0].field is None
    assert own in note.message
    assert f"：这一列不是登记库的编号（如 {own}），未录入" in say(note, "zh")
    assert proposed(own, "BT2023-001").columns[0].field == key
    assert proposed(None, None).columns[0].field == key


def test_key_of_the_register_is_taken_from_the_column_that_holds_it():
    mapping = propose_mapping(
        ["项目编号", "登记号"], PROJECTS, cells=[_cells("BT1"), _cells("R-000007")]
    )

    assert [one.field for one in mapping.columns] == [None, "project_id"]


@pytest.mark.parametrize("table", ["projects", "ledger", "companies", "steps"])
def test_no_field_shows_its_regular_expression(table):
    forms = {one.name: one.form for one in fields(table) if one.pattern}

    assert not [name for name, form in forms.items() if set(form) & set("\\[{")]
    for one in fields(table):
        if one.pattern and one.name.endswith("_id"):
            assert re.fullmatch(one.pattern, one.form), one.name


@pytest.mark.parametrize("header", ["项目进度", "进展阶段", "当前进展"])
def test_how_far_a_project_has_come_is_its_stage(header):
    assert _one(header).field == "stage"
