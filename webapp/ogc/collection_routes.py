"""The routes of collections: their list, each one, and what its features hold."""

from __future__ import annotations

from flask import Response

from webapp.ogc import collection_pages, documents, pages
from webapp.ogc.answers import Asked, Made, answer
from webapp.ogc.blueprint import contract
from webapp.ogc.formats import DOCUMENT, GEOJSON_SCHEMA, SCHEMA
from webapp.ogc.operations import reading
from webapp.ogc.parameters import COLLECTION_ID
from webapp.ogc.sources import collection, collections, is_personal


@contract.operation(
    reading(
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
    reading(
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
    reading(
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
    reading(
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
    reading(
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
