"""Place the projects so that the total value is highest: a mixed-integer program.

Notes
-----
Maximise ``Σ v[p, s] x[p, s]`` with ``x`` 0 or 1, ``Σ_s x[p, s] <= 1`` (``= 1`` for a
project that must be placed) and ``Σ_p need[p, r] x[p, s] <= capacity[s, r]``: the
generalised assignment problem with several resources (Martello, S. & Toth, P.,
*Knapsack Problems*, 1990, chapter 7). Solved with HiGHS through SciPy.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geo_zs.allocation.case import RESOURCES, TOLERANCE, BoolArray, Case, IntArray

if TYPE_CHECKING:
    from geo_zs.allocation.case import FloatArray

#: How a search ended.
OPTIMAL: Final = "optimal"
TIME_LIMIT: Final = "time_limit"
INFEASIBLE: Final = "infeasible"
#: Status numbers of `scipy.optimize.milp`.
_SOLVED: Final = 0
_NO_SOLUTION: Final = 2


@dataclass(frozen=True, eq=False)
class Placing:
    """Which project stands where, and how good that is.

    Parameters
    ----------
    status : str
        ``optimal`` (within the gap asked for), ``time_limit`` (the best found in the
        time) or ``infeasible``.
    sites : (n_projects,) int array
        Row of the site; -1 for projects that are not placed.
    value : float
        Total value; NaN without a solution.
    bound : float
        No placement is worth more than this; NaN if infeasible.
    gap : float
        ``(bound − value) / bound``, in [0, 1]; NaN without a solution.
    """

    status: str
    sites: IntArray
    value: float
    bound: float
    gap: float


Milp = Callable[..., Any]


def place(
    case: Case,
    *,
    time_limit_s: float = 10.0,
    gap: float = 0.0,
    milp: Milp | None = None,
) -> Placing:
    """Place the projects so that the total value is highest.

    Parameters
    ----------
    case : Case
        What is to be placed where.
    time_limit_s : float
        The search stops after so many seconds with the best it has.
    gap : float
        The search may stop once no placement can be better by more than this share.
    milp : callable, optional
        Solver with the signature of `scipy.optimize.milp`, for tests.

    Returns
    -------
    Placing
        The same case gives the same placing, unless the time runs out. Capacities
        hold to a relative 1e-6, the tolerance of the solver.
    """
    open_pairs = case.open()
    if (case.has_to & ~open_pairs.any(axis=1)).any():
        return _infeasible(case)
    projects, sites = np.nonzero(open_pairs)
    if not projects.size:
        return _placing(case, np.full(case.n_projects, -1, dtype=np.intp), OPTIMAL, 0.0)
    worth = case.value[projects, sites]
    scale = float(worth.max()) or 1.0
    found = (milp or _milp())(
        -worth / scale,
        integrality=np.ones(projects.size),
        bounds=_zero_to_one(),
        constraints=_constraints(case, projects, sites),
        options={"time_limit": time_limit_s, "mip_rel_gap": gap},
    )
    if found.status == _NO_SOLUTION:
        return _infeasible(case)
    bound = _bound(case, open_pairs)
    if found.mip_dual_bound is not None and np.isfinite(found.mip_dual_bound):
        bound = min(bound, -float(found.mip_dual_bound) * scale)
    chosen = np.full(case.n_projects, -1, dtype=np.intp)
    if found.x is not None:
        taken = np.flatnonzero(found.x > 0.5)
        chosen[projects[taken]] = sites[taken]
    if found.status == _SOLVED:
        return _placing(case, chosen, OPTIMAL, bound)
    return _best_in_time(case, chosen, bound, has_one=found.x is not None)


def _best_in_time(
    case: Case, chosen: IntArray, bound: float, *, has_one: bool
) -> Placing:
    """Return the better one of what the solver found and of a simple filling."""
    simple = fill_in_order(case)
    candidates = [
        one for one in (chosen if has_one else None, simple) if one is not None
    ]
    if not candidates:
        nothing = np.full(case.n_projects, -1, dtype=np.intp)
        return Placing(TIME_LIMIT, nothing, float("nan"), bound, float("nan"))
    best = max(candidates, key=lambda one: total_value(case, one))
    return _placing(case, best, TIME_LIMIT, bound)


def fill_in_order(case: Case) -> IntArray | None:
    """Place one project after another where it is worth most and still fits.

    Projects that must be placed come first, then those of the highest value.

    Returns
    -------
    (n_projects,) int array or None
        None if a project that must be placed finds no room this way, which does not
        prove that there is none.
    """
    allowed = case.open()
    left = case.room()
    members = case.members()
    known = ~np.isnan(case.capacity)
    sites = np.full(case.n_projects, -1, dtype=np.intp)
    best = np.where(allowed, case.value, -1.0).max(axis=1, initial=-1.0)
    has_to = case.has_to
    for project in np.lexsort((-best, ~has_to)).tolist():
        worth = np.where(allowed[project], case.value[project], -1.0)
        for site in np.argsort(-worth, kind="stable").tolist():
            if worth[site] < 0:
                break
            takers = members[:, [site]] & known
            takers[site] = True
            needs = case.needs[project]
            fits = (needs <= left * (1 + TOLERANCE)) | (needs == 0)
            if (fits | ~takers).all():
                left = np.where(takers, left - needs, left)
                sites[project] = site
                break
        if has_to[project] and sites[project] < 0:
            return None
    return sites


def total_value(case: Case, sites: IntArray) -> float:
    """Return what some placements are worth together."""
    placed = np.flatnonzero(sites >= 0)
    return float(case.value[placed, sites[placed]].sum())


def _infeasible(case: Case) -> Placing:
    """Return that not all projects that must be placed can be."""
    nothing = np.full(case.n_projects, -1, dtype=np.intp)
    return Placing(INFEASIBLE, nothing, float("nan"), float("nan"), float("nan"))


def _placing(case: Case, sites: IntArray, status: str, bound: float) -> Placing:
    """Return a placing with its value and gap."""
    value = total_value(case, sites)
    bound = max(bound, value)
    gap = (bound - value) / bound if bound > 0 else 0.0
    return Placing(status, sites, value, bound, gap)


def _bound(case: Case, open_pairs: BoolArray) -> float:
    """Return the value if every project stood where it is worth most."""
    best = np.where(open_pairs, case.value, 0.0).max(axis=1, initial=0.0)
    return float(best.sum())


def _milp() -> Milp:
    """Return the solver of SciPy."""
    from scipy.optimize import milp  # noqa: PLC0415  imported late: 150 ms

    solver: Milp = milp
    return solver


def _zero_to_one() -> Any:  # noqa: ANN401  SciPy is imported late
    from scipy.optimize import Bounds  # noqa: PLC0415  as above

    return Bounds(0.0, 1.0)


def _constraints(case: Case, projects: IntArray, sites: IntArray) -> list[Any]:
    """Return one row a project and one for each capacity that can bind."""
    from scipy.optimize import LinearConstraint  # noqa: PLC0415  as above
    from scipy.sparse import csr_array  # noqa: PLC0415  as above

    n_pairs = projects.size
    once = csr_array(
        (np.ones(n_pairs), (projects, np.arange(n_pairs))),
        shape=(case.n_projects, n_pairs),
    )
    found = [LinearConstraint(once, np.where(case.has_to, 1.0, 0.0), 1.0)]
    rows = capacity_rows(case, projects, sites)
    if rows:
        data = [row.shares for row in rows]
        where = [row.pairs for row in rows]
        lengths = np.array([len(one) for one in where])
        matrix = csr_array(
            (
                np.concatenate(data),
                np.concatenate(where),
                np.concatenate([[0], np.cumsum(lengths)]),
            ),
            shape=(len(rows), n_pairs),
        )
        found.append(LinearConstraint(matrix, -np.inf, [row.most for row in rows]))
    return found


@dataclass(frozen=True, eq=False)
class CapacityRow:
    """One capacity that some placements together may exceed.

    Parameters
    ----------
    site, resource : int
        Which capacity.
    pairs : (k,) int array
        Placements that take from it.
    shares : (k,) array
        What each takes, as a share of `unit`.
    most : float
        The capacity as a share of `unit`.
    unit : float
        The largest of the capacity and the single needs, so that all rows are of
        one size.
    """

    site: int
    resource: int
    pairs: IntArray
    shares: FloatArray
    most: float
    unit: float


def capacity_rows(
    case: Case, projects: IntArray, sites: IntArray, *, all_rows: bool = False
) -> list[CapacityRow]:
    """Return the capacities that some placements together may exceed.

    Parameters
    ----------
    case : Case
        What is to be placed where.
    projects, sites : (n_pairs,) int arrays
        Placements that are possible.
    all_rows : bool
        Return also those that can never bind.
    """
    room, members = case.room(), case.members()
    is_known = ~np.isnan(case.capacity)
    found: list[CapacityRow] = []
    for site in range(case.n_sites):
        of_own = sites == site
        of_all = members[site][sites]
        for resource in range(len(RESOURCES)):
            most = float(room[site, resource])
            if np.isinf(most):
                continue
            takes = of_all if is_known[site, resource] else of_own
            pairs = np.flatnonzero(takes & (case.needs[projects, resource] > 0))
            needs = case.needs[projects[pairs], resource]
            if not pairs.size or not (
                all_rows or _can_exceed(case, projects[pairs], resource, most)
            ):
                continue
            unit = max(most, float(needs.max()))
            found.append(
                CapacityRow(site, resource, pairs, needs / unit, most / unit, unit)
            )
    return found


def _can_exceed(case: Case, projects: IntArray, resource: int, most: float) -> bool:
    """Tell whether some projects together need more than a capacity."""
    return bool(case.needs[np.unique(projects), resource].sum() > most)
