"""All suppliers of the region, with their distances from every candidate site.

A park that names a trade is no supplier: it is listed apart, as a place to ask.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo_zs.sites.candidates import candidate_sites
from geo_zs.sites.distances import Intervals, distance_intervals
from geo_zs.sites.extents import administrative_units
from geo_zs.sites.neighbours import place_extents
from geo_zs.supply.supplier import Supplier
from geo_zs.supply.works import bases_of, parks_of, plants_of, projects_of, text

if TYPE_CHECKING:
    from geo_zs.layers.spec import Layer

BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Suppliers:
    """All suppliers with their distances from every candidate site.

    Parameters
    ----------
    site_ids : tuple of n_sites str
        Candidate sites.
    site_is_rough : (n_sites,) bool array
        True for sites known by their banner only.
    records : tuple of m Supplier
        Suppliers and parks.
    distances : Intervals, (n_sites, m)
        Kilometres; NaN where the place of one of the two is not known.
    upstream : mapping of str to tuple of str
        Industry → industries that it buys from.
    steps : mapping of str to frozenset of str
        Group tag → itself and the steps under it.
    names : mapping of str to (str, str)
        Industry → name in Chinese and English.
    """

    site_ids: tuple[str, ...]
    site_is_rough: BoolArray
    records: tuple[Supplier, ...]
    distances: Intervals
    upstream: Mapping[str, tuple[str, ...]]
    steps: Mapping[str, frozenset[str]]
    names: Mapping[str, tuple[str, str]]

    @classmethod
    def of(
        cls, layers: Mapping[str, Layer], tables: Mapping[str, pd.DataFrame]
    ) -> Suppliers:
        """Gather the suppliers of the layers and measure to all sites, once.

        Parameters
        ----------
        layers : mapping of id to Layer
            ``parks``, ``projects``, ``energy_bases``, ``power_plants``,
            ``banners`` and ``leagues``; frames indexed by their key.
        tables : mapping of name to DataFrame
            ``industries``.
        """
        frames = {name: layer.frame for name, layer in layers.items()}
        parks = frames["parks"]
        units = administrative_units(frames["banners"], frames["leagues"])
        sites = candidate_sites(parks, frames["banners"])
        parts = [
            projects_of(frames["projects"], parks),
            bases_of(frames["energy_bases"]),
            plants_of(frames["power_plants"]),
            parks_of(parks),
        ]
        places = pd.concat([place for _, place in parts], ignore_index=True)
        industries = tables["industries"]
        return cls(
            site_ids=tuple(sites.index),
            site_is_rough=sites["lon"].isna().to_numpy(),
            records=tuple(one for records, _ in parts for one in records),
            distances=distance_intervals(
                place_extents(sites, units), place_extents(places, units)
            ),
            upstream=dict(
                zip(industries["tag"], industries["upstream_tags"], strict=True)
            ),
            steps=_steps(industries),
            names={
                tag: (zh, en)
                for tag, zh, en in zip(
                    industries["tag"],
                    industries["name_zh"],
                    industries["name_en"],
                    strict=True,
                )
            },
        )


def _steps(industries: pd.DataFrame) -> dict[str, frozenset[str]]:
    """Return each tag with the steps that have it as their group tag."""
    found = {str(tag): {str(tag)} for tag in industries["tag"]}
    for tag, parent in zip(industries["tag"], industries["parent_tag"], strict=True):
        if text(parent):
            found[text(parent)].add(str(tag))
    return {tag: frozenset(steps) for tag, steps in found.items()}
