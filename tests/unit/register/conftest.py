"""Samples for the tests of the register: two made-up leagues side by side."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from geo_zs.register.access import Actor
from geo_zs.register.names import Names

#: Two squares of 1 degree: banner 150101 of league 150100, 150201 of 150200.
_SQUARES = {
    "150101": shapely.box(110.0, 40.0, 111.0, 41.0),
    "150201": shapely.box(111.0, 40.0, 112.0, 41.0),
}


def _locate(found):
    """Return the banner of the square that holds the middle of each shape."""
    answer = np.full(len(found), None, dtype=object)
    for row, shape in enumerate(found):
        for code, square in _SQUARES.items():
            if shape is not None and square.contains(shape.centroid):
                answer[row] = code
    return answer


@pytest.fixture
def names() -> Names:
    """Return a few keys, and a locator for the two squares."""
    return Names(
        leagues=frozenset({"150100", "150200"}),
        banners={"150101": "150100", "150102": "150100", "150201": "150200"},
        parks={"east-park": ("150200", "150201"), "wide-park": ("150100", None)},
        industry_tags=frozenset({"pv_wafer", "wind_power"}),
        shipped_projects=frozenset({"P-0001"}),
        locate=_locate,
    )


@pytest.fixture
def admin() -> Actor:
    """Return an account that may do everything."""
    return Actor("admin", "admin")


@pytest.fixture
def planner() -> Actor:
    """Return a planner of all leagues."""
    return Actor("planner", "planner")


@pytest.fixture
def west_planner() -> Actor:
    """Return a planner of league 150100 only."""
    return Actor("west", "planner", frozenset({"150100"}))


@pytest.fixture
def viewer() -> Actor:
    """Return a viewer of all leagues."""
    return Actor("viewer", "viewer")
