"""All words that a text is read with, compiled once from the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from geo_zs.text import pinyin_key
from geo_zs.understanding.glossary import Glossary, Row, list_cell, text_cell
from geo_zs.understanding.meaning import (
    Meaning,
    UsualFigure,
)
from geo_zs.understanding.scanning import WordIndex


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
        variants: Iterable[Row] = (),
    ) -> Lexicon:
        """Compile the tables; each is an iterable of rows by column name.

        Parameters
        ----------
        industries, ports, leagues, banners : iterable of mapping
            Rows of ``data/industries``, ``data/ports`` and ``data/boundaries``.
        sector_words, products, unevaluated, usual_figures : iterable of mapping
            Rows of ``data/understanding``.
        variants : iterable of mapping
            Other names of places, rows of ``data/gazetteer``; those of leagues count.
        """
        industries = list(industries)
        builder = Glossary()
        builder.add_cues()
        builder.add_industries(industries)
        builder.add_sectors(sector_words)
        kinds_of = builder.add_products(products)
        places = builder.add_places(leagues, banners, variants)
        builder.add_ports(ports, places)
        builder.add_unevaluated(unevaluated)
        return cls(
            index=WordIndex.of(builder.meanings),
            kinds={row["tag"]: row["kind"] for row in industries},
            parents={
                row["tag"]: row["parent_tag"]
                for row in industries
                if text_cell(row["parent_tag"])
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


def _usual(row: Row) -> UsualFigure:
    """Return one usual figure."""
    return UsualFigure(
        tag=row["tag"],
        field=row["field"],
        words=frozenset(list_cell(row["words"])),
        per=float(row["per_capacity"]),
        unit=row["capacity_unit"],
        low=float(row["low"]),
        high=float(row["high"]),
        zh=row["reason_zh"],
        en=row["reason_en"],
    )
