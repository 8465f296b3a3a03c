"""The routes of the service itself: landing page, definition, what it can do."""

from __future__ import annotations

from flask import Response

from webapp.ogc import definition, documents, functions, pages
from webapp.ogc.answers import answer
from webapp.ogc.blueprint import contract
from webapp.ogc.formats import DEFINITION, DOCUMENT
from webapp.ogc.operations import reading
from webapp.ogc.sources import collections


@contract.operation(
    reading(
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
    reading(
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
    reading(
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
    reading(
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
