"""Numbers with their units."""

from __future__ import annotations

import pytest

from geo_zs.understanding.folding import fold
from geo_zs.understanding.measures import read_measure


def measure(text: str):
    return read_measure(fold(text).text, 0)


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("300亩", 20.0, "area"),
        ("1.5万亩", 1000.0, "area"),
        ("三百亩", 20.0, "area"),
        ("20 hectares", 20.0, "area"),
        ("2平方公里", 200.0, "area"),
        ("15万平方米", 15.0, "area"),
        ("100万千瓦", 1000.0, "power"),
        ("三百千瓦", 0.3, "power"),
        ("5吉瓦", 5000.0, "power"),
        ("55 兆 瓦", 55.0, "power"),
        ("17.74亿千瓦时", 1774000.0, "energy"),
        ("400万千瓦时", 4000.0, "energy"),
        ("十五亿元", 15.0, "cny"),
        ("8000万元", 0.8, "cny"),
        ("3亿5千万元", 3.5, "cny"),
        ("1亿5000万元", 1.5, "cny"),
        ("1.5 billion yuan", 15.0, "cny"),
        ("RMB 200 million", 2.0, "cny"),
        ("2亿美元", 2.0, "usd"),
        ("US$200 million", 2.0, "usd"),
        ("200 million USD", 2.0, "usd"),
        ("500万欧元", 5e6, "other"),
        ("5万吨标准煤", 50000.0, "coal"),
        ("１，５００亩", 100.0, "area"),
        ("1,500亩", 100.0, "area"),
        ("百分之五十", 0.5, "share"),
        ("五成", 0.5, "share"),
        ("三十公里", 30.0, "length"),
        ("2×66万千瓦", 1320.0, "power"),
        ("3万个机架", 30000.0, "count"),
    ],
)
def test_number_is_read_in_its_canonical_unit(text, value, kind):
    found = measure(text)

    assert (found.high, found.kind) == (pytest.approx(value), kind)
    assert found.end == len(fold(text).text)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("150-300亩", 10.0, 20.0),
        ("150—300亩", 10.0, 20.0),
        ("150~300亩", 10.0, 20.0),
        ("150至300亩", 10.0, 20.0),
        ("150亩到300亩", 10.0, 20.0),
        ("300-150亩", 10.0, 20.0),
        ("200-300万元", 0.02, 0.03),
        ("8000-1万吨", 8000.0, 10000.0),
        ("10 to 20 ha", 10.0, 20.0),
    ],
)
def test_range_has_two_ends(text, low, high):
    found = measure(text)

    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))
    assert found.is_range


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("2000立方米/天", "d"),
        ("2,000 m3/d", "d"),
        ("4000吨/年", "a"),
        ("3 tonnes per year", "a"),
        ("1500吨/月", "month"),
        ("300万元/亩", "per"),
        ("0.3元/千瓦时", "per"),
        ("0亩/元", "per"),
        ("50万千瓦/200万千瓦时", ""),
    ],
)
def test_rate_behind_the_unit_is_kept_apart(text, rate):
    assert measure(text).rate == rate


@pytest.mark.parametrize("text", ["三元", "一体化", "亩", "兆瓦", "千万", "between"])
def test_words_that_look_like_numbers_are_none(text):
    assert measure(text) is None


@pytest.mark.parametrize("text", ["1,50亩", "1.2.3亩", "1/2亩", "½亩"])
def test_number_that_is_written_wrongly_has_no_value(text):
    assert measure(text).kind == "other"


def test_number_without_a_unit_is_bare():
    assert measure("2025年").kind == "bare"


def test_number_does_not_begin_inside_a_word(understand):
    assert understand("硅片，P-0001，A5亩").request == {}
