"""The figures of a back-test as lines for a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from geo_zs.backtest.report import FIGURES

_CONTROL: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    "zh": {
        "all": "排序（与 /match 同一套预设）", "random": "随机",
        "popularity": "被选次数", "tag_overlap": "标签重合",
        "tag_overlap_popularity": "标签重合＋被选次数",
        "head": "{level}层级：{n} 个项目，{n_companies} 家企业；未测 {skipped} 行",
        "difference": "MRR 之差 {value:+.3f} [{low:+.3f}, {high:+.3f}]",
        "industry": "按主要产业", "park": "园区", "banner": "旗县区",
        "missed": "真实地点不在候选之列或被排除：{n} 行，名次计为末位之后",
        "meaning": "衡量的是与过去选择的一致程度，不是对错。",
        "no_park": "没有写明园区", "no_banner": "没有写明旗县区",
        "place_not_stated": "地点不是原文写明", "unknown_park": "园区表没有该园区",
        "unknown_banner": "没有该旗县区", "industry_unreadable": "读不出产业",
        "skipped": "{why} {n} 行", "rows": "（第 {rows} 行）",
        "and": "、", "next": "；",
    },
    "en": {
        "all": "ranking (presets of /match)", "random": "random",
        "popularity": "popularity", "tag_overlap": "tag overlap",
        "tag_overlap_popularity": "tag overlap + popularity",
        "head": "level {level}: {n} projects of {n_companies} companies; "
        "{skipped} rows not tested",
        "difference": "difference of MRR {value:+.3f} [{low:+.3f}, {high:+.3f}]",
        "industry": "by main industry", "park": "park", "banner": "banner",
        "missed": "true place no candidate, or excluded: {n} rows, ranked after all",
        "meaning": "This measures agreement with past choices, not truth.",
        "no_park": "no park given", "no_banner": "no banner given",
        "place_not_stated": "place not stated by the source",
        "unknown_park": "park not in the table", "unknown_banner": "unknown banner",
        "industry_unreadable": "no industry can be read", "skipped": "{why}: {n}",
        "rows": " (rows {rows})", "and": ", ", "next": "; ",
    },
}  # fmt: skip
_WIDTH: Final = 34
#: So many rows without a readable industry are named.
_SHOWN: Final = 20


def report_lines(
    report: Mapping[str, Any], lang: str, names: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Yield a report line by line.

    Parameters
    ----------
    report : mapping
        From `report.to_report`.
    lang : str
        ``zh`` or ``en``.
    names : mapping of str to str, optional
        Names of industries by tag; a tag without a name is printed as it is.
    """
    words = _NAMES[lang]
    named = names or {}
    yield words["head"].format(
        level=words[report["level"]],
        n=report["n"],
        n_companies=report["n_companies"],
        skipped=len(report["skipped"]),
    )
    if report["skipped"]:
        yield "  " + _skipped(report["skipped"], words)
    yield _padded("") + "".join(f"{name:>9}" for name in FIGURES)
    yield _padded(words["all"]) + _figures(report)
    if report["n_companies"] > 1:
        yield _padded("  95 %") + " ".join(
            f"{name} [{low:.3f}, {high:.3f}]"
            for name, (low, high) in report["intervals"].items()
        )
    for name, block in report["baselines"].items():
        line = _padded(words[name]) + _figures(block)
        difference = block["mrr_difference"]
        if difference["low"] is not None:
            line += "  " + words["difference"].format(**difference)
        yield line
    yield ""
    yield words["industry"]
    for name, block in report["by_industry"].items():
        yield _padded(f"  {named.get(name, name)} ({block['n']})") + _figures(block)
    n_missed = sum(bool(row["reason"]) for row in report["rows"])
    yield ""
    yield words["missed"].format(n=n_missed)
    yield words["meaning"]


def plain(text: str) -> str:
    """Return text without marks that drive a terminal."""
    return _CONTROL.sub("", text)


def _skipped(skipped: Sequence[Mapping[str, Any]], words: Mapping[str, str]) -> str:
    """Return how many rows are not tested for each reason."""
    rows: dict[str, list[str]] = {}
    for one in skipped:
        rows.setdefault(one["reason"], []).append(str(one["row"]))
    parts = []
    for reason, numbers in rows.items():
        part = words["skipped"].format(why=words[reason], n=len(numbers))
        if reason == "industry_unreadable":
            more = ["…"] if len(numbers) > _SHOWN else []
            listed = words["and"].join(numbers[:_SHOWN] + more)
            part += words["rows"].format(rows=listed)
        parts.append(part)
    return words["next"].join(parts)


def _figures(block: Mapping[str, Any]) -> str:
    return "".join(
        f"{'–':>9}" if block[name] is None else f"{block[name]:>9.3f}"
        for name in FIGURES
    )


def _padded(text: str) -> str:
    """Pad to a width in columns; a Chinese character takes two."""
    width = sum(2 if ord(char) > 0x2E80 else 1 for char in text)
    return text + " " * max(_WIDTH - width, 1)
