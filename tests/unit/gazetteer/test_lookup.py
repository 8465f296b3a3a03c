"""Looking names up in a made-up gazetteer."""

from __future__ import annotations

import pytest

from geo_zs.errors import AmbiguousPlaceError, RequirementError, UnknownPlaceError
from geo_zs.gazetteer.lookup import Gazetteer


@pytest.mark.parametrize(
    "name",
    [
        *("甲头市", "甲头", "甲盟", "Jiatou", "JIATOU", "ｊｉａ ｔｏｕ", "jiatou shi"),
        *("内蒙古甲头市", "Inner Mongolia Jiatou", "Jiatou, Inner Mongolia", "Chiatow"),
        *("甲頭市", "甲\u202e头\x00市", "甲头市甲头市"),
    ],
)
def test_league_is_found_by_each_of_its_names(gazetteer, name):
    place = gazetteer.find(name)

    assert (place.kind, place.id) == ("league", "150200")


def test_league_wins_over_a_station_of_its_name_which_stands_beside(gazetteer):
    beside = [(place.kind, place.id) for place in gazetteer.matches("甲头")]

    assert beside == [("league", "150200"), ("rail_node", "rail-jiatou")]
    assert gazetteer.find("甲头", kind="rail_node").id == "rail-jiatou"


def test_banner_wins_over_its_seat_and_ports_of_its_name(gazetteer):
    assert gazetteer.find("库丁").kind == "banner"
    assert [place.kind for place in gazetteer.matches("库丁")] == [
        *("banner", "port", "port", "seat"),
    ]


def test_short_name_of_a_banner_wins_over_the_alias_of_a_park(gazetteer):
    assert gazetteer.find("东丙").id == "150201"
    assert gazetteer.find("东丙", kind="park").id == "jiatou-xitu"


@pytest.mark.parametrize(
    "name",
    [
        "甲头稀土高新技术产业开发区",
        "甲头稀土高新区",
        "甲头市稀土高新区",
        "甲头市稀土高新技术产业开发区",
        "内蒙古甲头东丙区甲头稀土高新区",
        "Jiatou Rare Earth Zone",
    ],
)
def test_park_is_found_with_short_ending_and_league_before_it(gazetteer, name):
    assert gazetteer.find(name).id == "jiatou-xitu"


def test_economic_zone_is_found_without_technological(gazetteer):
    assert gazetteer.find("库丁旗经济开发区").id == "kuding-park"


def test_english_address_with_commas_is_read_from_its_end(gazetteer):
    assert gazetteer.find("Kuding Banner, Jiatou, Inner Mongolia").id == "150221"


def test_seats_of_one_name_are_ambiguous_and_all_listed(gazetteer):
    with pytest.raises(AmbiguousPlaceError, match="names 2 places") as caught:
        gazetteer.find("城关镇")

    assert [c.id for c in caught.value.candidates] == ["152521-seat", "152522-seat"]


def test_banner_before_the_name_settles_it(gazetteer):
    assert gazetteer.find("戊拉左旗城关镇").id == "152521-seat"
    assert gazetteer.find("城关镇", within="戊拉右旗").id == "152522-seat"
    assert gazetteer.find("城关镇", within="152522").id == "152522-seat"


def test_port_by_rail_and_by_road_is_ambiguous(gazetteer):
    with pytest.raises(AmbiguousPlaceError) as caught:
        gazetteer.find("库丁口岸")

    assert [c.id for c in caught.value.candidates] == ["kuding-rail", "kuding-road"]


def test_variant_of_two_banners_is_ambiguous_also_before_another_name(gazetteer):
    for name in ("拉旗", "拉旗城关镇"):
        with pytest.raises(AmbiguousPlaceError) as caught:
            gazetteer.find(name)
        assert [c.banner for c in caught.value.candidates] == ["152521", "152522"]


def test_spelling_with_its_blanks_settles_what_is_else_one_key(tables):
    tables["ports"].loc[0, "name_en"] = "Jiatou Air Port"
    gazetteer = Gazetteer.from_tables(tables)

    assert gazetteer.find("Jiatou Airport").id == "zjtt"
    assert gazetteer.find("jiatou air port").id == "kuding-rail"
    with pytest.raises(AmbiguousPlaceError):
        gazetteer.find("jiatouairport")


def test_place_of_another_league_is_not_found_but_named_first_as_near(gazetteer):
    with pytest.raises(UnknownPlaceError) as caught:
        gazetteer.find("乙林盟东丙区")

    assert caught.value.near[0] == "东丙区"
    with pytest.raises(UnknownPlaceError):
        gazetteer.find("东丙区", within="乙林盟")


def test_league_after_its_banner_is_refused(gazetteer):
    with pytest.raises(UnknownPlaceError):
        gazetteer.find("东丙区甲头")  # though the station 甲头 lies in 东丙区


def test_unknown_name_lists_near_misses(gazetteer):
    with pytest.raises(
        UnknownPlaceError, match="no place is known as '库町旗'"
    ) as caught:
        gazetteer.find("库町旗")

    assert caught.value.near[0] == "库丁旗"


def test_english_near_misses_are_given_in_english(gazetteer):
    with pytest.raises(UnknownPlaceError) as caught:
        gazetteer.find("Jiatuo")

    assert caught.value.near[0] == "Jiatou"


def test_part_of_several_names_lists_them(gazetteer):
    with pytest.raises(UnknownPlaceError) as caught:
        gazetteer.find("戊拉")

    assert caught.value.near[:2] == ("戊拉左旗", "戊拉右旗")


def test_the_region_itself_lists_its_leagues(gazetteer):
    with pytest.raises(UnknownPlaceError) as caught:
        gazetteer.find("内蒙古自治区")

    assert caught.value.near == ("甲头市", "乙林盟")


def test_garbled_name_does_not_resolve_and_says_where_to_look(gazetteer):
    with pytest.raises(UnknownPlaceError) as caught:
        gazetteer.find("马托")

    assert caught.value.near == ("甘己毛都口岸", "库丁铁路口岸")


@pytest.mark.parametrize("name", ["", "  ", "\x00\u202e", "——", "哈哈哈", "zzzz"])
def test_nothing_and_nonsense_have_no_near_misses(gazetteer, name):
    with pytest.raises(UnknownPlaceError) as caught:
        gazetteer.find(name)

    assert caught.value.near == ()


def test_name_that_is_far_too_long_is_refused_without_repeating_it(gazetteer):
    with pytest.raises(UnknownPlaceError) as caught:
        gazetteer.find("甲" * 10_240)

    assert caught.value.name == "甲" * 40 + "… (10240 characters)"
    assert gazetteer.matches("甲" * 10_240) == ()


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "${7*7}", "`'\"\\u003c"])
def test_hostile_names_are_just_unknown(gazetteer, name):
    with pytest.raises(UnknownPlaceError) as caught:
        gazetteer.find(name)

    assert caught.value.name == name


def test_unknown_kind_and_a_within_that_is_no_unit_are_refused(gazetteer):
    with pytest.raises(RequirementError, match="kind is 'village'; expected one of"):
        gazetteer.find("甲头", kind="village")
    with pytest.raises(
        RequirementError, match="is a port; expected a league or banner"
    ):
        gazetteer.find("甲头", within="甘己毛都口岸")


def test_place_is_given_by_kind_and_key(gazetteer):
    assert gazetteer.place("port", "ganji").name_zh == "甘己毛都口岸"
    with pytest.raises(UnknownPlaceError, match="'nowhere'"):
        gazetteer.place("port", "nowhere")


def test_park_whose_banner_is_unknown_may_lie_in_any_banner_of_its_league(tables):
    tables["parks"].loc[0, "banner"] = None
    gazetteer = Gazetteer.from_tables(tables)

    assert gazetteer.find("甲头稀土高新区", within="库丁旗").id == "jiatou-xitu"
    with pytest.raises(UnknownPlaceError):
        gazetteer.find("甲头稀土高新区", within="乙林盟")
