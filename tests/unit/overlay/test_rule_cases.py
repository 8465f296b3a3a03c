"""Rules tested on projects: what they say, and why."""

from __future__ import annotations

import pytest

from geo_zs.matching.status import FAILED, NOT_VERIFIED, PASSED
from geo_zs.overlay.placing import place_projects
from geo_zs.overlay.rule_cases import NOT_CONCERNED, rule_cases
from geo_zs.overlay.rule_places import rule_places
from geo_zs.overlay.rule_reasons import rule_entries
from geo_zs.overlay.surroundings import measure_surroundings


@pytest.fixture
def tested(project_frame, ground, sample):
    def run(*rows):
        frame = project_frame(*rows)
        placement = place_projects(frame, ground)
        places = rule_places(
            placement,
            measure_surroundings(placement, ground),
            ground,
            like=sample.sites,
        )
        return rule_cases(frame, places, sample.rules)

    return run


def said(cases, rule, row=0):
    column = [one.id for one in cases.rules].index(rule)
    return int(cases.status[row, column])


def why(cases, rule, row=0, lang="zh"):
    entries = {one["rule"]: one for one in rule_entries(cases, row, lang)}
    return entries[rule]["outcome"], entries[rule]["reason"]["text"]


COKING = {"industry_tags": ("coking",), "name_zh": "某某焦化项目"}


def test_fact_of_the_park_is_met_failed_or_not_known(tested):
    cases = tested(
        COKING | {"park_id": "park-a"},
        COKING | {"park_id": "park-b"},
        COKING | {"banner": "150102"},
    )

    assert said(cases, "chemical-park", 0) == PASSED
    assert said(cases, "chemical-park", 1) == NOT_VERIFIED
    assert said(cases, "chemical-park", 2) == NOT_VERIFIED
    assert why(cases, "chemical-park", 0) == (
        "met",
        "所在地满足：位于认定的化工园区",
    )
    assert why(cases, "chemical-park", 1, "en") == (
        "untested",
        "Not known of the place: in a recognised chemical park",
    )


@pytest.mark.parametrize(
    ("row", "status", "outcome"),
    [
        ({"park_id": "park-a"}, FAILED, "failed"),
        # 8.5 km from its point, both good to 2 km: not in it.
        ({"lon": 110.6, "lat": 40.5}, PASSED, "met"),
        # 3.4 km: possibly in it.
        ({"lon": 110.54, "lat": 40.5}, NOT_VERIFIED, "untested"),
        ({"banner": "150102"}, NOT_VERIFIED, "untested"),
        ({"league": "150100"}, NOT_VERIFIED, "untested"),
        ({"banner": "150202"}, PASSED, "met"),
        # says that it is in the park, and lies 34 km from it
        ({"lon": 110.9, "lat": 40.5, "park_id": "park-a"}, PASSED, "met"),
    ],
)
def test_rule_of_a_park_is_tested_by_where_the_project_lies(
    tested, row, status, outcome
):
    cases = tested(COKING | row)

    assert said(cases, "no-coking-in-a") == status
    assert why(cases, "no-coking-in-a")[0] == outcome


def test_words_of_the_record_are_looked_at_where_the_rule_holds(tested):
    yin = {"industry_tags": ("coking",), "banner": "150202"}
    cases = tested(
        yin | {"name_zh": "年产100万吨焦炭项目"},
        yin | {"name_zh": "煤焦油加工项目"},
        yin | {"name_zh": "某某项目"},
        yin | {"name_zh": "某某项目", "capacity_text": "不生产焦炭"},
        yin | {"name_zh": "年产100万吨焦炭项目", "banner": "150102"},
    )

    assert [said(cases, "products", row) for row in range(5)] == [
        FAILED, PASSED, NOT_VERIFIED, NOT_VERIFIED, PASSED,
    ]  # fmt: skip
    assert why(cases, "products", 0) == ("failed", "资料写有：焦炭")
    assert why(cases, "products", 2) == ("untested", "资料未写明产品")
    assert why(cases, "products", 4) == ("met", "不在规则适用范围内")


def test_figures_are_read_from_the_words(tested):
    centre = {"industry_tags": "data_center"}
    cases = tested(
        centre | {"name_zh": "数据中心 PUE 1.15"},
        centre | {"capacity_text": "设计PUE为1.3"},
        centre | {"name_zh": "数据中心"},
    )

    assert [said(cases, "pue", row) for row in range(3)] == [
        PASSED, FAILED, NOT_VERIFIED,
    ]  # fmt: skip
    assert why(cases, "pue", 1) == ("failed", "PUE超出规则限值1.2")
    assert why(cases, "pue", 2, "en") == (
        "untested",
        "The record gives no PUE, or a figure that does not settle it",
    )


def test_rule_of_other_industries_says_nothing(tested):
    cases = tested({"industry_tags": ("dairy",), "name_zh": "焦炭"})

    assert said(cases, "chemical-park") == NOT_CONCERNED
    assert said(cases, "small-dairy") == PASSED
    assert why(cases, "small-dairy") == ("exempt", "规则本身是豁免")


def test_project_without_an_industry_can_be_tested_on_nothing(tested):
    cases = tested({"name_zh": "某某项目"}, {"industry_tags": ("unheard_of",)})

    assert said(cases, "pue", 0) == said(cases, "pue", 1) == NOT_VERIFIED
    assert not cases.has_industry.any()
    assert why(cases, "pue") == ("untested", "没有可识别的产业标签")
    # the four rules that test something; the one for a person is not among them
    assert cases.count(NOT_VERIFIED).tolist() == [4, 4]


def test_rule_that_hangs_on_a_word_is_open_but_not_counted(tested):
    cases = tested(
        {"industry_tags": ("dairy",), "name_zh": "乳品"},
        {"industry_tags": ("dairy",), "name_zh": "零碳园区乳品"},
    )

    assert said(cases, "zero-carbon", 0) == NOT_VERIFIED
    assert cases.count(NOT_VERIFIED).tolist() == [0, 1]
    assert why(cases, "zero-carbon", 1) == ("untested", "须人工核对")


def test_entry_names_title_document_and_date(tested):
    cases = tested(COKING | {"park_id": "park-a"})

    entry = next(
        one for one in rule_entries(cases, 0, "en") if one["rule"] == "chemical-park"
    )

    assert entry["title"] == "Chemistry into chemical parks"
    assert entry["document_number"] == "内某发〔2021〕1号"
    assert entry["date"] == "2021-03"
    assert entry["outcome_text"] == "Meets"
    assert entry["effect"] == "warn"


def test_failed_rules_come_first(tested):
    cases = tested(COKING | {"park_id": "park-a"})

    outcomes = [one["outcome"] for one in rule_entries(cases, 0, "zh")]

    assert outcomes == ["failed", "untested", "met", "met"]


def test_many_projects_are_tested_like_one(tested):
    rows = [
        {"industry_tags": ("data_center",), "name_zh": f"{n}号数据中心 PUE 1.{n % 4}"}
        for n in range(400)
    ]

    cases = tested(*rows)

    assert [said(cases, "pue", row) for row in range(4)] == [
        PASSED, PASSED, PASSED, FAILED,
    ]  # fmt: skip
    assert said(cases, "pue", 399) == FAILED
