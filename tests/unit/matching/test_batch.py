"""A batch gives the answers that single requests give, byte by byte."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_zs.criteria.defaults import CriteriaBook
from geo_zs.errors import Problem, RequirementError
from geo_zs.matching.answer import to_answer
from geo_zs.matching.batch import Refused, answer_many, match_many
from geo_zs.matching.engine import conclude, match, prepare
from geo_zs.matching.requirement import Requirement, Vocabulary
from geo_zs.matching.shared import Memo, once, sharing
from geo_zs.matching.table import SiteTable

SitesOf = Callable[..., SiteTable]
ROWS = [
    {
        "id": f"s{row}",
        "fit": None if row == 3 else (row + 1) / 8,
        "rail_km": None if row == 5 else (row * 13 % 80, row % 3 * row, 90),
        "wind_speed_50m_ms": 4 + row / 3,
        "airport_km": row * 30,
        "ports": [(20 + 9 * row,) * 3, (90 - 9 * row,) * 3, None, None, None],
        "league": "150600" if row % 2 else "150200",
        "kind": "park" if row < 6 else "banner",
    }
    for row in range(8)
]


@pytest.fixture(scope="module")
def sites(sites_of: SitesOf) -> SiteTable:
    return sites_of(ROWS)


requests = st.fixed_dictionaries(
    {
        "industry": st.sampled_from(["wafer", "coking", "wind_farm", "trade"]),
        "stability": st.sampled_from([{"draws": 0}, {"draws": 50, "seed": 3}]),
        "top": st.integers(1, 8),
        "weights": st.sampled_from([{"rail_km": 0.3}, {"wind": 0.2, "rail_km": 1}]),
    },
    optional={
        "method": st.sampled_from(["additive", "topsis"]),
        "land_ha": st.sampled_from([5, 20]),
        "unverified": st.sampled_from(["below", "keep", "drop"]),
        "bounds": st.sampled_from(
            [{"rail_km": {"worst": 50}}, {"rail_km": {"outside": "drop"}}]
        ),
        "own_figures": st.sampled_from(
            [{"s1": {"land_available_ha": 9}}, {"s2": {"land_available_ha": 30}}]
        ),
        "limits": st.sampled_from(
            [
                {"airport_km_max": 100},
                {"rail_km_max": 30},
                {"land_port_km_max": 60, "port_mode": "road"},
                {"land_port_km_max": 60},
                {"leagues": ["150600"]},
            ]
        ),
    },
)


@given(st.lists(requests, min_size=1, max_size=9), st.integers(1, 4))
def test_a_batch_gives_the_same_bytes_as_one_at_a_time(
    sites: SiteTable, book: CriteriaBook, given: list[dict[str, Any]], chunk: int
):
    known = Vocabulary.of(sites, book)
    requirements = [Requirement.parse(one, known=known) for one in given]

    alone = [
        json.dumps(to_answer(match(sites, one, book), "v")) for one in requirements
    ]
    together = [
        json.dumps(to_answer(found, "v"))
        for found in match_many(sites, requirements, book, chunk=chunk)
    ]

    assert together == alone


def test_a_faulty_requirement_is_told_in_its_place_and_stops_no_other(
    sites: SiteTable, book: CriteriaBook
):
    known = Vocabulary.of(sites, book)
    given = [
        {"industry": "wafer"},
        {"industry": "wafers"},
        {"industry": "wafer", "weights": {"industry_fit": 0, "rail_km": 0}},
        {"industry": "coking"},
    ]

    found = list(
        answer_many(
            given,
            read=lambda one: prepare(sites, Requirement.parse(one, known=known), book),
            tell=lambda ready, scores: conclude(ready, scores, book).requirement,
            chunk=3,
        )
    )

    assert [getattr(one, "industry", "refused") for one in found] == [
        "wafer",
        "refused",
        "refused",
        "coking",
    ]
    assert isinstance(found[1], Refused)
    assert [one.field for one in found[1].problems] == ["industry"]
    assert isinstance(found[2], Refused)
    assert found[2].problems[0].field == "weights"


def test_match_many_raises_where_a_requirement_leaves_nothing_to_score_by(
    sites: SiteTable, book: CriteriaBook
):
    known = Vocabulary.of(sites, book)
    request = {"industry": "wafer", "weights": {"industry_fit": 0, "rail_km": 0}}
    requirement = Requirement.parse(request, known=known)

    with pytest.raises(RequirementError, match="no weight is above 0"):
        list(match_many(sites, [requirement], book))


def test_requirements_are_read_no_more_than_a_chunk_ahead():
    read: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(100):
            read.append(number)
            yield number

    def refuse(one: int) -> Any:
        raise RequirementError([Problem("", str(one))])

    answers = answer_many(numbers(), read=refuse, tell=lambda *_: None, chunk=5)
    next(answers)

    assert len(read) == 5


def test_nothing_in_gives_nothing_out(sites: SiteTable, book: CriteriaBook):
    assert list(match_many(sites, [], book)) == []


def test_results_are_remembered_within_a_batch_only():
    calls: list[int] = []

    @once
    def double(number: int) -> int:
        calls.append(number)
        return 2 * number

    memo = Memo()
    with sharing(memo):
        assert [double(2), double(2)] == [4, 4]
    assert (double(2), double(2)) == (4, 4)

    assert calls == [2, 2, 2]
    assert len(memo) == 1


def test_the_caller_of_a_batch_works_without_its_memory(
    sites: SiteTable, book: CriteriaBook
):
    calls: list[int] = []

    @once
    def double(number: int) -> int:
        calls.append(number)
        return 2 * number

    known = Vocabulary.of(sites, book)
    two = [Requirement.parse({"industry": "wafer"}, known=known)] * 2
    for _ in match_many(sites, two, book):
        double(1)

    assert calls == [1, 1]


def test_a_full_memory_forgets_and_changes_no_result():
    memo = Memo(size=2)

    found = [memo.get(key, lambda key=key: np.sqrt(key)) for key in (1, 4, 9, 1)]

    assert found == [1, 2, 3, 1]
    assert len(memo) == 2
