"""The words of imports are complete, and mean one thing each."""

from __future__ import annotations

import csv
import string
from pathlib import Path

import pytest

import geo_zs.imports
from geo_zs.imports.all_words import ALL_WORDS, say
from geo_zs.imports.datum.words import DATUM_WORDS
from geo_zs.imports.enum_words import word_key
from geo_zs.imports.fault_book import FaultBook, Remark
from geo_zs.imports.fault_words import READ_WORDS
from geo_zs.imports.fault_words_rows import ROW_LEVEL, ROW_WORDS
from geo_zs.imports.quantities import least_believed
from geo_zs.register.fields import fields

FOLDER = Path(geo_zs.imports.__file__).parent / "words"
TABLES = ("projects", "ledger", "companies", "steps", "park_facts")


def _names(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_no_two_sides_use_one_key_for_different_faults():
    assert not set(ROW_WORDS) & set(READ_WORDS)
    assert not set(ROW_WORDS) & set(DATUM_WORDS)
    assert set(ROW_LEVEL) <= set(ROW_WORDS)


@pytest.mark.parametrize("key", ROW_WORDS)
def test_fault_has_words_and_a_remedy_in_both_languages(key):
    words = ROW_WORDS[key]

    assert any("\u4e00" <= char <= "\u9fff" for char in words.zh)
    assert (words.en + words.remedy_en).replace("°", "").isascii()
    assert bool(words.remedy_en) == bool(words.remedy_zh)
    assert words.remedy_en or words.severity == "note"


def test_enum_words_mean_values_that_there_are_and_one_each():
    allowed = {"yes_no": {"true", "false"}, "is_continued": {"true", "false"}}
    for table in TABLES:
        for field in fields(table):
            if field.allowed:
                allowed.setdefault(field.name, set()).update(field.allowed)
    seen: dict[tuple[str, str], str] = {}

    with (FOLDER / "enum_words.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            assert row["value"] in allowed[row["field"]], row
            key = (row["field"], word_key(row["word"]))
            assert seen.setdefault(key, row["value"]) == row["value"], row


def test_limits_of_belief_are_of_fields_that_have_them():
    known = {
        field.name: field for table in (*TABLES, "targets") for field in fields(table)
    }

    assert set(least_believed()) <= set(known)
    assert all((known[name].maximum or 0) > 0 for name in least_believed())


def test_sentence_ends_once():
    fault = Remark.of(
        "implausible_unit",
        column="总投资",
        cell="150000",
        number=150000.0,
        unit="亿元",
        most=3000.0,
        shown=150000.0,
        other_unit="万元",
        other_number=15.0,
    ).fault(7)

    assert say(fault, "zh") == (
        "总投资：“150000”即 150000 亿元，超出可信范围（3000 亿元）。单位是否应为万元"
        "（即 15 亿元）？把本列单位设为万元，或更正单元格"
    )
    assert say(fault, "en").endswith(
        "; set the unit of the column to 万元, or correct the cell"
    )


def test_book_of_faults_counts_finds_and_survives_json():
    book = FaultBook(3)
    remark = Remark.of("missing_required", column="名称")
    book.add_many([0, 2], remark)
    book.add(2, Remark.of("formula_like", column="备注", cell="=1"))

    again = FaultBook.from_dict(book.to_dict())

    assert again.counts() == {"missing_required": 2, "formula_like": 1}
    assert again.has("formula_like").tolist() == [False, False, True]
    assert again.damage().tolist() == [2, 0, 2]
    assert [fault.key for fault in again.of_rows([2], [5, 6, 7])[2]] == [
        "missing_required",
        "formula_like",
    ]
    assert [fault.row for fault in again.iterate([5, 6, 7])] == [5, 7, 7]


def test_all_words_ask_only_for_values_that_both_languages_can_have():
    for key, words in ALL_WORDS.items():
        both = _names(words.en) ^ _names(words.zh)
        only = {name for name in both if not name.endswith(("_en", "_zh"))}
        paired = {name.removesuffix("_en").removesuffix("_zh") for name in both}
        assert only <= paired | _names(words.zh) | _names(words.en), key
