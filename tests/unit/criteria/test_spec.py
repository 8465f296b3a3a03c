from __future__ import annotations

import pytest

from geo_zs.criteria.spec import Criterion, check_bounds
from geo_zs.errors import CriterionError


def test_less_is_better_is_said_by_a_best_bound_below_the_worst():
    rail = Criterion(id="rail_km", column="rail_km", unit="km", worst=60, best=2)

    assert (rail.worst, rail.best) == (60, 2)


def test_equal_bounds_are_refused_because_every_site_would_earn_the_same():
    with pytest.raises(CriterionError, match=r"rail_km: worst and best are both 5"):
        Criterion(id="rail_km", column="rail_km", unit="km", worst=5, best=5)


@pytest.mark.parametrize("bound", [float("nan"), float("inf")])
def test_a_bound_that_is_no_finite_number_is_refused(bound: float):
    with pytest.raises(CriterionError, match="expected finite numbers"):
        check_bounds(0, bound)


@pytest.mark.parametrize("ideal", [0, 10, 11])
def test_an_ideal_value_outside_or_at_the_bounds_is_refused(ideal: float):
    with pytest.raises(CriterionError, match=f"ideal is {ideal}"):
        check_bounds(0, 10, ideal)


def test_an_ideal_value_may_lie_between_bounds_given_in_either_order():
    check_bounds(0, 10, 4)
    check_bounds(10, 0, 4)
