"""What the words of a text may mean."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Industry:
    """An industry word: its tag and its canonical spelling."""

    tag: str
    word: str


@dataclass(frozen=True)
class SectorRow:
    """What a word of many meanings stands for beside certain industries.

    Parameters
    ----------
    word : str
        Canonical spelling.
    with_tags : frozenset of str
        The row holds if one of these is named too; ``*`` is any; empty is always.
    tag : str
        What it then stands for; empty if it adds nothing.
    equipment_tag : str
        What it stands for right before a word of machinery; empty if the same.
    near_tags : tuple of str
        What to ask about if nothing else is named.
    """

    word: str
    with_tags: frozenset[str]
    tag: str
    equipment_tag: str
    near_tags: tuple[str, ...]


@dataclass(frozen=True)
class PortName:
    """Ports that one name stands for.

    Parameters
    ----------
    ids : tuple of str
        Open road and rail ports, in the order of the table.
    unusable : tuple of str
        Closed and air ports of the name.
    neighbour : str
        Country on the other side; empty if not known or several.
    is_town : bool
        Whether the name alone is that of a banner or league too.
    """

    ids: tuple[str, ...]
    unusable: tuple[str, ...] = ()
    neighbour: str = ""
    is_town: bool = False


@dataclass(frozen=True)
class PlaceName:
    """A league, or a banner with its league."""

    league: str
    name_zh: str
    name_en: str
    is_banner: bool = False


@dataclass(frozen=True)
class UnevaluatedWord:
    """Why words are not evaluated, and the rule that concerns them."""

    rule_id: str | None
    zh: str
    en: str


@dataclass(frozen=True)
class UsualFigure:
    """A usual amount for each unit of capacity, with its reason.

    Parameters
    ----------
    tag, field : str
        Industry, and field of the request.
    words : frozenset of str
        Holds only beside one of these words; empty for all of the tag.
    per, unit : float, str
        Capacity that the figures are for.
    low, high : float
        Usual ends, in the unit of the field; NaN is open.
    zh, en : str
        The reason.
    """

    tag: str
    field: str
    words: frozenset[str]
    per: float
    unit: str
    low: float
    high: float
    zh: str
    en: str


@dataclass(frozen=True)
class Meaning:
    """Everything that one word may mean."""

    roles: frozenset[str] = frozenset()
    industry: Industry | None = None
    sector: tuple[SectorRow, ...] = ()
    port: PortName | None = None
    place: PlaceName | None = None
    unevaluated: UnevaluatedWord | None = None
