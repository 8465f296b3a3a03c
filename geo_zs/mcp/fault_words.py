"""Faults of a call in words: all of them at once, and nothing of what was sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from geo_zs.errors import GeoZsError, Problem

if TYPE_CHECKING:
    from geo_zs.mcp.library import Tool

#: Faults and characters of each that an answer holds at most.
_MOST_FAULTS: Final = 50
_MOST_TEXT: Final = 500
_SHOWN: Final = 80


def argument_faults(tool: Tool, arguments: Mapping[str, Any]) -> list[Problem]:
    """Return the faults of the arguments of a call: unknown ones and wrong values."""
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
