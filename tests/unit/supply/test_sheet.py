"""Supply sheets from records and distances made by hand."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from geo_zs.errors import RequirementError, UnknownPlaceError
from geo_zs.sites.distances import Intervals
from geo_zs.supply.answer import sheet_answer
from geo_zs.supply.sheet import MOST_LISTED, supply_sheet
from geo_zs.supply.supplier import Supplier
from geo_zs.supply.suppliers import Suppliers

WORKS = Supplier(
    kind="project",
    id="w",
    name_zh="厂",
    name_en="",
    tags=("glass",),
    owner="",
    stage="operating",
    capacity_zh="1万吨/年",
    capacity_en="1万吨/年",
    date="2024",
    league="150100",
    banner="150101",
    park_id="",
    precision="site",
    part_of="",
    group="w",
    source_ids=("s1",),
    confidence="reported",
)


def suppliers(records, *, is_rough=False):
    """Return suppliers given as (changes of a record, value, low, high km)."""
    km = np.array([one[1:] for one in records], dtype=float).T.reshape(3, 1, -1)
    return Suppliers(
        site_ids=("home",),
        site_is_rough=np.array([is_rough]),
        records=tuple(
            dataclasses.replace(WORKS, **{"id": f"w{at}", "group": f"w{at}", **one[0]})
            for at, one in enumerate(records)
        ),
        distances=Intervals(*km),
        upstream={"lamp": ("glass", "metal"), "glass": (), "metal": ()},
        steps={
            "glass": frozenset({"glass", "float_glass"}),
            "metal": frozenset({"metal"}),
        },
        names={"glass": ("玻璃", "glass"), "metal": ("金属", "metal")},
    )


def sheet(records, **more):
    return supply_sheet(suppliers(records, **more), "home", "lamp")


def glass(records, **more):
    return sheet(records, **more).groups[0]


def listed(group):
    return [one.supplier.id for one in group.entries]


def test_works_within_reach_stand_nearest_first():
    group = glass([({}, 90, 88, 92), ({}, 20, 18, 22), ({}, 151, 150.5, 152)])

    assert listed(group) == ["w1", "w0"]
    assert group.n_found == 2


def test_exactly_at_the_reach_is_within():
    (entry,) = glass([({}, 150, 150, 150)]).entries

    assert entry.is_surely_within


def test_works_that_may_be_within_reach_is_listed_and_marked():
    (entry,) = glass([({"precision": "banner"}, 161, 147, 188)]).entries

    assert (entry.distance_km, entry.low_km, entry.high_km) == (161, 147, 188)
    assert entry.is_approximate
    assert not entry.is_surely_within


def test_site_known_by_its_banner_only_makes_every_distance_approximate():
    (entry,) = glass([({}, 20, 5, 60)], is_rough=True).entries

    assert entry.is_approximate


def test_industry_without_a_known_supplier_is_named():
    found = sheet([({}, 20, 20, 20)])

    assert found.none_known == ("metal",)
    assert sheet_answer(found)["groups"][1]["text"] == {
        "zh": "150 公里内没有已知的金属供应方",
        "en": "none known within 150 km: metal",
    }


def test_step_under_a_group_tag_counts_for_the_group():
    assert listed(glass([({"tags": ("float_glass",)}, 20, 20, 20)])) == ["w0"]


def test_cancelled_works_is_counted_and_not_listed():
    group = glass([({"stage": "cancelled"}, 20, 20, 20)])

    assert (listed(group), group.n_cancelled) == ([], 1)


def test_stages_are_counted():
    group = glass(
        [({"stage": one}, 9, 9, 9) for one in ("signed", "operating", "signed")]
    )

    assert group.stages == {"operating": 1, "signed": 2}


@pytest.mark.parametrize("precision", ["league", "none"])
def test_works_known_by_its_league_only_is_counted_and_not_listed(precision):
    group = glass([({"precision": precision}, 20, 0, 400)])

    assert (listed(group), group.n_not_placed) == ([], 1)


def test_part_of_a_listed_works_is_not_listed_beside_it():
    group = glass([({}, 20, 20, 20), ({"part_of": "w0"}, 20, 20, 20)])

    assert listed(group) == ["w0"]


def test_part_of_something_that_is_not_listed_stays():
    assert listed(glass([({"part_of": "base"}, 20, 20, 20)])) == ["w0"]


def test_parks_that_name_the_trade_stand_apart_one_for_each_place():
    park = {"kind": "park", "stage": "", "group": "zone"}

    group = glass([(park, 30, 30, 30), (park, 10, 10, 10)])

    assert listed(group) == []
    assert [one.supplier.id for one in group.parks] == ["w1"]
    assert group.n_parks == 1


def test_long_list_is_cut_and_the_whole_number_told():
    group = glass([({}, 20, 20, 20)] * (MOST_LISTED + 3))

    assert (len(group.entries), group.n_found) == (MOST_LISTED, MOST_LISTED + 3)


def test_works_without_a_known_distance_is_not_listed():
    nan = float("nan")

    assert listed(glass([({}, nan, nan, nan)])) == []


def test_unknown_site_and_industry_name_their_near_misses():
    made = suppliers([({}, 20, 20, 20)])

    with pytest.raises(UnknownPlaceError) as place:
        supply_sheet(made, "hom", "lamp")
    with pytest.raises(RequirementError, match="did you mean lamp"):
        supply_sheet(made, "home", "lamps")

    assert place.value.near == ("home",)
