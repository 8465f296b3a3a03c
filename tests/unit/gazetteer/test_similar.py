"""Likeness of names, worked by hand."""

from __future__ import annotations

import pytest

from geo_zs.gazetteer.places import Place, make_name
from geo_zs.gazetteer.similar import Pair, SimilarNames, align, likeness


def _name(written, kind="official", *, place_kind="park", place_id="p"):
    place = Place(place_kind, place_id, written, "", "", "", None, None, "none")
    return make_name(written, kind, place)


@pytest.mark.parametrize(
    ("written", "known", "how"),
    [
        ("特", "特", "same"),
        ("待", "特", "shape"),
        ("和", "河", "sound"),
        ("兰", "浪", "near_sound"),
        ("毛", "蒙", "initial"),
        ("包", "头", "none"),
        ("额", "包", "none"),
    ],
)
def test_two_characters_are_alike_in_one_way(written, known, how):
    assert likeness(written, known) == how


def test_equal_names_score_one():
    assert align("包头", "包头").score == 1.0


def test_look_alike_counts_four_fifths():
    # 乌 拉 待 中 旗 / 乌 拉 特 中 旗: four equal, one of the same shape: 4.8 of 5.
    found = align("乌拉待中旗", "乌拉特中旗")

    assert found.score == pytest.approx(0.96)
    assert found.pairs[2] == Pair("待", "特", "shape")


def test_gap_counts_nothing_and_is_shown():
    # 包 头 / 包 — 头 with one character more: 2 of 3.
    found = align("包头", "包钢头")

    assert found.score == pytest.approx(2 / 3)
    assert found.pairs == (
        Pair("包", "包", "same"),
        Pair("", "钢", "none"),
        Pair("头", "头", "same"),
    )


def test_nothing_is_like_nothing():
    assert align("", "包头").score == 0
    assert align("包头", "") == align("", "")


def test_garbled_park_of_the_article_lines_up_as_its_table_says():
    pairs = align("甘青蒙鄂", "甘其毛都").pairs

    assert [(p.written, p.known, p.how) for p in pairs] == [
        ("甘", "甘", "same"),
        ("青", "其", "initial"),
        ("蒙", "毛", "initial"),
        ("鄂", "都", "none"),
    ]


def test_parks_are_not_alike_for_being_parks():
    similar = SimilarNames([_name("磴口工业园区")])

    assert similar.find("哈哈工业园区", cutoff=0.5, limit=5) == []


def test_likest_name_is_first_and_carries_its_score():
    similar = SimilarNames(
        [
            _name("达拉特旗", place_kind="banner", place_id="b1"),
            _name("乌拉特旗", place_kind="banner", place_id="b2"),
        ]
    )

    found = similar.find("达拉忒旗", cutoff=0.5, limit=5)

    # Own parts 达拉忒/乌拉特: 1.8 of 3; whole names: 2.8 of 4.
    assert [like.name.place.id for like in found] == ["b1", "b2"]
    assert found[1].score == pytest.approx(0.6 * 1.8 / 3 + 0.4 * 2.8 / 4)


def test_names_that_are_nearly_equal_are_compared_as_a_whole():
    similar = SimilarNames([_name("甘己毛都口岸加工园区")])

    (found,) = similar.find("甘己毛都口岸加园区", cutoff=0.5, limit=5)

    # Eight of nine; the own parts 甘己毛都口岸加 and 甘己毛都 would say 4 of 7.
    assert found.score == pytest.approx(8 / 9)


def test_of_places_of_one_name_only_those_that_win_it_are_offered():
    similar = SimilarNames(
        [
            _name("包头", place_kind="rail_node", place_id="station"),
            _name("包头", "short", place_kind="league", place_id="150200"),
        ]
    )

    found = similar.find("包斗", cutoff=0.5, limit=5)

    assert [like.name.place.id for like in found] == ["150200"]


def test_latin_text_is_compared_with_english_names_and_with_pinyin():
    similar = SimilarNames(
        [
            _name("Ordos", "english", place_id="english"),
            _name("乌拉特中旗", place_id="chinese"),
        ]
    )

    (english,) = similar.find("ordoss", cutoff=0.7, limit=1)
    (chinese,) = similar.find("wulatezhonqi", cutoff=0.7, limit=1)

    assert english.name.text == "Ordos"
    assert chinese.name.text == "乌拉特中旗"


def test_limit_and_cutoff_hold():
    similar = SimilarNames([_name(f"达拉{x}旗", place_id=x) for x in "甲乙丙丁"])

    assert len(similar.find("达拉特旗", cutoff=0.5, limit=2)) == 2
    assert similar.find("达拉特旗", cutoff=0.95, limit=2) == []


def test_name_far_longer_than_any_known_is_like_none():
    similar = SimilarNames([_name("达拉特旗")])

    assert similar.find("达拉特" * 60, cutoff=0.5, limit=5) == []
