"""Requests to the register made from the document by schemathesis, with a token."""

from __future__ import annotations

import shutil

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS

from tests.web.register_site import fill, make_site

PREFIX = "/api/v1/register"
#: A value may keep to the document and still be refused (a league that is none, a
#: version that is stale); what breaks the document is checked by hand elsewhere, as
#: the document does not say all (a stage, a date).
LEFT_OUT = ("positive_data_acceptance", "unsupported_method", "ignored_auth")


@pytest.fixture(scope="module")
def filled(catalog, sqlite_template, tmp_path_factory, quick_hashes):
    file = tmp_path_factory.mktemp("generated") / "register.db"
    shutil.copyfile(sqlite_template, file)
    made = make_site(catalog, f"sqlite:///{file}")
    fill(made)
    yield made
    made.register.close()


@pytest.fixture(scope="module")
def document(filled):
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", filled.app)


def operations(app):
    from webapp.api.blueprint import contract  # noqa: PLC0415  routes are registered

    return [
        (one.path, one.method)
        for one in contract.operations
        if one.path.startswith(PREFIX)
    ]


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_answer_is_one_that_the_document_describes(filled, document, mode, app):
    for path, method in operations(app):

        @given(case=document[path][method].as_strategy(generation_mode=mode))
        @settings(
            max_examples=15,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        def check(case):
            case.call_and_validate(
                headers={"Accept-Encoding": "identity", **filled.bearer("boss")},
                excluded_checks=CHECKS.get_by_names(list(LEFT_OUT)),
            )

        check()


def test_examples_of_reading_work(filled, document):
    raw = document.raw_schema["paths"]
    client = filled.client()
    for path, item in raw.items():
        if not path.startswith(PREFIX) or "get" not in item:
            continue
        address = path.replace("{project_id}", "R-000001")
        query = {
            one["name"]: ",".join(map(str, one["example"]))
            for one in item["get"].get("parameters", [])
            if one["in"] == "query" and "example" in one
        }
        answer = client.get(address, query_string=query, headers=filled.bearer("boss"))
        assert answer.status_code == 200, path
