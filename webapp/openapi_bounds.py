"""Bounds of the values in the OpenAPI document, where a schema says none of its own.

Whoever reads the document can then keep to fixed memory, as the rules of OWASP for
APIs ask. Whole numbers are those that every JSON reader keeps exactly.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

LONGEST: Final = 100_000
"""Most characters of a text."""
MOST: Final = 1_000_000
"""Most items of a list."""

_EXACT: Final = 2**53 - 1
#: Members that hold values, not schemas.
_VALUES: Final = frozenset({"example", "examples", "enum", "const", "default", "value"})
_SHAPED: Final = frozenset({"enum", "const", "maxLength"})


def bounded(value: Any) -> Any:  # noqa: ANN401 - walks JSON
    """Return a part of the document with bounds in each of its schemas.

    Parameters
    ----------
    value : dict, list, str, int, float, bool or None
        A part of an OpenAPI document; not changed.
    """
    if isinstance(value, Mapping):
        filled = {
            name: item if name in _VALUES and not _is_schema(item) else bounded(item)
            for name, item in value.items()
        }
        return {**filled, **_bounds(filled)}
    if isinstance(value, list | tuple):
        return [bounded(item) for item in value]
    return value


def _is_schema(item: object) -> bool:
    """Tell whether what bears the name of a value is a property of that name."""
    return isinstance(item, Mapping) and bool({"type", "$ref"} & item.keys())


def _bounds(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return the bounds that a schema lacks."""
    kind = schema.get("type")
    kinds = [kind] if isinstance(kind, str) else kind if isinstance(kind, list) else []
    found: dict[str, Any] = {}
    if "string" in kinds and not _SHAPED & schema.keys():
        found["maxLength"] = LONGEST
    if "array" in kinds:
        found["maxItems"] = schema.get("maxItems", MOST)
        found["items"] = schema.get("items", {})
    if "integer" in kinds and not {"enum", "const"} & schema.keys():
        found["format"] = "int64"
        if not {"minimum", "exclusiveMinimum"} & schema.keys():
            found["minimum"] = -_EXACT
        if not {"maximum", "exclusiveMaximum"} & schema.keys():
            found["maximum"] = _EXACT
    return found
