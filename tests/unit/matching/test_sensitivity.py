"""Everything that would change an order, from the parts of one match."""

from __future__ import annotations

import numpy as np
import pytest

from geo_zs.criteria.spec import Criterion
from geo_zs.matching.attribute import Attribute
from geo_zs.matching.limit_tests import LimitTest
from geo_zs.matching.missing import MissingFact
from geo_zs.matching.missing_words import tell
from geo_zs.matching.rank import Place, rank_places
from geo_zs.matching.score import Scores, score_sites
from geo_zs.matching.screen import Screening
from geo_zs.matching.sensitivity import Sensitivity, sensitivity, shared_facts
from geo_zs.matching.stability import Draws
from geo_zs.matching.topsis import topsis_scores

PRICE = Criterion("price", "price_cny", "CNY", 1, 0, name_zh="电价", name_en="price")
FIT = Criterion("fit", "fit", "", 0, 1, name_zh="产业匹配", name_en="industry fit")


def made() -> Scores:
    # Fit is known: 0.8, 0.7, 0.1; the price is unknown to the second alone.
    price = np.array([0.5, np.nan, 0.9])
    fit = np.array([0.8, 0.7, 0.1])
    columns = [
        Attribute(one, "", cells, cells, cells, ((),) * 3, ("",) * 3)
        for one, cells in (("price_cny", price), ("fit", fit))
    ]
    return score_sites([PRICE, FIT], columns, np.array([0.4, 0.6]))


def run(
    scores: Scores,
    method: str = "additive",
    n_ranked: int = 3,
    tests: tuple[LimitTest, ...] = (),
    **options: object,
) -> Sensitivity:
    n = len(scores.score)
    none = np.zeros(n, dtype=bool)
    ranking = rank_places(
        [Place(row, ()) for row in range(n_ranked)],
        [],
        ids=[f"s{row}" for row in range(n)],
        is_below=none,
        score=scores.score,
        low=scores.low,
        high=scores.high,
    )
    screening = Screening(tests, ("keep",) * len(tests), none, ~none, none)
    return sensitivity(
        scores, ranking, screening, (PRICE, FIT), method=method, **options
    )


def test_one_call_gives_draws_flips_missing_fact_and_the_plain_word():
    found = run(made(), draws=Draws())

    assert found.stability is not None
    assert found.stability.p_first.sum() == pytest.approx(1)
    assert found.possibly_first.count == 2
    assert found.missing is not None
    assert (found.missing.index, found.missing.places) == (0, (1,))
    # 0.42 + 0.4 U exceeds 0.68 for U above 0.65.
    assert found.missing.p_first_changes == pytest.approx(0.35)
    assert found.flips == ()
    assert found.verdict is not None
    assert found.verdict.is_stable
    assert "单独改变任何一项权重都不会使首位易主" in found.verdict.zh


def test_other_method_is_drawn_but_flips_and_facts_of_the_sum_are_not_claimed():
    found = run(topsis_scores(made()), "topsis", draws=Draws())

    assert found.stability is not None
    assert found.flips == ()
    assert found.missing is None
    assert found.verdict is not None
    assert "单独改变任何一项权重" not in found.verdict.zh


def test_no_places_give_nothing_and_no_draws_give_the_rest():
    empty, undrawn = (
        run(made(), n_ranked=0, draws=Draws()),
        run(made(), draws=Draws(n=0)),
    )

    assert (empty.stability, empty.missing, empty.verdict) == (None, None, None)
    assert empty.possibly_first.share == 0
    assert undrawn.stability is None
    assert undrawn.verdict is not None
    assert not undrawn.verdict.is_stable


def test_word_names_the_limits_that_the_first_place_has_still_to_meet():
    status = np.array([0, 1, 0], dtype=np.int8)
    land = LimitTest("land_ha", "min", 20.0, status)
    water = LimitTest("water_m3_per_day", "min", 9.0, -status + 1)

    found = run(made(), draws=Draws(n=100), tests=(land, water))

    assert found.verdict is not None
    assert "“用地”尚未核实" in found.verdict.zh
    assert "用水" not in found.verdict.zh
    assert found.missing is not None
    assert (found.missing.kind, found.missing.index) == ("limit", 0)


def test_values_of_one_grid_are_one_fact_and_columns_without_a_grid_are_not():
    found = shared_facts(
        [FIT, PRICE], {"price_cny": ["west", "east", "west", ""]}, n_sites=4
    )

    assert found is not None
    assert found.tolist() == [[-1, 1], [-1, 0], [-1, 1], [-1, -1]]
    assert shared_facts([FIT], {"price_cny": ["west"]}, n_sites=1) is None


def fact(**changes: object) -> MissingFact:
    whole: dict[str, object] = {
        "kind": "criterion", "index": 0, "places": (1,), "expected_moves": 1.25,
        "p_first_changes": 0.35, "rank_from": 1, "rank_to": 4,
        "is_known_in_part": False, **changes,
    }  # fmt: skip
    return MissingFact(**whole)


def test_missing_fact_is_told_with_its_place_and_its_effect():
    zh, en = tell(fact(), site=("甲园区", "Park A"), name=("电价", "price"))

    assert zh == (
        "先问：甲园区的“电价”未知。仅此一项取遍其区间，该处可列第 1 至第 4 位；"
        "预计与名单前列的 1.2 处换位（至多 5 处），首位易主的机会为 35%。"
    )
    assert en == (
        "Ask first: the price of Park A is unknown. By this alone its rank may be 1 "
        "to 4; it is expected to change order with 1.2 of the first 5 other places, "
        "and first place changes with a chance of 35%."
    )


def test_common_value_interval_and_limit_are_told_as_what_they_are():
    names = {"site": ("甲园区", "Park A"), "name": ("电价", "price")}
    common = tell(fact(places=(0, 2), is_known_in_part=True), **names)
    limit = tell(fact(kind="limit", rank_to=0), **names)

    assert "只知区间（另有 1 处同受此值影响）" in common[0]
    assert "known to an interval only" in common[1]
    assert "满足则列第 1 位，不满足则被排除" in limit[0]
    assert "If it does, its rank is 1; if not, it is excluded." in limit[1]
