"""Templates that could do harm are refused, and nothing of the machine is told."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference

from geo_zs.board.fault_words import BOARD_WORDS
from geo_zs.board.templates import child
from geo_zs.board.templates.fill import propose_template_mapping
from geo_zs.errors import UnreadableFileError
from geo_zs.imports.faults import fault_text
from tests.unit.board.templates.conftest import added, bureau_book, bytes_of, changed

SECRET = "/etc/passwd"


def refused(content, places):
    """Return the keys of the faults, and make sure that no path is told."""
    with pytest.raises(UnreadableFileError) as caught:
        propose_template_mapping(content, places, name="模板.xlsx")
    told = str(caught.value)
    assert "/tmp" not in told  # noqa: S108  looked for, not written to
    assert "root:" not in told
    assert "Traceback" not in told
    return [fault.key for fault in caught.value.problems]


def with_part(content, name, old, new):
    """Return the file with one text of one part replaced."""

    def change(member, body):
        return body.replace(old, new, 1) if member == name else body

    return changed(content, change)


def test_macros_are_refused(bureau, places):
    assert refused(added(bureau, xl__vbaProject_DOT_bin=b"x"), places) == [
        "template_macros"
    ]
    sheet = added(bureau, xl__macrosheets__sheet1_DOT_xml=b"<x/>")
    assert refused(sheet, places) == ["template_macros"]


def test_book_that_says_it_has_macros_is_refused(bureau, places):
    content = with_part(
        bureau,
        "[Content_Types].xml",
        b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"vnd.ms-excel.sheet.macroEnabled.main+xml",
    )

    assert refused(content, places) == ["template_not_xlsx"]


def test_links_to_other_files_and_addresses_are_refused(bureau, places):
    linked = added(bureau, xl__externalLinks__externalLink1_DOT_xml=b"<x/>")
    assert refused(linked, places) == ["template_links"]
    outside = added(
        bureau,
        xl__worksheets___rels__sheet9_DOT_xml_DOT_rels=(
            b'<Relationships><Relationship Id="r1" Type="x/image" '
            b'Target="http://example.org/a.png" TargetMode="External"/></Relationships>'
        ),
    )
    assert refused(outside, places) == ["template_links"]


@pytest.mark.parametrize(
    "formula",
    ['=WEBSERVICE("http://example.org")', "=cmd|'/c calc'!A0", "=1+DDE|'x'!A1"],
)
def test_formulas_that_fetch_or_run_are_refused(formula, places):
    book = bureau_book()
    book["通报"]["K1"] = formula

    assert refused(bytes_of(book), places) == ["template_links"]


def test_ordinary_formulas_and_hyperlinks_are_taken(places):
    book = bureau_book()
    book["通报"]["K1"] = '=IF(A5>1,"a|b"&说明!A1,SUM(D5:D7))'
    book["通报"]["K2"] = "网站"
    book["通报"]["K2"].hyperlink = "https://example.org/"
    book.create_sheet("说明")

    assert propose_template_mapping(bytes_of(book), places).mapping.rows


def test_embedded_objects_are_refused(bureau, places):
    content = added(bureau, xl__embeddings__oleObject1_DOT_bin=b"x")

    assert refused(content, places) == ["template_objects"]


@pytest.mark.parametrize("padding", [b"", b"<!--" + b"x" * 9000 + b"-->"])
def test_document_types_are_refused_wherever_they_stand(bureau, places, padding):
    entity = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file://' + SECRET.encode() + b'">]>'

    def change(name, body):
        return padding + entity + body if name == "xl/worksheets/sheet1.xml" else body

    assert refused(changed(bureau, change), places) == ["xml_doctype"]


def test_zip_bomb_is_refused(bureau, places):
    bomb = added(bureau, xl__media__image1_DOT_png=b"\0" * (40 << 20))

    assert refused(bomb, places) == ["archive_ratio"]


def test_member_that_leaves_its_folder_is_refused(bureau, places):
    stream = io.BytesIO(bureau)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("../../evil.xml", b"<x/>")

    assert refused(stream.getvalue(), places) == ["archive_path"]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "template_not_xlsx"),
        (b"name,done\n", "template_not_xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "template_not_xlsx"),
        (b"PK\x03\x04 broken", "archive_damaged"),
    ],
)
def test_what_is_no_workbook_is_refused(content, key, places):
    assert refused(content, places) == [key]


def test_zip_that_is_no_workbook_is_refused(places):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")

    assert refused(stream.getvalue(), places) == ["template_not_xlsx"]


def test_damaged_sheet_is_refused(bureau, places):
    def change(name, body):
        return body[: len(body) // 2] if name == "xl/worksheets/sheet1.xml" else body

    assert refused(changed(bureau, change), places) == ["workbook_damaged"]


def test_file_beyond_the_limit_is_refused_before_it_is_written(places):
    assert refused(b"PK\x03\x04" + b"\0" * (5 << 20), places) == ["file_too_large"]


def test_book_with_too_many_cells_is_refused(places):
    book = openpyxl.Workbook()
    for _ in range(260):
        book.active.append([1] * 200)

    assert refused(bytes_of(book), places) == ["template_too_many_cells"]


def test_all_faults_are_told_at_once_and_in_chinese(bureau, places):
    content = added(
        bureau,
        xl__vbaProject_DOT_bin=b"x",
        xl__embeddings__a_DOT_bin=b"x",
        xl__externalLinks__externalLink1_DOT_xml=b"<x/>",
    )

    with pytest.raises(UnreadableFileError) as caught:
        propose_template_mapping(content, places)

    told = [fault_text(one, BOARD_WORDS, "zh")[0] for one in caught.value.problems]
    assert told == ["含有宏或控件", "含有嵌入的文件或对象", "引用了 1 个外部文件或地址"]


def test_charts_that_are_written_anew_are_told(places):
    book = bureau_book()
    chart = BarChart()
    chart.add_data(Reference(book["通报"], min_col=4, min_row=4, max_row=7))
    book["通报"].add_chart(chart, "K5")

    notes = propose_template_mapping(bytes_of(book), places).notes

    assert {note.key for note in notes} == {"loses_charts", "formulas_computed"}


def test_child_that_dies_is_told_without_its_words(bureau, places, monkeypatch):
    monkeypatch.setattr(child, "_START", "import os, sys; os._exit(1)")

    assert refused(bureau, places) == ["reader_stopped"]


def test_child_that_never_ends_is_ended(bureau, places, monkeypatch):
    monkeypatch.setattr(child, "_START", "import time; time.sleep(60)")
    monkeypatch.setattr(child, "_SPARE_SECONDS", 0.5 - child.LIMITS.max_seconds)

    assert refused(bureau, places) == ["too_slow"]


@pytest.mark.parametrize("answer", ["nonsense", "[]", '{"sheets": [{"cells": 3}]}'])
def test_child_that_tells_nonsense_is_not_believed(bureau, places, monkeypatch, answer):
    program = f"import sys; open('answer.json', 'w').write({answer!r})"
    monkeypatch.setattr(child, "_START", program)

    assert refused(bureau, places)[0] in {"reader_stopped", "template_not_xlsx"}
