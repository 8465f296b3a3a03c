"""Part 1, abstract tests of the documents: landing page, definition, collections."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import pairwise
from urllib.parse import urljoin

import shapely
from openapi_spec_validator import (
    OpenAPIV30SpecValidator,
    OpenAPIV31SpecValidator,
    validate,
)

from tests.ogc.service import (
    CONF,
    CRS84,
    GEOJSON,
    HTML,
    JSON,
    Links,
    Service,
    bounds,
    definition_link,
    find_link,
    find_links,
    geometry,
    interval,
)
from tests.ogc.suite import abstract_test
from tests.ogc.times import feature_times, moments

#: Slack of an extent: coordinates of features are rounded.
SLACK_DEG = 1e-6


@abstract_test(1, "http", "http", "/req/core/http")
def http(service: Service) -> None:
    """Every resource that the landing page links is served by HTTP 1.1."""
    answers = [service.get("/")]
    answers += [
        service.get(urljoin(service.root + "/", link["href"]), accept=link.get("type"))
        for link in service.landing["links"]
        if urljoin(service.root + "/", link["href"]).startswith(service.root)
    ]
    for answer in answers:
        assert answer.version == "HTTP/1.1", f"{answer.url} speaks {answer.version}"
        assert answer.status == 200, f"{answer.url} answers {answer.status}"


@abstract_test(1, "root-op", "landingPageRetrieval", "/req/core/root-op")
def root_op(service: Service) -> None:
    """Check that the landing page is at the root, as JSON."""
    assert service.get("/", accept=JSON).of(200).media_type == JSON


@abstract_test(1, "root-success", "landingPageValidation", "/req/core/root-success")
def root_success(service: Service) -> None:
    """Check that the landing page links definition, conformance and collections."""
    links = service.landing["links"]
    rels = {link["rel"] for link in links}
    assert rels & {"service-desc", "service-doc"}, f"no definition among {rels}"
    assert {"conformance", "data"} <= rels, f"conformance or data missing: {rels}"
    for link in links:
        assert link["href"], f"link without an address: {link}"
    check_links(service, links)


@abstract_test(
    1, "api-definition-op", "openapiDocumentRetrieval", "/req/core/api-definition-op"
)
def api_definition_op(service: Service) -> None:
    """Every link to the definition of the API leads to one."""
    links = service.landing["links"]
    assert definition_link(links), "no service-desc in OpenAPI"
    for link in [*find_links(links, "service-desc"), *find_links(links, "service-doc")]:
        service.get(urljoin(service.root + "/", link["href"]), accept=link["type"]).of(
            200
        )


@abstract_test(
    1,
    "api-definition-success",
    "apiDefinitionValidation",
    "/req/core/api-definition-success",
    "/req/oas30/oas-definition-2",
)
def api_definition_success(service: Service) -> None:
    """Check that the definition is valid OpenAPI, 3.0 where that class is declared."""
    document = service.definition
    is_30 = document["openapi"].startswith("3.0")
    if service.conforms(1, "oas30"):
        assert is_30, f"declares oas30, and sends {document['openapi']}"
    validate(
        document, cls=OpenAPIV30SpecValidator if is_30 else OpenAPIV31SpecValidator
    )


@abstract_test(
    1,
    "conformance-op",
    "validateConformanceOperationAndResponse",
    "/req/core/conformance-op",
)
def conformance_op(service: Service) -> None:
    """Check that the declaration is at its path and at every link to it."""
    service.get("/conformance", accept=JSON).of(200)
    for link in find_links(service.landing["links"], "conformance"):
        there = service.get(urljoin(service.root + "/", link["href"]), accept=JSON)
        assert there.of(200).json["conformsTo"] == service.conforms_to


@abstract_test(1, "conformance-success", "", "/req/core/conformance-success")
def conformance_success(service: Service) -> None:
    """Check that the declaration is a list of addresses of classes, Core among them."""
    assert all(isinstance(one, str) for one in service.conforms_to)
    assert len(set(service.conforms_to)) == len(service.conforms_to)
    assert service.conforms(1, "core"), CONF.format(part=1, name="core")


def check_links(service: Service, links: Links, *, tells: str = "landing page") -> None:
    """Look for the link to itself, and for those to the other encodings."""
    own = find_link(links, "self")
    assert own, f"{tells}: no link to itself"
    for rel in ("self", "alternate", "collection", "items", "next", "prev"):
        for link in find_links(links, rel):
            assert link.get("type"), f"{tells}: {rel} link without a type: {link}"
            assert link["href"].startswith("http"), f"{tells}: relative {link}"
    given = {own["type"]} | {link["type"] for link in find_links(links, "alternate")}
    if service.conforms(1, "html"):
        assert HTML in given, f"{tells}: no alternate as HTML, only {given}"
    assert given & {JSON, GEOJSON, "application/schema+json"}, (
        f"{tells}: no JSON among {given}"
    )


@abstract_test(
    1, "fc-md-op", "validateFeatureCollectionsMetadataOperation", "/req/core/fc-md-op"
)
def fc_md_op(service: Service) -> None:
    """Check that the list of collections is at its path and at the data link."""
    service.get("/collections", accept=JSON).of(200)
    for link in find_links(service.landing["links"], "data"):
        service.get(urljoin(service.root + "/", link["href"]), accept=JSON).of(200)


@abstract_test(
    1,
    "fc-md-success",
    "validateFeatureCollectionsMetadataOperationResponse_Links",
    "/req/core/fc-md-success",
)
def fc_md_success_links(service: Service) -> None:
    """Check that the list links itself and its other encodings."""
    check_links(service, service.listing["links"], tells="/collections")


@abstract_test(
    1,
    "fc-md-success",
    "validateFeatureCollectionsMetadataOperationResponse_Items",
    "/req/core/fc-md-success",
)
def fc_md_success_items(service: Service) -> None:
    """Each entry has an id that occurs once, and is described at its own address."""
    named = [one["id"] for one in service.listing["collections"]]
    assert len(set(named)) == len(named), f"ids twice: {named}"
    for one in service.collections:
        service.described(one)


@abstract_test(
    1,
    "fc-md-success",
    "validateFeatureCollectionsMetadataOperationResponse_CrsProperty",
    "/req/core/crs84",
)
def fc_md_success_crs(service: Service) -> None:
    """Where reference systems are listed, CRS84 is the first."""
    lists = [service.listing.get("crs")]
    lists += [one.get("crs") for one in service.collections]
    for systems in lists:
        if systems and systems != ["#/crs"]:
            assert systems[0] in (CRS84, "#/crs"), f"first is {systems[0]}"


@abstract_test(
    1,
    "fc-md-success",
    "validateFeatureCollectionsMetadataOperationResponse_Content",
    "/req/core/fc-md-success",
)
def fc_md_success_content(service: Service) -> None:
    """Check that the list has links and collections."""
    assert service.listing["links"]
    assert service.listing["collections"]


@abstract_test(
    1,
    "fc-md-links",
    "validateFeatureCollectionsMetadataOperationResponse_Links_v101",
    "/req/core/fc-md-links",
)
def fc_md_links(service: Service) -> None:
    """Every link of the list has a relation and a type."""
    fc_md_success_links(service)
    for link in service.listing["links"]:
        assert link.get("rel"), f"link without a relation: {link}"
        assert link.get("type"), f"link without a type: {link}"


@abstract_test(
    1,
    "fc-md-items",
    "validateFeatureCollectionsMetadataOperationResponse_Items_v101",
    "/req/core/fc-md-items",
)
def fc_md_items(service: Service) -> None:
    """Each entry has an id, an extent that can be read, and links that work."""
    for one in service.collections:
        assert isinstance(one["id"], str)
        assert one["id"]
        box = bounds(one)
        if box:
            assert -180 <= box[0] <= box[2] <= 180, f"{one['id']}: extent {box}"
            assert -90 <= box[1] <= box[3] <= 90, f"{one['id']}: extent {box}"
        span = interval(one)
        for moment in span or ():
            if moment is not None:
                datetime.fromisoformat(moment)
        answer = service.get(service.items_url(one), {"limit": 1}, accept=GEOJSON)
        assert answer.of(200).json["type"] == "FeatureCollection"


@abstract_test(
    1,
    "fc-md-items-links",
    "validateFeatureCollectionsMetadataOperationResponse_Items_Links_v101",
    "/req/core/fc-md-items-links",
)
def fc_md_items_links(service: Service) -> None:
    """Each entry links its features in every encoding, with relation and type."""
    for one in service.collections:
        types = {link.get("type") for link in find_links(one["links"], "items")}
        wanted = {GEOJSON} if service.conforms(1, "geojson") else set()
        wanted |= {HTML} if service.conforms(1, "html") else set()
        assert wanted <= types, f"{one['id']}: items only as {types}"
        for link in one["links"]:
            assert link.get("rel"), f"{one['id']}: {link}"
            assert link.get("type"), f"{one['id']}: {link}"


@abstract_test(
    1,
    "fc-md-extent",
    "validateFeatureCollectionsMetadataOperationResponse_Extent_v101",
    "/req/core/fc-md-extent",
)
def fc_md_extent(service: Service) -> None:
    """Check that the extent holds every geometry and every time of the collection."""
    for one in service.collections:
        features = service.walk(one)
        box = bounds(one)
        if box:
            grown = shapely.box(*box).buffer(SLACK_DEG)
            outside = [
                each["id"]
                for each in features
                if (found := geometry(each)) is not None
                and not grown.covers(shapely.box(*found.bounds))
            ]
            assert not outside, f"{one['id']}: {outside[:3]} lie outside {box}"
        span = interval(one)
        if not span:
            continue
        low, high = moments(span[0]), moments(span[1])
        for begun, ended in feature_times(service, one, features).values():
            if begun is None:
                continue
            assert low is None or low[0] <= begun, f"{one['id']}: {begun} before {span}"
            assert high is None or ended.date() <= high[1].date(), (
                f"{one['id']}: {ended} after {span}"
            )


@abstract_test(
    1,
    "sfc-md-op",
    "validateFeatureCollectionMetadataOperation",
    "/req/core/sfc-md-op",
)
def sfc_md_op(service: Service) -> None:
    """Each collection is described at its address; a name of none is 404."""
    for one in service.collections:
        service.described(one)
    service.get("/collections/no-such-collection", accept=JSON).of(404)


@abstract_test(
    1,
    "sfc-md-success",
    "validateFeatureCollectionMetadataResponse",
    "/req/core/sfc-md-success",
)
def sfc_md_success(service: Service) -> None:
    """List and address say the same of a collection."""
    for one in service.collections:
        alone = service.described(one)
        for name in ("id", "title", "description", "extent"):
            assert alone.get(name) == one.get(name), f"{one['id']}: {name} differs"
        check_links(service, alone["links"], tells=f"collection {one['id']}")


@abstract_test(1, "html-content", "", "/req/html/content")
def html_content(service: Service) -> None:
    """Every page is HTML with a title, and shows the words of its data."""
    first = service.collections[0]
    name = f"/collections/{first['id']}"
    for path in ("/", "/conformance", "/collections", name, f"{name}/items"):
        answer = service.get(path, accept=HTML).of(200)
        assert answer.media_type == HTML, f"{path} is {answer.media_type}"
        assert re.search(r"<title>[^<]+</title>", answer.text), f"{path}: no title"
    listed = service.get("/collections", accept=HTML).text
    for one in service.collections:
        assert one["id"] in listed, f"{one['id']} is missing on the page"


@abstract_test(1, "oas-completeness", "", "/req/oas30/completeness")
def oas_completeness(service: Service) -> None:
    """Check that the definition has every path, its answers and faults."""
    first = service.collections[0]
    for rest in ("", "/items", "/items/1"):
        operation = service.operation(first, rest)
        responses = operation["responses"]
        assert "200" in responses, f"{rest}: no 200"
        assert service.resolve(responses["200"])["content"], f"{rest}: no content"
        wanted = "400" if rest == "/items" else "404"
        assert wanted in responses or "default" in responses, f"{rest}: no {wanted}"


@abstract_test(1, "geojson-content", "", "/req/geojson/content")
def geojson_content(service: Service) -> None:
    """Features are GeoJSON by RFC 7946, of the media type, without a member crs."""
    for one in service.collections:
        answer = service.items(one).of(200)
        assert answer.media_type == GEOJSON, f"{answer.url} is {answer.media_type}"
        assert "crs" not in answer.json
        for each in answer.json["features"]:
            assert each["type"] == "Feature"
            assert isinstance(each["properties"], dict)
            found = geometry(each)
            assert found is None or not found.is_empty, f"{each['id']} is empty"
            for polygon in shapely.get_parts(found) if found is not None else ():
                if polygon.geom_type == "Polygon":
                    assert polygon.exterior.is_ccw, f"{each['id']} turns clockwise"
                    for low, high in pairwise(polygon.exterior.coords[:2]):
                        assert low != high
