"""From a request to a plan (布局方案): which project stands where, and why not more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from geo_zs.allocation.blame import Blame, find_blame
from geo_zs.allocation.case import RESOURCES, BoolArray, Case, FloatArray
from geo_zs.allocation.reasons import Unplaced, explain
from geo_zs.allocation.request import AllocationRequest, ProjectRequest
from geo_zs.allocation.solve import INFEASIBLE, Placing, place
from geo_zs.matching.requirement import Requirement
from geo_zs.matching.result import MatchResult
from geo_zs.matching.status import FAILED, NOT_VERIFIED
from geo_zs.matching.table import SiteTable

#: Column of the site table that holds the capacity of each resource.
CAPACITY_COLUMNS: Final[Mapping[str, str]] = {
    "land_ha": "land_available_ha",
    "power_mw": "available_power_mw",
    "water_m3_per_day": "water_supply_m3_per_day",
}

#: Ranks all sites for one requirement.
Solve = Callable[[Requirement], MatchResult]
#: Called with the number of projects matched so far and of all.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, eq=False)
class Matched:
    """What the match of one project says of every site.

    Parameters
    ----------
    score : (n_sites,) array
        In [0, 1].
    is_open : (n_sites,) bool array
        Candidates that no limit excludes.
    failed, not_verified : mappings of str to (n_sites,) bool array
        Limit → sites that fail it, and that it could not be verified of.
    """

    score: FloatArray
    is_open: BoolArray
    failed: Mapping[str, BoolArray]
    not_verified: Mapping[str, BoolArray]


@dataclass(frozen=True, eq=False)
class Plan:
    """A plan with everything that explains it.

    Parameters
    ----------
    sites : SiteTable
        All sites.
    request : AllocationRequest
        What was asked.
    case : Case
        Values, needs and capacities as arrays; rows of sites as in `sites`.
    matched : tuple of Matched or None
        For each project; None for one without a requirement.
    placing : Placing
        Which project stands where.
    unplaced : tuple of Unplaced
        Why the others have no place; empty if there is no plan.
    blame : Blame or None
        Which capacity is to blame, if there is no plan.
    """

    sites: SiteTable
    request: AllocationRequest
    case: Case
    matched: tuple[Matched | None, ...]
    placing: Placing
    unplaced: tuple[Unplaced, ...]
    blame: Blame | None


def make_plan(
    sites: SiteTable,
    request: AllocationRequest,
    *,
    solve: Solve,
    progress: Progress | None = None,
) -> Plan:
    """Place the projects of a request.

    Parameters
    ----------
    sites : SiteTable
        All sites.
    request : AllocationRequest
        What is asked.
    solve : callable
        Ranks the same sites for one requirement, as ``Catalog.solve`` does.
    progress : callable, optional
        Told after each project that has been matched.

    Returns
    -------
    Plan
        The worth of a place is the score of the match, or the value given, times
        the priority of the project.
    """
    matched = _match_all(request, solve, progress)
    case = _case(sites, request, matched)
    placing = place(case, time_limit_s=request.time_limit_s, gap=request.gap)
    is_infeasible = placing.status == INFEASIBLE
    return Plan(
        sites=sites,
        request=request,
        case=case,
        matched=matched,
        placing=placing,
        unplaced=() if is_infeasible else tuple(explain(case, placing)),
        blame=find_blame(case, time_limit_s=request.time_limit_s)
        if is_infeasible
        else None,
    )


def _match_all(
    request: AllocationRequest, solve: Solve, progress: Progress | None
) -> tuple[Matched | None, ...]:
    """Match every project; the same requirement only once."""
    done: dict[str, Matched] = {}
    found: list[Matched | None] = []
    for index, project in enumerate(request.projects):
        one = None
        if project.requirement is not None:
            key = repr(project.requirement)
            if key not in done:
                done[key] = _matched(solve(project.requirement))
            one = done[key]
        found.append(one)
        if progress is not None:
            progress(index + 1, len(request.projects))
    return tuple(found)


def _matched(result: MatchResult) -> Matched:
    """Return what a match says of every site, apart from what capacities say.

    The land, power and water of a project are no limits here: whether there is room
    beside the other projects is for the plan to say.
    """
    screening = result.screening
    kept = [
        (test, policy)
        for test, policy in zip(screening.tests, screening.policies, strict=True)
        if test.limit not in RESOURCES
    ]
    is_open = result.candidates.copy()
    for test, policy in kept:
        is_open &= test.status != FAILED
        if policy == "drop":
            is_open &= test.status != NOT_VERIFIED
    return Matched(
        score=result.scores.score,
        is_open=is_open,
        failed={test.limit: test.status == FAILED for test, _ in kept},
        not_verified={test.limit: test.status == NOT_VERIFIED for test, _ in kept},
    )


def _case(
    sites: SiteTable,
    request: AllocationRequest,
    matched: tuple[Matched | None, ...],
) -> Case:
    """Return values, needs and capacities as arrays."""
    rows = {one: row for row, one in enumerate(sites.ids)}
    usable = _mask(request.sites, rows) if request.sites else np.ones(len(rows), bool)
    projects = request.projects
    parents = sites.parent_ids or ("",) * sites.n_sites
    return Case(
        value=np.stack(
            [
                _worth(project, one, rows, usable)
                for project, one in zip(projects, matched, strict=True)
            ]
        ),
        needs=np.array([project.needs for project in projects], dtype=float),
        capacity=_capacities(sites, request, rows),
        unknown_is_none=request.unknown_is_none,
        must=np.array([project.is_mandatory for project in projects], dtype=bool),
        locked=np.array(
            [rows[one.locked] if one.locked else -1 for one in projects], dtype=np.intp
        ),
        parent=np.array([rows.get(one, -1) for one in parents], dtype=np.intp),
    )


def _mask(names: tuple[str, ...], rows: Mapping[str, int]) -> BoolArray:
    """Return True for the sites named."""
    found = np.zeros(len(rows), dtype=bool)
    found[[rows[one] for one in names]] = True
    return found


def _worth(
    project: ProjectRequest,
    matched: Matched | None,
    rows: Mapping[str, int],
    usable: BoolArray,
) -> FloatArray:
    """Return what each site is worth for a project; NaN where it may not stand."""
    score = np.full(len(rows), np.nan) if matched is None else matched.score.copy()
    for site, worth in project.values.items():
        score[rows[site]] = worth
    is_open = usable & ~np.isnan(score)
    if matched is not None:
        is_open &= matched.is_open
    if project.sites:
        is_open &= _mask(project.sites, rows)
    if project.forbidden:
        is_open &= ~_mask(project.forbidden, rows)
    if project.locked:
        # Decided already: the limits are told and do not undo it.
        row = rows[project.locked]
        is_open[row] = True
        score[row] = np.nan_to_num(score[row])
    worth_there: FloatArray = np.where(is_open, score * project.priority, np.nan)
    return worth_there


def _capacities(
    sites: SiteTable, request: AllocationRequest, rows: Mapping[str, int]
) -> FloatArray:
    """Return the capacities of the tables, replaced by those of the request."""
    found = np.full((sites.n_sites, len(RESOURCES)), np.nan)
    for column, name in enumerate(RESOURCES):
        attribute = sites.attributes.get(CAPACITY_COLUMNS[name])
        if attribute is not None:
            found[:, column] = attribute.value
        for site, amounts in request.capacities.items():
            if name in amounts:
                found[rows[site], column] = amounts[name]
    return found
