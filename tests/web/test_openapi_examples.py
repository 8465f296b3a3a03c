"""The examples of the document, each sent as it stands; what comes is as it says."""

from __future__ import annotations

import json

import jsonschema
import pytest
from openapi_schema_validator import OAS31Validator

from tests.web.register_site import fill, make_site

METHODS = ("get", "post", "patch", "delete")


@pytest.fixture
def filled(catalog, new_sqlite, quick_hashes):
    """Return a site whose records are as new: each has the version 1."""
    made = make_site(catalog, new_sqlite())
    fill(made)
    yield made
    made.register.close()


@pytest.fixture(scope="module")
def document(app):
    return app.test_client().get("/api/v1/openapi.json").get_json()


def check(document, schema, value):
    whole = {**schema, "components": document["components"]}
    OAS31Validator(whole).validate(value)


def written(value):
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def requests_of(path, method, operation):
    """Yield name, path, query, headers and body of each example."""
    parameters = operation.get("parameters", [])
    query, headers = {}, {}
    for one in parameters:
        if one["in"] == "path":
            path = path.replace("{" + one["name"] + "}", str(one["example"]))
        if one["in"] == "query" and one["required"]:
            query[one["name"]] = written(one["example"])
        if one["in"] == "header" and method == "delete":
            headers[one["name"]] = one["example"]
    bodies = {"": {}}
    if "requestBody" in operation:
        bodies = operation["requestBody"]["content"]["application/json"]["examples"]
    for name, body in bodies.items():
        yield name, path, query, headers, body.get("value")
    for one in parameters:
        if one["in"] == "query" and not one["required"] and "example" in one:
            told = {one["name"]: written(one["example"])}
            if one["name"].startswith("filter-"):
                # It says something of the filter, so it comes with one.
                named = next(each for each in parameters if each["name"] == "filter")
                told["filter"] = named["example"]
            yield one["name"], path, {**query, **told}, headers, None


def test_every_operation_has_examples(document):
    without = []
    for path, item in document["paths"].items():
        for method, operation in item.items():
            without += [
                (method, path, one["name"])
                for one in operation.get("parameters", [])
                if "example" not in one
                and (one["required"] or (one["in"] == "query" and method == "get"))
            ]
            if "requestBody" in operation:
                body = operation["requestBody"]["content"]["application/json"]
                if not body.get("examples"):
                    without.append((method, path, "body"))

    assert [one for one in without if one[1].startswith("/api/v1")] == []
    assert [one for one in without if "{" + one[2] + "}" in one[1]] == []


def test_examples_keep_to_their_schemas(document):
    checked = 0
    for item in document["paths"].values():
        for operation in item.values():
            for one in operation.get("parameters", []):
                if "example" in one:
                    check(document, one["schema"], one["example"])
                    checked += 1
            body = operation.get("requestBody", {}).get("content", {})
            for media in body.values():
                for example in media.get("examples", {}).values():
                    check(document, media["schema"], example["value"])
                    checked += 1
    assert checked > 60


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("prefix", ["/api/v1", "/ogc"])
def test_examples_are_answered_as_described(filled, document, prefix, method):
    client = filled.client()
    tried = 0
    for path, item in document["paths"].items():
        if method not in item or not path.startswith(prefix):
            continue
        operation = item[method]
        wanted = next(iter(operation["responses"]))
        for name, address, query, headers, body in requests_of(path, method, operation):
            where = f"{method} {address} {name} {query}"
            answer = client.open(
                address,
                method=method.upper(),
                query_string=query,
                json=body,
                headers={**filled.bearer("boss"), **headers},
            )
            assert str(answer.status_code) == wanted, (where, answer.text[:300])
            tried += 1
            media = operation["responses"][wanted].get("content", {})
            if not media:
                assert answer.data == b"", where
                continue
            described = {key.partition(";")[0]: value for key, value in media.items()}
            assert answer.mimetype in described, where
            schema = described[answer.mimetype]["schema"]
            if answer.mimetype.endswith("json") and "ndjson" not in answer.mimetype:
                try:
                    check(document, schema, json.loads(answer.data))
                except jsonschema.ValidationError as error:
                    pytest.fail(f"{where}: {error.message[:300]}")
    assert tried or prefix == "/ogc"
