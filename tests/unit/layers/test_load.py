"""Tables and boundaries become layers; places without a point keep none."""

from __future__ import annotations

import re

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo_zs.errors import CrsError, DataError
from geo_zs.layers.load import (
    keyed,
    label_points,
    line_layer,
    point_layer,
    polygon_layer,
    spec_of,
)
from geo_zs.layers.spec import GROUPS, LAYER_IDS, LAYERS, Layer
from geo_zs.text import pinyin_key


@pytest.fixture
def labels(register, register_leagues) -> pd.DataFrame:
    return label_points(register_leagues, register)


@pytest.fixture
def parks() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "park_id": ["own", "banner", "league", "nowhere"],
            "league": ["150100", "150100", "150200", None],
            "banner": ["150101", "150102", None, None],
            "lon": [111.2, np.nan, np.nan, np.nan],
            "lat": [40.2, np.nan, np.nan, np.nan],
        }
    )


def test_layers_have_the_promised_ids_in_order():
    assert LAYER_IDS == (
        "leagues",
        "banners",
        "parks",
        "ports",
        "energy_bases",
        "power_plants",
        "airports",
        "rail_nodes",
        "rail_lines",
        "projects",
    )
    assert {spec.group for spec in LAYERS} == set(GROUPS)


@pytest.mark.parametrize("spec", LAYERS, ids=LAYER_IDS)
def test_every_layer_says_in_both_languages_how_complete_it_is(spec):
    assert spec.completeness in {"complete", "partial"}
    assert spec.title("zh") != spec.title("en")
    assert len(spec.completeness_note("zh")) > 10
    assert spec.completeness_note("en").endswith(".")


def test_missing_railway_lines_are_named():
    for layer_id in ("rail_nodes", "rail_lines"):
        assert spec_of(layer_id).completeness == "partial"
        for line in ("浩吉", "包神", "唐呼", "京通高铁"):
            assert line in spec_of(layer_id).completeness_zh


def test_missing_railway_lines_can_be_read_in_english():
    for layer_id in ("rail_nodes", "rail_lines"):
        note = spec_of(layer_id).completeness_note("en")
        named = re.findall(r"([A-Z][a-z']+)( high-speed)? \((\w+)\)", note)
        assert len(named) == 19
        assert len(re.findall(r"[\u4e00-\u9fff]+", note)) == 19
        for latin, fast, chinese in named:
            spoken = pinyin_key(chinese.removesuffix("高铁"))
            assert latin.replace("'", "").casefold() == spoken
            assert bool(fast) == chinese.endswith("高铁")


def test_unknown_layer_is_refused():
    with pytest.raises(ValueError, match="no layer is called 'lakes'"):
        spec_of("lakes")


def test_label_points_cover_leagues_and_banners(labels):
    assert labels.loc["150200"].tolist() == [112.0, 41.5]
    assert labels.loc["150101"].tolist() == [111.5, 40.5]


def test_row_without_a_point_has_no_geometry_and_a_marked_place_to_draw(parks, labels):
    layer = point_layer(spec_of("parks"), parks, labels)

    assert layer.frame.crs.to_epsg() == 4326
    assert layer.frame.index.tolist() == parks["park_id"].tolist()
    assert layer.frame.geometry.notna().tolist() == [True, False, False, False]
    assert layer.n_located == 1
    assert layer.display["basis"].tolist() == ["own", "banner", "league", "none"]
    assert layer.display["is_approximate"].tolist() == [False, True, True, True]
    assert layer.display.loc["banner", ["lon", "lat"]].tolist() == [112.5, 40.5]
    assert layer.display.loc["league", ["lon", "lat"]].tolist() == [112.0, 41.5]
    assert np.isnan(layer.display.loc["nowhere", "lon"])


def test_drawing_places_mark_what_is_approximate(parks, labels):
    drawn = point_layer(spec_of("parks"), parks, labels).at_display()

    assert drawn.geometry["own"] == shapely.Point(111.2, 40.2)
    assert drawn.geometry["banner"] == shapely.Point(112.5, 40.5)
    assert drawn.geometry["nowhere"] is None
    assert drawn["is_approximate"].tolist() == [False, True, True, True]


def test_all_faulty_keys_are_listed_with_their_rows():
    frame = pd.DataFrame({"park_id": ["a", None, "a"]})

    with pytest.raises(DataError) as caught:
        keyed(frame, spec_of("parks"))

    assert [(p.row, p.message) for p in caught.value.problems] == [
        (3, "the key is empty"),
        (4, "'a' stands twice"),
    ]


def test_polygons_keep_their_coordinates_and_get_the_register(register, boundaries):
    layer = polygon_layer(
        spec_of("banners"), register, boundaries.banners, boundaries.banners_map
    )

    assert layer.frame.crs.to_epsg() == 4326
    assert layer.frame.geometry["150102"].bounds == (112.0, 40.0, 113.0, 41.0)
    assert layer.frame.loc["150201", "name_zh"] == "丙旗"
    assert layer.display.loc["150101", "lon"] == 111.5
    assert not layer.display["is_approximate"].any()


def test_register_and_polygons_with_different_codes_are_refused(register, boundaries):
    with pytest.raises(DataError, match="differ in the codes 150101"):
        polygon_layer(
            spec_of("banners"),
            register,
            boundaries.banners.iloc[1:],
            boundaries.banners_map.iloc[1:],
        )


def test_map_level_is_the_simplified_geometry_and_other_levels_are_refused(
    register, boundaries
):
    simple = boundaries.banners_map.set_geometry(
        gpd.GeoSeries([shapely.Point(0, 0)] * 3, index=boundaries.banners.index)
    )
    layer = polygon_layer(spec_of("banners"), register, boundaries.banners, simple)

    assert layer.at_level("map").geometry["150101"] == shapely.Point(0, 0)
    assert layer.at_level("full").geometry["150101"].area == 1.0
    with pytest.raises(ValueError, match="expected 'full' or 'map'"):
        layer.at_level("low")


def test_points_have_one_level_only(parks, labels):
    layer = point_layer(spec_of("parks"), parks, labels)

    assert layer.at_level("map") is layer.frame


def test_lines_are_labelled_at_their_middle():
    frames = {
        "rail_lines": pd.DataFrame({"line_id": ["x"]}),
        "rail_nodes": pd.DataFrame(
            {"node_id": ["a", "b"], "lon": [1.0, 3.0], "lat": [5.0, 5.0]}
        ),
        "rail_line_nodes": pd.DataFrame(
            {"line_id": ["x", "x"], "seq": [1, 2], "node_id": ["a", "b"]}
        ),
    }

    layer = line_layer(spec_of("rail_lines"), frames)

    assert layer.spec.is_schematic
    assert layer.frame.geometry["x"].length == 2.0
    assert layer.display.loc["x", ["lon", "lat"]].tolist() == [2.0, 5.0]


def test_frame_of_another_reference_system_is_refused(parks, labels):
    layer = point_layer(spec_of("parks"), parks, labels)

    with pytest.raises(CrsError, match="EPSG:3857"):
        Layer(
            spec=layer.spec,
            frame=layer.frame.to_crs("EPSG:3857"),
            display=layer.display,
        )
