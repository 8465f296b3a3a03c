"""From a requirement as it came to the answer of the engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from geo_zs.matching.answer import to_answer
from geo_zs.matching.requirement import Requirement
from geo_zs.matching.result import MatchResult
from webapp.serving.metrics import count_match
from webapp.state import State


@dataclass(frozen=True)
class Answered:
    """A requirement with its result, as an object for maps and as the API's answer.

    Parameters
    ----------
    requirement : Requirement
        What was understood.
    result : MatchResult
        What the engine found.
    answer : dict
        The same as the API sends it.
    """

    requirement: Requirement
    result: MatchResult
    answer: dict[str, Any]


def run(state: State, given: object) -> Answered:
    """Check a requirement and rank the sites.

    Parameters
    ----------
    state : State
        The loaded data.
    given : object
        Decoded JSON, or what a form was turned into.

    Returns
    -------
    Answered

    Raises
    ------
    RequirementError
        With all faults of the requirement.
    """
    catalog = state.catalog
    requirement = catalog.read(given)
    result = catalog.solve(requirement)
    count_match()
    return Answered(requirement, result, to_answer(result, catalog.data_version))


def answer_requirement(state: State, given: object) -> dict[str, Any]:
    """Return the API's answer to a requirement; raises as `run`."""
    return run(state, given).answer
