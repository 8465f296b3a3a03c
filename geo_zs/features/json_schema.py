"""Collections as JSON Schemas, with the keywords of OGC API – Features Part 5."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geo_zs.features.units import ucum

if TYPE_CHECKING:
    from geo_zs.features.collection import Collection
    from geo_zs.features.properties import Property

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_GEOMETRY_TITLES: Final = {"zh": "位置", "en": "Geometry"}
#: A geometry as the schema of a collection names it → types that GeoJSON writes.
_GEOJSON_TYPES: Final = {
    "point": ("Point",),
    "linestring": ("LineString",),
    "polygon-or-multipolygon": ("Polygon", "MultiPolygon"),
}
_ANY_GEOJSON: Final = (
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
)
#: What the schema of a property says of its type alone.
_OF_TYPE: Final[dict[str, dict[str, Any]]] = {
    "string": {"type": "string"},
    "number": {"type": "number"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "array": {"type": "array", "items": {"type": "string"}},
}
_FOR_GDAL: Final = (
    "GDAL takes single types only, and reads references as they are written: it "
    "types its columns by the names that are not decoded, to which nothing else refers."
)
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
        JSON Schema 2020-12, without the ``$id`` that only an address gives. It says
        what values are where they are known, in whatever form they are sent (Part 5
        has one ``type`` for each); none is required. `geojson_schema_of` is of the
        bytes.
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


def geojson_schema_of(collection: Collection, lang: str) -> dict[str, Any]:
    """Return the schema of one feature of a collection as GeoJSON.

    Parameters
    ----------
    collection, lang
        As for `schema_of`.

    Returns
    -------
    dict
        JSON Schema 2020-12, without the ``$id``. Every feature as it is sent keeps to
        it: each property and the geometry may be null, which is not known.
    """
    types = _GEOJSON_TYPES.get(collection.geometry, _ANY_GEOJSON)
    shape = {
        "type": "object",
        "required": ["type", "coordinates"],
        "properties": {
            "type": {"type": "string", "enum": list(types)},
            "coordinates": {"type": "array", "minItems": 1},
        },
    }
    held = {one.name: _or_null(one, lang) for one in collection.properties}
    return {
        "$schema": DIALECT,
        "type": "object",
        "title": collection.title(lang),
        "required": ["type", "id", "geometry", "properties"],
        "properties": {
            "type": {"type": "string", "enum": ["Feature"]},
            "id": {"type": "string"},
            "geometry": {"anyOf": [shape, {"type": "null"}]},
            "properties": {
                "type": "object",
                "required": list(held),
                "properties": held,
                "additionalProperties": False,
            },
        },
        "$comment": _FOR_GDAL,
        "$defs": {
            f"{kind}{space}or{space}null": {
                **schema,
                **({"type": [schema["type"], "null"]} if space == " " else {}),
            }
            for space in (" ", "%20")
            for kind, schema in _OF_TYPE.items()
        },
    }


def _or_null(one: Property, lang: str) -> dict[str, Any]:
    """Return the schema of a property whose value may also be not known."""
    alone = _OF_TYPE[one.type]
    schema = property_schema(one, lang)
    found = {name: held for name, held in schema.items() if held != alone.get(name)}
    if "enum" in schema:
        found["enum"] = [*schema["enum"], None]
    return {"$ref": f"#/$defs/{one.type}%20or%20null", **found}


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
