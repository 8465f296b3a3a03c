"""How alike two names are, character by character, by shape and by sound.

Two names are laid side by side so that the sum of the likenesses of their
characters is largest (global alignment, Needleman and Wunsch 1970, with a gap
worth nothing). Equal characters count 1, look-alikes and homophones 0.8, nearly
the same sound 0.6, the same first consonant 0.25. The sum over the longer length
is the score. Only the part of a name that is its own counts much: two industrial
parks are not alike for being industrial parks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from rapidfuzz import fuzz, process

from geo_zs import text
from geo_zs.gazetteer.places import Name, precedence

How = Literal["same", "shape", "sound", "near_sound", "initial", "none"]

_WORTH: Final[dict[How, float]] = {
    "same": 1.0,
    "shape": 0.8,
    "sound": 0.8,
    "near_sound": 0.6,
    "initial": 0.25,
    "none": 0.0,
}
#: Share of the score that the own part of a name has; the rest is the whole name.
_OWN_SHARE: Final = 0.6
#: Whole names so alike are compared as a whole: a dropped character (加工园 → 加园)
#: can hide where the own part ends.
_NEARLY: Final = 0.85
#: Candidates that are aligned, of those the quick comparison puts first, and the
#: lowest percentage of the quick comparison.
_SHORTLIST: Final = 16
_QUICK_CUTOFF: Final = 30


@dataclass(frozen=True)
class Pair:
    """Two characters that stand beside each other.

    Parameters
    ----------
    written, known : str
        The character as written and as in the known name; empty for a gap.
    how : str
        ``same``, ``shape`` (look alike), ``sound`` (same pinyin), ``near_sound``,
        ``initial`` (same first consonant) or ``none``.
    """

    written: str
    known: str
    how: How


@dataclass(frozen=True)
class Alignment:
    """Two names side by side: a score between 0 and 1, and the pairs."""

    score: float
    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class Likeness:
    """A known name that is like a written one.

    Parameters
    ----------
    name : Name
        The known name.
    score : float
        Between 0 and 1: of own parts and whole names, or of the whole names alone
        where these are nearly equal.
    written : str
        Key of the written name as it was compared; empty if letters were.
    """

    name: Name
    score: float
    written: str

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """The names side by side; empty for names in Latin letters."""
        return align(self.written, self.name.folded).pairs


@lru_cache(maxsize=16384)
def likeness(written: str, known: str) -> How:
    """Tell in what way two characters are alike."""
    if written == known:
        return "same"
    if text.look_alike(written, known):
        return "shape"
    one, other = text.syllables(written)[0], text.syllables(known)[0]
    if one == other:
        return "sound"
    if text.fold_sound(one) == text.fold_sound(other):
        return "near_sound"
    first = text.initial(one)
    return "initial" if first and first == text.initial(other) else "none"


def align(written: str, known: str) -> Alignment:
    """Lay two names side by side.

    Parameters
    ----------
    written, known : str
        Two name keys of n and m characters.

    Returns
    -------
    Alignment
        Score 0 if either is empty.
    """
    n, m = len(written), len(known)
    if not n or not m:
        return Alignment(0.0, ())
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i, a in enumerate(written, start=1):
        above, row = best[i - 1], best[i]
        for j, b in enumerate(known, start=1):
            row[j] = max(above[j - 1] + _WORTH[likeness(a, b)], above[j], row[j - 1])
    pairs: list[Pair] = []
    i, j = n, m
    while i or j:
        if i and j:
            how = likeness(written[i - 1], known[j - 1])
            if best[i][j] == best[i - 1][j - 1] + _WORTH[how]:
                pairs.append(Pair(written[i - 1], known[j - 1], how))
                i, j = i - 1, j - 1
                continue
        if i and best[i][j] == best[i - 1][j]:
            pairs.append(Pair(written[i - 1], "", "none"))
            i -= 1
        else:
            pairs.append(Pair("", known[j - 1], "none"))
            j -= 1
    return Alignment(best[n][m] / max(n, m), tuple(reversed(pairs)))


def _highest(own: str, known_own: str, whole: str, known_whole: str) -> float:
    """Return the highest score that names of these lengths can have."""
    own_share = min(len(own), len(known_own)) / max(len(own), len(known_own))
    share = min(len(whole), len(known_whole)) / max(len(whole), len(known_whole))
    return _OWN_SHARE * own_share + (1 - _OWN_SHARE) * share


class SimilarNames:
    """Finds the known names that are most like a written one.

    Parameters
    ----------
    names : sequence of Name
        All names, of all places.
    """

    def __init__(self, names: Sequence[Name]) -> None:
        self._chinese = [name for name in names if name.pinyin]
        self._latin = [name for name in names if not name.pinyin]
        self._own = [text.own_part(name.folded) for name in self._chinese]
        self._own_pinyin = [text.pinyin_key(own) for own in self._own]
        self._latin_keys = [name.key for name in self._latin]
        self._pinyin = [name.pinyin for name in self._chinese]

    def find(self, key: str, *, cutoff: float, limit: int) -> list[Likeness]:
        """Return the names most like a key, best first, one a place.

        Parameters
        ----------
        key : str
            Output of `text.name_key`.
        cutoff : float
            Lowest score, between 0 and 1.
        limit : int
            At most so many places.

        Returns
        -------
        list of Likeness
            Equal scores in the order of `places.precedence`, then of the key. Of
            several places of one name only those that win it.
        """
        latin = text.is_latin(key)
        found = self._like_latin(key) if latin else self._like(key, cutoff)
        found.sort(
            key=lambda like: (
                -round(like.score, 6),
                precedence(like.name.place.kind, like.name.kind),
                like.name.place.id,
                like.name.key,
            )
        )
        best: dict[str, int] = {}
        kept: dict[tuple[str, str], Likeness] = {}
        for like in found:
            place = like.name.place
            rank = precedence(place.kind, like.name.kind)
            if like.score >= cutoff and best.setdefault(like.name.key, rank) == rank:
                kept.setdefault((place.kind, place.id), like)
        return list(kept.values())[:limit]

    def _like(self, key: str, cutoff: float) -> list[Likeness]:
        """Return likenesses of Chinese names, own parts first."""
        folded = text.fold_park_ending(text.without_region(key) or key)
        own = text.own_part(folded)
        numbers: dict[int, None] = {}
        for choices, query in (
            (self._own, own),
            (self._own_pinyin, text.pinyin_key(own)),
        ):
            quick = process.extract(
                query,
                choices,
                scorer=fuzz.ratio,
                limit=_SHORTLIST,
                score_cutoff=_QUICK_CUTOFF,
            )
            numbers.update(dict.fromkeys(number for _, _, number in quick))
        found = []
        for number in numbers:
            name = self._chinese[number]
            if _highest(own, self._own[number], folded, name.folded) < cutoff:
                continue
            own_score = align(own, self._own[number]).score
            whole = align(folded, name.folded).score
            score = _OWN_SHARE * own_score + (1 - _OWN_SHARE) * whole
            if whole >= _NEARLY:
                score = max(score, whole)
            found.append(Likeness(name, score, folded))
        return found

    def _like_latin(self, key: str) -> list[Likeness]:
        """Return likenesses of English names and of the pinyin of others."""
        sound = text.fold_umlaut(key)
        found = []
        for names, choices, query in (
            (self._latin, self._latin_keys, key),
            (self._chinese, self._pinyin, sound),
        ):
            quick = process.extract(query, choices, scorer=fuzz.ratio, limit=_SHORTLIST)
            for _, percent, number in quick:
                score = percent / 100
                found.append(Likeness(names[number], score, ""))
        return found
