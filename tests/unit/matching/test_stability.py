"""Stability against closed forms, brute force, and laws."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import stats

from geo_zs.matching.acceptance import Acceptance
from geo_zs.matching.score import Scores
from geo_zs.matching.stability import (
    DEFAULT_CONCENTRATION,
    Draws,
    Stability,
    assess,
    draw_weights,
)
from geo_zs.matching.topsis import closeness


def scores(
    low: object, weights: object, high: object = None, middle: object = None
) -> Scores:
    ends = np.array(low, dtype=float), np.array(low if high is None else high, float)
    mid = (ends[0] + ends[1]) / 2 if middle is None else np.array(middle, dtype=float)
    share = np.array(weights, dtype=float)
    return Scores(
        weights=share,
        utilities=mid,
        utilities_low=ends[0],
        utilities_high=ends[1],
        is_assumed=np.zeros(mid.shape, dtype=bool),
        score=(mid * share).sum(axis=1),
        low=(ends[0] * share).sum(axis=1),
        high=(ends[1] * share).sum(axis=1),
    )


def run(found: Scores, below: list[bool] | None = None, **options: object) -> Stability:
    names = ("shared", "method")
    draws = Draws(**{k: v for k, v in options.items() if k not in names})
    rest = {k: v for k, v in options.items() if k in names}
    n = len(found.score)
    result = assess(
        found, np.arange(n), np.array(below or [False] * n, dtype=bool), draws, **rest
    )
    assert result is not None
    return result


def error_of(p: float, n: int = 10_000) -> float:
    """Four standard errors of a share of n draws."""
    return 4 * math.sqrt(p * (1 - p) / n) + 1e-9


# Closed forms.


@pytest.mark.parametrize(
    ("weight", "concentration"), [(0.5, 80.0), (0.6, 20.0), (0.3, 10.0), (0.7, None)]
)
def test_two_places_and_two_criteria_follow_the_beta_distribution(
    weight: float, concentration: float | None
):
    # The first place leads by 0.4 in one criterion and is 0.6 behind in the other:
    # it is first where the first weight, which is Beta distributed, exceeds 0.6.
    found = run(
        scores([[0.9, 0.2], [0.5, 0.8]], [weight, 1 - weight]),
        concentration=concentration,
    )

    a, b = (
        (1.0, 1.0)
        if concentration is None
        else (weight * concentration, (1 - weight) * concentration)
    )
    p = float(stats.beta.sf(0.6, a, b))
    assert found.p_first[0] == pytest.approx(p, abs=error_of(p))
    assert found.p_first.sum() == pytest.approx(1)
    # Mean of a Beta variable above a threshold: E[X; X > t] = mean · P(X' > t) with
    # X' ~ Beta(a + 1, b).
    if p > 0.01:
        central = a / (a + b) * float(stats.beta.sf(0.6, a + 1, b)) / p
        assert found.central_weights is not None
        assert found.central_weights[0] == pytest.approx(central, abs=0.02)
        assert found.central_weights.sum() == pytest.approx(1)


def test_no_preference_at_all_gives_specialists_equal_shares():
    found = run(scores(np.eye(4), [0.7, 0.1, 0.1, 0.1]), concentration=None)

    assert found.p_first == pytest.approx([0.25] * 4, abs=error_of(0.25))


def test_default_concentration_moves_a_weight_of_a_tenth_by_a_third_of_itself():
    drawn = draw_weights(
        np.array([0.1, 0.9]), Draws(), rng=np.random.default_rng(7), n=40_000
    )

    assert DEFAULT_CONCENTRATION == 80
    assert drawn[:, 0].mean() == pytest.approx(0.1, abs=0.001)
    assert drawn[:, 0].std() == pytest.approx(0.1 / 3, abs=0.0005)


def test_unknown_value_is_drawn_evenly_from_its_interval():
    # U(0, 1) beats a known 0.7 in three draws of ten; weights alone say never.
    found = run(scores([[0.7], [0.0]], [1.0], [[0.7], [1.0]]))

    assert found.p_first.tolist() == [1, 0]
    assert found.p_first_with_unknowns[1] == pytest.approx(0.3, abs=error_of(0.3))


def test_two_unknown_values_of_different_width_follow_the_double_integral():
    # P(U(0, 1) > U(0.5, 1)) = ∫ from 0.5 to 1 of (a - 0.5) / 0.5 da = 1/4.
    found = run(scores([[0.0], [0.5]], [1.0], [[1.0], [1.0]]))

    assert found.p_first_with_unknowns[0] == pytest.approx(0.25, abs=error_of(0.25))


def test_a_price_common_to_a_grid_moves_its_places_together():
    # The price is unknown to all; the first two share a grid, and the first is
    # ahead in what is known: with one draw for both it is never behind the second.
    found = scores(
        [[0.6, 0], [0.5, 0], [0.55, 0]], [0.5, 0.5], [[0.6, 1], [0.5, 1], [0.55, 1]]
    )
    grid = np.array([[-1, 4], [-1, 4], [-1, 9]])

    together = run(found, shared=grid, concentration=1e6)
    apart = run(found, concentration=1e6)

    assert together.p_first_with_unknowns[1] == 0
    assert apart.p_first_with_unknowns[1] > 0.2
    # First against third: P(0.3 + U/2 > 0.275 + V/2) = P(V - U < 0.05) with
    # independent U, V: 1 - 0.95² / 2.
    p = 1 - 0.95**2 / 2
    assert together.p_first_with_unknowns[0] == pytest.approx(p, abs=error_of(p))


# Brute force.

tables = arrays.arrays(
    float,
    st.tuples(st.integers(1, 9), st.integers(1, 4)),
    elements=st.sampled_from([0, 0.25, 0.3, 0.5, 0.75, 1]),
)


def brute(
    value: np.ndarray, below: np.ndarray, seats: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return the share of first place and of `seats` places of one draw."""
    first, top = np.zeros(len(value)), np.zeros(len(value))
    key = [(bool(b), -round(float(v), 9)) for v, b in zip(value, below, strict=True)]
    order = sorted(range(len(value)), key=lambda i: key[i])
    taken = 0
    for _, tied in itertools.groupby(order, key=lambda i: key[i]):
        group = list(tied)
        for i in group:
            first[i] = 1 / len(group) if taken == 0 else 0
            top[i] = min(max(seats - taken, 0), len(group)) / len(group)
        taken += len(group)
    return first, top


@given(tables, st.data())
@settings(max_examples=60)
def test_shares_over_weights_agree_with_a_count_draw_by_draw(
    utilities: np.ndarray, data: st.DataObject
):
    n_places, n_criteria = utilities.shape
    below = np.array(data.draw(st.lists(st.booleans(), min_size=9, max_size=9)))
    below = np.sort(below[:n_places])
    weights = np.full(n_criteria, 1 / n_criteria)
    draws = Draws(n=40, concentration=5.0, seed=3)

    found = assess(scores(utilities, weights), np.arange(n_places), below, draws)

    drawn = draw_weights(
        weights, draws, rng=np.random.Generator(np.random.PCG64(3)), n=40
    )
    counts = [brute(utilities @ row, below, 5) for row in drawn]
    assert found is not None
    assert found.p_first == pytest.approx(np.mean([one[0] for one in counts], axis=0))
    assert found.p_top5 == pytest.approx(np.mean([one[1] for one in counts], axis=0))
    assert found.p_top5.sum() == pytest.approx(min(5, n_places))


def example(seed: int, n_places: int = 30, n_criteria: int = 6) -> Scores:
    """Make places of which a third of the values are unknown or imprecise."""
    rng = np.random.default_rng(seed)
    low = rng.random((n_places, n_criteria)) * 0.8
    spread = rng.random((n_places, n_criteria)) * 0.5
    spread *= rng.random((n_places, n_criteria)) < 0.33
    found = scores(low, rng.dirichlet(np.ones(n_criteria)), np.minimum(low + spread, 1))
    order = np.argsort(-found.score)
    return scores(
        found.utilities_low[order], found.weights, found.utilities_high[order]
    )


@pytest.mark.parametrize("method", ["additive", "topsis"])
def test_shares_with_unknowns_agree_with_independent_draws(method: str):
    made, n = example(1), 20_000
    found = run(made, method=method)

    rng = np.random.default_rng(99)
    weights = rng.dirichlet(DEFAULT_CONCENTRATION * made.weights, n)
    width = made.utilities_high - made.utilities_low
    values = made.utilities_low + width * rng.random((n, *width.shape))
    value = (
        np.einsum("npc,nc->np", values, weights)
        if method == "additive"
        else np.array([closeness(v, w) for v, w in zip(values, weights, strict=True)])
    )
    first = np.bincount(value.argmax(axis=1), minlength=30) / n
    top = (np.argsort(np.argsort(-value, axis=1), axis=1) < 5).mean(axis=0)
    for ours, theirs in (
        (found.p_first_with_unknowns, first),
        (found.p_top5_with_unknowns, top),
    ):
        error = 4.5 * np.sqrt(np.maximum(theirs * (1 - theirs), 1e-4) * (1e-4 + 1 / n))
        assert (abs(ours - theirs) < error).all()


@pytest.mark.parametrize("method", ["additive", "topsis"])
@pytest.mark.parametrize("n_below", [0, 3, 27, 30])
def test_leaving_out_places_that_cannot_come_up_changes_no_bit(
    monkeypatch: pytest.MonkeyPatch, method: str, n_below: int
):
    made = example(2)
    below = [False] * (30 - n_below) + [True] * n_below
    pruned = run(made, below, method=method)
    seen = []

    def everybody(self: Acceptance, worst: np.ndarray, best: np.ndarray) -> np.ndarray:
        seen.append(len(worst))
        return np.arange(len(self.competing))

    monkeypatch.setattr(Acceptance, "may_reach_top", everybody)
    whole = run(made, below, method=method)

    assert seen
    for name in ("p_first_with_unknowns", "p_top5_with_unknowns"):
        assert getattr(pruned, name).tolist() == getattr(whole, name).tolist()


def test_places_far_behind_are_left_out():
    counted = Acceptance(np.zeros(7, dtype=bool))
    best = np.array([0.9, 0.9, 0.9, 0.9, 0.9, 0.5, 0.4])[:, None]
    worst = best - 0.4

    assert counted.may_reach_top(worst, best).tolist() == [0, 1, 2, 3, 4, 5]


# Laws.


def test_the_same_request_gives_the_same_bytes_and_another_seed_does_not():
    one, two = (run(example(4), concentration=5.0) for _ in range(2))
    other = run(example(4), concentration=5.0, seed=1)

    for name in ("p_first", "p_top5", "p_first_with_unknowns", "central_weights"):
        assert getattr(one, name).tobytes() == getattr(two, name).tobytes()
        assert getattr(one, name).tobytes() != getattr(other, name).tobytes()
    assert one.draws == Draws(n=10_000, concentration=5.0, seed=2023)


def test_permuting_places_permutes_the_shares_over_weights():
    made = example(5)
    order = np.random.default_rng(0).permutation(30)
    found, turned = run(made), assess(made, order, np.zeros(30, dtype=bool), Draws())

    assert turned is not None
    assert turned.p_first.tolist() == found.p_first[order].tolist()
    assert turned.p_top5.tolist() == found.p_top5[order].tolist()
    expected = found.p_first_with_unknowns[order]
    assert turned.p_first_with_unknowns == pytest.approx(expected, abs=0.03)


def test_permuting_criteria_changes_shares_by_no_more_than_the_error_of_drawing():
    made = example(6)
    order = np.array([3, 0, 5, 1, 4, 2])
    turned = scores(
        made.utilities_low[:, order], made.weights[order], made.utilities_high[:, order]
    )

    assert run(turned).p_first == pytest.approx(run(made).p_first, abs=0.03)
    assert run(turned).p_top5 == pytest.approx(run(made).p_top5, abs=0.03)


def test_twins_share_evenly_what_one_of_them_would_have():
    low = [[0.9, 0.2], [0.5, 0.8], [0.1, 0.1]]
    alone = run(scores(low, [0.6, 0.4]))
    doubled = run(scores([low[0], *low], [0.6, 0.4]))

    assert doubled.p_first[:2].tolist() == [alone.p_first[0] / 2] * 2
    assert doubled.p_first[2:].tolist() == alone.p_first[1:].tolist()


def test_six_equal_places_share_five_seats():
    found = run(scores([[0.5, 0.5]] * 6, [0.5, 0.5]))

    assert found.p_first == pytest.approx([1 / 6] * 6)
    assert found.p_top5 == pytest.approx([5 / 6] * 6)
    assert found.central_weights == pytest.approx([0.5, 0.5], abs=0.01)


def test_places_below_stay_below_and_take_only_the_seats_left_over():
    low = [[0.3], [0.2], [0.9], [0.8], [0.7], [0.6]]
    found = run(scores(low, [1.0]), [False, False, True, True, True, True])

    assert found.p_first.tolist() == [1, 0, 0, 0, 0, 0]
    assert found.p_top5.tolist() == [1, 1, 1, 1, 1, 0]


def test_where_all_places_are_below_one_of_them_is_first():
    found = run(scores([[0.3], [0.2]], [1.0]), [True, True])

    assert found.p_first.tolist() == [1, 0]


def test_criterion_without_weight_is_never_drawn_and_its_unknowns_do_not_matter():
    found = run(
        scores([[0.5, 0.0], [0.4, 0.0]], [1.0, 0.0], [[0.5, 1.0], [0.4, 1.0]]),
        concentration=None,
    )

    assert found.p_first.tolist() == found.p_first_with_unknowns.tolist() == [1, 0]
    assert found.central_weights is not None
    assert found.central_weights.tolist() == [1, 0]


def test_one_place_is_always_first_and_has_the_mean_weights():
    found = run(scores([[0.4, 0.1]], [0.3, 0.7], [[0.6, 0.9]]))

    assert found.p_first.tolist() == found.p_top5_with_unknowns.tolist() == [1]
    assert found.central_weights == pytest.approx([0.3, 0.7], abs=0.002)


def test_winner_that_is_never_first_under_the_draws_has_no_central_weights():
    # Another method of scoring may put first what a weighted sum never does.
    found = assess(
        scores([[0.2, 0.1], [0.3, 0.2]], [0.5, 0.5]),
        np.array([0, 1]),
        np.zeros(2, dtype=bool),
        Draws(),
    )

    assert found is not None
    assert found.p_first.tolist() == [0, 1]
    assert found.central_weights is None


def test_no_draws_or_no_places_give_no_figures():
    made = example(7)
    nobody = np.array([], dtype=np.intp)

    assert assess(made, np.arange(30), np.zeros(30, dtype=bool), Draws(n=0)) is None
    assert assess(made, nobody, np.zeros(30, dtype=bool), Draws()) is None


def test_more_draws_than_a_block_and_fewer_give_shares_of_all_of_them():
    made = example(8)
    many, few = run(made, n=25_000), run(made, n=7)

    assert many.p_first.sum() == pytest.approx(1)
    assert many.p_top5_with_unknowns.sum() == pytest.approx(5)
    assert many.p_first == pytest.approx(run(made).p_first, abs=0.03)
    assert ((few.p_first * 7).round(6) % 1 == 0).all()


def test_utilities_left_beyond_their_bounds_still_tie_when_equal():
    found = run(scores([[1e9, 3e8], [1e9, 3e8]], [0.4, 0.6]))

    assert found.p_first.tolist() == [0.5, 0.5]
