"""Readings of garbled names, from the table and computed."""

from __future__ import annotations

import pandas as pd
import pytest

from geo_zs.errors import DataError, RequirementError
from geo_zs.gazetteer.lookup import Gazetteer


def test_rival_readings_are_ranked_by_confidence(gazetteer):
    found = gazetteer.read("马托")

    assert found.exact == ()
    assert [(r.text, r.confidence) for r in found.readings] == [
        ("甘己毛都口岸", "inferred"),
        ("甲头口岸", "unverified"),
    ]


def test_reading_carries_the_evidence_of_the_table(gazetteer):
    reading = gazetteer.read("马托").readings[0]

    assert (reading.evidence_for, reading.evidence_against) == (
        "same ceremony",
        "no page",
    )
    assert (reading.evidence_for_zh, reading.evidence_against_zh) == (
        "同一仪式",
        "没有页面",
    )
    assert reading.reason == {
        "zh": "疑误地名表列出的读法",
        "en": "listed in the table of garbled names",
    }
    assert (reading.kind, reading.target_id) == ("port", "ganji")
    assert reading.place.lon == 114.0
    assert not reading.is_computed


def test_reading_of_the_whole_name_comes_before_readings_of_its_parts(gazetteer):
    readings = gazetteer.read("马托蒙园区").readings

    assert [r.target_id for r in readings] == ["ganji-jiagong", "ganji", "kuding-rail"]
    assert readings[1].reason_en == (
        "the name holds 马托, listed in the table of garbled names"
    )


def test_garble_inside_a_longer_name_is_read(gazetteer):
    assert gazetteer.read("某某马托风光项目").readings[0].target_id == "ganji"


def test_kind_of_land_is_no_place_with_a_point(gazetteer):
    (reading,) = gazetteer.read("沙克大基地").readings

    assert (reading.kind, reading.target_id) == ("programme", "sandland")
    assert (reading.place.lon, reading.place.lat) == (None, None)
    assert reading.reason_zh.endswith("指一类土地，不是地点")
    assert reading.reason_en.endswith("a kind of land, not a place")


def test_company_is_read_and_is_no_place(gazetteer):
    (reading,) = gazetteer.read("一重机").readings

    assert (reading.text, reading.kind, reading.place) == ("一重能", "company", None)


def test_known_name_is_exact_and_gets_no_reading(gazetteer):
    found = gazetteer.read(" 甲头 ")

    assert found.name == "甲头"
    assert [place.kind for place in found.exact] == ["league", "rail_node"]
    assert found.readings == ()


def test_known_name_is_exact_even_if_a_garble_is_part_of_it(tables):
    tables["garbles"].loc[0, "printed"] = "库丁"
    found = Gazetteer.from_tables(tables).read("库丁旗")

    assert [place.id for place in found.exact] == ["150221"]
    assert found.readings == ()


def test_unknown_name_gets_a_computed_reading_with_its_pairs(gazetteer):
    reading = gazetteer.read("库订旗").readings[0]

    # Own parts 库订/库丁 1.8 of 2, whole names 2.8 of 3 (dìng sounds like dīng).
    assert (reading.text, reading.kind) == ("库丁旗", "banner")
    assert reading.is_computed
    assert reading.reason_en == "laid beside 库丁旗: 93% alike"
    assert reading.evidence_for_zh.startswith("2 字相同；订/丁 同音")
    assert reading.evidence_against == "computed from the spelling; no page was read"


def test_runs_of_missing_characters_are_shown_as_one(gazetteer):
    reading = gazetteer.read("甘已毛都口岸加园区").readings[0]

    assert reading.target_id == "ganji-jiagong"
    assert reading.evidence_for == "7 characters the same; 已/己 look alike"
    assert reading.evidence_against.endswith("; —/工 differ")


def test_reading_far_ahead_is_inferred_and_its_rivals_unverified(gazetteer):
    readings = gazetteer.read("甘已毛都口岸").readings

    assert [(r.target_id, r.confidence) for r in readings] == [
        ("ganji", "inferred"),
        ("ganji-jiagong", "unverified"),
    ]


def test_equal_readings_are_all_unverified(gazetteer):
    readings = gazetteer.read("戊拉前旗").readings

    assert {r.confidence for r in readings} == {"unverified"}
    assert {r.target_id for r in readings} >= {"152521", "152522"}


def test_name_after_its_league_is_read_within_the_league(gazetteer):
    readings = gazetteer.read("甲头市库订旗").readings

    assert readings[0].target_id == "150221"
    assert {r.place.league for r in readings} == {"150200"}


def test_latin_typing_error_is_read(gazetteer):
    (reading, *_) = gazetteer.read("Ganjimaodo").readings

    assert reading.target_id == "ganji"
    assert reading.evidence_for == "spelled like Ganjimaodu"
    assert reading.evidence_for_zh == "拼写与 Ganjimaodu 相近"


@pytest.mark.parametrize(
    "name",
    [
        "",
        "\x00",
        "哈哈哈",
        "今天天气很好",
        "某某工业园区",
        "工业园区",
        "qwxz",
        "北京市",
    ],
)
def test_nonsense_gets_no_reading(gazetteer, name):
    found = gazetteer.read(name)

    assert found.exact == ()
    assert found.readings == ()


def test_too_long_a_name_is_refused_with_its_length(gazetteer):
    with pytest.raises(RequirementError, match="name: 201 characters; expected"):
        gazetteer.read("甲" * 201)
    assert gazetteer.read("甲" * 200).readings == ()


def test_readings_are_plain_dicts(gazetteer):
    plain = gazetteer.read("一重机").to_dict()

    assert plain == {
        "name": "一重机",
        "exact": [],
        "readings": [
            {
                "text": "一重能",
                "kind": "company",
                "target_id": "",
                "place": None,
                "confidence": "unverified",
                "evidence_for": {"zh": "制造风机", "en": "builds wind"},
                "evidence_against": {"zh": "确有其厂", "en": "a real firm"},
                "reason": {
                    "zh": "疑误地名表列出的读法",
                    "en": "listed in the table of garbled names",
                },
                "is_computed": False,
            }
        ],
    }


def test_table_without_garbles_reads_by_computing_alone(tables):
    del tables["garbles"]

    assert Gazetteer.from_tables(tables).read("马托").readings == ()


def test_faulty_garbles_are_all_named(tables):
    tables["garbles"] = pd.DataFrame(
        [
            ("甲", "乙", "port", "nowhere", "a", "b", "inferred"),
            ("丙", "丁", "company", None, "a", "b", "sure"),
        ],
        columns=[
            *("printed", "reading", "kind", "target_id"),
            *("evidence_for", "evidence_against", "confidence"),
        ],
    )

    with pytest.raises(DataError) as caught:
        Gazetteer.from_tables(tables)

    assert [(p.row, p.field) for p in caught.value.problems] == [
        (2, "target_id"),
        (3, "confidence"),
    ]
    assert "('port', 'nowhere'), which is in no table" in str(caught.value)
