"""Geometry literals in another reference system than that of the features."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from pyproj import Transformer

from geo_zs.cql2 import Cql2Error, mask, parse
from geo_zs.cql2.expression import Box, Operation, Property
from geo_zs.cql2.reproject import reproject

FRAME = gpd.GeoDataFrame(
    geometry=gpd.points_from_xy([110, 179, -179, 40], [40, 10, 10, 80]),
    crs="EPSG:4326",
)


def turn(coordinates):
    """From latitude, longitude to longitude, latitude."""
    return coordinates[:, ::-1]


def from_mercator(coordinates):
    back = Transformer.from_crs("EPSG:3857", "EPSG:4326", always_xy=True)
    return np.column_stack(back.transform(*coordinates.T))


def found(text, transform):
    return mask(FRAME, reproject(parse(text), transform)).tolist()


def test_literals_in_latitude_and_longitude():
    inside = "S_INTERSECTS(geometry, POLYGON((39 109, 41 109, 41 111, 39 111, 39 109)))"

    assert found(inside, turn) == [1, 0, 0, 0]
    assert found("S_INTERSECTS(geom, BBOX(39, 109, 41, 111))", turn) == [1, 0, 0, 0]
    assert found("S_EQUALS(POINT(40 110), geom)", turn) == [1, 0, 0, 0]


def test_box_across_the_antimeridian_stays_so():
    box = Box((0.0, 170.0, 20.0, -170.0))
    expression = Operation("s_intersects", (Property("geom"), box))

    assert mask(FRAME, reproject(expression, turn)).tolist() == [0, 1, 1, 0]


def test_metres_of_mercator():
    forth = Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True)
    west, south = forth.transform(109, 39)
    east, north = forth.transform(111, 41)

    box = f"S_WITHIN(geom, BBOX({west}, {south}, 0, {east}, {north}, 9))"
    assert found(box, from_mercator) == [1, 0, 0, 0]


#: Boxes in the order of the axes of the filter → which of the four features.
LATITUDE_FIRST = {
    "39, 109, 41, 111": [1, 0, 0, 0],
    "39, 109, 0, 41, 111, 9": [1, 0, 0, 0],
    "0, 170, 20, -170": [0, 1, 1, 0],
    "79, 39, 81, 41": [0, 0, 0, 1],
}
LONGITUDE_FIRST = {
    "109, 39, 111, 41": [1, 0, 0, 0],
    "170, 0, -170, 20": [0, 1, 1, 0],
    "170, 0, 0, -170, 20, 9": [0, 1, 1, 0],
}


def filters_of(box: str) -> list[object]:
    """Return the filter for a box in both forms."""
    bounds = [float(bound) for bound in box.split(",")]
    args = [{"property": "geometry"}, {"bbox": bounds}]
    return [
        f"S_INTERSECTS(geometry, BBOX({box}))",
        {"op": "s_intersects", "args": args},
    ]


@pytest.mark.parametrize("box", LATITUDE_FIRST)
def test_box_whose_first_axis_is_latitude(box):
    for source in filters_of(box):
        assert found(source, turn) == LATITUDE_FIRST[box]


@pytest.mark.parametrize("box", LONGITUDE_FIRST)
def test_box_whose_first_axis_is_longitude(box):
    for source in filters_of(box):
        assert mask(FRAME, parse(source)).tolist() == LONGITUDE_FIRST[box]


@pytest.mark.parametrize(
    ("box", "says"),
    [
        ("41, 109, 39, 111", "south of the box lies above its north"),
        ("20, 170, 0, -170", "south of the box lies above its north"),
        ("39, 109, 9, 41, 111, 0", "lowest height"),
    ],
)
def test_box_that_is_wrong_where_latitude_is_first(box, says):
    for source in filters_of(box):
        with pytest.raises(Cql2Error, match=says) as caught:
            found(source, turn)
        assert caught.value.at in {23, "/args/1/bbox"}


@pytest.mark.parametrize("box", ["109, 41, 111, 39", "170, 20, -170, 0"])
def test_box_that_is_upside_down_where_longitude_is_first(box):
    for source in filters_of(box):
        with pytest.raises(Cql2Error, match="south of the box") as caught:
            mask(FRAME, parse(source))
        assert caught.value.at in {23, "/args/1/bbox"}


def test_literals_are_found_wherever_they_stand():
    text = (
        "NOT (name = 'x' OR S_INTERSECTS(geom, POINT(40 110))) AND "
        "A_CONTAINS(list, (POINT(40 110))) AND Foo(BBOX(0, 1, 2, 3)) = 1 AND "
        "T_AFTER(INTERVAL('2001-01-01', '..'), day)"
    )
    original = parse(text)

    turned = reproject(original, turn)

    assert "POINT (40 110)" not in str(turned)
    assert str(turned).count("POINT (110 40)") == 2
    assert "(1.0, 0.0, 3.0, 2.0)" in str(turned)
    assert reproject(turned, turn) == original


def test_places_in_the_filter_are_kept_for_errors():
    expression = reproject(parse("S_INTERSECTS(name, POINT(40 110))"), turn)

    assert isinstance(expression, Operation)
    assert [part.at for part in expression.args] == [13, 19]


@pytest.mark.parametrize(
    "literal", ["POINT(400 110)", "BBOX(0, 0, 400, 1)", "LINESTRING(0 0, 400 0)"]
)
def test_coordinates_outside_the_system_are_a_fault_at_their_place(literal):
    def strict(coordinates):
        inside = np.abs(coordinates) <= 180
        return np.where(inside, coordinates, np.inf)

    with pytest.raises(Cql2Error, match="outside") as caught:
        reproject(parse(f"S_INTERSECTS(geom, {literal})"), strict)

    assert caught.value.at == 19


def test_empty_geometry_stays_empty():
    expression = reproject(parse("S_INTERSECTS(geom, POINT EMPTY)"), turn)

    assert expression.args[1].shape.equals(shapely.Point())
    assert reproject(Box((1.0, 2.0, 3.0, 4.0)), turn).bounds == (2.0, 1.0, 4.0, 3.0)
