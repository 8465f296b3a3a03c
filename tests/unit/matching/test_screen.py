from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from geo_zs.criteria.defaults import CriteriaBook
from geo_zs.matching.attribute import Attribute
from geo_zs.matching.columns import Columns
from geo_zs.matching.engine import match
from geo_zs.matching.requirement import Requirement, Vocabulary
from geo_zs.matching.result import MatchResult
from geo_zs.matching.rule_tests import RuleTest
from geo_zs.matching.rules import Rule
from geo_zs.matching.screen import Screening, screen
from geo_zs.matching.status import FAILED, NOT_VERIFIED, PASSED, interval_status
from geo_zs.matching.table import SiteTable

Solve = Callable[..., MatchResult]
SolveTable = Callable[..., MatchResult]
SitesOf = Callable[..., SiteTable]
SQUARE = [[110, 40], [112, 40], [112, 42], [110, 42], [110, 40]]
AREA = {"type": "Polygon", "coordinates": [SQUARE]}


def statuses(result: MatchResult) -> dict[str, list[int]]:
    return {test.limit: test.status.tolist() for test in result.screening.tests}


def ranked(result: MatchResult) -> list[str]:
    return [result.sites.ids[place.row] for place in result.ranking.ranked]


def excluded(result: MatchResult) -> list[str]:
    return [result.sites.ids[place.row] for place in result.ranking.excluded]


def test_a_maximum_passes_fails_or_is_open_by_the_whole_interval(
    attribute_of: Callable[..., Attribute],
):
    column = attribute_of(
        "airport_km", [(20, 10, 30), (25, 20, 31), (35, 31, 40), None, 30]
    )

    found = interval_status(column, 30, bound="max")

    assert found.tolist() == [PASSED, NOT_VERIFIED, FAILED, NOT_VERIFIED, PASSED]


def test_a_minimum_passes_fails_or_is_open_by_the_whole_interval(
    attribute_of: Callable[..., Attribute],
):
    column = attribute_of("land", [(20, 20, 30), (19, 10, 20), (15, 10, 19), None])

    found = interval_status(column, 20, bound="min")

    assert found.tolist() == [PASSED, NOT_VERIFIED, FAILED, NOT_VERIFIED]


def test_failing_only_against_an_incomplete_layer_is_not_verified(
    attribute_of: Callable[..., Attribute],
):
    column = attribute_of("plants_mw", [5, 50], is_complete=False)

    assert interval_status(column, 20, bound="min").tolist() == [NOT_VERIFIED, PASSED]
    assert interval_status(column, 20, bound="max").tolist() == [PASSED, NOT_VERIFIED]


def test_a_rail_limit_verifies_and_never_excludes(solve: Solve):
    rows = [
        {"id": "near", "rail_km": (10, 0, 12)},
        {"id": "far", "rail_km": (90, 0, 92)},
        {"id": "siding", "rail_km": (90, 0, 92), "has_rail_access": 1},
    ]

    result = solve(rows, incomplete=["rail_km"], limits={"rail_km_max": 30})

    assert statuses(result)["rail_km_max"] == [PASSED, NOT_VERIFIED, PASSED]
    assert excluded(result) == []


def test_land_is_tested_against_available_and_never_against_planned_land(solve: Solve):
    rows = [
        {"id": "big", "land_available_ha": 50},
        {"id": "small", "land_available_ha": 5},
        {"id": "plans", "planned_area_ha": 9000},
    ]

    result = solve(rows, land_ha=20)

    assert statuses(result)["land_ha"] == [PASSED, FAILED, NOT_VERIFIED]
    assert excluded(result) == ["small"]


@pytest.mark.parametrize(
    ("field", "column"),
    [
        ("power_mw", "available_power_mw"),
        ("green_power_share_min", "green_power_share"),
        ("water_m3_per_day", "water_supply_m3_per_day"),
    ],
)
def test_a_quantity_is_tested_against_the_column_of_its_supply(
    solve: Solve, field: str, column: str
):
    rows = [{"id": "a", column: 1}, {"id": "b", column: 0.25}, {"id": "c"}]

    result = solve(rows, **{field: 0.5})

    assert statuses(result)[field] == [PASSED, FAILED, NOT_VERIFIED]


def test_a_quantity_whose_column_is_missing_is_not_verified_anywhere(solve: Solve):
    result = solve([{"id": "a"}, {"id": "b"}], power_mw=55)

    assert statuses(result)["power_mw"] == [NOT_VERIFIED, NOT_VERIFIED]


def test_a_recognised_chemical_park_passes_another_fails_an_unknown_one_stays(
    solve: Solve,
):
    rows = [
        {"id": "yes", "chemical_park": 1},
        {"id": "no", "chemical_park": 0},
        {"id": "unknown"},
    ]

    result = solve(rows, limits={"chemical_park": True})

    assert statuses(result)["chemical_park"] == [PASSED, FAILED, NOT_VERIFIED]


def test_a_range_is_two_limits_each_with_its_name(solve: Solve):
    rows = [{"id": str(v), "wind_speed_50m_ms": v} for v in (4, 5.5, 8)]

    result = solve(
        rows, limits={"ranges": {"wind_speed_50m_ms": {"min": 5.5, "max": 7}}}
    )

    assert statuses(result) == {
        "ranges.wind_speed_50m_ms.min": [FAILED, PASSED, PASSED],
        "ranges.wind_speed_50m_ms.max": [PASSED, PASSED, FAILED],
    }


def test_leagues_exclude_sites_elsewhere(solve: Solve):
    rows = [{"id": "a", "league": "150100"}, {"id": "b", "league": "150200"}]

    result = solve(rows, limits={"leagues": ["150200"]})

    assert (ranked(result), excluded(result)) == (["b"], ["a"])


def test_a_point_within_its_radius_of_the_edge_is_not_verified(solve: Solve):
    rows = [
        {"id": "inside", "lon": 111, "lat": 41, "radius": 8},
        {"id": "edge-in", "lon": 111, "lat": 40.05, "radius": 8},
        {"id": "edge-out", "lon": 111, "lat": 39.95, "radius": 8},
        {"id": "outside", "lon": 111, "lat": 39, "radius": 8},
        {"id": "exact", "lon": 111, "lat": 40.001},
        {"id": "nowhere"},
    ]

    result = solve(rows, limits={"area": AREA})

    assert statuses(result)["area"] == [
        PASSED,
        NOT_VERIFIED,
        NOT_VERIFIED,
        FAILED,
        PASSED,
        NOT_VERIFIED,
    ]


def test_a_site_known_by_its_banner_is_tested_by_all_the_points_of_the_banner(
    solve: Solve,
):
    rows = [
        {"id": "in", "lattice": [(110.5, 41), (111, 41)]},
        {"id": "half", "lattice": [(110.5, 41), (119, 41)]},
        {"id": "out", "lattice": [(118, 41), (119, 41)]},
        {"id": "point", "lon": 119, "lat": 41, "lattice": [(111, 41)]},
    ]

    result = solve(rows, limits={"area": AREA})

    assert statuses(result)["area"] == [PASSED, NOT_VERIFIED, FAILED, FAILED]


def test_the_nearest_port_is_the_nearest_of_those_allowed(solve: Solve):
    # north-rail, north-road, east-road, old-road (closed), hub-air
    rows = [{"id": "a", "ports": [40, 70, 20, 1, 2]}]

    def limit(**limits: object) -> tuple[float, str]:
        result = solve(rows, limits={"land_port_km_max": 500, **limits})
        port = result.sites.ports.ids[result.columns.nearest_port[0]]
        return float(result.columns.get("land_port_km").value[0]), port

    assert limit() == (20, "east-road")
    assert limit(port_neighbour="Mongolia") == (40, "north-rail")
    assert limit(port_neighbour="Mongolia", port_mode="road") == (70, "north-road")
    assert limit(port_ids=["north-road", "north-rail"]) == (40, "north-rail")


def test_the_interval_to_the_nearest_port_is_the_least_of_both_ends(solve: Solve):
    rows = [{"id": "a", "ports": [(40, 10, 90), (50, 45, 55), None, None, None]}]

    column = solve(rows).columns.get("land_port_km")

    assert (column.low[0], column.value[0], column.high[0]) == (10, 40, 55)
    assert column.source_ids[0] == ("place-a", "port-rail")


def test_a_port_without_a_location_keeps_far_sites_from_being_excluded(solve: Solve):
    near = {"id": "near", "ports": [10, 20, None, None, None]}
    far = {"id": "far", "ports": [400, 410, None, None, None]}

    result = solve([near, far], limits={"land_port_km_max": 60})
    mongolia = {"land_port_km_max": 60, "port_neighbour": "Mongolia"}
    measured = solve([near, far], limits=mongolia)

    assert statuses(result)["land_port_km_max"] == [PASSED, NOT_VERIFIED]
    assert statuses(measured)["land_port_km_max"] == [PASSED, FAILED]


def test_a_site_without_any_distance_to_a_port_is_not_verified(solve: Solve):
    rows = [{"id": "a", "ports": [10, 10, 10, 10, 10]}, {"id": "b"}]

    result = solve(rows, limits={"land_port_km_max": 60})

    assert statuses(result)["land_port_km_max"] == [PASSED, NOT_VERIFIED]
    assert result.columns.nearest_port.tolist() == [0, -1]


KNOWN = [
    {"id": "poor", "fit": 0.1, "land_available_ha": 50},
    {"id": "fair", "fit": 0.2, "land_available_ha": 50},
    {"id": "best", "fit": 1.0},
]


def test_unverified_sites_stand_below_the_verified_ones_as_a_group(solve: Solve):
    result = solve(KNOWN, land_ha=20)

    assert result.screening.policies == ("below",)
    assert ranked(result) == ["fair", "poor", "best"]
    assert result.ranking.rank.tolist() == [1, 2, 3]


def test_unverified_sites_stay_in_place_where_the_fact_is_mostly_unknown(solve: Solve):
    rows = [KNOWN[0], {"id": "fair", "fit": 0.2}, KNOWN[2]]

    result = solve(rows, land_ha=20)

    assert result.screening.policies == ("keep",)
    assert ranked(result) == ["best", "fair", "poor"]
    assert result.screening.is_verified.tolist() == [True, False, False]


def test_a_fact_known_for_just_half_of_the_sites_counts_as_known(solve: Solve):
    result = solve([*KNOWN[1:]], land_ha=20)

    assert result.screening.policies == ("below",)


def test_the_word_of_the_request_holds_for_every_limit(solve: Solve):
    rows = [KNOWN[0], {"id": "fair", "fit": 0.2}, KNOWN[2]]

    kept = solve(KNOWN, land_ha=20, unverified="keep")
    below = solve(rows, land_ha=20, unverified="below")
    dropped = solve(KNOWN, land_ha=20, unverified="drop")

    assert ranked(kept) == ["best", "fair", "poor"]
    assert ranked(below) == ["poor", "best", "fair"]
    assert (ranked(dropped), excluded(dropped)) == (["fair", "poor"], ["best"])


def test_chemicals_keep_unverified_sites_unless_the_request_says_otherwise(
    solve: Solve,
):
    result = solve(KNOWN, land_ha=20, industry="coking")
    asked = solve(KNOWN, land_ha=20, industry="coking", unverified="below")

    assert result.screening.policies == ("keep",)
    assert asked.screening.policies == ("below",)


def test_without_limits_every_site_is_verified(solve: Solve):
    result = solve(KNOWN)

    assert result.screening.tests == ()
    assert result.screening.is_verified.all()
    assert not np.any(result.screening.is_excluded)


def test_site_that_may_no_longer_exist_stands_below_without_being_asked(solve: Solve):
    result = solve(
        [
            {"id": "sure", "fit": 0.1, "is_current": 1},
            {"id": "maybe", "fit": 0.9, "is_current": None},
        ]
    )

    assert ranked(result) == ["sure", "maybe"]
    assert statuses(result) == {"is_current": [PASSED, NOT_VERIFIED]}


def test_nothing_is_said_of_existence_where_all_sites_are_known_to_exist(solve: Solve):
    result = solve([{"id": "one", "fit": 0.1, "is_current": 1}])

    assert statuses(result) == {}


@pytest.fixture
def solve_table(
    sites_of: SitesOf, attribute_of: Callable[..., Attribute], book: CriteriaBook
) -> SolveTable:
    """Match a request with sites that have distances for setbacks."""

    def solved(
        rows: list[dict[str, object]],
        setbacks: dict[str, tuple[tuple[object, ...], bool]],
        **request: object,
    ) -> MatchResult:
        measured = {
            layer: attribute_of(layer, cells, unit="km", is_complete=is_complete)
            for layer, (cells, is_complete) in setbacks.items()
        }
        sites = replace(sites_of(rows), setbacks=measured)
        known = Vocabulary.of(sites, book)
        asked = Requirement.parse({"industry": "wafer", **request}, known=known)
        return match(sites, asked, book)

    return solved


def keep_away(
    solve_table: SolveTable, *distances: object, is_complete: bool, **request: object
) -> MatchResult:
    """Ask for 5 km from every airport, given the distance to the nearest one."""
    return solve_table(
        [{"id": f"site-{at}"} for at in range(len(distances))],
        {"airports": (distances, is_complete)},
        limits={"setbacks": {"airports": 5}},
        **request,
    )


def test_setback_from_a_complete_layer_passes_fails_and_stays_open(
    solve_table: SolveTable,
):
    found = keep_away(
        solve_table, 5, 4.9, (6, 4, 8), None, is_complete=True, unverified="keep"
    )

    assert statuses(found) == {
        "setbacks.airports": [PASSED, FAILED, NOT_VERIFIED, NOT_VERIFIED]
    }
    assert excluded(found) == ["site-1"]


def test_setback_from_an_incomplete_layer_can_fail_a_site_and_never_pass_one(
    solve_table: SolveTable,
):
    # What the layer lacks may be nearer still: low is 0 however far the nearest is.
    found = keep_away(
        solve_table, (400, 0, 400), (3, 0, 4), 400, is_complete=False, unverified="keep"
    )

    assert statuses(found) == {
        "setbacks.airports": [NOT_VERIFIED, FAILED, NOT_VERIFIED]
    }


def test_setback_is_loosened_to_the_distance_that_there_is(solve_table: SolveTable):
    found = keep_away(solve_table, (3, 0, 4.5), is_complete=False)

    assert [(one.limit, one.to, one.is_verified) for one in found.relaxations] == [
        ("setbacks.airports", 4.5, False)
    ]


def test_setback_that_can_never_be_verified_is_dropped_where_it_must_be(
    solve_table: SolveTable,
):
    found = keep_away(solve_table, (400, 0, 400), is_complete=False, unverified="drop")

    assert [(one.limit, one.to) for one in found.relaxations] == [
        ("setbacks.airports", None)
    ]


def rule_test(effect: str, *status: int) -> RuleTest:
    """Return a made-up rule that was tested on made-up sites."""
    rule = Rule(
        id="made-up",
        title_zh="规则",
        title_en="A rule",
        text_zh="规则",
        text_en="A rule",
        applies_to=frozenset({"*"}),
        fields=("place",),
        operator="not_in",
        scope=("150000",),
        effect=effect,
    )
    return RuleTest(rule, np.array(status, dtype=np.int8))


def screened(
    sites_of: SitesOf, *rule_tests: RuleTest, unverified: str | None = None
) -> Screening:
    """Screen three made-up sites of which nothing else is asked."""
    sites = sites_of([{"id": "a"}, {"id": "b"}, {"id": "c"}])
    requirement = Requirement(industry="wafer", unverified=unverified)
    return screen(
        sites,
        requirement,
        Columns(sites, ("wafer",), requirement.limits),
        candidates=np.ones(3, dtype=bool),
        rule_tests=rule_tests,
    )


def test_rule_that_excludes_becomes_a_limit_with_its_id(sites_of: SitesOf):
    found = screened(sites_of, rule_test("exclude", PASSED, FAILED, NOT_VERIFIED))

    assert [(one.limit, one.rule) for one in found.tests] == [
        ("rules.made-up", "made-up")
    ]
    assert found.is_excluded.tolist() == [False, True, False]
    assert found.is_below.tolist() == [False, False, True]
    assert found.is_verified.tolist() == [True, False, False]


def test_rule_that_warns_keeps_nobody_out(sites_of: SitesOf):
    found = screened(sites_of, rule_test("warn", PASSED, FAILED, NOT_VERIFIED))

    assert found.tests == ()
    assert not found.is_excluded.any()


def test_rule_that_every_site_passes_is_no_limit_of_the_answer(sites_of: SitesOf):
    assert screened(sites_of, rule_test("exclude", PASSED, PASSED, PASSED)).tests == ()


def test_sites_open_under_a_rule_stay_in_place_where_most_are_open(sites_of: SitesOf):
    found = screened(sites_of, rule_test("exclude", PASSED, NOT_VERIFIED, NOT_VERIFIED))

    assert found.policies == ("keep",)
    assert not found.is_below.any()


def test_sites_open_under_a_rule_are_dropped_where_the_request_says_so(
    sites_of: SitesOf,
):
    found = screened(
        sites_of, rule_test("exclude", PASSED, PASSED, NOT_VERIFIED), unverified="drop"
    )

    assert found.is_excluded.tolist() == [False, False, True]
