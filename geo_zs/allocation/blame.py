"""Which capacity is to blame when the projects that must be placed do not fit.

The same program with elastic capacities: each may be exceeded at a cost, and the
total excess, each resource counted in shares of what is needed of it, is made as
small as possible. The capacities exceeded in that solution are to blame.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from geo_zs.allocation.case import Case, IntArray
from geo_zs.allocation.solve import Milp, capacity_rows

#: An excess below this share of the capacity row is rounding of the solver.
_ROUNDING = 1e-6


@dataclass(frozen=True)
class Excess:
    """A capacity that has to grow.

    Parameters
    ----------
    site, resource : int
        Which capacity.
    capacity : float
        What there is; NaN if it is not known and counts as none.
    needed : float
        What the projects placed there take together.
    increase : float
        The difference.
    projects : tuple of int
        Projects that must be placed and take from this capacity in the solution.
    """

    site: int
    resource: int
    capacity: float
    needed: float
    increase: float
    projects: tuple[int, ...]


@dataclass(frozen=True)
class Blame:
    """Why the projects that must be placed cannot be.

    Parameters
    ----------
    nowhere : tuple of int
        Projects that must be placed and are allowed on no site, whatever its
        capacities.
    excesses : tuple of Excess
        The smallest increase of capacities that lets all the others be placed. Other
        increases of the same size may do as well.
    is_proven : bool
        False if the time ran out: a smaller increase may do.
    """

    nowhere: tuple[int, ...]
    excesses: tuple[Excess, ...]
    is_proven: bool


def find_blame(
    case: Case, *, time_limit_s: float = 10.0, milp: Milp | None = None
) -> Blame:
    """Return the smallest increase of capacities that lets the projects be placed.

    Parameters
    ----------
    case : Case
        A case in which not all projects that must be placed can be.
    time_limit_s : float
        Most seconds for the search.
    milp : callable, optional
        Solver with the signature of `scipy.optimize.milp`, for tests.

    Returns
    -------
    Blame
    """
    allowed = case.allowed()
    has_to = case.has_to
    nowhere = np.flatnonzero(has_to & ~allowed.any(axis=1))
    projects, sites = np.nonzero(allowed & has_to[:, None])
    if not projects.size:
        return Blame(tuple(nowhere.tolist()), (), is_proven=True)
    chosen, is_proven = _least_excess(case, projects, sites, time_limit_s, milp)
    return Blame(
        nowhere=tuple(nowhere.tolist()),
        excesses=tuple(_excesses(case, chosen)),
        is_proven=is_proven,
    )


def _least_excess(
    case: Case,
    projects: IntArray,
    sites: IntArray,
    time_limit_s: float,
    milp: Milp | None,
) -> tuple[IntArray, bool]:
    """Return where the projects stand when the excess is smallest, if proven."""
    from scipy.optimize import Bounds, LinearConstraint  # noqa: PLC0415  150 ms
    from scipy.optimize import milp as scipy_milp  # noqa: PLC0415  as above
    from scipy.sparse import csr_array, hstack  # noqa: PLC0415  as above

    rows = capacity_rows(case, projects, sites, all_rows=True)
    n_pairs, n_rows = projects.size, len(rows)
    asked = np.unique(projects)
    total = np.maximum(case.needs[asked].sum(axis=0), 1e-300)
    once = csr_array(
        (
            np.ones(n_pairs),
            (np.searchsorted(asked, projects), np.arange(n_pairs)),
        ),
        shape=(asked.size, n_pairs + n_rows),
    )
    constraints: list[Any] = [LinearConstraint(once, 1.0, 1.0)]
    if rows:
        lengths = np.cumsum([0, *(len(row.pairs) for row in rows)])
        takes = csr_array(
            (
                np.concatenate([row.shares for row in rows]),
                np.concatenate([row.pairs for row in rows]),
                lengths,
            ),
            shape=(n_rows, n_pairs),
        )
        excess = csr_array(-np.eye(n_rows))
        constraints.append(
            LinearConstraint(
                hstack([takes, excess]), -np.inf, [row.most for row in rows]
            )
        )
    cost = np.array([row.unit / total[row.resource] for row in rows])
    found = (milp or scipy_milp)(
        np.concatenate([np.zeros(n_pairs), cost]),
        integrality=np.concatenate([np.ones(n_pairs), np.zeros(n_rows)]),
        bounds=Bounds(0.0, np.concatenate([np.ones(n_pairs), np.full(n_rows, np.inf)])),
        constraints=constraints,
        options={"time_limit": time_limit_s},
    )
    chosen = np.full(case.n_projects, -1, dtype=np.intp)
    if found.x is None:
        # No time at all: each project where it lacks least by itself.
        lacking = (case.shortfall() / total).sum(axis=2)
        lacking[~case.allowed()] = np.inf
        chosen[asked] = lacking[asked].argmin(axis=1)
        return chosen, False
    taken = np.flatnonzero(found.x[:n_pairs] > 0.5)
    chosen[projects[taken]] = sites[taken]
    return chosen, found.status == 0


def _excesses(case: Case, chosen: IntArray) -> list[Excess]:
    """Return the capacities that a placing exceeds, the largest excess first."""
    room, loads = case.room(), case.loads(chosen)
    members = case.members()
    is_known = ~np.isnan(case.capacity)
    found: list[tuple[float, Excess]] = []
    for site, resource in np.argwhere(loads > room * (1 + _ROUNDING)).tolist():
        takers = members[site] if is_known[site, resource] else None
        projects = [
            project
            for project in np.flatnonzero(chosen >= 0).tolist()
            if case.needs[project, resource] > 0
            and (
                takers[chosen[project]]
                if takers is not None
                else chosen[project] == site
            )
        ]
        increase = float(loads[site, resource] - room[site, resource])
        share = increase / max(float(case.needs[:, resource].sum()), 1e-300)
        found.append(
            (
                share,
                Excess(
                    site=site,
                    resource=resource,
                    capacity=float(case.capacity[site, resource]),
                    needed=float(loads[site, resource]),
                    increase=increase,
                    projects=tuple(projects),
                ),
            )
        )
    found.sort(key=lambda pair: (-pair[0], pair[1].site, pair[1].resource))
    return [one for _, one in found]
