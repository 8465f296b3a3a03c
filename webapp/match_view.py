"""What the page of ``/match`` shows of an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geo_zs.matching.reasons import limit_name
from webapp.cells import CellMaker, Part, name_of, row_link
from webapp.charts import Segment, stack
from webapp.phrases import TEXTS, Lang, Phrases, phrases
from webapp.present import given_text, number_text, percent_text, record

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from geo_zs.criteria.spec import Criterion
    from webapp.matcher import Answered

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
    tone: int
    confidence: str
    sources: tuple[Part, ...]


def score_text(score: float) -> str:
    """Return a score or a part of one, as the API and the reasons state it."""
    return f"{score:.3f}"


class AnswerView:
    """The parts of an answer, ready for the template.

    Parameters
    ----------
    catalog : Catalog
        For names of places and sources.
    answered : Answered
        The requirement and its result.
    lang : {"zh", "en"}
        Language of the page.
    """

    def __init__(self, catalog: Catalog, answered: Answered, lang: Lang) -> None:
        self._catalog = catalog
        self._answer = answered.answer
        self._lang: Lang = lang
        self._t: Phrases = phrases(lang)
        self._cells = CellMaker(catalog, "sites", lang)
        preset = answered.result.preset
        self._criteria: dict[str, Criterion] = {
            **catalog.criteria.criteria,
            **{one.id: one for one in (*preset.criteria, *preset.asked)},
        }
        weights: Mapping[str, float] = self._answer["weights"]
        self._order = sorted(weights, key=lambda name: (-weights[name], name))
        self._weights = weights

    @property
    def counts(self) -> Mapping[str, int]:
        """How many places there are, are excluded, ranked, not verified."""
        counts: Mapping[str, int] = self._answer["counts"]
        return counts

    @property
    def preset_name(self) -> str:
        """Name of the preset of weights."""
        name = self._answer["understood"]["preset_name"]
        return self._t.pair(name["zh"], name["en"])

    @property
    def warnings(self) -> list[str]:
        """What the engine wants to be known."""
        return [self._t.pair(one["zh"], one["en"]) for one in self._answer["warnings"]]

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

    def criterion_name(self, name: str) -> str:
        """Return the name of a criterion, or of a limit that is not one."""
        one = self._criteria.get(name)
        if one is not None:
            return self._t.pair(one.name_zh, one.name_en)
        return self.limit_text(name)

    def _column_name(self, column: str) -> str:
        """Return the name of a measured column."""
        for one in self._criteria.values():
            if one.column == column:
                return self._t.pair(one.name_zh, one.name_en)
        if f"column_{column}" in TEXTS:
            return self._t(f"column_{column}")
        for field in self._catalog.layers["parks"].spec.columns:
            if field.name == column:
                return self._t.pair(field.title_zh, field.title_en)
        return column

    def limit_text(self, limit: str) -> str:
        """Return the name of a limit."""
        if limit.startswith("ranges."):
            column, _, bound = limit.removeprefix("ranges.").rpartition(".")
            return self._t(f"range_{bound}", name=self._column_name(column))
        zh, en = limit_name(limit)
        return self._t.pair(zh, en)

    @property
    def ranked(self) -> list[dict[str, Any]]:
        """The ranked places with their pictures and explanations."""
        return [self._ranked(entry) for entry in self._answer["ranked"]]

    def _ranked(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        """Return one ranked place."""
        low, high = entry["score_low"], entry["score_high"]
        lines = self._lines(entry["contributions"])
        return {
            "rank": entry["rank"],
            "rank_range": self._range(
                str(entry["rank_best"]), str(entry["rank_worst"])
            ),
            "score": score_text(entry["score"]),
            "low": score_text(low),
            "high": score_text(high),
            "low_at": round(100 * low, 2),
            "high_at": round(100 * high, 2),
            "score_at": round(100 * entry["score"], 2),
            "is_verified": entry["verified"],
            "site": self.site(entry["site"]),
            "segments": self._segments(entry["contributions"]),
            "picture": self._picture_text(entry),
            "lines": lines,
            "unknown": [self.criterion_name(name) for name in entry["unknown"]],
            "not_verified": [self.limit_text(name) for name in entry["not_verified"]],
            "ask": [self._column_name(column) for column in entry["ask"]],
            "reasons": self._reasons(entry),
        }

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
            tone=self._tone(one["criterion"]),
            confidence=self._cells.word("confidence", confidence) if confidence else "",
            sources=self._cells.sources(tuple(one["source_ids"])).parts,
        )

    def _words(self, criterion: str, value: float | None) -> str:
        """Return the words that a criterion has for a value, if it has."""
        one = self._criteria.get(criterion)
        if one is None or value is None:
            return ""
        pairs = one.words_zh if self._lang == "zh" else one.words_en
        return next((text for known, text in pairs if known == value), "")

    def _given(self, value: object) -> str:
        """Return what a limit asks, as it was given."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            return given_text(value)
        return self.number(value, "")

    def number(self, value: object, unit: str) -> str:
        """Return a measured or computed number with its unit; empty if not known."""
        if isinstance(value, bool):
            return self._t("yes" if value else "no")
        if isinstance(value, int | float):
            return f"{number_text(float(value))} {unit}".strip()
        if isinstance(value, list | tuple):
            return self._t.join([self._place_name(str(item)) for item in value])
        return "" if value is None else str(value)

    def _place_name(self, key: str) -> str:
        """Return the name of a league by its adcode, or the key itself."""
        frame = self._catalog.layers["leagues"].frame
        return name_of(record(frame, key), self._lang) if key in frame.index else key

    def site(self, site: Mapping[str, Any]) -> dict[str, Any]:
        """Return a site with the names of its places and the page about it."""
        kind, key = site["kind"], site["id"]
        frame = self._catalog.layers["banners"].frame
        places = [self._place_name(site["league"])] if site["league"] else []
        if site["banner"] in frame.index and kind != "banner":
            places.append(name_of(record(frame, site["banner"]), self._lang))
        href = row_link("parks", key, self._lang)
        if key not in self._catalog.layers["parks"].frame.index:
            layer = "banners" if kind == "banner" else "ports"
            href = row_link(
                layer, site["banner"] if layer == "banners" else key, self._lang
            )
        return {
            "id": key,
            "name": name_of(site, self._lang),
            "kind": self._t(f"kind_{kind}"),
            "place": " · ".join(dict.fromkeys(places)),
            "href": href,
            "precision": self._cells.word(
                "location_precision", site["location_precision"]
            ),
            "beside": [
                {
                    "name": name_of(other, self._lang),
                    "href": row_link("parks", other["id"], self._lang),
                    "score": score_text(other["score"]),
                }
                for other in site.get("beside", ())
            ],
        }

    @property
    def excluded(self) -> list[dict[str, Any]]:
        """The excluded places, grouped by the first limit that keeps them out."""
        groups: dict[str, list[dict[str, Any]]] = {}
        for entry in self._answer["excluded"]:
            names = [self.limit_text(limit["limit"]) for limit in entry["limits"]]
            key = self._t.join(list(dict.fromkeys(names)))
            groups.setdefault(key, []).append(
                {
                    "site": self.site(entry["site"]),
                    "limits": [self._limit(limit) for limit in entry["limits"]],
                }
            )
        return [
            {"title": title, "sites": sites}
            for title, sites in sorted(groups.items(), key=lambda item: -len(item[1]))
        ]

    def _limit(self, limit: Mapping[str, Any]) -> dict[str, str]:
        """Return one failed limit in words."""
        value = self.number(limit["value"], "")
        low, high = self.number(limit["low"], ""), self.number(limit["high"], "")
        interval = f" ({low}–{high})" if low and high and low != high else ""
        return {
            "name": self.limit_text(limit["limit"]),
            "value": (value or self._t("unknown")) + interval,
            "required": self._given(limit["required"]),
            "status": limit.get("status", "failed"),
        }

    @property
    def relax(self) -> list[str]:
        """Sentences: which limit, loosened how far, lets which place in."""
        sentences = []
        for entry in self._answer["relax"]:
            name = name_of(entry, self._lang) or entry["lets_in"]
            also = [self.limit_text(limit) for limit in entry.get("together_with", ())]
            key = "relax_drop" if entry["to"] is None else "relax_to"
            sentence = self._t(
                key,
                limit=self.limit_text(entry["limit"]),
                start=self._given(entry["from"]),
                to=self._given(entry["to"]),
                name=name,
            )
            if also:
                sentence += self._t("relax_also", limits=self._t.join(also))
            sentences.append(sentence)
        return sentences

    @property
    def asks(self) -> list[dict[str, str]]:
        """What is not scored because too little is known, and what it would weigh."""
        return [
            {
                "name": self._t.pair(one["name"]["zh"], one["name"]["en"]),
                "unit": self._t.unit(one["unit"]),
                "weight": percent_text(one["weight"]),
                "known": percent_text(one["known_share"]),
            }
            for one in self._answer["understood"]["ask"]
        ]
