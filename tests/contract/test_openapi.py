"""The OpenAPI document: valid, self-contained, and true of what is served."""

from __future__ import annotations

import re

import jsonschema
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from geo_zs.matching.requirement import REQUIREMENT_SCHEMA
from webapp.contract import contracts
from webapp.openapi import lift_definitions


@pytest.fixture(scope="module")
def document(app):
    return app.test_client().get("/api/v1/openapi.json").get_json()


def check(document, name, value):
    schema = {
        "$ref": f"#/components/schemas/{name}",
        "components": document["components"],
    }
    jsonschema.Draft202012Validator(schema).validate(value)


def test_document_is_valid_openapi_31(document):
    assert document["openapi"] == "3.1.0"
    validate(document, cls=OpenAPIV31SpecValidator)


def test_document_refers_to_nothing_outside_itself(document):
    targets = re.findall(r"'\$ref': '([^']+)'", str(document))

    assert targets
    for target in targets:
        start, components, group, name = target.split("/")
        assert (start, components) == ("#", "components")
        assert name in document["components"][group]
    assert "externalDocs" not in document
    assert [one["url"] for one in document["servers"]] == ["/"]


@pytest.mark.parametrize("prefix", ["/api/v1", "/ogc"])
def test_every_route_is_in_the_document(app, document, prefix):
    with app.app_context():
        others = {
            one.prefix + rule
            for contract in contracts()
            for one in contract.operations
            for rule in one.aliases
        }
    served = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.rule.startswith(prefix) and rule.rule not in others
    }
    described = {
        (path, method)
        for path, item in document["paths"].items()
        for method in item
        if path.startswith(prefix)
    }

    assert served
    assert served == described


def test_every_operation_has_what_readers_need(document):
    tags = {one["name"]: one["description"] for one in document["tags"]}
    names = [
        one["operationId"]
        for item in document["paths"].values()
        for one in item.values()
    ]

    assert all(tags.values())
    assert len(names) == len(set(names))
    assert document["info"]["contact"]
    assert document["info"]["license"]["identifier"] == "Apache-2.0"
    for path, item in document["paths"].items():
        for method, one in item.items():
            where = f"{method} {path}"
            assert one["summary"], where
            assert one["description"], where
            assert set(one["tags"]) <= tags.keys(), where
            assert one["security"], where
            assert {"401", "429", "500"} <= one["responses"].keys(), where
            if method == "get":
                assert "304" in one["responses"], where
            for status, answer in one["responses"].items():
                assert "X-Data-Version" in answer["headers"], where
                assert "RateLimit" in answer["headers"], where
                assert ("Retry-After" in answer["headers"]) == (status == "429"), where


def test_every_text_list_and_whole_number_is_bounded(document):
    unbounded = []

    def walk(value, where):
        if isinstance(value, dict):
            kinds = value.get("type")
            kinds = [kinds] if isinstance(kinds, str) else kinds
            if isinstance(kinds, list) and not {"enum", "const"} & value.keys():
                wanted = {"string": "maxLength", "array": "maxItems"}
                lacking = [wanted[one] for one in kinds if one in wanted]
                if "integer" in kinds:
                    lacking += ["format", "minimum", "maximum"]
                unbounded.extend((where, one) for one in lacking if one not in value)
            for name, item in value.items():
                if name not in ("example", "examples", "value"):
                    walk(item, f"{where}/{name}")
        if isinstance(value, list):
            for item in value:
                walk(item, where)

    walk(document["paths"], "paths")
    walk(document["components"], "components")
    assert unbounded == []


def test_requirement_is_the_schema_that_requests_are_checked_with(document):
    schema = document["components"]["schemas"]["Requirement"]

    assert schema["properties"].keys() == REQUIREMENT_SCHEMA["properties"].keys()
    assert schema["additionalProperties"] is False
    assert "enum" not in REQUIREMENT_SCHEMA["properties"]["industry"]


def test_document_names_industries_leagues_ports_and_criteria(document, catalog):
    fields = document["components"]["schemas"]["Requirement"]["properties"]
    limits = fields["limits"]["properties"]

    assert set(fields["industry"]["enum"]) == set(catalog.tables["industries"]["tag"])
    assert len(limits["leagues"]["items"]["enum"]) == 12
    assert "ganqimaodu" in limits["port_ids"]["items"]["enum"]
    assert "rail_km" in fields["weights"]["propertyNames"]["enum"]


def test_examples_of_requests_are_answered_as_described(client, document):
    body = document["paths"]["/api/v1/match"]["post"]["requestBody"]
    examples = body["content"]["application/json"]["examples"]

    assert len(examples) == 3
    for example in examples.values():
        check(document, "Requirement", example["value"])
        answer = client.post("/api/v1/match", json=example["value"])
        assert answer.status_code == 200
        assert answer.get_json()["ranked"]
        check(document, "Answer", answer.get_json())


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/api/v1/layers", "LayerList"),
        ("/api/v1/layers/parks.geojson", "Features"),
        ("/api/v1/places?q=包头", "Places"),
        ("/api/v1/here?lon=111.67&lat=40.82", "Here"),
        ("/api/v1/here?lon=0&lat=0", "Here"),
    ],
)
def test_answers_are_as_described(client, document, path, name):
    check(document, name, client.get(path).get_json(force=True))


@pytest.mark.parametrize(
    "path",
    ["/api/v1/layers?x=1", "/api/v1/places", "/api/v1/layers/x.geojson", "/api/zzz"],
)
def test_errors_are_as_described(client, document, path):
    answer = client.get(path)

    assert answer.content_type == "application/problem+json"
    check(document, "Problem", answer.get_json(force=True))


def test_documented_errors_are_the_ones_that_come(client, document):
    match = document["paths"]["/api/v1/match"]["post"]["responses"]
    came = {
        client.post("/api/v1/match", data="{", content_type="application/json"),
        client.post("/api/v1/match", data="{}", content_type="text/plain"),
        client.post("/api/v1/match", json={}),
    }

    assert {str(answer.status_code) for answer in came} == {"400", "415", "422"}
    assert {"400", "413", "415", "422"} <= match.keys()


def test_definitions_inside_a_schema_are_lifted():
    lifted = lift_definitions(
        {
            "A": {
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "properties": {"b": {"$ref": "#/$defs/b"}, "a": {"$ref": "#"}},
                "$defs": {"b": {"type": "string"}},
            }
        }
    )

    assert lifted["A_b"] == {"type": "string"}
    assert lifted["A"]["properties"]["b"] == {"$ref": "#/components/schemas/A_b"}
    assert lifted["A"]["properties"]["a"] == {"$ref": "#/components/schemas/A"}
    assert "$schema" not in lifted["A"]


def test_docs_page_loads_nothing_from_elsewhere(client):
    text = client.get("/api/docs").text

    assert 'data-url="/api/v1/openapi.json"' in text
    assert "swagger-ui-bundle.js" in text
    assert not re.search(r'(?:src|href)="(?:https?:)?//', text)
