"""Which industry a text is about: main industry first, customers and negations apart.

Chinese puts the head last (光伏**玻璃**). What each industry is doing is told by
`industry_roles`, what its word stands for by `mentions`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geo_zs.understanding.folding import fold_word, is_han
from geo_zs.understanding.industry_roles import REACH, role_of, spread_negation
from geo_zs.understanding.lexicon import Lexicon
from geo_zs.understanding.mentions import (
    EQUIPMENT_TAG,
    OWN_ROLES,
    Mention,
    as_equipment,
    resolve,
)
from geo_zs.understanding.tokens import Token, Tokens

#: Trades that run stations.
_STATIONS: Final = frozenset({"new_energy_power", "storage_station"})
#: What the name of a park is, behind its place; a zone of the state is no project.
_PARK: Final = re.compile(
    "[^，,。;；、()\\s0-9a-z建项厂的和或及与投设用]{0,10}?"
    "(?:(?P<zone>高新技术产业开发区|高新技术开发区|高新区|经济技术开发区|经济开发区|经开区"
    "|开发区|新区|示范区|保税区)|工业园区|工业园|产业园区|产业园|物流园区|物流园|科技园|园区)"
    "| (?:(?!and |or |with |for |plant |project |factory |in )[a-z]+ ){0,5}?"
    "(?:(?P<zone_en>zone|new area|development area)|industrial park|park)(?![a-z])"
)
#: Longest stretch before 有限公司 that is taken for its name.
_NAME_LENGTH: Final = 20


@dataclass(frozen=True)
class Industries:
    """The industries of a text.

    Parameters
    ----------
    tags : tuple of str
        Main industry first.
    mentions : tuple of Mention
        In the order of the text.
    words : tuple of str
        Vocabulary words of the project itself, and the products they are kinds of.
    """

    tags: tuple[str, ...]
    mentions: tuple[Mention, ...]
    words: tuple[str, ...]


def read_industries(tokens: Tokens, lexicon: Lexicon) -> Industries:
    """Find the industries of a text.

    Returns
    -------
    Industries
        Without tags if no industry is named, or only customers and negations.
    """
    places = [
        number
        for number, token in enumerate(tokens.items)
        if (token.meaning.industry is not None or token.meaning.sector)
        and _stands_free(tokens, number)
        and not _is_place(tokens, token)
    ]
    parks = park_names(tokens)
    free = [n for n in places if not _is_within(tokens.items[n], parks)]
    places = free or places
    names = company_names(tokens)
    roles = {number: role_of(tokens, number, names, set(places)) for number in places}
    roles = spread_negation(tokens, places, roles)
    mentions = resolve(tokens, places, roles)
    mentions = [as_equipment(tokens, mention) for mention in mentions]
    tags = _order(tokens, mentions, lexicon)
    return Industries(tags, tuple(mentions), _words(mentions, lexicon))


def _is_within(token: Token, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a word lies in one of some slices."""
    return any(start <= token.start and token.end <= end for start, end in spans)


def _stands_free(tokens: Tokens, number: int) -> bool:
    """Tell whether a word of one character is no part of an unknown longer one."""
    token = tokens.items[number]
    if token.end - token.start > 1:
        return True
    text = tokens.folded.text
    before, after = text[token.start - 1 : token.start], text[token.end : token.end + 1]
    items = tokens.items
    known_before = number > 0 and items[number - 1].end == token.start
    known_after = number + 1 < len(items) and items[number + 1].start == token.end
    return (known_before or not is_han(before or " ")) and (
        known_after or not is_han(after or " ")
    )


def _is_place(tokens: Tokens, token: Token) -> bool:
    """Tell whether a word such as 铁路专用线 is what a distance is measured to."""
    if not token.has("rail", "airport", "port"):
        return False
    return any(
        one.clause == token.clause
        and (
            one.has("distance", "near")
            or (one.measure is not None and one.measure.kind == "length")
        )
        for one in tokens.items
    )


def park_names(tokens: Tokens) -> list[tuple[int, int]]:
    """Return the slices that are names of parks: 稀土高新区 behind 包头 or 位于."""
    text = tokens.folded.text
    spans = []
    for number, token in enumerate(tokens.items):
        before = tokens.beside(number, -1)
        is_entered = before is not None and before.has("site_before")
        if token.meaning.place is not None:
            start = token.end
        elif is_entered and (token.meaning.industry or token.meaning.sector):
            start = token.start
        else:
            continue
        found = _PARK.match(text, start)
        if found is None:
            continue
        inside = [one for one in tokens.items if start <= one.start < found.end()]
        if any(one.has("chemical_park") or one.meaning.place for one in inside):
            continue
        if is_entered or found["zone"] or found["zone_en"]:
            spans.append((start, found.end()))
    return spans


def company_names(tokens: Tokens) -> list[tuple[int, int]]:
    """Return the slices that are names of firms: up to 有限公司 or 集团."""
    spans = []
    for number, token in enumerate(tokens.items):
        if not token.has("company"):
            continue
        start = max(tokens.clauses[token.clause][0], token.start - _NAME_LENGTH)
        for before in reversed(tokens.items[max(0, number - _NAME_LENGTH) : number]):
            if before.clause != token.clause or before.end <= start:
                break
            if before.measure is not None or before.has("boundary"):
                start = before.end
                break
        spans.append((start, token.end))
    return spans


def _order(
    tokens: Tokens, mentions: Sequence[Mention], lexicon: Lexicon
) -> tuple[str, ...]:
    """Return the tags of the project, main industry first."""
    for role in OWN_ROLES:
        found = [one for one in mentions if one.role == role and one.tag]
        if found:
            break
    else:
        return ()
    places = _compound_places(tokens, found)
    ranked = sorted(found, key=lambda one: (_rank(one), places[one.token]))
    tags = list(dict.fromkeys(one.tag for one in ranked))
    groups = {lexicon.parents.get(tag, "") for tag in tags}
    kept = [tag for tag in tags if tag not in groups]
    return tuple(kept)


def _rank(mention: Mention) -> int:
    """Return 0 for a plain industry word, 1 for a trade, 2 for a trade of stations."""
    if not mention.is_sector:
        return 1 if mention.is_used else 0
    return 2 if mention.tag in _STATIONS else 1


def _compound_places(tokens: Tokens, found: Sequence[Mention]) -> dict[int, float]:
    """Return where each mention stands, the head of a compound before its modifiers.

    A compound is a run of mentions with nothing between; its last one is the head.
    """
    places: dict[int, float] = {}
    run: list[int] = []
    for mention in found:
        number = mention.token
        joined = run and number == run[-1] + 1 and not tokens.gap(run[-1], number)
        if joined and mention.tag == EQUIPMENT_TAG:  # 风电主轴轴承 is of its trade
            places[number] = number
            continue
        run = [*run, number] if joined and len(run) < REACH else [number]
        for back, one in enumerate(reversed(run)):
            places[one] = run[0] + back / REACH
    return places


def _words(mentions: Sequence[Mention], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the vocabulary words and products of the project itself."""
    words: dict[str, None] = {}
    for mention in mentions:
        if mention.role not in OWN_ROLES or not mention.tag:
            continue
        products = lexicon.products.get(fold_word(mention.word), ())
        if not (mention.word.isascii() and products):
            words[mention.word] = None
        for product in products:
            words[product] = None
    return tuple(words)
