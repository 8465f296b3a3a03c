"""Records are told from titles, totals and remarks; nothing is left out silently."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from geo_zs.imports.grid import CellMark, Grid, column_letter
from geo_zs.imports.header_names import Span
from geo_zs.imports.header_words import known_headers
from geo_zs.imports.limits import DEFAULT
from geo_zs.imports.refusal import RefusedFileError
from geo_zs.imports.sheet import read_sheet
from geo_zs.imports.sheet_cells import clean_cell, is_lost
from geo_zs.imports.sheet_rows import is_footnote, is_numbering, total_label

HEADER = ["项目名称", "投资方", "总投资"]


def _sheet(rows, *, limits=DEFAULT, **grid):
    """Return the records of rows that start at row 1."""
    numbers = range(1, len(rows) + 1)
    given = Grid(rows=rows, numbers=numbers, **grid)
    return read_sheet(given, known=known_headers(), limits=limits)


def _notes(sheet):
    """Return key and row of each note."""
    return [(note.key, note.row) for note in sheet.notes]


def test_messy_sheet_gives_its_records_with_their_rows_and_says_what_it_left_out():
    rows = [
        ["招商项目表", None, None],
        HEADER,
        [1, 2, 3],
        ["硅片项目", "某硅材料", 12.5],
        [None, " ", None],
        ["乳业项目", "某乳业", 3.0],
        HEADER,
        ["风电项目", "某能源", 8],
        ["合 计", None, 23.5],
        ["注：数据截至6月底", None, None],
        [None, None, None],
    ]

    sheet = _sheet(rows)

    assert sheet.columns[0].tolist() == ["硅片项目", "乳业项目", "风电项目"]
    assert sheet.columns[2].tolist() == [12.5, 3, 8]
    assert sheet.row_numbers.tolist() == [4, 6, 8]
    assert sheet.header_row == 2
    assert sheet.preamble == ("招商项目表",)
    assert _notes(sheet) == [
        ("title_rows", None),
        ("numbering_row", 3),
        ("repeated_header", 7),
        ("total_row", 9),
        ("footnote", 10),
        ("blank_rows", None),
    ]
    assert sheet.faults == ()


def test_text_of_merged_cells_goes_to_each_row_and_a_figure_to_the_first():
    rows = [
        HEADER,
        ["a", "某集团", 30],
        ["b", None, None],
        ["c", None, None],
    ]
    merged = [Span(1, 1, 3, 1), Span(1, 2, 3, 2)]

    sheet = _sheet(rows, merged=merged)

    assert sheet.columns[1].tolist() == ["某集团"] * 3
    assert sheet.columns[2].tolist() == [30, None, None]
    [fault] = sheet.faults
    assert (fault.key, fault.severity, fault.row, fault.column) == (
        "merged_amount",
        "warning",
        2,
        "总投资",
    )
    assert "rows 2 to 4" in fault.message
    assert _notes(sheet) == [("merged_filled", None)]


@pytest.mark.parametrize(
    "cell", [1.5020600000000000e17, "1.50206E+17", "2.3E+11", -1e16]
)
def test_code_that_became_a_number_is_a_fault_and_its_cell_is_empty(cell):
    sheet = _sheet([HEADER, [cell, "b", 1]])

    assert sheet.columns[0].tolist() == [None]
    assert [(one.key, one.row, one.column) for one in sheet.faults] == [
        ("lost_digits", 2, "项目名称")
    ]


@pytest.mark.parametrize(
    "cell", [999999999999999.0, "1.5E+8", "E+17", 123456789012345678]
)
def test_number_that_kept_its_digits_is_no_fault(cell):
    assert not is_lost(cell)


def test_cells_that_cannot_be_taken_are_empty_and_named():
    marks = {
        (2, 2): CellMark(key="error_cell", value="#REF!"),
        (3, 0): CellMark(key="formula_without_value"),
        (9, 0): CellMark(key="error_cell", value="#REF!"),
    }

    sheet = _sheet([HEADER, ["a", "b", 1], [None, "d", 2]], marks=marks)

    assert sheet.columns[2].tolist() == [None, 2]
    assert [(one.key, one.row, one.column, one.value) for one in sheet.faults] == [
        ("error_cell", 2, "总投资", "#REF!"),
        ("formula_without_value", 3, "项目名称", None),
    ]
    assert all(one.is_error for one in sheet.faults)


def test_column_with_cells_but_no_name_is_called_by_its_letter():
    sheet = _sheet([["项目名称", None, "投资方", None], ["a", "b", "c", None]])

    assert sheet.headers == ("项目名称", "B", "投资方")
    assert [(n.key, n.column) for n in sheet.notes] == [("unnamed_column", "B")]


def test_name_that_stands_twice_is_numbered():
    sheet = _sheet([["项目名称", "备注", "备注"], ["a", "b", "c"]])

    assert sheet.headers == ("项目名称", "备注", "备注 (2)")
    assert [(n.key, n.column) for n in sheet.notes] == [("repeated_column", "备注 (2)")]


def test_row_faults_keep_their_row_and_rows_that_are_left_out_lose_theirs():
    faults = {
        2: ("row_too_short", {"cells": 1, "headers": 3}),
        3: ("row_too_short", {"cells": 1, "headers": 3}),
    }

    sheet = _sheet([HEADER, ["a"], ["合计"]], row_faults=faults)

    assert [(one.key, one.row) for one in sheet.faults] == [("row_too_short", 2)]


def test_header_without_rows_is_refused():
    with pytest.raises(RefusedFileError, match="no row below them"):
        _sheet([HEADER, ["合计", None, 0]])


def test_table_without_header_is_refused_with_a_remedy():
    with pytest.raises(RefusedFileError, match="put one row with names such as"):
        _sheet([[1, 2], [3, 4]])


def test_row_at_the_limit_is_taken_and_one_more_is_refused():
    limits = replace(DEFAULT, max_rows=2)
    rows = [HEADER, ["a", "b", 1], ["c", "d", 2]]

    assert len(_sheet(rows, limits=limits).row_numbers) == 2
    with pytest.raises(RefusedFileError, match="more than 2 rows"):
        _sheet([*rows, ["e", "f", 3]], limits=limits)


def test_column_beyond_the_limit_is_refused():
    limits = replace(DEFAULT, max_columns=2)

    with pytest.raises(RefusedFileError, match="beyond column 2"):
        _sheet([HEADER, ["a", "b", 1]], limits=limits)


def test_file_full_of_faults_is_refused_with_an_example():
    rows = [HEADER, *([1e18, "b", 1] for _ in range(20_001))]

    with pytest.raises(RefusedFileError) as caught:
        _sheet(rows)

    assert caught.value.faults[0].key == "too_many_faults"
    assert "项目名称: 1e+18" in str(caught.value)


@pytest.mark.parametrize(
    ("cell", "cleaned"),
    [
        ("  a b\u3000", "a b"),
        ("\u200b项目\ufeff", "项目"),
        ("   ", None),
        ("'=1+1", "=1+1"),
        ("'quoted'", "'quoted'"),
        (3.0, 3),
        (3.5, 3.5),
        (True, True),
        (dt.date(2023, 3, 20), dt.date(2023, 3, 20)),
        (dt.timedelta(hours=30), 30.0),
        (None, None),
    ],
)
def test_cell_is_cleaned_and_keeps_its_kind(cell, cleaned):
    found = clean_cell(cell)

    assert found == cleaned
    assert type(found) is type(cleaned)


@pytest.mark.parametrize(
    ("row", "label"),
    [
        (["合计", 1], "合计"),
        (["合 计", 1], "合计"),
        ([None, "总计：", 1], "总计:"),
        ([12, "小计", 1], "小计"),
        (["12", "合计（亿元）"], "合计(亿元)"),
        (["Total", 1], "Total"),
        (["合计产业园", 1], ""),
        (["全市合计", 1], "全市合计"),
        (["某项目", "合计"], ""),
        ([], ""),
    ],
)
def test_total_rows_are_told_by_their_first_words(row, label):
    assert total_label(row) == label


@pytest.mark.parametrize(
    ("row", "is_one"),
    [
        ([1, 2, 3], True),
        (["甲", "乙", 1, 2], True),
        (["A", "B", "C"], True),
        (["(1)", "(2)", "(3)"], True),
        ([1.0, 2.0, 3.0], True),
        ([1, 3, 4], False),
        ([1, 2], False),
        (["1", "某项目", 3], False),
    ],
)
def test_rows_that_number_columns_are_told(row, is_one):
    assert is_numbering(row) is is_one


@pytest.mark.parametrize(
    ("row", "is_one"),
    [
        (["注：数据截至6月底", None], True),
        (["填表人：某某", None, "审核：某某"], True),
        (["备注", "另有说明", 1], False),
        (["注塑件项目", "某公司"], False),
        ([None], False),
        ([5], False),
    ],
)
def test_footnotes_are_told(row, is_one):
    assert is_footnote(row) is is_one


@pytest.mark.parametrize(
    ("at", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_are_called_as_spreadsheets_do(at, letter):
    assert column_letter(at) == letter
