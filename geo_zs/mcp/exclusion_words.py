"""Why a site is excluded and what would let it in, in a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo_zs.mcp.telling import listed

if TYPE_CHECKING:
    from geo_zs.mcp.match_shapes import ChangeShape, ExclusionShape, LimitShape
    from geo_zs.mcp.shapes import Value


def exclusion_words(found: ExclusionShape) -> str:
    """Return the answer in a few lines, in its language."""
    is_zh = found.lang == "zh"
    name = f"{found.site.name} ({found.site.id})"
    if found.status == "no_candidate":
        return (
            f"{name}不在候选之列：该需求不考察这类地方（{found.site.kind}）。"
            if is_zh
            else f"{name} is no candidate: the requirement does not look at places of "
            f"its kind ({found.site.kind})."
        )
    if found.status == "ranked":
        rank = "" if found.rank is None else f" {found.rank}"
        return (
            f"{name}没有被排除，名次{rank}。"
            if is_zh
            else f"{name} is not excluded; its rank is{rank}."
        )
    lines = [f"{name}被排除：" if is_zh else f"{name} is excluded:"]
    lines += [f"- {_limit(one, is_zh=is_zh)}" for one in found.limits]
    if found.lets_in:
        lines.append("改为以下条件即可入列：" if is_zh else "It would be let in by:")
        limits = {one.limit: one for one in found.limits}
        lines += [
            f"- {_change(one, limits.get(one.limit), is_zh=is_zh)}"
            for one in found.lets_in
        ]
    if found.barred_by:
        barred = listed(found.barred_by, found.lang)
        lines.append(f"无法放宽：{barred}" if is_zh else f"Cannot be relaxed: {barred}")
    return "\n".join(lines)


def _limit(one: LimitShape, *, is_zh: bool) -> str:
    """Return one limit in a line: a rule with its document, else the figures."""
    if one.rule is not None:
        document = one.rule.number or one.rule.document or one.rule.issuer
        return one.label if document is None else f"{one.label} ({document})"
    if isinstance(one.required, bool):
        failed = one.status == "failed"
        words = ("不满足", "not met") if failed else ("未核实", "not verified")
        return f"{one.label}：{words[0]}" if is_zh else f"{one.label}: {words[1]}"
    if not _is_number(one.required):
        return f"{one.label}{_outside(one, is_zh=is_zh)}"
    required = _amount(one.required, one.unit)
    has = _figure(one, is_zh=is_zh)
    if is_zh:
        return f"{one.label}：要求 {required}，现有 {has or '未知'}"
    return f"{one.label}: required {required}, {f'has {has}' if has else 'not known'}"


def _outside(one: LimitShape, *, is_zh: bool) -> str:
    """Say that a site lies outside the leagues or the area asked for."""
    far = "" if one.short_by is None else f"{_rounded(one.short_by):,.10g} km"
    named = ", ".join(one.required) if isinstance(one.required, list) else ""
    if is_zh:
        asked = f"要求 {named}，" if named else ""
        return f"：{asked}不在其内" + (f"，距其 {far}" if far else "")
    asked = f"required {named}, " if named else ""
    return f": {asked}lies outside" + (f", {far} from it" if far else "")


def _figure(one: LimitShape, *, is_zh: bool) -> str:
    """Return what the site has with its interval; nothing if it is not known."""
    if one.value is None:
        return ""
    value = _amount(_rounded(one.value), one.unit)
    if one.low == one.high == one.value:
        return value
    low, high = (
        "…" if end is None else _amount(_rounded(end), None)
        for end in (one.low, one.high)
    )
    unit = f" {one.unit}" if one.unit else ""
    if is_zh:
        return f"{value}（区间 {low}–{high}{unit}）"
    return f"{value} (between {low} and {high}{unit})"


def _change(one: ChangeShape, limit: LimitShape | None, *, is_zh: bool) -> str:
    """Return one change in a line; a limit without a new value is given up."""
    if one.to is None:
        return f"{one.label}：不作要求" if is_zh else f"{one.label}: ask for it no more"
    before, to = (_amount(value, one.unit) for value in (one.before, one.to))
    if _rests_on_the_better_end(one, limit):
        note = (
            "（取区间有利一端，入列后仍属未核实）"
            if is_zh
            else " (the better end of the interval; it stays not verified)"
        )
    else:
        note = ""
    return f"{one.label}{'：' if is_zh else ': '}{before} → {to}{note}"


def _rests_on_the_better_end(one: ChangeShape, limit: LimitShape | None) -> bool:
    """Tell whether the value of the site itself would still not meet the new limit."""
    if limit is None or limit.value is None:
        return False
    if not (isinstance(one.to, int | float) and isinstance(one.before, int | float)):
        return False
    return limit.value > one.to if one.to > one.before else limit.value < one.to


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _rounded(value: float) -> float:
    """Return a measured value to four figures, as relaxed limits are given."""
    return float(f"{value:.4g}")


def _amount(value: Value, unit: str | None) -> str:
    """Return a value with its unit, whole numbers without a decimal point."""
    if not isinstance(value, int | float):
        return str(value)
    return f"{value:,.10g} {unit or ''}".strip()
