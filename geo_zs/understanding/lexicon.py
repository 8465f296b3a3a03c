"""All words that a text is read with, compiled once from the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from geo_zs.text import pinyin_key, short_admin_name, short_english_name
from geo_zs.understanding.cues import cue_roles
from geo_zs.understanding.folding import fold_word
from geo_zs.understanding.scanning import WordIndex

Row = Mapping[str, Any]

_PORT_ENDINGS: Final = ("铁路口岸", "公路口岸", "航空口岸", "机场口岸", "口岸")
_USABLE_MODES: Final = ("road", "rail")


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


@dataclass(frozen=True)
class Lexicon:
    """The compiled vocabulary.

    Parameters
    ----------
    index : WordIndex
        Folded word → meaning.
    kinds : mapping of str to str
        Industry tag → kind (``factory``, ``power_station`` …).
    parents : mapping of str to str
        Tag of a step → its group tag.
    names : mapping of str to (str, str)
        Industry tag → Chinese and English name.
    products : mapping of str to tuple of str
        Folded word → products it is a kind of.
    usual : tuple of UsualFigure
        Usual figures.
    """

    index: WordIndex[Meaning]
    kinds: Mapping[str, str]
    parents: Mapping[str, str]
    names: Mapping[str, tuple[str, str]]
    products: Mapping[str, tuple[str, ...]]
    usual: tuple[UsualFigure, ...] = ()
    near_words: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @classmethod
    def from_tables(
        cls,
        *,
        industries: Iterable[Row],
        ports: Iterable[Row] = (),
        leagues: Iterable[Row] = (),
        banners: Iterable[Row] = (),
        sector_words: Iterable[Row] = (),
        products: Iterable[Row] = (),
        unevaluated: Iterable[Row] = (),
        usual_figures: Iterable[Row] = (),
    ) -> Lexicon:
        """Compile the tables; each is an iterable of rows by column name.

        Parameters
        ----------
        industries, ports, leagues, banners : iterable of mapping
            Rows of ``data/industries``, ``data/ports`` and ``data/boundaries``.
        sector_words, products, unevaluated, usual_figures : iterable of mapping
            Rows of ``data/understanding``.
        """
        industries = list(industries)
        builder = _Builder()
        builder.add_cues()
        builder.add_industries(industries)
        builder.add_sectors(sector_words)
        kinds_of = builder.add_products(products)
        places = builder.add_places(leagues, banners)
        builder.add_ports(ports, places)
        builder.add_unevaluated(unevaluated)
        return cls(
            index=WordIndex.of(builder.meanings),
            kinds={row["tag"]: row["kind"] for row in industries},
            parents={
                row["tag"]: row["parent_tag"]
                for row in industries
                if _text(row["parent_tag"])
            },
            names={row["tag"]: (row["name_zh"], row["name_en"]) for row in industries},
            products=kinds_of,
            usual=tuple(_usual(row) for row in usual_figures),
            near_words=tuple(builder.near_words),
        )

    @cached_property
    def near_index(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Industry words, their pinyin and their tags, for near misses."""
        words = tuple(word for word, _ in self.near_words)
        sounds = tuple(pinyin_key(word) for word in words)
        return words, sounds, tuple(tag for _, tag in self.near_words)


def _text(value: object) -> str:
    """Return a cell as text; a missing one is empty."""
    return value if isinstance(value, str) else ""


def _list(value: object) -> tuple[str, ...]:
    """Return a list cell as it was read, or as a text parted by ``;``."""
    if isinstance(value, str):
        return tuple(part for part in value.split(";") if part)
    return tuple(value) if isinstance(value, tuple | list) else ()


def _usual(row: Row) -> UsualFigure:
    """Return one usual figure."""
    return UsualFigure(
        tag=row["tag"],
        field=row["field"],
        words=frozenset(_list(row["words"])),
        per=float(row["per_capacity"]),
        unit=row["capacity_unit"],
        low=float(row["low"]),
        high=float(row["high"]),
        zh=row["reason_zh"],
        en=row["reason_en"],
    )


class _Builder:
    """Collects what every word means."""

    def __init__(self) -> None:
        self.meanings: dict[str, Meaning] = {}
        self.near_words: list[tuple[str, str]] = []

    def _set(self, word: str, **parts: Any) -> None:  # noqa: ANN401  fields of Meaning
        key = fold_word(word)
        if key:
            self.meanings[key] = replace(self.meanings.get(key, Meaning()), **parts)

    def add_cues(self) -> None:
        for word, roles in cue_roles().items():
            self._set(word, roles=roles)

    def add_industries(self, rows: Iterable[Row]) -> None:
        for row in rows:
            tag = row["tag"]
            for word in (row["name_zh"], *_list(row["synonyms_zh"])):
                self._set(word, industry=Industry(tag, word))
                self.near_words.append((fold_word(word), tag))
            for word in (row["name_en"], *_list(row.get("synonyms_en"))):
                known = self.meanings.get(fold_word(word))
                if known is None or known.industry is None:
                    self._set(word, industry=Industry(tag, word))
                self.near_words.append((fold_word(word), tag))

    def add_sectors(self, rows: Iterable[Row]) -> None:
        found: dict[str, list[SectorRow]] = {}
        for row in rows:
            words = _list(row["words"])
            for word in words:
                found.setdefault(word, []).append(
                    SectorRow(
                        word=words[0] if word.isascii() else word,
                        with_tags=frozenset(_list(row["with_tags"])),
                        tag=_text(row["tag"]),
                        equipment_tag=_text(row["equipment_tag"]),
                        near_tags=_list(row["near_tags"]),
                    )
                )
        for word, sectors in found.items():
            self._set(word, sector=tuple(sectors))

    def add_products(self, rows: Iterable[Row]) -> dict[str, tuple[str, ...]]:
        kinds: dict[str, list[str]] = {}
        for row in rows:
            for word in (row["product"], *_list(row["words"])):
                names = kinds.setdefault(fold_word(word), [])
                if row["product"] not in names:
                    names.append(row["product"])
                if fold_word(word) not in self.meanings:
                    self._set(word, industry=Industry(row["tag"], word))
        return {word: tuple(names) for word, names in kinds.items()}

    def add_places(
        self, leagues: Iterable[Row], banners: Iterable[Row]
    ) -> frozenset[str]:
        """Add leagues and banners; return their short names, folded."""
        short: set[str] = set()
        names: dict[str, tuple[str, str]] = {}
        for row in leagues:
            adcode = row["adcode"]
            names[adcode] = (row["name_zh"], row["name_en"])
            place = PlaceName(adcode, row["name_zh"], row["name_en"])
            brief = (short_admin_name(row["name_zh"]), _text(row.get("short_zh")))
            english = (row["name_en"], short_english_name(row["name_en"]))
            for word in {row["name_zh"], *brief, *english} - {""}:
                self._set(word, place=place)
                short.add(fold_word(word))
        for row in banners:
            name = row["name_zh"]
            place = PlaceName(row["league"], name, row["name_en"], is_banner=True)
            words = {name, row["name_en"]}
            core = short_admin_name(name)
            if len(core) > 2 or name[-1] != "区":
                words.add(core)
            for word in words:
                known = self.meanings.get(fold_word(word))
                if known is None or known.place is None:
                    self._set(word, place=place)
                    short.add(fold_word(word))
        return frozenset(short)

    def add_ports(self, rows: Iterable[Row], towns: frozenset[str]) -> None:
        owners: dict[str, list[Row]] = {}
        for row in rows:
            english = short_english_name(row["name_en"])
            for name in (
                row["name_zh"],
                *_list(row["aliases"]),
                row["name_en"],
                english,
                f"{english} port",
            ):
                for word in _port_words(name, row["mode"]):
                    found = owners.setdefault(word, [])
                    if row not in found:
                        found.append(row)
        for word, found in owners.items():
            usable = [
                row
                for row in found
                if row["mode"] in _USABLE_MODES
                and str(row["is_usable_for_distance"]).lower() == "true"
            ]
            neighbours = {_text(row["neighbour"]) for row in usable}
            self._set(
                word,
                port=PortName(
                    ids=tuple(row["port_id"] for row in usable),
                    unusable=tuple(r["port_id"] for r in found if r not in usable),
                    neighbour=neighbours.pop() if len(neighbours) == 1 else "",
                    is_town=fold_word(word) in towns,
                ),
            )

    def add_unevaluated(self, rows: Iterable[Row]) -> None:
        for row in rows:
            reason = UnevaluatedWord(
                _text(row["rule_id"]) or None, row["reason_zh"], row["reason_en"]
            )
            for word in _list(row["words"]):
                self._set(word, unevaluated=reason)


def _port_words(name: str, mode: str) -> tuple[str, ...]:
    """Return the forms under which a port is named.

    The bare name and the name with 口岸 stand for all ports of the place; with 公路
    or 铁路 for those of that mode.
    """
    core = name
    for ending in _PORT_ENDINGS:
        if core.endswith(ending):
            core = core.removesuffix(ending)
            break
    if core == name or len(core) < 2:
        return (name,)
    way = {"road": "公路口岸", "rail": "铁路口岸", "air": "航空口岸"}[mode]
    named = (core + way, core + " " + way)
    if mode == "air":
        return (name, *named)
    return (name, core, core + "口岸", *named)
