"""The form of ``/match``: a link in, a requirement out.

A link holds only what was asked for by the form; what a text says is read from the
text each time. Amounts are taken in the units people use here (亩 or 公顷, percent)
and turned into the units of the API; the page shows both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from geo_zs.errors import Problem
from webapp.match.area import Corner, corners_text, polygon
from webapp.match.fields import (
    AWAY,
    CHOICES,
    LIMITS,
    LISTS,
    MU_PER_HA,
    PLAIN,
    RANGES,
    WEIGHT,
)
from webapp.params import parse_number


@dataclass(frozen=True)
class MatchForm:
    """What a link to ``/match`` holds, or what the form shows.

    Parameters
    ----------
    text : str
        The requirement in the user's words.
    sent : str
        The same with what shall not count struck out; empty if it all counts.
    kept : mapping
        Part of the request that a struck phrase said besides, and that counts.
    without : tuple of str
        Fields that the text speaks of and that shall not count.
    industry : str
        Tag; empty if it is left to the text, or nothing is asked yet.
    industry_name : str
        What was typed to find the industry.
    texts : mapping of str to str
        Number fields as they were typed.
    land_unit : {"mu", "ha"}
        Unit of the land.
    choices : mapping of str to str
        ``neighbour``, ``mode``, ``unverified``, ``preset``, ``method``; empty is
        no choice.
    is_chemical : bool
        Whether a recognised chemical park is needed.
    lists : mapping of str to tuple of str
        ``league``, ``kind``, ``port_id``: what is allowed; empty is all.
    away : mapping of str to str
        Kilometres to keep from each layer, as typed.
    area_text : str
        The outline as it was typed, if it cannot be read.
    corners : tuple of (lon, lat)
        The outline; empty is everywhere.
    weights : mapping of str to float
        Weights in percent that replace those of the preset.
    problems : tuple of Problem
        Faults of the form itself, by the name of its field.
    ignored : tuple of Problem
        Parameters of the link that had no effect, each with the reason.
    """

    text: str = ""
    sent: str = ""
    kept: Mapping[str, Any] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    industry: str = ""
    industry_name: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    land_unit: str = "mu"
    choices: Mapping[str, str] = field(default_factory=dict)
    is_chemical: bool = False
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    away: Mapping[str, str] = field(default_factory=dict)
    area_text: str = ""
    corners: tuple[Corner, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    ignored: tuple[Problem, ...] = ()

    @property
    def is_asked(self) -> bool:
        """Whether the link asks for anything yet."""
        return bool(self.text or self.industry or self.industry_name or self.problems)

    @property
    def area(self) -> str:
        """The outline as the link and the text field hold it."""
        return corners_text(self.corners) or self.area_text

    def values(self) -> dict[str, str | Sequence[str]]:
        """Return the parameters of a link to the same view."""
        given: dict[str, str | Sequence[str]] = {
            "text": self.text,
            "without": self.without,
            "industry": self.industry,
            "industry_name": "" if self.industry else self.industry_name,
            **self.texts,
            "land_unit": self.land_unit if self.texts.get("land") else "",
            **self.choices,
            "chemical": "1" if self.is_chemical else "",
            **self.lists,
            "area": self.area,
            **{AWAY + layer: km for layer, km in self.away.items()},
            **{WEIGHT + name: f"{weight:g}" for name, weight in self.weights.items()},
        }
        if self.weights and self.industry:
            given["weights_of"] = self.industry
        return {name: value for name, value in given.items() if value}

    def to_request(self) -> dict[str, Any]:
        """Return the requirement as the API takes it."""
        numbers = {
            name: parse_number(text) for name, text in self.texts.items() if text
        }
        sent = self.sent or self.text
        request: dict[str, Any] = {"text": sent} if sent.strip() else {}
        request |= self.kept
        if self.industry:
            request["industry"] = self.industry
        land = numbers.get("land")
        if land is not None:
            request["land_ha"] = land / MU_PER_HA if self.land_unit == "mu" else land
        for name, member in PLAIN.items():
            if numbers.get(name) is not None:
                request[member] = numbers[name]
        green = numbers.get("green")
        if green is not None:
            request["green_power_share_min"] = green / 100
        limits = {**self.kept.get("limits", {}), **self._limits(numbers)}
        if limits:
            request["limits"] = limits
        for name in ("unverified", "preset", "method"):
            if self.choices.get(name):
                request[name] = self.choices[name]
        if self.weights:
            request["weights"] = {
                name: weight / 100 for name, weight in self.weights.items()
            }
        top = numbers.get("top")
        if top is not None:
            request["top"] = int(top) if top == int(top) else top
        return request

    def _limits(self, numbers: Mapping[str, float | None]) -> dict[str, Any]:
        """Return the limits of the requirement."""
        limits: dict[str, Any] = {}
        for name, member in LIMITS.items():
            if numbers.get(name) is not None:
                limits[member] = numbers[name]
        for name, (member, _) in CHOICES.items():
            if self.choices.get(name):
                limits[member] = self.choices[name]
        if self.is_chemical:
            limits["chemical_park"] = True
        for name, member in LISTS.items():
            if self.lists.get(name):
                limits[member] = list(self.lists[name])
        if self.corners:
            limits["area"] = polygon(self.corners)
        ranges = {
            column: {bound: numbers[name]}
            for name, (column, bound) in RANGES.items()
            if numbers.get(name) is not None
        }
        if ranges:
            limits["ranges"] = ranges
        if self.away:
            limits["setbacks"] = {
                layer: parse_number(km) for layer, km in self.away.items()
            }
        return limits
