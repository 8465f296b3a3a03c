"""Pieces that the JSON Schemas of the API are made of."""

from __future__ import annotations

from typing import Any, Final

Schema = dict[str, Any]

TEXT: Final[Schema] = {"type": "string"}
TEXTS: Final[Schema] = {"type": "array", "items": TEXT}
NUMBER_OR_NULL: Final[Schema] = {"type": ["number", "null"]}
SHARE: Final[Schema] = {"type": "number", "minimum": 0, "maximum": 1}


def record(properties: Schema, description: str = "") -> Schema:
    """Return the schema of an object whose listed members are all there."""
    return {
        "type": "object",
        **({"description": description} if description else {}),
        "properties": properties,
        "required": list(properties),
    }


def many(item: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": item}


def reference(name: str) -> Schema:
    """Return a reference to a schema that the document names."""
    return {"$ref": f"#/components/schemas/{name}"}


#: Words in Chinese and English.
NAME: Final = record({"zh": TEXT, "en": TEXT})
#: The same, with a description.
IN_BOTH: Final = record({"zh": TEXT, "en": TEXT}, "In Chinese and English.")
#: A site, by its name in the document.
SITE_REFERENCE: Final = reference("Site")
