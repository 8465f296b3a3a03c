"""A worked example: one requirement, its first place, every step with its number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from webapp.cells import Part, name_of
from webapp.match.words import AnswerWords
from webapp.method.curves import Curve
from webapp.method.figures import example_curve, score_text, value_text
from webapp.present import percent_text

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from webapp.matcher import Answered
    from webapp.phrases import Lang

REQUEST: Final[dict[str, Any]] = {
    "industry": "pv_wafer",
    "land_ha": 20,
    "power_mw": 55,
    "limits": {"rail_km_max": 30},
}
"""300 mu, 55 MW and a railway within 30 km: the wafer plant of the examples."""

LINK: Final = {
    "industry": "pv_wafer",
    "land": "300",
    "land_unit": "mu",
    "power": "55",
    "rail": "30",
}
"""The same as parameters of ``/match``."""

_BARS: Final = 8
"""Places whose intervals are drawn."""


@dataclass(frozen=True)
class Step:
    """One criterion of the example."""

    name: str
    value: str
    interval: str
    bounds: str
    utility: str
    weight: str
    points: str
    is_assumed: bool


@dataclass(frozen=True)
class Bar:
    """One place with its interval, in percent of a full score."""

    rank: int
    name: Part
    score: str
    interval: str
    ranks: str
    low_at: float
    width: float
    at: float


class Example(AnswerWords):
    """The worked example, ready for the template.

    Parameters
    ----------
    catalog : Catalog
        For names.
    answered : Answered
        The answer to `REQUEST`.
    lang : {"zh", "en"}
        Language of the page.
    """

    def __init__(self, catalog: Catalog, answered: Answered, lang: Lang) -> None:
        super().__init__(catalog, answered, lang)
        self._answer = answered.answer
        self._first: dict[str, Any] = self._answer["ranked"][0]

    @property
    def counts(self) -> dict[str, int]:
        """How many places there are, are excluded and are ranked."""
        found: dict[str, int] = self._answer["counts"]
        return found

    @property
    def preset(self) -> str:
        """Name of the preset."""
        name = self._answer["understood"]["preset_name"]
        return self._t.pair(name["zh"], name["en"])

    @property
    def name(self) -> Part:
        """The place that comes first."""
        return self._named(self._first)

    def _named(self, entry: dict[str, Any]) -> Part:
        """Return name and page of a place."""
        site = self.site(entry["site"])
        return Part(site["name"], site["href"])

    @property
    def steps(self) -> list[Step]:
        """Value, utility, weight and contribution of each criterion."""
        return [self._step(one) for one in self._first["contributions"]]

    def _step(self, one: dict[str, Any]) -> Step:
        """Return one criterion of the first place."""
        criterion = self._criteria[one["criterion"]]
        unit = self._t.unit(one["unit"])
        words = self._words(one["criterion"], one["value"])
        is_open = one["low"] != one["value"] or one["high"] != one["value"]
        low, high = value_text(one["low"], ""), value_text(one["high"], "")
        return Step(
            name=self.criterion_name(one["criterion"]),
            value=words or value_text(one["value"], unit),
            interval=f"{low or '−∞'}–{high or '∞'}" if is_open and not words else "",
            bounds=f"{value_text(criterion.worst, '')} → "
            f"{value_text(criterion.best, unit)}",
            utility=f"{one['utility']:.3f}",
            weight=percent_text(one["weight"], digits=1),
            points=score_text(one["contribution"]),
            is_assumed=one["assumed"],
        )

    @property
    def score(self) -> dict[str, str]:
        """Score and interval of the first place."""
        return {
            "score": score_text(self._first["score"]),
            "low": score_text(self._first["score_low"]),
            "high": score_text(self._first["score_high"]),
        }

    @property
    def curve(self) -> tuple[str, Curve, str]:
        """Name, picture and sentence of the utility of the distance to rail."""
        one = next(
            one for one in self._first["contributions"] if one["criterion"] == "rail_km"
        )
        criterion = self._criteria["rail_km"]
        unit = self._t.unit(one["unit"])
        found = example_curve(criterion, one["value"], self._t)
        text = self._t(
            "method_curve_text",
            name=self.criterion_name("rail_km"),
            value=value_text(one["value"], unit),
            utility=f"{one['utility']:.3f}",
            worst=value_text(criterion.worst, unit),
            best=value_text(criterion.best, unit),
        )
        return self.criterion_name("rail_km"), found, text

    @property
    def bars(self) -> list[Bar]:
        """The first places with the intervals of their scores and ranks."""
        return [
            Bar(
                rank=entry["rank"],
                name=self._named(entry),
                score=score_text(entry["score"]),
                interval=f"{score_text(entry['score_low'])}–"
                f"{score_text(entry['score_high'])}",
                ranks=f"{entry['rank_best']}–{entry['rank_worst']}",
                low_at=round(100 * entry["score_low"], 2),
                width=round(100 * (entry["score_high"] - entry["score_low"]), 2),
                at=round(100 * entry["score"], 2),
            )
            for entry in self._answer["ranked"][:_BARS]
        ]

    @property
    def stability(self) -> dict[str, str] | None:
        """What the draws say of the first place; None if none were made."""
        found = self._answer.get("stability")
        shares = self._first.get("stability")
        if not found or not shares:
            return None
        return {
            "draws": f"{found['draws']:,}",
            "seed": str(found["seed"]),
            "concentration": _plain(found["concentration"]),
            "word": found.get(self._lang) or "",
            "p_first": percent_text(shares["p_first"]),
            "p_top5": percent_text(shares["p_top5"]),
            "p_first_with_unknowns": percent_text(shares["p_first_with_unknowns"]),
            "p_top5_with_unknowns": percent_text(shares["p_top5_with_unknowns"]),
        }

    @property
    def flip(self) -> str:
        """The smallest change of one weight that puts another place first."""
        flips = self._answer.get("flips") or []
        if not flips:
            return ""
        nearest = min(flips, key=lambda one: abs(one["to"] - one["from"]))
        return self._t(
            "method_flip",
            criterion=self.criterion_name(nearest["criterion"]),
            start=percent_text(nearest["from"], digits=1),
            to=percent_text(nearest["to"], digits=1),
            name=name_of(nearest, self._lang),
        )

    @property
    def second(self) -> str:
        """How far the other method of scoring agrees."""
        found = self._answer.get("second_method")
        if not found or found.get("agreement") is None:
            return ""
        is_same = found["first"] == self._first["site"]["id"]
        key = "method_second_same" if is_same else "method_second_other"
        return self._t(key, agreement=f"{found['agreement']:.0%}")


def _plain(value: object) -> str:
    """Return a concentration: a number without idle decimals, or its word."""
    return f"{value:g}" if isinstance(value, float) else str(value)
