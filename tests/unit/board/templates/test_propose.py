"""What the cells of a template seem to mean, told by names and headings."""

from __future__ import annotations

import openpyxl
import pytest

from geo_zs.board.templates.fill import propose_template_mapping
from geo_zs.board.templates.headings import figure_of, scope_of, unit_of
from geo_zs.board.templates.mapping import RowUse, TemplateMapping
from geo_zs.board.templates.periods import with_month
from geo_zs.errors import RecordError, UnreadableFileError
from tests.unit.board.conftest import BAOTOU, HOHHOT, WUHAI
from tests.unit.board.templates.conftest import bureau_book, bytes_of


def test_merged_headings_in_two_rows_are_understood(bureau, places):
    mapping = propose_template_mapping(bureau, places).mapping

    assert (mapping.sheet, mapping.name_column, mapping.header_rows) == (
        "通报",
        2,
        (3, 4),
    )
    uses = {
        one.column: (one.header, one.figure, one.unit, one.scope)
        for one in mapping.columns
    }
    assert uses == {
        1: ("序号", None, None, None),
        3: ("国内到位资金 / 年度目标", "target", "1e4", "domestic"),
        4: ("国内到位资金 / 实际完成", "done", "1e4", "domestic"),
        5: ("国内到位资金 / 完成率", "share", "percent", "domestic"),
        6: ("国内到位资金 / 同比增长", "growth", "ratio", "domestic"),
        7: ("其中：区外到位资金 / 完成", "done", "1e4", "outside_region"),
        8: ("其中：区外到位资金 / 同比增长%", "growth", "percent", "outside_region"),
        9: ("位次变化", "rank_change", "count", None),
    }
    assert [(one.row, one.text, one.place) for one in mapping.rows] == [
        (5, "呼和浩特", HOHHOT),
        (6, "包头市", BAOTOU),
        (7, "乌海市", WUHAI),
        (8, "合计", "total"),
    ]
    assert mapping.period_cells == ("A1",)


def test_formulas_are_told_to_be_kept(bureau, places):
    notes = propose_template_mapping(bureau, places).notes

    assert [note.key for note in notes] == ["formulas_computed"]


def test_sheet_with_most_names_is_taken_and_hidden_ones_are_not(places):
    book = bureau_book()
    other = book.create_sheet("少", 0)
    other["A1"], other["A2"], other["B1"] = "包头", "乌海", "完成"
    hidden = book.create_sheet("藏", 0)
    hidden.sheet_state = "hidden"
    for row, name in enumerate(("呼和浩特市", "包头市", "乌海市", "全区"), start=2):
        hidden[f"A{row}"] = name

    assert propose_template_mapping(bytes_of(book), places).mapping.sheet == "通报"


def test_banners_and_full_width_spaces_are_understood(places):
    book = openpyxl.Workbook()
    book.active.append(("旗县区", "到位资金（亿元）"))
    for name in ("新　城 区", "东河区", "昆都仑"):
        book.active.append((name, 1))

    mapping = propose_template_mapping(bytes_of(book), places).mapping

    assert [one.place for one in mapping.rows] == ["150102", "150202", "150203"]
    assert (mapping.columns[0].figure, mapping.columns[0].unit) == ("done", "1e8")
    assert mapping.header_rows == (1, 1)


def test_figure_that_stands_twice_is_left_to_the_user(places):
    book = openpyxl.Workbook()
    rows = [("盟市", "完成", "累计到位"), ("包头市",), ("乌海市",)]
    for row in rows:
        book.active.append(row)

    first, second = propose_template_mapping(bytes_of(book), places).mapping.columns

    assert (first.figure, first.is_sure) == ("done", False)  # no unit is told
    assert (second.figure, second.is_sure) == (None, False)


def test_second_table_below_is_not_taken_for_the_same_places(places):
    book = openpyxl.Workbook()
    for row in [
        ("", "完成"),
        ("包头市",),
        ("乌海市",),
        ("",),
        ("包头市",),
        ("乌海市",),
    ]:
        book.active.append(row)

    mapping = propose_template_mapping(bytes_of(book), places).mapping

    assert [one.row for one in mapping.rows] == [2, 3]


def test_book_without_names_is_refused(places):
    book = openpyxl.Workbook()
    book.active.append(["包头市", "乌海市"])  # beside each other

    with pytest.raises(UnreadableFileError, match="names no two leagues or banners"):
        propose_template_mapping(bytes_of(book), places)


def test_empty_book_is_refused(places):
    with pytest.raises(UnreadableFileError, match="names no two leagues"):
        propose_template_mapping(bytes_of(openpyxl.Workbook()), places)


@pytest.mark.parametrize(
    ("heading", "figure"),
    [
        ("2024年度目标任务", "target"),
        ("完成目标任务%", "share"),
        ("占年度任务比重", "share"),
        ("完成率", "share"),
        ("较上年同期增长", "growth"),
        ("同比", "growth"),
        ("同比增加额", None),
        ("上年同期", "last_year"),
        ("去年同期完成", "last_year"),
        ("排名", "rank"),
        ("较上月位次升降", "rank_change"),
        ("本月完成", "done_in_month"),
        ("截至本月累计到位", "done"),
        ("上报数", "reported"),
        ("审核认定数", "verified"),
        ("核减", None),
        ("差额", "left"),
        ("序号", None),
        ("序时进度", None),
        ("计划总投资", None),
        ("备注", None),
        ("Target", "target"),
        ("Rank", "rank"),
        ("Share of target", "share"),
    ],
)
def test_heading_names_a_figure(heading, figure):
    assert figure_of([heading])[0] == figure


def test_lowest_heading_counts_and_a_higher_one_is_less_sure():
    assert figure_of(["完成情况", "目标"]) == ("target", True)
    assert figure_of(["完成情况", "金额"]) == ("done", False)


@pytest.mark.parametrize(
    ("headings", "scope"),
    [
        (["国内到位资金", "其中：区外"], "outside_region"),
        (["国内（区外）资金"], "outside_region"),
        (["区外资金"], "outside_region"),  # holds 外资, and is none
        (["实际利用外资"], "foreign"),
        (["国内到位资金"], "domestic"),
        (["到位资金"], None),
    ],
)
def test_heading_names_the_money(headings, scope):
    assert scope_of(headings) == scope


def test_unit_is_that_of_the_heading_then_that_beside_the_table():
    assert unit_of("done", ["完成（亿元）"], "万元", is_percent=False) == ("1e8", True)
    assert unit_of("done", ["完成"], "万元", is_percent=False) == ("1e4", True)
    assert unit_of("done", ["完成"], "", is_percent=False) == ("1e8", False)
    assert unit_of("share", ["完成率"], "万元", is_percent=True) == ("ratio", True)


@pytest.mark.parametrize(
    ("text", "month", "expected"),
    [
        ("2023年1-5月通报", "2024-06", "2024年1-6月通报"),
        ("截至2023年5月底", "2024-06", "截至2024年6月底"),
        ("2023年1—12月", "2024-01", "2024年1月"),
        ("2023年3—5月", "2024-06", "2023年3—5月"),
        ("各盟市", "2024-06", "各盟市"),
    ],
)
def test_months_are_brought_up_to_date_in_their_own_manner(text, month, expected):
    assert with_month(text, month) == expected


def test_mapping_is_kept_and_read_back(bureau, places):
    mapping = propose_template_mapping(bureau, places).mapping

    assert TemplateMapping.parse(mapping.to_dict()) == mapping
    assert len(mapping.signature) == 64


def test_what_was_decided_before_is_used_for_the_same_layout(bureau, places):
    proposed = propose_template_mapping(bureau, places).mapping
    values = proposed.to_dict()
    values["columns"][8 - 1]["figure"] = None
    values["rows"][0]["place"] = None
    kept = TemplateMapping.parse(values)

    again = proposed.with_uses_of(kept)

    assert again.columns[7].figure is None
    assert again.rows[0] == RowUse(5, "呼和浩特", None)
    assert again.rows[1] == proposed.rows[1]
    assert proposed.signature == kept.signature


def test_all_faults_of_a_changed_mapping_are_told_at_once():
    given = {
        "sheet": 5,
        "name_column": 0,
        "header_rows": [1],
        "columns": [
            {"column": 3, "header": "a", "figure": "luck", "unit": "1e8"},
            {"column": 4, "header": "b", "figure": "share", "unit": "1e8"},
            {
                "column": 5,
                "header": "c",
                "figure": "done",
                "unit": "1e8",
                "scope": "all",
            },
            {"column": 5, "header": "d", "figure": "target", "unit": "1e8"},
            "x",
        ],
        "rows": [{"row": 99999, "text": "", "place": "包头"}],
        "period_cells": ["1A"],
    }

    with pytest.raises(RecordError) as caught:
        TemplateMapping.parse(given)

    told = [(fault.field, fault.value) for fault in caught.value.problems]
    assert told == [
        ("columns", "luck"),
        ("columns", "1e8"),
        ("columns", "all"),
        ("columns", "x"),
        ("rows", "包头"),
        ("rows", "99999"),
        ("period_cells", "1A"),
        ("columns", "5"),
        ("header_rows", "[1]"),
        ("sheet", "5"),
        ("name_column", "0"),
    ]
    assert "expected rank, rank_change, target" in caught.value.problems[0].message


@pytest.mark.parametrize("given", [None, [], "x", 3])
def test_what_is_no_mapping_is_refused(given):
    with pytest.raises(RecordError, match="expected an object"):
        TemplateMapping.parse(given)
