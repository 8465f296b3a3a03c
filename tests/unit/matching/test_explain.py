"""Why a site is out: by how much, and which limit would let it in."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from geo_zs.matching.explain import FailedLimit, failed_limits
from geo_zs.matching.limit_tests import LimitTest
from geo_zs.matching.result import MatchResult
from geo_zs.matching.screen import Screening
from geo_zs.matching.status import FAILED, PASSED

Solve = Callable[..., MatchResult]
SQUARE = [[110, 40], [112, 40], [112, 42], [110, 42], [110, 40]]
AREA = {"type": "Polygon", "coordinates": [SQUARE]}


def failed(result: MatchResult) -> list[FailedLimit]:
    return failed_limits(0, result.screening)


def test_distance_too_long_says_by_how_much_and_what_would_do(solve: Solve):
    (told,) = failed(
        solve([{"id": "a", "airport_km": 84}], limits={"airport_km_max": 30})
    )

    assert (told.short_by, told.needed) == (54.0, 84.0)
    assert told.rule is None


def test_interval_is_short_by_its_nearer_end(solve: Solve):
    (told,) = failed(
        solve([{"id": "a", "airport_km": (84, 80, 88)}], limits={"airport_km_max": 30})
    )

    assert (told.short_by, told.needed) == (50.0, 80.0)


def test_land_too_small_says_how_much_is_lacking(solve: Solve):
    (told,) = failed(solve([{"id": "a", "land_available_ha": 12.5}], land_ha=20))

    assert (told.short_by, told.needed) == (7.5, 12.5)


def test_site_dropped_as_not_verified_needs_its_farther_end(solve: Solve):
    result = solve(
        [{"id": "a", "airport_km": (28, 20, 50)}],
        limits={"airport_km_max": 30},
        unverified="drop",
    )

    (told,) = failed(result)

    assert (told.short_by, told.needed, told.is_failed) == (20.0, 50.0, False)


def test_site_of_which_nothing_is_known_is_short_by_nothing_that_can_be_counted(
    solve: Solve,
):
    (told,) = failed(solve([{"id": "a"}], land_ha=20, unverified="drop"))

    assert math.isnan(told.short_by)
    assert told.needed is None


def test_league_is_no_matter_of_how_much(solve: Solve):
    rows = [{"id": "a", "league": "150200"}, {"id": "b", "league": "150100"}]
    result = solve(rows, limits={"leagues": ["150100"]})

    (told,) = failed(result)

    assert math.isnan(told.short_by)
    assert told.needed is None


def test_site_outside_the_area_says_how_many_kilometres(solve: Solve):
    # One degree of longitude at 41° N is 84.1 km; the point is known to 2 km.
    row = {"id": "a", "lon": 113.0, "lat": 41.0, "radius": 2.0}

    (told,) = failed(solve([row], limits={"area": AREA}))

    assert told.short_by == pytest.approx(82.1, abs=0.2)
    assert told.needed is None


def test_value_of_the_limit_that_is_told_does_let_the_site_in(solve: Solve):
    row = {"id": "a", "airport_km": 123.456789}
    (told,) = failed(solve([row], limits={"airport_km_max": 30}))

    again = solve([row], limits={"airport_km_max": told.needed})

    assert told.needed == 123.5
    assert again.ranking.excluded == ()


def test_rule_is_named_and_no_value_of_a_limit_answers_it():
    rule = LimitTest(
        "rules.made-up",
        "is",
        True,
        np.array([FAILED, PASSED], dtype=np.int8),
        rule="made-up",
    )
    screening = Screening(
        tests=(rule,),
        policies=("below",),
        is_excluded=np.array([True, False]),
        is_verified=np.array([False, True]),
        is_below=np.array([False, False]),
    )

    (told,) = failed_limits(0, screening)

    assert (told.rule, told.needed) == ("made-up", None)
    assert math.isnan(told.short_by)
    assert failed_limits(1, screening) == []
