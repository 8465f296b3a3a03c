"""What an unknown industry may have meant: words that are spelled or sound alike."""

from __future__ import annotations

from typing import Final

from rapidfuzz import fuzz, process

from geo_zs.text import pinyin_key
from geo_zs.understanding.folding import is_han
from geo_zs.understanding.industry import Industries
from geo_zs.understanding.lexicon import Lexicon
from geo_zs.understanding.result import NearMiss
from geo_zs.understanding.tokens import Tokens

_CUTOFF: Final = 60
_SOUND_CUTOFF: Final = 80
_PIECES: Final = 5
_TAGS: Final = 4
_LONGEST: Final = 16
#: Characters that begin or end no name of an industry.
_TRIMMED: Final = " 的了为是需在和与及有做建"


def near_misses(
    text: str, tokens: Tokens, industries: Industries, lexicon: Lexicon
) -> tuple[NearMiss, ...]:
    """Return what a text without a known industry may have meant.

    Parameters
    ----------
    text : str
        The original text.
    tokens : Tokens
        The text cut into pieces.
    industries : Industries
        Words that name a trade and no industry come first.
    lexicon : Lexicon
        The vocabulary.

    Returns
    -------
    tuple of NearMiss
        At most five, in the order of the text.
    """
    found: list[NearMiss] = []
    for mention in industries.mentions:
        token = tokens.items[mention.token]
        tags = mention.near_tags or ((mention.tag,) if mention.tag else ())
        if tags:
            piece, _, _ = tokens.original(text, token.start, token.end)
            found.append(NearMiss(piece, tags))
    known = {mention.token for mention in industries.mentions}
    for start, end in _unknown(tokens, known):
        if len(found) >= _PIECES:
            break
        tags = _alike(tokens.folded.text[start:end], lexicon)
        if tags:
            piece, _, _ = tokens.original(text, start, end)
            found.append(NearMiss(piece, tags))
    return tuple(found[:_PIECES])


def _unknown(tokens: Tokens, known: set[int]) -> list[tuple[int, int]]:
    """Return the folded slices that no word covers, fillers of one character apart."""
    text = tokens.folded.text
    covered = [
        (token.start, token.end)
        for number, token in enumerate(tokens.items)
        if token.measure is not None
        or number in known
        or (token.meaning.roles and token.end - token.start > 1)
    ]
    pieces: list[tuple[int, int]] = []
    at = 0
    for start, end in (*covered, (len(text), len(text))):
        pieces += _runs(text, at, start)
        at = max(at, end)
    return [(a, b) for a, b in pieces if b - a >= 2]


def _runs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the runs of letters and characters of a slice."""
    runs: list[tuple[int, int]] = []
    opened = None
    for at in range(start, end + 1):
        is_word = at < end and (
            is_han(text[at]) or text[at].isalpha() or text[at] == " "
        )
        if is_word and opened is None and text[at] != " ":
            opened = at
        elif not is_word and opened is not None:
            runs.append((opened, min(at, opened + _LONGEST)))
            opened = None
    return runs


def _alike(piece: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the tags of the words most like a piece, best first."""
    words, sounds, tags = lexicon.near_index
    best: dict[str, float] = {}
    query = piece.strip(_TRIMMED)
    if len(query) < 2:
        return ()
    for choices, asked, cutoff in (
        (words, query, _CUTOFF),
        (sounds, pinyin_key(query), _SOUND_CUTOFF),
    ):
        hits = process.extract(
            asked, choices, scorer=fuzz.ratio, limit=8, score_cutoff=cutoff
        )
        for _, score, number in hits:
            tag = tags[number]
            best[tag] = max(best.get(tag, 0.0), score)
    ranked = sorted(best, key=lambda tag: (-best[tag], tag))
    return tuple(ranked[:_TAGS])
