"""Placements of highest value, worked by hand and against trying every one."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from geo_zs.allocation.solve import fill_in_order, place, total_value
from geo_zs.errors import DataError

NAN = float("nan")


def test_two_small_projects_beat_one_large_one(case_of):
    # One site of 10 ha: 0.9 alone, or 0.5 + 0.6 together.
    case = case_of([[0.9], [0.5], [0.6]], [[10], [5], [5]], [[10]])

    found = place(case)

    assert found.status == "optimal"
    assert found.sites.tolist() == [-1, 0, 0]
    assert found.value == pytest.approx(1.1)
    assert found.gap == pytest.approx(0.0)


def test_greedy_order_is_not_the_best_one(case_of):
    # A wants site 0 by little, B by much; only one of them fits there.
    case = case_of([[0.9, 0.8], [0.8, 0.1]], [[1], [1]], [[1], [1]])

    found = place(case)

    assert found.sites.tolist() == [1, 0]
    assert found.value == pytest.approx(1.6)


def test_need_exactly_at_the_capacity_fits(case_of):
    case = case_of([[1.0]] * 3, [[0.1, 5]] * 3, [[0.3, 15]])

    assert place(case).sites.tolist() == [0, 0, 0]


def test_every_resource_binds(case_of):
    case = case_of([[1.0], [0.5]], [[1, 30, 0], [1, 0, 900]], [[2, 29, 1000]])

    assert place(case).sites.tolist() == [-1, 0]


def test_placement_that_is_not_allowed_is_never_made(case_of):
    case = case_of([[NAN, 0.1], [NAN, NAN]], [[1], [1]], [[9], [9]])

    assert place(case).sites.tolist() == [1, -1]


@pytest.mark.parametrize(("is_none", "sites"), [(True, [-1]), (False, [0])])
def test_unknown_capacity_counts_as_the_case_says(case_of, is_none, sites):
    case = case_of([[1.0]], [[5]], [[NAN]], unknown_is_none=is_none)

    assert place(case).sites.tolist() == sites


def test_project_without_needs_stands_where_nothing_is_known(case_of):
    case = case_of([[1.0]], [[0]], [[NAN]], unknown_is_none=True)

    assert place(case).sites.tolist() == [0]


def test_sub_parks_share_the_known_capacity_of_their_umbrella_zone(case_of):
    # Zone 0 has 10 ha in all; its parts 1 and 2 state 8 ha each.
    case = case_of(
        [[NAN, 1.0, NAN], [NAN, NAN, 0.9]],
        [[6], [6]],
        [[10], [8], [8]],
        parent={1: 0, 2: 0},
    )

    assert place(case).sites.tolist() == [1, -1]


def test_umbrella_zone_of_unknown_capacity_does_not_close_its_sub_parks(case_of):
    case = case_of(
        [[NAN, 1.0]], [[6]], [[NAN], [8]], parent={1: 0}, unknown_is_none=True
    )

    assert place(case).sites.tolist() == [1]


def test_locked_project_stays_and_the_others_go_round_it(case_of):
    case = case_of([[0.1, 0.9], [1.0, 0.2]], [[1], [1]], [[1], [1]], locked={0: 0})

    found = place(case)

    assert found.sites.tolist() == [0, 1]
    assert found.value == pytest.approx(0.3)


def test_mandatory_project_displaces_a_more_valuable_one(case_of):
    case = case_of([[0.1], [0.9]], [[1], [1]], [[1]], must=[0])

    assert place(case).sites.tolist() == [0, -1]


def test_two_mandatory_projects_for_one_room_are_infeasible(case_of):
    found = place(case_of([[1.0], [1.0]], [[6], [6]], [[10]], must=[0, 1]))

    assert found.status == "infeasible"
    assert found.sites.tolist() == [-1, -1]
    assert np.isnan(found.value)


def test_two_projects_locked_to_one_full_site_are_infeasible(case_of):
    case = case_of(
        [[1.0, 1.0], [1.0, 1.0]], [[6], [6]], [[10], [99]], locked={0: 0, 1: 0}
    )

    assert place(case).status == "infeasible"


def test_nothing_to_place_is_no_error(case_of):
    found = place(case_of([[NAN]], [[1]], [[9]]))

    assert (found.status, found.sites.tolist(), found.value) == ("optimal", [-1], 0.0)


def test_lock_on_a_site_that_is_not_allowed_is_refused(case_of):
    with pytest.raises(DataError, match="locked: names a site that is not allowed"):
        case_of([[NAN, 1.0]], [[1]], [[9], [9]], locked={0: 0})


def test_negative_need_is_refused(case_of):
    with pytest.raises(DataError, match="needs: has a negative"):
        case_of([[1.0]], [[-1]], [[9]])


@pytest.mark.parametrize("seed", range(40))
def test_value_is_that_of_the_best_of_all_placements(case_of, exhaustive, seed):
    rng = np.random.default_rng(seed)
    n_projects, n_sites = int(rng.integers(1, 6)), int(rng.integers(1, 4))
    value = rng.integers(0, 10, (n_projects, n_sites)) / 10
    value[rng.random(value.shape) < 0.15] = NAN
    capacity = rng.integers(0, 12, (n_sites, 3)).astype(float)
    capacity[rng.random(capacity.shape) < 0.3] = NAN
    locked = {}
    if rng.random() < 0.3:
        site = int(rng.integers(0, n_sites))
        if not np.isnan(value[0, site]):
            locked = {0: site}
    case = case_of(
        value,
        rng.integers(0, 7, (n_projects, 3)),
        capacity,
        unknown_is_none=bool(rng.random() < 0.5),
        must=[p for p in range(n_projects) if rng.random() < 0.2],
        locked=locked,
        parent={1: 0} if n_sites > 1 and rng.random() < 0.5 else None,
    )

    found, best = place(case), exhaustive(case)

    if best is None:
        assert found.status == "infeasible"
    else:
        assert found.status == "optimal"
        assert found.value == pytest.approx(best)
        assert total_value(case, found.sites) == pytest.approx(best)
        assert (case.loads(found.sites) <= case.room() * (1 + 1e-9)).all()


def stopped(x=None, bound=None):
    """Return a solver that runs out of time with `x` in hand."""
    return lambda *_args, **_options: SimpleNamespace(
        status=1, x=x, mip_dual_bound=bound
    )


def test_search_cut_short_gives_what_it_has_with_the_gap(case_of):
    case = case_of([[0.9], [0.5], [0.6]], [[10], [5], [5]], [[10]])

    # The bound 2.0 of the scaled program is 1.8; filling in order finds 0.9.
    found = place(case, milp=stopped(np.array([0.0, 0.0, 1.0]), -2.0))

    assert found.status == "time_limit"
    assert found.value == pytest.approx(0.9)
    assert found.bound == pytest.approx(1.8)
    assert found.gap == pytest.approx(0.5)


def test_search_without_any_result_falls_back_on_filling_in_order(case_of):
    case = case_of([[0.9, 0.8], [0.8, 0.1]], [[1], [1]], [[1], [1]])

    found = place(case, milp=stopped())

    assert found.sites.tolist() == [0, 1]
    assert found.value == pytest.approx(1.0)
    assert found.bound == pytest.approx(1.7)


def test_search_that_finds_nothing_for_mandatory_projects_says_so(case_of):
    # Filling in order puts A on site 0, where alone B would fit.
    case = case_of([[0.9, 0.1], [0.5, NAN]], [[1], [1]], [[1], [1]], must=[0, 1])

    found = place(case, milp=stopped())

    assert found.status == "time_limit"
    assert found.sites.tolist() == [-1, -1]
    assert np.isnan(found.value)


@pytest.mark.parametrize("seed", range(20))
def test_filling_in_order_keeps_every_capacity(case_of, seed):
    rng = np.random.default_rng(seed)
    case = case_of(
        rng.random((8, 4)),
        rng.integers(0, 6, (8, 3)),
        rng.integers(0, 12, (4, 3)),
        parent={1: 0, 2: 0},
    )

    sites = fill_in_order(case)

    assert (case.loads(sites) <= case.room() + 1e-9).all()


def test_same_case_gives_the_same_placing(case_of):
    rng = np.random.default_rng(3)
    case = case_of(rng.random((12, 5)), rng.integers(1, 6, (12, 3)), [[9, 9, 9]] * 5)

    assert place(case).sites.tolist() == place(case).sites.tolist()
