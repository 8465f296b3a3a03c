"""Where projects lie: by outline, point, park, banner, league."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
from shapely.geometry import MultiPolygon, Point, Polygon, box

from geo_zs.errors import CrsError
from geo_zs.overlay.placing import place_projects


def keys(placement, row):
    return [one.key for one in placement.conflicts.get(row, [])]


def test_finest_that_is_known_places_a_project(project_frame, ground):
    frame = project_frame(
        {"park_id": "park-a", "banner": "150103"},
        {"lon": 110.25, "lat": 40.25, "banner": "150102"},
        {"park_id": "park-a"},
        {"park_id": "park-b"},
        {"banner": "150202"},
        {"league": "150200"},
        {},
        shapes=[box(111.4, 40.4, 111.41, 40.41), *[None] * 6],
    )

    found = place_projects(frame, ground)

    assert found.method.tolist() == [
        "polygon", "point", "park", "park", "banner", "league", "none",
    ]  # fmt: skip
    assert found.banner.tolist() == [
        "150103", "150102", "150102", "150103", "150202", "", "",
    ]  # fmt: skip
    assert found.league.tolist() == [
        "150100", "150100", "150100", "150100", "150200", "150200", "",
    ]  # fmt: skip
    assert found.unit.tolist() == ["", "", "", "150103", "150202", "150200", ""]
    assert found.lon[1:3].tolist() == [110.25, 110.5]
    assert np.isnan(found.lon[3:]).all()


def test_point_is_as_good_as_its_precision_says(project_frame, ground):
    spot = {"lon": 110.25, "lat": 40.25}
    frame = project_frame(
        spot,
        spot | {"location_precision": "site"},
        spot | {"location_precision": "town"},
    )

    assert place_projects(frame, ground).radius_km.tolist() == [2.0, 2.0, 8.0]


def test_point_that_stands_for_a_banner_is_no_place_of_its_own(project_frame, ground):
    frame = project_frame(
        {"lon": 110.5, "lat": 40.5, "location_precision": "banner", "banner": "150102"}
    )

    found = place_projects(frame, ground)

    assert (found.method[0], found.unit[0]) == ("banner", "150102")
    assert np.isnan(found.lon[0])


def test_outline_reaches_to_its_farthest_corner(project_frame, ground):
    frame = project_frame({}, shapes=[box(110.4, 40.5, 110.6, 40.5001)])

    found = place_projects(frame, ground)

    # Half of 0.2 degrees of longitude at 40.5° north is 8.477 km.
    assert found.radius_km[0] == pytest.approx(8.477, abs=0.02)


def test_border_point_belongs_to_the_smaller_code_and_is_told(project_frame, ground):
    found = place_projects(project_frame({"lon": 111.0, "lat": 40.5}), ground)

    assert found.banner[0] == "150102"
    assert found.is_on_border[0]


def test_outline_over_a_border_belongs_where_most_of_it_lies(project_frame, ground):
    frame = project_frame(
        {"banner": "150102"}, shapes=[box(110.99, 40.5, 111.03, 40.51)]
    )

    found = place_projects(frame, ground)

    assert found.banner[0] == "150103"
    (first, share), (second, rest) = found.banner_shares[0]
    assert (first, second) == ("150103", "150102")
    assert (share, rest) == (pytest.approx(0.75), pytest.approx(0.25))
    # A quarter lies in the banner that is stated: no contradiction.
    assert keys(found, 0) == []


def test_banner_of_an_outline_is_that_of_most_of_its_land(project_frame, ground):
    # The strip is the widest part, and a point inside lies on it; the land does not.
    strip = box(110.9, 40.5, 110.95, 40.501)
    tower = box(111.1, 40.4, 111.11, 40.6)
    frame = project_frame({}, shapes=[MultiPolygon([strip, tower])])

    found = place_projects(frame, ground)

    assert found.lon[0] < 111
    assert found.banner[0] == "150103"


def test_outline_that_sticks_out_of_the_region_has_a_share_in_it(project_frame, ground):
    # Half of it lies south of the region; it touches the banner to the east.
    frame = project_frame({}, shapes=[box(110.9, 39.9, 111.0, 40.1)])

    found = place_projects(frame, ground)

    assert [code for code, _ in found.banner_shares[0]] == ["150102"]
    assert found.banner_shares[0][0][1] == pytest.approx(0.5, abs=0.001)


def test_outline_is_a_place_however_coarse_the_record_calls_it(project_frame, ground):
    frame = project_frame(
        {"location_precision": "banner", "banner": "150202"},
        shapes=[box(110.5, 40.5, 110.6, 40.6)],
    )

    assert place_projects(frame, ground).method[0] == "polygon"


def test_outline_that_touches_a_border_lies_in_one_banner(project_frame, ground):
    frame = project_frame({}, shapes=[box(110.9, 40.5, 111.0, 40.6)])

    found = place_projects(frame, ground)

    assert found.banner[0] == "150102"
    assert found.banner_shares == {}


def test_point_outside_the_region_gives_way_to_what_is_stated(project_frame, ground):
    found = place_projects(
        project_frame({"lon": 120.0, "lat": 45.0, "banner": "150202"}), ground
    )

    assert (found.method[0], found.banner[0]) == ("banner", "150202")
    assert keys(found, 0) == ["point_outside_region"]


def test_contradictions_are_told(project_frame, ground):
    frame = project_frame(
        {"lon": 110.25, "lat": 40.25, "banner": "150202", "league": "150200"},
        {"park_id": "park-nowhere", "banner": "150102"},
        {"lon": 110.9, "lat": 40.5, "park_id": "park-a"},
        {"lon": 110.51, "lat": 40.5, "park_id": "park-a"},
    )

    found = place_projects(frame, ground)

    assert keys(found, 0) == ["other_banner", "other_league"]
    assert found.conflicts[0][0].values == {"stated": "150202", "found": "150102"}
    assert keys(found, 1) == ["unknown_park"]
    assert keys(found, 2) == ["far_from_park"]
    # 0.4 degrees of longitude at 40.5° north.
    assert found.conflicts[2][0].values["km"] == pytest.approx(33.91, abs=0.01)
    assert keys(found, 3) == []


def test_park_of_another_banner_is_told_unless_the_outline_reaches_there(
    project_frame, ground
):
    frame = project_frame(
        {"lon": 111.001, "lat": 40.5, "park_id": "park-a"},
        {"park_id": "park-a"},
        {"park_id": "park-b"},
        shapes=[None, box(110.9, 40.4, 111.2, 40.6), box(110.9, 40.4, 111.05, 40.6)],
    )

    found = place_projects(frame, ground)

    assert keys(found, 0) == ["park_in_other_banner", "far_from_park"]
    assert found.conflicts[0][0].values == {
        "park": "park-a", "stated": "150102", "found": "150103",
    }  # fmt: skip
    assert "park_in_other_banner" not in keys(found, 1) + keys(found, 2)


def test_faulty_outline_is_told_and_the_next_way_taken(project_frame, ground):
    bow = Polygon([(110.1, 40.1), (110.2, 40.2), (110.2, 40.1), (110.1, 40.2)])
    frame = project_frame(
        {}, {"banner": "150102"}, shapes=[bow, box(5e5, 4e6, 6e5, 5e6)]
    )

    found = place_projects(frame, ground)

    assert found.shapes.fault.tolist() == ["made_valid", "not_on_earth"]
    assert found.method.tolist() == ["polygon", "banner"]


def test_frame_in_another_reference_system_is_refused(ground):
    frame = gpd.GeoDataFrame({"name_zh": ["x"]}, geometry=[Point(0, 0)], crs=3857)

    with pytest.raises(CrsError, match="EPSG:3857"):
        place_projects(frame, ground)


def test_no_projects_have_no_places(project_frame, ground):
    frame = project_frame({"lon": 110.5, "lat": 40.5}).iloc[:0]

    assert place_projects(frame, ground).n_places == 0
