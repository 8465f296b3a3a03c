"""Scripts of other web sites: shut unless opened, and never with cookies."""

from __future__ import annotations

import pytest

from webapp import create_app
from webapp.settings import Settings

MAP = "https://map.example.org"
ASKS = {
    "Origin": MAP,
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization, content-type",
}
ALLOWED = "Access-Control-Allow-Origin"


def make(catalog, origins):
    return create_app(Settings(cors_origins=origins), catalog=catalog).test_client()


def test_nobody_may_read_along_by_default(client):
    for path in ("/api/v1/layers", "/ogc/", "/"):
        answer = client.get(path, headers={"Origin": MAP})
        assert ALLOWED not in answer.headers


def test_named_origin_may_read_and_another_may_not(catalog):
    client = make(catalog, f"https://a.example, {MAP}")

    named = client.get("/api/v1/layers", headers={"Origin": MAP})
    other = client.get("/api/v1/layers", headers={"Origin": "https://evil.example"})

    assert named.headers[ALLOWED] == MAP
    vary = ", ".join(named.headers.getlist("Vary"))
    assert "Origin" in vary
    assert "Accept-Encoding" in vary
    assert ALLOWED not in other.headers
    exposed = named.headers["Access-Control-Expose-Headers"]
    for name in ("X-Data-Version", "ETag", "Link", "Content-Crs", "RateLimit"):
        assert name in exposed


def test_script_may_read_every_header_that_the_definition_names(catalog):
    client = make(catalog, MAP)
    paths = client.get("/api/v1/openapi.json").get_json()["paths"]
    told = {
        name
        for methods in paths.values()
        for operation in methods.values()
        for answer in operation["responses"].values()
        for name in answer.get("headers", {})
    }

    answer = client.get("/ogc/collections/parks/items", headers={"Origin": MAP})

    exposed = set(answer.headers["Access-Control-Expose-Headers"].split(", "))
    assert {"OGC-NumberMatched", "OGC-NumberReturned"} <= exposed
    # Headers that a browser keeps to itself say what they say to it.
    assert told - exposed <= {ALLOWED, "Allow", "WWW-Authenticate"}


@pytest.mark.parametrize("origins", [MAP, f"{MAP},https://a.example", "*"])
@pytest.mark.parametrize("origin", [None, MAP, "https://evil.example"])
def test_caches_know_that_the_origin_decides(catalog, origins, origin):
    client = make(catalog, origins)
    headers = {"Origin": origin} if origin else {}
    tag = client.get("/api/v1/layers").headers["ETag"]

    for path in ("/api/v1/layers", "/api/zzz", "/ogc", "/ogc/collections?f=xml"):
        assert "Origin" in client.get(path, headers=headers).vary, path
    unchanged = {**headers, "If-None-Match": tag}
    assert "Origin" in client.get("/api/v1/layers", headers=unchanged).vary
    assert "Origin" in client.options("/api/v1/match", headers=headers).vary
    assert "Origin" not in client.get("/", headers=headers).vary


def test_origin_decides_nothing_where_nobody_is_named(client):
    assert "Origin" not in client.get("/ogc", headers={"Origin": MAP}).vary


@pytest.mark.parametrize("origins", [MAP, "*"])
def test_cookies_are_never_let_along(catalog, origins):
    client = make(catalog, origins)

    for answer in (
        client.get("/api/v1/layers", headers={"Origin": MAP}),
        client.options("/api/v1/match", headers=ASKS),
    ):
        assert answer.headers[ALLOWED] == origins
        assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("path", ["/api/v1/match", "/api/v1/register/projects"])
def test_browser_may_ask_before_a_request_without_a_token(catalog, path):
    answer = make(catalog, MAP).options(path, headers=ASKS)

    assert answer.status_code == 200
    assert answer.headers[ALLOWED] == MAP
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]
    headers = answer.headers["Access-Control-Allow-Headers"].lower()
    assert "authorization" in headers
    assert "content-type" in headers
    assert answer.headers["Access-Control-Max-Age"] == "3600"


def test_only_the_addresses_for_programs_are_opened(catalog):
    client = make(catalog, "*")

    for path in ("/", "/match", "/login", "/planner", "/static/css/site.css", "/apix"):
        assert ALLOWED not in client.get(path, headers={"Origin": MAP}).headers, path


def test_errors_and_what_is_unchanged_can_be_read_too(catalog):
    client = make(catalog, MAP)
    tag = client.get("/api/v1/layers").headers["ETag"]
    headers = {"Origin": MAP}

    assert client.get("/api/zzz", headers=headers).headers[ALLOWED] == MAP
    same = client.get("/api/v1/layers", headers={**headers, "If-None-Match": tag})
    assert same.status_code == 304
    assert same.headers[ALLOWED] == MAP
