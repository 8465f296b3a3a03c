"""Which capacity is to blame, worked by hand and against trying every placement."""

from __future__ import annotations

import itertools
from types import SimpleNamespace

import numpy as np
import pytest

from geo_zs.allocation.blame import find_blame

NAN = float("nan")


def test_land_of_the_only_site_is_to_blame(case_of):
    case = case_of([[1.0], [1.0]], [[6, 1], [7, 1]], [[10, 99]], must=[0, 1])

    blame = find_blame(case)

    (excess,) = blame.excesses
    assert blame.is_proven
    assert (excess.site, excess.resource) == (0, 0)
    assert (excess.capacity, excess.needed) == (10, 13)
    assert excess.increase == pytest.approx(3)
    assert excess.projects == (0, 1)


def test_smallest_increase_is_found_over_the_sites(case_of):
    # 12 + 12 ha: site 0 (20) lacks 4 for both, one on each site lacks 2 at site 1.
    case = case_of([[1.0, 1.0]] * 2, [[12], [12]], [[20], [10]], must=[0, 1])

    (excess,) = find_blame(case).excesses

    assert (excess.site, excess.increase) == (1, pytest.approx(2))


def test_two_resources_can_be_to_blame(case_of):
    case = case_of([[1.0]], [[6, 30, 5]], [[5, 20, 9]], must=[0])

    found = {one.resource: one.increase for one in find_blame(case).excesses}

    assert found == {0: pytest.approx(1), 1: pytest.approx(10)}


def test_unknown_capacity_that_counts_as_none_is_to_blame(case_of):
    case = case_of([[1.0]], [[6]], [[NAN]], must=[0], unknown_is_none=True)

    (excess,) = find_blame(case).excesses

    assert np.isnan(excess.capacity)
    assert excess.increase == pytest.approx(6)


def test_umbrella_zone_is_to_blame_for_its_sub_parks(case_of):
    case = case_of(
        [[NAN, 1.0, NAN], [NAN, NAN, 1.0]],
        [[6], [6]],
        [[10], [8], [8]],
        must=[0, 1],
        parent={1: 0, 2: 0},
    )

    (excess,) = find_blame(case).excesses

    assert (excess.site, excess.needed, excess.projects) == (0, 12, (0, 1))


def test_project_that_is_allowed_nowhere_is_named_and_the_others_still_judged(case_of):
    case = case_of([[NAN], [1.0]], [[1], [6]], [[5]], must=[0, 1])

    blame = find_blame(case)

    assert blame.nowhere == (0,)
    assert [one.increase for one in blame.excesses] == [pytest.approx(1)]


def test_optional_projects_take_no_part(case_of):
    case = case_of([[1.0], [1.0]], [[6], [50]], [[5]], must=[0])

    assert [one.needed for one in find_blame(case).excesses] == [6]


def test_search_cut_short_is_not_proven(case_of):
    case = case_of([[1.0, 1.0]], [[6]], [[2], [5]], must=[0])

    blame = find_blame(case, milp=lambda *_a, **_o: SimpleNamespace(status=1, x=None))

    assert not blame.is_proven
    assert [(one.site, one.increase) for one in blame.excesses] == [(1, 1)]


def test_placing_found_when_the_time_ran_out_is_not_proven(case_of):
    case = case_of([[1.0, 1.0]], [[6]], [[2], [5]], must=[0])
    found = SimpleNamespace(status=1, x=np.array([1.0, 0.0, 4.0, 0.0]))

    blame = find_blame(case, milp=lambda *_a, **_o: found)

    assert not blame.is_proven
    assert [(one.site, one.increase) for one in blame.excesses] == [(0, 4)]


@pytest.mark.parametrize("seed", range(20))
def test_increase_is_the_smallest_of_all_placements(case_of, seed):
    rng = np.random.default_rng(seed)
    needs = rng.integers(1, 9, (4, 2)).astype(float)
    capacity = rng.integers(0, 9, (3, 2)).astype(float)
    case = case_of(np.ones((4, 3)), needs, capacity, must=range(4))
    total = needs.sum(axis=0)

    def excess(sites):
        loads = np.zeros((3, 2))
        for project, site in enumerate(sites):
            loads[site] += needs[project]
        return (np.maximum(loads - capacity, 0) / total).sum()

    smallest = min(excess(one) for one in itertools.product(range(3), repeat=4))
    found = find_blame(case).excesses

    shares = sum(one.increase / total[one.resource] for one in found)
    assert shares == pytest.approx(smallest, abs=1e-6)
