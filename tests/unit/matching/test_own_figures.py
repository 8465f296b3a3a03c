"""Own figures stand in one answer and nowhere else."""

from __future__ import annotations

import copy
from collections.abc import Callable

import numpy as np
import pytest

from geo_zs.errors import RequirementError
from geo_zs.matching.own_figures import OWN_COLUMNS, is_own, with_own_figures
from geo_zs.matching.table import SiteTable

SitesOf = Callable[..., SiteTable]
ROWS = [
    {"id": "east", "rail_km": 4, "land_available_ha": (50, 40, 60)},
    {"id": "west", "rail_km": 9, "land_available_ha": None},
]


def test_an_own_figure_replaces_the_value_its_interval_and_its_source(
    sites_of: SitesOf,
):
    found = with_own_figures(
        sites_of(ROWS), {"east": {"land_available_ha": 12}}
    ).attributes["land_available_ha"]

    assert (found.value[0], found.low[0], found.high[0]) == (12, 12, 12)
    assert (found.source_ids[0], found.confidence[0]) == (("own",), "own")
    assert np.isnan(found.value[1])
    assert (is_own(found, 0), is_own(found, 1)) == (True, False)


def test_a_column_that_the_table_lacks_is_made_and_unknown_elsewhere(
    sites_of: SitesOf,
):
    found = with_own_figures(
        sites_of(ROWS), {"west": {"electricity_price_cny_per_kwh": 0.31}}
    ).attributes["electricity_price_cny_per_kwh"]

    assert found.unit == "元/kWh"
    assert np.isnan([found.value[0], found.low[0], found.high[0]]).all()
    assert (found.source_ids[0], found.confidence[0]) == ((), "")
    assert found.value[1] == 0.31


def test_the_shared_table_is_never_changed(sites_of: SitesOf):
    sites = sites_of(ROWS)
    before = copy.deepcopy(sites.attributes)

    changed = with_own_figures(
        sites, {"east": {"land_available_ha": 1, "has_steam_supply": 1}}
    )
    changed.attributes["land_available_ha"].value[:] = -1

    assert list(sites.attributes) == list(before)
    for name, attribute in sites.attributes.items():
        for part in ("value", "low", "high"):
            np.testing.assert_array_equal(
                getattr(attribute, part), getattr(before[name], part)
            )
        assert list(attribute.source_ids) == list(before[name].source_ids)
        assert list(attribute.confidence) == list(before[name].confidence)


def test_columns_without_own_figures_are_shared_and_nothing_given_copies_nothing(
    sites_of: SitesOf,
):
    sites = sites_of(ROWS)

    changed = with_own_figures(sites, {"east": {"land_available_ha": 1}})

    assert changed.attributes["rail_km"] is sites.attributes["rail_km"]
    assert with_own_figures(sites, {}) is sites


def test_every_column_has_a_unit_or_is_a_share_or_yes_or_no():
    for one in OWN_COLUMNS:
        assert one.minimum < one.maximum
        assert one.unit or (one.minimum, one.maximum) == (0, 1)
        assert one.name_zh
        assert one.name_en


def test_all_faults_are_listed_with_their_paths(sites_of: SitesOf):
    with pytest.raises(RequirementError) as caught:
        with_own_figures(
            sites_of(ROWS),
            {
                "eest": {"land_available_ha": 5},
                "west": {
                    "electricity_price_cny_per_kwh": -0.3,
                    "green_power_share": 40,
                    "has_water_quota": 0.5,
                    "rail_km": 3,
                    "land_price_cny_per_mu": float("nan"),
                },
            },
        )

    assert [(one.field, one.message) for one in caught.value.problems][:4] == [
        ("own_figures.eest", "is 'eest', no candidate site; did you mean west, east?"),
        (
            "own_figures.west.electricity_price_cny_per_kwh",
            "is -0.3; expected 0.01 to 5 元/kWh",
        ),
        ("own_figures.west.green_power_share", "is 40; expected 0 to 1"),
        (
            "own_figures.west.has_water_quota",
            "is 0.5; expected 1 for yes or 0 for no",
        ),
    ]
    rest = caught.value.problems[4:]
    assert [one.field for one in rest] == [
        "own_figures.west.rail_km",
        "own_figures.west.land_price_cny_per_mu",
    ]
    assert rest[0].message.startswith("is no column that own figures may give; known")
    assert rest[1].message == "is nan; expected a finite number"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("electricity_price_cny_per_kwh", 310),  # in yuan/MWh
        ("land_price_cny_per_mu", 12),  # in 10,000 yuan/mu
        ("land_available_ha", -1),
    ],
)
def test_a_value_in_the_wrong_unit_is_refused(
    sites_of: SitesOf, column: str, value: float
):
    with pytest.raises(RequirementError, match=f"own_figures.east.{column}: is"):
        with_own_figures(sites_of(ROWS), {"east": {column: value}})
