"""Read the few figures that only rules ask for from the words of a request.

PUE, racks (机架), and the shares of own use, feed-in and storage. A figure with "at
least" or "at most" is an interval; what is written twice with different figures is
not taken, and what is not written stays unknown.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_LEAST: Final = re.compile(r"(?:不低于|不少于|不小于|至少|大于等于|>=|≥|at least)\s*$")
_MOST: Final = re.compile(
    r"(?:不高于|不超过|不大于|至多|小于等于|低于|小于|控制在|<=|≤|<"
    r"|at most|below|under)\s*$"
)
_GAP: Final = r"[^\d,，。;；%]{0,8}?"
_NUMBER: Final = r"(?P<number>\d+(?:\.\d+)?)"


@dataclass(frozen=True)
class _Figure:
    """How one figure is written, and what bounds it if only one end is given."""

    pattern: re.Pattern[str]
    least: float
    most: float
    times: float = 1.0


def _share(words: str) -> _Figure:
    """Return a share of a hundred that follows some words."""
    return _Figure(re.compile(rf"(?:{words}){_GAP}{_NUMBER}\s*%"), 0.0, 1.0, 0.01)


def _plain(pattern: str, *, least: float = 0.0) -> _Figure:
    """Return a figure without an upper end."""
    return _Figure(re.compile(pattern), least, math.inf)


_STORAGE: Final = "配储|储能配置|配置储能|配建储能"
_FIGURES: Final[Mapping[str, _Figure]] = {
    "pue": _plain(rf"pue{_GAP}(?P<number>[12]\.\d+)", least=1.0),
    "racks": _plain(
        rf"{_NUMBER}\s*(?P<wan>万)?\s*个?(?:标准)?(?:机架|架(?!次|飞机)|racks?\b)"
    ),
    "own_use_share": _share("自发自用(?!电量占总?发电)"),
    "feed_in_share": _share("上网电量|上网比例|反送"),
    "storage_share": _share(_STORAGE),
    "storage_hours": _plain(
        rf"(?:{_STORAGE})[^。;；]{{0,16}}?{_NUMBER}\s*(?:小时|h\b)"
    ),
}


def figures_in(text: str) -> dict[str, tuple[float, float]]:
    """Return the figures of a text that rules ask for.

    Parameters
    ----------
    text : str
        The words of a request.

    Returns
    -------
    dict of str to (float, float)
        By tested field: the least and the most it may be. Shares are 0 to 1.
    """
    folded = unicodedata.normalize("NFKC", text).lower()
    found: dict[str, tuple[float, float]] = {}
    for name, figure in _FIGURES.items():
        stated = {_interval(figure, match) for match in figure.pattern.finditer(folded)}
        if len(stated) == 1:
            found[name] = stated.pop()
    return found


def _interval(figure: _Figure, match: re.Match[str]) -> tuple[float, float]:
    """Return one figure as the least and the most it may be."""
    parts = match.groupdict()
    wan = 10_000.0 if parts.get("wan") else 1.0
    value = round(float(parts["number"]) * figure.times * wan, 9)
    before = match.string[: match.start("number")]
    if _LEAST.search(before):
        return value, figure.most
    if _MOST.search(before):
        return figure.least, value
    return value, value
