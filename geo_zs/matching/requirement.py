"""An investor's requirement (投资需求): parsed from JSON with all faults at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from geo_zs.errors import Problem, RequirementError
from geo_zs.matching.area import Area
from geo_zs.matching.requirement_faults import Vocabulary, find_faults, show
from geo_zs.matching.requirement_schema import DEFAULT_TOP, REQUIREMENT_SCHEMA

__all__ = ["REQUIREMENT_SCHEMA", "Limits", "Range", "Requirement", "Vocabulary"]

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


@dataclass(frozen=True)
class Requirement:
    """A checked requirement.

    Parameters
    ----------
    industry : str
        Industry tag.
    land_ha, power_mw, green_power_share_min, water_m3_per_day : float or None
        Quantities that become limits; None means not asked.
    investment_cny_1e8 : float or None
        Pledged investment in 100 million yuan; shown, not tested.
    limits : Limits
        Hard limits.
    unverified : str or None
        ``below``, ``keep``, ``drop``; None leaves it to each limit.
    weights : mapping of str to float
        Weights that replace those of the preset.
    top : int
        How many ranked sites to return.
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

    @classmethod
    def parse(cls, request: object, *, known: Vocabulary) -> Requirement:
        """Check a decoded JSON request and return the requirement.

        Parameters
        ----------
        request : object
            Decoded JSON; anything but an object is refused.
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
        )
        return cls(
            industry=request["industry"],
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
        )


def _float(mapping: Mapping[str, Any], name: str) -> float | None:
    """Return a number of a checked mapping, or None if it is absent."""
    value = mapping.get(name)
    return None if value is None else float(value)
