"""CQL2, the filter language of OGC API – Features (OGC 21-065r2), whole.

``parse(text or JSON)`` gives an `Expression`; `to_text` and `to_json` write it,
`mask` evaluates it over a GeoDataFrame, `where` turns it into a condition of
SQLAlchemy. What is asked for is loaded when it is first used, so that reading a
filter loads neither pandas nor SQLAlchemy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo_zs.cql2.errors import Cql2Error
    from geo_zs.cql2.evaluate import mask
    from geo_zs.cql2.expression import Expression, properties
    from geo_zs.cql2.json_reader import parse_json
    from geo_zs.cql2.json_writer import to_json
    from geo_zs.cql2.reader import parse
    from geo_zs.cql2.sql import where
    from geo_zs.cql2.text_reader import parse_text
    from geo_zs.cql2.text_writer import to_text

__all__ = [
    "Cql2Error",
    "Expression",
    "mask",
    "parse",
    "parse_json",
    "parse_text",
    "properties",
    "to_json",
    "to_text",
    "where",
]

#: Public name → module that defines it.
_HOME = {
    "Cql2Error": "errors",
    "Expression": "expression",
    "mask": "evaluate",
    "parse": "reader",
    "parse_json": "json_reader",
    "parse_text": "text_reader",
    "properties": "expression",
    "to_json": "json_writer",
    "to_text": "text_writer",
    "where": "sql",
}


def __getattr__(name: str) -> object:
    """Load the module of a public name when it is first asked for."""
    if name not in _HOME:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    """List the public names too, loaded or not."""
    return sorted({*globals(), *__all__})
