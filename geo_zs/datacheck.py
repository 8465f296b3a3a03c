"""Check the tables against each other: every fault of the shipped data at once.

`tables.check_table` looks at one table; here keys, codes, places, parents, tags and
counts are compared between tables. A table that cannot be read is reported once and
left out of the comparisons, so that one fault does not hide the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from geo_zs.errors import DataError, Problem
from geo_zs.tables import (
    SCHEMA_SUFFIX,
    TableSchema,
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
REGION: Final = "150000"
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
_ORDERED: Final = (
    ("wind_speed_50m_min_ms", "wind_speed_50m_ms", "wind_speed_50m_max_ms"),
    ("elevation_min_m", "elevation_mean_m", "elevation_max_m"),
)
_NOT_READ: Final = frozenset({"none", "general_knowledge"})
_POINTS: Final = (
    ("lon", "lat", "banner"),
    ("label_lon", "label_lat", "adcode"),
    ("seat_lon", "seat_lat", "adcode"),
)
_GARBLE_TARGETS: Final = {
    "port": "ports",
    "park": "parks",
    "banner": "banners",
    "programme": "energy_bases",
}


class PointLocator(Protocol):
    """What finds the banner of a point; `layers.boundaries.Boundaries` does."""

    def locate(self, lons: ArrayLike, lats: ArrayLike) -> tuple[Any, Any]:
        """Return the banner codes (None outside) and the border flags."""


@dataclass(frozen=True)
class _Table:
    """A table that could be read."""

    file: str
    schema: TableSchema
    frame: pd.DataFrame

    def problem(self, index: int, field: str, message: str) -> Problem:
        """Return a fault in the row with this index."""
        return Problem(field=field, message=message, file=self.file, row=index + 2)

    @property
    def keys(self) -> list[str]:
        """Return the first column of the primary key."""
        return [str(key) for key in self.frame[self.schema.primary_key[0]]]

    def values(self, field: str) -> list[str]:
        """Return a column of text; '' where it is empty or not there."""
        if field not in self.frame.columns:
            return [""] * len(self.frame)
        return [value if isinstance(value, str) else "" for value in self.frame[field]]

    def numbers(self, field: str) -> NDArray[np.float64]:
        """Return a column of numbers; NaN where it is empty."""
        return self.frame[field].to_numpy(dtype=float, na_value=np.nan)


_Tables = Mapping[str, _Table]


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
    tables: dict[str, _Table] = {}
    for file in _table_files(tables_dir):
        path = tables_dir / file
        try:
            table = _Table(file, load_schema(path), read_table(path))
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


def _references(tables: _Tables) -> Iterator[Problem]:
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


def _leagues_of_banners(tables: _Tables) -> Iterator[Problem]:
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


def _precision(tables: _Tables) -> Iterator[Problem]:
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


def _parents(tables: _Tables) -> Iterator[Problem]:
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


def _counts(tables: _Tables) -> Iterator[Problem]:
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


def _industries(tables: _Tables) -> Iterator[Problem]:
    """Check that links along the chain run both ways, and synonyms stand once."""
    if "industries" not in tables:
        return
    table = tables["industries"]
    rows = {row["tag"]: row for row in table.frame.to_dict("records")}
    pairs = (("upstream_tags", "downstream_tags"), ("downstream_tags", "upstream_tags"))
    owners: dict[str, str] = {}
    for index, (tag, row) in enumerate(rows.items()):
        for field, back in pairs:
            for other in row[field]:
                if other in rows and tag not in rows[other][back]:
                    message = f"names {other!r}, whose {back} does not name {tag!r}"
                    yield table.problem(index, field, message)
        for word in row["synonyms_zh"]:
            owner = owners.setdefault(word, tag)
            if owner != tag:
                message = f"names {word!r}, which is a synonym of {owner!r} already"
                yield table.problem(index, "synonyms_zh", message)


def _rail(tables: _Tables) -> Iterator[Problem]:
    """Check that each line counts its nodes from 1, and that no node is idle."""
    if not {"rail_line_nodes", "rail_lines", "rail_nodes"} <= set(tables):
        return
    steps = tables["rail_line_nodes"]
    counted: dict[str, int] = {}
    pairs = zip(steps.keys, steps.frame["seq"], strict=True)
    for index, (line, seq) in enumerate(pairs):
        expected = counted.get(line, 0) + 1
        counted[line] = expected
        if int(seq) != expected:
            message = f"is {seq}; expected {expected}, the next node of {line}"
            yield steps.problem(index, "seq", message)
    for index, line in enumerate(tables["rail_lines"].keys):
        if counted.get(line, 0) < 2:
            message = f"has {counted.get(line, 0)} nodes; a line needs 2"
            yield tables["rail_lines"].problem(index, "line_id", message)
    used = set(steps.values("node_id"))
    for index, node in enumerate(tables["rail_nodes"].keys):
        if node not in used:
            message = f"{node!r} stands on no line"
            yield tables["rail_nodes"].problem(index, "node_id", message)


def _ports(tables: _Tables) -> Iterator[Problem]:
    """Check that land ports have a neighbour, and airports lead to air ports."""
    if "ports" not in tables:
        return
    ports = tables["ports"]
    modes = dict(zip(ports.keys, ports.values("mode"), strict=True))
    for index, row in enumerate(ports.frame.to_dict("records")):
        if (row["mode"] == "air") != pd.isna(row["neighbour"]):
            state = (
                "is empty" if pd.isna(row["neighbour"]) else f"is {row['neighbour']!r}"
            )
            message = f"{state} at a port of mode {row['mode']!r}"
            yield ports.problem(index, "neighbour", message)
        if row["is_usable_for_distance"] and not row["is_open"]:
            message = "is true, but the port is not open"
            yield ports.problem(index, "is_usable_for_distance", message)
    if "airports" in tables:
        airports = tables["airports"]
        for index, port in enumerate(airports.values("port_id")):
            if modes.get(port, "air") != "air":
                message = f"is {port!r}, which is a {modes[port]} port"
                yield airports.problem(index, "port_id", message)


def _projects(tables: _Tables) -> Iterator[Problem]:
    """Check that the place of a project is as fine as its level and fits its park."""
    league_of_park: dict[str, str] = {}
    if "parks" in tables:
        parks = tables["parks"]
        league_of_park = dict(zip(parks.keys, parks.values("league"), strict=True))
    seen: set[str] = set()
    for name in ("projects", "article_projects"):
        if name not in tables:
            continue
        table = tables[name]
        for index, row in enumerate(table.frame.to_dict("records")):
            if row["project_id"] in seen:
                message = f"is {row['project_id']!r}, which projects.csv has already"
                yield table.problem(index, "project_id", message)
            seen.add(row["project_id"])
            for field, message in _place_faults(row, league_of_park):
                yield table.problem(index, field, message)


def _place_faults(
    row: Mapping[Any, Any], league_of_park: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield what contradicts the level of the place of one project."""
    level = row["place_level"]
    has = {
        field: not pd.isna(row[field])
        for field in ("lon", "lat", "park_id", "park_name_printed", "banner", "league")
    }
    if has["lon"] != has["lat"] or has["lon"] != (level == "site"):
        yield "lon", f"and lat stand together at place_level 'site'; it is {level!r}"
    if level == "park" and not (has["park_id"] or has["park_name_printed"]):
        yield "park_id", "is empty, and no park is named, but place_level is 'park'"
    if level in {"park", "banner", "league"} and not has["league"]:
        yield "league", f"is empty, but place_level is {level!r}"
    if level == "banner" and not has["banner"]:
        yield "banner", "is empty, but place_level is 'banner'"
    if level in {"league", "none"} and has["banner"]:
        yield "banner", f"is {row['banner']!r}, but place_level is {level!r}"
    park = row["park_id"]
    if has["park_id"] and league_of_park.get(park, row["league"]) != row["league"]:
        message = f"is {park!r}, which lies in league {league_of_park[park]}"
        yield "park_id", message


def _codes_of_rules_and_targets(tables: _Tables) -> Iterator[Problem]:
    """Check that scopes of rules, codes of targets and readings are known."""
    adcodes = {REGION}
    for name in ("leagues", "banners"):
        adcodes |= set(tables[name].keys) if name in tables else set()
    if "targets" in tables:
        for index, code in enumerate(tables["targets"].values("adcode")):
            if code not in adcodes:
                message = f"is {code!r}, which is no league and not the region"
                yield tables["targets"].problem(index, "adcode", message)
    if "rules" in tables:
        known = adcodes | set(tables["parks"].keys if "parks" in tables else ())
        for index, row in enumerate(tables["rules"].frame.to_dict("records")):
            for item in row["scope"]:
                if item not in known:
                    message = f"names {item!r}, which is no code and no park"
                    yield tables["rules"].problem(index, "scope", message)
            if row["effect"] == "exclude" and row["read_kind"] != "official":
                message = "is 'exclude', but no official text was read"
                yield tables["rules"].problem(index, "effect", message)
    if "garbles" in tables:
        garbles = tables["garbles"]
        pairs = zip(garbles.values("kind"), garbles.values("target_id"), strict=True)
        for index, (kind, target) in enumerate(pairs):
            goal = tables.get(_GARBLE_TARGETS.get(kind, ""))
            if goal is not None and target not in goal.keys:
                message = f"is {target!r}, which {goal.file} does not have"
                yield garbles.problem(index, "target_id", message)


def _ranges(tables: _Tables) -> Iterator[Problem]:
    """Check that the mean of a banner lies between its lowest and highest cell."""
    if "resource" not in tables:
        return
    table = tables["resource"]
    for low, middle, high in _ORDERED:
        values = table.numbers(middle)
        outside = (values < table.numbers(low)) | (values > table.numbers(high))
        for index in np.flatnonzero(outside):
            message = f"is {values[index]}, outside {low} … {high} of the row"
            yield table.problem(int(index), middle, message)


def _aliases(tables: _Tables) -> Iterator[Problem]:
    """Check that no two parks share a name or an alias."""
    if "parks" not in tables:
        return
    table = tables["parks"]
    owners: dict[str, str] = {}
    for index, row in enumerate(table.frame.to_dict("records")):
        for field, names in (
            ("name_zh", [row["name_zh"]]),
            ("aliases", row["aliases"]),
        ):
            for name in names:
                owner = owners.setdefault(name, row["park_id"])
                if owner != row["park_id"]:
                    message = f"names {name!r}, which {owner!r} has already"
                    yield table.problem(index, field, message)


def _points_outside(tables: _Tables, boundaries: PointLocator) -> Iterator[Problem]:
    """Yield the points that lie in another banner than their row names."""
    for table in tables.values():
        for columns in _POINTS:
            if set(columns) <= set(table.frame.columns):
                yield from _outside(table, columns, boundaries)


def _outside(
    table: _Table, columns: tuple[str, str, str], boundaries: PointLocator
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


def _official(tables: _Tables) -> Iterator[Problem]:
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


_CHECKS: Final[tuple[Callable[[_Tables], Iterable[Problem]], ...]] = (
    _references,
    _leagues_of_banners,
    _precision,
    _parents,
    _counts,
    _industries,
    _rail,
    _ports,
    _projects,
    _codes_of_rules_and_targets,
    _ranges,
    _aliases,
    _official,
)
