"""Remarks, what is not evaluated, products and near misses."""

from __future__ import annotations

import pytest


def codes(found) -> list[tuple[str, str]]:
    return [(one.code, one.field) for one in found.hints]


def test_load_far_above_the_usual_gets_a_remark_and_is_kept(understand):
    found = understand("年产5GW硅片，用电负荷120兆瓦")

    assert found.request == {"power_mw": 120.0}
    (hint,) = found.hints
    assert hint.zh.startswith("用电负荷120兆瓦，对5 GW/a偏大；通常45至60兆瓦（")
    assert hint.en.startswith(
        "load of 120 MW is much for 5 GW/a; usual 45 to 60 MW (9 MW average"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年产5GW硅片，用电负荷55兆瓦，用地300亩，投资15亿元", []),
        ("年产5GW硅片，用地2000亩", [("unusual", "land_ha")]),
        ("年产5GW硅片，用水100立方米/天", [("unusual", "water_m3_per_day")]),
        ("年产5GW硅片，投资5亿元", [("unusual", "investment_cny_1e8")]),
        ("年产5GW硅片，投资500亿元", []),  # no upper end is known
        ("年产10万吨多晶硅，用电负荷75万千瓦", []),
        ("年产10万吨多晶硅，用电负荷75兆瓦", [("unusual", "power_mw")]),
        ("3万个机架的数据中心，用电80兆瓦", []),
        ("年产10万吨负极材料，用电负荷400兆瓦", [("unusual", "power_mw")]),
        ("年产10万吨石墨电极，用电负荷400兆瓦", []),  # the figure is of anodes
    ],
)
def test_figures_are_compared_with_the_usual(understand, text, expected):
    assert codes(understand(text)) == expected


def test_range_says_which_end_is_used_and_why(understand):
    land, money = understand("硅片，用地150-300亩，投资10-15亿元").hints

    assert land.zh == "用地为10至20公顷，取上限20：满足上限者必满足全部"
    assert money.en == (
        "investment is 10 to 15 ×10⁸ yuan; the lower end 10 is used: the lower end "
        "is sure"
    )


def test_conflict_names_the_values_and_uses_none(understand):
    (hint,) = understand("硅片，用地150亩，占地300亩").hints

    assert hint.code == "conflict"
    assert hint.zh == "用地有不同的值（10、20公顷），均未采用"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("味精，年用水73万立方米", "yearly_average"),
        ("味精，用水73万立方米", "water_time"),
        ("电解铝，年用电量4亿千瓦时", "yearly_electricity"),
        ("硅片，一期用地300亩", "phase"),
        ("煤制烯烃，落户达拉特旗", "banner_as_league"),
        ("洗煤，巴格毛都口岸", "port_not_usable"),
    ],
)
def test_readings_that_need_a_word_get_one(understand, text, code):
    assert [one.code for one in understand(text).hints] == [code]


@pytest.mark.parametrize(
    "word",
    [
        "零电价",
        "零地价",
        "免税",
        "税收返还",
        "补贴",
        "两免三减半",
        "free grid connection",
    ],
)
def test_incentives_are_not_evaluated_and_name_the_rule(understand, word):
    found = understand(f"电解铝，{word}")

    assert [(one.text, one.rule_id) for one in found.not_evaluated] == [
        (word, "fair-competition")
    ]
    assert found.request == {}


def test_prices_are_not_evaluated_without_a_rule(understand):
    found = understand("电解铝，电价不高于0.3元/千瓦时")

    assert [(one.text, one.rule_id) for one in found.not_evaluated] == [("电价", None)]


def test_incentive_that_is_not_asked_for_is_not_reported(understand):
    assert understand("无补贴平价光伏电站").not_evaluated == ()


@pytest.mark.parametrize(
    ("text", "products"),
    [
        ("硅铁", {"硅铁", "铁合金"}),
        ("A ferrosilicon plant", {"铁合金"}),
        ("离子膜烧碱", {"离子膜烧碱", "烧碱"}),
        ("电石法PVC", {"电石法PVC", "电石法聚氯乙烯"}),
        ("煤制甲醇", {"煤制甲醇", "甲醇"}),
        ("绿色甲醇", {"绿色甲醇"}),
        ("浮法玻璃", {"浮法玻璃", "普通平板玻璃"}),
        ("光伏玻璃", {"光伏玻璃"}),
        ("供应给铁合金企业的石灰", {"石灰"}),
        ("不含电石，烧碱", {"烧碱"}),
    ],
)
def test_words_are_the_products_of_the_project_itself(understand, text, products):
    assert set(understand(text).words) == products


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("多精硅", "polysilicon"),  # sounds alike
        ("铁合斤", "ferroalloy"),
        ("polysilcon", "polysilicon"),
    ],
)
def test_unknown_industry_lists_near_misses(understand, text, tag):
    found = understand(text)

    assert found.industry_tags == ()
    assert tag in found.near_misses[0].tags
    assert found.near_misses[0].text == text


def test_known_industry_lists_no_near_misses(understand):
    assert understand("多晶硅、多精硅").near_misses == ()


def test_customer_alone_is_no_industry(understand):
    found = understand("供应给硅片企业")

    assert found.industry_tags == ()
    assert [one.tags for one in found.near_misses] == [("pv_wafer",)]


def test_clause_without_a_known_word_is_reported(understand):
    assert understand("硅片，希望有幼儿园").not_understood == ("希望有幼儿园",)


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        ("PUE低于1.2", "pue", 1.2),
        ("PUE不高于1.25", "pue", 1.25),
        ("自发自用比例不低于60%", "own_use_share", 0.6),
        ("上网电量不超过20%", "feed_in_share", 0.2),
        ("配储15%", "storage_share", 0.15),
    ],
)
def test_figure_that_only_rules_ask_for_is_shown(understand, words, field, value):
    found = understand(f"数据中心，{words}")

    assert found.request == {}
    assert found.not_understood == ()
    assert [(one.text, one.field, one.value) for one in found.phrases[1:]] == [
        (words, field, value)
    ]


@pytest.mark.parametrize(
    "words", ["PUE低于12", "PUE要求先进水平一流", "自发自用", "配储比例按规定执行"]
)
def test_figure_of_a_rule_without_a_value_is_not_understood(understand, words):
    assert understand(f"数据中心，{words}").not_understood != ()


def test_two_figures_of_one_rule_are_both_reported(understand):
    found = understand("数据中心，PUE低于1.2，PUE不高于1.3")

    assert found.not_understood == ("PUE低于1.2", "PUE不高于1.3")
