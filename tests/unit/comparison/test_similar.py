"""The sites most like a given one."""

from __future__ import annotations

import numpy as np
import pytest

from geo_zs.comparison.similar import similar
from geo_zs.errors import RequirementError, UnknownPlaceError

# Preset of "coking": fit and rail, 0.5 each. Rail 100 km is one end, 0 the other.
ROWS = (
    {"id": "a", "fit": 1, "rail_km": 20},
    {"id": "b", "fit": 1, "rail_km": 30},
    {"id": "c", "fit": 0.2, "rail_km": 20},
    {"id": "d", "fit": 0, "rail_km": 250},
)


def test_distance_is_the_weighted_mean_difference_between_the_bounds(sites_of, book):
    found = similar(sites_of(ROWS), book, "a", industry="coking")

    # b: (0 + 0.1) / 2; c: (0.8 + 0) / 2; d: (1 + 0.8) / 2, beyond the bound counts as 1
    assert [one.site_id for one in found.sites] == ["b", "c", "d"]
    assert [one.distance for one in found.sites] == pytest.approx([0.05, 0.4, 0.9])
    assert found.weights == {"industry_fit": 0.5, "rail_km": 0.5}
    assert [one.comparable for one in found.sites] == [1, 1, 1]


def test_it_says_what_is_alike_and_what_is_different(sites_of, book):
    found = similar(sites_of(ROWS), book, "a", industry="coking")

    b, c, d = found.sites
    assert [one.column for one in b.alike] == ["industry_fit", "rail_km"]
    assert b.different == ()
    (only,) = c.different
    assert (only.column, only.own, only.other) == ("industry_fit", 1, 0.2)
    assert only.difference == pytest.approx(0.8)
    assert [one.column for one in d.different] == ["industry_fit", "rail_km"]


def test_unknown_value_is_left_out_of_the_distance_and_widens_it(sites_of, book):
    # "wafer": fit 0.75, rail 0.25; rail of the other site is not known.
    sites = sites_of([{"id": "a", "fit": 1, "rail_km": 20}, {"id": "b", "fit": 0.6}])

    (b,) = similar(sites, book, "a", industry="wafer").sites

    assert b.distance == pytest.approx(0.4)
    assert b.comparable == pytest.approx(0.75)
    assert b.unknown == ("rail_km",)
    # From 0.75 × 0.4 to 0.75 × 0.4 + 0.25 × 0.8: rail may be at the far end.
    assert (b.low, b.high) == (pytest.approx(0.3), pytest.approx(0.5))


def test_too_little_in_common_is_left_out_and_counted(sites_of, book):
    # Only rail is known of b: half of the weight, less than 0.6.
    sites = sites_of([*ROWS[:2], {"id": "e", "rail_km": 20}])

    found = similar(sites, book, "a", industry="coking")

    assert [one.site_id for one in found.sites] == ["b"]
    assert (found.n_compared, found.n_left_out) == (1, 1)


def test_rough_place_widens_the_distance(sites_of, book):
    rows = [ROWS[0], {"id": "b", "fit": 1, "rail_km": (30, 10, 60)}]

    (b,) = similar(sites_of(rows), book, "a", industry="coking").sites

    assert b.distance == pytest.approx(0.05)
    assert (b.low, b.high) == (0, pytest.approx(0.2))


def test_third_site_changes_no_distance(sites_of, book):
    few = similar(sites_of(ROWS[:3]), book, "a", industry="coking").sites
    many = similar(sites_of(ROWS), book, "a", industry="coking").sites

    assert [one.distance for one in few] == [one.distance for one in many[:2]]


def test_own_place_is_left_out_and_others_stand_once(sites_of, book):
    rows = [
        {**ROWS[0], "group": "zone"},
        {"id": "part", "fit": 1, "rail_km": 20, "group": "zone"},
        {"id": "x1", "fit": 1, "rail_km": 30, "group": "x"},
        {"id": "x2", "fit": 1, "rail_km": 25, "group": "x"},
    ]

    found = similar(sites_of(rows), book, "a", industry="coking")

    assert [one.site_id for one in found.sites] == ["x2"]
    assert (found.n_compared, found.n_left_out) == (1, 0)


def test_parks_are_not_compared_with_banners(sites_of, book):
    rows = [*ROWS[:2], {**ROWS[0], "id": "county", "kind": "banner"}]

    found = similar(sites_of(rows), book, "a", industry="coking")

    assert [one.site_id for one in found.sites] == ["b"]


def test_port_zone_is_compared_with_parks(sites_of, book):
    rows = [ROWS[0], {**ROWS[1], "kind": "port_zone"}]

    assert len(similar(sites_of(rows), book, "a", industry="coking").sites) == 1


def test_equal_distances_are_listed_by_id_and_k_cuts_the_list(sites_of, book):
    rows = [ROWS[0], {**ROWS[1], "id": "z"}, {**ROWS[1], "id": "y"}]

    found = similar(sites_of(rows), book, "a", industry="coking", k=1)

    assert [one.site_id for one in found.sites] == ["y"]
    assert found.n_compared == 2


def test_without_an_industry_all_criteria_and_the_trades_count_alike(sites_of, book):
    # rail, port and wind have a direction; fit depends on the industry and price is
    # to be asked; so there are four columns with the industries of the sites.
    rows = [
        {"id": "a", "rail_km": 20, "wind_speed_50m_ms": 6, "ports": [10] * 5},
        {"id": "b", "rail_km": 60, "wind_speed_50m_ms": 6, "ports": [10] * 5},
    ]
    sites = sites_of(rows)
    sites.tags[0, [0, 1]] = True
    sites.tags[1, [1]] = True

    found = similar(sites, book, "a")

    assert found.weights == {
        "rail_km": 0.25,
        "land_port_km": 0.25,
        "wind_speed_50m_ms": 0.25,
        "industry_tags": 0.25,
    }
    # 0.4 of rail, and one of two trades in common: (0.4 + 0.5) / 4
    assert found.sites[0].distance == pytest.approx(0.225)


def test_site_without_known_trades_is_not_taken_for_a_different_one(sites_of, book):
    rows = [
        {"id": one, "rail_km": 20, "wind_speed_50m_ms": 6, "ports": [10] * 5}
        for one in ("a", "b")
    ]
    sites = sites_of(rows)
    sites.tags[0, 0] = True

    (b,) = similar(sites, book, "a").sites

    assert (b.distance, b.unknown) == (0, ("industry_tags",))
    assert b.high == pytest.approx(0.25)


@pytest.mark.parametrize("seed", range(10))
def test_distance_lies_in_its_interval(sites_of, book, seed):
    rng = np.random.default_rng(seed)
    rows = []
    for index in range(6):
        rail = float(rng.uniform(0, 120))
        wide = float(rng.uniform(0, 30))
        row = {"id": f"s{index}", "fit": float(rng.random())}
        if rng.random() < 0.8:
            row["rail_km"] = (rail, max(rail - wide, 0), rail + wide)
        rows.append(row)

    for one in similar(sites_of(rows), book, "s0", industry="wafer", k=50).sites:
        assert 0 <= one.low <= one.distance <= one.high <= 1


def test_unknown_site_names_its_near_misses(sites_of, book):
    rows = [{"id": "north-zone"}, {"id": "south-zone"}]

    with pytest.raises(UnknownPlaceError) as error:
        similar(sites_of(rows), book, "north-zon")

    assert error.value.near[0] == "north-zone"


def test_chinese_name_of_a_site_leads_to_its_id(sites_of, book):
    with pytest.raises(UnknownPlaceError) as error:
        similar(sites_of([{"id": "abc"}]), book, "abc园区")

    assert error.value.near == ("abc",)


def test_wrong_options_are_refused_together(sites_of, book):
    with pytest.raises(RequirementError) as error:
        similar(sites_of(ROWS), book, "a", k=0, industry="wafr")

    assert [one.field for one in error.value.problems] == ["k", "industry"]
