"""The sites most like a given one, and what makes them alike and different.

How far two sites lie apart is Gower's distance, see `gower`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from geo_zs.comparison.gower import MeasuredSites, differences, measure_sites
from geo_zs.comparison.lookup import row_of, tag_problems
from geo_zs.criteria.defaults import CriteriaBook
from geo_zs.errors import Problem, RequirementError
from geo_zs.matching.attribute import BoolArray, FloatArray, IntArray
from geo_zs.matching.table import SiteTable

#: A site is compared only if columns with this share of the weight are known of both.
MIN_COMPARABLE: Final = 0.6
#: Columns named as alike and as different.
MOST_NAMED: Final = 4
#: Largest difference, as a share of the range of the bounds, that counts as alike.
ALIKE: Final = 0.1
#: Smallest difference that counts as different.
DIFFERENT: Final = 0.2
#: Most sites in one answer.
MOST: Final = 50


@dataclass(frozen=True)
class Difference:
    """How far two sites lie apart in one column.

    Parameters
    ----------
    column : str
        Column of the site table, or ``industry_tags``.
    name_zh, name_en, unit : str
        As printed.
    weight : float
        Share of the column in the distance; all of them sum to 1.
    own, other : float
        Values of the two sites; NaN where not known (and for ``industry_tags``).
    difference, low, high : float
        0 is alike, 1 is at opposite bounds; the difference is NaN if one of the
        values is not known, its interval then [0, 1].
    """

    column: str
    name_zh: str
    name_en: str
    unit: str
    weight: float
    own: float
    other: float
    difference: float
    low: float
    high: float


@dataclass(frozen=True)
class Similar:
    """One site and how like the given one it is.

    Parameters
    ----------
    row : int
        Row of the site.
    site_id : str
        Its id.
    distance : float
        In [0, 1], over the columns known of both; 0 is alike in all of them.
    low, high : float
        The distance over all columns if every unknown or rough value turned out as
        near, or as far, as it can be: ``low <= distance <= high``.
    comparable : float
        Weight of the columns known of both, in [0, 1].
    alike, different : tuple of Difference
        Columns in which the two are nearer to each other than most sites are, and
        those that set them apart, the most telling first.
    unknown : tuple of str
        Columns that are not known of one of the two and left out of the distance.
    """

    row: int
    site_id: str
    distance: float
    low: float
    high: float
    comparable: float
    alike: tuple[Difference, ...]
    different: tuple[Difference, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class Likeness:
    """The sites most like a given one.

    Parameters
    ----------
    row : int
        Row of the given site.
    industry : str
        Industry whose criteria and weights were used, or empty: then all criteria
        and the industries of the sites, each with the same weight.
    weights : mapping of str to float
        Column → share in the distance.
    sites : tuple of Similar
        Nearest first, one site for each place; the place of the given site is left
        out.
    n_compared : int
        Places that enough is known of.
    n_left_out : int
        Places that too little is known of to compare them.
    """

    row: int
    industry: str
    weights: Mapping[str, float]
    sites: tuple[Similar, ...]
    n_compared: int
    n_left_out: int


def similar(
    sites: SiteTable,
    book: CriteriaBook,
    site_id: str,
    *,
    k: int = 5,
    industry: str | None = None,
) -> Likeness:
    """Find the sites most like a given one.

    Parameters
    ----------
    sites : SiteTable
        All sites. Parks and port zones are compared with each other, banners with
        banners.
    book : CriteriaBook
        The fixed bounds, and the weights of each industry.
    site_id : str
        Id of the given site.
    k : int
        How many, 1 to `MOST`.
    industry : str or None
        Industry tag: its preset says which columns count and how much. None: all
        criteria that are not to be asked of the park, and the industries that the
        sites name, each with the same weight.

    Returns
    -------
    Likeness

    Raises
    ------
    UnknownPlaceError
        If no site has this id.
    RequirementError
        If the industry is no tag of the vocabulary, or `k` is out of range.
    """
    row = row_of(sites, site_id)
    _check(sites, k, industry)
    measured = measure_sites(sites, book, row, industry)
    near, far, between = differences(measured, row)
    weights = measured.weights[:, None]
    is_known = ~np.isnan(between)
    comparable = (weights * is_known).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        distance = (weights * np.nan_to_num(between)).sum(axis=0) / comparable
    is_enough = comparable >= MIN_COMPARABLE - 1e-12
    candidates = _others(sites, row)
    rows = np.flatnonzero(candidates & is_enough)
    order = _one_a_place(sites, rows, distance)
    usual = _usual(between[:, candidates])
    groups = {sites.group[one] for one in np.flatnonzero(candidates)}
    return Likeness(
        row=row,
        industry=industry or "",
        weights=dict(zip(measured.columns, measured.weights.tolist(), strict=True)),
        sites=tuple(
            _similar(sites, measured, (row, other), (near, far, between), usual)
            for other in order[:k]
        ),
        n_compared=len(order),
        n_left_out=len(groups) - len(order),
    )


def _check(sites: SiteTable, k: int, industry: str | None) -> None:
    """Raise RequirementError if the options cannot be used."""
    problems = []
    if not 1 <= k <= MOST:
        problems.append(Problem("k", f"is {k}; expected 1 to {MOST}"))
    problems += tag_problems(sites, industry)
    if problems:
        raise RequirementError(problems)


def _usual(between: FloatArray) -> FloatArray:
    """Return the mean known difference of each column; 0 where none is known."""
    n_known = (~np.isnan(between)).sum(axis=1)
    total = np.nan_to_num(between).sum(axis=1)
    usual: FloatArray = total / np.maximum(n_known, 1)
    return usual


def _others(sites: SiteTable, row: int) -> BoolArray:
    """Return the sites to compare with: of the same sort, of another place."""
    is_banner = np.array([kind == "banner" for kind in sites.kinds], dtype=bool)
    is_own = np.array([one == sites.group[row] for one in sites.group], dtype=bool)
    found: BoolArray = (is_banner == is_banner[row]) & ~is_own
    return found


def _one_a_place(sites: SiteTable, rows: IntArray, distance: FloatArray) -> list[int]:
    """Return the nearest site of each place, nearest first."""
    rounded = np.round(distance, 12)
    order = sorted((int(row) for row in rows), key=lambda r: (rounded[r], sites.ids[r]))
    first: dict[str, int] = {}
    for row in order:
        first.setdefault(sites.group[row], row)
    return list(first.values())


def _similar(
    sites: SiteTable,
    measured: MeasuredSites,
    pair: tuple[int, int],
    parts: tuple[FloatArray, FloatArray, FloatArray],
    usual: FloatArray,
) -> Similar:
    """Return how like the first site of a pair the second one is, and in what.

    What is alike is told by how much nearer it is than usual: that both have no
    bonded zone says little where hardly any site has one.
    """
    row, other = pair
    near, far, between = (part[:, other] for part in parts)
    weights, is_known = measured.weights, ~np.isnan(between)
    comparable = 1.0 - float(weights[~is_known].sum())
    distance = float((weights * between)[is_known].sum()) / comparable
    found = [
        Difference(
            column=column,
            name_zh=measured.names[index][0],
            name_en=measured.names[index][1],
            unit=measured.units[index],
            weight=float(weights[index]),
            own=float(measured.raw[index, row]),
            other=float(measured.raw[index, other]),
            difference=float(between[index]),
            low=float(near[index]),
            high=float(far[index]),
        )
        for index, column in enumerate(measured.columns)
    ]
    alike = [one for one in found if one.difference <= ALIKE]
    apart = [one for one in found if one.difference >= DIFFERENT]
    gain = {
        one.column: one.weight * (float(usual[index]) - one.difference)
        for index, one in enumerate(found)
    }
    alike.sort(key=lambda one: (-gain[one.column], one.column))
    apart.sort(key=lambda one: (-one.weight * one.difference, one.column))
    return Similar(
        row=other,
        site_id=sites.ids[other],
        distance=distance,
        # Sums in another order may differ in the last bit.
        low=min(float((weights * near).sum()), distance),
        high=max(float((weights * far).sum()), distance),
        comparable=comparable,
        alike=tuple(alike[:MOST_NAMED]),
        different=tuple(apart[:MOST_NAMED]),
        unknown=tuple(one.column for one in found if np.isnan(one.difference)),
    )
