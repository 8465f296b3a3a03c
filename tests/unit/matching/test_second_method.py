"""The second opinion, on hand-made sites."""

from __future__ import annotations

import math

import pytest

EVEN = {"industry_fit": 1, "rail_km": 1}


def test_methods_may_disagree_and_say_on_how_many_pairs(solve):
    # Utilities (1, 0), (0.49, 0.49), (0, 0): sums 0.5, 0.49, 0. Closeness to the
    # ideal with equal weights: 1/2 for the first; for the second
    # 0.49 / (0.51 + 0.49) = 0.49; the order is the same.
    rows = [
        {"id": "a", "fit": 1, "rail_km": 100},
        {"id": "b", "fit": 0.49, "rail_km": 51},
        {"id": "c", "fit": 0, "rail_km": 100},
    ]
    second = solve(rows, weights=EVEN).second

    assert second.method == "topsis"
    assert second.rank.tolist() == [1, 2, 3]
    assert (second.first, second.agreement) == (0, 1.0)


def test_closeness_rewards_balance_where_the_sum_sees_a_tie(solve):
    # Weights 0.75 and 0.25, utilities (1, 0) and (2/3, 1): both sum to 0.75.
    # TOPSIS: distances 0.25 and 0.75 to best and worst give 0.75 for the first;
    # the second lies 0.25 from the best and sqrt(0.5² + 0.25²) = 0.559 from the
    # worst, so 0.691.
    rows = [
        {"id": "a", "fit": 1, "rail_km": 100},
        {"id": "b", "fit": 2 / 3, "rail_km": 0},
    ]
    result = solve(rows, weights={"industry_fit": 3, "rail_km": 1})

    assert result.ranking.rank.tolist() == [1, 1]
    assert result.second.rank.tolist() == [1, 2]
    assert result.second.agreement == 0.0


def test_asked_for_topsis_the_second_opinion_is_the_weighted_sum(solve):
    rows = [
        {"id": "a", "fit": 1, "rail_km": 100},
        {"id": "b", "fit": 2 / 3, "rail_km": 0},
    ]
    result = solve(rows, weights={"industry_fit": 3, "rail_km": 1}, method="topsis")

    assert result.second.method == "additive"
    assert result.scores.score.tolist() == pytest.approx([0.75, 0.690983], abs=1e-6)
    assert result.second.rank.tolist() == [1, 1]


def test_the_group_below_stays_below_under_the_other_method(solve):
    rows = [
        {"id": "a", "fit": 0.1, "rail_km": 100, "land_available_ha": 50},
        {"id": "b", "fit": 1, "rail_km": 0, "land_available_ha": None},
    ]
    result = solve(rows, land_ha=20, unverified="below")

    assert [result.sites.ids[p.row] for p in result.ranking.ranked] == ["a", "b"]
    assert result.second.rank.tolist() == [1, 2]


def test_one_place_alone_agrees_with_nothing(solve):
    second = solve([{"id": "a", "fit": 1, "rail_km": 5}]).second

    assert second.first == 0
    assert math.isnan(second.agreement)


def test_nothing_ranked_has_no_first_place(solve):
    second = solve([{"id": "a", "kind": "banner", "fit": 1}]).second

    assert second.first == -1
    assert second.rank.size == 0
