"""What must hold within one subject: parks, ports, rail, projects, industries, rules.

Each check takes all tables that could be read, by name, and yields the faults it
finds. A check whose tables are missing yields nothing: `datacheck` reports that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo_zs.errors import Problem
from geo_zs.tables import TableSchema

#: Code of the region itself, which stands in no table.
REGION: Final = "150000"
_ORDERED: Final = (
    ("wind_speed_50m_min_ms", "wind_speed_50m_ms", "wind_speed_50m_max_ms"),
    ("elevation_min_m", "elevation_mean_m", "elevation_max_m"),
)
_GARBLE_TARGETS: Final = {
    "port": "ports",
    "park": "parks",
    "banner": "banners",
    "programme": "energy_bases",
}


@dataclass(frozen=True)
class CheckedTable:
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


Tables = Mapping[str, CheckedTable]
Check = Callable[[Tables], Iterable[Problem]]


def _industries(tables: Tables) -> Iterator[Problem]:
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


def _rail(tables: Tables) -> Iterator[Problem]:
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


def _ports(tables: Tables) -> Iterator[Problem]:
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


def _projects(tables: Tables) -> Iterator[Problem]:
    """Check that the place of a project is as fine as its level and fits its park."""
    league_of_park: dict[str, str] = {}
    if "parks" in tables:
        parks = tables["parks"]
        league_of_park = dict(zip(parks.keys, parks.values("league"), strict=True))
    for name in ("projects", "article_projects"):
        if name not in tables:
            continue
        table = tables[name]
        for index, row in enumerate(table.frame.to_dict("records")):
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


def _codes_of_rules_and_targets(tables: Tables) -> Iterator[Problem]:
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


def _ranges(tables: Tables) -> Iterator[Problem]:
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


def _aliases(tables: Tables) -> Iterator[Problem]:
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


#: The checks of this module, in the order of the faults they find.
SUBJECT_CHECKS: Final[tuple[Check, ...]] = (
    _industries,
    _rail,
    _ports,
    _projects,
    _codes_of_rules_and_targets,
    _ranges,
    _aliases,
)
