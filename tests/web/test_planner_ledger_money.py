"""The form of the ledger: currencies that amounts name, and months that are none."""

from __future__ import annotations

import datetime as dt

import pytest

from webapp.planner.forms import read_form

TODAY = dt.date(2023, 6, 30)


def read(amount, currency="USD", scope="foreign", month="2023-06"):
    """Return what a form of the ledger means."""
    typed = {
        "project_id": "R-000001",
        "month": month,
        "scope": scope,
        "currency": currency,
        "is_continued": "false",
        "reported_1e4": amount,
    }
    return read_form("ledger", typed, lang="zh", today=TODAY)


@pytest.mark.parametrize("amount", ["100万元", "￥100万", "¥100万", "1亿元", "元100万"])
def test_amount_in_yuan_is_no_amount_in_dollars(amount):
    found = read(amount)

    assert "reported_1e4" in found.faults
    if not amount.startswith("元"):
        assert "CNY" in found.faults["reported_1e4"]
        assert "USD" in found.faults["reported_1e4"]


@pytest.mark.parametrize(
    ("amount", "currency", "scope"),
    [
        ("100万美元", "USD", "foreign"),
        ("100", "USD", "foreign"),
        ("100万", "USD", "foreign"),
        ("¥100万日元", "JPY", "foreign"),
        ("100万港元", "HKD", "foreign"),
        ("￥100万", "CNY", "domestic"),
        ("100万元", "CNY", "foreign"),
    ],
)
def test_amount_in_the_currency_of_its_entry_is_taken(amount, currency, scope):
    found = read(amount, currency, scope)

    assert found.faults == {}
    assert found.values["reported_1e4"] == 100.0


def test_month_that_is_none_is_told_so():
    assert "没有这个月份" in read("100", month="2023-13").faults["month"]


def test_page_of_a_month_that_is_none_says_so(planner_client):
    answer = planner_client.get("/planner/ledger?month=2026-13")

    assert answer.status_code == 400
    assert "没有这个月份" in answer.get_data(as_text=True)


def test_month_that_is_none_is_a_fault_of_the_api_too(site):
    path = "/api/v1/register/ledger?month="
    headers = site.bearer("planner")

    assert site.client().get(f"{path}2023-13", headers=headers).status_code == 400
    assert site.client().get(f"{path}2023-06", headers=headers).status_code == 200
