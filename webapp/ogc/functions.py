"""The functions that filters may call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geo_zs.cql2.standard_functions import STANDARD
from webapp.ogc.answers import Asked, Made
from webapp.ogc.documents import both, made
from webapp.ogc.links import own_links

if TYPE_CHECKING:
    from geo_zs.cql2.functions import Function

#: Kind of a value → its name in the standard, where they differ.
_TYPES: Final = {"date": "datetime", "timestamp": "datetime"}


def functions(asked: Asked) -> Made:
    """Return the list of functions (``/req/filter/get-functions-response-json``)."""
    asked.reader().finish()
    links = own_links(asked.base, ("functions",), asked.forms, asked.form)
    listed = [describe(one) for one in STANDARD.values()]
    return made({"functions": listed, "links": links}, links)


def describe(one: Function) -> dict[str, Any]:
    """Return a function as the standard lists it."""
    return {
        "name": one.name,
        "description": both(one.title_zh, one.title_en),
        "arguments": [
            {"title": argument.name, "type": [_type(argument.kind)]}
            for argument in one.arguments
        ],
        "returns": [_type(one.returns)],
    }


def signature(one: Function) -> str:
    """Return how a function is called, for people."""
    names = ", ".join(argument.name for argument in one.arguments)
    return f"{one.name}({names}{', …' if one.is_variadic else ''})"


def _type(kind: str) -> str:
    """Return a kind of value as the standard names it."""
    return _TYPES.get(kind, kind)
