"""The list of abstract tests, and what one comes to.

An abstract test is a function that takes a `Service`, raises AssertionError where the
service breaks the standard, and may return a remark. It bears the id that the
standard's annex gives it (`/conf/core/fc-op` is `fc-op`), and the name of the test
method of the OGC's executable suite ets-ogcapi-features10 that it stands for; the
words and the code here are our own, written from the standards 17-069r4 (Part 1),
18-058r1 (Part 2), 19-079r2 (Part 3) and 23-058r2 (Part 5).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.ogc.service import Service

Run = Callable[[Service], "str | None"]


class NotApplicableError(Exception):
    """The service does not declare what the test is about."""


@dataclass(frozen=True)
class AbstractTest:
    """One abstract test.

    Parameters
    ----------
    part : int
        Part of the standard.
    id : str
        Its id in the annex of that part.
    method : str
        Test method of the executable suite; empty where that has none.
    requirements : tuple of str
        Requirements that it looks at.
    run : callable
        The test.
    """

    part: int
    id: str
    method: str
    requirements: tuple[str, ...]
    run: Run

    @property
    def name(self) -> str:
        """Its name in reports: the part, the id, and the method that tells apart."""
        method = f"-{self.method}" if self.method else ""
        return f"part{self.part}-{self.id}{method}"


TESTS: list[AbstractTest] = []


def abstract_test(
    part: int, test_id: str, method: str = "", *requirements: str
) -> Callable[[Run], Run]:
    """Put a function on the list."""

    def add(run: Run) -> Run:
        TESTS.append(AbstractTest(part, test_id, method, requirements, run))
        return run

    return add


@dataclass(frozen=True)
class Result:
    """What an abstract test came to: passed, failed or not applicable."""

    test: AbstractTest
    verdict: str
    remark: str


def run_all(service: Service, tests: list[AbstractTest]) -> list[Result]:
    """Run abstract tests; a fault of one stops no other."""
    return [_run(service, test) for test in tests]


def _run(service: Service, test: AbstractTest) -> Result:
    try:
        remark = test.run(service) or ""
    except NotApplicableError as why:
        return Result(test, "not applicable", str(why))
    except AssertionError as fault:
        return Result(test, "FAILED", str(fault).splitlines()[0][:300])
    except Exception as fault:  # noqa: BLE001 - an answer that no client can read
        return Result(test, "FAILED", f"{type(fault).__name__}: {fault}"[:300])
    return Result(test, "passed", remark)
