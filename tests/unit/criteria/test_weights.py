from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_zs.criteria.weights import normalise, override, weight_to_ask_for
from geo_zs.errors import CriterionError


def test_weights_are_scaled_to_the_sum_of_1_in_the_order_given():
    assert list(normalise({"b": 1, "a": 3}).items()) == [("b", 0.25), ("a", 0.75)]


def test_a_named_weight_replaces_that_of_the_preset_before_scaling():
    found = override({"fit": 0.5, "rail": 0.5}, {"fit": 0.3})

    assert found == {"fit": pytest.approx(0.375), "rail": pytest.approx(0.625)}


def test_a_weight_of_0_takes_a_criterion_out_and_the_others_keep_their_share():
    found = override({"fit": 0.5, "rail": 0.3, "sun": 0.2}, {"fit": 0})

    assert found == {"fit": 0, "rail": pytest.approx(0.6), "sun": pytest.approx(0.4)}


def test_a_name_that_the_preset_lacks_is_added():
    assert override({"fit": 1.0}, {"price": 0.25})["price"] == pytest.approx(0.2)


@pytest.mark.parametrize("weights", [{}, {"fit": 0.0, "rail": 0.0}])
def test_weights_without_anything_above_0_are_refused(weights: dict[str, float]):
    with pytest.raises(CriterionError, match="no weight is above 0"):
        normalise(weights)


@pytest.mark.parametrize("weight", [-0.1, float("nan"), float("inf")])
def test_a_weight_that_is_negative_or_no_number_is_refused(weight: float):
    with pytest.raises(CriterionError, match="weight of 'fit' is"):
        normalise({"fit": weight})


def test_the_smallest_numbers_still_give_shares():
    assert normalise({"a": 5e-324, "b": 5e-324}) == {"a": 0.5, "b": 0.5}


@given(st.lists(st.floats(1e-6, 1e6), min_size=1, max_size=20), st.floats(1e-3, 1e3))
def test_scaling_all_weights_changes_nothing(weights: list[float], factor: float):
    plain = normalise({str(i): w for i, w in enumerate(weights)})
    scaled = normalise({str(i): w * factor for i, w in enumerate(weights)})

    assert math.fsum(plain.values()) == pytest.approx(1, abs=1e-12)
    assert scaled == pytest.approx(plain)


def test_the_weight_to_ask_for_gives_the_share_wanted():
    raw = weight_to_ask_for(0.2)

    assert override({"fit": 0.6, "rail": 0.4}, {"price": raw})["price"] == (
        pytest.approx(0.2)
    )


@pytest.mark.parametrize("share", [-0.1, 1.0, float("nan")])
def test_a_share_of_the_whole_or_more_cannot_be_asked_for(share: float):
    with pytest.raises(CriterionError, match="expected at least 0 and below 1"):
        weight_to_ask_for(share)
