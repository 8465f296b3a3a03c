"""Contracts: routes of any prefix are served and described the same way."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Blueprint, Flask, Response
from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from webapp.contract import Contract, Deprecation, Operation, Parameter, operation_of
from webapp.openapi import openapi_document
from webapp.openapi_bounds import LONGEST, MOST, bounded

THING = {"$ref": "#/components/schemas/Thing"}


@pytest.fixture(scope="module")
def contract():
    made = Contract(
        Blueprint("ogc_sample", __name__, url_prefix="/ogc"),
        schemas=lambda: {
            "Thing": {
                "type": "object",
                "properties": {"one": {"$ref": "#/$defs/one"}},
                "$defs": {"one": {"type": "integer"}},
            },
            "Problem": {"type": "object"},
            "Unused": {"type": "object"},
        },
        tags={"things": "All things."},
    )

    @made.operation(
        Operation(
            method="GET",
            rule="",
            aliases=("/",),
            name="landing",
            summary="Landing page",
            description="Where to go from here.",
            answer=THING,
            media={"text/html": {"type": "string"}},
            errors=(406,),
            tag="things",
            deprecated=Deprecation(
                date(2026, 1, 2), sunset=date(2027, 1, 2), successor="/next"
            ),
        )
    )
    def landing():
        return Response("{}", content_type="application/json")

    @made.operation(
        Operation(
            method="GET",
            rule="/things/<thing_id>",
            name="thing",
            summary="A thing",
            description="One of them.",
            answer=THING,
            answer_example={"one": 1},
            parameters=(
                Parameter("thing_id", "Its id.", {"type": "string"}, in_path=True),
                Parameter("ids", "Which.", {"type": "array"}),
            ),
            more={303: "It is elsewhere"},
        )
    )
    def thing(thing_id):
        return Response(thing_id)

    return made


@pytest.fixture(scope="module")
def app(contract):
    app = Flask(__name__)
    contract.install(app)
    return app


@pytest.mark.parametrize("path", ["/ogc", "/ogc/"])
def test_every_rule_of_an_operation_is_served(app, path):
    assert app.test_client().get(path).status_code == 200


def test_document_has_the_prefix_and_leaves_out_other_rules(contract):
    paths = openapi_document([contract])["paths"]

    assert list(paths) == ["/ogc", "/ogc/things/{thing_id}"]


def test_several_media_types_and_optional_answers_are_described(contract):
    document = openapi_document([contract])
    answers = document["paths"]["/ogc"]["get"]["responses"]

    assert list(answers["200"]["content"]) == ["application/json", "text/html"]
    assert {"304", "406"} <= answers.keys()
    assert "content" not in answers["304"]
    thing = document["paths"]["/ogc/things/{thing_id}"]["get"]
    assert thing["responses"]["303"]["description"] == "It is elsewhere"
    assert thing["responses"]["200"]["content"]["application/json"]["example"]
    assert thing["parameters"][1]["explode"] is False
    validate(document, cls=OpenAPIV31SpecValidator)


def test_document_of_one_prefix_has_only_what_it_needs(contract):
    assert openapi_document([contract], prefix="/og")["paths"] == {}
    schemas = openapi_document([contract], prefix="/ogc")["components"]["schemas"]

    assert "Thing" in schemas
    assert "Unused" not in schemas
    assert "Unused" in openapi_document([contract])["components"]["schemas"]


def test_operation_of_an_endpoint_is_found(app):
    with app.app_context():
        assert operation_of("ogc_sample.thing").name == "thing"
        assert operation_of("ogc_sample.nothing") is None
        assert operation_of(None) is None


def test_deprecated_route_says_since_when_and_until_when(app, contract):
    headers = app.test_client().get("/ogc").headers

    assert headers["Deprecation"] == "@1767312000"
    assert headers["Sunset"] == "Sat, 02 Jan 2027 00:00:00 GMT"
    assert headers["Link"] == '</next>; rel="successor-version"'
    paths = openapi_document([contract])["paths"]
    assert paths["/ogc"]["get"]["deprecated"] is True
    other = app.test_client().get("/ogc/things/a")
    assert "Deprecation" not in other.headers


def test_bounds_are_added_where_a_schema_says_none():
    assert bounded({"type": "string"}) == {"type": "string", "maxLength": LONGEST}
    assert bounded({"type": ["array", "null"]}) == {
        "type": ["array", "null"],
        "maxItems": MOST,
        "items": {},
    }
    whole = bounded({"type": "integer", "minimum": 3})
    assert (whole["format"], whole["minimum"]) == ("int64", 3)
    assert whole["maximum"] == 9_007_199_254_740_991


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "enum": ["a"]},
        {"type": "string", "const": "a"},
        {"type": "string", "maxLength": 5},
        {"type": "array", "maxItems": 2, "items": {"type": "number"}},
        {"type": "integer", "enum": [1, 2]},
        {"type": "number"},
        {"type": "boolean"},
        {"example": {"type": "a thing of the type string"}},
        {"properties": {"type": {"type": "boolean"}, "value": {"type": "null"}}},
    ],
)
def test_what_is_bounded_or_no_schema_stays_as_it_is(schema):
    assert bounded(schema) == schema


def test_properties_that_bear_the_name_of_a_value_are_bounded_too():
    schema = {"properties": {"value": {"type": "string"}}}

    assert bounded(schema)["properties"]["value"]["maxLength"] == LONGEST
