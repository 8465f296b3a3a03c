from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest

from geo_zs.errors import RequirementError
from geo_zs.matching.engine import match
from geo_zs.matching.requirement import Requirement, Vocabulary
from geo_zs.matching.result import MatchResult

Solve = Callable[..., MatchResult]
MIXED = [
    {"id": "park", "fit": 0.5, "rail_km": 10},
    {"id": "zone", "kind": "port_zone", "fit": 0.4, "rail_km": 10},
    {"id": "county", "kind": "banner", "fit": 0.9, "rail_km": 10},
]


def ranked(result: MatchResult) -> list[str]:
    return [result.sites.ids[place.row] for place in result.ranking.ranked]


def codes(result: MatchResult) -> list[str]:
    return [notice.code for notice in result.notices]


def test_a_factory_is_ranked_on_parks_and_port_zones(solve: Solve):
    assert ranked(solve(MIXED)) == ["park", "zone"]


def test_banners_are_ranked_for_a_factory_when_asked_for(solve: Solve):
    limits = {"site_kinds": ["banner", "park"]}

    assert ranked(solve(MIXED, limits=limits)) == ["county", "park"]


@pytest.mark.parametrize("industry", ["wind_farm", "mine"])
def test_stations_and_mines_are_ranked_on_banners_only(solve: Solve, industry: str):
    assert ranked(solve(MIXED, industry=industry)) == ["county"]


def test_a_mine_is_told_that_deposits_are_not_in_the_data(solve: Solve):
    assert "no_deposit_data" in codes(solve(MIXED, industry="mine"))


def test_a_service_without_a_preset_is_not_ranked_and_told_why(solve: Solve):
    result = solve(MIXED, industry="tours", limits={"site_kinds": ["park"]})

    assert (ranked(result), codes(result)) == ([], ["wrong_kind_of_site"])


def test_a_service_with_a_preset_is_ranked(solve: Solve):
    assert ranked(solve(MIXED, industry="trade")) == ["park", "zone"]


def test_a_criterion_known_for_three_fifths_is_scored(solve: Solve):
    rows = [
        {"id": str(i), "fit": 0.5, **({"rail_km": 9} if i < 3 else {})}
        for i in range(5)
    ]

    result = solve(rows)

    assert result.weights == {
        "industry_fit": pytest.approx(0.75),
        "rail_km": pytest.approx(0.25),
    }
    assert "criteria_not_scored" not in codes(result)


def test_a_criterion_known_for_less_is_asked_for_and_its_weight_shared(solve: Solve):
    rows = [
        {"id": str(i), "fit": 0.5, **({"rail_km": 9} if i < 2 else {})}
        for i in range(5)
    ]

    result = solve(rows)

    assert result.weights == {"industry_fit": 1.0}
    assert [(ask.criterion.id, ask.weight, ask.known_share) for ask in result.asks] == [
        ("rail_km", 0.25, 0.4),
        ("price", 0.2, 0.0),
    ]
    assert "criteria_not_scored" in codes(result)


def test_a_little_known_criterion_is_scored_when_asked_for_by_name(solve: Solve):
    rows = [
        {"id": "a", "fit": 0.5, "electricity_price_cny_per_kwh": 0.3},
        {"id": "b", "fit": 0.5},
    ]

    result = solve(rows, weights={"price": 1, "rail_km": 0})

    assert result.weights == {
        "price": pytest.approx(1 / 1.75),
        "industry_fit": pytest.approx(0.75 / 1.75),
        "rail_km": 0.0,
    }
    assert ranked(result) == ["a", "b"]
    assert [one.id for one in result.criteria] == ["price", "industry_fit"]
    assert "criteria_little_known" in codes(result)
    assert result.asks == ()


def test_limits_change_no_weight(solve: Solve):
    rows = [
        {"id": str(i), "fit": 0.5, **({"rail_km": 9} if i < 3 else {})}
        for i in range(5)
    ]

    free = solve(rows)
    limited = solve(rows, limits={"ranges": {"rail_km": {"max": 5}}})

    assert free.weights == limited.weights
    assert (free.scores.score == limited.scores.score).all()


def test_where_hardly_anything_is_known_all_is_scored_and_said(solve: Solve):
    result = solve([{"id": "a"}, {"id": "b"}])

    assert set(result.weights) == {"industry_fit", "rail_km"}
    assert result.scores.low.tolist() == [0, 0]
    assert result.scores.high == pytest.approx([1, 1])
    assert "criteria_little_known" in codes(result)


def test_weights_that_leave_nothing_to_score_by_are_refused(solve: Solve):
    with pytest.raises(RequirementError, match="no weight is above 0"):
        solve(MIXED, weights={"industry_fit": 0, "rail_km": 0})


def test_a_single_criterion_can_be_switched_off(solve: Solve):
    result = solve(MIXED, weights={"industry_fit": 0})

    assert result.weights == {"rail_km": 1.0, "industry_fit": 0.0}


def test_the_general_preset_is_announced(solve: Solve):
    assert "general_preset" in codes(solve(MIXED))
    assert "general_preset" not in codes(solve(MIXED, industry="coking"))


def test_what_is_asked_and_not_tested_is_announced(solve: Solve):
    result = solve(MIXED, land_ha=5, investment_cny_1e8=15, limits={"rail_km_max": 30})

    assert {
        "straight_line_distances",
        "rail_limit_only_verifies",
        "planned_land_not_tested",
        "investment_not_tested",
        "unverified_kept",
    } <= set(codes(result))


def test_incomplete_layers_and_ports_without_location_are_announced(solve: Solve):
    rows = [{"id": "a", "fit": 0.5, "rail_km": 1, "ports": [10, None, 20, 1, 1]}]

    plain = solve(rows)
    result = solve(rows, incomplete=["rail_km"], limits={"land_port_km_max": 50})

    assert "incomplete_layers" not in codes(plain)
    told = {notice.code: notice for notice in result.notices}
    assert told["incomplete_layers"].zh == "以下指标所依据的图层不完整：距铁路。"
    assert told["incomplete_layers"].en == (
        "The layers behind these are incomplete: distance to rail."
    )
    assert "North Road" in told["ports_without_location"].en


def test_warnings_are_told_in_both_languages_and_once(solve: Solve):
    result = solve(MIXED, land_ha=5, limits={"rail_km_max": 30})

    assert len(set(codes(result))) == len(codes(result))
    assert all(notice.zh and notice.en for notice in result.notices)


def test_importing_the_engine_loads_numpy_and_no_other_library():
    script = (
        "import sys, geo_zs.matching.engine, geo_zs.matching.answer;"
        "heavy = {'pandas', 'geopandas', 'shapely', 'flask', 'folium', 'jsonschema'};"
        "print(sorted(heavy & set(sys.modules)), 'numpy' in sys.modules)"
    )

    done = subprocess.run(  # noqa: S603  a fixed script
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[] True"


@pytest.mark.parametrize(
    ("request_", "is_unused"),
    [
        ({"limits": {"port_mode": "road"}}, True),
        ({"limits": {"port_neighbour": "Mongolia"}}, True),
        ({"limits": {"port_ids": ["north-road"]}}, True),
        ({"limits": {"port_mode": "road", "land_port_km_max": 90}}, False),
        (
            {"limits": {"port_mode": "road", "ranges": {"land_port_km": {"max": 9}}}},
            False,
        ),
        ({"limits": {"port_mode": "road"}, "weights": {"land_port_km": 0.5}}, False),
        ({}, False),
    ],
)
def test_a_choice_of_ports_without_effect_is_told(
    solve: Solve, request_: dict[str, object], *, is_unused: bool
):
    ports = [50, 60, 70, None, None]
    result = solve([{"id": "a", "fit": 0.5, "ports": ports}], **request_)

    assert ("port_choice_without_effect" in codes(result)) == is_unused


def test_a_port_known_by_its_banner_only_is_announced(sites_of, book):
    plain = sites_of([{"id": "one", "fit": 0.5, "ports": [50, (90, 0, 90), 80, 9, 9]}])
    located = (True, False, True, True, True)
    sites = replace(plain, ports=replace(plain.ports, is_located=located))
    requirement = Requirement.parse(
        {"industry": "wafer", "limits": {"land_port_km_max": 60}},
        known=Vocabulary.of(sites, book),
    )

    result = match(sites, requirement, book)

    told = {notice.code: notice for notice in result.notices}
    assert "North Road" in told["ports_known_by_banner"].en
    assert "北公路口岸" in told["ports_known_by_banner"].zh
