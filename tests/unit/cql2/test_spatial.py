"""Spatial predicates against shapely, one pair at a time, and traps of geometry."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_zs.cql2 import Cql2Error, mask, parse
from geo_zs.cql2.expression import SPATIAL, Box, Geometry, Operation, Property
from geo_zs.cql2.spatial import box_geometry

BOWTIE = "POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))"
SHAPES = [
    "POINT (1 1)",
    "POINT (2 2)",
    "POINT Z (1 1 7)",
    "POINT EMPTY",
    "MULTIPOINT (0 0, 1 1)",
    "LINESTRING (0 0, 2 2)",
    "LINESTRING (0 2, 2 0)",
    "LINESTRING (1 1, 3 3)",
    "MULTILINESTRING ((0 0, 1 0), (5 5, 6 6))",
    "POLYGON ((0 0, 2 0, 2 2, 0 2, 0 0))",
    "POLYGON ((0 0, 0 2, 2 2, 2 0, 0 0))",
    "POLYGON ((1 1, 3 1, 3 3, 1 3, 1 1))",
    "POLYGON ((2 0, 4 0, 4 2, 2 2, 2 0))",
    "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 1 8, 8 8, 8 1, 1 1))",
    "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))",
    "GEOMETRYCOLLECTION (POINT (1 1), LINESTRING (5 5, 6 6))",
    BOWTIE,
]


def _oracle(op, left, right) -> bool:
    """One pair, made valid, by the method of the geometry itself."""
    left, right = shapely.make_valid(left), shapely.make_valid(right)
    return bool(getattr(left, op.removeprefix("s_"))(right))


@pytest.fixture(scope="module")
def frame():
    shapes = [*shapely.from_wkt(SHAPES), None]
    return gpd.GeoDataFrame(
        {"other": gpd.GeoSeries(shapes[::-1])}, geometry=shapes, crs="EPSG:4326"
    )


@pytest.mark.parametrize("op", sorted(SPATIAL))
@pytest.mark.parametrize("wkt", SHAPES)
def test_predicate_agrees_with_shapely_pair_by_pair(frame, op, wkt):
    literal = shapely.from_wkt(wkt)
    shape = Property("geometry")
    known = np.array([one is not None for one in frame.geometry])

    found = mask(frame, Operation(op, (shape, Geometry(literal))))
    turned = mask(frame, Operation(op, (Geometry(literal), shape)))
    unknown = mask(
        frame,
        Operation("isNull", (Operation(op, (shape, Geometry(literal))),)),
    )

    assert unknown.tolist() == (~known).tolist()
    for position, geometry in enumerate(frame.geometry[known]):
        assert found[position] == _oracle(op, geometry, literal), geometry
        assert turned[position] == _oracle(op, literal, geometry), geometry


@pytest.mark.parametrize("op", sorted(SPATIAL))
def test_two_properties_relate_row_by_row(frame, op):
    found = mask(frame, Operation(op, (Property("geom"), Property("other"))))

    pairs = zip(frame.geometry, frame["other"], strict=True)
    assert found.tolist() == [
        a is not None and b is not None and _oracle(op, a, b) for a, b in pairs
    ]


@settings(max_examples=60, deadline=None)
@given(
    bounds=st.tuples(*[st.integers(-2, 4)] * 4),
    op=st.sampled_from(sorted(SPATIAL)),
)
def test_box_is_the_polygon_that_it_draws(bounds, op):
    west, east = sorted(bounds[:2])
    south, north = sorted(bounds[2:])
    shapes = shapely.from_wkt(SHAPES)
    frame = gpd.GeoDataFrame(geometry=shapes)
    box = Box((west, south, east, north))

    found = mask(frame, Operation(op, (Property("geom"), box)))

    drawn = shapely.make_valid(shapely.box(west, south, east, north))
    assert found.tolist() == [_oracle(op, shape, drawn) for shape in shapes]


POINTS = gpd.GeoDataFrame(
    geometry=gpd.points_from_xy([-180, -175, 0, 175, 180], [0, 0, 0, 0, 0])
)


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ("BBOX(170, -10, -170, 10)", [1, 1, 0, 1, 1]),
        ("BBOX(170, -10, -5, -170, 10, 5)", [1, 1, 0, 1, 1]),
        ("BBOX(-170, -10, 170, 10)", [0, 0, 1, 0, 0]),
        ("BBOX(175, -10, 175, 10)", [0, 0, 0, 1, 0]),
        ("BBOX(0, 0, 0, 0)", [0, 0, 1, 0, 0]),
        ("BBOX(180, -10, -180, 10)", [1, 0, 0, 0, 1]),
    ],
)
def test_box_across_the_antimeridian_and_without_width(box, expected):
    assert mask(POINTS, parse(f"S_INTERSECTS(geom, {box})")).tolist() == expected


def test_box_across_the_antimeridian_holds_what_lies_on_both_sides():
    islands = shapely.from_wkt("MULTIPOINT (175 1, -175 1)")
    frame = gpd.GeoDataFrame(geometry=[islands])

    assert mask(frame, parse("S_WITHIN(geom, BBOX(170, 0, -170, 2))")).all()
    assert not mask(frame, parse("S_WITHIN(geom, BBOX(170, 0, 180, 2))")).any()


def test_box_upside_down_is_a_fault():
    with pytest.raises(Cql2Error, match="south"):
        box_geometry((0.0, 9.0, 1.0, 8.0))


def test_heights_do_not_count():
    frame = gpd.GeoDataFrame(geometry=shapely.from_wkt(["POINT Z (1 1 900)"]))

    assert mask(frame, parse("S_WITHIN(geom, BBOX(0, 0, 0, 2, 2, 5))")).all()
    assert mask(frame, parse("S_EQUALS(geom, POINT(1 1))")).all()


def test_geometry_that_is_not_valid_is_made_valid():
    frame = gpd.GeoDataFrame(geometry=shapely.from_wkt([BOWTIE]))
    halves = "MULTIPOLYGON (((0 0, 1 1, 0 2, 0 0)), ((1 1, 2 0, 2 2, 1 1)))"

    assert mask(frame, parse(f"S_EQUALS(geom, {halves})")).all()
    assert frame.geometry.iloc[0].wkt == BOWTIE


def test_empty_geometry_is_disjoint_from_everything_and_not_unknown():
    frame = gpd.GeoDataFrame(geometry=[shapely.Point()])

    assert mask(frame, parse("S_DISJOINT(geom, POINT(1 1))")).all()
    assert mask(frame, parse("NOT S_INTERSECTS(geom, POINT(1 1))")).all()
    assert mask(frame, parse("geom IS NOT NULL")).all()


def test_many_points_agree_with_the_frame_itself():
    rng = np.random.default_rng(7)
    frame = gpd.GeoDataFrame(geometry=gpd.points_from_xy(*rng.uniform(0, 9, (2, 500))))
    ring = "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 1 8, 8 8, 8 1, 1 1))"

    found = mask(frame, parse(f"S_INTERSECTS(geom, {ring})"))

    assert found.tolist() == frame.intersects(shapely.from_wkt(ring)).tolist()
    assert 0 < found.sum() < 500


def test_star_that_crosses_itself_holds_its_middle():
    """Five lines through one another: 9.9 s for 300 if each crossing were kept."""
    turn = np.arange(5) * 4 * np.pi / 5
    star = shapely.Polygon(np.column_stack([np.cos(turn), np.sin(turn)]))
    frame = gpd.GeoDataFrame(geometry=[shapely.Point(0, 0)], crs=4326)
    asked = Operation("s_within", (Property("geometry"), Geometry(star)))

    assert not star.is_valid
    assert mask(frame, asked).tolist() == [True]
