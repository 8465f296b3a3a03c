"""Tags, conditional answers, compression, policy and caches."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re

import brotli
import pytest
from backports import zstd

from webapp import create_app
from webapp.delivery import BodyCache
from webapp.security import policy
from webapp.settings import Settings

PAGES = ["/", "/layers", "/layers/ports", "/match", "/region", "/projects", "/data"]


def inline_scripts(html):
    return [
        text
        for attributes, text in re.findall(r"<script([^>]*)>(.*?)</script>", html, re.S)
        if "src=" not in attributes and "application/json" not in attributes
    ]


@pytest.mark.parametrize("path", PAGES)
def test_same_page_has_same_bytes_and_tag(client, path):
    first, second = client.get(path), client.get(path)

    assert first.data == second.data
    assert first.headers["ETag"] == second.headers["ETag"]


def test_page_made_by_another_process_has_same_bytes(client, catalog):
    other = create_app(catalog=catalog).test_client()

    for path in ("/", "/match?industry=pv_wafer", "/parks/hohhot-jingkai"):
        assert other.get(path).data == client.get(path).data


@pytest.mark.parametrize("path", ["/", "/projects", "/match?industry=pv_wafer"])
def test_policy_allows_exactly_the_scripts_of_the_page(client, path):
    answer = client.get(path)
    scripts = inline_scripts(answer.text)
    allowed = re.findall(r"'(sha256-[^']+)'", answer.headers["Content-Security-Policy"])

    wanted = {
        "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for text in scripts
    }
    assert scripts
    assert set(allowed) == wanted


@pytest.mark.parametrize("encoding", ["", "gzip", "br", "zstd"])
def test_304_keeps_the_policy_of_the_page(client, encoding):
    headers = {"Accept-Encoding": encoding} if encoding else {}
    first = client.get("/", headers=headers)
    again = client.get("/", headers={**headers, "If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
    assert again.data == b""
    name = "Content-Security-Policy"
    assert "sha256-" in first.headers[name]
    assert again.headers[name] == first.headers[name]


def test_tag_of_another_page_is_answered_with_the_page(client):
    tag = client.get("/layers/ports").headers["ETag"]

    assert (
        client.get("/layers/parks", headers={"If-None-Match": tag}).status_code == 200
    )


def test_compressed_copies_hold_the_same_page_under_another_tag(client):
    whole = client.get("/layers/parks")
    zipped = client.get("/layers/parks", headers={"Accept-Encoding": "gzip"})
    brotlied = client.get("/layers/parks", headers={"Accept-Encoding": "br"})
    packed = client.get("/layers/parks", headers={"Accept-Encoding": "zstd"})

    assert gzip.decompress(zipped.data) == whole.data
    assert brotli.decompress(brotlied.data) == whole.data
    assert zstd.decompress(packed.data) == whole.data
    answers = (whole, zipped, brotlied, packed)
    assert len({answer.headers["ETag"] for answer in answers}) == 4
    assert "Accept-Encoding" in whole.headers["Vary"]


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("gzip;q=0", None),
        ("gzip; q=0.0", None),
        ("gzip;q=0, br;q=0", None),
        ("gzip;q=0, *", "zstd"),
        ("br;q=0, *;q=0.5", "zstd"),
        ("zstd;q=0, *;q=0.5", "br"),
        ("zstd;q=0, br;q=0, *", "gzip"),
        ("*;q=0", None),
        ("*", "zstd"),
        ("identity, gzip;q=0.5", None),
        ("identity;q=0.5, gzip", "gzip"),
        ("gzip, br", "br"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("zstd;q=0.5, gzip", "gzip"),
        ("deflate", None),
        ("", None),
    ],
)
def test_only_an_acceptable_encoding_is_sent(client, accepted, sent):
    answer = client.get("/layers/parks", headers={"Accept-Encoding": accepted})

    assert answer.headers.get("Content-Encoding") == sent


def test_compressed_answers_to_different_requirements_differ(client):
    bodies = [{"industry": "pv_wafer"}, {"industry": "dairy"}]
    headers = {"Accept-Encoding": "gzip"}
    answers = [
        client.post("/api/v1/match", json=body, headers=headers) for body in bodies
    ]

    texts = [gzip.decompress(answer.data).decode() for answer in answers]
    assert '"industry_tags":["pv_wafer"]' in texts[0]
    assert '"industry_tags":["dairy"]' in texts[1]


def test_every_answer_has_security_headers_and_the_data_version(client, catalog):
    for path in ("/", "/nope", "/api/nope", "/static/css/site.css", "/healthz"):
        headers = client.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["X-Data-Version"] == catalog.data_version
        assert "camera=()" in headers["Permissions-Policy"]
        value = headers["Content-Security-Policy"]
        assert value.startswith("default-src 'none'; script-src 'self'")
        assert "frame-ancestors 'none'" in value
        assert "unsafe-eval" not in value
        assert "unsafe-inline" not in value.split("style-src")[0]


def test_policy_does_not_depend_on_the_order_of_scripts():
    assert policy(("sha256-b", "sha256-a")) == policy(("sha256-a", "sha256-b"))


def test_tagged_asset_may_be_kept_and_plain_one_is_asked_for(client):
    link = re.search(
        r'href="(/static/v-[0-9a-f]{12}/css/site\.css)"', client.get("/").text
    )
    kept = client.get(link[1])
    plain = client.get("/static/css/site.css")
    stale = client.get("/static/v-000000000000/css/site.css")

    assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert plain.headers["Cache-Control"] == "no-cache"
    assert stale.headers["Cache-Control"] == "no-cache"
    assert kept.data == plain.data == stale.data
    assert kept.content_type == "text/css; charset=utf-8"


@pytest.mark.parametrize(
    "path", ["../settings.py", "%2e%2e/settings.py", "css/", "x.js"]
)
def test_nothing_but_the_browser_files_is_served(client, path):
    assert client.get(f"/static/{path}").status_code == 404


def test_head_and_options_are_answered(client):
    head = client.head("/layers/ports")
    options = client.options("/api/v1/match")

    assert head.status_code == 200
    assert head.data == b""
    assert head.headers["ETag"] == client.get("/layers/ports").headers["ETag"]
    assert set(options.headers["Allow"].split(", ")) == {"OPTIONS", "POST"}


def test_cache_drops_the_oldest_and_stays_within_its_bound():
    cache = BodyCache(100)
    for name in ("a", "b", "c", "d"):
        cache.put(name, name, 25)
    cache.get("a")
    cache.put("e", "e", 25)

    assert cache.get("a") == "a"
    assert cache.get("b") is None
    assert cache.size == 100
    assert len(cache) == 4


def test_cache_counts_a_replaced_value_once():
    cache = BodyCache(100)
    cache.put("a", "old", 20)
    cache.put("a", "new", 10)

    assert cache.get("a") == "new"
    assert cache.size == 10


def test_cache_does_not_keep_what_is_too_large_for_it():
    cache = BodyCache(100)
    cache.put("a", "a", 26)

    assert cache.get("a") is None


def test_pages_are_made_without_a_cache_too(catalog):
    bare = create_app(Settings(cache_bytes=0), catalog=catalog).test_client()

    assert (
        bare.get("/layers/ports", headers={"Accept-Encoding": "br"}).status_code == 200
    )


def test_unknown_parameters_do_not_get_into_a_kept_page(client):
    first = client.get("/layers?x=<script>alert(1)</script>&utm=abc")

    assert b"utm" not in first.data
    assert first.data == client.get("/layers").data


@pytest.mark.parametrize("encoding", ["", "gzip", "br", "zstd"])
def test_head_says_of_a_compressed_answer_what_get_says(client, encoding):
    headers = {"Accept-Encoding": encoding}
    whole = client.get("/api/v1/layers", headers=headers)
    head = client.head("/api/v1/layers", headers=headers)

    assert head.data == b""
    for name in ("ETag", "Content-Type", "Content-Encoding", "Vary", "Cache-Control"):
        assert head.headers.get(name) == whole.headers.get(name), name
