"""What the search box of the map finds while somebody is typing.

A text is compared with all names at once: whole, as a beginning, inside, by its
pinyin, by the initials of its pinyin, word by word, and last by likeness. The
order depends on the tables and the text alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from geo_zs import text
from geo_zs.gazetteer.places import Name, Place, precedence
from geo_zs.gazetteer.similar import SimilarNames

#: Worth of a match by how it was found. The kind of place takes a little away,
#: the share of the name that was typed adds less.
_EXACT: Final = 1.0
_PREFIX: Final = 0.9
_INSIDE: Final = 0.65
#: The same for the sound of a name: whole, beginning, inside.
_SPOKEN: Final = (0.98, 0.8, 0.6)
_INITIALS: Final = 0.7
#: Worth of a place that has all words in its names, or with those of its banner
#: and league.
_WORDS: Final = 0.55
_UNIT_WORDS: Final = 0.5
_NEAR: Final = 0.45
_SHARE: Final = 0.01
_PER_RANK: Final = 0.005
_FORMER: Final = 0.02
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
        Its kind, one of `places.NAME_KINDS`; ``pinyin`` if a Chinese name matched
        by its sound, ``garbled`` if the text is a garbled name of the table and
        the place one of its readings.
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
        if shorter and shorter != key:
            hits += self._by_key(shorter)
        hits = hits or self._by_words(query) or self._near(shorter or key)
        return _best_of_each_place(hits)[:limit]

    def _by_key(self, key: str) -> list[Hit]:
        """Return hits whose name has the text in it, written or spoken."""
        latin = text.is_latin(key)
        inside = not latin or len(key) >= _SHORTEST
        hits = [
            _hit(name, typed=key, known=name.key, worth=(_EXACT, _PREFIX, _INSIDE))
            for name in self._names
            if (key in name.key if inside else name.key.startswith(key))
        ]
        return hits + self._by_sound(text.fold_umlaut(key)) if latin else hits

    def _by_sound(self, sound: str) -> list[Hit]:
        """Return hits of Chinese names whose pinyin has the letters in it."""
        if len(sound) < _SHORTEST:
            return [
                _hit(name, typed=sound, known=name.pinyin, worth=_SPOKEN, spoken=True)
                for name in self._chinese
                if name.pinyin.startswith(sound)
            ]
        hits = []
        for name in self._chinese:
            if sound in name.pinyin:
                forms, worth = (sound, name.pinyin), _SPOKEN
            elif name.initials.startswith(sound):
                forms, worth = (sound, name.initials), (_INITIALS,) * 3
            else:
                continue
            hits.append(
                _hit(name, typed=forms[0], known=forms[1], worth=worth, spoken=True)
            )
        return hits

    def _by_words(self, query: str) -> list[Hit]:
        """Return places that have every word of the text in some name."""
        words = [key for word in query.split() if (key := text.name_key(word))]
        if len(words) < 2:
            return []
        hits = []
        for place, own, of_units in self._words:
            if all(word in own for word in words):
                worth = _WORDS
            elif all(word in own or word in of_units for word in words):
                worth = _UNIT_WORDS
            else:
                continue
            share = _SHARE / len(place.name_zh)
            worth += share - _PER_RANK * precedence(place.kind, "official")
            hits.append(
                Hit(place, place.name_zh, "official", round(worth, 4), is_near=False)
            )
        return hits

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


def _words_of_places(names: Iterable[Name]) -> list[tuple[Place, str, str]]:
    """Return each place with all its names, and those of the units it lies in."""
    own: dict[Place, list[str]] = {}
    for name in names:
        own.setdefault(name.place, []).extend((name.key, name.pinyin))
    units = {
        place.id: " ".join(known)
        for place, known in own.items()
        if place.kind in {"league", "banner"}
    }
    return [
        (
            place,
            " ".join(known),
            f"{units.get(place.league, '')} {units.get(place.banner, '')}",
        )
        for place, known in own.items()
    ]


def _hit(
    name: Name,
    *,
    typed: str,
    known: str,
    worth: tuple[float, float, float],
    spoken: bool = False,
) -> Hit:
    """Return the hit of a name that has the text in it.

    Parameters
    ----------
    name : Name
        The name.
    typed, known : str
        The text, and the form of the name that has it.
    worth : (float, float, float)
        What the text is worth as the whole name, its beginning, and inside it.
    spoken : bool
        Whether `known` is the sound of the name.
    """
    whole, prefix, inside = worth
    score = prefix if known.startswith(typed) else inside
    score = whole if typed == known else score + _SHARE * len(typed) / len(known)
    score -= _PER_RANK * precedence(name.place.kind, name.kind)
    if name.kind == "former":
        score -= _FORMER
    kind = "pinyin" if spoken else name.kind
    return Hit(name.place, name.text, kind, round(score, 4), is_near=False)


def _best_of_each_place(hits: Iterable[Hit]) -> list[Hit]:
    """Return the best hit of each place, the best place first."""
    kept: dict[tuple[str, str], Hit] = {}
    for hit in sorted(
        hits,
        key=lambda hit: (
            -hit.score,
            len(hit.place.name_zh),
            hit.place.kind,
            hit.place.id,
            hit.matched_name,
            hit.name_kind,
        ),
    ):
        kept.setdefault((hit.place.kind, hit.place.id), hit)
    return list(kept.values())
