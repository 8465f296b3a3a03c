"""Quantities with a time, a sign or two ends."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "capacity", "hints"),
    [
        ("多晶硅，月产1万吨", [(120000.0, "t/a")], ["months_12"]),
        ("多晶硅1万吨/月", [(120000.0, "t/a")], ["months_12"]),
        ("硅片，月产10万片", [(1.2e6, "片/a")], ["months_12"]),
        ("日处理鲜奶1000吨乳制品", [(1000.0, "t/d")], []),
        ("乳制品，每天处理鲜奶1000吨", [(1000.0, "t/d")], []),
        ("乳制品1000吨/天", [(1000.0, "t/d")], []),
        ("乳制品，年产1万吨", [(10000.0, "t/a")], []),
        ("硅片，年产5GW", [(5.0, "GW/a")], []),
        ("光伏电站100MW", [(100.0, "MW")], []),
    ],
)
def test_capacity_keeps_its_time(understand, text, capacity, hints):
    found = understand(text)

    assert [(one.value, one.unit) for one in found.capacity] == capacity
    assert [one.code for one in found.hints] == hints


@pytest.mark.parametrize(
    ("words", "m3_per_day"),
    [
        ("用水每小时2000立方米", 48000.0),
        ("用水3000吨/小时", 72000.0),
        ("200 m3 of water per hour", 4800.0),
    ],
)
def test_water_an_hour_is_taken_for_a_whole_day_and_told(understand, words, m3_per_day):
    found = understand(f"多晶硅，{words}")

    assert found.request == {"water_m3_per_day": m3_per_day}
    assert [one.code for one in found.hints] == ["hourly_24"]


@pytest.mark.parametrize(
    ("words", "missed"),
    [("占地-100亩", "占地-100亩"), ("用电负荷负50兆瓦", "用电负荷负50兆瓦")],
)
def test_negative_number_is_not_understood(understand, words, missed):
    found = understand(f"多晶硅，{words}")

    assert found.request == {}
    assert found.not_understood == (missed,)


@pytest.mark.parametrize("words", ["占地 - 100亩", "占地——100亩", "占地50-100亩"])
def test_dash_is_no_minus(understand, words):
    assert understand(f"多晶硅，{words}").request == {"land_ha": 6.666666667}


@pytest.mark.parametrize(
    "words",
    [
        "用电负荷不低于50MW不高于100MW",
        "用电负荷50MW以上100MW以下",
        "load at least 50 MW and at most 100 MW",
    ],
)
def test_two_ends_of_a_load_are_a_range(understand, words):
    found = understand(f"多晶硅，{words}")

    assert found.request == {"power_mw": 100.0}
    assert found.not_understood == ()
    assert [one.code for one in found.hints] == ["range_end"]


@pytest.mark.parametrize(
    "words",
    ["用电负荷75万千瓦，其中50兆瓦绿电", "用电负荷75万千瓦，装机50兆瓦"],
)
def test_power_is_no_capacity_of_a_plant_that_makes_something_else(understand, words):
    found = understand(f"年产10万吨多晶硅，{words}")

    assert [(one.value, one.unit) for one in found.capacity] == [(1e5, "t/a")]
    assert found.request == {"power_mw": 750.0}
    assert found.not_understood == (words.partition("，")[2],)


@pytest.mark.parametrize(
    ("words", "land_ha"),
    [("100 acres of land", 40.46856422), ("5 acres", 2.023428211)],
)
def test_acres_are_hectares(understand, words, land_ha):
    found = understand(f"polysilicon, {words}")

    assert found.request == {"land_ha": land_ha}
