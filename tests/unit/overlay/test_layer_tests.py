"""Constraint layers tested on outlines, points with a radius, and whole banners."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import LineString, MultiPolygon, Polygon, box

from geo_zs.overlay.constraints import ConstraintTests
from geo_zs.overlay.layer_test import layer_test
from geo_zs.overlay.placing import place_projects
from geo_zs.overlay.tested_places import of_projects
from geo_zs.register.constraint_layer import ConstraintLayer, features_of

#: 0.02 by 0.01 degrees in the first banner of the sample region.
PLOT = box(110.30, 40.30, 110.32, 40.31)


def layer(*shapes, meaning="forbidden", buffer_m=0.0, **more):
    given = np.full(len(shapes), None, dtype=object)
    given[:] = shapes
    return ConstraintLayer(
        more.pop("layer_id", "C-000001"),
        "生态红线",
        "Red line",
        meaning,
        features_of(given, more.pop("labels", None)),
        buffer_m,
        **more,
    )


@pytest.fixture
def places(project_frame, ground):
    def make(*rows, shapes=None):
        frame = project_frame(*rows, shapes=shapes)
        return of_projects(place_projects(frame, ground), ground)

    return make


def shares(test, row=0):
    part = test.share
    return part.value[row], part.low[row], part.high[row]


@pytest.mark.parametrize(
    ("feature", "share", "status"),
    [
        # the left half of the plot
        (box(110.29, 40.29, 110.31, 40.32), 0.5, "part"),
        (box(110.0, 40.0, 111.0, 41.0), 1.0, "whole"),
        (PLOT, 1.0, "whole"),
        # shares its left edge, and a corner, only
        (box(110.29, 40.30, 110.30, 40.31), 0.0, "clear"),
        (box(110.32, 40.31, 110.33, 40.32), 0.0, "clear"),
        (box(115.0, 40.0, 116.0, 41.0), 0.0, "clear"),
        # reaches over the left edge by a ten-thousandth of a millimetre
        (box(110.29, 40.30, 110.30 + 1e-12, 40.31), 0.0, "clear"),
        # two parts of a tenth each
        (
            MultiPolygon(
                [
                    box(110.30, 40.29, 110.302, 40.32),
                    box(110.31, 40.29, 110.312, 40.32),
                ]
            ),
            0.2,
            "part",
        ),
    ],
)
def test_outline_is_touched_by_its_exact_share(places, feature, share, status):
    found = layer_test(layer(feature), places({}, shapes=[PLOT]))

    assert shares(found) == pytest.approx((share,) * 3, abs=1e-6)
    assert found.status[0] == status


def test_hole_of_a_feature_is_free(places):
    hole = box(110.30, 40.30, 110.31, 40.31)
    ring = Polygon(box(110.2, 40.2, 110.4, 40.4).exterior, [hole.exterior])

    found = layer_test(layer(ring), places({}, shapes=[PLOT]))

    assert shares(found)[0] == pytest.approx(0.5, abs=1e-6)


def test_hole_of_an_outline_does_not_count_as_its_area(places):
    hole = box(110.30, 40.302, 110.31, 40.308)
    plot = Polygon(PLOT.exterior, [box(110.302, 40.302, 110.308, 40.308).exterior])

    found = layer_test(layer(hole), places({}, shapes=[plot]))

    # Of the feature 0.01 × 0.006 only two strips of 0.002 × 0.006 are land of the
    # plot, which has 0.02 × 0.01 − 0.006 × 0.006 square degrees.
    assert shares(found)[0] == pytest.approx(0.000024 / 0.000164, rel=1e-3)


def test_what_two_features_touch_counts_once(places):
    same = box(110.29, 40.29, 110.31, 40.32)

    found = layer_test(layer(same, same), places({}, shapes=[PLOT]))

    assert shares(found)[0] == pytest.approx(0.5, abs=1e-6)


def test_buffer_counts_in_metres(places):
    # The feature ends 847.68 / 2 m west of the plot (0.005 degrees at 40.3° north:
    # 425.1 m); a buffer of 425.1 m + a fifth of the plot's 1700.5 m touches a fifth.
    feature = box(110.2, 40.2, 110.295, 40.4)

    clear = layer_test(layer(feature, buffer_m=420.0), places({}, shapes=[PLOT]))
    fifth = layer_test(layer(feature, buffer_m=765.2), places({}, shapes=[PLOT]))

    assert shares(clear) == (0.0, 0.0, 0.0)
    assert shares(fifth)[0] == pytest.approx(0.2, abs=0.001)
    assert fifth.km.value[0] == pytest.approx(0.4251, abs=0.0005)


def test_line_with_a_buffer_is_a_band(places):
    line = LineString([(110.31, 40.0), (110.31, 41.0)])

    found = layer_test(layer(line, buffer_m=170.05), places({}, shapes=[PLOT]))

    # 340.1 m of 1700.5 m.
    assert shares(found)[0] == pytest.approx(0.2, abs=0.001)


@pytest.mark.parametrize(
    ("feature", "buffer_m", "expected", "status"),
    [
        # The point is good to 2 km. Far away: free for certain.
        (box(111.0, 40.0, 112.0, 41.0), 0.0, (0, 0, 0), "clear"),
        # 1.70 km away, within its radius.
        (box(110.52, 40.0, 111.0, 41.0), 0.0, (0, 0, 1), "possible"),
        # 4.24 km away, 3 km of buffer and 2 km of radius.
        (box(110.55, 40.0, 111.0, 41.0), 3000.0, (0, 0, 1), "possible"),
        # 4.24 km away, 2 km of buffer and 2 km of radius.
        (box(110.55, 40.0, 111.0, 41.0), 2000.0, (0, 0, 0), "clear"),
        # The point is inside, less than 2 km from the edge.
        (box(110.49, 40.0, 111.0, 41.0), 0.0, (1, 0, 1), "possible"),
        # The whole circle is inside.
        (box(110.4, 40.4, 110.6, 40.6), 0.0, (1, 1, 1), "whole"),
        # Inside thanks to the buffer: 0.85 km outside, 4 km of buffer.
        (box(110.51, 40.0, 111.0, 41.0), 4000.0, (1, 1, 1), "whole"),
    ],
)
def test_point_stands_for_all_that_its_radius_holds(
    places, feature, buffer_m, expected, status
):
    found = layer_test(
        layer(feature, buffer_m=buffer_m), places({"lon": 110.5, "lat": 40.5})
    )

    assert shares(found) == expected
    assert found.status[0] == status


def test_distance_to_a_feature_is_an_interval(places):
    found = layer_test(
        layer(box(110.55, 40.0, 111.0, 41.0)),
        places({"lon": 110.5, "lat": 40.5}, {}, shapes=[None, PLOT]),
    )

    # 0.05 degrees at 40.5° north: 4.238 km; the point is good to 2 km.
    assert (found.km.low[0], found.km.value[0], found.km.high[0]) == pytest.approx(
        (2.238, 4.238, 6.238), abs=0.001
    )
    assert found.km.low[1] == found.km.value[1] == found.km.high[1]


@pytest.mark.parametrize(
    ("feature", "expected", "status"),
    [
        (box(113.5, 40.0, 114.0, 41.0), (0, 0, 0), "clear"),
        (box(109.0, 39.0, 115.0, 42.0), (1, 1, 1), "whole"),
        (box(110.0, 40.0, 110.5, 41.0), (0.5, 0, 1), "possible"),
        # the banner next to it, up to the common border
        (box(111.0, 40.0, 112.0, 41.0), (0, 0, 0), "clear"),
    ],
)
def test_place_known_by_its_banner_is_none_some_or_all(
    places, feature, expected, status
):
    found = layer_test(layer(feature), places({"banner": "150102"}))

    assert shares(found) == pytest.approx(expected, abs=1e-3)
    assert found.status[0] == status


def test_unknown_place_is_not_tested(places):
    found = layer_test(layer(PLOT), places({"name_zh": "无处"}))

    assert found.status[0] == "not_tested"
    assert np.isnan(found.share.value[0])
    assert np.isnan(found.km.value[0])


def test_layer_that_does_not_cover_a_place_has_not_tested_it(places):
    rows = places(
        {},
        {},
        {"banner": "150202"},
        shapes=[PLOT, box(112.3, 40.3, 112.31, 40.31), None],
    )
    half = box(110.29, 40.29, 110.31, 40.32)

    found = layer_test(layer(half, covers=("150200",)), rows)

    # A hit is a hit, of at least so much; elsewhere nobody looked.
    assert shares(found, 0) == pytest.approx((0.5, 0.5, 1.0), abs=1e-6)
    assert found.status.tolist() == ["part", "clear", "clear"]
    outside = layer_test(layer(half, covers=("150103",)), rows)
    assert outside.status.tolist() == ["part", "not_tested", "not_tested"]


def test_outline_over_two_banners_needs_both_covered(places):
    plot = box(110.99, 40.3, 111.01, 40.31)
    far = box(112.9, 40.9, 112.95, 40.95)

    one = layer_test(layer(far, covers=("150103",)), places({}, shapes=[plot]))
    both = layer_test(layer(far, covers=("150100",)), places({}, shapes=[plot]))

    assert (one.status[0], both.status[0]) == ("not_tested", "clear")


def test_without_a_layer_of_a_meaning_nothing_is_tested(places):
    tests = ConstraintTests.of(
        [layer(PLOT, meaning="conditional", condition="须补划")],
        places({}, shapes=[PLOT]),
    )

    assert tests.status("forbidden").tolist() == ["not_tested"]
    assert np.isnan(tests.share("forbidden").high[0])
    assert tests.status("conditional").tolist() == ["whole"]
    said = tests.to_dict(0, "zh")
    assert said["forbidden"]["text"] == "未检验：没有“禁止”类的约束图层"
    assert said["forbidden"]["status"] == "not_tested"
    assert said["conditional"]["layers"][0]["text"] == "全部位于“生态红线”内"
    assert said["tested_on"]["text"] == "按图形检验"


def test_layers_of_one_meaning_are_summed_up_as_an_interval(places):
    quarter = box(110.29, 40.29, 110.305, 40.32)
    half = box(110.29, 40.29, 110.31, 40.32)
    tests = ConstraintTests.of(
        [layer(quarter), layer(half, layer_id="C-000002")],
        places({}, shapes=[PLOT]),
    )

    share = tests.share("forbidden")

    # They overlap or not: at least the larger, at most the sum.
    assert (share.low[0], share.high[0]) == pytest.approx((0.5, 0.75), abs=1e-6)


def test_layer_that_was_not_tested_keeps_a_clear_one_from_clearing(places):
    far = box(112.9, 40.9, 112.95, 40.95)
    tests = ConstraintTests.of(
        [layer(far), layer(far, layer_id="C-000002", covers=("150202",))],
        places({}, shapes=[PLOT]),
    )

    assert tests.status("forbidden").tolist() == ["not_tested"]
    assert np.isnan(tests.share("forbidden").low[0])


def test_layer_that_was_not_tested_may_touch_all_the_rest(places):
    half = box(110.29, 40.29, 110.31, 40.32)
    far = box(112.9, 40.9, 112.95, 40.95)
    tests = ConstraintTests.of(
        [layer(half), layer(far, layer_id="C-000002", covers=("150202",))],
        places({}, shapes=[PLOT]),
    )

    share = tests.share("forbidden")

    assert tests.status("forbidden").tolist() == ["part"]
    assert (share.low[0], share.high[0]) == pytest.approx((0.5, 1.0), abs=1e-6)


def test_nearest_feature_is_named_by_its_label(places):
    tests = ConstraintTests.of(
        [
            layer(
                None,
                box(110.4, 40.3, 110.41, 40.31),
                box(111.4, 40.3, 111.41, 40.31),
                labels=["无形", "甲湿地", "乙湿地"],
                buffer_m=100.0,
            )
        ],
        places({}, shapes=[PLOT]),
    )

    entry = tests.to_dict(0, "en")["forbidden"]["layers"][0]

    assert entry["nearest_label"] == "甲湿地"
    # 0.08 degrees at 40.31° north.
    assert entry["nearest_km"] == pytest.approx(6.80, abs=0.01)
    assert entry["text"] == (
        "Does not touch Red line (with 100 m round it); nearest feature 6.8 km"
    )


def test_bow_tie_feature_is_tested_as_its_wings(places):
    bow = Polygon([(110.30, 40.30), (110.32, 40.31), (110.32, 40.30), (110.30, 40.31)])

    found = layer_test(layer(bow), places({}, shapes=[PLOT]))

    assert shares(found)[0] == pytest.approx(0.5, abs=1e-3)


def test_many_places_of_one_banner_are_tested_like_one(places):
    feature = box(110.0, 40.0, 110.5, 41.0)
    rows = [{"banner": "150102"}] * 300 + [{"banner": "150103"}] * 300

    found = layer_test(layer(feature), places(*rows))

    assert set(found.status[:300]) == {"possible"}
    assert set(found.status[300:]) == {"clear"}
    # From the border at 111° to the feature's edge at 110.5°: 42 km.
    assert found.km.low[599] == pytest.approx(41.97, abs=0.5)


def test_no_places_is_no_work(project_frame, ground):
    frame = project_frame({"lon": 110.5, "lat": 40.5}).iloc[:0]
    nobody = of_projects(place_projects(frame, ground), ground)

    assert layer_test(layer(PLOT), nobody).status.size == 0
