"""The OpenAPI document of the service alone, in version 3.0 and 3.1.

Paths are those below the address of the service, as the standard writes them. Beside
the routes for any collection, the features of each have a path of their
own, which names the parameters of its properties: clients read them from there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from webapp.contract import Operation, Parameter
from webapp.ogc.answers import Asked, Made
from webapp.ogc.blueprint import contract
from webapp.ogc.documents import DESCRIPTION, TITLE, both, made
from webapp.ogc.formats import OPENAPI_31
from webapp.ogc.schemas import NAMED, PROBLEM
from webapp.ogc.sources import described_collections
from webapp.openapi import openapi_document
from webapp.openapi_bounds import bounded
from webapp.openapi_operations import operation_document

if TYPE_CHECKING:
    from geo_zs.features.collection import Collection

_ITEMS: Final = "/collections/{collectionId}/items"
#: Keywords of the schema of a property that the one of its parameter repeats. What a
#: feature never holds may be asked for all the same: it is found nowhere.
_KEYWORDS: Final = ("type", "format", "enum")
#: A truth value in a query string; numbers as GDAL writes them.
_TRUTH: Final[dict[str, Any]] = {
    "type": "string",
    "enum": ["true", "false", "1", "0"],
}


def definition(asked: Asked) -> Made:
    """Return the document in the version that is asked for."""
    asked.reader().finish()
    document = _document(asked.base)
    if asked.media_type == OPENAPI_31:
        document["openapi"] = "3.1.0"
    return made(document)


def _document(base: str) -> dict[str, Any]:
    """Return the document, in version 3.0."""
    described = replace(contract, schemas=lambda: {**NAMED, "Problem": PROBLEM})
    document = openapi_document([described], prefix="/ogc")
    paths = {
        path.removeprefix("/ogc"): methods
        for path, methods in document["paths"].items()
    }
    template = next(one for one in contract.operations if one.name == "ogc_items")
    for found in described_collections().values():
        path = _ITEMS.replace("{collectionId}", found.id)
        own = operation_document(_of_collection(template, found))
        paths[path] = {"get": bounded(own)}
    for methods in paths.values():
        for operation in methods.values():
            for parameter in operation.get("parameters", ()):
                if parameter["in"] == "query":
                    parameter |= {"style": "form", "explode": False}
    return {
        **document,
        "openapi": "3.0.3",
        "info": {
            "title": both(*TITLE),
            "description": both(*DESCRIPTION),
            "version": document["info"]["version"],
            "contact": document["info"]["contact"],
            "license": {
                "name": "Apache-2.0",
                "url": "https://www.apache.org/licenses/LICENSE-2.0",
            },
        },
        "servers": [{"url": base, "x-internal": False}],
        "paths": paths,
    }


def _of_collection(template: Operation, found: Collection) -> Operation:
    """Return the operation that reads the features of one collection."""
    members: Mapping[str, Any] = found.queryables("zh")["properties"]
    own = [
        _parameter(name, schema)
        for name, schema in members.items()
        if not str(schema.get("format", "")).startswith("geometry-")
        and schema["type"] not in ("array", "object")
    ]
    return replace(
        template,
        name=f"ogc_items_{found.id}",
        summary=f"{found.title_zh} {found.title_en}",
        description=both(found.description_zh, found.description_en),
        parameters=(*(p for p in template.parameters if not p.in_path), *own),
    )


def _parameter(name: str, schema: Mapping[str, Any]) -> Parameter:
    """Return the parameter of a property: only features with an equal value."""
    title = str(schema.get("title", name))
    kept = {key: schema[key] for key in _KEYWORDS if key in schema}
    if kept["type"] == "boolean":
        kept = _TRUTH
    return Parameter(name, f"{title}: only features with this value.", kept)
