"""An area as text: pairs, a box, full-width signs, and what cannot be read."""

from __future__ import annotations

import pytest

from webapp.match.area import (
    MAX_CORNERS,
    AreaTextError,
    corners_text,
    polygon,
    read_corners,
)

SQUARE = ((106.0, 38.0), (112.0, 38.0), (112.0, 42.0), (106.0, 42.0))


@pytest.mark.parametrize(
    "text",
    [
        "106,38;112,38;112,42;106,42",
        "106,38;112,38;112,42;106,42;106,38",
        " 106 38; 112 38 ;112 42;106 42; ",
        "106，38；112，38；112，42；106，42",
        "106,38\n112,38\r\n112,42\n106,42",
        "106,38,112,42",
    ],
)
def test_same_square_is_read_from_every_way_of_writing_it(text):
    assert read_corners(text) == SQUARE


def test_text_of_an_outline_is_read_again_as_the_same():
    corners = ((106.1235, 38.5), (112.0, 38.0), (110.25, 42.0))

    assert corners_text(corners) == "106.1235,38.5;112,38;110.25,42"
    assert read_corners(corners_text(corners)) == corners


def test_corners_are_rounded_to_ten_metres():
    assert read_corners("106.123456,38;112,38;112,42")[0] == (106.1235, 38.0)


def test_polygon_is_closed_and_longitude_comes_first():
    assert polygon(SQUARE) == {
        "type": "Polygon",
        "coordinates": [
            [[106.0, 38.0], [112.0, 38.0], [112.0, 42.0], [106.0, 42.0], [106.0, 38.0]]
        ],
    }


@pytest.mark.parametrize(
    ("text", "key", "values"),
    [
        ("112,38,106,42", "area_box", {}),
        ("106,38;x,38;112,42", "area_pair", {"at": 2, "value": "x,38"}),
        ("106,38;112;112,42", "area_pair", {"at": 2, "value": "112"}),
        ("106,38;1e9,38;112,42", "area_pair", {"at": 2, "value": "1e9,38"}),
        ("106,38;nan,38;112,42", "area_pair", {"at": 2, "value": "nan,38"}),
        ("38,106;38,112;42,112", "area_range", {"at": 1}),
        ("106,38;112,38;106,38", "area_few", {}),
        ("106,38", "area_few", {}),
        ("<script>", "area_pair", {"at": 1, "value": "<script>"}),
    ],
)
def test_outline_that_cannot_be_read_says_which_corner(text, key, values):
    with pytest.raises(AreaTextError) as caught:
        read_corners(text)

    assert (caught.value.key, caught.value.values) == (key, values)


def test_outline_with_too_many_corners_is_refused():
    text = ";".join(f"{100 + at / 100},40" for at in range(MAX_CORNERS + 1))

    with pytest.raises(AreaTextError) as caught:
        read_corners(text)

    assert caught.value.key == "area_many"
