"""The shipped tables hold what their READMEs and the register say."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from geo_zs import vocab
from geo_zs.datacheck import REQUIRED_TABLES, check_data
from geo_zs.paths import tables_dir
from geo_zs.provenance import credits, load_sources
from geo_zs.tables import SCHEMA_SUFFIX, load_schema, read_table

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog

DATA = tables_dir()
TABLES = sorted(
    path.relative_to(DATA).as_posix().removesuffix(SCHEMA_SUFFIX) + ".csv"
    for path in DATA.rglob(f"*{SCHEMA_SUFFIX}")
)


@cache
def table(name: str) -> pd.DataFrame:
    return read_table(DATA / name)


def count(name: str, column: str) -> dict[str, int]:
    return dict(Counter(table(name)[column]))


def test_tables_have_no_fault_at_all():
    assert [str(problem) for problem in check_data(DATA)] == []


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("airports/airports.csv", 19),
        ("article/league_facts.csv", 84),
        ("article/region_facts.csv", 49),
        ("banners/banner_facts.csv", 103),
        ("banners/constraints.csv", 103),
        ("banners/resource.csv", 103),
        ("boundaries/banners.csv", 103),
        ("boundaries/leagues.csv", 12),
        ("energy_bases/energy_bases.csv", 86),
        ("gazetteer/garbles.csv", 8),
        ("industries/industries.csv", 65),
        ("leagues/targets.csv", 15),
        ("parks/parks.csv", 177),
        ("ports/ports.csv", 23),
        ("power_plants/power_plants.csv", 295),
        ("projects/article_projects.csv", 10),
        ("projects/projects.csv", 173),
        ("rail/rail_line_nodes.csv", 74),
        ("rail/rail_lines.csv", 19),
        ("rail/rail_nodes.csv", 59),
        ("rules/rules.csv", 34),
    ],
)
def test_table_has_all_its_rows(name: str, rows: int):
    assert len(table(name)) == rows


def test_every_required_table_is_described():
    assert set(REQUIRED_TABLES) <= set(TABLES)


def test_parks_stand_alone_or_below_an_umbrella():
    parks = table("parks/parks.csv")
    alone = parks[parks["parent_park_id"].isna()]

    assert len(alone) == 126
    assert len(parks) - len(alone) == 51
    assert dict(Counter(alone["level"])) == {
        "national": 13,
        "regional": 55,
        "league": 58,
    }


def test_parks_keep_the_precision_of_their_points():
    assert count("parks/parks.csv", "location_precision") == {
        "site": 24,
        "town": 74,
        "banner": 75,
        "league": 4,
    }


def test_ports_are_two_rail_twelve_road_six_air_and_three_old_crossings():
    ports = table("ports/ports.csv")
    is_open = ports["is_open"].astype(bool)

    assert dict(Counter(ports.loc[is_open, "mode"])) == {
        "rail": 2,
        "road": 12,
        "air": 6,
    }
    old = set(ports.loc[~is_open, "port_id"])
    assert old == {"erka", "hulieyetu", "bagemaodu"}
    assert dict(Counter(ports.loc[is_open, "neighbour"].dropna())) == {
        "Mongolia": 10,
        "Russia": 4,
    }


def test_port_without_a_trusted_point_has_none():
    ports = table("ports/ports.csv").set_index("port_id")

    assert ports["lon"].isna().sum() == 3
    assert pd.isna(ports.at["wuliji", "lon"])
    assert ports.at["wuliji", "location_precision"] == "banner"


def test_energy_bases_have_points_only_where_a_town_is_known():
    bases = table("energy_bases/energy_bases.csv")

    assert set(bases.loc[bases["lon"].notna(), "location_precision"]) == {"town"}
    assert bases["lon"].notna().sum() == 7
    assert (bases["kind"] == "programme").sum() == 8


def test_power_plants_are_counted_by_fuel():
    assert count("power_plants/power_plants.csv", "fuel") == {
        "wind": 194,
        "coal": 80,
        "solar": 14,
        "hydro": 4,
        "coal_mine_methane": 2,
        "natural_gas": 1,
    }


def test_plants_named_after_another_banner_have_a_wider_radius():
    plants = table("power_plants/power_plants.csv").set_index("plant_id")
    wider = plants[plants["location_radius_km"] > 8]

    assert len(wider) == 6
    assert wider.at["WRI1025987", "location_radius_km"] == 49
    assert wider["location_note"].str.contains("radius widened").all()


def test_elevation_is_in_metres():
    airports = table("airports/airports.csv").set_index("icao")

    assert airports.at["ZBHH", "elevation_m"] == 1084  # 3556 ft
    assert airports["elevation_m"].isna().sum() == 4


def test_league_populations_sum_to_the_published_total():
    assert table("boundaries/leagues.csv")["population_2020"].sum() == 24049155


def test_stages_of_the_article_keep_the_word_that_was_printed():
    article = table("projects/article_projects.csv").set_index("project_id")

    assert article.loc["S1", ["stage", "stage_text"]].tolist() == ["unknown", "推介"]
    assert article.loc["S6", ["stage", "stage_text"]].tolist() == [
        "signed",
        "前期协议",
    ]
    assert article.loc["S10", ["stage", "stage_text"]].tolist() == [
        "operating",
        "投产",
    ]
    assert article["name_printed"].notna().all()


def test_projects_are_counted_by_stage():
    assert count("projects/projects.csv", "stage") == {
        "construction": 93,
        "operating": 43,
        "filed": 27,
        "signed": 8,
        "stopped": 1,
        "unknown": 1,
    }


def test_pledged_money_is_never_shown_as_arrived():
    projects = table("projects/projects.csv")

    assert projects["pledged_cny_1e8"].notna().sum() == 62
    assert projects["arrived_cny_1e8"].isna().all()


def test_water_permits_are_unknown_where_the_notice_names_nobody():
    found = table("banners/constraints.csv")["is_water_permit_suspended"]

    assert found.sum() == 22
    assert found.isna().sum() == 81


def test_garbled_names_keep_evidence_for_and_against():
    garbles = table("gazetteer/garbles.csv")

    assert garbles["evidence_for"].notna().all()
    readings = garbles.loc[garbles["printed"] == "马托勒", "target_id"]
    assert readings.tolist() == ["ganqimaodu", "mandula"]


def test_every_closed_word_of_a_schema_has_labels():
    missing = []
    for name in TABLES:
        schema = load_schema(DATA / name)
        for field in schema.fields:
            words = vocab.words(f"{schema.name}.{field.name}")
            if words is not None and field.allowed:
                missing += [
                    f"{name} {field.name} {value}"
                    for value in field.allowed
                    if value not in words
                ]
    assert missing == []


@pytest.mark.parametrize("name", TABLES)
def test_columns_have_titles_descriptions_and_units(name: str):
    for field in load_schema(DATA / name).fields:
        assert field.title_zh, field.name
        assert field.title_en, field.name
        assert field.description, field.name
        if field.name.endswith(("_km", "_ha", "_mw", "_mwh", "_m", "_km2")):
            assert field.unit, field.name


@pytest.mark.parametrize("name", TABLES)
def test_schema_is_a_frictionless_table_schema(name: str):
    path = DATA / name
    raw = json.loads(
        path.with_name(path.stem + SCHEMA_SUFFIX).read_text(encoding="utf-8")
    )

    assert raw["missingValues"] == [""]
    assert {field["type"] for field in raw["fields"]} <= {
        "string",
        "number",
        "integer",
        "boolean",
    }


def readme_counts(path: Path) -> dict[str, int]:
    """Return the row counts that a README states, by the path it writes."""
    found = re.findall(r"^\|\s*`([\w/]+\.csv)`\s*\|\s*([\d,]+)\s*\|", _text(path), re.M)
    return {name: int(rows.replace(",", "")) for name, rows in found}


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_readme_of_the_data_lists_every_required_table_with_its_rows():
    stated = readme_counts(DATA / "README.md")

    assert set(REQUIRED_TABLES) <= set(stated)
    assert stated == {name: len(table(name)) for name in stated}


@pytest.mark.parametrize(
    "folder",
    sorted({Path(name).parent.as_posix() for name in TABLES} - {"."}),
)
def test_readme_of_the_folder_states_true_row_counts(folder: str):
    stated = readme_counts(DATA / folder / "README.md")

    assert stated == {name: len(table(f"{folder}/{name}")) for name in stated}


def test_sources_name_the_tables_that_use_them():
    used: dict[str, set[str]] = {}
    for name in TABLES:
        if name == "SOURCES.csv":
            continue
        frame = table(name)
        for column in frame.columns:
            if column.endswith("source_ids"):
                for ids in frame[column]:
                    for source_id in ids:
                        used.setdefault(source_id, set()).add(name)
    stated = load_sources(DATA / "SOURCES.csv")

    wrong = {
        key: (sorted(used.get(key, ())), source.used_for)
        for key, source in stated.items()
        if sorted(used.get(key, ())) != list(source.used_for)
    }
    assert wrong == {}


def test_credits_that_must_be_printed_are_there():
    printed = " ".join(credits(load_sources(DATA / "SOURCES.csv").values()))

    for holder in (
        "GeoNames",
        "World Resources Institute",
        "NASA",
        "airportsdata",
        "pvlib",
        "ITU-R",
        "GS（2024）0650号",
        "OpenStreetMap",
    ):
        assert holder in printed


def test_no_repost_becomes_a_link():
    for source in load_sources(DATA / "SOURCES.csv").values():
        if source.address_kind == "repost":
            assert source.link is None


def test_every_point_lies_in_its_banner(catalog: Catalog):
    found = check_data(DATA, catalog.boundaries)

    assert [str(problem) for problem in found] == []


def test_data_package_lists_every_table_with_its_schema():
    package = json.loads(_text(DATA / "datapackage.json"))

    listed = {item["path"]: item["schema"] for item in package["resources"]}
    assert sorted(listed) == TABLES
    for path, schema in listed.items():
        assert schema == path.removesuffix(".csv") + SCHEMA_SUFFIX
        assert (DATA / schema).is_file()


def test_names_of_the_resources_are_unique():
    package = json.loads(_text(DATA / "datapackage.json"))

    names = [item["name"] for item in package["resources"]]
    assert len(set(names)) == len(names)
    assert names == [load_schema(DATA / name).name for name in TABLES]
