"""Rank-order centroid weights, against published examples and by laws."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_zs.criteria.rank_order_centroid import rank_order_centroid
from geo_zs.errors import CriterionError, JudgementError


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (1, [1]),
        (2, [0.7500, 0.2500]),
        (3, [0.6111, 0.2778, 0.1111]),
        (4, [0.5208, 0.2708, 0.1458, 0.0625]),
        (5, [0.4567, 0.2567, 0.1567, 0.0900, 0.0400]),
    ],
)
def test_rank_order_centroid_gives_the_published_weights(
    size: int, expected: list[float]
):
    # Barron & Barrett (1996), weights of the centroid by number of attributes.
    found = rank_order_centroid([f"c{i}" for i in range(size)])

    assert list(found.values()) == pytest.approx(expected, abs=5e-5)


def test_tied_criteria_share_the_weights_of_the_places_they_take():
    found = rank_order_centroid(["fit", ["rail", "port"], "wind"])

    # (0.2708 + 0.1458) / 2
    assert found == pytest.approx(
        {"fit": 0.52083, "rail": 0.20833, "port": 0.20833, "wind": 0.0625}, abs=5e-6
    )
    assert rank_order_centroid([["a", "b", "c", "d"]])["d"] == 0.25


@given(st.integers(1, 40))
def test_weights_of_an_order_sum_to_1_and_fall(size: int):
    found = list(rank_order_centroid([str(i) for i in range(size)]).values())

    assert math.fsum(found) == pytest.approx(1, abs=1e-12)
    assert found == sorted(found, reverse=True)


def test_the_centroid_is_the_mean_of_all_weights_that_agree_with_the_order():
    random = np.random.default_rng(7).dirichlet(np.ones(4), size=40_000)
    agreeing = -np.sort(-random, axis=1)

    found = list(rank_order_centroid(["a", "b", "c", "d"]).values())

    assert found == pytest.approx(agreeing.mean(axis=0).tolist(), abs=3e-3)


def test_all_faults_of_an_order_are_listed():
    with pytest.raises(JudgementError) as caught:
        rank_order_centroid(["fit", [], "rail", ["fit", "rail"]])

    found = [(one.field, one.message) for one in caught.value.problems]
    assert found == [
        ("order.1", "is empty; name one criterion or several"),
        ("order.3", "names 'fit' again; each criterion stands once"),
        ("order.3", "names 'rail' again; each criterion stands once"),
    ]
    with pytest.raises(CriterionError, match="order: is empty"):
        rank_order_centroid([])
