"""A text taken apart into tokens without a parser, its geometries left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from geo_zs.cql2.limits import too_deep

#: The tokens of the grammar, names in any letters beyond ASCII. A geometry ends with
#: its first bracket. What is no token is passed over: the parser names it.
_TOKEN: Final = re.compile(
    r"""
      (?P<string>'(?:[^'\\]|''|\\(?:\\\\)*+'|(?:\\\\)++(?=')|\\++)*+')
    | (?P<quoted>"(?:[^"]|"")*+")
    | (?P<unclosed>['"])
    | (?P<geometry>
        (?:(?:multi)?(?:point|linestring|polygon)|geometrycollection)
        (?=\s*\\?\(|\s+(?:zm?|m|empty)\b|z\s*\\?\()
        \s*(?:zm?|m)?\s*(?:\\?\(|empty\b))
    | (?P<name>[:_a-z\u0080-\U0010FFFF][:_.0-9a-z\u0080-\U0010FFFF]*+)
    | (?P<number>(?:[0-9]++\.?[0-9]*+|\.[0-9]++)(?:e[+-]?[0-9]++)?)
    | (?P<opened>\() | (?P<closed>\)) | (?P<comma>,)
    | (?P<sum>[+-]) | (?P<product>[*/%]) | (?P<power>\^)
    | (?P<comparison><>|<=|>=|[=<>])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BRACKET: Final = re.compile(r"[()]")
#: Brackets in one another of a geometry; a collection of multipolygons has four.
_MAX_OF_GEOMETRY: Final = 16


def tokens(text: str) -> Iterator[re.Match[str]]:
    """Yield tokens up to a quote that is never closed, none from inside a geometry.

    The kind of a token is its `lastgroup`.

    Raises
    ------
    Cql2Error
        If the brackets of a geometry are nested too deeply.
    """
    at: int | None = 0
    while at is not None:
        found_from, at = _TOKEN.finditer(text, at), None
        for found in found_from:
            if found.lastgroup == "unclosed":
                return
            yield found
            if found.lastgroup == "geometry" and found[0][-1] == "(":
                at = _end_of_geometry(text, found.end())
                break


def _end_of_geometry(text: str, start: int) -> int:
    """Return where the bracket is closed that was opened before `start`."""
    depth = 1
    for bracket in _BRACKET.finditer(text, start):
        depth += 1 if bracket[0] == "(" else -1
        if depth > _MAX_OF_GEOMETRY:
            raise too_deep(bracket.start())
        if not depth:
            return bracket.end()
    return len(text)
