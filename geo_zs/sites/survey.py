"""What all attributes of the candidate sites are measured from, prepared once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo_zs.sites import attributes as columns
from geo_zs.sites import neighbours
from geo_zs.sites.attributes import SiteProvenance
from geo_zs.sites.candidates import candidate_sites
from geo_zs.sites.extents import Extents, Unit, administrative_units
from geo_zs.sites.industry import Vocabulary
from geo_zs.sites.neighbours import Neighbours, place_extents

if TYPE_CHECKING:
    import geopandas as gpd

    from geo_zs.layers.spec import Layer


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
    site_tags : (n_sites, n_tags) bool array
        Industries of the sites.
    parks, projects : Neighbours
        Current parks, and projects that stand or are being built.
    """

    frames: Mapping[str, gpd.GeoDataFrame]
    tables: Mapping[str, pd.DataFrame]
    is_complete: Mapping[str, bool]
    sites: pd.DataFrame
    units: Mapping[str, Unit]
    places: Extents
    provenance: SiteProvenance
    vocabulary: Vocabulary
    site_tags: NDArray[np.bool_]
    parks: Neighbours
    projects: Neighbours

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
            site_tags=_site_tags(sites, parks, projects, vocabulary),
            parks=neighbours.park_neighbours(
                parks, places, list(sites["group"]), units, vocabulary
            ),
            projects=neighbours.project_neighbours(
                projects, parks, places, units, vocabulary
            ),
        )


def _site_tags(
    sites: pd.DataFrame,
    parks: gpd.GeoDataFrame,
    projects: gpd.GeoDataFrame,
    vocabulary: Vocabulary,
) -> NDArray[np.bool_]:
    """Return the industries of each site, (n_sites, n_tags).

    A park has those its row names and those of the works that stand or are being
    built in it; a banner has those of its parks.
    """
    by_park = {park: set(tags) for park, tags in parks["industry_tags"].items()}
    works = projects[neighbours.is_neighbour(projects)]
    for park, tags in zip(works["park_id"], works["industry_tags"], strict=True):
        if park in by_park:
            by_park[park].update(tags)
    by_banner: dict[str, set[str]] = {}
    for banner, tags in zip(parks["banner"].fillna(""), by_park.values(), strict=True):
        by_banner.setdefault(banner, set()).update(tags)
    return vocabulary.matrix(
        [
            sorted(by_banner.get(banner, ()) if kind == "banner" else by_park[name])
            for name, kind, banner in zip(
                sites.index, sites["kind"], sites["banner"], strict=True
            )
        ]
    )
