"""The routes of features: a page or file of them, and each one."""

from __future__ import annotations

from typing import Final

from flask import Response

from webapp.ogc import feature_pages, items
from webapp.ogc.answers import Asked, Made, answer
from webapp.ogc.blueprint import contract
from webapp.ogc.formats import FEATURE, FEATURES
from webapp.ogc.operations import reading
from webapp.ogc.parameters import COLLECTION_ID, CRS, FEATURE_ID, OF_ITEMS
from webapp.ogc.sources import collection, is_personal

_CRS_HEADER: Final = {"Content-Crs": "Reference system of the coordinates"}
_COUNTS: Final = {
    "OGC-NumberMatched": "How many features match",
    "OGC-NumberReturned": "How many of them are in the answer",
}


@contract.operation(
    reading(
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
def item_list(collectionId: str) -> Response:  # noqa: N803 - as the standard names it
    """Send or show features."""

    def make(asked: Asked) -> Made:
        found = collection(collectionId)
        shown = feature_pages.features if asked.is_page else items.features
        return shown(asked, found)

    return answer(FEATURES, make, is_personal=is_personal(collectionId))


@contract.operation(
    reading(
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
