"""A template filled: figures in, everything else as it was."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from geo_zs.board.templates.fill import (
    fill_template,
    number_of,
    propose_template_mapping,
)
from geo_zs.board.templates.mapping import ColumnUse
from geo_zs.errors import UnreadableFileError
from tests.unit.board.templates.conftest import (
    bureau_book,
    bytes_of,
    circular_of,
    opened,
)


@pytest.fixture
def filled(bureau, places):
    mapping = propose_template_mapping(bureau, places).mapping
    circulars = [circular_of(), circular_of("outside_region")]
    return fill_template(bureau, mapping, circulars)


def values(content, row):
    return [cell.value for cell in opened(content)["通报"][row]][2:]


def test_figures_stand_in_their_cells_and_units(filled):
    assert values(filled.content, 5) == [
        200000, 100000, "=D5/C5", 0.25, 100000, 25, 1,
    ]  # fmt: skip
    assert values(filled.content, 6) == [
        100000, 3000, "=D6/C6", -0.1, 3000, -10, -1,
    ]  # fmt: skip
    assert values(filled.content, 8) == [
        600000, "=SUM(D5:D7)", None, 0.2, 103000, 20, None,
    ]  # fmt: skip


def test_figure_that_is_not_known_leaves_an_empty_cell_and_no_old_one(filled):
    assert values(filled.content, 7) == [
        100000, None, "=D7/C7", None, None, None, None,
    ]  # fmt: skip


def test_formulas_are_kept_and_told(filled):
    assert filled.kept_formulas == ("D8", "E5", "E6", "E7")
    assert filled.n_written == 17
    assert filled.n_emptied == 7
    assert filled.missing_scopes == ()


def test_looks_print_settings_and_other_sheets_stay(filled):
    book = opened(filled.content)
    sheet = book["通报"]

    assert sheet["D5"].font.name == "仿宋"
    assert sheet["D5"].font.bold
    assert sheet["D5"].fill.fgColor.rgb == "00FFFF00"
    assert sheet["D5"].border.top.style == "thick"
    assert sheet["D5"].number_format == "#,##0.00"
    assert {str(area) for area in sheet.merged_cells.ranges} == {
        "A1:I1", "A3:A4", "B3:B4", "C3:F3", "G3:H3", "I3:I4",
    }  # fmt: skip
    assert sheet.print_area == "'通报'!$A$1:$I$9"
    assert sheet.print_title_rows == "$3:$4"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.column_dimensions["B"].width == 23
    assert sheet.oddFooter.center.text == "第 &P 页"
    assert book["说明"]["B2"].value == "='通报'!D8"
    assert book.calculation.fullCalcOnLoad


def test_months_in_the_title_are_brought_up_to_date(filled):
    title = opened(filled.content)["通报"]["A1"]

    assert title.value == "2024年1—6月招商引资到位资金完成情况"


def test_text_that_looks_like_a_formula_stays_text(places):
    book = bureau_book()
    sheet = book["通报"]
    sheet["A1"] = '=HYPERLINK("http://x","2024年1—5月")'
    sheet["A1"].data_type = "s"
    sheet["A9"] = "=1+1"
    sheet["A9"].data_type = "s"
    content = bytes_of(book)
    mapping = propose_template_mapping(content, places).mapping

    cells = opened(fill_template(content, mapping, [circular_of()]).content)["通报"]

    assert mapping.period_cells == ("A1",)
    assert (cells["A1"].data_type, cells["A9"].data_type) == ("s", "s")
    assert cells["A1"].value == '=HYPERLINK("http://x","2024年1—6月")'
    assert cells["A9"].value == "=1+1"


def test_book_of_another_program_with_chart_and_formats_is_filled(places):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("表")
        percent = book.add_format({"num_format": "0.00%", "bg_color": "#DDEEFF"})
        sheet.merge_range("A1:C1", "2024年5月通报")
        sheet.write_row("A2", ["地区", "到位（亿元）", "增幅"])
        for row, name in enumerate(("呼和浩特市", "包头市", "全区"), start=2):
            sheet.write(row, 0, name)
            sheet.write_blank(row, 2, None, percent)
        sheet.write_string("E1", "=1+1")
        sheet.conditional_format(
            "B3:B5", {"type": "cell", "criteria": ">", "value": 5, "format": percent}
        )
        sheet.data_validation("F1", {"validate": "list", "source": ["甲", "乙"]})
        sheet.freeze_panes(2, 1)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=表!$B$3:$B$5"})
        sheet.insert_chart("H3", chart)
    content = stream.getvalue()
    mapping = propose_template_mapping(content, places).mapping

    done = opened(fill_template(content, mapping, [circular_of()]).content)["表"]

    assert [done[f"B{row}"].value for row in (3, 4, 5)] == [10, 0.3, 10.3]
    assert [done[f"C{row}"].value for row in (3, 4, 5)] == [0.25, -0.1, 0.2]
    assert done["C3"].number_format == "0.00%"
    assert done["C3"].fill.fgColor.rgb == "FFDDEEFF"
    assert done["A1"].value == "2024年6月通报"
    assert (done["E1"].value, done["E1"].data_type) == ("=1+1", "s")
    assert len(done.conditional_formatting) == 1
    assert len(done.data_validations.dataValidation) == 1
    assert done.freeze_panes == "B3"
    assert len(done._charts) == 1


def test_text_in_several_fonts_keeps_them(places):
    book = bureau_book()
    red = TextBlock(InlineFont(color="FF0000"), "注意")
    book["通报"]["A9"] = CellRichText(red, "：口径")
    content = bytes_of(book)
    mapping = propose_template_mapping(content, places).mapping

    done = fill_template(content, mapping, [circular_of()]).content

    text = opened(done, rich_text=True)["通报"]["A9"].value
    assert isinstance(text, CellRichText)
    assert str(text) == "注意：口径"


def test_column_whose_scope_has_no_circular_is_emptied_and_told(bureau, places):
    mapping = propose_template_mapping(bureau, places).mapping

    done = fill_template(bureau, mapping, [circular_of()])

    assert done.missing_scopes == ("outside_region",)
    assert values(done.content, 5)[4:6] == [None, None]


def test_copy_of_another_month_is_filled_by_the_same_mapping(filled, bureau, places):
    mapping = propose_template_mapping(bureau, places).mapping

    july = fill_template(filled.content, mapping, [circular_of(month="2024-07")])

    assert opened(july.content)["通报"]["A1"].value.startswith("2024年1—7月")


def test_template_whose_names_have_moved_is_refused(bureau, places):
    mapping = propose_template_mapping(bureau, places).mapping
    book = opened(bureau)
    book["通报"]["B5"], book["通报"]["B6"] = "包头市", "呼和浩特"

    with pytest.raises(UnreadableFileError) as caught:
        fill_template(bytes_of(book), mapping, [circular_of()])

    assert [fault.key for fault in caught.value.problems] == ["template_changed"] * 2
    assert "says '包头市' in row 5 where '呼和浩特' stood" in str(caught.value)


def test_sheet_that_is_not_there_is_refused(bureau, places):
    mapping = replace(propose_template_mapping(bureau, places).mapping, sheet="别的")

    with pytest.raises(UnreadableFileError, match="has no sheet '别的'"):
        fill_template(bureau, mapping, [circular_of()])


def test_merged_cell_of_two_rows_gets_the_first_figure_and_tells(places):
    book = openpyxl.Workbook()
    for row in [("盟市", "完成（亿元）"), ("呼和浩特市",), ("包头市",)]:
        book.active.append(row)
    book.active.merge_cells("B2:B3")
    content = bytes_of(book)
    mapping = propose_template_mapping(content, places).mapping

    done = fill_template(content, mapping, [circular_of()])

    assert opened(done.content).active["B2"].value == 10
    assert done.shared_cells == ("B2",)


def test_circulars_of_different_months_are_refused(bureau, places):
    mapping = propose_template_mapping(bureau, places).mapping

    with pytest.raises(ValueError, match="expected one month"):
        fill_template(bureau, mapping, [circular_of(), circular_of(month="2024-05")])
    with pytest.raises(ValueError, match="expected one month"):
        fill_template(bureau, mapping, [])


@pytest.mark.parametrize(
    ("figure", "unit", "number"),
    [
        ("done", "1e8", 10.0),
        ("done", "1e4", 100000.0),
        ("left", "1e8", 10.0),
        ("share", "percent", 50.0),
        ("share", "ratio", 0.5),
        ("rank", "count", 1),
        ("done_in_month", "1e4", 15000.0),
    ],
)
def test_number_is_told_in_the_unit_of_its_column(figure, unit, number):
    row = circular_of().rows[0]

    assert number_of(row, ColumnUse(3, "", figure, unit)) == number


def test_no_digits_are_made_up_by_a_conversion():
    row = circular_of().rows[1]  # 0.1 + 0.2

    assert number_of(row, ColumnUse(3, "", "done", "1e4")) == 3000
    assert number_of(row, ColumnUse(3, "", "done", "1e8")) == 0.3
    assert number_of(circular_of().rows[2], ColumnUse(3, "", "left", "1e8")) is None
