"""The conformance classes that the service declares, and relations of links.

Only classes are listed whose every requirement is met; the tests of ``tests/ogc``
check them. OpenAPI 3.1 has no class of its own in the published versions of the
standard, so that the document in 3.0 stands for the declared one.
"""

from __future__ import annotations

from typing import Final

_SPEC: Final = "http://www.opengis.net/spec"

CLASSES: Final = (
    *(
        f"{_SPEC}/ogcapi-common-1/1.0/conf/{name}"
        for name in ("core", "landing-page", "json", "html", "oas30")
    ),
    *(
        f"{_SPEC}/ogcapi-common-2/1.0/conf/{name}"
        for name in ("collections", "json", "html")
    ),
    *(
        f"{_SPEC}/ogcapi-features-1/1.0/conf/{name}"
        for name in ("core", "geojson", "html", "oas30")
    ),
    f"{_SPEC}/ogcapi-features-2/1.0/conf/crs",
    *(
        f"{_SPEC}/ogcapi-features-3/1.0/conf/{name}"
        for name in (
            "queryables",
            "queryables-query-parameters",
            "filter",
            "features-filter",
        )
    ),
    *(
        f"{_SPEC}/ogcapi-features-5/1.0/conf/{name}"
        for name in (
            "schemas",
            "core-roles-features",
            "returnables-and-receivables",
            "queryables",
        )
    ),
    *(
        f"{_SPEC}/cql2/1.0/conf/{name}"
        for name in (
            "cql2-text",
            "cql2-json",
            "basic-cql2",
            "advanced-comparison-operators",
            "case-insensitive-comparison",
            "accent-insensitive-comparison",
            "basic-spatial-functions",
            "basic-spatial-functions-plus",
            "spatial-functions",
            "temporal-functions",
            "array-functions",
            "property-property",
            "functions",
            "arithmetic",
        )
    ),
)
"""Addresses of the conformance classes, in the order in which they are listed."""

_RELATION: Final = "http://www.opengis.net/def/rel/ogc/1.0"
QUERYABLES: Final = f"{_RELATION}/queryables"
SCHEMA: Final = f"{_RELATION}/schema"
FUNCTIONS: Final = f"{_RELATION}/functions"
