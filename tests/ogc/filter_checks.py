"""Part 3: queryables, filters in text and JSON, their reference systems and faults."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import shapely

from tests.ogc.core_items import expected_in
from tests.ogc.crs_checks import UNSUPPORTED, box_in, systems
from tests.ogc.service import Service, bounds, find_link, geometry, ids
from tests.ogc.suite import NotApplicableError, abstract_test

REL_QUERYABLES = "http://www.opengis.net/def/rel/ogc/1.0/queryables"
REL_FUNCTIONS = "http://www.opengis.net/def/rel/ogc/1.0/functions"
SCHEMA_JSON = "application/schema+json"
DRAFTS = (
    "https://json-schema.org/draft/2019-09/schema",
    "https://json-schema.org/draft/2020-12/schema",
)


def declared(service: Service, name: str) -> None:
    """Leave out what is about a class that the service does not declare."""
    if not service.conforms(3, name):
        message = f"the service does not declare {name} of Part 3"
        raise NotApplicableError(message)


def queryables(service: Service, one: dict[str, Any]) -> Any:
    """Return the schema of what a collection can be asked by."""
    link = find_link(service.described(one)["links"], REL_QUERYABLES)
    assert link, f"{one['id']} links no queryables"
    url = urljoin(service.root + "/", link["href"])
    return service.get(url, accept=SCHEMA_JSON).of(200).json


def plain_properties(service: Service, one: dict[str, Any]) -> dict[str, Any]:
    """Return what can be asked by and is no geometry."""
    return {
        name: schema
        for name, schema in queryables(service, one)["properties"].items()
        if not str(schema.get("format", "")).startswith("geometry-")
        and "type" in schema
    }


def geometry_name(service: Service, one: dict[str, Any]) -> str | None:
    """Return the name of the geometry in filters."""
    for name, schema in queryables(service, one)["properties"].items():
        if schema.get("x-ogc-role") == "primary-geometry":
            return name
    return None


def filtered(
    service: Service, one: dict[str, Any], expression: Any, **more: Any
) -> list[str]:
    """Return the ids of the features that meet a filter, over all pages."""
    text = expression if isinstance(expression, str) else json.dumps(expression)
    lang = "cql2-text" if isinstance(expression, str) else "cql2-json"
    params = {"filter": text, "filter-lang": lang, **more}
    return ids(service.walk(one, **params))


def quoted(text: str) -> str:
    """Return a text as a literal of CQL2."""
    return "'" + text.replace("'", "''") + "'"


@abstract_test(3, "queryables-op", "", "/req/queryables/get-queryables-op")
def queryables_op(service: Service) -> None:
    """Check that each collection links queryables, as a JSON Schema."""
    declared(service, "queryables")
    for one in service.collections:
        schema = queryables(service, one)
        assert schema["$schema"] in DRAFTS, f"{one['id']}: {schema['$schema']}"
        assert schema["type"] == "object"
        assert schema["$id"].startswith("http"), f"{one['id']}: {schema['$id']}"
        for name, held in schema["properties"].items():
            assert "type" in held or str(held.get("format", "")).startswith(
                "geometry-"
            ), f"{one['id']}: {name} has no type"


@abstract_test(
    3, "queryables-query-parameters", "", "/req/queryables-query-parameters/parameters"
)
def queryables_parameters(service: Service) -> str:
    """Check that a property as a parameter gives the features that hold its value."""
    declared(service, "queryables-query-parameters")
    count = 0
    for one, name, value, wanted in known_values(service):
        got = ids(service.walk(one, **{name: value}))
        assert got == wanted, f"{one['id']} {name}={value}: {len(got)}"
        count += 1
    return f"{count} parameters"


def known_values(
    service: Service,
) -> Iterator[tuple[dict[str, Any], str, Any, list[str]]]:
    """Yield values that features hold, with the ids of all that hold them."""
    for one in service.collections:
        features = service.walk(one)
        for name, schema in plain_properties(service, one).items():
            kind = schema["type"]
            if kind not in ("string", "integer") or schema.get("x-ogc-role") == "id":
                continue
            held = [each["properties"].get(name) for each in features]
            value = next((each for each in held if each not in (None, "")), None)
            if value is None:
                continue
            wanted = [
                str(each["id"])
                for each, mine in zip(features, held, strict=True)
                if mine == value
            ]
            yield one, name, value, wanted


@abstract_test(3, "filter-param", "", "/req/filter/filter-param")
def filter_definition(service: Service) -> None:
    """Check how the parameters of filters are defined."""
    declared(service, "filter")
    for one in service.collections:
        operation = service.operation(one)
        for name in ("filter", "filter-lang", "filter-crs"):
            given = service.parameter(operation, name)
            assert given["in"] == "query"
            assert not given.get("required")
        langs = service.resolve(service.parameter(operation, "filter-lang")["schema"])
        assert {"cql2-text", "cql2-json"} <= set(langs["enum"]), langs


@abstract_test(3, "features-filter-text", "", "/req/filter/response")
def filter_text(service: Service) -> str:
    """Check that filters in text give the features that hold the values."""
    declared(service, "features-filter")
    count = 0
    for one, name, value, wanted in known_values(service):
        literal = quoted(value) if isinstance(value, str) else str(value)
        if plain_properties(service, one)[name].get("format") == "date":
            literal = f"DATE({literal})"
        got = filtered(service, one, f'"{name}" = {literal}')
        assert got == wanted, f"{one['id']} {name} = {literal}: {len(got)}"
        count += 1
    return f"{count} filters"


@abstract_test(3, "features-filter-json", "", "/req/filter/response")
def filter_json(service: Service) -> str:
    """Check that filters in JSON give the features that hold the values."""
    declared(service, "features-filter")
    count = 0
    for one, name, value, wanted in known_values(service):
        is_date = plain_properties(service, one)[name].get("format") == "date"
        literal = {"date": value} if is_date else value
        expression = {"op": "=", "args": [{"property": name}, literal]}
        got = filtered(service, one, expression)
        assert got == wanted, f"{one['id']} {expression}: {len(got)}"
        count += 1
    return f"{count} filters"


@abstract_test(3, "features-filter-nulls", "", "/req/filter/response")
def filter_nulls(service: Service) -> None:
    """Check that a filter and its contrary leave out what is not known."""
    declared(service, "features-filter")
    for one in service.collections:
        features = service.walk(one)
        for name in list(plain_properties(service, one))[:6]:
            held = {str(each["id"]): each["properties"].get(name) for each in features}
            wanted = [key for key, value in held.items() if value is None]
            got = filtered(service, one, f'"{name}" IS NULL')
            assert got == wanted, f"{one['id']}: {name} IS NULL gives {len(got)}"
            known = filtered(service, one, f'"{name}" IS NOT NULL')
            assert sorted(known + got) == sorted(held), f"{one['id']}: {name}"


@abstract_test(3, "features-filter-numbers", "", "/req/filter/response")
def filter_numbers(service: Service) -> str:
    """Check that comparisons of numbers part the features that have one."""
    declared(service, "features-filter")
    count = 0
    for one in service.collections:
        features = service.walk(one)
        for name, schema in plain_properties(service, one).items():
            if schema["type"] != "number":
                continue
            held = {str(each["id"]): each["properties"].get(name) for each in features}
            known = sorted(value for value in held.values() if value is not None)
            if not known:
                continue
            limit = known[len(known) // 2]
            wanted = [
                key
                for key, value in held.items()
                if value is not None and value >= limit
            ]
            got = filtered(service, one, f'"{name}" >= {limit!r}')
            assert got == wanted, f"{one['id']} {name} >= {limit}: {len(got)}"
            count += 1
    return f"{count} numbers"


@abstract_test(3, "filter-crs", "", "/req/filter/filter-crs-wgs84")
def filter_crs(service: Service) -> str:
    """Check that a box in a filter means the same in every system."""
    declared(service, "features-filter")
    count = 0
    for one in service.collections:
        name, box = geometry_name(service, one), bounds(one)
        if name is None or box is None:
            continue
        middle = tuple(round(value, 3) for value in half_of(box))
        places = {str(each["id"]): geometry(each) for each in service.walk(one)}
        must, may = expected_in(
            {key: found for key, found in places.items() if found is not None}, middle
        )
        for uri in systems(service, one):
            corners = [float(part) for part in box_in(middle, uri).split(",")]
            ring = shapely.box(*corners).wkt
            got = set(
                filtered(
                    service,
                    one,
                    f'S_INTERSECTS("{name}", {ring})',
                    **{"filter-crs": uri},
                )
            )
            assert must <= got <= may, f"{one['id']} in {uri}: {len(got)}"
            count += 1
        plain = filtered(
            service, one, f'S_INTERSECTS("{name}", {shapely.box(*middle)})'
        )
        assert must <= set(plain) <= may, f"{one['id']}: CRS84 is not the default"
    return f"{count} filters"


def half_of(box: tuple[float, ...]) -> tuple[float, ...]:
    """Return the middle half of a box."""
    west, south, east, north = box
    wide, high = (east - west) / 4, (north - south) / 4
    return west + wide, south + high, east - wide, north - high


@abstract_test(3, "filter-crs-invalid", "", "/req/filter/filter-crs-param")
def filter_crs_invalid(service: Service) -> None:
    """Check that a filter in a system that is not listed is 400."""
    declared(service, "features-filter")
    for one in service.collections:
        name = geometry_name(service, one)
        if name:
            expression = f'S_INTERSECTS("{name}", POINT(1 2))'
            params = {"filter": expression, "filter-crs": UNSUPPORTED}
            service.items(one, **params).of(400)


@abstract_test(3, "filter-invalid", "", "/req/filter/response")
def filter_invalid(service: Service) -> None:
    """Check that a filter that cannot be read or asks for nothing known is 400."""
    declared(service, "features-filter")
    for one in service.collections:
        name = next(iter(plain_properties(service, one)))
        for expression in (
            f'"{name}" =',
            "=",
            "(" * 2000,
            "no_such_property = 1",
            f'no_such_function("{name}") = 1',
            f'"{name}" = 1 AND',
        ):
            service.items(one, filter=expression).of(400)
        for expression in ("{", '{"op":"nonsense","args":[]}', "[]", '"text"'):
            answer = service.items(
                one, **{"filter": expression, "filter-lang": "cql2-json"}
            )
            answer.of(400)
        service.items(one, **{"filter": f'"{name}" IS NULL', "filter-lang": "sql"}).of(
            400
        )


@abstract_test(3, "filter-and-others", "", "/req/filter/mixing-expressions")
def filter_and_others(service: Service) -> None:
    """Check that a filter and a box both narrow the list."""
    declared(service, "features-filter")
    for one in service.collections:
        box = bounds(one)
        if box is None:
            continue
        middle = ",".join(f"{value:.3f}" for value in half_of(box))
        in_box = ids(service.walk(one, bbox=middle))
        name = next(iter(plain_properties(service, one)))
        known = filtered(service, one, f'"{name}" IS NOT NULL')
        both = filtered(service, one, f'"{name}" IS NOT NULL', bbox=middle)
        assert both == [key for key in in_box if key in set(known)], one["id"]


@abstract_test(3, "functions", "", "/req/functions/get-functions-op")
def functions(service: Service) -> str:
    """Check that the functions that filters may use are listed where linked."""
    link = find_link(service.landing["links"], REL_FUNCTIONS)
    if link is None:
        message = "the landing page links no functions"
        raise NotApplicableError(message)
    listed = service.get(urljoin(service.root + "/", link["href"])).of(200).json
    for one in listed["functions"]:
        assert one["name"]
        assert one["returns"], f"{one['name']} returns nothing"
    return f"{len(listed['functions'])} functions"
