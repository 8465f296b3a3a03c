from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from geo_zs.errors import DataError
from geo_zs.matching.attribute import Attribute
from geo_zs.matching.table import SiteTable


def attribute(value: list[float], low: list[float], high: list[float]) -> Attribute:
    n_sites = len(value)
    return Attribute(
        "rail_km",
        "km",
        np.array(value),
        np.array(low),
        np.array(high),
        ((),) * n_sites,
        ("",) * n_sites,
    )


def test_a_value_may_stand_at_either_end_and_an_end_may_be_open():
    made = attribute([1.0, 5.0], [1.0, -np.inf], [np.inf, 5.0])

    assert made.is_complete_layer


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        (5.0, 6.0, 7.0),
        (5.0, 3.0, 4.0),
        (np.nan, 1.0, 2.0),
        (1.0, np.nan, 2.0),
        (1.0, 0.0, np.nan),
    ],
)
def test_a_value_outside_its_interval_or_half_known_is_refused_with_its_row(
    value: float, low: float, high: float
):
    with pytest.raises(DataError, match="expected low <= value <= high") as caught:
        attribute([1.0, value], [1.0, low], [1.0, high])

    assert [problem.row for problem in caught.value.problems] == [1]


def test_ends_of_another_length_are_refused():
    with pytest.raises(DataError, match=r"shapes \(1,\), \(2,\), \(1,\)"):
        attribute([1.0], [1.0, 1.0], [1.0])


def test_sources_of_another_length_are_refused():
    numbers = np.array([1.0, 2.0])
    with pytest.raises(DataError, match="of rail_km has 1 rows; expected 2"):
        Attribute("rail_km", "km", numbers, numbers, numbers, ((),), ("", ""))


def test_repeated_ids_are_refused(sites_of: Callable[..., SiteTable]):
    with pytest.raises(DataError, match="'a' stands more than once"):
        sites_of([{"id": "a"}, {"id": "b"}, {"id": "a"}])


def test_every_column_of_another_length_is_named(sites_of: Callable[..., SiteTable]):
    sites = sites_of([{"id": "a", "rail_km": 1}, {"id": "b", "rail_km": 2}])

    with pytest.raises(DataError) as caught:
        replace(sites, kinds=("park",), attributes={"x": attribute([1.0], [1], [1])})

    assert [problem.field for problem in caught.value.problems] == ["kinds", "x"]


def test_tags_and_ports_that_do_not_fit_their_index_are_refused(
    sites_of: Callable[..., SiteTable],
):
    sites = sites_of([{"id": "a"}])

    with pytest.raises(DataError, match="has 6 tags; expected 1"):
        replace(sites, tag_index={"wafer": 0})
    with pytest.raises(DataError, match="port_km: has 5 ports; expected 0"):
        replace(
            sites,
            ports=replace(
                sites.ports,
                ids=(),
                names_zh=(),
                names_en=(),
                neighbours=(),
                modes=(),
                is_usable=np.zeros(0, dtype=bool),
                source_ids=(),
            ),
        )


def test_the_column_of_one_industry_is_a_plain_attribute(
    sites_of: Callable[..., SiteTable],
):
    sites = sites_of([{"id": "a", "fit": 0.6}, {"id": "b"}])

    fit = sites.by_industry["industry_fit"].for_tag(1)

    assert fit.value[0] == 0.6
    assert np.isnan(fit.value[1])
