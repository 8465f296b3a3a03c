"""Which limits tell places apart: worked by hand."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from webapp.match.limits import (
    LimitCount,
    asked_everywhere,
    count_limits,
    count_open,
)


def result(**status):
    """Return a result of four sites, of which rows 0, 2 and 3 are ranked."""
    tests = tuple(
        SimpleNamespace(limit=limit, status=np.array(values, dtype=np.int8))
        for limit, values in status.items()
    )
    return SimpleNamespace(
        ranking=SimpleNamespace(
            ranked=tuple(SimpleNamespace(row=row) for row in (3, 0, 2))
        ),
        screening=SimpleNamespace(tests=tests, policies=("keep",) * len(tests)),
    )


def test_verified_places_are_counted_among_the_ranked_best_first():
    found = count_limits(result(rail_km_max=[1, -1, 0, 1], land_ha=[0, 1, 0, 0]))

    assert [(one.limit, one.rows, one.total) for one in found] == [
        ("rail_km_max", (3, 0), 3),
        ("land_ha", (), 3),
    ]


@pytest.mark.parametrize(
    ("n_verified", "is_silent", "is_telling"),
    [(0, True, False), (1, True, False), (2, False, True), (20, False, False)],
)
def test_limit_is_silent_below_a_tenth_and_telling_until_all(
    n_verified, is_silent, is_telling
):
    one = LimitCount("land_ha", "keep", tuple(range(n_verified)), 20)

    assert (one.is_silent, one.is_telling) == (is_silent, is_telling)


def test_nothing_ranked_is_neither_silent_nor_telling():
    one = LimitCount("land_ha", "keep", (), 0)

    assert (one.is_silent, one.is_telling) == (False, False)


def test_open_places_are_counted_for_the_limits_given():
    found = result(rail_km_max=[1, -1, 0, 1], land_ha=[0, 1, 0, 0])

    assert count_open(found, ["rail_km_max"]) == 1
    assert count_open(found, ["rail_km_max", "land_ha"]) == 3
    assert count_open(found, []) == 0


def test_what_all_are_asked_stands_in_the_order_of_the_first():
    assert asked_everywhere([["b", "a", "c"], ["a", "b"], ["b", "a", "d"]]) == (
        "b",
        "a",
    )
    assert asked_everywhere([]) == ()
