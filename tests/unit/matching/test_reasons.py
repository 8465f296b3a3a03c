from __future__ import annotations

from dataclasses import replace

import pytest

from geo_zs.criteria.spec import Criterion
from geo_zs.matching.explain import Contribution
from geo_zs.matching.reasons import describe, format_number, limit_name, reasons

RAIL = Criterion(
    "rail_km",
    "rail_km",
    "km",
    60,
    2,
    name_zh="距铁路",
    name_en="distance to rail",
    phrase_zh="距铁路直线 {value} 公里",
    phrase_en="{value} km in a straight line to rail",
)
WATER = Criterion(
    "water",
    "water",
    "",
    1,
    0,
    name_zh="取水",
    name_en="water",
    words_zh=((0.0, "取水不受限"), (1.0, "取水受限")),
    words_en=((0.0, "water is not limited"), (1.0, "water is limited")),
)


def contribution(
    criterion: Criterion, value: float, utility: float, weight: float
) -> Contribution:
    return Contribution(
        criterion=criterion,
        value=value,
        low=value,
        high=value,
        unit=criterion.unit,
        utility=utility,
        weight=weight,
        contribution=utility * weight,
        is_assumed=False,
        source_ids=("one",),
        confidence="reported",
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.001, "0"),
        (0.05, "0.05"),
        (6.2, "6.2"),
        (12.345, "12.3"),
        (99.96, "100"),
        (3446100.0, "3,446,100"),
        (float("inf"), "∞"),
        (float("-inf"), "-∞"),
    ],
)
def test_numbers_are_told_with_three_figures_or_so(value: float, text: str):
    assert format_number(value) == text


def test_a_value_is_told_with_its_unit_in_both_languages():
    assert describe(contribution(RAIL, 6.2, 0.9, 0.1)) == (
        "距铁路直线 6.2 公里",
        "6.2 km in a straight line to rail",
    )


def test_an_interval_is_told_with_the_value():
    one = replace(contribution(RAIL, 6.2, 0.9, 0.1), low=4.0, high=9.0)

    assert describe(one) == (
        "距铁路直线 6.2 公里（区间 4–9）",
        "6.2 km in a straight line to rail (between 4 and 9)",
    )


def test_an_interval_too_small_to_print_is_left_out():
    one = replace(contribution(RAIL, 6.2, 0.9, 0.1), low=6.2, high=6.2001)

    assert "区间" not in describe(one)[0]


def test_yes_and_no_are_told_in_words():
    assert describe(contribution(WATER, 1.0, 0, 0.1)) == (
        "取水受限",
        "water is limited",
    )


def test_a_criterion_without_a_phrase_is_told_by_its_name_and_unit():
    plain = replace(RAIL, phrase_zh="", phrase_en="")

    assert describe(contribution(plain, 6.2, 0.9, 0.1)) == (
        "距铁路 6.2 km",
        "distance to rail 6.2 km",
    )


def test_a_distance_to_a_port_names_the_port():
    port = replace(
        RAIL, phrase_zh="距{port} {value} 公里", phrase_en="{value} to {port}"
    )

    one = contribution(port, 5, 1, 1)

    assert describe(one, port=("甲口岸", "Port A")) == (
        "距甲口岸 5 公里",
        "5 to Port A",
    )
    assert describe(one) == ("距最近口岸 5 公里", "5 to the nearest port")


def test_gains_stand_before_losses_and_both_name_points():
    found = reasons(
        [contribution(RAIL, 2, 1, 0.6), contribution(WATER, 1, 0, 0.4)], not_verified=[]
    )

    assert found.zh == (
        "距铁路直线 2 公里：计 0.600 分，满分 0.600。",
        "取水受限：失 0.400 分，满分 0.400。",
    )
    assert found.en == (
        "2 km in a straight line to rail: adds 0.600 of 0.600.",
        "Water is limited: loses 0.400 of 0.400.",
    )


def test_what_is_not_known_and_not_verified_is_said():
    assumed = replace(contribution(RAIL, float("nan"), 0.5, 1), is_assumed=True)

    found = reasons([assumed], not_verified=["land_ha", "ranges.wind_ms.min"])

    assert found.zh == (
        "未知，按效用 0.5 计：距铁路。",
        "未能核实的约束：用地、wind_ms 下限。",
    )
    assert found.en == (
        "Not known, counted with utility 0.5: distance to rail.",
        "Limits not verified: land, minimum of wind_ms.",
    )


def test_limits_are_named_in_both_languages():
    assert limit_name("rail_km_max") == ("距铁路上限", "distance to rail")
    assert limit_name("ranges.temp_mean_c.max") == (
        "temp_mean_c 上限",
        "maximum of temp_mean_c",
    )


def test_limits_of_layers_rules_and_bounds_are_named_in_words():
    names = {"rail_km": ("距铁路", "distance to rail"), "r-1": ("入园", "into parks")}

    assert limit_name("setbacks.airports") == (
        "与机场的退让距离",
        "distance kept from airports",
    )
    assert limit_name("rules.r-1", names) == ("规则：入园", "rule: into parks")
    assert limit_name("bounds.rail_km.max", names) == (
        "距铁路上限",
        "maximum of distance to rail",
    )
    assert limit_name("ranges.rail_km.min", names)[0] == "距铁路下限"
