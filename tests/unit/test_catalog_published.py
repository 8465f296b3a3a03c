"""A catalog with a register laid over it: a version of its own, seen by the match."""

from __future__ import annotations

import math

import numpy as np
import pytest
from shapely import Point

from geo_zs.catalog import data_version
from geo_zs.matching.answer import to_answer
from geo_zs.paths import tables_dir
from geo_zs.publication.record import Published
from tests.publication_samples import fact, published, record

#: A park without parts: it is ranked itself, and no source knows its figures.
PARK = "hohhot-togtoh"


def site(catalog, park=PARK):
    return catalog.sites.ids.index(park)


def attribute(catalog, column, park=PARK):
    found = catalog.sites.attributes[column]
    row = site(catalog, park)
    return found.value[row], found.low[row], found.high[row]


def answer(catalog, **request):
    given = {"industry": "pv_wafer", "top": 100, **request}
    return to_answer(catalog.match(given), catalog.data_version)


def ranked(found, park=PARK):
    return next(one for one in found["ranked"] if one["site"]["id"] == park)


def excluded(found):
    return {one["site"]["id"]: one["limits"] for one in found["excluded"]}


def test_nothing_published_is_the_very_same_catalog(catalog):
    assert catalog.with_published(Published.nothing()) is catalog
    laid = catalog.with_published(published(fact(PARK, "available_area_ha", 1)))
    assert laid.with_published(Published.nothing()) is catalog


def test_the_version_follows_the_content(catalog):
    one = published(fact(PARK, "available_area_ha", 1))
    two = published(fact(PARK, "available_area_ha", 2))

    first = catalog.with_published(one)

    assert first.data_version != catalog.data_version
    assert len(first.data_version) == 12
    assert catalog.with_published(one).data_version == first.data_version
    assert first.with_published(one).data_version == first.data_version
    assert first.with_published(two).data_version != first.data_version


def test_the_shipped_files_and_catalog_stay_as_they_were(catalog):
    before = data_version(tables_dir(), catalog.boundaries)
    values = catalog.sites.attributes["land_price_cny_per_mu"].value.copy()

    catalog.with_published(
        published(fact(PARK, "land_price_cny_per_mu", 1), projects={"R-1": record()})
    )

    assert data_version(tables_dir(), catalog.boundaries) == before
    same = catalog.sites.attributes["land_price_cny_per_mu"].value
    assert np.array_equal(same, values, equal_nan=True)
    assert "R-1" not in catalog.layers["projects"].frame.index
    assert not catalog.statements


def test_a_fact_of_land_lets_a_park_pass_or_fail_the_limit(catalog):
    before = ranked(answer(catalog, land_ha=20))
    assert "land_ha" in before["not_verified"]

    enough = catalog.with_published(published(fact(PARK, "available_area_ha", 20)))
    little = catalog.with_published(published(fact(PARK, "available_area_ha", 19.9)))

    assert "land_ha" not in ranked(answer(enough, land_ha=20))["not_verified"]
    (limit,) = excluded(answer(little, land_ha=20))[PARK]
    assert (limit["limit"], limit["value"], limit["required"]) == ("land_ha", 19.9, 20)


def test_a_plot_that_is_too_small_leaves_the_limit_open(catalog):
    laid = catalog.with_published(
        published(fact(PARK, "available_area_ha", 50), fact(PARK, "largest_plot_ha", 8))
    )

    assert attribute(laid, "land_available_ha") == (50, 8, 50)
    assert "land_ha" in ranked(answer(laid, land_ha=20))["not_verified"]
    assert "land_ha" not in ranked(answer(laid, land_ha=8))["not_verified"]
    assert PARK in excluded(answer(laid, land_ha=51))


def test_a_park_that_has_no_siding_any_more_is_measured_to_the_line(catalog):
    frame = catalog.layers["parks"].frame
    has = frame["has_rail_access"].eq(other=True).fillna(value=False)
    surest = frame["confidence"].eq("reported")
    park = next(
        str(key) for key in frame.index[has & surest] if key in catalog.sites.ids
    )

    laid = catalog.with_published(published(fact(park, "has_rail_siding", 0)))

    assert attribute(catalog, "has_rail_access", park)[0] == 1
    assert attribute(laid, "has_rail_access", park)[0] == 0
    assert attribute(catalog, "rail_km", park)[2] <= 2
    assert attribute(laid, "rail_km", park)[2] >= attribute(catalog, "rail_km", park)[2]
    setback = laid.sites.setbacks["rail_lines"]
    assert setback.high[site(laid, park)] >= 2


def test_a_new_siding_brings_the_railway_near_with_its_own_source(catalog):
    park = next(
        key
        for key in catalog.sites.ids
        if not key.startswith("banner-") and attribute(catalog, "rail_km", key)[0] > 20
    )

    laid = catalog.with_published(published(fact(park, "has_rail_siding", 1)))

    assert attribute(laid, "rail_km", park) == (2, 0, 2)
    row = site(laid, park)
    assert catalog.sites.setbacks["rail_lines"].high[row] > 2
    assert laid.sites.setbacks["rail_lines"].high[row] == 2
    (source,) = laid.sites.attributes["rail_km"].source_ids[site(laid, park)]
    assert laid.sources[source].title == "样例管委会 2026-06 月报"
    found = ranked(answer(laid, limits={"rail_km_max": 5}), park)
    assert "rail_km_max" not in found["not_verified"]


def test_a_recognised_chemical_park_passes_and_one_that_is_none_is_excluded(catalog):
    yes = catalog.with_published(published(fact(PARK, "is_chemical_park", 1)))
    no = catalog.with_published(published(fact(PARK, "is_chemical_park", 0)))
    limits = {"chemical_park": True}

    before = ranked(answer(catalog, limits=limits))
    assert "chemical_park" in before["not_verified"]
    assert "chemical_park" not in ranked(answer(yes, limits=limits))["not_verified"]
    assert PARK in excluded(answer(no, limits=limits))


def test_what_is_known_need_not_be_asked_and_carries_its_source(catalog):
    price = "electricity_price_cny_per_kwh"
    laid = catalog.with_published(
        published(fact(PARK, price, 0.36, fact_class="110kv", confidence="official"))
    )

    assert price in ranked(answer(catalog))["ask"]
    assert price not in ranked(answer(laid))["ask"]
    found = ranked(answer(laid, weights={"electricity_price": 0.3}))
    part = next(
        one for one in found["contributions"] if one["criterion"] == "electricity_price"
    )
    assert (part["value"], part["confidence"], part["assumed"]) == (
        0.36,
        "official",
        False,
    )
    assert [laid.sources[key].title for key in part["source_ids"]] == [
        "样例管委会 2026-06 月报"
    ]


def test_power_and_green_power_can_be_stated_too(catalog):
    laid = catalog.with_published(
        published(
            fact(PARK, "available_power_mw", 60), fact(PARK, "green_power_share", 1)
        )
    )

    found = ranked(answer(laid, power_mw=55, green_power_share_min=0.5))

    assert not {"power_mw", "green_power_share_min"} & set(found["not_verified"])


def test_other_columns_of_the_sites_are_shared(catalog):
    laid = catalog.with_published(published(fact(PARK, "available_area_ha", 1)))

    shared = {"wind_speed_50m_ms", "airport_km", "coal_base_100km", "is_current"}
    for column in shared:
        assert laid.sites.attributes[column] is catalog.sites.attributes[column]
    assert laid.sites.ids == catalog.sites.ids
    assert laid.gazetteer is catalog.gazetteer


def test_a_fact_changes_the_answer_of_its_park_alone(catalog):
    laid = catalog.with_published(published(fact(PARK, "available_area_ha", 1)))

    for column, before in catalog.sites.attributes.items():
        after = laid.sites.attributes[column]
        same = np.ones(len(before.value), dtype=bool)
        same[site(catalog)] = False
        for part in ("value", "low", "high"):
            old, new = getattr(before, part), getattr(after, part)
            assert np.array_equal(old[same], new[same], equal_nan=True), column


def test_public_projects_stand_in_the_layer_and_on_the_map(catalog):
    laid = catalog.with_published(
        published(
            projects={
                "R-000001": record("甲", geometry=Point(109.84, 40.66)),
                "R-000002": record("乙", park_id=PARK),
                "R-000003": record("丙", league="150200"),
            }
        )
    )

    frame = laid.layers["projects"].frame
    assert len(frame) == len(catalog.layers["projects"].frame) + 3
    assert list(frame.loc[["R-000001", "R-000002", "R-000003"], "located_by"]) == [
        "point",
        "park",
        "league",
    ]
    assert frame["located_league"]["R-000001"] == "150200"
    box = (109.83, 40.65, 109.85, 40.67)
    assert ("projects", "R-000001") in laid.index.query_bbox(box)
    described = {field.name for field in laid.layers["projects"].spec.columns}
    assert described <= set(frame.columns)
    shown = laid.layers["projects"].display
    assert bool(shown["is_approximate"]["R-000002"])
    assert not shown["is_approximate"]["R-000001"]


def test_works_of_the_register_count_as_works_of_their_park(catalog):
    tag = "pv_wafer"
    column = catalog.sites.tag_index[tag]
    laid = catalog.with_published(
        published(
            projects={
                "R-1": record(park_id=PARK, industry_tags=(tag,), stage="operating")
            }
        )
    )

    before = catalog.sites.by_industry["chain_in_place"].value[site(catalog), column]
    after = laid.sites.by_industry["chain_in_place"].value[site(laid), column]
    assert after == pytest.approx(before + 1)


def test_a_record_hides_the_shipped_project_that_it_replaces(catalog):
    laid = catalog.with_published(
        published(projects={"R-1": record("S8 的登记", supersedes_id="S8")})
    )

    index = laid.layers["projects"].frame.index
    assert "S8" not in index
    assert "R-1" in index
    assert "S8" not in laid.layers["projects"].display.index
    assert "S8" in catalog.layers["projects"].frame.index


def test_parts_of_a_replaced_project_become_parts_of_the_new_one(catalog):
    frame = catalog.layers["projects"].frame
    child = str(frame.index[frame["parent_project_id"].notna()][0])
    parent = str(frame["parent_project_id"][child])

    laid = catalog.with_published(
        published(projects={"R-1": record(supersedes_id=parent)})
    )

    assert laid.layers["projects"].frame["parent_project_id"][child] == "R-1"
    assert frame["parent_project_id"][child] == parent


def test_no_megawatt_is_counted_twice_by_a_replaced_project(catalog):
    frame = catalog.layers["projects"].frame
    old = str(frame.index[frame["base_id"].notna() & frame["power_mw"].notna()][0])
    row = frame.loc[old]
    given = record(
        str(row["name_zh"]),
        supersedes_id=old,
        stage=str(row["stage"]),
        industry_tags=row["industry_tags"],
        league=row["league"],
    )

    laid = catalog.with_published(published(projects={"R-1": given}))

    column = "green_capacity_mw_100km"
    before, after = (one.sites.attributes[column].value for one in (catalog, laid))
    assert np.array_equal(before, after, equal_nan=True)


def test_every_source_of_an_overlaid_row_can_be_looked_up(catalog):
    laid = catalog.with_published(
        published(
            fact(PARK, "available_area_ha", 1),
            projects={"R-1": record(), "R-2": record(source=None)},
        )
    )

    for name in ("parks", "projects"):
        for ids in laid.layers[name].frame["source_ids"]:
            assert set(ids) <= set(laid.sources)
    assert len(catalog.sources) == len(laid.sources) - 3


def test_what_could_not_be_laid_over_is_told(catalog):
    laid = catalog.with_published(
        published(fact("gone", "available_area_ha", 1), projects={"R-1": record()})
    )

    (problem,) = laid.problems
    assert "'gone'" in problem.message
    assert math.isnan(attribute(laid, "land_available_ha")[0])
