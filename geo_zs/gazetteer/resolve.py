"""From a written name to the places that have it, with their rank.

Which place a name means if several have it: a league before a banner, a banner
before a park, port, energy base or airport, these before the seat of a banner,
and that before a railway node; a park or port by its official or English name
before one by another name (`places.precedence`). So 包头 is the league and
not its station, and 库伦 the banner and not its seat. Of two places
of one rank the one spelled letter for letter wins (Baotou Airport, Baotou Air
Port); else the name is ambiguous: 城关镇, 满洲里口岸.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from geo_zs import text
from geo_zs.gazetteer.names import NameTable
from geo_zs.gazetteer.places import Name, Place, precedence

_COMMA: Final = re.compile(r"[,，、;；]")


@dataclass(frozen=True)
class Scope:
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

    def within(self, unit: Place) -> Scope | None:
        """Return the scope narrowed to a league or banner, None if it is outside."""
        if self.league and unit.league != self.league:
            return None
        if self.banner and unit.banner not in {self.banner, ""}:
            return None
        return Scope(self.kind, unit.league, unit.banner or self.banner)


class Resolver:
    """Finds the places whose name is equal to a written one.

    Parameters
    ----------
    table : NameTable
        All names.
    """

    def __init__(self, table: NameTable) -> None:
        self._table = table
        self._units: dict[str, list[Name]] = {}
        for name in table.names:
            if name.place.kind in {"league", "banner"}:
                self._units.setdefault(name.key, []).append(name)

    def matches(self, name: str, scope: Scope) -> list[tuple[int, Place]]:
        """Return the places of a name with their rank, best first."""
        ranks: dict[Place, int] = {}
        for key in _keys(name):
            ranks = ranks or self._resolve(key, scope)
        best = [p for p, rank in ranks.items() if rank == min(ranks.values())]
        spelled = self._spelled(name) if len(best) > 1 else set()
        if spelled & set(best):
            ranks.update((p, ranks[p] + 1) for p in best if p not in spelled)
        return sorted(
            ((rank, place) for place, rank in ranks.items()),
            key=lambda item: (item[0], item[1].kind, item[1].id),
        )

    def _spelled(self, name: str) -> set[Place]:
        """Return the places of which a name is spelled so, blanks and all."""
        spelling = text.clean(name).casefold()
        return {
            known.place
            for known in self._table.by_key.get(text.name_key(name), ())
            if text.clean(known.text).casefold() == spelling
        }

    def _resolve(self, key: str, scope: Scope) -> dict[Place, int]:
        """Return the places that a key names, with their ranks.

        Tried in turn: the key; the key with park endings folded; the key without
        the region; the rest of it within the league or banner it begins with.
        """
        found = self.exact(key, scope)
        if found:
            return found
        shorter = text.without_region(key)
        if shorter and shorter != key:
            return self._resolve(shorter, scope)
        for units, rest in self.units_before(key):
            by_unit = [
                places
                for unit in units
                if (inner := scope.within(unit.place))
                and (places := self._rest(unit.place, rest, inner))
            ]
            if len(by_unit) == 1:
                return by_unit[0]
            if by_unit:
                # The beginning is shared by several banners (前旗): none wins.
                return {min(places, key=places.__getitem__): 0 for places in by_unit}
        return {}

    def _rest(self, unit: Place, rest: str, inner: Scope) -> dict[Place, int]:
        """Return the places in a unit that what follows its name stands for."""
        if self._units.get(rest) and not any(
            inner.holds(name.place) for name in self._units[rest]
        ):
            return {}  # 九原区呼和浩特: no place of Jiuyuan is called after Hohhot
        short = text.name_key(text.short_admin_name(unit.name_zh))
        return (
            self.exact(rest, inner)
            or self.exact(short + rest, inner)
            or self._resolve(rest, inner)
        )

    def exact(self, key: str, scope: Scope) -> dict[Place, int]:
        """Return the places in scope that have a key as name, with their ranks."""
        table = self._table
        candidates = list(table.by_key.get(key, ()))
        if text.is_latin(key):
            candidates += table.by_pinyin.get(text.fold_umlaut(key), ())
        folded = table.by_folded.get(text.fold_park_ending(key), ())
        for names in (candidates, folded):
            ranks: dict[Place, int] = {}
            for name in names:
                if scope.holds(name.place):
                    rank = precedence(name.place.kind, name.kind)
                    ranks[name.place] = min(rank, ranks.get(name.place, rank))
            if ranks:
                return ranks
        return {}

    def units_before(self, key: str) -> Iterator[tuple[list[Name], str]]:
        """Yield leagues and banners a key begins with, and what follows.

        The longest beginning comes first; all units of that name together.
        """
        for length in range(len(key) - 1, 1, -1):
            units = self._units.get(key[:length])
            if units:
                yield units, key[length:]


def _keys(name: str) -> list[str]:
    """Return the keys under which a name is tried: as it is, and turned round."""
    keys = [text.name_key(name)]
    parts = [key for part in _COMMA.split(name) if (key := text.name_key(part))]
    if len(parts) > 1:
        keys.append("".join(reversed(parts)))
    return [key for key in keys if key]
