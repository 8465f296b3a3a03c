"""A request to place many projects: parsed from JSON with all faults at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from geo_zs.allocation.case import RESOURCES
from geo_zs.allocation.schema import ALLOCATION_SCHEMA, DEFAULT_SECONDS, NONE
from geo_zs.body_faults import below, body_faults, show
from geo_zs.comparison.lookup import no_site
from geo_zs.errors import Problem, RequirementError
from geo_zs.matching.requirement import Requirement
from geo_zs.matching.table import SiteTable

#: Reads one requirement as it came, or raises `RequirementError`.
Read = Callable[[object], Requirement]


@dataclass(frozen=True)
class ProjectRequest:
    """One project to be placed.

    Parameters
    ----------
    id, name : str
        Key, and name as printed (may be empty).
    requirement : Requirement or None
        Where it may stand and what a place is worth; None if `values` say so.
    needs : tuple of float
        What it takes, in the order of ``case.RESOURCES``.
    values : mapping of str to float
        Site → worth that replaces the score.
    priority : float
        What every worth is multiplied by.
    is_mandatory : bool
        Must be placed.
    sites, forbidden : tuples of str
        The only sites allowed (empty: all), and sites that are not.
    locked : str
        Site that it is fixed to, or empty.
    """

    id: str
    name: str = ""
    requirement: Requirement | None = None
    needs: tuple[float, ...] = (0.0,) * len(RESOURCES)
    values: Mapping[str, float] = field(default_factory=dict)
    priority: float = 1.0
    is_mandatory: bool = False
    sites: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    locked: str = ""


@dataclass(frozen=True)
class AllocationRequest:
    """A checked request to place many projects.

    Parameters
    ----------
    projects : tuple of ProjectRequest
        In the order given.
    unknown_is_none : bool
        What a capacity that is not known counts as.
    sites : tuple of str
        Sites that may be used; empty: all candidates.
    capacities : mapping of str to mapping of str to float
        Site → resource → capacity that replaces the one of the tables.
    time_limit_s, gap : float
        When the search stops.
    """

    projects: tuple[ProjectRequest, ...]
    unknown_is_none: bool
    sites: tuple[str, ...] = ()
    capacities: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    time_limit_s: float = DEFAULT_SECONDS
    gap: float = 0.0

    @classmethod
    def parse(
        cls, request: object, *, sites: SiteTable, read: Read
    ) -> AllocationRequest:
        """Check a decoded JSON request.

        Parameters
        ----------
        request : object
            Decoded JSON.
        sites : SiteTable
            All sites that may be named.
        read : callable
            Reads the requirement of a project.

        Raises
        ------
        RequirementError
            With every fault found, each with the path of its field.
        """
        problems = body_faults(request, ALLOCATION_SCHEMA)
        if problems or not isinstance(request, Mapping):
            raise RequirementError(problems)
        problems = _name_faults(request, sites)
        requirements: list[Requirement | None] = []
        for index, project in enumerate(request["projects"]):
            found = None
            if "requirement" in project:
                try:
                    found = read(project["requirement"])
                except RequirementError as error:
                    path = f"projects.{index}.requirement"
                    problems += below(path, error.problems)
            requirements.append(found)
        if problems:
            raise RequirementError(problems)
        return cls(
            projects=tuple(
                _project(project, requirement)
                for project, requirement in zip(
                    request["projects"], requirements, strict=True
                )
            ),
            unknown_is_none=request["unknown_capacity"] == NONE,
            sites=tuple(request.get("sites", ())),
            capacities={
                site: {name: float(amount) for name, amount in amounts.items()}
                for site, amounts in request.get("capacities", {}).items()
            },
            time_limit_s=float(request.get("time_limit_s", DEFAULT_SECONDS)),
            gap=float(request.get("gap", 0.0)),
        )


def _project(
    given: Mapping[str, Any], requirement: Requirement | None
) -> ProjectRequest:
    """Return one project of a checked request."""
    stated = given.get("needs", {})
    needs = [
        stated.get(name, getattr(requirement, name, None) or 0.0) for name in RESOURCES
    ]
    return ProjectRequest(
        id=given["id"],
        name=given.get("name", ""),
        requirement=requirement,
        needs=tuple(float(one) for one in needs),
        values={site: float(one) for site, one in given.get("values", {}).items()},
        priority=float(given.get("priority", 1.0)),
        is_mandatory=given.get("mandatory", False),
        sites=tuple(given.get("sites", ())),
        forbidden=tuple(given.get("forbidden", ())),
        locked=given.get("locked", ""),
    )


def _name_faults(request: Mapping[str, Any], sites: SiteTable) -> list[Problem]:
    """Return unknown sites, repeated ids and decisions that contradict each other."""
    known = frozenset(sites.ids)
    named = [(f"sites.{index}", one) for index, one in _listed(request, "sites")]
    named += [(f"capacities.{one}", one) for one in request.get("capacities", {})]
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for index, project in enumerate(request["projects"]):
        path = f"projects.{index}"
        for part in ("sites", "forbidden"):
            named += [
                (f"{path}.{part}.{at}", one) for at, one in _listed(project, part)
            ]
        named += [(f"{path}.values.{one}", one) for one in project.get("values", {})]
        if "locked" in project:
            named.append((f"{path}.locked", project["locked"]))
            problems += _lock_faults(path, project, request)
        first = seen.setdefault(project["id"], index)
        if first != index:
            message = f"is {show(project['id'])}, as that of projects.{first}"
            problems.append(Problem(f"{path}.id", f"{message}; give each its own"))
    unknown = [
        Problem(path, no_site(sites, one)) for path, one in named if one not in known
    ]
    return [*unknown, *problems]


def _listed(given: Mapping[str, Any], name: str) -> list[tuple[int, str]]:
    """Return number and value of the entries of a list that may be absent."""
    return list(enumerate(given.get(name, ())))


def _lock_faults(
    path: str, project: Mapping[str, Any], request: Mapping[str, Any]
) -> list[Problem]:
    """Return what contradicts the site that a project is locked to."""
    locked = project["locked"]
    faults = []
    if locked in project.get("forbidden", ()):
        faults.append("is in forbidden too; take it out of one of them")
    if "sites" in project and locked not in project["sites"]:
        faults.append("is not among the sites of this project; add it there")
    if "sites" in request and locked not in request["sites"]:
        faults.append("is not among the sites of the request; add it there")
    return [Problem(f"{path}.locked", f"{show(locked)} {fault}") for fault in faults]
