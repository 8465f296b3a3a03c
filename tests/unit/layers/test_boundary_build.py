"""Building: counts, coverage, levels, credit inside the files, safe writing."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely

from geo_zs.errors import DataError
from geo_zs.layers import boundary_build, boundary_store
from geo_zs.layers.boundaries import Boundaries
from geo_zs.layers.boundary_build import build_boundaries, is_current, known_points
from geo_zs.paths import tables_dir

FILES = [
    "banners.fgb",
    "banners.geojson",
    "boundaries.json",
    "leagues.fgb",
    "leagues.geojson",
]


@pytest.fixture(autouse=True)
def _no_configured_file(monkeypatch):
    monkeypatch.delenv("GEO_ZS_BOUNDARIES", raising=False)


def test_build_writes_twelve_leagues_and_103_banners_and_nothing_else(built):
    boundaries = Boundaries.load(built)

    assert sorted(path.name for path in built.iterdir()) == FILES
    assert len(boundaries.leagues) == 12
    assert len(boundaries.banners) == 103
    assert boundaries.banners.loc["150824", "name_zh"] == "乌拉特中旗"
    assert boundaries.banners.loc["150824", "league"] == "150800"
    assert boundaries.leagues.loc["152900", "name_zh"] == "阿拉善盟"


@pytest.mark.parametrize("level", ["leagues", "banners", "leagues_map", "banners_map"])
def test_every_level_is_a_valid_coverage_in_cgcs2000(built, level):
    frame = getattr(Boundaries.load(built), level)

    assert frame.crs.to_epsg() == 4490
    assert shapely.is_valid(frame.geometry.to_numpy()).all()
    assert shapely.coverage_is_valid(frame.geometry.to_numpy())


def test_map_level_is_a_step_finer_so_that_a_plant_near_a_border_keeps_its_banner(
    built,
):
    # Daheishan wind farm stands 60 m from the border; 0.01 degrees moves it over.
    assert Boundaries.load(built).manifest["simplify_deg"] == 0.009


def test_known_points_are_all_points_seats_and_labels_of_the_tables():
    lon, lat = known_points(tables_dir())

    # 12 + 103 labels, 103 seats, 98 parks, 20 ports, 7 bases, 295 plants,
    # 19 airports, 59 railway nodes.
    assert len(lon) == len(lat) == 716
    assert np.isfinite(lon).all()
    assert np.isfinite(lat).all()


def test_map_level_is_small_and_rounded_to_five_decimals(built):
    shapes = Boundaries.load(built).banners_map.geometry.to_numpy()
    xy = shapely.get_coordinates(shapes)

    assert len(xy) == 15_528
    assert np.array_equal(xy, np.round(xy, 5))


def test_leagues_are_the_union_of_their_banners_at_both_levels(built):
    boundaries = Boundaries.load(built)

    for banners, leagues in (
        (boundaries.banners, boundaries.leagues),
        (boundaries.banners_map, boundaries.leagues_map),
    ):
        for adcode, shape in leagues.geometry.items():
            parts = banners.geometry[banners["league"] == adcode].to_numpy()
            union = shapely.coverage_union_all(parts)
            assert union.symmetric_difference(shape).area == 0.0


@pytest.mark.parametrize("name", ["leagues.geojson", "banners.geojson"])
def test_geojson_carries_credit_and_sketch_map_notice(built, name):
    content = json.loads((built / name).read_text(encoding="utf-8"))

    assert "审图号：GS（2024）0650号" in content["attribution"]
    assert content["notice"].startswith("示意图")


@pytest.mark.parametrize("name", ["leagues.fgb", "banners.fgb"])
def test_full_geometry_carries_credit_and_sketch_map_notice(built, name):
    title = pyogrio.read_info(built / name)["layer_metadata"]["TITLE"]

    assert "审图号：GS（2024）0650号" in title
    assert "示意图" in title


def test_building_twice_gives_the_same_bytes(built, tmp_path):
    build_boundaries(tmp_path)

    for name in FILES:
        assert (tmp_path / name).read_bytes() == (built / name).read_bytes()


def test_two_builds_at_once_leave_sound_files(tmp_path):
    with ThreadPoolExecutor(2) as pool:
        for job in [pool.submit(build_boundaries, tmp_path) for _ in range(2)]:
            job.result()

    assert len(Boundaries.load(tmp_path).banners) == 103
    assert sorted(path.name for path in tmp_path.iterdir()) == FILES


def test_failed_build_leaves_the_earlier_files_alone(built, tmp_path, monkeypatch):
    build_boundaries(tmp_path)
    monkeypatch.setattr(boundary_store, "_manifest", _fail)

    with pytest.raises(DataError, match=r"cannot be written.*GEO_ZS_DATA_DIR"):
        build_boundaries(tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == FILES
    assert len(Boundaries.load(tmp_path).banners) == 103


def test_built_folder_is_current_and_an_empty_one_is_not(built, tmp_path):
    assert is_current(built)
    assert not is_current(tmp_path)


def test_folder_of_another_version_of_the_program_is_not_current(built, tmp_path):
    manifest = json.loads((built / "boundaries.json").read_text(encoding="utf-8"))
    manifest["geo_zs"] = "0.0.0"
    text = json.dumps(manifest)
    (tmp_path / "boundaries.json").write_text(text, encoding="utf-8")

    assert not is_current(tmp_path)


def test_folder_is_not_current_when_another_source_is_configured(
    built, tmp_path, monkeypatch
):
    own = tmp_path / "own.geojson"
    own.write_text("{}", encoding="utf-8")
    monkeypatch.setenv("GEO_ZS_BOUNDARIES", str(own))

    assert not is_current(built)


def test_users_own_file_is_built_and_credited(built, tmp_path, monkeypatch):
    own = tmp_path / "own.gpkg"
    banners = Boundaries.load(built).banners.reset_index()
    given = banners.rename(columns={"adcode": "区划代码", "name_zh": "名称"})
    pyogrio.write_dataframe(given[["区划代码", "名称", "geometry"]], own)
    monkeypatch.setenv("GEO_ZS_BOUNDARIES", str(own))
    folder = tmp_path / "built"

    build_boundaries(folder, credit="某测绘院 2026")

    boundaries = Boundaries.load(folder)
    assert boundaries.attribution_zh == "某测绘院 2026"
    assert boundaries.manifest["source"]["kind"] == "user"
    assert boundaries.manifest["source"]["title"] == "own.gpkg"
    assert str(tmp_path) not in (folder / "boundaries.json").read_text("utf-8")
    assert is_current(folder, credit="某测绘院 2026")
    assert not is_current(folder)


def test_register_that_lacks_a_banner_is_refused(tmp_path, monkeypatch):
    leagues, banners = boundary_build.load_register()
    monkeypatch.setattr(
        boundary_build, "load_register", lambda _: (leagues, banners.iloc[1:])
    )

    with pytest.raises(DataError, match=r"only in the source: \['150102'\]"):
        build_boundaries(tmp_path)


def _fail(*_: object) -> str:
    message = "disk full"
    raise OSError(message)


def test_manifest_names_no_folder_of_the_machine(built: Path):
    text = (built / "boundaries.json").read_text(encoding="utf-8")

    assert str(Path.home()) not in text
    assert "site-packages" not in text
