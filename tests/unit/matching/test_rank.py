from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geo_zs.matching.rank import Place, Ranking, gather_places, rank_places


def rank(
    score: list[float],
    spread: list[tuple[float, float]] | None = None,
    below: list[bool] | None = None,
) -> Ranking:
    ends = spread or [(value, value) for value in score]
    return rank_places(
        [Place(row, ()) for row in range(len(score))],
        [],
        ids=[f"s{row}" for row in range(len(score))],
        is_below=np.array(below or [False] * len(score), dtype=bool),
        score=np.array(score),
        low=np.array([low for low, _ in ends]),
        high=np.array([high for _, high in ends]),
    )


def rows(ranking: Ranking) -> list[int]:
    return [place.row for place in ranking.ranked]


def test_the_higher_score_stands_first():
    found = rank([0.2, 0.9, 0.5])

    assert rows(found) == [1, 2, 0]
    assert found.rank.tolist() == [1, 2, 3]
    assert found.rank_best.tolist() == found.rank_worst.tolist() == [1, 2, 3]


def test_ties_share_the_better_rank_and_are_listed_by_id():
    found = rank([0.5, 0.9, 0.5, 0.1])

    assert rows(found) == [1, 0, 2, 3]
    assert found.rank.tolist() == [1, 2, 2, 4]
    assert found.rank_worst.tolist() == [1, 2, 2, 4]


def test_scores_that_differ_only_by_rounding_are_a_tie():
    assert rank([0.1 + 0.2, 0.3]).rank.tolist() == [1, 1]


def test_no_site_at_all_gives_an_empty_ranking():
    found = rank([])

    assert (found.ranked, found.rank.tolist()) == ((), [])


def test_intervals_that_overlap_open_the_ranks():
    # [0.6, 0.9] and [0.5, 0.7] overlap; [0.1, 0.2] is below both.
    found = rank([0.8, 0.6, 0.15], [(0.6, 0.9), (0.5, 0.7), (0.1, 0.2)])

    assert found.rank_best.tolist() == [1, 1, 3]
    assert found.rank_worst.tolist() == [2, 2, 3]


def test_intervals_that_only_touch_may_tie_and_change_no_rank():
    found = rank([0.8, 0.6], [(0.7, 0.9), (0.5, 0.7)])

    assert found.rank_best.tolist() == [1, 1]
    assert found.rank_worst.tolist() == [1, 2]


def test_sites_below_stay_below_whatever_their_intervals():
    found = rank(
        [0.9, 0.2, 0.5], [(0.0, 1.0), (0.1, 0.3), (0.4, 0.6)], [True, False, False]
    )

    assert rows(found) == [2, 1, 0]
    assert found.rank.tolist() == [1, 2, 3]
    assert found.rank_best.tolist() == [1, 2, 3]
    assert found.rank_worst.tolist() == [1, 2, 3]


intervals = st.lists(
    st.tuples(*[st.integers(0, 6)] * 3).map(sorted), min_size=1, max_size=4
)


@given(intervals)
def test_best_and_worst_rank_agree_with_brute_force_over_all_completions(
    three: list[list[int]],
):
    low, score, high = (list(part) for part in zip(*three, strict=True))
    found = rank([v / 6 for v in score], [(a / 6, b / 6) for a, _, b in three])

    seen: list[set[int]] = [set() for _ in three]
    # Between neighbouring whole numbers a half is enough to break every tie.
    choices = [
        [step / 2 for step in range(2 * a, 2 * b + 1)]
        for a, b in zip(low, high, strict=True)
    ]
    for pick in itertools.product(*choices):
        for row, value in enumerate(pick):
            seen[row].add(1 + sum(other > value for other in pick))

    for position, place in enumerate(found.ranked):
        assert found.rank_best[position] == min(seen[place.row])
        assert found.rank_worst[position] == max(seen[place.row])
        assert (
            found.rank_best[position]
            <= found.rank[position]
            <= found.rank_worst[position]
        )


def gather(
    group: list[str],
    score: list[float],
    excluded: list[bool],
    *,
    below: list[bool] | None = None,
    n_failed: list[int] | None = None,
    verified: list[bool] | None = None,
    umbrella: list[bool] | None = None,
) -> tuple[list[Place], list[Place]]:
    n_sites = len(group)
    return gather_places(
        np.arange(n_sites),
        ids=[f"s{row}" for row in range(n_sites)],
        group=group,
        is_excluded=np.array(excluded),
        is_below=np.array(below or [False] * n_sites),
        n_failed=np.array(n_failed or excluded, dtype=np.intp),
        is_verified=np.array(verified or [True] * n_sites),
        is_umbrella=np.array(umbrella or [False] * n_sites),
        score=np.array(score),
    )


def test_of_an_umbrella_zone_the_best_site_stands_and_the_others_beside_it():
    ranked, excluded = gather(["z", "z", "a"], [0.2, 0.8, 0.5], [False] * 3)

    assert ranked == [Place(2, ()), Place(1, (0,))]
    assert excluded == []


def test_an_excluded_site_never_stands_for_a_place_with_others():
    ranked, excluded = gather(["z", "z"], [0.2, 0.8], [False, True])

    assert (ranked, excluded) == ([Place(0, (1,))], [])


def test_a_verified_site_stands_for_its_place_before_a_better_unverified_one():
    ranked, _ = gather(["z", "z"], [0.2, 0.8], [False] * 2, below=[False, True])

    assert ranked == [Place(0, (1,))]


def test_a_place_is_excluded_if_all_its_sites_are_and_the_nearest_miss_stands():
    ranked, excluded = gather(
        ["z", "z", "z"], [0.9, 0.1, 0.2], [True] * 3, n_failed=[2, 1, 1]
    )

    assert (ranked, excluded) == ([], [Place(2, (1, 0))])


def test_equal_sites_of_a_place_are_taken_by_id():
    ranked, _ = gather(["z", "z"], [0.5, 0.5], [False] * 2)

    assert ranked == [Place(0, (1,))]


def test_of_equal_sites_a_verified_one_stands_then_a_sub_park():
    verified, _ = gather(["z", "z"], [0.5, 0.5], [False] * 2, verified=[False, True])
    sub_park, _ = gather(["z", "z"], [0.5, 0.5], [False] * 2, umbrella=[True, False])

    assert verified == sub_park == [Place(1, (0,))]
