"""Files of a filtered collection, opened by what people open them with."""

from __future__ import annotations

import io

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from tests.ogc.test_clients_gdal import run

pytestmark = pytest.mark.xdist_group("ogc-clients")

WHERE = {"filter": "league = '150200'", "limit": 1000}


@pytest.fixture(scope="module")
def wanted(catalog):
    frame = catalog.layers["parks"].frame
    chosen = frame[frame["league"] == "150200"]
    assert len(chosen) > 0
    return chosen


def download(service, form, **params):
    answer = service.get("/collections/parks/items", {**WHERE, "f": form, **params})
    disposition = answer.of(200).headers["content-disposition"]
    assert disposition.startswith("attachment")
    assert f".{form}" in disposition
    return answer


def test_csv_is_opened_by_pandas(service, wanted):
    answer = download(service, "csv")

    table = pd.read_csv(io.BytesIO(answer.content), dtype=str, encoding="utf-8-sig")

    assert answer.media_type == "text/csv"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert table["name_zh"].tolist() == wanted["name_zh"].tolist()


@pytest.mark.parametrize("form", ["gpkg", "fgb"])
def test_file_is_opened_by_geopandas(service, wanted, form, tmp_path):
    file = tmp_path / f"parks.{form}"
    file.write_bytes(download(service, form).content)

    read = gpd.read_file(file)

    # FlatGeobuf orders its features by their place.
    read = read.sort_values("park_id")
    held = wanted.sort_values("park_id")
    assert read["name_zh"].tolist() == held["name_zh"].tolist()
    assert read.geometry.isna().tolist() == held.geometry.isna().tolist()
    apart = shapely.distance(read.geometry.to_numpy(), held.geometry.to_numpy())
    assert np.nanmax(apart) < 2e-7
    assert read.crs.to_epsg() == 4326


@pytest.mark.parametrize("form", ["gpkg", "fgb"])
def test_file_is_opened_by_ogrinfo(service, wanted, form, tmp_path, gdal_programs):
    file = tmp_path / f"parks.{form}"
    file.write_bytes(download(service, form).content)

    told = run("ogrinfo", "-ro", "-al", "-so", str(file))

    assert f"Feature Count: {len(wanted)}" in told


def test_file_holds_another_reference_system(service, wanted, tmp_path):
    file = tmp_path / "parks.gpkg"
    metres = "http://www.opengis.net/def/crs/EPSG/0/3857"
    file.write_bytes(download(service, "gpkg", crs=metres).content)

    read = gpd.read_file(file)

    assert read.crs.to_epsg() == 3857
    assert read.total_bounds[0] > 1e7
