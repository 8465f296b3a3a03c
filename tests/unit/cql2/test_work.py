"""A filter that would take too long is refused before it is begun."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo_zs.cql2 import Cql2Error, mask, parse
from geo_zs.cql2 import evaluate as evaluation
from geo_zs.cql2.expression import Geometry, Operation, Property
from geo_zs.cql2.standard_functions import STANDARD
from geo_zs.cql2.work import MOST_WORK, positions_of, work


def _work(text: str, rows: int = 1000) -> int:
    return work(parse(text), rows, STANDARD)


def test_work_grows_with_rows_and_conditions():
    assert _work("a = 1", 2000) == 2 * _work("a = 1", 1000)
    assert _work("a = 1 AND a = 2") > 2 * _work("a = 1")


def test_dear_operations_weigh_more():
    plain = _work("a = 'x'")

    assert _work("a LIKE 'x%'") > plain
    assert _work("a LIKE CASEI('" + "_" * 1000 + "')") > 40 * _work("a LIKE CASEI('_')")
    assert _work("area_km2(geom) > 1") > _work("length(a) > 1") > plain
    prepared = _work("S_EQUALS(geom, POINT(1 1))")
    assert prepared > plain
    assert _work("S_EQUALS(geom, other)") > 10 * prepared


def test_a_shape_of_many_positions_weighs_more_than_a_point():
    circle = Geometry(shapely.Point(1, 1).buffer(1, quad_segs=1000))
    point = Geometry(shapely.Point(1, 1))

    heavy, light = (
        work(Operation("s_touches", (Property("geom"), one)), 1000, STANDARD)
        for one in (circle, point)
    )
    assert heavy > light


def test_filter_beyond_the_bound_is_refused_unbegun(monkeypatch):
    frame = pd.DataFrame({"a": ["x"] * 50_000})
    text = " OR ".join(f"ACCENTI(a) = 'y{n}'" for n in range(60))
    monkeypatch.setattr(evaluation, "column", lambda *_, **__: pytest.fail("begun"))

    with pytest.raises(Cql2Error, match=f"{MOST_WORK:,}") as caught:
        mask(frame, parse(text))

    assert "50,000" in caught.value.zh


def test_what_a_person_asks_of_a_large_layer_is_within_the_bound():
    text = (
        "CASEI(name) LIKE CASEI('%wind%') AND area BETWEEN 10 AND 20 "
        "AND S_INTERSECTS(geom, BBOX(105, 40, 115, 50)) "
        "AND founded > DATE('2000-01-01')"
    )

    assert _work(text, 200_000) < MOST_WORK


def _scribble(count: int) -> shapely.LineString:
    """Return a line whose segments all cross the middle, so that all cross all."""
    turn = np.arange(count) * (np.pi + np.pi / count)
    return shapely.linestrings(np.column_stack([np.cos(turn), np.sin(turn)]))


def _asked(op: str, *shapes: shapely.Geometry) -> Operation:
    sides = [Geometry(shape) for shape in shapes]
    return Operation(op, (*([Property("geometry")] * (2 - len(sides))), *sides))


@pytest.mark.parametrize(
    "asked",
    [
        _asked("s_crosses", _scribble(4900)),
        _asked("s_within", shapely.Polygon(_scribble(600).coords)),
        _asked(
            "s_touches",
            shapely.MultiPolygon(
                [shapely.box(0, 0, 9 + n, 9 - n / 99) for n in range(400)]
            ),
        ),
        _asked(
            "s_crosses",
            shapely.MultiLineString([[(n, 0), (n, 2000)] for n in range(2000)]),
            shapely.MultiLineString([[(0, n), (2000, n)] for n in range(2000)]),
        ),
        parse(" OR ".join(["S_OVERLAPS(geometry, geometry)"] * 200)),
        parse(" OR ".join(["S_TOUCHES(geometry, POINT(1 1))"] * 300)),
        parse(" OR ".join(["area_km2(geometry) > 5"] * 400)),
    ],
)
def test_work_that_nothing_could_interrupt_is_refused(asked, monkeypatch):
    """Relations to scribbles and of large shapes: minutes in one call of GEOS."""
    outline = shapely.Point(1, 1).buffer(1, quad_segs=56)
    frame = gpd.GeoDataFrame(geometry=[outline] * 100, crs=4326)
    monkeypatch.setattr(evaluation, "column", lambda *_, **__: pytest.fail("begun"))
    monkeypatch.setattr(evaluation, "literal", lambda *_: pytest.fail("begun"))

    with pytest.raises(Cql2Error, match="simpler shapes"):
        mask(frame, asked)


def test_shape_of_very_many_positions_is_no_scribble():
    outline = shapely.Point(1, 1).buffer(1, quad_segs=1249)
    frame = gpd.GeoDataFrame(geometry=[shapely.Point(1, 1)] * 1000, crs=4326)
    frame.loc[0, "geometry"] = shapely.Point(9, 9)

    assert mask(frame, _asked("s_within", outline)).sum() == 999
    assert work(_asked("s_within", outline), 100_000, STANDARD) < MOST_WORK


def test_positions_of_the_features_count_only_where_they_are_looked_at():
    frame = gpd.GeoDataFrame({"a": [1]}, geometry=[shapely.box(0, 0, 1, 1)], crs=4326)
    frame["other"] = gpd.GeoSeries([shapely.Point(1, 1)], crs=4326)

    assert positions_of(frame, parse("S_TOUCHES(geometry, POINT(1 1))")) == 6
    assert positions_of(frame, parse("area_km2(geometry) > 1")) == 6
    assert positions_of(frame, parse("a = 1 AND geometry IS NOT NULL")) == 0
