"""Remarks on what was read: which end of a range, what is far from usual.

A remark refuses nothing. Usual figures stand in
``data/understanding/usual_figures.csv``, each with its reason.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

from geo_zs.understanding.lexicon import Lexicon
from geo_zs.understanding.meaning import UsualFigure
from geo_zs.understanding.quantity import SETBACK_LAYERS
from geo_zs.understanding.result import Capacity, Hint

#: A figure so many times above the upper usual end, or below the lower, is unusual.
FAR: Final = 1.5

#: Field → what it is called, and its unit.
LABELS: Final[Mapping[str, tuple[str, str, str, str]]] = {
    "land_ha": ("用地", "land", "公顷", "ha"),
    "power_mw": ("用电负荷", "load", "兆瓦", "MW"),
    "water_m3_per_day": ("用水", "water", "立方米/天", "m³ a day"),
    "investment_cny_1e8": ("投资", "investment", "亿元", "×10⁸ yuan"),
    "investment_usd_1e8": ("投资", "investment", "亿美元", "×10⁸ US dollars"),
    "green_power_share_min": ("绿电比例", "green share", "", ""),
    "energy_tce_per_year": ("能耗", "energy use", "吨标准煤/年", "tce a year"),
    "output_cny_1e8_per_year": ("年产值", "output", "亿元", "×10⁸ yuan a year"),
    "limits.rail_km_max": ("距铁路", "distance to rail", "公里", "km"),
    "limits.land_port_km_max": ("距口岸", "distance to a port", "公里", "km"),
    "limits.airport_km_max": ("距机场", "distance to an airport", "公里", "km"),
    **{
        f"limits.setbacks.{layer}": (
            f"与{zh}的退让距离",
            f"setback from {en}",
            "公里",
            "km",
        )
        for layer, (zh, en) in SETBACK_LAYERS.items()
    },
}
#: Fields whose lower end is what is surely there.
LOWER_END: Final = frozenset(
    {
        "green_power_share_min",
        "investment_cny_1e8",
        "investment_usd_1e8",
        "output_cny_1e8_per_year",
    }
)


def number(value: float) -> str:
    """Return a number as people write it: no more digits than it needs."""
    return f"{value:.4g}" if abs(value) < 1e4 else f"{value:,.0f}"


def range_hint(field: str, low: float, high: float) -> Hint:
    """Say which end of a range is used and why."""
    zh, en, unit_zh, unit_en = LABELS[field]
    if field in LOWER_END:
        end, why_zh, why_en = low, "下限是确定有的", "the lower end is sure"
        which_zh, which_en = "下限", "lower"
    else:
        end = high
        why_zh, why_en = "满足上限者必满足全部", "a site that meets it meets all"
        which_zh, which_en = "上限", "upper"
    return Hint(
        "range_end",
        field,
        f"{zh}为{number(low)}至{number(high)}{unit_zh}，取{which_zh}{number(end)}"
        f"：{why_zh}",
        f"{en} is {number(low)} to {number(high)} {unit_en}".rstrip()
        + f"; the {which_en} end {number(end)} is used: {why_en}",
    )


def conflict_hint(field: str, values: Sequence[float]) -> Hint:
    """Say that a text gives several values for one field."""
    zh, en, unit_zh, unit_en = LABELS[field]
    listed_zh = "、".join(number(value) for value in values)
    listed_en = ", ".join(number(value) for value in values)
    return Hint(
        "conflict",
        field,
        f"{zh}有不同的值（{listed_zh}{unit_zh}），均未采用",
        f"{en} has different values ({listed_en} {unit_en}); none is used".replace(
            " )", ")"
        ),
    )


def phase_hint(field: str, *, is_used: bool) -> Hint:
    """Say that a value is of one phase only."""
    zh, en, _, _ = LABELS[field]
    if is_used:
        return Hint(
            "phase",
            field,
            f"{zh}只给出一期的值，按该值计算",
            f"only the {en} of one phase is given, and is used",
        )
    return Hint(
        "phase",
        field,
        f"{zh}另有分期的值，采用总数",
        f"the {en} of a phase is given too; the total is used",
    )


#: Limit → what it is called in a remark on a wish.
WISHES: Final[Mapping[str, tuple[str, str]]] = {
    "limits.chemical_park": ("进化工园区", "a recognised chemical park"),
    **{
        field: (zh, en)
        for field, (zh, en, _, _) in LABELS.items()
        if field.startswith("limits.") or field == "green_power_share_min"
    },
}


def wish_hint(field: str) -> Hint:
    """Say that what is only wished for is no limit."""
    zh, en = WISHES[field]
    return Hint(
        "wish_not_limit",
        field,
        f"{zh}是优先意愿，不作为硬约束：须限定时请去掉“最好”“优先”",
        f"{en} is a wish and no limit: leave out 'preferably' to make it one",
    )


NOTES: Final[Mapping[str, tuple[str, str, str]]] = {
    "yearly_average": (
        "water_m3_per_day",
        "年用水量按365天平均折算为每天",
        "water a year is averaged over 365 days",
    ),
    "months_12": (
        "capacity",
        "每月的产能按12个月折算为每年",
        "a month counts 12 times",
    ),
    "hourly_24": (
        "water_m3_per_day",
        "每小时用水量按每天24小时折算",
        "water an hour is taken for 24 hours a day",
    ),
    "green_power_mw": (
        "green_power_share_min",
        "绿电的功率不是比例：请给出绿电占用电量的比例",
        "a power of green electricity is no share: give it as a share of the use",
    ),
    "yearly_electricity": (
        "power_mw",
        "年用电量不是负荷：请给出用电负荷（兆瓦）",
        "electricity a year is no load: give the load in MW",
    ),
    "setback": (
        "limits.setbacks",
        "“至少这么远”的条件未采用：可用limits.setbacks按图层给出退让距离（公里），图层为"
        "ports、airports、power_plants、energy_bases、rail_nodes、rail_lines",
        "a smallest distance is not used as it stands: say it as limits.setbacks, "
        "layer → km, with the layers ports, airports, power_plants, energy_bases, "
        "rail_nodes, rail_lines",
    ),
    "water_time": (
        "water_m3_per_day",
        "用水量没有时间：请给出每天或每年的用水量",
        "an amount of water without a time: say it per day or per year",
    ),
}


def note_hint(note: str) -> Hint:
    """Return the remark of a reading."""
    field, zh, en = NOTES[note]
    return Hint(note, field, zh, en)


def usual_hints(
    request: Mapping[str, Any], capacity: Sequence[Capacity], lexicon: Lexicon
) -> list[Hint]:
    """Compare load, water, land and money with what is usual for the capacity.

    Parameters
    ----------
    request : mapping
        Fields in canonical units.
    capacity : sequence of Capacity
        Capacities of the text; the first that fits a figure counts.
    lexicon : Lexicon
        Holds the usual figures.

    Returns
    -------
    list of Hint
        One for each field that lies `FAR` outside.
    """
    hints: dict[str, Hint] = {}
    for made in capacity:
        for usual in lexicon.usual:
            if usual.field in request and usual.field not in hints:
                hint = _compare(usual, made, float(request[usual.field]), lexicon)
                if hint is not None:
                    hints[usual.field] = hint
    return list(hints.values())


def _compare(
    usual: UsualFigure, made: Capacity, value: float, lexicon: Lexicon
) -> Hint | None:
    """Return the remark on one value, or None if it is usual."""
    if usual.tag != made.tag or usual.unit != made.unit:
        return None
    if usual.words and not usual.words & _words_of(made, lexicon):
        return None
    times = made.value / usual.per
    low, high = usual.low * times, usual.high * times
    much = not math.isnan(high) and value > high * FAR
    little = not math.isnan(low) and value < low / FAR
    if not (much or little):
        return None
    zh, en, unit_zh, unit_en = LABELS[usual.field]
    if math.isnan(high):
        span_zh, span_en = f"{number(low)}以上", f"{number(low)} or more"
    elif low == high:
        span_zh = span_en = number(low)
    else:
        span_zh = f"{number(low)}至{number(high)}"
        span_en = f"{number(low)} to {number(high)}"
    return Hint(
        "unusual",
        usual.field,
        f"{zh}{number(value)}{unit_zh}，对{number(made.value)} {made.unit}"
        f"偏{'大' if much else '小'}；通常{span_zh}{unit_zh}（{usual.zh}）",
        f"{en} of {number(value)} {unit_en} is {'much' if much else 'little'} for "
        f"{number(made.value)} {made.unit}; usual {span_en} {unit_en} ({usual.en})",
    )


def _words_of(made: Capacity, lexicon: Lexicon) -> frozenset[str]:
    """Return the word of a capacity and the products it is a kind of."""
    return frozenset({made.word, *lexicon.products.get(made.word.lower(), ())})
