"""The search box over a made-up gazetteer."""

from __future__ import annotations

import pytest

from geo_zs.errors import RequirementError


def _ids(hits):
    return [hit.place.id for hit in hits]


def test_whole_name_is_first_and_scores_one(gazetteer):
    hits = gazetteer.search("甲头")

    assert hits[0].place.id == "150200"
    assert (hits[0].score, hits[0].matched_name, hits[0].name_kind) == (
        *(1.0, "甲头", "short"),
    )
    assert [hit.score for hit in hits] == sorted((h.score for h in hits), reverse=True)


def test_each_place_stands_once(gazetteer):
    hits = gazetteer.search("库丁")

    assert len(_ids(hits)) == len(set(_ids(hits)))


@pytest.mark.parametrize(
    ("typed", "first", "kind"),
    [
        ("库", "150221", "short"),
        ("ji", "150200", "english"),
        ("ganjimaod", "ganji", "english"),
        ("kudingqi", "150221", "pinyin"),
        ("gjmd", "ganji", "pinyin"),
        ("jtxt", "jiatou-xitu", "pinyin"),
        ("稀土", "jiatou-xitu", "official"),
        ("dongbing", "150201", "english"),
        ("JTT", "zjtt", "alias"),
        ("內蒙古甲頭", "150200", "short"),
    ],
)
def test_beginning_inside_pinyin_initials_and_codes_are_found(
    gazetteer, typed, first, kind
):
    hit = gazetteer.search(typed)[0]

    assert (hit.place.id, hit.name_kind, hit.is_near) == (first, kind, False)


def test_several_words_are_found_in_any_order_and_in_the_names_of_the_league(gazetteer):
    assert _ids(gazetteer.search("稀土 甲头")) == ["jiatou-xitu"]
    assert _ids(gazetteer.search("乙林盟 加工")) == ["ganji-jiagong"]


def test_former_name_ranks_below_others_of_its_kind(gazetteer):
    (hit,) = gazetteer.search("甲盟")

    assert (hit.place.id, hit.name_kind, hit.score) == ("150200", "former", 0.98)


def test_text_that_no_name_has_gives_near_ones(gazetteer):
    hits = gazetteer.search("甘已毛都")

    assert hits[0].place.id == "ganji"
    assert all(hit.is_near and hit.score <= 0.45 for hit in hits)


def test_garbled_name_gives_its_readings_as_near(gazetteer):
    hits = gazetteer.search("马托")

    assert [(h.place.id, h.matched_name, h.name_kind, h.is_near) for h in hits] == [
        ("ganji", "马托", "garbled", True),
        ("kuding-rail", "马托", "garbled", True),
    ]


def test_limit_cuts_the_list(gazetteer):
    assert len(gazetteer.search("库丁", limit=2)) == 2


@pytest.mark.parametrize("limit", [0, -1, 101])
def test_limit_out_of_range_is_refused(gazetteer, limit):
    with pytest.raises(RequirementError, match=f"limit is {limit}; expected 1 to 100"):
        gazetteer.search("甲", limit=limit)


def test_too_long_a_text_is_refused_without_repeating_it(gazetteer):
    with pytest.raises(RequirementError) as caught:
        gazetteer.search("甲" * 10_240)

    assert str(caught.value) == "q: 10240 characters; expected at most 200"


@pytest.mark.parametrize(
    "typed", ["", "   ", "\x00", "\u202e\u200f", "${}", "<>'\"`\\", "哈哈哈", "zzqx"]
)
def test_nothing_and_nonsense_find_nothing(gazetteer, typed):
    assert gazetteer.search(typed) == []


def test_single_letter_finds_beginnings_only(gazetteer):
    assert all(hit.score > 0.7 for hit in gazetteer.search("j"))
    assert "kuding-rail" not in _ids(gazetteer.search("r"))


def test_order_is_the_same_each_time(gazetteer):
    assert gazetteer.search("旗") == gazetteer.search("旗")


def test_hit_is_a_plain_dict(gazetteer):
    plain = gazetteer.search("甘己毛都口岸")[0].to_dict()

    assert plain["id"] == "ganji"
    assert plain["score"] == 0.99
    assert (plain["matched_name"], plain["is_near"]) == ("甘己毛都口岸", False)
