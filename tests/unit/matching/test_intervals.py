"""Intervals of scores and ranks against every completion of what is unknown."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_zs.criteria.spec import Criterion
from geo_zs.matching.attribute import Attribute
from geo_zs.matching.rank import Place, Ranking, gather_places, rank_places
from geo_zs.matching.score import Scores, score_sites
from geo_zs.matching.topsis import topsis_scores

#: Raw values of the tables: both bounds, the ideal, and points beyond and between.
VALUES = (-20, 0, 25, 50, 60, 100, 130)


def _criterion(index: int, kind: str, outside: str) -> Criterion:
    worst, best = (100, 0) if kind == "less" else (0, 100)
    ideal = 60 if kind == "ideal" else None
    return Criterion(
        f"c{index}", f"c{index}", "", worst, best, ideal=ideal, outside=outside
    )


criteria_kinds = st.tuples(
    st.sampled_from(["more", "less", "ideal"]), st.sampled_from(["clamp", "leave"])
)
known = st.sampled_from(VALUES).map(lambda value: (value, value, value))
imprecise = st.tuples(*[st.sampled_from(VALUES)] * 3).map(sorted)
cells = st.one_of(known, imprecise, st.none())


def _attribute(index: int, column: list[object]) -> Attribute:
    rows = [(np.nan,) * 3 if cell is None else cell for cell in column]
    low, value, high = np.array(rows, dtype=float).T
    return Attribute(
        f"c{index}", "", value, low, high, ((),) * len(rows), ("",) * len(rows)
    )


def _score(
    kinds: list[tuple[str, str]], table: list[list[object]], weights: np.ndarray
) -> Scores:
    return score_sites(
        [_criterion(index, *kind) for index, kind in enumerate(kinds)],
        [_attribute(i, [row[i] for row in table]) for i in range(len(kinds))],
        weights,
    )


def _ends(cell: object, kind: tuple[str, str]) -> list[float]:
    """Return raw values that hold the extremes of a cell, and one between.

    What nobody knows may be anything within the bounds of its criterion.
    """
    low, high = (0, 100) if cell is None else (cell[0], cell[2])
    between = [(low + high) / 2]
    if kind[0] == "ideal" and low <= 60 <= high:
        between.append(60)
    return sorted({low, *between, high})


@st.composite
def small_tables(
    draw: st.DrawFn,
) -> tuple[list[tuple[str, str]], list[list[object]], np.ndarray]:
    kinds = draw(st.lists(criteria_kinds, min_size=1, max_size=2))
    row = st.lists(cells, min_size=len(kinds), max_size=len(kinds))
    table = draw(st.lists(row, min_size=1, max_size=3))
    raw = draw(st.lists(st.integers(1, 5), min_size=len(kinds), max_size=len(kinds)))
    return kinds, table, np.array(raw) / sum(raw)


@given(small_tables(), st.sampled_from(["additive", "topsis"]))
@settings(max_examples=80, deadline=None)
def test_every_completion_of_the_unknown_scores_within_the_interval(made, method):
    kinds, table, weights = made
    found = _score(kinds, table, weights)
    if method == "topsis":
        found = topsis_scores(found)

    assert (found.low <= found.score).all()
    assert (found.score <= found.high).all()
    for row, low, high in zip(table, found.low, found.high, strict=True):
        seen = []
        choices = [_ends(cell, kind) for cell, kind in zip(row, kinds, strict=True)]
        for pick in itertools.product(*choices):
            whole = _score(kinds, [[(value,) * 3 for value in pick]], weights)
            if method == "topsis":
                whole = topsis_scores(whole)
            seen.append(float(whole.score[0]))
        # The ends are not only safe but reached: no wider than need be.
        assert min(seen) == pytest.approx(low, abs=1e-12)
        assert max(seen) == pytest.approx(high, abs=1e-12)


def _rank(found: Scores, is_below: list[bool]) -> Ranking:
    rows = range(len(found.score))
    return rank_places(
        [Place(row, ()) for row in rows],
        [],
        ids=[f"s{row}" for row in rows],
        is_below=np.array(is_below, dtype=bool),
        score=found.score,
        low=found.low,
        high=found.high,
    )


@given(small_tables(), st.lists(st.booleans(), min_size=3, max_size=3))
@settings(max_examples=60, deadline=None)
def test_ranks_follow_from_the_intervals_as_completions_of_all_values_show(made, flags):
    kinds, table, weights = made
    is_below = flags[: len(table)]
    found = _score(kinds, table, weights)
    ranking = _rank(found, is_below)

    # Every corner of all the unknown values together (the ideal counts as one).
    seen: list[set[int]] = [set() for _ in table]
    corners = [
        [
            _score(kinds, [[(value,) * 3 for value in pick]], weights).score[0]
            for pick in itertools.product(
                *[_ends(cell, kind) for cell, kind in zip(row, kinds, strict=True)]
            )
        ]
        for row in table
    ]
    picks = itertools.product(*[{min(c), max(c), *c[1:2]} for c in corners])
    for values in picks:
        key = [(b, -round(v, 9)) for b, v in zip(is_below, values, strict=True)]
        for row, own in enumerate(key):
            seen[row].add(1 + sum(other < own for other in key))

    for position, place in enumerate(ranking.ranked):
        row, best = place.row, int(ranking.rank_best[position])
        assert best == min(seen[row])
        assert int(ranking.rank_worst[position]) == max(seen[row])
        assert best <= ranking.rank[position] <= ranking.rank_worst[position]


def test_place_of_several_sites_carries_the_interval_of_the_site_that_stands_for_it():
    # An umbrella zone (0.5 known) and its sub-park (0.6, between 0.2 and 0.9): the
    # sub-park stands for the place with its own interval; the rival has 0.55.
    found = _score(
        [("more", "clamp")], [[(50,) * 3], [(20, 60, 90)], [(55,) * 3]], np.ones(1)
    )
    nobody = np.zeros(3, dtype=bool)
    places, excluded = gather_places(
        np.arange(3),
        ids=["zone", "sub-park", "rival"],
        group=["zone", "zone", "rival"],
        is_excluded=nobody,
        is_below=nobody,
        n_failed=np.zeros(3, dtype=int),
        is_verified=~nobody,
        is_umbrella=np.array([True, False, False]),
        score=found.score,
    )

    ranking = rank_places(
        places,
        excluded,
        ids=["zone", "sub-park", "rival"],
        is_below=nobody,
        score=found.score,
        low=found.low,
        high=found.high,
    )

    assert [place.row for place in ranking.ranked] == [1, 2]
    assert ranking.rank_best.tolist() == [1, 1]
    assert ranking.rank_worst.tolist() == [2, 2]


def test_unknown_ends_of_an_open_interval_stay_finite_under_clamped_bounds():
    found = _score([("more", "clamp")], [[(10, 30, np.inf)]], np.ones(1))

    assert (found.low.tolist(), found.high.tolist()) == ([0.1], [1.0])


def test_open_end_beyond_bounds_that_are_left_counts_as_the_bound():
    # Nothing is known of how far beyond it lies; a value already beyond stays.
    found = _score(
        [("more", "leave")], [[(10, 30, np.inf)], [(120, 130, np.inf)]], np.ones(1)
    )
    fallen = _score([("less", "leave")], [[(10, 130, np.inf)]], np.ones(1))

    assert found.low.tolist() == [0.1, 1.2]
    assert found.high.tolist() == [1.0, 1.3]
    assert fallen.low.tolist() == fallen.score.tolist() == pytest.approx([-0.3])
    assert fallen.high.tolist() == [0.9]


@given(st.integers(0, 10_000))
def test_more_knowledge_never_widens_a_score_or_a_rank_of_its_own(seed: int):
    rng = np.random.default_rng(seed)
    low = rng.integers(0, 100, (4, 2)).astype(float)
    high = low + rng.integers(0, 40, (4, 2))
    table = [
        [(a, (a + b) / 2, b) for a, b in zip(*ends, strict=True)]
        for ends in zip(low, high, strict=True)
    ]
    told = [list(row) for row in table]
    told[0][0] = (table[0][0][1],) * 3
    kinds, weights = [("more", "clamp"), ("less", "clamp")], np.array([0.4, 0.6])

    before, after = _score(kinds, table, weights), _score(kinds, told, weights)

    assert after.low[0] >= before.low[0]
    assert after.high[0] <= before.high[0]
    ranks = []
    for found in (before, after):
        ranking = _rank(found, [False] * 4)
        position = [place.row for place in ranking.ranked].index(0)
        ranks.append((ranking.rank_best[position], ranking.rank_worst[position]))
    assert ranks[1][0] >= ranks[0][0]
    assert ranks[1][1] <= ranks[0][1]
