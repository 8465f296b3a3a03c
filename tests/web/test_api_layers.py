"""``/api/v1/layers`` and each layer as GeoJSON."""

from __future__ import annotations

import pytest

from geo_zs.layers.spec import LAYER_IDS


def test_list_has_all_layers_in_order_with_counts(client):
    layers = client.get("/api/v1/layers").get_json()["layers"]

    assert [layer["id"] for layer in layers] == list(LAYER_IDS)
    counts = {layer["id"]: layer["count"] for layer in layers}
    assert counts["leagues"] == 12
    assert counts["banners"] == 103
    assert counts["projects"] == 183


@pytest.mark.parametrize("layer_id", LAYER_IDS)
def test_every_layer_is_a_collection_with_as_many_features_as_the_list_says(
    client, layer_id
):
    layers = client.get("/api/v1/layers").get_json()["layers"]
    listed = next(layer for layer in layers if layer["id"] == layer_id)
    answer = client.get(listed["href"])

    body = answer.get_json(force=True)
    assert answer.content_type == "application/geo+json"
    assert body["type"] == "FeatureCollection"
    assert len(body["features"]) == listed["count"]
    for feature in body["features"]:
        assert feature["properties"]["layer"] == layer_id
        assert feature["properties"]["id"]


def test_row_without_a_point_has_null_geometry_unless_its_label_is_asked_for(client):
    own = client.get("/api/v1/layers/parks.geojson").get_json(force=True)
    labelled = client.get("/api/v1/layers/parks.geojson?place=label").get_json(
        force=True
    )

    without = [each for each in own["features"] if each["geometry"] is None]
    marked = [
        each for each in labelled["features"] if each["properties"].get("approximate")
    ]
    assert len(without) > 10
    assert {each["properties"]["id"] for each in marked} <= {
        each["properties"]["id"] for each in without
    }
    assert len(marked) > 10


def test_league_keeps_only_its_rows(client):
    body = client.get("/api/v1/layers/parks.geojson?league=150200").get_json(force=True)

    assert body["features"]
    assert {each["properties"]["league"] for each in body["features"]} == {"150200"}


def test_bbox_keeps_only_what_it_meets(client):
    body = client.get("/api/v1/layers/ports.geojson?bbox=111,43,113,44").get_json(
        force=True
    )

    assert body["features"]
    for feature in body["features"]:
        lon, lat = feature["geometry"]["coordinates"]
        assert 111 <= lon <= 113
        assert 43 <= lat <= 44


def test_boundaries_carry_attribution_and_the_sketch_notice(client):
    body = client.get("/api/v1/layers/leagues.geojson").get_json(force=True)

    assert "GS（2024）0650号" in body["attribution"]
    assert body["notice"] == "示意图"


def test_every_layer_carries_the_credits_that_its_collection_has(client, catalog):
    collections = client.get("/ogc/collections?f=json").get_json(force=True)
    told = {one["id"]: one.get("attribution") for one in collections["collections"]}

    for layer_id in catalog.layers:
        body = client.get(f"/api/v1/layers/{layer_id}.geojson").get_json(force=True)
        assert body["attribution"] == told[layer_id]
    assert "GeoNames (geonames.org), CC BY 4.0" in told["rail_lines"]


def test_layer_whose_sources_ask_for_no_credit_has_none(client, monkeypatch):
    monkeypatch.setattr("webapp.api.layers.attribution_of", lambda *_: "")

    body = client.get("/api/v1/layers/ports.geojson?league=150700").get_json(force=True)

    assert "attribution" not in body


def test_full_level_has_more_corners_than_the_one_for_maps(client):
    full = client.get("/api/v1/layers/leagues.geojson?simplify=full")
    small = client.get("/api/v1/layers/leagues.geojson?simplify=map")

    assert len(full.data) > 1.3 * len(small.data)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("bbox=1,2,3", "bbox"),
        ("bbox=a,b,c,d", "bbox"),
        ("bbox=nan,1,2,3", "bbox"),
        ("bbox=113,43,111,44", "bbox"),
        ("bbox=1,2,3,95", "bbox"),
        ("bbox=1,2,3,4,5", "bbox"),
        ("league=999999", "league"),
        ("simplify=0.5", "simplify"),
        ("place=anywhere", "place"),
        ("colour=red", "colour"),
        ("league=", "league"),
        ("bbox=", "bbox"),
        ("BBOX=1,2,3,4", "BBOX"),
    ],
)
def test_unusable_parameter_is_400_and_named(client, query, field):
    answer = client.get(f"/api/v1/layers/ports.geojson?{query}")

    assert answer.status_code == 400
    problems = answer.get_json(force=True)["problems"]
    assert [each["field"] for each in problems] == [field]


def test_unknown_parameter_lists_the_known_ones_and_the_near_miss(client):
    answer = client.get("/api/v1/layers/ports.geojson?leage=150200")

    message = answer.get_json(force=True)["problems"][0]["message"]
    assert "did you mean 'league'?" in message
    assert "known are: bbox, league, simplify, place" in message


def test_all_faults_are_listed_at_once(client):
    answer = client.get("/api/v1/layers/ports.geojson?bbox=1&league=x&a=b")

    assert len(answer.get_json(force=True)["problems"]) == 3


def test_unknown_layer_is_404_and_names_the_known_ones(client):
    answer = client.get("/api/v1/layers/lakes.geojson")

    assert answer.status_code == 404
    assert "leagues" in answer.get_json(force=True)["problems"][0]["message"]
