"""Flips by hand and against exact arithmetic with fractions."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_zs.matching.flips import Flip, find_flips, nearest_flip


def flips(
    utilities: list[list[float]], weights: list[float], below: list[bool] | None = None
) -> tuple[Flip, ...]:
    n = len(utilities)
    return find_flips(
        np.array(utilities, dtype=float).reshape(n, len(weights)),
        np.array(weights, dtype=float),
        np.array(below or [False] * n, dtype=bool),
    )


def test_flip_of_two_places_stands_where_a_hand_calculation_puts_it():
    # Scores 0.5·t + 0.8·(1 - t) and 0.9·t + 0.2·(1 - t) are equal where
    # 0.6 (1 - t) = 0.4 t, that is t = 0.6; at 0.5 the first leads 0.65 to 0.55.
    found = flips([[0.5, 0.8], [0.9, 0.2]], [0.5, 0.5])

    assert [(one.criterion, one.direction, one.new_first) for one in found] == [
        (0, "up", 1),
        (1, "down", 1),
    ]
    assert [one.at for one in found] == pytest.approx([0.6, 0.4])
    assert found[0].weight == 0.5
    assert found[0].change == pytest.approx(0.1)


def test_up_and_down_may_bring_different_places():
    # Down to 0 the third wins by the other criterion, up to 1 the second.
    found = flips([[0.6, 0.6], [1.0, 0.0], [0.0, 1.0]], [0.5, 0.5])

    assert [
        (one.criterion, one.direction, one.new_first, round(one.at, 12))
        for one in found
    ] == [
        (0, "up", 1, 0.6),
        (0, "down", 2, 0.4),
        (1, "up", 2, 0.6),
        (1, "down", 1, 0.4),
    ]


def test_others_keep_their_proportions_while_one_weight_moves():
    # By the others alone (0.3 : 0.2) the rival has 0.6·1 and the first 0.4·1.
    # Now 0.5·0.8 + 0.2 = 0.6 against 0.3: level where 0.8 t + 0.4 (1-t) = 0.6 (1-t).
    found = flips([[0.8, 0, 1], [0, 1, 0]], [0.5, 0.3, 0.2])

    first = found[0]
    assert (first.criterion, first.direction) == (0, "down")
    assert first.at == pytest.approx(0.2)


def test_place_that_is_best_in_everything_is_never_overtaken():
    assert flips([[0.9, 0.9], [0.9, 0.2], [0.1, 0.9]], [0.3, 0.7]) == ()


def test_place_that_only_draws_level_at_the_end_is_no_flip():
    # At weight 1 of the first criterion both score 0.7; never ahead before it.
    assert flips([[0.7, 0.5], [0.7, 0.4]], [0.5, 0.5]) == ()


def test_places_that_tie_now_part_at_any_change():
    found = flips([[1.0, 0.0], [0.0, 1.0]], [0.5, 0.5])

    assert [(one.criterion, one.direction, one.at) for one in found] == [
        (0, "down", 0.5),
        (1, "up", 0.5),
    ]
    assert nearest_flip(found) is found[0]
    assert found[0].change == 0


def test_twins_never_part():
    assert flips([[0.3, 0.6], [0.3, 0.6]], [0.4, 0.6]) == ()


def test_weight_of_nothing_can_rise_and_weight_of_everything_does_not_move():
    found = flips([[0.9, 0.2], [0.5, 0.8]], [1.0, 0.0])

    # 0.9 (1-t) + 0.2 t = 0.5 (1-t) + 0.8 t where 0.4 (1-t) = 0.6 t.
    assert [(one.criterion, one.direction) for one in found] == [(1, "up")]
    assert found[0].at == pytest.approx(0.4)


def test_one_criterion_alone_and_one_place_alone_have_no_flips():
    assert flips([[0.9], [0.5]], [1.0]) == ()
    assert flips([[0.9, 0.1]], [0.5, 0.5]) == ()
    assert flips([], [0.5, 0.5]) == ()


def test_place_ranked_below_never_becomes_first():
    found = flips([[0.5, 0.8], [0.9, 0.2]], [0.5, 0.5], [False, True])

    assert found == ()


def test_below_group_that_stands_alone_flips_within_itself():
    found = flips([[0.5, 0.8], [0.9, 0.2]], [0.5, 0.5], [True, True])

    assert len(found) == 2


def test_of_places_that_draw_level_together_the_faster_one_leads():
    found = flips([[0.5, 0.5], [0.75, 0.25], [1.0, 0.0]], [0.4, 0.6])

    assert (found[0].direction, found[0].new_first) == ("up", 2)
    assert found[0].at == pytest.approx(0.5)


def test_nearest_flip_is_the_smallest_change_and_none_without_any():
    found = flips([[0.6, 0.6, 0.5], [1.0, 0.0, 0.5], [0.0, 0.9, 0.6]], [0.5, 0.3, 0.2])
    nearest = nearest_flip(found)

    assert nearest is not None
    assert nearest.change == min(one.change for one in found)
    assert nearest_flip(()) is None


# Exact arithmetic.


def _score(row: list[Fraction], weights: list[Fraction]) -> Fraction:
    return sum((u * w for u, w in zip(row, weights, strict=True)), Fraction(0))


def _moved(weights: list[Fraction], index: int, to: Fraction) -> list[Fraction]:
    rest = 1 - weights[index]
    return [to if i == index else w * (1 - to) / rest for i, w in enumerate(weights)]


def _exact(
    rows: list[list[Fraction]], weights: list[Fraction], index: int, end: int
) -> tuple[Fraction, set[int]] | None:
    """Return where first place changes on the way to `end`, and who may lead then.

    Candidates are all points where two places draw level; just beyond each of them
    (a thousandth of the way to the next) the order is looked up.
    """
    start = weights[index]
    if start in (end, 1):
        return None

    def scores(at: Fraction) -> list[Fraction]:
        moved = _moved(weights, index, at)
        return [_score(row, moved) for row in rows]

    here, there = scores(start), scores(Fraction(end))
    stops = {start}
    for one in range(len(rows)):
        now, then = here[one] - here[0], there[one] - there[0]
        if now != then:
            way = -now / (then - now)
            if 0 < way < 1:
                stops.add(start + (Fraction(end) - start) * way)
    ordered = sorted(stops, reverse=end < start)
    for stop, following in zip(ordered, [*ordered[1:], Fraction(end)], strict=True):
        beyond = scores(stop + (following - stop) / 1000)
        best = max(beyond)
        if best > beyond[0]:
            return stop, {i for i, value in enumerate(beyond) if value == best}
    return None


parts = st.integers(0, 6)


@given(st.data())
@settings(max_examples=200)
def test_flips_agree_with_exact_fractions(data: st.DataObject):
    n_criteria = data.draw(st.integers(1, 4))
    raw = data.draw(st.lists(parts, min_size=n_criteria, max_size=n_criteria))
    if not sum(raw):
        raw[0] = 1
    weights = [Fraction(one, sum(raw)) for one in raw]
    row = st.lists(parts, min_size=n_criteria, max_size=n_criteria)
    table = data.draw(st.lists(row, min_size=1, max_size=5))
    rows = [[Fraction(value, 6) for value in one] for one in table]
    rows.sort(key=lambda one: -_score(one, weights))

    found = flips(
        [[float(value) for value in one] for one in rows], [float(w) for w in weights]
    )

    by_key = {(one.criterion, one.direction): one for one in found}
    for index in range(n_criteria):
        for direction, end in (("up", 1), ("down", 0)):
            expected = _exact(rows, weights, index, end)
            flip = by_key.get((index, direction))
            assert (flip is None) == (expected is None)
            if flip is not None and expected is not None:
                assert flip.at == pytest.approx(float(expected[0]), abs=1e-12)
                assert flip.new_first in expected[1]


@given(st.integers(0, 10_000))
def test_before_the_flip_the_first_leads_and_beyond_it_the_new_one(seed: int):
    rng = np.random.default_rng(seed)
    weights = rng.dirichlet(np.ones(5))
    utilities = rng.random((8, 5))
    utilities = utilities[np.argsort(-(utilities * weights).sum(axis=1))]

    for flip in find_flips(utilities, weights, np.zeros(8, dtype=bool)):
        step = 1e-6 if flip.direction == "up" else -1e-6
        for shift, leader in ((-step, 0), (step, flip.new_first)):
            at = flip.at + shift
            if not 0 <= at <= 1 or (shift * step < 0 and flip.change < 1e-6):
                continue
            moved = weights * (1 - at) / (1 - weights[flip.criterion])
            moved[flip.criterion] = at
            value = utilities @ moved
            assert value[leader] == pytest.approx(value.max(), abs=1e-7)


def test_another_site_of_the_first_place_keeps_a_rival_out():
    # Weights 0.5, 0.5. First (1, 0.4) 0.7, its neighbour (0.2, 1) 0.6, a rival
    # (0, 0.9) 0.45. As the second weight w rises, the rival passes the first where
    # 0.9 w = 1 - 0.6 w, at 2/3; the neighbour is ahead of both there and stays so.
    utilities = np.array([[1.0, 0.4], [0.0, 0.9]])
    weights = np.array([0.5, 0.5])
    is_below = np.zeros(2, dtype=bool)

    alone = find_flips(utilities, weights, is_below)
    kept = find_flips(utilities, weights, is_below, beside=np.array([[0.2, 1.0]]))

    assert [(one.criterion, one.direction) for one in alone] == [(0, "down"), (1, "up")]
    assert alone[1].at == pytest.approx(2 / 3)
    assert kept == ()


def test_a_rival_leads_once_it_is_ahead_of_every_site_of_the_first_place():
    # As above, but the neighbour is (0.3, 0.8): it falls behind the rival where
    # 0.9 w = 0.3 + 0.5 w, at 0.75, after the first does at 2/3.
    utilities = np.array([[1.0, 0.4], [0.0, 0.9]])
    flips = find_flips(
        utilities,
        np.array([0.5, 0.5]),
        np.zeros(2, dtype=bool),
        beside=np.array([[0.3, 0.8]]),
    )

    assert [(one.criterion, one.direction) for one in flips] == [(0, "down"), (1, "up")]
    assert flips[1].at == pytest.approx(0.75)


def test_with_umbrella_zones_the_named_site_is_first_beyond_the_flip(solve):
    rng = np.random.default_rng(7)
    n_checked = 0
    for _ in range(40):
        rows = [
            {
                "id": f"s{at}",
                "group": f"zone{at % 3}",
                "fit": round(float(rng.random()), 2),
                "rail_km": round(100 * float(rng.random()), 1),
                "wind_speed_50m_ms": round(4 + 4 * float(rng.random()), 2),
            }
            for at in range(7)
        ]
        weights = {"industry_fit": 0.5, "rail_km": 0.3, "wind": 0.2}
        result = solve(rows, weights=weights)
        group = dict(zip(result.sites.ids, result.sites.group, strict=True))
        first = result.sites.ids[result.ranking.ranked[0].row]
        for flip in result.sensitivity.flips:
            name = result.criteria[flip.criterion].id
            step = 1e-7 if flip.direction == "up" else -1e-7

            def at(weight, name=name, result=result, rows=rows):
                others = 1 - result.weights[name]
                moved = {
                    one: w * (1 - weight) / others for one, w in result.weights.items()
                }
                found = solve(rows, weights={**moved, name: weight})
                return found.sites.ids[found.ranking.ranked[0].row]

            assert group[at(flip.at - step)] == group[first]
            assert at(flip.at + step) == result.sites.ids[flip.new_row]
            n_checked += 1
    assert n_checked > 60
