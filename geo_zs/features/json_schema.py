"""Collections as JSON Schemas, with the keywords of OGC API – Features Part 5."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geo_zs.features.units import ucum

if TYPE_CHECKING:
    from geo_zs.features.collection import Collection
    from geo_zs.features.properties import Property

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_GEOMETRY_TITLES: Final = {"zh": "位置", "en": "Geometry"}
_UNIT_WORDS: Final = {"zh": "单位：{}。", "en": "Unit: {}."}


def schema_of(collection: Collection, lang: str) -> dict[str, Any]:
    """Return the schema of the features of a collection.

    Parameters
    ----------
    collection : Collection
        Its properties in their order, then the geometry.
    lang : str
        ``zh`` or ``en``: language of titles and descriptions.

    Returns
    -------
    dict
        JSON Schema 2020-12, without the ``$id`` that only an address gives. Any
        property may be null: unknown is not empty.
    """
    members = {
        one.name: {**property_schema(one, lang), "x-ogc-propertySeq": place}
        for place, one in enumerate(collection.properties, start=1)
    }
    members["geometry"] = {
        "title": _GEOMETRY_TITLES["zh" if lang == "zh" else "en"],
        "format": f"geometry-{collection.geometry}",
        "x-ogc-role": "primary-geometry",
        "x-ogc-propertySeq": len(members) + 1,
    }
    return {
        "$schema": DIALECT,
        "type": "object",
        "title": collection.title(lang),
        "description": collection.description(lang),
        "properties": members,
        "additionalProperties": False,
    }


def property_schema(one: Property, lang: str) -> dict[str, Any]:
    """Return the schema of one property."""
    found: dict[str, Any] = {"title": one.title(lang)}
    code = ucum(one.unit)
    words = one.description(lang)
    if one.unit and one.unit != code:
        unit = _UNIT_WORDS["zh" if lang == "zh" else "en"].format(one.unit)
        words = f"{words} {unit}".strip()
    if words:
        found["description"] = words
    item: dict[str, Any] = {}
    if one.enum:
        item["enum"] = list(one.enum)
    if one.pattern:
        item["pattern"] = f"^(?:{one.pattern})$"
    if one.type == "array":
        found |= {"type": "array", "items": {"type": "string", **item}}
    elif one.type == "date":
        found |= {"type": "string", "format": "date"}
    else:
        found |= {"type": one.type, **item}
    for keyword, bound in (("minimum", one.minimum), ("maximum", one.maximum)):
        if bound is not None:
            found[keyword] = bound
    if code:
        found["x-ogc-unit"] = code
    if one.role:
        found["x-ogc-role"] = one.role
    return found
