"""Conditional requests, what is kept, and for whom."""

from __future__ import annotations

import dataclasses

import pytest

from webapp import create_app
from webapp.ogc import items

PARKS = "/ogc/collections/parks/items?limit=20"


@pytest.mark.parametrize("encoding", ["", "gzip", "br"])
@pytest.mark.parametrize(
    "path", [PARKS, "/ogc", "/ogc/collections", "/ogc/api", "/ogc?f=html"]
)
def test_copy_that_is_still_good_is_not_sent_again(client, path, encoding):
    headers = {"Accept-Encoding": encoding} if encoding else {}
    first = client.get(path, headers=headers)
    again = client.get(
        path, headers={**headers, "If-None-Match": first.headers["ETag"]}
    )

    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["ETag"] == first.headers["ETag"]
    assert "Accept" in again.headers["Vary"]
    assert again.headers["Cache-Control"] == "no-cache"


def test_good_copy_costs_nothing(client, monkeypatch):
    tag = client.get(PARKS).headers["ETag"]

    def refuse(*_):
        pytest.fail("the features were read again")

    monkeypatch.setattr(items, "features", refuse)
    answer = client.get(PARKS, headers={"If-None-Match": tag})

    assert answer.status_code == 304


def test_star_does_not_hide_a_bad_request(client):
    answer = client.get(f"{PARKS}&unknown=1", headers={"If-None-Match": "*"})

    assert answer.status_code == 400


def test_tags_differ_by_query_form_host_and_language(client):
    tags = [
        client.get(path, headers={"Host": host}).headers["ETag"]
        for host in ("localhost", "maps.example")
        for path in (
            PARKS,
            f"{PARKS}&offset=1",
            f"{PARKS}&f=html",
            f"{PARKS}&f=html&lang=en",
            f"{PARKS}&f=csv",
        )
    ]

    assert len(set(tags)) == len(tags)


def test_same_question_gives_the_same_bytes(client, catalog):
    other = create_app(catalog=catalog).test_client()

    for path in (
        *(PARKS, f"{PARKS}&f=csv", f"{PARKS}&f=fgb", f"{PARKS}&f=html"),
        *("/ogc", "/ogc/collections", "/ogc/api"),
    ):
        one, two = client.get(path), other.get(path)
        assert one.data == two.data
        assert one.headers["ETag"] == two.headers["ETag"]


def test_new_data_has_a_new_tag(client, catalog):
    newer = dataclasses.replace(catalog, data_version="newer")
    other = create_app(catalog=newer).test_client()

    old, new = client.get(PARKS), other.get(PARKS)
    assert old.headers["ETag"] != new.headers["ETag"]
    assert new.headers["X-Data-Version"] == "newer"


def test_refusal_is_not_kept(client):
    answer = client.get(f"{PARKS}&unknown=1")

    assert "ETag" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("form", ["csv", "gpkg", "fgb"])
def test_file_is_the_same_bytes_from_every_process_and_its_tag_strong(
    client, catalog, form
):
    other = create_app(catalog=catalog).test_client()
    answer = client.get(f"{PARKS}&f={form}")
    same = other.get(f"{PARKS}&f={form}")
    tag = answer.headers["ETag"]

    assert tag.startswith('"')
    assert same.headers["ETag"] == tag
    assert same.data == answer.data
    again = client.get(f"{PARKS}&f={form}", headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert again.headers["ETag"] == tag
