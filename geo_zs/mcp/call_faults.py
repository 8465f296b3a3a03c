"""Faults of calls that the data is needed for, and text that no answer could repeat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from geo_zs.errors import (
    BROKEN_TEXT,
    AmbiguousPlaceError,
    Problem,
    RequirementError,
    UnknownPlaceError,
    is_broken,
)
from geo_zs.gazetteer.places import PLACE_KINDS
from geo_zs.mcp.requests import requirement_of
from geo_zs.mcp.whole_text import HALF

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog

#: Characters of a wrong argument that its fault repeats.
_SHOWN: Final = 80


def broken_faults(arguments: Mapping[str, Any]) -> list[Problem]:
    """Return a fault for each argument that holds half a character."""
    problems = [
        Problem(name, BROKEN_TEXT)
        for name, value in arguments.items()
        if not _is_half(name) and _holds_half(value)
    ]
    if any(_is_half(name) for name in arguments):
        problems.append(Problem("", f"the name of an argument {BROKEN_TEXT}"))
    return problems


def further_faults(
    catalog: Catalog, tool: str, arguments: Mapping[str, Any]
) -> list[Problem]:
    """Return what the data says against the arguments of a call with other faults.

    Parameters
    ----------
    catalog : Catalog
        The loaded data.
    tool : str
        Name of the tool.
    arguments : mapping
        Those that it knows and whose types are right.
    """
    if tool == "locate_name":
        return scope_faults(catalog, arguments.get("kind"), arguments.get("within"))
    if tool in ("match_sites", "explain_exclusion"):
        return _requirement_faults(
            catalog, arguments.get("text"), arguments.get("requirement")
        )
    return []


def scope_faults(
    catalog: Catalog, kind: str | None, within: str | None
) -> list[Problem]:
    """Return what is wrong with a kind of place, and with where to look."""
    problems = []
    if kind is not None and kind not in PLACE_KINDS:
        kinds = ", ".join(PLACE_KINDS)
        message = f"is {kind[:_SHOWN]!r}; expected one of {kinds}"
        problems.append(Problem("kind", message))
    if within is None:
        return problems
    try:
        catalog.gazetteer.unit(within)
    except RequirementError as error:
        problems += error.problems
    except UnknownPlaceError as error:
        units = {
            one.place.name("zh"): one.place.kind
            for one in catalog.gazetteer.names
            if one.place.kind in ("league", "banner")
        }
        near = [name for name in error.near if name in units]
        near = near or [name for name, kind in units.items() if kind == "league"]
        message = f"is {within[:_SHOWN]!r}, no league or banner; near: "
        problems.append(Problem("within", message + ", ".join(near)))
    except AmbiguousPlaceError as error:
        named = ", ".join(
            f"{getattr(one, 'id', '')} {getattr(one, 'name_zh', '')}"
            for one in error.candidates
        )
        message = f"is {within[:_SHOWN]!r}, which names {named}; give the code"
        problems.append(Problem("within", message))
    return problems


def _requirement_faults(
    catalog: Catalog, text: str | None, requirement: Mapping[str, Any] | None
) -> list[Problem]:
    """Return the faults of a requirement, by asking for it without draws."""
    try:
        asked = requirement_of(text, requirement, top=1)
        catalog.match({"stability": {"draws": 0}, **asked})
    except RequirementError as error:
        return list(error.problems)
    return []


def _holds_half(value: object) -> bool:
    """Tell whether a text, or a text within, holds half a character."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            if _is_half(one):
                return True
        elif isinstance(one, Mapping):
            waiting += [*one, *one.values()]
        elif isinstance(one, list | tuple):
            waiting += one
    return False


def _is_half(text: str) -> bool:
    return HALF in text or is_broken(text)
