"""Clients and checkers for Node: @ogcapi-js/features and check-geojson."""

from __future__ import annotations

import json

import pytest
from geojson_validator import validate_geometries, validate_structure

from tests.node_tools import run_node
from tests.ogc.boxes import in_box

pytestmark = pytest.mark.xdist_group("ogc-clients")


@pytest.fixture(scope="module")
def found(live):
    done = run_node("client.js", live.ogc)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_ogcapi_js_lists_conformance_and_collections(found, catalog):
    assert any(one.endswith("/conf/core") for one in found["conformance"]["conformsTo"])
    listed = {one["id"] for one in found["collections"]["collections"]}
    assert set(catalog.layers) <= listed
    assert found["collection"]["id"] == "ports"
    assert found["queryables"]["properties"]["mode"]["type"] == "string"


def test_ogcapi_js_gets_features(found, catalog):
    frame = catalog.layers["ports"].frame

    assert found["first"]["numberReturned"] == 2
    assert found["first"]["numberMatched"] == len(frame)
    assert (
        found["first"]["features"][0]["properties"]["name_zh"]
        == frame["name_zh"].iloc[0]
    )


def test_ogcapi_js_gets_a_box(found, catalog):
    wanted = in_box(catalog.layers["ports"].frame)

    assert [one["id"] for one in found["box"]["features"]] == list(wanted.index)


def test_ogcapi_js_filters_in_text_and_json(found, catalog):
    frame = catalog.layers["ports"].frame
    wanted = list(frame.index[frame["mode"] == "road"])

    assert wanted
    assert [one["id"] for one in found["text"]["features"]] == wanted
    assert [one["id"] for one in found["json"]["features"]] == wanted


def test_ogcapi_js_gets_metres_and_one_feature(found):
    east, north = found["metres"]["features"][0]["geometry"]["coordinates"]

    assert 10_000_000 < east < 15_000_000
    assert 4_000_000 < north < 8_000_000
    assert found["one"]["id"] == found["first"]["features"][0]["id"]


@pytest.fixture(scope="module")
def documents(service):
    """Return the features of every collection as texts."""
    found = {}
    for one in service.collections:
        answer = service.items(one, limit=1000).of(200)
        found[one["id"]] = answer.text
    return found


def check_by_node(texts):
    done = run_node("check_geojson.mjs", text=json.dumps(texts))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_check_geojson_finds_no_fault_in_any_collection(documents):
    faults = dict(zip(documents, check_by_node(list(documents.values())), strict=True))

    assert faults == {name: [] for name in documents}


def test_check_geojson_finds_a_planted_fault(documents):
    spoilt = json.loads(documents["ports"])
    spoilt["features"][0]["geometry"]["coordinates"] = ["east"]

    (faults,) = check_by_node([json.dumps(spoilt)])

    assert faults


def test_geojson_validator_finds_no_fault_in_any_collection(documents):
    for name, text in documents.items():
        whole = json.loads(text)
        assert validate_structure(whole, check_crs=True) == {}, name
        found = validate_geometries(whole)
        assert found["invalid"] == {}, name


def test_geojson_validator_finds_a_planted_fault(documents):
    spoilt = json.loads(documents["ports"])
    del spoilt["features"][0]["properties"]

    assert validate_structure(spoilt)
