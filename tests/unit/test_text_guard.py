"""Text of users in files: never run by a spreadsheet, and back as it was entered."""

from __future__ import annotations

import random

import pytest

from geo_zs.text_guard import (
    guard_text,
    is_risky,
    sheet_text,
    unguard_text,
    whole_text,
)


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://x.example","看")',
        "=1+1",
        "+86 471 000",
        "-1",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "  =cmd|' /C calc'!A0",
        "\u200b=1",
        "\ufeff@x",
        "＝1+1",
    ],
)
def test_text_that_could_run_gets_an_apostrophe_and_loses_it_again(text):
    assert guard_text(text) == "'" + text
    assert unguard_text("'" + text) == text


@pytest.mark.parametrize("text", ["", "年产5GW单晶硅片项目", "a=b", "3.2", " 包头"])
def test_plain_text_is_left_alone(text):
    assert guard_text(text) == text
    assert unguard_text(text) == text
    assert sheet_text(text) == text


def test_apostrophe_of_the_user_stays():
    assert unguard_text("'89年技改") == "'89年技改"
    assert guard_text("'89年技改") == "''89年技改"
    assert unguard_text("''89年技改") == "'89年技改"
    assert guard_text("'=1") == "''=1"
    assert unguard_text("''=1") == "'=1"


def test_workbook_needs_no_apostrophe_but_where_one_would_be_taken_away():
    assert sheet_text("=1+1") == "=1+1"
    assert sheet_text("'=1+1") == "''=1+1"
    assert sheet_text("'89年技改") == "'89年技改"


def test_every_text_survives_both_ways():
    draw = random.Random(4)  # noqa: S311 - texts to try, no secret
    letters = "'=+-@\t\r\n \u200b　a项1"

    for _ in range(20_000):
        text = "".join(draw.choices(letters, k=draw.randrange(6)))
        assert unguard_text(guard_text(text)) == text
        assert unguard_text(sheet_text(text)) == text
        assert not is_risky(guard_text(text))


def test_half_a_character_is_replaced_and_whole_ones_are_kept():
    assert whole_text("甲\ud83d乙") == "甲\ufffd乙"
    assert whole_text("𠮷 🏭") == "𠮷 🏭"
    assert whole_text("plain") == "plain"
