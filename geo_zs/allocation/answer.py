"""A plan as plain values, with what to say in Chinese and English."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from geo_zs.allocation import reasons
from geo_zs.allocation.blame import Blame, Excess
from geo_zs.allocation.case import RESOURCES
from geo_zs.allocation.plan import Plan
from geo_zs.allocation.reasons import Unplaced
from geo_zs.allocation.schema import NONE, UNLIMITED
from geo_zs.allocation.solve import INFEASIBLE, OPTIMAL, TIME_LIMIT
from geo_zs.matching.answer_site import number
from geo_zs.matching.reasons import format_number

#: Resource → Chinese name, unit; English name, unit.
RESOURCE_WORDS: Final[Mapping[str, tuple[str, str, str, str]]] = {
    "land_ha": ("用地", "公顷", "land", "ha"),
    "power_mw": ("电力", "兆瓦", "power", "MW"),
    "water_m3_per_day": ("供水", "立方米/天", "water", "m³/day"),
}


def to_answer(plan: Plan, data_version: str) -> dict[str, Any]:
    """Return a plan as a dict of plain values.

    Parameters
    ----------
    plan : Plan
        What `geo_zs.allocation.plan.make_plan` returned.
    data_version : str
        Version of the data that the sites were made from.

    Returns
    -------
    dict
        ``value`` sums what the placements are worth; ``gap`` says by what share a
        plan could be better at most. Without a plan, ``value``, ``bound`` and
        ``gap`` are null, all projects stand in ``unplaced`` and ``blame`` says why.
    """
    placing, request = plan.placing, plan.request
    has_plan = not math.isnan(placing.value)
    rows = placing.sites.tolist() if has_plan else []
    placed = [(index, row) for index, row in enumerate(rows) if row >= 0]
    return {
        "data_version": data_version,
        "status": placing.status,
        "statement": _statement(plan, len(placed), has_plan=has_plan),
        "value": number(placing.value),
        "bound": number(placing.bound),
        "gap": number(placing.gap),
        "unknown_capacity": NONE if request.unknown_is_none else UNLIMITED,
        "time_limit_s": request.time_limit_s,
        "gap_allowed": request.gap,
        "placed": [_placed(plan, index, row) for index, row in placed],
        "unplaced": [
            _unplaced(plan, one)
            for one in (plan.unplaced if has_plan else _all_unplaced(plan))
        ],
        "sites": _used_sites(plan) if has_plan else [],
        "unknown": _unknown(plan),
        "blame": None if plan.blame is None else _blame(plan, plan.blame),
        "counts": {
            "projects": plan.case.n_projects,
            "placed": len(placed),
            "unplaced": plan.case.n_projects - len(placed),
            "sites_used": len({row for _, row in placed}),
        },
    }


def _site(plan: Plan, row: int) -> dict[str, Any]:
    """Return a site with its names."""
    sites = plan.sites
    return {
        "id": sites.ids[row],
        "kind": sites.kinds[row],
        "name_zh": sites.names_zh[row],
        "name_en": sites.names_en[row],
        "league": sites.leagues[row] or None,
    }


def _project(plan: Plan, index: int) -> dict[str, Any]:
    """Return key and name of a project."""
    project = plan.request.projects[index]
    return {"id": project.id, "name": project.name or None}


def _placed(plan: Plan, index: int, row: int) -> dict[str, Any]:
    """Return one placement with what it is worth and what is not verified."""
    project, matched = plan.request.projects[index], plan.matched[index]
    failed, not_verified = (
        ([], [])
        if matched is None
        else (
            [limit for limit, rows in part.items() if rows[row]]
            for part in (matched.failed, matched.not_verified)
        )
    )
    return {
        "project": _project(plan, index),
        "site": _site(plan, row),
        "value": float(plan.case.value[index, row]),
        "score": None if matched is None else float(matched.score[row]),
        "priority": project.priority,
        "mandatory": project.is_mandatory,
        "locked": bool(project.locked),
        "needs": dict(zip(RESOURCES, project.needs, strict=True)),
        "failed": failed,
        "not_verified": not_verified,
    }


def _all_unplaced(plan: Plan) -> list[Unplaced]:
    """Return every project as without a place: there is no plan."""
    return [
        Unplaced(index, reasons.NO_PLAN if may_stand.any() else reasons.NO_SITE)
        for index, may_stand in enumerate(plan.case.allowed())
    ]


def _unplaced(plan: Plan, one: Unplaced) -> dict[str, Any]:
    """Return one project without a place, with the reason in words."""
    zh, en = unplaced_words(plan, one)
    return {
        "project": _project(plan, one.project),
        "reason": one.code,
        "site": _site(plan, one.site) if one.site >= 0 else None,
        "resource": RESOURCES[one.resource] if one.resource >= 0 else None,
        "needed": number(one.needed),
        "available": number(one.available),
        "text": {"zh": zh, "en": en},
    }


def unplaced_words(plan: Plan, one: Unplaced) -> tuple[str, str]:
    """Say in Chinese and English why a project has no place."""
    if one.site < 0:
        return _PLAIN_REASONS[one.code]
    site_zh = plan.sites.names_zh[one.site]
    site_en = plan.sites.names_en[one.site] or plan.sites.ids[one.site]
    zh, unit_zh, en, unit_en = RESOURCE_WORDS[RESOURCES[one.resource]]
    needed, available = format_number(one.needed), format_number(one.available)
    if one.code == reasons.UNKNOWN_CAPACITY:
        return (
            f"{site_zh}等可选地的{zh}能力未知，按请求视为没有"
            f"（需要 {needed} {unit_zh}）",
            f"the {en} of {site_en} and the other allowed sites is not known and "
            f"counts as none, as asked ({needed} {unit_en} needed)",
        )
    if one.code == reasons.TOO_LARGE:
        return (
            f"可选地单独也容纳不下：最接近的{site_zh}有{zh} {available} {unit_zh}，"
            f"需要 {needed} {unit_zh}",
            f"too large for every allowed site by itself: {site_en}, the nearest to "
            f"it, has {available} {unit_en} of {en}; {needed} {unit_en} needed",
        )
    return (
        f"{site_zh}的{zh}已被方案中的其他项目占用：剩余 {available} {unit_zh}，"
        f"需要 {needed} {unit_zh}",
        f"the {en} of {site_en} goes to other projects of the plan: "
        f"{available} {unit_en} left, {needed} {unit_en} needed",
    )


_PLAIN_REASONS: Final[Mapping[str, tuple[str, str]]] = {
    reasons.NO_SITE: (
        "没有可选地：都被硬约束、清单或产业类型排除",
        "no site is allowed: limits, lists or the kind of industry leave none",
    ),
    reasons.NO_VALUE: (
        "在所有可选地的价值都是 0，安排与否没有差别",
        "worth 0 on every allowed site, so placing it gains nothing",
    ),
    reasons.NO_PLAN: (
        "没有可行方案，见方案说明",
        "there is no plan; the statement says why",
    ),
    reasons.NOT_FOUND: (
        "仍有余量；搜索到时限或允许的差距即停，没有找到位置",
        "there is room left; the search stopped at the time or gap allowed",
    ),
}


def _used_sites(plan: Plan) -> list[dict[str, Any]]:
    """Return what is taken from each site used, and from umbrella zones that bind."""
    case, placing = plan.case, plan.placing
    loads = case.loads(placing.sites)
    used = set(placing.sites[placing.sites >= 0].tolist())
    above = {int(case.parent[row]) for row in used} - {-1}
    above = {row for row in above if not np.isnan(case.capacity[row]).all()}
    return [
        {
            "site": _site(plan, row),
            "projects": [
                plan.request.projects[index].id
                for index in np.flatnonzero(placing.sites == row).tolist()
            ],
            "resources": {
                name: _usage(plan, row, column, float(loads[row, column]))
                for column, name in enumerate(RESOURCES)
            },
        }
        for row in sorted(used | above, key=lambda one: plan.sites.ids[one])
    ]


def _usage(plan: Plan, row: int, column: int, used: float) -> dict[str, Any]:
    """Return use, capacity and rest of one resource of a site."""
    capacity = float(plan.case.capacity[row, column])
    is_known = not math.isnan(capacity)
    own = plan.request.capacities.get(plan.sites.ids[row], {})
    return {
        "used": used,
        "capacity": capacity if is_known else None,
        "left": max(capacity - used, 0.0) if is_known else None,
        "origin": "request"
        if RESOURCES[column] in own
        else ("table" if is_known else "unknown"),
    }


def _unknown(plan: Plan) -> list[dict[str, Any]]:
    """Return every allowed site with the capacities that matter and are not known."""
    case = plan.case
    allowed = case.allowed()
    # (projects, sites) and (projects, resources) → is it needed there at all?
    asked = (allowed.T.astype(int) @ (case.needs > 0).astype(int)) > 0
    open_ones = asked & np.isnan(case.capacity)
    used = set(plan.placing.sites[plan.placing.sites >= 0].tolist())
    return [
        {
            "site": _site(plan, row),
            "resources": [
                name for name, is_open in zip(RESOURCES, one, strict=True) if is_open
            ],
            "used": row in used,
        }
        for row, one in enumerate(open_ones.tolist())
        if any(one)
    ]


def _blame(plan: Plan, blame: Blame) -> dict[str, Any]:
    """Return which capacities are to blame, with words."""
    return {
        "proven": blame.is_proven,
        "nowhere": [_project(plan, index) for index in blame.nowhere],
        "increases": [_increase(plan, one) for one in blame.excesses],
    }


def _increase(plan: Plan, one: Excess) -> dict[str, Any]:
    """Return one capacity that has to grow."""
    zh, en = increase_words(plan, one)
    return {
        "site": _site(plan, one.site),
        "resource": RESOURCES[one.resource],
        "capacity": number(one.capacity),
        "needed": one.needed,
        "increase": one.increase,
        "projects": [plan.request.projects[index].id for index in one.projects],
        "text": {"zh": zh, "en": en},
    }


def increase_words(plan: Plan, one: Excess) -> tuple[str, str]:
    """Say in Chinese and English by how much a capacity has to grow."""
    zh, unit_zh, en, unit_en = RESOURCE_WORDS[RESOURCES[one.resource]]
    site_zh = plan.sites.names_zh[one.site]
    site_en = plan.sites.names_en[one.site] or plan.sites.ids[one.site]
    needed, more = format_number(one.needed), format_number(one.increase)
    if math.isnan(one.capacity):
        return (
            f"{site_zh}的{zh}能力未知，按请求视为没有，需要 {needed} {unit_zh}",
            f"{site_en}: {en} is not known and counts as none, as asked; "
            f"{needed} {unit_en} needed",
        )
    has = format_number(one.capacity)
    return (
        f"{site_zh}的{zh}有 {has} {unit_zh}，需要 {needed} {unit_zh}，"
        f"至少再增 {more} {unit_zh}",
        f"{site_en}: {has} {unit_en} of {en}, {needed} {unit_en} needed, "
        f"at least {more} {unit_en} more",
    )


def _statement(plan: Plan, n_placed: int, *, has_plan: bool) -> dict[str, str]:
    """Say in one sentence how it ended."""
    n_projects = plan.case.n_projects
    if plan.placing.status == INFEASIBLE:
        return _why_infeasible(plan)
    if not has_plan:
        return {
            "zh": "时限内没有找到能安排全部必须落地项目的方案，也没有证明不存在",
            "en": "no plan that places all mandatory projects was found in the time, "
            "and none was proven impossible",
        }
    share = f"{plan.placing.gap * 100:.2g}%"
    if plan.placing.status == OPTIMAL and plan.placing.gap < 1e-6:
        end_zh, end_en = "已证明没有总价值更高的方案", "proven: no plan is worth more"
    elif plan.placing.status == TIME_LIMIT:
        end_zh = f"到时限为止的最好方案，至多还能提高 {share}"
        end_en = f"the best found in the time; at most {share} can be gained"
    else:
        end_zh = f"在允许的差距内，至多还能提高 {share}"
        end_en = f"within the gap allowed; at most {share} can be gained"
    return {
        "zh": f"{n_projects} 个项目中安排了 {n_placed} 个；{end_zh}",
        "en": f"{n_placed} of {n_projects} projects placed; {end_en}",
    }


def _why_infeasible(plan: Plan) -> dict[str, str]:
    """Say why there is no plan."""
    blame = plan.blame or Blame((), (), is_proven=False)
    zh, en = [], []
    if blame.nowhere:
        names = [plan.request.projects[index].id for index in blame.nowhere]
        zh.append(f"项目 {'、'.join(names)} 没有任何可选地")
        en.append(f"no site is allowed for {', '.join(names)}")
    if blame.excesses:
        words = [increase_words(plan, one) for one in blame.excesses]
        zh.append("能力不足：" + "；".join(one for one, _ in words))
        en.append("too little capacity at " + "; ".join(one for _, one in words))
    return {
        "zh": "必须落地的项目无法全部安排。" + "；".join(zh),
        "en": "Not all mandatory projects can be placed; " + "; ".join(en),
    }
