"""Supply sheets and comparisons over the shipped tables, read off them by hand."""

from __future__ import annotations

import numpy as np
import pytest

from geo_zs.comparison.benchmark import benchmark
from geo_zs.comparison.similar import similar
from geo_zs.comparison.words import COLUMN_NAMES, criteria_by_column
from geo_zs.crs import distance_km
from geo_zs.supply.sheet import supply_sheet
from geo_zs.supply.suppliers import Suppliers


@pytest.fixture(scope="module")
def suppliers(catalog):
    return Suppliers.of(catalog.layers, catalog.tables)


def test_suppliers_are_measured_to_the_candidate_sites(suppliers, catalog):
    assert suppliers.site_ids == catalog.sites.ids


def test_magnet_works_of_a_park_are_suppliers_of_wind_power_there(suppliers):
    # projects.csv: P-0003 and P-0004 have the park_id baotou-xitu-hitech and the
    # industry rare_earth, which industries.csv names upstream of wind_equipment.
    sheet = supply_sheet(suppliers, "baotou-xitu-hitech", "wind_equipment")

    group = next(one for one in sheet.groups if one.tag == "rare_earth")
    own = {
        one.supplier.id: one
        for one in group.entries
        if one.supplier.park_id == "baotou-xitu-hitech"
    }
    assert {"P-0003", "P-0004"} <= set(own)
    works = own["P-0003"]
    assert works.supplier.name_zh == "金力永磁年产20000吨稀土永磁材料项目"
    assert works.supplier.capacity_zh == "20000吨/年"
    assert works.supplier.stage == "construction"
    # The same point with a radius of 2 km on both sides.
    assert (works.distance_km, works.low_km) == (0, 0)
    assert works.high_km == pytest.approx(4)
    assert works.is_surely_within


def test_polysilicon_round_hohhot_is_as_the_projects_table_has_it(suppliers):
    # P-0008 and P-0009 are known by the banner 150203 only, about 160 km away.
    sheet = supply_sheet(suppliers, "hohhot-zhonghuan", "pv_wafer")

    group = next(one for one in sheet.groups if one.tag == "polysilicon")
    far = next(one for one in group.entries if one.supplier.id == "P-0008")
    assert far.is_approximate
    assert far.low_km <= 150 < far.high_km
    assert not far.is_surely_within


def test_wind_farm_of_the_plant_table_is_a_supplier_of_green_power(suppliers, catalog):
    plants = catalog.layer("power_plants").frame
    farm = plants.loc["WRI1070961"]  # Huitengxile Jingneng Wind, 100 MW
    row = catalog.sites.ids.index("hohhot-zhonghuan")
    straight = distance_km(
        catalog.sites.lon[row], catalog.sites.lat[row], farm["lon"], farm["lat"]
    )

    sheet = supply_sheet(suppliers, "hohhot-zhonghuan", "pv_wafer")

    group = next(one for one in sheet.groups if one.tag == "new_energy_power")
    entry = next(one for one in group.entries if one.supplier.id == "WRI1070961")
    assert entry.distance_km == pytest.approx(float(straight), rel=1e-4)
    assert entry.supplier.capacity_en == "100 MW"


def test_plant_that_is_shut_down_supplies_nothing(suppliers):
    # power_plants.csv: the one row whose is_operating is false.
    assert "WRI1070385" not in {one.id for one in suppliers.records}


def test_every_listed_supplier_has_a_source_a_stage_and_a_confidence(suppliers):
    works = [one for one in suppliers.records if one.kind != "park"]

    assert len(works) > 400
    assert all(one.source_ids and one.stage and one.confidence for one in works)
    assert all(one.name_zh or one.name_en for one in works)


def test_every_column_of_the_sites_has_a_name_in_both_languages(catalog):
    named = set(COLUMN_NAMES) | set(criteria_by_column(catalog.criteria))

    columns = {"land_port_km", *catalog.sites.attributes, *catalog.sites.by_industry}
    assert columns <= named


def test_every_site_can_be_compared_with_enough_others(catalog):
    for site in catalog.sites.ids[::10]:
        found = similar(catalog.sites, catalog.criteria, site, k=3)

        assert len(found.sites) == 3, site
        assert found.sites[0].comparable >= 0.6


def test_planned_areas_of_hohhot_have_the_median_of_the_parks_table(catalog):
    # parks.csv gives five parks of 150100 a planned area: 541 (武川), 3,600 (金川),
    # 10,331 (托克托), 24,000 (经开区) and 49,600 ha (和林格尔新区).
    rows = benchmark(catalog.sites, catalog.criteria, "hohhot-togtoh")

    area = next(one for one in rows if one.column == "planned_area_ha")
    assert area.value == 10331
    assert (area.league.median, area.league.n_known) == (10331, 5)
    assert area.league.stands == "same"
    assert (area.name_zh, area.unit) == ("规划面积（口径不一，仅供参考）", "ha")


def test_wuhai_has_too_few_planned_areas_for_a_median(catalog):
    # Only 乌达 (2,000 ha) and the battery park (113 ha) have one.
    rows = benchmark(catalog.sites, catalog.criteria, "wuhai-hitech-wuda")

    area = next(one for one in rows if one.column == "planned_area_ha")
    assert (area.value, area.league.n_known) == (2000, 2)
    assert np.isnan(area.league.median)


def test_chemical_parks_that_are_known_are_counted_without_a_share(catalog):
    rows = benchmark(catalog.sites, catalog.criteria, "hohhot-togtoh")

    region = next(one for one in rows if one.column == "chemical_park").region
    assert region.n_yes == region.n_known < region.n_sites
