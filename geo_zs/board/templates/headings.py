"""What the heading of a column says: which figure, which money, which unit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from geo_zs.board.templates.mapping import FIGURE_UNITS

#: Figure → what its heading holds. The first that fits counts, the lowest heading
#: first.
_FIGURES: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (figure, re.compile(pattern, re.IGNORECASE))
    for figure, pattern in (
        (
            "rank_change",
            r"(位次|排名|排位|名次).{0,4}(变化|升降|变动)|升降|places? won",
        ),
        ("rank", r"位次|排名|名次|排位|\brank"),
        ("growth", r"增速|增幅|增长(?!额)|同比(?!增[加长]?额)|growth"),
        ("last_year", r"(上年|去年|上一年|同)同?期|last year"),
        (
            "share",
            r"完成率|完成比|完成进度|完成百分比|占.{0,8}(目标|任务|计划)|进度|"
            r"(目标|任务|计划).{0,4}完成.{0,3}%|%|share|percent",
        ),
        ("left", r"差额|缺口|尚差|剩余|未完成|\bleft\b|remaining"),
        ("done_in_month", r"(?<!截至)(?<!截止)(本|当)月(?![止末底])|in the month"),
        ("verified", r"审核|核定|认定|核实|verified"),
        ("reported", r"上报|填报|reported"),
        ("target", r"目标|任务|计划|target"),
        ("done", r"完成|到位|累计|实际|done|arrived"),
    )
)
#: Headings of columns that hold none of our figures.
_NONE: Final = re.compile(
    r"序号|编号|备注|说明|增加额|增长额|增量|核减|项目数|个数|总投资|责任|联系|序时|"
    r"时间进度|remark|^no\.?$",
    re.IGNORECASE,
)
_SCOPES: Final = (
    ("foreign", re.compile(r"(?<!区)外资|境外|foreign", re.IGNORECASE)),
    ("outside_region", re.compile(r"区外|自治区外|other provinces|outside")),
    ("domestic", re.compile(r"国内|内资|domestic", re.IGNORECASE)),
)
_UNITS: Final = (
    ("1e8", re.compile(r"亿")),
    ("1e4", re.compile(r"万")),
)


def folded(text: str) -> str:
    """Return a text without spaces and differences of width and case."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


def figure_of(headings: Sequence[str]) -> tuple[str | None, bool]:
    """Return the figure that headings name, and whether the lowest one says so.

    Parameters
    ----------
    headings : sequence of str
        From top to bottom.
    """
    for place, heading in enumerate(reversed(headings)):
        told = unicodedata.normalize("NFKC", heading)
        if _NONE.search(folded(told)):
            return None, True
        for figure, pattern in _FIGURES:
            if pattern.search(told) or pattern.search(folded(told)):
                return figure, place == 0
    return None, True


def scope_of(headings: Sequence[str]) -> str | None:
    """Return the scope that headings name, the lowest one first."""
    for heading in reversed(headings):
        for scope, pattern in _SCOPES:
            if pattern.search(heading):
                return scope
    return None


def unit_of(
    figure: str, headings: Sequence[str], around: str, *, is_percent: bool
) -> tuple[str, bool]:
    """Return the unit of a column, and whether anything says so.

    Parameters
    ----------
    figure : str
        A key of ``mapping.FIGURE_UNITS``.
    headings : sequence of str
        From top to bottom.
    around : str
        Text near the table that may hold its unit (单位：万元).
    is_percent : bool
        Whether the cells show a ratio as percent.
    """
    fitting = FIGURE_UNITS[figure]
    if fitting == ("count",):
        return "count", True
    if "ratio" in fitting:
        return ("ratio", True) if is_percent else ("percent", True)
    for text in (*reversed(headings), around):
        for unit, pattern in _UNITS:
            if pattern.search(text):
                return unit, True
    return "1e8", False
