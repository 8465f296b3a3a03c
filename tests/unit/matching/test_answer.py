from __future__ import annotations

import json
import math
from collections.abc import Callable
from typing import Any

import pytest

from geo_zs.matching.answer import to_answer, to_geojson
from geo_zs.matching.result import MatchResult

Solve = Callable[..., MatchResult]
ROWS: list[dict[str, Any]] = [
    {
        "id": "near",
        "lon": 110.5,
        "lat": 41.0,
        "radius": 2,
        "fit": 1.0,
        "rail_km": (25, 0, 50),
        "airport_km": 20,
    },
    {"id": "hidden", "fit": 0.8, "airport_km": 10, "banner": ""},
    {"id": "sub", "fit": 0.2, "rail_km": 10, "airport_km": 15, "group": "near"},
    {"id": "far", "fit": 0.5, "rail_km": 80, "airport_km": (84, 80, 88)},
    {"id": "third", "fit": 0.1, "rail_km": 100, "airport_km": 5},
]


@pytest.fixture(scope="module")
def answer(solve: Solve) -> dict[str, Any]:
    request = {"land_ha": 20, "limits": {"airport_km_max": 30}}
    result = solve(ROWS, incomplete=["rail_km"], **request)
    return to_answer(result, "version-1")


def test_the_answer_has_the_keys_of_the_contract_and_no_faked_ones(
    answer: dict[str, Any],
):
    assert list(answer) == [
        "data_version",
        "method",
        "understood",
        "weighting",
        "weights",
        "bounds",
        "ranked",
        "excluded",
        "relax",
        "stability",
        "flips",
        "missing_fact",
        "rules",
        "flags",
        "second_method",
        "counts",
        "warnings",
    ]
    assert set(answer["ranked"][0]) == {
        "rank",
        "rank_best",
        "rank_worst",
        "score",
        "score_low",
        "score_high",
        "rank_second",
        "stability",
        "verified",
        "site",
        "contributions",
        "unknown",
        "not_verified",
        "flags",
        "ask",
        "reasons",
    }
    assert (answer["data_version"], answer["method"]) == ("version-1", "additive")


def test_it_is_json_without_nan(answer: dict[str, Any]):
    assert json.loads(json.dumps(answer, allow_nan=False)) == answer


def test_the_first_entry_is_worked_by_hand(answer: dict[str, Any]):
    first = answer["ranked"][0]

    # 0.75 × 1.0 for the fit, 0.25 × (100 − 25) / 100 for rail; rail may be 0 to 50 km.
    assert first["score"] == pytest.approx(0.75 + 0.1875)
    assert first["score_low"] == pytest.approx(0.75 + 0.125)
    assert first["score_high"] == pytest.approx(1.0)
    assert first["contributions"][1] == {
        "criterion": "rail_km",
        "value": 25.0,
        "low": 0.0,
        "high": 50.0,
        "unit": "km",
        "utility": 0.75,
        "weight": 0.25,
        "contribution": 0.1875,
        "assumed": False,
        "source_ids": ["source-rail_km"],
        "confidence": "reported",
        "own": False,
    }


def test_contributions_sum_to_the_score_and_weights_to_1(answer: dict[str, Any]):
    assert math.fsum(answer["weights"].values()) == pytest.approx(1, abs=1e-12)
    for entry in answer["ranked"]:
        total = math.fsum(one["contribution"] for one in entry["contributions"])
        assert total == pytest.approx(entry["score"], abs=1e-9)
        assert entry["score_low"] <= entry["score"] <= entry["score_high"]


def test_an_unknown_value_is_null_assumed_and_listed(answer: dict[str, Any]):
    hidden = next(e for e in answer["ranked"] if e["site"]["id"] == "hidden")

    rail = hidden["contributions"][1]
    assert (rail["value"], rail["low"], rail["high"]) == (None, None, None)
    assert (rail["utility"], rail["assumed"]) == (0.5, True)
    assert (rail["source_ids"], rail["confidence"]) == ([], None)
    assert hidden["unknown"] == ["rail_km", "land_ha"]
    assert hidden["not_verified"] == ["land_ha"]
    assert hidden["verified"] is False


def test_the_park_is_asked_for_prices_and_for_what_a_limit_needed(
    answer: dict[str, Any],
):
    assert answer["ranked"][0]["ask"] == [
        "electricity_price_cny_per_kwh",
        "land_available_ha",
    ]
    assert answer["understood"]["ask"] == [
        {
            "criterion": "price",
            "column": "electricity_price_cny_per_kwh",
            "name": {"zh": "电价", "en": "electricity price"},
            "unit": "",
            "weight": 0.2,
            "known_share": 0.0,
        }
    ]


def test_a_site_without_a_point_has_null_coordinates(answer: dict[str, Any]):
    hidden = next(e for e in answer["ranked"] if e["site"]["id"] == "hidden")

    assert (hidden["site"]["lon"], hidden["site"]["lat"]) == (None, None)
    assert hidden["site"]["banner"] is None


def test_counts_are_of_places_and_add_up(answer: dict[str, Any]):
    counts = answer["counts"]

    assert counts == {"candidates": 4, "excluded": 1, "ranked": 3, "not_verified": 3}
    assert len(answer["excluded"]) == counts["excluded"]


def test_the_other_sites_of_a_place_stand_beside_it(answer: dict[str, Any]):
    assert answer["ranked"][0]["site"]["beside"] == [
        {
            "id": "sub",
            "name_zh": "sub园区",
            "name_en": "sub park",
            "score": pytest.approx(0.75 * 0.2 + 0.25 * 0.9),
            "excluded_by": [],
        }
    ]


def test_an_excluded_site_says_value_interval_and_what_was_required(
    answer: dict[str, Any],
):
    assert answer["excluded"][0]["site"]["id"] == "far"
    assert answer["excluded"][0]["limits"] == [
        {
            "limit": "airport_km_max",
            "value": 84.0,
            "low": 80.0,
            "high": 88.0,
            "required": 30.0,
            "status": "failed",
            "rule": None,
            "short_by": 50.0,
            "needed": 80.0,
        }
    ]


def test_relax_says_from_to_and_whom_it_lets_in(answer: dict[str, Any]):
    assert answer["relax"] == [
        {
            "limit": "airport_km_max",
            "from": 30.0,
            "to": 80.0,
            "lets_in": "far",
            "name_zh": "far园区",
            "name_en": "far park",
            "verified": False,
            "together_with": [],
        }
    ]


def test_what_was_used_is_echoed(answer: dict[str, Any]):
    understood = answer["understood"]

    assert understood["industry_tags"] == ["wafer"]
    assert understood["preset"] == "general_manufacturing"
    assert understood["site_kinds"] == ["park", "port_zone"]
    assert understood["land_ha"] == 20.0
    assert understood["limits"] == {"land_ha": 20.0, "airport_km_max": 30.0}
    assert understood["unverified"] == {"land_ha": "keep", "airport_km_max": "below"}


def test_only_the_top_is_listed_and_all_are_counted(solve: Solve):
    found = to_answer(solve(ROWS, top=1), "v")

    assert (len(found["ranked"]), found["counts"]["ranked"]) == (1, 4)


def test_everything_excluded_gives_an_empty_list_and_the_way_out(solve: Solve):
    found = to_answer(solve(ROWS, limits={"airport_km_max": 1}), "v")

    assert found["ranked"] == []
    assert found["counts"]["candidates"] == found["counts"]["excluded"] == 4
    assert [(one["limit"], one["to"], one["lets_in"]) for one in found["relax"]] == [
        ("airport_km_max", 5.0, "third")
    ]


def test_a_dropped_site_is_marked_as_not_verified_and_not_as_failed(solve: Solve):
    found = to_answer(solve(ROWS, land_ha=20, unverified="drop"), "v")

    assert {limit["status"] for e in found["excluded"] for limit in e["limits"]} == {
        "not_verified"
    }


def test_an_open_end_is_null(solve: Solve):
    rows = [{"id": "a", "fit": 1, "rail_km": (5, 0, math.inf)}]

    found = to_answer(solve(rows), "v")

    assert found["ranked"][0]["contributions"][1]["high"] is None


def test_the_same_request_gives_the_same_bytes(solve: Solve):
    first, second = (json.dumps(to_answer(solve(ROWS, land_ha=20), "v")) for _ in "ab")

    assert first == second


def test_geojson_has_a_point_or_a_null_geometry(answer: dict[str, Any]):
    found = to_geojson(answer)

    by_id = {feature["id"]: feature for feature in found["features"]}
    assert by_id["near"]["geometry"] == {"type": "Point", "coordinates": [110.5, 41.0]}
    assert by_id["hidden"]["geometry"] is None
    assert by_id["near"]["properties"]["rank"] == 1
    assert found["data_version"] == "version-1"
    json.dumps(found, allow_nan=False)


PORT_ROWS = [{"id": "a", "fit": 0.5, "rail_km": 9, "ports": [50, 60, 70, None, None]}]


def test_the_choice_of_ports_is_in_what_was_understood(solve: Solve):
    chosen = {
        "port_neighbour": "Mongolia",
        "port_mode": "road",
        "port_ids": ["north-road"],
    }
    asked = solve(PORT_ROWS, limits={"land_port_km_max": 90, **chosen})
    plain = solve(PORT_ROWS, limits={"land_port_km_max": 90})

    understood = to_answer(asked, "v")["understood"]
    assert {name: understood[name] for name in chosen} == chosen
    assert not chosen.keys() & to_answer(plain, "v")["understood"].keys()
