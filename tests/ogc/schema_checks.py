"""Part 5: the schema of each collection, and that its features keep to it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

import jsonschema

from tests.ogc.filter_checks import DRAFTS, SCHEMA_JSON, queryables
from tests.ogc.service import Service, find_link, geometry
from tests.ogc.suite import NotApplicableError, abstract_test

REL_SCHEMA = "http://www.opengis.net/def/rel/ogc/1.0/schema"
#: Format of a geometry → types that it allows.
SHAPES = {
    "geometry-point": {"Point"},
    "geometry-linestring": {"LineString"},
    "geometry-polygon": {"Polygon"},
    "geometry-multipoint": {"MultiPoint"},
    "geometry-multilinestring": {"MultiLineString"},
    "geometry-multipolygon": {"MultiPolygon"},
    "geometry-point-or-multipoint": {"Point", "MultiPoint"},
    "geometry-linestring-or-multilinestring": {"LineString", "MultiLineString"},
    "geometry-polygon-or-multipolygon": {"Polygon", "MultiPolygon"},
}


def schema_of(service: Service, one: dict[str, Any]) -> Any:
    """Return the schema of the features of a collection."""
    if not any("/ogcapi-features-5/" in each for each in service.conforms_to):
        message = "the service does not declare Part 5"
        raise NotApplicableError(message)
    link = find_link(service.described(one)["links"], REL_SCHEMA)
    assert link, f"{one['id']} links no schema"
    url = urljoin(service.root + "/", link["href"])
    answer = service.get(url, accept=SCHEMA_JSON).of(200)
    assert answer.media_type == SCHEMA_JSON, f"{url} is {answer.media_type}"
    return answer.json


@abstract_test(5, "schema-op", "", "/req/schemas/schema-op")
def schema_op(service: Service) -> None:
    """Check that each collection links its schema, which is a valid JSON Schema."""
    for one in service.collections:
        schema = schema_of(service, one)
        assert schema["$schema"] in DRAFTS, f"{one['id']}: {schema['$schema']}"
        assert schema["type"] == "object"
        jsonschema.validators.validator_for(schema).check_schema(schema)


@abstract_test(5, "property-types", "", "/req/schemas/properties")
def property_types(service: Service) -> None:
    """Check that each property has a type, or is a geometry and says which."""
    for one in service.collections:
        for name, held in schema_of(service, one)["properties"].items():
            form = str(held.get("format", ""))
            assert ("type" in held) != form.startswith("geometry-"), (
                f"{one['id']}: {name} is {held}"
            )
            assert held.get("title"), f"{one['id']}: {name} has no title"


@abstract_test(5, "roles", "", "/req/core-roles-features/geometry")
def roles(service: Service) -> None:
    """Check that one property is the geometry, and one at most the id."""
    for one in service.collections:
        held = schema_of(service, one)["properties"].values()
        given = [each["x-ogc-role"] for each in held if "x-ogc-role" in each]
        assert given.count("primary-geometry") == 1, f"{one['id']}: {given}"
        assert given.count("id") <= 1, f"{one['id']}: {given}"


@abstract_test(5, "features-fit", "", "/req/returnables-and-receivables/schema")
def features_fit(service: Service) -> str:
    """Check that every feature holds what the schema says, and nothing besides."""
    count = 0
    for one in service.collections:
        schema = schema_of(service, one)
        geometries = {
            name: held["format"]
            for name, held in schema["properties"].items()
            if str(held.get("format", "")).startswith("geometry-")
        }
        is_id = {
            name
            for name, held in schema["properties"].items()
            if held.get("x-ogc-role") == "id"
        }
        others = {
            name: held
            for name, held in schema["properties"].items()
            if name not in geometries
        }
        check = jsonschema.Draft202012Validator(
            {
                "type": "object",
                "properties": {name: or_null(held) for name, held in others.items()},
                "additionalProperties": False,
            }
        )
        allowed = SHAPES.get(next(iter(geometries.values())))
        for each in service.walk(one):
            check.validate(each["properties"])
            missing = set(others) - is_id - set(each["properties"])
            assert not missing, f"{one['id']}/{each['id']} lacks {sorted(missing)[:3]}"
            found = geometry(each)
            if allowed and found is not None:
                assert found.geom_type in allowed, f"{one['id']}: {found.geom_type}"
            count += 1
    return f"{count} features"


def or_null(held: dict[str, Any]) -> dict[str, Any]:
    """Return a schema that lets a property also be not known."""
    return {"anyOf": [held, {"type": "null"}]}


@abstract_test(1, "fc-md-descriptions", "", "/rec/core/fc-md-descriptions")
def described_by(service: Service) -> str:
    """Check that each collection links a schema that its GeoJSON keeps to."""
    count = 0
    for one in service.collections:
        rels = {link["rel"].lower(): link for link in one["links"]}
        assert "describedby" in rels, f"{one['id']} links no schema of its GeoJSON"
        url = urljoin(service.root + "/", rels["describedby"]["href"])
        schema = service.get(url, accept=SCHEMA_JSON).of(200).json
        check = jsonschema.validators.validator_for(schema)(schema)
        for each in service.walk(one):
            check.validate(each)
            count += 1
    return f"{count} features"


@abstract_test(5, "queryables-part", "", "/req/queryables/queryables")
def queryables_part(service: Service) -> None:
    """Check that what can be asked by is described alike in schema and queryables."""
    for one in service.collections:
        schema = schema_of(service, one)["properties"]
        for name, held in queryables(service, one)["properties"].items():
            assert name in schema, f"{one['id']}: {name} is in no feature"
            assert held.get("type") == schema[name].get("type"), f"{one['id']}: {name}"
