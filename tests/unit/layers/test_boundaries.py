"""Point → banner: interior, border, outside; built files are checked on load."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest

from geo_zs.errors import DataError
from geo_zs.layers.boundaries import Boundaries


def test_points_inside_get_their_banner_in_the_order_of_the_points(boundaries):
    found = boundaries.locate([112.5, 111.5, 112.0], [40.5, 40.5, 41.5])

    assert found.adcodes.tolist() == ["150102", "150101", "150201"]
    assert found.is_on_border.tolist() == [False, False, False]


def test_border_point_is_given_to_the_smaller_adcode(boundaries):
    found = boundaries.locate_point(112.0, 40.5)

    assert found.adcode == "150101"
    assert found.is_on_border


def test_point_where_three_banners_meet_goes_to_the_smallest_adcode(boundaries):
    found = boundaries.locate([112.0], [41.0])

    assert found.adcodes.tolist() == ["150101"]
    assert found.is_on_border.tolist() == [True]


def test_point_on_the_outer_border_belongs_to_its_banner_and_is_reported(boundaries):
    found = boundaries.locate_point(113.0, 40.5)

    assert found.adcode == "150102"
    assert found.is_on_border
    assert not found.is_outside


def test_unknown_and_outside_points_get_no_banner(boundaries):
    found = boundaries.locate([np.nan, 110.0, np.inf], [40.5, 40.5, 40.5])

    assert found.adcodes.tolist() == [None, None, None]
    assert not found.is_on_border.any()


def test_no_points_give_empty_answers(boundaries):
    found = boundaries.locate([], [])

    assert found.adcodes.shape == (0,)
    assert found.is_on_border.shape == (0,)


def test_arrays_of_different_length_are_refused(boundaries):
    with pytest.raises(ValueError, match="2 longitudes and 1 latitudes"):
        boundaries.locate([111.0, 112.0], [40.0])


def test_outside_point_is_answered_with_the_nearest_banner_and_its_distance(boundaries):
    found = boundaries.locate_point(112.5, 39.0)

    assert found.is_outside
    assert found.adcode is None
    assert found.league is None
    assert found.nearest_adcode == "150102"
    assert found.nearest_league == "150100"
    # One degree of latitude between 39° and 40° is 111.03 km; the southern border
    # is a parallel.
    assert found.distance_km == pytest.approx(111.03, abs=0.01)


def test_inside_point_is_at_distance_zero(boundaries):
    found = boundaries.locate_point(111.5, 41.5)

    assert (found.adcode, found.league) == ("150201", "150200")
    assert found.distance_km == 0.0


@pytest.mark.parametrize(("lon", "lat"), [(181.0, 40.0), (111.0, 91.0)])
def test_point_that_is_not_on_earth_is_refused(boundaries, lon, lat):
    with pytest.raises(ValueError, match="no place on earth"):
        boundaries.locate_point(lon, lat)


def test_nan_point_is_refused(boundaries):
    with pytest.raises(ValueError, match="no place on earth"):
        boundaries.locate_point(float("nan"), 40.0)


def test_locating_agrees_with_geopandas_on_the_real_boundaries(built):
    boundaries = Boundaries.load(built)
    west, south, east, north = boundaries.banners.total_bounds
    rng = np.random.default_rng(20261123)
    lon, lat = rng.uniform(west, east, 4000), rng.uniform(south, north, 4000)
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(lon, lat), crs="EPSG:4490")
    joined = points.sjoin(
        boundaries.banners[["geometry"]], how="left", predicate="within"
    )

    found = boundaries.locate(lon, lat)

    assert len(joined) == 4000
    expected = [code if isinstance(code, str) else None for code in joined["adcode"]]
    assert found.adcodes.tolist() == expected
    assert sum(code is not None for code in found.adcodes) > 1000


def test_vertices_shared_by_banners_are_all_reported_as_border_points(built):
    boundaries = Boundaries.load(built)
    ring = boundaries.banners.geometry.iloc[0].geoms[0].exterior.coords

    found = boundaries.locate([x for x, _ in ring], [y for _, y in ring])

    assert found.is_on_border.all()
    assert all(code is not None for code in found.adcodes)
    assert max(found.adcodes) == "150102"


def test_loading_an_empty_folder_says_how_to_build(tmp_path):
    with pytest.raises(DataError, match="not built; run 'geo-zs data build'"):
        Boundaries.load(tmp_path)


def test_loading_a_damaged_manifest_is_refused(tmp_path):
    (tmp_path / "boundaries.json").write_text("{", encoding="utf-8")

    with pytest.raises(DataError, match=r"boundaries.json: is damaged"):
        Boundaries.load(tmp_path)


def test_loading_lists_every_missing_and_changed_file(built, tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(built, folder)
    (folder / "leagues.fgb").unlink()
    path = folder / "banners.geojson"
    path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8")

    with pytest.raises(DataError) as caught:
        Boundaries.load(folder)

    assert [problem.file for problem in caught.value.problems] == [
        "leagues.fgb",
        "banners.geojson",
    ]
    assert "is missing" in caught.value.problems[0].message
    assert "has changed since it was built" in caught.value.problems[1].message


def test_boundaries_of_another_layout_are_refused(built, tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(built, folder)
    _edit_manifest(folder, format=0)

    with pytest.raises(DataError, match="another version of geo_zs"):
        Boundaries.load(folder)


def test_credit_and_notice_come_from_the_manifest(built):
    boundaries = Boundaries.load(built)

    assert "审图号：GS（2024）0650号" in boundaries.attribution_zh
    assert "GS (2024) 0650" in boundaries.attribution_en
    assert boundaries.notice_zh.startswith("示意图")
    assert boundaries.notice_en.startswith("Sketch map")


def _edit_manifest(folder: Path, **changes: object) -> None:
    path = folder / "boundaries.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(manifest | changes), encoding="utf-8")
