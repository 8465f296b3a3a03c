from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo_zs.matching.area import MAX_VERTICES, Area, parse_area

SQUARE = [[110.0, 40.0], [112.0, 40.0], [112.0, 42.0], [110.0, 42.0], [110.0, 40.0]]
HOLE = [[110.5, 40.5], [110.5, 41.5], [111.5, 41.5], [111.5, 40.5], [110.5, 40.5]]


def area(coordinates: object, kind: str = "Polygon") -> Area:
    made, faults = parse_area({"type": kind, "coordinates": coordinates})
    assert faults == []
    assert made is not None
    return made


def faults(coordinates: object, kind: str = "Polygon") -> list[str]:
    made, found = parse_area({"type": kind, "coordinates": coordinates})
    assert made is None
    return found


def test_a_point_in_the_square_is_inside_and_one_beyond_it_is_not():
    found = area([SQUARE]).contains(
        np.array([111.0, 113.0, np.nan]), np.array([41.0, 41.0, 41.0])
    )

    assert found.tolist() == [True, False, False]


def test_a_point_in_a_hole_is_outside():
    found = area([SQUARE, HOLE]).contains(np.array([111.0, 110.2]), np.full(2, 41.0))

    assert found.tolist() == [False, True]


def test_polygons_that_overlap_are_joined_and_not_cancelled():
    second = [[x + 1.0, y] for x, y in SQUARE]

    found = area([[SQUARE], [second]], "MultiPolygon").contains(
        np.array([110.5, 111.5, 112.5, 113.5]), np.full(4, 41.0)
    )

    assert found.tolist() == [True, True, True, False]


def test_the_distance_to_the_edge_is_in_kilometres():
    # One degree of latitude is 111.2 km; at 41 north one of longitude is 83.9 km.
    found = area([SQUARE]).edge_distance_km(
        np.array([111.0, 110.1]), np.array([39.0, 41.0])
    )

    assert found == pytest.approx([111.2, 8.39], rel=0.01)


def test_an_altitude_is_read_over():
    ring = [[*position, 5.0] for position in SQUARE]

    assert area([ring]).n_vertices == 4


@given(
    st.lists(st.tuples(st.floats(100, 120), st.floats(38, 50)), min_size=3, max_size=9),
    st.lists(st.tuples(st.floats(99, 121), st.floats(37, 51)), min_size=1, max_size=9),
)
def test_inside_agrees_with_shapely_on_star_shaped_outlines(
    corners: list[tuple[float, float]], points: list[tuple[float, float]]
):
    centre = np.mean(corners, axis=0)
    corners.sort(key=lambda c: np.arctan2(c[1] - centre[1], c[0] - centre[0]))
    shape = shapely.Polygon(corners)
    if not shape.is_valid or shape.area < 1e-6:
        return
    lon, lat = (np.array(part) for part in zip(*points, strict=True))
    clear = shapely.distance(shape.boundary, shapely.points(lon, lat)) > 1e-9

    found = area([[list(c) for c in [*corners, corners[0]]]]).contains(lon, lat)

    assert (found == shapely.contains_xy(shape, lon, lat))[clear].all()


@pytest.mark.parametrize(
    ("coordinates", "words"),
    [
        ([SQUARE[:-1]], "is not closed; repeat the first position at the end"),
        ([SQUARE[:2] + SQUARE[:1]], "has 3 positions; a closed ring has at least 4"),
        ([[[y, x] for x, y in SQUARE]], "position 0 is out of range"),
        ([[*SQUARE[:2], [True, 41.0], *SQUARE[3:]]], "position 2 is not a pair of fin"),
        ([[*SQUARE[:2], ["a", 41.0], *SQUARE[3:]]], "position 2 is not a pair of fin"),
        ([[*SQUARE[:2], [112.0], *SQUARE[3:]]], "position 2 is not a pair [long"),
        ([[*SQUARE[:2], 7, *SQUARE[3:]]], "position 2 is not a pair [longitude"),
        ([[[110.0, 40.0]] * 4], "encloses no area"),
        ([[[110.0, 40.0], [111.0, 41.0], [112.0, 42.0], [110.0, 40.0]]], "no area"),
        (["ring"], "is not a list of [longitude, latitude] pairs"),
        ([], "polygon 0 is not a list of rings"),
        ("x", "polygon 0 is not a list of rings"),
    ],
)
def test_a_faulty_ring_is_refused_with_what_to_do(coordinates: object, words: str):
    assert words in faults(coordinates)[0]


def test_a_far_too_large_number_is_refused():
    assert "not a pair of finite numbers" in faults([[[10**400, 0], *SQUARE[1:]]])[0]


def test_every_faulty_ring_is_listed_but_no_more_than_ten():
    found = faults([[SQUARE[:-1]]] * 30, "MultiPolygon")

    assert len(found) == 10
    assert found[1].startswith("polygon 1, ring 0: ")


def test_an_empty_list_of_polygons_is_refused():
    assert faults([], "MultiPolygon") == [
        "coordinates are empty; expected at least one polygon"
    ]


def test_too_many_corners_are_refused():
    angles = np.linspace(0, 2 * np.pi, MAX_VERTICES + 1)
    ring = np.stack([110 + np.cos(angles), 41 + np.sin(angles)], axis=1).tolist()
    ring[-1] = ring[0]

    assert faults([ring]) == [
        f"has more than {MAX_VERTICES} corners; simplify the outline"
    ]
