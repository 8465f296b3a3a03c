"""Measure the attributes of the candidate sites, one group of columns a function."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

import numpy as np
import pandas as pd

from geo_zs.matching.attribute import (
    Attribute,
    IndustryAttribute,
    PortDistances,
    PortTable,
)
from geo_zs.sites import attributes as columns
from geo_zs.sites import capacity, industry, neighbours
from geo_zs.sites.distances import Intervals, distance_intervals, line_intervals
from geo_zs.sites.neighbours import place_extents
from geo_zs.sites.survey import Survey

#: How far wind and solar plants count for a site, and wind projects as a market.
GREEN_REACH_KM, MARKET_REACH_KM = 100.0, 200.0
#: The notice that suspends new surface-water permits, in the register of sources.
WATER_NOTICE: Final = "mwr-water-2020"


def ports(survey: Survey) -> tuple[PortTable, PortDistances]:
    """Return the ports of entry and the distance of every site to each."""
    frame = survey.frames["ports"]
    ports = PortTable(
        ids=tuple(frame.index),
        names_zh=tuple(frame["name_zh"]),
        names_en=tuple(frame["name_en"]),
        neighbours=tuple(frame["neighbour"].fillna("")),
        modes=tuple(frame["mode"]),
        is_usable=frame["is_usable_for_distance"].to_numpy(dtype=bool),
        source_ids=tuple(tuple(ids) for ids in frame["location_source_ids"]),
        is_located=tuple(bool(one) for one in frame["lon"].notna()),
    )
    distances = distance_intervals(survey.places, place_extents(frame, survey.units))
    # Ports stand on the border, not at the seat of their banner: one without a
    # point of its own counts as far as it may be, and never makes a site look near.
    has_point = frame["lon"].notna().to_numpy()
    return ports, PortDistances(
        value=np.where(has_point, distances.value, distances.high),
        low=distances.low,
        high=distances.high,
        source_ids=tuple(survey.provenance.sources),
        confidence=tuple(survey.provenance.confidence),
    )


def rail(survey: Survey) -> list[Attribute]:
    """Return the distance to the railway, and which parks have a siding."""
    lines = survey.frames["rail_lines"]
    line_sources = tuple(dict.fromkeys(sum(lines["source_ids"], ())))
    siding = columns.park_attribute(
        "has_rail_access",
        "",
        survey.sites,
        survey.frames["parks"],
        columns.flag("has_rail_access"),
        stated=survey.stated.get("has_rail_access", {}),
    )
    return [
        columns.rail_attribute(
            line_intervals(survey.places, list(lines.geometry)),
            siding,
            survey.provenance,
            line_sources,
        ),
        siding,
    ]


def distances(survey: Survey) -> list[Attribute]:
    """Return the distances to airports and the market of Beijing."""
    airports, markets = survey.frames["airports"], survey.tables["markets"]
    return [
        columns.nearest_attribute(
            "airport_km",
            distance_intervals(survey.places, place_extents(airports, survey.units)),
            survey.provenance,
            list(airports["location_source_ids"]),
            is_complete_layer=survey.is_complete["airports"],
        ),
        columns.nearest_attribute(
            "beijing_km",
            distance_intervals(survey.places, place_extents(markets, {})),
            survey.provenance,
            list(markets["source_ids"]),
            is_complete_layer=True,
        ),
    ]


def banner_facts(survey: Survey) -> list[Attribute]:
    """Return climate, terrain, seismic class and water permits of the banner."""
    resource = survey.tables["resource"].set_index("adcode")
    constraints = survey.tables["constraints"].set_index("adcode")
    sun = resource[["ghi_kwh_m2_day", "seat_ghi_kwh_m2_day"]].astype(float)
    fact = partial(columns.banner_attribute, sites=survey.sites, table=resource)
    return [
        fact(
            "wind_speed_50m_ms",
            "m/s",
            low=resource["wind_speed_50m_min_ms"],
            high=resource["wind_speed_50m_max_ms"],
        ),
        fact("ghi_kwh_m2_day", "kWh/m²·d", low=sun.min(axis=1), high=sun.max(axis=1)),
        fact("temp_mean_c", "°C"),
        fact(
            "elevation_m",
            "m",
            value=resource["elevation_mean_m"],
            low=resource["elevation_min_m"],
            high=resource["elevation_max_m"],
        ),
        fact("ruggedness_pct", "%"),
        columns.banner_attribute("seismic_pga_g", "g", survey.sites, constraints),
        columns.banner_attribute(
            "water_overdrawn",
            "",
            survey.sites,
            _named_in_water_notice(constraints),
            value=_is_named(constraints).astype(float),
        ),
        columns.league_attribute(
            "league_population",
            "人",
            survey.sites,
            survey.frames["leagues"],
            field="population_2020",
            source_field="population_source_ids",
            confidence_field="population_confidence",
        ),
    ]


def _is_named(constraints: pd.DataFrame) -> pd.Series[bool]:
    """Tell which banners the notice names."""
    return constraints["is_water_permit_suspended"].eq(other=True).fillna(value=False)


def _named_in_water_notice(constraints: pd.DataFrame) -> pd.DataFrame:
    """Return the constraints with the source and the confidence of the notice.

    The notice lists the leagues it binds, so "named" and "not named" are both
    known; "not named" does not say that water is free.
    """
    notice = pd.Series([(WATER_NOTICE,)] * len(constraints), index=constraints.index)
    return constraints.assign(source_ids=notice, confidence="official")


def existence(survey: Survey) -> Attribute:
    """Return which sites are known to exist today.

    A park that a source calls current does; so does one in which works stand or are
    being built, itself or in its sub-parks, whatever the source of its row says.
    """
    works = survey.frames["projects"]
    works = works[neighbours.is_neighbour(works) & works["park_id"].notna()]
    parent = survey.frames["parks"]["parent_park_id"].fillna("").to_dict()
    evidence: dict[str, dict[str, None]] = {}
    for park, ids in zip(works["park_id"], works["source_ids"], strict=True):
        for place in {park, parent.get(park)} - {"", None}:
            evidence.setdefault(place, {}).update(dict.fromkeys(ids))
    sites = survey.sites
    settled = sites["is_current"].isna() & sites.index.isin(list(evidence))
    return columns.site_attribute(
        "is_current",
        sites.assign(
            is_current=sites["is_current"].where(~settled, 1.0),
            source_ids=pd.Series(
                [
                    (*ids, *evidence[name]) if shown else ids
                    for name, ids, shown in zip(
                        sites.index, sites["source_ids"], settled, strict=True
                    )
                ],
                index=sites.index,
                dtype=object,
            ),
        ),
    )


def park_facts(survey: Survey) -> list[Attribute]:
    """Return what is known of the parks themselves.

    Land that is available may lie in several plots. If the largest one is smaller,
    no more than that is sure to be had in one piece.
    """
    parks = survey.frames["parks"]
    plots = columns.first_known("largest_plot_ha")(parks)
    price = "electricity_price_cny_per_kwh"
    land = columns.first_known("available_area_ha", "approved_area_ha")
    readers: list[tuple[str, str, Callable[[pd.DataFrame], pd.Series[float]]]] = [
        ("park_level", "", columns.park_level),
        ("customs_zone", "", columns.customs_zone),
        ("chemical_park", "", columns.flag("is_chemical_park")),
        ("land_available_ha", "ha", land),
        ("planned_area_ha", "ha", columns.number("planned_area_ha")),
        ("water_supply_m3_per_day", "m³/d", columns.number("water_supply_m3_per_day")),
        (price, "元/kWh", columns.number(price)),
        ("land_price_cny_per_mu", "元/亩", columns.number("land_price_cny_per_mu")),
        ("green_power_share", "", columns.first_known("green_power_share")),
        ("available_power_mw", "MW", columns.first_known("available_power_mw")),
    ]
    return [
        columns.park_attribute(
            name,
            unit,
            survey.sites,
            parks,
            read,
            stated=survey.stated.get(name, {}),
            least=plots if name == "land_available_ha" else None,
        )
        for name, unit, read in readers
    ]


def capacities(survey: Survey) -> list[Attribute]:
    """Return wind and solar capacity near, and wind power planned as a market."""
    plants, distances = survey.generators, survey.generator_km
    green = (plants["wind_mw"] + plants["solar_mw"]).to_numpy()
    built = plants["is_built"].to_numpy()
    planned = plants["is_planned"].to_numpy()
    stands = plants["id"].isin(survey.frames["power_plants"].index).to_numpy()
    wind = plants["wind_mw"].to_numpy()
    return [
        columns.computed_attribute(
            name,
            "MW",
            capacity.sum_within(distances, amounts, radius_km=reach),
            survey.provenance,
            sources=capacity.largest_sources(distances.value, amounts, plants, reach),
        )
        for name, amounts, reach in (
            ("green_capacity_mw_100km", green * built, GREEN_REACH_KM),
            ("green_planned_mw_100km", green * planned, GREEN_REACH_KM),
            (
                "wind_pipeline_mw_200km",
                wind * ((built & ~stands) | planned),
                MARKET_REACH_KM,
            ),
        )
    ]


def neighbourhood(survey: Survey) -> list[Attribute]:
    """Return coal parks and users of hydrogen near."""
    own_sources = [tuple(ids) for ids in survey.sites["source_ids"]]
    return [
        columns.computed_attribute(
            name, "", numbers, survey.provenance, sources=own_sources
        )
        for name, numbers in (
            ("coal_base_100km", neighbours.coal_bases(survey.parks, survey.vocabulary)),
            (
                "offtaker_cluster_100km",
                neighbours.offtakers(survey.parks, survey.projects, survey.vocabulary),
            ),
        )
    ]


def by_industry(survey: Survey) -> dict[str, IndustryAttribute]:
    """Return fit, cluster and works inside, one column for each industry."""
    parks = survey.frames["parks"]
    weak = np.asarray(
        survey.sites.index.isin(
            parks.index[industry.weak_basis(parks["industries_basis"])]
        )
    )
    fit = Intervals(*industry.industry_fit(survey.standing, weak, survey.vocabulary))
    inside = neighbours.works_inside(survey.projects, survey.vocabulary)
    near = neighbours.cluster(survey.parks, survey.projects, survey.vocabulary)
    own_sources = tuple(tuple(ids) for ids in survey.sites["source_ids"])
    return {
        name: IndustryAttribute(
            column=name,
            unit="",
            value=numbers.value,
            low=numbers.low,
            high=numbers.high,
            source_ids=own_sources,
            confidence=("inferred",) * len(own_sources),
        )
        for name, numbers in (
            ("industry_fit", fit),
            ("cluster", near),
            ("chain_in_place", Intervals(inside, inside, inside)),
        )
    }
