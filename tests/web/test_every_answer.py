"""What each answer carries, whatever the address, the method and the outcome."""

from __future__ import annotations

import re

import pytest

from webapp import create_app
from webapp.api import places
from webapp.security import is_private
from webapp.settings import Settings

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE")


@pytest.fixture(scope="module")
def served(catalog):
    """Return the site as it is in service: a fault is an answer."""
    return create_app(catalog=catalog)


@pytest.fixture
def client(served):
    return served.test_client()


@pytest.fixture(scope="module")
def rules(served):
    return sorted(served.url_map.iter_rules(), key=lambda rule: rule.rule)


@pytest.fixture(scope="module")
def public(rules):
    """Return the rules that anybody may ask; others say first that one must log in."""
    return [rule for rule in rules if not is_private(rule.rule)]


def address(rule):
    return re.sub(r"<int:\w+>", "1", re.sub(r"<(?!int:)(?:[^<>]*)>", "x", rule.rule))


def check(answer, catalog, where):
    assert answer.headers["X-Data-Version"] == catalog.data_version, where
    assert answer.headers["X-Request-ID"], where
    assert answer.headers["X-Content-Type-Options"] == "nosniff", where


def test_every_route_tells_data_version_and_request_for_every_method(
    client, rules, catalog
):
    for rule in rules:
        for method in METHODS:
            answer = client.open(address(rule), method=method)
            where = (method, rule.rule, answer.status_code)
            check(answer, catalog, where)
            # Private pages say that there is no register here.
            known = (501, 503) if is_private(rule.rule) else ()
            assert answer.status_code < 500 or answer.status_code in known, where


def test_every_route_answers_options_and_names_its_methods(client, public):
    for rule in public:
        answer = client.options(address(rule))
        allowed = set(answer.headers["Allow"].split(", "))
        assert answer.status_code == 200, rule.rule
        assert rule.methods <= allowed, rule.rule


def test_method_that_is_not_taken_is_refused_with_those_that_are(client, public):
    for rule in public:
        options = client.options(address(rule)).headers["Allow"]
        allowed = set(options.split(", "))
        for method in set(METHODS) - allowed:
            answer = client.open(address(rule), method=method)
            assert answer.status_code == 405, (method, rule.rule)
            assert set(answer.headers["Allow"].split(", ")) == allowed, rule.rule


def test_head_is_taken_wherever_get_is_and_sends_no_body(client, public):
    for rule in public:
        if "GET" in rule.methods:
            answer = client.head(address(rule))
            assert answer.status_code != 405, rule.rule
            assert answer.data == b"", rule.rule


def test_errors_of_all_kinds_tell_the_data_version(catalog, monkeypatch):
    settings = Settings(rate_limit="7/hour", max_body_bytes=1_000)
    client = create_app(settings, catalog=catalog).test_client()

    def fail(*_args):
        raise RuntimeError

    monkeypatch.setattr(places, "json_answer", fail)
    answers = [
        client.get("/api/zzz"),
        client.get("/zzz"),
        client.delete("/api/v1/layers"),
        client.post("/api/v1/match", data=b"x" * 2_000, content_type="text/plain"),
        client.post(
            "/api/v1/match", data=b"[" * 2_000, content_type="application/json"
        ),
        client.get("/api/v1/places?q=x"),
        *(client.get("/api/v1/layers?x=1") for _ in range(5)),
    ]

    for answer in answers:
        check(answer, catalog, answer.status_code)
    codes = {answer.status_code for answer in answers}
    assert codes == {404, 405, 415, 413, 500, 400, 429}
