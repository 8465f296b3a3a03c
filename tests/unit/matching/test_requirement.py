from __future__ import annotations

import copy
import dataclasses
import json
from collections.abc import Callable, Mapping
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_zs.criteria.defaults import CriteriaBook
from geo_zs.errors import Problem, RequirementError
from geo_zs.matching.requirement import (
    REQUIREMENT_SCHEMA,
    Bounds,
    DrawPlan,
    Judgement,
    Range,
    Requirement,
    Vocabulary,
    Weighting,
)
from geo_zs.matching.table import SiteTable

RING = [[106, 38], [112, 38], [112, 42], [106, 42], [106, 38]]
FULL: dict[str, Any] = {
    "industry": "wafer",
    "land_ha": 20,
    "power_mw": 55.5,
    "green_power_share_min": 0.5,
    "water_m3_per_day": 2000,
    "investment_cny_1e8": 15,
    "limits": {
        "rail_km_max": 30,
        "land_port_km_max": 60,
        "port_neighbour": "Mongolia",
        "port_mode": "road",
        "airport_km_max": 150,
        "chemical_park": True,
        "port_ids": ["north-road"],
        "leagues": ["150100"],
        "site_kinds": ["park"],
        "area": {"type": "Polygon", "coordinates": [RING]},
        "ranges": {"wind_speed_50m_ms": {"min": 5.5}},
    },
    "unverified": "below",
    "weights": {"industry_fit": 0.3},
    "top": 10,
}


@pytest.fixture(scope="module")
def known(sites_of: Callable[..., SiteTable], book: CriteriaBook) -> Vocabulary:
    rows = [{"id": "a", "wind_speed_50m_ms": 6, "rail_km": 1, "planned_area_ha": 900}]
    return Vocabulary.of(sites_of(rows), book)


@pytest.fixture(scope="module")
def problems(known: Vocabulary) -> Callable[[object], dict[str, str]]:
    def found(request: object) -> dict[str, str]:
        with pytest.raises(RequirementError) as caught:
            Requirement.parse(request, known=known)
        return {p.field: p.message for p in caught.value.problems}

    return found


def test_every_field_of_the_contract_is_understood(known: Vocabulary):
    made = Requirement.parse(FULL, known=known)

    assert (made.industry, made.land_ha, made.power_mw) == ("wafer", 20.0, 55.5)
    assert made.limits.rail_km_max == 30.0
    assert made.limits.port_ids == ("north-road",)
    assert made.limits.area is not None
    assert made.limits.ranges == (Range("wind_speed_50m_ms", 5.5, None),)
    assert (made.unverified, made.top) == ("below", 10)
    assert made.weights == {"industry_fit": 0.3}


def test_the_industry_alone_is_enough(known: Vocabulary):
    made = Requirement.parse({"industry": "wafer"}, known=known)

    assert (made.land_ha, made.unverified, made.top) == (None, None, 10)
    assert not made.limits.chemical_park


def test_a_whole_number_written_with_a_point_is_a_whole_number(known: Vocabulary):
    made = Requirement.parse({"industry": "wafer", "top": 5.0}, known=known)

    assert made.top == 5
    assert isinstance(made.top, int)


def test_the_schema_is_a_valid_schema_and_closes_every_object():
    jsonschema.Draft202012Validator.check_schema(REQUIREMENT_SCHEMA)

    def objects(schema: object) -> list[Mapping[str, Any]]:
        if isinstance(schema, Mapping):
            inner = [one for value in schema.values() for one in objects(value)]
            return [schema, *inner] if schema.get("type") == "object" else inner
        return []

    found = objects(REQUIREMENT_SCHEMA)
    assert len(found) >= 6
    assert all("additionalProperties" in one for one in found)


@pytest.mark.parametrize("request_", [None, [], "wafer", 5, True])
def test_anything_but_an_object_is_refused(
    request_: object, problems: Callable[[object], dict[str, str]]
):
    assert "expected an object such as" in problems(request_)[""]


def test_a_requirement_without_an_industry_says_how_to_name_one(
    problems: Callable[[object], dict[str, str]],
):
    assert problems({}) == {
        "industry": "is missing; name the industry by its tag, such as pv_wafer, "
        "or say it in 'text'"
    }


def test_all_faults_are_told_at_once(problems: Callable[[object], dict[str, str]]):
    found = problems(
        {
            "industry": 5,
            "land_ha": -1,
            "power_mw": "55 MW",
            "limits": {"rail_km": 30, "chemical_park": False},
            "top": 0,
        }
    )

    assert found == {
        "industry": "is 5; expected text or a list",
        "land_ha": "is -1; expected more than 0",
        "limits.chemical_park": (
            "is false; expected true; leave the field out if it is not needed"
        ),
        "limits.rail_km": "is no field of a requirement; did you mean rail_km_max?",
        "power_mw": "is '55 MW'; expected a number",
        "top": "is 0; expected at least 1",
    }


def test_unknown_names_are_told_beside_faults_of_other_fields(
    problems: Callable[[object], dict[str, str]],
):
    found = problems(
        {
            "industry": "x",
            "top": 0,
            "limits": {
                "leagues": ["999999", 5],
                "port_ids": ["qqq"],
                "port_mode": "air",
                "ranges": {"nope": {"mim": 1}, "rail_km": {"min": 9, "max": 5}},
            },
            "weights": {"zz": 1, "industry_fit": -1},
        }
    )

    assert sorted(found) == [
        "industry",
        "limits.leagues.0",
        "limits.leagues.1",
        "limits.port_ids.0",
        "limits.port_mode",
        "limits.ranges.nope",
        "limits.ranges.nope.mim",
        "limits.ranges.rail_km",
        "top",
        "weights.industry_fit",
        "weights.zz",
    ]
    assert found["limits.leagues.0"].startswith("is '999999', no league")
    assert found["limits.ranges.nope"].startswith("is no column of the sites")


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("land_ha", True, "is true; expected a number"),
        ("land_ha", 0, "is 0; expected more than 0"),
        ("land_ha", float("nan"), "is nan; expected a finite number"),
        ("power_mw", float("inf"), "is inf; expected a finite number"),
        ("land_ha", 10**400, "is a number of more than 60 digits; expected at most"),
        ("green_power_share_min", 50, "is 50; expected at most 1"),
        ("green_power_share_min", None, "is null; expected a number"),
        ("industry", "", "is ''; expected text that is not empty"),
        ("industry", "w" * 81, "expected at most 80 characters"),
        ("industry", "wafre", "is 'wafre', no tag of the vocabulary; did you mean waf"),
        ("industry", "水泥", "is '水泥', no tag of the vocabulary"),
        ("top", 5.5, "is 5.5; expected a whole number"),
        ("top", True, "is true; expected a whole number"),
        ("top", 501, "is 501; expected at most 500"),
        ("unverified", "hide", "is 'hide'; expected one of below, keep, drop"),
        ("weights", {}, "is an object with 0 fields; expected at least one entry"),
        ("limits", [], "is a list of 0 items; expected an object"),
        ("text", "", "is ''; expected text that is not empty"),
        ("preset", "chemcals", "is 'chemcals', no preset"),
        ("method", "electre", "is 'electre'; expected one of additive, topsis"),
        ("industry", [], "is a list of 0 items; expected at least one item"),
        ("industry", 5, "is 5; expected text or a list"),
        ("Land_ha", 5, "is no field of a requirement; did you mean land_ha?"),
        ("zzz", 5, "is no field of a requirement; known: text, industry, land_ha"),
    ],
)
def test_a_faulty_field_says_what_came_and_what_is_expected(
    field: str,
    value: object,
    words: str,
    problems: Callable[[object], dict[str, str]],
):
    found = problems({"industry": "wafer", field: value})

    assert list(found) == [field]
    assert words in found[field]


@pytest.mark.parametrize(
    ("limits", "field", "words"),
    [
        ({"leagues": ["150200"]}, "limits.leagues.0", "is '150200', no league; known"),
        ({"leagues": ["包头"]}, "limits.leagues.0", "expected text of the form"),
        ({"leagues": [150100]}, "limits.leagues.0", "is 150100; expected text"),
        ({"leagues": []}, "limits.leagues", "expected at least one item"),
        (
            {"leagues": ["150100", "150100"]},
            "limits.leagues",
            "expected each item only once",
        ),
        ({"port_ids": ["nort-road"]}, "limits.port_ids.0", "did you mean north-road"),
        ({"port_ids": ["qqq"]}, "limits.port_ids.0", "known: north-rail, north-road"),
        ({"port_ids": ["hub-air"]}, "limits.port_ids.0", "is no road or rail port"),
        ({"port_ids": ["old-road"]}, "limits.port_ids.0", "which is closed, so no"),
        ({"port_mode": "air"}, "limits.port_mode", "expected one of rail, road"),
        (
            {"port_neighbour": "Russia", "port_mode": "rail"},
            "limits",
            "no open port is left by port_ids, port_neighbour and port_mode",
        ),
        (
            {"port_neighbour": "Russia", "port_ids": ["north-rail"]},
            "limits",
            "no open port is left",
        ),
        (
            {"ranges": {"wind_speed": {"min": 5}}},
            "limits.ranges.wind_speed",
            "is no column of the sites; did you mean wind_speed_50m_ms?",
        ),
        (
            {"ranges": {"planned_area_ha": {"min": 50}}},
            "limits.ranges.planned_area_ha",
            "is shown and never tested, because planned areas mix meanings",
        ),
        (
            {"ranges": {"rail_km": {"min": 9, "max": 5}}},
            "limits.ranges.rail_km",
            "min is 9, above max 5; exchange them",
        ),
        (
            {"ranges": {"rail_km": {}}},
            "limits.ranges.rail_km",
            "expected at least one entry",
        ),
        (
            {"ranges": {"rail_km": {"mim": 1}}},
            "limits.ranges.rail_km.mim",
            "is no field of a requirement; did you mean min?",
        ),
        ({"ranges": {"<b>": {"min": 1}}}, "limits.ranges", "has the name '<b>'"),
        (
            {"area": {"type": "Point", "coordinates": [1, 2]}},
            "limits.area.type",
            "expected one of Polygon, MultiPolygon",
        ),
        (
            {"area": {"type": "Polygon", "coordinates": [RING[:-1]]}},
            "limits.area.coordinates",
            "is not closed",
        ),
        ({"area": {"type": "Polygon"}}, "limits.area.coordinates", "is missing"),
        ({"site_kinds": ["cell"]}, "limits.site_kinds.0", "park, port_zone, banner"),
        ({"rail_km_max": -1}, "limits.rail_km_max", "expected at least 0"),
    ],
)
def test_a_faulty_limit_says_what_came_and_what_is_expected(
    limits: dict[str, object],
    field: str,
    words: str,
    problems: Callable[[object], dict[str, str]],
):
    found = problems({"industry": "wafer", "limits": limits})

    assert field in found
    assert words in found[field]


def test_an_unknown_weight_is_refused_with_near_misses(
    problems: Callable[[object], dict[str, str]],
):
    found = problems({"industry": "wafer", "weights": {"rail": 1, "qq": 2}})

    assert found["weights.rail"] == "is no criterion; did you mean rail_km?"
    assert found["weights.qq"].startswith("is no criterion; known: industry_fit, ")


@pytest.mark.parametrize("industry", ["wind_farm", "mine"])
def test_parks_are_refused_for_what_stands_on_a_banner(
    industry: str, problems: Callable[[object], dict[str, str]]
):
    limits = {"site_kinds": ["park", "banner"]}

    found = problems({"industry": industry, "limits": limits})

    assert "stand on banners and never in parks" in found["limits.site_kinds"]


def test_no_more_than_80_characters_of_a_user_are_repeated(
    problems: Callable[[object], dict[str, str]],
):
    long = "x" * 5000
    found = problems({"industry": long, long: 1, "limits": {long: 1}})

    assert found
    assert all(len(field) < 200 for field in found)
    assert all("x" * 81 not in f"{field}{text}" for field, text in found.items())


def test_marks_that_turn_text_round_and_half_characters_are_escaped(
    problems: Callable[[object], dict[str, str]],
):
    found = problems({"industry": "\u202eabc", "a\u202e": 1, "\ud800": 2})

    text = json.dumps(found, ensure_ascii=False)
    text.encode()  # half a character could not be written
    assert "\u202e" not in text
    assert "a\\u202e" in found


def test_a_flood_of_faults_is_cut_and_counted(
    problems: Callable[[object], dict[str, str]],
):
    found = problems({f"f{i}": 1 for i in range(3000)})

    assert len(found) <= 52
    assert "2980 more unknown fields" in found[""]


def test_lists_too_long_to_look_into_are_refused_before_anything_else(
    problems: Callable[[object], dict[str, str]],
):
    found = problems({"industry": "wafer", "limits": {"leagues": ["1"] * 5001}})

    assert found == {
        "limits.leagues": "is a list of 5001 items; expected at most 5000 entries"
    }


def test_a_deeply_nested_value_is_refused_and_not_followed(
    problems: Callable[[object], dict[str, str]],
):
    deep: object = 1
    for _ in range(600):
        deep = [deep]

    assert problems({"industry": "wafer", "land_ha": deep}) == {
        "land_ha": "is a list of 1 items; expected a number"
    }


def test_the_request_itself_is_not_changed(known: Vocabulary):
    request = copy.deepcopy(FULL)

    Requirement.parse(request, known=known)

    assert request == FULL


scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=30)
    | st.sampled_from(["wafer", "Polygon", "150100", "park", "below"])
)
names = st.sampled_from([*FULL, *FULL["limits"], "min", "rail_km"]) | st.text(
    max_size=9
)
documents = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=5) | st.dictionaries(names, inner, max_size=6)
    ),
    max_leaves=30,
)


@settings(max_examples=300)
@given(st.dictionaries(names, documents, max_size=8))
def test_any_json_gives_a_requirement_or_problems_and_nothing_else(
    known: Vocabulary, request: dict[str, Any]
):
    found: tuple[Problem, ...] = ()
    try:
        industry = Requirement.parse(request, known=known).industry
    except RequirementError as error:
        industry, found = "", error.problems

    assert industry in known.industry_kind or found
    assert all(problem.message for problem in found)


CHOICES: dict[str, Any] = {
    "industry": ["wafer", "trade"],
    "text": "年产5GW硅片",
    "investment_usd_1e8": 2,
    "energy_tce_per_year": 5000,
    "output_cny_1e8_per_year": 30,
    "limits": {"setbacks": {"airports": 5}},
    "preset": "general_manufacturing",
    "method": "topsis",
    "weighting": {"method": "roc", "order": ["rail_km", "wind"]},
    "bounds": {"rail_km": {"worst": 90, "ideal": None, "outside": "leave"}},
    "own_figures": {"a": {"land_available_ha": 30}},
    "stability": {"draws": 100, "concentration": "none", "seed": 7},
}


@pytest.fixture
def choosing(known: Vocabulary) -> Vocabulary:
    return dataclasses.replace(known, setback_layers=("airports",))


def test_every_choice_is_understood(choosing: Vocabulary):
    made = Requirement.parse(CHOICES, known=choosing)

    assert (made.industry, made.others) == ("wafer", ("trade",))
    assert made.industries == ("wafer", "trade")
    assert (made.text, made.investment_usd_1e8) == ("年产5GW硅片", 2.0)
    assert (made.energy_tce_per_year, made.output_cny_1e8_per_year) == (5000.0, 30.0)
    assert made.limits.setbacks == {"airports": 5.0}
    assert (made.preset, made.method) == ("general_manufacturing", "topsis")
    assert made.weighting == Weighting("roc", order=("rail_km", "wind"))
    assert made.bounds["rail_km"] == Bounds(worst=90.0, has_ideal=True, outside="leave")
    assert made.own_figures == {"a": {"land_available_ha": 30.0}}
    assert made.draws == DrawPlan(draws=100, is_even=True, seed=7)


def test_pairwise_judgements_are_understood(known: Vocabulary):
    judgement = {"a": "rail_km", "b": "wind", "ratio": 3}
    weighting = {"method": "ahp", "judgements": [judgement]}
    made = Requirement.parse({"industry": "wafer", "weighting": weighting}, known=known)

    assert made.weighting == Weighting(
        "ahp", judgements=(Judgement("rail_km", "wind", 3.0),)
    )


def test_all_faults_of_the_choices_are_told_at_once(
    choosing: Vocabulary,
):
    with pytest.raises(RequirementError) as caught:
        Requirement.parse(
            {
                "industry": ["wafer", "wafre"],
                "limits": {"setbacks": {"airport": 5}},
                "weights": {"rail_km": 1},
                "weighting": {"method": "ahp", "order": ["rail_km", "rial_km"]},
                "bounds": {"rial_km": {"worst": 1}},
                "own_figures": {
                    "zz": {"land_available_ha": 1},
                    "a": {"land_ha": 1, "green_power_share": 50},
                },
                "stability": {"concentration": "some"},
            },
            known=choosing,
        )

    found = {one.field: one.message for one in caught.value.problems}
    assert sorted(found) == [
        "bounds.rial_km",
        "industry.1",
        "limits.setbacks.airport",
        "own_figures.a.green_power_share",
        "own_figures.a.land_ha",
        "own_figures.zz",
        "stability.concentration",
        "weighting",
        "weighting.judgements",
        "weighting.order",
        "weighting.order.1",
    ]
    assert "did you mean rail_km" in found["bounds.rial_km"]
    assert "did you mean airports" in found["limits.setbacks.airport"]
    assert found["own_figures.a.green_power_share"] == ("is 50; expected 0 to 1")
    assert found["weighting.judgements"] == "is missing; ahp needs it"


def test_a_text_that_nobody_read_is_refused(known: Vocabulary):
    with pytest.raises(RequirementError, match="the text was not read before"):
        Requirement.parse({"text": "年产5GW硅片"}, known=known)
