"""The missing fact in words; places are made up."""

from __future__ import annotations

from geo_zs.matching.missing import MissingFact
from geo_zs.matching.missing_words import tell

SITE = ("甲园区", "Park A")
NAME = ("距铁路", "distance to rail")


def fact(**changes: object) -> MissingFact:
    told = {
        "kind": "criterion",
        "index": 0,
        "places": (0,),
        "expected_moves": 1.5,
        "p_first_changes": 0.25,
        "rank_from": 1,
        "rank_to": 4,
        "is_known_in_part": False,
    }
    return MissingFact(**{**told, **changes})


def test_an_unknown_value_is_told_with_the_ranks_it_may_give():
    zh, en = tell(fact(), site=SITE, name=NAME)

    assert zh == (
        "最值得先问的一项：甲园区的距铁路（未知）：其名次可在第 1 至第 4 之间，"
        "第一名因此改变的可能为 25%。"
    )
    assert en == (
        "What to ask first: distance to rail of Park A (not known): its rank may be "
        "anything from 1 to 4, and first place changes with a chance of 25%."
    )


def test_a_limit_may_exclude_the_place():
    zh, en = tell(fact(kind="limit", rank_to=0), site=SITE, name=NAME)

    assert "也可能被排除" in zh
    assert "or it may be excluded" in en


def test_a_fact_that_several_places_share_names_how_many():
    zh, en = tell(fact(places=(0, 2, 5), is_known_in_part=True), site=SITE, name=NAME)

    assert "甲园区等 3 处的距铁路（只知道区间）" in zh
    assert "of Park A and 2 others (known to an interval only)" in en
