"""Every abstract test of OGC API – Features, run on the live service by its id."""

from __future__ import annotations

import pytest

from tests.ogc.every import TESTS
from tests.ogc.suite import AbstractTest, NotApplicableError

pytestmark = pytest.mark.xdist_group("ogc-service")


@pytest.mark.parametrize("test", TESTS, ids=[test.name for test in TESTS])
def test_abstract(service, test: AbstractTest):
    try:
        test.run(service)
    except NotApplicableError as why:
        pytest.fail(f"{test.name} is not applicable, and it should be: {why}")


#: Tests that look at every feature; the others look at nothing that a token changes.
WITH_A_TOKEN = (
    "fc-md-extent",
    "fc-bbox-response",
    "fc-numberMatched",
    "f-op",
    "crs-parameter-transform",
    "features-filter-text",
    "features-fit",
    "fc-md-descriptions",
)


@pytest.mark.parametrize(
    "test",
    [test for test in TESTS if test.id in WITH_A_TOKEN],
    ids=[test.name for test in TESTS if test.id in WITH_A_TOKEN],
)
def test_abstract_with_a_token(service_with_token, test: AbstractTest):
    test.run(service_with_token)


def test_suite_is_whole():
    of_the_suite = [test for test in TESTS if test.method]

    # Every test method of ets-ogcapi-features10 for Part 1 and Part 2.
    assert len(of_the_suite) == 83
    assert len({test.name for test in TESTS}) == len(TESTS)


def test_suite_covers_the_requirements_of_both_parts():
    covered = {one.rsplit("/", 1)[1] for test in TESTS for one in test.requirements}

    core = {
        "http", "root-op", "root-success", "api-definition-op",
        "api-definition-success", "conformance-op", "conformance-success", "crs84",
        "fc-md-op", "fc-md-success", "fc-md-links", "fc-md-items", "fc-md-items-links",
        "fc-md-extent", "sfc-md-op", "sfc-md-success", "fc-op", "fc-response",
        "fc-bbox-definition", "fc-bbox-response", "fc-limit-definition",
        "fc-limit-response", "fc-time-definition", "fc-time-response", "fc-links",
        "fc-rel-type", "fc-timeStamp", "fc-numberMatched", "fc-numberReturned",
        "query-param-invalid", "query-param-unknown", "f-op", "f-success", "f-links",
    }  # fmt: skip
    crs = {
        "crs-uri", "fc-md-crs-list", "fc-md-crs-list-global", "fc-md-storageCrs",
        "fc-md-storageCrs-valid-value", "fc-bbox-crs-definition", "bbox-crs-action",
        "fc-bbox-crs-valid-value", "fc-bbox-crs-default-value", "fc-crs-definition",
        "fc-crs-valid-value", "fc-crs-default-value", "crs-action", "ogc-crs-header",
        "ogc-crs-header-value", "geojson",
    }  # fmt: skip
    assert core | crs <= covered
