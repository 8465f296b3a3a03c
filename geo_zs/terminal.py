"""Places and answers as text for a terminal; Chinese columns line up."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

#: Control and direction marks would let a name from a file drive the terminal.
_CONTROL: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)

_WORDS: Final = {
    "zh": {
        "rank": "排名", "site": "候选地", "score": "得分", "interval": "区间",
        "ranks": "名次区间", "reasons": "主要理由", "relax": "放宽建议",
        "none": "没有候选地满足全部硬约束。",
        "candidates": "“{name}”对应多个地方，请写明类型或盟市：",
        "unknown": "没有名为“{name}”的地方。",
        "readings": "可能的读法（不会自动改写）：",
        "for": "支持", "against": "反对", "reason": "依据", "try": "相近的名称：",
        "no_point": "位置未知", "counts": "候选 {candidates}，排除 {excluded}，"
        "排名 {ranked}，其中未核实 {not_verified}", "not_verified": "未核实",
        "drop": "去掉该条件",
    },
    "en": {
        "rank": "rank", "site": "site", "score": "score", "interval": "interval",
        "ranks": "ranks", "reasons": "reasons", "relax": "to let one in",
        "none": "No site meets every limit.",
        "candidates": "{name!r} names several places; say the kind or the league:",
        "unknown": "No place is known as {name!r}.",
        "readings": "Possible readings (nothing is rewritten silently):",
        "for": "for", "against": "against", "reason": "reason",
        "try": "Names alike:", "no_point": "no known point",
        "counts": "{candidates} candidates, {excluded} excluded, {ranked} ranked, "
        "{not_verified} of them not verified", "not_verified": "not verified",
        "drop": "drop it",
    },
}  # fmt: skip


def _console() -> Console:
    """Return a console that prints plain text when it is not a terminal."""
    return Console(highlight=False, soft_wrap=True)


def _plain(value: object) -> str:
    """Return text without control and direction marks."""
    return _CONTROL.sub("", "" if value is None else str(value))


def _print(line: str) -> None:
    _console().print(Text(_plain(line)))


def _name(thing: Mapping[str, Any], lang: str) -> str:
    first, second = ("name_en", "name_zh") if lang == "en" else ("name_zh", "name_en")
    return _plain(thing.get(first) or thing.get(second) or "")


def print_place(place: Mapping[str, Any], lang: str) -> None:
    """Print one place: names, key, units, point and its precision."""
    both = " · ".join(
        _plain(place[name]) for name in ("name_zh", "name_en") if place[name]
    )
    _print(both)
    units = " / ".join(place[unit] for unit in ("league", "banner") if place[unit])
    point = (
        f"{place['lon']:.5f}, {place['lat']:.5f} ({place['location_precision']})"
        if place["lon"] is not None
        else _WORDS[lang]["no_point"]
    )
    _print(f"{place['kind']}  {place['id']}  {units}  {point}")


def print_candidates(
    name: str, candidates: Sequence[Mapping[str, Any]], lang: str
) -> None:
    """Print the places that share a name."""
    _print(_WORDS[lang]["candidates"].format(name=name))
    for place in candidates:
        _print(f"  {place['kind']:<12} {place['id']:<28} {_name(place, lang)}")


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


def print_answer(answer: Mapping[str, Any], lang: str) -> None:
    """Print a ranking as a table, then what was excluded and how to relax it."""
    words = _WORDS[lang]
    console = _console()
    ranked = answer["ranked"]
    if ranked:
        table = Table(box=None, pad_edge=False, header_style="bold")
        for column, justify in (
            ("rank", "right"),
            ("site", "left"),
            ("score", "right"),
            ("interval", "right"),
            ("ranks", "right"),
            ("reasons", "left"),
        ):
            table.add_column(words[column], justify=justify)  # type: ignore[arg-type]  # literals
        for row in ranked:
            table.add_row(*(Text(cell) for cell in _cells(row, lang)))
        console.print(table)
    else:
        _print(words["none"])
    _print(words["counts"].format(**answer["counts"]))
    for one in answer["relax"]:
        to = words["drop"] if one["to"] is None else one["to"]
        _print(
            f"{words['relax']}: {one['limit']} {one['from']} → {to} ({one['lets_in']})"
        )
    for warning in answer["warnings"]:
        _print(f"! {warning[lang] if isinstance(warning, Mapping) else warning}")


def _cells(row: Mapping[str, Any], lang: str) -> list[str]:
    """Return one ranked site as the cells of the table."""
    site = row["site"]
    name = _name(site, lang)
    if row["not_verified"]:
        name += f" ({_WORDS[lang]['not_verified']}: {', '.join(row['not_verified'])})"
    return [
        str(row["rank"]),
        name,
        f"{row['score']:.3f}",
        f"{row['score_low']:.2f}–{row['score_high']:.2f}",
        f"{row['rank_best']}–{row['rank_worst']}",
        "；".join(row["reasons"]["zh"][:3])
        if lang == "zh"
        else "; ".join(row["reasons"]["en"][:3]),
    ]
