"""The fingerprint of what is published: same content, same text."""

from __future__ import annotations

import dataclasses

import geopandas as gpd
import pytest
from shapely import Point

from geo_zs.errors import CrsError
from geo_zs.publication.record import Published, source_key
from tests.publication_samples import fact, published, record


def test_nothing_published_is_empty():
    assert Published.nothing().is_empty
    assert published().is_empty
    assert Published.nothing().fingerprint == Published.nothing().fingerprint


def test_same_content_in_another_order_gives_the_same_fingerprint():
    one, two = (
        fact("park-a", "land_price_cny_per_mu", 1),
        fact("park-b", "website", "x"),
    )
    first, second = record("甲"), record("乙")

    there = published(one, two, projects={"R-1": first, "R-2": second})
    back = published(two, one, projects={"R-2": second, "R-1": first})

    assert there.fingerprint == back.fingerprint
    assert len(there.fingerprint) == 64


@pytest.mark.parametrize(
    "change",
    [
        {"name_zh": "乙"},
        {"pledged_cny_1e8": 2.0},
        {"pledged_cny_1e8": None},
        {"industry_tags": ("steel", "pv_wafer")},
        {"industry_tags": ("steel;pv_wafer",)},
        {"notes": "x"},
        {"geometry": Point(110, 41.5)},
        {"geometry": None},
    ],
)
def test_any_shown_value_changes_the_fingerprint(change):
    whole = record(
        "甲",
        pledged_cny_1e8=1.0,
        industry_tags=("pv_wafer", "steel"),
        geometry=Point(110, 41),
    )

    before = published(projects={"R-1": whole}).fingerprint
    after = published(projects={"R-1": {**whole, **change}}).fingerprint

    assert before != after


@pytest.mark.parametrize(
    "change",
    [
        {"value_number": 2.0},
        {"fact": "largest_plot_ha"},
        {"fact_class": "x"},
        {"date": "2026"},
        {"source": "y"},
        {"confidence": "official"},
    ],
)
def test_any_part_of_a_fact_changes_the_fingerprint(change):
    one = fact("park-a", "available_area_ha", 1)

    assert published(one).fingerprint != published({**one, **change}).fingerprint


def test_cells_are_not_taken_for_each_other():
    left = record("甲", source="a\x1fb", notes="c")
    right = record("甲", source="a", notes="b\x1fc")

    assert (
        published(projects={"R-1": left}).fingerprint
        != published(projects={"R-1": right}).fingerprint
    )


def test_who_wrote_a_row_and_when_does_not_count():
    plain = published(
        fact("park-a", "available_area_ha", 1), projects={"R-1": record()}
    )
    stamped = dataclasses.replace(
        plain,
        projects=plain.projects.assign(updated_by="x", version=7),
        park_facts=plain.park_facts.assign(updated_by="y"),
    )

    assert stamped.fingerprint == plain.fingerprint


def test_projects_of_another_reference_system_are_refused():
    nothing = Published.nothing()
    moved = gpd.GeoDataFrame(nothing.projects.set_crs(4490, allow_override=True))

    with pytest.raises(CrsError):
        Published(moved, nothing.park_facts)


def test_a_source_has_one_key_for_one_text_and_date():
    key = source_key("park/park-a", "月报", "2026-06")

    assert key == source_key("park/park-a", "月报", "2026-06")
    assert key.startswith("register:park/park-a/")
    assert ";" not in key
    assert key != source_key("park/park-a", "月报", "2026-07")
    assert key != source_key("park/park-a", "月报2026", "-06")
