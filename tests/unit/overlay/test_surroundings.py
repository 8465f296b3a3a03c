"""Distances to parks, railway and land ports, with what is not known of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from shapely.geometry import box

from geo_zs.crs import distance_km
from geo_zs.overlay.placing import place_projects
from geo_zs.overlay.surroundings import measure_surroundings


def measured(frame, ground):
    return measure_surroundings(place_projects(frame, ground), ground)


def test_point_is_measured_to_park_station_and_port(project_frame, ground):
    found = measured(project_frame({"lon": 110.6, "lat": 40.5}), ground)

    # 0.1 degrees of longitude at 40.5° north: 8.477 km.
    assert found.park.km.value[0] == pytest.approx(8.477, abs=0.001)
    # 2 km of the point and 2 km of the park are taken off and put on.
    assert found.park.km.low[0] == pytest.approx(4.477, abs=0.001)
    assert found.park.km.high[0] == pytest.approx(12.477, abs=0.001)
    assert ground.located_parks.ids[found.park.row[0]] == "park-a"
    assert not found.is_park_possible[0]
    assert found.station.km.value[0] == pytest.approx(0.0, abs=1e-6)
    # The line runs 0.1 degrees of latitude to the north.
    assert found.rail_line_km[0] == pytest.approx(11.1046, abs=0.001)
    assert ground.ports.ids[found.port.row[0]] == "port-north"


def test_point_within_the_radius_of_a_park_is_only_possibly_inside(
    project_frame, ground
):
    found = measured(project_frame({"lon": 110.54, "lat": 40.5}), ground)

    # 3.39 km apart, and both points are good to 2 km.
    assert found.park.km.value[0] == pytest.approx(3.391, abs=0.001)
    assert found.park.km.low[0] == 0.0
    assert found.is_park_possible[0]
    assert found.own_park_row[0] == -1


def test_only_an_outline_holds_a_project_for_certain(project_frame, ground):
    found = measured(
        project_frame({"lon": 112.5, "lat": 40.45}, {"lon": 112.7, "lat": 40.45}),
        ground,
    )

    assert found.own_park_row.tolist() == [ground.parks.rows["park-c"], -1]


def test_smallest_outline_that_holds_a_project_is_its_park(project_frame, ground):
    outline = ground.parks.outline.copy()
    # an umbrella zone round the park with an outline, and one that only touches
    outline[ground.parks.rows["park-a"]] = box(112.0, 40.0, 113.0, 41.0)
    outline[ground.parks.rows["park-b"]] = box(112.45, 40.0, 112.5, 40.2)
    zone = replace(ground, parks=replace(ground.parks, outline=outline))
    frame = project_frame(
        {"lon": 112.5, "lat": 40.45},
        {"lon": 112.9, "lat": 40.9},
        {},
        shapes=[None, None, box(112.55, 40.5, 112.65, 40.55)],
    )

    found = measured(frame, zone)

    # The outline of the third sticks out of the inner park.
    assert found.own_park_row.tolist() == [
        ground.parks.rows[name] for name in ("park-c", "park-a", "park-a")
    ]


def test_park_without_a_point_keeps_every_place_of_its_banner_open(
    project_frame, ground
):
    found = measured(project_frame({"lon": 111.9, "lat": 40.9}), ground)

    assert found.n_unlocated_parks[0] == 1
    assert found.is_park_possible[0]


def test_parks_that_are_gone_and_closed_ports_are_not_measured_to(
    project_frame, ground
):
    found = measured(project_frame({"lon": 110.2, "lat": 40.2}), ground)

    assert ground.located_parks.ids[found.park.row[0]] == "park-a"
    assert "port-closed" not in ground.ports.ids


def test_place_known_by_its_banner_has_an_interval(project_frame, ground):
    found = measured(project_frame({"banner": "150102"}), ground)

    # From the seat, which is where the park's point lies, and from anywhere.
    assert found.park.km.value[0] == pytest.approx(0.0, abs=1e-6)
    assert found.park.km.low[0] == 0.0
    # The farthest corner of the square is about 70 km away.
    farthest = float(distance_km(110.0, 40.0, 110.5, 40.5))
    assert found.park.km.high[0] == pytest.approx(farthest + 2.0, abs=0.2)


def test_rail_is_at_most_as_far_as_measured(project_frame, ground):
    found = measured(project_frame({"lon": 110.9, "lat": 40.5}), ground)

    assert found.station.km.low[0] == 0.0
    assert found.station.km.high[0] == pytest.approx(25.43 + 2.0, abs=0.01)


def test_unknown_place_has_no_distances(project_frame, ground):
    found = measured(project_frame({"name_zh": "无处"}), ground)

    assert found.park.row[0] == found.station.row[0] == found.port.row[0] == -1
    assert np.isnan(
        [found.park.km.value[0], found.port.km.value[0], found.rail_line_km[0]]
    ).all()
    assert not found.is_park_possible[0]


def test_many_points_are_measured_like_one(project_frame, ground):
    lons = np.linspace(110.01, 112.99, 5000)
    many = project_frame(*({"lon": lon, "lat": 40.5} for lon in lons))
    alone = project_frame({"lon": lons[4321], "lat": 40.5})

    found, one = measured(many, ground), measured(alone, ground)

    assert found.park.km.value[4321] == pytest.approx(one.park.km.value[0], rel=1e-12)
    assert found.rail_line_km[4321] == pytest.approx(one.rail_line_km[0], rel=1e-12)
