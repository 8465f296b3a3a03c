"""Why a project has no place in a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from geo_zs.allocation.case import TOLERANCE, Case, FloatArray
from geo_zs.allocation.solve import Placing

#: Limits, lists or the kind of industry leave no site.
NO_SITE: Final = "no_site"
#: Every allowed site lacks a capacity that nobody states and that counts as none.
UNKNOWN_CAPACITY: Final = "unknown_capacity"
#: No allowed site would hold it, even if it stood there alone.
TOO_LARGE: Final = "too_large"
#: Other projects have taken the room; in a proven plan they are worth more.
NO_ROOM: Final = "no_room"
#: Its value is 0 everywhere, so placing it gains nothing.
NO_VALUE: Final = "no_value"
#: There is room left; the search was cut short, or stopped at the gap allowed.
NOT_FOUND: Final = "not_found"
#: No plan places all mandatory projects, so no project has a place.
NO_PLAN: Final = "no_plan"


@dataclass(frozen=True)
class Unplaced:
    """A project without a place, and the reason.

    Parameters
    ----------
    project : int
        Row of the project.
    code : str
        One of the words of this module.
    site, resource : int
        The site that comes nearest to holding it and what it lacks; -1 where the
        reason names none.
    needed, available : float
        What the project needs of the resource and what that site has left, or has at
        all; NaN where the reason names none, or the capacity is not known.
    """

    project: int
    code: str
    site: int = -1
    resource: int = -1
    needed: float = float("nan")
    available: float = float("nan")


def explain(case: Case, placing: Placing) -> list[Unplaced]:
    """Return the projects without a place, each with the reason.

    Parameters
    ----------
    case : Case
        What was to be placed where.
    placing : Placing
        Which project stands where.

    Returns
    -------
    list of Unplaced
        In the order of the projects.
    """
    left = _left(case, placing)
    return [
        _why(case, project, left)
        for project in np.flatnonzero(placing.sites < 0).tolist()
    ]


def _left(case: Case, placing: Placing) -> FloatArray:
    """Return what is left of each capacity, of umbrella zones too.

    Returns
    -------
    (n_sites, n_resources) array
        Infinite where the capacity has no end.
    """
    left = np.maximum(case.room() - case.loads(placing.sites), 0.0)
    has_parent = np.flatnonzero(case.parent >= 0)
    above = np.where(np.isnan(case.capacity), np.inf, left)[case.parent[has_parent]]
    left[has_parent] = np.minimum(left[has_parent], above)
    return left


def _why(case: Case, project: int, left: FloatArray) -> Unplaced:
    """Return why one project has no place."""
    sites = np.flatnonzero(case.allowed()[project])
    if not sites.size:
        return Unplaced(project, NO_SITE)
    needs = case.needs[project]
    gap = case.shortfall()[project, sites]
    fits = sites[(gap == 0).all(axis=1)]
    if not fits.size:
        return _too_large(case, project, sites, gap)
    worth = case.value[project, fits]
    if worth.max() <= 0:
        return Unplaced(project, NO_VALUE)
    lacking = needs - left[fits]
    lacking[lacking <= TOLERANCE * np.maximum(needs, 1.0)] = 0.0
    if (lacking == 0).all(axis=1).any():
        return Unplaced(project, NOT_FOUND)
    best = int(worth.argmax())
    resource = int((lacking[best] / np.maximum(needs, 1e-300)).argmax())
    site = int(fits[best])
    return Unplaced(
        project,
        NO_ROOM,
        site=site,
        resource=resource,
        needed=float(needs[resource]),
        available=float(left[site, resource]),
    )


def _too_large(
    case: Case, project: int, sites: np.ndarray, gap: FloatArray
) -> Unplaced:
    """Return that no allowed site would hold a project, and the nearest to it."""
    needs = case.needs[project]
    share = gap / np.maximum(needs, 1e-300)
    is_unknown = np.isnan(case.capacity[sites]) & (gap > 0)
    if is_unknown.any(axis=1).all():
        # Told by the site that lacks least of what is known.
        nearest = int(is_unknown.sum(axis=1).argmin())
        resource = int(is_unknown[nearest].argmax())
        return Unplaced(
            project,
            UNKNOWN_CAPACITY,
            site=int(sites[nearest]),
            resource=resource,
            needed=float(needs[resource]),
        )
    worst = np.where(is_unknown.any(axis=1), np.inf, share.max(axis=1))
    nearest = int(worst.argmin())
    resource = int(share[nearest].argmax())
    return Unplaced(
        project,
        TOO_LARGE,
        site=int(sites[nearest]),
        resource=resource,
        needed=float(needs[resource]),
        available=float(needs[resource] - gap[nearest, resource]),
    )
