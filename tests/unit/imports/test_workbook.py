"""Workbooks: the right sheet, stored values, and what cannot be taken."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.cell import Cell

from geo_zs.imports.archive import open_archive
from geo_zs.imports.limits import DEFAULT
from geo_zs.imports.reading import read_any
from geo_zs.imports.refusal import RefusedFileError
from geo_zs.imports.workbook_parts import column_number, far_cell, read_marks
from tests.table_files import HEADER, ROWS, edit_part, workbook, write, zipped

SHEET = "xl/worksheets/sheet1.xml"
#: A workbook knows no time zones.
MORNING = dt.datetime.fromisoformat("2023-03-20T08:30:00")


def _read(path, **options):
    """Read a file in this process."""
    given = {"limits": DEFAULT, "encoding": None, "sheet": None, **options}
    return read_any(path, progress=lambda _share: None, **given)


def _notes(table, key):
    """Return the notes of one kind."""
    return [note for note in table.notes if note.key == key]


def test_messy_workbook_of_a_bureau_is_read(tmp_path):
    rows = [
        ["某市2023年招商引资项目表", None, None, None, None],
        ["单位：亿元", None, None, None, None],
        ["序号", "项目名称", "投资情况", None, "签约日期"],
        [None, None, "总投资", "到位资金", None],
        [1, "硅片项目", 12.5, 2, dt.date(2023, 3, 20)],
        [None, None, None, None, None],
        [2, "乳业项目", "3.2", "0.5", "2023年4月"],
        ["合计", None, 15.7, 2.5, None],
        ["填表人：某某", None, None, None, None],
    ]
    merged = ["A1:E1", "A3:A4", "B3:B4", "C3:D3", "E3:E4"]
    path = workbook(tmp_path / "a.xlsx", {"项目": rows}, merged={"项目": merged})

    table = _read(path)

    assert table.format == "xlsx"
    assert table.headers == (
        "序号",
        "项目名称",
        "投资情况 / 总投资",
        "投资情况 / 到位资金",
        "签约日期",
    )
    assert table.header_parts[2] == ("投资情况", "总投资")
    assert table.header_row == 4
    assert table.preamble == ("某市2023年招商引资项目表", "单位：亿元")
    assert table.row(0) == (1, "硅片项目", 12.5, 2, dt.date(2023, 3, 20))
    assert table.row(1) == (2, "乳业项目", "3.2", "0.5", "2023年4月")
    assert table.row_numbers.tolist() == [5, 7]
    assert [note.key for note in table.notes] == [
        "title_rows",
        "joined_header",
        "total_row",
        "footnote",
        "blank_rows",
    ]


def test_sheet_whose_header_is_known_best_is_read_and_the_others_are_named(tmp_path):
    sheets = {
        "说明": [["本表由各旗县填报"], ["项目名称必填"]],
        "项目": [HEADER, *ROWS],
        "参数": [["名称", "值"], ["a", 1]],
        "旧表": [HEADER, *ROWS],
    }
    path = workbook(tmp_path / "a.xlsx", sheets, hidden=["旧表"])

    table = _read(path)

    assert table.sheet == "项目"
    assert table.sheets == ("说明", "项目", "参数", "旧表")
    assert _notes(table, "other_sheets")[0].values == {
        "chosen": "项目",
        "others": "说明, 参数",
    }
    assert _notes(table, "hidden_sheets")[0].values == {"others": "旧表"}


def test_user_may_choose_a_sheet_even_a_hidden_one(tmp_path):
    sheets = {"a": [HEADER, *ROWS], "b": [HEADER, ROWS[0]]}
    path = workbook(tmp_path / "a.xlsx", sheets, hidden=["b"])

    assert _read(path, sheet="b").n_rows == 1
    with pytest.raises(RefusedFileError, match="no sheet or layer c; there are: a, b"):
        _read(path, sheet="c")


def test_stored_values_of_formulas_are_used_and_said_so(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER)
    for row, record in enumerate(ROWS, start=1):
        sheet.write_row(row, 0, record)
        sheet.write_formula(row, 2, "=5+5", None, 10)
    sheet.write_formula(1, 1, '=""', None, "")
    book.close()
    # Excel marks an empty text as text; xlsxwriter does not.
    marked = edit_part(
        path,
        tmp_path / "b.xlsx",
        SHEET,
        lambda text: text.replace('<c r="B2"><f>', '<c r="B2" t="str"><f>'),
    )

    table = _read(marked)

    assert table.column("总投资（亿元）").tolist() == [10, 10]
    assert table.column("投资方").tolist() == [None, ROWS[1][1]]
    assert table.faults == ()
    assert [
        (note.column, note.values["count"], note.values["first"])
        for note in _notes(table, "formulas")
    ] == [("投资方", 1, 2), ("总投资（亿元）", 2, 2)]


def test_formula_that_was_never_calculated_is_a_fault_of_its_cell(tmp_path):
    rows = [HEADER, ['=HYPERLINK("http://x","y")', "b", "=1+1", 1, 2]]
    path = workbook(tmp_path / "a.xlsx", {"a": rows})

    table = _read(path)

    assert [(one.key, one.row, one.column) for one in table.faults] == [
        ("formula_without_value", 2, "项目名称"),
        ("formula_without_value", 2, "总投资（亿元）"),
    ]
    assert table.row(0) == (None, "b", None, 1, 2)
    assert _notes(table, "formulas") == []
    assert "save it" in table.faults[0].remedy


def test_error_cells_and_codes_that_became_numbers_are_faults(tmp_path):
    rows = [
        ["项目名称", "项目代码", "总投资"],
        ["a", 1.50206e17, "#REF!"],
        ["b", "c", 1],
    ]
    path = workbook(tmp_path / "a.xlsx", {"a": rows})

    table = _read(path)

    assert [(one.key, one.row, one.column, one.value) for one in table.faults] == [
        ("lost_digits", 2, "项目代码", "1.50206e+17"),
        ("error_cell", 2, "总投资", "#REF!"),
    ]
    assert table.row(1) == ("b", "c", 1)


def test_formula_that_ends_in_an_error_is_one_fault_and_no_note(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["项目名称", "总投资"])
    sheet.write(1, 0, "a")
    sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
    book.close()

    table = _read(path)

    assert [(one.key, one.value) for one in table.faults] == [("error_cell", "#DIV/0!")]
    assert _notes(table, "formulas") == []


def test_dates_times_and_serial_numbers_keep_what_the_cell_shows(tmp_path):
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["项目名称", "日期", "时刻", "序列号", "年月", "百分比", "是否"])
    sheet.append(["a", dt.date(2023, 3, 20), MORNING])
    for column, value, shown in (
        (4, 45005, "General"),
        (5, 45005, 'yyyy"年"m"月"'),
        (6, 0.15, "0%"),
        (7, True, "General"),
    ):
        cell: Cell = sheet.cell(2, column, value)
        cell.number_format = shown
    book.save(path)

    table = _read(path)

    assert table.row(0)[1:] == (
        dt.date(2023, 3, 20),
        MORNING,
        45005,
        dt.date(2023, 3, 20),
        0.15,
        True,
    )


def test_text_that_looks_like_a_number_stays_text(tmp_path):
    rows = [
        ["项目名称", "统一社会信用代码"],
        ["a", "00123"],
        ["b", "911500001234567890"],
    ]

    table = _read(workbook(tmp_path / "a.xlsx", {"a": rows}))

    assert table.column("统一社会信用代码").tolist() == ["00123", "911500001234567890"]


def test_table_that_starts_far_from_the_corner_keeps_its_rows(tmp_path):
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    for row, record in enumerate([HEADER, *ROWS]):
        for column, value in enumerate(record):
            book.active.cell(7 + row, 4 + column, value)
    book.active.merge_cells("D8:D9")
    book.save(path)

    table = _read(path)

    assert table.headers == HEADER
    assert table.row_numbers.tolist() == [8, 9]
    assert table.column("项目名称").tolist() == [ROWS[0][0]] * 2


def test_formats_without_content_reach_far_and_do_no_harm(tmp_path):
    path = workbook(tmp_path / "a.xlsx", {"a": [HEADER, *ROWS]})
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    other = edit_part(
        path,
        tmp_path / "b.xlsx",
        SHEET,
        lambda text: text.replace("</sheetData>", far).replace(
            "A1:E3", "A1:XFD1048576"
        ),
    )

    assert _read(other).n_rows == 2


@pytest.mark.parametrize(
    ("cell", "key"), [("A200000", "too_many_rows"), ("ZZ2", "too_many_columns")]
)
def test_filled_cell_far_away_is_refused(cell, key, tmp_path):
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    book.active[cell] = 1
    book.save(path)

    with pytest.raises(RefusedFileError) as caught:
        _read(path)

    assert caught.value.faults[0].key == key


def test_links_to_other_workbooks_and_macros_are_noted(tmp_path):
    path = workbook(tmp_path / "a.xlsx", {"a": [HEADER, *ROWS]})
    plain = open_archive(path, DEFAULT)
    with plain as archive:
        members = {one: archive.read(one) for one in archive.namelist()}
    members["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"
    members["xl/vbaProject.bin"] = b"x"

    table = _read(zipped(tmp_path / "b.xlsx", members))

    assert _notes(table, "linked_books")[0].values == {"count": 1}
    assert _notes(table, "macros")


def test_workbook_without_cells_is_refused(tmp_path):
    with pytest.raises(RefusedFileError, match="no layer or table with records"):
        _read(workbook(tmp_path / "a.xlsx", {"a": [], "b": []}))


def test_only_hidden_sheets_are_no_sheets(tmp_path):
    path = workbook(tmp_path / "a.xlsx", {"a": [HEADER, *ROWS]})
    hide = edit_part(
        path,
        tmp_path / "b.xlsx",
        "xl/workbook.xml",
        lambda text: text.replace('state="visible"', 'state="hidden"'),
    )

    with pytest.raises(RefusedFileError, match="no layer or table with records"):
        _read(hide)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_damaged_list_of_sheets_is_refused(part, tmp_path):
    path = workbook(tmp_path / "a.xlsx", {"a": [HEADER, *ROWS]})
    cut = edit_part(path, tmp_path / "b.xlsx", part, lambda text: text[:-20])

    with pytest.raises(RefusedFileError) as caught:
        _read(cut)

    assert [(f.key, f.values) for f in caught.value.faults] == [
        ("workbook_damaged", {"part": part})
    ]


def test_damaged_sheet_is_refused(tmp_path):
    path = workbook(tmp_path / "a.xlsx", {"a": [HEADER, *ROWS]})
    cut = edit_part(
        path, tmp_path / "b.xlsx", SHEET, lambda text: text[: len(text) // 2]
    )

    with pytest.raises(RefusedFileError) as caught:
        _read(cut)

    assert caught.value.faults[0].key in {"workbook_damaged", "no_layers"}


def test_sheet_whose_part_is_missing_is_refused(tmp_path):
    path = workbook(tmp_path / "a.xlsx", {"a": [HEADER, *ROWS]})
    with open_archive(path, DEFAULT) as archive:
        members = {n: archive.read(n) for n in archive.namelist() if n != SHEET}

    with pytest.raises(RefusedFileError, match="is damaged"):
        _read(zipped(tmp_path / "b.xlsx", members))


def test_old_workbook_and_locked_workbook_are_told_apart(tmp_path):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
    old = write(tmp_path / "a.xls", ole + "Workbook".encode("utf-16-le"))
    locked = write(tmp_path / "b.xlsx", ole + "EncryptedPackage".encode("utf-16-le"))
    other = write(tmp_path / "c.doc", ole + "WordDocument".encode("utf-16-le"))

    with pytest.raises(RefusedFileError, match=r"save it as \.xlsx"):
        _read(old)
    with pytest.raises(RefusedFileError, match="take the password off"):
        _read(locked)
    with pytest.raises(RefusedFileError, match="an old office file"):
        _read(other)


def test_many_rows_stop_at_the_limit(tmp_path):
    rows = [["项目名称", "投资方"], *(["a", "b"] for _ in range(3))]
    path = workbook(tmp_path / "a.xlsx", {"a": rows})

    assert _read(path, limits=replace(DEFAULT, max_rows=3)).n_rows == 3
    with pytest.raises(RefusedFileError, match="more than 2 rows"):
        _read(path, limits=replace(DEFAULT, max_rows=2))


def test_marks_are_found_with_prefixes_and_in_any_order_of_attributes():
    content = (
        b'<x:row r="2"><x:c s="1" r="B2"><x:f>A1</x:f><x:v>7</x:v></x:c>'
        b'<x:c r="C2" t="str"><x:f>A1</x:f><x:v></x:v></x:c>'
        b'<x:c r="D2"><x:f t="shared" si="0"/></x:c>'
        b'<x:c t="e" r="E2"><x:f>1/0</x:f><x:v>#DIV/0!</x:v></x:c></x:row>'
    )

    marks = read_marks(content)

    assert marks.formulas == {(2, 1): True, (2, 2): True, (2, 3): False, (2, 4): True}
    assert {place: mark.value for place, mark in marks.errors.items()} == {
        (2, 4): "#DIV/0!"
    }


def test_far_cell_is_named_and_near_ones_are_not():
    near = b'<row r="2"><c r="Z2"><v>1</v></c></row>'
    far = b'<row r="9"><c r="ABC9"><v>1</v></c></row>'

    assert far_cell(near, DEFAULT) is None
    assert far_cell(near + far, DEFAULT) == "ABC9"
    assert column_number(b"A") == 0
    assert column_number(b"XFD") == 16_383
