"""The layers and the sites of a catalog as collections."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
import shapely

from geo_zs.features.encode import features
from geo_zs.features.published import attribution_of, collections_of, layer_collection
from geo_zs.features.reference_systems import CRS84
from geo_zs.layers.boundary_source import PACKAGE_ATTRIBUTION_ZH
from geo_zs.layers.spec import LAYER_IDS
from geo_zs.register.access import OF_PEOPLE

TIANDITU = "tianditu"


def with_rows(layer, **columns):
    """Return a layer whose first rows have other values."""
    frame = layer.frame.copy()
    for name, cells in columns.items():
        column = frame[name].astype(object)
        column.iloc[: len(cells)] = pd.Series(
            cells, index=frame.index[: len(cells)], dtype=object
        )
        frame[name] = column
    return replace(layer, frame=frame)


def repeated(layer, times):
    """Return a layer whose rows stand there many times, under keys of their own."""
    frame = pd.concat([layer.frame] * times)
    frame.index = pd.Index([f"r{n}" for n in range(len(frame))], name=frame.index.name)
    return replace(layer, frame=frame)


def of_boundaries(catalog, *, is_own_file):
    """Return a catalog whose polygons have another origin."""
    kind = "user" if is_own_file else "package"
    manifest = {**catalog.boundaries.manifest, "source": {"kind": kind}}
    if is_own_file:
        manifest["attribution_zh"] = "边界来源：样例"
    return replace(catalog, boundaries=replace(catalog.boundaries, manifest=manifest))


def test_every_layer_and_the_sites_are_collections_in_order(catalog):
    found = collections_of(catalog)

    assert tuple(found) == (*LAYER_IDS, "sites")
    assert {one.version for one in found.values()} == {catalog.data_version}
    for layer_id, layer in catalog.layers.items():
        assert found[layer_id].ids == tuple(str(key) for key in layer.frame.index)
    assert found["sites"].ids == tuple(catalog.sites.ids)


def test_collections_are_made_once_for_each_catalog(catalog):
    other = replace(catalog, data_version="another")

    assert collections_of(catalog) is collections_of(catalog)
    assert collections_of(other) is not collections_of(catalog)
    assert collections_of(other)["ports"].version == "another"


def test_polygons_have_their_full_detail(catalog):
    found = collections_of(catalog)["banners"].frame.geometry

    full, plain = (catalog.layer("banners").at_level(name) for name in ("full", "map"))
    count = shapely.get_num_coordinates
    assert count(found).sum() == count(full.geometry).sum()
    assert count(found).sum() > count(plain.geometry).sum()


def test_rows_without_a_point_of_their_own_have_no_geometry(catalog):
    for layer_id in ("parks", "energy_bases"):
        own = catalog.layer(layer_id).frame.geometry.notna().to_numpy()
        found = collections_of(catalog)[layer_id].frame.geometry.notna().to_numpy()
        assert 0 < own.sum() < len(own)
        assert (found == own).all()


def test_ten_thousand_and_more_rows_are_all_there(catalog):
    layer = repeated(catalog.layer("ports"), 500)

    found = layer_collection(layer, catalog)

    assert len(found) == 23 * 500
    assert found.position("r11499") == 11_499
    sent = features(found, np.arange(len(found)), CRS84)
    assert sent.count(b'"type":"Feature"') == 11_500


def test_what_is_not_known_is_null_and_zero_is_zero(catalog):
    layer = with_rows(
        catalog.layer("parks"),
        planned_area_ha=[np.nan, 0.0],
        name_en=[np.nan, ""],
        source_ids=[(), ("geonames",)],
    )

    found = layer_collection(layer, catalog).frame

    assert np.isnan(found["planned_area_ha"].iloc[0])
    assert found["planned_area_ha"].iloc[1] == 0
    assert found["name_en"].iloc[:2].tolist() == [None, None]
    assert found["source_ids"].iloc[:2].tolist() == [None, ("geonames",)]
    sent = features(layer_collection(layer, catalog), [0, 1], CRS84)
    assert b'"planned_area_ha":null' in sent
    assert b'"planned_area_ha":0' in sent
    assert b"NaN" not in sent


@pytest.mark.parametrize(
    ("held", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02-10", date(2024, 2, 10), date(2024, 2, 10)),
        (np.nan, None, None),
    ],
)
def test_dates_of_projects_are_held_as_whole_days_too(catalog, held, first, last):
    layer = with_rows(catalog.layer("projects"), date=[held])

    row = layer_collection(layer, catalog).frame.iloc[0]

    assert row["date"] == (held if isinstance(held, str) else None)
    assert (row["date_start"], row["date_end"]) == (first, last)


def test_projects_alone_have_a_time(catalog):
    times = {key: one.time for key, one in collections_of(catalog).items()}

    assert times.pop("projects") == "date"
    assert set(times.values()) == {None}


def test_nothing_published_tells_of_people(catalog):
    for one in collections_of(catalog).values():
        assert not OF_PEOPLE & set(one.by_name), one.id
        assert not OF_PEOPLE & set(one.frame.columns), one.id


def test_a_project_may_have_a_key_of_either_of_its_tables(catalog):
    found = collections_of(catalog)

    (key,) = (one for one in found["projects"].properties if one.role == "id")
    assert key.pattern is None
    assert {one[0] for one in found["projects"].ids} == {"P", "S"}


def test_credits_are_those_of_the_sources_that_the_rows_name(catalog):
    layer = with_rows(catalog.layer("airports"), source_ids=[("geonames", "no-such")])

    assert attribution_of(catalog, layer) == (
        "GeoNames (geonames.org), CC BY 4.0; airportsdata (MIT)"
    )


def test_lines_have_the_credits_of_the_points_they_are_drawn_through(catalog):
    found = collections_of(catalog)

    assert found["rail_lines"].attribution == found["rail_nodes"].attribution
    assert "GeoNames" in found["rail_lines"].attribution
    alone = SimpleNamespace(
        layers={}, sources=catalog.sources, boundaries=catalog.boundaries
    )
    assert attribution_of(alone, catalog.layer("rail_lines")) == ""


def test_polygons_have_the_credit_of_the_map_once(catalog):
    layer = with_rows(catalog.layer("leagues"), source_ids=[(TIANDITU,)])

    assert attribution_of(catalog, layer) == PACKAGE_ATTRIBUTION_ZH


@pytest.mark.parametrize("layer_id", ["leagues", "banners", "parks"])
def test_review_number_of_the_package_is_of_its_map_alone(catalog, layer_id):
    own = of_boundaries(catalog, is_own_file=True)
    layer = with_rows(catalog.layer(layer_id), source_ids=[(TIANDITU, "geonames")])

    found = attribution_of(own, layer)

    assert PACKAGE_ATTRIBUTION_ZH not in found
    assert "GeoNames" in found
    assert found.startswith("边界来源：样例") == (layer_id != "parks")
    assert PACKAGE_ATTRIBUTION_ZH in attribution_of(catalog, layer)
