"""What the page of ``/match`` shows of an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from webapp.cells import Part
from webapp.match import robust
from webapp.match.cards import RankedPlaces
from webapp.match.exclusion import Exclusions
from webapp.match.limits import count_open
from webapp.match.rules import rule_rows
from webapp.present import percent_text

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from webapp.matcher import Answered
    from webapp.phrases import Lang

NAMED: Final = 6
"""Verified places named for a limit that few are verified by."""


class AnswerView(RankedPlaces):
    """The parts of an answer, ready for the template.

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
        super().__init__(catalog, answered, lang, top=top)
        self._sites = answered.result.sites
        self._n_open = count_open(answered.result, self._telling)
        self._exclusions = Exclusions(self, self._answer, lang)

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
        """The answer for the map.

        A mark that all places share is left out, and places without a card have no
        number.
        """
        hidden = {"verified"} if self._silent else set()
        ranked = [
            {
                name: value
                for name, value in entry.items()
                if name not in hidden and (name != "rank" or value <= self._top)
            }
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
    def excluded(self) -> list[dict[str, Any]]:
        """The excluded places, grouped by the limits that keep them out."""
        return self._exclusions.groups

    @property
    def relax(self) -> list[str]:
        """Sentences: which limit, loosened how far, lets which place in."""
        return self._exclusions.relax

    @property
    def rules(self) -> list[dict[str, Any]]:
        """The rules that were tested, those that exclude first."""
        return rule_rows(self._answer, self._cells, self._t)

    @property
    def names(self) -> dict[str, dict[str, str]]:
        """Names of the sites that share a place: any of them may stand for it."""
        sites = [self.site(entry["site"]) for entry in self._answer["ranked"]]
        groups = [[one, *one["beside"]] for one in sites if one["beside"]]
        return {
            one["id"]: {"text": one["name"], "href": one["href"]}
            for group in groups
            for one in group
        }

    @property
    def rule_ids(self) -> frozenset[str]:
        """Ids of the rules that stand on the page."""
        return frozenset(rule["rule"] for rule in self._answer.get("rules") or ())

    @property
    def weights(self) -> Mapping[str, float]:
        """The weights, which sum to 1."""
        return self._weights

    @property
    def request_flags(self) -> list[dict[str, str]]:
        """What rules say of the requirement itself, wherever it goes."""
        return self._flags(self._answer.get("flags") or ())

    @property
    def word(self) -> robust.PlainWord | None:
        """Stable or not, and why."""
        return robust.plain_word(self._answer, self._t)

    @property
    def possibly_first(self) -> str:
        """How many places may be first once all is known."""
        return robust.possibly_first(self._answer, self._t)

    @property
    def flips(self) -> list[robust.Flip]:
        """The smallest changes of weights that change the first place."""
        return robust.flips(self._answer, self._t, self.criterion_name)

    @property
    def missing_fact(self) -> str:
        """The fact that would move the order most."""
        return robust.missing_fact(self._answer, self._t)

    @property
    def second_method(self) -> dict[str, str] | None:
        """What the other method says."""
        return robust.second_method(self._answer, self._t)

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
