"""Cut a folded text into words, measures and clauses in one pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from geo_zs.understanding.folding import Folded, is_han
from geo_zs.understanding.lexicon import Lexicon
from geo_zs.understanding.meaning import Meaning
from geo_zs.understanding.measures import Measure, read_measure

_BREAKS: Final = frozenset('，,；;。！!？?、\n()（）[]【】|\t「」《》“”"')
_NOTHING: Final = Meaning()
_DIGITS: Final = frozenset("0123456789")
_NUMERALS: Final = _DIGITS | frozenset(
    "零〇一二两三四五六七八九十百壹贰叁肆伍陆柒捌玖拾"
)
#: Letters and signs that may begin a currency before a number.
_CURRENCY: Final = frozenset("urc$¥€£hej人美半过全")


@dataclass(frozen=True)
class Token:
    """A word or a measure, or both in one place if the word is the longer one.

    Parameters
    ----------
    start, end : int
        Slice of the folded text.
    clause : int
        Number of the clause it stands in.
    text : str
        The folded characters.
    meaning : Meaning
        What the word may mean; nothing for a measure.
    measure : Measure or None
        The measure.
    """

    start: int
    end: int
    clause: int
    text: str
    meaning: Meaning
    measure: Measure | None = None

    def has(self, *roles: str) -> bool:
        """Tell whether the word has one of these roles."""
        return not self.meaning.roles.isdisjoint(roles)


@dataclass(frozen=True)
class Tokens:
    """A text cut into pieces.

    Parameters
    ----------
    folded : Folded
        The folded text.
    items : tuple of Token
        In the order of the text; never overlapping.
    clauses : tuple of (int, int)
        Slice of the folded text of each clause, without what parts them.
    """

    folded: Folded
    items: tuple[Token, ...]
    clauses: tuple[tuple[int, int], ...]

    def gap(self, before: int, after: int) -> str:
        """Return the folded text between two tokens, by their numbers."""
        return self.folded.text[self.items[before].end : self.items[after].start]

    def beside(
        self, number: int, step: int, *, passes: str | None = None
    ) -> Token | None:
        """Return the token right beside one, in the same clause, or None.

        Parameters
        ----------
        number : int
            Number of the token.
        step : int
            -1 for the one before, +1 for the one behind.
        passes : str, optional
            Characters that may lie between; white space if not given.
        """
        other = number + step
        if not 0 <= other < len(self.items):
            return None
        first, second = sorted((number, other))
        if self.gap(first, second).strip(passes):
            return None
        same = self.items[other].clause == self.items[number].clause
        return self.items[other] if same else None

    def original(self, text: str, start: int, end: int) -> tuple[str, int, int]:
        """Return the original characters of a folded slice, and where they are."""
        first, last = self.folded.span(start, end)
        return text[first:last], first, last


def tokenize(folded: Folded, lexicon: Lexicon) -> Tokens:
    """Cut a folded text.

    At each place the longer of word and measure is taken; what begins none is left
    out. Each character is looked at once, and a word never reaches farther than the
    longest one of the lexicon.
    """
    text = folded.text
    items: list[Token] = []
    clauses: list[tuple[int, int]] = []
    at, opened = 0, 0
    while at < len(text):
        if _is_break(text, at):
            word = lexicon.index.match(text, at)
            if word is None:
                clauses.append((opened, at))
                at += 1
                opened = at
                continue
        token = _token_at(text, at, lexicon, clause=len(clauses), items=items)
        if token is None:
            at += 1
        else:
            items.append(token)
            at = token.end
    clauses.append((opened, len(text)))
    return Tokens(folded, tuple(items), tuple(clauses))


def _is_break(text: str, at: int) -> bool:
    """Tell whether a character parts clauses; a full stop does before a blank."""
    if text[at] in _BREAKS:
        return True
    return text[at] == "." and text[at + 1 : at + 2] in ("", " ", "\n")


def _token_at(
    text: str, at: int, lexicon: Lexicon, *, clause: int, items: list[Token]
) -> Token | None:
    """Return the token that begins at a place, or None."""
    char = text[at]
    word = lexicon.index.match(text, at)
    measure = None
    if char in _NUMERALS or char in _CURRENCY:
        is_free = at == 0 or not _is_open(text, at, items)
        measure = read_measure(text, at) if is_free else None
    if measure is not None and measure.kind == "bare" and char not in _DIGITS:
        measure = measure if char not in _NUMERALS else None
    if measure is not None and (word is None or measure.end > word[0]):
        end = measure.end
        return Token(at, end, clause, text[at:end], _NOTHING, measure)
    if word is None:
        return None
    end, meaning = word
    return Token(at, end, clause, text[at:end], meaning)


def _is_open(text: str, at: int, items: list[Token]) -> bool:
    """Tell whether a number would begin inside a word or another number."""
    before = text[at - 1]
    if items and items[-1].end == at and (items[-1].measure or not before.isascii()):
        return items[-1].measure is not None and items[-1].measure.kind == "bare"
    if text[at] in _DIGITS:
        return before.isascii() and (before.isalnum() or before == ".")
    return before.isascii() and before.isalpha() and not is_han(text[at])
