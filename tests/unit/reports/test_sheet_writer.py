"""Rules of workbooks: names of sheets, characters, lengths."""

from __future__ import annotations

import pytest

from geo_zs.reports.sheet_writer import (
    cell_text,
    cut_text,
    line_count,
    sheet_name,
    utf16_length,
)


@pytest.mark.parametrize(
    ("wished", "expected"),
    [
        ("通报", "通报"),
        ("a[b]:c*d?e/f\\g", "a b  c d e f g"),
        ("'quoted'", "quoted"),
        ("", "Sheet"),
        ("///", "Sheet"),
        ("History", "History (2)"),
        ("history", "history (2)"),
        ("长" * 40, "长" * 31),
        ("a\x00\nb\ud800", "a  b\ufffd"),
    ],
)
def test_name_of_a_sheet_is_made_one_that_it_may_have(wished, expected):
    assert sheet_name(wished) == expected


def test_second_sheet_of_a_name_gets_a_number_whatever_its_capitals():
    assert sheet_name("Projects", ["projects"]) == "Projects (2)"
    assert sheet_name("Projects", ["projects", "PROJECTS (2)"]) == "Projects (3)"
    assert sheet_name("长" * 40, ["长" * 31]) == "长" * 27 + " (2)"


def test_cell_holds_what_xml_can_hold():
    assert cell_text("a\x01b\x0bc\ufffed\ud83de") == "a\ufffdb\ufffdc\ufffdd\ufffde"
    assert cell_text("a\tb\r\nc\rd") == "a\tb\nc\nd"
    assert cell_text("'=1") == "''=1"


def test_text_is_cut_by_the_units_that_spreadsheets_count():
    assert utf16_length("a𠮷") == 3
    assert cut_text("abcdef", 4) == "abc…"
    assert utf16_length(cut_text("𠮷" * 10, 8)) <= 8
    assert cut_text("𠮷" * 10, 8) == "𠮷𠮷𠮷…"


def test_row_is_as_high_as_its_text_needs():
    assert line_count("短", 20) == 1
    assert line_count("长" * 20, 21) == 2
    assert line_count("a\nb\nc", 20) == 3
