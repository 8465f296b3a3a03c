"""Limits of criteria that drop what is out of their bounds."""

from __future__ import annotations

from collections.abc import Callable

from geo_zs.criteria.bounds import within_bounds
from geo_zs.criteria.spec import Criterion
from geo_zs.matching.attribute import Attribute
from geo_zs.matching.bounds import bound_tests

AttributeOf = Callable[..., Attribute]
CELLS = [30, 5, 70, (30, 20, 70), None, 10, 60]
RAIL = Criterion("rail", "rail_km", "km", worst=60, best=10, outside="drop")


def test_a_dropping_criterion_tests_both_of_its_bounds_as_limits(
    attribute_of: AttributeOf,
):
    rail = attribute_of("rail_km", CELLS)

    least, most = bound_tests([RAIL], {"rail_km": rail}.__getitem__)

    assert (least.limit, least.bound, least.required) == ("bounds.rail.min", "min", 10)
    assert (most.limit, most.bound, most.required) == ("bounds.rail.max", "max", 60)
    assert least.status.tolist() == [1, -1, 1, 1, 0, 1, 1]
    assert most.status.tolist() == [1, 1, -1, 0, 0, 1, 1]
    assert most.attribute is rail


def test_both_limits_together_say_what_lies_within_the_bounds(
    attribute_of: AttributeOf,
):
    rail = attribute_of("rail_km", CELLS)

    least, most = bound_tests([RAIL], {"rail_km": rail}.__getitem__)

    together = [min(pair) for pair in zip(least.status, most.status, strict=True)]
    assert together == within_bounds(rail.low, rail.high, RAIL).tolist()


def test_what_is_out_of_bounds_only_in_an_incomplete_layer_is_not_verified(
    attribute_of: AttributeOf,
):
    rail = attribute_of("rail_km", [70], is_complete=False)

    _, most = bound_tests([RAIL], {"rail_km": rail}.__getitem__)

    assert most.status.tolist() == [0]


def test_criteria_that_clamp_or_leave_are_no_limits(attribute_of: AttributeOf):
    others = [
        Criterion("rail", "rail_km", "km", worst=60, best=10, outside=word)
        for word in ("clamp", "leave")
    ]

    assert bound_tests(others, lambda name: attribute_of(name, CELLS)) == ()
