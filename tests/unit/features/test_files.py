"""Features as files to take away."""

from __future__ import annotations

import csv
import io
import sqlite3
import tempfile
import time
from contextlib import closing

import geopandas as gpd
import pyogrio
import pytest

from geo_zs.features import files
from geo_zs.features.reference_systems import CRS84, SYSTEMS

WGS84, CGCS2000, MERCATOR = SYSTEMS[1:]
ALL = range(4)


def table(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def frame(content, tmp_path, ending):
    path = tmp_path / f"file.{ending}"
    path.write_bytes(content)
    return gpd.read_file(path)


def test_csv_has_the_mark_the_heads_and_one_line_for_each_row(things):
    content = files.csv(things, ALL)

    assert content.startswith(b"\xef\xbb\xbf")
    head, first, second, third, fourth = table(content)
    assert head == [
        *("key", "name_zh", "kind", "area_ha", "year", "is_open", "tags", "date"),
        *("date_start", "date_end", "geometry_wkt"),
    ]
    assert first == [
        *("a", "甲", "big", "1.5", "2001", "true", "x;y", "2023"),
        *("2023-01-01", "2023-12-31", "POINT (111.1234568 40.5)"),
    ]
    assert second[3:7] == ["20", "", "false", "y"]
    assert third == ["c", "", "", "", "2003", "", "", "", "", "", ""]
    assert fourth[1] == "丁\"'"


def test_csv_runs_no_formula(things):
    assert table(files.csv(things, [1]))[1][1] == "'=1+1"


@pytest.mark.parametrize(
    ("system", "expected"),
    [
        (CRS84, "POINT (111.1234568 40.5)"),
        # Nothing in the file names the system: the order is that of its axes.
        (WGS84, "POINT (40.5 111.1234568)"),
        (CGCS2000, "POINT (40.5 111.1234568)"),
        (MERCATOR, "POINT (12370206.63 4938869.18)"),
    ],
)
def test_csv_holds_the_geometry_in_the_system_that_is_asked_for(
    things, system, expected
):
    text = table(files.csv(things, [0], system))[1][-1]
    x, y = (float(one) for one in text.removeprefix("POINT (").rstrip(")").split())
    x_expected, y_expected = (
        float(one) for one in expected.removeprefix("POINT (").rstrip(")").split()
    )

    assert (x, y) == pytest.approx((x_expected, y_expected), abs=0.011)


@pytest.mark.parametrize(
    ("write", "ending"), [(files.geopackage, "gpkg"), (files.flatgeobuf, "fgb")]
)
@pytest.mark.parametrize("system", SYSTEMS, ids=lambda one: one.code)
def test_files_of_features_come_back_with_types_and_places(
    things, tmp_path, write, ending, system
):
    found = frame(write(things, ALL, system), tmp_path, ending)

    assert found["key"].tolist() == ["a", "b", "c", "d"]
    assert found["name_zh"].tolist()[:2] == ["甲", "=1+1"]
    assert found["area_ha"].tolist()[:2] == [1.5, 20]
    assert found["area_ha"].isna().tolist() == [False, False, True, False]
    assert found["year"].fillna(0).astype(int).tolist() == [2001, 0, 2003, 2001]
    assert found["is_open"].isna().tolist() == [False, False, True, False]
    assert found["tags"].tolist()[0] == "x;y"
    assert found.crs.equals(system.file_code)
    degrees = found.to_crs("EPSG:4326")
    assert degrees.geometry.isna().tolist() == [False, False, True, False]
    assert degrees.geometry.iloc[[0, 3]].x.tolist() == pytest.approx(
        [111.1234568, 120], abs=1e-6
    )


def test_a_geopackage_says_what_its_columns_mean(things, tmp_path):
    path = tmp_path / "file.gpkg"
    path.write_bytes(files.geopackage(things, ALL))
    with sqlite3.connect(path) as database:
        rows = database.execute(
            "SELECT column_name, name, title, description FROM gpkg_data_columns"
        ).fetchall()
    database.close()

    assert ("area_ha", "面积", "Area", "[ha]") in rows
    assert len(rows) == 10
    assert pyogrio.read_info(path)["layer_metadata"]["IDENTIFIER"] == "物 Things"


@pytest.mark.parametrize("write", [files.csv, files.geopackage, files.flatgeobuf])
def test_nothing_that_matches_is_a_file_without_rows(things, tmp_path, write):
    content = write(things, [])

    if write is files.csv:
        assert len(table(content)) == 1
    else:
        ending = "gpkg" if write is files.geopackage else "fgb"
        found = frame(content, tmp_path, ending)
        assert len(found) == 0
        assert "area_ha" in found.columns


@pytest.mark.parametrize("write", [files.csv, files.geopackage, files.flatgeobuf])
@pytest.mark.parametrize("rows", [ALL, [3, 1], []])
def test_the_same_rows_give_the_same_bytes_at_any_time(things, write, rows):
    first = write(things, rows)
    time.sleep(0.005)  # GDAL writes times of milliseconds

    assert write(things, rows) == first


def test_times_of_a_geopackage_are_not_those_of_a_change(things, tmp_path):
    path = tmp_path / "file.gpkg"
    path.write_bytes(files.geopackage(things, ALL))

    with closing(sqlite3.connect(path)) as database:
        contents = database.execute("SELECT last_change FROM gpkg_contents")
        metadata = database.execute("SELECT timestamp FROM gpkg_metadata_reference")
        times = {time for (time,) in (*contents, *metadata)}

    assert times == {"1970-01-01T00:00:00.000Z"}


def test_features_with_a_place_get_an_index(things, tmp_path):
    path = tmp_path / "file.fgb"
    path.write_bytes(files.flatgeobuf(things, [0, 1, 3]))

    near = pyogrio.read_dataframe(path, bbox=(111.1, 40.4, 111.2, 40.6))

    assert pyogrio.read_info(path)["capabilities"]["fast_spatial_filter"]
    assert near["key"].tolist() == ["a"]


def test_no_file_stays_behind(things, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    files.geopackage(things, ALL)
    files.flatgeobuf(things, ALL)

    assert list(tmp_path.iterdir()) == []
