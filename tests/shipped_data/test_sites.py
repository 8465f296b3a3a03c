"""The candidate sites of the shipped data, checked against what is known of them."""

from __future__ import annotations

import numpy as np
import pytest

from geo_zs import crs


def _row(catalog, site):
    return catalog.sites.ids.index(site)


def test_all_banners_and_only_parks_that_may_take_factories_are_candidates(catalog):
    sites, parks = catalog.sites, catalog.layer("parks").frame

    kinds = {kind: sites.kinds.count(kind) for kind in set(sites.kinds)}
    refusing = set(parks.index[parks["accepts_factories"].eq(other=False)])
    gone = set(parks.index[parks["status"].isin(["legacy", "planned"])])

    assert kinds["banner"] == 103
    assert kinds["port_zone"] >= 1
    assert refusing | gone
    assert not (refusing | gone) & set(sites.ids)
    assert kinds["park"] + kinds["port_zone"] == 177 - len(refusing | gone)


def test_site_with_a_point_is_measured_from_it(catalog):
    row = _row(catalog, "erlian-bianhe")
    ports = catalog.layer("ports").frame
    road = ports.loc["erlian-road"]
    column = catalog.sites.ports.ids.index("erlian-road")

    expected = crs.distance_km(
        catalog.sites.lon[row], catalog.sites.lat[row], road["lon"], road["lat"]
    )

    assert catalog.sites.port_km.value[row, column] == pytest.approx(
        float(expected), rel=1e-4, abs=1e-3
    )


def test_site_known_by_its_banner_holds_every_point_of_it(catalog):
    # 甘其毛都口岸加工园区 has no point: its distance to the port is that of any
    # point of 乌拉特中旗, from the border crossing itself to the far corner.
    sites = catalog.sites
    row = _row(catalog, "bayannur-ganqimaodu-jiagong")
    column = sites.ports.ids.index("ganqimaodu")

    assert np.isnan(sites.lon[row])
    assert sites.port_km.low[row, column] == 0.0
    assert sites.port_km.high[row, column] > 150.0


def test_port_without_a_point_never_looks_near(catalog):
    # 乌力吉 is known by its banner only; the seat of 阿拉善左旗 is no stand-in.
    sites = catalog.sites
    column = sites.ports.ids.index("wuliji")

    np.testing.assert_allclose(
        sites.port_km.value[:, column], sites.port_km.high[:, column]
    )


def test_railways_never_exclude(catalog):
    rail = catalog.sites.attributes["rail_km"]

    assert not rail.is_complete_layer
    assert (rail.low == 0.0).all()


def test_park_with_rail_access_has_a_railway_inside_it(catalog):
    sites = catalog.sites
    access = sites.attributes["has_rail_access"].value == 1.0

    assert access.sum() >= 10
    assert (sites.attributes["rail_km"].high[access] <= 2.0).all()


def test_water_notice_names_four_leagues_and_is_known_for_every_site(catalog):
    water = catalog.sites.attributes["water_overdrawn"].value

    named = {
        league
        for league, value in zip(catalog.sites.leagues, water, strict=True)
        if value == 1.0
    }
    assert not np.isnan(water).any()
    assert named == {"150200", "150300", "150800", "152900"}


def test_every_known_value_names_a_source_of_the_register(catalog):
    for name, attribute in catalog.sites.attributes.items():
        for value, ids in zip(attribute.value, attribute.source_ids, strict=True):
            assert bool(ids) == (not np.isnan(value)), name
            assert set(ids) <= set(catalog.sources), name


def test_values_stand_inside_the_region(catalog):
    attributes = catalog.sites.attributes

    # The region is 2,400 km long; no place of it is farther from Beijing than 1,700.
    assert np.nanmax(attributes["beijing_km"].value) < 1700
    assert np.nanmin(attributes["wind_speed_50m_ms"].value) > 3.0
    assert np.nanmax(attributes["green_capacity_mw_100km"].value) < 60_000


def test_prices_that_nobody_published_stay_unknown(catalog):
    for name in ("electricity_price_cny_per_kwh", "land_price_cny_per_mu"):
        assert np.isnan(catalog.sites.attributes[name].value).all()
