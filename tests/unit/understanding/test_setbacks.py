"""How far away a project must be: never the same as how near."""

from __future__ import annotations

import pytest

from geo_zs.understanding.complete import complete, filled_from_text


@pytest.mark.parametrize(
    ("words", "layer", "km"),
    [
        ("离机场50公里以外", "airports", 50.0),
        ("机场30公里外", "airports", 30.0),
        ("离铁路线10公里以外", "rail_lines", 10.0),
        ("距火车站5公里之外", "rail_nodes", 5.0),
        ("距口岸不少于20公里", "ports", 20.0),
        ("至少离机场20公里", "airports", 20.0),
        ("距机场80公里以上", "airports", 80.0),
        ("远离机场30公里", "airports", 30.0),
        ("避开机场20公里范围内", "airports", 20.0),
        ("不在机场20公里以内", "airports", 20.0),
        ("30公里内不得有机场", "airports", 30.0),
        ("离电厂3公里以上", "power_plants", 3.0),
        ("outside 30 km of an airport", "airports", 30.0),
        ("not within 20 km of an airport", "airports", 20.0),
        ("must not be within 20 km of a power plant", "power_plants", 20.0),
        ("more than 50 km from an airport", "airports", 50.0),
        ("at least 30 km away from railway lines", "rail_lines", 30.0),
        ("no closer than 30 km to a port", "ports", 30.0),
        ("keep 30 km away from airports", "airports", 30.0),
    ],
)
def test_smallest_distance_to_a_layer_is_a_setback(understand, words, layer, km):
    found = understand(f"多晶硅，{words}")

    assert found.request == {"limits": {"setbacks": {layer: km}}}
    assert [one.text for one in found.phrases[1:]] == [words]
    assert found.not_understood == ()


@pytest.mark.parametrize(
    "words",
    [
        "距满洲里口岸100公里以外",  # of one port, not of all
        "距公路口岸100公里以外",
        "距离居民区5公里以外",
        "距铁路专用线5公里以外",
        "距呼和浩特50公里以外",
        "more than 5 km from a village",
    ],
)
def test_smallest_distance_to_what_is_no_layer_is_not_used(understand, words):
    found = understand(f"多晶硅，{words}")

    assert found.request == {}
    assert len(found.not_understood) == 1
    assert [one.code for one in found.hints] == ["setback"]


@pytest.mark.parametrize(
    "words", ["离机场30-50公里以外", "距机场0公里以外", "无需距铁路30公里以内"]
)
def test_distance_without_a_clear_sense_is_not_understood(understand, words):
    found = understand(f"多晶硅，{words}")

    assert found.request == {}
    assert len(found.not_understood) == 1


@pytest.mark.parametrize(
    ("words", "limits"),
    [
        ("距机场50公里以内", {"airport_km_max": 50.0}),
        ("距机场不超过50公里", {"airport_km_max": 50.0}),
        ("不要离机场超过50公里", {"airport_km_max": 50.0}),
        ("离机场30-50公里", {"airport_km_max": 50.0}),
        ("30公里内必须有机场", {"airport_km_max": 30.0}),
        ("keep within 30 km of an airport", {"airport_km_max": 30.0}),
        ("not more than 50 km from an airport", {"airport_km_max": 50.0}),
        ("no more than 50 km from a railway", {"rail_km_max": 50.0}),
        (
            "距铁路30公里以内，距机场20公里以外",
            {"rail_km_max": 30.0, "setbacks": {"airports": 20.0}},
        ),
        (
            "距离机场和铁路均在30公里以外",
            {"setbacks": {"airports": 30.0, "rail_lines": 30.0}},
        ),
    ],
)
def test_near_and_far_are_told_apart(understand, words, limits):
    assert understand(f"多晶硅，{words}").request == {"limits": limits}


def test_setback_of_the_request_wins_layer_by_layer(lexicon):
    request = {
        "text": "多晶硅，离机场50公里以外，离铁路线10公里以外",
        "limits": {"setbacks": {"airports": 5}},
    }

    filled, _ = complete(request, lexicon)

    assert filled["limits"] == {"setbacks": {"airports": 5, "rail_lines": 10.0}}
    assert filled_from_text(request, filled) == {
        "industry": "text",
        "limits.setbacks.airports": "request",
        "limits.setbacks.rail_lines": "text",
    }


def test_distance_that_is_shut_out_behind_it_is_a_setback(understand):
    found = understand("多晶硅，机场周边50公里内不考虑")

    assert found.request == {"limits": {"setbacks": {"airports": 50.0}}}
