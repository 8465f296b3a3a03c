"""Additive value against a published example, another library, and laws."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from pymcdm.methods import SPOTIS

from geo_zs.criteria.spec import Criterion
from geo_zs.matching.attribute import Attribute
from geo_zs.matching.score import score_sites

AttributeOf = Callable[..., Attribute]


def criteria(n: int, worst: float = 0, best: float = 100) -> list[Criterion]:
    return [Criterion(f"c{i}", f"c{i}", "", worst, best) for i in range(n)]


def test_the_published_example_of_the_weighted_sum_is_reproduced(
    attribute_of: AttributeOf,
):
    # Triantaphyllou, E. (2000), Multi-criteria Decision Making Methods: A
    # Comparative Study, Kluwer, example of the weighted sum model: weights 0.20,
    # 0.15, 0.40, 0.25; rows (25, 20, 15, 30), (10, 30, 20, 30), (30, 10, 30, 10);
    # scores 21.50, 22.00, 22.00. Bounds of 0 and 100 make them hundredths.
    columns = [(25, 10, 30), (20, 30, 10), (15, 20, 30), (30, 30, 10)]
    attributes = [attribute_of(f"c{i}", cells) for i, cells in enumerate(columns)]

    found = score_sites(criteria(4), attributes, np.array([0.20, 0.15, 0.40, 0.25]))

    assert found.score == pytest.approx([0.2150, 0.2200, 0.2200])


@given(
    arrays.arrays(float, (6, 4), elements=st.floats(0, 100)),
    st.lists(st.floats(0.05, 1), min_size=4, max_size=4),
)
def test_scores_agree_with_spotis_of_pymcdm_which_also_has_fixed_bounds(
    attribute_of: AttributeOf, matrix: np.ndarray, raw: list[float]
):
    # SPOTIS (Dezert et al. 2020) is the weighted distance to the ideal end of fixed
    # bounds, so it is 1 minus this score; the last two criteria are costs.
    weights = np.array(raw) / np.sum(raw)
    kinds = [(0, 100), (0, 100), (100, 0), (100, 0)]
    ours = [Criterion(f"c{i}", f"c{i}", "", w, b) for i, (w, b) in enumerate(kinds)]
    attributes = [attribute_of(f"c{i}", matrix[:, i].tolist()) for i in range(4)]

    found = score_sites(ours, attributes, weights)

    theirs = SPOTIS(np.array([[0, 100]] * 4))(
        matrix, weights, np.array([1, 1, -1, -1]), validation=False
    )
    assert found.score == pytest.approx(1 - theirs, abs=1e-9)


def test_an_unknown_value_counts_half_and_opens_the_interval_by_its_weight(
    attribute_of: AttributeOf,
):
    attributes = [attribute_of("c0", [100, None]), attribute_of("c1", [0, 100])]

    found = score_sites(criteria(2), attributes, np.array([0.3, 0.7]))

    assert found.score == pytest.approx([0.3, 0.85])
    assert found.low == pytest.approx([0.3, 0.7])
    assert found.high == pytest.approx([0.3, 1.0])
    assert found.is_assumed.tolist() == [[False, False], [True, False]]


def test_weights_are_not_renormalised_for_a_site_that_hides_a_weak_point(
    attribute_of: AttributeOf,
):
    # Both are perfect in c0; the second does not tell c1, and must not gain 1.0 by it.
    attributes = [attribute_of("c0", [100, 100]), attribute_of("c1", [80, None])]

    found = score_sites(criteria(2), attributes, np.array([0.5, 0.5]))

    assert found.score == pytest.approx([0.9, 0.75])


def test_an_interval_of_a_value_becomes_an_interval_of_the_score(
    attribute_of: AttributeOf,
):
    # 60 km earns 0, 0 km earns 1: [15, 45] km is [0.25, 0.75].
    found = score_sites(
        criteria(1, 60, 0), [attribute_of("c0", [(30, 15, 45)])], np.array([1.0])
    )

    assert (found.low[0], found.score[0], found.high[0]) == (0.25, 0.5, 0.75)


def test_a_far_place_on_an_incomplete_layer_may_be_as_good_as_the_nearest(
    attribute_of: AttributeOf,
):
    rail = attribute_of("c0", [(90, 0, 95)], is_complete=False)

    found = score_sites(criteria(1, 60, 2), [rail], np.array([1.0]))

    assert (found.low[0], found.score[0], found.high[0]) == (0.0, 0.0, 1.0)


cells = st.none() | st.tuples(*[st.floats(0, 120)] * 3).map(
    lambda three: tuple(sorted(three)[i] for i in (1, 0, 2))
)


@given(
    st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=4),
    st.lists(st.floats(0.05, 1), min_size=3, max_size=3),
    st.randoms(use_true_random=False),
)
def test_the_interval_holds_the_score_of_every_completion(
    attribute_of: AttributeOf,
    rows: list[tuple[object, ...]],
    raw: list[float],
    random: object,
):
    weights = np.array(raw) / np.sum(raw)
    bounds = [
        Criterion("c0", "c0", "", 0, 100),
        Criterion("c1", "c1", "", 90, 10),
        Criterion("c2", "c2", "", 0, 100, ideal=40),
    ]

    def attributes(table: list[tuple[object, ...]]) -> list[Attribute]:
        return [attribute_of(f"c{i}", [row[i] for row in table]) for i in range(3)]

    found = score_sites(bounds, attributes(rows), weights)

    def complete(cell: object) -> float:
        low, high = (-20, 140) if cell is None else cell[1:]
        return random.uniform(low, high)

    for _ in range(5):
        completed = [tuple(complete(cell) for cell in row) for row in rows]
        score = score_sites(bounds, attributes(completed), weights).score
        assert (found.low - 1e-12 <= score).all()
        assert (score <= found.high + 1e-12).all()
    assert (found.low <= found.score).all()
    assert (found.score <= found.high).all()


def test_the_ends_of_the_interval_are_reached(attribute_of: AttributeOf):
    # Brute force over the ends of every interval of a monotone criterion.
    row = [(30, 10, 50), (70, 60, 90), None]
    weights = np.array([0.5, 0.3, 0.2])
    found = score_sites(
        criteria(3), [attribute_of(f"c{i}", [c]) for i, c in enumerate(row)], weights
    )

    ends = [(10, 50), (60, 90), (0, 100)]
    scores = [np.dot(weights, pick) / 100 for pick in itertools.product(*ends)]

    assert (found.low[0], found.high[0]) == pytest.approx((min(scores), max(scores)))
