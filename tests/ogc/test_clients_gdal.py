"""GDAL as a client: through pyogrio, and the older programs of the distribution."""

from __future__ import annotations

import os
import re
import subprocess

import geopandas as gpd
import numpy as np
import pytest
import shapely

from tests.ogc.read_by_gdal import header_file, read_by_gdal
from tests.web.register_site import PUBLIC_NAME, SECRET_BAOTOU, SECRETS

pytestmark = pytest.mark.xdist_group("ogc-clients")

LAYERS = (
    "leagues", "banners", "parks", "ports", "energy_bases", "power_plants", "airports",
    "rail_nodes", "rail_lines", "projects",
)  # fmt: skip
#: Baotou and its surroundings: west, south, east, north.
BOX = (109.0, 40.0, 111.0, 42.0)


@pytest.fixture(scope="module")
def frames(live, tmp_path_factory):
    """Return every layer as GDAL reads it."""
    asked = [{"layer": name} for name in (*LAYERS, "sites", "register_projects")]
    read = read_by_gdal(live.ogc, tmp_path_factory.mktemp("gdal"), *asked)
    return {one["layer"]: frame for one, frame in zip(asked, read, strict=True)}


def run(*command: str, **more: str) -> str:
    done = subprocess.run(  # noqa: S603  programs of GDAL, fixed arguments
        command,
        env={**os.environ, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1", **more},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def of_layer(frames, layer):
    """Return what was read of a layer, less what a register publishes in it."""
    read = frames[layer.spec.id].set_index("id")
    published = [key for key in read.index if key.startswith("R-")]
    assert len(published) == (1 if layer.spec.id == "projects" else 0)
    return read.drop(index=published)


@pytest.mark.parametrize("name", LAYERS)
def test_pyogrio_reads_every_feature_of_a_layer(frames, catalog, name):
    layer = catalog.layers[name]

    read = of_layer(frames, layer)

    assert list(read.index) == [str(key) for key in layer.frame.index]
    label = "name_zh" if "name_zh" in layer.frame.columns else layer.spec.key
    assert list(read[label].fillna("")) == list(
        layer.frame[label].fillna("").astype(str)
    )


@pytest.mark.parametrize("name", LAYERS)
def test_pyogrio_reads_the_geometries_of_a_layer(frames, catalog, name):
    layer = catalog.layers[name]
    held = layer.frame.geometry.to_crs("OGC:CRS84").to_numpy()

    read = of_layer(frames, layer).geometry.to_numpy()

    is_known = np.array([one is not None for one in held])
    assert [one is not None for one in read] == is_known.tolist()
    parted = [shapely.normalize(each[is_known]) for each in (held, read)]
    for first, second in zip(*parted, strict=True):
        assert shapely.hausdorff_distance(first, second) < 2e-7


def test_pyogrio_reads_numbers_and_what_is_not_known(frames, catalog):
    held = catalog.layers["parks"].frame["approved_area_ha"]

    read = frames["parks"].set_index("id")["approved_area_ha"]

    assert read.isna().tolist() == held.isna().tolist()
    assert read.dropna().tolist() == pytest.approx(held.dropna().tolist())


def test_pyogrio_reads_the_reference_system(frames):
    assert {frame.crs.name for frame in frames.values()} == {"WGS 84 (CRS84)"}


def test_pyogrio_reads_the_candidate_sites(frames, catalog):
    assert len(frames["sites"]) == catalog.sites.n_sites
    located = ~np.isnan(catalog.sites.lon)
    assert frames["sites"].geometry.notna().tolist() == located.tolist()


def test_pyogrio_reads_public_projects_of_the_register_only(frames):
    names = frames["register_projects"]["name_zh"].tolist()

    assert names == [PUBLIC_NAME]
    assert not set(names) & set(SECRETS)


def test_pyogrio_reads_a_box_and_a_condition(live, catalog, tmp_path):
    parks = catalog.layers["parks"].frame
    # GDAL looks again at each place, and leaves out what has none.
    around = parks[parks.intersects(shapely.box(*BOX))]
    of_baotou = parks[parks["league"] == "150200"]
    either = parks[parks["approved_area_ha"] > 700]
    assert min(len(around), len(of_baotou), len(either)) > 0

    by_box, by_value, by_number, by_both = read_by_gdal(
        live.ogc,
        tmp_path,
        {"layer": "parks", "bbox": BOX},
        {"layer": "parks", "where": "league = '150200'"},
        {"layer": "parks", "where": "approved_area_ha > 700"},
        {"layer": "parks", "bbox": BOX, "where": "league = '150200'"},
    )

    assert list(by_box["id"]) == list(around.index)
    assert list(by_value["id"]) == list(of_baotou.index)
    assert list(by_number["id"]) == list(either.index)
    both = around.index.intersection(of_baotou.index)
    assert sorted(by_both["id"]) == sorted(both)


@pytest.mark.parametrize(("number", "wanted"), [(1, True), (0, False)])
def test_pyogrio_reads_ports_by_what_is_true_of_them(
    live, catalog, tmp_path, number, wanted
):
    held = catalog.layers["ports"].frame["is_open"]
    where = f"is_open = {number}"

    (read,) = read_by_gdal(live.ogc, tmp_path, {"layer": "ports", "where": where})

    known = held.dropna().astype(bool)
    assert list(read["id"]) == list(known.index[known == wanted])
    assert 0 < len(read) < len(held)


def test_pyogrio_reads_projects_by_their_date(live, catalog, tmp_path):
    dates = catalog.layers["projects"].frame["date"]
    day, last = "2024-05-01", "2022-05-01"
    # A year or a month begins with its first day, and lasts until its last.
    begun = (dates.dropna() + "-01-01").str[:10]
    lasting = [key for key, one in dates.dropna().items() if one >= day[: len(one)]]
    undated = list(dates.index[dates.isna()])
    assert set(undated) | set(begun.index[begun < day]) & set(lasting)

    known = "AND date_start IS NOT NULL"
    both = f"date_start >= '{last}' AND date_start <= '{day}'"
    read = read_by_gdal(
        live.ogc,
        tmp_path,
        {"layer": "projects", "where": f"date_start >= '{day}'"},
        {"layer": "projects", "where": f"date_start >= '{day}' {known}"},
        {"layer": "projects", "where": f"date_start > '{day}' {known}"},
        {"layer": "projects", "where": f"date_start <= '{last}' {known}"},
        {"layer": "projects", "where": f"{both} {known}"},
    )

    met, since, after, until, between = (
        [key for key in frame["id"] if not key.startswith("R-")] for frame in read
    )
    # GDAL takes for the answer what `datetime` finds, unless something else is asked.
    assert sorted(met) == sorted([*lasting, *undated])
    assert since == list(begun.index[begun >= day])
    assert after == list(begun.index[begun > day])
    assert until == list(begun.index[begun <= last])
    assert between == list(begun.index[(begun >= last) & (begun <= day)])
    assert min(len(one) for one in (after, until, between)) > 0


def test_pyogrio_finds_nothing_where_nothing_is(live, tmp_path):
    (read,) = read_by_gdal(
        live.ogc, tmp_path, {"layer": "parks", "bbox": (0.0, 0.0, 1.0, 1.0)}
    )

    assert len(read) == 0


def test_pyogrio_walks_small_pages(live, catalog, tmp_path):
    (read,) = read_by_gdal(live.ogc, tmp_path, {"layer": "parks", "PAGE_SIZE": 25})

    assert list(read["id"]) == list(catalog.layers["parks"].frame.index)


@pytest.mark.parametrize("code", ["EPSG:4326", "EPSG:4490", "EPSG:3857"])
def test_pyogrio_asks_for_another_reference_system(live, catalog, tmp_path, code):
    wanted = catalog.layers["ports"].frame.geometry.dropna().to_crs(code)

    (read,) = read_by_gdal(live.ogc, tmp_path, {"layer": "ports", "CRS": code})

    placed = read.set_index("id").geometry.dropna()
    # What GDAL cannot tell from CRS84 it asks for as CRS84.
    assert (read.crs.to_epsg() or 4326) == int(code.removeprefix("EPSG:"))
    apart = shapely.distance(placed.to_numpy(), wanted.loc[placed.index].to_numpy())
    assert len(placed) == len(wanted)
    assert apart.max() < (0.02 if code == "EPSG:3857" else 2e-7)


def test_pyogrio_with_a_token_reads_internal_projects(live, tmp_path):
    (read,) = read_by_gdal(
        live.ogc,
        tmp_path,
        {"layer": "register_projects"},
        token=live.site.tokens["viewer"],
    )

    assert {PUBLIC_NAME, SECRET_BAOTOU} <= set(read["name_zh"])


def test_ogrinfo_lists_every_layer(live, gdal_programs):
    told = run("ogrinfo", "-ro", f"OAPIF:{live.ogc}")

    for name in (*LAYERS, "sites", "register_projects"):
        assert f"{name} (title: " in told or f"{name} (" in told or f": {name}" in told


def test_ogrinfo_with_a_token_counts_internal_projects(live, gdal_programs, tmp_path):
    command = ("ogrinfo", "-ro", "-so", f"OAPIF:{live.ogc}", "register_projects")
    sent = header_file(tmp_path, live.site.tokens["viewer"])

    assert "Feature Count: 1\n" in run(*command)
    assert "Feature Count: 4\n" in run(*command, **sent)


def test_ogrinfo_tells_what_a_layer_holds(live, gdal_programs, catalog):
    told = run("ogrinfo", "-ro", "-so", f"OAPIF:{live.ogc}", "parks")

    assert f"Feature Count: {len(catalog.layers['parks'].frame)}" in told
    assert "Geometry: Point" in told
    assert "name_zh: String" in told
    assert "approved_area_ha: Real" in told


def test_ogrinfo_reads_projects_by_their_date(live, gdal_programs, catalog):
    dates = catalog.layers["projects"].frame["date"].dropna()
    since = dates[(dates + "-01-01").str[:10] >= "2024-05-01"]

    where = "date_start >= '2024-05-01' AND date_start IS NOT NULL"
    source = f"OAPIF:{live.ogc}"
    told = run("ogrinfo", "-ro", source, "projects", "-where", where)

    read = re.findall(r"^  id \(String\) = (.+)$", told, re.MULTILINE)
    assert [key for key in read if not key.startswith("R-")] == list(since.index)


def test_ogr2ogr_saves_a_box_and_a_condition(live, gdal_programs, catalog, tmp_path):
    parks = catalog.layers["parks"].frame
    # GDAL looks again at each place, and leaves out what has none.
    wanted = parks[parks.intersects(shapely.box(*BOX)) & (parks["league"] == "150200")]
    file = tmp_path / "parks.gpkg"

    run(
        "ogr2ogr",
        "-f",
        "GPKG",
        str(file),
        f"OAPIF:{live.ogc}",
        "parks",
        "-spat",
        *map(str, BOX),
        "-where",
        "league = '150200'",
    )

    saved = gpd.read_file(file)
    assert sorted(saved["name_zh"]) == sorted(wanted["name_zh"])
    assert len(saved) > 0
