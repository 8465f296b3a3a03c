"""What a constraint layer must be before anything is tested against it."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
from shapely.geometry import LineString, Point, Polygon, box

from geo_zs.errors import CrsError, RecordError
from geo_zs.register.constraint_layer import (
    MOST_FEATURES,
    ConstraintLayer,
    check_layer,
    features_of,
)

SQUARE = box(110, 40, 110.1, 40.1)


def layer(*shapes, labels=None, **more):
    given = np.full(len(shapes) or 1, None, dtype=object)
    given[:] = shapes or [SQUARE]
    values = {"name_zh": "红线", "name_en": "", "meaning": "forbidden", **more}
    return ConstraintLayer("", features=features_of(given, labels), **values)


def faults(one):
    with pytest.raises(RecordError) as error:
        check_layer(one)
    return {(fault.field, fault.row): fault.message for fault in error.value.problems}


def test_sound_layer_is_taken():
    check_layer(layer())
    check_layer(layer(Point(110, 40), LineString([(1, 1), (2, 2)]), buffer_m=50))
    check_layer(layer(date="2023-03", covers=("150000", "150206"), league="150200"))


@pytest.mark.parametrize(
    ("field", "values", "message"),
    [
        ("name_zh", {"name_zh": "  "}, "is empty; expected the name"),
        (
            "name_zh",
            {"name_zh": "名" * 101},
            "has 101 characters; expected at most 100",
        ),
        ("name_en", {"name_en": "a\0b"}, "and no NUL"),
        ("name_en", {"name_en": "a\ud800"}, "half a character"),
        ("meaning", {"meaning": "bad"}, "is 'bad'; expected one of forbidden, cond"),
        ("buffer_m", {"buffer_m": -1.0}, "is -1.0; expected metres from 0 to 50000"),
        ("buffer_m", {"buffer_m": float("nan")}, "is nan; expected metres"),
        ("buffer_m", {"buffer_m": "100"}, "is '100'; expected metres"),
        ("buffer_m", {"buffer_m": 50_001.0}, "is 50001.0; expected metres"),
        ("condition", {"meaning": "conditional"}, "needs the condition in words"),
        (
            "condition",
            {"meaning": "conditional", "condition": "\u200b"},
            "needs the condition in words",
        ),
        ("date", {"date": "2023-13"}, "is '2023-13'; expected 2023, 2023-03 or"),
        ("visibility", {"visibility": "secret"}, "is 'secret'; expected public or"),
        ("league", {"league": "110000"}, "is '110000'; expected the code"),
        ("covers", {"covers": ("150200", "包头")}, "holds ['包头']; expected codes"),
    ],
)
def test_field_that_cannot_be_kept_is_told(field, values, message):
    assert message in faults(layer(**values))[field, None]


def test_all_faults_are_told_at_once():
    found = faults(layer(Point(500000, 4e6), name_zh="", meaning="x"))

    assert {field for field, _ in found} == {"name_zh", "meaning", "features"}


@pytest.mark.parametrize(
    ("shape", "message"),
    [
        (None, "has no shape; leave it out"),
        (Polygon(), "has no shape; leave it out"),
        (box(5e5, 4e6, 6e5, 5e6), "no degrees on earth; expected EPSG:4326"),
        (Point(110, np.nan), "no degrees on earth"),
        (Point(110, 40), "has no area; give the layer a buffer"),
        (LineString([(110, 40), (111, 41)]), "has no area; give the layer a buffer"),
        (
            Polygon(
                np.column_stack(
                    [
                        110 + np.cos(np.linspace(0, 6.28, 20001)),
                        40 + np.sin(np.linspace(0, 6.28, 20001)),
                    ]
                )
            ),
            "has more than 20000 corners; cut it into parts",
        ),
    ],
)
def test_feature_that_cannot_be_tested_is_told_with_its_row(shape, message):
    assert message in faults(layer(SQUARE, shape))["features", 2]


def test_label_that_cannot_be_kept_is_told():
    found = faults(layer(SQUARE, SQUARE, labels=["甲", "x" * 201]))

    assert "a label of over 200 characters" in found["features", 2]


def test_layer_without_features_and_with_too_many_is_refused():
    empty = ConstraintLayer(
        "", "红线", "", "forbidden", features_of(np.array([], dtype=object))
    )
    crowd = layer(*[SQUARE] * (MOST_FEATURES + 1))

    assert "holds no feature" in faults(empty)["features", None]
    assert "expected at most 20000" in faults(crowd)["features", None]


def test_features_in_another_reference_system_are_refused():
    frame = gpd.GeoDataFrame(geometry=[SQUARE], crs="EPSG:3857")

    with pytest.raises(CrsError, match="EPSG:3857"):
        ConstraintLayer("", "红线", "", "forbidden", frame)


def test_fingerprint_is_that_of_shapes_and_buffer():
    one = layer(SQUARE)

    assert one.fingerprint == layer(SQUARE, name_zh="别名").fingerprint
    assert one.fingerprint != layer(SQUARE, buffer_m=1.0).fingerprint
    assert one.fingerprint != layer(box(110, 40, 110.1, 40.2)).fingerprint


def test_names_fall_back_to_the_chinese_one():
    assert layer().names == ("红线", "红线")
    assert layer(name_en="Red line").names == ("红线", "Red line")
