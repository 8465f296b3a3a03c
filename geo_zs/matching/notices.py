"""Warnings that belong to a whole answer, in Chinese and English.

What a reader must know before trusting any single rank: how distances were
measured, which layers are incomplete, what was asked and not tested.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from geo_zs.criteria.defaults import FALLBACK_PRESET, CriteriaBook, Preset
from geo_zs.criteria.spec import Criterion
from geo_zs.matching.attribute import BoolArray
from geo_zs.matching.column_names import COLUMN_NAMES
from geo_zs.matching.columns import LAND_PORT, Columns
from geo_zs.matching.explain import Ask
from geo_zs.matching.reasons import limit_name
from geo_zs.matching.requirement import Requirement
from geo_zs.matching.screen import Screening
from geo_zs.matching.standards import LEAGUE as ORDOS
from geo_zs.matching.standards import NOTE as ORDOS_NOTE
from geo_zs.matching.table import SiteTable

#: Preset that stations of wind, sun and storage share.
STATION_PRESET: Final = "power_station"
#: Share of the candidates whose value must be known for a criterion to be scored
#: without being asked for by name.
KNOWN_SHARE: Final = 0.6


@dataclass(frozen=True)
class Notice:
    """One warning: a stable code and the text in both languages."""

    code: str
    zh: str
    en: str


_NO_SITE_KIND: Final = Notice(
    "wrong_kind_of_site",
    "工业园区不适合旅游和一般服务业，本系统不为其排序；请按旗县的资源和客源选址。",
    "Industrial parks are the wrong kind of site for tourism and services, so "
    "nothing is ranked; look at the resources and visitors of the banners.",
)
_NO_DEPOSITS: Final = Notice(
    "no_deposit_data",
    "矿产和草场的位置不在数据中：此排序只比较旗县的交通和配套，不说明资源在哪里。",
    "Where deposits and pastures lie is not in the data: this order compares access "
    "and services of the banners and says nothing about the resource itself.",
)
_STRAIGHT_LINES: Final = Notice(
    "straight_line_distances",
    "距离均为直线距离；公路里程通常更长（高原地区约 1.2–1.5 倍，属经验判断）。",
    "Distances are straight lines; roads are longer (about 1.2 to 1.5 times on the "
    "plateau, a judgement).",
)
_FALLBACK: Final = Notice(
    "general_preset",
    "该产业没有专门的评价方案，采用一般制造业方案。",
    "There is no preset for this industry; the one for general manufacturing is used.",
)
_STATIONS: Final = Notice(
    "one_preset_for_stations",
    "风电、光伏和储能电站共用一套准则；只建其中一种时，请按需要调整风速与辐照的权重。",
    "Wind, solar and storage stations share one set of criteria; for one of them alone "
    "set the weights of wind speed and irradiation as it needs.",
)
_BORDER: Final = Notice(
    "border_preset",
    "需求写明了口岸，采用口岸落地加工方案；如不合适，请用 preset 指定其他方案。",
    "The requirement names ports of entry, so the preset of border processing is used; "
    "choose another one by 'preset' if that is not meant.",
)
_INVESTMENT: Final = Notice(
    "investment_not_tested",
    "总投资只作记录：给出用地、且园区的投资强度标准已知时，才能比较。",
    "The investment is shown only: it can be compared where the land is given too "
    "and the park's standard of investment for each mu is known.",
)
_DOLLARS: Final = Notice(
    "dollars_not_converted",
    "美元投资保留原币种，不换算，也不参与投资强度比较。",
    "An investment in dollars stays in dollars: it is not converted and not "
    "compared with standards in yuan.",
)
_PLANNED_LAND: Final = Notice(
    "planned_land_not_tested",
    "用地只按批准面积或可供面积核实；规划面积口径不一，不作依据。",
    "Land is verified by approved or available area only; planned areas mix meanings "
    "and are not used.",
)
_SCHEMATIC_RAIL: Final = Notice(
    "rail_limit_only_verifies",
    "铁路图层为示意线且不完整：铁路距离约束只能核实，不会排除任何候选地。",
    "The railway lines are schematic and incomplete: a rail limit can verify a site "
    "and never excludes one.",
)
_UNUSED_PORTS: Final = Notice(
    "port_choice_without_effect",
    "选定的口岸（毗邻国家、口岸类型或指定口岸）没有起作用：既没有口岸距离约束，"
    "距口岸的远近也不计分；请填写距陆路口岸的最大距离。",
    "The choice of ports (port_neighbour, port_mode, port_ids) had no effect: there "
    "is no limit on the distance to a port and it is not scored; give "
    "limits.land_port_km_max.",
)


def notices(
    sites: SiteTable,
    requirement: Requirement,
    *,
    book: CriteriaBook,
    preset: Preset,
    has_site_kind: bool,
    criteria: Sequence[Criterion],
    asks: Sequence[Ask],
    columns: Columns,
    screening: Screening,
    candidates: BoolArray,
) -> tuple[Notice, ...]:
    """Return what a reader of the answer must know.

    Parameters
    ----------
    book : CriteriaBook
        For the names of columns.
    sites, requirement, preset, criteria, asks, columns, screening, candidates
        As in `geo_zs.matching.result.MatchResult`.
    has_site_kind : bool
        False if the industry seeks none of our kinds of sites.

    Returns
    -------
    tuple of Notice
        In a fixed order; each code at most once.
    """
    if not has_site_kind:
        return (_NO_SITE_KIND,)
    tested = [test.attribute for test in screening.tests if test.attribute is not None]
    used = {one.column for one in criteria} | {one.column for one in tested}
    found: list[Notice] = []
    if sites.industry_kind.get(requirement.industry) == "extraction":
        found.append(_NO_DEPOSITS)
    found += _about_preset(requirement, book, preset)
    if any("_km" in column and "km2" not in column for column in used):
        found.append(_STRAIGHT_LINES)
    if requirement.limits.rail_km_max is not None:
        found.append(_SCHEMATIC_RAIL)
    if requirement.land_ha is not None:
        found.append(_PLANNED_LAND)
    in_ordos = np.array([one == ORDOS for one in sites.leagues], dtype=bool)
    found += _about_money(
        requirement, used, has_ordos=bool((in_ordos & candidates).any())
    )
    limits = requirement.limits
    is_choosing = bool(limits.port_neighbour or limits.port_mode or limits.port_ids)
    if is_choosing and LAND_PORT not in used:
        found.append(_UNUSED_PORTS)
    found += _little_known(criteria, asks, columns, candidates)
    missing = [
        name
        for name in used
        if name != LAND_PORT and not columns.get(name).is_complete_layer
    ]
    found += _incomplete(sorted(_name(column, book, screening) for column in missing))
    if LAND_PORT in used:
        found += _unlocated_ports(sites, columns)
    found += _kept(screening, candidates, {**COLUMN_NAMES, **book.names})
    return tuple(found)


def _about_preset(
    requirement: Requirement, book: CriteriaBook, preset: Preset
) -> Iterator[Notice]:
    """Yield what is particular about the preset."""
    if preset.id == FALLBACK_PRESET:
        yield _FALLBACK
    if preset.id == STATION_PRESET:
        yield _STATIONS
    if preset.id not in (requirement.preset, book.preset_for(requirement.industry).id):
        yield _BORDER


def _about_money(
    requirement: Requirement, used: Collection[str], *, has_ordos: bool
) -> Iterator[Notice]:
    """Yield what is done, and not done, with the investment."""
    if requirement.investment_cny_1e8 is not None:
        if "investment_to_standard" not in used:
            yield _INVESTMENT
        if has_ordos:
            yield Notice("ordos_standards", *ORDOS_NOTE)
    if requirement.investment_usd_1e8 is not None:
        yield _DOLLARS


def _little_known(
    criteria: Sequence[Criterion],
    asks: Sequence[Ask],
    columns: Columns,
    candidates: BoolArray,
) -> Iterator[Notice]:
    """Yield which criteria were left out, and which are scored though little known."""
    left_out = [ask.criterion for ask in asks if not ask.criterion.is_asked]
    if left_out:
        yield Notice(
            "criteria_not_scored",
            "以下准则已知的候选地不足六成，未计分，权重由其余准则按比例分担："
            f"{_listed(left_out, 'zh')}。",
            "These criteria are known for fewer than 60 % of the candidates; they are "
            f"not scored and the others share their weight: {_listed(left_out, 'en')}.",
        )
    thin = [
        one
        for one in criteria
        if candidates.any()
        and (~np.isnan(columns.get(one.column).value[candidates])).mean() < KNOWN_SHARE
    ]
    if thin:
        yield Notice(
            "criteria_little_known",
            "以下准则已知的候选地不足六成仍计分，得分区间因此较宽："
            f"{_listed(thin, 'zh')}。",
            "These criteria are scored though fewer than 60 % of the candidates are "
            f"known, which widens the intervals: {_listed(thin, 'en')}.",
        )


def _listed(criteria: Sequence[Criterion], lang: str) -> str:
    """Return the names of criteria in one language."""
    if lang == "zh":
        return "、".join(one.name_zh or one.id for one in criteria)
    return ", ".join(one.name_en or one.id for one in criteria)


def _name(column: str, book: CriteriaBook, screening: Screening) -> tuple[str, str]:
    """Return a measured column in Chinese and English.

    The name is that of the criterion that scores it, else of the limit that tests it.
    """
    for one in book.criteria.values():
        if one.column == column:
            return one.name_zh or one.id, one.name_en or one.id
    for test in screening.tests:
        if test.attribute is not None and test.attribute.column == column:
            return limit_name(test.limit)
    return column, column


def _incomplete(names: Sequence[tuple[str, str]]) -> Iterator[Notice]:
    """Yield what is measured in layers that are known to be incomplete."""
    if names:
        zh, en = "、".join(name[0] for name in names), ", ".join(n[1] for n in names)
        yield Notice(
            "incomplete_layers",
            f"以下指标所依据的图层不完整：{zh}。",
            f"The layers behind these are incomplete: {en}.",
        )


def _unlocated_ports(sites: SiteTable, columns: Columns) -> Iterator[Notice]:
    """Yield which ports no distance is measured to, and which may lie anywhere."""
    for rows, tell in (
        (columns.unlocated_ports, _unlocated),
        (columns.spread_ports, _spread),
    ):
        if rows:
            yield tell(
                "、".join(sites.ports.names_zh[row] for row in rows),
                ", ".join(sites.ports.names_en[row] for row in rows),
            )


def _unlocated(zh: str, en: str) -> Notice:
    """Say which ports no distance is measured to."""
    return Notice(
        "ports_without_location",
        f"位置未知、未计入距离的口岸：{zh}；距其较近的候选地不会因此被排除。",
        f"Ports without a known location, to which no distance is measured: {en}; "
        "no site is excluded for being far from the others.",
    )


def _spread(zh: str, en: str) -> Notice:
    """Say which ports are known by their banner only."""
    return Notice(
        "ports_known_by_banner",
        f"只知所在旗县、位置未知的口岸：{zh}。该旗县内任何一点都可能是它，附近候选地的"
        "距离下限按此计算，因此可能列为未核实；距离数值不采用它。",
        f"Ports known by their banner only: {en}. They may lie anywhere in it: sites "
        "near that banner keep a low bound for it and may be not verified; no value "
        "is taken from it.",
    )


def _kept(
    screening: Screening, candidates: BoolArray, names: Mapping[str, tuple[str, str]]
) -> Iterator[Notice]:
    """Yield which limits keep sites that they could not verify in their place."""
    kept = [
        limit_name(test.limit, names)
        for test, policy in zip(screening.tests, screening.policies, strict=True)
        if policy == "keep" and (test.status[candidates] == 0).any()
    ]
    if kept:
        zh, en = "、".join(name[0] for name in kept), ", ".join(n[1] for n in kept)
        yield Notice(
            "unverified_kept",
            f"以下约束多数候选地尚无资料，未核实者保留原位并标注：{zh}。",
            "For these limits sites that could not be verified stay in place, "
            f"marked: {en}.",
        )
