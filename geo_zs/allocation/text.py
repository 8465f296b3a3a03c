"""A plan as lines of text for a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from geo_zs.allocation.answer import RESOURCE_WORDS
from geo_zs.matching.reasons import format_number, limit_name

#: Control and direction marks would let a name from a file drive the terminal.
_CONTROL: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)

_WORDS: Final = {
    "zh": {
        "value": "总价值 {value}，上界 {bound}，差距 {gap}",
        "placed": "已安排",
        "unplaced": "未安排",
        "use": "占用",
        "of": "{used} / {capacity} {unit}",
        "locked": "已锁定",
        "mandatory": "必须落地",
        "not_verified": "未核实",
        "failed": "不满足但已锁定",
        "unknown": "能力未知，视为{policy}，请询问园区",
        "more": "另有 {count} 处候选地能力未知",
        "unlimited": "不受限",
        "none": "没有",
        "of_unknown": "{used} {unit}（能力未知）",
        "separator": "、",
    },
    "en": {
        "value": "total value {value}, bound {bound}, gap {gap}",
        "placed": "Placed",
        "unplaced": "Not placed",
        "use": "Use",
        "of": "{used} of {capacity} {unit}",
        "locked": "locked",
        "mandatory": "mandatory",
        "not_verified": "not verified",
        "failed": "fails, but is locked",
        "unknown": "Not known and counted as {policy}; ask the park",
        "more": "{count} more candidates have unknown capacities",
        "unlimited": "unlimited",
        "none": "none",
        "of_unknown": "{used} {unit} (capacity not known)",
        "separator": ", ",
    },
}


def plan_lines(answer: Mapping[str, Any], lang: str) -> Iterator[str]:
    """Yield a plan line by line.

    Parameters
    ----------
    answer : mapping
        What `geo_zs.allocation.answer.to_answer` returned.
    lang : {"zh", "en"}
        Language of the text.
    """
    words = _WORDS[lang]
    yield _plain(answer["statement"][lang])
    if answer["value"] is not None:
        yield words["value"].format(
            value=f"{answer['value']:.4f}",
            bound=f"{answer['bound']:.4f}",
            gap=f"{answer['gap'] * 100:.2f}%",
        )
    if answer["placed"]:
        yield f"{words['placed']}:"
        yield from (_placed(one, lang) for one in answer["placed"])
    if answer["unplaced"]:
        yield f"{words['unplaced']}:"
        for one in answer["unplaced"]:
            yield f"  {_project(one['project'])}: {_plain(one['text'][lang])}"
    if answer["sites"]:
        yield f"{words['use']}:"
        yield from (_use(one, lang) for one in answer["sites"])
    yield from _unknown(answer, lang)


def _unknown(answer: Mapping[str, Any], lang: str) -> Iterator[str]:
    """Yield the capacities that are not known, those of used sites by name."""
    words = _WORDS[lang]
    if not answer["unknown"]:
        return
    policy = words[answer["unknown_capacity"]]
    yield f"{words['unknown'].format(policy=policy)}:"
    used = [one for one in answer["unknown"] if one["used"]]
    for one in used:
        names = [_resource(name, lang) for name in one["resources"]]
        yield f"  {_site(one['site'], lang)}: {words['separator'].join(names)}"
    rest = len(answer["unknown"]) - len(used)
    if rest:
        yield f"  {words['more'].format(count=rest)}"


def _placed(one: Mapping[str, Any], lang: str) -> str:
    """Return one placement as a line."""
    words = _WORDS[lang]
    marks = [words[name] for name in ("locked", "mandatory") if one[name]]
    for state in ("failed", "not_verified"):
        if one[state]:
            limits = [limit_name(name)[0 if lang == "zh" else 1] for name in one[state]]
            marks.append(f"{words[state]}: {words['separator'].join(limits)}")
    text = f"  {_project(one['project'])} → {_site(one['site'], lang)}"
    note = f" ({'; '.join(marks)})" if marks else ""
    return _plain(f"{text}  {one['value']:.3f}{note}")


def _use(one: Mapping[str, Any], lang: str) -> str:
    """Return what is taken from one site as a line."""
    words = _WORDS[lang]
    parts = []
    for name, usage in one["resources"].items():
        if usage["used"] == 0 and usage["capacity"] is None:
            continue
        capacity = usage["capacity"]
        amount = words["of" if capacity is not None else "of_unknown"].format(
            used=format_number(usage["used"]),
            capacity="" if capacity is None else format_number(capacity),
            unit=RESOURCE_WORDS[name][1 if lang == "zh" else 3],
        )
        parts.append(f"{_resource(name, lang)} {amount}")
    return f"  {_site(one['site'], lang)}: {'; '.join(parts)}".rstrip(": ")


def _resource(name: str, lang: str) -> str:
    return RESOURCE_WORDS[name][0 if lang == "zh" else 2]


def _project(project: Mapping[str, Any]) -> str:
    name = f" {project['name']}" if project["name"] else ""
    return _plain(f"{project['id']}{name}")


def _site(site: Mapping[str, Any], lang: str) -> str:
    return _plain(site[f"name_{lang}"] or site["name_zh"] or site["id"])


def _plain(text: str) -> str:
    """Return text without control and direction marks."""
    return _CONTROL.sub("", text)
