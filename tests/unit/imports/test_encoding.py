"""The encoding of a text is found by a fixed order of trials."""

from __future__ import annotations

import codecs

import pytest

from geo_zs.imports.encoding import decode, sniff_text
from geo_zs.imports.refusal import RefusedFileError

TEXT = "项目名称,盟市\r\n乌拉特中旗甘其毛都加工园区,巴彦淖尔市\r\n"
#: Characters outside GBK that only the four bytes of GB18030 hold.
RARE = "㐀䶮𠮷"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode("utf-8"), "utf-8"),
        (TEXT.encode("gbk"), "gb18030"),
        ((TEXT + RARE).encode("gb18030"), "gb18030"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (b"name,value\r\na,1\r\n", "utf-8"),
    ],
)
def test_encoding_is_found_and_the_mark_is_taken_off(content, encoding):
    decoded = decode(content)

    assert decoded.encoding == encoding
    assert not decoded.text.startswith("\ufeff")
    assert decoded.text.startswith(("项目名称", "name"))
    assert decoded.text.encode(encoding) == content.removeprefix(
        codecs.BOM_UTF8
    ).removeprefix(codecs.BOM_UTF16_LE).removeprefix(codecs.BOM_UTF16_BE)


def test_text_of_another_encoding_is_read_with_a_doubt():
    decoded = decode("專案名稱，投資方，內蒙古自治區呼和浩特市".encode("big5"))

    assert decoded.encoding == "gb18030"
    assert decoded.rare


def test_ordinary_gbk_raises_no_doubt():
    assert decode(TEXT.encode("gbk")).rare == ""


def test_bytes_of_no_encoding_are_refused():
    with pytest.raises(RefusedFileError, match="neither UTF-8, nor GB18030") as caught:
        decode(b"\xff\xff\x80\x80,\xff")

    assert caught.value.faults[0].key == "unreadable_text"


@pytest.mark.parametrize("asked", ["GBK", "gb2312", "gb18030"])
def test_user_may_say_the_encoding(asked):
    assert decode(TEXT.encode("gbk"), asked).text == TEXT


def test_big5_is_read_if_asked_for():
    assert decode("專案".encode("big5"), "big5").text == "專案"


def test_wrong_encoding_says_which_byte_does_not_fit():
    with pytest.raises(RefusedFileError, match="not utf-8: byte 1 does not fit"):
        decode(TEXT.encode("gbk"), "utf-8")


def test_utf16_without_mark_may_be_asked_for():
    assert decode(TEXT.encode("utf-16-be"), "utf-16").text == TEXT
    assert decode(codecs.BOM_UTF8 + TEXT.encode(), "utf-8").text == TEXT


def test_unknown_encoding_names_the_known_ones():
    with pytest.raises(RefusedFileError, match=r"klingon is not known.*gb18030"):
        decode(b"a", "klingon")


def test_damaged_utf16_is_refused():
    with pytest.raises(RefusedFileError) as caught:
        decode(codecs.BOM_UTF16_LE + b"\x00\xd8a")

    assert caught.value.faults[0].key == "wrong_encoding"


def test_half_a_character_at_the_end_of_the_sample_is_still_text():
    assert sniff_text("项目".encode()[:-1]) == "项"
    assert sniff_text("项目".encode("gbk")[:-1]) == "项"


@pytest.mark.parametrize("content", [bytes(range(32)) * 4, b"\xff\xff\x80"])
def test_control_characters_are_no_text(content):
    assert sniff_text(content) is None
