"""What the page of ``/match`` shows of an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geo_zs.matching.screen import EXISTS
from webapp.cells import Part, name_of
from webapp.charts import Segment, stack
from webapp.match.limits import asked_everywhere, count_limits, count_open
from webapp.match.words import AnswerWords, score_text
from webapp.present import percent_text

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from webapp.matcher import Answered
    from webapp.phrases import Lang

TONES: Final = 8
"""Colours of the stacked bars; lighter criteria share the last one."""

NAMED: Final = 6
"""Verified places named for a limit that few are verified by."""


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


class AnswerView(AnswerWords):
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
        super().__init__(catalog, answered, lang)
        self._answer = answered.answer
        self._sites = answered.result.sites
        weights: Mapping[str, float] = self._answer["weights"]
        self._order = sorted(weights, key=lambda name: (-weights[name], name))
        self._weights = weights
        self._limits = count_limits(answered.result)
        self._silent = {one.limit for one in self._limits if one.is_silent}
        self._telling = {one.limit for one in self._limits if one.is_telling}
        self._marked = (self._silent | self._telling) - {EXISTS}
        self._n_open = count_open(answered.result, self._telling)
        self._asked = asked_everywhere(entry["ask"] for entry in self._answer["ranked"])

    @property
    def counts(self) -> Mapping[str, int | None]:
        """How many places there are, are excluded, are ranked, are open.

        Open are those that a limit which tells places apart could not be verified
        for; None if there is no such limit.
        """
        counts: Mapping[str, int] = self._answer["counts"]
        return {**counts, "open": self._n_open if self._telling else None}

    @property
    def silent(self) -> dict[str, Any] | None:
        """The limits that hardly any place can be verified by, told once."""
        silent = [one for one in self._limits if one.is_silent]
        if not silent or not self._answer["ranked"]:
            return None
        effects = dict.fromkeys(f"unsettled_{one.policy}" for one in silent)
        return {
            "names": self._t.join([self.limit_text(one.limit) for one in silent]),
            "lines": [
                {
                    "text": self._t(
                        "silent_count",
                        name=self.limit_text(one.limit),
                        verified=one.verified,
                        total=one.total,
                    ),
                    "places": [self._place(row) for row in one.rows[:NAMED]],
                    "others": max(0, one.verified - NAMED),
                }
                for one in silent
            ],
            "effects": " ".join(self._t(effect) for effect in effects),
        }

    def _place(self, row: int) -> Part:
        """Return the name of a ranked site and the page about it."""
        sites = self._sites
        name = self._t.pair(sites.names_zh[row], sites.names_en[row])
        href = self.site_link(sites.ids[row], sites.kinds[row], sites.banners[row])
        return Part(name, href)

    @property
    def asked_of_all(self) -> list[str]:
        """What to ask every listed place, told once."""
        return [self._column_name(column) for column in self._asked]

    @property
    def map_answer(self) -> dict[str, Any]:
        """The answer for the map: a mark that all places share is left out."""
        if not self._silent:
            return self._answer
        ranked = [
            {name: value for name, value in entry.items() if name != "verified"}
            for entry in self._answer["ranked"]
        ]
        return {**self._answer, "ranked": ranked}

    @property
    def preset_name(self) -> str:
        """Name of the preset of weights."""
        name = self._answer["understood"]["preset_name"]
        return self._t.pair(name["zh"], name["en"])

    @property
    def warnings(self) -> list[str]:
        """What the engine wants to be known, but for what is told in `silent`."""
        kept = {one.limit for one in self._limits if one.policy == "keep"}
        told = "unverified_kept" if kept <= self._silent else ""
        return [
            self._t.pair(one["zh"], one["en"])
            for one in self._answer["warnings"]
            if one["code"] != told
        ]

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
            "site": self.site(entry["site"]),
            "segments": self._segments(entry["contributions"]),
            "picture": self._picture_text(entry),
            "lines": lines,
            "unknown": [self.criterion_name(name) for name in entry["unknown"]],
            "open": [
                self.limit_text(name)
                for name in entry["not_verified"]
                if name in self._telling
            ],
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
        name, value = limit["limit"], limit["value"]
        if isinstance(limit["required"], bool) and value is not None:
            value = bool(value)
        low, high = self.number(limit["low"], ""), self.number(limit["high"], "")
        interval = f" ({low}–{high})" if low and high and low != high else ""
        text = self.measured(value, name) or self._t("unknown")
        return {
            "name": self.limit_text(name),
            "value": text + interval,
            "required": self.amount(limit["required"], name),
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
                start=self.amount(entry["from"], entry["limit"]),
                to=self.amount(entry["to"], entry["limit"]),
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
