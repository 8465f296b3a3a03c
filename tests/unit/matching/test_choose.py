"""What is scored: presets, weights from judgements, own bounds. All made up."""

from __future__ import annotations

import pytest

from geo_zs.errors import RequirementError

ROWS = [
    {"id": "a", "fit": 1, "rail_km": 10, "wind_speed_50m_ms": 6, "ports": [5] * 5},
    {"id": "b", "fit": 0, "rail_km": 90, "wind_speed_50m_ms": 8, "ports": [9] * 5},
]


def test_a_preset_asked_for_replaces_that_of_the_industry(solve):
    assert solve(ROWS).preset.id == "general_manufacturing"

    result = solve(ROWS, preset="stations")

    assert result.preset.id == "stations"
    assert result.weights == {"wind": 0.75, "rail_km": 0.25}


def test_weights_from_an_order_are_the_rank_order_centroid_of_the_named(solve):
    # Two criteria: (1 + 1/2) / 2 and (1/2) / 2.
    order = ["wind", "rail_km"]
    result = solve(ROWS, weighting={"method": "roc", "order": order})

    assert result.weights == pytest.approx({"wind": 0.75, "rail_km": 0.25})
    assert [one.id for one in result.criteria] == ["wind", "rail_km"]
    assert (result.choice.way, result.choice.consistency_ratio) == ("roc", None)


def test_weights_from_pairwise_judgements_come_with_their_consistency(solve):
    judgements = [{"a": "wind", "b": "rail_km", "ratio": 3}]
    result = solve(ROWS, weighting={"method": "ahp", "judgements": judgements})

    assert result.weights == pytest.approx({"wind": 0.75, "rail_km": 0.25})
    assert result.choice.way == "ahp"
    assert result.choice.consistency_ratio == 0.0


def test_judgements_that_contradict_each_other_are_refused_unless_accepted(solve):
    # wind over rail, rail over fit, fit over wind: a full circle.
    judgements = [
        {"a": "wind", "b": "rail_km", "ratio": 5},
        {"a": "rail_km", "b": "industry_fit", "ratio": 5},
        {"a": "industry_fit", "b": "wind", "ratio": 5},
    ]
    weighting = {"method": "ahp", "judgements": judgements}

    with pytest.raises(RequirementError, match="weighting"):
        solve(ROWS, weighting=weighting)
    result = solve(ROWS, weighting={**weighting, "accept_inconsistent": True})
    assert result.choice.consistency_ratio > 0.1
    assert list(result.weights.values()) == pytest.approx([1 / 3] * 3)


def test_own_bounds_change_the_utility_and_keep_the_weight(solve):
    result = solve(ROWS, bounds={"rail_km": {"worst": 90, "best": 10}})

    index = [one.id for one in result.criteria].index("rail_km")
    assert result.weights == {"industry_fit": 0.75, "rail_km": 0.25}
    assert result.scores.utilities[:, index].tolist() == [1.0, 0.0]


def test_bounds_that_are_none_are_refused_and_all_of_them_told(solve):
    bounds = {"rail_km": {"worst": 5, "best": 5}, "wind": {"worst": 1}}

    with pytest.raises(RequirementError) as caught:
        solve(ROWS, bounds=bounds)

    found = {one.field: one.message for one in caught.value.problems}
    assert sorted(found) == ["bounds.rail_km", "bounds.wind"]
    assert "is not scored here" in found["bounds.wind"]


def test_what_only_the_park_can_tell_is_scored_once_a_figure_is_given(solve):
    rows = [{**row, "electricity_price_cny_per_kwh": None} for row in ROWS]

    assert "price" not in solve(rows).weights
    result = solve(rows, own_figures={"a": {"electricity_price_cny_per_kwh": 0.3}})

    # Its share of the whole is 0.2; the others keep their proportions.
    assert result.weights == pytest.approx(
        {"industry_fit": 0.6, "rail_km": 0.2, "price": 0.2}
    )
    index = [one.id for one in result.criteria].index("price")
    assert result.scores.utilities[:, index].tolist() == [1.0, 0.5]
    assert result.scores.is_assumed[:, index].tolist() == [False, True]


def test_a_site_out_of_bounds_that_drop_is_excluded_by_the_bound(solve):
    result = solve(ROWS, bounds={"rail_km": {"worst": 50, "outside": "drop"}})

    assert [result.sites.ids[place.row] for place in result.ranking.ranked] == ["a"]
    failed = [test.limit for test in result.screening.tests if test.status[1] == -1]
    assert failed == ["bounds.rail_km.max"]
