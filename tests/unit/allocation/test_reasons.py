"""Why a project has no place, told from a placing made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from geo_zs.allocation.reasons import explain
from geo_zs.allocation.solve import Placing

NAN = float("nan")


def placing(*sites):
    return Placing("optimal", np.array(sites, dtype=np.intp), 0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("value", "needs", "site", "code"),
    [
        ([[NAN, NAN]], [[1]], ([[9], [9]], False), "no_site"),
        ([[0.0, 0.0]], [[1]], ([[9], [9]], False), "no_value"),
        ([[0.5, NAN]], [[1]], ([[9], [9]], False), "not_found"),
        ([[0.5, 0.5]], [[10]], ([[9], [8]], False), "too_large"),
        ([[0.5, 0.5]], [[10]], ([[NAN], [NAN]], True), "unknown_capacity"),
        ([[0.5, 0.5]], [[10]], ([[NAN], [8]], True), "too_large"),
    ],
)
def test_reason_of_a_project_that_stands_alone(case_of, value, needs, site, code):
    case = case_of(value, needs, site[0], unknown_is_none=site[1])

    (one,) = explain(case, placing(-1))

    assert one.code == code


def test_room_taken_by_others_is_told_at_the_site_worth_most(case_of):
    case = case_of(
        [[0.5, 0.9], [NAN, 1.0], [1.0, NAN]],
        [[5, 1], [8, 1], [8, 1]],
        [[10, 9], [10, 9]],
    )

    (one,) = explain(case, placing(-1, 1, 0))

    assert (one.code, one.site, one.resource) == ("no_room", 1, 0)
    assert (one.needed, one.available) == (5, 2)


def test_room_of_the_umbrella_zone_counts_for_its_sub_park(case_of):
    case = case_of([[NAN, 0.5], [1.0, NAN]], [[5], [8]], [[10], [10]], parent={1: 0})

    (one,) = explain(case, placing(-1, 0))

    assert (one.code, one.site, one.available) == ("no_room", 1, 2)


def test_nearest_site_is_the_one_that_lacks_the_smallest_share(case_of):
    # Site 0 lacks a tenth of the land; site 1 half of the power.
    case = case_of([[1.0, 1.0]], [[10, 10]], [[9, 99], [99, 5]])

    (one,) = explain(case, placing(-1))

    assert (one.site, one.resource, one.needed, one.available) == (0, 0, 10, 9)


def test_project_too_large_for_the_umbrella_zone_is_too_large_for_its_sub_park(case_of):
    case = case_of([[NAN, 0.5]], [[5]], [[4], [10]], parent={1: 0})

    (one,) = explain(case, placing(-1))

    assert (one.code, one.site, one.needed, one.available) == ("too_large", 1, 5, 4)
