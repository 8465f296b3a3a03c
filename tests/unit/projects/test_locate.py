"""Projects are placed by point, else park, else banner, else league."""

from __future__ import annotations

import numpy as np
import pytest

from geo_zs.projects.locate import locate_projects


@pytest.fixture
def locate(boundaries, parks, labels):
    def one(frame):
        made = locate_projects(frame, boundaries, parks, labels)
        assert len(made) == len(frame)
        return made.iloc[0]

    return one


def test_own_point_wins_and_is_the_only_exact_place(projects, locate):
    row = locate(projects({"lon": 112.3, "lat": 40.3, "park_id": "site"}))

    assert row["located_by"] == "point"
    assert (row["located_league"], row["located_banner"]) == ("150100", "150102")
    assert row["location_precision"] == "site"
    assert (row["display_lon"], row["display_lat"]) == (112.3, 40.3)
    assert not row["is_approximate"]


def test_park_with_a_point_lends_its_place_but_not_as_if_surveyed(projects, locate):
    row = locate(projects({"park_id": "site", "league": "150100"}))

    assert row["located_by"] == "park"
    assert row["located_banner"] == "150101"
    assert row["location_precision"] == "site"
    assert (row["display_lon"], row["display_lat"]) == (111.2, 40.2)
    assert row["is_approximate"]
    assert np.isnan(row["lon"])


def test_park_without_a_point_gives_its_banner(projects, locate):
    row = locate(projects({"park_id": "banner"}))

    assert row["located_by"] == "park"
    assert row["located_banner"] == "150102"
    assert row["location_precision"] == "banner"
    assert (row["display_lon"], row["display_lat"]) == (112.5, 40.5)


def test_park_known_by_its_league_gives_the_league(projects, locate):
    row = locate(projects({"park_id": "league"}))

    assert row["located_by"] == "park"
    assert row["located_banner"] is None
    assert row["location_precision"] == "league"
    assert (row["display_lon"], row["display_lat"]) == (112.0, 40.4)


def test_banner_then_league_stand_at_their_label_points(projects, locate):
    banner = locate(projects({"league": "150100", "banner": "150101"}))
    league = locate(projects({"league": "150100"}))

    assert (banner["located_by"], banner["location_precision"]) == ("banner", "banner")
    assert (banner["display_lon"], banner["display_lat"]) == (111.5, 40.5)
    assert (league["located_by"], league["location_precision"]) == ("league", "league")
    assert (league["display_lon"], league["display_lat"]) == (112.0, 40.4)
    assert banner["is_approximate"]
    assert league["is_approximate"]


def test_project_without_a_place_is_unlocated_with_the_evidence(projects, locate):
    evidence = {"place_evidence": "no place word", "place_evidence_zh": "没有地名"}
    row = locate(projects({"place_level": "none", **evidence}))

    assert row["located_by"] == "none"
    assert row["location_precision"] == "none"
    assert row["location_confidence"] is None
    assert np.isnan(row["display_lon"])
    assert row["unlocated_reason_zh"] == "资料中没有可以定位的地名（依据：没有地名）"
    assert row["unlocated_reason"] == (
        "the source names no place that can be located (evidence: no place word)"
    )


def test_located_project_has_no_reason_of_failure(projects, locate):
    row = locate(projects({"league": "150100"}))

    assert row["unlocated_reason"] is None
    assert row["unlocated_reason_zh"] is None


def test_point_outside_the_region_is_reported_and_the_next_way_is_taken(
    projects, locate
):
    row = locate(projects({"lon": 100.0, "lat": 30.0, "banner": "150101"}))

    assert row["located_by"] == "banner"
    assert row["location_conflict"] == "the point lies outside the region"


def test_banner_that_contradicts_the_park_is_reported(projects, locate):
    row = locate(projects({"park_id": "site", "banner": "150102", "league": "150100"}))

    assert row["located_banner"] == "150101"
    assert row["location_conflict"] == (
        "the banner is given as 150102, the park lies in 150101"
    )


def test_unknown_park_is_reported_and_the_banner_is_taken(projects, locate):
    row = locate(projects({"park_id": "gone", "banner": "150102"}))

    assert row["located_by"] == "banner"
    assert row["location_conflict"] == "park gone is not in the table of parks"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"league": "150100", "confidence": "official"}, "official"),
        ({"league": "150100", "place_confidence": "inferred"}, "inferred"),
        ({"park_id": "site", "confidence": "reported"}, "reported"),
        ({"park_id": "banner", "confidence": "official"}, "unverified"),
        (
            {
                "league": "150100",
                "place_confidence": "inferred",
                "confidence": "unverified",
            },
            "unverified",
        ),
        ({"league": "150100", "confidence": np.nan}, "unverified"),
    ],
)
def test_place_is_as_sure_as_its_weakest_part(projects, locate, cells, expected):
    assert locate(projects(cells))["location_confidence"] == expected


def test_order_and_number_of_rows_are_kept(projects, boundaries, parks, labels):
    frame = projects({"league": "150100"}, {}, {"park_id": "site"})

    made = locate_projects(frame, boundaries, parks, labels)

    assert made["project_id"].tolist() == ["P1", "P2", "P3"]
    assert made["located_by"].tolist() == ["league", "none", "park"]
    assert made["is_approximate"].dtype == bool


def test_no_projects_give_an_empty_table_with_all_columns(
    projects, boundaries, parks, labels
):
    made = locate_projects(projects(), boundaries, parks, labels)

    assert len(made) == 0
    assert "display_lon" in made.columns


def test_locating_twice_changes_nothing(projects, boundaries, parks, labels):
    once = locate_projects(projects({"park_id": "site"}), boundaries, parks, labels)
    twice = locate_projects(once, boundaries, parks, labels)

    assert twice.equals(once)
