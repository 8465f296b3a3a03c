"""An operator's own boundary file: its credit is printed, the package's is not."""

from __future__ import annotations

from pathlib import Path

import pyogrio
import pytest
from markupsafe import escape

from geo_zs.catalog import Catalog, load_catalog
from geo_zs.errors import DataError
from geo_zs.layers.boundary_build import is_current
from geo_zs.layers.boundary_source import configured_credit
from geo_zs.maps.export import one_file_html
from webapp import create_app

REVIEW = "审图号：GS（2024）0650号"
PAGES = (
    "/",
    "/?lang=en",
    "/data",
    "/data?lang=en",
    "/region",
    "/api/v1/layers/banners.geojson",
    "/api/v1/layers/leagues.geojson",
    "/ogc/collections/leagues?f=html",
    "/ogc/collections/banners?f=json",
    "/ogc/collections/banners/items?limit=1&f=json",
)
HOSTILE = (
    "<img src=x onerror=alert(1)>${alert(2)}{{7*7}}`'\"\u202e 审图号：蒙S（2026）1号"
)
PRINTED = HOSTILE.replace("\u202e", "")


def answers(catalog: Catalog) -> dict[str, str]:
    """Return the text of every page, and of the map in one file."""
    client = create_app(catalog=catalog).test_client()
    found = {}
    for path in PAGES:
        answer = client.get(path)
        assert answer.status_code == 200, path
        found[path] = answer.get_data(as_text=True)
    return found | {lang: one_file_html(catalog, lang) for lang in ("zh", "en")}


@pytest.fixture(scope="module")
def own_file(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file of banners as an operator may have it."""
    path = tmp_path_factory.mktemp("own") / "own.gpkg"
    banners = catalog.boundaries.banners.reset_index()
    given = banners.rename(columns={"adcode": "code", "name_zh": "name"})
    pyogrio.write_dataframe(given[["code", "name", "geometry"]], path)
    return path


def load_own(own_file: Path, folder: Path, credit: str) -> Catalog:
    """Return the catalog with the operator's file and credit."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GEO_ZS_BOUNDARIES", str(own_file))
        patch.setenv("GEO_ZS_BOUNDARIES_CREDIT", credit)
        loaded = load_catalog(boundaries_dir=folder)
        assert is_current(folder)
    return loaded


@pytest.fixture(scope="module")
def own(own_file: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the answers with an own file and no credit."""
    return answers(load_own(own_file, tmp_path_factory.mktemp("plain"), ""))


@pytest.fixture(scope="module")
def hostile(own_file: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the answers with an own file and a hostile credit."""
    folder = tmp_path_factory.mktemp("hostile")
    load_own(own_file, folder, "")
    return answers(load_own(own_file, folder, HOSTILE))


def test_shipped_boundaries_print_their_review_number_everywhere(catalog):
    for path, text in answers(catalog).items():
        assert REVIEW in text, path


def test_own_file_never_carries_the_review_number_of_the_package(own):
    for path, text in own.items():
        assert "0650号" not in text, path
        assert "(2024) 0650" not in text, path
        assert "国家地理信息公共服务平台（天地图） " not in text, path


def test_package_is_named_for_names_and_areas_only(own):
    for path in ("/", "/?lang=en", "/region", "zh", "en"):
        assert "天地图" not in own[path], path
    assert own["/data"].count("天地图") == 1
    row = own["/data"].partition('id="source-tianditu"')[2].partition("</tr>")[0]
    assert "天地图" in row


@pytest.mark.parametrize("path", ["/", "/data", "/region", "zh", PAGES[-2], PAGES[-1]])
def test_own_file_is_named_as_the_source(own, path):
    assert "边界来源：使用者提供的文件 own.gpkg" in own[path]


@pytest.mark.parametrize("path", ["/?lang=en", "/data?lang=en", "en"])
def test_own_file_is_named_in_english(own, path):
    assert "Boundaries: file given by the user, own.gpkg" in own[path]


def test_own_credit_is_printed_and_never_runs(hostile):
    for path, text in hostile.items():
        if path.endswith((".geojson", "f=json")):
            continue
        assert "审图号：蒙S（2026）1号" in text, path
        assert "<img src=x" not in text, path
        rest = text.replace(str(escape(PRINTED)), "")
        assert "${alert(2)}" not in rest, path
        assert "{{7*7}}" not in rest, path
        assert "}49`" not in text, path
        assert "\u202e" not in text, path


def test_credit_in_the_api_is_the_text_itself(own_file, tmp_path):
    client = create_app(catalog=load_own(own_file, tmp_path, HOSTILE)).test_client()

    body = client.get("/api/v1/layers/banners.geojson").get_json(force=True)

    assert body["attribution"].startswith(f"{PRINTED}; GeoNames")


def test_too_long_credit_is_refused(monkeypatch):
    monkeypatch.setenv("GEO_ZS_BOUNDARIES_CREDIT", "图" * 301)

    with pytest.raises(DataError, match="301 characters"):
        configured_credit()


def test_every_other_variable_is_documented(project_root):
    text = (project_root / "docs" / "settings.md").read_text("utf-8")

    for name in ("BOUNDARIES", "BOUNDARIES_CREDIT", "DATA_DIR", "LANG", "ACCESS_LOG"):
        assert f"| `GEO_ZS_{name}` |" in text
