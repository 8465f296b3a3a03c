"""The plain word about a ranking, before any number: stable (稳) or not (不稳).

The word concerns first place. It holds as long as neither other weights, nor what
is not known, nor a small step of one weight would often put another place there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from geo_zs.matching.attribute import IntArray
from geo_zs.matching.flips import Flip, nearest_flip
from geo_zs.matching.stability import Stability

#: Share of the draws over weights in which first place must hold. Two readers in
#: three who weigh differently should still agree; below it the weights decide.
LEAST_SHARE: Final = 2 / 3
#: The same over weights and unknowns together. Unknowns take part with their whole
#: interval, so half is asked: more often first than all the others together.
LEAST_SHARE_WITH_UNKNOWNS: Final = 0.5
#: A smaller change of one weight is within the precision of the weights: presets
#: give them in steps of a hundredth, a form in steps of a hundredth too.
LEAST_CHANGE: Final = 0.01


@dataclass(frozen=True)
class Verdict:
    """The plain word, and why.

    Parameters
    ----------
    is_stable : bool
        Stable or not.
    zh, en : str
        One sentence each: the word, then because.
    """

    is_stable: bool
    zh: str
    en: str


@dataclass(frozen=True)
class PossiblyFirst:
    """How many ranked places may be first whatever the unknown values turn out to be.

    Parameters
    ----------
    count : int
        Ranked places whose best rank is 1.
    share : float
        Of all ranked places; 0 if there are none.
    """

    count: int
    share: float


def possibly_first(rank_best: IntArray) -> PossiblyFirst:
    """Count the ranked places that some completion of the unknowns puts first.

    Parameters
    ----------
    rank_best : (n_places,) int array
        Best rank of each ranked place.
    """
    count = int((rank_best == 1).sum())
    return PossiblyFirst(count, count / len(rank_best) if len(rank_best) else 0.0)


def verdict(
    rank: IntArray,
    rank_best: IntArray,
    stability: Stability | None,
    flips: Sequence[Flip] | None,
    criteria: Sequence[tuple[str, str]],
    *,
    open_limits: Sequence[tuple[str, str]] = (),
) -> Verdict | None:
    """Say whether first place is stable, and why.

    Parameters
    ----------
    rank, rank_best : (n_places,) int arrays
        Ranks of the places, best first, and their best ranks.
    stability : Stability or None
        None if nothing was drawn: the word then rests on intervals and flips.
    flips : sequence of Flip or None
        Weight changes that change first place; None if they were not looked for.
    criteria : sequence of n_criteria (str, str)
        Names of the criteria in Chinese and English.
    open_limits : sequence of (str, str)
        Names of the limits that could not be verified for the first place. The word
        is about the order; that first place may yet be excluded is said beside it.

    Returns
    -------
    Verdict or None
        None if nothing is ranked.
    """
    if len(rank) == 0:
        return None
    if len(rank) == 1:
        return Verdict(
            is_stable=True,
            zh="稳：只有一处可排，无可比较。" + _provided(open_limits)[0],
            en="Stable: only one place is ranked, so there is nothing to compare."
            + _provided(open_limits)[1],
        )
    against = [
        *_against_ties(rank),
        *_against_draws(stability),
        *_against_intervals(rank_best, stability),
        *_against_flips(flips or (), criteria),
    ]
    if against:
        word = _join("不稳", "Not stable", against, is_stable=False)
    else:
        told = _in_favour(rank_best, stability, flips, criteria)
        word = _join("稳", "Stable", told, is_stable=True)
    zh, en = _provided(open_limits)
    return replace(word, zh=word.zh + zh, en=word.en + en)


def _provided(open_limits: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """Say what the first place must still prove, if anything."""
    if not open_limits:
        return "", ""
    zh = "、".join(f"“{name[0]}”" for name in open_limits)
    en = ", ".join(name[1] for name in open_limits)
    return (
        f"但首位是否满足{zh}尚未核实，若不满足则被排除。",
        f" But limits are not verified for the first place ({en}): if it fails one, it "
        "is excluded.",
    )


def _join(
    zh: str, en: str, parts: Sequence[tuple[str, str]], *, is_stable: bool
) -> Verdict:
    """Put the word and the reasons into one sentence in each language."""
    return Verdict(
        is_stable=is_stable,
        zh=f"{zh}，因为{'；'.join(part[0] for part in parts)}。",
        en=f"{en}, because {'; '.join(part[1] for part in parts)}.",
    )


def _moved(stability: Stability) -> tuple[str, str]:
    """Say how the weights were drawn."""
    if stability.draws.concentration is None:
        return "权重任意取值时", "when weights may be anything"
    return "权重略作变动时", "when weights move a little"


def _percent(share: float) -> str:
    """Return a share in whole per cent; never 0 or 100 where it is not."""
    if 0 < share < 0.01:
        return "<1%"
    if 0.99 < share < 1:
        return ">99%"
    return f"{np.floor(100 * share + 0.5):.0f}%"


def _against_ties(rank: IntArray) -> list[tuple[str, str]]:
    """Say that several places share first place."""
    n_first = int((rank == 1).sum())
    if n_first < 2:
        return []
    return [(f"{n_first} 处并列第一", f"{n_first} places share first place")]


def _against_draws(stability: Stability | None) -> list[tuple[str, str]]:
    """Say that draws often put another place first."""
    if stability is None:
        return []
    alone = float(stability.p_first[0])
    together = float(stability.p_first_with_unknowns[0])
    if alone < LEAST_SHARE:
        share = _percent(alone)
        return [
            (
                f"{_moved(stability)[0]}，首位只在 {share} 的抽样中仍居第一",
                f"{_moved(stability)[1]}, the first place stays first in only "
                f"{share} of the draws",
            )
        ]
    if together < LEAST_SHARE_WITH_UNKNOWNS:
        share = _percent(together)
        return [
            (
                f"权重与未知数值一并变动时，首位只在 {share} 的抽样中仍居第一"
                f"（只变权重为 {_percent(alone)}）",
                "when weights and unknown values move together, the first place stays "
                f"first in only {share} of the draws ({_percent(alone)} when weights "
                "move alone)",
            )
        ]
    return []


def _against_intervals(
    rank_best: IntArray, stability: Stability | None
) -> list[tuple[str, str]]:
    """Say, where nothing was drawn, that unknown values may change first place."""
    found = possibly_first(rank_best)
    if stability is not None or found.count < 2:
        return []
    return [
        (
            f"未知数值可使 {found.count} 处中的任何一处居第一",
            f"unknown values could put any of {found.count} places first",
        )
    ]


def _against_flips(
    flips: Sequence[Flip], criteria: Sequence[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Say that a step of one weight within its precision changes first place."""
    nearest = nearest_flip(flips)
    if nearest is None or nearest.change > LEAST_CHANGE:
        return []
    zh, en = criteria[nearest.criterion]
    if nearest.change == 0:
        return [
            (
                f"“{zh}”的权重稍有变动，首位即易主",
                f"any change of the weight of {en} puts another place first",
            )
        ]
    start, end = _two_weights(nearest)
    return [
        (
            f"“{zh}”的权重由 {start} 变为 {end}，首位即易主",
            f"another place is first once the weight of {en} moves from {start} to "
            f"{end}",
        )
    ]


def _two_weights(flip: Flip) -> tuple[str, str]:
    """Return both weights with as many decimals as tell them apart, three or more."""
    for decimals in range(3, 9):
        start, end = f"{flip.weight:.{decimals}f}", f"{flip.at:.{decimals}f}"
        if start != end:
            break
    return start, end


def _in_favour(
    rank_best: IntArray,
    stability: Stability | None,
    flips: Sequence[Flip] | None,
    criteria: Sequence[tuple[str, str]],
) -> list[tuple[str, str]]:
    """Say what first place withstands."""
    told: list[tuple[str, str]] = []
    if stability is not None:
        alone = _percent(float(stability.p_first[0]))
        together = _percent(float(stability.p_first_with_unknowns[0]))
        zh, en = _moved(stability)
        told.append(
            (
                f"{zh}首位在 {alone} 的抽样中仍居第一，未知数值一并变动时为 {together}",
                f"{en} the first place stays first in {alone} of the draws, and in "
                f"{together} when unknown values move as well",
            )
        )
    if possibly_first(rank_best).count == 1:
        told.append(
            (
                "未知数值无论取何值，首位不变",
                "no value of what is unknown changes it",
            )
        )
    nearest = nearest_flip(flips or ())
    if flips is not None and nearest is None:
        told.append(
            (
                "单独改变任何一项权重都不会使首位易主",
                "no change of a single weight puts another place first",
            )
        )
    if nearest is not None:
        zh, en = criteria[nearest.criterion]
        start, end = _two_weights(nearest)
        told.append(
            (
                f"单项权重要变动到使首位易主，至少须将“{zh}”由 {start} 改为 {end}",
                f"the smallest change of a single weight that puts another place "
                f"first moves {en} from {start} to {end}",
            )
        )
    return told
