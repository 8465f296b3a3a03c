"""A site against the medians of its league and of the region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from geo_zs.comparison.interval_order import NOT_SETTLED
from geo_zs.comparison.lookup import row_of, tag_problems
from geo_zs.comparison.words import FLAGS, column_name, criteria_by_column
from geo_zs.criteria.defaults import CriteriaBook
from geo_zs.criteria.spec import Criterion
from geo_zs.errors import RequirementError
from geo_zs.matching.attribute import Attribute, BoolArray
from geo_zs.matching.columns import Columns
from geo_zs.matching.requirement import Limits
from geo_zs.matching.table import SiteTable

#: A median is given only if so many values are known.
MIN_KNOWN: Final = 5
#: Where a value stands against a median.
ABOVE: Final = "above"
BELOW: Final = "below"
SAME: Final = "same"


@dataclass(frozen=True)
class Median:
    """The middle value of a group of sites in one column.

    Parameters
    ----------
    median : float
        Median of the known values; NaN if fewer than `MIN_KNOWN` are known, and for
        yes/no columns.
    n_yes : int or None
        How many sites are known to have what a yes/no column names; None for other
        columns. No share of them is given: often only the "yes" is on record.
    n_known, n_sites : int
        Known values, and all sites of the group; the given site counts too.
    stands : str
        Where the given site stands: ``above``, ``below``, ``same``, or
        ``not_settled`` if its interval holds the median or one of the two is not
        known. Always ``not_settled`` for yes/no columns.
    is_better : bool or None
        True if the site stands on the side of the median that the criterion calls
        better; None if nothing is settled or the column has no direction.
    """

    median: float
    n_yes: int | None
    n_known: int
    n_sites: int
    stands: str
    is_better: bool | None


@dataclass(frozen=True)
class BenchmarkRow:
    """One column of a site against its league and the region.

    Parameters
    ----------
    column, name_zh, name_en, unit : str
        Column of the site table, as printed.
    value, low, high : float
        Of the site; NaN where not known.
    is_flag : bool
        True for yes/no columns.
    source_ids : tuple of str
        Sources of the value.
    confidence : str
        Confidence of the value; empty if not known.
    league, region : Median
        Of the sites of the same kind.
    """

    column: str
    name_zh: str
    name_en: str
    unit: str
    value: float
    low: float
    high: float
    is_flag: bool
    source_ids: tuple[str, ...]
    confidence: str
    league: Median
    region: Median


def benchmark(
    sites: SiteTable,
    book: CriteriaBook,
    site_id: str,
    *,
    industry: str | None = None,
) -> tuple[BenchmarkRow, ...]:
    """Set a site against the medians of its league and of the region.

    Parameters
    ----------
    sites : SiteTable
        All sites.
    book : CriteriaBook
        Says which direction of a column is better.
    site_id : str
        Id of the site.
    industry : str or None
        Industry tag: adds ``industry_fit`` and ``cluster`` for it, and takes the
        bounds of its preset.

    Returns
    -------
    tuple of BenchmarkRow
        One for each column of the site table, criteria first. Compared with sites
        of the same kind: parks with parks, banners with banners. Umbrella zones and
        their sub-parks count as sites of their own.

    Raises
    ------
    UnknownPlaceError
        If no site has this id.
    RequirementError
        If the industry is no tag of the vocabulary.
    """
    row = row_of(sites, site_id)
    problems = tag_problems(sites, industry)
    if problems:
        raise RequirementError(problems)
    columns = Columns(sites, industry or next(iter(sites.tag_index)), Limits())
    preset = book.preset_for(industry) if industry is not None else None
    by_column = criteria_by_column(
        book, (*preset.criteria, *preset.asked) if preset else ()
    )
    names = [
        *(sites.by_industry if industry is not None else ()),
        "land_port_km",
        *sites.attributes,
    ]
    order = list(by_column)
    names.sort(key=lambda one: order.index(one) if one in by_column else len(order))
    same_kind = np.array([kind == sites.kinds[row] for kind in sites.kinds], dtype=bool)
    in_league = same_kind & np.array(
        [league == sites.leagues[row] for league in sites.leagues], dtype=bool
    )
    return tuple(
        _row(columns.get(name), by_column.get(name), row, in_league, same_kind)
        for name in names
    )


def _row(
    attribute: Attribute,
    criterion: Criterion | None,
    row: int,
    in_league: BoolArray,
    same_kind: BoolArray,
) -> BenchmarkRow:
    """Return one column of a site against its league and the region."""
    name_zh, name_en = column_name(attribute.column, criterion)
    return BenchmarkRow(
        column=attribute.column,
        name_zh=name_zh,
        name_en=name_en,
        unit=attribute.unit or (criterion.unit if criterion else ""),
        value=float(attribute.value[row]),
        low=float(attribute.low[row]),
        high=float(attribute.high[row]),
        is_flag=attribute.column in FLAGS,
        source_ids=tuple(attribute.source_ids[row]),
        confidence=attribute.confidence[row],
        league=_median(attribute, criterion, row, in_league),
        region=_median(attribute, criterion, row, same_kind),
    )


def _median(
    attribute: Attribute, criterion: Criterion | None, row: int, group: BoolArray
) -> Median:
    """Return the median of a group and where the site stands against it."""
    known = attribute.value[group & ~np.isnan(attribute.value)]
    is_enough = len(known) >= MIN_KNOWN
    is_flag = attribute.column in FLAGS
    median = float(np.median(known)) if is_enough and not is_flag else np.nan
    stands = NOT_SETTLED
    low, high = float(attribute.low[row]), float(attribute.high[row])
    if low > median:
        stands = ABOVE
    elif high < median:
        stands = BELOW
    elif low == high == median:
        stands = SAME
    return Median(
        median=median,
        n_yes=int((known > 0).sum()) if is_flag else None,
        n_known=len(known),
        n_sites=int(group.sum()),
        stands=stands,
        is_better=_is_better(criterion, stands),
    )


def _is_better(criterion: Criterion | None, stands: str) -> bool | None:
    """Tell whether a side of the median is the better one, if that is settled."""
    if criterion is None or criterion.ideal is not None or stands not in (ABOVE, BELOW):
        return None
    return (criterion.best > criterion.worst) == (stands == ABOVE)
