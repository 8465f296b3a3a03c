"""Ordos's three standards: nothing is assumed where no figure is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pytest

from geo_zs.matching.own_figures import with_own_figures
from geo_zs.matching.standards import (
    chain_length,
    default_weights,
    project_figures,
    standard_columns,
    to_ask_here,
)
from geo_zs.matching.table import SiteTable

SitesOf = Callable[..., SiteTable]
ROWS = [
    {"id": "ordos-a", "league": "150600", "fit": 1},
    {"id": "ordos-b", "league": "150600", "fit": (1, 0, 1)},
    {"id": "baotou", "league": "150200", "fit": None},
]
TAGS = {"wafer": 0, "coking": 1, "wind_farm": 2, "mine": 3, "tours": 4, "trade": 5}


@dataclass(frozen=True)
class Project:
    investment_cny_1e8: float | None = None
    land_ha: float | None = None
    energy_tce_per_year: float | None = None
    output_cny_1e8_per_year: float | None = None


def chained(sites: SiteTable) -> SiteTable:
    """Return sites where mine – coking – wafer is a chain, and tours stand alone."""
    links = np.zeros((6, 6), dtype=bool)
    for a, b in (("mine", "coking"), ("coking", "wafer"), ("wafer", "trade")):
        links[TAGS[a], TAGS[b]] = links[TAGS[b], TAGS[a]] = True
    tags = np.zeros((3, 6), dtype=bool)
    tags[0, [TAGS["mine"], TAGS["coking"], TAGS["tours"]]] = True
    tags[1, [TAGS["mine"], TAGS["wafer"]]] = True
    return replace(sites, links=links, tags=tags)


def test_intensities_are_worked_out_in_the_units_of_the_standards():
    # 1.5 billion yuan on 20 ha (300 mu): 150,000 × 10,000 yuan / 300 = 500 a mu.
    # 60,000 tce for 3 billion yuan (300,000 × 10,000 yuan): 0.2.
    found = project_figures(Project(15, 20, 60_000, 30))

    assert found.investment_cny_1e4_per_mu == pytest.approx(500)
    assert found.energy_tce_per_cny_1e4 == pytest.approx(0.2)


@pytest.mark.parametrize(
    "project", [Project(15), Project(None, 20), Project(energy_tce_per_year=5)]
)
def test_half_of_what_is_needed_gives_no_intensity(project: Project):
    found = project_figures(project)

    assert found.investment_cny_1e4_per_mu is None
    assert found.energy_tce_per_cny_1e4 is None


def test_the_chain_counts_linked_steps_that_stand_at_the_site(sites_of: SitesOf):
    sites = chained(sites_of(ROWS))

    # wafer at ordos-a: coking, then mine by way of coking; tours are no step.
    # At ordos-b mine hangs on coking, which is not there: only wafer itself.
    assert chain_length(sites, ["wafer"]).value[:2].tolist() == [2, 1]
    assert chain_length(sites, ["coking"]).value[:2].tolist() == [2, 2]
    assert chain_length(sites, ["tours"]).value[:2].tolist() == [1, 0]
    assert chain_length(sites, ["tours", "wafer"]).value[:2].tolist() == [3, 1]


def test_a_site_of_unknown_industries_has_an_unknown_chain(sites_of: SitesOf):
    found = chain_length(chained(sites_of(ROWS)), ["wafer"])

    assert np.isnan([found.value[2], found.low[2], found.high[2]]).all()
    assert (found.source_ids[2], found.confidence[2]) == ((), "")


def test_industries_from_general_knowledge_may_be_none(sites_of: SitesOf):
    found = chain_length(chained(sites_of(ROWS)), ["coking"])

    assert found.low[:2].tolist() == [2, 0]
    assert found.high[:2].tolist() == [2, 2]


def test_without_links_no_chain_is_known(sites_of: SitesOf):
    sites = replace(chained(sites_of(ROWS)), links=None)

    assert np.isnan(chain_length(sites, ["wafer"]).value).all()


def test_without_a_stated_standard_both_ratios_stay_unknown(sites_of: SitesOf):
    figures = project_figures(Project(15, 20, 60_000, 30))

    found = standard_columns(chained(sites_of(ROWS)), ["wafer"], figures)

    assert np.isnan(found["investment_to_standard"].value).all()
    assert np.isnan(found["energy_to_standard"].value).all()


def test_a_project_is_compared_with_the_standard_given_for_one_site(
    sites_of: SitesOf,
):
    own = {
        "ordos-a": {
            "standard_investment_cny_1e4_per_mu": 400,
            "standard_energy_tce_per_cny_1e4": 0.25,
        }
    }
    sites = with_own_figures(chained(sites_of(ROWS)), own)
    figures = project_figures(Project(15, 20, 60_000, 30))

    found = standard_columns(sites, ["wafer"], figures)

    investment, energy = found["investment_to_standard"], found["energy_to_standard"]
    assert investment.value[0] == pytest.approx(1.25)  # 500 / 400: met
    assert energy.value[0] == pytest.approx(0.8)  # 0.2 / 0.25: met
    assert investment.source_ids[0] == ("own",)
    assert np.isnan(investment.value[1:]).all()


def test_the_interval_of_a_standard_turns_round_in_the_ratio(sites_of: SitesOf):
    column = "standard_investment_cny_1e4_per_mu"
    rows = [{"id": "a", column: (400, 250, 500)}, {"id": "b", column: None}]

    found = standard_columns(
        sites_of(rows), ["wafer"], project_figures(Project(15, 20))
    )["investment_to_standard"]

    assert (found.low[0], found.value[0], found.high[0]) == (1, 1.25, 2)


def test_the_criteria_weigh_unasked_only_where_all_candidates_are_in_the_league(
    sites_of: SitesOf,
):
    sites = sites_of(ROWS)

    assert default_weights(sites, np.array([True, True, False])) == {
        "chain_length": 0.05,
        "investment_standard": 0.05,
        "energy_standard": 0.05,
    }
    assert default_weights(sites, np.array([True, True, True])) == {}
    assert default_weights(sites, np.array([False, False, False])) == {}


def test_sites_of_the_league_are_asked_for_the_standards_they_do_not_state(
    sites_of: SitesOf,
):
    sites = with_own_figures(
        sites_of(ROWS), {"ordos-b": {"standard_investment_cny_1e4_per_mu": 400}}
    )
    both = project_figures(Project(15, 20, 60_000, 30))

    assert to_ask_here(sites, 0, both) == (
        "standard_investment_cny_1e4_per_mu",
        "standard_energy_tce_per_cny_1e4",
    )
    assert to_ask_here(sites, 1, both) == ("standard_energy_tce_per_cny_1e4",)
    assert to_ask_here(sites, 2, both) == ()
    assert to_ask_here(sites, 0, project_figures(Project(15))) == ()
