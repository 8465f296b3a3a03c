"""The sheet of the calculation: utilities, scores, ties and ranks as formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from geo_zs.matching.rank import TIE_DECIMALS
from webapp.exports import formulas
from webapp.exports.sheets import CALCULATION_COLUMNS, SITES_HEAD, Layout
from webapp.phrases import phrases

if TYPE_CHECKING:
    from geo_zs.matching.attribute import FloatArray
    from geo_zs.matching.result import MatchResult
    from webapp.exports.ranking import RankingModel
    from webapp.exports.writer import SheetWriter, Value

_SAME: Final = 1e-9
"""A formula whose result differs more from the engine's is not written."""

_PARTS: Final = ("score", "low", "high")
_KEYS: Final = ("key", "key_low", "key_high")
_RANKS: Final = ("rank", "rank_best", "rank_worst")


def write_calculation(
    sheet: SheetWriter, layout: Layout, model: RankingModel, result: MatchResult
) -> None:
    """Write the sheet of the calculation.

    Parameters
    ----------
    sheet : SheetWriter
        The sheet.
    layout : Layout
        Addresses.
    model : RankingModel
        The numbers.
    result : MatchResult
        Scores and ranks as the engine found them.
    """
    t = phrases(layout.lang)
    parts = ("file_utility", "file_utility_low", "file_utility_high")
    sheet.heads(
        SITES_HEAD,
        [
            *(t(f"file_{name}") for name in CALCULATION_COLUMNS),
            *(
                t("file_column", name=name, part=t(part))
                for part in parts
                for name in model.names(layout.lang)
            ),
        ],
    )
    sheet.widths([24])
    sheet.freeze(SITES_HEAD + 1, 1)
    for index, one in enumerate(model.criteria):
        for part in range(len(parts)):
            place = (SITES_HEAD - 1, layout.utility_column(index, part))
            share = "=" + layout.weight(index, "share")
            sheet.formula(*place, share, one.weight, look="percent")
    _write_utilities(sheet, layout, model)
    _write_scores(sheet, layout, model, result)
    _write_ranks(sheet, layout, model, result)


def _write_utilities(sheet: SheetWriter, layout: Layout, model: RankingModel) -> None:
    """Write utilities as formulas of value and bounds; as numbers where they differ."""
    for index, one in enumerate(model.criteria):
        bounds = layout.bounds(index, has_ideal=one.criterion.ideal is not None)
        by_formula = one.by_formula()
        by_engine = (one.utility, one.utility_low, one.utility_high)
        for at in range(len(model.sites)):
            row = layout.site_row(at)
            value, low, high = layout.values_of(row, index)
            texts = (
                formulas.utility_of(value, bounds, unknown=0.5),
                formulas.utility_end(value, low, high, bounds, is_high=False),
                formulas.utility_end(value, low, high, bounds, is_high=True),
            )
            for part, text in enumerate(texts):
                found = float(by_engine[part][at])
                place = (row, layout.utility_column(index, part))
                if abs(found - float(by_formula[part][at])) <= _SAME:
                    sheet.formula(*place, text, found, look="score")
                else:
                    sheet.number(*place, found, look="score")


def _write_scores(
    sheet: SheetWriter, layout: Layout, model: RankingModel, result: MatchResult
) -> None:
    """Write scores and intervals: weighted sums, or closeness where that is meant."""
    found = _scores(model, result)
    method = score_formula(model, result)
    squares = model.squares()
    for at, site in enumerate(model.sites):
        row = layout.site_row(at)
        sheet.text(row, 0, result.sites.ids[site.row])
        sheet.formula(
            row,
            CALCULATION_COLUMNS.index("squares"),
            formulas.squares_of(layout.shares(), layout.utilities_of(row)),
            float(squares[at]),
        )
        for part, name in enumerate(_PARTS):
            place = (row, CALCULATION_COLUMNS.index(name))
            value = float(found[part][at])
            if method:
                write = formulas.SCORE_OF[method]
                text = write(layout.shares(), layout.utilities_of(row, part))
                sheet.formula(*place, text, value, look="score")
            else:
                sheet.number(*place, value, look="score")


def _write_ranks(
    sheet: SheetWriter, layout: Layout, model: RankingModel, result: MatchResult
) -> None:
    """Write keys, who stands for a place, on which line, and the ranks."""
    own = layout.calculation
    key, low, high, first = (own(name) for name in (*_KEYS, "first"))
    below = np.array([site.is_below for site in model.sites], dtype=float)
    keys = [
        np.round(part - 10 * below, TIE_DECIMALS) for part in _scores(model, result)
    ]
    number_of = {at: number for number, at in enumerate(model.lines)}
    ranking = result.ranking
    for at in range(len(model.sites)):
        row = layout.site_row(at)
        is_below = layout.data("below").at(row)
        cells: list[tuple[str, str, Value]] = [
            (name, formulas.key_of(own(part).at(row), is_below), float(keys[index][at]))
            for index, (name, part) in enumerate(zip(_KEYS, _PARTS, strict=True))
        ]
        place, turn = layout.data("place"), layout.data("turn")
        by_id = layout.data("by_id")
        number = number_of.get(at)
        ranks: tuple[Value, ...] = ("", "", "", "")
        if number is not None:
            kinds = (ranking.rank, ranking.rank_best, ranking.rank_worst)
            ranks = (number + 1, *(int(kind[number]) for kind in kinds))
        cells += [
            (
                "first",
                formulas.is_first_of_place(place=place, key=key, turn=turn, row=row),
                0 if number is None else 1,
            ),
            (
                "line",
                formulas.position_of(first=first, key=key, by_id=by_id, row=row),
                ranks[0],
            ),
        ]
        texts = (
            formulas.rank_of(first=first, key=key, row=row),
            formulas.rank_best_of(first=first, low=low, high=high, row=row),
            formulas.rank_worst_of(first=first, low=low, high=high, row=row),
        )
        cells += list(zip(_RANKS, texts, ranks[1:], strict=True))
        for name, text, value in cells:
            sheet.formula(row, CALCULATION_COLUMNS.index(name), text, value)


def _scores(model: RankingModel, result: MatchResult) -> list[FloatArray]:
    """Return score, low and high of the sites of the workbook."""
    rows = np.array([site.row for site in model.sites], dtype=np.intp)
    scores = result.scores
    return [part[rows] for part in (scores.score, scores.low, scores.high)]


def score_formula(model: RankingModel, result: MatchResult) -> str:
    """Return which formula gives the engine's scores; empty if none does.

    Parameters
    ----------
    model : RankingModel
        Weights and utilities.
    result : MatchResult
        The scores.

    Returns
    -------
    str
        ``additive``, ``topsis`` or empty.
    """
    weights = np.array([one.weight for one in model.criteria])
    found = _scores(model, result)
    for name, combine in (("additive", _sum), ("topsis", _closeness)):
        if all(
            np.allclose(part, combine(utilities, weights), rtol=0, atol=_SAME)
            for part, utilities in zip(found, model.utilities(), strict=True)
        ):
            return name
    return ""


def _sum(utilities: FloatArray, weights: FloatArray) -> FloatArray:
    """Return the weighted sums, as `formulas.score_of`."""
    found: FloatArray = (utilities * weights).sum(axis=1)
    return found


def _closeness(utilities: FloatArray, weights: FloatArray) -> FloatArray:
    """Return the closeness to the best point, as `formulas.closeness_of`."""
    to_best = np.sqrt(((weights * (1 - utilities)) ** 2).sum(axis=1))
    to_worst = np.sqrt(((weights * utilities) ** 2).sum(axis=1))
    total = to_best + to_worst
    found: FloatArray = np.divide(
        to_worst, total, out=np.zeros_like(total), where=total > 0
    )
    return found
