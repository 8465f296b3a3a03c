"""Faults of a call in words: all of them at once, and nothing of what was sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from geo_zs.errors import GeoZsError, Problem
from geo_zs.mcp.call_faults import broken_faults, further_faults

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from geo_zs.mcp.library import Tool

#: Faults and characters of each that an answer holds at most.
_MOST_FAULTS: Final = 50
_MOST_TEXT: Final = 500
_SHOWN: Final = 80


def argument_faults(
    catalog: Catalog, tool: Tool, arguments: Mapping[str, Any]
) -> list[Problem]:
    """Return all faults of the arguments of a call.

    Parameters
    ----------
    catalog : Catalog
        The loaded data.
    tool : Tool
        What is called.
    arguments : mapping
        As they came.

    Returns
    -------
    list of Problem
        Unknown arguments and wrong values; where there are any, also what the data
        says against the others, which the tool itself would find otherwise.
    """
    broken = broken_faults(arguments)
    if broken:
        named = {one.field for one in broken}
        arguments = {
            name: value
            for name, value in arguments.items()
            if name not in named and not broken_faults({name: None})
        }
    problems = [*broken, *_shape_faults(tool, arguments, {one.field for one in broken})]
    at_fault = {one.field.partition(".")[0] for one in problems}
    if problems and not at_fault & {"text", "requirement", "kind", "within"}:
        problems += further_faults(catalog, tool.name, arguments)
    return problems


def _shape_faults(
    tool: Tool, arguments: Mapping[str, Any], told: set[str]
) -> list[Problem]:
    """Return unknown arguments and values of wrong types or out of bounds."""
    known = list(tool.parameters["properties"])
    problems = [
        Problem(name[:_SHOWN], f"is no argument{_near(name, known)}")
        for name in arguments
        if name not in known
    ]
    given = {name: value for name, value in arguments.items() if name in known}
    try:
        taken = tool.fn_metadata
        taken.arg_model.model_validate(taken.pre_parse_json(given))
    except ValidationError as error:
        problems += [
            Problem(".".join(str(part) for part in one["loc"]), one["msg"])
            for one in error.errors(include_input=False, include_url=False)
            if not {str(part) for part in one["loc"][:1]} & told
        ]
    return problems


def told(error: GeoZsError) -> str:
    """Return an error of ours in words, with all its faults and candidates."""
    problems: tuple[Problem, ...] = getattr(error, "problems", ())
    if problems:
        return in_words(problems)
    candidates = getattr(error, "candidates", ())[:_MOST_FAULTS]
    named = [f"- {one.kind} {one.id}: {one.name_zh}" for one in candidates]
    return "\n".join([str(error)[:_MOST_TEXT], *named])


def in_words(problems: Sequence[Problem]) -> str:
    """Return faults as lines; of very many the first ones."""
    count = f"{len(problems)} fault{'s' if len(problems) > 1 else ''}:"
    lines = [f"- {str(one)[:_MOST_TEXT]}" for one in problems[:_MOST_FAULTS]]
    return "\n".join([count, *lines])


def _near(name: str, known: list[str]) -> str:
    """Return the known name that is like one, or all of them."""
    close = get_close_matches(name[:_SHOWN], known, n=1)
    return f"; did you mean {close[0]}?" if close else f"; known: {', '.join(known)}"
