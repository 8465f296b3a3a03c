"""Folded text and the way back to the original."""

from __future__ import annotations

from geo_zs.understanding.folding import fold
from geo_zs.understanding.scanning import WordIndex


def test_width_case_script_and_marks_are_folded():
    text = "用電負荷\u202e ５５ＭＷ\u200b，Ｎ－ＴＹＰＥ"

    folded = fold(text)

    assert folded.text == "用电负荷55mw，n type"
    start, end = folded.span(4, 8)
    assert text[start:end] == "５５ＭＷ"


def test_one_character_that_becomes_several_stands_for_itself():
    folded = fold("30㎡")

    assert folded.text == "30m2"
    assert folded.span(2, 4) == (2, 3)
    assert folded.span(2, 3) == (2, 3)


def test_comma_of_a_number_is_told_from_the_one_between_clauses():
    assert fold("１，５００").text == "1,500"
    assert fold("用地300，450兆瓦").text == "用地300，450兆瓦"


def test_blank_stays_only_where_it_parts_words():
    assert fold(" 300 亩  5 GW  硅片 组件 ").text == "300亩5 gw硅片 组件"


def test_half_of_a_character_is_no_reason_to_stop():
    assert fold("硅\ud800片").text == "硅\ufffd片"


def test_empty_text_folds_to_nothing():
    assert fold("").text == ""
    assert fold("").span(0, 0) == (0, 0)


def index(*words: str) -> WordIndex[str]:
    return WordIndex.of({word: word for word in words})


def test_longest_word_wins():
    assert index("硅", "硅片", "单晶硅片").match("单晶硅片", 0) == (4, "单晶硅片")
    assert index("硅", "硅片").match("硅片", 0) == (2, "硅片")


def test_latin_word_ends_where_letters_do():
    words = index("port", "pv")

    assert words.match("export", 2) is None
    assert words.match("portal", 0) is None
    assert words.match("ports", 0) == (5, "port")
    assert words.match("pv组件", 0) == (2, "pv")


def test_word_with_blanks_between_its_characters_is_found():
    words = index("硅", "硅铁", "用电负荷")

    assert words.match("硅 铁", 0) == (3, "硅铁")
    assert words.match("用 电 负 荷", 0) == (7, "用电负荷")


def test_blank_after_a_whole_word_ends_it():
    words = index("化工", "化工新材料")

    assert words.match("化工 新材料", 0) == (2, "化工")


def test_word_is_not_found_beyond_the_end_of_the_text():
    assert index("硅片厂").match("硅片", 0) is None
