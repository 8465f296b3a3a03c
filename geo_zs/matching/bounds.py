"""Limits that follow from criteria which drop what is out of their bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from geo_zs.criteria.spec import Criterion
from geo_zs.matching.attribute import Attribute
from geo_zs.matching.limit_tests import LimitTest
from geo_zs.matching.status import interval_status


def bound_tests(
    criteria: Iterable[Criterion], attribute_of: Callable[[str], Attribute]
) -> tuple[LimitTest, ...]:
    """Return the limits that stand for ``outside: drop``, two for each criterion.

    Parameters
    ----------
    criteria : iterable of Criterion
        Scored criteria; those that do not drop are passed over.
    attribute_of : function of str
        Returns a column by name (`geo_zs.matching.columns.Columns.get`).

    Returns
    -------
    tuple of LimitTest
        ``bounds.<criterion>.min`` and ``bounds.<criterion>.max``, with the bound as
        what is required. Statuses are those of any other limit: an interval that
        straddles a bound, or is not known, is not verified, and so is what fails
        only against an incomplete layer. Together they say of a site what
        `geo_zs.criteria.bounds.within_bounds` says, but for that layer.
    """
    tests: list[LimitTest] = []
    for criterion in criteria:
        if criterion.outside != "drop":
            continue
        attribute = attribute_of(criterion.column)
        least, most = sorted((criterion.worst, criterion.best))
        tests += [
            LimitTest(
                f"bounds.{criterion.id}.min",
                "min",
                least,
                interval_status(attribute, least, bound="min"),
                attribute,
            ),
            LimitTest(
                f"bounds.{criterion.id}.max",
                "max",
                most,
                interval_status(attribute, most, bound="max"),
                attribute,
            ),
        ]
    return tuple(tests)
