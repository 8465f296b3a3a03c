"""Text for pages: plain, whole, in a font that has it."""

from __future__ import annotations

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from geo_zs.reports.fonts import (
    BOLD,
    REGULAR,
    fit_text,
    markup,
    page_text,
    register_fonts,
    runs,
    text_width,
)
from tests.unit.reports.conftest import HOSTILE


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_of_users_is_shown_as_it_stands(text):
    register_fonts()
    paragraph = Paragraph(markup(text), ParagraphStyle("x", fontName=REGULAR))

    assert paragraph.getPlainText() == text


def test_line_breaks_stay_and_other_controls_go():
    assert (
        page_text("甲\r\n乙\r丙\n丁\x00\x1b[0m\t戊\u2028己")
        == "甲\n乙\n丙\n丁[0m 戊\n己"
    )
    assert page_text("半\ud800个") == "半\ufffd个"
    assert markup("甲\n乙") == "甲<br/>乙"


def test_bold_text_falls_back_to_the_regular_font_where_it_must():
    # 祎 is no usual character: the bold file leaves it out.
    found = list(runs("责任人张祎同志", is_bold=True))

    assert found == [(BOLD, "责任人张"), (REGULAR, "祎"), (BOLD, "同志")]
    assert list(runs("张祎")) == [(REGULAR, "张祎")]
    assert list(runs("", is_bold=True)) == [(REGULAR, "")]


def test_han_is_a_square_and_a_missing_character_takes_room():
    assert text_width("垧", 10) == pytest.approx(10.0)
    assert text_width("ᠮ", 10) == pytest.approx(10.0)


def test_text_is_cut_to_its_room_with_an_ellipsis():
    assert fit_text("年产五吉瓦", 10, 50) == "年产五吉瓦"
    assert fit_text("年产五吉瓦", 10, 40) == "年产五…"
    assert fit_text("甲\n乙", 10, 50) == "甲 乙"
    assert fit_text("甲乙", 10, 1) == "…"
