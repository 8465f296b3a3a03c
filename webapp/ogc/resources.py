"""The routes of the service: what each takes and gives, and what answers it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from flask import Response

from webapp.contract import Operation, Parameter
from webapp.ogc import (
    collection_pages,
    definition,
    documents,
    feature_pages,
    functions,
    items,
    pages,
)
from webapp.ogc.answers import Asked, Made, answer
from webapp.ogc.blueprint import contract
from webapp.ogc.formats import (
    DEFINITION,
    DOCUMENT,
    FEATURE,
    FEATURES,
    GEOJSON_SCHEMA,
    HTML,
    OPENAPI_31,
    SCHEMA,
    Form,
)
from webapp.ogc.parameters import (
    COLLECTION_ID,
    CRS,
    FEATURE_ID,
    LANG,
    OF_ITEMS,
    form_parameter,
)
from webapp.ogc.schemas import FILE, HTML_PAGE
from webapp.ogc.sources import collection, collections, is_personal

_ERRORS: Final = (400, 401, 406, 429)
_LINKS: Final = {"Link": "The links of the document (RFC 8288)"}
_CRS_HEADER: Final = {"Content-Crs": "Reference system of the coordinates"}
_COUNTS: Final = {
    "OGC-NumberMatched": "How many features match",
    "OGC-NumberReturned": "How many of them are in the answer",
}


def _operation(
    rule: str,
    name: str,
    summary: str,
    description: str,
    *,
    forms: Sequence[Form] = DOCUMENT,
    schema: str = "",
    parameters: tuple[Parameter, ...] = (),
    tag: str = "Service",
    headers: Mapping[str, str] | None = None,
) -> Operation:
    """Return the description of a route that only reads, also with a last slash."""
    content: dict[str, Any] = (
        {"$ref": f"#/components/schemas/{schema}"} if schema else {"type": "object"}
    )
    first = forms[0]
    media: dict[str, Any] = dict.fromkeys(first.also, content)
    for form in forms[1:]:
        is_file = form.media_type not in (HTML, OPENAPI_31)
        page = FILE if is_file else HTML_PAGE
        media[form.media_type] = content if form.media_type == OPENAPI_31 else page
    return Operation(
        method="GET",
        rule=rule,
        name=name,
        summary=summary,
        description=description,
        answer=content,
        answer_type=first.media_type,
        media=media,
        errors=(*_ERRORS, 404) if "<" in rule else _ERRORS,
        parameters=(*parameters, form_parameter(tuple(forms)), LANG),
        headers={**_LINKS, **(headers or {})},
        takes_token=True,
        aliases=("" if rule == "/" else f"{rule}/",),
        tag=tag,
    )


@contract.operation(
    _operation(
        "/",
        "ogc_landing",
        "Landing page",
        "What the service is, and where to go from here.",
        schema="OgcLanding",
    )
)
def landing() -> Response:
    """Show what the service is."""
    return answer(
        DOCUMENT,
        lambda asked: (
            pages.landing(asked, collections())
            if asked.is_page
            else documents.landing(asked)
        ),
        is_personal=True,
    )


@contract.operation(
    _operation(
        "/conformance",
        "ogc_conformance",
        "Conformance classes",
        "The requirements of OGC API – Features and of CQL2 that the service meets.",
        schema="OgcConformance",
    )
)
def conformance() -> Response:
    """List the conformance classes."""
    return answer(
        DOCUMENT,
        lambda asked: (
            pages.conformance(asked) if asked.is_page else documents.conformance(asked)
        ),
    )


@contract.operation(
    _operation(
        "/api",
        "ogc_api",
        "The definition of this API",
        "An OpenAPI document of the service alone, in version 3.0 or 3.1.",
        forms=DEFINITION,
    )
)
def api() -> Response:
    """Send or show the definition of the API."""
    return answer(
        DEFINITION,
        lambda asked: (
            pages.api(asked) if asked.is_page else definition.definition(asked)
        ),
    )


@contract.operation(
    _operation(
        "/functions",
        "ogc_functions",
        "Functions of filters",
        "The functions that an expression of CQL2 may call.",
        schema="OgcFunctions",
    )
)
def function_list() -> Response:
    """List the functions of filters."""
    return answer(
        DOCUMENT,
        lambda asked: (
            pages.functions(asked) if asked.is_page else functions.functions(asked)
        ),
    )


@contract.operation(
    _operation(
        "/collections",
        "ogc_collections",
        "The collections",
        "All collections, with what they hold, where and of which time.",
        schema="OgcCollections",
        tag="Collections",
    )
)
def collection_list() -> Response:
    """List the collections."""
    return answer(
        DOCUMENT,
        lambda asked: (
            pages.collections(asked, collections())
            if asked.is_page
            else documents.collections(asked, collections())
        ),
        is_personal=True,
    )


@contract.operation(
    _operation(
        "/collections/<collectionId>",
        "ogc_collection",
        "A collection",
        "What a collection holds, where and of which time.",
        schema="OgcCollection",
        parameters=(COLLECTION_ID,),
        tag="Collections",
    )
)
def one_collection(collectionId: str) -> Response:  # noqa: N803 - as the standard names it
    """Show one collection."""

    def make(asked: Asked) -> Made:
        found = collection(collectionId)
        shown = collection_pages.collection if asked.is_page else documents.collection
        return shown(asked, found)

    return answer(DOCUMENT, make, is_personal=is_personal(collectionId))


@contract.operation(
    _operation(
        "/collections/<collectionId>/queryables",
        "ogc_queryables",
        "What filters may name",
        "The properties that filters and parameters may name, as a JSON Schema.",
        forms=SCHEMA,
        schema="OgcSchema",
        parameters=(COLLECTION_ID,),
        tag="Collections",
    )
)
def queryables(collectionId: str) -> Response:  # noqa: N803 - as above
    """Show what filters may name."""
    return _schema(collectionId, "queryables")


@contract.operation(
    _operation(
        "/collections/<collectionId>/schema",
        "ogc_schema",
        "What the features hold",
        "The properties of the features, as a JSON Schema.",
        forms=SCHEMA,
        schema="OgcSchema",
        parameters=(COLLECTION_ID,),
        tag="Collections",
    )
)
def schema(collectionId: str) -> Response:  # noqa: N803 - as above
    """Show what the features hold."""
    return _schema(collectionId, "schema")


@contract.operation(
    _operation(
        "/collections/<collectionId>/geojson-schema",
        "ogc_geojson_schema",
        "What a feature is in GeoJSON",
        "A JSON Schema of one feature as GeoJSON, by which GDAL types its columns. "
        "Any property may also be null, which is not known.",
        forms=GEOJSON_SCHEMA,
        schema="OgcSchema",
        parameters=(COLLECTION_ID,),
        tag="Collections",
    )
)
def geojson_schema(collectionId: str) -> Response:  # noqa: N803 - as above
    """Say what a feature is in GeoJSON."""
    return answer(
        GEOJSON_SCHEMA,
        lambda asked: documents.geojson_schema(asked, collection(collectionId)),
        is_personal=is_personal(collectionId),
    )


def _schema(collection_id: str, part: str) -> Response:
    """Send or show a schema of a collection."""

    def make(asked: Asked) -> Made:
        found = collection(collection_id)
        shown = collection_pages.schema if asked.is_page else documents.schema
        return shown(asked, found, part)

    return answer(SCHEMA, make, is_personal=is_personal(collection_id))


@contract.operation(
    _operation(
        "/collections/<collectionId>/items",
        "ogc_items",
        "Features",
        "Features of a collection, page by page. All conditions must hold. Each "
        "property that the queryables list is a parameter too, and stands for equal "
        "values (`?banner=150207`). Unknown parameters are refused.",
        forms=FEATURES,
        schema="OgcFeatures",
        parameters=(COLLECTION_ID, *OF_ITEMS),
        tag="Features",
        headers={**_CRS_HEADER, **_COUNTS},
    )
)
def item_list(collectionId: str) -> Response:  # noqa: N803 - as above
    """Send or show features."""

    def make(asked: Asked) -> Made:
        found = collection(collectionId)
        shown = feature_pages.features if asked.is_page else items.features
        return shown(asked, found)

    return answer(FEATURES, make, is_personal=is_personal(collectionId))


@contract.operation(
    _operation(
        "/collections/<collectionId>/items/<featureId>",
        "ogc_item",
        "A feature",
        "One feature with all its properties; unknown ones are null.",
        forms=FEATURE,
        schema="OgcFeature",
        parameters=(COLLECTION_ID, FEATURE_ID, CRS),
        tag="Features",
        headers=_CRS_HEADER,
    )
)
def item(collectionId: str, featureId: str) -> Response:  # noqa: N803 - as above
    """Send or show one feature."""

    def make(asked: Asked) -> Made:
        found = collection(collectionId)
        shown = feature_pages.feature if asked.is_page else items.feature
        return shown(asked, found, featureId)

    return answer(FEATURE, make, is_personal=is_personal(collectionId))
