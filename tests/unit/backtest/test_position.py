"""Ranks of a true place and their worth, worked by hand."""

from __future__ import annotations

import pytest

from geo_zs.backtest.position import Position, figures, missed, position_of


def test_place_alone_at_its_rank_counts_fully():
    one = position_of("b", {"a": 3.0, "b": 2.0, "c": 1.0})

    assert one.rank == 2
    assert [one.hit(k) for k in (1, 5, 10)] == [0.0, 1.0, 1.0]
    assert one.reciprocal_rank == 0.5


def test_tie_counts_what_a_random_order_gives_on_average():
    # Two are better, four share ranks 3 to 6.
    one = Position(n_better=2, n_tied=4)

    assert one.rank == 4.5
    assert one.hit(1) == 0.0
    assert one.hit(5) == 0.75  # ranks 3, 4, 5 of 3, 4, 5, 6
    assert one.hit(10) == 1.0
    assert one.reciprocal_rank == pytest.approx((1 / 3 + 1 / 4 + 1 / 5 + 1 / 6) / 4)


def test_all_tied_is_the_random_ranking():
    one = position_of("a", dict.fromkeys("abcd", 0.0))

    assert one.hit(1) == 0.25
    assert one.reciprocal_rank == pytest.approx((1 + 1 / 2 + 1 / 3 + 1 / 4) / 4)


def test_place_that_is_no_candidate_stands_after_all_and_never_hits():
    one = position_of("z", {"a": 1.0, "b": 0.0})

    assert one == missed(2)
    assert one.rank == 3
    assert one.hit(10) == 0.0
    assert one.reciprocal_rank == pytest.approx(1 / 3)


def test_figures_are_one_number_a_row():
    found = figures([Position(0), Position(1), missed(9)])

    assert found["hit@1"].tolist() == [1.0, 0.0, 0.0]
    assert found["hit@5"].tolist() == [1.0, 1.0, 0.0]
    assert found["mrr"].tolist() == [1.0, 0.5, 0.1]
