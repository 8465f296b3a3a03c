"""Text: LIKE with wildcards, and comparison without regard to case or accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

import numpy as np
import pandas as pd

from geo_zs.cql2.errors import Cql2Error
from geo_zs.cql2.values import (
    AnyArray,
    Truth,
    Values,
    either_unknown,
    objects,
    require_kind,
    truth_where,
    unknown_truth,
)

#: Letters that Unicode does not decompose, and what readers without them write.
_PLAIN_LETTERS: Final = str.maketrans(
    dict(
        zip(
            "ØøĐđŁłĦħŦŧıÆæŒœẞßÞþÐð",
            (*"OoDdLlHhTti", "AE", "ae", "OE", "oe", "SS", "ss", "TH", "th", *"Dd"),
            strict=True,
        )
    )
)
#: Marks of Japanese that change the sound; the standard asks to keep them.
_KEPT_MARKS: Final = frozenset("\u3099\u309a")
_OTHER_PLANES: Final = re.compile("[\U00010000-\U0010ffff]")
_HAS_PLAIN_LETTERS: Final = re.compile(f"[{''.join(map(chr, _PLAIN_LETTERS))}]")


def fold_case(text: str) -> str:
    """Return what all ways to capitalise a text have in common (CASEI).

    Full case folding of Unicode on canonically equal forms: ``Straße`` and
    ``STRASSE`` give one text, final and inner sigma too.
    """
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFD", text).casefold()
    return unicodedata.normalize("NFC", folded)


def drop_accents(text: str) -> str:
    """Return a text without its diacritics (ACCENTI), capital letters kept.

    ``é`` gives ``e``. Letters that Unicode does not decompose are written as their
    readers do without them: ``ø`` gives ``o``, ``ß`` gives ``ss``, ``æ`` gives ``ae``.
    The Japanese marks dakuten and handakuten stay.
    """
    if text.isascii():
        return text
    if _HAS_PLAIN_LETTERS.search(text):
        text = text.translate(_PLAIN_LETTERS)
    kept = _marks().sub("", unicodedata.normalize("NFD", text))
    if _OTHER_PLANES.search(kept):
        kept = "".join(one for one in kept if not _is_mark(one))
    return unicodedata.normalize("NFC", kept)


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter) == "Mn" and letter not in _KEPT_MARKS


@cache
def _marks() -> re.Pattern[str]:
    """Return the expression for the marks of the basic plane.

    With marks of other planes among them it would be a hundred times slower.
    """
    marks = filter(_is_mark, map(chr, range(0x300, 0x10000)))
    return re.compile(f"[{''.join(marks)}]+")


#: Operations on one text.
FOLDING: Final[dict[str, Callable[[str], str]]] = {
    "casei": fold_case,
    "accenti": drop_accents,
}


def fold(op: str, values: Values) -> Values:
    """Return CASEI or ACCENTI of texts, null of null.

    Raises
    ------
    Cql2Error
        If the values are no text.
    """
    if values.kind == "null":
        return values
    require_kind(op.upper(), "string", values)
    known = _each_text(values, FOLDING[op], dtype=object)
    return Values("string", known, values.unknown, values.name)


def like(values: Values, pattern: Values) -> Truth:
    """Tell where texts match a pattern as a whole.

    Parameters
    ----------
    values : Values
        Texts.
    pattern : Values
        One text for all features: ``%`` stands for any characters, ``_`` for one,
        and a backslash takes the next character as it is.

    Raises
    ------
    Cql2Error
        If either is no text, or the pattern differs from feature to feature.
    """
    if "null" in (values.kind, pattern.kind):
        return unknown_truth(values, pattern)
    require_kind("LIKE", "string", values)
    require_kind("LIKE", "string", pattern)
    if pattern.is_property or pattern.known.shape != (1,):
        raise Cql2Error(
            message="the pattern of LIKE must be a text, or CASEI or ACCENTI of a text",
            zh="LIKE 的模式须是文本，或文本的 CASEI、ACCENTI",
        )
    matches = compile_pattern(pattern.known[0]).fullmatch
    found = _each_text(values, lambda text: matches(text) is not None, dtype=bool)
    return truth_where(found, either_unknown(values, pattern))


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Return a LIKE pattern as a regular expression for ``fullmatch``.

    Each part between two ``%`` is bound to where it is first found (an atomic
    group), which is enough and keeps hostile patterns from taking exponential time.
    """
    parts = list(_parts(pattern))
    if len(parts) == 1:
        return re.compile(parts[0], re.DOTALL)
    first, *inner, last = parts
    middle = "".join(f"(?>.*?{part})" for part in inner if part)
    return re.compile(f"{first}{middle}.*{last}", re.DOTALL)


def _parts(pattern: str) -> Iterator[str]:
    """Yield the expressions of what stands between the ``%`` of a pattern."""
    part: list[str] = []
    letters = iter(pattern)
    for letter in letters:
        if letter == "%":
            yield "".join(part)
            part = []
        elif letter == "_":
            part.append(".")
        elif letter == "\\":
            # A backslash at the very end stands for itself.
            part.append(re.escape(next(letters, "\\")))
        else:
            part.append(re.escape(letter))
    yield "".join(part)


def _each_text(
    values: Values, work: Callable[[str], object], *, dtype: type
) -> AnyArray:
    """Return the result for each text, worked out once for each different one."""
    codes, different = pd.factorize(values.known)
    results = [work(text) for text in different]
    table = objects(results) if dtype is object else np.array(results, dtype=dtype)
    return np.asarray(table[codes])
