"""Nodes are joined to lines in their order; every fault is listed."""

from __future__ import annotations

import pandas as pd
import pytest

from geo_zs.errors import DataError
from geo_zs.layers.rail_lines import line_shapes


@pytest.fixture
def nodes() -> pd.DataFrame:
    return pd.DataFrame(
        {"node_id": ["a", "b", "c"], "lon": [1.0, 2.0, None], "lat": [5.0, 6.0, None]}
    )


@pytest.fixture
def lines() -> pd.DataFrame:
    return pd.DataFrame({"line_id": ["x"]})


def test_line_follows_the_order_numbers_not_the_rows(lines, nodes):
    order = pd.DataFrame({"line_id": ["x", "x"], "seq": [2, 1], "node_id": ["a", "b"]})

    shapes = line_shapes(lines, order, nodes)

    assert shapes.index.tolist() == ["x"]
    assert list(shapes["x"].coords) == [(2.0, 6.0), (1.0, 5.0)]
    assert shapes.crs.to_epsg() == 4326


def test_all_faults_are_listed(lines, nodes):
    order = pd.DataFrame(
        {
            "line_id": ["x", "x", "y"],
            "seq": [1, 1, 1],
            "node_id": ["a", "z", "c"],
        }
    )
    lines = pd.DataFrame({"line_id": ["x", "w"]})

    with pytest.raises(DataError) as caught:
        line_shapes(lines, order, nodes)

    assert [(p.row, p.message) for p in caught.value.problems] == [
        (3, "'z' is not in rail_nodes.csv"),
        (4, "'y' is not in rail_lines.csv"),
        (4, "'c' has no point, so the line cannot pass it"),
        (3, "this order number stands twice in the line"),
        (None, "'w' has fewer than two nodes"),
    ]
