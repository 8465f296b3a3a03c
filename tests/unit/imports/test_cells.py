"""Text stays as it came wherever it can be stored; each cell is parsed once."""

from __future__ import annotations

import datetime as dt
import math

import pytest

from geo_zs.imports.cells import (
    Parsed,
    as_text,
    is_blank,
    pattern_reader,
    read_column,
    text_reader,
)
from geo_zs.imports.codes import credit_code_reader, industry_code_reader, section_of
from geo_zs.imports.coordinates import coordinate_reader
from geo_zs.imports.dates import date_reader
from geo_zs.imports.enum_words import enum_reader, yes_no_reader
from geo_zs.imports.fault_book import FaultBook, Remark
from geo_zs.register.fields import fields_by_name

PROJECTS = fields_by_name("projects")
NAME = text_reader(PROJECTS["name_zh"], "项目名称")


def _keys(parsed):
    return [one.key for one in parsed.remarks]


@pytest.mark.parametrize(
    ("cell", "keys"),
    [
        ("年产5GW单晶硅片项目", []),
        ('=HYPERLINK("http://x","y")', ["formula_like"]),
        ("+1", ["formula_like"]),
        ("@SUM(A1)", ["formula_like"]),
        ("＝1", ["formula_like"]),
        ("<script>alert(1)</script>", ["markup_like"]),
        ("a &amp; b", ["markup_like"]),
        ("A & B 公司", []),
        ("投资 < 5 亿", []),
        ("石墨\u202e负极", ["direction_marks"]),
        ("两行\n名称", []),
        ("蒙古文ᠮᠣᠩᠭᠣᠯ", []),
        ("𠮷野家", []),
    ],
)
def test_harmless_text_is_kept_verbatim_and_odd_text_told(cell, keys):
    parsed = NAME(cell)

    assert parsed.value == cell
    assert _keys(parsed) == keys


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("\ud83d", "lone_surrogate"),
        ("a\x00b", "control_characters"),
        ("a\x1bb", "control_characters"),
        pytest.param("长" * 301, "too_long", id="one-too-many"),
        pytest.param("x" * 10_000_000, "too_long", id="ten-million"),
        (1e18, "code_digits_lost"),
    ],
)
def test_text_that_cannot_be_stored_is_a_fault(cell, key):
    parsed = NAME(cell)

    assert parsed.value is None
    assert key in _keys(parsed)


def test_long_text_is_cut_in_its_fault():
    (remark,) = NAME("x" * 10_000_000).remarks

    assert len(remark.value) < 100
    assert dict(remark.values) == {"length": 10_000_000, "most": 300}


def test_text_exactly_as_long_as_allowed_is_kept():
    assert NAME("长" * 300).value == "长" * 300


def test_guard_of_an_export_is_taken_away_and_other_apostrophes_stay():
    assert NAME("'=1+1").value == "=1+1"
    assert NAME("'89年项目").value == "'89年项目"


@pytest.mark.parametrize("cell", ["", "  ", "-", "—", "/", math.nan, "\u3000"])
def test_dash_in_free_text_says_nothing(cell):
    assert NAME(cell) == (None, (), None)


def test_word_for_nothing_is_text_in_free_text():
    assert NAME("无").value == "无"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (3825.0, "3825"),
        (12, "12"),
        (0.5, "0.5"),
        (True, "TRUE"),
        (dt.date(2023, 3, 20), "2023-03-20"),
        (dt.datetime(2023, 3, 20), "2023-03-20"),  # noqa: DTZ001  as in a workbook
        (dt.datetime(2023, 3, 20, 8), "2023-03-20 08:00:00"),  # noqa: DTZ001
    ],
)
def test_cell_of_any_type_is_text_as_a_person_sees_it(cell, expected):
    assert as_text(cell) == expected


@pytest.mark.parametrize("cell", [None, "", "N/A", "null", "暂无", "——", math.nan])
def test_blank_cells(cell):
    assert is_blank(cell)


@pytest.mark.parametrize("cell", [0, "0.0", False, "无锡", "n/a 项目名称"])
def test_cells_that_say_something_are_not_blank(cell):
    assert not is_blank(cell)


def test_each_different_cell_is_parsed_once_and_true_is_not_one():
    asked = []

    def reader(cell):
        asked.append(cell)
        return Parsed(str(cell))

    book = FaultBook(6)
    reading = read_column([1, True, "1", 1, None, 1.0], reader, book)

    assert reading.values == ["1", "True", "1", "1", None, "1.0"]
    assert len(asked) == 4


CREDIT = credit_code_reader(PROJECTS["credit_code"], "代码")


def test_credit_code_with_its_check_character_is_kept_in_capitals():
    # The example of GB 32100-2015: 91350100M000100Y43.
    assert CREDIT(" 91350100m000100y43 ").value == "91350100M000100Y43"
    assert CREDIT("９１３５０１００Ｍ０００１００Ｙ４３").value == "91350100M000100Y43"


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("91350100M000100Y44", "credit_code_check"),
        ("91350100M000100Y4", "credit_code_form"),
        ("91350100I000100Y43", "credit_code_form"),
        (9.13501e17, "code_digits_lost"),
    ],
)
def test_wrong_credit_code_is_a_fault(cell, key):
    assert _keys(CREDIT(cell)) == [key]


def test_wrong_check_character_names_the_right_one():
    fault = CREDIT("91350100M000100Y44").remarks[0].fault(3)

    assert "its last character should be '3' by GB 32100-2015" in fault.message


INDUSTRY = industry_code_reader(PROJECTS["gb_t_4754"], "行业代码")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("C3825", "C3825"), ("3825", "3825"), (3825.0, "3825"), ("c", "C"), ("05", "05")],
)
def test_industry_code_is_kept(cell, expected):
    assert INDUSTRY(cell) == (expected, (), None)


@pytest.mark.parametrize("cell", ["A3825", "98", "00", "Z", "38255", "硅片", "C-38"])
def test_industry_code_outside_the_standard_is_a_fault(cell):
    assert _keys(INDUSTRY(cell)) == ["industry_code"]


def test_industry_code_that_lost_its_zero_is_told():
    parsed = INDUSTRY(111)

    assert parsed.value == "111"
    assert _keys(parsed) == ["industry_code_zero"]


def test_sections_of_the_standard():
    assert [section_of(n) for n in (1, 5, 6, 13, 43, 44, 97, 98, 0)] == [
        *("A", "A", "B", "C", "C", "D", "T", None, None)
    ]


def test_project_code_takes_any_dash_and_no_blanks():
    reader = pattern_reader(PROJECTS["project_code"], "项目代码")

    code = "2306-150206-04-01-123456"
    assert reader("2306－150206—04–01 - 123456").value == code
    assert _keys(reader("2306-1502")) == ["bad_pattern"]


def test_currency_is_read_from_its_name():
    reader = pattern_reader(PROJECTS["pledged_currency"], "币种")

    assert [reader(one).value for one in ("人民币", "usd", "美元")] == [
        *("CNY", "USD", "USD")
    ]


STAGE = enum_reader(PROJECTS["stage"], "项目阶段", table="projects")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("签约落地", "signed"),
        ("已开工", "construction"),
        ("在建", "construction"),
        ("開工", "construction"),
        ("已投产", "operating"),
        ("停缓建", "stopped"),
        ("signed", "signed"),
        ("Under construction", "construction"),
        ("未知", "unknown"),
    ],
)
def test_stage_is_read_from_the_words_of_bureaus(cell, expected):
    assert STAGE(cell) == (expected, (), None)


def test_stage_inside_a_sentence_is_read_and_told():
    parsed = STAGE("3月20日已开工")

    assert parsed.value == "construction"
    assert _keys(parsed) == ["word_inside"]


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("在谈/签约", "several_words"),
        ("已签约，正在办理备案", "several_words"),
        ("未开工", "unknown_word"),
        ("计划5月开工", "unknown_word"),
        ("明年再说", "unknown_word"),
        pytest.param("开工" * 1000, "unknown_word", id="long"),
    ],
)
def test_stage_that_is_not_clear_is_a_fault(cell, key):
    parsed = STAGE(cell)

    assert parsed.value is None
    assert _keys(parsed) == [key]


@pytest.mark.parametrize(
    ("field", "cell", "expected"),
    [
        ("visibility", "公开", "public"),
        ("visibility", "内部", "internal"),
        ("investor_origin", "外省", "outside_region"),
        ("cluster", "新能源", "新能源"),
        ("confidence", "官方", "official"),
    ],
)
def test_labels_in_chinese_stand_for_their_words(field, cell, expected):
    assert enum_reader(PROJECTS[field], "列", table="projects")(cell).value == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("110千伏", "110kv"),
        ("110kV", "110kv"),
        ("1-10千伏", "1_10kv"),
        ("1～10kV", "1_10kv"),
        ("1_10kv", "1_10kv"),
        ("10千伏", "10kv"),
    ],
)
def test_range_of_voltage_is_no_voltage(cell, expected):
    spec = fields_by_name("park_facts")["voltage_class"]

    assert enum_reader(spec, "电压", table="park_facts")(cell).value == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("是", True), ("√", True), (True, True), (1, True), ("否", False), ("无", False)],
)
def test_yes_and_no(cell, expected):
    reader = yes_no_reader(fields_by_name("park_facts")["has_rail_siding"], "专用线")

    assert reader(cell).value is expected


def test_continued_projects_are_called_so_and_perhaps_is_a_fault():
    reader = yes_no_reader(fields_by_name("ledger")["is_continued"], "新建续建")

    assert reader("续建").value is True
    assert reader("新建").value is False
    assert reader("").value is None
    assert _keys(reader("也许")) == ["not_yes_or_no"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (109.84, 109.84),
        ("109.840", 109.84),
        ("东经109.84", 109.84),
        ("109.84E", 109.84),
        ("109°50′24″", 109.84),
        ("109°50'24\"E", 109.84),
        ("109度50分24秒", 109.84),
        ("37,512,345.6", 37512345.6),
    ],
)
def test_coordinates_in_degrees_minutes_or_metres(cell, expected):
    assert coordinate_reader("经度")(cell).value == pytest.approx(expected)


@pytest.mark.parametrize("cell", ["abc", "109°61′", True, "1 2", "109.84,40.65"])
def test_what_is_no_coordinate_is_a_fault(cell):
    assert _keys(coordinate_reader("经度")(cell)) == ["not_a_number"]


@pytest.mark.parametrize("cell", ["2023²", "2023-0²", "①"])
def test_raised_digits_are_no_date(cell):
    (remark,) = date_reader("日期", today=dt.date(2023, 6, 30))(cell).remarks

    assert remark.key == "not_a_date"


def test_raised_digits_are_no_coordinate_and_no_code():
    (remark,) = coordinate_reader("经度")("109.8²").remarks
    code = pattern_reader(PROJECTS["project_code"], "代码")

    assert remark.key == "not_a_number"
    assert code("2306-150206-04-01-12345²").remarks[0].key == "bad_pattern"


@pytest.mark.parametrize(
    "cell", ["\u200b", " \u200b\u2060 ", "\u3164", "\u2800", "\u180b"]
)
def test_text_that_does_not_show_is_refused(cell):
    parsed = NAME(cell)

    assert parsed.value is None
    assert "unseen_text" in _keys(parsed)


def test_remarks_and_extras_stand_at_every_row_of_a_cell():
    book = FaultBook(4)
    remark = Remark.of("formula_like", column="A", cell="=1")

    def read(cell):
        return Parsed(cell, (remark,), cell * 2) if cell == "=1" else Parsed(cell)

    found = read_column(["=1", "a", None, "=1"], read, book)

    assert found.values == ["=1", "a", None, "=1"]
    assert found.extras == [(0, "=1=1"), (3, "=1=1")]
    assert book.has("formula_like").tolist() == [True, False, False, True]
