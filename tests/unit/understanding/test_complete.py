"""The text fills what the request leaves open, and nothing else."""

from __future__ import annotations

import pytest

from geo_zs.errors import RequirementError
from geo_zs.understanding.complete import complete, filled_from_text


def faults(request, lexicon) -> list[str]:
    with pytest.raises(RequirementError) as caught:
        complete(request, lexicon)
    return [str(problem) for problem in caught.value.problems]


def test_request_without_text_is_left_alone(lexicon):
    assert complete({"industry": "dairy"}, lexicon) == ({"industry": "dairy"}, None)


def test_text_fills_industry_quantities_and_limits(lexicon):
    request = {"text": "单晶硅片，用地300亩，距铁路30公里以内"}

    filled, understood = complete(request, lexicon)

    assert filled == {
        "text": request["text"],
        "industry": "pv_wafer",
        "land_ha": 20.0,
        "limits": {"rail_km_max": 30.0},
    }
    assert understood.industry_tags == ("pv_wafer",)
    assert request == {"text": request["text"]}


def test_several_industries_are_a_list_of_at_most_five(lexicon):
    text = "多晶硅、铁合金、电解铝、风机叶片、数据中心、乳制品"

    filled, _ = complete({"text": text}, lexicon)

    assert filled["industry"] == [
        "polysilicon",
        "ferroalloy",
        "aluminium",
        "wind_equipment",
        "data_center",
    ]


def test_explicit_fields_win(lexicon):
    request = {
        "text": "单晶硅片，用地300亩，距铁路30公里以内，距机场100公里以内",
        "industry": "dairy",
        "land_ha": 5,
        "limits": {"rail_km_max": 10},
    }

    filled, _ = complete(request, lexicon)

    assert filled["industry"] == "dairy"
    assert filled["land_ha"] == 5
    assert filled["limits"] == {"rail_km_max": 10, "airport_km_max": 100.0}
    assert request["limits"] == {"rail_km_max": 10}


def test_ports_of_the_request_are_not_mixed_with_those_of_the_text(lexicon):
    request = {
        "text": "洗煤，距策克口岸50公里以内",
        "limits": {"port_neighbour": "Russia"},
    }

    filled, _ = complete(request, lexicon)

    assert filled["limits"] == {"port_neighbour": "Russia", "land_port_km_max": 50.0}


def test_broken_limits_are_left_to_the_check_of_the_request(lexicon):
    filled, _ = complete({"text": "洗煤，距策克口岸50公里以内", "limits": 3}, lexicon)

    assert filled["limits"] == 3


def test_each_field_says_where_it_came_from(lexicon):
    request = {"text": "单晶硅片，用地300亩，距铁路30公里以内", "land_ha": 5}

    filled, _ = complete(request, lexicon)

    assert filled_from_text(request, filled) == {
        "industry": "text",
        "land_ha": "request",
        "limits.rail_km_max": "text",
    }


def test_text_without_an_industry_is_refused_with_near_misses(lexicon):
    (fault,) = faults({"text": "化工项目，用地300亩"}, lexicon)

    assert fault == (
        "text: names no industry of the vocabulary; name one in the text or send "
        "'industry'; '化工' may mean coal_chemical, fine_chemical, chlor_alkali, "
        "fluorochemical, natural_gas_chemical"
    )


def test_misspelled_industry_is_named_as_a_near_miss(lexicon):
    (fault,) = faults({"text": "多精硅"}, lexicon)

    assert "'多精硅' may mean polysilicon" in fault


def test_text_without_an_industry_is_fine_beside_one(lexicon):
    filled, _ = complete({"text": "用地300亩", "industry": "dairy"}, lexicon)

    assert filled["land_ha"] == 20.0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (5, "text: is of type int; expected a text such as"),
        (None, "text: is of type NoneType; expected a text such as"),
        ("  ", "text: is empty; expected one such as"),
        ("硅" * 2001, "text: is 2001 characters long; expected at most 2000: "),
        (" " * 2001, "text: is empty; expected one such as"),
        ("\ud800 多晶硅", "text: has a broken character at place 1 (half of a pair); "),
        ("多晶硅\udfff", "text: has a broken character at place 4 (half of a pair); "),
    ],
)
def test_text_that_cannot_be_read_is_refused(lexicon, text, message):
    assert faults({"text": text}, lexicon)[0].startswith(message)


def test_blank_text_that_is_too_long_has_two_faults(lexicon):
    assert len(faults({"text": " " * 2001}, lexicon)) == 2


@pytest.mark.parametrize("mark", ["\0", "\ufffe", "\ufdd0", "\U0001ffff", "\ufffd"])
def test_marks_that_stand_for_no_character_are_read_over(lexicon, mark):
    filled, understood = complete({"text": f"{mark}多晶硅{mark}，用地300亩"}, lexicon)

    assert filled["industry"] == "polysilicon"
    assert filled["land_ha"] == 20.0
    assert understood.not_understood == ()
