"""How a site stands among the others: its like, and the medians round it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geo_zs.comparison.benchmark import BenchmarkRow, Median, benchmark
from geo_zs.comparison.similar import Difference, Similar, similar
from webapp.cells import Part, row_link
from webapp.pages.context import link
from webapp.phrases import Lang, Phrases, phrases
from webapp.present import number_text, percent_text

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from geo_zs.matching.table import SiteTable

LIKE: Final = 5
"""Sites like the given one that are listed."""

_BETTER: Final = {True: "badge-accent", False: "badge-warn", None: ""}


@dataclass(frozen=True)
class LikeLine:
    """A site like the given one.

    Parameters
    ----------
    name : Part
        Its name and page.
    place : str
        Its league.
    likeness : str
        One minus the distance, in percent.
    alike, different : str
        In what the two are alike, and what sets them apart, in words.
    compare_href : str
        Address of the two side by side.
    """

    name: Part
    place: str
    likeness: str
    alike: str
    different: str
    compare_href: str


@dataclass(frozen=True)
class MedianCell:
    """A median, and where the site stands against it."""

    median: str
    stands: str
    badge: str
    known: str


@dataclass(frozen=True)
class StandingRow:
    """One column of a site against its league and the region."""

    name: str
    value: str
    interval: str
    league: MedianCell
    region: MedianCell


def like_lines(
    catalog: Catalog, site_id: str, lang: Lang, *, industry: str = ""
) -> list[LikeLine]:
    """Return the sites most like a given one.

    Parameters
    ----------
    catalog : Catalog
        The loaded data.
    site_id : str
        Id of a candidate site.
    lang : {"zh", "en"}
        Language of the words.
    industry : str
        Industry whose criteria count; empty: all criteria alike.

    Raises
    ------
    UnknownPlaceError
        If the site is no candidate.
    """
    found = similar(
        catalog.sites, catalog.criteria, site_id, k=LIKE, industry=industry or None
    )
    parks = catalog.layers["parks"].frame.index
    return [
        _like(catalog.sites, site_id, one, (industry, one.site_id in parks), lang)
        for one in found.sites
    ]


def _like(
    sites: SiteTable, own: str, one: Similar, found: tuple[str, bool], lang: Lang
) -> LikeLine:
    """Return one site like the given one; `found` is industry, and if it is a park."""
    t = phrases(lang)
    row = one.row
    industry, is_park = found
    name = t.pair(sites.names_zh[row], sites.names_en[row])
    layer, key = ("parks" if is_park else "ports"), one.site_id
    if sites.kinds[row] == "banner":
        layer, key = "banners", sites.banners[row]
    return LikeLine(
        name=Part(name, row_link(layer, key, lang)),
        place=sites.leagues[row],
        likeness=percent_text(1 - one.distance),
        alike=t.join([t.pair(part.name_zh, part.name_en) for part in one.alike]),
        different=t.join([_apart(part, t) for part in one.different]),
        compare_href=link(
            "pages.compare", lang, ids=f"{own},{one.site_id}", industry=industry
        ),
    )


def _apart(one: Difference, t: Phrases) -> str:
    """Return in what two sites differ, with both values where they are numbers."""
    name = t.pair(one.name_zh, one.name_en)
    if math.isnan(one.own) or math.isnan(one.other):
        return name
    unit = t.unit(one.unit)
    values = (number_text(one.own), number_text(one.other))
    return t("standing_apart", name=name, own=values[0], other=f"{values[1]} {unit}")


def standing_rows(
    catalog: Catalog, site_id: str, lang: Lang, *, industry: str = ""
) -> list[StandingRow]:
    """Return the values of a site against the medians of its league and the region.

    Parameters
    ----------
    catalog, site_id, lang, industry
        As for `like_lines`; an industry adds what depends on it.

    Returns
    -------
    list of StandingRow
        Columns that are known of the site and are numbers, criteria first.
    """
    rows = benchmark(
        catalog.sites, catalog.criteria, site_id, industry=industry or None
    )
    t = phrases(lang)
    return [
        _standing(row, t)
        for row in rows
        if not row.is_flag and not math.isnan(row.value)
    ]


def _standing(row: BenchmarkRow, t: Phrases) -> StandingRow:
    """Return one column."""
    unit = t.unit(row.unit)
    is_rough = row.low != row.value or row.high != row.value
    low, high = (
        "∞" if math.isinf(one) else number_text(one) for one in (row.low, row.high)
    )
    return StandingRow(
        name=t.pair(row.name_zh, row.name_en),
        value=f"{number_text(row.value)} {unit}".strip(),
        interval=f"{low}–{high}" if is_rough else "",
        league=_median(row.league, t),
        region=_median(row.region, t),
    )


def _median(one: Median, t: Phrases) -> MedianCell:
    """Return one median in words."""
    is_known = not math.isnan(one.median)
    return MedianCell(
        median=number_text(one.median) if is_known else "",
        stands=t(f"standing_{one.stands}") if is_known else "",
        badge=_BETTER[one.is_better],
        known=t("standing_known", known=one.n_known, total=one.n_sites),
    )
