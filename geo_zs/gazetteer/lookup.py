"""Look a name up: one place, or an error that says where to look.

Which place a name means if several have it: a league before a banner, a banner
before a park, port, energy base or airport, these before the seat of a banner,
and that before a railway node; a park or port by its official, short or English
name before one by another name (`names.precedence`). So 包头 is the league and
not its station, and 库伦 the banner and not its seat. Two places of one rank make
a name ambiguous: 城关镇, 满洲里口岸.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from geo_zs import text
from geo_zs.errors import (
    AmbiguousPlaceError,
    Problem,
    RequirementError,
    UnknownPlaceError,
)
from geo_zs.gazetteer.names import (
    PLACE_KINDS,
    Name,
    NameTable,
    Place,
    build_names,
    precedence,
)
from geo_zs.gazetteer.repair import (
    Garble,
    Reading,
    Readings,
    computed_readings,
    load_garbles,
    table_readings,
)
from geo_zs.gazetteer.search import Hit, SearchIndex
from geo_zs.gazetteer.similar import SimilarNames

#: Longest name that is looked up, in characters as given.
MAX_NAME_LENGTH: Final = 200
#: Most hits a search returns.
MAX_HITS: Final = 100
#: Most names an error or a list of readings proposes.
_MAX_NEAR: Final = 8
_MAX_READINGS: Final = 5
_NEAR_CUTOFF: Final = 0.5
_NEAR_CUTOFF_LATIN: Final = 0.7
#: How much of a name that is too long is shown.
_SHOWN: Final = 40

_COMMA: Final = re.compile(r"[,，、;；]")


@dataclass(frozen=True)
class _Scope:
    """Where a name is looked for: kinds of places, a league or a banner."""

    kind: str | None = None
    league: str | None = None
    banner: str | None = None

    def holds(self, place: Place) -> bool:
        """Tell whether a place is in scope.

        A park of the league whose banner is not known may be in the banner.
        """
        if self.kind and place.kind != self.kind:
            return False
        if self.league and place.league != self.league:
            return False
        if not self.banner:
            return True
        return place.kind != "league" and place.banner in {self.banner, ""}

    def within(self, unit: Place) -> _Scope | None:
        """Return the scope narrowed to a league or banner, None if it is outside."""
        if self.league and unit.league != self.league:
            return None
        if self.banner and unit.banner not in {self.banner, ""}:
            return None
        return _Scope(self.kind, unit.league, unit.banner or self.banner)


class Gazetteer:
    """Names of leagues, banners, ports, parks, bases, airports, seats, stations.

    Parameters
    ----------
    table : NameTable
        All names.
    garbles : tuple of Garble
        The table of garbled names.
    """

    def __init__(self, table: NameTable, garbles: tuple[Garble, ...] = ()) -> None:
        self._table = table
        self._garbles = garbles
        self._similar = SimilarNames(table.names)
        self._search = SearchIndex(table.names, self._similar)
        self._units: dict[str, list[Name]] = {}
        for name in table.names:
            if name.place.kind in {"league", "banner"}:
                self._units.setdefault(name.key, []).append(name)

    @classmethod
    def from_tables(cls, tables: Mapping[str, pd.DataFrame]) -> Gazetteer:
        """Build the gazetteer from the tables of places and names.

        Parameters
        ----------
        tables : mapping of str to DataFrame
            Any of leagues, banners, parks, ports, energy_bases, airports,
            rail_nodes, variants and garbles, as `tables.read_table` gives them.

        Raises
        ------
        DataError
            If a table is unknown, a place stands twice or a name leads nowhere.
        """
        table = build_names(tables)
        return cls(table, load_garbles(tables.get("garbles"), table.places))

    @property
    def names(self) -> tuple[Name, ...]:
        """All names of all places."""
        return self._table.names

    @property
    def garbles(self) -> tuple[Garble, ...]:
        """The rows of the table of garbled names."""
        return self._garbles

    def place(self, kind: str, place_id: str) -> Place:
        """Return the place of a kind with a key.

        Raises
        ------
        UnknownPlaceError
            If there is none.
        """
        try:
            return self._table.places[kind, place_id]
        except KeyError:
            raise UnknownPlaceError(place_id[:_SHOWN]) from None

    def find(
        self, name: str, *, kind: str | None = None, within: str | None = None
    ) -> Place:
        """Return the place that has a name.

        Parameters
        ----------
        name : str
            In Chinese, English or pinyin; the league or banner may stand before
            it (包头市九原区) or after a comma (``Dalad Banner, Ordos``).
        kind : str, optional
            Only places of this kind (`names.PLACE_KINDS`).
        within : str, optional
            Only places in this league or banner, given by adcode or name.

        Returns
        -------
        Place
            The one of the highest rank, as the head of this module says.

        Raises
        ------
        UnknownPlaceError
            If no place has the name, also if it is garbled: ``near`` says where
            to look. A name of more than `MAX_NAME_LENGTH` characters has none.
        AmbiguousPlaceError
            If several places of the same rank have it.
        RequirementError
            If `kind` is no kind of place.
        """
        scope = self._scope(kind, within)
        if len(name) > MAX_NAME_LENGTH:
            shown = f"{text.clean(name[:_SHOWN])}… ({len(name)} characters)"
            raise UnknownPlaceError(shown)
        found = self._matches(name, scope)
        if not found:
            raise UnknownPlaceError(text.clean(name), self._near(name, scope))
        best = found[0][0]
        places = [place for rank, place in found if rank == best]
        if len(places) > 1:
            raise AmbiguousPlaceError(text.clean(name), places)
        return places[0]

    def matches(
        self, name: str, *, kind: str | None = None, within: str | None = None
    ) -> tuple[Place, ...]:
        """Return all places that have a name, those of the highest rank first.

        Parameters
        ----------
        name, kind, within
            As for `find`.

        Returns
        -------
        tuple of Place
            Beside 库伦旗 stands its seat 库伦镇; empty if no place has the name.
        """
        scope = self._scope(kind, within)
        if len(name) > MAX_NAME_LENGTH:
            return ()
        return tuple(place for _, place in self._matches(name, scope))

    def read(self, name: str) -> Readings:
        """Return what a name is, and what it may be if it is garbled.

        Parameters
        ----------
        name : str
            As printed.

        Returns
        -------
        Readings
            The places that have the name; if none has, readings from the table
            of garbled names, or, if it has none, computed ones.

        Raises
        ------
        RequirementError
            If the name is longer than `MAX_NAME_LENGTH`.
        """
        _check_length(name, "name")
        key = text.name_key(name)
        exact = tuple(place for _, place in self._matches(name, _Scope()))
        readings: list[Reading] = []
        if key and not exact:
            readings = table_readings(key, self._garbles, self._table.places)
        if key and not exact and not readings:
            readings = computed_readings(
                self._similar.find(key, cutoff=_NEAR_CUTOFF, limit=_MAX_READINGS)
            )
        return Readings(text.clean(name), exact, tuple(readings))

    def search(self, query: str, *, limit: int = 20) -> list[Hit]:
        """Return the places that a text typed into a search box may mean.

        Parameters
        ----------
        query : str
            Part of a name, its pinyin or the initials of it, several words.
        limit : int
            At most so many places, 1 to `MAX_HITS`.

        Returns
        -------
        list of Hit
            Best first, each place once; empty for an empty text.

        Raises
        ------
        RequirementError
            If the text is longer than `MAX_NAME_LENGTH` or `limit` out of range.
        """
        _check_length(query, "q")
        if not 1 <= limit <= MAX_HITS:
            message = f"limit is {limit}; expected 1 to {MAX_HITS}"
            raise RequirementError([Problem("limit", message)])
        return self._search.search(text.clean(query), limit=limit)

    def _scope(self, kind: str | None, within: str | None) -> _Scope:
        """Return the scope of a search, or refuse the kind or the unit."""
        if kind is not None and kind not in PLACE_KINDS:
            message = f"kind is {kind!r}; expected one of {', '.join(PLACE_KINDS)}"
            raise RequirementError([Problem("kind", message)])
        if within is None:
            return _Scope(kind)
        places = self._table.places
        unit = places.get(("league", within)) or places.get(("banner", within))
        unit = unit or self.find(within)
        if unit.kind not in {"league", "banner"}:
            message = f"{within!r} is a {unit.kind}; expected a league or banner"
            raise RequirementError([Problem("within", message)])
        return _Scope(kind, unit.league, unit.banner or None)

    def _matches(self, name: str, scope: _Scope) -> list[tuple[int, Place]]:
        """Return the places of a name with their rank, best first."""
        ranks: dict[Place, int] = {}
        for key in _keys(name):
            for found in self._resolve(key, scope):
                rank = precedence(found.place.kind, found.kind)
                ranks[found.place] = min(rank, ranks.get(found.place, rank))
            if ranks:
                break
        return sorted(
            ((rank, place) for place, rank in ranks.items()),
            key=lambda item: (item[0], item[1].kind, item[1].id),
        )

    def _resolve(self, key: str, scope: _Scope) -> list[Name]:
        """Return the names that are equal to a key, or to the rest of it.

        Tried in turn: the key; the key with park endings folded; the key without
        the region; the rest of it within a league or banner that it begins with.
        """
        found = self._exact(key, scope)
        if found:
            return found
        shorter = text.without_region(key)
        if shorter and shorter != key:
            return self._resolve(shorter, scope)
        for units, rest in self._units_before(key):
            found = [
                name
                for unit in units
                if (inner := scope.within(unit.place))
                for name in self._rest(unit.place, rest, inner)
            ]
            if found:
                return found
        return []

    def _rest(self, unit: Place, rest: str, inner: _Scope) -> list[Name]:
        """Return the names in a unit that what follows its name stands for."""
        short = text.name_key(text.short_admin_name(unit.name_zh))
        return (
            self._exact(rest, inner)
            or self._exact(short + rest, inner)
            or self._resolve(rest, inner)
        )

    def _exact(self, key: str, scope: _Scope) -> list[Name]:
        """Return the names in scope that are equal to a key."""
        candidates = list(self._table.by_key.get(key, ()))
        if text.is_latin(key):
            candidates += self._table.by_pinyin.get(text.fold_umlaut(key), ())
        found = [name for name in candidates if scope.holds(name.place)]
        if found:
            return found
        folded = self._table.by_folded.get(text.fold_park_ending(key), ())
        return [name for name in folded if scope.holds(name.place)]

    def _units_before(self, key: str) -> Iterator[tuple[list[Name], str]]:
        """Yield leagues and banners a key begins with, and what follows.

        The longest beginning comes first; all units of that name together.
        """
        for length in range(len(key) - 1, 1, -1):
            units = self._units.get(key[:length])
            if units:
                yield units, key[length:]

    def _near(self, name: str, scope: _Scope) -> list[str]:
        """Return names of places to look at instead, best first."""
        key = text.name_key(name)
        if not key:
            return []
        lang = "en" if text.is_latin(key) else "zh"
        if not text.without_region(key):
            leagues = [
                p for (kind, _), p in self._table.places.items() if kind == "league"
            ]
            return [place.name(lang) for place in leagues]
        readings = table_readings(key, self._garbles, self._table.places)
        places = [reading.place for reading in readings if reading.place]
        if not places:
            # The name after a league or banner in which it does not lie.
            for _, rest in self._units_before(key):
                places += [found.place for found in self._exact(rest, _Scope())]
            places += [hit.place for hit in self._search.search(name, limit=_MAX_NEAR)]
            cutoff = _NEAR_CUTOFF_LATIN if lang == "en" else _NEAR_CUTOFF
            likenesses = self._similar.find(key, cutoff=cutoff, limit=_MAX_NEAR)
            places += [like.name.place for like in likenesses]
        near = dict.fromkeys(p.name(lang) for p in places if scope.holds(p))
        return list(near)[:_MAX_NEAR]


def _keys(name: str) -> list[str]:
    """Return the keys under which a name is tried: as it is, and turned round."""
    keys = [text.name_key(name)]
    parts = [key for part in _COMMA.split(name) if (key := text.name_key(part))]
    if len(parts) > 1:
        keys.append("".join(reversed(parts)))
    return [key for key in keys if key]


def _check_length(value: str, field: str) -> None:
    """Refuse a text that is too long to be a name."""
    if len(value) > MAX_NAME_LENGTH:
        message = f"{len(value)} characters; expected at most {MAX_NAME_LENGTH}"
        raise RequirementError([Problem(field, message)])
