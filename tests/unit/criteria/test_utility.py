from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_zs.criteria.spec import Criterion
from geo_zs.criteria.utility import (
    ideal_utility,
    linear_utility,
    utility,
    utility_interval,
)
from geo_zs.errors import CriterionError

numbers = st.floats(-1e6, 1e6)


def criterion(worst: float, best: float, ideal: float | None = None) -> Criterion:
    return Criterion("x", "x", "", worst=worst, best=best, ideal=ideal)


def test_bounds_earn_exactly_0_and_1_and_the_middle_a_half():
    assert linear_utility(np.array([60.0, 31.0, 2.0]), worst=60, best=2).tolist() == [
        0.0,
        0.5,
        1.0,
    ]


def test_the_worst_value_earns_a_zero_without_a_sign():
    found = linear_utility(np.array([1.0]), worst=1, best=0)

    assert not np.signbit(found[0])


def test_values_beyond_the_bounds_earn_0_or_1():
    found = linear_utility(np.array([-3.0, 1000.0, np.inf]), worst=60, best=2)

    assert found.tolist() == [1.0, 0.0, 0.0]


def test_an_unknown_value_stays_unknown():
    assert np.isnan(linear_utility(np.array([np.nan]), worst=0, best=1)).all()


def test_equal_bounds_are_refused():
    with pytest.raises(CriterionError, match="both 1"):
        linear_utility(np.array([1.0]), worst=1, best=1)


def test_the_ideal_value_earns_1_and_both_ends_0_with_unequal_slopes():
    values = np.array([0.0, 2.0, 4.0, 7.0, 10.0, 12.0, np.nan])

    found = ideal_utility(values, worst=0, ideal=4, best=10)

    assert found[:6].tolist() == [0.0, 0.5, 1.0, 0.5, 0.0, 0.0]
    assert np.isnan(found[6])


def test_an_interval_that_holds_the_ideal_value_may_earn_1():
    low, high = utility_interval(
        np.array([2.0, 5.0]), np.array([7.0, 7.0]), criterion(0, 10, 4)
    )

    assert low.tolist() == [0.5, 0.5]
    assert high[0] == 1.0
    assert high[1] == pytest.approx(5 / 6)


def test_an_unknown_interval_stays_unknown():
    low, high = utility_interval(
        np.array([np.nan]), np.array([np.nan]), criterion(0, 10, 4)
    )

    assert np.isnan(low).all()
    assert not (high >= 0).any()


@given(numbers, numbers, numbers, st.floats(0, 1))
def test_the_utility_of_every_value_in_an_interval_lies_in_its_utility_interval(
    first: float, second: float, third: float, share: float
):
    worst, best = 100.0, -50.0
    for ideal in (None, 10.0):
        low, high = sorted((first, second))
        inside = low + share * (high - low)
        ends = utility_interval(
            np.array([low]), np.array([high]), criterion(worst, best, ideal)
        )
        found = utility(np.array([inside]), criterion(worst, best, ideal))[0]
        assert ends[0][0] - 1e-12 <= found <= ends[1][0] + 1e-12
    assert 0 <= utility(np.array([third]), criterion(worst, best))[0] <= 1
