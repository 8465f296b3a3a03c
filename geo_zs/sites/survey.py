"""What all attributes of the candidate sites are measured from, prepared once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo_zs.sites import attributes as columns
from geo_zs.sites import capacity, neighbours
from geo_zs.sites.attributes import SiteProvenance, Stated
from geo_zs.sites.candidates import candidate_sites
from geo_zs.sites.distances import Intervals, distance_intervals
from geo_zs.sites.extents import Extents, Unit, administrative_units
from geo_zs.sites.industry import Vocabulary
from geo_zs.sites.neighbours import Neighbours, place_extents
from geo_zs.sites.products import park_products, site_products, words_by_tag

if TYPE_CHECKING:
    import geopandas as gpd

    from geo_zs.layers.spec import Layer
    from geo_zs.matching.products import ProductNames


@dataclass(frozen=True)
class Omitted:
    """Rows that a survey is to be made without, by the keys of their tables.

    Parameters
    ----------
    projects, bases, plants : frozenset of str
        Projects, energy bases and power plants.
    park_tags : frozenset of (str, str)
        Park and the industry tag that it loses.
    """

    projects: frozenset[str] = frozenset()
    bases: frozenset[str] = frozenset()
    plants: frozenset[str] = frozenset()
    park_tags: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, eq=False)
class Survey:
    """The candidate sites with the places and neighbours round them.

    Parameters
    ----------
    frames : mapping of str to GeoDataFrame
        Layers by id.
    tables : mapping of str to DataFrame
        Facts by name.
    is_complete : mapping of str to bool
        Whether a layer is known to be complete.
    sites : DataFrame
        From `candidate_sites`.
    units : mapping of adcode to Unit
        Lattices over banners and leagues.
    places : Extents
        Where each site may be.
    provenance : SiteProvenance
        Where the location of each site is known from.
    vocabulary : Vocabulary
        Industries with their links.
    standing : (n_sites, n_tags) array
        1 for the industry that a site names first, 1/2 for the second and so on;
        0 for what is no industry of the site.
    parks, projects : Neighbours
        Current parks, and projects that stand or are being built.
    generators : DataFrame, (n_generators,)
        Wind and solar plants, each once (`capacity.generators`).
    generator_km : Intervals, (n_sites, n_generators)
        Distances to them.
    park_products, products : ProductNames
        Which products the parks, and the sites, name in their own words.
    stated : mapping of column to mapping of park id to Stated
        Values of the sites that do not rest on the row of the park.
    """

    frames: Mapping[str, gpd.GeoDataFrame]
    tables: Mapping[str, pd.DataFrame]
    is_complete: Mapping[str, bool]
    sites: pd.DataFrame
    units: Mapping[str, Unit]
    places: Extents
    provenance: SiteProvenance
    vocabulary: Vocabulary
    standing: NDArray[np.float64]
    parks: Neighbours
    projects: Neighbours
    generators: pd.DataFrame
    generator_km: Intervals
    park_products: ProductNames
    products: ProductNames
    stated: Mapping[str, Mapping[str, Stated]] = field(default_factory=dict)

    @property
    def site_tags(self) -> NDArray[np.bool_]:
        """Industries of the sites, (n_sites, n_tags)."""
        return self.standing > 0

    @classmethod
    def of(
        cls, layers: Mapping[str, Layer], tables: Mapping[str, pd.DataFrame]
    ) -> Survey:
        """Return the survey of the layers and tables."""
        frames = {name: layer.frame for name, layer in layers.items()}
        vocabulary = Vocabulary.from_table(tables["industries"])
        sites = candidate_sites(frames["parks"], frames["banners"])
        units = administrative_units(frames["banners"], frames["leagues"])
        places = place_extents(sites, units)
        parks, projects = frames["parks"], frames["projects"]
        words = words_by_tag(tables["industries"])
        named = park_products(parks, words)
        generators = _generators(frames)
        return cls(
            frames=frames,
            tables=tables,
            is_complete={
                name: layer.spec.completeness == "complete"
                for name, layer in layers.items()
            },
            sites=sites,
            units=units,
            places=places,
            provenance=columns.location_provenance(sites),
            vocabulary=vocabulary,
            standing=_standing(sites, parks, projects, vocabulary),
            parks=neighbours.park_neighbours(
                parks, places, list(sites["group"]), units, vocabulary
            ),
            projects=_works(sites, frames, places, units, vocabulary),
            generators=generators,
            generator_km=distance_intervals(places, place_extents(generators, units)),
            park_products=named,
            products=site_products(named, parks, sites, words=words),
        )

    def without(self, omitted: Omitted) -> Survey:
        """Return the survey as if some rows had never been in the tables.

        Nothing is measured again: the rows are taken out of what was measured.

        Parameters
        ----------
        omitted : Omitted
            The rows; a project that an omitted base stands for is among them.
        """
        frames = dict(self.frames)
        for layer, ids in (
            ("projects", omitted.projects),
            ("energy_bases", omitted.bases),
            ("power_plants", omitted.plants),
        ):
            frames[layer] = frames[layer][~frames[layer].index.isin(ids)]
        frames["parks"] = _without_tags(frames["parks"], omitted.park_tags)
        gone = omitted.projects | omitted.bases | omitted.plants
        kept = np.flatnonzero(~self.generators["id"].isin(gone).to_numpy())
        index = self.vocabulary.index
        return replace(
            self,
            frames=frames,
            standing=_standing(
                self.sites, frames["parks"], frames["projects"], self.vocabulary
            ),
            parks=self.parks.without(
                (), [(park, index[tag]) for park, tag in omitted.park_tags]
            ),
            projects=self.projects.without(omitted.projects),
            generators=self.generators.iloc[kept].reset_index(drop=True),
            generator_km=self.generator_km.columns(kept),
            products=site_products(
                self.park_products,
                frames["parks"],
                self.sites,
                without=omitted.park_tags,
                words=words_by_tag(self.tables["industries"]),
            ),
        )

    def with_layers(
        self,
        layers: Mapping[str, Layer],
        stated: Mapping[str, Mapping[str, Stated]],
    ) -> Survey:
        """Return the survey with other records in the layers of parks and projects.

        Parameters
        ----------
        layers : mapping of str to Layer
            Of the same parks at the same places, with the same industries; the
            other facts of the parks, and the projects, may differ.
        stated : mapping of column to mapping of park id to Stated
            Values of the sites that do not rest on the row of the park.
        """
        frames = {name: layer.frame for name, layer in layers.items()}
        parks, projects = frames["parks"], frames["projects"]
        if projects is self.frames["projects"]:
            return replace(self, frames=frames, stated=stated)
        generators = _generators(frames)
        return replace(
            self,
            frames=frames,
            stated=stated,
            standing=_standing(self.sites, parks, projects, self.vocabulary),
            projects=_works(
                self.sites, frames, self.places, self.units, self.vocabulary
            ),
            generators=generators,
            generator_km=distance_intervals(
                self.places, place_extents(generators, self.units)
            ),
        )


def _works(
    sites: pd.DataFrame,
    frames: Mapping[str, gpd.GeoDataFrame],
    places: Extents,
    units: Mapping[str, Unit],
    vocabulary: Vocabulary,
) -> Neighbours:
    """Return the works as neighbours, with which of them stand in which site."""
    parks, projects = frames["parks"], frames["projects"]
    works = neighbours.project_neighbours(projects, parks, places, units, vocabulary)
    own = neighbours.stand_in(sites, projects, parks, works.ids)
    return replace(works, is_own=own)


def _generators(frames: Mapping[str, gpd.GeoDataFrame]) -> pd.DataFrame:
    """Return every wind and solar plant of the layers, each once."""
    return capacity.generators(
        frames["power_plants"], frames["energy_bases"], frames["projects"]
    )


def _without_tags(
    parks: gpd.GeoDataFrame, tags: Collection[tuple[str, str]]
) -> gpd.GeoDataFrame:
    """Return the parks without some of their industries."""
    if not tags:
        return parks
    left = [
        tuple(tag for tag in own if (park, tag) not in tags)
        for park, own in parks["industry_tags"].items()
    ]
    return parks.assign(industry_tags=pd.Series(left, index=parks.index, dtype=object))


def _standing(
    sites: pd.DataFrame,
    parks: gpd.GeoDataFrame,
    projects: gpd.GeoDataFrame,
    vocabulary: Vocabulary,
) -> NDArray[np.float64]:
    """Return how far in front each site names each industry, (n_sites, n_tags).

    A park has those its row names, in their order, and after them those of the works
    that stand or are being built in it; a banner has those of its parks, each as far
    in front as its parks name it.
    """
    by_park = {park: list(tags) for park, tags in parks["industry_tags"].items()}
    named = {park: len(tags) for park, tags in by_park.items()}
    works = projects[neighbours.is_neighbour(projects)]
    for park, tags in zip(works["park_id"], works["industry_tags"], strict=True):
        own = by_park.get(park, [])
        own += [tag for tag in tags if tag not in own]
    by_banner: dict[str, list[str]] = {}
    for park, banner in parks["banner"].fillna("").items():
        by_banner.setdefault(banner, []).append(str(park))
    standing = np.zeros((len(sites), len(vocabulary.tags)))
    for row, (name, kind, banner) in enumerate(
        zip(sites.index, sites["kind"], sites["banner"], strict=True)
    ):
        for park in by_banner.get(banner, []) if kind == "banner" else [name]:
            for place, tag in enumerate(by_park[park]):
                column = vocabulary.index[tag]
                share = 1.0 / (min(place, named[park]) + 1)
                standing[row, column] = max(standing[row, column], share)
    return standing
