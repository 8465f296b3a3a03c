"""What is asked for a project, and what is not."""

from __future__ import annotations

from dataclasses import fields, replace

from geo_zs.backtest.question import Question, to_request
from geo_zs.backtest.records import Record

RECORD = Record(
    row=7,
    project_id="P-7",
    name="包头某项目",
    company="某公司",
    industry_text="多晶硅",
    tags=("polysilicon", "pv_wafer"),
    pledged_cny_1e8=12.0,
    land_ha=8.0,
    power_mw=None,
    league="150200",
    banner="150203",
    park_id="baotou-gangtie",
    place_confidence="stated",
    parent_project_id="P-1",
    base_id="kubuqi",
)
PLACELESS = {"industry_text", "tags", "pledged_cny_1e8", "land_ha", "power_mw"}


def test_request_holds_only_text_tags_money_land_and_power():
    assert to_request(Question.of(RECORD), "park") == {
        "text": "多晶硅",
        "industry": ["polysilicon", "pv_wafer"],
        "investment_cny_1e8": 12.0,
        "land_ha": 8.0,
    }


def test_no_other_field_of_a_record_changes_the_request():
    expected = to_request(Question.of(RECORD), "park")

    for field in fields(Record):
        if field.name in PLACELESS:
            continue
        other = 99 if field.name == "row" else "乌海"
        changed = replace(RECORD, **{field.name: other})
        assert to_request(Question.of(changed), "park") == expected, field.name


def test_banner_level_asks_for_banners():
    request = to_request(Question.of(RECORD), "banner")

    assert request["limits"] == {"site_kinds": ["banner"]}


def test_without_tags_the_text_must_say_the_industry():
    request = to_request(Question.of(replace(RECORD, tags=())), "park")

    assert "industry" not in request
    assert request["text"] == "多晶硅"


def test_zero_means_not_given():
    request = to_request(Question.of(replace(RECORD, land_ha=0.0)), "park")

    assert "land_ha" not in request
