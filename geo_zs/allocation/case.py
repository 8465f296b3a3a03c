"""What is to be placed where, as plain arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo_zs.errors import DataError, Problem

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.intp]

#: What sites have to give, in the order of the columns of needs and capacities.
RESOURCES: Final = ("land_ha", "power_mw", "water_m3_per_day")
#: A need this much above a capacity (as a share of it) still fits: rounding.
TOLERANCE: Final = 1e-9


@dataclass(frozen=True, eq=False)
class Case:
    """One problem of placing projects on sites.

    Parameters
    ----------
    value : (n_projects, n_sites) array
        What each placement is worth, 0 or more; NaN where it is not allowed.
    needs : (n_projects, n_resources) array
        What each project takes, 0 or more, in the order of `RESOURCES`.
    capacity : (n_sites, n_resources) array
        What each site has, 0 or more; NaN where not known.
    unknown_is_none : bool
        True: a site of which a capacity is not known has none of it. False: it has
        as much as is asked.
    must : (n_projects,) bool array
        Projects that have to be placed.
    locked : (n_projects,) int array
        Site that the project is fixed to; -1 for none. A locked project must be
        placed.
    parent : (n_sites,) int array
        Row of the umbrella zone of a site; -1 for none. What stands in a sub-park
        takes from the known capacities of both.

    Raises
    ------
    DataError
        If shapes differ, a number is negative or not finite, or a project is locked
        to a site that it is not allowed on.
    """

    value: FloatArray
    needs: FloatArray
    capacity: FloatArray
    unknown_is_none: bool
    must: BoolArray
    locked: IntArray
    parent: IntArray

    def __post_init__(self) -> None:
        n_projects, n_sites = self.value.shape
        expected = {
            "needs": (n_projects, len(RESOURCES)),
            "capacity": (n_sites, len(RESOURCES)),
            "must": (n_projects,),
            "locked": (n_projects,),
            "parent": (n_sites,),
        }
        problems = [
            Problem(
                name, f"has the shape {getattr(self, name).shape}; expected {shape}"
            )
            for name, shape in expected.items()
            if getattr(self, name).shape != shape
        ]
        if problems:
            raise DataError(problems)
        for name in ("value", "needs", "capacity"):
            known = getattr(self, name)
            known = known[~np.isnan(known)]
            if (known < 0).any() or np.isinf(known).any():
                problems.append(Problem(name, "has a negative or infinite number"))
        if np.isnan(self.needs).any():
            problems.append(Problem("needs", "has NaN; give 0 where nothing is needed"))
        fixed = np.flatnonzero(self.locked >= 0)
        if np.isnan(self.value[fixed, self.locked[fixed]]).any():
            problems.append(Problem("locked", "names a site that is not allowed"))
        if problems:
            raise DataError(problems)

    @property
    def n_projects(self) -> int:
        """Number of projects."""
        return int(self.value.shape[0])

    @property
    def n_sites(self) -> int:
        """Number of sites."""
        return int(self.value.shape[1])

    @property
    def has_to(self) -> BoolArray:
        """Projects that must be placed, locked ones among them, (n_projects,)."""
        found: BoolArray = self.must | (self.locked >= 0)
        return found

    def allowed(self) -> BoolArray:
        """Return where each project may stand if room is no matter, a bool matrix."""
        found = ~np.isnan(self.value)
        for project in np.flatnonzero(self.locked >= 0):
            only = np.zeros(self.n_sites, dtype=bool)
            only[self.locked[project]] = True
            found[project] &= only
        return found

    def room(self) -> FloatArray:
        """Return the capacities as they count, (n_sites, n_resources).

        What is not known is 0 or infinite, as `unknown_is_none` says.
        """
        filled = 0.0 if self.unknown_is_none else np.inf
        return np.where(np.isnan(self.capacity), filled, self.capacity)

    def shortfall(self) -> FloatArray:
        """Return what an empty site lacks for each project alone.

        Returns
        -------
        (n_projects, n_sites, n_resources) array
            Need minus capacity, of the site or of its umbrella zone, whichever
            lacks more; 0 where the project fits.
        """
        room = self.room()
        has_parent = self.parent >= 0
        above = np.full_like(room, np.inf)
        # Only what is known of an umbrella zone binds its sub-parks.
        known = np.where(np.isnan(self.capacity), np.inf, self.capacity)
        above[has_parent] = known[self.parent[has_parent]]
        least = np.minimum(room, above)
        gap = self.needs[:, None, :] - least[None, :, :]
        slack = TOLERANCE * np.where(np.isinf(least), 0.0, least)[None, :, :]
        return np.where((gap > slack) & (self.needs[:, None, :] > 0), gap, 0.0)

    def open(self) -> BoolArray:
        """Return where each project may stand and fits if alone, a bool matrix."""
        found: BoolArray = self.allowed() & (self.shortfall() == 0).all(axis=2)
        return found

    def members(self) -> BoolArray:
        """Return whose projects take from each site's capacity, (n_sites, n_sites).

        A site itself and its sub-parks; where the capacity of an umbrella zone is
        not known, `loads` leaves the sub-parks out.
        """
        own = np.eye(self.n_sites, dtype=bool)
        has_parent = np.flatnonzero(self.parent >= 0)
        own[self.parent[has_parent], has_parent] = True
        return own

    def loads(self, sites: IntArray) -> FloatArray:
        """Return what some placements take from each site.

        Parameters
        ----------
        sites : (n_projects,) int array
            Row of the site of each project; -1 for projects that are not placed.

        Returns
        -------
        (n_sites, n_resources) array
        """
        own = np.zeros((self.n_sites, len(RESOURCES)))
        placed = np.flatnonzero(sites >= 0)
        np.add.at(own, sites[placed], self.needs[placed])
        with_parts = self.members().astype(float) @ own
        return np.where(np.isnan(self.capacity), own, with_parts)
