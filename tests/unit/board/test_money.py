"""Money of the ledger by scope, place and month, as the ledger itself counts it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from geo_zs.board.money import monthly, view, year_figures
from geo_zs.register.figures import figures
from tests.unit.board.conftest import BAOTOU, HOHHOT, ledger_of, projects_of

PROJECTS = projects_of({"league": HOHHOT}, {"league": BAOTOU}, {"league": None})


@pytest.mark.parametrize("by", ["league", None])
@pytest.mark.parametrize("scope", ["domestic", "outside_region"])
def test_figures_are_those_of_the_ledger(by, scope):
    random = np.random.default_rng(3)
    months = [
        f"{year}-{month:02d}" for year in (2022, 2023, 2024) for month in (1, 2, 3)
    ]
    n = 400
    verified = random.integers(0, 50, n).astype(float)
    verified[random.random(n) < 0.05] = np.nan
    ledger = pd.DataFrame(
        {
            "project_id": random.choice(PROJECTS.index.to_numpy(), n),
            "month": random.choice(months, n),
            "scope": random.choice(["domestic", "outside_region", "foreign"], n),
            "currency": "CNY",
            "is_continued": False,
            "reported_1e4": random.integers(1, 50, n).astype(float),
            "verified_1e4": verified,
        }
    )
    closed = months[:4]

    found = year_figures(
        view(ledger, PROJECTS, scope=scope), month="2024-02", by=by, closed=closed
    )

    told = figures(ledger, PROJECTS, month="2024-02", by=by, closed_months=closed)
    told = told[told["scope"].eq(scope)]
    for measure in ("verified", "reported"):
        lines = told[told["measure"].eq(measure)]
        lines = lines.set_index("league" if by else "region")
        if not by:
            lines.index = [""]
        mine = found.loc[lines.index]
        for name, theirs in (
            (measure, "year_to_date_1e4"),
            (f"{measure}_in_month", "month_1e4"),
            (f"{measure}_last_year", "last_year_to_date_1e4"),
        ):
            np.testing.assert_allclose(mine[name] * 1e4, lines[theirs])
        growth = lines["year_to_date_growth_pct"]
        np.testing.assert_allclose(mine[f"{measure}_growth"] * 100, growth)
        reasons = lines["year_to_date_growth_reason"].tolist()
        assert mine[f"{measure}_reason"].tolist() == reasons


def test_entries_without_any_amount_are_unknown_in_a_closed_year():
    ledger = ledger_of(
        {"project_id": "R-000001", "month": "2024-01", "reported_1e4": 5}
    )

    found = year_figures(
        view(ledger, PROJECTS, scope="domestic"),
        month="2024-02",
        by="league",
        closed=["2024-01", "2024-02"],
    )

    assert np.isnan(found.loc[HOHHOT, "verified"])
    assert found.loc[HOHHOT, "reported"] == 0.0005
    assert (found.loc[HOHHOT, "entries"], found.loc[HOHHOT, "unverified"]) == (1, 1)


def test_other_currencies_and_lost_projects_are_counted_apart():
    ledger = ledger_of(
        {"project_id": "R-000001", "month": "2024-01", "verified_1e4": 1},
        {"project_id": "R-000001", "month": "2024-01", "currency": "USD"},
        {"project_id": "R-000009", "month": "2024-01", "currency": "CNY"},
    )

    found = view(ledger, PROJECTS, scope="domestic")

    assert len(found.entries) == 1
    assert (found.n_other_currency, found.months_without_project) == (1, ("2024-01",))


def test_foreign_entry_without_currency_counts_in_none():
    ledger = ledger_of(
        {"project_id": "R-000001", "month": "2024-01", "scope": "foreign"}
    )

    assert view(ledger, PROJECTS, scope="foreign").n_other_currency == 1


def test_scope_that_is_not_known_is_refused():
    with pytest.raises(ValueError, match="scope is 'all'; expected one of domestic"):
        view(ledger_of(), PROJECTS, scope="all")


def test_empty_ledger_has_no_figures():
    found = view(ledger_of(), PROJECTS, scope="domestic")

    assert year_figures(found, month="2024-02", by="league").empty
    assert monthly(found.entries, ["2024-01"])["verified"].isna().all()
