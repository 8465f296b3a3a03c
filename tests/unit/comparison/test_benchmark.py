"""A site against the medians of its league and of the region."""

from __future__ import annotations

import numpy as np
import pytest

from geo_zs.comparison.benchmark import benchmark
from geo_zs.errors import RequirementError, UnknownPlaceError


def row_of(rows, column):
    return next(one for one in rows if one.column == column)


def with_rail(values, **more):
    """Return one site for each value, the first called a."""
    return [
        {"id": "abcdefghij"[index], "rail_km": value, **more}
        for index, value in enumerate(values)
    ]


def test_value_stands_against_the_median_of_all_sites(sites_of, book):
    sites = sites_of(with_rail([10, 20, 30, 40, 90]))

    rail = row_of(benchmark(sites, book, "a"), "rail_km")

    assert rail.value == 10
    assert rail.region.median == 30
    assert (rail.region.n_known, rail.region.n_sites) == (5, 5)
    assert (rail.region.stands, rail.region.is_better) == ("below", True)


def test_median_of_an_even_number_is_the_middle_of_two(sites_of, book):
    sites = sites_of(with_rail([10, 20, 30, 40, 50, 60]))

    assert row_of(benchmark(sites, book, "a"), "rail_km").region.median == 35


def test_league_is_apart_from_the_region(sites_of, book):
    near = with_rail([10, 20, 30, 40, 50])
    far = [
        {"id": f"z{km}", "rail_km": km, "league": "150200"} for km in (70, 80, 90, 95)
    ]

    rail = row_of(benchmark(sites_of([*near, *far]), book, "c"), "rail_km")

    assert (rail.league.median, rail.league.n_sites) == (30, 5)
    assert (rail.region.median, rail.region.n_sites) == (50, 9)
    assert (rail.league.stands, rail.region.stands) == ("same", "below")


def test_too_few_known_values_give_no_median(sites_of, book):
    sites = sites_of(with_rail([10, 20, 30, 40, None, None]))

    rail = row_of(benchmark(sites, book, "a"), "rail_km")

    assert np.isnan(rail.region.median)
    assert (rail.region.n_known, rail.region.n_sites) == (4, 6)
    assert (rail.region.stands, rail.region.is_better) == ("not_settled", None)


def test_unknown_value_of_the_site_stays_unknown(sites_of, book):
    sites = sites_of(with_rail([None, 10, 20, 30, 40, 50]))

    rail = row_of(benchmark(sites, book, "a"), "rail_km")

    assert np.isnan(rail.value)
    assert rail.region.median == 30
    assert rail.region.stands == "not_settled"


@pytest.mark.parametrize(
    ("own", "median"), [((25, 20, 35), 27.5), ((35, 20, 38), 32.5)]
)
def test_interval_that_holds_the_median_settles_nothing(sites_of, book, own, median):
    sites = sites_of(with_rail([own, 10, 20, 30, 40, 50]))

    # Known values 10 20 25 30 40 50, or 10 20 30 35 40 50.
    rail = row_of(benchmark(sites, book, "a"), "rail_km")

    assert rail.region.median == median
    assert rail.region.stands == "not_settled"


def test_more_is_better_where_the_best_bound_is_the_higher_one(sites_of, book):
    rows = [{"id": f"s{ms}", "wind_speed_50m_ms": ms} for ms in (4, 5, 6, 7, 8)]

    wind = row_of(benchmark(sites_of(rows), book, "s8"), "wind_speed_50m_ms")

    assert (wind.region.stands, wind.region.is_better) == ("above", True)


def test_column_without_a_criterion_has_no_better_side(sites_of, book):
    rows = [{"id": f"s{m}", "elevation_m": m} for m in (1, 2, 3, 4, 5)]

    metres = row_of(benchmark(sites_of(rows), book, "s5"), "elevation_m")

    assert (metres.region.stands, metres.region.is_better) == ("above", None)


def test_yes_no_column_counts_who_is_known_to_have_it(sites_of, book):
    rows = [{"id": f"s{n}", "has_rail_access": flag} for n, flag in enumerate(
        (1, 1, 0, None, None, 1, 0)
    )]  # fmt: skip

    siding = row_of(benchmark(sites_of(rows), book, "s0"), "has_rail_access")

    assert siding.is_flag
    assert np.isnan(siding.region.median)
    assert (siding.region.n_yes, siding.region.n_known) == (3, 5)
    assert siding.region.stands == "not_settled"


def test_sites_of_another_kind_do_not_count(sites_of, book):
    rows = with_rail([10, 20, 30, 40, 50])
    rows += [{"id": "county", "kind": "banner", "rail_km": 99}]

    assert row_of(benchmark(sites_of(rows), book, "a"), "rail_km").region.n_sites == 5


def test_columns_of_an_industry_come_with_the_industry(sites_of, book):
    sites = sites_of([{"id": "a", "fit": 0.6}])

    without = {one.column for one in benchmark(sites, book, "a")}
    with_it = {one.column for one in benchmark(sites, book, "a", industry="wafer")}

    assert with_it - without == {"industry_fit", "cluster"}


def test_unknown_site_and_industry_are_refused(sites_of, book):
    sites = sites_of([{"id": "a"}])

    with pytest.raises(UnknownPlaceError):
        benchmark(sites, book, "b")
    with pytest.raises(RequirementError, match="industry: is 'wafr'"):
        benchmark(sites, book, "a", industry="wafr")
