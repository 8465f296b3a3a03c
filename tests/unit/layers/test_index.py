"""One index over points, lines and polygons: boxes and nearest features."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo_zs.crs import distance_km
from geo_zs.layers.index import SpatialIndex
from geo_zs.layers.load import spec_of
from geo_zs.layers.spec import Layer


def layer(layer_id: str, shapes: dict[str, object], display: dict | None = None):
    """Return a layer of shapes; `display` gives rows without one a place to draw."""
    index = pd.Index(list(shapes), name="id")
    geometry = gpd.GeoSeries(list(shapes.values()), index=index, crs="EPSG:4326")
    spots = display or {}
    table = pd.DataFrame(
        {
            "lon": [spots.get(key, (np.nan, np.nan))[0] for key in shapes],
            "lat": [spots.get(key, (np.nan, np.nan))[1] for key in shapes],
        },
        index=index,
    )
    table["basis"] = ["own" if shape is not None else "banner" for shape in geometry]
    table["is_approximate"] = table["basis"] != "own"
    frame = gpd.GeoDataFrame({"name_zh": list(shapes)}, index=index, geometry=geometry)
    return Layer(spec=replace(spec_of(layer_id)), frame=frame, display=table)


@pytest.fixture
def index() -> SpatialIndex:
    triangle = shapely.Polygon([(0, 0), (10, 0), (0, 10)])
    return SpatialIndex(
        {
            "banners": layer("banners", {"150101": triangle}),
            "parks": layer(
                "parks",
                {
                    "a": shapely.Point(1, 1),
                    "b": shapely.Point(9, 9),
                    "c": None,
                    "d": None,
                },
                {"c": (2, 2)},
            ),
            "rail_lines": layer(
                "rail_lines", {"l": shapely.LineString([(0, 5), (5, 5)])}
            ),
        }
    )


def test_box_finds_points_lines_and_polygons_in_layer_order(index):
    assert index.query_bbox((0, 0, 5, 5)) == [
        ("banners", "150101"),
        ("parks", "a"),
        ("rail_lines", "l"),
    ]


def test_box_that_meets_only_the_bounding_box_of_a_polygon_does_not_find_it(index):
    assert index.query_bbox((8, 8, 9, 9)) == [("parks", "b")]


def test_box_touching_a_feature_finds_it(index):
    assert index.query_bbox((9, 9, 12, 12)) == [("parks", "b")]


def test_box_is_limited_to_the_wanted_layers(index):
    assert index.query_bbox((0, 0, 5, 5), layers=["rail_lines"]) == [
        ("rail_lines", "l")
    ]


def test_rows_drawn_at_an_approximate_place_are_found_only_on_demand(index):
    box = (2, 2, 2, 2)

    assert index.query_bbox(box, layers=["parks"]) == []
    assert index.query_bbox(box, layers=["parks"], include_approximate=True) == [
        ("parks", "c")
    ]


def test_rows_that_can_be_drawn_nowhere_are_not_indexed(index):
    assert len(index) == 5
    everything = index.query_bbox((-180, -90, 180, 90), include_approximate=True)
    assert ("parks", "d") not in everything


@pytest.mark.parametrize(
    "bbox", [(5, 0, 0, 5), (0, 5, 5, 0), (0, 0, float("nan"), 5), (0, 0, 5)]
)
def test_bad_box_is_refused(index, bbox):
    with pytest.raises(ValueError, match="bbox is"):
        index.query_bbox(bbox)


def test_unknown_layer_is_refused_with_the_known_ones(index):
    with pytest.raises(ValueError, match=r"no layer is called 'lakes'.*banners, parks"):
        index.query_bbox((0, 0, 1, 1), layers=["lakes"])


def test_nearest_are_sorted_by_distance_and_at_most_all(index):
    found = index.nearest(8, 8, "parks", k=5)

    assert [near.key for near in found] == ["b", "a"]
    assert found[0].distance_km == pytest.approx(156.0, abs=1.0)
    assert found[0].bearing_deg == pytest.approx(45, abs=1)


def test_nearest_polygon_around_the_point_is_at_distance_zero(index):
    (near,) = index.nearest(1, 1, "banners")

    assert near.key == "150101"
    assert near.distance_km == 0.0


def test_nearest_line_is_measured_to_its_nearest_spot(index):
    (near,) = index.nearest(2.5, 6, "rail_lines")

    # From 5° to 6° of latitude along the meridian: 110.58 km.
    assert near.distance_km == pytest.approx(110.58, abs=0.02)
    assert near.bearing_deg == pytest.approx(180, abs=0.1)


def test_nearest_across_the_date_line_is_found():
    index = SpatialIndex(
        {
            "ports": layer(
                "ports", {"far": shapely.Point(170, 0), "near": shapely.Point(-179, 0)}
            )
        }
    )

    assert [n.key for n in index.nearest(179, 0, "ports", k=1)] == ["near"]


def test_nearest_of_an_empty_layer_is_nothing():
    index = SpatialIndex({"ports": layer("ports", {"x": None})})

    assert index.nearest(110, 40, "ports", k=3) == []
    assert index.query_bbox((0, 0, 180, 90)) == []


def test_k_below_one_and_points_off_the_earth_are_refused(index):
    with pytest.raises(ValueError, match="k is 0"):
        index.nearest(1, 1, "parks", k=0)
    with pytest.raises(ValueError, match="no place on earth"):
        index.nearest(1, 95, "parks")


def test_nearest_equals_brute_force_for_random_points():
    rng = np.random.default_rng(7)
    lon, lat = rng.uniform(97, 126, 200), rng.uniform(37, 53, 200)
    points = {
        f"p{i:03}": shapely.Point(*xy)
        for i, xy in enumerate(zip(lon, lat, strict=True))
    }
    index = SpatialIndex({"parks": layer("parks", points)})

    for x, y in zip(rng.uniform(90, 130, 50), rng.uniform(30, 60, 50), strict=True):
        distances = distance_km(x, y, lon, lat)
        expected = [f"p{i:03}" for i in np.argsort(distances)[:4]]
        found = index.nearest(x, y, "parks", k=4)
        assert [near.key for near in found] == expected
        assert [near.distance_km for near in found] == pytest.approx(
            np.sort(distances)[:4].tolist(), abs=1e-6
        )
