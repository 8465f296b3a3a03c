"""The supply sheet over the API."""

from __future__ import annotations

from geo_zs.vocab import Stage


def sheet(client, site="baotou-xitu-hitech", industry="wind_equipment"):
    return client.get(f"/api/v1/sites/{site}/supply?industry={industry}").get_json()


def test_sheet_has_a_group_for_each_upstream_industry(client, catalog):
    table = catalog.tables["industries"].set_index("tag")

    found = sheet(client)

    assert [one["industry"] for one in found["groups"]] == list(
        table.loc["wind_equipment", "upstream_tags"]
    )
    assert found["reach_km"] == 150
    assert found["data_version"] == catalog.data_version


def test_works_have_distance_stage_source_and_confidence(client):
    group = next(
        one for one in sheet(client)["groups"] if one["industry"] == "rare_earth"
    )

    works = next(one for one in group["suppliers"] if one["id"] == "P-0003")
    assert works["owner"] == "金力永磁"
    assert works["capacity"] == {"zh": "20000吨/年", "en": "20000吨/年"}
    assert works["date"] == "2021-12"
    assert works["source_ids"] == ["copy-11739fa7"]
    assert works["confidence"] == "reported"
    for group in sheet(client)["groups"]:
        for one in group["suppliers"]:
            assert one["low_km"] <= one["distance_km"] <= one["high_km"]
            assert one["low_km"] <= 150
            assert one["stage"] in set(Stage)
            assert one["source_ids"]


def test_upstream_industry_without_a_supplier_is_named(client):
    for found in (sheet(client, "banner-152921", "pv_wafer"), sheet(client)):
        empty = [one["industry"] for one in found["groups"] if not one["suppliers"]]
        assert found["none_known"] == empty
        for one in found["groups"]:
            assert (one["text"] is not None) == (not one["suppliers"])


def test_industry_is_required(client):
    answer = client.get("/api/v1/sites/baotou-xitu-hitech/supply")

    assert answer.status_code == 400
    assert answer.get_json()["problems"] == [
        {
            "field": "industry",
            "message": "is missing; it is required: a tag such as pv_wafer",
        }
    ]
