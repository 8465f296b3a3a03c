"""Places of a text: where to go, where not to go, and what is only a wish."""

from __future__ import annotations

import pytest


def codes(found) -> list[str]:
    return [one.code for one in found.hints]


@pytest.mark.parametrize(
    "words",
    [
        "不要在呼和浩特",
        "不要在乌海和阿拉善",
        "包头以外",
        "包头除外",
        "不去阿拉善、乌海、巴彦淖尔",
        "不考虑包头",
        "避开鄂尔多斯市",
        "排除乌海、包头和鄂尔多斯",
        "避免包头",
        "anywhere but Baotou",
        "do not consider Wuhai",
        "avoid Baotou and Ordos",
        "avoid Baotou, Ordos and Wuhai",
        "except Baotou or Wuhai",
        "not in Wuhai",
        "excluding Alxa",
    ],
)
def test_excluded_places_are_told_whole_and_are_no_limit(understand, words):
    found = understand(f"多晶硅，{words}")

    assert found.request == {}
    assert found.not_understood == (words,)
    assert codes(found) == ["place_excluded"]


def test_one_place_is_asked_for_and_another_excluded(understand):
    found = understand("多晶硅，在包头，不在乌海")

    assert found.request == {"limits": {"leagues": ["150200"]}}
    assert found.not_understood == ("不在乌海",)


@pytest.mark.parametrize(
    ("text", "leagues"),
    [
        ("Lithium battery plant in Hulunbuir or Xing'an League", "150700 152200"),
        ("Lithium battery plant in Hulunbuir or Xing’an League", "150700 152200"),
        ("Lithium battery plant in Baotou, Ordos or Wuhai", "150200 150600 150300"),
        ("Lithium battery plant in Hohot and Xilinguole League", "150100 152500"),
        ("polysilicon, Baotou only", "150200"),
        ("polysilicon, only in Baotou or Ordos", "150200 150600"),
        ("多晶硅，希望落户包头", "150200"),
        ("多晶硅，只在包头", "150200"),
        ("多晶硅，乌兰察布集宁区", "150900"),
        ("和林格尔新区，数据中心", "150100"),
    ],
)
def test_places_to_go_to_are_leagues(understand, text, leagues):
    found = understand(text)

    assert found.request == {"limits": {"leagues": leagues.split()}}
    assert found.not_understood == ()


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("优先包头", "limits.leagues"),
        ("最好在包头", "limits.leagues"),
        ("倾向鄂尔多斯", "limits.leagues"),
        ("希望落户包头优先考虑", "limits.leagues"),
        ("包头优先", "limits.leagues"),
        ("preferably in Baotou", "limits.leagues"),
        ("最好在化工园区内", "limits.chemical_park"),
        ("最好距铁路30公里以内", "limits.rail_km_max"),
        ("preferably within 30 km of an airport", "limits.airport_km_max"),
        ("绿电比例最好不低于50%", "green_power_share_min"),
    ],
)
def test_wish_is_no_limit(understand, words, field):
    found = understand(f"多晶硅，{words}")

    assert found.request == {}
    assert [(one.code, one.field) for one in found.hints] == [("wish_not_limit", field)]


def test_quantity_of_the_project_stays_one_when_wished_for(understand):
    assert understand("多晶硅，最好用地300亩").request == {"land_ha": 20.0}


@pytest.mark.parametrize("words", ["near Ordos", "不限于包头", "not only in Baotou"])
def test_place_without_a_clear_end_is_not_understood(understand, words):
    found = understand(f"多晶硅，{words}")

    assert found.request == {}
    assert found.not_understood == (words,)


@pytest.mark.parametrize(
    ("text", "park"),
    [
        ("多晶硅，位于包头稀土高新区", "稀土高新区"),
        ("多晶硅，包头稀土高新技术产业开发区", "稀土高新技术产业开发区"),
        ("polysilicon in Baotou Rare Earth Zone", "Rare Earth Zone"),
    ],
)
def test_name_of_a_park_is_no_industry_and_is_told(understand, text, park):
    found = understand(text)

    assert found.industry_tags == ("polysilicon",)
    assert found.request == {"limits": {"leagues": ["150200"]}}
    (hint,) = found.hints
    assert hint.code == "park_not_used"
    assert park in hint.zh
    assert park in hint.en


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("包头光伏产业园项目", "pv_silicon"),
        ("在包头建设硅片项目配套园区", "pv_wafer"),
        ("稀土永磁项目，位于包头", "rare_earth"),
        ("包头稀土高新区", "rare_earth"),  # nothing else is named
    ],
)
def test_trade_of_the_project_is_kept_beside_a_place(understand, text, tag):
    assert understand(text).industry_tags == (tag,)


def test_place_that_is_no_site_is_told(understand):
    found = understand("供应给包头钢铁企业的石灰")

    assert found.request == {}
    assert codes(found) == ["place_not_used"]
    assert "包头" in found.hints[0].zh
