"""How much lines cross one another is told without crossing them."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from geo_zs.cql2.tangles import tangle
from geo_zs.features.published import collections_of

MANY = 10**9


def all_crossing(count: int) -> list[list[tuple[float, float]]]:
    """Return diagonals of one box, each of which meets the boxes of all others."""
    return [[(0.0, n / 999), (9.0, 9 + n / 999)] for n in range(count)]


@pytest.mark.parametrize("count", [40, 300, 1000])
def test_pairs_are_counted_less_eight_for_each_segment(count):
    lines = shapely.MultiLineString(all_crossing(count))

    # All pairs are n (n - 1) / 2, and 8 n of them are let pass.
    assert tangle(lines, MANY) == max(0, count * (count - 1) // 2 - 8 * count)


def test_counting_ends_when_there_are_enough():
    lines = shapely.MultiLineString(all_crossing(2000))

    assert 1000 < tangle(lines, 1000) < 600_000


@pytest.mark.parametrize(
    "shape",
    [
        shapely.Point(1, 1).buffer(1, quad_segs=1000),
        shapely.MultiPoint(np.arange(200.0).reshape(100, 2)),
        shapely.MultiPolygon([shapely.box(n, 0, n + 0.9, 1) for n in range(50)]),
        shapely.LineString([(n, n % 7) for n in range(500)]),
        shapely.from_wkt("GEOMETRYCOLLECTION EMPTY"),
        shapely.box(0, 0, 1, 1),
    ],
)
def test_outlines_are_no_tangle(shape):
    assert tangle(shape, MANY) == 0


def test_rings_and_members_of_collections_count_like_lines():
    lines = all_crossing(100)
    rings = [[*line, (9.0, 0.0), line[0]] for line in lines]
    members = [shapely.MultiLineString(lines), shapely.Point(1, 1)]

    assert tangle(shapely.GeometryCollection(members), MANY) == 4950 - 800
    assert tangle(shapely.MultiPolygon([[ring, []] for ring in rings]), MANY) > 4000


def test_boundaries_of_the_region_are_no_tangle(catalog):
    frame = collections_of(catalog)["banners"].frame

    assert len(frame) == 103
    assert not any(tangle(shape, MANY) for shape in frame.geometry)
