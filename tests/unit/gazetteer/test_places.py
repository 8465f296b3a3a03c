"""Places and names, and which place wins a shared name."""

from __future__ import annotations

import pytest

from geo_zs.gazetteer.places import PLACE_KINDS, Place, make_name, precedence


def _place(**changes):
    fields = {
        "kind": "park",
        "id": "p",
        "name_zh": "甲园区",
        "name_en": "",
        "league": "150200",
        "banner": "",
        "lon": None,
        "lat": None,
        "location_precision": "banner",
    }
    return Place(**(fields | changes))


def test_order_of_kinds_is_the_one_that_is_documented():
    ranks = [precedence(kind, "official") for kind in PLACE_KINDS]

    assert dict(zip(PLACE_KINDS, ranks, strict=True)) == {
        "league": 0,
        "banner": 1,
        "port": 2,
        "park": 2,
        "energy_base": 2,
        "airport": 2,
        "seat": 4,
        "rail_node": 5,
    }


@pytest.mark.parametrize("kind", ["short", "alias", "variant", "former", "pinyin"])
def test_other_name_of_a_park_is_below_official_name_and_that_of_a_league_is_not(kind):
    assert precedence("park", kind) == 3
    assert precedence("league", kind) == 0


def test_place_without_english_name_is_shown_in_chinese():
    assert _place().name("en") == "甲园区"
    assert _place(name_en="Jia Park").name("en") == "Jia Park"
    assert _place(name_en="Jia Park").name("zh") == "甲园区"


def test_place_is_a_plain_dict_with_none_for_an_unknown_point():
    assert _place().to_dict() == {
        "kind": "park",
        "id": "p",
        "name_zh": "甲园区",
        "name_en": "",
        "league": "150200",
        "banner": "",
        "lon": None,
        "lat": None,
        "location_precision": "banner",
    }


def test_name_carries_the_forms_it_is_looked_up_by():
    name = make_name("内蒙古商都经济开发区", "official", _place())

    assert name.key == "内蒙古商都经济开发区"
    assert name.folded == "商都经开区"
    assert name.pinyin == "neimenggushangdujingjikaifaqu"
    assert name.initials == "nmgsdjjkfq"


def test_latin_name_has_no_pinyin():
    name = make_name("Jia Park", "english", _place())

    assert (name.key, name.pinyin, name.initials) == ("jiapark", "", "")
