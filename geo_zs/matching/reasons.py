"""Reasons in plain Chinese and English, built from numbers.

Every sentence names a value with its unit. No superlatives, no promises.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from geo_zs.criteria.spec import Criterion
from geo_zs.matching.explain import Contribution

#: How many gains and losses are told.
_GAINS: Final = 3
_LOSSES: Final = 2

#: Limits as printed: Chinese, English.
LIMIT_NAMES: Final = {
    "is_current": ("园区现状（是否仍在册）", "whether the park still exists"),
    "land_ha": ("用地", "land"),
    "power_mw": ("用电负荷", "power"),
    "green_power_share_min": ("绿电比例", "share of green power"),
    "water_m3_per_day": ("用水", "water"),
    "rail_km_max": ("距铁路上限", "distance to rail"),
    "land_port_km_max": ("距陆路口岸上限", "distance to a land port"),
    "airport_km_max": ("距机场上限", "distance to an airport"),
    "chemical_park": ("认定化工园区", "recognised chemical park"),
    "leagues": ("盟市范围", "leagues"),
    "area": ("所画范围", "drawn area"),
}


@dataclass(frozen=True)
class Reasons:
    """Sentences in both languages, in the same order."""

    zh: tuple[str, ...]
    en: tuple[str, ...]


#: Layers that a distance is kept to, as printed.
_LAYER_NAMES: Final = {
    "ports": ("口岸", "ports of entry"),
    "airports": ("机场", "airports"),
    "power_plants": ("电站", "power plants"),
    "energy_bases": ("风光大基地", "wind-solar bases"),
    "rail_nodes": ("铁路站点", "railway stations"),
    "rail_lines": ("铁路线", "railway lines"),
}
_BOUNDS: Final = {"min": ("下限", "minimum of "), "max": ("上限", "maximum of ")}


def limit_name(
    limit: str, names: Mapping[str, tuple[str, str]] | None = None
) -> tuple[str, str]:
    """Return a limit as printed in Chinese and English.

    Parameters
    ----------
    limit : str
        Name of the limit as in the answer; ``ranges.<column>.min``,
        ``bounds.<criterion>.max``, ``setbacks.<layer>`` and ``rules.<id>`` are
        spelled out.
    names : mapping of str to (str, str), optional
        Columns, criteria and rules in Chinese and English; what is not in it is
        named by its key.
    """
    if limit in LIMIT_NAMES:
        return LIMIT_NAMES[limit]
    kind, _, rest = limit.partition(".")
    known = names or {}
    if kind == "setbacks":
        zh, en = _LAYER_NAMES.get(rest, (rest, rest))
        return f"与{zh}的退让距离", f"distance kept from {en}"
    if kind == "rules":
        zh, en = known.get(rest, (rest, rest))
        return f"规则：{zh}", f"rule: {en}"
    column, _, bound = rest.rpartition(".")
    zh, en = known.get(column, (column, column))
    ends = _BOUNDS.get(bound, ("", ""))
    joint = "" if zh != column else " "
    return f"{zh}{joint}{ends[0]}".strip(), f"{ends[1]}{en}".strip()


def format_number(value: float) -> str:
    """Return a number with three figures or so, thousands separated.

    Parameters
    ----------
    value : float
        Any number; infinite values give ``∞``.
    """
    if math.isinf(value):
        return "∞" if value > 0 else "-∞"
    size = abs(value)
    decimals = 0 if size >= 100 else 1 if size >= 10 else 2
    text = f"{value:,.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def describe(
    contribution: Contribution, *, port: tuple[str, str] = ("", "")
) -> tuple[str, str]:
    """Say one value in Chinese and English.

    Parameters
    ----------
    contribution : Contribution
        A known value with its criterion.
    port : (str, str)
        Names of the port that a distance is measured to.
    """
    criterion = contribution.criterion
    words_zh = _words_for(contribution.value, criterion.words_zh)
    words_en = _words_for(contribution.value, criterion.words_en)
    if words_zh and words_en:
        return words_zh, words_en
    value = format_number(contribution.value)
    spread = _spread(contribution)
    zh = criterion.phrase_zh or f"{criterion.name_zh} {{value}} {contribution.unit}"
    en = criterion.phrase_en or f"{criterion.name_en} {{value}} {contribution.unit}"
    return (
        _fill(zh, value, port[0] or "最近口岸")
        + (f"（区间 {spread}）" if spread else ""),
        _fill(en, value, port[1] or "the nearest port")
        + (f" (between {spread.replace('–', ' and ')})" if spread else ""),
    )


def reasons(
    found: Sequence[Contribution],
    *,
    not_verified: Sequence[str],
    port: tuple[str, str] = ("", ""),
    names: Mapping[str, tuple[str, str]] | None = None,
) -> Reasons:
    """Return the sentences that explain one score.

    Parameters
    ----------
    found : sequence of Contribution
        Of one site.
    not_verified : sequence of str
        Names of the limits that could not be verified.
    port : (str, str)
        Names of the port that ``land_port_km`` is measured to.
    names : mapping of str to (str, str), optional
        As for `limit_name`.

    Returns
    -------
    Reasons
        What adds to the score, what is lost, what is not known, what is not
        verified; each only if there is something to say.
    """
    known = [one for one in found if not one.is_assumed]
    gains = sorted(
        (one for one in known if one.contribution > 0),
        key=lambda one: -one.contribution,
    )[:_GAINS]
    told = {one.criterion.id for one in gains}
    losses = sorted(
        (one for one in known if one.utility < 0.5 and one.criterion.id not in told),
        key=lambda one: one.contribution - one.weight,
    )[:_LOSSES]
    zh: list[str] = []
    en: list[str] = []
    for one in gains:
        said = describe(one, port=port)
        zh.append(f"{said[0]}：计 {one.contribution:.3f} 分，满分 {one.weight:.3f}。")
        en.append(f"{said[1]}: adds {one.contribution:.3f} of {one.weight:.3f}.")
    for one in losses:
        said = describe(one, port=port)
        lost = one.weight - one.contribution
        zh.append(f"{said[0]}：失 {lost:.3f} 分，满分 {one.weight:.3f}。")
        en.append(f"{said[1]}: loses {lost:.3f} of {one.weight:.3f}.")
    assumed = [one.criterion for one in found if one.is_assumed]
    if assumed:
        zh.append(f"未知，按效用 0.5 计：{_names(assumed, 'zh')}。")
        en.append(f"Not known, counted with utility 0.5: {_names(assumed, 'en')}.")
    if not_verified:
        limits = [limit_name(limit, names) for limit in not_verified]
        zh.append(f"未能核实的约束：{'、'.join(limit[0] for limit in limits)}。")
        en.append(f"Limits not verified: {', '.join(limit[1] for limit in limits)}.")
    return Reasons(tuple(zh), tuple(_capitalise(one) for one in en))


def _words_for(value: float, words: Sequence[tuple[float, str]]) -> str:
    """Return the words that stand for exactly this value, or an empty text."""
    return next((text for special, text in words if special == value), "")


def _names(criteria: Sequence[Criterion], lang: str) -> str:
    """Return the names of criteria as a list in one language."""
    if lang == "zh":
        return "、".join(one.name_zh or one.id for one in criteria)
    return ", ".join(one.name_en or one.id for one in criteria)


def _fill(phrase: str, value: str, port: str) -> str:
    """Put a value and a port into a phrase."""
    return phrase.replace("{value}", value).replace("{port}", port).strip()


def _spread(contribution: Contribution) -> str:
    """Return the interval as text; empty if it says no more than the value."""
    low, high = format_number(contribution.low), format_number(contribution.high)
    return "" if low == high else f"{low}–{high}"


def _capitalise(sentence: str) -> str:
    """Return a sentence with a capital at its start, the rest as it is."""
    return sentence[:1].upper() + sentence[1:]
