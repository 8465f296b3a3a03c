"""Columns with a Chinese wording: filled alike, in Chinese, with the same figures."""

from __future__ import annotations

import re
from calendar import month_name
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from geo_zs.catalog import Catalog
from geo_zs.maps.describe import layer_values
from geo_zs.paths import tables_dir
from geo_zs.tables import Field, is_chinese_wording, load_schema, read_table

DATA = tables_dir()
HAN = re.compile(r"[\u4e00-\u9fff]")
#: Three small letters make a word; units (MW, GWh, kV) and codes do not.
WORD = re.compile(r"[a-z]{3,}")
#: Figures that Chinese writes in words: 一期, “十四五”, 上半年, 平方公里.
IN_WORDS = re.compile(r"phases? \d( to \d)?\b|\d+th five-year|(?<=2022)H1|k?m2")
NUMBER = re.compile(
    r"(\d+(?:,\d{3})*(?:\.\d+)?)\s*(million|billion|bn|thousand|x10k|万|亿)?"
)
TIMES = {
    "": 1,
    "thousand": 1_000,
    "x10k": 10_000,
    "万": 10_000,
    "million": 1_000_000,
    "亿": 100_000_000,
    "bn": 1_000_000_000,
    "billion": 1_000_000_000,
}
#: Names that are the same in both languages.
NAMES = {"BSD-3-Clause"}
MONTHS = list(month_name)[1:]
#: Texts that count in words (seven, one, "the eight"); the figures of the Chinese.
COUNTED = {"seven projects": [7], "list of the eight": [8], "one spare": [1]}


def wordings() -> list[tuple[str, str]]:
    """Return table and column of every column with a Chinese wording."""
    return [
        (path.relative_to(DATA).as_posix(), field.name.removesuffix("_zh"))
        for path in sorted(DATA.rglob("*.csv"))
        for field in load_schema(path).fields
        if is_chinese_wording(field.name, fields_of(path))
    ]


def fields_of(path: Path) -> dict[str, Field]:
    return {field.name: field for field in load_schema(path).fields}


def text_of(value: object) -> str:
    """Return a cell as text; an empty one is ``""``."""
    if isinstance(value, tuple):
        return ";".join(value)
    return "" if pd.isna(value) else str(value)


def pairs(name: str, column: str) -> list[tuple[str, str]]:
    """Return the texts of both columns, row by row."""
    frame = read_table(DATA / name)
    return [
        (text_of(english), text_of(chinese))
        for english, chinese in zip(frame[column], frame[f"{column}_zh"], strict=True)
    ]


def figures(text: str) -> Counter[Decimal]:
    """Return the numbers of a text, whatever they are counted in."""
    return Counter(
        Decimal(digits.replace(",", "")) * TIMES[times]
        for digits, times in NUMBER.findall(text)
    )


def figures_of_english(text: str) -> Counter[Decimal]:
    """Return the numbers of an English text as a Chinese one writes them."""
    found = figures(IN_WORDS.sub(" ", text))
    for number, month in enumerate(MONTHS, start=1):
        found[Decimal(number)] += len(re.findall(rf"\b{month}\b(?! be)", text))
    for words, numbers in COUNTED.items():
        if words in text:
            found.update(Decimal(number) for number in numbers)
    return +found


@pytest.fixture(params=wordings(), ids="-".join)
def texts(request: pytest.FixtureRequest) -> list[tuple[str, str]]:
    """Both texts of each row of one column."""
    return pairs(*request.param)


def test_the_notes_of_every_layer_have_a_chinese_wording():
    assert {
        ("parks/parks.csv", "notes"),
        ("ports/ports.csv", "designated_goods"),
        ("energy_bases/energy_bases.csv", "status_text"),
        ("power_plants/power_plants.csv", "notes"),
        ("airports/airports.csv", "notes"),
        ("rail/rail_nodes.csv", "location_note"),
        ("projects/projects.csv", "notes"),
        ("article/region_facts.csv", "consistency_check"),
        ("banners/constraints.csv", "notes"),
        ("boundaries/banners.csv", "seat_note"),
    } <= set(wordings())


def test_wording_is_filled_exactly_where_the_column_is(texts):
    assert [pair for pair in texts if bool(pair[0]) != bool(pair[1])] == []


def test_wording_is_chinese_and_holds_no_english_sentence(texts):
    for english, chinese in texts:
        if english not in NAMES and (WORD.search(english) or HAN.search(english)):
            assert HAN.search(chinese), english
        assert not re.search(r"\b(the|is|of|and|not|from)\b", chinese), chinese


def test_wording_keeps_every_figure_and_adds_none(texts):
    wrong = {
        english: chinese
        for english, chinese in texts
        if figures_of_english(english) != figures(chinese)
    }
    assert wrong == {}


def test_wording_keeps_what_is_not_verified(texts):
    for english, chinese in texts:
        if "general knowledge" in english.casefold():
            assert "常识" in chinese, english
            assert "未核实" in chinese, english
        if "unverified" in english.casefold():
            assert "未核实" in chinese, english
        if "inferred" in english:
            assert "推断" in chinese, english


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("1.3 bn yuan for 540 thousand TEU", "13亿元，54万标箱"),
        ("phase 1, 11.3 bn yuan", "一期，113亿元"),
        ("1,700 mu in April 2024", "2024年4月，1,700亩"),
    ],
)
def test_figures_are_compared_by_value(english: str, chinese: str):
    assert figures_of_english(english) == figures(chinese)


@pytest.mark.parametrize("chinese", ["14亿元", "13亿元，共2期", "约"])
def test_a_figure_that_is_changed_added_or_lost_is_seen(chinese: str):
    assert figures_of_english("1.3 bn yuan") != figures(chinese)


def test_map_shows_each_wording_once_in_the_language_of_the_page(catalog: Catalog):
    layer = catalog.layers["ports"]

    def columns(lang: str) -> list[str]:
        values = layer_values(layer, lang=lang, links=None)
        return [column["name"] for column in values["columns"]]

    assert {"goods_zh", "designated_goods_zh"} <= set(columns("zh"))
    assert {"goods", "designated_goods"}.isdisjoint(columns("zh"))
    assert {"goods", "designated_goods"} <= set(columns("en"))
    assert {"goods_zh", "designated_goods_zh"}.isdisjoint(columns("en"))


def test_evidence_of_a_garble_has_a_chinese_wording():
    assert ("gazetteer/garbles.csv", "evidence_for") in wordings()
