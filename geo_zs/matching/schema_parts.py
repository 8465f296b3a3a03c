"""Parts of JSON Schema that the fields of a requirement are made of."""

from __future__ import annotations

from typing import Any, Final

SLUG: Final = "^[a-z0-9][a-z0-9_-]*$"
COLUMN: Final = "^[a-z][a-z0-9_]{0,79}$"
"""What the name of a site, a column or a criterion looks like."""


def number(
    title: str,
    description: str,
    *,
    minimum: float = 0,
    maximum: float,
    above: bool = False,
) -> dict[str, Any]:
    """Return the schema of a number with bounds; `above` excludes the minimum."""
    lower = "exclusiveMinimum" if above else "minimum"
    return {
        "type": "number",
        "title": title,
        "description": description,
        lower: minimum,
        "maximum": maximum,
    }


def codes(title: str, description: str, *, pattern: str) -> dict[str, Any]:
    """Return the schema of a list of different codes."""
    return {
        "type": "array",
        "title": title,
        "description": description,
        "minItems": 1,
        "maxItems": 200,
        "uniqueItems": True,
        "items": {"type": "string", "maxLength": 80, "pattern": pattern},
    }
