"""Laws that hold for any sites: checked on random tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_zs.matching.answer import to_answer
from geo_zs.matching.result import MatchResult

Solve = Callable[..., MatchResult]
Rows = list[dict[str, Any]]


def triples(top: float) -> st.SearchStrategy[tuple[float, ...]]:
    return st.tuples(*[st.floats(0, top)] * 3).map(
        lambda three: tuple(sorted(three)[i] for i in (1, 0, 2))
    )


@st.composite
def tables(draw: st.DrawFn, *, unknowns: bool = True) -> Rows:
    """Return two to eight sites, with unknown values if wanted."""
    n_sites = draw(st.integers(2, 8))
    may_miss = st.none() if unknowns else st.nothing()
    return [
        {
            "id": f"s{row}",
            "fit": draw(may_miss | triples(1)),
            "rail_km": draw(may_miss | triples(150)),
            "airport_km": draw(may_miss | triples(300)),
            "group": draw(st.sampled_from([f"s{row}", "zone"])),
        }
        for row in range(n_sites)
    ]


def order(result: MatchResult) -> list[str]:
    return [result.sites.ids[place.row] for place in result.ranking.ranked]


def places(result: MatchResult) -> list[tuple[int, int, int, str, float]]:
    return [
        (int(rank), int(best), int(worst), name, float(result.scores.score[place.row]))
        for rank, best, worst, name, place in zip(
            result.ranking.rank,
            result.ranking.rank_best,
            result.ranking.rank_worst,
            order(result),
            result.ranking.ranked,
            strict=True,
        )
    ]


# Both criteria by name, so that a dropped row never changes what is scored.
WEIGHTS = {"industry_fit": 0.75, "rail_km": 0.25}
LIMITS = {"airport_km_max": 150}


@given(tables(), st.data())
def test_dropping_a_site_never_reorders_the_others(
    solve: Solve, rows: Rows, data: st.DataObject
):
    alone = [{**row, "group": row["id"]} for row in rows]
    gone = data.draw(st.sampled_from(alone))["id"]
    request = {"weights": WEIGHTS, "limits": LIMITS, "unverified": "below"}

    before = [name for name in order(solve(alone, **request)) if name != gone]
    after = order(solve([row for row in alone if row["id"] != gone], **request))

    assert before == after


@given(tables(), st.floats(0.01, 100))
def test_scaling_all_weights_changes_nothing(solve: Solve, rows: Rows, factor: float):
    scaled = {name: weight * factor for name, weight in WEIGHTS.items()}

    plain, other = solve(rows, weights=WEIGHTS), solve(rows, weights=scaled)

    assert other.scores.score == pytest.approx(plain.scores.score, abs=1e-12)


@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(solve: Solve, rows: Rows, random: Any):
    shuffled = random.sample(rows, len(rows))
    request = {"limits": LIMITS, "land_ha": 5}

    assert places(solve(rows, **request)) == places(solve(shuffled, **request))


@given(tables(unknowns=False), st.data(), st.floats(0, 1))
def test_raising_a_benefit_never_lowers_a_rank(
    solve: Solve, rows: Rows, data: st.DataObject, gain: float
):
    alone = [{**row, "group": row["id"]} for row in rows]
    row = data.draw(st.sampled_from(alone))
    better = [
        {**one, "fit": tuple(part + gain for part in one["fit"])} if one is row else one
        for one in alone
    ]

    def rank_of(result: MatchResult) -> int:
        return {name: rank for rank, _, _, name, _ in places(result)}[row["id"]]

    assert rank_of(solve(better)) <= rank_of(solve(alone))


@given(tables())
def test_doubling_a_site_gives_the_copy_the_same_score_and_rank(
    solve: Solve, rows: Rows
):
    alone = [{**row, "group": row["id"]} for row in rows]
    copied = [*alone, {**alone[0], "id": "copy", "group": "copy"}]

    found = {name: (rank, score) for rank, _, _, name, score in places(solve(copied))}

    assert found["copy"] == found["s0"]


@given(
    tables(),
    st.none() | st.floats(0, 300),
    st.sampled_from([None, "below", "keep", "drop"]),
)
def test_counts_add_up_and_every_candidate_stands_in_one_place(
    solve: Solve, rows: Rows, limit: float | None, unverified: str | None
):
    request: dict[str, Any] = {"top": 500}
    if limit is not None:
        request["limits"] = {"airport_km_max": limit}
    if unverified is not None:
        request["unverified"] = unverified

    found = to_answer(solve(rows, **request), "v")

    counts, ranked, excluded = found["counts"], found["ranked"], found["excluded"]
    assert counts["candidates"] == counts["ranked"] + counts["excluded"]
    assert (len(ranked), len(excluded)) == (counts["ranked"], counts["excluded"])
    assert counts["not_verified"] == sum(not entry["verified"] for entry in ranked)
    named = [
        name
        for entry in [*ranked, *excluded]
        for name in [
            entry["site"]["id"],
            *(other["id"] for other in entry["site"]["beside"]),
        ]
    ]
    assert sorted(named) == sorted(row["id"] for row in rows)
    for entry in excluded:
        assert entry["limits"]
    if excluded and not ranked:
        assert found["relax"]
    for entry in ranked:
        assert entry["rank_best"] <= entry["rank"] <= entry["rank_worst"]
        total = sum(one["contribution"] for one in entry["contributions"])
        assert total == pytest.approx(entry["score"], abs=1e-9)


@given(tables(), st.floats(0, 300))
def test_loosening_a_limit_as_told_lets_the_named_site_in(
    solve: Solve, rows: Rows, limit: float
):
    first = solve(rows, limits={"airport_km_max": limit}, unverified="below")
    told = next((one for one in first.relaxations if one.to is not None), None)
    if told is None:
        return

    second = solve(rows, limits={"airport_km_max": told.to}, unverified="below")

    let_in = first.sites.ids[told.row]
    assert not second.screening.is_excluded[second.sites.ids.index(let_in)]
