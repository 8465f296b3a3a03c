"""What an operator does by enforcing a rule that was read in a copy only."""

from __future__ import annotations

import pytest

from geo_zs.catalog import load_catalog
from geo_zs.errors import SettingError
from geo_zs.matching.answer import to_answer

RULE = "bayinaobao-no-coking"
"""No new coking in one park of Alxa, known from copies."""
PARK = "alxa-bayinaobao"
COKING = {"industry": "coking", "stability": {"draws": 0}, "top": 500}


def places(entries):
    """Return the ids of sites that entries of an answer are about."""
    return {
        one["id"]
        for entry in entries
        for one in (entry["site"], *entry["site"]["beside"])
    }


def test_rule_read_in_a_copy_warns_until_an_operator_enforces_it(monkeypatch, catalog):
    before = to_answer(catalog.match(COKING), catalog.data_version)
    monkeypatch.setenv("GEO_ZS_ENFORCED_RULES", f" {RULE} ;")
    enforced = load_catalog()
    after = to_answer(enforced.match(COKING), enforced.data_version)

    warned = {one["rule"]: one for one in before["rules"]}[RULE]
    assert (warned["effect"], warned["enforced"]) == ("warn", False)
    assert PARK not in places(before["excluded"])
    told = {one["rule"]: one for one in after["rules"]}[RULE]
    assert (told["effect"], told["enforced"]) == ("exclude", True)
    result = enforced.match(COKING)
    row = result.sites.ids.index(PARK)
    failed = [test.rule for test in result.screening.tests if test.status[row] == -1]
    assert failed == [RULE]
    assert after["data_version"] != before["data_version"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("bayinaobao-no-cooking", "near: bayinaobao-no-coking"),
        ("standard-land", "tests nothing that could exclude a site"),
    ],
)
def test_rule_that_cannot_be_enforced_stops_the_start(monkeypatch, given, words):
    monkeypatch.setenv("GEO_ZS_ENFORCED_RULES", given)

    with pytest.raises(SettingError, match=words):
        load_catalog()
