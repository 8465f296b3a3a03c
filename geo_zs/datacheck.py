"""Check the tables against each other: every fault of the shipped data at once.

`tables.check_table` looks at one table; here keys, codes, places, parents, tags and
counts are compared between tables. A table that cannot be read is reported once and
left out of the comparisons, so that one fault does not hide the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from geo_zs.datarules import SUBJECT_CHECKS, Check, CheckedTable, Tables
from geo_zs.errors import DataError, Problem
from geo_zs.tables import (
    SCHEMA_SUFFIX,
    load_schema,
    read_table,
    sort_problems,
)

#: Tables that the library needs, and where they stand below the folder of tables.
REQUIRED_TABLES: Final = (
    "SOURCES.csv",
    "airports/airports.csv",
    "article/league_facts.csv",
    "article/region_facts.csv",
    "banners/banner_facts.csv",
    "banners/constraints.csv",
    "banners/resource.csv",
    "boundaries/banners.csv",
    "boundaries/leagues.csv",
    "energy_bases/energy_bases.csv",
    "gazetteer/garbles.csv",
    "industries/industries.csv",
    "leagues/targets.csv",
    "parks/parks.csv",
    "ports/ports.csv",
    "power_plants/power_plants.csv",
    "projects/article_projects.csv",
    "projects/projects.csv",
    "rail/rail_line_nodes.csv",
    "rail/rail_lines.csv",
    "rail/rail_nodes.csv",
    "rules/rules.csv",
)
_LEAGUES: Final = 12
_BANNERS: Final = 103
_WITH_POINT: Final = ("site", "town")
_PARENTS: Final = {
    "parks": "parent_park_id",
    "energy_bases": "counted_in",
    "projects": "parent_project_id",
    "industries": "parent_tag",
}
_BANNER_TABLES: Final = ("banner_facts", "constraints", "resource")
_NOT_READ: Final = frozenset({"none", "general_knowledge"})
_POINTS: Final = (
    ("lon", "lat", "banner"),
    ("label_lon", "label_lat", "adcode"),
    ("seat_lon", "seat_lat", "adcode"),
)


class PointLocator(Protocol):
    """What finds the banner of a point; `layers.boundaries.Boundaries` does."""

    def locate(self, lons: ArrayLike, lats: ArrayLike) -> tuple[Any, Any]:
        """Return the banner codes (None outside) and the border flags."""


def check_data(
    tables_dir: Path, boundaries: PointLocator | None = None
) -> list[Problem]:
    """Return all faults of the tables, sorted by file, row and field.

    Parameters
    ----------
    tables_dir : Path
        Folder of the tables (``data/``).
    boundaries : PointLocator, optional
        The built boundaries. If given, every point is tested against its banner.

    Returns
    -------
    list of Problem
        Empty if the data is sound.
    """
    problems: list[Problem] = []
    tables: dict[str, CheckedTable] = {}
    for file in _table_files(tables_dir):
        path = tables_dir / file
        try:
            table = CheckedTable(file, load_schema(path), read_table(path))
        except DataError as error:
            problems += [
                replace(fault, file=_beside(file, fault)) for fault in error.problems
            ]
        else:
            tables[table.schema.name] = table
    for check in _CHECKS:
        problems += check(tables)
    if boundaries is not None:
        problems += _points_outside(tables, boundaries)
    return sort_problems(problems)


def require_sound_data(
    tables_dir: Path, boundaries: PointLocator | None = None
) -> None:
    """Raise if the tables have any fault.

    Raises
    ------
    DataError
        With all faults that `check_data` finds.
    """
    problems = check_data(tables_dir, boundaries)
    if problems:
        raise DataError(problems)


def _beside(file: str, fault: Problem) -> str:
    """Return the file of a fault, relative to the folder of tables."""
    name = (fault.file or file).rpartition("/")[2]
    return f"{file.rpartition('/')[0]}/{name}".lstrip("/")


def _table_files(tables_dir: Path) -> list[str]:
    """Return the tables that are required or there, relative to the folder."""
    found = {
        path.relative_to(tables_dir).as_posix() for path in tables_dir.rglob("*.csv")
    }
    described = {
        path.relative_to(tables_dir).as_posix().removesuffix(SCHEMA_SUFFIX) + ".csv"
        for path in tables_dir.rglob(f"*{SCHEMA_SUFFIX}")
    }
    return sorted(found | described | set(REQUIRED_TABLES))


def _references(tables: Tables) -> Iterator[Problem]:
    """Check that every key of another table, sources included, is there."""
    for table in tables.values():
        for field in table.schema.fields:
            target = field.reference
            if target is None and field.name.endswith("source_ids"):
                target = ("sources", "source_id")
            if target is None or target[0] not in tables:
                continue
            goal = tables[target[0]]
            known = {*goal.values(target[1]), *field.also}
            for index, cell in enumerate(table.frame[field.name]):
                items = cell if isinstance(cell, tuple) else (cell,)
                for item in items:
                    if isinstance(item, str) and item not in known:
                        message = f"is {item!r}, which {goal.file} does not have"
                        yield table.problem(index, field.name, message)


def _leagues_of_banners(tables: Tables) -> Iterator[Problem]:
    """Check that a banner lies in the league that its row and its code say."""
    if "banners" not in tables:
        return
    register = tables["banners"]
    league_of = dict(zip(register.keys, register.values("league"), strict=True))
    for index, (banner, league) in enumerate(league_of.items()):
        if league != f"{banner[:4]}00":
            message = f"is {league!r}; the code {banner} belongs to {banner[:4]}00"
            yield register.problem(index, "league", message)
    for table in tables.values():
        pairs = zip(table.values("banner"), table.values("league"), strict=True)
        for index, (banner, league) in enumerate(pairs):
            if banner in league_of and league != league_of[banner]:
                message = (
                    f"is {league!r}, but banner {banner} lies in {league_of[banner]}"
                )
                yield table.problem(index, "league", message)


def _precision(tables: Tables) -> Iterator[Problem]:
    """Check that a place has a point exactly if its precision says so."""
    for table in tables.values():
        if "location_precision" not in table.frame.columns:
            continue
        for index, row in enumerate(table.frame.to_dict("records")):
            for field, message in _precision_faults(row):
                yield table.problem(index, field, message)


def _precision_faults(row: Mapping[Any, Any]) -> Iterator[tuple[str, str]]:
    """Yield what contradicts the precision of one place."""
    precision = row["location_precision"]
    with_point = precision in _WITH_POINT
    for field in ("lon", "lat", "location_radius_km"):
        if pd.isna(row[field]) == with_point:
            state = "is empty" if with_point else f"is {row[field]}"
            yield field, f"{state}, but location_precision is {precision!r}"
    if with_point and not row["location_source_ids"]:
        message = (
            "is empty; a point needs a source (general-knowledge if there is none)"
        )
        yield "location_source_ids", message
    needed = {"banner": ("league", "banner"), "league": ("league",)}
    for field in needed.get(precision, ()):
        if pd.isna(row[field]):
            yield field, f"is empty, but location_precision is {precision!r}"
    surplus = {"league": ("banner",), "none": ("league", "banner")}
    for field in surplus.get(precision, ()):
        if not pd.isna(row[field]):
            message = f"is {row[field]!r}, but location_precision is {precision!r}"
            yield field, message


def _parents(tables: Tables) -> Iterator[Problem]:
    """Check that no row is its own ancestor and sub-parks share a league."""
    for name, field in _PARENTS.items():
        if name not in tables:
            continue
        table = tables[name]
        parents = dict(zip(table.keys, table.values(field), strict=True))
        for index, key in enumerate(parents):
            seen = [key]
            while (above := parents.get(seen[-1], "")) and above not in seen:
                seen.append(above)
            if above == key:
                message = f"leads back to the row itself: {' → '.join([*seen, key])}"
                yield table.problem(index, field, message)
    if "parks" in tables:
        table = tables["parks"]
        league = dict(zip(table.keys, table.values("league"), strict=True))
        for index, above in enumerate(table.values("parent_park_id")):
            if above in league and league[above] != league[table.keys[index]]:
                message = f"is {above!r}, which lies in league {league[above]}"
                yield table.problem(index, "parent_park_id", message)


def _counts(tables: Tables) -> Iterator[Problem]:
    """Check that there are 12 leagues and 103 banners, each with its facts."""
    for name, count in (("leagues", _LEAGUES), ("banners", _BANNERS)):
        if name in tables and len(tables[name].frame) != count:
            message = f"holds {len(tables[name].frame)} rows; expected {count}"
            yield Problem(field="adcode", message=message, file=tables[name].file)
    if "banners" not in tables:
        return
    codes = set(tables["banners"].keys)
    for name in _BANNER_TABLES:
        if name in tables and (missing := sorted(codes - set(tables[name].keys))):
            message = f"lacks a row for {', '.join(missing)}"
            yield Problem(field="adcode", message=message, file=tables[name].file)


def _points_outside(tables: Tables, boundaries: PointLocator) -> Iterator[Problem]:
    """Yield the points that lie in another banner than their row names."""
    for table in tables.values():
        for columns in _POINTS:
            if set(columns) <= set(table.frame.columns):
                yield from _outside(table, columns, boundaries)


def _outside(
    table: CheckedTable, columns: tuple[str, str, str], boundaries: PointLocator
) -> Iterator[Problem]:
    """Yield the points of one table that lie in another banner."""
    lon, lat, code = columns
    if table.schema.name == "leagues":
        return  # their codes are no banners
    expected = table.values(code)
    found, on_border = boundaries.locate(table.numbers(lon), table.numbers(lat))
    known = ~np.isnan(table.numbers(lon))
    for index in np.flatnonzero(known):
        if not expected[index] or found[index] == expected[index] or on_border[index]:
            continue
        where = f"in {found[index]}" if found[index] else "outside the region"
        message = f"and {lat} lie {where}, but {code} is {expected[index]}"
        yield table.problem(int(index), lon, message)


def _official(tables: Tables) -> Iterator[Problem]:
    """Check that an official statement names a text or data set that was read."""
    if "sources" not in tables:
        return
    register = tables["sources"]
    kinds = dict(zip(register.keys, register.values("address_kind"), strict=True))
    for table in tables.values():
        if not {"source_ids", "confidence"} <= set(table.frame.columns):
            continue
        pairs = zip(table.frame["source_ids"], table.values("confidence"), strict=True)
        for index, (source_ids, confidence) in enumerate(pairs):
            read = {kinds.get(key, "none") for key in source_ids} - _NOT_READ
            if confidence == "official" and not read:
                message = "is 'official', but no source is a text or data set"
                yield table.problem(index, "confidence", message)


_CHECKS: Final[tuple[Check, ...]] = (
    _references,
    _leagues_of_banners,
    _precision,
    _parents,
    _counts,
    _official,
    *SUBJECT_CHECKS,
)
