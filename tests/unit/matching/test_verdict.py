"""The plain word before any number, and why."""

from __future__ import annotations

import re

import numpy as np
import pytest

from geo_zs.matching.flips import Flip
from geo_zs.matching.stability import Draws, Stability
from geo_zs.matching.verdict import Verdict, possibly_first, verdict

NAMES = (("距铁路", "distance to rail"), ("产业匹配", "industry fit"))


def drawn(
    alone: float, together: float, concentration: float | None = 80.0
) -> Stability:
    return Stability(
        p_first=np.array([alone, 1 - alone]),
        p_top5=np.ones(2),
        p_first_with_unknowns=np.array([together, 1 - together]),
        p_top5_with_unknowns=np.ones(2),
        central_weights=np.array([0.5, 0.5]),
        first=0,
        draws=Draws(concentration=concentration),
    )


def say(
    stability: Stability | None,
    flips: tuple[Flip, ...] = (),
    rank: tuple[int, ...] = (1, 2),
    best: tuple[int, ...] = (1, 2),
) -> Verdict:
    found = verdict(np.array(rank), np.array(best), stability, flips, NAMES)
    assert found is not None
    return found


def flip(at: float, weight: float = 0.2) -> Flip:
    return Flip(0, "up" if at > weight else "down", weight, at, 1)


def test_first_place_that_withstands_everything_is_stable_and_says_what():
    found = say(drawn(0.93, 0.81), (flip(0.35),))

    assert found.is_stable
    assert found.zh == (
        "稳，因为权重略作变动时首位在 93% 的抽样中仍居第一，未知数值一并变动时为 81%；"
        "未知数值无论取何值，首位不变；"
        "单项权重要变动到使首位易主，至少须将“距铁路”由 0.200 改为 0.350。"
    )
    assert found.en.startswith("Stable, because when weights move a little the first")
    assert "moves distance to rail from 0.200 to 0.350" in found.en


def test_weights_that_often_put_another_place_first_make_it_unstable():
    found = say(drawn(0.62, 0.6))

    assert not found.is_stable
    assert found.zh == "不稳，因为权重略作变动时，首位只在 62% 的抽样中仍居第一。"
    assert found.en == (
        "Not stable, because when weights move a little, the first place stays first "
        "in only 62% of the draws."
    )


def test_unknown_values_that_often_put_another_place_first_make_it_unstable():
    found = say(drawn(0.9, 0.31))

    assert not found.is_stable
    assert "31% 的抽样" in found.zh
    assert "（只变权重为 90%）" in found.zh
    assert "(90% when weights move alone)" in found.en


@pytest.mark.parametrize(
    ("alone", "together", "stable"),
    [(2 / 3, 0.5, True), (0.6666, 0.5, False), (0.9, 0.4999, False)],
)
def test_thresholds_hold_exactly_at_the_limit(
    alone: float, together: float, *, stable: bool
):
    assert say(drawn(alone, together)).is_stable is stable


@pytest.mark.parametrize(
    ("at", "stable"), [(0.209, False), (0.191, False), (0.22, True)]
)
def test_a_step_of_a_weight_within_its_precision_makes_it_unstable(
    at: float, *, stable: bool
):
    found = say(drawn(0.9, 0.9), (flip(at),))

    assert found.is_stable is stable
    assert f"{at:.3f}" in found.zh


def test_weights_that_look_alike_are_told_with_more_decimals():
    found = say(drawn(0.9, 0.9), (flip(0.20004),))

    assert "由 0.20000 变为 0.20004" in found.zh


def test_shared_first_place_is_not_stable():
    found = say(drawn(0.9, 0.9), (flip(0.2),), rank=(1, 1))

    assert not found.is_stable
    assert found.zh == "不稳，因为2 处并列第一；“距铁路”的权重稍有变动，首位即易主。"
    assert "2 places share first place" in found.en


def test_without_draws_the_word_rests_on_intervals_and_flips():
    assert say(None, (flip(0.4),)).is_stable
    found = say(None, (flip(0.4),), rank=(1, 2, 3), best=(1, 1, 3))

    assert not found.is_stable
    assert "2 处中的任何一处" in found.zh
    assert "any of 2 places" in found.en


def test_overlapping_intervals_alone_do_not_make_it_unstable_where_draws_were_made():
    found = say(drawn(0.9, 0.9), best=(1, 1))

    assert found.is_stable
    assert "无论取何值" not in found.zh
    assert "单独改变任何一项权重都不会使首位易主" in found.zh


def test_no_preference_at_all_is_called_so():
    found = say(drawn(0.4, 0.4, None))

    assert "权重任意取值时" in found.zh
    assert "when weights may be anything" in found.en


def test_one_place_has_nothing_to_compare_with_and_none_has_no_word():
    nobody = np.array([], dtype=np.intp)

    assert say(None, rank=(1,), best=(1,)).is_stable
    assert verdict(nobody, nobody, None, (), NAMES) is None


def test_share_that_is_nearly_all_or_nearly_nothing_is_not_rounded_to_it():
    assert ">99%" in say(drawn(0.999, 1.0)).zh
    assert "100%" in say(drawn(1.0, 1.0)).zh
    assert "<1%" in say(drawn(0.9, 0.004)).zh


def test_no_sentence_uses_superlatives_or_promises():
    told = [say(drawn(a, b), (flip(0.3),)) for a in (0.2, 0.9) for b in (0.1, 0.9)]

    for one in told:
        assert not re.search(r"最[佳好优强大]|best|optimal|guarantee", one.zh + one.en)


@pytest.mark.parametrize(("rank", "alone"), [((1, 2), 0.9), ((1, 2), 0.2), ((1,), 0.9)])
def test_limits_not_verified_for_the_first_place_are_said_beside_the_word(
    rank: tuple[int, ...], alone: float
):
    found = verdict(
        np.array(rank), np.array(rank), drawn(alone, alone), (), NAMES,
        open_limits=[("用地", "land"), ("用水", "water")],
    )  # fmt: skip

    assert found is not None
    assert found.zh.endswith(
        "。但首位是否满足“用地”、“用水”尚未核实，若不满足则被排除。"
    )
    assert found.en.endswith(
        ". But limits are not verified for the first place (land, water): if it fails "
        "one, it is excluded."
    )


def test_possibly_first_counts_best_ranks_of_one():
    found = possibly_first(np.array([1, 1, 2, 3]))

    assert (found.count, found.share) == (2, 0.5)
    assert possibly_first(np.array([], dtype=np.intp)).share == 0
