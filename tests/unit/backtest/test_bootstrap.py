"""Intervals of means over companies."""

from __future__ import annotations

import math

import numpy as np
import pytest

from geo_zs.backtest.bootstrap import company_draws, estimate


def test_rows_of_one_company_are_drawn_together():
    counts = company_draws(np.array([0, 0, 1]), draws=200)

    assert (counts[:, 0] == counts[:, 1]).all()
    assert set((counts[:, 0] + counts[:, 2]).tolist()) == {2.0}


def test_same_rows_give_the_same_draws():
    companies = np.array([0, 1, 2, 2])

    assert (company_draws(companies) == company_draws(companies)).all()


def test_interval_of_two_companies_reaches_from_one_to_the_other():
    # Draws are AA, AB, BB with 1/4, 1/2, 1/4: the percentiles lie at 0 and 1.
    found = estimate(np.array([0.0, 1.0]), company_draws(np.array([0, 1])))

    assert (found.value, found.low, found.high) == (0.5, 0.0, 1.0)


def test_large_company_weighs_as_many_rows_as_it_has():
    # A has three rows of 1, B one of 0: the mean is 3/4; AB gives 3/4 too.
    values, companies = np.array([1.0, 1.0, 1.0, 0.0]), np.array([0, 0, 0, 1])
    counts = company_draws(companies, draws=1000)

    assert estimate(values, counts).value == 0.75
    assert set(((counts @ values) / counts.sum(axis=1)).tolist()) == {0.0, 0.75, 1.0}


def test_interval_agrees_with_the_normal_one_for_many_companies():
    values = np.tile([0.0, 1.0], 200)

    found = estimate(values, company_draws(np.arange(400)))

    # Standard error 0.5 / sqrt(400) = 0.025; 1.96 of it is 0.049.
    assert found.low == pytest.approx(0.451, abs=0.006)
    assert found.high == pytest.approx(0.549, abs=0.006)


def test_single_company_has_no_interval():
    found = estimate(np.array([1.0, 0.0]), company_draws(np.array([3, 3])))

    assert found.value == 0.5
    assert math.isnan(found.low)
    assert math.isnan(found.high)


def test_no_rows_have_no_mean():
    found = estimate(np.array([]), np.empty((0, 0)))

    assert math.isnan(found.value)
