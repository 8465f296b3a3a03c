"""The sentences of real answers: plain, without superlatives and promises."""

from __future__ import annotations

import re

import pytest

from geo_zs.matching.answer import to_answer
from geo_zs.matching.rules import SITE_FIELDS
from geo_zs.matching.standards import STATED_IN

FORBIDDEN = re.compile(
    r"最[佳好优强大]|首选|一流|保证|承诺|补贴|免税|优惠"
    r"|\b(best|optimal|perfect|excellent|guarantee\w*|promise\w*|subsid\w*|incentive\w*)\b",
    re.IGNORECASE,
)


def test_the_pattern_finds_what_it_forbids():
    assert FORBIDDEN.search("这里是最佳选择")
    assert FORBIDDEN.search("We guarantee power.")


@pytest.mark.parametrize(
    "industry",
    ["pv_wafer", "coal_chemical", "green_ammonia_methanol", "meat", "new_energy_power"],
)
def test_reasons_name_values_without_superlatives_or_promises(catalog, industry):
    request = {"industry": industry, "top": 500, "stability": {"draws": 0}}
    answer = to_answer(catalog.match(request), catalog.data_version)
    told = [
        sentence
        for entry in answer["ranked"]
        for lang in ("zh", "en")
        for sentence in entry["reasons"][lang]
    ]

    assert len(told) > 400
    assert [one for one in told if FORBIDDEN.search(one)] == []
    assert sum(bool(re.search(r"\d", one)) for one in told) > len(told) / 2


def test_no_field_that_a_park_is_asked_for_is_without_words(catalog):
    figures = {
        "land_ha": 20,
        "power_mw": 50,
        "water_m3_per_day": 100,
        "investment_cny_1e8": 5,
        "energy_tce_per_year": 10_000,
        "output_cny_1e8_per_year": 10,
    }
    asked = {*SITE_FIELDS, *STATED_IN.values()}
    names: dict[str, tuple[str, str]] = {}
    for industry in catalog.tables["industries"]["tag"]:
        request = {"industry": industry, "top": 500, "stability": {"draws": 0}}
        result = catalog.match({**request, **figures})
        names |= result.names
        for entry in to_answer(result, catalog.data_version)["ranked"]:
            asked |= set(entry["ask"])

    assert len(asked) > 10
    for field in asked:
        zh, en = names.get(field, ("", ""))
        assert re.search("[\u4e00-\u9fff]", zh), field
        assert re.fullmatch("[^_\u4e00-\u9fff]+", en), field
