"""The tables of words, gathered into what every word means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from geo_zs.text import short_admin_name, short_english_name
from geo_zs.understanding.cues import cue_roles
from geo_zs.understanding.folding import fold_word
from geo_zs.understanding.meaning import (
    Industry,
    Meaning,
    PlaceName,
    PortName,
    SectorRow,
    UnevaluatedWord,
)

#: One row of a table, by column name.
Row = Mapping[str, Any]

#: Endings of the names of ports, and the modes that a distance is measured to.
_PORT_ENDINGS: Final = ("铁路口岸", "公路口岸", "航空口岸", "机场口岸", "口岸")
_USABLE_MODES: Final = ("road", "rail")


def text_cell(value: object) -> str:
    """Return a cell as text; a missing one is empty."""
    return value if isinstance(value, str) else ""


def list_cell(value: object) -> tuple[str, ...]:
    """Return a list cell as it was read, or as a text parted by ``;``."""
    if isinstance(value, str):
        return tuple(part for part in value.split(";") if part)
    return tuple(value) if isinstance(value, tuple | list) else ()


class Glossary:
    """Collects what every word means."""

    def __init__(self) -> None:
        self.meanings: dict[str, Meaning] = {}
        self.near_words: list[tuple[str, str]] = []

    def _set(self, word: str, **parts: Any) -> None:  # noqa: ANN401  fields of Meaning
        key = fold_word(word)
        if key:
            self.meanings[key] = replace(self.meanings.get(key, Meaning()), **parts)

    def add_cues(self) -> None:
        """Add the words of grammar."""
        for word, roles in cue_roles().items():
            self._set(word, roles=roles)

    def add_industries(self, rows: Iterable[Row]) -> None:
        """Add the names of the industries, Chinese before English."""
        for row in rows:
            tag = row["tag"]
            for word in (row["name_zh"], *list_cell(row["synonyms_zh"])):
                self._set(word, industry=Industry(tag, word))
                self.near_words.append((fold_word(word), tag))
            for word in (row["name_en"], *list_cell(row.get("synonyms_en"))):
                known = self.meanings.get(fold_word(word))
                if known is None or known.industry is None:
                    self._set(word, industry=Industry(tag, word))
                self.near_words.append((fold_word(word), tag))

    def add_sectors(self, rows: Iterable[Row]) -> None:
        """Add the words that have many meanings."""
        found: dict[str, list[SectorRow]] = {}
        for row in rows:
            words = list_cell(row["words"])
            for word in words:
                found.setdefault(word, []).append(
                    SectorRow(
                        word=words[0] if word.isascii() else word,
                        with_tags=frozenset(list_cell(row["with_tags"])),
                        tag=text_cell(row["tag"]),
                        equipment_tag=text_cell(row["equipment_tag"]),
                        near_tags=list_cell(row["near_tags"]),
                    )
                )
        for word, sectors in found.items():
            self._set(word, sector=tuple(sectors))

    def add_products(self, rows: Iterable[Row]) -> dict[str, tuple[str, ...]]:
        """Add the products; return the products that each folded word is a kind of."""
        kinds: dict[str, list[str]] = {}
        for row in rows:
            for word in (row["product"], *list_cell(row["words"])):
                names = kinds.setdefault(fold_word(word), [])
                if row["product"] not in names:
                    names.append(row["product"])
                if fold_word(word) not in self.meanings:
                    self._set(word, industry=Industry(row["tag"], word))
        return {word: tuple(names) for word, names in kinds.items()}

    def add_places(
        self,
        leagues: Iterable[Row],
        banners: Iterable[Row],
        variants: Iterable[Row] = (),
    ) -> frozenset[str]:
        """Add leagues and banners; return their short names, folded."""
        short: set[str] = set()
        known_as: dict[str, list[str]] = {}
        for row in variants:
            if row["target_kind"] == "league":
                known_as.setdefault(str(row["target_id"]), []).append(row["name"])
        for row in leagues:
            adcode = row["adcode"]
            place = PlaceName(adcode, row["name_zh"], row["name_en"])
            brief = (short_admin_name(row["name_zh"]), text_cell(row.get("short_zh")))
            english = (row["name_en"], short_english_name(row["name_en"]))
            others = known_as.get(adcode, ())
            for word in {row["name_zh"], *brief, *english, *others} - {""}:
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
        """Add the ports; `towns` are the folded names that mean a place too."""
        owners: dict[str, list[Row]] = {}
        for row in rows:
            english = short_english_name(row["name_en"])
            for name in (
                row["name_zh"],
                *list_cell(row["aliases"]),
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
            neighbours = {text_cell(row["neighbour"]) for row in usable}
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
        """Add the words that ask for what is not evaluated."""
        for row in rows:
            reason = UnevaluatedWord(
                text_cell(row["rule_id"]) or None, row["reason_zh"], row["reason_en"]
            )
            for word in list_cell(row["words"]):
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
