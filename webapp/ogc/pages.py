"""The pages for people."""

from __future__ import annotations

from webapp.ogc.definition import definition as api
from webapp.ogc.documents import collection, collections, conformance, landing, schema
from webapp.ogc.functions import functions
from webapp.ogc.items import feature, features

__all__ = [
    "api",
    "collection",
    "collections",
    "conformance",
    "feature",
    "features",
    "functions",
    "landing",
    "schema",
]
