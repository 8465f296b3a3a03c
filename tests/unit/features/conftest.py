"""A small collection whose rows a reader can check by hand."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from geo_zs.features.collection import Collection
from geo_zs.features.frames import feature_frame, with_days
from geo_zs.features.properties import Property, typed_column

PROPERTIES = [
    Property("key", "string", "编号", "Key", role="id"),
    Property("name_zh", "string", "名称", "Name"),
    Property("kind", "string", "类型", "Kind", enum=("big", "small")),
    Property("area_ha", "number", "面积", "Area", unit="ha", minimum=0),
    Property("year", "integer", "年份", "Year"),
    Property("is_open", "boolean", "开放", "Open"),
    Property("tags", "array", "标签", "Tags"),
    Property("date", "string", "日期", "Date"),
]
ROWS = {
    "key": ["a", "b", "c", "d"],
    "name_zh": ["甲", "=1+1", None, "丁\"'"],
    "kind": ["big", "small", None, "big"],
    "area_ha": [1.5, 20.0, float("nan"), 0.0],
    "year": [2001, None, 2003, 2001],
    "is_open": [True, False, None, True],
    "tags": [("x", "y"), ("y",), (), None],
    "date": ["2023", "2023-03", None, "2023-03-15"],
}
#: A point in the east, a square that winds clockwise, nothing, a point far north.
SHAPES = [
    shapely.Point(111.12345678, 40.5),
    shapely.Polygon([(110, 40), (110, 41), (111, 41), (111, 40)]),
    None,
    shapely.Point(120, 50),
]


def make(geometry: str = "any", **changes: object) -> Collection:
    """Return the collection, some of its columns changed."""
    rows = {**ROWS, **changes}
    columns = {one.name: typed_column(rows[one.name], one.type) for one in PROPERTIES}
    properties, columns = with_days("date", list(PROPERTIES), columns)
    shapes = np.empty(len(SHAPES), dtype=object)
    shapes[:] = SHAPES
    return Collection(
        id="things",
        title_zh="物",
        title_en="Things",
        description_zh="四行",
        description_en="Four rows",
        geometry=geometry,
        frame=feature_frame(columns, shapes, rows["key"]),
        properties=tuple(properties),
        time="date",
        attribution="",
        version="1",
    )


@pytest.fixture
def things() -> Collection:
    return make()
