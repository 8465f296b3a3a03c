"""The table of names: each place, and everything it is called.

Names come from the tables of places (official, English and other names), from
``gazetteer/variants.csv`` (former and variant names) and from a few plain rules:
a league or banner is called without its ending, a port without 口岸, a park
without the brackets in its name. Nothing here guesses.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from geo_zs import text
from geo_zs.errors import DataError, Problem
from geo_zs.gazetteer.places import (
    NAME_KINDS,
    Name,
    NameKind,
    Place,
    PlaceKind,
    make_name,
)

#: Table → kind of place and column of the key. Seats stand in the banners' table.
_TABLES: Final[Mapping[str, tuple[PlaceKind, str]]] = {
    "leagues": ("league", "adcode"),
    "banners": ("banner", "adcode"),
    "ports": ("port", "port_id"),
    "parks": ("park", "park_id"),
    "energy_bases": ("energy_base", "base_id"),
    "airports": ("airport", "airport_id"),
    "rail_nodes": ("rail_node", "node_id"),
}
#: Tables that are no layer of places but belong to the names.
_OTHER_TABLES: Final = ("variants", "garbles")

_BRACKETS: Final = re.compile(r"\s*[(（][^)）]*[)）]")
_PORT_ENDING: Final = re.compile(r"(?:公路|铁路|航空)?口岸$")
_AIRPORT_ENDING: Final = re.compile(r"(?:国际)?机场$")
_SEAT_ENDING: Final = re.compile(r"(?:镇|街道|苏木)$")


@dataclass(frozen=True)
class NameTable:
    """All names of all places, and where to find them.

    Parameters
    ----------
    names : tuple of Name
        In the order of the tables; a place has no two names with one key.
    places : mapping
        (kind, id) → Place.
    by_key, by_folded, by_pinyin : mapping
        Form of a name → the names that have it.
    """

    names: tuple[Name, ...]
    places: Mapping[tuple[str, str], Place]
    by_key: Mapping[str, Sequence[Name]]
    by_folded: Mapping[str, Sequence[Name]]
    by_pinyin: Mapping[str, Sequence[Name]]


def build_names(tables: Mapping[str, pd.DataFrame]) -> NameTable:
    """Collect the names of all places.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Any of leagues, banners, ports, parks, energy_bases, airports,
        rail_nodes and variants (garbles is passed over), as `tables.read_table`
        gives them. A table that is not given adds no names.

    Returns
    -------
    NameTable

    Raises
    ------
    DataError
        If a table is unknown here, a place stands twice, or a variant names a
        place or a kind that does not exist; all faults at once.
    """
    problems = [
        Problem("", f"{table!r} is no table of names; expected one of {_known()}")
        for table in tables
        if table not in _TABLES and table not in _OTHER_TABLES
    ]
    places: dict[tuple[str, str], Place] = {}
    found: list[Name] = []
    for table, (kind, key_column) in _TABLES.items():
        for number, row in _rows(tables.get(table)):
            place = _place(kind, key_column, row)
            if (kind, place.id) in places:
                fault = f"{place.id!r} stands twice"
                problems.append(Problem(key_column, fault, file=table, row=number))
                continue
            places[kind, place.id] = place
            found += _names_of(place, row)
            if kind == "banner" and (seat := _seat(place, row)):
                places[seat.kind, seat.id] = seat
                found += _names_of(seat, row)
    for number, row in _rows(tables.get("variants")):
        variant, fault = _variant(row, places)
        if variant:
            found.append(variant)
        else:
            problems.append(Problem("target_id", fault, file="variants", row=number))
    if problems:
        raise DataError(problems)
    names = _without_repeats(found)
    return NameTable(
        names=names,
        places=places,
        by_key=_index(names, "key"),
        by_folded=_index(names, "folded"),
        by_pinyin=_index(names, "pinyin"),
    )


def _known() -> str:
    return ", ".join([*_TABLES, *_OTHER_TABLES])


def _rows(frame: pd.DataFrame | None) -> Iterator[tuple[int, dict[Hashable, Any]]]:
    """Yield the rows of a table with their number in the file (header is 1)."""
    if frame is not None:
        yield from enumerate(frame.to_dict("records"), start=2)


def _string(row: Mapping[Hashable, Any], column: str) -> str:
    value = row.get(column)
    return value if isinstance(value, str) else ""


def _number(row: Mapping[Hashable, Any], column: str) -> float | None:
    value = row.get(column)
    return None if value is None or pd.isna(value) else float(value)


def _list(row: Mapping[Hashable, Any], column: str) -> tuple[str, ...]:
    value = row.get(column)
    return tuple(value) if isinstance(value, (tuple, list)) else ()


def _place(kind: PlaceKind, key_column: str, row: Mapping[Hashable, Any]) -> Place:
    """Return the place of one row of its table."""
    key = _string(row, key_column)
    is_unit = kind in {"league", "banner"}
    return Place(
        kind=kind,
        id=key,
        name_zh=_string(row, "name_zh"),
        name_en=_string(row, "name_en"),
        league=key if kind == "league" else _string(row, "league"),
        banner=key if kind == "banner" else _string(row, "banner"),
        lon=_number(row, "label_lon" if is_unit else "lon"),
        lat=_number(row, "label_lat" if is_unit else "lat"),
        location_precision=kind if is_unit else _string(row, "location_precision"),
    )


def _seat(banner: Place, row: Mapping[Hashable, Any]) -> Place | None:
    """Return the seat of a banner, or None if its name is not known."""
    name = _string(row, "seat_zh")
    if not name:
        return None
    return Place(
        kind="seat",
        id=f"{banner.id}-seat",
        name_zh=name,
        name_en="",
        league=banner.league,
        banner=banner.id,
        lon=_number(row, "seat_lon"),
        lat=_number(row, "seat_lat"),
        location_precision=_string(row, "seat_precision") or "none",
    )


def _names_of(place: Place, row: Mapping[Hashable, Any]) -> list[Name]:
    """Return the names that a row and the plain rules give a place."""
    sources, confidence = _list(row, "source_ids"), _string(row, "confidence")
    written: list[tuple[str, NameKind]] = [
        (place.name_zh, "official"),
        *((alias, "alias") for alias in _list(row, "aliases")),
        (place.name_en, "english"),
    ]
    if place.kind == "seat":
        written = [(place.name_zh, "official")]
    given = [
        make_name(name, kind, place, confidence=confidence, source_ids=sources)
        for name, kind in written
        if text.name_key(name)
    ]
    by_rule = [
        make_name(name, kind, place)
        for name, kind in _rule_names(place, row)
        if text.name_key(name)
    ]
    return given + by_rule


def _rule_names(
    place: Place, row: Mapping[Hashable, Any]
) -> list[tuple[str, NameKind]]:
    """Return the shorter names that follow from the official ones."""
    zh = _BRACKETS.sub("", place.name_zh)
    en = _BRACKETS.sub("", place.name_en)
    names: list[tuple[str, NameKind]] = [(zh, "short"), (en, "english")]
    if place.kind in {"league", "banner"}:
        names.append((_string(row, "short_zh"), "short"))
        names.append((text.short_admin_name(zh), "short"))
        names.append((text.short_english_name(en), "english"))
    elif place.kind == "port":
        names.append((_PORT_ENDING.sub("", zh), "short"))
        names.append((text.short_english_name(en), "english"))
    elif place.kind == "airport":
        names.append((_AIRPORT_ENDING.sub("", zh), "short"))
        names.append((_string(row, "iata"), "alias"))
        names.append((_string(row, "icao"), "alias"))
        if city := _string(row, "city_en"):
            names.append((f"{city} Airport", "english"))
    elif place.kind == "seat":
        names.append((_SEAT_ENDING.sub("", zh), "short"))
    elif place.kind == "rail_node":
        names.append((f"{zh}站", "alias"))
        names.append((f"{en} Station", "english"))
    return names


def _variant(
    row: Mapping[Hashable, Any], places: Mapping[tuple[str, str], Place]
) -> tuple[Name | None, str]:
    """Return the name of a row of variants, or None and what is wrong."""
    name, name_kind = _string(row, "name"), _string(row, "name_kind")
    target = (_string(row, "target_kind"), _string(row, "target_id"))
    if name_kind not in NAME_KINDS or not text.name_key(name):
        return None, f"{name!r} of kind {name_kind!r}: expected one of {NAME_KINDS}"
    if target not in places:
        return None, f"{name!r} names {target!r}, which is in no table"
    return (
        make_name(
            name,
            name_kind,
            places[target],
            confidence=_string(row, "confidence"),
            source_ids=_list(row, "source_ids"),
        ),
        "",
    )


def _without_repeats(names: Sequence[Name]) -> tuple[Name, ...]:
    """Return the names without those a place already has."""
    kept: dict[tuple[str, str, str], Name] = {}
    for name in names:
        kept.setdefault((name.place.kind, name.place.id, name.key), name)
    return tuple(kept.values())


def _index(names: Sequence[Name], form: str) -> Mapping[str, Sequence[Name]]:
    """Return form of a name → the names that have it."""
    index: dict[str, list[Name]] = {}
    for name in names:
        if value := getattr(name, form):
            index.setdefault(value, []).append(name)
    return index
