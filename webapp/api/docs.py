"""The OpenAPI document, and the page that shows it."""

from __future__ import annotations

from typing import Any, Final

from flask import Response

from geo_zs.matching.requirement import REQUIREMENT_SCHEMA
from webapp.api import docs_zh, register_zh, schemas_zh
from webapp.api.blueprint import api, contract
from webapp.api.register_schemas import REGISTER_NAMED
from webapp.api.schemas import NAMED
from webapp.contract import Operation, contracts
from webapp.delivery import Body, kept, make_body, send
from webapp.ogc import definition_zh
from webapp.openapi import openapi_document, with_names
from webapp.pages.blueprint import kept_page, render
from webapp.phrases import Lang
from webapp.present import to_json
from webapp.state import get_catalog, get_state

_DOCUMENT: Final = Operation(
    tag="document",
    method="GET",
    rule="/v1/openapi.json",
    name="openapi",
    summary="This document",
    description="The OpenAPI 3.1 document of the API; it refers to nothing outside.",
    answer={"type": "object"},
)


@contract.operation(_DOCUMENT)
def openapi() -> Response:
    """Answer with the OpenAPI document."""
    state = get_state()
    key = (state.catalog.data_version, "openapi")
    return send(kept(state.pages, key, _document))


def _document() -> Body:
    """Return the document of all contracts as bytes."""
    content = to_json(openapi_document(contracts()))
    return make_body(content.encode(), "application/json")


def _schemas() -> dict[str, Any]:
    """Return the schemas of the API; the requirement with the names of the data."""
    requirement = with_names(REQUIREMENT_SCHEMA, get_catalog().vocabulary)
    return {**NAMED, **REGISTER_NAMED, "Requirement": requirement}


contract.schemas = _schemas


@api.get("/docs")
def api_docs() -> Response:
    """Show the API in a page that needs no network."""
    return kept_page(
        {}, lambda lang: render("pages/api_docs.html", {"words": to_json(_words(lang))})
    )


def _words(lang: Lang) -> dict[str, Any]:
    """Return what the page says otherwise than the document, in its language."""
    if lang == "en":
        return {}
    return {
        "info": {"title": docs_zh.TITLE},
        "tags": {**definition_zh.TAGS, **docs_zh.TAGS},
        "sentences": {
            **definition_zh.SENTENCES,
            **register_zh.field_sentences(),
            **schemas_zh.SENTENCES,
            **docs_zh.SENTENCES,
            **register_zh.SENTENCES,
        },
    }
