"""Money, power, energy and area come out in one unit each."""

from __future__ import annotations

import math

import pytest

from geo_zs import units
from geo_zs.errors import DataError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15亿元", 15.0),
        ("8000 万元", 0.8),
        ("1.5 billion CNY", 15.0),
        ("１２．５亿", 12.5),
        ("1,964.8亿元", 1964.8),
        ("0 元", 0.0),
    ],
)
def test_money_is_counted_in_hundreds_of_millions(text: str, expected: float):
    assert units.parse_money(text) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("100万千瓦", 1000.0), ("5 GW", 5000.0), ("30MWp", 30.0), ("500千瓦", 0.5)],
)
def test_power_is_counted_in_megawatts(text: str, expected: float):
    assert units.parse_power(text) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("400万千瓦时", 4000.0), ("12.8 GWh", 12800.0), ("13亿度", 1300000.0)],
)
def test_energy_is_counted_in_megawatt_hours(text: str, expected: float):
    assert units.parse_energy(text) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("300亩", 20.0),
        ("20 公顷", 20.0),
        ("2.5 km²", 250.0),
        ("15.45万亩", 10300.0),
        ("10000 平方米", 1.0),
    ],
)
def test_area_is_counted_in_hectares(text: str, expected: float):
    assert units.parse_area(text) == pytest.approx(expected)


@pytest.mark.parametrize("text", ["", "300", "亩", "-3亩", "nan亩", "1,00亩", "3..2亩"])
def test_area_without_a_plain_number_and_a_unit_is_refused(text: str):
    with pytest.raises(DataError, match="expected a number of 0 or more with its unit"):
        units.parse_area(text)


def test_unit_of_another_quantity_is_refused_with_the_known_ones():
    with pytest.raises(
        DataError, match="area: has the unit '万千瓦'; expected one of 亩"
    ):
        units.parse_area("100万千瓦")


def test_foreign_money_is_refused():
    with pytest.raises(DataError, match="has the unit 'USD'"):
        units.parse_money("3 USD")


def test_conversion_goes_both_ways():
    assert units.convert(5.0, "power", unit_from="GW", unit_to="万千瓦") == 500.0
    assert units.convert(500.0, "power", unit_from="万千瓦", unit_to="GW") == 5.0


def test_conversion_keeps_unknown_unknown():
    assert math.isnan(units.convert(math.nan, "area", unit_from="亩", unit_to="ha"))


def test_fifteen_mu_are_one_hectare():
    assert units.mu_from_ha(2.0) == 30.0
    assert units.ha_from_mu(30.0) == 2.0


def test_canonical_units_are_the_endings_of_columns():
    assert dict(units.CANONICAL) == {
        "money": "cny_1e8",
        "power": "mw",
        "energy": "mwh",
        "area": "ha",
        "electricity": "1e4_kwh",
        "coal_equivalent": "tce",
        "water": "m3_per_day",
        "foreign_money": "1e4",
    }


@pytest.mark.parametrize(
    ("quantity", "unit", "expected"),
    [
        ("money", "千元", 1e-5),
        ("money", "万元人民币", 1e-4),
        ("area", "万平方米", 1.0),
        ("electricity", "亿千瓦时", 1e4),
        ("electricity", "MWh", 0.1),
        ("electricity", "万千瓦时/年", 1.0),
        ("coal_equivalent", "万吨标准煤", 1e4),
        ("water", "万立方米/日", 1e4),
        ("water", "m³/d", 1.0),
        ("foreign_money", "万美元", 1.0),
        ("foreign_money", "亿欧元", 1e4),
        ("foreign_money", "million USD", 100.0),
    ],
)
def test_units_of_imports_have_their_size(
    quantity: units.Quantity, unit: str, expected: float
):
    assert units.factor(quantity, unit) == pytest.approx(expected)


@pytest.mark.parametrize("unit", ["万立方米/年", "立方米", "m3/h", "亩"])
def test_water_that_is_not_by_the_day_has_no_size(unit: str):
    assert units.factor("water", unit) is None


def test_currency_is_read_from_its_unit_and_yuan_is_no_foreign_money():
    assert units.currency_of("万美元") == "USD"
    assert units.currency_of("亿港币") == "HKD"
    assert units.currency_of("万元") is None
    assert units.factor("money", "万美元") is None


def test_longer_units_are_named_before_those_they_end_in():
    names = units.unit_names("money")

    assert names.index("百万元") < names.index("万元") < names.index("元")
