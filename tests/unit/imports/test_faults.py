"""Every fault has words in both languages, and they ask only for what it carries."""

from __future__ import annotations

import string

import pytest

from geo_zs.errors import Problem, UnreadableFileError
from geo_zs.imports.datum.words import DATUM_WORDS
from geo_zs.imports.fault_words import READ_WORDS
from geo_zs.imports.faults import Fault, FaultWords, cut, fault_text, make_fault

WORDS = {
    "odd": FaultWords(
        en="{column} of {value} is {what}",
        zh="{column}的{value}是{what}",
        remedy_en="mend row {row}",
        remedy_zh="改第{row}行",
    )
}


def _asked(text: str) -> set[str]:
    """Return the names of the values that a text asks for."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", [*READ_WORDS, *DATUM_WORDS])
def test_words_of_both_languages_say_the_same_values(key):
    words = {**READ_WORDS, **DATUM_WORDS}[key]

    assert words.en
    assert words.zh
    assert bool(words.remedy_en) == bool(words.remedy_zh)
    assert words.remedy_en or words.severity == "note"
    english = {name.removesuffix("_zh") for name in _asked(words.en + words.remedy_en)}
    chinese = {name.removesuffix("_zh") for name in _asked(words.zh + words.remedy_zh)}
    assert chinese >= english - {"column", "example"} or english >= chinese


def test_fault_is_a_problem_with_both_languages():
    fault = make_fault(
        WORDS,
        "odd",
        values={"what": "wrong"},
        column="投资",
        row=3,
        value="3亿元",
        file="a.csv",
    )

    assert isinstance(fault, Problem)
    assert str(fault) == "a.csv row 3: 投资: 投资 of 3亿元 is wrong; mend row 3"
    assert fault.column == fault.field == "投资"
    assert fault.is_error
    assert fault_text(fault, WORDS, "zh") == ("投资的3亿元是wrong", "改第3行")
    assert fault_text(fault, WORDS, "en") == (fault.message, fault.remedy)
    assert fault_text(fault, {}, "zh") == (fault.message, fault.remedy)


def test_error_of_a_file_carries_its_faults():
    fault = make_fault(WORDS, "odd", values={"what": "x"}, severity="warning")
    error = UnreadableFileError([fault])

    assert error.problems == (fault,)
    assert not fault.is_error
    assert isinstance(error.problems[0], Fault)
    assert hash(fault) == hash(fault)


def test_missing_value_of_the_words_is_an_error_of_ours():
    with pytest.raises(KeyError, match="what"):
        make_fault(WORDS, "odd")


def test_braces_in_a_cell_are_only_text():
    fault = make_fault(WORDS, "odd", values={"what": "{row.__class__}"}, value="{0}")

    assert "{row.__class__}" in fault.message
    assert "{0}" in fault.message


def test_long_cells_are_cut_and_control_characters_do_not_show():
    assert cut("长" * 100) == "长" * 80 + "…"
    assert cut("a\x1b[31m\u202eb") == "a\ufffd[31m\ufffdb"
    assert make_fault(WORDS, "odd", values={"what": "x" * 99}).values["what"] == (
        "x" * 80 + "…"
    )
