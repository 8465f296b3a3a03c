"""Hard limits (硬约束): every site passes, is excluded, or is not verified.

Limits come from the requirement, and from the legal rules that exclude; `limit_tests`
tests each. Here it is decided what becomes of sites that one could not verify.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from geo_zs.matching.attribute import BoolArray
from geo_zs.matching.columns import Columns
from geo_zs.matching.limit_tests import (
    EXISTS,
    LimitTest,
    existence_tests,
    number_tests,
    place_tests,
    rule_limits,
    setback_tests,
)
from geo_zs.matching.requirement import Requirement
from geo_zs.matching.rule_tests import RuleTest
from geo_zs.matching.status import (
    FAILED,
    NOT_VERIFIED,
)
from geo_zs.matching.table import SiteTable

Policy = Literal["below", "keep", "drop"]

#: Share of candidates whose fact must be known for sites that could not be
#: verified to be ranked below the others.
_KNOWN_SHARE: Final = 0.5


@dataclass(frozen=True, eq=False)
class Screening:
    """All limits tested on all sites.

    Parameters
    ----------
    tests : tuple of LimitTest
        One for each limit, in the order of the request's fields.
    policies : tuple of str
        For each limit what happens to sites that it could not verify.
    is_excluded : (n_sites,) bool array
        Fails a limit, or could not be verified by one whose policy is ``drop``.
    is_verified : (n_sites,) bool array
        Passes every limit.
    is_below : (n_sites,) bool array
        Ranked after the others: could not be verified by a limit whose policy is
        ``below``.
    """

    tests: tuple[LimitTest, ...]
    policies: tuple[Policy, ...]
    is_excluded: BoolArray
    is_verified: BoolArray
    is_below: BoolArray


def screen(
    sites: SiteTable,
    requirement: Requirement,
    columns: Columns,
    *,
    candidates: BoolArray,
    default_policy: str = "",
    rule_tests: Sequence[RuleTest] = (),
    bound_tests: Sequence[LimitTest] = (),
) -> Screening:
    """Test every limit of a requirement, and every rule that excludes, on all sites.

    Parameters
    ----------
    sites : SiteTable
        All sites.
    requirement : Requirement
        Its limits, quantities and its word on what is not verified.
    columns : Columns
        Attributes as this requirement sees them.
    candidates : (n_sites,) bool array
        Sites of the kinds asked for: the share of known facts is taken over them.
    default_policy : str
        ``unverified`` of the industry where the request says nothing, or empty.
    rule_tests : sequence of RuleTest
        Rules tested on the same sites. Those that exclude become limits; those
        that warn change nothing here.
    bound_tests : sequence of LimitTest
        Bounds of criteria that drop what lies out of them.

    Returns
    -------
    Screening
        Statuses and what follows from them.
    """
    tests = (
        *existence_tests(sites, candidates),
        *number_tests(requirement, columns),
        *setback_tests(sites, requirement),
        *place_tests(sites, requirement),
        *bound_tests,
        *rule_limits(rule_tests),
    )
    policies = tuple(
        _policy(test, requirement.unverified, default_policy, candidates)
        for test in tests
    )
    nothing = np.zeros(sites.n_sites, dtype=bool)
    is_excluded, is_open, is_below = nothing.copy(), nothing.copy(), nothing.copy()
    for test, policy in zip(tests, policies, strict=True):
        not_verified = test.status == NOT_VERIFIED
        is_open |= not_verified
        is_excluded |= test.status == FAILED
        if policy == "drop":
            is_excluded |= not_verified
        elif policy == "below":
            is_below |= not_verified
    return Screening(
        tests=tests,
        policies=policies,
        is_excluded=is_excluded,
        is_verified=~is_open & ~is_excluded,
        is_below=is_below & ~is_excluded,
    )


def _policy(
    test: LimitTest, asked: str | None, default: str, candidates: BoolArray
) -> Policy:
    """Return what happens to sites that `test` could not verify."""
    word = asked or ("below" if test.limit == EXISTS else default)
    if word == "keep":
        return "keep"
    if word == "drop":
        return "drop"
    if word == "below" or not candidates.any():
        return "below"
    if test.rule is not None:
        known = (test.status[candidates] != NOT_VERIFIED).mean()
    elif test.attribute is None:
        return "below"
    else:
        known = (~np.isnan(test.attribute.value[candidates])).mean()
    return "below" if known >= _KNOWN_SHARE else "keep"
