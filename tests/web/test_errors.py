"""Errors: one JSON shape under /api, a helpful page elsewhere, nothing internal."""

from __future__ import annotations

import gzip
import io
import logging

import pytest
from gunicorn.http.errors import ChunkMissingTerminator, InvalidChunkSize
from werkzeug.test import create_environ, run_wsgi_app

from geo_zs.errors import DataError, GeoZsError, Problem, RegisterError
from webapp import create_app
from webapp.errors import STATUS

MEMBERS = {"type", "title", "status", "detail", "problems", "request_id"}


def check_shape(answer, status):
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    body = answer.get_json(force=True)
    assert set(body) == MEMBERS
    assert body["status"] == status
    for problem in body["problems"]:
        assert set(problem) == {"field", "message"}
    return body


def test_not_json_is_400(client):
    body = check_shape(
        client.post("/api/v1/match", data="{", content_type="application/json"), 400
    )

    assert "line 1" in body["problems"][0]["message"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"land_ha": NaN}', "NaN is no JSON number"),
        (b'{"land_ha": Infinity}', "Infinity is no JSON number"),
        (b'{"land_ha": 1e999}', "out of range"),
        (b'{"industry": "dairy", "industry": "meat"}', "twice in one object"),
        (b'\xff\xfe{"a": 1}', "not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"top": ' + b"9" * 5000 + b"}", "too many digits"),
        (b"", "not JSON"),
    ],
)
def test_what_is_no_strict_json_is_400(client, content, said):
    answer = client.post("/api/v1/match", data=content, content_type="application/json")

    assert said in check_shape(answer, 400)["problems"][0]["message"]


class BrokenStream(io.BytesIO):
    """A body whose server fails on reading it."""

    def __init__(self, error):
        super().__init__()
        self._error = error

    def read(self, _size=-1):
        raise self._error

    readinto = readall = read


@pytest.mark.parametrize(
    "error",
    [InvalidChunkSize(b"ZZ"), ChunkMissingTerminator(b""), OSError("Invalid chunk")],
)
def test_body_with_malformed_chunks_is_400(client, caplog, error):
    answer = client.post(
        "/api/v1/match",
        input_stream=BrokenStream(error),
        content_type="application/json",
        headers={"Transfer-Encoding": "chunked"},
        environ_overrides={"wsgi.input_terminated": True},
    )

    (problem,) = check_shape(answer, 400)["problems"]
    assert problem["field"] == "body"
    assert "chunks are malformed" in problem["message"]
    assert not [each for each in caplog.records if each.levelno >= logging.ERROR]


@pytest.mark.parametrize("coding", ["gzip", "GZip", "br, gzip", "<b>" * 40])
@pytest.mark.parametrize("path", ["/api/v1/match", "/api/v1/match/batch"])
@pytest.mark.parametrize("media_type", ["application/json", "application/x-ndjson"])
def test_compressed_body_is_415_and_the_coding_is_named(
    client, path, coding, media_type
):
    if path.endswith("match") and media_type != "application/json":
        media_type = "application/vnd.geo-zs+json"
    answer = client.post(
        path,
        data=gzip.compress(b"{}"),
        content_type=media_type,
        headers={"Content-Encoding": coding},
    )

    detail = check_shape(answer, 415)["problems"][0]["message"]
    assert f"Content-Encoding: '{coding[:40]}" in detail
    assert len(detail) < 200
    assert answer.headers["Accept-Encoding"] == "identity"


@pytest.mark.parametrize("coding", ["identity", ""])
def test_body_that_says_it_is_not_coded_is_read(client, coding):
    answer = client.post(
        "/api/v1/match",
        json={"industry": "pv_wafer", "land_ha": 3},
        headers={"Content-Encoding": coding},
    )

    assert answer.status_code == 200


@pytest.mark.parametrize("media_type", ["text/plain", "application/xml", None])
def test_other_media_type_is_415(client, media_type):
    answer = client.post("/api/v1/match", data="{}", content_type=media_type)

    check_shape(answer, 415)


def test_all_problems_of_a_requirement_are_listed_with_422(client):
    answer = client.post(
        "/api/v1/match",
        json={"industry": "pv_wafer", "land_ha": -5, "top": "ten", "colour": "red"},
    )

    body = check_shape(answer, 422)
    assert {"land_ha", "top", "colour"} <= {each["field"] for each in body["problems"]}


def test_unknown_address_is_404_in_the_form_of_its_part(client):
    check_shape(client.get("/api/v1/nothing"), 404)
    page = client.get("/nothing")

    assert page.status_code == 404
    assert page.content_type == "text/html; charset=utf-8"
    assert "没有这个页面" in page.text
    assert 'href="/match"' in page.text


def test_wrong_method_is_405_and_names_the_right_one(client):
    answer = client.get("/api/v1/match")

    check_shape(answer, 405)
    assert "POST" in answer.headers["Allow"]


def test_body_of_ten_megabytes_is_413(client):
    answer = client.post(
        "/api/v1/match", data=b" " * 10_000_000, content_type="application/json"
    )

    check_shape(answer, 413)


def test_chunked_body_without_a_length_is_413_too(app):
    environ = create_environ(
        "/api/v1/match", method="POST", content_type="application/json"
    )
    environ.pop("CONTENT_LENGTH", None)
    environ |= {"wsgi.input": _Endless(), "wsgi.input_terminated": True}

    parts, status, _ = run_wsgi_app(app, environ)

    assert status == "413 REQUEST ENTITY TOO LARGE"
    assert b'"status":413' in b"".join(parts)


class _Endless:
    """A body that never ends."""

    def read(self, size=-1):
        return b" " * (size if size > 0 else 65_536)

    def readinto(self, buffer):
        buffer[:] = b" " * len(buffer)
        return len(buffer)


@pytest.mark.parametrize("path", ["/boom", "/api/boom"])
def test_unexpected_error_says_nothing_internal_and_is_logged(catalog, caplog, path):
    app = create_app(catalog=catalog)

    def boom():
        message = "secret /srv/geo_zs/data.csv"
        raise RuntimeError(message)

    app.add_url_rule(path, "boom", boom)
    with caplog.at_level(logging.ERROR):
        answer = app.test_client().get(path)

    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert "secret" in caplog.text


def test_damaged_data_while_serving_is_500_and_keeps_its_details(catalog, caplog):
    app = create_app(catalog=catalog)

    def damaged():
        raise DataError([Problem("level", "is 'x'", file="parks.csv", row=3)])

    app.add_url_rule("/api/damaged", "damaged", damaged)
    answer = app.test_client().get("/api/damaged")

    assert check_shape(answer, 500)["detail"] == "Internal error"
    assert "parks.csv" not in answer.text
    assert "parks.csv" in caplog.text


def test_every_error_of_the_table_is_one_of_ours():
    assert all(issubclass(error, GeoZsError) for error in STATUS)
    away = {error for error, status in STATUS.items() if status >= 500}
    assert all(400 <= status < 500 or status == 503 for status in STATUS.values())
    assert away == {RegisterError}


def test_error_page_keeps_the_language(client):
    page = client.get("/nothing?lang=en")

    assert "There is no such page" in page.text
    assert 'href="/match?lang=en"' in page.text


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("/layers/parks?rows=501", "须为 1 到 500 之间的整数"),
        ("/projects?year=abc", "没有“abc”这一选项；可用的有：2026"),
        ("/layers/parks?stage=zz", "这个图层不能按此筛选"),
    ],
)
def test_fault_of_a_link_is_told_in_the_language_of_the_page(client, link, said):
    page = client.get(link)

    assert page.status_code == 400
    assert said in page.text
    assert "expected" not in page.text


def test_unknown_layer_is_named_by_its_parameter(client):
    body = check_shape(client.get("/api/v1/layers/zz.geojson"), 404)

    assert body["problems"][0]["field"] == "layer_id"
