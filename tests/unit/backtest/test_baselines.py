"""Baselines on a table of three places, worked by hand."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from geo_zs.backtest.baselines import baseline_scores
from geo_zs.backtest.position import position_of

#: a has tags 0 and 1, its sub-park only 1; b has tag 0; c has none.
SITES = SimpleNamespace(
    tags=np.array([[1, 1], [0, 1], [1, 0], [0, 0]], dtype=bool),
    tag_index={"steel": 0, "coke": 1},
    n_sites=4,
)
PLACES = {"a": [0, 1], "b": [2], "c": [3]}


def test_baselines_order_the_places_as_they_say():
    scores = baseline_scores(PLACES, SITES, ("steel", "coke"), {"b": 3, "c": 1})

    assert set(scores["random"].values()) == {0.0}
    assert scores["popularity"] == {"a": 0.0, "b": 3.0, "c": 1.0}
    assert scores["tag_overlap"] == {"a": 2.0, "b": 1.0, "c": 0.0}


def test_popularity_breaks_ties_of_the_tags_and_never_outweighs_one():
    scores = baseline_scores(PLACES, SITES, ("steel",), {"b": 3, "c": 90})

    # a and b both have the tag; b was chosen more; c never comes first.
    both = scores["tag_overlap_popularity"]
    assert [position_of(name, both).rank for name in "bac"] == [1.0, 2.0, 3.0]


def test_project_without_tags_ties_all_places_by_tags():
    scores = baseline_scores(PLACES, SITES, (), {})

    assert position_of("c", scores["tag_overlap"]).rank == 2.0
