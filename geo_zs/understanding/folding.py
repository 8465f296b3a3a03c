"""Bring hostile text to one form and keep the way back to every character.

Full-width and half-width, traditional and simplified, upper and lower case, control
and direction marks, blanks between letters and Chinese characters: all are folded
away, and every folded character knows which one it came from.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from geo_zs.text import to_simplified

#: Punctuation that parts clauses; it is kept apart from the comma inside a number.
_KEPT: Final = {"，": "，", "；": "；", "！": "！", "？": "？", "（": "（", "）": "）"}
_LINE_ENDS: Final = frozenset("\n\r\x0b\x0c\x85\u2028\u2029")
#: Dashes and tildes that join two ends of a range, and other signs with twins.
_TWINS: Final = {
    "’": "'",
    "‘": "'",
    "—": "-",
    "–": "-",
    "−": "-",
    "‐": "-",
    "‑": "-",
    "～": "~",
    "〜": "~",
    "∼": "~",
    "×": "x",
    "≧": "≥",
    "≦": "≤",
    "⩾": "≥",
    "⩽": "≤",
}
_FULL_DIGITS: Final = frozenset("０１２３４５６７８９")
#: Halves of characters, which no converter takes.
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_DROPPED: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me"})


@dataclass(frozen=True)
class Folded:
    """A folded text and where each of its characters came from.

    Parameters
    ----------
    text : str
        The folded text.
    starts, ends : tuple of int
        For each folded character, the slice of the original that it stands for.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the slice of the original for a slice of the folded text."""
        if start >= end:
            return (0, 0)
        return self.starts[start], self.ends[end - 1]


def is_han(char: str) -> bool:
    """Tell whether a character is a Chinese one."""
    return "\u4e00" <= char <= "\u9fff" or char == "〇"


def fold(text: str) -> Folded:
    r"""Fold a text.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    Folded
        Lower case, half-width, simplified; one blank only between two Latin
        letters, a digit and a letter, or two Chinese characters; ``\n`` for a
        line end. A hyphen between letters is a blank.
    """
    simple = to_simplified(_SURROGATES.sub("\ufffd", text).replace("\0", "\ufffd"))
    if len(simple) != len(text):  # a phrase of another length: keep the offsets
        simple = text
    pairs = [
        (piece, index)
        for index, char in enumerate(simple)
        for piece in _fold_char(char, _beside_full_digits(simple, index, char))
    ]
    return _without_blanks(pairs)


def fold_word(word: str) -> str:
    """Return a word of the vocabulary in the form of folded text."""
    return fold(word).text


def _beside_full_digits(text: str, index: int, char: str) -> bool:
    """Tell whether a full-width comma stands between full-width digits."""
    return (
        char == "，"
        and 0 < index < len(text) - 1
        and text[index - 1] in _FULL_DIGITS
        and text[index + 1] in _FULL_DIGITS
    )


@lru_cache(maxsize=16384)
def _fold_char(char: str, in_number: bool) -> str:  # noqa: FBT001  cached by position
    """Return what one character becomes; nothing if it is dropped."""
    if char in _LINE_ENDS:
        return "\n"
    if char.isspace():
        return " "
    if char in _KEPT and not in_number:
        return _KEPT[char]
    if char in _TWINS:
        return _TWINS[char]
    if unicodedata.category(char) in _DROPPED:
        return ""
    plain = unicodedata.normalize("NFKC", char).lower()
    return "".join(
        " " if one.isspace() else _TWINS.get(one, one)
        for one in plain
        if unicodedata.category(one) not in _DROPPED
    )


def _without_blanks(pairs: list[tuple[str, int]]) -> Folded:
    """Drop the blanks that part nothing, and turn hyphens of words into blanks."""
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    count = len(pairs)
    for position, (char, index) in enumerate(pairs):
        kept = char
        if char == "-" and 0 < position < count - 1:
            before, after = pairs[position - 1][0], pairs[position + 1][0]
            if _is_latin(before) and _is_latin(after):
                kept = " "
        if kept == " ":
            after = _next_char(pairs, position)
            if not chars or not _parts(chars[-1], after):
                continue
        chars.append(kept)
        starts.append(index)
        ends.append(index + 1)
    return Folded("".join(chars), tuple(starts), tuple(ends))


def _next_char(pairs: list[tuple[str, int]], position: int) -> str:
    """Return the next character if it is no blank, else nothing."""
    following = pairs[position + 1][0] if position + 1 < len(pairs) else ""
    return "" if following == " " else following


def _is_latin(char: str) -> bool:
    return "a" <= char <= "z"


def _parts(before: str, after: str) -> bool:
    """Tell whether a blank between two characters parts words."""
    if is_han(before) and is_han(after):
        return True
    return before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
