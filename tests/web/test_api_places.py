"""``/api/v1/places`` and ``/api/v1/here``."""

from __future__ import annotations

import pytest


def places(client, query, **more):
    answer = client.get("/api/v1/places", query_string={"q": query, **more})
    assert answer.status_code == 200
    return answer.get_json()["places"]


def test_port_is_found_by_part_of_its_name(client):
    found = places(client, "甘其毛都")

    assert "ganqimaodu" in [place["id"] for place in found if place["kind"] == "port"]


@pytest.mark.parametrize(
    ("query", "came"), [("q=", "is empty"), ("q=%20", "is empty"), ("", "is missing")]
)
def test_name_that_is_not_given_is_asked_for_with_an_example(client, query, came):
    answer = client.get(f"/api/v1/places?{query}")

    assert answer.status_code == 400
    (problem,) = answer.get_json(force=True)["problems"]
    assert problem["field"] == "q"
    assert problem["message"].startswith(came)
    assert "is required" in problem["message"]
    assert "q=包头" in problem["message"]


def test_league_is_found_by_its_english_name_first(client):
    first = places(client, "Baotou")[0]

    assert first["kind"] == "league"
    assert first["id"] == "150200"
    assert first["page"] == "/leagues/150200"


def test_projects_and_plants_are_found_too(client):
    kinds = {place["kind"] for place in places(client, "大唐", limit=100)}

    assert "project" in kinds


@pytest.mark.parametrize(
    ("lang", "labels", "reason"),
    [
        ("zh", ["推断", "未核实"], "疑误地名表列出的读法"),
        (
            "en",
            ["inferred, reason given", "unverified"],
            "listed in the table of garbled names",
        ),
    ],
)
def test_garbled_name_gives_its_readings_with_the_evidence(
    client, lang, labels, reason
):
    found = [
        place for place in places(client, "马托勒", lang=lang) if place["is_garbled"]
    ]

    assert [place["name_zh"] for place in found] == ["甘其毛都口岸", "满都拉口岸"]
    readings = [place["reading"] for place in found]
    assert [each["confidence"] for each in readings] == ["inferred", "unverified"]
    assert [each["confidence_label"] for each in readings] == labels
    assert {each["reason"] for each in readings} == {reason}
    assert all(each["evidence_for"] for each in readings)
    assert all(each["evidence_against"] for each in readings)
    assert ("逐字对应" in readings[0]["evidence_for"]) is (lang == "zh")


def test_plain_name_is_no_reading(client):
    port = places(client, "甘其毛都口岸")[0]

    assert not port["is_garbled"]
    assert port["reading"] is None
    assert port["name_printed"] is None


def test_project_found_by_its_misprint_says_so(client):
    found = {place["id"]: place for place in places(client, "沙克苏大基地")}

    assert found["S6"]["name_kind"] == "printed"
    assert found["S6"]["name_printed"] == "沙克苏大基地项目前期协议"
    assert found["S6"]["name_zh"] == "沙戈荒大基地项目前期协议"


def test_limit_bounds_the_answer(client):
    assert len(places(client, "包头", limit=3)) == 3


def test_nothing_found_is_an_empty_list(client):
    assert places(client, "qqqqzzzzxxxx") == []


@pytest.mark.parametrize(
    "query",
    [
        "<script>alert(1)</script>",
        "${alert(1)}",
        "\\u003c",
        "'\"",
        "\u202e",
        "%00",
        "*",
    ],
)
def test_hostile_query_is_answered_as_json(client, query):
    answer = client.get("/api/v1/places", query_string={"q": query})

    assert answer.status_code == 200
    assert answer.content_type == "application/json"
    assert answer.get_json()["query"] == query.strip()


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("", "q"),
        ("q=", "q"),
        ("q=a&limit=0", "limit"),
        ("q=a&limit=101", "limit"),
        ("q=a&limit=x", "limit"),
        ("q=" + "a" * 201, "q"),
        ("q=a&page=2", "page"),
    ],
)
def test_unusable_search_is_400(client, query, field):
    answer = client.get(f"/api/v1/places?{query}")

    assert answer.status_code == 400
    assert answer.get_json(force=True)["problems"][0]["field"] == field


def test_point_in_hohhot_names_league_banner_and_what_is_near(client):
    body = client.get("/api/v1/here?lon=111.67&lat=40.82").get_json()

    assert body["league"]["id"] == "150100"
    assert body["banner"]["name_zh"]
    assert not body["outside"]
    near = {group["id"]: group["places"] for group in body["near"]}
    distances = [place["distance_km"] for place in near["parks"]]
    assert distances == sorted(distances)
    assert near["parks"][0]["name_zh"]


def test_point_outside_says_so_and_names_the_nearest_banner(client):
    body = client.get("/api/v1/here?lon=116.4&lat=39.9").get_json()

    assert body["outside"]
    assert body["league"] is None
    assert body["nearest_banner"]["distance_km"] > 0


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("", ["lon", "lat"]),
        ("lon=111", ["lat"]),
        ("lon=x&lat=40", ["lon"]),
        ("lon=nan&lat=inf", ["lon", "lat"]),
        ("lon=181&lat=40", ["lon"]),
        ("lon=111&lat=40&z=1", ["z"]),
        ("lon=111&lat=40&lang=fr", ["lang"]),
    ],
)
def test_unusable_point_is_400(client, query, fields):
    answer = client.get(f"/api/v1/here?{query}")

    assert answer.status_code == 400
    problems = answer.get_json(force=True)["problems"]
    assert [each["field"] for each in problems] == fields
