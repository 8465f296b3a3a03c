"""Located projects as a layer: no point unless it is the project's own."""

from __future__ import annotations

import shapely

from geo_zs.paths import tables_dir
from geo_zs.projects.layer import project_layer


def test_only_own_points_become_geometry(projects, boundaries, parks, labels):
    frame = projects(
        {"lon": 111.5, "lat": 40.5},
        {"park_id": "site"},
        {"lon": 100.0, "lat": 30.0, "league": "150100"},
        {},
    )

    layer = project_layer(frame, boundaries, parks, labels, tables_dir())

    assert layer.frame.geometry["P1"] == shapely.Point(111.5, 40.5)
    assert layer.frame.geometry[["P2", "P3", "P4"]].isna().all()
    assert layer.display["basis"].tolist() == ["own", "park", "league", "none"]
    assert layer.display["is_approximate"].tolist() == [False, True, True, True]
    assert layer.display.loc["P2", ["lon", "lat"]].tolist() == [111.2, 40.2]


def test_added_columns_are_described_in_both_languages(
    projects, boundaries, parks, labels
):
    layer = project_layer(projects({}), boundaries, parks, labels, tables_dir())

    described = {field.name: field for field in layer.spec.columns}
    assert described["located_by"].title_zh == "定位方式"
    assert described["unlocated_reason"].type == "string"
    assert described["pledged_cny_1e8"].unit
