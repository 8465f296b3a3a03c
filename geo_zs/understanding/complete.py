"""Fill the gaps of a request from its text; what the request says wins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from geo_zs.errors import Problem, RequirementError
from geo_zs.understanding.lexicon import Lexicon
from geo_zs.understanding.reader import MAX_TEXT, read
from geo_zs.understanding.result import NearMiss, Understood

#: Most industries that one request may name.
MAX_INDUSTRIES: Final = 5
#: Members of ``limits`` that together say which ports count.
_PORTS: Final = frozenset({"port_ids", "port_neighbour", "port_mode"})
_EXAMPLE: Final = "年产5GW单晶硅片项目，用地300亩"


def complete(
    request: Mapping[str, Any], lexicon: Lexicon
) -> tuple[dict[str, Any], Understood | None]:
    """Return a request without gaps that its text can fill.

    Parameters
    ----------
    request : mapping
        Decoded JSON object, not checked yet; only ``text`` is looked into.
    lexicon : Lexicon
        The compiled vocabulary.

    Returns
    -------
    request : dict
        A copy; every field that was there is unchanged, ``text`` too. ``industry``
        is a tag, or a list of up to five with the main one first. Which ports count
        (``port_ids``, ``port_neighbour``, ``port_mode``) is taken from the text only
        if the request says nothing of the three.
    understood : Understood or None
        What the text was read as; None without a text.

    Raises
    ------
    RequirementError
        If ``text`` is no text, is empty or too long, or if neither it nor the
        request names an industry.
    """
    filled = dict(request)
    if "text" not in request:
        return filled, None
    text = request["text"]
    problems = _text_faults(text)
    if problems:
        raise RequirementError(problems)
    understood = read(text, lexicon)
    if "industry" not in request:
        if not understood.industry_tags:
            raise RequirementError([_no_industry(understood.near_misses)])
        tags = list(understood.industry_tags[:MAX_INDUSTRIES])
        filled["industry"] = tags[0] if len(tags) == 1 else tags
    for name, value in understood.request.items():
        if name == "limits":
            _fill_limits(filled, value)
        else:
            filled.setdefault(name, value)
    return filled, understood


def filled_from_text(
    request: Mapping[str, Any], completed: Mapping[str, Any]
) -> dict[str, str]:
    """Return for each field of a completed request where it came from.

    Returns
    -------
    dict
        Name, with ``limits.`` before members of the limits → ``text`` or
        ``request``.
    """
    given = _names(request)
    return {
        name: "request" if name in given else "text"
        for name in _names(completed)
        if name != "text"
    }


def _names(request: Mapping[str, Any]) -> list[str]:
    """Return the names of the fields, with limits and setbacks one by one."""
    names: list[str] = []
    for name, value in request.items():
        if name in ("limits", "setbacks") and isinstance(value, Mapping):
            names += [f"{name}.{member}" for member in _names(value)]
        else:
            names.append(str(name))
    return names


def _text_faults(text: object) -> list[Problem]:
    """Return what is wrong with a text."""
    if not isinstance(text, str):
        kind = type(text).__name__
        message = f"is of type {kind}; expected a text such as {_EXAMPLE!r}"
        return [Problem("text", message)]
    faults = []
    if not text.strip():
        faults.append(Problem("text", f"is empty; expected one such as {_EXAMPLE!r}"))
    broken = next((at for at, char in enumerate(text) if _is_half(char)), None)
    if broken is not None:
        message = (
            f"has a broken character at place {broken + 1} (half of a pair); "
            "expected whole characters: send the text as UTF-8"
        )
        faults.append(Problem("text", message))
    if len(text) > MAX_TEXT:
        message = (
            f"is {len(text)} characters long; expected at most {MAX_TEXT}: "
            "send what the project needs, without its description"
        )
        faults.append(Problem("text", message))
    return faults


def _is_half(char: str) -> bool:
    """Tell whether a character is a lone surrogate, which no encoding can hold."""
    return "\ud800" <= char <= "\udfff"


def _no_industry(near: tuple[NearMiss, ...]) -> Problem:
    """Return the fault of a text that names no industry."""
    hint = "; ".join(
        f"{miss.text[:40]!r} may mean {', '.join(miss.tags)}" for miss in near
    )
    message = (
        "names no industry of the vocabulary; name one in the text or send 'industry'"
    )
    return Problem("text", f"{message}; {hint}" if hint else message)


def _fill_limits(filled: dict[str, Any], limits: Mapping[str, Any]) -> None:
    """Fill the limits that the request leaves open."""
    given = filled.get("limits", {})
    if not isinstance(given, Mapping):
        return
    merged = dict(given)
    says_ports = bool(_PORTS & set(given))
    for name, value in limits.items():
        if name in _PORTS and says_ports:
            continue
        if name == "setbacks" and isinstance(given.get(name), Mapping):
            merged[name] = {**value, **given[name]}
        merged.setdefault(name, value)
    filled["limits"] = merged
