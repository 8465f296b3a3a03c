"""Which industry each word of a text stands for.

A word of many meanings (风电, 储能, 甲醇) takes the meaning that its neighbours give it
(``data/understanding/sector_words.csv``); a word of machinery behind an industry turns
it into the making of its equipment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from geo_zs.understanding.meaning import Industry, SectorRow
from geo_zs.understanding.tokens import Tokens

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
EQUIPMENT_TAG: Final = "equipment_manufacturing"
#: Roles that make an industry part of the project, best first.
OWN_ROLES: Final = ("main", "supporting")


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


def resolve(
    tokens: Tokens, places: Sequence[int], roles: dict[int, str]
) -> list[Mention]:
    """Give every word its tag; a word of many meanings looks at the others."""
    own = [n for n in places if roles[n] in OWN_ROLES]
    strong: set[str] = set()
    for number in own:
        meaning = tokens.items[number].meaning
        if not meaning.sector and meaning.industry is not None:
            strong.add(meaning.industry.tag)
    loose: set[str] = set()
    for number in places:
        sector = tokens.items[number].meaning.sector
        if sector and roles[number] in (*OWN_ROLES, "feedstock"):
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
            before = tokens.beside(number, -1)
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


def as_equipment(tokens: Tokens, mention: Mention) -> Mention:
    """Turn an industry into its machinery if a word of machinery follows it."""
    after = tokens.beside(mention.token, +1)
    token = tokens.items[mention.token]
    tail = tokens.folded.text[token.end : token.end + 12]
    joined = not tail.startswith(" ") or token.text[-1].isascii()
    is_machine = tail.lstrip().startswith(_EQUIPMENT_HEADS) or (
        after is not None
        and after.meaning.industry is not None
        and after.meaning.industry.tag == EQUIPMENT_TAG
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
