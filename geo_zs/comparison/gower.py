"""Gower's distance between sites: differences between fixed bounds, weighted.

Notes
-----
The distance is the weighted mean of the differences in each column, each divided by
the range between the fixed bounds of its criterion, over the columns that are known
of both sites (Gower, J. C., "A general coefficient of similarity and some of its
properties", *Biometrics* 27(4), 1971, 857-871; there the range is that of the
sample, here it is fixed, so that no third site changes the distance of two).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from geo_zs.comparison.words import column_name
from geo_zs.criteria.defaults import CriteriaBook
from geo_zs.criteria.spec import Criterion
from geo_zs.criteria.utility import linear_utility
from geo_zs.matching.attribute import Attribute, BoolArray, FloatArray
from geo_zs.matching.columns import Columns
from geo_zs.matching.requirement import Limits
from geo_zs.matching.table import SiteTable

#: The column of the industries in common; its distance is one minus their share.
TAGS: Final = "industry_tags"


@dataclass(frozen=True, eq=False)
class MeasuredSites:
    """Positions between the bounds: one row a column, one column a site.

    Parameters
    ----------
    value, low, high : (n_columns, n_sites) arrays
        In [0, 1]; NaN in `value`, 0 and 1 in the others where nothing is known.
    raw : (n_columns, n_sites) array
        Values in their own units.
    """

    columns: tuple[str, ...]
    names: tuple[tuple[str, str], ...]
    units: tuple[str, ...]
    weights: FloatArray
    value: FloatArray
    low: FloatArray
    high: FloatArray
    raw: FloatArray


def _criteria(
    book: CriteriaBook, industry: str | None, sites: SiteTable
) -> list[tuple[Criterion, float]]:
    """Return the criteria that count, with their raw weights."""
    if industry is not None:
        preset = book.preset_for(industry)
        return [(one, preset.weights[one.id]) for one in preset.criteria]
    return [
        (one, 1.0)
        for one in book.criteria.values()
        if not one.is_asked and one.column not in sites.by_industry
    ]


def measure_sites(
    sites: SiteTable, book: CriteriaBook, row: int, industry: str | None
) -> MeasuredSites:
    """Return every site between the bounds of the criteria that count."""
    columns = Columns(sites, industry or next(iter(sites.tag_index)), Limits())
    found = _criteria(book, industry, sites)
    names, units, parts = [], [], []
    for criterion, _ in found:
        attribute = columns.get(criterion.column)
        names.append(column_name(criterion.column, criterion))
        units.append(attribute.unit or criterion.unit)
        parts.append((*_between_bounds(attribute, criterion), attribute.value))
    labels = [criterion.column for criterion, _ in found]
    weights = [weight for _, weight in found]
    if industry is None:
        labels.append(TAGS)
        names.append(column_name(TAGS))
        units.append("")
        weights.append(1.0)
        parts.append((*_apart_in_tags(sites.tags, row), np.full(sites.n_sites, np.nan)))
    total = np.array(weights, dtype=float)
    return MeasuredSites(
        columns=tuple(labels),
        names=tuple(names),
        units=tuple(units),
        weights=total / total.sum(),
        value=np.stack([part[0] for part in parts]),
        low=np.stack([part[1] for part in parts]),
        high=np.stack([part[2] for part in parts]),
        raw=np.stack([part[3] for part in parts]),
    )


def _between_bounds(
    attribute: Attribute, criterion: Criterion
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return value, low and high as positions between the bounds, (n_sites,) each."""
    bottom, top = sorted((criterion.worst, criterion.best))
    value, low, high = (
        linear_utility(part, worst=bottom, best=top)
        for part in (attribute.value, attribute.low, attribute.high)
    )
    return value, np.nan_to_num(low, nan=0.0), np.nan_to_num(high, nan=1.0)


def _apart_in_tags(
    tags: BoolArray, row: int
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return one minus the share of industries in common with the site of `row`.

    The site itself is at 0. Sites whose industries are not known may be anywhere.
    """
    own = tags[row]
    both = (tags & own).sum(axis=1)
    either = (tags | own).sum(axis=1)
    is_known = tags.any(axis=1) & own.any()
    with np.errstate(invalid="ignore", divide="ignore"):
        apart = np.where(is_known, 1.0 - both / either, np.nan)
    low = np.where(is_known, apart, 0.0)
    return apart, low, np.where(is_known, apart, 1.0)


def differences(
    measured: MeasuredSites, row: int
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the least, largest and known differences from the site of `row`."""
    own_low, own_high = measured.low[:, [row]], measured.high[:, [row]]
    gap = np.maximum(measured.low - own_high, own_low - measured.high)
    reach = np.maximum(measured.high - own_low, own_high - measured.low)
    between = np.abs(measured.value - measured.value[:, [row]])
    return np.maximum(gap, 0.0), reach, between
