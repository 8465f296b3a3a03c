"""Assets come from the package; what is not vendored is refused."""

from __future__ import annotations

import hashlib
import json

import folium
import pytest
from folium.plugins import Draw

from geo_zs.maps.local_figure import (
    OWN_SCRIPTS,
    OWN_STYLES,
    LocalFigure,
    UnvendoredAssetError,
    number_elements,
    static_dir,
    vendored_links,
)
from geo_zs.maps.url_layer import RegionMap, RegionPart

VENDOR = static_dir() / "vendor"


def region_map() -> RegionMap:
    return RegionMap(name="gz", label="图", settings={})


def test_assets_of_a_map_are_files_of_the_package() -> None:
    figure = LocalFigure()
    figure.add_child(region_map())

    assets = figure.collect()

    assert assets.scripts[0] == "vendor/leaflet/dist/leaflet.js"
    assert assets.styles[0] == "vendor/leaflet/dist/leaflet.css"
    for path in (*assets.styles, *assets.scripts):
        assert (static_dir() / path).is_file(), path


def test_map_without_icons_loads_neither_jquery_nor_bootstrap() -> None:
    figure = LocalFigure()
    figure.add_child(region_map())

    joined = " ".join(figure.collect().scripts)

    assert "jquery" not in joined
    assert "bootstrap" not in joined


def test_plugin_that_is_not_vendored_is_refused_with_its_name() -> None:
    map_ = region_map()
    Draw().add_to(map_)
    figure = LocalFigure()
    figure.add_child(map_)

    with pytest.raises(UnvendoredAssetError, match="asset 'leaflet_draw_js' would be"):
        figure.collect()


def test_folium_itself_keeps_its_links_for_other_maps() -> None:
    figure = LocalFigure()
    figure.add_child(region_map())
    figure.collect()

    names = [name for name, _ in folium.Map.default_js]

    assert names == ["leaflet", "jquery", "bootstrap", "awesome_markers"]


def test_elements_are_numbered_in_order_so_that_bytes_repeat() -> None:
    figure = LocalFigure()
    map_ = region_map()
    map_.add_child(RegionPart("fit", [[1, 2], [3, 4]]))
    figure.add_child(map_)

    number_elements(figure)

    assert map_.get_name() == "map_gz"
    assert [child.get_name() for child in map_._children.values()] == [
        "region_start_1",
        "region_part_2",
    ]


def test_text_of_a_part_is_not_compiled_as_a_template() -> None:
    map_ = region_map()
    map_.add_child(RegionPart("say", "{{ 6 * 7 }}"))
    figure = LocalFigure()
    figure.add_child(map_)

    script = figure.collect().script

    assert "42" not in script
    assert "\\u007b\\u007b 6 * 7 \\u007d\\u007d" in script


def test_manifest_names_every_vendored_file_with_its_checksum() -> None:
    manifest = json.loads((VENDOR / "manifest.json").read_text("utf-8"))
    named = {entry["file"]: entry["sha256"] for entry in manifest["links"].values()}
    named |= manifest["files"]

    found = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(
            path.read_bytes()
        ).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }

    assert found == named


def test_every_vendored_package_brings_its_licence() -> None:
    manifest = json.loads((VENDOR / "manifest.json").read_text("utf-8"))

    for package, entry in manifest["packages"].items():
        assert entry["licence"], package
        for name in entry["licence_files"]:
            assert (VENDOR / package / name).is_file(), (package, name)


def test_vendored_versions_are_those_of_the_lock_file() -> None:
    manifest = json.loads((VENDOR / "manifest.json").read_text("utf-8"))
    root = static_dir().parents[1]
    lock = json.loads((root / "package-lock.json").read_text("utf-8"))["packages"]

    for package, entry in manifest["packages"].items():
        assert lock[f"node_modules/{package}"]["version"] == entry["version"]


def test_lock_file_names_no_host() -> None:
    root = static_dir().parents[1]

    text = (root / "package-lock.json").read_text("utf-8")

    assert "resolved" not in text
    assert "://" not in text


@pytest.mark.parametrize("path", [*OWN_STYLES, *OWN_SCRIPTS])
def test_our_own_files_ask_no_other_host(path: str) -> None:
    text = (static_dir() / path).read_text("utf-8")

    for address in ("http://", "https://", "//cdn"):
        rest = text.replace("http://www.w3.org/2000/svg", "")
        assert address not in rest


def test_our_own_scripts_never_write_html() -> None:
    for path in OWN_SCRIPTS:
        text = (static_dir() / path).read_text("utf-8")
        code = "\n".join(
            line
            for line in text.splitlines()
            if not line.lstrip().startswith(("*", "/"))
        )
        for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval("):
            assert forbidden not in code, (path, forbidden)


def test_links_are_read_by_folium_name() -> None:
    assert vendored_links()["leaflet"] == "vendor/leaflet/dist/leaflet.js"
