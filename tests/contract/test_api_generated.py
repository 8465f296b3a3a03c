"""Requests made from the OpenAPI document by schemathesis, and what is answered.

Every answer must be one that the document describes; what breaks the document must
be refused. A requirement that keeps to it may still be refused: that a port lies
at another border, or that power stations stand in no park, no schema can say.
"""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS

OPERATIONS = [
    ("/api/v1/match", "POST"),
    ("/api/v1/match/batch", "POST"),
    ("/api/v1/layers", "GET"),
    ("/api/v1/layers/{layer_id}.geojson", "GET"),
    ("/api/v1/places", "GET"),
    ("/api/v1/here", "GET"),
    ("/api/v1/compare", "POST"),
    ("/api/v1/allocate", "POST"),
    ("/api/v1/sites/{site_id}/similar", "GET"),
    ("/api/v1/sites/{site_id}/benchmark", "GET"),
    ("/api/v1/sites/{site_id}/supply", "GET"),
]
#: Tried in tests/web/test_api_register_generated.py, over a register with a token.
OF_THE_REGISTER = "/api/v1/register"


@pytest.fixture(scope="module")
def document(app):
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)


def run(document, path, method, mode):
    """Send generated requests and check each answer against the document."""

    @given(case=document[path][method].as_strategy(generation_mode=mode))
    @settings(
        max_examples=40,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def check(case):
        case.call_and_validate(
            headers={"Accept-Encoding": "identity"},
            excluded_checks=CHECKS.get_by_names(["positive_data_acceptance"]),
        )

    check()


def test_all_operations_are_tried(document):
    served = {
        (operation.ok().path, operation.ok().method.upper())
        for operation in document.get_all_operations()
        if not operation.ok().path.startswith(OF_THE_REGISTER)
    }

    assert served == set(OPERATIONS)


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_requests_that_keep_to_the_document_are_answered_as_it_says(
    document, path, method
):
    run(document, path, method, GenerationMode.POSITIVE)


@pytest.mark.parametrize(
    ("path", "method"), [each for each in OPERATIONS if each[0] != "/api/v1/layers"]
)
def test_requests_that_break_the_document_are_refused_as_it_says(
    document, path, method
):
    run(document, path, method, GenerationMode.NEGATIVE)
