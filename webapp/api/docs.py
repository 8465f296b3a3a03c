"""The OpenAPI document, and the page that shows it."""

from __future__ import annotations

from typing import Final

from flask import Response

from geo_zs.matching.requirement import REQUIREMENT_SCHEMA
from webapp.api.blueprint import api, contract, json_answer
from webapp.api.register_schemas import REGISTER_NAMED
from webapp.api.schemas import NAMED
from webapp.contract import Operation
from webapp.openapi import openapi_document, with_names
from webapp.pages.blueprint import kept_page, render
from webapp.state import get_catalog

_DOCUMENT: Final = Operation(
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
    requirement = with_names(REQUIREMENT_SCHEMA, get_catalog().vocabulary)
    schemas = {**NAMED, **REGISTER_NAMED, "Requirement": requirement}
    return json_answer(openapi_document(contract.operations, schemas))


@api.get("/docs")
def api_docs() -> Response:
    """Show the API in a page that needs no network."""
    return kept_page({}, lambda _lang: render("pages/api_docs.html", {}))
