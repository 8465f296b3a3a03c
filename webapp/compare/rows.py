"""One row of a comparison: what each site has, in words and as a picture."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geo_zs.comparison.compare import Comparison
from geo_zs.comparison.compared_columns import (
    NO_DIRECTION,
    SCORED,
    ComparedRow,
    ComparedValue,
)
from geo_zs.comparison.interval_order import BETTER, EQUAL
from geo_zs.comparison.words import FLAGS
from webapp.cells import Part
from webapp.match.words import AnswerWords
from webapp.present import percent_text

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from webapp.matcher import Answered
    from webapp.phrases import Lang

TONES: Final = 8
"""Colours of the stacked bars; lighter criteria share the last one."""


@dataclass(frozen=True)
class ValueCell:
    """What is known of one site in one row.

    Parameters
    ----------
    text, interval : str
        Value and interval in words; empty where not known or a single value.
    is_known : bool
        Whether anything is known.
    is_best : bool
        Whether it is better than the others, beyond doubt.
    low_at, high_at, at : float or None
        Interval and value of the utility in percent, for the picture.
    picture : str
        The picture in words.
    confidence : str
        Confidence in words.
    sources : tuple of Part
        Sources of the value.
    """

    text: str
    interval: str
    is_known: bool
    is_best: bool
    low_at: float | None
    high_at: float | None
    at: float | None
    picture: str
    confidence: str
    sources: tuple[Part, ...]


@dataclass(frozen=True)
class ValueRow:
    """One criterion or column over all sites compared."""

    name: str
    weight: str
    tone: int
    verdict: str
    is_settled: bool
    bounds: str
    cells: tuple[ValueCell, ...]


class RowWords(AnswerWords):
    """The rows of a comparison in words.

    Parameters
    ----------
    catalog : Catalog
        For names of places and sources.
    answered : Answered
        The requirement with its answer.
    comparison : Comparison
        The sites side by side.
    lang : {"zh", "en"}
        Language of the page.
    """

    def __init__(
        self,
        catalog: Catalog,
        answered: Answered,
        comparison: Comparison,
        lang: Lang,
    ) -> None:
        super().__init__(catalog, answered, lang)
        self._result = answered.result
        self._found = comparison
        self._names = [
            self._t.pair(
                self._result.sites.names_zh[row], self._result.sites.names_en[row]
            )
            for row in comparison.rows
        ]

    def best(self, ids: tuple[str, ...]) -> str:
        """Return the names of the sites with these ids."""
        pairs = zip(self._found.ids, self._names, strict=True)
        return self._t.join([name for key, name in pairs if key in ids])

    def row_name(self, row: ComparedRow) -> str:
        """Return the name of a row."""
        return self._t.pair(row.name_zh, row.name_en)

    def row(self, row: ComparedRow, at: int) -> ValueRow:
        """Return one row in words."""
        verdict = {
            BETTER: self._t("compare_row_better", names=self.best(row.best)),
            EQUAL: self._t("compare_row_equal"),
            NO_DIRECTION: "",
        }.get(row.verdict, self._t("compare_row_open"))
        one = row.criterion
        bounds = ""
        if one is not None and row.use == SCORED:
            bounds = self._t(
                "bounds_text",
                worst=self.number(one.worst, self._t.unit(one.unit)),
                best=self.number(one.best, self._t.unit(one.unit)),
            )
        return ValueRow(
            name=self.row_name(row),
            weight=percent_text(row.weight) if row.use == SCORED else "",
            tone=min(at, TONES - 1),
            verdict=verdict,
            is_settled=row.verdict in (BETTER, EQUAL),
            bounds=bounds,
            cells=tuple(
                self._cell(row, value, is_best=key in row.best)
                for key, value in zip(self._found.ids, row.values, strict=True)
            ),
        )

    def _cell(
        self, row: ComparedRow, one: ComparedValue, *, is_best: bool
    ) -> ValueCell:
        """Return what is known of one site in one row."""
        unit = self._t.unit(row.unit)
        criterion = row.criterion.id if row.criterion else ""
        words = self._words(criterion, one.value) if one.is_known else ""
        value: object = one.value
        if row.column in FLAGS and one.is_known and not words:
            value = bool(one.value)
        text = (words or self.number(value, unit)) if one.is_known else ""
        is_rough = one.is_known and not words and not one.low == one.value == one.high
        has_picture = not math.isnan(one.utility)
        return ValueCell(
            text=text,
            interval=self._interval(one, unit) if is_rough else "",
            is_known=one.is_known,
            is_best=is_best,
            low_at=round(100 * one.utility_low, 1) if has_picture else None,
            high_at=round(100 * one.utility_high, 1) if has_picture else None,
            at=round(100 * one.utility, 1) if has_picture else None,
            picture=self._utility_text(one) if has_picture else "",
            confidence=self._cells.word("confidence", one.confidence)
            if one.confidence
            else "",
            sources=self._cells.sources(one.source_ids).parts,
        )

    def _interval(self, one: ComparedValue, unit: str) -> str:
        """Return the interval of a value; open ends as such."""
        low = "−∞" if math.isinf(one.low) else self.number(one.low, "")
        high = "∞" if math.isinf(one.high) else self.number(one.high, "")
        return f"{low}–{high} {unit}".strip()

    def _utility_text(self, one: ComparedValue) -> str:
        """Return the picture of a utility in words."""
        key = "compare_utility" if one.is_known else "compare_utility_unknown"
        return self._t(
            key,
            value=f"{one.utility:.2f}",
            low=f"{one.utility_low:.2f}",
            high=f"{one.utility_high:.2f}",
        )
