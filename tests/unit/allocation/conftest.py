"""Small placing problems, and the answer by trying every placement."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from geo_zs.allocation.case import Case

NAN = float("nan")


def make_case(
    value, needs, capacity, *, unknown_is_none=False, must=(), locked=None, parent=None
) -> Case:
    """Return a case; `needs` and `capacity` may leave the last resources out."""
    value = np.array(value, dtype=float)
    n_projects, n_sites = value.shape

    def three(rows, size, filled):
        table = np.full((size, 3), filled)
        for index, row in enumerate(rows):
            table[index, : len(row)] = row
        return table

    is_must = np.zeros(n_projects, dtype=bool)
    is_must[list(must)] = True
    fixed = np.full(n_projects, -1, dtype=np.intp)
    for project, site in (locked or {}).items():
        fixed[project] = site
    above = np.full(n_sites, -1, dtype=np.intp)
    for child, over in (parent or {}).items():
        above[child] = over
    return Case(
        value=value,
        needs=three(needs, n_projects, 0.0),
        capacity=three(capacity, n_sites, NAN),
        unknown_is_none=unknown_is_none,
        must=is_must,
        locked=fixed,
        parent=above,
    )


def best_by_trying(case: Case) -> float | None:
    """Return the highest total value over every placement, or None if none holds."""
    allowed = case.allowed()
    choices = [
        [-1, *np.flatnonzero(allowed[p])] if not case.has_to[p] else
        list(np.flatnonzero(allowed[p]))
        for p in range(case.n_projects)
    ]  # fmt: skip
    best = None
    for sites in itertools.product(*choices):
        chosen = np.array(sites, dtype=int)
        if _holds(case, chosen):
            worth = sum(case.value[p, s] for p, s in enumerate(sites) if s >= 0)
            best = worth if best is None else max(best, worth)
    return best


def _holds(case: Case, chosen: np.ndarray) -> bool:
    """Check every capacity one by one, without the arrays of the case."""
    for site in range(case.n_sites):
        for resource in range(3):
            capacity = case.capacity[site, resource]
            here = {site}
            if not np.isnan(capacity):
                here |= {s for s in range(case.n_sites) if case.parent[s] == site}
            taken = sum(
                case.needs[p, resource] for p, s in enumerate(chosen) if s in here
            )
            if np.isnan(capacity):
                capacity = 0.0 if case.unknown_is_none else np.inf
            if taken > capacity + 1e-9:
                return False
    return True


@pytest.fixture(scope="session")
def case_of():
    """Return the maker of small cases."""
    return make_case


@pytest.fixture(scope="session")
def exhaustive():
    """Return the search over every placement."""
    return best_by_trying
