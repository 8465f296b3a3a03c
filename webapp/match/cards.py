"""The ranked places of an answer: a row for each, and a card for the first ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geo_zs.matching.limit_tests import EXISTS
from webapp.cells import Part
from webapp.charts import Segment, stack
from webapp.match.limits import asked_everywhere, count_limits
from webapp.match.pictures import ranks, whisker
from webapp.match.robust import share_bars
from webapp.match.words import AnswerWords, score_text
from webapp.present import percent_text

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from webapp.matcher import Answered
    from webapp.phrases import Lang

TONES: Final = 8
"""Colours of the stacked bars; lighter criteria share the last one."""


@dataclass(frozen=True)
class Line:
    """One criterion of one site, in words."""

    name: str
    value: str
    interval: str
    utility: str
    weight: str
    points: str
    is_assumed: bool
    is_own: bool
    tone: int
    confidence: str
    sources: tuple[Part, ...]


class RankedPlaces(AnswerWords):
    """The ranked places of an answer, ready for the template.

    Parameters
    ----------
    catalog : Catalog
        For names of places and sources.
    answered : Answered
        The requirement and its result, with all ranked places.
    lang : {"zh", "en"}
        Language of the page.
    top : int
        How many places have a card.
    """

    def __init__(
        self, catalog: Catalog, answered: Answered, lang: Lang, *, top: int
    ) -> None:
        super().__init__(catalog, answered, lang)
        self._answer = answered.answer
        self._top = top
        weights: Mapping[str, float] = self._answer["weights"]
        self._order = sorted(weights, key=lambda name: (-weights[name], name))
        self._weights = weights
        self._limits = count_limits(answered.result)
        self._silent = {one.limit for one in self._limits if one.is_silent}
        self._telling = {one.limit for one in self._limits if one.is_telling}
        self._marked = (self._silent | self._telling) - {EXISTS}
        self._asked = asked_everywhere(entry["ask"] for entry in self._listed)

    @property
    def _listed(self) -> Sequence[Mapping[str, Any]]:
        """The entries of the answer that have a card."""
        ranked: Sequence[Mapping[str, Any]] = self._answer["ranked"]
        return ranked[: self._top]

    @property
    def legend(self) -> list[dict[str, Any]]:
        """The criteria with their colours and weights, heaviest first."""
        rows = [
            {
                "tone": self._tone(name),
                "name": self.criterion_name(name),
                "weight": percent_text(self._weights[name]),
            }
            for name in self._order
            if self._weights[name] > 0
        ]
        if len(rows) <= TONES:
            return rows
        rest = sum(self._weights[name] for name in self._order[TONES - 1 :])
        count = len(rows) - TONES + 1
        return [
            *rows[: TONES - 1],
            {
                "tone": TONES - 1,
                "name": self._t("other_criteria", count=count),
                "weight": percent_text(rest),
            },
        ]

    def _tone(self, name: str) -> int:
        """Return the number of the colour of a criterion."""
        return min(self._order.index(name), TONES - 1)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """All ranked places, a line for each."""
        ranked = self._answer["ranked"]
        return [self._row(entry, len(ranked)) for entry in ranked]

    def _row(self, entry: Mapping[str, Any], total: int) -> dict[str, Any]:
        """Return one ranked place as a line of the table."""
        best, worst = entry["rank_best"], entry["rank_worst"]
        second = entry.get("rank_second")
        return {
            "rank": entry["rank"],
            "rank_range": self._range(str(best), str(worst)),
            "rank_picture": ranks(best, entry["rank"], worst, total),
            "rank_second": second,
            "score": score_text(entry["score"]),
            "low": score_text(entry["score_low"]),
            "high": score_text(entry["score_high"]),
            "picture": whisker(entry["score_low"], entry["score"], entry["score_high"]),
            "shares": share_bars(entry, self._t),
            "site": self.site(entry["site"]),
            "open": [
                self.limit_text(name)
                for name in entry["not_verified"]
                if name in self._telling
            ],
            "n_unknown": len(entry["unknown"]),
            "n_flags": len(entry.get("flags") or ()),
        }

    @property
    def ranked(self) -> list[dict[str, Any]]:
        """The first places with their pictures and explanations."""
        total = len(self._answer["ranked"])
        return [self._card(entry, total) for entry in self._listed]

    def _card(self, entry: Mapping[str, Any], total: int) -> dict[str, Any]:
        """Return one ranked place with all that explains it."""
        return {
            **self._row(entry, total),
            "segments": self._segments(entry["contributions"]),
            "picture_text": self._picture_text(entry),
            "lines": self._lines(entry["contributions"]),
            "settled": [
                self.limit_text(one.limit)
                for one in self._limits
                if one.limit in self._marked and one.limit not in entry["not_verified"]
            ],
            "ask": [
                self._column_name(column)
                for column in entry["ask"]
                if column not in self._asked
            ],
            "flags": self._flags(entry.get("flags") or ()),
            "reasons": self._reasons(entry),
        }

    def _flags(self, flags: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
        """Return remarks of rules in words."""
        return [
            {
                "rule": flag["rule"],
                "status": self._t(f"flag_{flag['status']}"),
                "text": self._t.pair(flag["text"]["zh"], flag["text"]["en"]),
            }
            for flag in flags
        ]

    def _reasons(self, entry: Mapping[str, Any]) -> list[str]:
        """Return the sentences about the score.

        The last sentence, on limits that are not verified, is left to the template,
        which names them as the form does.
        """
        sentences: list[str] = entry["reasons"][self._lang]
        return sentences[:-1] if entry["not_verified"] else sentences

    def _range(self, first: str, last: str) -> str:
        """Return a range of ranks; one rank if both are the same."""
        return first if first == last else f"{first}–{last}"

    def _segments(self, found: Sequence[Mapping[str, Any]]) -> tuple[Segment, ...]:
        """Return the stacked bar of one place, in the order of the legend."""
        ordered = sorted(found, key=lambda one: self._order.index(one["criterion"]))
        return stack(
            [
                (
                    one["contribution"],
                    self._tone(one["criterion"]),
                    f"{self.criterion_name(one['criterion'])} "
                    f"{score_text(one['contribution'])}",
                    one["assumed"],
                )
                for one in ordered
            ]
        )

    def _picture_text(self, entry: Mapping[str, Any]) -> str:
        """Return the text that stands for the picture of one place."""
        parts = [
            f"{self.criterion_name(one['criterion'])} {score_text(one['contribution'])}"
            for one in entry["contributions"]
            if one["contribution"] >= 0.0005
        ]
        return self._t(
            "picture_text",
            score=score_text(entry["score"]),
            low=score_text(entry["score_low"]),
            high=score_text(entry["score_high"]),
            parts=self._t.join(parts),
        )

    def _lines(self, found: Sequence[Mapping[str, Any]]) -> list[Line]:
        """Return the contributions in words, heaviest weight first."""
        ordered = sorted(found, key=lambda one: self._order.index(one["criterion"]))
        return [self._line(one) for one in ordered]

    def _line(self, one: Mapping[str, Any]) -> Line:
        """Return one contribution in words."""
        unit = one["unit"]
        words = self._words(one["criterion"], one["value"])
        value = words or self.number(one["value"], self._t.unit(unit))
        has_interval = (
            one["value"] is not None
            and not words
            and (one["low"] != one["value"] or one["high"] != one["value"])
        )
        low, high = self.number(one["low"], ""), self.number(one["high"], "")
        confidence = one["confidence"]
        return Line(
            name=self.criterion_name(one["criterion"]),
            value=value,
            interval=f"{low or '−∞'}–{high or '∞'}" if has_interval else "",
            utility=f"{one['utility']:.2f}",
            weight=percent_text(one["weight"], digits=1),
            points=score_text(one["contribution"]),
            is_assumed=one["assumed"],
            is_own=bool(one.get("own")),
            tone=self._tone(one["criterion"]),
            confidence=self._cells.word("confidence", confidence) if confidence else "",
            sources=self._cells.sources(tuple(one["source_ids"])).parts,
        )
