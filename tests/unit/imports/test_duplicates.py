"""Which records are proposed as one, and which are not."""

from __future__ import annotations

import numpy as np
import pytest

from geo_zs import text
from geo_zs.imports.duplicates import Index, Records, name_keys


def _records(*rows):
    names = ("name_zh", "investor_zh", "credit_code", "banner", "league", "lon", "lat")
    columns = {name: [row.get(name) for row in rows] for name in names}
    return Index(Records.of(columns, len(rows)))


def _twins(one, other):
    known, new = _records(one), _records(other)
    return [alike for _, alike in known.pairs(new, is_same=False)]


NAME = "年产5GW单晶硅片项目"


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (
            {"name_zh": NAME, "credit_code": "91350100M000100Y43"},
            {"name_zh": "年产5ＧＷ單晶硅片 项目", "credit_code": "91350100M000100Y43"},
            "same credit code and name",
        ),
        (
            {"name_zh": NAME, "investor_zh": "甲硅材料有限公司"},
            {"name_zh": NAME, "investor_zh": "甲硅材料股份有限公司"},
            "same name, same investor",
        ),
        (
            {"name_zh": NAME, "banner": "150203"},
            {"name_zh": NAME, "banner": "150203"},
            "same name, same banner or park",
        ),
        (
            {"name_zh": NAME, "investor_zh": "甲公司"},
            {"name_zh": "年产5GW单晶硅片生产项目", "investor_zh": "甲公司"},
            "names alike (92 %), same investor",
        ),
        (
            {"name_zh": NAME, "lon": 109.82, "lat": 40.64},
            {"name_zh": "5GW单晶硅片项目", "lon": 109.8205, "lat": 40.6404},
            "names alike (90 %), same spot",
        ),
    ],
)
def test_records_that_agree_are_proposed_with_the_reason(one, other, why):
    (alike,) = _twins(one, other)

    assert alike.why_en == why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name_zh": NAME}, {"name_zh": NAME}),  # nothing else is known
        (
            {"name_zh": NAME, "investor_zh": "甲公司", "banner": "150203"},
            {"name_zh": NAME, "investor_zh": "乙集团", "banner": "150203"},
        ),
        (
            {"name_zh": NAME, "investor_zh": "甲公司", "banner": "150203"},
            {"name_zh": NAME, "investor_zh": "甲公司", "banner": "150204"},
        ),
        (
            {"name_zh": NAME, "investor_zh": "甲公司", "lon": 109.8, "lat": 40.6},
            {"name_zh": NAME, "investor_zh": "甲公司", "lon": 110.8, "lat": 40.6},
        ),
        (
            {"name_zh": "年产5GW单晶硅片及配套设施建设项目", "investor_zh": "甲公司"},
            {"name_zh": "年产6GW单晶硅片及配套设施建设项目", "investor_zh": "甲公司"},
        ),
        (
            {"name_zh": "单晶硅片及配套设施建设一期项目", "investor_zh": "甲公司"},
            {"name_zh": "单晶硅片及配套设施建设二期项目", "investor_zh": "甲公司"},
        ),
        ({"name_zh": None, "investor_zh": "甲公司"}, {"name_zh": None}),
    ],
)
def test_records_that_contradict_each_other_are_not_proposed(one, other):
    assert _twins(one, other) == []


def test_row_of_a_file_is_compared_with_earlier_rows_only():
    row = {"name_zh": NAME, "investor_zh": "甲公司"}
    own = _records(row, row, row)

    pairs = [(at, alike.other) for at, alike in own.pairs(own, is_same=True)]

    assert pairs == [(1, 0), (2, 0), (2, 1)]


def test_many_records_of_one_name_are_not_compared_pair_by_pair():
    rows = [
        {"name_zh": "光伏发电项目", "banner": f"15{at % 100:04d}"}
        for at in range(20_000)
    ]
    own = _records(*rows)

    first = next(iter(own.pairs(own, is_same=True)))

    assert first[0] == 100
    assert first[1].other == 0


def test_names_of_many_records_have_the_keys_of_single_ones():
    names = [
        "ＡＢ c-d（一期）",
        "馬托勒 中蒙",
        "É a",
        "a\nb",
        "",
        None,
        "\u2028x",
        "𠮷",
    ]
    rng = np.random.default_rng(1)
    names += ["".join(map(chr, rng.integers(32, 0x3000, 20))) for _ in range(300)]

    keys = name_keys(names)

    assert len(keys) == len(names)
    for name, key in zip(names, keys, strict=True):
        plain = text.name_key(name or "")
        assert key == plain or not (name or "").isprintable() or set(key) >= set(plain)
    assert keys[:6] == ["abcd一期", "马托勒中蒙", "ea", "ab", "", ""]
