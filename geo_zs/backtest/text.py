"""The figures of a back-test as lines for a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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
    },
}  # fmt: skip
_WIDTH: Final = 34


def report_lines(report: Mapping[str, Any], lang: str) -> Iterator[str]:
    """Yield a report line by line.

    Parameters
    ----------
    report : mapping
        From `report.to_report`.
    lang : str
        ``zh`` or ``en``.
    """
    words = _NAMES[lang]
    yield words["head"].format(
        level=words[report["level"]],
        n=report["n"],
        n_companies=report["n_companies"],
        skipped=len(report["skipped"]),
    )
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
        yield _padded(f"  {name} ({block['n']})") + _figures(block)
    n_missed = sum(bool(row["reason"]) for row in report["rows"])
    yield ""
    yield words["missed"].format(n=n_missed)
    yield words["meaning"]


def plain(text: str) -> str:
    """Return text without marks that drive a terminal."""
    return _CONTROL.sub("", text)


def _figures(block: Mapping[str, Any]) -> str:
    return "".join(
        f"{'–':>9}" if block[name] is None else f"{block[name]:>9.3f}"
        for name in FIGURES
    )


def _padded(text: str) -> str:
    """Pad to a width in columns; a Chinese character takes two."""
    width = sum(2 if ord(char) > 0x2E80 else 1 for char in text)
    return text + " " * max(_WIDTH - width, 1)
