"""Metrics: counted by route, never by address; for this machine unless opened."""

from __future__ import annotations

import re

import pytest

from tests.web.register_site import make_site
from webapp import create_app
from webapp.serving import metrics
from webapp.settings import Settings


@pytest.fixture
def counted(catalog):
    return create_app(catalog=catalog).test_client()


def read(client, **more):
    return client.get("/metrics", **more).text


def value(text, line):
    found = re.search(rf"^{re.escape(line)} (\S+)$", text, re.MULTILINE)
    return float(found[1]) if found else 0.0


def test_answers_are_counted_by_rule_method_and_status(counted):
    for path in ("/layers/parks", "/layers/ports", "/layers/nope"):
        counted.get(path)

    text = read(counted)

    rule = 'geo_zs_requests_total{method="GET",route="/layers/<layer_id>",status='
    assert value(text, f'{rule}"200"}}') == 2
    assert value(text, f'{rule}"404"}}') == 1
    name = 'geo_zs_request_seconds_count{method="GET",route="/layers/<layer_id>"}'
    assert value(text, name) == 3
    name = 'geo_zs_response_bytes_total{route="/layers/<layer_id>"}'
    assert value(text, name) > 1_000


def test_invented_addresses_and_methods_make_no_new_lines(counted):
    for n in range(5):
        counted.get(f"/invented-{n}")
        counted.open("/healthz", method=f"INVENT{n}")

    text = read(counted)

    assert "invented" not in text
    assert "INVENT" not in text
    rule = 'geo_zs_requests_total{method="GET",route="none",status="404"}'
    assert value(text, rule) == 5


def test_matches_and_looks_into_the_cache_are_counted(counted):
    for _ in range(2):
        counted.post("/api/v1/match", json={"industry": "dairy"})
        counted.get("/layers/ports")
    counted.post("/api/v1/match", json={"industry": "none such"})

    text = read(counted)

    assert value(text, "geo_zs_matches_total") == 2
    assert value(text, 'geo_zs_cache_lookups_total{outcome="hit"}') >= 1
    assert value(text, 'geo_zs_cache_lookups_total{outcome="miss"}') >= 1


def test_state_of_register_and_data_are_told(
    counted, catalog, new_sqlite, quick_hashes
):
    version = f'geo_zs_data_info{{version="{catalog.data_version}"}}'
    assert value(read(counted), version) == 1
    assert value(read(counted), 'geo_zs_register_state{state="none"}') == 1

    site = make_site(catalog, new_sqlite())
    text = read(site.client())
    site.register.close()

    assert value(text, 'geo_zs_register_state{state="ok"}') == 1
    assert value(text, 'geo_zs_register_state{state="none"}') == 0


@pytest.mark.parametrize(
    ("setting", "address", "headers", "status"),
    [
        ("loopback", "127.0.0.1", {}, 200),
        ("loopback", "::1", {}, 200),
        ("loopback", "192.0.2.7", {}, 403),
        ("loopback", "127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}, 403),
        ("loopback", "127.0.0.1", {"Forwarded": "for=192.0.2.7"}, 403),
        ("loopback", "not an address", {}, 403),
        ("open", "192.0.2.7", {}, 200),
        ("off", "127.0.0.1", {}, 404),
    ],
)
def test_metrics_are_for_whom_the_setting_says(
    catalog, setting, address, headers, status
):
    client = create_app(Settings(metrics=setting), catalog=catalog).test_client()

    answer = client.get(
        "/metrics", environ_base={"REMOTE_ADDR": address}, headers=headers
    )

    assert answer.status_code == status
    assert answer.headers["Cache-Control"] == "no-store"
    if status != 200:
        assert "GEO_ZS_METRICS" in answer.get_json()["problems"][0]["message"]


def test_far_client_behind_a_trusted_proxy_is_refused(catalog):
    client = create_app(Settings(trusted_proxies=1), catalog=catalog).test_client()
    codes = [
        client.get("/metrics", headers={"X-Forwarded-For": one}).status_code
        for one in ("192.0.2.7", "127.0.0.1")
    ]

    assert codes == [403, 200]


def test_without_the_library_the_way_to_it_is_named(catalog, monkeypatch):
    monkeypatch.setattr(metrics, "find_spec", lambda _name: None)
    client = create_app(catalog=catalog).test_client()

    answer = client.get("/metrics")

    assert answer.status_code == 404
    message = answer.get_json()["problems"][0]["message"]
    assert "pip install 'geo_zs[server]'" in message
    assert client.post("/api/v1/match", json={"industry": "dairy"}).status_code == 200
