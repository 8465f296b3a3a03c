"""The intervals of the shipped presets say something."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools.possibly_first import IndustryFigures, measure, table

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog


@pytest.fixture(scope="module")
def figures(catalog: Catalog) -> list[IndustryFigures]:
    return [measure(catalog, tag) for tag in catalog.criteria.industries]


def test_no_default_criterion_is_unknown_for_more_than_two_fifths_of_the_places(
    figures: list[IndustryFigures],
):
    assert {
        one.industry: one.mostly_unknown for one in figures if one.mostly_unknown
    } == {}


def test_every_industry_ranks_places_and_leaves_some_of_them_out_of_first_place(
    figures: list[IndustryFigures],
):
    for one in figures:
        assert 1 <= one.n_possibly_first < one.n_ranked, one.industry


def test_for_parks_the_intervals_leave_most_places_out_of_first_place_by_median(
    figures: list[IndustryFigures],
):
    # Stations and mines are sited on whole banners, where a value is an interval
    # over the banner: there the intervals say little, and the page says so.
    on_banners = {"power_station", "power_station_coal", "extraction"}
    shares = sorted(
        one.n_possibly_first / one.n_ranked
        for one in figures
        if one.preset not in on_banners
    )

    assert shares[len(shares) // 2] < 0.25


def test_table_has_a_line_for_each_preset(figures: list[IndustryFigures]):
    lines = table(figures).splitlines()

    assert len(lines) == 2 + len({one.preset for one in figures})
    assert all(line.endswith("| none |") for line in lines[2:])
