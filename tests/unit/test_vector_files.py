"""Typed columns as files of features."""

from __future__ import annotations

import geopandas as gpd
import pyogrio
import pytest
import shapely

from geo_zs.vector_files import feature_text, write_features

COLUMNS = {
    "name": ("string", ["甲\x00\ud800", None]),
    "area": ("number", [None, 0]),
    "year": ("integer", [None, 2023]),
    "open": ("boolean", [False, None]),
    "nothing": ("string", [None, None]),
}
SHAPES = [None, shapely.Point(110, 40)]


@pytest.mark.parametrize(
    ("driver", "ending"), [("GPKG", "gpkg"), ("FlatGeobuf", "fgb")]
)
def test_types_come_back_and_what_is_not_known_is_missing(tmp_path, driver, ending):
    path = tmp_path / f"a.{ending}"

    write_features(
        path,
        COLUMNS,
        SHAPES,
        layer="a",
        crs="EPSG:4326",
        driver=driver,
        geometry_type="Unknown",
        layer_options={"SPATIAL_INDEX": "NO"},
    )

    about = pyogrio.read_info(path)
    kinds = dict(zip(about["fields"], about["ogr_types"], strict=True))
    assert kinds == {
        "name": "OFTString",
        "area": "OFTReal",
        "year": "OFTInteger64",
        "open": "OFTInteger",
        "nothing": "OFTString",
    }
    found = gpd.read_file(path)
    assert found["name"].iloc[0] == "甲\ufffd\ufffd"
    assert (found["area"].iloc[1], found["year"].iloc[1]) == (0, 2023)
    assert found["open"].iloc[0] in (False, 0)
    assert found.isna().to_numpy().tolist() == [
        [False, True, True, False, True, True],
        [True, False, False, True, True, False],
    ]
    assert found.geometry.iloc[1].equals(shapely.Point(110, 40))


def test_a_file_without_rows_keeps_its_columns(tmp_path):
    path = tmp_path / "a.gpkg"
    empty = {name: (kind, []) for name, (kind, _) in COLUMNS.items()}

    write_features(
        path,
        empty,
        [],
        layer="a",
        crs="EPSG:4326",
        driver="GPKG",
        geometry_type="Unknown",
    )

    assert list(pyogrio.read_info(path)["fields"]) == list(COLUMNS)


def test_text_of_features_has_neither_nul_nor_halves_of_characters():
    assert feature_text("=a\x00\ud83d") == "=a\ufffd\ufffd"
    assert feature_text("好\n'") == "好\n'"
