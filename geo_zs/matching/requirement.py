"""An investor's requirement (投资需求): parsed from JSON with all faults at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from geo_zs.criteria.judgements import Judgement
from geo_zs.errors import Problem, RequirementError
from geo_zs.matching.area import Area
from geo_zs.matching.requirement_faults import find_faults
from geo_zs.matching.requirement_parts import show
from geo_zs.matching.requirement_schema import DEFAULT_TOP, REQUIREMENT_SCHEMA
from geo_zs.matching.schema_choices import DEFAULT_DRAWS, DEFAULT_SEED, NO_PREFERENCE
from geo_zs.matching.vocabulary import Vocabulary

__all__ = [
    "REQUIREMENT_SCHEMA",
    "Bounds",
    "DrawPlan",
    "Judgement",
    "Limits",
    "Range",
    "Requirement",
    "Vocabulary",
    "Weighting",
]

_EXAMPLE: Final = '{"industry": "pv_wafer", "land_ha": 20}'


@dataclass(frozen=True)
class Range:
    """Smallest and largest value allowed for one column; None is open."""

    column: str
    minimum: float | None
    maximum: float | None


@dataclass(frozen=True)
class Limits:
    """Hard limits (硬约束) of a requirement; None or empty means not asked."""

    rail_km_max: float | None = None
    land_port_km_max: float | None = None
    port_neighbour: str | None = None
    port_mode: str | None = None
    airport_km_max: float | None = None
    chemical_park: bool = False
    port_ids: tuple[str, ...] = ()
    leagues: tuple[str, ...] = ()
    site_kinds: tuple[str, ...] = ()
    area: Area | None = None
    ranges: tuple[Range, ...] = ()
    setbacks: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Weighting:
    """Weights from judgements: an order (``roc``) or pairwise ratios (``ahp``)."""

    method: str
    order: tuple[str, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    accept_inconsistent: bool = False


@dataclass(frozen=True)
class Bounds:
    """Own bounds of a criterion; None leaves what the preset has."""

    worst: float | None = None
    best: float | None = None
    ideal: float | None = None
    has_ideal: bool = False
    outside: str | None = None


@dataclass(frozen=True)
class DrawPlan:
    """How weights are drawn at random; ``concentration`` None leaves the default.

    Parameters
    ----------
    draws : int
        0 leaves the check out.
    concentration : float or None
        Concentration of the draws round the weights of the answer.
    is_even : bool
        No preference at all: every set of weights is as likely as any other.
    seed : int
        Of the generator; the same seed gives the same draws.
    """

    draws: int = DEFAULT_DRAWS
    concentration: float | None = None
    is_even: bool = False
    seed: int = DEFAULT_SEED


@dataclass(frozen=True)
class Requirement:
    """A checked requirement.

    Parameters
    ----------
    industry : str
        Main industry tag.
    others : tuple of str
        Further industry tags.
    land_ha, power_mw, green_power_share_min, water_m3_per_day : float or None
        Quantities that become limits; None means not asked.
    investment_cny_1e8 : float or None
        Pledged investment in 100 million yuan.
    investment_usd_1e8 : float or None
        The same in US dollars; never converted.
    energy_tce_per_year, output_cny_1e8_per_year : float or None
        Energy use in tonnes of coal equivalent, output in 100 million yuan.
    limits : Limits
        Hard limits.
    unverified : str or None
        ``below``, ``keep``, ``drop``; None leaves it to each limit.
    weights : mapping of str to float
        Weights that replace those of the preset.
    weighting : Weighting or None
        Weights from judgements; excludes `weights`.
    preset : str
        Preset asked for; empty: that of the industry.
    method : str
        ``additive`` or ``topsis``.
    bounds : mapping of str to Bounds
        Own bounds by criterion.
    own_figures : mapping of str to mapping of str to float
        Site → column → value that only the asker knows.
    draws : DrawPlan
        How the stability of the order is checked.
    top : int
        How many ranked sites to return.
    text : str
        The requirement in words, or empty.
    words : tuple of str
        Names of products in the text that rules and criteria look at.
    reading : mapping
        How the text was understood, ready for the answer; empty without a text.
    """

    industry: str
    land_ha: float | None = None
    power_mw: float | None = None
    green_power_share_min: float | None = None
    water_m3_per_day: float | None = None
    investment_cny_1e8: float | None = None
    limits: Limits = field(default_factory=Limits)
    unverified: str | None = None
    weights: Mapping[str, float] = field(default_factory=dict)
    top: int = DEFAULT_TOP
    others: tuple[str, ...] = ()
    investment_usd_1e8: float | None = None
    energy_tce_per_year: float | None = None
    output_cny_1e8_per_year: float | None = None
    weighting: Weighting | None = None
    preset: str = ""
    method: str = "additive"
    bounds: Mapping[str, Bounds] = field(default_factory=dict)
    own_figures: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    draws: DrawPlan = field(default_factory=DrawPlan)
    text: str = ""
    words: tuple[str, ...] = ()
    reading: Mapping[str, Any] = field(default_factory=dict)

    @property
    def industries(self) -> tuple[str, ...]:
        """All industry tags, the main one first."""
        return (self.industry, *self.others)

    @classmethod
    def parse(cls, request: object, *, known: Vocabulary) -> Requirement:
        """Check a decoded JSON request and return the requirement.

        Parameters
        ----------
        request : object
            Decoded JSON; anything but an object is refused. A text must have been
            read before (`geo_zs.catalog.Catalog.read`): it names no industry here.
        known : Vocabulary
            Names that may be used.

        Raises
        ------
        RequirementError
            With every fault found, each with the path of its field.
        """
        if not isinstance(request, Mapping):
            message = f"is {show(request)}; expected an object such as {_EXAMPLE}"
            raise RequirementError([Problem("", message)])
        area, problems = find_faults(request, known)
        if problems:
            raise RequirementError(problems)
        return cls._from_checked(request, area)

    @classmethod
    def _from_checked(
        cls, request: Mapping[str, Any], area: Area | None
    ) -> Requirement:
        """Build the requirement from a request that has passed every check."""
        given = request.get("limits", {})
        limits = Limits(
            rail_km_max=_float(given, "rail_km_max"),
            land_port_km_max=_float(given, "land_port_km_max"),
            port_neighbour=given.get("port_neighbour"),
            port_mode=given.get("port_mode"),
            airport_km_max=_float(given, "airport_km_max"),
            chemical_park=given.get("chemical_park", False),
            port_ids=tuple(given.get("port_ids", ())),
            leagues=tuple(given.get("leagues", ())),
            site_kinds=tuple(given.get("site_kinds", ())),
            area=area,
            ranges=tuple(
                Range(column, _float(bounds, "min"), _float(bounds, "max"))
                for column, bounds in sorted(given.get("ranges", {}).items())
            ),
            setbacks={
                layer: float(km) for layer, km in given.get("setbacks", {}).items()
            },
        )
        industry = request["industry"]
        main, *others = [industry] if isinstance(industry, str) else industry
        return cls(
            industry=main,
            others=tuple(others),
            land_ha=_float(request, "land_ha"),
            power_mw=_float(request, "power_mw"),
            green_power_share_min=_float(request, "green_power_share_min"),
            water_m3_per_day=_float(request, "water_m3_per_day"),
            investment_cny_1e8=_float(request, "investment_cny_1e8"),
            limits=limits,
            unverified=request.get("unverified"),
            weights={
                name: float(weight)
                for name, weight in request.get("weights", {}).items()
            },
            top=int(request.get("top", DEFAULT_TOP)),
            investment_usd_1e8=_float(request, "investment_usd_1e8"),
            energy_tce_per_year=_float(request, "energy_tce_per_year"),
            output_cny_1e8_per_year=_float(request, "output_cny_1e8_per_year"),
            weighting=_weighting(request.get("weighting")),
            preset=request.get("preset", ""),
            method=request.get("method", "additive"),
            bounds={
                name: _bounds(one) for name, one in request.get("bounds", {}).items()
            },
            own_figures={
                site: {column: float(value) for column, value in figures.items()}
                for site, figures in request.get("own_figures", {}).items()
            },
            draws=_draws(request.get("stability", {})),
            text=request.get("text", ""),
        )


def _weighting(given: Mapping[str, Any] | None) -> Weighting | None:
    """Return the judgements that give the weights, if there are any."""
    if given is None:
        return None
    return Weighting(
        method=given["method"],
        order=tuple(given.get("order", ())),
        judgements=tuple(
            Judgement(one["a"], one["b"], float(one["ratio"]))
            for one in given.get("judgements", ())
        ),
        accept_inconsistent=given.get("accept_inconsistent", False),
    )


def _bounds(given: Mapping[str, Any]) -> Bounds:
    """Return own bounds of one criterion."""
    return Bounds(
        worst=_float(given, "worst"),
        best=_float(given, "best"),
        ideal=_float(given, "ideal"),
        has_ideal="ideal" in given,
        outside=given.get("outside"),
    )


def _draws(given: Mapping[str, Any]) -> DrawPlan:
    """Return how the weights are drawn."""
    concentration = given.get("concentration")
    is_even = concentration == NO_PREFERENCE
    return DrawPlan(
        draws=int(given.get("draws", DEFAULT_DRAWS)),
        concentration=None
        if is_even or concentration is None
        else float(concentration),
        is_even=is_even,
        seed=int(given.get("seed", DEFAULT_SEED)),
    )


def _float(mapping: Mapping[str, Any], name: str) -> float | None:
    """Return a number of a checked mapping, or None if it is absent."""
    value = mapping.get(name)
    return None if value is None else float(value)
