"""Weights of the analytic hierarchy process, against published examples and laws."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_zs.criteria.ahp import ahp
from geo_zs.criteria.judgements import Judgement
from geo_zs.errors import JudgementError

Matrix = list[list[float]]

# Saaty (1977), the wealth of nations: judged strength of seven economies.
NATIONS = ["us", "ussr", "china", "france", "uk", "japan", "germany"]
WEALTH: Matrix = [
    [1, 4, 9, 6, 6, 5, 5],
    [1 / 4, 1, 7, 5, 5, 3, 4],
    [1 / 9, 1 / 7, 1, 1 / 5, 1 / 5, 1 / 7, 1 / 5],
    [1 / 6, 1 / 5, 5, 1, 1, 1 / 3, 1 / 3],
    [1 / 6, 1 / 5, 5, 1, 1, 1 / 3, 1 / 3],
    [1 / 5, 1 / 3, 7, 3, 3, 1, 2],
    [1 / 5, 1 / 4, 5, 3, 3, 1 / 2, 1],
]
# Saaty (1980), choosing a school: six criteria whose judgements are inconsistent.
SCHOOL = ["learning", "friends", "life", "vocational", "college", "music"]
CHOICE: Matrix = [
    [1, 4, 3, 1, 3, 4],
    [1 / 4, 1, 7, 3, 1 / 5, 1],
    [1 / 3, 1 / 7, 1, 1 / 5, 1 / 5, 1 / 6],
    [1, 1 / 3, 5, 1, 1, 1 / 3],
    [1 / 3, 5, 5, 1, 1, 3],
    [1 / 4, 1, 6, 3, 1 / 3, 1],
]


def judgements(names: list[str], matrix: Matrix) -> list[Judgement]:
    return [
        Judgement(names[i], names[j], matrix[i][j])
        for i, j in itertools.combinations(range(len(names)), 2)
    ]


def messages(caught: pytest.ExceptionInfo[JudgementError]) -> list[tuple[str, str]]:
    return [(one.field, one.message) for one in caught.value.problems]


def test_ahp_gives_the_published_weights_of_the_wealth_of_nations():
    # Saaty (1977): eigenvector .427 .230 .021 .052 .052 .123 .094, λ_max 7.61.
    found = ahp(judgements(NATIONS, WEALTH))

    assert list(found.weights.values()) == pytest.approx(
        [0.427, 0.230, 0.021, 0.052, 0.052, 0.123, 0.094], abs=6e-4
    )
    assert found.lambda_max == pytest.approx(7.61, abs=5e-3)
    # (7.608 − 7) / 6 / 1.32
    assert found.consistency_ratio == pytest.approx(0.077, abs=5e-4)
    assert found.n_missing == 0


def test_ahp_gives_the_published_weights_of_the_choice_of_a_school_if_accepted():
    # Saaty (1980): .32 .14 .03 .13 .24 .14, far from consistent.
    found = ahp(judgements(SCHOOL, CHOICE), accept_inconsistent=True)

    assert list(found.weights.values()) == pytest.approx(
        [0.32, 0.14, 0.03, 0.13, 0.24, 0.14], abs=6e-3
    )
    assert 0.22 < found.consistency_ratio < 0.25


def test_inconsistent_judgements_are_refused_naming_the_worst_and_what_speaks_against():
    with pytest.raises(JudgementError) as caught:
        ahp(judgements(SCHOOL, CHOICE))

    [(field, message)] = messages(caught)
    assert field == "judgements"
    # 0.3208 / 0.0348 = 9.2, the farthest of all from what was given.
    assert message == (
        "contradict each other: consistency ratio 0.23, at most 0.1 is accepted; "
        "least in keeping is learning to life, given as 3 where all together say 9.2; "
        "by way of friends it would be 4 × 7 = 28; reconsider it, or send "
        "accept_inconsistent"
    )


def test_a_circle_of_preferences_names_all_three_sides():
    circle = [Judgement("a", "b", 5), Judgement("b", "c", 5), Judgement("c", "a", 5)]

    with pytest.raises(
        JudgementError, match=r"a to b, given as 5 .*by way of c .*0\.04"
    ):
        ahp(circle)


def test_judgements_that_follow_from_weights_give_these_weights_and_ratio_0():
    weights = {"fit": 0.4, "rail": 0.3, "port": 0.2, "wind": 0.1}
    pairs = [
        Judgement(a, b, weights[a] / weights[b])
        for a, b in itertools.combinations(weights, 2)
    ]

    found = ahp(pairs)

    assert found.weights == pytest.approx(weights, abs=1e-12)
    assert found.consistency_ratio == 0
    assert found.worst is None


def test_pairs_left_out_take_what_the_others_say():
    # A chain 2, 2, 2: weights 8, 4, 2, 1 of 15; three of six pairs are not given.
    chain = [Judgement("a", "b", 2), Judgement("b", "c", 2), Judgement("c", "d", 2)]

    found = ahp(chain)

    assert list(found.weights.values()) == pytest.approx(
        [8 / 15, 4 / 15, 2 / 15, 1 / 15]
    )
    assert (found.n_missing, found.consistency_ratio) == (3, 0)


def test_an_incomplete_square_of_judgements_is_checked_against_fewer_checks():
    # a:b = 2, b:c = 2, c:d = 2 and d:a = 1 (consistent would be 1/8).
    square = [
        Judgement("a", "b", 2),
        Judgement("b", "c", 2),
        Judgement("c", "d", 2),
        Judgement("d", "a", 1),
    ]

    found = ahp(square, accept_inconsistent=True)

    # λ: the circle multiplies to 8; balanced steps of 8^(1/4) leave each judgement
    # short by r = 8^(1/4), so λ = 2 + r + 1/r = 4.276; CI 0.0921; RI 0.9 / 3.
    assert found.lambda_max == pytest.approx(2 + 8**0.25 + 8**-0.25)
    assert found.consistency_ratio == pytest.approx(0.307, abs=1e-3)


@given(st.permutations(range(7)))
def test_the_order_of_judgements_and_their_direction_change_nothing(order: list[int]):
    plain = ahp(judgements(NATIONS, WEALTH)).weights
    turned = [
        Judgement(NATIONS[j], NATIONS[i], WEALTH[j][i])
        if (i + j) % 2
        else Judgement(NATIONS[i], NATIONS[j], WEALTH[i][j])
        for i, j in itertools.combinations(order, 2)
    ]

    found = ahp(turned, NATIONS)

    assert list(found.weights) == NATIONS
    assert found.weights == pytest.approx(plain, abs=1e-9)


def test_a_pair_stated_in_both_directions_is_taken_once_if_they_agree():
    found = ahp(
        [
            {"a": "fit", "b": "rail", "ratio": 3},
            {"a": "rail", "b": "fit", "ratio": 0.33},
        ]
    )

    assert found.weights == pytest.approx({"fit": 0.75, "rail": 0.25})


def test_all_faults_of_judgements_are_listed_with_their_paths():
    with pytest.raises(JudgementError) as caught:
        ahp(
            [
                {"a": "fit", "b": "rail", "ratio": 3},
                {"a": "rail", "b": "fit", "ratio": 3},
                {"a": "fit", "b": "fit", "ratio": 1},
                {"a": "fit", "b": "port", "ratio": 12},
                {"a": "fit", "ratio": 2},
                {"a": "fit", "b": "wind", "ratio": True},
                {"a": "fit", "b": "sun", "ratio": 2},
            ],
            ["fit", "rail", "port", "wind"],
        )

    assert messages(caught) == [
        ("judgements.2", "compares 'fit' with itself"),
        (
            "judgements.3.ratio",
            "is 12; expected a number from 1/9 to 9 (9: all for a)",
        ),
        ("judgements.4", "needs two names, a and b"),
        (
            "judgements.5.ratio",
            "is True; expected a number from 1/9 to 9 (9: all for a)",
        ),
        ("judgements.6.b", "is 'sun'; expected one of fit, rail, port, wind"),
        (
            "judgements.1",
            "says rail weighs 3 times fit, but an earlier one says 0.333; keep one of "
            "the two",
        ),
    ]


def test_names_that_no_judgement_links_are_refused_with_the_missing_pairs():
    pairs = [Judgement("fit", "rail", 3), Judgement("port", "wind", 2)]

    with pytest.raises(JudgementError) as caught:
        ahp(pairs)

    assert messages(caught) == [
        (
            "judgements",
            "do not link port, wind with the rest; compare at least one of these "
            "pairs for each: fit/port, fit/wind, rail/port, rail/wind",
        )
    ]


def test_nothing_to_compare_and_more_than_saaty_has_an_index_for_are_refused():
    with pytest.raises(JudgementError, match="compare at least one pair"):
        ahp([])
    many = [Judgement("c0", f"c{i}", 2) for i in range(1, 16)]
    with pytest.raises(JudgementError, match="compares 16 names; expected 2 to 15"):
        ahp(many)
