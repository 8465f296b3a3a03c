"""The limits of a requirement, each tested on every site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from geo_zs.matching.area import Area
from geo_zs.matching.attribute import Attribute, BoolArray, FloatArray
from geo_zs.matching.columns import LAND_PORT, Columns, unknown_attribute
from geo_zs.matching.requirement import Requirement
from geo_zs.matching.rule_tests import RuleTest
from geo_zs.matching.status import (
    FAILED,
    PASSED,
    StatusArray,
    interval_status,
    setback_status,
    status_of,
)
from geo_zs.matching.table import SiteTable

#: The limit that nobody need ask for, and the column that tests it.
EXISTS: Final = "is_current"

#: Quantities of a requirement and the columns that test them; all are minima.
_QUANTITIES: Final = (
    ("land_ha", "land_available_ha"),
    ("power_mw", "available_power_mw"),
    ("green_power_share_min", "green_power_share"),
    ("water_m3_per_day", "water_supply_m3_per_day"),
)
_DISTANCES: Final = (
    ("rail_km_max", "rail_km"),
    ("land_port_km_max", LAND_PORT),
    ("airport_km_max", "airport_km"),
)


@dataclass(frozen=True, eq=False)
class LimitTest:
    """One limit tested on all sites.

    Parameters
    ----------
    limit : str
        Name as in the request; entries of ``limits.ranges`` as
        ``ranges.wind_speed_50m_ms.min``, of ``limits.setbacks`` as
        ``setbacks.airports``, and a rule as ``rules.<id>``.
    bound : str
        ``max`` or ``min`` for numbers, else ``is``.
    required : object
        What was asked, as JSON.
    status : (n_sites,) int array
        `PASSED`, `NOT_VERIFIED` or `FAILED`.
    attribute : Attribute or None
        Column tested; None for limits that are no numbers.
    rule : str or None
        Id of the legal rule; None for what the requirement asks.
    gap_km : (n_sites,) array or None
        How far outside a site lies, for the limit ``area``.
    """

    limit: str
    bound: Literal["max", "min", "is"]
    required: object
    status: StatusArray
    attribute: Attribute | None = None
    rule: str | None = None
    gap_km: FloatArray | None = None

    @property
    def is_setback(self) -> bool:
        """True for a distance to keep from the features of a layer."""
        return self.limit.startswith("setbacks.")


def existence_tests(sites: SiteTable, candidates: BoolArray) -> list[LimitTest]:
    """Test that a site is known to exist today; nobody need ask for that.

    Listed only if some candidate is not: a site that no source calls current is
    not verified, and so never stands unmarked among those that are.
    """
    attribute = sites.attributes.get(EXISTS)
    if attribute is None:
        return []
    status = interval_status(attribute, 1.0, bound="min")
    if (status[candidates] == PASSED).all():
        return []
    return [LimitTest(EXISTS, "is", True, status)]  # noqa: FBT003  as JSON


def number_tests(requirement: Requirement, columns: Columns) -> list[LimitTest]:
    """Test the quantities, the distances and the ranges of a requirement."""
    asked: list[tuple[str, str, Literal["max", "min"], float | None]] = [
        (name, column, "min", getattr(requirement, name))
        for name, column in _QUANTITIES
    ]
    asked += [
        (name, column, "max", getattr(requirement.limits, name))
        for name, column in _DISTANCES
    ]
    for one in requirement.limits.ranges:
        name = f"ranges.{one.column}"
        asked.append((f"{name}.min", one.column, "min", one.minimum))
        asked.append((f"{name}.max", one.column, "max", one.maximum))
    tests: list[LimitTest] = []
    for name, column, bound, required in asked:
        if required is None:
            continue
        attribute = columns.get(column)
        status = interval_status(attribute, required, bound=bound)
        if column == "rail_km" and bound == "max":
            # A siding settles it, whatever the schematic lines say.
            status[columns.get("has_rail_access").low >= 1.0] = PASSED
        tests.append(LimitTest(name, bound, required, status, attribute))
    if requirement.limits.chemical_park:
        attribute = columns.get("chemical_park")
        status = interval_status(attribute, 1.0, bound="min")
        required_park: object = True
        tests.append(LimitTest("chemical_park", "is", required_park, status, attribute))
    return tests


def setback_tests(sites: SiteTable, requirement: Requirement) -> list[LimitTest]:
    """Test the distance to the nearest feature of each layer to keep away from."""
    tests: list[LimitTest] = []
    for layer, required in sorted(requirement.limits.setbacks.items()):
        attribute = sites.setbacks.get(layer)
        if attribute is None:
            attribute = unknown_attribute(f"setback_km.{layer}", sites.n_sites)
        status = setback_status(attribute, required)
        tests.append(LimitTest(f"setbacks.{layer}", "min", required, status, attribute))
    return tests


def rule_limits(rule_tests: Sequence[RuleTest]) -> list[LimitTest]:
    """Return the rules that exclude as limits, unless every site passes them."""
    required: object = True
    return [
        LimitTest(
            limit=f"rules.{test.rule.id}",
            bound="is",
            required=required,
            status=test.status,
            attribute=test.attribute,
            rule=test.rule.id,
        )
        for test in rule_tests
        if test.effect == "exclude" and (test.status != PASSED).any()
    ]


def place_tests(sites: SiteTable, requirement: Requirement) -> list[LimitTest]:
    """Test the limits that are no numbers: leagues and area."""
    limits = requirement.limits
    tests: list[LimitTest] = []
    if limits.leagues:
        inside = np.array([one in limits.leagues for one in sites.leagues], dtype=bool)
        known = np.array([bool(one) for one in sites.leagues], dtype=bool)
        status = status_of(inside, known & ~inside)
        tests.append(LimitTest("leagues", "is", list(limits.leagues), status))
    if limits.area is not None:
        shown = {
            "type": limits.area.geometry_type,
            "n_vertices": limits.area.n_vertices,
        }
        status, gap_km = _area_status(sites, limits.area)
        tests.append(LimitTest("area", "is", shown, status, gap_km=gap_km))
    return tests


def _area_status(sites: SiteTable, area: Area) -> tuple[StatusArray, FloatArray]:
    """Test where sites lie: by point and radius, or by the lattice of their area.

    Returns
    -------
    (n_sites,) int array, (n_sites,) array
        Statuses, and how many km outside a site lies at least; NaN where it is
        not wholly outside.
    """
    status = np.zeros(sites.n_sites, dtype=np.int8)
    gap_km = np.full(sites.n_sites, np.nan)
    has_point = ~(np.isnan(sites.lon) | np.isnan(sites.lat))
    rows = np.flatnonzero(has_point)
    lon, lat = sites.lon[rows], sites.lat[rows]
    inside = area.contains(lon, lat)
    radius = np.nan_to_num(sites.radius_km[rows], nan=0.0)
    edge = area.edge_distance_km(lon, lat)
    status[rows] = status_of(inside & (edge > radius), ~inside & (edge > radius))
    gap_km[rows] = edge - radius
    if sites.lattice_site.size:
        hits = area.contains(sites.lattice_lon, sites.lattice_lat)
        n_points = np.bincount(sites.lattice_site, minlength=sites.n_sites)
        n_inside = np.bincount(sites.lattice_site[hits], minlength=sites.n_sites)
        spread = ~has_point & (n_points > 0)
        by_lattice = status_of(n_inside == n_points, n_inside == 0)
        status[spread] = by_lattice[spread]
    gap_km[status != FAILED] = np.nan
    return status, gap_km
