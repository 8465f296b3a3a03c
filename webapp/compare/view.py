"""What the page of ``/compare`` shows of two to four sites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo_zs.comparison.compare import Comparison
from geo_zs.comparison.compared_columns import ASKED, SCORED, SHOWN, ComparedRow
from geo_zs.comparison.interval_order import BETTER, EQUAL
from geo_zs.errors import UnknownPlaceError
from geo_zs.matching.answer_entries import site as site_entry
from geo_zs.matching.limit_tests import EXISTS
from geo_zs.matching.rank import Place
from webapp.charts import Segment, stack
from webapp.compare.rows import TONES, RowWords, ValueRow
from webapp.match.words import score_text
from webapp.present import percent_text
from webapp.supply_lists import SupplyLine, supply_lists

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from webapp.matcher import Answered
    from webapp.phrases import Lang


class CompareView(RowWords):
    """The parts of a comparison, ready for the template.

    Parameters
    ----------
    catalog : Catalog
        For names of places and sources.
    answered : Answered
        The requirement with its answer over all sites.
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
        super().__init__(catalog, answered, comparison, lang)
        self._answer = answered.answer
        self._order = [
            one.criterion.id
            for one in comparison.columns
            if one.use == SCORED and one.criterion
        ]
        self._entries = {
            one["site"]["id"]: one
            for group in ("ranked", "excluded")
            for one in self._answer[group]
        }

    @property
    def names(self) -> list[str]:
        """Names of the sites, in the order asked."""
        return self._names

    @property
    def verdict(self) -> str:
        """One sentence: whose score is higher, if the intervals settle it."""
        found = self._found
        if found.verdict == BETTER:
            return self._t("compare_better", names=self.best(found.best))
        if found.verdict == EQUAL:
            return self._t("compare_equal")
        return self._t("compare_open")

    @property
    def map_entries(self) -> list[dict[str, Any]]:
        """The sites for the map, numbered in the order asked."""
        return [
            {
                "rank": number,
                "score": score,
                "score_low": low,
                "score_high": high,
                "site": site_entry(self._result, Place(row, ())),
            }
            for number, (row, (score, low, high)) in enumerate(
                zip(self._found.rows, self._found.scores, strict=True), start=1
            )
        ]

    @property
    def sites(self) -> list[dict[str, Any]]:
        """The sites with their score, what stands against them, and their picture."""
        return [self._site(index) for index in range(len(self._found.rows))]

    def _site(self, index: int) -> dict[str, Any]:
        """Return one site."""
        found, row = self._found, self._found.rows[index]
        score, low, high = found.scores[index]
        entry = self._entries.get(found.ids[index], {})
        failed = [
            self.limit_text(limit.limit)
            for limit in found.limits
            if limit.status[index] == "failed"
        ]
        return {
            **self.site(site_entry(self._result, Place(row, ()))),
            "number": index + 1,
            "score": score_text(score),
            "low": score_text(low),
            "high": score_text(high),
            "low_at": round(100 * low, 2),
            "high_at": round(100 * high, 2),
            "rank": entry.get("rank"),
            "rank_best": entry.get("rank_best"),
            "rank_worst": entry.get("rank_worst"),
            "is_candidate": found.is_candidate[index],
            "is_excluded": found.is_excluded[index],
            "failed": failed,
            "flags": [
                flag["text"].get(self._lang, "") for flag in entry.get("flags", ())
            ],
            "stability": self._stability(entry.get("stability")),
            "stands_in": self._stands_in(row),
            "segments": self._segments(index),
            "picture": self._picture(index),
            "unknown": [
                self.row_name(one)
                for one in found.columns
                if one.use == SCORED and not one.values[index].is_known
            ],
        }

    def _stands_in(self, row: int) -> str:
        """Return the site that is ranked for the place of another one, if so."""
        sites = self._result.sites
        for place in self._result.ranking.ranked:
            if row in place.beside:
                return self._t.pair(
                    sites.names_zh[place.row], sites.names_en[place.row]
                )
        return ""

    def _stability(self, found: dict[str, Any] | None) -> str:
        """Return how often a site is first when the weights move; empty if unknown."""
        if not found or found.get("p_first") is None:
            return ""
        return self._t("compare_stable", share=percent_text(found["p_first"]))

    def _scored(self) -> list[ComparedRow]:
        """Return the scored rows, heaviest first."""
        return [one for one in self._found.columns if one.use == SCORED]

    def _parts(self, index: int) -> list[tuple[float, str, bool]]:
        """Return contribution, name and whether it is assumed, for one site.

        Under another method than the weighted sum the answer says how the score is
        shared out; a site that is not listed has no such shares.
        """
        entry = self._entries.get(self._found.ids[index], {})
        told = {
            one["criterion"]: one["contribution"]
            for one in entry.get("contributions", ())
        }
        parts = []
        for row in self._scored():
            value = row.values[index]
            key = row.criterion.id if row.criterion else ""
            share = told.get(key, value.contribution)
            parts.append((float(share), self.row_name(row), not value.is_known))
        return parts

    def _segments(self, index: int) -> tuple[Segment, ...]:
        """Return the stacked bar of one site."""
        return stack(
            [
                (share, min(at, TONES - 1), f"{name} {score_text(share)}", is_assumed)
                for at, (share, name, is_assumed) in enumerate(self._parts(index))
            ]
        )

    def _picture(self, index: int) -> str:
        """Return the text that stands for the stacked bar of one site."""
        score, low, high = self._found.scores[index]
        parts = [
            f"{name} {score_text(share)}"
            for share, name, _ in self._parts(index)
            if share >= 0.0005
        ]
        return self._t(
            "picture_text",
            score=score_text(score),
            low=score_text(low),
            high=score_text(high),
            parts=self._t.join(parts),
        )

    @property
    def legend(self) -> list[dict[str, Any]]:
        """The criteria with their colours and weights, heaviest first."""
        rows = self._scored()
        named = rows if len(rows) <= TONES else rows[: TONES - 1]
        found = [
            {
                "tone": at,
                "name": self.row_name(one),
                "weight": percent_text(one.weight),
            }
            for at, one in enumerate(named)
        ]
        others = rows[len(named) :]
        if others:
            name = self._t("other_criteria", count=len(others))
            weight = percent_text(sum(one.weight for one in others))
            found.append({"tone": TONES - 1, "name": name, "weight": weight})
        return found

    @property
    def scored(self) -> list[ValueRow]:
        """The scored criteria, heaviest first."""
        return [self.row(one, at) for at, one in enumerate(self._scored())]

    @property
    def asked(self) -> list[ValueRow]:
        """What is not scored because only the parks can tell."""
        return [self.row(one, 0) for one in self._found.columns if one.use == ASKED]

    @property
    def shown(self) -> list[ValueRow]:
        """The other columns of which something is known."""
        return [
            self.row(one, 0)
            for one in self._found.columns
            if one.use == SHOWN and any(value.is_known for value in one.values)
        ]

    @property
    def limits(self) -> list[dict[str, Any]]:
        """The limits of the requirement and what they say of each site."""
        return [
            {
                "name": self.limit_text(one.limit),
                "asked": ""
                if isinstance(one.required, bool)
                else self.amount(one.required, one.limit),
                "status": one.status,
            }
            for one in self._found.limits
            if one.limit != EXISTS or set(one.status) != {"passed"}
        ]

    @property
    def supply(self) -> list[dict[str, Any]]:
        """For each upstream industry how many suppliers each site has, and which."""
        industry = self._result.requirement.industry
        columns: list[dict[str, Any]] = []
        for key in self._found.ids:
            try:
                lists = supply_lists(self._catalog, key, industry, self._lang)
            except UnknownPlaceError:
                lists = []
            columns.append({one.tag: one for one in lists})
        names: dict[str, str] = {}
        for column in columns:
            names |= {tag: one.name for tag, one in column.items()}
        return [
            {
                "name": name,
                "cells": [self._supply(column.get(tag)) for column in columns],
            }
            for tag, name in names.items()
        ]

    def _supply(self, found: Any) -> dict[str, Any]:  # noqa: ANN401 - SupplyList
        """Return what one site has of one upstream industry."""
        if found is None:
            return {"count": 0, "nearest": None}
        nearest: SupplyLine | None = found.nearest
        return {"count": found.n_found, "nearest": nearest}
