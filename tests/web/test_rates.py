"""Limits of rate: by account and by address, told in headers, refused with 429."""

from __future__ import annotations

import time

import pytest

from tests.web.register_site import make_site
from webapp import create_app
from webapp.errors import PROBLEM_TYPE
from webapp.serving.rate_text import read_rate
from webapp.settings import Settings


@pytest.fixture
def slow(catalog):
    settings = Settings(rate_limit="5/hour", rate_limit_costly="2/hour")
    return create_app(settings, catalog=catalog).test_client()


def ask(client, path="/api/v1/layers", address="192.0.2.1", **more):
    return client.get(path, environ_base={"REMOTE_ADDR": address}, **more)


def test_every_counted_answer_says_what_is_left(slow):
    first = ask(slow).headers
    second = ask(slow).headers

    assert first["RateLimit-Policy"] == '"ordinary";q=5;w=3600'
    assert first["RateLimit"].startswith('"ordinary";r=4;t=')
    assert second["RateLimit"].startswith('"ordinary";r=3;t=')


def test_one_request_too_many_is_refused_with_the_time_to_wait(slow):
    answers = [ask(slow) for _ in range(6)]

    assert [one.status_code for one in answers] == [200] * 5 + [429]
    refused = answers[-1]
    assert refused.content_type == PROBLEM_TYPE
    assert 1 <= int(refused.headers["Retry-After"]) <= 3600
    assert ";r=0;" in refused.headers["RateLimit"]
    assert refused.headers["X-Data-Version"]
    assert refused.headers["Cache-Control"] == "no-store"
    assert "too many requests" in refused.get_json()["problems"][0]["message"]


def test_another_address_is_counted_for_itself(slow):
    for _ in range(6):
        ask(slow)

    assert ask(slow).status_code == 429
    assert ask(slow, address="198.51.100.1").status_code == 200


def test_what_costs_much_is_counted_apart(slow):
    body = {"industry": "dairy"}
    base = {"REMOTE_ADDR": "192.0.2.1"}
    codes = [
        slow.post("/api/v1/match", json=body, environ_base=base).status_code
        for _ in range(3)
    ]

    assert codes == [200, 200, 429]
    assert ask(slow).status_code == 200
    assert ask(slow, "/match.csv?industry=dairy").status_code == 429


def test_health_files_and_questions_before_a_request_are_free(slow):
    for _ in range(8):
        for path in ("/healthz", "/healthz/ready", "/static/css/site.css"):
            answer = ask(slow, path)
            assert answer.status_code == 200
            assert "RateLimit" not in answer.headers
        assert slow.options("/api/v1/match").status_code == 200


def test_page_is_refused_in_words(slow):
    for _ in range(5):
        ask(slow, "/layers")

    refused = ask(slow, "/layers")

    assert refused.status_code == 429
    assert refused.mimetype == "text/html"
    assert "请求或尝试次数过多" in refused.text
    assert "too many requests" not in refused.text
    assert refused.headers["Retry-After"]


def test_told_address_counts_only_behind_a_trusted_proxy(catalog, slow):
    for n in range(6):
        told = {"X-Forwarded-For": f"203.0.113.{n}"}
        last = ask(slow, headers=told)
    assert last.status_code == 429
    settings = Settings(rate_limit="5/hour", trusted_proxies=1)
    behind = create_app(settings, catalog=catalog).test_client()
    for n in range(6):
        told = {"X-Forwarded-For": f"203.0.113.{n}"}
        assert ask(behind, headers=told).status_code == 200


def test_token_is_counted_by_its_account_and_not_by_its_address(
    catalog, new_sqlite, quick_hashes
):
    site = make_site(catalog, new_sqlite(), rate_limit="2/hour", with_people=True)
    client = site.client()
    path = "/api/v1/register/projects"
    codes = [
        ask(client, path, address=f"192.0.2.{n}", headers=site.bearer("viewer"))
        for n in range(3)
    ]
    other = ask(client, path, headers=site.bearer("planner"))
    nobody = ask(client, path)
    site.register.close()

    assert [one.status_code for one in codes] == [200, 200, 429]
    assert other.status_code == 200
    assert nobody.status_code == 200


def test_invented_tokens_do_not_make_new_counts(catalog, new_sqlite, quick_hashes):
    site = make_site(catalog, new_sqlite(), rate_limit="5/hour")
    client = site.client()
    codes = [
        ask(client, headers={"Authorization": f"Bearer gzs_{n}"}).status_code
        for n in range(3)
    ]
    site.register.close()

    assert codes == [401, 401, 401]


def test_nothing_is_counted_when_it_is_off(catalog):
    settings = Settings(rate_limit="0", rate_limit_costly="0")
    client = create_app(settings, catalog=catalog).test_client()

    assert "RateLimit" not in ask(client).headers


@pytest.mark.parametrize("text", ["", "x", "5", "5/year", "-1/minute", "05/minute"])
def test_limit_that_is_none_is_refused(text):
    with pytest.raises(ValueError, match="expected 0 or a number per second"):
        read_rate(text)


def test_limit_reads_as_it_is_written():
    assert read_rate("0") is None
    assert (read_rate("600/minute").amount, read_rate("5/hour").get_expiry()) == (
        600,
        3600,
    )


def test_lost_counters_stop_nobody(slow, monkeypatch, caplog):
    from limits.errors import StorageError  # noqa: PLC0415  used here only
    from limits.strategies import FixedWindowRateLimiter  # noqa: PLC0415  as above

    def away(*_args, **_kwargs):
        raise StorageError(OSError("away"))

    monkeypatch.setattr(FixedWindowRateLimiter, "hit", away)

    assert ask(slow).status_code == 200
    assert "let through" in caplog.text


def test_window_ends(slow, monkeypatch):
    for _ in range(6):
        ask(slow)
    later = time.time() + 3_601
    monkeypatch.setattr(time, "time", lambda: later)

    assert ask(slow).status_code == 200
