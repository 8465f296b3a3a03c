"""Workbooks like those of a bureau, made for the tests of templates."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.styles import Border, Font, PatternFill, Side

from geo_zs.board.circular_record import Circular, CircularRow
from geo_zs.board.label import Label
from tests.unit.board.conftest import BAOTOU, HOHHOT, WUHAI


def bytes_of(book: openpyxl.Workbook) -> bytes:
    """Return a workbook as a file."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def opened(content: bytes, **options: bool) -> openpyxl.Workbook:
    """Return the workbook of a file."""
    return openpyxl.load_workbook(io.BytesIO(content), **options)


def changed(content: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Return a file whose members went through a function; None drops one."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.infolist():
            kept = change(member.filename, old.read(member))
            if kept is not None:
                new.writestr(member.filename, kept)
    return stream.getvalue()


def added(content: bytes, **members: bytes) -> bytes:
    """Return a file with more members; ``__`` in a name is ``/``."""
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), body)
    return stream.getvalue()


def bureau_book() -> openpyxl.Workbook:
    """Return a book with a title, merged headings in two rows, and a formula."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "通报"
    sheet["A1"] = "2024年1—5月招商引资到位资金完成情况"
    sheet.merge_cells("A1:I1")
    sheet["I2"] = "单位：万元、%"
    for cell, text, area in (
        ("A3", "序号", "A3:A4"),
        ("B3", "盟 市", "B3:B4"),
        ("C3", "国内到位资金", "C3:F3"),
        ("G3", "其中：区外到位资金", "G3:H3"),
        ("I3", "位次变化", "I3:I4"),
    ):
        sheet[cell] = text
        sheet.merge_cells(area)
    names = ("年度目标", "实际完成", "完成率", "同比增长", "完成", "同比增长%")
    for column, text in zip("CDEFGH", names, strict=True):
        sheet[f"{column}4"] = text
    for number, name in enumerate(("呼和浩特", "包头市", "乌海市"), start=1):
        row = 4 + number
        sheet[f"A{row}"], sheet[f"B{row}"] = number, name
        sheet[f"D{row}"] = 12345
        sheet[f"E{row}"] = f"=D{row}/C{row}"
        sheet[f"F{row}"].number_format = "0.0%"
        sheet[f"I{row}"] = 9
    sheet["B8"] = "合计"
    sheet["D8"] = "=SUM(D5:D7)"
    sheet["A9"] = "制表：某某 =1+1"
    return book


@pytest.fixture
def bureau() -> bytes:
    """Return that book as a file, with styles and print settings."""
    book = bureau_book()
    sheet = book["通报"]
    sheet["D5"].font = Font(name="仿宋", bold=True)
    sheet["D5"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet["D5"].border = Border(top=Side(style="thick"))
    sheet["D5"].number_format = "#,##0.00"
    sheet.print_area = "A1:I9"
    sheet.page_setup.orientation = "landscape"
    sheet.print_title_rows = "3:4"
    sheet.column_dimensions["B"].width = 23
    sheet.oddFooter.center.text = "第 &P 页"
    other = book.create_sheet("说明")
    other["A1"] = "口径说明"
    other["B2"] = "='通报'!D8"
    return bytes_of(book)


def circular_of(scope: str = "domestic", month: str = "2024-06") -> Circular:
    """Return a circular of three leagues; Wuhai's figures are not known."""
    name = Label("x", "x")
    rows = (
        CircularRow(
            HOHHOT, name, target=20.0, done=10.0, share=0.5, growth=0.25, rank=1,
            rank_change=1, done_in_month=1.5, last_year=8.0, reported=11.0,
            verified=10.0,
        ),
        CircularRow(
            BAOTOU, name, target=10.0, done=0.1 + 0.2, share=0.03, growth=-0.1, rank=2,
            rank_change=-1,
        ),
        CircularRow(WUHAI, name, target=10.0),
    )  # fmt: skip
    total = CircularRow("150000", name, target=60.0, done=10.3, growth=0.2)
    return Circular(month, "league", scope, "CNY", "verified", "share", rows, total)
