"""Hard limits (硬约束): every site passes, is excluded, or is not verified.

A fact is an interval. A limit is passed if every value in the interval passes,
failed if none does, and not verified in between or where nothing is known. What
fails only against a layer that is known to be incomplete is not verified: the layer
may lack what is near.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from geo_zs.matching.columns import LAND_PORT, Columns
from geo_zs.matching.requirement import Requirement
from geo_zs.matching.table import Attribute, BoolArray, SiteTable

StatusArray = NDArray[np.int8]
Policy = Literal["below", "keep", "drop"]

#: The limit that nobody need ask for, and the column that tests it.
EXISTS: Final = "is_current"

#: What a limit says of a site.
FAILED: Final = -1
NOT_VERIFIED: Final = 0
PASSED: Final = 1

#: Share of candidates whose fact must be known for sites that could not be
#: verified to be ranked below the others.
_KNOWN_SHARE: Final = 0.5

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
        ``ranges.wind_speed_50m_ms.min``.
    bound : str
        ``max`` or ``min`` for numbers, else ``is``.
    required : object
        What was asked, as JSON.
    status : (n_sites,) int array
        `PASSED`, `NOT_VERIFIED` or `FAILED`.
    attribute : Attribute or None
        Column tested; None for limits that are no numbers.
    """

    limit: str
    bound: Literal["max", "min", "is"]
    required: object
    status: StatusArray
    attribute: Attribute | None = None


@dataclass(frozen=True, eq=False)
class Screening:
    """All limits tested on all sites.

    Parameters
    ----------
    tests : tuple of LimitTest
        One for each limit, in the order of the request's fields.
    policies : tuple of str
        For each limit what happens to sites that it could not verify.
    is_excluded : (n_sites,) bool array
        Fails a limit, or could not be verified by one whose policy is ``drop``.
    is_verified : (n_sites,) bool array
        Passes every limit.
    is_below : (n_sites,) bool array
        Ranked after the others: could not be verified by a limit whose policy is
        ``below``.
    """

    tests: tuple[LimitTest, ...]
    policies: tuple[Policy, ...]
    is_excluded: BoolArray
    is_verified: BoolArray
    is_below: BoolArray


def interval_status(
    attribute: Attribute, required: float, *, bound: Literal["max", "min"]
) -> StatusArray:
    """Test a number against a limit.

    Parameters
    ----------
    attribute : Attribute
        Column with its interval.
    required : float
        Largest (``max``) or smallest (``min``) value allowed; itself allowed.
    bound : str
        ``max`` or ``min``.

    Returns
    -------
    (n_sites,) int array
        `PASSED`, `NOT_VERIFIED` or `FAILED`.
    """
    if bound == "max":
        passes, fails = attribute.high <= required, attribute.low > required
    else:
        passes, fails = attribute.low >= required, attribute.high < required
    if not attribute.is_complete_layer:
        fails = np.zeros_like(fails)
    return _status(passes, fails)


def screen(
    sites: SiteTable,
    requirement: Requirement,
    columns: Columns,
    *,
    candidates: BoolArray,
    default_policy: str = "",
) -> Screening:
    """Test every limit of a requirement on every site.

    Parameters
    ----------
    sites : SiteTable
        All sites.
    requirement : Requirement
        Its limits, quantities and its word on what is not verified.
    columns : Columns
        Attributes as this requirement sees them.
    candidates : (n_sites,) bool array
        Sites of the kinds asked for: the share of known facts is taken over them.
    default_policy : str
        ``unverified`` of the industry where the request says nothing, or empty.

    Returns
    -------
    Screening
        Statuses and what follows from them.
    """
    tests = (
        *_existence_tests(sites, candidates),
        *_number_tests(requirement, columns),
        *_other_tests(sites, requirement),
    )
    policies = tuple(
        _policy(test, requirement.unverified, default_policy, candidates)
        for test in tests
    )
    nothing = np.zeros(sites.n_sites, dtype=bool)
    is_excluded, is_open, is_below = nothing.copy(), nothing.copy(), nothing.copy()
    for test, policy in zip(tests, policies, strict=True):
        not_verified = test.status == NOT_VERIFIED
        is_open |= not_verified
        is_excluded |= test.status == FAILED
        if policy == "drop":
            is_excluded |= not_verified
        elif policy == "below":
            is_below |= not_verified
    return Screening(
        tests=tests,
        policies=policies,
        is_excluded=is_excluded,
        is_verified=~is_open & ~is_excluded,
        is_below=is_below & ~is_excluded,
    )


def _status(passes: BoolArray, fails: BoolArray) -> StatusArray:
    """Return the status of each site; neither means not verified."""
    status = np.zeros(len(passes), dtype=np.int8)
    status[fails] = FAILED
    status[passes] = PASSED
    return status


def _policy(
    test: LimitTest, asked: str | None, default: str, candidates: BoolArray
) -> Policy:
    """Return what happens to sites that `test` could not verify."""
    word = asked or ("below" if test.limit == EXISTS else default)
    if word == "keep":
        return "keep"
    if word == "drop":
        return "drop"
    if word == "below" or test.attribute is None or not candidates.any():
        return "below"
    known = (~np.isnan(test.attribute.value[candidates])).mean()
    return "below" if known >= _KNOWN_SHARE else "keep"


def _existence_tests(sites: SiteTable, candidates: BoolArray) -> list[LimitTest]:
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


def _number_tests(requirement: Requirement, columns: Columns) -> list[LimitTest]:
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


def _other_tests(sites: SiteTable, requirement: Requirement) -> list[LimitTest]:
    """Test the limits that are no numbers: leagues and area."""
    limits = requirement.limits
    tests: list[LimitTest] = []
    if limits.leagues:
        inside = np.array([one in limits.leagues for one in sites.leagues], dtype=bool)
        known = np.array([bool(one) for one in sites.leagues], dtype=bool)
        status = _status(inside, known & ~inside)
        tests.append(LimitTest("leagues", "is", list(limits.leagues), status))
    if limits.area is not None:
        shown = {
            "type": limits.area.geometry_type,
            "n_vertices": limits.area.n_vertices,
        }
        tests.append(LimitTest("area", "is", shown, _area_status(sites, requirement)))
    return tests


def _area_status(sites: SiteTable, requirement: Requirement) -> StatusArray:
    """Test where sites lie: by point and radius, or by the lattice of their area."""
    area = requirement.limits.area
    status = np.zeros(sites.n_sites, dtype=np.int8)
    if area is None:
        return status
    has_point = ~(np.isnan(sites.lon) | np.isnan(sites.lat))
    rows = np.flatnonzero(has_point)
    lon, lat = sites.lon[rows], sites.lat[rows]
    inside = area.contains(lon, lat)
    radius = np.nan_to_num(sites.radius_km[rows], nan=0.0)
    settled = area.edge_distance_km(lon, lat) > radius
    status[rows] = _status(inside & settled, ~inside & settled)
    if sites.lattice_site.size:
        hits = area.contains(sites.lattice_lon, sites.lattice_lat)
        n_points = np.bincount(sites.lattice_site, minlength=sites.n_sites)
        n_inside = np.bincount(sites.lattice_site[hits], minlength=sites.n_sites)
        spread = ~has_point & (n_points > 0)
        by_lattice = _status(n_inside == n_points, n_inside == 0)
        status[spread] = by_lattice[spread]
    return status
