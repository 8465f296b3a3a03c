"""Find the words of a vocabulary in a folded text: one pass, longest match first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from geo_zs.understanding.folding import is_han

Value = TypeVar("Value")


@dataclass(frozen=True)
class WordIndex(Generic[Value]):
    """Words by their first character.

    Parameters
    ----------
    words : mapping of str to value
        Folded words.
    lengths : mapping of str to tuple of int
        First character → lengths of the words that begin with it, longest first.
    """

    words: Mapping[str, Value]
    lengths: Mapping[str, tuple[int, ...]] = field(repr=False)

    @classmethod
    def of(cls, words: Mapping[str, Value]) -> WordIndex[Value]:
        """Return the index of these words."""
        lengths: dict[str, set[int]] = {}
        for word in words:
            lengths.setdefault(word[0], set()).add(len(word))
        return cls(
            dict(words),
            {
                char: tuple(sorted(sizes, reverse=True))
                for char, sizes in lengths.items()
            },
        )

    def match(self, text: str, start: int) -> tuple[int, Value] | None:
        """Return the end and the value of the longest word at a place, or None.

        Parameters
        ----------
        text : str
            Folded text.
        start : int
            Where the word must begin. A Latin word must begin and end where letters
            do; a plural is its singular.

        Notes
        -----
        A word that is written with blanks between its Chinese characters is found
        if no word ends before the first blank.
        """
        sizes = self.lengths.get(text[start])
        if sizes is None:
            return None
        if is_letter(text, start) and is_letter(text, start - 1):
            return None
        for size in sizes:
            end = start + size
            value = self.words.get(text[start:end])
            if value is not None and end <= len(text):
                whole = _whole_end(text, end)
                if whole is None:
                    continue
                if size == 1 and text[end : end + 1] == " ":
                    return self._match_spaced(text, start, sizes) or (whole, value)
                return whole, value
        return self._match_spaced(text, start, sizes)

    def _match_spaced(
        self, text: str, start: int, sizes: Iterable[int]
    ) -> tuple[int, Value] | None:
        """Return the longest word with blanks between its Chinese characters."""
        longest = max(sizes)
        window = text[start : start + 2 * longest]
        if " " not in window or not is_han(text[start]):
            return None
        places = [at for at, char in enumerate(window, start) if char != " "]
        dense = window.replace(" ", "")
        for size in sizes:
            value = self.words.get(dense[:size])
            if value is not None and size <= len(places):
                whole = _whole_end(text, places[size - 1] + 1)
                if whole is not None:
                    return whole, value
        return None


def by_first(
    words: Iterable[tuple[str, Value]],
) -> dict[str, tuple[tuple[str, Value], ...]]:
    """Return words with what they mean, by their first character."""
    found: dict[str, list[tuple[str, Value]]] = {}
    for word, meant in words:
        found.setdefault(word[0], []).append((word, meant))
    return {char: tuple(pairs) for char, pairs in found.items()}


def is_letter(text: str, at: int) -> bool:
    """Tell whether a Latin letter stands at a place."""
    return 0 <= at < len(text) and "a" <= text[at] <= "z"


def _whole_end(text: str, end: int) -> int | None:
    """Return the end of a word with its plural, or None if letters follow it."""
    if not is_letter(text, end - 1) or not is_letter(text, end):
        return end
    for plural in ("s", "es"):
        if text.startswith(plural, end) and not is_letter(text, end + len(plural)):
            return end + len(plural)
    return None
