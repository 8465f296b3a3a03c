"""A filter that would take too long is refused before it is begun."""

from __future__ import annotations

import pandas as pd
import pytest
import shapely

from geo_zs.cql2 import Cql2Error, mask, parse
from geo_zs.cql2 import evaluate as evaluation
from geo_zs.cql2.expression import Geometry, Operation, Property
from geo_zs.cql2.standard_functions import STANDARD
from geo_zs.cql2.work import MOST_WORK, work


def _work(text: str, rows: int = 1000) -> int:
    return work(parse(text), rows, STANDARD)


def test_work_grows_with_rows_and_conditions():
    assert _work("a = 1", 2000) == 2 * _work("a = 1", 1000)
    assert _work("a = 1 AND a = 2") > 2 * _work("a = 1")


def test_dear_operations_weigh_more():
    plain = _work("a = 'x'")

    assert _work("a LIKE 'x%'") > plain
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
