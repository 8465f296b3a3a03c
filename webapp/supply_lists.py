"""Who could supply a site, as the pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geo_zs.supply.sheet import SupplyEntry, SupplyGroup, supply_sheet
from geo_zs.vocab import label
from webapp.cells import CellMaker, Part, row_link
from webapp.phrases import Lang, Phrases, phrases
from webapp.present import number_text
from webapp.profiles import distance_text
from webapp.suppliers import suppliers_of

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog

SHOWN: Final = 5
"""Suppliers shown at once; the others are folded."""

_LAYERS: Final = {
    "project": "projects",
    "base": "energy_bases",
    "plant": "power_plants",
    "park": "parks",
}


@dataclass(frozen=True)
class SupplyLine:
    """One supplier in a list."""

    name: Part
    distance: str
    is_approximate: bool
    capacity: str
    stage: str
    date: str
    owner: str
    sources: tuple[Part, ...]


@dataclass(frozen=True)
class SupplyList:
    """The suppliers of one upstream industry.

    Parameters
    ----------
    tag, name : str
        The industry.
    summary : str
        How many there are, by stage.
    lines, more : tuple of SupplyLine
        The nearest ones, and the others.
    parks : tuple of SupplyLine
        Parks that name the trade.
    n_found : int
        All suppliers within reach.
    n_not_placed : int
        Records that could not be placed.
    """

    tag: str
    name: str
    summary: str
    lines: tuple[SupplyLine, ...]
    more: tuple[SupplyLine, ...]
    parks: tuple[SupplyLine, ...]
    n_found: int
    n_not_placed: int

    @property
    def nearest(self) -> SupplyLine | None:
        """The nearest supplier."""
        return self.lines[0] if self.lines else None


def supply_lists(
    catalog: Catalog, site_id: str, industry: str, lang: Lang
) -> list[SupplyList]:
    """Return who is near a site that an industry buys from, for reading.

    Parameters
    ----------
    catalog : Catalog
        The loaded data.
    site_id : str
        Id of a candidate site.
    industry : str
        Industry tag.
    lang : {"zh", "en"}
        Language of the words.

    Returns
    -------
    list of SupplyList
        One for each upstream industry; none if the vocabulary names none.

    Raises
    ------
    UnknownPlaceError
        If the site is no candidate.
    RequirementError
        If the industry is no tag of the vocabulary.
    """
    sheet = supply_sheet(suppliers_of(catalog), site_id, industry)
    maker = CellMaker(catalog, "projects", lang)
    return [_list(group, maker, phrases(lang)) for group in sheet.groups]


def _list(group: SupplyGroup, maker: CellMaker, t: Phrases) -> SupplyList:
    """Return the suppliers of one industry."""
    lines = [_line(entry, maker, t) for entry in group.entries]
    counts = [
        t("supply_stage", stage=label("stage", stage, t.lang), count=count)
        for stage, count in group.stages.items()
    ]
    return SupplyList(
        tag=group.tag,
        name=t.pair(group.name_zh, group.name_en),
        summary=t.join(counts),
        lines=tuple(lines[:SHOWN]),
        more=tuple(lines[SHOWN:]),
        parks=tuple(_line(entry, maker, t) for entry in group.parks),
        n_found=group.n_found,
        n_not_placed=group.n_not_placed,
    )


def _line(entry: SupplyEntry, maker: CellMaker, t: Phrases) -> SupplyLine:
    """Return one supplier."""
    one = entry.supplier
    name = t.pair(one.name_zh, one.name_en) or one.id
    stage: Any = label("stage", one.stage, t.lang) if one.stage else ""
    return SupplyLine(
        name=Part(name, row_link(_LAYERS[one.kind], one.id, t.lang)),
        distance=_distance(entry, t),
        is_approximate=entry.is_approximate,
        capacity=t.pair(one.capacity_zh, one.capacity_en),
        stage=str(stage),
        date=one.date,
        owner=one.owner,
        sources=maker.sources(one.source_ids).parts,
    )


def _distance(entry: SupplyEntry, t: Phrases) -> str:
    """Return a distance; an interval where it is rough, or may exceed the reach."""
    if entry.is_approximate or not entry.is_surely_within:
        low, high = (number_text(km, digits=0) for km in (entry.low_km, entry.high_km))
        return t("km_value", km=f"{low}–{high}")
    return distance_text(entry.distance_km, t.lang)
