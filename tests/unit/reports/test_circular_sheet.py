"""The circular on one page: PDF, PNG, workbook, CSV."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import openpyxl
import pypdfium2
import pytest
from PIL import Image

from geo_zs.board.label import Label
from geo_zs.board.table import Column, Table
from geo_zs.reports.circular_sheet import (
    _BAR,
    circular_pdf,
    circular_picture,
    circular_png,
    circular_xlsx,
)
from geo_zs.reports.drawing import Box, Words
from geo_zs.reports.fonts import register_fonts, text_width
from geo_zs.reports.table_book import table_csv, tables_xlsx

COLUMNS = (
    Column("rank", Label("位次", "rank")),
    Column("name", Label("盟市", "league")),
    Column("done", Label("累计到位", "done"), Label("亿元", "× 100m CNY"), 2),
    Column("share", Label("完成率", "share of target"), Label("%", "%"), 1),
    Column("change", Label("位次变化", "places won"), is_signed=True),
)


def _circular(n: int = 2) -> Table:
    rows = tuple(
        (at + 1, Label(f"第{at}旗", f"Banner {at}"), 100.0 - at, 50.0 - at / 10, at - 1)
        for at in range(n)
    )
    last = (None, Label("=乌海市", "=Wuhai"), None, None, None)
    return Table(
        Label("2023年1—6月国内到位资金通报", "Domestic money"),
        COLUMNS,
        (*rows, last),
        total=(None, Label("全区", "Region"), 2100.0, 53.8, None),
        notes=(Label("注：有3条尚未审核。", "Note: 3 not verified."),),
    )


def _text(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert len(document) == 1
    document.close()
    return "".join(text.split())


def test_page_has_title_rows_total_and_notes(about):
    text = _text(circular_pdf(_circular(), lang="zh", about=about))

    for expected in (
        "2023年1—6月国内到位资金通报",
        "某某局2026-11-23",
        "累计到位",
        "第0旗100.0050.0",
        "全区2100.0053.8",
        "注：有3条尚未审核。",
    ):
        assert expected in text, expected


@pytest.mark.parametrize("n", [0, 12, 103])
def test_any_number_of_places_fits_one_page(about, n):
    picture = circular_picture(_circular(n), lang="zh", about=about)

    texts = [one for one in picture.shapes if isinstance(one, Words)]
    assert max(one.y for one in texts) < picture.height - 10
    notes = next(one for one in texts if one.text.startswith("注"))
    total = next(one for one in texts if one.text == "全区")
    assert total.y < notes.y
    assert _text(circular_pdf(_circular(n), lang="en", about=about))


def test_bar_shows_the_share_and_stops_at_the_whole(about):
    table = _circular(1)
    rows = ((1, "甲", 1.0, 50.0, 0), (2, "乙", 1.0, 250.0, 0), (3, "丙", 1.0, None, 0))

    picture = circular_picture(
        replace(table, rows=rows, total=None), lang="zh", about=about
    )

    half, full = [
        one.width
        for one in picture.shapes
        if isinstance(one, Box) and one.paint.fill == "#e9b5ae"
    ]
    assert full == pytest.approx(2 * half)


def test_picture_is_a_page_of_200_dots_an_inch(about):
    picture = Image.open(io.BytesIO(circular_png(_circular(), lang="zh", about=about)))

    assert picture.format == "PNG"
    assert picture.size == (1654, 2339)
    assert picture.info["dpi"][0] == pytest.approx(200, abs=0.1)
    shades = picture.convert("L").histogram()
    assert sum(shades[:100]) > 10_000
    assert sum(shades[250:]) > 2_000_000


def test_same_content_gives_the_same_bytes(about):
    for make in (circular_pdf, circular_png, circular_xlsx):
        first = make(_circular(), lang="zh", about=about)
        assert make(_circular(), lang="zh", about=about) == first


def test_name_of_a_place_is_plain_text(about):
    name = "<b>甲</b>&lt;乙"
    table = replace(
        _circular(), rows=((1, name, 1.0, 2.0, 0),), title=Label(name, name)
    )

    assert _text(circular_pdf(table, lang="zh", about=about)).count(name) == 2


def test_workbook_has_numbers_signs_total_and_notes(about):
    content = circular_xlsx(_circular(), lang="zh", about=about)

    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    assert book.sheetnames[1:] == ["说明", "来源"]
    assert rows[0] == ("位次", "盟市", "累计到位（亿元）", "完成率（%）", "位次变化")
    assert rows[1] == (1, "第0旗", 100, 50, -1)
    assert rows[3] == (None, "=乌海市", None, None, None)
    assert sheet["B6"].data_type == "s"
    assert rows[4][1:4] == ("全区", 2100, 53.8)
    assert sheet["C7"].font.bold
    assert sheet["C4"].number_format == "#,##0.00"
    assert rows[6][0] == "注：有3条尚未审核。"


def test_csv_has_one_line_a_place_and_no_formula():
    rows = list(
        csv.reader(io.StringIO(table_csv(_circular(), lang="en").decode("utf-8-sig")))
    )

    assert rows[0] == [
        "rank",
        "league",
        "done (× 100m CNY)",
        "share of target (%)",
        "places won",
    ]
    assert rows[1] == ["1", "Banner 0", "100.0", "50.0", "-1"]
    assert rows[3] == ["", "'=Wuhai", "", "", ""]
    assert rows[4][1] == "Region"


def test_each_table_of_a_book_has_a_sheet_of_its_own(about):
    content = tables_xlsx([_circular(), _circular()], lang="zh", about=about)

    names = openpyxl.load_workbook(io.BytesIO(content)).sheetnames
    assert names[:2] == [
        "2023年1—6月国内到位资金通报",
        "2023年1—6月国内到位资金通报 (2)",
    ]


def test_bar_of_a_share_ends_before_its_digits(about):
    register_fonts()
    columns = (
        Column("name", Label("盟市", "league")),
        Column("share", Label("完成率", "share"), Label("%", "%"), 1),
    )
    table = Table(
        title=Label("样例", "sample"),
        columns=columns,
        rows=((Label("甲", "A"), 100.0), (Label("乙", "B"), 250.5)),
    )

    shapes = circular_picture(table, lang="zh", about=about).shapes

    bars = [one for one in shapes if isinstance(one, Box) and one.paint == _BAR]
    texts = [
        one
        for one in shapes
        if isinstance(one, Words) and one.text in ("100.0", "250.5")
    ]
    starts = [one.x - text_width(one.text, one.size) for one in texts]
    assert len(bars) == len(texts) == 2
    assert all(one.width > 10 for one in bars)
    assert all(one.x + one.width <= min(starts) for one in bars)
