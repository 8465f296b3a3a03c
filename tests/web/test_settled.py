"""Answers that are settled by data version and address: 304 before any work."""

from __future__ import annotations

import dataclasses

import pytest

from webapp import create_app
from webapp.api import places
from webapp.settings import Settings

PATHS = [
    "/api/v1/layers",
    "/api/v1/layers/ports.geojson?league=150800",
    "/api/v1/places?q=包头",
    "/api/v1/here?lon=111.67&lat=40.82",
    "/api/v1/sites/hohhot-jingkai/similar",
    "/api/v1/openapi.json",
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("encoding", ["", "gzip", "br", "zstd"])
def test_who_has_the_answer_is_told_that_it_is_the_same(client, path, encoding):
    headers = {"Accept-Encoding": encoding}
    first = client.get(path, headers=headers)
    tag = first.headers["ETag"]

    assert first.status_code == 200
    for sent in (tag, f"W/{tag}", f'"other", {tag}', f'{tag}, "other"'):
        again = client.get(path, headers={**headers, "If-None-Match": sent})
        assert again.status_code == 304
        assert again.data == b""
        assert again.headers["ETag"] == tag
        for name in ("Cache-Control", "X-Data-Version", "Vary"):
            assert again.headers[name] == first.headers[name], name


def test_same_answer_is_not_made_again(client, monkeypatch):
    path = "/api/v1/places?q=包头"
    tag = client.get(path).headers["ETag"]
    made = []
    monkeypatch.setattr(places, "json_answer", made.append)

    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    assert made == []


def test_other_parameters_have_another_tag(client):
    tags = {client.get(path).headers["ETag"] for path in PATHS}
    tag = client.get("/api/v1/places?q=包头").headers["ETag"]

    other = client.get("/api/v1/places?q=赤峰", headers={"If-None-Match": tag})

    assert len(tags) == len(PATHS)
    assert other.status_code == 200


def test_other_data_have_another_tag(catalog, client):
    newer = dataclasses.replace(catalog, data_version="next")
    tag = client.get("/api/v1/layers").headers["ETag"]

    answer = (
        create_app(catalog=newer)
        .test_client()
        .get("/api/v1/layers", headers={"If-None-Match": tag})
    )

    assert answer.status_code == 200
    assert answer.headers["ETag"] != tag


def test_other_settings_have_another_tag(catalog, client):
    other = create_app(Settings(page_rows=10), catalog=catalog).test_client()

    tags = {one.get("/api/v1/layers").headers["ETag"] for one in (client, other)}

    assert len(tags) == 2


def test_same_program_and_data_have_the_same_tag_in_each_process(catalog, client):
    other = create_app(catalog=catalog).test_client()

    tags = {one.get("/api/v1/layers").headers["ETag"] for one in (client, other)}

    assert len(tags) == 1


def test_refused_request_has_no_tag_and_is_kept_by_nobody(client):
    for path in ("/api/v1/layers?x=1", "/api/v1/layers/x.geojson", "/api/zzz", "/zzz"):
        answer = client.get(path, headers={"If-None-Match": "*"})
        assert answer.status_code in (400, 404)
        assert "ETag" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"


def test_any_tag_is_right_where_there_is_an_answer(client):
    answer = client.get("/api/v1/layers", headers={"If-None-Match": "*"})

    assert answer.status_code == 304


def test_nothing_is_said_of_a_last_change_that_is_not_known(client):
    for path in (*PATHS, "/", "/static/css/site.css", "/healthz"):
        assert "Last-Modified" not in client.get(path).headers
