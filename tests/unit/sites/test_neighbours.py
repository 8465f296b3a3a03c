"""Neighbours of a site, worked by hand on a meridian."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from geo_zs.sites import neighbours
from geo_zs.sites.industry import Vocabulary

INDUSTRIES = pd.DataFrame(
    {
        "tag": [
            "coal_mining", "coal_power", "coal_chemical", "steel_metallurgy",
            "oil_refining", "fertiliser", "wafer",
        ],
        "upstream_tags": [(), (), ("coal_mining",), (), (), (), ()],
        "downstream_tags": [()] * 7,
        "parent_tag": [None] * 7,
        "kind": ["extraction", "power_station", *["factory"] * 5],
        "value_chain": ["coal", "coal", "chemicals", "metal", "oil", "farm", "solar"],
    }
)  # fmt: skip
CHAIN = Vocabulary.from_table(INDUSTRIES)
#: One degree of latitude at 45° N is 111.13 km, so 0.45° is 50 km.
FIFTY_KM = 0.44991


def _parks(**rows):
    frame = pd.DataFrame(rows.values(), index=list(rows))
    plain = {
        "status": "current", "parent_park_id": None, "lon": 111.0, "banner": None,
        "league": None, "location_radius_km": 0.0,
    }  # fmt: skip
    for column, value in plain.items():
        if column not in frame:
            frame[column] = value
    return frame


def _projects(**rows):
    frame = pd.DataFrame(
        rows.values(), index=list(rows), columns=["stage", "industry_tags", "park_id"]
    )
    for column in ("parent_project_id", "banner", "league"):
        frame[column] = None
    frame["lon"], frame["lat"] = np.nan, np.nan
    return frame


PARKS = _parks(
    mine={"lat": 45.0, "industry_tags": ("coal_mining",)},
    works={"lat": 45.0 + FIFTY_KM, "industry_tags": ("coal_chemical",)},
    far={"lat": 47.0, "industry_tags": ("coal_mining", "coal_chemical")},
)
PLACES = neighbours.place_extents(PARKS, {})
NEAR_PARKS = neighbours.park_neighbours(PARKS, PLACES, list(PARKS.index), {}, CHAIN)


def _near_projects(**rows):
    return neighbours.project_neighbours(_projects(**rows), PARKS, PLACES, {}, CHAIN)


def test_other_park_of_the_same_industry_counts_half_and_decays():
    found = neighbours.cluster(NEAR_PARKS, _near_projects(), CHAIN)

    # "far" is 222.3 km from "mine": 0.5 exp(−222.3 / 50) = 0.0059; not itself.
    coal = CHAIN.index["coal_mining"]
    assert found.value[0, coal] == pytest.approx(0.0059, abs=1e-4)


def test_project_counts_where_its_park_lies():
    found = neighbours.cluster(
        NEAR_PARKS, _near_projects(one=("operating", ("wafer",), "works")), CHAIN
    )

    wafer = CHAIN.index["wafer"]
    assert found.value[:2, wafer] == pytest.approx([0.3679, 1.0], abs=1e-3)


def test_project_that_is_only_signed_is_no_neighbour():
    found = neighbours.cluster(
        NEAR_PARKS, _near_projects(one=("signed", ("wafer",), "works")), CHAIN
    )

    assert found.value[:, CHAIN.index["wafer"]].tolist() == [0.0, 0.0, 0.0]


def test_coal_of_the_site_itself_counts_and_coal_beyond_the_reach_does_not():
    found = neighbours.coal_bases(NEAR_PARKS, CHAIN)

    # "far" is 222 km from "mine" and 172 km from "works".
    assert found.value == pytest.approx([1.0, 0.3679, 1.0], abs=1e-3)


def test_users_of_hydrogen_count_by_park_and_by_project():
    near = _near_projects(one=("construction", ("steel_metallurgy",), "works"))

    found = neighbours.offtakers(NEAR_PARKS, near, CHAIN)

    # At "works": its own park 0.5 and the steel works in it 1.
    assert found.value[1] == pytest.approx(1.5, abs=1e-3)
    assert found.value[0] == pytest.approx(1.5 * 0.3679, abs=1e-3)


def test_works_stand_in_their_zone_its_sub_parks_and_their_banner():
    sites = pd.DataFrame(
        {
            "kind": ["park", "park", "park", "banner"],
            "group": ["zone", "zone", "other", "banner-1"],
            "banner": ["150202", "150202", "150202", "150202"],
        },
        index=["zone", "part", "other", "banner-1"],
    )
    parks = pd.DataFrame(
        {
            "parent_park_id": [None, "zone", None],
            "banner": ["150202", "150202", "150202"],
        },
        index=["zone", "part", "other"],
    )
    projects = pd.DataFrame(
        {
            "park_id": ["part", None, "gone"],
            "banner": [None, "150202", "150203"],
        },
        index=["in-part", "in-banner", "elsewhere"],
    )

    found = neighbours.stand_in(sites, projects, parks, list(projects.index))

    assert found.tolist() == [
        [True, False, False],
        [True, False, False],
        [False, False, False],
        [True, True, False],
    ]


def test_works_inside_count_by_how_near_their_trade_is():
    near = _near_projects(
        one=("operating", ("coal_chemical",), "works"),
        two=("construction", ("coal_chemical",), "works"),
    )
    inside = replace(near, is_own=np.array([[True, True], [True, False], [False] * 2]))

    found = neighbours.works_inside(inside, CHAIN)

    # Two works of the trade, then one; coal mining is linked to it: 0.3 each.
    assert found[:, CHAIN.index["coal_chemical"]].tolist() == [2.0, 1.0, 0.0]
    assert found[:, CHAIN.index["coal_mining"]] == pytest.approx([0.6, 0.3, 0.0])


def test_neighbours_without_some_of_them_are_those_that_are_left():
    near = _near_projects(
        one=("operating", ("wafer",), "works"), two=("operating", ("wafer",), "mine")
    )

    left = near.without({"two"})

    assert list(left.ids) == ["one"]
    alone = _near_projects(one=("operating", ("wafer",), "works"))
    assert left.value.tolist() == alone.value.tolist()


def test_park_that_loses_its_only_tag_is_no_neighbour_any_more():
    left = NEAR_PARKS.without((), [("mine", CHAIN.index["coal_mining"])])

    assert list(left.ids) == ["works", "far"]
