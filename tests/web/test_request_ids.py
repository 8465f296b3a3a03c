"""Each request has an id: in its answer, in problem documents and in the logs."""

from __future__ import annotations

import re

import pytest

from webapp import create_app
from webapp.api import places
from webapp.settings import Settings

MADE = re.compile(r"[0-9a-f]{24}")
GIVEN = "edge-0123456789.abc"


@pytest.mark.parametrize(
    "path", ["/", "/api/v1/layers", "/api/zzz", "/static/css/site.css", "/healthz"]
)
def test_every_answer_has_an_id_of_its_own(client, path):
    first, second = (client.get(path).headers["X-Request-ID"] for _ in range(2))

    assert MADE.fullmatch(first)
    assert first != second


def test_problem_document_names_the_id_of_its_answer(client):
    answer = client.get("/api/v1/layers?x=1")

    assert answer.get_json()["request_id"] == answer.headers["X-Request-ID"]


def test_id_of_a_client_is_not_taken_over(client):
    answer = client.get("/healthz", headers={"X-Request-ID": GIVEN})

    assert MADE.fullmatch(answer.headers["X-Request-ID"])


@pytest.mark.parametrize(
    ("given", "is_taken"),
    [
        (GIVEN, True),
        ("a" * 64, True),
        ("a" * 65, False),
        ("short", False),
        ('x" y="1234567', False),
        ("-12345678", False),
        ("汉字汉字汉字汉字".encode().decode("latin-1"), False),
    ],
)
def test_id_of_a_trusted_proxy_is_taken_over_if_it_is_plain(catalog, given, is_taken):
    behind = create_app(Settings(trusted_proxies=1), catalog=catalog).test_client()

    answer = behind.get("/healthz", headers={"X-Request-ID": given})

    assert (answer.headers["X-Request-ID"] == given) is is_taken


def test_traceback_is_logged_under_the_id_that_the_answer_names(
    catalog, monkeypatch, caplog
):
    app = create_app(catalog=catalog)

    def fail(*_args):
        raise RuntimeError

    monkeypatch.setattr(places, "json_answer", fail)
    answer = app.test_client().get("/api/v1/places?q=包头")

    assert answer.status_code == 500
    assert answer.headers["X-Data-Version"] == catalog.data_version
    assert f"request {answer.get_json()['request_id']}" in caplog.text
