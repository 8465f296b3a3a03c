"""The sheet of the ranking: the places in order, looked up from the calculation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from geo_zs.matching import topsis
from webapp.exports import formulas
from webapp.exports.sheets import (
    RANKING_FIRST,
    RANKING_HEAD,
    STABILITY,
    Layout,
)
from webapp.phrases import phrases

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from geo_zs.matching.attribute import FloatArray
    from geo_zs.matching.result import MatchResult
    from webapp.exports.answer_words import FileWords
    from webapp.exports.ranking import RankingModel
    from webapp.exports.writer import SheetWriter, Value

_NUMBERS: Final = (
    ("rank", "whole"),
    ("score", "score"),
    ("low", "score"),
    ("high", "score"),
    ("rank_best", "whole"),
    ("rank_worst", "whole"),
)
_TEXTS: Final = ("kind", "league", "banner", "open", "flags")

_FIRST_CONTRIBUTION: Final = len(_NUMBERS) + 1
_CHART_PLACES: Final = 15


def write_ranking(
    sheet: SheetWriter,
    layout: Layout,
    model: RankingModel,
    result: MatchResult,
    words: FileWords,
) -> None:
    """Write the places in the order that the weights give.

    Parameters
    ----------
    sheet : SheetWriter
        The sheet; its first two rows are left to the caller.
    layout : Layout
        Addresses.
    model : RankingModel
        The numbers.
    result : MatchResult
        Ranks and scores as the engine found them.
    words : FileWords
        Names of sites and places.
    """
    _write_heads(sheet, layout, model)
    is_sum = result.requirement.method == "additive"
    parts = _parts(model, is_sum=is_sum)
    line_at = _FIRST_CONTRIBUTION + len(model.criteria) + len(_TEXTS) + len(STABILITY)
    for number, at in enumerate(model.lines):
        row = RANKING_FIRST + number
        line = formulas.cell(row, line_at)
        position = formulas.line_of(number + 1, layout.calculation("line"))
        sheet.formula(row, line_at, position, at + 1, look="whole")
        shown = words.data_row(model.sites[at])
        _write_numbers(sheet, layout, result, number, line)
        name = formulas.looked_up(layout.data("name"), line, is_text=True)
        sheet.formula(row, 1, name, shown["name"], look="text")
        column = _FIRST_CONTRIBUTION
        for index in range(len(model.criteria)):
            found = float(parts[at][index])
            text = _contribution(layout, index, row, line, is_sum=is_sum)
            sheet.formula(row, column + index, text, found, look="score")
        column += len(model.criteria)
        for index, part in enumerate(_TEXTS):
            text = formulas.looked_up(layout.data(part), line, is_text=True)
            sheet.formula(row, column + index, text, shown[part], look="text")
        column += len(_TEXTS)
        for index, part in enumerate(STABILITY):
            text = formulas.looked_up_number(layout.data(part), line)
            sheet.formula(row, column + index, text, shown[part], look="percent")


def _parts(model: RankingModel, *, is_sum: bool) -> FloatArray:
    """Return what each criterion adds to the score of each site, as the engine."""
    weights = np.array([one.weight for one in model.criteria])
    utilities = model.utilities()[0]
    if is_sum:
        found: FloatArray = utilities * weights
        return found
    return topsis.contributions(utilities, weights)


def _contribution(
    layout: Layout, index: int, row: int, line: str, *, is_sum: bool
) -> str:
    """Return the formula of what one criterion adds to the score on one line."""
    span = layout.utility(index)
    utility, share = f"INDEX({span},{line})", layout.weight(index, "share")
    if is_sum:
        return formulas.part_of_sum(utility, share)
    total = f"INDEX({layout.calculation('squares')},{line})"
    score = formulas.cell(row, 2)
    return formulas.part_of_closeness(utility, share, total=total, score=score)


def _write_heads(sheet: SheetWriter, layout: Layout, model: RankingModel) -> None:
    """Write the heads and set the widths."""
    t = phrases(layout.lang)
    names = model.names(layout.lang)
    heads = [
        t("file_rank"),
        t("name_word"),
        t("file_score"),
        t("file_score_low"),
        t("file_score_high"),
        t("file_rank_best"),
        t("file_rank_worst"),
        *(t("file_column", name=name, part=t("file_contribution")) for name in names),
        t("file_kind"),
        t("league"),
        t("file_banner"),
        t("file_open"),
        t("file_flags"),
        *(t("file_as_exported", name=t(f"file_{name}")) for name in STABILITY),
        t("file_line_help"),
    ]
    sheet.heads(RANKING_HEAD, heads)
    sheet.widths(
        [6, 34, 8, 8, 8, 8, 8, *[9] * len(names), 9, 12, 16, 24, 30, *[11] * 5]
    )
    sheet.freeze(RANKING_FIRST, 2)


def _write_numbers(
    sheet: SheetWriter, layout: Layout, result: MatchResult, number: int, line: str
) -> None:
    """Write rank, score and intervals of one place."""
    ranking, scores = result.ranking, result.scores
    site = ranking.ranked[number].row
    found: tuple[Value, ...] = (
        int(ranking.rank[number]),
        float(scores.score[site]),
        float(scores.low[site]),
        float(scores.high[site]),
        int(ranking.rank_best[number]),
        int(ranking.rank_worst[number]),
    )
    columns = (0, *range(2, len(_NUMBERS) + 1))
    for column, (name, look), value in zip(columns, _NUMBERS, found, strict=True):
        text = formulas.looked_up(layout.calculation(name), line)
        sheet.formula(RANKING_FIRST + number, column, text, value, look=look)


def add_chart(
    book: Workbook, sheet: SheetWriter, layout: Layout, model: RankingModel
) -> None:
    """Put a picture of the contributions below the list; it follows the weights.

    Parameters
    ----------
    book : Workbook
        The workbook of the sheet.
    sheet, layout, model
        As for `write_ranking`.
    """
    if not model.lines:
        return
    t = phrases(layout.lang)
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    last = RANKING_FIRST + min(len(model.lines), _CHART_PLACES) - 1
    own = layout.name("ranking")
    for index in range(len(model.criteria)):
        column = _FIRST_CONTRIBUTION + index
        chart.add_series(
            {
                "name": [own, RANKING_HEAD, column],
                "categories": [own, RANKING_FIRST, 1, last, 1],
                "values": [own, RANKING_FIRST, column, last, column],
                "gap": 40,
            }
        )
    chart.set_title({"name": t("file_contribution"), "name_font": {"size": 11}})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"min": 0, "max": 1})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 980, "height": 420})
    sheet.chart(RANKING_FIRST + len(model.lines) + 1, 1, chart)
