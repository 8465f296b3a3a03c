"""A user's own boundary file: what is taken, and every fault that is refused."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely

from geo_zs.errors import DataError
from geo_zs.layers.boundary_user import read_user_file


def write(frame: gpd.GeoDataFrame, path: Path) -> Path:
    pyogrio.write_dataframe(frame, path)
    return path


def faults(path: Path, register: pd.DataFrame) -> list[str]:
    with pytest.raises(DataError) as caught:
        read_user_file(path, register)
    return [problem.message for problem in caught.value.problems]


@pytest.mark.parametrize("suffix", [".gpkg", ".shp", ".fgb"])
def test_every_allowed_format_is_read(squares, register, tmp_path, suffix):
    given = squares[["adcode", "name_zh", "geometry"]].iloc[::-1]
    path = write(given.rename(columns={"name_zh": "name"}), tmp_path / f"own{suffix}")

    read = read_user_file(path, register)

    assert read.banners["adcode"].tolist() == ["150101", "150102", "150201"]
    assert read.banners["name_zh"].tolist() == ["甲区", "乙区", "丙旗"]
    assert read.banners.crs.to_epsg() == 4490
    assert read.attribution_zh == f"边界来源：使用者提供的文件 own{suffix}"


def test_geojson_in_wgs84_is_taken_as_cgcs2000_without_moving(
    squares, register, tmp_path
):
    path = write(squares.to_crs("EPSG:4326"), tmp_path / "own.geojson")

    read = read_user_file(path, register)

    assert read.banners.geometry.iloc[0].bounds == (111.0, 40.0, 112.0, 41.0)


@pytest.mark.parametrize(
    "codes",
    [
        ["156150101", "156150102", "156150201"],
        ["150101000000", "150102000000", "150201000000"],
        [150101, 150102, 150201],
        [150101.0, 150102.0, 150201.0],
    ],
)
def test_codes_are_taken_with_country_with_zeros_and_as_numbers(
    squares, register, tmp_path, codes
):
    given = squares[["name_zh", "geometry"]].assign(XZQDM=codes)

    read = read_user_file(write(given, tmp_path / "own.gpkg"), register)

    assert read.banners["adcode"].tolist() == ["150101", "150102", "150201"]


def test_rows_of_other_provinces_are_set_aside_and_counted(squares, register, tmp_path):
    extra = gpd.GeoDataFrame(
        {"adcode": ["110101"], "name_zh": ["东城区"]},
        geometry=[shapely.box(116, 39, 117, 40)],
        crs="EPSG:4490",
    )
    path = write(pd.concat([squares, extra]), tmp_path / "own.gpkg")

    read = read_user_file(path, register)

    assert len(read.banners) == 3
    assert read.rows_set_aside == 1


def test_missing_unknown_repeated_and_unreadable_codes_are_all_listed(
    squares, register, tmp_path
):
    given = pd.concat([squares, squares.iloc[[0]], squares.iloc[[0]]])
    given["adcode"] = ["150101", "150999", "abc", "150101", "150100"]
    path = write(given, tmp_path / "own.gpkg")

    messages = faults(path, register)

    assert "'abc' is no administrative code of 6, 9 or 12 digits" in messages
    assert "150101 甲区 stands 2 times; expected once" in messages
    assert "150999 is not a banner of the region" in messages
    assert (
        "150100 is not a banner of the region; it is a league: give banners" in messages
    )
    assert "150102 乙区 is missing" in messages
    assert "150201 丙旗 is missing" in messages


def test_empty_name_is_refused(squares, register, tmp_path):
    squares.loc[1, "name_zh"] = None

    assert faults(write(squares, tmp_path / "own.gpkg"), register) == [
        "the name of 150102 is empty"
    ]


def test_file_without_code_and_name_lists_its_columns(squares, register, tmp_path):
    path = write(squares[["league", "geometry"]], tmp_path / "own.gpkg")

    first, second = faults(path, register)

    assert first.startswith("no column holds the codes; columns are league; expected")
    assert second.startswith("no column holds the names")
    assert "行政区划代码" in first


def test_file_without_reference_system_is_refused(squares, register, tmp_path):
    path = write(squares, tmp_path / "own.shp")
    path.with_suffix(".prj").unlink()

    assert "is not declared; expected EPSG:4490 or EPSG:4326" in faults(path, register)


def test_projected_file_is_refused_with_its_system(squares, register, tmp_path):
    path = write(squares.to_crs("EPSG:3857"), tmp_path / "own.gpkg")

    assert any(
        message.startswith("is EPSG:3857; expected EPSG:4490")
        for message in faults(path, register)
    )


def test_swapped_coordinates_are_recognised(squares, register, tmp_path):
    swapped = squares.set_geometry(
        gpd.GeoSeries(
            shapely.transform(squares.geometry.to_numpy(), lambda xy: xy[:, ::-1]),
            crs="EPSG:4490",
        )
    )

    messages = faults(write(swapped, tmp_path / "own.gpkg"), register)

    assert any("are longitude and latitude swapped?" in text for text in messages)


def test_overlap_is_refused(squares, register, tmp_path):
    shapes = list(squares.geometry)
    squares.geometry = [shapely.box(111, 40, 112.2, 41), *shapes[1:]]

    (message,) = faults(write(squares, tmp_path / "own.gpkg"), register)

    assert message.startswith("the polygons overlap")


def test_codes_on_the_wrong_polygons_are_refused(squares, register, tmp_path):
    squares["adcode"] = ["150102", "150101", "150201"]

    first, second = faults(write(squares, tmp_path / "own.gpkg"), register)

    assert "the middle of 150101 甲区 lies in the polygon coded 150102" in first
    assert "the middle of 150102 乙区 lies in the polygon coded 150101" in second


def test_points_are_no_boundaries(register, tmp_path):
    frame = gpd.GeoDataFrame(
        {"code": ["150101"], "name": ["甲区"]},
        geometry=[shapely.Point(111, 40)],
        crs="EPSG:4490",
    )

    (message,) = faults(write(frame, tmp_path / "own.gpkg"), register)

    assert message == (
        "0 layers may hold polygons (none); expected exactly one, of the banners"
    )


def test_two_polygon_layers_are_refused(squares, register, tmp_path):
    path = tmp_path / "own.gpkg"
    pyogrio.write_dataframe(squares, path, layer="a")
    pyogrio.write_dataframe(squares, path, layer="b")

    (message,) = faults(path, register)

    assert message.startswith("2 layers may hold polygons (a, b)")


def test_missing_file_is_refused(register, tmp_path):
    assert faults(tmp_path / "none.gpkg", register) == ["there is no such file"]


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/b.geojson",
        "/vsicurl/https://example.org/b.geojson",
        "/vsizip/own.zip",
        "WFS:https://example.org/wfs",
    ],
)
def test_network_and_virtual_paths_are_refused_before_gdal_sees_them(register, text):
    (message,) = faults(Path(text), register)

    assert message == "network and virtual paths are not read; give a local file"


def test_format_that_is_not_on_the_list_is_refused(register, tmp_path):
    path = tmp_path / "own.vrt"
    path.write_text("<OGRVRTDataSource/>", encoding="utf-8")

    (message,) = faults(path, register)

    assert message.startswith("files of type '.vrt' are not read; expected one of")


@pytest.mark.parametrize("suffix", [".geojson", ".gpkg", ".shp", ".fgb"])
def test_virtual_data_source_under_a_harmless_name_is_not_opened(
    register, tmp_path, suffix
):
    path = tmp_path / f"own{suffix}"
    path.write_text("<OGRVRTDataSource/>", encoding="utf-8")

    assert faults(path, register) == [f"the content is not that of a {suffix} file"]


def test_damaged_file_is_refused_without_the_folder_of_the_machine(register, tmp_path):
    path = tmp_path / "own.geojson"
    path.write_text('{"type": "FeatureCollection", "features": [{', encoding="utf-8")

    (message,) = faults(path, register)

    assert message.startswith("could not be read")
    assert str(tmp_path) not in message


def test_json_that_is_no_map_is_refused(register, tmp_path):
    path = tmp_path / "own.json"
    path.write_text(json.dumps({"a": 1}), encoding="utf-8")

    (message,) = faults(path, register)

    assert message.startswith("could not be read")
