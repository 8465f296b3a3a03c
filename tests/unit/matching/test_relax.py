from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_zs.matching.limit_tests import LimitTest
from geo_zs.matching.rank import Place
from geo_zs.matching.relax import PlaceRelaxation, Relaxation, relax, relax_place
from geo_zs.matching.result import MatchResult
from geo_zs.matching.screen import Screening
from geo_zs.matching.status import FAILED, PASSED

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


def named(result: MatchResult, site: str) -> PlaceRelaxation:
    place = Place(result.sites.ids.index(site), ())
    return relax_place(
        result.screening, place, score=result.scores.score, ids=result.sites.ids
    )


def test_named_place_gets_every_change_that_it_needs(solve: Solve):
    rows = [
        {"id": "in", "airport_km": 10, "land_available_ha": 30},
        {"id": "out", "airport_km": 45, "land_available_ha": 15},
    ]

    told = named(solve(rows, land_ha=20, limits={"airport_km_max": 30}), "out")

    assert [(one.limit, one.to, one.together_with) for one in told.changes] == [
        ("land_ha", 15.0, ("airport_km_max",)),
        ("airport_km_max", 45.0, ("land_ha",)),
    ]
    assert told.barred_by == ()


def test_place_that_is_in_needs_no_change(solve: Solve):
    rows = [{"id": "in", "airport_km": 10}, {"id": "out", "airport_km": 45}]

    told = named(solve(rows, limits={"airport_km_max": 30}), "in")

    assert told == PlaceRelaxation(row=0, changes=(), barred_by=())


def test_request_without_limits_bars_no_place(solve: Solve):
    assert named(solve([{"id": "a"}]), "a").changes == ()


def test_of_a_place_with_sub_parks_the_one_that_needs_the_least_comes_in(solve: Solve):
    rows = [{"id": "zone", "airport_km": 90}, {"id": "sub", "airport_km": 31}]
    result = solve(rows, limits={"airport_km_max": 30})

    told = relax_place(
        result.screening,
        Place(0, (1,)),
        score=result.scores.score,
        ids=result.sites.ids,
    )

    assert (told.row, told.changes[0].to) == (1, 31.0)


def ruled(result: MatchResult, *is_barred: bool) -> Screening:
    """Add a rule that excludes the sites marked."""
    status = np.where(is_barred, FAILED, PASSED).astype(np.int8)
    required: object = True
    rule = LimitTest("rules.made-up", "is", required, status, rule="made-up")
    screening = result.screening
    return Screening(
        tests=(*screening.tests, rule),
        policies=(*screening.policies, "below"),
        is_excluded=screening.is_excluded | np.array(is_barred),
        is_verified=screening.is_verified & ~np.array(is_barred),
        is_below=screening.is_below,
    )


def test_no_change_of_the_request_is_offered_against_a_rule(solve: Solve):
    rows = [
        {"id": "barred", "airport_km": 31},
        {"id": "barred-alone", "airport_km": 10},
        {"id": "far", "airport_km": 90},
    ]
    result = solve(rows, limits={"airport_km_max": 30})

    told = relax(
        ruled(result, True, True, False),
        [Place(0, ()), Place(1, ()), Place(2, ())],
        score=result.scores.score,
        ids=result.sites.ids,
        is_empty=True,
    )

    assert [(one.limit, one.to, one.row) for one in told] == [
        ("airport_km_max", 90.0, 2)
    ]


def test_named_place_that_a_rule_bars_says_so_beside_its_changes(solve: Solve):
    rows = [{"id": "barred", "airport_km": 31}]
    result = solve(rows, limits={"airport_km_max": 30})

    told = relax_place(
        ruled(result, True),
        Place(0, ()),
        score=result.scores.score,
        ids=result.sites.ids,
    )

    assert told.barred_by == ("made-up",)
    assert [(one.limit, one.to) for one in told.changes] == [("airport_km_max", 31.0)]


def test_quantity_that_would_have_to_be_nothing_is_dropped(solve: Solve):
    result = solve([{"id": "a", "land_available_ha": 0}], land_ha=20)

    assert entries(result) == [("land_ha", None, "a", True)]


LIMITS = {"land_ha": 20.0, "airport_km_max": 30.0, "power_mw": 55.0}
COLUMNS = ("land_available_ha", "airport_km", "available_power_mw")


def request_of(wanted: dict[str, float]) -> dict[str, object]:
    request: dict[str, object] = {
        name: value for name, value in wanted.items() if name != "airport_km_max"
    }
    if "airport_km_max" in wanted:
        request["limits"] = {"airport_km_max": wanted["airport_km_max"]}
    return request


def is_in(solve: Solve, row: dict[str, object], wanted: dict[str, float]) -> bool:
    return bool(solve([row], **request_of(wanted)).ranking.ranked)


def step(to: float) -> float:
    """Return one unit of the fourth digit, the last that a change is rounded to."""
    return 10.0 ** (math.floor(math.log10(abs(to))) - 3)


@given(
    st.lists(
        st.tuples(
            st.floats(0.01, 900.0, allow_nan=False), st.floats(0.0, 5.0, width=32)
        ),
        min_size=3,
        max_size=3,
    )
)
def test_changes_let_the_place_in_and_no_smaller_ones_do(
    solve: Solve, cells: list[tuple[float, float]]
):
    row = {
        "id": "a",
        **{
            name: (value, value, value + wide)
            for name, (value, wide) in zip(COLUMNS, cells, strict=True)
        },
    }
    told = named(solve([row], **request_of(LIMITS)), "a")

    loosened = dict(LIMITS)
    for change in told.changes:
        assert change.to is not None
        loosened[change.limit] = change.to
    assert is_in(solve, row, loosened)
    for change in told.changes:
        assert change.to is not None
        back = -1.0 if change.limit == "airport_km_max" else 1.0
        less = change.to + back * step(change.to)
        assert not is_in(solve, row, {**loosened, change.limit: less})


@given(
    st.lists(
        st.tuples(*(st.floats(0.01, 900.0, allow_nan=False) for _ in COLUMNS)),
        min_size=1,
        max_size=6,
    )
)
def test_no_smaller_change_of_one_limit_lets_any_place_in(
    solve: Solve, cells: list[tuple[float, ...]]
):
    rows = [
        {"id": f"site-{at}", **dict(zip(COLUMNS, row, strict=True))}
        for at, row in enumerate(cells)
    ]

    def n_in(wanted: dict[str, float]) -> int:
        return len(solve(rows, **request_of(wanted)).ranking.ranked)

    told = solve(rows, **request_of(LIMITS)).relaxations
    alone = [one for one in told if not one.together_with]
    today = n_in(LIMITS)

    for one in alone:
        assert one.to is not None
        assert n_in({**LIMITS, one.limit: one.to}) > today
        back = -1.0 if one.limit == "airport_km_max" else 1.0
        less = one.to + back * step(one.to)
        assert n_in({**LIMITS, one.limit: less}) == today
    for name in set(LIMITS) - {one.limit for one in alone}:
        without = {other: asked for other, asked in LIMITS.items() if other != name}
        assert n_in(without) == today
