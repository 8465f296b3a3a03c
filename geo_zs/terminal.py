"""Places and answers as text for a terminal."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol

import click

#: Control and direction marks would let a name from a file drive the terminal.
_CONTROL: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)

#: How many reasons of each site are printed.
_REASONS: Final = 3

_WORDS: Final = {
    "zh": {
        "ranks": "名次", "relax": "放宽建议",
        "none": "没有候选地满足全部硬约束。",
        "candidates": "“{name}”对应多个地方，请写明类型或盟市：",
        "unknown": "没有名为“{name}”的地方。",
        "readings": "可能的读法（不会自动改写）：",
        "for": "支持", "against": "反对", "reason": "依据", "try": "相近的名称：",
        "no_point": "位置未知", "counts": "候选 {candidates}，排除 {excluded}，"
        "排名 {ranked}，其中未核实 {not_verified}", "not_verified": "未核实",
        "everywhere": "所列候选地均无公开资料可核实，请询问园区",
        "drop": "去掉该条件", "read": "读作", "not_read": "未能理解",
        "not_evaluated": "不作评价", "rule": "规则", "colon": "：", "joint": "、",
        "replaced": "未采用：{field}以需求文件为准",
    },
    "en": {
        "ranks": "ranks", "relax": "to let one in",
        "none": "No site meets every limit.",
        "candidates": "{name!r} names several places; say the kind or the league:",
        "unknown": "No place is known as {name!r}.",
        "readings": "Possible readings (nothing is rewritten silently):",
        "for": "for", "against": "against", "reason": "reason",
        "try": "Names alike:", "no_point": "no known point",
        "counts": "{candidates} candidates, {excluded} excluded, {ranked} ranked, "
        "{not_verified} of them not verified", "not_verified": "not verified",
        "everywhere": "no public fact verifies any site listed; ask the park",
        "drop": "drop it", "read": "read as", "not_read": "not understood",
        "not_evaluated": "not evaluated", "rule": "rule", "colon": ": ", "joint": ", ",
        "replaced": "not used: the {field} of the file counts",
    },
}  # fmt: skip


class Words(Protocol):
    """Says what the keys of an answer mean: `geo_zs.commands.answer_words`."""

    def field(self, path: str) -> str:
        """Return the name of a field of a requirement."""

    def limit(self, name: str) -> str:
        """Return the name of a limit."""

    def value(self, phrase: Mapping[str, Any]) -> str:
        """Return what a phrase of a text was read as."""

    def amount(self, limit: str, value: object) -> str:
        """Return what a limit asks, with its unit."""


def _plain(value: object) -> str:
    """Return text without control and direction marks."""
    return _CONTROL.sub("", "" if value is None else str(value))


def _print(line: str) -> None:
    click.echo(_plain(line))


def _name(thing: Mapping[str, Any], lang: str) -> str:
    first, second = ("name_en", "name_zh") if lang == "en" else ("name_zh", "name_en")
    return _plain(thing.get(first) or thing.get(second) or "")


def print_place(place: Mapping[str, Any], units: Mapping[str, str], lang: str) -> None:
    """Print one place: names, key, units, point and its precision.

    Parameters
    ----------
    place : mapping
        Fields of a place.
    units : mapping of adcode to str
        Names of leagues and banners.
    lang : str
        ``zh`` or ``en``.
    """
    both = " · ".join(
        _plain(place[name]) for name in ("name_zh", "name_en") if place[name]
    )
    _print(both)
    point = (
        f"{place['lon']:.5f}, {place['lat']:.5f} ({place['location_precision']})"
        if place["lon"] is not None
        else _WORDS[lang]["no_point"]
    )
    _print(f"{place['kind']}  {place['id']}  {_units(place, units)}  {point}")


def _units(place: Mapping[str, Any], units: Mapping[str, str]) -> str:
    """Return league and banner of a place by name and code."""
    codes = dict.fromkeys(place[unit] for unit in ("league", "banner") if place[unit])
    return " / ".join(f"{units.get(code, '')} {code}".strip() for code in codes)


def print_candidates(
    name: str,
    candidates: Sequence[Mapping[str, Any]],
    units: Mapping[str, str],
    lang: str,
) -> None:
    """Print the places that share a name, with the units they lie in."""
    _print(_WORDS[lang]["candidates"].format(name=name))
    for place in candidates:
        _print(
            f"  {place['kind']:<12} {place['id']:<28} {_name(place, lang)}  "
            f"{_units(place, units)}"
        )


def print_readings(
    name: str, readings: Sequence[Mapping[str, Any]], near: Sequence[str], lang: str
) -> None:
    """Print what an unknown name may stand for, with the evidence."""
    words = _WORDS[lang]
    _print(words["unknown"].format(name=name))
    if readings:
        _print(words["readings"])
    for number, reading in enumerate(readings, start=1):
        _print(
            f"  {number}. {reading['text']}  [{reading['kind']}, "
            f"{reading['target_id'] or '—'}, {reading['confidence']}]"
        )
        for label, field in (
            ("reason", "reason"),
            ("for", "evidence_for"),
            ("against", "evidence_against"),
        ):
            if reading[field][lang]:
                _print(f"     {words[label]}: {reading[field][lang]}")
    if near:
        _print(words["try"] + " " + ", ".join(near))


def print_here(here: Mapping[str, Any]) -> None:
    """Print the answer to "what is here"."""
    _print(here["text"])
    for layer, features in here["near"].items():
        for feature in features:
            _print(
                f"  {layer:<13} {feature['distance_km']:>8.1f} km "
                f"{feature['direction']:<3} {_plain(feature['name'])}"
            )


def print_answer(answer: Mapping[str, Any], say: Words, lang: str) -> None:
    """Print a ranking: a line a site, its reasons, how to relax, the warnings.

    Parameters
    ----------
    answer : mapping
        What `geo_zs.matching.answer.to_answer` returned.
    say : Words
        Names of fields and limits.
    lang : str
        ``zh`` or ``en``.
    """
    words = _WORDS[lang]
    _print_reading(answer["understood"], say, lang)
    ranked = answer["ranked"]
    stability = answer["stability"]
    if stability is not None:
        _print(stability[lang])
    if not ranked:
        _print(words["none"])
    # What no site could be verified by is said once, not on every line.
    told = [set(row["not_verified"]) for row in ranked]
    everywhere = set.intersection(*told) if told else set()
    for row in ranked:
        _print(_line(row, lang))
        open_limits = [one for one in row["not_verified"] if one not in everywhere]
        if open_limits:
            names = words["joint"].join(say.limit(one) for one in open_limits)
            _print(f"      {words['not_verified']}{words['colon']}{names}")
        for reason in row["reasons"][lang][:_REASONS]:
            _print(f"      {reason}")
        for flag in row["flags"]:
            _print(f"      ! {flag['text'][lang]}")
    _print(words["counts"].format(**answer["counts"]))
    if everywhere:
        names = words["joint"].join(say.limit(one) for one in sorted(everywhere))
        _print(f"{words['everywhere']}{words['colon']}{names}")
    for one in answer["relax"]:
        limit = one["limit"]
        is_dropped = one["to"] is None
        to = words["drop"] if is_dropped else say.amount(limit, one["to"])
        _print(
            f"{words['relax']}{words['colon']}{say.limit(limit)} "
            f"{say.amount(limit, one['from'])} → {to} "
            f"({_name(one, lang)} {one['lets_in']})"
        )
    if answer["missing_fact"] is not None:
        _print(answer["missing_fact"][lang])
    for flag in answer["flags"]:
        _print(f"! {words['rule']} {flag['rule']}: {flag['text'][lang]}")
    for warning in answer["warnings"]:
        _print(f"! {warning[lang]}")


def _print_reading(understood: Mapping[str, Any], say: Words, lang: str) -> None:
    """Print how a text was read, piece by piece; nothing without a text."""
    words = _WORDS[lang]
    filled = understood.get("filled", {})
    for one in understood.get("phrases", ()):
        name = say.field(one["field"])
        line = f"  {one['text']}  {words['read']}  {name} = {say.value(one)}"
        if filled.get(one["field"]) == "request":
            line += f"  ({words['replaced'].format(field=name)})"
        _print(line)
    for text in understood.get("not_understood", ()):
        _print(f"  {text}  {words['not_read']}")
    for one in understood.get("not_evaluated", ()):
        told = f"{words['not_evaluated']}{words['colon']}{one[lang]}"
        _print(f"  {one['text']}  {told}")
    for one in understood.get("hints", ()):
        _print(f"  ! {one[lang]}")


def _line(row: Mapping[str, Any], lang: str) -> str:
    """Return one ranked site as one line; the names come last and need no columns."""
    return (
        f"{row['rank']:>3}. {row['score']:.3f} "
        f"({row['score_low']:.2f}–{row['score_high']:.2f})  "
        f"{_WORDS[lang]['ranks']} {row['rank_best']}–{row['rank_worst']}  "
        f"{_name(row['site'], lang)}  {row['site']['id']}"
    )
