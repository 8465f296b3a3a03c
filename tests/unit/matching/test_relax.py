from __future__ import annotations

from collections.abc import Callable

import pytest

from geo_zs.matching.engine import MatchResult
from geo_zs.matching.relax import Relaxation

Solve = Callable[..., MatchResult]


def entries(result: MatchResult) -> list[tuple[str, float | None, str, bool]]:
    return [
        (one.limit, one.to, result.sites.ids[one.row], one.is_verified)
        for one in result.relaxations
    ]


def test_the_site_that_needs_the_least_comes_in_first(solve: Solve):
    rows = [
        {"id": "far", "airport_km": 90},
        {"id": "near", "airport_km": 42.5},
        {"id": "middle", "airport_km": 60},
    ]

    result = solve(rows, limits={"airport_km_max": 30})

    assert entries(result) == [("airport_km_max", 42.5, "near", True)]


def test_each_limit_alone_is_loosened_and_the_smallest_change_stands_first(
    solve: Solve,
):
    rows = [
        {"id": "small", "airport_km": 10, "land_available_ha": 15},
        {"id": "remote", "airport_km": 120, "land_available_ha": 30},
        {"id": "both", "airport_km": 31, "land_available_ha": 19},
    ]

    result = solve(rows, land_ha=20, limits={"airport_km_max": 30})

    assert entries(result) == [
        ("land_ha", 15.0, "small", True),
        ("airport_km_max", 120.0, "remote", True),
    ]
    assert all(one.together_with == () for one in result.relaxations)


def test_an_interval_comes_in_as_not_verified_at_its_nearer_end(solve: Solve):
    rows = [{"id": "a", "airport_km": (42, 35, 50)}]

    result = solve(rows, limits={"airport_km_max": 30})

    assert entries(result) == [("airport_km_max", 35.0, "a", False)]


def test_where_the_unverified_are_dropped_the_whole_interval_must_come_in(solve: Solve):
    rows = [{"id": "a", "airport_km": (28, 20, 50)}, {"id": "b"}]

    result = solve(rows, limits={"airport_km_max": 30}, unverified="drop")

    assert entries(result) == [("airport_km_max", 50.0, "a", True)]


def test_a_site_of_which_nothing_is_known_can_only_come_in_without_the_limit(
    solve: Solve,
):
    result = solve([{"id": "b"}], land_ha=20, unverified="drop")

    assert entries(result) == [("land_ha", None, "b", True)]


def test_limits_that_are_no_numbers_can_only_be_dropped_for_the_best_site(solve: Solve):
    rows = [
        {"id": "good", "fit": 0.9, "chemical_park": 0},
        {"id": "poor", "fit": 0.1, "chemical_park": 0},
    ]

    result = solve(rows, limits={"chemical_park": True})

    assert entries(result) == [("chemical_park", None, "good", True)]


def test_if_every_site_fails_several_limits_all_the_changes_for_one_are_given(
    solve: Solve,
):
    rows = [
        {"id": "a", "airport_km": 300, "land_available_ha": 15, "league": "150100"},
        {"id": "b", "airport_km": 40, "land_available_ha": 15, "league": "150100"},
        {"id": "c", "airport_km": 40, "land_available_ha": 15, "chemical_park": 0},
    ]

    result = solve(rows, land_ha=20, limits={"airport_km_max": 30})

    assert entries(result) == [
        ("land_ha", 15.0, "b", True),
        ("airport_km_max", 40.0, "b", True),
    ]
    assert [one.together_with for one in result.relaxations] == [
        ("airport_km_max",),
        ("land_ha",),
    ]


def test_several_changes_are_not_offered_while_some_site_is_in(solve: Solve):
    rows = [
        {"id": "in", "airport_km": 10, "land_available_ha": 30},
        {"id": "out", "airport_km": 40, "land_available_ha": 15},
    ]

    result = solve(rows, land_ha=20, limits={"airport_km_max": 30})

    assert result.relaxations == ()


def test_a_place_that_is_in_already_is_not_let_in_again(solve: Solve):
    rows = [
        {"id": "in", "airport_km": 10, "group": "zone"},
        {"id": "sub", "airport_km": 31, "group": "zone"},
        {"id": "other", "airport_km": 50},
    ]

    result = solve(rows, limits={"airport_km_max": 30})

    assert entries(result) == [("airport_km_max", 50.0, "other", True)]


def test_nothing_is_offered_when_nothing_is_excluded(solve: Solve):
    assert solve([{"id": "a"}]).relaxations == ()


@pytest.mark.parametrize("distance", [30.000001, 123.456789, 1234.5678, 99999.5])
def test_the_site_does_come_in_when_the_request_is_changed_as_told(
    solve: Solve, distance: float
):
    rows = [{"id": "a", "airport_km": min(distance, 4999.99)}]

    told: Relaxation = solve(rows, limits={"airport_km_max": 30}).relaxations[0]
    result = solve(rows, limits={"airport_km_max": told.to})

    assert len(result.ranking.ranked) == 1
    assert told.is_verified


@pytest.mark.parametrize("land", [19.99996, 3.14159, 0.001234])
def test_a_minimum_is_rounded_down_so_that_the_site_comes_in(solve: Solve, land: float):
    rows = [{"id": "a", "land_available_ha": land}]

    told: Relaxation = solve(rows, land_ha=20).relaxations[0]
    result = solve(rows, land_ha=told.to)

    assert len(result.ranking.ranked) == 1
