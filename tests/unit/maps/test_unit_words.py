"""Units in two languages."""

from __future__ import annotations

import pytest

from geo_zs.maps.unit_words import unit_text


@pytest.mark.parametrize(
    ("unit", "zh", "en"),
    [
        ("亿元", "亿元", "× 100m CNY"),
        ("CNY/kWh", "元/kWh", "CNY/kWh"),
        ("万元/亩", "万元/亩", "10,000 CNY/mu"),
        ("家", "家", ""),
        ("公顷", "公顷", "ha"),
        ("ha", "ha", "ha"),
        ("万元", "万元", "× 10,000 CNY"),
        ("MW", "MW", "MW"),
        ("1", "", ""),
        ("", "", ""),
        (None, "", ""),
    ],
)
def test_unit_is_written_as_the_language_does(unit, zh, en):
    assert (unit_text(unit, "zh"), unit_text(unit, "en")) == (zh, en)
