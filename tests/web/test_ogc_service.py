"""The service as a whole: documents, forms, links, addresses, refusals."""

from __future__ import annotations

import pytest
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator

from webapp import create_app
from webapp.settings import Settings

LAYERS = {
    "leagues",
    "banners",
    "parks",
    "ports",
    "energy_bases",
    "power_plants",
    "airports",
    "rail_nodes",
    "rail_lines",
    "projects",
}
DOCUMENTS = [
    "/ogc",
    "/ogc/",
    "/ogc/conformance",
    "/ogc/functions",
    "/ogc/collections",
    "/ogc/collections/parks",
    "/ogc/collections/parks/queryables",
    "/ogc/collections/parks/schema",
    "/ogc/collections/parks/items?limit=1",
    "/ogc/collections/parks/items/hohhot-jingkai",
]
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def fields(answer):
    assert answer.content_type == "application/problem+json"
    return [one["field"] for one in answer.get_json(force=True)["problems"]]


def rels(links):
    return {one["rel"] for one in links}


def test_landing_page_leads_to_everything(client):
    document = client.get("/ogc").get_json()

    assert {"self", "alternate", "service-desc", "service-doc", "conformance"} <= rels(
        document["links"]
    )
    data = next(one for one in document["links"] if one["rel"] == "data")
    assert data["href"] == "http://localhost/ogc/collections"


@pytest.mark.parametrize("path", [*DOCUMENTS[1:], "/ogc/api"])
def test_a_slash_at_the_end_changes_nothing(client, path):
    rest, mark, query = path.partition("?")
    plain = client.get(f"{rest.rstrip('/')}{mark}{query}")
    ended = client.get(f"{rest.rstrip('/')}/{mark}{query}")

    assert plain.status_code == ended.status_code == 200
    assert ended.data == plain.data
    page = client.get(f"{rest.rstrip('/')}/{mark}{query}", headers={"Accept": BROWSER})
    assert page.status_code == 200
    assert f'href="{rest}/"' not in page.text


@pytest.mark.parametrize("path", DOCUMENTS)
def test_every_link_of_a_document_leads_somewhere(client, path):
    document = client.get(path).get_json(force=True)

    for link in document.get("links", []):
        assert link["href"].startswith("http://localhost/")
        answer = client.get(link["href"].removeprefix("http://localhost"))
        assert answer.status_code == 200, link
        assert answer.content_type.split(";")[0] == link["type"].split(";")[0], link


@pytest.mark.parametrize("path", DOCUMENTS)
def test_browser_gets_a_page_and_a_program_json(client, path):
    page = client.get(path, headers={"Accept": BROWSER})
    document = client.get(path, headers={"Accept": "*/*"})

    assert page.mimetype == "text/html"
    assert "json" in document.mimetype
    assert "Accept" in page.headers["Vary"]


@pytest.mark.parametrize("path", DOCUMENTS)
def test_form_that_there_is_not_is_refused(client, path):
    mark = "&" if "?" in path else "?"

    assert fields(client.get(f"{path}{mark}f=xml")) == ["f"]
    refused = client.get(path, headers={"Accept": "image/png"})
    assert refused.status_code == 406
    assert refused.content_type == "application/problem+json"


def test_asked_form_goes_before_the_header(client):
    answer = client.get("/ogc?f=json", headers={"Accept": BROWSER})

    assert answer.content_type == "application/json"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("application/geo+json", "application/geo+json"),
        ("application/json", "application/json"),
        ("application/*", "application/geo+json"),
        ("text/csv", "text/csv"),
        ("application/geopackage+sqlite3", "application/geopackage+sqlite3"),
        ("text/html;q=0.1, application/geo+json", "application/geo+json"),
        ("application/json; charset=utf-8", "application/json"),
        ("application/geo+json;charset=utf-8", "application/geo+json"),
        ('application/geo+json; Profile="x y"; q=0.9', "application/geo+json"),
        ("text/html;q=0.5, application/geo+json;charset=utf-8", "application/geo+json"),
        ("application/geo+json;charset=utf-8;q=0, text/csv", "text/csv"),
        ("application/*;charset=utf-8", "application/geo+json"),
    ],
)
def test_features_come_as_the_media_type_that_is_preferred(client, accept, media_type):
    answer = client.get("/ogc/collections/ports/items", headers={"Accept": accept})

    assert answer.mimetype == media_type


@pytest.mark.parametrize("path", [*DOCUMENTS[1:], "/ogc/api"])
def test_unknown_parameters_are_refused_in_every_document(client, path):
    mark = "&" if "?" in path else "?"
    answer = client.get(f"{path}{mark}unknown=1&lang=en")

    assert answer.status_code == 400
    assert set(fields(answer)) == {"unknown", "lang"}


def test_language_is_a_parameter_of_pages_only(client):
    page = client.get("/ogc?f=html&lang=en")

    assert page.status_code == 200
    assert 'lang="en"' in page.text
    assert fields(client.get("/ogc?f=json&lang=en")) == ["lang"]


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("path", DOCUMENTS)
def test_other_methods_are_refused(client, path, method):
    answer = getattr(client, method)(path)

    assert answer.status_code == 405
    assert answer.content_type == "application/problem+json"
    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize("path", DOCUMENTS)
def test_head_says_what_get_would(client, path):
    head, got = client.head(path), client.get(path)

    assert head.data == b""
    assert head.headers["ETag"] == got.headers["ETag"]
    assert head.content_type == got.content_type


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/ogc/collections/parcs", "collectionId"),
        ("/ogc/collections/parcs/items", "collectionId"),
        ("/ogc/collections/parcs/items/a", "collectionId"),
        ("/ogc/collections/parks/items/hohhot-jinkai", "featureId"),
        ("/ogc/collections/parks/items/%00", "featureId"),
        ("/ogc/collections/register_projects", "collectionId"),
    ],
)
def test_what_is_not_known_is_answered_404(client, path, field):
    answer = client.get(path)

    assert answer.status_code == 404
    assert fields(answer) == [field]


def test_near_names_are_told(client):
    answer = client.get("/ogc/collections/parks/items/hohhot-jinkai")

    assert "hohhot-jingkai" in answer.get_json(force=True)["problems"][0]["message"]


def test_collections_are_the_layers_and_the_sites(client):
    document = client.get("/ogc/collections").get_json()

    assert {one["id"] for one in document["collections"]} == LAYERS | {"sites"}
    assert document["numberMatched"] == len(document["collections"])
    for one in document["collections"]:
        assert one["itemType"] == "feature"
        assert one["title"]
        assert one["description"]
        assert one["crs"][0] == one["storageCrs"]
        assert one == {
            **client.get(f"/ogc/collections/{one['id']}").get_json(),
            "links": one["links"],
        }


def test_extent_holds_all_features_and_nothing_invented(client):
    projects = client.get("/ogc/collections/projects").get_json()["extent"]
    parks = client.get("/ogc/collections/parks").get_json()["extent"]

    west, south, east, north = parks["spatial"]["bbox"][0]
    assert 97 < west < east < 127
    assert 37 < south < north < 54
    begin, end = projects["temporal"]["interval"][0]
    assert "2010" < begin < end < "2030"
    assert parks["temporal"]["interval"] == [[None, None]]
    assert "spatial" not in projects  # none of them has a point of its own


def test_schema_and_queryables_name_what_features_hold(client):
    found = client.get("/ogc/collections/parks/items/hohhot-jingkai").get_json(
        force=True
    )
    for part in ("schema", "queryables"):
        address = f"/ogc/collections/parks/{part}"
        answer = client.get(f"{address}?f=json")
        document = answer.get_json(force=True)

        assert answer.content_type == "application/schema+json"
        assert document["$id"] == f"http://localhost{address}"
        assert document["additionalProperties"] is False
        assert set(document["properties"]) == {*found["properties"], "geometry"}


def test_functions_are_listed_with_their_arguments(client):
    listed = client.get("/ogc/functions").get_json()["functions"]
    distance = next(one for one in listed if one["name"] == "distance_km")

    assert [one["type"] for one in distance["arguments"]] == [
        ["geometry"],
        ["number"],
        ["number"],
    ]
    assert distance["returns"] == ["number"]


def test_links_are_those_of_the_address_that_was_asked(client):
    answer = client.get("/ogc", headers={"Host": "maps.example:8443"})

    hrefs = [one["href"] for one in answer.get_json()["links"]]
    assert all(one.startswith("http://maps.example:8443/") for one in hrefs)
    assert (
        client.get("/ogc")
        .get_json()["links"][0]["href"]
        .startswith("http://localhost/")
    )


@pytest.mark.parametrize("host", ["", 'a"b', "a b", "<script>", "a/b"])
def test_host_that_is_none_is_refused(client, host):
    answer = client.get("/ogc", headers={"Host": host})

    assert answer.status_code == 400


def test_forwarded_address_counts_only_from_trusted_proxies(catalog, client):
    headers = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "maps.example"}
    behind = create_app(Settings(trusted_proxies=1), catalog=catalog).test_client()

    trusted = behind.get("/ogc", headers=headers).get_json()
    plain = client.get("/ogc", headers=headers).get_json()

    assert trusted["links"][0]["href"].startswith("https://maps.example/ogc")
    assert plain["links"][0]["href"].startswith("http://localhost/ogc")


def test_definition_is_valid_in_both_versions(client):
    old = client.get("/ogc/api")
    new = client.get(
        "/ogc/api",
        headers={"Accept": "application/vnd.oai.openapi+json;version=3.1"},
    )

    assert old.content_type == "application/vnd.oai.openapi+json;version=3.0"
    assert new.content_type == "application/vnd.oai.openapi+json;version=3.1"
    OpenAPIV30SpecValidator(old.get_json(force=True)).validate()
    OpenAPIV31SpecValidator(new.get_json(force=True)).validate()


def test_definition_names_every_simple_queryable_as_a_parameter(client):
    paths = client.get("/ogc/api").get_json(force=True)["paths"]

    for name in sorted(LAYERS | {"sites"}):
        listed = paths[f"/collections/{name}/items"]["get"]["parameters"]
        known = {one["name"]: one for one in listed}
        members = client.get(f"/ogc/collections/{name}/queryables").get_json(
            force=True
        )["properties"]
        for key, schema in members.items():
            if schema.get("type") in ("string", "number", "integer", "boolean"):
                # A truth value may also be a number, as GDAL writes it.
                is_truth = schema["type"] == "boolean"
                wanted = "string" if is_truth else schema["type"]
                assert known[key]["schema"]["type"] == wanted
                assert not is_truth or len(known[key]["schema"]["enum"]) == 4
        limit = known["limit"]
        assert limit["schema"] == {
            "type": "integer",
            "format": "int64",
            "minimum": 1,
            "maximum": 999_999_999,
            "default": 100,
        }
        assert limit["style"] == "form"
        assert limit["explode"] is False


def test_whole_document_of_the_site_has_the_service_too(client):
    paths = client.get("/api/v1/openapi.json").get_json()["paths"]

    assert "/ogc/collections/{collectionId}/items" in paths
    assert "/ogc/" in paths
