"""Numbers keep the unit they state; what is no plain number is not one."""

from __future__ import annotations

import math

import pytest

from geo_zs.imports.field_units import size_in_field
from geo_zs.imports.numbers import read_number
from geo_zs.imports.quantities import Foreign, number_reader
from geo_zs.register.fields import fields_by_name

PROJECTS = fields_by_name("projects")


def _read(
    cell, *, field="pledged_cny_1e8", unit="亿元", foreign=True, table="projects"
):
    spec = fields_by_name(table)[field]
    return number_reader(spec, "列", unit=unit, takes_foreign=foreign)(cell)


def _key(parsed):
    assert parsed.value is None
    (remark,) = parsed.remarks
    return remark.key


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (15, 15.0),
        (15.5, 15.5),
        ("15.0", 15.0),
        ("1,964.8", 1964.8),
        ("１，９６４．８", 1964.8),
        ("1 234", 1234.0),
        ("15亿元", 15.0),
        ("15 億元", 15.0),
        ("十五亿元", 15.0),
        ("15（亿元）", 15.0),
        ("人民币15亿元", 15.0),
        ("2.5亿", 2.5),
        (" 15 ", 15.0),
        ("0", 0.0),
    ],
)
def test_number_in_the_unit_of_its_column_is_read(cell, expected):
    parsed = _read(cell)

    assert parsed.value == pytest.approx(expected)
    assert parsed.remarks == ()


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("3000万元", 0.3),
        ("三千万元", 0.3),
        ("1亿5000万元", 1.5),
        ("30000万", 3.0),
        ("150000000元", 1.5),
    ],
)
def test_unit_of_the_cell_stands_above_that_of_the_column_and_is_told(cell, expected):
    parsed = _read(cell)

    assert parsed.value == pytest.approx(expected)
    assert [one.key for one in parsed.remarks] == ["other_unit_in_cell"]


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("10-15亿元", "number_range"),
        ("10亿元～15亿元", "number_range"),
        ("10至15亿元", "number_range"),
        ("15亿元以上", "number_bound"),
        ("超10亿元", "number_bound"),
        ("10余亿元", "number_bound"),
        ("≥10亿元", "number_bound"),
        ("15亿元（含流动资金2亿元）", "several_numbers"),
        ("12 13", "several_numbers"),
        ("1,50", "ambiguous_separator"),
        ("1,0000", "ambiguous_separator"),
        ("abc", "not_a_number"),
        ("一般", "not_a_number"),
        (True, "not_a_number"),
        (math.inf, "not_a_number"),
        (-3, "negative_number"),
        ("-3亿元", "negative_number"),
        ("15亩", "unknown_unit"),
        ("15%", "unknown_unit"),
    ],
)
def test_what_is_not_one_plain_amount_is_a_fault_and_no_guess(cell, key):
    assert _key(_read(cell)) == key


@pytest.mark.parametrize("cell", ["", "-", "—", "/", "暂无", "待定", "N/A", math.nan])
def test_cell_that_says_nothing_is_unknown_and_no_fault(cell):
    assert _read(cell) == (None, (), None)


def test_approximate_amount_is_taken_and_told():
    parsed = _read("约15亿元")

    assert parsed.value == 15.0
    assert [one.key for one in parsed.remarks] == ["approximate_number"]


def test_total_of_150_000_names_the_unit_that_would_be_believed():
    parsed = _read(150_000)

    fault = parsed.remarks[0].fault(7)
    assert parsed.value is None
    assert fault.key == "implausible_unit"
    assert "Did you mean 15 亿元, that is 150000 万元?" in fault.message
    assert fault.row == 7


def test_amount_that_no_unit_makes_believable_is_refused_without_a_proposal():
    assert _key(_read(1e15, unit="元")) == "implausible_number"


def test_amount_far_too_small_is_told_and_kept():
    parsed = _read(15, unit="万元")

    assert parsed.value == pytest.approx(0.0015)
    assert [one.key for one in parsed.remarks] == ["implausibly_small"]


def test_foreign_money_goes_to_its_own_field_and_is_not_converted():
    parsed = _read("500万美元")

    assert parsed.value is None
    assert parsed.extra == Foreign("USD", 500.0)
    assert _read("US$5 million").extra == Foreign("USD", 500.0)


def test_foreign_money_without_such_a_field_is_refused():
    parsed = _read("500万美元", field="arrived_cny_1e8", foreign=False)

    assert _key(parsed) == "foreign_money_lost"


@pytest.mark.parametrize(
    ("field", "unit", "cell", "expected"),
    [
        ("land_ha", "亩", "300", 20.0),
        ("land_ha", "亩", "20公顷", 20.0),
        ("land_ha", "公顷", "2平方公里", 200.0),
        ("land_ha", "公顷", "30万㎡", 30.0),
        ("power_mw", "万千瓦", 5, 50.0),
        ("power_mw", "MW", "30000kW", 30.0),
        ("power_mw", "kW", 55000, 55.0),
        ("electricity_1e4_kwh_per_year", "万千瓦时", "2亿千瓦时", 20000.0),
        ("electricity_1e4_kwh_per_year", None, "3亿度", 30000.0),
        ("energy_tce_per_year", "吨标准煤", "5万吨标准煤", 50000.0),
        ("water_m3_per_day", "立方米/日", 2000, 2000.0),
        ("water_m3_per_day", "立方米/日", "2000立方米", 2000.0),
        ("water_m3_per_day", None, "1.5万m³/d", 15000.0),
        ("pledged_foreign_1e4", "万美元", "1亿美元", 10000.0),
    ],
)
def test_units_of_chinese_practice_come_out_in_that_of_the_field(
    field, unit, cell, expected
):
    assert _read(cell, field=field, unit=unit).value == pytest.approx(expected)


@pytest.mark.parametrize(
    ("unit", "cell"), [("万立方米/年", 3), ("立方米/日", "3万立方米/年")]
)
def test_water_by_the_year_is_never_made_water_by_the_day(unit, cell):
    assert _key(_read(cell, field="water_m3_per_day", unit=unit)) == "yearly_amount"


def test_water_without_a_time_is_refused():
    assert _key(_read(3, field="water_m3_per_day", unit="万立方米")) == "unknown_unit"


def test_number_without_any_unit_is_remembered_as_assumed():
    reader = number_reader(PROJECTS["pledged_cny_1e8"], "总投资", unit=None)

    assert reader("3亿元").value == 3.0
    assert not reader.has_assumed
    assert reader(3).value == 3.0
    assert reader.has_assumed


def test_ledger_amounts_are_in_ten_thousands_of_their_currency():
    assert size_in_field(fields_by_name("ledger")["reported_1e4"], "亿元") == 1e4
    assert size_in_field(fields_by_name("ledger")["reported_1e4"], "万美元") == 1.0


def test_prices_of_parks_have_their_units():
    facts = fields_by_name("park_facts")

    assert size_in_field(facts["land_price_cny_per_mu"], "万元/亩") == 1e4
    assert size_in_field(facts["electricity_price_cny_per_kwh"], "元/度") == 1.0
    assert size_in_field(facts["green_power_share"], "%") == 0.01


def test_whole_number_field_refuses_a_part():
    assert _read(3, field="position", unit=None, table="steps").value == 3
    parsed = _read(3.5, field="position", unit=None, table="steps")
    assert _key(parsed) == "not_a_number"


@pytest.mark.parametrize(
    "cell", ["9" * 400, "1e999", "亿" * 50, "十" * 500, "-" * 1000, "1" + ",000" * 300]
)
def test_hostile_numbers_end_in_a_fault(cell):
    parsed = _read(cell)

    assert parsed.value is None
    assert len(parsed.remarks) == 1


def test_split_of_a_written_number():
    written = read_number("1亿5000万元", {"元", "万元", "亿元"}.__contains__)

    assert (written.kind, written.number, written.unit) == ("plain", 1.5e8, "元")


@pytest.mark.parametrize(
    "cell",
    [
        *("²", "5²", "10²亿元", "①", "½"),
        *("NaN", "nan", "inf", "-inf", "∞", "1e400", "1e400亿元"),
    ],
)
def test_what_only_looks_like_a_number_is_refused_and_never_blank(cell):
    assert _key(_read(cell)) == "not_a_number"


@pytest.mark.parametrize(
    ("cell", "value"), [("200000m²", 20.0), ("2 km²", 200.0), ("２０公顷", 20.0)]
)
def test_raised_digits_of_units_and_wide_digits_are_read(cell, value):
    assert _read(cell, field="land_ha", foreign=False).value == pytest.approx(value)
