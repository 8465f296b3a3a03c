"""TOPSIS against published examples, two other libraries, and laws."""

from __future__ import annotations

import warnings
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from pymcdm import methods as pymcdm
from pymcdm.normalizations import vector_normalization
from skcriteria import mkdm
from skcriteria.agg import topsis as skcriteria
from skcriteria.preprocessing.scalers import VectorScaler

from geo_zs.criteria.spec import Criterion
from geo_zs.errors import CriterionError
from geo_zs.matching.attribute import Attribute
from geo_zs.matching.score import score_sites
from geo_zs.matching.topsis import closeness, contributions, topsis, topsis_scores

AttributeOf = Callable[..., Attribute]

# Hwang & Yoon (1981): choosing a fighter aircraft by speed, range, payload, cost
# (less is better), reliability and manoeuvrability.
FIGHTERS = np.array(
    [
        [2.0, 1500, 20000, 5.5, 5, 9],
        [2.5, 2700, 18000, 6.5, 3, 5],
        [1.8, 2000, 21000, 4.5, 7, 7],
        [2.2, 1800, 20000, 5.0, 5, 5],
    ]
)
FIGHTER_WEIGHTS = np.array([0.2, 0.1, 0.1, 0.1, 0.2, 0.3])
FIGHTER_BENEFIT = [True, True, True, False, True, True]

unit = st.floats(0, 1, allow_subnormal=False)


def test_the_published_choice_of_a_fighter_aircraft_is_reproduced():
    found = topsis(FIGHTERS, FIGHTER_WEIGHTS, FIGHTER_BENEFIT)

    assert found.closeness == pytest.approx([0.643, 0.268, 0.613, 0.312], abs=6e-4)


def test_a_second_published_example_is_reproduced():
    # Tzeng, G.-H. & Huang, J.-J. (2011), Multiple Attribute Decision Making, CRC
    # Press: four alternatives, three benefits.
    matrix = np.array([[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]])

    found = topsis(matrix, np.array([0.3, 0.4, 0.3]), [True] * 3)

    assert found.closeness == pytest.approx([0.5037, 0.6581, 0.7482, 0.3340], abs=1e-4)


def test_a_case_worked_by_hand():
    # Columns 3, 4 (norm 5) and 0, 1 (norm 1), equal weights: 0.3, 0.4 and 0, 0.5.
    # The second column is a cost. To the best (0.4, 0): 0.1 and 0.5; to the worst
    # (0.3, 0.5): 0.5 and 0.1.
    found = topsis(np.array([[3.0, 0], [4, 1]]), np.array([2.0, 2]), [True, False])

    assert found.distance_best == pytest.approx([0.1, 0.5])
    assert found.distance_worst == pytest.approx([0.5, 0.1])
    assert found.closeness == pytest.approx([5 / 6, 1 / 6])
    assert found.best == pytest.approx([0.4, 0])
    assert found.worst == pytest.approx([0.3, 0.5])


def random_case(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return a random matrix of up to 30 × 8 with weights and directions."""
    random = np.random.default_rng(seed)
    shape = (int(random.integers(2, 31)), int(random.integers(1, 9)))
    weights = random.dirichlet(np.ones(shape[1]))
    return random.uniform(0.1, 1000, shape), weights, random.random(shape[1]) < 0.5


@pytest.mark.parametrize("seed", range(40))
def test_random_matrices_agree_with_pymcdm(seed: int):
    matrix, weights, is_benefit = random_case(seed)

    found = topsis(matrix, weights, is_benefit).closeness

    theirs = pymcdm.TOPSIS(vector_normalization)(
        matrix, weights, np.where(is_benefit, 1, -1), validation=False
    )
    assert found == pytest.approx(theirs, abs=1e-12)


@pytest.mark.parametrize("seed", range(40))
def test_random_matrices_agree_with_scikit_criteria(seed: int):
    matrix, weights, is_benefit = random_case(seed)
    objectives = np.where(is_benefit, 1, -1).tolist()
    problem = mkdm(matrix, objectives, weights=weights)

    found = topsis(matrix, weights, is_benefit).closeness

    with warnings.catch_warnings():
        # It advises against costs; here its handling of them is what is compared.
        warnings.simplefilter("ignore", UserWarning)
        theirs = skcriteria.TOPSIS().evaluate(
            VectorScaler(target="matrix").transform(problem)
        )
    assert found == pytest.approx(theirs.e_.similarity, abs=1e-12)


def test_the_classic_variant_reorders_two_sites_when_a_third_comes():
    # Why the engine does not use it: (8, 4) leads (6, 5) until (8, 1) comes, which
    # (8, 4) equals or beats in everything; it only moves a reference point.
    pair = np.array([[6.0, 5], [8, 4]])
    with_third = np.vstack([pair, [8, 1]])
    weights, benefit = np.array([0.5, 0.5]), [True, True]

    before = topsis(pair, weights, benefit).closeness
    after = topsis(with_third, weights, benefit).closeness

    assert before == pytest.approx([0.438, 0.562], abs=1e-3)
    assert after == pytest.approx([0.798, 0.760, 0.202], abs=1e-3)


def test_with_fixed_reference_points_a_third_site_changes_nothing():
    utilities = np.array([[0.9, 0.1], [0.3, 0.4], [0.2, 1.0]])
    weights = np.array([0.5, 0.5])

    alone, together = closeness(utilities[:2], weights), closeness(utilities, weights)

    assert alone.tolist() == together[:2].tolist()


def test_closeness_is_1_at_the_best_0_at_the_worst_and_worked_by_hand_between():
    utilities = np.array([[1.0, 1], [0, 0], [1, 0], [0.5, 0.5]])

    found = closeness(utilities, np.array([0.75, 0.25]))

    # (1, 0): 0.75 from the worst point, 0.25 from the best one.
    assert found == pytest.approx([1, 0, 0.75, 0.5])


def test_utilities_beyond_the_bounds_count_as_the_nearer_bound():
    weights = np.array([0.5, 0.5])

    found = closeness(np.array([[1.4, -2.0]]), weights)

    assert found.tolist() == closeness(np.array([[1.0, 0.0]]), weights).tolist()


@given(
    arrays.arrays(float, (2, 5), elements=unit),
    arrays.arrays(float, 5, elements=st.floats(0.01, 1)),
)
def test_closeness_never_falls_when_utilities_rise(parts: np.ndarray, raw: np.ndarray):
    weights = raw / raw.sum()
    low, high = parts.min(axis=0), parts.max(axis=0)

    assert closeness(low, weights) <= closeness(high, weights)
    assert 0 <= closeness(low, weights) <= 1


@given(
    arrays.arrays(float, (3, 4), elements=unit),
    arrays.arrays(float, 4, elements=st.floats(0.01, 1)),
)
def test_contributions_are_not_negative_and_sum_to_the_closeness(
    utilities: np.ndarray, raw: np.ndarray
):
    weights = raw / raw.sum()

    found = contributions(utilities, weights)

    assert (found >= 0).all()
    assert found.sum(axis=1) == pytest.approx(closeness(utilities, weights), abs=1e-12)


def test_scores_keep_their_utilities_and_hold_the_unknown_in_their_interval(
    attribute_of: AttributeOf,
):
    criteria = [Criterion(f"c{i}", f"c{i}", "", 0, 10) for i in range(2)]
    attributes = [attribute_of("c0", [10, 10]), attribute_of("c1", [(5, 0, 10), None])]
    plain = score_sites(criteria, attributes, np.array([0.75, 0.25]))

    found = topsis_scores(plain)

    assert found.utilities is plain.utilities
    # Utilities 1 and 0.5: 0.125 from the best, √(0.75² + 0.125²) from the worst.
    assert found.score == pytest.approx([0.8588, 0.8588], abs=5e-5)
    assert found.low == pytest.approx([0.75, 0.75])
    assert found.high.tolist() == [1, 1]


def test_a_column_of_zeros_and_equal_sites_tell_nothing_apart():
    found = topsis(np.array([[0.0, 2], [0, 1]]), np.array([0.5, 0.5]), [True, True])
    equal = topsis(np.array([[3.0], [3]]), np.array([1.0]), [True])

    assert found.closeness.tolist() == [1, 0]
    assert equal.closeness.tolist() == [0.5, 0.5]


def test_all_faults_of_the_input_are_told_at_once():
    with pytest.raises(CriterionError) as caught:
        topsis(np.array([[1.0, np.nan]]), np.array([-1.0, 2, 3]), [True])

    text = str(caught.value)
    assert "not known or not finite" in text
    assert "weights has the shape (3,); expected (2,)" in text
    assert "is_benefit has the shape (1,); expected (2,)" in text
    assert "weights must be 0 or more" in text
    with pytest.raises(CriterionError, match=r"matrix has the shape \(0, 2\)"):
        topsis(np.empty((0, 2)), np.array([0.5, 0.5]), [True, True])
