"""The fifteen relations in time, against where two intervals can lie."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from geo_zs.cql2 import mask, parse
from geo_zs.cql2.expression import TEMPORAL

#: The thirteen ways in which an interval can lie to [10, 20], each with one example
#: and the only interval relation that holds (Allen 1983).
POSITIONS = {
    "before": ((1, 5), set()),
    "meets": ((1, 10), {"t_meets"}),
    "overlaps": ((5, 15), {"t_overlaps"}),
    "starts": ((10, 15), {"t_starts"}),
    "during": ((12, 15), {"t_during"}),
    "finishes": ((15, 20), {"t_finishes"}),
    "equals": ((10, 20), {"t_equals"}),
    "finished by": ((5, 20), {"t_finishedBy"}),
    "contains": ((5, 25), {"t_contains"}),
    "started by": ((10, 25), {"t_startedBy"}),
    "overlapped by": ((15, 25), {"t_overlappedBy"}),
    "met by": ((20, 25), {"t_metBy"}),
    "after": ((25, 30), set()),
}
FIRST = date(2024, 1, 1)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


FRAME = pd.DataFrame(
    {
        "start": [day(span[0]) for span, _ in POSITIONS.values()] + [None],
        "end": [day(span[1]) for span, _ in POSITIONS.values()] + [None],
    }
)
OTHER = f"INTERVAL('{day(10)}', '{day(20)}')"


def holding(text: str) -> list[str]:
    found = mask(FRAME, parse(text))
    return [name for name, holds in zip(POSITIONS, found, strict=False) if holds]


def expected(op: str) -> list[str]:
    apart = {"before", "after"}
    if op == "t_disjoint":
        return [name for name in POSITIONS if name in apart]
    if op == "t_intersects":
        return [name for name in POSITIONS if name not in apart]
    if op in ("t_before", "t_after"):
        return [op.removeprefix("t_")]
    return [name for name, (_, relations) in POSITIONS.items() if op in relations]


@pytest.mark.parametrize("op", sorted(TEMPORAL))
def test_relation_holds_in_its_positions_only(op):
    assert holding(f"{op}(INTERVAL(start, end), {OTHER})") == expected(op)


@pytest.mark.parametrize("op", sorted(TEMPORAL))
def test_relation_is_unknown_of_what_has_no_dates(op):
    text = f"{op}(INTERVAL(start, end), {OTHER})"

    assert mask(FRAME, parse(f"({text}) IS NULL")).tolist() == [False] * 13 + [True]


INVERSES = {
    "t_before": "t_after",
    "t_contains": "t_during",
    "t_finishes": "t_finishedBy",
    "t_meets": "t_metBy",
    "t_overlaps": "t_overlappedBy",
    "t_starts": "t_startedBy",
    "t_equals": "t_equals",
    "t_disjoint": "t_disjoint",
    "t_intersects": "t_intersects",
}


@pytest.mark.parametrize("op", INVERSES)
def test_operands_exchanged_give_the_inverse(op):
    assert holding(f"{op}({OTHER}, INTERVAL(start, end))") == expected(INVERSES[op])


@pytest.mark.parametrize("op", sorted(TEMPORAL))
def test_timestamps_relate_as_dates_do(op):
    frame = FRAME.apply(pd.to_datetime)
    stamped = f"INTERVAL('{day(10)}T00:00:00Z', '{day(20)}T00:00:00Z')"

    found = mask(frame, parse(f"{op}(INTERVAL(start, end), {stamped})"))

    dated = mask(FRAME, parse(f"{op}(INTERVAL(start, end), {OTHER})"))
    assert np.array_equal(found, dated)


#: op → holds for [10, ..) beside [10, 20], and for (.., 20] beside [10, 20].
OPEN = {
    "t_startedBy": (True, False),
    "t_finishedBy": (False, True),
    "t_intersects": (True, True),
    "t_contains": (False, False),
    "t_equals": (False, False),
    "t_after": (False, False),
    "t_overlaps": (False, False),
}


@pytest.mark.parametrize("op", OPEN)
def test_open_ends_lie_beyond_every_instant(op):
    frame = pd.DataFrame({"a": [1]})
    later = f"{op}(INTERVAL('{day(10)}', '..'), {OTHER})"
    earlier = f"{op}(INTERVAL('..', '{day(20)}'), {OTHER})"

    found = mask(frame, parse(later)).all(), mask(frame, parse(earlier)).all()
    assert found == OPEN[op]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("T_EQUALS(INTERVAL('..', '2024-01-01'), INTERVAL('..', '2024-01-01'))", True),
        ("T_STARTS(INTERVAL('..', '2024-01-01'), INTERVAL('..', '2024-02-01'))", True),
        ("T_DURING(INTERVAL('2024-01-01', '..'), INTERVAL('2023-01-01', '..'))", False),
        ("T_EQUALS(DATE('2024-01-01'), INTERVAL('2024-01-01', '2024-01-01'))", True),
        ("T_AFTER(DATE('2024-01-02'), INTERVAL('..', '2024-01-01'))", True),
        ("T_AFTER(DATE('2024-01-01'), INTERVAL('..', '2024-01-01'))", False),
        ("T_BEFORE(DATE('0001-01-01'), DATE('9999-12-31'))", True),
        (
            "T_DURING(INTERVAL('1969-07-20T20:17:40Z', '1969-07-21T17:54:00Z'), "
            "INTERVAL('1969-07-16T13:32:00Z', '1969-07-24T16:50:35Z'))",
            True,
        ),
    ],
)
def test_literals_relate_to_literals(text, holds):
    assert mask(FRAME, parse(text)).all() == holds
    assert mask(FRAME, parse(text)).any() == holds
