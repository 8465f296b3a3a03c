"""Which industry a text is about: main industry first, customers and negations apart.

Chinese puts the head last (光伏**玻璃**), the negation and the customer before it
(不含硅料, 为风电供叶片), the feedstock between 以 and 为原料. A word of many meanings
(风电, 储能, 甲醇) takes the meaning that its neighbours give it
(``data/understanding/sector_words.csv``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from geo_zs.understanding.folding import fold_word, is_han
from geo_zs.understanding.lexicon import Industry, Lexicon, SectorRow
from geo_zs.understanding.tokens import Token, Tokens

#: Words of machinery that turn the industry before them into its equipment.
_EQUIPMENT_HEADS: Final = (
    "装备",
    "设备",
    "机械",
    "机组",
    "零部件",
    "配件",
    "部件",
    "机具",
    "equipment",
    "machinery",
    "component",
    "parts",
)
_EQUIPMENT_OF: Final = {
    "electrolytic_hydrogen": "hydrogen_equipment",
    "hydrogen": "hydrogen_equipment",
    "storage_station": "storage_equipment",
    "energy_storage": "storage_equipment",
    "coal_mining": "mining_equipment",
    "coal_washing": "mining_equipment",
    "metal_mining": "mining_equipment",
    "agri_food": "agri_machinery",
    "livestock_farming": "agri_machinery",
    "coal_power": "equipment_manufacturing",
    "coal_chemical": "equipment_manufacturing",
}
_EQUIPMENT_TAG: Final = "equipment_manufacturing"
_STATIONS: Final = frozenset({"new_energy_power", "storage_station"})
#: Roles that make an industry part of the project, best first.
_OWN: Final = ("main", "supporting")
#: Most tokens between an industry and the word that gives it its role.
_REACH: Final = 12
#: Longest stretch before 有限公司 that is taken for its name.
_NAME_LENGTH: Final = 20


@dataclass(frozen=True)
class Mention:
    """An industry that a text names.

    Parameters
    ----------
    token : int
        Number of the token.
    tag : str
        Industry; empty for a word that only names a trade.
    word : str
        Canonical spelling.
    role : str
        ``main``, ``supporting``, ``customer``, ``feedstock``, ``excluded``, ``name``.
    is_sector : bool
        Whether the word has many meanings, so that others go before it.
    is_used : bool
        Whether it is waste that the project uses up (利用粉煤灰), so that what is made
        of it goes before it.
    near_tags : tuple of str
        What to ask about if nothing else is named.
    """

    token: int
    tag: str
    word: str
    role: str
    is_sector: bool = False
    is_used: bool = False
    near_tags: tuple[str, ...] = ()


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
    names = company_names(tokens)
    roles = {number: _role(tokens, number, names, set(places)) for number in places}
    roles = _spread_negation(tokens, places, roles)
    mentions = _resolve(tokens, places, roles)
    mentions = [_as_equipment(tokens, mention) for mention in mentions]
    tags = _order(tokens, mentions, lexicon)
    return Industries(tags, tuple(mentions), _words(mentions, lexicon))


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


def _role(
    tokens: Tokens, number: int, names: Sequence[tuple[int, int]], places: set[int]
) -> str:
    """Return what the industry at a token is doing."""
    token = tokens.items[number]
    if any(start <= token.start and token.end <= end for start, end in names):
        return "name"
    before = _neighbour(tokens, number, -1)
    after = _neighbour(tokens, number, +1)
    if _is_excluded(tokens, number, before, after):
        return "excluded"
    if _is_customer(tokens, number, before, after, places):
        return "customer"
    if _is_feedstock(tokens, number, before, after):
        return "feedstock"
    if _leads(tokens, number, "support_before", places):
        return "supporting"
    return "main"


def _neighbour(tokens: Tokens, number: int, step: int) -> Token | None:
    """Return the token right beside one, in the same clause, or None."""
    other = number + step
    if not 0 <= other < len(tokens.items):
        return None
    first, second = (other, number) if step < 0 else (number, other)
    gap = tokens.gap(first, second).strip()
    same = tokens.items[other].clause == tokens.items[number].clause
    return tokens.items[other] if same and not gap else None


def _is_excluded(
    tokens: Tokens, number: int, before: Token | None, after: Token | None
) -> bool:
    """Tell whether an industry is negated."""
    if before is not None and before.has("negation"):
        return True
    opened = _opens(tokens, number, "except_open")
    return (
        opened
        and after is not None
        and (after.has("except_close") or after.has("list"))
    )


def _opens(tokens: Tokens, number: int, role: str) -> bool:
    """Tell whether a role stands before, with nothing but industries between."""
    clause = tokens.items[number].clause
    for token in reversed(tokens.items[max(0, number - _REACH) : number]):
        if token.clause != clause or token.measure is not None:
            return False
        if token.has(role):
            return True
        if token.meaning.industry is None and not token.has("list"):
            return False
    return False


def _is_customer(
    tokens: Tokens,
    number: int,
    before: Token | None,
    after: Token | None,
    places: set[int],
) -> bool:
    """Tell whether an industry is the one that is supplied."""
    if _leads(tokens, number, "customer_before", places):
        return True
    follows = tokens.items[number + 1 : number + 7]
    clause = tokens.items[number].clause
    if _leads(tokens, number, "for", places):
        earlier = min(places) < number
        if before is not None and before.text.startswith("for"):
            return earlier
        if any(one.clause == clause and one.has("for_verb") for one in follows):
            return True
    if after is None or not after.has("customer_after"):
        return after is not None and after.text == "配套" and not _has_industry(follows)
    return True


def _has_industry(tokens: Sequence[Token]) -> bool:
    """Tell whether the second of these tokens is an industry."""
    if len(tokens) < 2 or tokens[1].clause != tokens[0].clause:
        return False
    meaning = tokens[1].meaning
    return meaning.industry is not None or bool(meaning.sector)


def _leads(tokens: Tokens, number: int, role: str, places: set[int]) -> bool:
    """Tell whether a role stands before an industry, over measures and industries."""
    clause = tokens.items[number].clause
    at = number
    while at > max(0, number - _REACH):
        gap = tokens.gap(at - 1, at).strip(" -+/")
        before = tokens.items[at - 1]
        if gap or before.clause != clause or before.text == "的":
            return False
        if before.has(role):
            return True
        passes = before.measure is not None or before.has("list", "pre_about", "filler")
        if not passes and at - 1 not in places:
            return False
        at -= 1
    return False


def _is_feedstock(
    tokens: Tokens, number: int, before: Token | None, after: Token | None
) -> bool:
    """Tell whether an industry is what the project uses."""
    if after is not None and after.has("feedstock_after"):
        return True
    industry = tokens.items[number].meaning.industry
    if industry is not None and industry.tag == "circular_resources":
        return False
    return before is not None and before.has("feedstock_before")


def _spread_negation(
    tokens: Tokens, places: Sequence[int], roles: dict[int, str]
) -> dict[int, str]:
    """Carry 不含 and 除 over a list: 不含多晶硅和硅片 leaves both out."""
    carried = dict(roles)
    for first, second in pairwise(places):
        if carried[first] not in ("excluded", "customer"):
            continue
        between = tokens.items[first + 1 : second]
        start, end = tokens.items[first].end, tokens.items[second].start
        joined = tokens.folded.text[start:end].strip()
        listed = all(one.has("list") for one in between)
        if (listed and between) or joined in ("、", "/"):
            carried[second] = carried[first]
    return carried


def _resolve(
    tokens: Tokens, places: Sequence[int], roles: dict[int, str]
) -> list[Mention]:
    """Give every word its tag; a word of many meanings looks at the others."""
    own = [n for n in places if roles[n] in _OWN]
    strong: set[str] = set()
    for number in own:
        meaning = tokens.items[number].meaning
        if not meaning.sector and meaning.industry is not None:
            strong.add(meaning.industry.tag)
    loose: set[str] = set()
    for number in places:
        sector = tokens.items[number].meaning.sector
        if sector and roles[number] in (*_OWN, "feedstock"):
            loose.add(_choose(sector, strong).tag)
    mentions = []
    for number in places:
        meaning = tokens.items[number].meaning
        if meaning.sector:
            others = strong | (loose - {row.tag for row in meaning.sector[-1:]})
            row = _choose(meaning.sector, others - {""})
            mentions.append(
                Mention(
                    token=number,
                    tag=row.tag,
                    word=row.word,
                    role=roles[number],
                    is_sector=True,
                    near_tags=row.near_tags,
                )
            )
        elif meaning.industry is not None:
            found: Industry = meaning.industry
            before = _neighbour(tokens, number, -1)
            mentions.append(
                Mention(
                    token=number,
                    tag=found.tag,
                    word=found.word,
                    role=roles[number],
                    is_used=before is not None and before.has("feedstock_before"),
                )
            )
    return mentions


def _choose(rows: Sequence[SectorRow], tags: set[str]) -> SectorRow:
    """Return the first row whose neighbours are named, else the last one."""
    for row in rows:
        if not row.with_tags or row.with_tags & tags or ("*" in row.with_tags and tags):
            return row
    return replace(rows[-1], tag="", near_tags=())


def _as_equipment(tokens: Tokens, mention: Mention) -> Mention:
    """Turn an industry into its machinery if a word of machinery follows it."""
    after = _neighbour(tokens, mention.token, +1)
    token = tokens.items[mention.token]
    tail = tokens.folded.text[token.end : token.end + 12]
    joined = not tail.startswith(" ") or token.text[-1].isascii()
    is_machine = tail.lstrip().startswith(_EQUIPMENT_HEADS) or (
        after is not None
        and after.meaning.industry is not None
        and after.meaning.industry.tag == _EQUIPMENT_TAG
    )
    if not is_machine or not joined:
        return mention
    if token.meaning.sector:
        maker = token.meaning.sector[-1].equipment_tag
        return replace(mention, tag=maker, is_sector=False) if maker else mention
    if mention.tag == "new_energy_power":
        maker = "wind_equipment" if "风" in mention.word else "pv_silicon"
        return replace(mention, tag=maker)
    return replace(mention, tag=_EQUIPMENT_OF.get(mention.tag, mention.tag))


def _order(
    tokens: Tokens, mentions: Sequence[Mention], lexicon: Lexicon
) -> tuple[str, ...]:
    """Return the tags of the project, main industry first."""
    for role in _OWN:
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
        if joined and mention.tag == _EQUIPMENT_TAG:  # 风电主轴轴承 is of its trade
            places[number] = number
            continue
        run = [*run, number] if joined and len(run) < _REACH else [number]
        for back, one in enumerate(reversed(run)):
            places[one] = run[0] + back / _REACH
    return places


def _words(mentions: Sequence[Mention], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the vocabulary words and products of the project itself."""
    words: dict[str, None] = {}
    for mention in mentions:
        if mention.role not in _OWN or not mention.tag:
            continue
        products = lexicon.products.get(fold_word(mention.word), ())
        if not (mention.word.isascii() and products):
            words[mention.word] = None
        for product in products:
            words[product] = None
    return tuple(words)
