"""What operators state of a park: every statement, and which of them counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo_zs.publication.park_columns import class_label
from geo_zs.publication.statement import disagree
from webapp.cells import Cell, CellMaker
from webapp.phrases import Lang, phrases
from webapp.profiles import fields_of

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog


@dataclass(frozen=True)
class StatementLine:
    """One statement as a reader sees it.

    Parameters
    ----------
    title : str
        The fact; empty in the lines after the first about the same.
    lines : int
        In the first line about a fact: how many there are; else 0.
    value, confidence, sources : Cell
    fact_class, date : str
        What it holds for, and as of when; empty where not stated.
    counts : bool
        Whether pages and matching use it.
    disagrees : bool
        Whether statements of one class about the fact differ.
    """

    title: str
    lines: int
    value: Cell
    fact_class: str
    date: str
    confidence: Cell
    sources: Cell
    counts: bool
    disagrees: bool


def statement_lines(catalog: Catalog, park_id: str, lang: Lang) -> list[StatementLine]:
    """Return every statement about a park, in the order of its columns.

    Parameters
    ----------
    catalog : Catalog
        The loaded data; without a register there are no statements.
    park_id : str
        The park.
    lang : {"zh", "en"}
        Language of the words.
    """
    layer = catalog.layers["parks"]
    maker = CellMaker(catalog, "parks", lang)
    t = phrases(lang)
    found: list[StatementLine] = []
    fields = fields_of(layer)
    for name, field in fields.items():
        given = catalog.statements.get((park_id, name), ())
        for place, one in enumerate(given):
            is_first = place == 0
            found.append(
                StatementLine(
                    title=maker.title(field) if is_first else "",
                    lines=len(given) if is_first else 0,
                    value=maker.cell(field, one.value),
                    fact_class=t.pair(*class_label(one.fact_class)),
                    date=one.date,
                    confidence=maker.cell(fields["confidence"], one.confidence),
                    sources=maker.sources(one.source_ids),
                    counts=is_first,
                    disagrees=disagree(given),
                )
            )
    return found
