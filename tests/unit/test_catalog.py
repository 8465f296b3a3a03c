"""The catalog: one version, immutable, all faults at once."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest

from geo_zs.catalog import Catalog, data_version, load_catalog
from geo_zs.errors import DataError, RequirementError, UnknownPlaceError
from geo_zs.paths import tables_dir


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("built")


@pytest.fixture(scope="session")
def loaded(built: Path) -> Catalog:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("GEO_ZS_BOUNDARIES", raising=False)
        return load_catalog(boundaries_dir=built)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """Return a copy of the shipped tables that a test may damage."""
    copy = tmp_path / "tables"
    shutil.copytree(tables_dir(), copy)
    return copy


def test_boundaries_are_built_when_they_are_absent(loaded, built):
    assert (built / "boundaries.json").is_file()
    assert len(loaded.boundaries.banners) == 103


def test_layers_come_in_their_order_with_their_rows(loaded):
    counts = {name: len(layer) for name, layer in loaded.layers.items()}

    assert counts == {
        "leagues": 12,
        "banners": 103,
        "parks": 177,
        "ports": 23,
        "energy_bases": 86,
        "power_plants": 295,
        "airports": 19,
        "rail_nodes": 59,
        "rail_lines": 19,
        "projects": 183,
    }


def test_every_column_of_a_layer_is_described(loaded):
    for name, layer in loaded.layers.items():
        described = {field.name for field in layer.spec.columns}
        assert described <= set(layer.frame.columns), name
        rest = set(layer.frame.columns) - described - {"geometry"}
        assert rest <= {"display_lon", "display_lat"}, name


def test_catalog_cannot_be_changed(loaded):
    with pytest.raises(dataclasses.FrozenInstanceError):
        loaded.data_version = "x"
    with pytest.raises(TypeError):
        loaded.layers["parks"] = None
    with pytest.raises(TypeError):
        loaded.tables["rules"] = None


def test_unknown_layer_lists_the_known_ones(loaded):
    assert loaded.layer("parks").spec.id == "parks"
    with pytest.raises(UnknownPlaceError) as caught:
        loaded.layer("lakes")
    assert "rail_lines" in caught.value.near


def test_here_names_the_league_of_hohhot(loaded):
    here = loaded.here(111.67, 40.82)

    assert here.league == "150100"
    assert len(here.near["parks"]) == 5
    assert len(here.near["ports"]) == 3


def test_unlocated_projects_carry_their_reasons(loaded):
    frame = loaded.unlocated_projects

    assert frame.index.tolist() == ["S2", "S4", "S5", "S6", "S7", "S9"]
    assert frame["unlocated_reason_zh"].str.startswith("资料中没有可以定位的地名").all()


def test_requirement_is_matched_and_a_wrong_one_refused(loaded):
    assert loaded.match({"industry": "pv_wafer", "top": 3}) is not None
    with pytest.raises(RequirementError):
        loaded.match({"industry": "no_such_industry"})


def test_version_is_twelve_digits_and_the_same_for_the_same_data(loaded, tables):
    assert len(loaded.data_version) == 12
    assert int(loaded.data_version, 16) >= 0
    assert data_version(tables, loaded.boundaries) == loaded.data_version


def test_version_changes_with_one_cell(loaded, tables):
    path = tables / "airports" / "airports.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Bayanhot", "Bayanhaote"), encoding="utf-8")

    assert data_version(tables, loaded.boundaries) != loaded.data_version


def test_faults_of_several_tables_are_listed_at_once(tables, built):
    (tables / "ports" / "ports.csv").unlink()
    parks = tables / "parks" / "parks.csv"
    lines = parks.read_text(encoding="utf-8").splitlines(keepends=True)
    parks.write_text("".join([*lines[:5], "cut off\n"]), encoding="utf-8")
    (tables / "projects" / "projects.csv").write_bytes(b"\xff\xfe")

    with pytest.raises(DataError) as caught:
        load_catalog(tables, built)

    files = {problem.file for problem in caught.value.problems}
    assert {"ports/ports.csv", "parks/parks.csv", "projects/projects.csv"} <= files


def test_code_that_leads_nowhere_is_named_with_file_and_row(tables, built):
    path = tables / "projects" / "projects.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(",152500,152531,", ",152500,159999,", 1), "utf-8")

    with pytest.raises(DataError) as caught:
        load_catalog(tables, built)

    (problem,) = [p for p in caught.value.problems if "159999" in p.message]
    assert (problem.file, problem.row) == ("projects/projects.csv", 2)


def test_damaged_boundaries_are_refused_with_the_command_that_mends_them(
    built, loaded, tmp_path
):
    folder = tmp_path / "boundaries"
    shutil.copytree(built, folder)
    (folder / "banners.fgb").write_bytes(b"fgb")

    with pytest.raises(DataError, match="run 'geo-zs data build'"):
        load_catalog(boundaries_dir=folder)


def test_wrong_boundary_file_of_the_user_is_refused(tmp_path, monkeypatch, built):
    monkeypatch.setenv("GEO_ZS_BOUNDARIES", str(tmp_path / "none.gpkg"))

    with pytest.raises(DataError, match=r"none\.gpkg: .*there is no such file"):
        load_catalog(boundaries_dir=tmp_path / "out")


def test_folder_that_cannot_be_written_names_the_setting(tmp_path, monkeypatch):
    monkeypatch.delenv("GEO_ZS_BOUNDARIES", raising=False)
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")

    with pytest.raises(DataError, match="GEO_ZS_DATA_DIR"):
        load_catalog(boundaries_dir=blocked / "boundaries")


def test_loading_leaves_the_folder_of_tables_as_it_was(tables, built):
    before = {path: path.stat().st_mtime_ns for path in tables.rglob("*")}

    load_catalog(tables, built)

    assert {path: path.stat().st_mtime_ns for path in tables.rglob("*")} == before
