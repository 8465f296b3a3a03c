"""How long a client waits."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from geo_zs.client.kept import KeptAnswer, KeptAnswers
from geo_zs.client.retry import Retry, retry_after_s

_NOW = datetime(2026, 1, 1, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("0", 0.0),
        (" 120 ", 120.0),
        ("Thu, 01 Jan 2026 12:00:30 GMT", 30.0),
        ("Thu, 01 Jan 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("９", None),
        ("9" * 400, None),
        ("", None),
    ],
)
def test_seconds_that_a_service_asks_to_wait(header, seconds):
    assert retry_after_s(header, now=_NOW) == seconds


def test_waits_double_up_to_the_longest():
    retry = Retry(attempts=9, first_wait_s=1, most_wait_s=5)

    waits = [
        retry.wait_s("GET", attempt, status=503, asked_s=None)
        for attempt in range(1, 6)
    ]

    assert waits == [1, 2, 4, 5, 5]


@pytest.mark.parametrize(
    "policy", [{"attempts": 0}, {"first_wait_s": -1}, {"most_wait_s": float("nan")}]
)
def test_policy_that_cannot_be_followed_is_refused(policy):
    with pytest.raises(ValueError, match="expected"):
        Retry(**policy)


def _held(size: int) -> KeptAnswer:
    return KeptAnswer('"a"', b"x" * size, {})


def test_answers_used_longest_ago_make_room():
    kept = KeptAnswers(most_bytes=10)
    for key in "abc":
        kept.put(key, _held(4))
        kept.get("a")

    assert [key for key in "abc" if kept.get(key)] == ["a", "c"]


def test_answer_larger_than_the_room_is_not_kept_and_removes_only_its_own():
    kept = KeptAnswers(most_bytes=10)
    kept.put("a", _held(4))
    kept.put("b", _held(4))

    kept.put("a", _held(11))

    assert kept.get("a") is None
    assert kept.get("b") == _held(4)
