"""Signs on a small map: none hides another, none is lost."""

from __future__ import annotations

import numpy as np
import pytest

from geo_zs.reports.marks import MOST_MOVED, place_marks


def test_signs_apart_stay_where_they_belong():
    placed = place_marks(np.array([0.0, 50.0]), np.array([0.0, 0.0]), size=8.0)

    assert placed.x.tolist() == [0.0, 50.0]
    assert placed.bubbles == ()


def test_signs_of_one_place_move_apart():
    placed = place_marks(np.zeros(7), np.zeros(7), size=8.0)

    places = list(zip(placed.x, placed.y, strict=True))
    gaps = [
        np.hypot(a[0] - b[0], a[1] - b[1])
        for at, a in enumerate(places)
        for b in places[at + 1 :]
    ]
    assert min(gaps) >= 0.98 * 8.0
    assert max(np.hypot(placed.x, placed.y)) <= 2.1 * 8.0


def test_signs_without_room_are_counted():
    placed = place_marks(np.zeros(40), np.zeros(40), size=8.0)

    drawn = int(np.isfinite(placed.x).sum())
    assert drawn + sum(count for _, _, count in placed.bubbles) == 40
    assert drawn == 19  # itself, six round it, twelve round these


def test_sign_without_place_is_not_drawn():
    placed = place_marks(np.array([np.nan, 1.0]), np.array([1.0, 1.0]), size=8.0)

    assert np.isnan(placed.x[0])
    assert placed.bubbles == ()


def test_order_of_signs_does_not_matter():
    draw = np.random.default_rng(4)
    x, y = draw.uniform(0, 60, 80), draw.uniform(0, 60, 80)
    turn = draw.permutation(80)

    one, other = place_marks(x, y, size=8.0), place_marks(x[turn], y[turn], size=8.0)

    assert np.array_equal(one.x[turn], other.x, equal_nan=True)
    assert one.bubbles == other.bubbles


def test_no_two_signs_of_a_crowd_overlap():
    draw = np.random.default_rng(7)
    x, y = draw.uniform(0, 120, 200), draw.uniform(0, 120, 200)

    placed = place_marks(x, y, size=8.0)

    drawn = np.flatnonzero(np.isfinite(placed.x))
    points = np.column_stack([placed.x[drawn], placed.y[drawn]])
    gaps = np.hypot(*(points[:, None, :] - points[None, :, :]).T)
    np.fill_diagonal(gaps, np.inf)
    assert gaps.min() >= 0.98 * 8.0
    assert len(drawn) + sum(count for _, _, count in placed.bubbles) == 200


def test_very_many_signs_are_gathered_in_squares():
    n = MOST_MOVED + 2
    x = np.concatenate([np.full(n - 1, 3.0), [500.0]])

    placed = place_marks(x, np.full(n, 3.0), size=8.0)

    assert placed.bubbles == ((pytest.approx(3.0), pytest.approx(3.0), n - 1),)
    assert placed.x[-1] == 500.0
