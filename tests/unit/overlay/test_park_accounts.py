"""What projects take of each park, against its area."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from shapely.geometry import box

from geo_zs.overlay.park_accounts import account_text, park_accounts


def accounts(sample, frame, ledger=None):
    return park_accounts(frame, sample, ledger)


def in_park(park="park-a", stage="signed", **more):
    return {"park_id": park, "stage": stage, **more}


def test_figures_are_summed_by_stage_and_never_mixed(sample, project_frame):
    frame = project_frame(
        in_park(land_ha=20.0, power_mw=30.0, pledged_cny_1e8=10.0, arrived_cny_1e8=1.0),
        in_park(land_ha=5.0, pledged_cny_1e8=2.5),
        in_park(stage="operating", land_ha=15.0, arrived_cny_1e8=4.0),
        in_park(stage="negotiating", land_ha=40.0),
        in_park(stage="cancelled", land_ha=500.0),
        in_park("", land_ha=9.0),
    )

    found = accounts(sample, frame).loc["park-a"]

    assert found["n_projects"] == 5
    assert (found["n.signed"], found["n.operating"], found["n.filed"]) == (2, 1, 0)
    assert (found["land_ha.signed"], found["land_ha.operating"]) == (25.0, 15.0)
    assert (found["power_mw.signed"], found["pledged_cny_1e8.signed"]) == (30.0, 12.5)
    assert found["arrived_cny_1e8.signed"] == 1.0
    assert np.isnan(found["power_mw.operating"])
    assert found["land_committed_ha"] == 40.0
    assert found["land_asked_ha"] == 40.0
    # 40 of the 100 approved hectares; the cancelled project takes nothing.
    assert (found["area_ha"], found["area_basis"]) == (100.0, "approved")
    assert not found["is_indication"]
    assert (found["share_used"], found["share_if_all"]) == (0.4, 0.8)
    assert found["status"] == "within"
    assert account_text(found, "zh") == "用地占园区面积40.0%"


@pytest.mark.parametrize(
    ("rows", "status", "text"),
    [
        (
            [in_park(land_ha=240.0)],
            "over",
            "Oversubscribed: 240.00 ha, 240.0% of the 100.00 ha of the park",
        ),
        (
            # exactly full is not over
            [in_park(land_ha=100.0)],
            "within",
            "Land is 100.0% of the park's area",
        ),
        (
            [in_park(land_ha=60.0), in_park(stage="reserve", land_ha=50.0)],
            "over_if_all",
            "Oversubscribed if all projects under negotiation come",
        ),
        (
            [in_park(land_ha=60.0), in_park()],
            "open",
            "Known land is 60.0%; 1 projects give none, so it may be more",
        ),
        (
            [in_park(), in_park()],
            "open",
            "None of 2 projects gives its land, so nothing can be compared",
        ),
        (
            # what is known is already too much, whatever the other one takes
            [in_park(land_ha=150.0), in_park()],
            "over",
            "Oversubscribed: 150.00 ha, 150.0% of the 100.00 ha of the park",
        ),
    ],
)
def test_park_is_judged_by_what_is_known(sample, project_frame, rows, status, text):
    found = accounts(sample, project_frame(*rows)).loc["park-a"]

    assert found["status"] == status
    assert account_text(found, "en") == text


def test_planned_area_is_an_indication(sample, project_frame):
    found = accounts(sample, project_frame(in_park("park-b", land_ha=60.0))).loc[
        "park-b"
    ]

    assert (found["area_basis"], bool(found["is_indication"])) == ("planned", True)
    assert found["status"] == "over"
    assert account_text(found, "zh") == (
        "用地已超：60.00公顷，为园区面积50.00公顷的120.0%；"
        "面积为规划数，口径不一，仅供参考"
    )


def test_park_without_an_area_is_not_compared(sample, project_frame):
    found = accounts(sample, project_frame(in_park("park-c", land_ha=60.0))).loc[
        "park-c"
    ]

    assert found["status"] == "no_area"
    assert np.isnan(found["share_used"])
    assert account_text(found, "zh") == "园区面积不明，无法对比"


def test_land_of_an_outline_counts_where_no_figure_is_given(sample, project_frame):
    frame = project_frame(
        in_park(), in_park(land_ha=7.0), shapes=[box(110.5, 40.5, 110.51, 40.51)] * 2
    )

    found = accounts(sample, frame).loc["park-a"]

    # 0.01 by 0.01 degrees at 40.5° north, by the geodesic area.
    assert found["land_committed_ha"] == pytest.approx(7.0 + 94.12, abs=0.02)
    assert (found["n_land_measured"], found["n_without_land"]) == (1, 0)


def test_umbrella_zone_includes_its_parts(sample, project_frame):
    parks = sample.layers["parks"].frame
    whole = parks.assign(parent_park_id=["", "park-a", "", ""])
    layers = {**sample.layers, "parks": type("Layer", (), {"frame": whole})()}
    catalog = type("Catalog", (), {"layers": layers})()
    frame = project_frame(in_park("park-b", land_ha=10.0), in_park(land_ha=20.0))

    found = park_accounts(frame, catalog)

    assert found.loc["park-a", "land_committed_ha"] == 30.0
    assert found.loc["park-b", "land_committed_ha"] == 10.0
    assert found.loc["park-a", "n_parts"] == 1


def test_verified_money_of_the_ledger_stands_beside_what_projects_state(
    sample, project_frame
):
    frame = project_frame(in_park(arrived_cny_1e8=3.0), in_park())
    ledger = pd.DataFrame(
        {
            "project_id": ["R-000001", "R-000001", "R-000002", "R-000002", "R-000009"],
            "scope": ["domestic", "outside_region", "foreign", "domestic", "domestic"],
            "verified_1e4": [12000.0, 3000.0, 500.0, None, 99999.0],
        }
    )

    found = accounts(sample, frame, ledger).loc["park-a"]

    # 1.2 + 0.3 亿元; foreign money and what is not verified are not in it.
    assert found["arrived_verified_cny_1e8"] == pytest.approx(1.5)
    assert found["arrived_cny_1e8.signed"] == 3.0


def test_parks_without_projects_stand_with_their_area(sample, project_frame):
    frame = project_frame(in_park("park-c"))

    found = accounts(sample, frame)

    assert found.index.tolist() == ["park-a", "park-b", "park-c"]
    assert found.loc["park-a", "n_projects"] == 0
    assert found.loc["park-a", "status"] == "no_projects"
    assert found.loc["park-a", ["share_used", "share_if_all"]].isna().all()


def test_shares_are_unknown_where_no_project_tells_its_land(sample, project_frame):
    frame = project_frame(in_park(), in_park(stage="negotiating"))

    found = accounts(sample, frame).loc["park-a"]

    assert found[["share_used", "share_if_all"]].isna().all()
    assert (found["n_without_land"], found["n_asked_without_land"]) == (1, 1)
    assert found["status"] == "open"


def test_land_only_asked_for_but_not_told_leaves_the_whole_share_open(
    sample, project_frame
):
    frame = project_frame(in_park(stage="negotiating"))

    found = accounts(sample, frame).loc["park-a"]

    assert found["share_used"] == 0.0  # nothing is committed
    assert np.isnan(found["share_if_all"])


def test_power_and_money_stand_with_the_count_of_projects_that_tell_none(
    sample, project_frame
):
    frame = project_frame(
        in_park(power_mw=30.0, pledged_cny_1e8=10.0),
        in_park(stage="operating", pledged_cny_1e8=2.5),
        in_park(stage="cancelled", power_mw=9.0),
    )

    found = accounts(sample, frame).loc["park-a"]

    assert (found["power_committed_mw"], found["n_without_power"]) == (30.0, 1)
    assert (found["pledged_committed_cny_1e8"], found["n_without_pledged"]) == (12.5, 0)
    assert found["n_without_verified"] == 2


def test_no_projects_at_all(sample, project_frame):
    found = accounts(sample, project_frame(in_park()).iloc[:0])

    assert found["n_projects"].tolist() == [0, 0]


def test_project_of_an_unknown_park_or_stage_is_not_lost(sample, project_frame):
    frame = project_frame(
        in_park("park-x", land_ha=1.0), in_park(stage=None, land_ha=2.0)
    )

    found = accounts(sample, frame).loc["park-a"]

    assert (found["n_projects"], found["n.unknown"], found["n_unclear"]) == (1, 1, 1)
