"""When a request is sent again, and after how long.

429 means that the service has not looked at the request, so any request may be sent
again. Errors of the service (500, 502, 503, 504) and broken connections are tried
again for GET only: nobody knows what became of another request.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

_SERVER_FAULTS: Final = frozenset({500, 502, 503, 504})


@dataclass(frozen=True)
class Retry:
    """How patient a client is.

    Parameters
    ----------
    attempts : int
        How often a request is sent at most, the first time included; 1 never
        repeats.
    first_wait_s : float
        Seconds before the second attempt where the service names none; doubled
        with each further one.
    most_wait_s : float
        Longest wait. A service that asks for more is told to the caller at once.
    sleep : callable
        Waits so many seconds.

    Raises
    ------
    ValueError
        If there is no attempt, or a wait is negative.
    """

    attempts: int = 4
    first_wait_s: float = 0.5
    most_wait_s: float = 30.0
    sleep: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        """Refuse a policy that cannot be followed."""
        if self.attempts < 1:
            message = f"attempts is {self.attempts}; expected 1 or more"
            raise ValueError(message)
        if not (self.first_wait_s >= 0 and self.most_wait_s >= 0):
            message = (
                f"waits are {self.first_wait_s} s and {self.most_wait_s} s; "
                "expected 0 or more"
            )
            raise ValueError(message)

    def wait_s(
        self, method: str, attempt: int, *, status: int | None, asked_s: float | None
    ) -> float | None:
        """Return how long to wait before the next attempt; None ends the attempts.

        Parameters
        ----------
        method : str
            Of the request, in capitals.
        attempt : int
            How often the request was sent already, 1 or more.
        status : int or None
            Of the answer; None if the connection broke.
        asked_s : float or None
            Seconds that the service asks to wait, from ``Retry-After``.
        """
        if attempt >= self.attempts:
            return None
        is_repeatable = status == 429 or (
            method == "GET" and (status is None or status in _SERVER_FAULTS)
        )
        if not is_repeatable:
            return None
        if asked_s is None:
            return min(self.first_wait_s * 2.0 ** (attempt - 1), self.most_wait_s)
        return asked_s if asked_s <= self.most_wait_s else None


def retry_after_s(header: str | None, *, now: datetime | None = None) -> float | None:
    """Return the seconds that a ``Retry-After`` header asks to wait.

    Parameters
    ----------
    header : str or None
        Seconds, or a date as HTTP writes it.
    now : datetime or None
        The present time, with its zone; the clock's if None.

    Returns
    -------
    float or None
        0 or more; None where the header is absent or says nothing usable.
    """
    if header is None:
        return None
    words = header.strip()
    if words.isascii() and words.isdigit() and len(words) <= 9:
        return float(words)
    try:
        then = parsedate_to_datetime(words)
    except (ValueError, OverflowError):
        return None
    if then.tzinfo is None:
        then = then.replace(tzinfo=UTC)
    seconds: float = (then - (now or datetime.now(UTC))).total_seconds()
    return max(0.0, seconds)
