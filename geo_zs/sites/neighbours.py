"""Parks and projects as neighbours of a site: clusters, coal, users of hydrogen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from geo_zs.sites import industry
from geo_zs.sites.distances import Intervals, distance_intervals
from geo_zs.sites.extents import Extents, Unit, extents

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import geopandas as gpd
    import pandas as pd

    from geo_zs.sites.industry import Vocabulary

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

#: Only works that stand or are being built are neighbours.
_NEIGHBOUR_STAGES: Final = ("construction", "operating")
_COAL_TAGS: Final = ("coal_mining", "coal_power")
_OFFTAKER_TAGS: Final = (
    "coal_chemical",
    "steel_metallurgy",
    "oil_refining",
    "fertiliser",
)
_REACH_KM: Final = 100.0


@dataclass(frozen=True, eq=False)
class Neighbours:
    """Decayed distances from every site to every neighbour of one kind.

    Parameters
    ----------
    tags : (m, n_tags) bool array
        Industries of the neighbours.
    groups : sequence of m str
        Neighbours of one group count once.
    ids : sequence of m str
        Keys of the neighbours in their layer.
    is_own : (n_sites, m) bool array
        True for the site itself, its umbrella zone and its sub-parks; for works,
        where they stand in the site.
    value, low, high : (n_sites, m) arrays
        exp(−d / 50 km).
    distances : Intervals, (n_sites, m)
        Kilometres.
    """

    tags: BoolArray
    groups: Sequence[str]
    ids: Sequence[str]
    is_own: BoolArray
    value: FloatArray
    low: FloatArray
    high: FloatArray
    distances: Intervals

    @classmethod
    def measure(
        cls,
        places: Extents,
        site_groups: Sequence[str],
        targets: Extents,
        tags: BoolArray,
        groups: Mapping[str, str],
    ) -> Neighbours:
        """Return the neighbours (key → group) with their decayed distances."""
        distances = distance_intervals(places, targets)
        own = np.asarray(site_groups, dtype=object)[:, None] == np.asarray(
            list(groups.values()), dtype=object
        )
        return cls(
            tags,
            list(groups.values()),
            list(groups),
            np.asarray(own),
            *industry.decayed(distances),
            distances,
        )

    def without(
        self, ids: Collection[str], tags: Collection[tuple[str, int]] = ()
    ) -> Neighbours:
        """Return the neighbours without some of them, or without some of their tags.

        Parameters
        ----------
        ids : collection of str
            Neighbours that go.
        tags : collection of (str, int)
            Neighbour and the column of the tag that it loses.
        """
        left = self.tags.copy()
        position = {name: row for row, name in enumerate(self.ids)}
        for name, tag in tags:
            if name in position:
                left[position[name], tag] = False
        kept = np.array([name not in ids for name in self.ids], dtype=bool) & (
            left.any(axis=1) | ~self.tags.any(axis=1)
        )
        columns = np.flatnonzero(kept)
        return Neighbours(
            tags=left[columns],
            groups=[self.groups[column] for column in columns.tolist()],
            ids=[self.ids[column] for column in columns.tolist()],
            is_own=self.is_own[:, columns],
            value=self.value[:, columns],
            low=self.low[:, columns],
            high=self.high[:, columns],
            distances=self.distances.columns(columns),
        )

    def weighted(self, weights: FloatArray) -> Intervals:
        """Sum the neighbours for each industry, (n_sites, n_tags)."""
        return Intervals(
            *(
                industry.best_of_groups(kernel, weights, self.groups)
                for kernel in (self.value, self.low, self.high)
            )
        )

    def others(self) -> Neighbours:
        """Return the same neighbours, counting the site's own place 0."""
        return replace(
            self,
            value=np.where(self.is_own, 0.0, self.value),
            low=np.where(self.is_own, 0.0, self.low),
            high=np.where(self.is_own, 0.0, self.high),
        )

    def within_reach(self) -> Neighbours:
        """Return the same neighbours, counting 0 beyond 100 km."""
        reach = self.distances
        return replace(
            self,
            value=np.where(reach.value <= _REACH_KM, self.value, 0.0),
            low=np.where(reach.high <= _REACH_KM, self.low, 0.0),
            high=np.where(reach.low <= _REACH_KM, self.high, 0.0),
        )


def is_neighbour(projects: gpd.GeoDataFrame) -> pd.Series[bool]:
    """Tell which projects stand or are being built, and belong to no other one."""
    return (
        projects["stage"].isin(_NEIGHBOUR_STAGES)
        & projects["parent_project_id"].fillna("").eq("")
        & projects["industry_tags"].map(len).gt(0)
    )


def park_neighbours(
    parks: gpd.GeoDataFrame,
    places: Extents,
    site_groups: Sequence[str],
    units: Mapping[str, Unit],
    vocabulary: Vocabulary,
) -> Neighbours:
    """Return the current parks as neighbours of the sites."""
    known = parks[
        parks["industry_tags"].map(len).gt(0)
        & ~parks["status"].isin(["legacy", "planned"])
    ]
    parent = known["parent_park_id"].fillna("").astype(str)
    return Neighbours.measure(
        places,
        site_groups,
        place_extents(known, units),
        vocabulary.matrix(list(known["industry_tags"])),
        {
            str(key): group or str(key)
            for key, group in zip(known.index, parent, strict=True)
        },
    )


def project_neighbours(
    projects: gpd.GeoDataFrame,
    parks: gpd.GeoDataFrame,
    places: Extents,
    units: Mapping[str, Unit],
    vocabulary: Vocabulary,
) -> Neighbours:
    """Return projects that stand or are being built as neighbours of the sites.

    A project that is part of another one is not counted beside it. A project in
    a park lies where the park lies.
    """
    works = projects[is_neighbour(projects)].assign(location_radius_km=np.nan)
    park_id = works["park_id"].where(works["park_id"].isin(parks.index))
    has_park = park_id.notna() & works["lon"].isna()
    for column in ("lon", "lat", "location_radius_km"):
        works[column] = works[column].where(
            ~has_park, park_id.map(parks[column].to_dict())
        )
    for column in ("banner", "league"):
        works[column] = works[column].where(
            works[column].fillna("").ne("") | ~has_park,
            park_id.map(parks[column].to_dict()),
        )
    return Neighbours.measure(
        places,
        [""] * places.n_places,
        place_extents(works, units),
        vocabulary.matrix(list(works["industry_tags"])),
        {str(key): str(key) for key in works.index},
    )


def stand_in(
    sites: pd.DataFrame,
    projects: gpd.GeoDataFrame,
    parks: gpd.GeoDataFrame,
    keys: Sequence[str],
) -> BoolArray:
    """Tell which works stand in which site, (n_sites, m).

    Parameters
    ----------
    sites : DataFrame
        From `candidates.candidate_sites`. An umbrella zone and its sub-parks are
        one place.
    projects, parks : GeoDataFrame
        Layers, indexed by their keys.
    keys : sequence of m str
        Keys of the works.
    """
    works = projects.loc[list(keys)]
    parent = parks["parent_park_id"].fillna("").to_dict()
    park = works["park_id"].where(works["park_id"].isin(parks.index), "")
    place = [parent.get(one) or one for one in park]
    banner = works["banner"].fillna("")
    banner = banner.where(banner.ne(""), park.map(parks["banner"].to_dict()).fillna(""))
    is_banner = sites["kind"].eq("banner").to_numpy()
    own = np.where(is_banner, sites["banner"], sites["group"]).astype(object)
    found = np.where(
        is_banner[:, None],
        own[:, None] == banner.to_numpy(dtype=object),
        own[:, None] == np.asarray(place, dtype=object),
    )
    return np.asarray(found, dtype=bool)


def works_inside(projects: Neighbours, vocabulary: Vocabulary) -> FloatArray:
    """Return how many works of each industry stand in each site, (n_sites, n_tags).

    Works of the same industry count 1, of the same family 0.5, of a directly linked
    one 0.3, of another trade of the same value chain 0.2.
    """
    weights = industry.neighbour_weights(
        projects.tags,
        vocabulary,
        same=industry.PROJECT_SAME_TAG,
        linked=industry.PROJECT_LINKED_TAG,
        family=industry.PROJECT_SAME_FAMILY,
        sector=industry.PROJECT_SAME_SECTOR,
    )
    return np.asarray(projects.is_own.astype(float) @ weights)


def cluster(
    parks: Neighbours, projects: Neighbours, vocabulary: Vocabulary
) -> Intervals:
    """Return how many of each industry are near, (n_sites, n_tags).

    A site is no neighbour of itself, of its umbrella zone or of its sub-parks.
    """
    park_weights = np.where(parks.tags, industry.PARK_SAME_TAG, 0.0)
    project_weights = industry.neighbour_weights(
        projects.tags,
        vocabulary,
        same=industry.PROJECT_SAME_TAG,
        linked=industry.PROJECT_LINKED_TAG,
    )
    near_parks = parks.others().weighted(park_weights)
    near_projects = projects.weighted(project_weights)
    return Intervals(
        near_parks.value + near_projects.value,
        near_parks.low + near_projects.low,
        near_parks.high + near_projects.high,
    )


def coal_bases(parks: Neighbours, vocabulary: Vocabulary) -> Intervals:
    """Return the coal and pit-head power parks within 100 km, decayed, (n_sites,).

    The site's own coal counts too.
    """
    positions = [vocabulary.index[tag] for tag in _COAL_TAGS]
    return _column(parks.within_reach().weighted(_any_tag(parks.tags, positions)))


def offtakers(
    parks: Neighbours, projects: Neighbours, vocabulary: Vocabulary
) -> Intervals:
    """Return the users of hydrogen within 100 km, decayed, (n_sites,).

    Coal chemistry, steel, refining and fertiliser: a project counts 1, a park
    half of it, the site's own ones too.
    """
    positions = [vocabulary.index[tag] for tag in _OFFTAKER_TAGS]
    park_part, project_part = (
        _column(
            neighbours.within_reach().weighted(
                share * _any_tag(neighbours.tags, positions)
            )
        )
        for neighbours, share in (
            (parks, industry.PARK_SAME_TAG),
            (projects, industry.PROJECT_SAME_TAG),
        )
    )
    return Intervals(
        park_part.value + project_part.value,
        park_part.low + project_part.low,
        park_part.high + project_part.high,
    )


def place_extents(frame: pd.DataFrame, units: Mapping[str, Unit]) -> Extents:
    """Return where the rows of a layer may be: point, else banner, else league."""
    banner = frame["banner"].fillna("").astype(str)
    league = frame["league"].fillna("").astype(str)
    radius = frame.get("location_radius_km")
    return extents(
        frame["lon"].to_numpy(dtype=float, na_value=np.nan),
        frame["lat"].to_numpy(dtype=float, na_value=np.nan),
        np.zeros(len(frame))
        if radius is None
        else radius.to_numpy(dtype=float, na_value=np.nan),
        list(banner.where(banner != "", league)),
        units,
    )


def _any_tag(tags: BoolArray, positions: Sequence[int]) -> FloatArray:
    """Return 1 for rows that have one of some tags, else 0, as one column."""
    return np.asarray(tags[:, list(positions)].max(axis=1), dtype=float).reshape(-1, 1)


def _column(matrix: Intervals) -> Intervals:
    return Intervals(matrix.value[:, 0], matrix.low[:, 0], matrix.high[:, 0])
