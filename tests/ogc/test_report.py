"""The table of results that is printed for any service."""

from __future__ import annotations

import pytest

from tests.ogc.every import TESTS
from tests.ogc.report import main
from tests.ogc.suite import AbstractTest, NotApplicableError, run_all

pytestmark = pytest.mark.xdist_group("ogc-service")


def passes(service):
    return "as it should"


def fails(service):
    message = "one thing\nand more"
    raise AssertionError(message)


def breaks(service):
    return {}["links"]


def is_out_of_place(service):
    message = "not declared"
    raise NotApplicableError(message)


def test_each_verdict_has_its_words():
    tests = [
        AbstractTest(1, run.__name__, "", (), run)
        for run in (passes, fails, breaks, is_out_of_place)
    ]

    found = [(one.verdict, one.remark) for one in run_all(None, tests)]

    assert found == [
        ("passed", "as it should"),
        ("FAILED", "one thing"),
        ("FAILED", "KeyError: 'links'"),
        ("not applicable", "not declared"),
    ]


def test_report_of_the_live_service_lists_each_test_with_its_result(
    live, capsys, monkeypatch
):
    quick = [one for one in TESTS if one.part == 2 and "transform" not in one.id]
    monkeypatch.setattr("tests.ogc.report.TESTS", quick)

    status = main([live.ogc])

    lines = capsys.readouterr().out.splitlines()
    rows = [line for line in lines if line.startswith(("| 1 |", "| 2 |"))]
    assert status == 0
    assert len(rows) == len(quick) > 20
    assert all("| passed |" in row for row in rows)
    assert lines[-1].endswith(" passed")
