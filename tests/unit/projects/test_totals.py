"""Sums by group: pledged and arrived apart, children and cancelled left out."""

from __future__ import annotations

import numpy as np
import pytest

from geo_zs.projects.locate import locate_projects
from geo_zs.projects.totals import totals


@pytest.fixture
def located(boundaries, parks, labels):
    return lambda frame: locate_projects(frame, boundaries, parks, labels)


def test_pledged_and_arrived_are_summed_apart(projects, located):
    frame = located(
        projects(
            {"banner": "150101", "pledged_cny_1e8": 10.0, "arrived_cny_1e8": 2.0},
            {"banner": "150101", "pledged_cny_1e8": 5.0},
            {"banner": "150102"},
        )
    )

    table = totals(frame, "banner")

    assert table.loc["150101", "projects"] == 2
    assert table.loc["150101", "pledged_cny_1e8"] == 15.0
    assert table.loc["150101", "arrived_cny_1e8"] == 2.0
    assert table.loc["150101", "pledged_unknown"] == 0
    assert table.loc["150101", "arrived_unknown"] == 1


def test_nothing_known_is_not_zero(projects, located):
    table = totals(located(projects({"banner": "150102"})), "banner")

    assert np.isnan(table.loc["150102", "pledged_cny_1e8"])
    assert table.loc["150102", "pledged_unknown"] == 1


def test_child_is_left_out_and_counted(projects, located):
    frame = located(
        projects(
            {"banner": "150101", "pledged_cny_1e8": 10.0},
            {"banner": "150101", "pledged_cny_1e8": 4.0, "parent_project_id": "P1"},
        )
    )

    table = totals(frame, "banner")

    assert table.loc["150101", "projects"] == 1
    assert table.loc["150101", "pledged_cny_1e8"] == 10.0
    assert table.loc["150101", "children_left_out"] == 1
    assert table.loc["150101", "rows_left_out"] == 1


def test_cancelled_project_is_left_out_but_has_its_own_line_by_stage(projects, located):
    frame = located(
        projects({"banner": "150101", "stage": "cancelled", "pledged_cny_1e8": 7.0})
    )

    assert totals(frame, "banner").loc["150101", "projects"] == 0
    assert totals(frame, "banner").loc["150101", "cancelled_left_out"] == 1
    assert np.isnan(totals(frame, "banner").loc["150101", "pledged_cny_1e8"])
    assert totals(frame, "stage").loc["cancelled", "pledged_cny_1e8"] == 7.0
    assert totals(frame, "stage").loc["cancelled", "rows_left_out"] == 0


def test_cancelled_child_is_counted_once(projects, located):
    frame = located(projects({}, {"stage": "cancelled", "parent_project_id": "P1"}))

    table = totals(frame, "league")

    assert table.loc["", "projects"] == 1
    assert table.loc["", "rows_left_out"] == 1


def test_project_of_a_park_counts_in_the_banner_of_the_park(projects, located):
    table = totals(located(projects({"park_id": "site"})), "banner")

    assert table.index.tolist() == ["150101"]


def test_what_is_not_known_stands_last_under_an_empty_key(projects, located):
    frame = located(projects({}, {"league": "150100"}, {"league": "150100"}))

    table = totals(frame, "league")

    assert table.index.tolist() == ["150100", ""]
    assert table["projects"].tolist() == [2, 1]


def test_project_of_two_industries_stands_under_both(projects, located):
    frame = located(
        projects(
            {"industry_tags": ("hydrogen", "wind"), "pledged_cny_1e8": 3.0},
            {"industry_tags": ("wind",), "pledged_cny_1e8": 1.0},
            {"industry_tags": ()},
        )
    )

    table = totals(frame, "industry")

    assert table.index.tolist() == ["hydrogen", "wind", ""]
    assert table["pledged_cny_1e8"].tolist()[:2] == [3.0, 4.0]
    assert table["projects"].tolist() == [1, 2, 1]


def test_year_is_read_off_dates_of_any_length(projects, located):
    frame = located(
        projects({"date": "2023"}, {"date": "2023-05-01"}, {"date": np.nan})
    )

    assert totals(frame, "year")["projects"].to_dict() == {"2023": 2, "": 1}


@pytest.mark.parametrize("by", ["league", "banner", "park", "stage", "year"])
def test_every_row_is_counted_or_left_out(projects, located, by):
    frame = located(
        projects(
            {"park_id": "site"},
            {"stage": "cancelled"},
            {"parent_project_id": "P1"},
            {"league": "150100", "date": "2022"},
        )
    )

    table = totals(frame, by)

    assert table["projects"].sum() + table["rows_left_out"].sum() == 4


def test_no_projects_give_an_empty_table(projects, located):
    assert len(totals(located(projects()), "league")) == 0


def test_unknown_grouping_is_refused(projects, located):
    with pytest.raises(ValueError, match="by is 'colour'; expected one of league"):
        totals(located(projects({})), "colour")
