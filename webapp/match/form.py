"""The form of ``/match``: a link in, a requirement out.

The form is sent by GET, so a link reopens the same view. Amounts are taken in the
units people use here (亩 or 公顷, percent) and turned into the units of the API;
the page shows both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from geo_zs.errors import Problem
from webapp.cells import name_of
from webapp.params import parse_number
from webapp.phrases import Lang, phrases
from webapp.present import given_text, number_text, record

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from geo_zs.criteria.defaults import Preset

MU_PER_HA: Final = 15.0

_PLAIN: Final = {
    "power": "power_mw",
    "water": "water_m3_per_day",
    "invest": "investment_cny_1e8",
}
"""Number fields that are sent as they are: field, member of the requirement."""

_LIMITS: Final = {
    "rail": "rail_km_max",
    "port": "land_port_km_max",
    "airport": "airport_km_max",
}
CHOICES: Final = {
    "neighbour": ("port_neighbour", ("Mongolia", "Russia")),
    "mode": ("port_mode", ("rail", "road")),
}
_RANGES: Final = {
    "wind_min": ("wind_speed_50m_ms", "min"),
    "sun_min": ("ghi_kwh_m2_day", "min"),
    "elevation_max": ("elevation_m", "max"),
    "seismic_max": ("seismic_pga_g", "max"),
}
"""Bounds on measured columns that the form offers."""

NUMBERS: Final = ("land", "green", *_PLAIN, *_LIMITS, *_RANGES, "top")
SITE_KINDS: Final = ("park", "port_zone", "banner")
POLICIES: Final = ("below", "keep", "drop")

_FIELD_OF: Final = {
    "land_ha": "land",
    "power_mw": "power",
    "green_power_share_min": "green",
    "water_m3_per_day": "water",
    "investment_cny_1e8": "invest",
    "limits.rail_km_max": "rail",
    "limits.land_port_km_max": "port",
    "limits.airport_km_max": "airport",
    "limits.port_neighbour": "neighbour",
    "limits.port_mode": "mode",
    "limits.leagues": "league",
    "limits.site_kinds": "kind",
    "limits.ranges.wind_speed_50m_ms": "wind_min",
    "limits.ranges.ghi_kwh_m2_day": "sun_min",
    "limits.ranges.elevation_m": "elevation_max",
    "limits.ranges.seismic_pga_g": "seismic_max",
    "industry": "industry",
    "unverified": "unverified",
    "top": "top",
}
"""Path of a field in the requirement, and the field of the form that gave it."""


@dataclass(frozen=True)
class MatchForm:
    """What a link to ``/match`` holds.

    Parameters
    ----------
    industry : str
        Tag; empty if nothing is asked yet.
    industry_name : str
        What was typed to find the industry.
    texts : mapping of str to str
        Number fields as they were typed.
    land_unit : {"mu", "ha"}
        Unit of the land.
    choices : mapping of str to str
        ``neighbour``, ``mode``, ``unverified``; empty is no choice.
    is_chemical : bool
        Whether a recognised chemical park is needed.
    leagues, kinds : tuple of str
        Leagues and kinds of sites that are allowed; empty is all.
    weights : mapping of str to float
        Weights in percent that differ from those of the preset.
    problems : tuple of Problem
        Faults of the form itself, by the name of its field.
    ignored : tuple of Problem
        Parameters of the link that had no effect, each with the reason.
    """

    industry: str = ""
    industry_name: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    land_unit: str = "mu"
    choices: Mapping[str, str] = field(default_factory=dict)
    is_chemical: bool = False
    leagues: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    ignored: tuple[Problem, ...] = ()

    @property
    def is_asked(self) -> bool:
        """Whether the link asks for anything yet."""
        return bool(self.industry or self.industry_name or self.problems)

    def values(self) -> dict[str, str | Sequence[str]]:
        """Return the parameters of a link to the same view."""
        given: dict[str, str | Sequence[str]] = {
            "industry": self.industry,
            "industry_name": "" if self.industry else self.industry_name,
            **self.texts,
            "land_unit": self.land_unit if self.texts.get("land") else "",
            **self.choices,
            "chemical": "1" if self.is_chemical else "",
            "league": self.leagues,
            "kind": self.kinds,
            **{f"w_{name}": f"{weight:g}" for name, weight in self.weights.items()},
        }
        if self.weights:
            given["weights_of"] = self.industry
        return {name: value for name, value in given.items() if value}

    def to_request(self) -> dict[str, Any]:
        """Return the requirement as the API takes it."""
        numbers = {
            name: parse_number(text) for name, text in self.texts.items() if text
        }
        request: dict[str, Any] = {"industry": self.industry}
        land = numbers.get("land")
        if land is not None:
            request["land_ha"] = land / MU_PER_HA if self.land_unit == "mu" else land
        for name, member in _PLAIN.items():
            if numbers.get(name) is not None:
                request[member] = numbers[name]
        green = numbers.get("green")
        if green is not None:
            request["green_power_share_min"] = green / 100
        limits = self._limits(numbers)
        if limits:
            request["limits"] = limits
        if self.choices.get("unverified"):
            request["unverified"] = self.choices["unverified"]
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
        for name, member in _LIMITS.items():
            if numbers.get(name) is not None:
                limits[member] = numbers[name]
        for name, (member, _) in CHOICES.items():
            if self.choices.get(name):
                limits[member] = self.choices[name]
        if self.is_chemical:
            limits["chemical_park"] = True
        if self.leagues:
            limits["leagues"] = list(self.leagues)
        if self.kinds:
            limits["site_kinds"] = list(self.kinds)
        ranges = {
            column: {bound: numbers[name]}
            for name, (column, bound) in _RANGES.items()
            if numbers.get(name) is not None
        }
        if ranges:
            limits["ranges"] = ranges
        return limits


def asked_texts(form: MatchForm, catalog: Catalog, lang: Lang) -> list[str]:
    """Return what was asked, one short text for each part.

    Parameters
    ----------
    form : MatchForm
        A form without faults.
    catalog : Catalog
        For the names of leagues.
    lang : {"zh", "en"}
        Language of the texts.
    """
    t = phrases(lang)
    found: list[str] = []
    numbers = {name: parse_number(text) for name, text in form.texts.items()}
    for name in NUMBERS:
        value = numbers.get(name)
        if value is None or name == "top":
            continue
        if name == "land":
            ha = value / MU_PER_HA if form.land_unit == "mu" else value
            mu = number_text(ha * MU_PER_HA)
            found.append(t("asked_land", mu=mu, ha=number_text(ha)))
        else:
            found.append(t(f"asked_{name}", value=given_text(value)))
    found.extend(
        t(f"asked_{name}_{form.choices[name]}")
        for name in CHOICES
        if name in form.choices
    )
    if form.is_chemical:
        found.append(t("asked_chemical"))
    leagues = catalog.layers["leagues"].frame
    names = [name_of(record(leagues, key), lang) for key in form.leagues]
    if names:
        found.append(t.join(names))
    if form.kinds:
        found.append(t.join([t(f"kind_{kind}") for kind in form.kinds]))
    if form.weights:
        found.append(t("asked_weights", count=len(form.weights)))
    return found


def field_of(path: str) -> str:
    """Return the field of the form that gave a field of the requirement."""
    for known in sorted(_FIELD_OF, key=len, reverse=True):
        if path == known or path.startswith(known + "."):
            return _FIELD_OF[known]
    if path.startswith("weights."):
        return "w_" + path.removeprefix("weights.")
    return ""


def preset_rows(preset: Preset, form: MatchForm, lang: Lang) -> list[dict[str, Any]]:
    """Return the sliders of a preset: name, usual weight and weight now, in percent.

    Parameters
    ----------
    preset : Preset
        Criteria and weights of the industry.
    form : MatchForm
        For weights that were changed.
    lang : {"zh", "en"}
        Language of the names.
    """
    pair, unit = phrases(lang).pair, phrases(lang).unit
    rows = []
    for one in (*preset.criteria, *preset.asked):
        usual = round(100 * preset.weights.get(one.id, 0.0))
        rows.append(
            {
                "id": one.id,
                "name": pair(one.name_zh, one.name_en),
                "reason": pair(one.reason_zh, one.reason_en),
                "worst": f"{given_text(one.worst)} {unit(one.unit)}".strip(),
                "best": f"{given_text(one.best)} {unit(one.unit)}".strip(),
                "usual": usual,
                "now": form.weights.get(one.id, usual),
                "is_asked": one.is_asked,
            }
        )
    return rows
