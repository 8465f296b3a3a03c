"""Of a column and its Chinese wording a reader is shown one."""

from __future__ import annotations

from geo_zs.tables import Field, column_for, fields_for, is_chinese_wording


def field(name: str) -> Field:
    return Field(name, name, name, None, "string", is_list=False)


FIELDS = tuple(field(name) for name in ("name_zh", "notes", "notes_zh", "goods"))


def shown(lang: str) -> list[str]:
    return [one.name for one in fields_for(FIELDS, lang)]


def test_chinese_reader_gets_the_chinese_wording_in_its_place():
    assert shown("zh") == ["name_zh", "notes_zh", "goods"]


def test_english_reader_gets_the_column_itself():
    assert shown("en") == ["name_zh", "notes", "goods"]


def test_column_without_a_chinese_wording_is_the_same_in_both():
    columns = {"goods", "notes", "notes_zh"}

    assert [column_for("goods", columns, lang) for lang in ("zh", "en")] == [
        "goods",
        "goods",
    ]


def test_column_that_only_ends_alike_is_no_wording_of_another():
    columns = {"name_zh", "name_en", "notes", "notes_zh"}

    assert [name for name in sorted(columns) if is_chinese_wording(name, columns)] == [
        "notes_zh"
    ]
