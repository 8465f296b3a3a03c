"""Find the words of a rule in the words of a request.

The longest word wins at each position, so that 超高功率石墨电极 is not read as
高功率石墨电极. A word that is denied just before it (不使用地下水) says nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_DENIED_ZH: Final = re.compile(
    r"(?:不(?!锈)|无(?![缝水人机烟])|非(?!金属|晶|标)|未(?!来)|没)"
    r"[^，。,；;、！!？?\s]{0,3}$"
)
_DENIED_EN: Final = re.compile(r"\b(?:no|not|non|without)\b[\s-]*(?:\w+\s+){0,2}$")


def words_in(texts: Iterable[str], words: tuple[str, ...]) -> frozenset[str]:
    """Return which of `words` stand in the texts and are not denied there.

    Parameters
    ----------
    texts : iterable of str
        What a request says.
    words : tuple of str
        Words to look for; case and width do not matter.

    Returns
    -------
    frozenset of str
        As they stand in `words`.
    """
    if not words:
        return frozenset()
    pattern, spelled = _compiled(words)
    found = set()
    for text in texts:
        folded = _fold(text)
        for match in pattern.finditer(folded):
            before = folded[: match.start()]
            if not _DENIED_ZH.search(before) and not _DENIED_EN.search(before):
                found.add(spelled[match.group()])
    return frozenset(found)


@lru_cache(maxsize=256)
def _compiled(words: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern that prefers longer words, and the words by their folding."""
    spelled = {_fold(word): word for word in words}
    ordered = sorted(spelled, key=lambda word: (-len(word), word))
    parts = [
        rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word)
        for word in ordered
    ]
    return re.compile("|".join(parts)), spelled


def _fold(text: str) -> str:
    """Return a text in one width and one case."""
    return unicodedata.normalize("NFKC", text).lower()
