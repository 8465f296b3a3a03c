"""What a change of the input must, and must not, do to the answer.

Both methods, random tables. A factor of a power of two changes no digit of a float,
so that equality is asserted to the last bit.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_zs.matching.answer import to_answer
from geo_zs.matching.result import MatchResult

Solve = Callable[..., MatchResult]
Rows = list[dict[str, Any]]

# Criteria by name, so that a row more or less never changes what is scored.
WEIGHTS = {"industry_fit": 0.5, "rail_km": 0.25, "wind": 0.25}
REQUEST: dict[str, Any] = {
    "weights": WEIGHTS,
    "limits": {"airport_km_max": 150},
    "unverified": "below",
    "stability": {"draws": 0},
    "top": 500,
}
both_methods = pytest.mark.parametrize("method", ["additive", "topsis"])
powers = st.sampled_from([2.0**n for n in range(-9, 10)])


def triples(top: float) -> st.SearchStrategy[tuple[float, ...]]:
    return st.tuples(*[st.integers(0, 64).map(lambda n: n * top / 64)] * 3).map(
        lambda three: tuple(sorted(three)[i] for i in (1, 0, 2))
    )


@st.composite
def tables(draw: st.DrawFn, *, least: int = 2) -> Rows:
    """Return sites that stand alone, some with unknown values."""
    return [
        {
            "id": f"s{row}",
            "fit": draw(st.none() | triples(1)),
            "rail_km": draw(st.none() | triples(128)),
            "wind_speed_50m_ms": draw(st.none() | triples(16)),
            "airport_km": draw(st.none() | triples(300)),
        }
        for row in range(draw(st.integers(least, 7)))
    ]


def scores(result: MatchResult) -> dict[str, tuple[float, float, float]]:
    """Return score and interval of each ranked site, best first."""
    return {
        result.sites.ids[place.row]: tuple(
            float(part[place.row])
            for part in (result.scores.score, result.scores.low, result.scores.high)
        )
        for place in result.ranking.ranked
    }


def ranks(result: MatchResult) -> dict[str, int]:
    return dict(zip(scores(result), result.ranking.rank.tolist(), strict=True))


def answer(result: MatchResult) -> str:
    return json.dumps(to_answer(result, "v"), ensure_ascii=False)


@both_methods
@given(tables(least=3), st.data())
def test_a_site_more_or_less_changes_neither_scores_nor_order_of_the_others(
    solve: Solve, method: str, rows: Rows, data: st.DataObject
):
    gone = data.draw(st.sampled_from([row["id"] for row in rows]))

    with_it = scores(solve(rows, method=method, **REQUEST))
    without = scores(
        solve([row for row in rows if row["id"] != gone], method=method, **REQUEST)
    )

    kept = {name: found for name, found in with_it.items() if name != gone}
    assert list(kept.items()) == list(without.items())


@both_methods
@given(tables(), st.randoms(use_true_random=False))
def test_permuting_the_rows_changes_no_byte_of_the_answer(
    solve: Solve, method: str, rows: Rows, random: Any
):
    shuffled = random.sample(rows, len(rows))

    plain = answer(solve(rows, method=method, **REQUEST))

    assert answer(solve(shuffled, method=method, **REQUEST)) == plain


@both_methods
@given(tables(), powers)
def test_another_unit_for_values_bounds_and_limits_changes_no_score_and_no_rank(
    solve: Solve, method: str, rows: Rows, factor: float
):
    def scaled(cell: Any) -> Any:
        return None if cell is None else tuple(part * factor for part in cell)

    other = [
        {
            **row,
            "rail_km": scaled(row["rail_km"]),
            "airport_km": scaled(row["airport_km"]),
        }
        for row in rows
    ]
    request = {
        **REQUEST,
        "limits": {"ranges": {"airport_km": {"max": 150}}},
        "bounds": {"rail_km": {"worst": 100, "best": 4}},
    }
    in_other_unit = {
        **request,
        "limits": {"ranges": {"airport_km": {"max": 150 * factor}}},
        "bounds": {"rail_km": {"worst": 100 * factor, "best": 4 * factor}},
    }

    plain = solve(rows, method=method, **request)
    found = solve(other, method=method, **in_other_unit)

    assert list(scores(found).items()) == list(scores(plain).items())
    assert ranks(found) == ranks(plain)


@both_methods
@given(tables())
def test_a_copy_of_a_site_ties_with_it_and_leaves_the_others_as_they_are(
    solve: Solve, method: str, rows: Rows
):
    copied = [*rows, {**rows[0], "id": "copy"}]

    plain = scores(solve(rows, method=method, **REQUEST))
    result = solve(copied, method=method, **REQUEST)

    found = scores(result)
    assert found.get("copy") == plain.get("s0")
    assert {name: one for name, one in found.items() if name != "copy"} == plain
    assert ranks(result).get("copy") == ranks(result).get("s0")


@both_methods
@pytest.mark.parametrize("change", [("fit", 1), ("rail_km", -1)])
@given(tables(), st.data())
def test_more_of_a_benefit_or_less_of_a_cost_never_lowers_the_rank_of_a_site(
    solve: Solve, method: str, change: tuple[str, int], rows: Rows, data: st.DataObject
):
    column, sign = change
    chosen, gain = data.draw(st.sampled_from(rows)), data.draw(st.integers(0, 64))
    if chosen[column] is None:
        return
    better = [
        {**row, column: tuple(part + sign * gain / 64 for part in row[column])}
        if row is chosen
        else row
        for row in rows
    ]

    before = solve(rows, method=method, **REQUEST)
    after = solve(better, method=method, **REQUEST)

    name = chosen["id"]
    if name not in ranks(before):
        return
    assert ranks(after)[name] <= ranks(before)[name]
    assert scores(after)[name] >= scores(before)[name]
    others = {one: found for one, found in scores(before).items() if one != name}
    assert {one: found for one, found in scores(after).items() if one != name} == others


@both_methods
@given(tables(), powers)
def test_scaling_all_weights_changes_no_byte_of_the_answer(
    solve: Solve, method: str, rows: Rows, factor: float
):
    scaled = {name: weight * factor for name, weight in WEIGHTS.items()}

    plain = answer(solve(rows, method=method, **REQUEST))

    assert answer(solve(rows, method=method, **{**REQUEST, "weights": scaled})) == plain


@both_methods
@given(tables(), st.data())
def test_a_fact_that_becomes_known_leaves_the_score_in_the_interval_it_had(
    solve: Solve, method: str, rows: Rows, data: st.DataObject
):
    chosen = data.draw(st.sampled_from(rows))
    column, top = data.draw(st.sampled_from([("fit", 1.0), ("rail_km", 128.0)]))
    if chosen[column] is not None:
        return
    value = data.draw(st.floats(0, top))
    told = [{**row, column: value} if row is chosen else row for row in rows]

    before = scores(solve(rows, method=method, **REQUEST)).get(chosen["id"])
    after = scores(solve(told, method=method, **REQUEST)).get(chosen["id"])

    if before is not None and after is not None:
        assert before[1] <= after[0] <= before[2]


@given(tables(), st.floats(0, 300), st.floats(0, 300))
def test_a_tighter_limit_never_lets_a_site_in(
    solve: Solve, rows: Rows, first: float, second: float
):
    tight, loose = sorted((first, second))

    narrow = solve(rows, **{**REQUEST, "limits": {"airport_km_max": tight}})
    wide = solve(rows, **{**REQUEST, "limits": {"airport_km_max": loose}})

    assert set(scores(narrow)) <= set(scores(wide))


@given(tables())
def test_own_figures_equal_to_what_is_known_change_no_score(solve: Solve, rows: Rows):
    known = [{**row, "land_available_ha": 40.0} for row in rows]
    own = {"s0": {"land_available_ha": 40}}

    plain = scores(solve(known, land_ha=20, **REQUEST))
    found = scores(solve(known, land_ha=20, own_figures=own, **REQUEST))

    assert list(found.items()) == list(plain.items())
