"""Comparisons, likeness and benchmarks over the API."""

from __future__ import annotations

import pytest

from geo_zs.criteria.spec import Criterion

PAIR = ["hohhot-zhonghuan", "baotou-xitu-hitech"]


def post(client, **body):
    return client.post("/api/v1/compare", json=body)


def problems(answer):
    assert answer.content_type == "application/problem+json"
    return {one["field"]: one["message"] for one in answer.get_json()["problems"]}


def test_sites_stand_side_by_side_for_an_industry(client, catalog):
    answer = post(client, sites=PAIR, industry="pv_wafer")

    found = answer.get_json()
    assert answer.status_code == 200
    assert found["data_version"] == catalog.data_version
    assert answer.headers["X-Data-Version"] == catalog.data_version
    assert [one["site"]["id"] for one in found["sites"]] == PAIR
    scored = [one for one in found["columns"] if one["use"] == "scored"]
    assert sum(one["weight"] for one in scored) == pytest.approx(1)
    for index, site in enumerate(found["sites"]):
        parts = sum(one["values"][index]["contribution"] for one in scored)
        assert parts == pytest.approx(site["score"])


def test_scores_are_those_of_the_match(client):
    match = client.post(
        "/api/v1/match", json={"industry": "pv_wafer", "top": 500}
    ).get_json()
    scores = {one["site"]["id"]: one["score"] for one in match["ranked"]}

    found = post(client, sites=PAIR, industry="pv_wafer").get_json()

    for site in found["sites"]:
        assert site["score"] == pytest.approx(scores[site["site"]["id"]])


def test_limits_of_a_requirement_are_told_for_each_site(client):
    requirement = {"industry": "pv_wafer", "limits": {"leagues": ["150200"]}}

    found = post(client, sites=PAIR, requirement=requirement).get_json()

    limit = next(one for one in found["limits"] if one["limit"] == "leagues")
    assert limit["status"] == ["failed", "passed"]
    assert [one["excluded"] for one in found["sites"]] == [True, False]


def test_unknown_values_are_null_with_no_source(client):
    found = post(client, sites=PAIR, industry="pv_wafer").get_json()

    power = next(
        one for one in found["columns"] if one["column"] == "available_power_mw"
    )
    assert (power["verdict"], power["use"]) == ("no_direction", "shown")
    for one in power["values"]:
        assert one["value"] is one["low"] is one["confidence"] is None
        assert one["source_ids"] == []


def test_names_come_in_both_languages(client):
    found = post(client, sites=PAIR, industry="pv_wafer").get_json()

    rail = next(one for one in found["columns"] if one["column"] == "rail_km")
    assert rail["name"] == {"zh": "距铁路", "en": "distance to rail"}
    bounds = rail["bounds"]
    Criterion("x", "x", "", worst=bounds["worst"], best=bounds["best"])


def test_same_body_gives_the_same_bytes(client):
    first = post(client, sites=PAIR, industry="pv_wafer").data

    assert post(client, sites=PAIR, industry="pv_wafer").data == first


@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        ({"sites": PAIR[:1], "industry": "pv_wafer"}, "sites", "at least 2 items"),
        ({"sites": PAIR * 2, "industry": "pv_wafer"}, "sites", "each item only once"),
        ({"sites": [*PAIR[:1], "baotou-xitu"], "industry": "pv_wafer"}, "sites.1",
         "did you mean baotou-tuyou, baotou-xitu-hitech"),
        ({"sites": PAIR}, "", "needs one of industry, requirement"),
        ({"sites": PAIR, "industry": "pv_wafr"}, "industry", "did you mean pv_wafer?"),
        ({"sites": PAIR, "industry": "pv_wafer", "requirement": {}}, "",
         "has industry and requirement together"),
        ({"sites": PAIR, "industry": "pv_wafer", "top": 3}, "top", "is no field here"),
    ],
)  # fmt: skip
def test_wrong_body_is_refused_with_its_field(client, body, field, message):
    answer = client.post("/api/v1/compare", json=body)

    assert answer.status_code == 422
    assert message in problems(answer)[field]


def test_similar_sites_come_nearest_first(client):
    found = client.get(
        "/api/v1/sites/baotou-xitu-hitech/similar?industry=pv_wafer&k=4"
    ).get_json()

    distances = [one["distance"] for one in found["similar"]]
    assert distances == sorted(distances)
    assert len(distances) == 4
    assert sum(found["weights"].values()) == pytest.approx(1)
    for one in found["similar"]:
        assert one["distance_low"] <= one["distance"] <= one["distance_high"]
        assert one["comparable_share"] >= 0.6
        assert one["site"]["id"] != "baotou-xitu-hitech"


def test_similar_sites_are_found_without_an_industry(client):
    found = client.get("/api/v1/sites/banner-150221/similar").get_json()

    assert found["industry"] is None
    assert len(found["similar"]) == 5
    assert {one["site"]["kind"] for one in found["similar"]} == {"banner"}


def test_benchmark_holds_a_site_against_league_and_region(client):
    found = client.get("/api/v1/sites/hohhot-togtoh/benchmark").get_json()

    area = next(one for one in found["columns"] if one["column"] == "planned_area_ha")
    assert area["league"]["median"] == 10331
    price = next(
        one
        for one in found["columns"]
        if one["column"] == "electricity_price_cny_per_kwh"
    )
    assert price["value"] is price["region"]["median"] is None


@pytest.mark.parametrize("part", ["similar", "benchmark", "supply?industry=pv_wafer"])
def test_unknown_site_is_not_found_and_names_its_near_misses(client, part):
    answer = client.get(f"/api/v1/sites/baotou-xitu-hitec/{part}")

    assert answer.status_code == 404
    assert "near: baotou-xitu-hitech" in problems(answer)["name"]


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ("industry=pv_wafr", "industry", "did you mean pv_wafer?"),
        ("k=51", "k", "expected a whole number from 1 to 50"),
        ("kk=1", "kk", "did you mean 'k'?"),
        ("industry=", "industry", "is empty"),
    ],
)
def test_wrong_parameter_is_refused(client, query, field, message):
    answer = client.get(f"/api/v1/sites/baotou-xitu-hitech/similar?{query}")

    assert answer.status_code == 400
    assert message in problems(answer)[field]
