"""What the search box of the map finds while somebody is typing.

A text is compared with all names at once: whole, as a beginning, inside, by its
pinyin, by the initials of its pinyin, word by word, and last by likeness. The
order depends on the tables and the text alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from geo_zs import text
from geo_zs.gazetteer.names import NAME_KINDS, Name, Place, precedence
from geo_zs.gazetteer.similar import SimilarNames

#: Worth of a match by how it was found; the share of the name that was typed
#: adds less than the step between two of them.
_EXACT: Final = 1.0
_PREFIX: Final = 0.85
_PINYIN_PREFIX: Final = 0.8
_INITIALS: Final = 0.7
_INSIDE: Final = 0.6
_PINYIN_INSIDE: Final = 0.55
_WORDS: Final = 0.5
_NEAR: Final = 0.45
_STEP: Final = 0.04
#: A name must be as like as this to be offered as near.
_NEAR_CUTOFF: Final = 0.6
_NEAR_CUTOFF_LATIN: Final = 0.7
#: Shortest text that is compared by initials, inside pinyin or by likeness.
_SHORTEST: Final = 2


@dataclass(frozen=True)
class Hit:
    """A place that the search found.

    Parameters
    ----------
    place : Place
        The place.
    matched_name : str
        The name that matched.
    name_kind : str
        Its kind, one of `names.NAME_KINDS`; ``pinyin`` if a Chinese name matched
        by its sound.
    score : float
        Between 0 and 1; 1 is the whole name. It orders hits, nothing more.
    is_near : bool
        True if the name is only like the text.
    """

    place: Place
    matched_name: str
    name_kind: str
    score: float
    is_near: bool

    def to_dict(self) -> dict[str, object]:
        """Return the hit as a plain dict, fit for JSON."""
        return {
            **self.place.to_dict(),
            "matched_name": self.matched_name,
            "name_kind": self.name_kind,
            "score": self.score,
            "is_near": self.is_near,
        }


class SearchIndex:
    """All names in the forms that a search compares.

    Parameters
    ----------
    names : sequence of Name
        All names, of all places.
    similar : SimilarNames
        Finds names by likeness.
    """

    def __init__(self, names: Sequence[Name], similar: SimilarNames) -> None:
        self._names = names
        self._similar = similar
        self._chinese = [name for name in names if name.pinyin]
        self._words = _words_of_places(names)

    def search(self, query: str, *, limit: int) -> list[Hit]:
        """Return the places that a text may mean, best first.

        Parameters
        ----------
        query : str
            What was typed, of a length the caller has checked.
        limit : int
            At most so many places.

        Returns
        -------
        list of Hit
            Empty if nothing is like the text.
        """
        key = text.name_key(query)
        if not key:
            return []
        hits = self._by_key(key)
        shorter = text.without_region(key)
        if not hits and shorter and shorter != key:
            hits = self._by_key(shorter)
        hits = hits or self._by_words(query) or self._near(shorter or key)
        return _best_of_each_place(hits)[:limit]

    def _by_key(self, key: str) -> list[Hit]:
        """Return hits whose name has the text in it, written or spoken."""
        hits = []
        for name in self._names:
            worth = _worth(key, name.key, _PREFIX, _INSIDE)
            if worth:
                hits.append(_hit(name, name.kind, worth))
        if text.is_latin(key):
            hits += self._by_sound(text.fold_umlaut(key))
        return hits

    def _by_sound(self, sound: str) -> list[Hit]:
        """Return hits of Chinese names whose pinyin has the letters in it."""
        hits = []
        long_enough = len(sound) >= _SHORTEST
        for name in self._chinese:
            inside = _PINYIN_INSIDE if long_enough else 0.0
            worth = _worth(sound, name.pinyin, _PINYIN_PREFIX, inside)
            if long_enough and name.initials.startswith(sound):
                share = len(sound) / len(name.initials)
                worth = max(worth, _INITIALS + _STEP * share)
            if worth:
                hits.append(_hit(name, "pinyin", worth))
        return hits

    def _by_words(self, query: str) -> list[Hit]:
        """Return places that have every word of the text in some name."""
        words = [key for word in query.split() if (key := text.name_key(word))]
        if len(words) < 2:
            return []
        return [
            Hit(place, place.name_zh, "official", _WORDS, is_near=False)
            for place, known in self._words
            if all(word in known for word in words)
        ]

    def _near(self, key: str) -> list[Hit]:
        """Return places whose names are like the text."""
        if len(key) < _SHORTEST:
            return []
        cutoff = _NEAR_CUTOFF_LATIN if text.is_latin(key) else _NEAR_CUTOFF
        return [
            Hit(
                like.name.place,
                like.name.text,
                like.name.kind,
                round(_NEAR * like.score, 4),
                is_near=True,
            )
            for like in self._similar.find(key, cutoff=cutoff, limit=8)
        ]


def _words_of_places(names: Iterable[Name]) -> list[tuple[Place, str]]:
    """Return each place with all its names and those of the units it lies in."""
    own: dict[Place, list[str]] = {}
    for name in names:
        own.setdefault(name.place, []).extend((name.key, name.pinyin))
    units: Mapping[str, list[str]] = {
        place.id: known
        for place, known in own.items()
        if place.kind in {"league", "banner"}
    }
    return [
        (
            place,
            " ".join(
                [*known, *units.get(place.league, []), *units.get(place.banner, [])]
            ),
        )
        for place, known in own.items()
    ]


def _worth(key: str, known: str, prefix: float, inside: float) -> float:
    """Return what it is worth that `key` stands in `known`; 0 if it does not."""
    if key not in known:
        return 0.0
    if len(key) == len(known):
        return _EXACT
    share = _STEP * len(key) / len(known)
    if known.startswith(key):
        return prefix + share
    return inside + share if inside else 0.0


def _hit(name: Name, name_kind: str, worth: float) -> Hit:
    return Hit(name.place, name.text, name_kind, round(worth, 4), is_near=False)


def _best_of_each_place(hits: Iterable[Hit]) -> list[Hit]:
    """Return the best hit of each place, the best place first."""
    order = {kind: number for number, kind in enumerate(NAME_KINDS)}
    kept: dict[tuple[str, str], Hit] = {}
    for hit in sorted(
        hits,
        key=lambda hit: (
            -hit.score,
            precedence(hit.place.kind, "official"),
            order[hit.name_kind],  # type: ignore[index]
            hit.place.kind,
            hit.place.id,
            hit.matched_name,
        ),
    ):
        kept.setdefault((hit.place.kind, hit.place.id), hit)
    return list(kept.values())
