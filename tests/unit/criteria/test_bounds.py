"""Own bounds, ideal values, and what happens to values out of the bounds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_zs.criteria.bounds import with_bounds, within_bounds
from geo_zs.criteria.spec import Criterion
from geo_zs.criteria.utility import utility, utility_interval
from geo_zs.errors import CriterionError

NAN = float("nan")


@dataclass(frozen=True)
class Given:
    worst: float | None = None
    best: float | None = None
    ideal: float | None = None
    has_ideal: bool = False
    outside: str | None = None


def rail(outside: str = "clamp", ideal: float | None = None) -> Criterion:
    # 60 km earns 0, 10 km earns 1: 0.02 for each km.
    return Criterion("rail", "rail_km", "km", 60, 10, ideal, outside=outside)


def test_clamp_gives_values_out_of_the_bounds_the_utility_of_the_nearer_bound():
    found = utility(np.array([0.0, 10.0, 35.0, 60.0, 110.0]), rail())

    assert found.tolist() == [1.0, 1.0, 0.5, 0.0, 0.0]


def test_leave_lets_the_line_go_on_beyond_both_bounds():
    found = utility(np.array([0.0, 10.0, 35.0, 60.0, 110.0]), rail("leave"))

    assert found == pytest.approx([1.2, 1.0, 0.5, 0.0, -1.0])


def test_leave_lets_intervals_leave_0_to_1_too():
    low, high = utility_interval(
        np.array([0.0, NAN]), np.array([85.0, NAN]), rail("leave")
    )

    assert (low[0], high[0]) == pytest.approx((-0.5, 1.2))
    assert np.isnan([low[1], high[1]]).all()


def test_leave_falls_on_below_0_at_both_sides_of_an_ideal_value_and_never_passes_1():
    # Ideal 20 between 10 and 60: 0.1 a km below it, 0.025 a km above it.
    found = utility(np.array([5.0, 15.0, 20.0, 40.0, 80.0]), rail("leave", ideal=20))

    assert found == pytest.approx([-0.5, 0.5, 1.0, 0.5, -0.5])


def test_an_interval_round_the_ideal_value_reaches_1_and_falls_to_its_worse_end():
    low, high = utility_interval(
        np.array([15.0]), np.array([80.0]), rail("leave", ideal=20)
    )

    assert (low[0], high[0]) == pytest.approx((-0.5, 1.0))


def test_drop_scores_like_clamp_because_the_sites_out_of_bounds_are_gone():
    values = np.array([0.0, 35.0, 110.0])

    assert utility(values, rail("drop")).tolist() == utility(values, rail()).tolist()


def test_an_interval_is_within_out_of_or_across_the_bounds():
    low = np.array([10.0, 5.0, 59.0, 61.0, 0.0, 0.0, NAN])
    high = np.array([60.0, 15.0, 61.0, 70.0, 9.0, 99.0, NAN])

    found = within_bounds(low, high, rail("drop"))

    assert found.tolist() == [1, 0, 0, -1, -1, 0, 0]


def test_another_word_for_what_is_outside_is_refused():
    with pytest.raises(CriterionError, match="outside is 'cut'; expected one of clamp"):
        rail("cut")


def test_a_request_replaces_only_the_bounds_that_it_names():
    found = with_bounds(rail(), Given(worst=100, outside="leave"))

    assert (found.worst, found.best, found.ideal, found.outside) == (
        100,
        10,
        None,
        "leave",
    )
    assert with_bounds(rail(), Given()) == rail()


def test_a_request_may_give_and_take_away_an_ideal_value():
    assert with_bounds(rail(), Given(ideal=20, has_ideal=True)).ideal == 20
    assert with_bounds(rail(ideal=20), Given(has_ideal=True)).ideal is None
    assert with_bounds(rail(ideal=20), Given(worst=100)).ideal == 20


def test_bounds_that_leave_the_ideal_value_outside_are_refused():
    with pytest.raises(CriterionError, match="rail: ideal is 20; expected a value"):
        with_bounds(rail(ideal=20), Given(worst=15))


@given(
    st.floats(-200, 200),
    st.floats(-200, 200),
    st.floats(0, 1),
    st.sampled_from([None, 25.0]),
)
def test_under_leave_every_value_of_an_interval_stays_in_its_utility_interval(
    first: float, second: float, share: float, ideal: float | None
):
    low, high = sorted((first, second))
    inside = min(max(low + share * (high - low), low), high)
    criterion = rail("leave", ideal)

    ends = utility_interval(np.array([low]), np.array([high]), criterion)
    found = utility(np.array([inside]), criterion)[0]

    assert ends[0][0] - 1e-9 <= found <= ends[1][0] + 1e-9
