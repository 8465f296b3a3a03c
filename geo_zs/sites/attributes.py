"""The attributes of candidate sites: one column each, with low, high and sources.

What the columns mean and why they are measured like this stands in
``data/criteria/README.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo_zs.matching.attribute import Attribute
from geo_zs.sites.distances import Intervals

FloatArray = NDArray[np.float64]
SourceLists = Sequence[tuple[str, ...]]

#: A park with a siding of its own has a railway inside it: its radius, in km.
SIDING_KM: Final = 2.0
#: Powers of approval and one-stop service (judgement, see data/criteria).
_PARK_LEVEL: Final = {"national": 1.0, "regional": 0.7, "league": 0.4}
_CUSTOMS: Final = {
    "bonded": 1.0,
    "border_cooperation": 1.0,
    "port_processing": 1.0,
    "logistics": 0.5,
}
_NOTHING_STATED: Final[Mapping[str, Stated]] = MappingProxyType({})
#: From the surest to the least sure.
_CONFIDENCE: Final = ("official", "reported", "inferred", "unverified")


def _merged(*lists: SourceLists) -> list[tuple[str, ...]]:
    """Join lists of sources row by row, each source once, in order."""
    return [tuple(dict.fromkeys(sum(row, ()))) for row in zip(*lists, strict=True)]


def weakest(*columns: Sequence[str]) -> list[str]:
    """Return the least sure confidence of each row."""
    order = {name: position for position, name in enumerate(_CONFIDENCE)}
    return [
        max((one for one in row if one), key=order.__getitem__, default="")
        for row in zip(*columns, strict=True)
    ]


def _attribute(
    column: str,
    unit: str,
    numbers: Intervals,
    sources: SourceLists,
    confidence: Sequence[str],
    *,
    is_complete_layer: bool = True,
) -> Attribute:
    """Build an attribute; rows that are not known name no source."""
    unknown = np.isnan(numbers.value)
    return Attribute(
        column=column,
        unit=unit,
        value=numbers.value,
        low=np.where(unknown, np.nan, numbers.low),
        high=np.where(unknown, np.nan, numbers.high),
        source_ids=tuple(
            () if nothing else tuple(ids)
            for nothing, ids in zip(unknown, sources, strict=True)
        ),
        confidence=tuple(
            "" if nothing else one
            for nothing, one in zip(unknown, confidence, strict=True)
        ),
        is_complete_layer=is_complete_layer,
    )


def exact(values: FloatArray) -> Intervals:
    """Return numbers without uncertainty as intervals."""
    return Intervals(values, values.copy(), values.copy())


@dataclass(frozen=True, eq=False)
class SiteProvenance:
    """Where the location of each site is known from.

    Parameters
    ----------
    sources : sequence of n_sites tuples of str
    confidence : sequence of n_sites str
        ``inferred`` for sites that are known by their banner or league only.
    """

    sources: SourceLists
    confidence: Sequence[str]


@dataclass(frozen=True)
class Stated:
    """Where one value of one park is known from, if not from the row of the park.

    Parameters
    ----------
    source_ids : tuple of str
    confidence : str
    """

    source_ids: tuple[str, ...]
    confidence: str


def location_provenance(sites: pd.DataFrame) -> SiteProvenance:
    """Return the sources and the confidence of the location of each site."""
    has_point = sites["lon"].notna()
    sources = [
        tuple(point) if known and len(point) else tuple(row)
        for known, point, row in zip(
            has_point, sites["location_source_ids"], sites["source_ids"], strict=True
        )
    ]
    confidence = np.where(has_point, "reported", "inferred")
    return SiteProvenance(sources, [str(one) for one in confidence])


def nearest_attribute(
    column: str,
    distances: Intervals,
    provenance: SiteProvenance,
    target_sources: SourceLists,
    *,
    is_complete_layer: bool,
) -> Attribute:
    """Return the distance to the nearest target as an attribute, km.

    Parameters
    ----------
    column : str
    distances : Intervals, (n_sites, m)
    provenance : SiteProvenance
    target_sources : sequence of m tuples of str
        Sources of the location of the targets.
    is_complete_layer : bool
        If False, a target that is missing from the layer may be nearer than all
        that are there: low becomes 0.
    """
    nearest, which = distances.nearest()
    if not is_complete_layer:
        nearest = Intervals(nearest.value, np.zeros_like(nearest.low), nearest.high)
    return _attribute(
        column,
        "km",
        nearest,
        _merged(provenance.sources, [target_sources[target] for target in which]),
        provenance.confidence,
        is_complete_layer=is_complete_layer,
    )


def rail_attribute(
    distances: Intervals,
    access: Attribute,
    provenance: SiteProvenance,
    line_sources: tuple[str, ...],
) -> Attribute:
    """Return the distance to the nearest railway, km.

    The lines are schematic and some are missing, so low is 0. A park with rail
    access has a siding: its distance is at most `SIDING_KM`.

    Parameters
    ----------
    distances : Intervals, (n_sites,)
        To the lines as drawn.
    access : Attribute
        ``has_rail_access`` of the sites, with where that is known from.
    provenance : SiteProvenance
    line_sources : tuple of str
    """
    siding = access.value == 1.0
    value = np.where(siding, np.fmin(distances.value, SIDING_KM), distances.value)
    high = np.where(siding, np.fmin(distances.high, SIDING_KM), distances.high)
    line_rows = [line_sources] * len(siding)
    return _attribute(
        "rail_km",
        "km",
        Intervals(value, np.zeros_like(value), np.maximum(value, high)),
        [
            own if inside else drawn
            for inside, own, drawn in zip(
                siding,
                access.source_ids,
                _merged(provenance.sources, line_rows),
                strict=True,
            )
        ],
        [
            own if inside else "unverified"
            for inside, own in zip(siding, access.confidence, strict=True)
        ],
        is_complete_layer=False,
    )


def banner_attribute(
    column: str,
    unit: str,
    sites: pd.DataFrame,
    table: pd.DataFrame,
    *,
    low: pd.Series[float] | None = None,
    high: pd.Series[float] | None = None,
    value: pd.Series[float] | None = None,
) -> Attribute:
    """Return a fact of the banner of each site.

    Parameters
    ----------
    column, unit : str
        Name and unit of the attribute.
    sites : DataFrame, (n_sites,)
    table : DataFrame, (103,)
        Facts indexed by adcode, with ``source_ids`` and ``confidence``.
    value, low, high : Series indexed by adcode, optional
        The numbers; `value` is the column of `table` of the same name and low
        and high equal it unless given.

    Returns
    -------
    Attribute
        A site known only by its league takes the median of the banners of that
        league, and their least and greatest number as low and high; it is not
        known if one of them is not.
    """
    middle = table[column].astype(float) if value is None else value.astype(float)
    least = middle if low is None else low.astype(float)
    most = middle if high is None else high.astype(float)
    found = np.full((len(sites), 3), np.nan)
    sources: list[tuple[str, ...]] = []
    confidence: list[str] = []
    for row, (banner, league) in enumerate(
        zip(sites["banner"], sites["league"], strict=True)
    ):
        if banner:
            found[row] = middle[banner], least[banner], most[banner]
            sources.append(table["source_ids"][banner])
            confidence.append(str(table["confidence"][banner]))
            continue
        inside = table.index[table.index.str[:4] == league[:4]]
        numbers = middle[inside]
        if numbers.notna().all():
            found[row] = numbers.median(), least[inside].min(), most[inside].max()
        sources.append(tuple(dict.fromkeys(sum(table.loc[inside, "source_ids"], ()))))
        confidence.append("inferred")
    return _attribute(
        column,
        unit,
        Intervals(found[:, 0], np.fmin(*found[:, :2].T), np.fmax(*found[:, ::2].T)),
        sources,
        confidence,
    )


def site_attribute(column: str, sites: pd.DataFrame) -> Attribute:
    """Return a column of the candidates themselves, such as ``is_current``."""
    return _attribute(
        column,
        "",
        exact(sites[column].to_numpy(dtype=float, na_value=np.nan)),
        [tuple(ids) for ids in sites["source_ids"]],
        [str(one) for one in sites["confidence"]],
    )


def park_attribute(
    column: str,
    unit: str,
    sites: pd.DataFrame,
    parks: pd.DataFrame,
    read: Callable[[pd.DataFrame], pd.Series[float]],
    *,
    stated: Mapping[str, Stated] = _NOTHING_STATED,
    least: pd.Series[float] | None = None,
) -> Attribute:
    """Return a fact of the park itself; banners have none.

    Parameters
    ----------
    column, unit : str
    sites : DataFrame, (n_sites,)
    parks : DataFrame indexed by park id
    read : function of the table of parks
        Returns the numbers, indexed by park id.
    stated : mapping of park id to Stated
        Where the number is known from, for parks whose row does not say it.
    least : Series indexed by park id, optional
        What is sure to be there, where that is less than the number.
    """
    values = _of_sites(read(parks), sites)
    low = values if least is None else np.fmin(values, _of_sites(least, sites))
    given = [stated.get(str(site)) for site in sites.index]
    return _attribute(
        column,
        unit,
        Intervals(values, low.copy(), values.copy()),
        [
            tuple(ids) if one is None else one.source_ids
            for one, ids in zip(given, sites["source_ids"], strict=True)
        ],
        [
            str(own) if one is None else one.confidence
            for one, own in zip(given, sites["confidence"], strict=True)
        ],
    )


def _of_sites(numbers: pd.Series[float], sites: pd.DataFrame) -> FloatArray:
    """Return the numbers of the parks among the sites; NaN for the other sites."""
    of_parks = numbers.astype(float).reindex(sites.index)
    return np.asarray(of_parks.to_numpy(dtype=float, na_value=np.nan), dtype=float)


def league_attribute(
    column: str,
    unit: str,
    sites: pd.DataFrame,
    leagues: pd.DataFrame,
    *,
    field: str,
    source_field: str = "source_ids",
    confidence_field: str = "confidence",
) -> Attribute:
    """Return a fact of the league of each site (known for every site)."""
    numbers = leagues[field].astype(float)
    sources = leagues[source_field]
    confidence = leagues[confidence_field]
    return _attribute(
        column,
        unit,
        exact(np.asarray(numbers[list(sites["league"])], dtype=float)),
        [sources[league] for league in sites["league"]],
        [str(confidence[league]) for league in sites["league"]],
    )


def computed_attribute(
    column: str,
    unit: str,
    numbers: Intervals,
    provenance: SiteProvenance,
    *,
    sources: SourceLists,
) -> Attribute:
    """Return a number computed from rows of other layers; it is inferred.

    Parameters
    ----------
    column, unit : str
    numbers : Intervals, (n_sites,)
    provenance : SiteProvenance
        Of the location of the sites.
    sources : sequence of n_sites tuples of str
        Of the rows that were counted.
    """
    return _attribute(
        column,
        unit,
        numbers,
        _merged(provenance.sources, sources),
        ["inferred"] * len(sources),
    )


def park_level(parks: pd.DataFrame) -> pd.Series[float]:
    """Return 1 for national, 0.7 for regional, 0.4 for league level."""
    return parks["level"].map(_PARK_LEVEL).astype(float)


def customs_zone(parks: pd.DataFrame) -> pd.Series[float]:
    """Return 1 for bonded, border and port zones, 0.5 for logistics, else 0."""
    return parks["kind"].map(_CUSTOMS).fillna(0.0).astype(float)


def flag(field: str) -> Callable[[pd.DataFrame], pd.Series[float]]:
    """Return a reader of a yes/no column: 1, 0, NaN where not known."""
    return lambda parks: parks[field].astype("Float64").astype(float)


def number(field: str) -> Callable[[pd.DataFrame], pd.Series[float]]:
    """Return a reader of a numeric column."""
    return lambda parks: parks[field].astype(float)


def first_known(*fields: str) -> Callable[[pd.DataFrame], pd.Series[float]]:
    """Return a reader of the first column that is known of a park.

    A column that the table lacks is not known of any park.
    """

    def read(parks: pd.DataFrame) -> pd.Series[float]:
        found = pd.Series(np.nan, index=parks.index)
        for field in fields:
            if field in parks.columns:
                found = found.fillna(parks[field].astype(float))
        return found

    return read


def by_column(attributes: Sequence[Attribute]) -> Mapping[str, Attribute]:
    """Return attributes by their column name."""
    return {attribute.column: attribute for attribute in attributes}
