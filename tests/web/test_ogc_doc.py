"""What docs/ogc.md says of addresses is so."""

from __future__ import annotations

import re

import pytest

from geo_zs.server_channel import HEAD_BYTES

BASE = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def text(project_root):
    return (project_root / "docs" / "ogc.md").read_text("utf-8")


def test_every_address_of_the_doc_is_answered(client, text):
    addresses = re.findall(rf"^{BASE}(\S+)$", text, re.M)
    addresses += re.findall(r"`(/ogc[^`]*)`", text)

    assert len(addresses) >= 15
    for one in addresses:
        answer = client.get(one)
        assert answer.status_code == 200, (one, answer.text)


def test_every_address_of_the_doc_can_be_sent_as_it_is(text):
    for one in re.findall(rf"^{BASE}(\S+)$", text, re.M):
        assert re.fullmatch(r"[!-~]+", one), one


def test_curl_of_the_doc_finds_features(client, text):
    asked = re.findall(
        rf'curl -G {BASE}(\S+) \\\n  --data-urlencode "(\w+)=([^"]+)" -d limit=5\n',
        text,
    )

    assert len(asked) == 1
    ((path, name, value),) = asked
    found = client.get(path, query_string={name: value, "limit": 5}).headers
    assert found["OGC-NumberReturned"] == "5"


def test_definition_says_how_long_an_address_may_be(client, text):
    document = client.get("/ogc/api?f=json").get_json(force=True)
    answers = document["paths"]["/collections/parks/items"]["get"]["responses"]

    told = re.search(r"Address and headers may have ([\d,]+) bytes together", text)
    assert told is not None
    assert f"{HEAD_BYTES:,}" == told[1]
    assert told[1] in answers["431"]["description"]


def test_every_selection_of_the_doc_leaves_some_features(client, text):
    for one in re.findall(rf"^{BASE}(\S+)$", text, re.M):
        found = client.head(one).headers
        assert int(found["OGC-NumberReturned"]) > 0, one


def test_every_parameter_of_the_service_is_told(client, text):
    paths = client.get("/api/v1/openapi.json").get_json()["paths"]
    for methods in paths.values():
        for operation in methods.values():
            if operation["operationId"].startswith("ogc_"):
                names = {
                    one["name"]
                    for one in operation["parameters"]
                    if one["in"] == "query"
                }
                assert [one for one in names - {"lang"} if f"`{one}`" not in text] == []
