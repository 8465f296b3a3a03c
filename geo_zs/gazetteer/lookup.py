"""Look a name up: one place, or an error that says where to look.

Which place a name means if several have it, `resolve` says.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from geo_zs import text
from geo_zs.errors import (
    AmbiguousPlaceError,
    Problem,
    RequirementError,
    UnknownPlaceError,
)
from geo_zs.gazetteer.garbles import Garble, load_garbles
from geo_zs.gazetteer.names import NameTable, build_names
from geo_zs.gazetteer.places import PLACE_KINDS, Name, Place
from geo_zs.gazetteer.repair import (
    Reading,
    Readings,
    computed_readings,
    table_readings,
)
from geo_zs.gazetteer.resolve import Resolver, Scope
from geo_zs.gazetteer.search import Hit, SearchIndex
from geo_zs.gazetteer.similar import Likeness, SimilarNames

#: Longest name that is looked up, in characters as given.
MAX_NAME_LENGTH: Final = 200
#: Most hits a search returns.
MAX_HITS: Final = 100
#: Most names an error or a list of readings proposes.
_MAX_NEAR: Final = 8
_MAX_READINGS: Final = 5
_NEAR_CUTOFF: Final = 0.5
_NEAR_CUTOFF_LATIN: Final = 0.7
#: Names compared with what follows a league or banner, before those that lie
#: elsewhere are left out, and the shortest rest compared.
_MAX_ALIKE: Final = 20
_SHORTEST_REST: Final = 2
#: Score of the readings of a garbled name in a search.
_GARBLED: Final = 0.45
#: How much of a name that is too long is shown.
_SHOWN: Final = 40


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
        self._resolver = Resolver(table)
        self._garbles = garbles
        self._similar = SimilarNames(table.names)
        self._search = SearchIndex(table.names, self._similar)

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

    def unit(self, name: str) -> Place:
        """Return the league or banner of an adcode or name.

        Raises
        ------
        UnknownPlaceError, AmbiguousPlaceError
            If no place, or several, have the name.
        RequirementError
            If it is a place of another kind.
        """
        places = self._table.places
        unit = places.get(("league", name)) or places.get(("banner", name))
        unit = unit or self.find(name)
        if unit.kind not in {"league", "banner"}:
            message = f"{name!r} is a {unit.kind}; expected a league or banner"
            raise RequirementError([Problem("within", message)])
        return unit

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
            Only places of this kind (`places.PLACE_KINDS`).
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
            to look. A name of more than `MAX_NAME_LENGTH` characters is none.
            Also if `within` is unknown.
        AmbiguousPlaceError
            If several places of the same rank have it.
        RequirementError
            If `kind` is no kind of place.
        """
        scope = self._scope(kind, within)
        if len(name) > MAX_NAME_LENGTH:
            shown = f"{text.clean(name[:_SHOWN])}… ({len(name)} characters)"
            raise UnknownPlaceError(shown)
        found = self._resolver.matches(name, scope)
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
        return tuple(place for _, place in self._resolver.matches(name, scope))

    def read(
        self, name: str, *, kind: str | None = None, within: str | None = None
    ) -> Readings:
        """Return what a name is, and what it may be if it is garbled.

        Parameters
        ----------
        name : str
            As printed.
        kind, within
            As for `find`; readings as other places are left out.

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
        scope = self._scope(kind, within)
        key = text.name_key(name)
        exact = tuple(place for _, place in self._resolver.matches(name, Scope()))
        readings: list[Reading] = []
        if key and not exact:
            readings = [
                one
                for one in table_readings(key, self._garbles, self._table.places)
                if one.place is None or scope.holds(one.place)
            ]
        if key and not exact and not readings:
            readings = computed_readings(self._alike(key, scope, limit=_MAX_READINGS))
        return Readings(text.clean(name), exact, tuple(readings))

    def garbled_names(self) -> tuple[Readings, ...]:
        """Return each garbled name of the table once, with its readings."""
        return tuple(
            self.read(printed)
            for printed in dict.fromkeys(garble.printed for garble in self._garbles)
        )

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
        cleaned = text.clean(query)
        hits = self._search.search(cleaned, limit=limit)
        if hits and not hits[0].is_near:
            return hits
        garbled = [
            Hit(reading.place, cleaned, "garbled", _GARBLED, is_near=True)
            for reading in table_readings(
                text.name_key(query), self._garbles, self._table.places
            )
            if reading.place
        ]
        return (garbled or hits)[:limit]

    def _scope(self, kind: str | None, within: str | None) -> Scope:
        """Return the scope of a search, or refuse the kind or the unit."""
        if kind is not None and kind not in PLACE_KINDS:
            message = f"kind is {kind!r}; expected one of {', '.join(PLACE_KINDS)}"
            raise RequirementError([Problem("kind", message)])
        if within is None:
            return Scope(kind)
        unit = self.unit(within)
        return Scope(kind, unit.league, unit.banner or None)

    def _near(self, name: str, scope: Scope) -> list[str]:
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
            for _, rest in self._resolver.units_before(key):
                places += self._resolver.exact(rest, Scope())
            most = _MAX_NEAR if scope == Scope() else len(self._table.names)
            places += [hit.place for hit in self._search.search(name, limit=most)]
            likes = self._alike(key, scope, limit=_MAX_NEAR)
            places += [like.name.place for like in likes]
        near = dict.fromkeys(p.name(lang) for p in places if scope.holds(p))
        return list(near)[:_MAX_NEAR]

    def _alike(self, key: str, scope: Scope, *, limit: int) -> list[Likeness]:
        """Return the names in scope most like a key, or what follows its league."""
        cutoff = _NEAR_CUTOFF_LATIN if text.is_latin(key) else _NEAR_CUTOFF
        for units, rest in self._resolver.units_before(key):
            if len(text.own_part(rest)) < _SHORTEST_REST:
                continue
            scopes = [Scope().within(unit.place) for unit in units]
            inside = [
                like
                for like in self._similar.find(rest, cutoff=cutoff, limit=_MAX_ALIKE)
                if any(one and one.holds(like.name.place) for one in scopes)
            ]
            if inside:
                return [one for one in inside if scope.holds(one.name.place)][:limit]
        most = limit if scope == Scope() else len(self._table.names)
        likes = self._similar.find(key, cutoff=cutoff, limit=most)
        return [one for one in likes if scope.holds(one.name.place)][:limit]


def _check_length(value: str, field: str) -> None:
    """Refuse a text that is too long to be a name."""
    if len(value) > MAX_NAME_LENGTH:
        message = f"{len(value)} characters; expected at most {MAX_NAME_LENGTH}"
        raise RequirementError([Problem(field, message)])
