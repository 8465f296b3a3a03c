"""Layers and project records → the table of candidate sites that matching reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from geo_zs.matching.table import SiteTable
from geo_zs.sites import attributes as columns
from geo_zs.sites import measure
from geo_zs.sites.setbacks import rail_setback, setbacks
from geo_zs.sites.survey import Survey

if TYPE_CHECKING:
    import pandas as pd

    from geo_zs.layers.spec import Layer


def build_sites(
    layers: Mapping[str, Layer], tables: Mapping[str, pd.DataFrame]
) -> SiteTable:
    """Return all candidate sites with everything a requirement may ask of them.

    Parameters
    ----------
    layers : mapping of id to Layer
        All layers; frames indexed by their key.
    tables : mapping of name to DataFrame
        ``industries``, ``resource``, ``constraints``, ``markets``.

    Returns
    -------
    SiteTable
        Parks that may take factories, port processing zones and all banners.
        Places known only by their banner carry intervals over its polygon.
    """
    return site_table(Survey.of(layers, tables))


def site_table(survey: Survey) -> SiteTable:
    """Return all candidate sites of a survey; see `build_sites`."""
    sites, places = survey.sites, survey.places
    ports, port_km = measure.ports(survey)
    lattice_site = places.sample_owner()
    spread = ~places.is_point[lattice_site]
    vocabulary = survey.vocabulary
    return SiteTable(
        ids=tuple(sites.index),
        kinds=tuple(sites["kind"]),
        names_zh=tuple(sites["name_zh"]),
        names_en=tuple(sites["name_en"].fillna("")),
        leagues=tuple(sites["league"]),
        banners=tuple(sites["banner"]),
        lon=sites["lon"].to_numpy(dtype=float, na_value=np.nan),
        lat=sites["lat"].to_numpy(dtype=float, na_value=np.nan),
        radius_km=sites["location_radius_km"].to_numpy(dtype=float, na_value=np.nan),
        precision=tuple(sites["location_precision"]),
        group=tuple(sites["group"]),
        tags=survey.site_tags,
        tag_index=vocabulary.index,
        industry_kind=dict(zip(vocabulary.tags, vocabulary.kinds, strict=True)),
        attributes=columns.by_column(
            [
                *measure.rail(survey),
                *measure.distances(survey),
                *measure.banner_facts(survey),
                measure.existence(survey),
                *measure.park_facts(survey),
                *measure.capacities(survey),
                *measure.neighbourhood(survey),
            ]
        ),
        by_industry=measure.by_industry(survey),
        ports=ports,
        port_km=port_km,
        lattice_lon=places.sample_lon[spread],
        lattice_lat=places.sample_lat[spread],
        lattice_site=lattice_site[spread],
        parent_ids=tuple(sites["parent"]),
        grids=_grids(survey),
        products=survey.products,
        setbacks=setbacks(survey),
        links=vocabulary.steps(),
    )


def with_records_of(sites: SiteTable, survey: Survey) -> SiteTable:
    """Return the sites with the columns that rest on records measured anew.

    Parameters
    ----------
    sites : SiteTable
        From `site_table`, of a survey of the same places.
    survey : Survey
        One without some of the records (`Survey.without`).

    Returns
    -------
    SiteTable
        Industries, fit, cluster, wind and solar capacity, coal and users of
        hydrogen, and whether works show that a park exists, are those of `survey`;
        all other columns are shared.
    """
    measured = columns.by_column(
        [
            measure.existence(survey),
            *measure.capacities(survey),
            *measure.neighbourhood(survey),
        ]
    )
    return replace(
        sites,
        tags=survey.site_tags,
        products=survey.products,
        attributes={**sites.attributes, **measured},
        by_industry=measure.by_industry(survey),
    )


def with_facts_of(sites: SiteTable, survey: Survey) -> SiteTable:
    """Return the sites with the columns that rest on facts of parks measured anew.

    Parameters
    ----------
    sites : SiteTable
        From `site_table`, of a survey of the same places.
    survey : Survey
        One with other facts (`Survey.with_layers`).

    Returns
    -------
    SiteTable
        Land, water, power, prices, chemical parks and sidings, with the distances
        to the railway that a siding bears on, are those of `survey`; all other
        columns are shared.
    """
    measured = columns.by_column([*measure.rail(survey), *measure.park_facts(survey)])
    return replace(
        sites,
        attributes={**sites.attributes, **measured},
        setbacks={**sites.setbacks, **rail_setback(survey)},
    )


def _grids(survey: Survey) -> tuple[str, ...]:
    """Return the power grid of the banner of each site; empty where not known."""
    by_banner = survey.tables["constraints"].set_index("adcode")["grid"]
    grids = survey.sites["banner"].map(by_banner.to_dict()).fillna("")
    return tuple(grids.astype(str))
