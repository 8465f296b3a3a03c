"""Pages tell times by the clock of the region, eight hours ahead of UTC."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
import shapely

from geo_zs.imports.batch import open_batch
from geo_zs.register.access import cli_actor
from geo_zs.register.constraint_layer import ConstraintLayer, features_of
from geo_zs.register.constraints import add_layer
from geo_zs.register.projects import update_project

EVENING = dt.datetime(2026, 3, 1, 17, 30, tzinfo=dt.UTC)


@pytest.fixture
def late(planner_register):
    """Change a project, add a layer and begin an import late in the evening of UTC."""
    register = dataclasses.replace(planner_register, clock=lambda: EVENING)
    layer = ConstraintLayer(
        layer_id="",
        name_zh="样例红线",
        name_en="",
        meaning="forbidden",
        league=None,
        features=features_of([shapely.box(109.8, 39.7, 109.9, 39.8)]),
    )
    with register.write(cli_actor()) as writer:
        update_project(writer, "R-000001", {"notes": "样例"}, version=1)
        add_layer(writer, layer)
        open_batch(writer, table="projects", file_name="样例.csv")


@pytest.mark.parametrize(
    "path",
    [
        "/planner",
        "/planner/import",
        "/planner/layers/C-000001",
        "/planner/projects/R-000001",
        "/admin/changes",
    ],
)
def test_time_is_that_of_the_region(late, admin_client, path):
    html = admin_client.get(path).get_data(as_text=True)

    assert "2026-03-02 01:30" in html
    assert "2026-03-01 17:30" not in html
