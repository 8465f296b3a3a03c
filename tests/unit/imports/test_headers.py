"""The header is found below titles and joined where it has several rows."""

from __future__ import annotations

import pytest

from geo_zs.imports.header_names import Span, clean_name, join_parts
from geo_zs.imports.header_words import fold_header, known_headers
from geo_zs.imports.headers import find_header

KNOWN = known_headers()


def test_first_row_is_the_header_of_a_plain_table():
    header = find_header([["项目名称", "投资方"], ["a", "b"]], known=KNOWN)

    assert (header.first, header.last) == (0, 0)
    assert header.parts == (("项目名称",), ("投资方",))
    assert header.n_known == 2


def test_title_and_unit_rows_above_are_not_the_header():
    rows = [
        ["2023年招商引资项目表", None, None],
        ["单位：亿元", None, "2023年6月"],
        ["项目名称", "投资方", "总投资"],
        ["a", "b", 1],
    ]
    spans = [Span(0, 0, 0, 2)]

    assert find_header(rows, merged=spans, known=KNOWN).first == 2


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("填报单位：包头市区域经济合作局", "单位：亿元、亩"),
        ("填报单位（盖章）：包头市区域经济合作局", "单位：亿元、亩"),
        ("单位：万元", "填报日期：2023年6月"),
        ("制表：张三", "截至2023年6月30日"),
        ("招商引资项目", "金额单位：万元"),
    ],
)
def test_merged_line_of_who_reports_and_in_which_unit_is_no_level(left, right):
    rows = [
        ["2023年招商引资项目表", None, None, None],
        [left, None, right, None],
        ["项目名称", "投资方", "总投资", "用地面积"],
        ["a", "b", 1, 300],
    ]
    spans = [Span(0, 0, 0, 3), Span(1, 0, 1, 1), Span(1, 2, 1, 3)]

    header = find_header(rows, merged=spans, known=KNOWN)

    assert (header.first, header.last) == (2, 2)
    assert header.parts == (("项目名称",), ("投资方",), ("总投资",), ("用地面积",))


def test_line_of_who_reports_is_no_header_of_unknown_names():
    rows = [["填报单位：某局", "单位：亿元", None], ["甲", "乙", "丙"], ["a", "b", 1]]

    assert find_header(rows, known=KNOWN).first == 1


def test_header_of_two_rows_is_joined_where_the_top_is_merged():
    rows = [
        ["序号", "项目名称", "投资情况（亿元）", None, "投资方"],
        [None, None, "总投资", "到位资金", None],
        [1, "a", 10, 2, "b"],
    ]
    spans = [Span(0, 2, 0, 3), Span(0, 0, 1, 0), Span(0, 1, 1, 1), Span(0, 4, 1, 4)]

    header = find_header(rows, merged=spans, known=KNOWN)

    assert (header.first, header.last) == (0, 1)
    assert [join_parts(part) for part in header.parts] == [
        "序号",
        "项目名称",
        "投资情况（亿元） / 总投资",
        "投资情况（亿元） / 到位资金",
        "投资方",
    ]


def test_groups_above_the_known_names_belong_to_the_header():
    rows = [
        ["企业情况", None, "项目情况", None],
        ["投资方", "统一社会信用代码", "项目名称", "总投资"],
        ["a", "b", "c", 1],
    ]
    spans = [Span(0, 0, 0, 1), Span(0, 2, 0, 3)]

    header = find_header(rows, merged=spans, known=KNOWN)

    assert (header.first, header.last) == (0, 1)
    assert header.parts[3] == ("项目情况", "总投资")


def test_twin_of_two_rows_in_a_csv_is_joined_without_merged_blocks():
    rows = [
        ["序号", "项目名称", "投资", "", "投资方"],
        ["", "", "总投资", "到位资金", ""],
        ["1", "a", "10", "2", "b"],
    ]

    header = find_header(rows, known=KNOWN)

    assert (header.first, header.last) == (0, 1)
    assert header.parts == (
        ("序号",),
        ("项目名称",),
        ("投资", "总投资"),
        ("投资", "到位资金"),
        ("投资方",),
    )


def test_row_of_text_below_a_header_with_an_unnamed_column_is_a_record():
    rows = [["项目名称", "", "投资方"], ["a", "b", "c"], ["d", "e", "f"]]

    assert find_header(rows, known=KNOWN).last == 0


def test_row_of_units_belongs_to_the_header():
    rows = [["项目名称", "总投资", "用地"], [None, "（亿元）", "亩"], ["a", 1, 2]]

    header = find_header(rows, known=KNOWN)

    assert header.last == 1
    assert [join_parts(part) for part in header.parts] == [
        "项目名称",
        "总投资（亿元）",
        "用地（亩）",
    ]


def test_unknown_names_are_found_by_the_width_of_the_table():
    rows = [["Report", None, None], ["foo", "bar", "baz"], ["a", 1, 2], ["b", 3, 4]]

    assert find_header(rows).first == 1


def test_table_of_one_column_has_its_header():
    assert find_header([["whatever"], ["a"], ["b"]]).first == 0


@pytest.mark.parametrize(
    "rows", [[], [[None]], [[1, 2], [3, 4]], [["2023-01-01", "1,200"], ["5", "6%"]]]
)
def test_table_without_names_has_no_header(rows):
    assert find_header(rows, known=KNOWN) is None


def test_header_repeated_below_does_not_hide_the_first():
    rows = [["项目名称", "投资方"], ["a", "b"], ["项目名称", "投资方"], ["c", "d"]]

    assert find_header(rows, known=KNOWN).first == 0


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        (" 总投资\n（亿元） ", "总投资（亿元）"),
        ("project\n name", "project name"),
        ("项目 名称", "项目名称"),
        (2023.0, "2023"),
        (None, ""),
        ("长" * 200, "长" * 80),
    ],
)
def test_header_cell_becomes_one_line(cell, name):
    assert clean_name(cell) == name


@pytest.mark.parametrize(
    ("header", "folded"),
    [
        ("总投资（亿元） *", "总投资"),
        ("Project Name", "projectname"),
        ("ＡＢＣ【必填】", "abc"),
        ("投资/总额", "投资总额"),
    ],
)
def test_header_is_folded_for_comparison(header, folded):
    assert fold_header(header) == folded


def test_titles_and_aliases_of_the_register_are_known():
    assert {"项目名称", "投资方", "projectname", "name_zh".replace("_", "")} <= KNOWN
