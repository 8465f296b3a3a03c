"""All abstract tests, in the order of the parts of the standard."""

from __future__ import annotations

from tests.ogc import (
    core_documents,
    core_items,
    crs_checks,
    filter_checks,
    schema_checks,
)
from tests.ogc.suite import TESTS

__all__ = [
    "TESTS",
    "core_documents",
    "core_items",
    "crs_checks",
    "filter_checks",
    "schema_checks",
]
