"""OWSLib as a client: everything that its class for features asks for."""

from __future__ import annotations

import pytest
from owslib.ogcapi.features import Features

from tests.ogc.boxes import in_box
from tests.ogc.service import CONF
from tests.web.register_site import PUBLIC_NAME, SECRET_BAOTOU

pytestmark = pytest.mark.xdist_group("ogc-clients")


@pytest.fixture(scope="module")
def features(live):
    return Features(f"{live.ogc}/")


def test_owslib_reads_conformance_and_definition(features):
    assert CONF.format(part=1, name="core") in features.conformance()["conformsTo"]
    assert features.api()["openapi"].startswith("3.")
    assert {link["rel"] for link in features.links} >= {"self", "data", "conformance"}


def test_owslib_lists_collections_of_features(features, catalog):
    assert set(catalog.layers) <= set(features.feature_collections())
    assert features.collection("parks")["id"] == "parks"


def test_owslib_reads_queryables_and_schema(features):
    asked = features.collection_queryables("parks")

    assert asked["properties"]["name_zh"]["type"] == "string"
    assert features.collection_schema("parks")["properties"]["name_zh"]


def test_owslib_reads_items(features, catalog):
    found = features.collection_items("parks", limit=5)

    assert found["numberReturned"] == 5
    assert found["numberMatched"] == len(catalog.layers["parks"].frame)


def test_owslib_reads_a_box(features, catalog):
    frame = catalog.layers["ports"].frame
    wanted = in_box(frame)

    found = features.collection_items("ports", bbox=[115, 45, 120, 50], limit=100)

    assert [one["id"] for one in found["features"]] == list(wanted.index)
    assert len(wanted) > 0


def test_owslib_reads_a_value_and_a_filter(features, catalog):
    frame = catalog.layers["ports"].frame
    wanted = list(frame.index[frame["neighbour"] == frame["neighbour"].iloc[0]])
    country = frame["neighbour"].iloc[0]

    by_value = features.collection_items("ports", neighbour=country, limit=100)
    by_filter = features.collection_items(
        "ports", filter=f"neighbour = '{country}'", limit=100
    )

    assert [one["id"] for one in by_value["features"]] == wanted
    assert [one["id"] for one in by_filter["features"]] == wanted


def test_owslib_reads_one_item(features, catalog):
    frame = catalog.layers["ports"].frame

    found = features.collection_item("ports", frame.index[0])

    assert found["properties"]["name_zh"] == frame["name_zh"].iloc[0]


def test_owslib_with_a_token_reads_internal_projects(live):
    seen = {}
    for name in (None, "viewer"):
        service = Features(f"{live.ogc}/", headers=live.site.bearer(name) or None)
        items = service.collection_items("register_projects", limit=100)
        seen[name] = {one["properties"]["name_zh"] for one in items["features"]}

    assert seen[None] == {PUBLIC_NAME}
    assert {PUBLIC_NAME, SECRET_BAOTOU} <= seen["viewer"]
