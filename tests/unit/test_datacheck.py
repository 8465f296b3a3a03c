"""A planted fault of each kind is found, with its file, row and field.

The shipped tables are copied once and damaged in many places at once; so the tests
show too that one fault hides no other.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import ArrayLike

from geo_zs.datacheck import check_data, require_sound_data
from geo_zs.errors import DataError, Problem
from geo_zs.paths import tables_dir


@dataclass(frozen=True)
class Plant:
    """One damaged cell: where it stands and what the check must say."""

    file: str
    key: str
    changes: dict[str, str]
    field: str
    message: str


PLANTS = {
    "unknown source": Plant(
        "parks/parks.csv",
        "wuhai-hitech",
        {"source_ids": "nbs-codes;hearsay"},
        "source_ids",
        "is 'hearsay', which SOURCES.csv does not have",
    ),
    "unknown source of a point": Plant(
        "ports/ports.csv",
        "ganqimaodu",
        {"location_source_ids": "atlas"},
        "location_source_ids",
        "is 'atlas', which SOURCES.csv does not have",
    ),
    "unknown tag": Plant(
        "projects/projects.csv",
        "P-0001",
        {"industry_tags": "green_cheese"},
        "industry_tags",
        "is 'green_cheese', which industries/industries.csv does not have",
    ),
    "unknown park": Plant(
        "projects/projects.csv",
        "P-0003",
        {"park_id": "baotou-nix"},
        "park_id",
        "is 'baotou-nix', which parks/parks.csv does not have",
    ),
    "unknown banner": Plant(
        "airports/airports.csv",
        "zbla",
        {"banner": "150799"},
        "banner",
        "is '150799', which boundaries/banners.csv does not have",
    ),
    "tag of a rule": Plant(
        "rules/rules.csv",
        "coal-chem-2023",
        {"applies_to_tags": "coal_chemical;gold"},
        "applies_to_tags",
        "is 'gold', which industries/industries.csv does not have",
    ),
    "banner of another league": Plant(
        "power_plants/power_plants.csv",
        "WRI1070257",
        {"league": "150200"},
        "league",
        "is '150200', but banner 150103 lies in 150100",
    ),
    "code of another league": Plant(
        "boundaries/banners.csv",
        "152531",
        {"league": "152200"},
        "league",
        "is '152200'; the code 152531 belongs to 152500",
    ),
    "point of a place known by its banner": Plant(
        "energy_bases/energy_bases.csv",
        "huade-1500",
        {"lon": "114.26"},
        "lon",
        "is 114.26, but location_precision is 'banner'",
    ),
    "site without a point": Plant(
        "airports/airports.csv",
        "zbhz",
        {"lat": ""},
        "lat",
        "is empty, but location_precision is 'site'",
    ),
    "radius without a point": Plant(
        "parks/parks.csv",
        "hohhot-jingkai",
        {"location_radius_km": "8"},
        "location_radius_km",
        "is 8.0, but location_precision is 'banner'",
    ),
    "point without a source": Plant(
        "rail/rail_nodes.csv",
        "rail-hailar",
        {"location_source_ids": ""},
        "location_source_ids",
        "is empty; a point needs a source (general-knowledge if there is none)",
    ),
    "precision league with a banner": Plant(
        "energy_bases/energy_bases.csv",
        "baotou-weijun",
        {"banner": "150204"},
        "banner",
        "is '150204', but location_precision is 'league'",
    ),
    "park that is its own ancestor": Plant(
        "parks/parks.csv",
        "ordos-mengsu",
        {"parent_park_id": "ordos-mengsu-jiangsu"},
        "parent_park_id",
        "leads back to the row itself: "
        "ordos-mengsu → ordos-mengsu-jiangsu → ordos-mengsu",
    ),
    "parent in another league": Plant(
        "parks/parks.csv",
        "alxa-hitech-gaoxinyuan",
        {"parent_park_id": "chifeng-hitech"},
        "parent_park_id",
        "is 'chifeng-hitech', which lies in league 150400",
    ),
    "link along the chain in one direction": Plant(
        "industries/industries.csv",
        "tourism",
        {"upstream_tags": "coking"},
        "upstream_tags",
        "names 'coking', whose downstream_tags does not name 'tourism'",
    ),
    "synonym of two tags": Plant(
        "industries/industries.csv",
        "modern_services",
        {"synonyms_zh": "总部经济;金属硅"},
        "synonyms_zh",
        "names '金属硅', which is a synonym of 'silicon_metal' already",
    ),
    "land port without a neighbour": Plant(
        "ports/ports.csv",
        "ceke",
        {"neighbour": ""},
        "neighbour",
        "is empty at a port of mode 'road'",
    ),
    "closed port used for distances": Plant(
        "ports/ports.csv",
        "erka",
        {"is_usable_for_distance": "true"},
        "is_usable_for_distance",
        "is true, but the port is not open",
    ),
    "airport at a road port": Plant(
        "airports/airports.csv",
        "zbow",
        {"port_id": "mandula"},
        "port_id",
        "is 'mandula', which is a road port",
    ),
    "project in a park of another league": Plant(
        "projects/projects.csv",
        "P-0009",
        {"park_id": "alxa-hitech"},
        "park_id",
        "is 'alxa-hitech', which lies in league 152900",
    ),
    "project at a park that is not named": Plant(
        "projects/article_projects.csv",
        "S8",
        {"park_id": "", "park_name_printed": ""},
        "park_id",
        "is empty, and no park is named, but place_level is 'park'",
    ),
    "project at a site without a point": Plant(
        "projects/article_projects.csv",
        "S10",
        {"place_level": "site"},
        "lon",
        "and lat stand together at place_level 'site'; it is 'site'",
    ),
    "project nowhere with a banner": Plant(
        "projects/article_projects.csv",
        "S9",
        {"league": "150200", "banner": "150204"},
        "banner",
        "is '150204', but place_level is 'none'",
    ),
    "project at a level without its league": Plant(
        "projects/projects.csv",
        "P-0020",
        {"place_level": "league", "league": "", "banner": "", "park_id": ""},
        "league",
        "is empty, but place_level is 'league'",
    ),
    "project at a level without its banner": Plant(
        "projects/projects.csv",
        "P-0002",
        {"banner": ""},
        "banner",
        "is empty, but place_level is 'banner'",
    ),
    "place known by a banner that is not given": Plant(
        "energy_bases/energy_bases.csv",
        "uhv-jarud",
        {"banner": ""},
        "banner",
        "is empty, but location_precision is 'banner'",
    ),
    "scope of a rule": Plant(
        "rules/rules.csv",
        "air-key-areas",
        {"scope": "150102;atlantis"},
        "scope",
        "names 'atlantis', which is no code and no park",
    ),
    "rule that excludes without an official text": Plant(
        "rules/rules.csv",
        "heavy-chem-into-park",
        {"effect": "exclude"},
        "effect",
        "is 'exclude', but no official text was read",
    ),
    "target of no league": Plant(
        "leagues/targets.csv",
        "T-03",
        {"adcode": "153000"},
        "adcode",
        "is '153000', which is no league and not the region",
    ),
    "reading of a garble": Plant(
        "gazetteer/garbles.csv",
        "甘青蒙鄂口岸加工园区",
        {"target_id": "nowhere"},
        "target_id",
        "is 'nowhere', which parks/parks.csv does not have",
    ),
    "mean outside its range": Plant(
        "banners/resource.csv",
        "150221",
        {"wind_speed_50m_ms": "9.9"},
        "wind_speed_50m_ms",
        "is 9.9, outside wind_speed_50m_min_ms … wind_speed_50m_max_ms of the row",
    ),
    "alias of two parks": Plant(
        "parks/parks.csv",
        "wuhai-hitech-wuda",
        {"aliases": "如意工业园区"},
        "aliases",
        "names '如意工业园区', which 'hohhot-jingkai-ruyi' has already",
    ),
    "official without a text": Plant(
        "parks/parks.csv",
        "ulanqab-jining-bigdata",
        {"source_ids": "general-knowledge", "confidence": "official"},
        "confidence",
        "is 'official', but no source is a text or data set",
    ),
    "order on a line": Plant(
        "rail/rail_line_nodes.csv",
        "rail-yechi",
        {"seq": "4"},
        "seq",
        "is 4; expected 1, the next node of rail-yechi",
    ),
    "word outside its vocabulary": Plant(
        "article/league_facts.csv",
        "LF-010",
        {"fact_type": "rumour"},
        "fact_type",
        "is 'rumour'; expected one of mechanism, target_industry, target_companies, "
        "park, honour, project, project_reserve, outreach, event, policy, "
        "delegation, fund",
    ),
    "text in a number": Plant(
        "banners/banner_facts.csv",
        "150102",
        {"polygon_area_km2": "659 km2"},
        "polygon_area_km2",
        "is '659 km2'; expected a number, without a unit, or an empty cell if it is "
        "not known",
    ),
}


def copy_tables(folder: Path) -> Path:
    """Copy the shipped tables, without the built boundaries."""
    target = folder / "data"
    keep = shutil.ignore_patterns("*.geojson", "*.fgb", "boundaries.json")
    shutil.copytree(tables_dir(), target, ignore=keep)
    return target


def read_rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write_rows(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def damage(folder: Path, plant: Plant) -> int:
    """Change the cells of one plant; return the row as a spreadsheet counts it."""
    path = folder / plant.file
    rows = read_rows(path)
    at = next(i for i, row in enumerate(rows) if row[0] == plant.key)
    for field, cell in plant.changes.items():
        rows[at][rows[0].index(field)] = cell
    write_rows(path, rows)
    return at + 1


@pytest.fixture(scope="module")
def planted(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[dict[str, int], list[Problem]]:
    """Return the rows of all plants, and the faults found in the damaged copy."""
    folder = copy_tables(tmp_path_factory.mktemp("planted"))
    rows = {name: damage(folder, plant) for name, plant in PLANTS.items()}
    return rows, check_data(folder)


@pytest.mark.parametrize("name", PLANTS)
def test_planted_fault_is_found(
    planted: tuple[dict[str, int], list[Problem]], name: str
):
    rows, problems = planted
    plant = PLANTS[name]

    found = [
        problem.message
        for problem in problems
        if (problem.file, problem.row, problem.field)
        == (plant.file, rows[name], plant.field)
    ]

    assert plant.message in found


def test_faults_are_sorted_by_file_row_and_field(
    planted: tuple[dict[str, int], list[Problem]],
):
    _, problems = planted

    order = [(p.file or "", p.row or 0, p.field) for p in problems]
    assert order == sorted(order)


def edit(path: Path, change: Callable[[list[list[str]]], list[list[str]]]) -> None:
    write_rows(path, change(read_rows(path)))


def test_missing_tables_rows_and_counts_are_found(tmp_path: Path):
    folder = copy_tables(tmp_path)
    (folder / "industries/industries.csv").unlink()
    edit(folder / "boundaries/banners.csv", lambda rows: rows[:-1])
    edit(folder / "banners/resource.csv", lambda rows: [rows[0], *rows[2:]])
    edit(
        folder / "rail/rail_line_nodes.csv",
        lambda rows: [row for row in rows if row[2] != "rail-zalantun"],
    )
    edit(folder / "rail/rail_lines.csv", lambda rows: [*rows, _idle_line(rows[-1])])
    write_rows(folder / "parks/extra.csv", [["a"], ["b"]])

    found = {str(problem) for problem in check_data(folder)}

    assert "industries/industries.csv: is missing; restore the file" in found
    assert "boundaries/banners.csv: adcode: holds 102 rows; expected 103" in found
    assert "banners/resource.csv: adcode: lacks a row for 150102" in found
    assert (
        "parks/extra.schema.json: is missing: the schema of the table stands beside it"
    ) in found
    assert any("'rail-zalantun' stands on no line" in fault for fault in found)
    assert any("line_id: has 0 nodes; a line needs 2" in fault for fault in found)


def _idle_line(row: list[str]) -> list[str]:
    return ["rail-idle", *row[1:]]


def test_damaged_files_give_faults_and_never_a_traceback(tmp_path: Path):
    folder = copy_tables(tmp_path)
    for file, damaged in {
        "SOURCES.csv": b"",
        "parks/parks.csv": b"\xff\xfe\x00",
        "ports/ports.schema.json": b"{",
        "rules/rules.csv": (folder / "rules/rules.csv").read_bytes()[:5000],
    }.items():
        (folder / file).write_bytes(damaged)

    found = [(problem.file, problem.message) for problem in check_data(folder)]

    assert ("SOURCES.csv", "is empty; expected a header row") in found
    assert (
        "parks/parks.csv",
        "is not UTF-8 (byte 0); save the file as UTF-8",
    ) in found
    assert any(file == "ports/ports.schema.json" for file, _ in found)
    assert any(file == "rules/rules.csv" for file, _ in found)


def test_empty_folder_lacks_every_table(tmp_path: Path):
    problems = check_data(tmp_path)

    assert len(problems) == 22
    assert all("is missing" in problem.message for problem in problems)


def test_unsound_data_is_refused_with_all_faults(tmp_path: Path):
    with pytest.raises(DataError) as caught:
        require_sound_data(tmp_path)

    assert len(caught.value.problems) == 22


class OneBanner:
    """A locator that finds every point in one banner, or outside."""

    def __init__(self, adcode: str | None, *, on_border: bool = False) -> None:
        self.adcode = adcode
        self.on_border = on_border

    def locate(self, lons: ArrayLike, lats: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
        count = np.asarray(lons).size
        assert np.asarray(lats).size == count
        codes = np.full(count, self.adcode, dtype=object)
        return codes, np.full(count, self.on_border)


def test_points_in_another_banner_are_found():
    problems = check_data(tables_dir(), OneBanner("150105"))

    lines = [str(problem) for problem in problems]
    assert (
        "airports/airports.csv row 2: lon: and lat lie in 150105, but banner is 152921"
    ) in lines
    assert not any(
        problem.file == "airports/airports.csv" and "150105" in problem.message[-6:]
        for problem in problems
    )
    assert any(
        line.startswith("boundaries/banners.csv") and "seat_lon: and seat_lat" in line
        for line in lines
    )


def test_points_outside_the_region_are_found():
    problems = check_data(tables_dir(), OneBanner(None))

    assert any(
        problem.message == "and lat lie outside the region, but banner is 150781"
        for problem in problems
        if problem.file == "ports/ports.csv"
    )


def test_points_on_a_border_are_accepted():
    assert check_data(tables_dir(), OneBanner(None, on_border=True)) == []
