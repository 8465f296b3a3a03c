"""The facts that rules ask for: of the sites, and what a request states."""

from __future__ import annotations

import numpy as np

from geo_zs.matching.attribute import Attribute, BoolArray, FloatArray
from geo_zs.matching.columns import Columns
from geo_zs.matching.requirement import Requirement
from geo_zs.matching.rules import NUMBER_FIELDS
from geo_zs.matching.status import FAILED, NOT_VERIFIED, PASSED, StatusArray
from geo_zs.matching.table import SiteTable

#: A number that a request states: itself, or the least and the most it may be.
Fact = float | tuple[float, float]


def request_facts(requirement: Requirement) -> dict[str, Fact]:
    """Return the numbers of a requirement that rules ask for.

    A least share of green power is an interval up to 1: "at least half" does not
    say that it is less than four fifths.
    """
    found: dict[str, Fact] = {}
    for name in NUMBER_FIELDS:
        value = getattr(requirement, name, None)
        if value is not None:
            found[name] = value
    if requirement.green_power_share_min is not None:
        found.setdefault("green_power_share", (requirement.green_power_share_min, 1.0))
    return found


def in_park(sites: SiteTable) -> Attribute:
    """Return 1 for parks and port zones; a banner may have its parks or not."""
    is_park = np.array([kind in ("park", "port_zone") for kind in sites.kinds])
    value = np.where(is_park, 1.0, np.nan)
    return _plain("in_park", value, is_park)


def in_chemical_area(columns: Columns) -> Attribute:
    """Return 0 where no chemical area is recognised.

    A recognised park is not known to lie in its chemical area: a park may be wider.
    """
    recognised = columns.get("chemical_park").high
    is_free = recognised == 0.0
    return _plain("in_chemical_area", np.where(is_free, 0.0, np.nan), is_free)


def _plain(column: str, value: FloatArray, is_known: BoolArray) -> Attribute:
    """Return a column that follows from what the site is."""
    n_sites = len(value)
    return Attribute(
        column=column,
        unit="",
        value=value,
        low=value,
        high=value,
        source_ids=((),) * n_sites,
        confidence=tuple("inferred" if one else "" for one in is_known.tolist()),
    )


def range_status(
    operator: str,
    low: FloatArray,
    high: FloatArray,
    threshold: float,
    within: float,
) -> StatusArray:
    """Test intervals: beyond `threshold` fails, within `within` passes."""
    if operator == "ge":
        passes, fails = low >= within, high < threshold
    elif operator == "lt":
        passes, fails = high < within, low >= threshold
    elif operator == "eq":
        passes = (low == within) & (high == within)
        fails = (low > threshold) | (high < threshold)
    else:
        passes, fails = high <= within, low > threshold
    status = np.full(len(low), NOT_VERIFIED, dtype=np.int8)
    status[passes] = PASSED
    status[fails] = FAILED
    return status
