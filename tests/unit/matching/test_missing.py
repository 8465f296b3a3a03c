"""The most valuable missing fact by hand and against brute force."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_zs.matching.limit_tests import LimitTest
from geo_zs.matching.missing import MissingFact, most_valuable_fact
from geo_zs.matching.score import Scores
from geo_zs.matching.screen import Screening
from geo_zs.matching.status import NOT_VERIFIED, PASSED


def scores(low: object, high: object, weights: object, middle: object = None) -> Scores:
    least, most = np.array(low, dtype=float), np.array(high, dtype=float)
    mid = (least + most) / 2 if middle is None else np.array(middle, dtype=float)
    share = np.array(weights, dtype=float)
    return Scores(
        weights=share,
        utilities=mid,
        utilities_low=least,
        utilities_high=most,
        is_assumed=(least == 0) & (most == 1),
        score=(mid * share).sum(axis=1),
        low=(least * share).sum(axis=1),
        high=(most * share).sum(axis=1),
    )


def screening(
    n: int, status: dict[str, list[int]] | None = None, policy: str = "below"
) -> Screening:
    tests = tuple(
        LimitTest(name, "min", 1.0, np.array(cells, dtype=np.int8))
        for name, cells in (status or {}).items()
    )
    is_open = np.zeros(n, dtype=bool)
    for test in tests:
        is_open |= test.status == NOT_VERIFIED
    return Screening(
        tests=tests,
        policies=(policy,) * len(tests),
        is_excluded=np.zeros(n, dtype=bool),
        is_verified=~is_open,
        is_below=is_open if policy == "below" else np.zeros(n, dtype=bool),
    )


def ask(found: Scores, **options: object) -> MissingFact | None:
    n = len(found.score)
    screened = options.pop("screened", None) or screening(n)
    return most_valuable_fact(found, np.arange(n), screened, **options)


def test_unknown_value_that_can_overturn_the_first_place_is_named():
    # The second place knows nothing of the second criterion: by it alone its score
    # runs from 0.30 to 0.70, and exceeds the first's 0.60 in a quarter of it.
    found = ask(
        scores([[0.6, 0.6], [0.5, 0.0], [0.2, 0.2]],
               [[0.6, 0.6], [0.5, 1.0], [0.2, 0.2]], [0.6, 0.4])
    )  # fmt: skip

    assert found is not None
    assert (found.kind, found.index, found.places) == ("criterion", 1, (1,))
    assert found.expected_moves == pytest.approx(0.25)
    assert found.p_first_changes == pytest.approx(0.25)
    assert (found.rank_from, found.rank_to) == (1, 2)
    assert not found.is_known_in_part


def test_a_place_far_behind_counts_only_what_it_can_pass_at_the_head():
    # Both are unknown in one of two criteria of equal weight. The last can pass
    # nobody; the leader may fall behind all the others.
    known = [[0.4, 0.4]] * 3
    found = ask(
        scores([[0.7, 0.0], *known, [0.0, 0.0]], [[0.7, 1.0], *known, [0.0, 0.7]],
               [0.5, 0.5])
    )  # fmt: skip

    assert found is not None
    assert found.places == (0,)
    # 0.35 + U/2 is below 0.4 for U below 0.1: then it is behind three others.
    assert found.expected_moves == pytest.approx(0.3)
    assert found.p_first_changes == pytest.approx(0.1)
    assert (found.rank_from, found.rank_to) == (1, 4)


def test_interval_counts_as_known_in_part():
    found = ask(scores([[0.5], [0.3]], [[0.5], [0.6]], [1.0], [[0.5], [0.4]]))

    assert found is not None
    assert found.is_known_in_part
    # From 0.3 to 0.6, above 0.5 in a third of it.
    assert found.p_first_changes == pytest.approx(1 / 3)


def test_value_common_to_a_grid_moves_its_places_together():
    # The third place has its own grid; apart, each of the first two is moved alone.
    found = scores([[0.6, 0], [0.5, 0], [0.52, 0]], [[0.6, 1], [0.5, 1], [0.52, 1]],
                   [0.5, 0.5])  # fmt: skip
    grid = np.array([[-1, 0], [-1, 0], [-1, 1]])

    together = most_valuable_fact(found, np.array([0, 2, 1]), screening(3), shared=grid)

    assert together is not None
    # First and second of the ranking are rows 0 and 2. The common price U moves
    # 0.30 + U/2 and 0.25 + U/2 against 0.26 + 0.25: behind it where U < 0.42, ahead
    # of it (against the order today) where U > 0.52.
    assert together.places == (0, 2)
    assert together.expected_moves == pytest.approx(0.42 + 0.48)
    assert together.p_first_changes == pytest.approx(0.42)


def test_pair_of_places_that_share_a_value_is_counted_once():
    # With one U for both, 0.3 + 0.6 U is above 0.5 + 0.2 U from U = 0.5 on.
    found = ask(
        scores([[0.5], [0.3]], [[0.7], [0.9]], [1.0], [[0.6], [0.5]]),
        shared=np.array([[0], [0]]),
    )

    assert found is not None
    assert found.places == (0, 1)
    assert found.expected_moves == pytest.approx(0.5)
    assert found.p_first_changes == pytest.approx(0.5)


def test_limit_that_keeps_a_better_place_below_is_the_fact_to_ask():
    found = ask(
        scores([[0.5], [0.4], [0.9]], [[0.5], [0.4], [0.9]], [1.0]),
        screened=screening(3, {"power_mw": [PASSED, PASSED, NOT_VERIFIED]}),
    )

    assert found is not None
    assert (found.kind, found.index, found.places) == ("limit", 0, (2,))
    # Met with even chance, it passes both others; if not met, nobody is behind it.
    assert found.expected_moves == pytest.approx(1.0)
    assert found.p_first_changes == pytest.approx(0.5)
    assert (found.rank_from, found.rank_to) == (1, 0)


def test_limit_alone_lifts_nothing_while_another_holds_the_place_below():
    found = ask(
        scores([[0.5], [0.9], [0.8]], [[0.5], [0.9], [0.8]], [1.0]),
        screened=screening(
            3,
            {
                "power_mw": [PASSED, NOT_VERIFIED, NOT_VERIFIED],
                "water_m3_per_day": [PASSED, NOT_VERIFIED, PASSED],
            },
        ),
    )

    assert found is not None
    # The third needs only its power: met, it passes both others. The second is held
    # by two limits and can only be excluded.
    assert found.places == (2,)
    assert found.expected_moves == pytest.approx(0.5 * 2)


def test_unverified_limit_of_a_place_kept_in_its_rank_may_only_exclude_it():
    found = ask(
        scores([[0.5], [0.4], [0.3]], [[0.5], [0.4], [0.3]], [1.0]),
        screened=screening(3, {"rail_km_max": [NOT_VERIFIED, PASSED, PASSED]}, "keep"),
    )

    assert found is not None
    assert found.places == (0,)
    assert found.expected_moves == pytest.approx(0.5 * 2)
    assert (found.rank_from, found.rank_to) == (1, 0)


def test_nothing_missing_or_nothing_moving_gives_no_fact():
    assert ask(scores([[0.5], [0.4]], [[0.5], [0.4]], [1.0])) is None
    assert ask(scores([[0.9], [0.1]], [[0.9], [0.2]], [1.0])) is None
    assert ask(scores([[0.0]], [[1.0]], [1.0])) is None


def test_value_of_a_place_below_moves_it_among_its_own_group_only():
    # Whatever the third scores, its limit keeps it below; and met, it passes nobody.
    found = ask(
        scores([[0.5], [0.4], [0.0]], [[0.5], [0.4], [1.0]], [1.0],
               [[0.5], [0.4], [0.3]]),
        screened=screening(3, {"power_mw": [PASSED, PASSED, NOT_VERIFIED]}),
    )  # fmt: skip

    assert found is None


@given(st.integers(0, 100_000))
@settings(max_examples=60)
def test_the_fact_and_its_worth_agree_with_brute_force(seed: int):
    rng = np.random.default_rng(seed)
    n, k = int(rng.integers(2, 9)), int(rng.integers(1, 4))
    low = rng.random((n, k)) * 0.9
    high = low + (1 - low) * rng.random((n, k)) * (rng.random((n, k)) < 0.4)
    weights = rng.dirichlet(np.ones(k))
    middle = low + (high - low) * rng.random((n, k))
    made = scores(low, high, weights, middle)
    order = np.argsort(-made.score)
    is_below = np.sort(rng.random(n) < 0.2)
    screened = screening(n)
    below = np.zeros(n, dtype=bool)
    below[order] = is_below
    screened = Screening((), (), screened.is_excluded, screened.is_verified, below)

    found = most_valuable_fact(made, order, screened)

    steps = (np.arange(2000) + 0.5) / 2000
    worth = {}
    value = made.score[order]
    for place in range(n):
        for column in range(k):
            row = order[place]
            if high[row, column] <= low[row, column]:
                continue
            ends = low[row, column] + (high[row, column] - low[row, column]) * steps
            moved = value[place] + weights[column] * (ends - middle[row, column])
            others = [q for q in range(n) if q != place][:5]
            worth[place, column] = sum(
                ((moved > value[q]) != (place < q)).mean()
                for q in others
                if is_below[q] == is_below[place]
            )
    best = max(worth.values(), default=0.0)
    if found is None:
        assert best < 0.01
    else:
        assert found.expected_moves == pytest.approx(best, abs=0.01)
        assert worth[found.places[0], found.index] == pytest.approx(best, abs=0.01)
