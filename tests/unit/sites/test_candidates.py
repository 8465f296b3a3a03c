"""Which parks are candidates, on a made-up handful."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from geo_zs.sites.candidates import candidate_sites


def _park(**given):
    plain = {
        "kind": "industrial", "name_zh": "某园区", "name_en": "A park",
        "league": "150100", "banner": "150102", "lon": 111.0, "lat": 40.0,
        "location_precision": "site", "location_radius_km": 2.0,
        "parent_park_id": None, "location_source_ids": ("p",), "source_ids": ("s",),
        "confidence": "reported", "status": "current", "accepts_factories": None,
    }  # fmt: skip
    return plain | given


@pytest.fixture
def banners():
    return pd.DataFrame(
        {
            "name_zh": ["新城区"], "name_en": ["Xincheng"], "league": ["150100"],
            "source_ids": [("b",)], "confidence": ["official"],
        },
        index=["150102"],
    )  # fmt: skip


def _sites(banners, **parks):
    frame = pd.DataFrame(parks.values(), index=list(parks))
    frame["accepts_factories"] = frame["accepts_factories"].astype("boolean")
    return candidate_sites(frame, banners)


def test_parks_that_are_gone_planned_or_take_no_factories_are_left_out(banners):
    found = _sites(
        banners,
        stays=_park(),
        factory=_park(accepts_factories=True),
        incubator=_park(accepts_factories=False),
        merged=_park(status="legacy"),
        named_only=_park(status="planned"),
    )

    assert list(found.index) == ["stays", "factory", "banner-150102"]


def test_park_that_may_no_longer_exist_stays_with_that_unknown(banners):
    found = _sites(banners, maybe=_park(status="unknown"), sure=_park())

    assert np.isnan(found.loc["maybe", "is_current"])
    assert found.loc["sure", "is_current"] == 1.0


def test_sub_park_belongs_to_the_group_of_its_umbrella_zone(banners):
    found = _sites(banners, zone=_park(), part=_park(parent_park_id="zone"))

    assert found["group"].to_dict() == {
        "zone": "zone", "part": "zone", "banner-150102": "banner-150102",
    }  # fmt: skip
    assert found.loc["part", "parent"] == "zone"


def test_processing_zone_of_a_port_is_a_kind_of_its_own(banners):
    found = _sites(banners, zone=_park(kind="port_processing"))

    assert found["kind"].tolist() == ["port_zone", "banner"]


def test_park_without_a_banner_keeps_its_league(banners):
    found = _sites(banners, adrift=_park(banner=None, lon=np.nan, lat=np.nan))

    assert found.loc["adrift", "banner"] == ""
    assert found.loc["adrift", "league"] == "150100"
