"""Industry fit and clusters, worked by hand on a chain of five industries."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from geo_zs.sites.distances import Intervals
from geo_zs.sites.industry import (
    Vocabulary,
    best_of_groups,
    decayed,
    industry_fit,
    neighbour_weights,
)

# silicon (group) holds metal → poly → wafer; wind is a power station.
INDUSTRIES = pd.DataFrame(
    {
        "tag": ["silicon", "metal", "poly", "wafer", "wind"],
        "upstream_tags": [(), (), ("metal",), ("poly", "wind"), ()],
        "downstream_tags": [(), ("poly",), (), (), ()],
        "parent_tag": [None, "silicon", "silicon", "silicon", None],
        "kind": ["factory", "factory", "factory", "factory", "power_station"],
        "value_chain": ["materials", "materials", "materials", "cells", "power"],
    }
)


@pytest.fixture
def chain():
    return Vocabulary.from_table(INDUSTRIES)


@pytest.mark.parametrize(
    ("own", "asked", "fit"),
    [
        (["wafer"], "wafer", 1.0),
        (["poly"], "wafer", 0.4),  # next step upstream
        (["wafer"], "poly", 0.4),  # next step downstream
        (["metal"], "wafer", 0.2),  # same family, two steps away
        (["silicon"], "wafer", 0.4),  # the group tag holds the step
        (["wafer"], "silicon", 0.2),  # a step is but a part of the group
        (["metal", "poly"], "wafer", 0.4),  # the best of several
        (["wind"], "wafer", 0.0),  # linked, but power is sold to every trade
    ],
)
def test_fit_by_the_distance_along_the_chain(chain, own, asked, fit):
    value, low, high = industry_fit(chain.matrix([own]), np.array([False]), chain)

    column = chain.index[asked]
    assert value[0, column] == fit
    assert low[0, column] == high[0, column] == fit


def test_industry_named_first_fits_best_and_one_named_last_still_more_than_a_step(
    chain,
):
    # Named first, second, fourth: 0.7 + 0.3 / place in the list.
    standing = chain.matrix([["wafer"]] * 3) * np.array([[1.0], [0.5], [0.25]])

    value, _, _ = industry_fit(standing, np.array([False] * 3), chain)

    assert value[:, chain.index["wafer"]] == pytest.approx([1.0, 0.85, 0.775])


def test_site_with_known_and_unrelated_industries_fits_not_at_all(chain):
    value, _, _ = industry_fit(chain.matrix([["metal"]]), np.array([False]), chain)

    assert value[0, chain.index["wind"]] == 0.0


def test_site_without_known_industries_keeps_fit_unknown(chain):
    value, low, high = industry_fit(chain.matrix([[]]), np.array([False]), chain)

    assert np.isnan([value, low, high]).all()


def test_fit_from_general_knowledge_may_be_nothing(chain):
    value, low, _ = industry_fit(chain.matrix([["wafer"]]), np.array([True]), chain)

    assert value[0, chain.index["wafer"]] == 1.0
    assert low[0, chain.index["wafer"]] == 0.0


def test_works_of_one_family_count_by_half_unless_they_are_linked_more(chain):
    weights = neighbour_weights(
        chain.matrix([["metal"]]), chain, same=1.0, linked=0.3, family=0.5
    )

    # metal itself, poly (linked and sibling), wafer (sibling), silicon (its group)
    columns = [chain.index[tag] for tag in ("metal", "poly", "wafer", "silicon")]
    assert weights[0, columns].tolist() == [1.0, 0.5, 0.5, 0.5]


def test_power_station_is_no_neighbour_of_a_factory(chain):
    weights = neighbour_weights(chain.matrix([["wind"]]), chain, same=1.0, linked=0.3)

    assert weights[0, chain.index["wafer"]] == 0.0
    assert weights[0, chain.index["wind"]] == 1.0


def test_linked_neighbour_counts_less_than_one_of_the_same_kind(chain):
    weights = neighbour_weights(chain.matrix([["poly"]]), chain, same=1.0, linked=0.3)

    assert weights[0].tolist() == [0.0, 0.3, 1.0, 0.3, 0.0]


def test_neighbour_decays_to_a_third_at_fifty_kilometres():
    value, low, high = decayed(
        Intervals(np.array([[50.0]]), np.array([[0.0]]), np.array([[100.0]]))
    )

    assert value[0, 0] == pytest.approx(0.3679, abs=1e-4)
    assert low[0, 0] == pytest.approx(0.1353, abs=1e-4)
    assert high[0, 0] == 1.0


def test_unknown_distance_counts_for_nothing():
    nowhere = np.array([[np.nan]])

    assert decayed(Intervals(nowhere, nowhere, nowhere))[0][0, 0] == 0.0


def test_umbrella_zone_and_its_sub_parks_count_once():
    kernel = np.array([[0.5, 0.9, 0.4]])
    weights = np.array([[1.0], [1.0], [1.0]])

    found = best_of_groups(kernel, weights, ["zone", "zone", "alone"])

    assert found[0, 0] == pytest.approx(0.9 + 0.4)
