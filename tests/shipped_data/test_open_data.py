"""The shipped data as open data, judged by Frictionless."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import zipfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from frictionless import Dialect, Package, Resource, Schema
from frictionless.formats import CsvControl

from geo_zs.open_data.cnig import MODES, CnigSites
from geo_zs.open_data.cnig_words import COLUMNS, REQUIRED
from geo_zs.open_data.package import (
    package_files,
    package_zip,
    sites_of,
    write_package,
)
from geo_zs.open_data.parks import park_rows
from geo_zs.open_data.projects import project_rows
from geo_zs.paths import tables_dir
from geo_zs.provenance import load_sources
from tests.publication_samples import fact, published, record

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog

DATA = tables_dir()
ROOT = Path(__file__).resolve().parents[2]
CONFORMANCE = Path(
    os.environ.get("GEO_ZS_CONFORMANCE", ROOT.parent / "shared" / "conformance")
)
SITE_ECO = CONFORMANCE / "cnig" / "site-eco" / "schema.json"
PARK, OTHER = "hohhot-jingkai", "manzhouli-bianhe"


@pytest.fixture(scope="module")
def stated(catalog: Catalog) -> Catalog:
    """Return the data with areas that two operators state."""
    return catalog.with_published(
        published(
            fact(PARK, "usable_area_ha", 15000, date="2026-12-05"),
            fact(PARK, "available_area_ha", 320, confidence="inferred"),
            fact(
                PARK, "electricity_price_cny_per_kwh", 0.41, fact_class="110kv", date=""
            ),
            fact(OTHER, "usable_area_ha", 410.5),
            fact(OTHER, "has_rail_siding", 0),
            fact(OTHER, "contact", "=cmd|' /C calc'!A0"),
            projects={
                "R-1": record("样例硅片项目", park_id=PARK, pledged_cny_1e8=12.5)
            },
        )
    )


def row_of(rows: list[dict[str, Any]], park_id: str) -> dict[str, Any]:
    (found,) = [row for row in rows if row["park_id"] == park_id]
    return found


def faults(report: Any) -> list[Any]:
    return report.flatten(["name", "type", "rowNumber", "fieldName", "note"])


def site_eco(content: bytes) -> Any:
    """Judge a file by the unmodified schema of the standard."""
    if not SITE_ECO.is_file():
        pytest.skip(f"{SITE_ECO.name} of CNIG is not here (GEO_ZS_CONFORMANCE)")
    return Resource(
        data=content,
        format="csv",
        schema=Schema.from_descriptor(json.loads(SITE_ECO.read_text("utf-8"))),
        dialect=Dialect(controls=[CsvControl(delimiter=";")]),
    ).validate(limit_errors=10_000)


def test_shipped_package_is_valid_with_all_rows_and_keys():
    report = Package(str(DATA / "datapackage.json")).validate()

    assert faults(report) == []
    assert report.valid
    assert len(report.tasks) == 31


def test_shipped_package_fails_when_a_key_leads_nowhere(tmp_path):
    for path in [*DATA.rglob("*.csv"), *DATA.rglob("*.json")]:
        copy = tmp_path / path.relative_to(DATA)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    table = tmp_path / "projects/projects.csv"
    text = table.read_text("utf-8")
    table.write_text(text.replace(",152531,", ",150000,", 1), "utf-8")

    report = Package(str(tmp_path / "datapackage.json")).validate()

    assert {kind for _, kind, *_ in faults(report)} == {"foreign-key"}
    assert [task.name for task in report.tasks if not task.valid] == ["projects"]


def test_shipped_package_says_what_a_data_package_should():
    package = json.loads((DATA / "datapackage.json").read_text("utf-8"))

    assert package["id"].startswith("urn:uuid:")
    assert package["created"].endswith("T00:00:00Z")
    assert package["geo_zs:listed"] <= package["created"][:10]
    assert package["keywords"]
    assert [one["path"] for one in package["licenses"]] == ["SOURCES.csv"]
    assert "contributors" not in package


def test_version_of_the_shipped_package_is_that_of_its_tables():
    digest = hashlib.sha256()
    for path in sorted(DATA.rglob("*.csv")):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.relative_to(DATA).as_posix()} {content}\n".encode())
    package = json.loads((DATA / "datapackage.json").read_text("utf-8"))

    day = package["created"][:10].replace("-", ".")
    expected = f"{day}+{digest.hexdigest()[:12]}"
    assert package["version"] == expected, (
        "a table has changed: write this version (and the day into `created`) "
        "into data/datapackage.json"
    )


def test_shipped_package_names_every_data_set_it_was_made_of():
    package = json.loads((DATA / "datapackage.json").read_text("utf-8"))
    registered = load_sources(DATA / "SOURCES.csv").values()

    named = [one["geo_zs:source_id"] for one in package["sources"]]
    assert named == [s.source_id for s in registered if s.address_kind == "dataset"]
    assert {one.get("path") for one in package["sources"]} <= {
        None,
        *(source.link for source in registered),
    }


@pytest.mark.parametrize("with_register", [False, True])
def test_exported_package_is_valid(catalog, stated, tmp_path, with_register):
    write_package(stated if with_register else catalog, tmp_path)

    report = Package(str(tmp_path / "datapackage.json")).validate()

    assert faults(report) == []
    assert [task.stats["rows"] for task in report.tasks][:2] == [
        177,
        184 if with_register else 183,
    ]


def test_every_source_that_a_row_names_is_in_the_package(stated):
    files = package_files(stated)

    def rows(name: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(files[name].decode(), newline="")))

    named = {
        key
        for name in ("parks.csv", "projects.csv")
        for row in rows(name)
        for column, cell in row.items()
        if column.endswith("_source_ids") and cell
        for key in cell.split(";")
    }
    assert named == {row["source_id"] for row in rows("sources.csv")}
    assert any(key.startswith(f"register:park/{PARK}/") for key in named)


def test_same_catalog_gives_the_same_bytes(catalog):
    assert package_files(catalog) == package_files(catalog)
    assert package_zip(catalog) == package_zip(catalog)
    with zipfile.ZipFile(io.BytesIO(package_zip(catalog))) as archive:
        assert archive.namelist() == list(package_files(catalog))
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_is_not_known_is_empty_and_not_zero(catalog):
    rows = park_rows(catalog)

    assert sum(row["approved_area_ha"] is not None for row in rows) == 2
    assert sum(row["planned_area_ha"] is not None for row in rows) == 46
    for name in ("usable_area_ha", "land_price_cny_per_mu", "boundary", "contact"):
        assert {row[name] for row in rows} == {None}, name
    assert {row["is_chemical_park"] for row in rows} == {None, True}


def test_park_without_a_point_names_no_nearest_place(catalog):
    for row in park_rows(catalog):
        is_known = row["location_precision"] == "site"
        assert (row.get("airport_km") is not None) == is_known
        assert (row.get("airport_distance_kind") == "straight_line") == is_known


def test_operator_is_named_beside_what_he_states(stated):
    row = row_of(park_rows(stated), PARK)

    assert row["usable_area_ha"] == 15000
    assert row["available_area_ha"] == 320
    assert row["voltage_class"] == "110kv"
    assert row["land_confidence"] == "inferred"
    assert row["land_as_of"] is None, "the planned area of the table has no date"
    assert row["energy_as_of"] is None
    assert any(key.startswith("register:") for key in row["land_source_ids"])
    assert not any(key.startswith("register:") for key in row["identity_source_ids"])


def test_project_of_the_register_is_exported(stated):
    (row,) = [one for one in project_rows(stated) if one["project_id"] == "R-1"]

    assert row["park_id"] == PARK
    assert row["pledged_cny_1e8"] == 12.5
    assert row["arrived_cny_1e8"] is None


def test_no_shipped_park_is_complete_for_cnig(catalog):
    sites = sites_of(catalog)

    assert sites.n_complete == 0
    lacking = Counter(name for names in sites.missing.values() for name in names)
    assert lacking == {
        "site_surf_utile": 177,
        "site_surf_brute": 129,
        "site_epci_nom": 4,
        "site_epci_siren": 4,
        "site_comm_nom": 4,
        "site_comm_insee": 4,
    }


def test_parks_whose_operators_state_the_usable_area_are_complete(stated):
    sites = sites_of(stated)
    rows = csv.DictReader(
        io.StringIO(sites.to_csv().decode(), newline=""), delimiter=";"
    )
    by_id = {row["site_id"]: row for row in rows}

    assert list(by_id) == [PARK, OTHER]
    assert by_id[PARK]["site_surf_brute"] == "24000"
    assert by_id[PARK]["site_surf_utile"] == "15000"
    assert by_id[PARK]["site_surf_comm_dispo"] == "320"
    assert by_id[PARK]["site_comm_nom"] == "赛罕区"
    assert by_id[OTHER]["site_surf_brute"] == "640"
    assert by_id[OTHER]["reseau_fret_ferroviaire"] == "non"


def test_complete_file_is_valid_by_the_standard(stated):
    report = site_eco(sites_of(stated).to_csv("complete"))

    assert faults(report) == []
    assert report.tasks[0].stats["rows"] == 2


def test_file_of_all_parks_lacks_only_what_is_required(catalog):
    sites = sites_of(catalog)
    report = site_eco(sites.to_csv("all"))

    assert {(kind, note) for _, kind, _, _, note in faults(report)} == {
        ("constraint-error", 'constraint "required" is "True"')
    }
    found = Counter(name for _, _, _, name, _ in faults(report))
    assert found == Counter(n for names in sites.missing.values() for n in names)


def test_columns_are_those_of_the_standard():
    if not SITE_ECO.is_file():
        pytest.skip(f"{SITE_ECO.name} of CNIG is not here (GEO_ZS_CONFORMANCE)")
    fields = json.loads(SITE_ECO.read_text("utf-8"))["fields"]

    assert tuple(one["name"] for one in fields) == COLUMNS
    required = tuple(one["name"] for one in fields if one["constraints"]["required"])
    assert required == REQUIRED


@pytest.mark.parametrize("mode", MODES)
def test_words_are_those_that_the_standard_lists(stated, mode):
    if not SITE_ECO.is_file():
        pytest.skip(f"{SITE_ECO.name} of CNIG is not here (GEO_ZS_CONFORMANCE)")
    fields = json.loads(SITE_ECO.read_text("utf-8"))["fields"]
    allowed = {one["name"]: set(one["enum"]) for one in fields if "enum" in one}
    sites: CnigSites = sites_of(stated)
    text = sites.to_csv(mode).decode()

    for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=";"):
        for name, words in allowed.items():
            assert row[name] in words | {""}, (row["site_id"], name)


def test_project_in_a_park_that_is_no_more_names_none(catalog, tmp_path):
    gone = published(projects={"R-1": record("样例", park_id="no-such-park")})
    laid = catalog.with_published(gone)

    (row,) = [one for one in project_rows(laid) if one["project_id"] == "R-1"]
    write_package(laid, tmp_path)

    assert row["park_id"] is None
    assert Package(str(tmp_path / "datapackage.json")).validate().valid
