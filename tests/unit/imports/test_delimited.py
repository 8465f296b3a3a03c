"""Delimited text becomes rows as a spreadsheet would show them."""

from __future__ import annotations

import codecs
from dataclasses import replace

import pytest

from geo_zs.imports.delimited import find_delimiter, read_delimited
from geo_zs.imports.limits import DEFAULT
from geo_zs.imports.reading import read_any
from geo_zs.imports.refusal import RefusedFileError
from tests.table_files import HEADER, ROWS, csv_bytes, write


def _read(path, **options):
    """Read a file in this process."""
    given = {"limits": DEFAULT, "encoding": None, "sheet": None, **options}
    return read_any(path, progress=lambda _share: None, **given)


@pytest.fixture
def read(tmp_path):
    """Read bytes as a file in this process."""

    def read_bytes(content, **options):
        return _read(write(tmp_path / "a.csv", content), **options)

    return read_bytes


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_delimiter_is_found_in_every_encoding(delimiter, encoding, read):
    content = csv_bytes([HEADER, *ROWS], delimiter=delimiter, encoding=encoding)

    table = read(content)

    assert table.format == "csv"
    assert table.delimiter == delimiter
    assert table.headers == HEADER
    assert table.row(0) == (
        "年产5GW单晶硅片项目",
        "某硅材料有限公司",
        "12.5",
        "109.84",
        "40.65",
    )
    assert {note.key for note in table.notes} == {"encoding", "delimiter"}


def test_twins_in_two_encodings_give_the_same_table(read):
    first = read(csv_bytes([HEADER, *ROWS]))
    second = read(csv_bytes([HEADER, *ROWS], encoding="gb18030"))

    assert list(first.rows()) == list(second.rows())
    assert (first.encoding, second.encoding) == ("utf-8", "gb18030")


def test_quoted_line_breaks_and_empty_lines_count_as_a_spreadsheet_counts(read):
    table = read('项目名称,投资方\r\n"第一\r\n行",a\r\n\r\n第二,b\r\n'.encode())

    assert table.column("项目名称").tolist() == ["第一\r\n行", "第二"]
    assert table.row_numbers.tolist() == [2, 4]
    assert "blank_rows" in {note.key for note in table.notes}


def test_ragged_rows_are_named_with_their_rows(read):
    table = read("项目名称,投资方,总投资\na,b,1\nc,d\ne,f,2,more\ng,h,3,,\n".encode())

    assert [(one.key, one.row, one.severity) for one in table.faults] == [
        ("row_too_short", 3, "warning"),
        ("row_too_long", 4, "error"),
    ]
    assert "has 4 cells, the header has 3" in table.faults[1].message
    assert table.row_numbers.tolist() == [2, 3, 4, 5]


def test_text_after_a_closing_quote_costs_one_row_only(read):
    table = read('项目名称,投资方\na,b\n"c"d,e\nf,g\n'.encode())

    assert [(one.key, one.row) for one in table.faults] == [("bad_quote", 3)]
    assert table.column("项目名称").tolist() == ["a", None, "f"]


def test_quote_that_is_never_closed_is_refused_with_its_row(read):
    with pytest.raises(RefusedFileError, match="never closed") as caught:
        read('项目名称,投资方\na,b\n"c,d\ne,f\n'.encode())

    assert caught.value.faults[0].row == 3


def test_first_line_may_state_the_delimiter_as_excel_does(read):
    table = read("sep=;\r\n项目名称;投资方\r\na,b;c\r\n".encode())

    assert table.delimiter == ";"
    assert table.row(0) == ("a,b", "c")
    assert table.row_numbers.tolist() == [3]


def test_title_rows_of_a_csv_are_survived(read):
    table = read(
        "2023年项目,,\n单位：亿元,,\n项目名称,投资方,总投资\na,b,1\n合计,,1\n".encode()
    )

    assert table.headers == ("项目名称", "投资方", "总投资")
    assert table.header_row == 3
    assert table.preamble == ("2023年项目", "单位：亿元")
    assert table.n_rows == 1


def test_one_column_needs_no_delimiter(read):
    table = read("项目名称\na\nb\n".encode())

    assert table.column("项目名称").tolist() == ["a", "b"]
    assert "delimiter" not in {note.key for note in table.notes}


def test_comma_inside_names_does_not_win_over_the_real_delimiter():
    text = "name;place\n" + "a, b, c;d\n" * 3 + "e;f\n" * 5

    assert find_delimiter(text) == ";"


def test_row_at_the_limit_is_taken_and_far_more_are_refused_early(read):
    limits = replace(DEFAULT, max_rows=3)
    head = "项目名称,投资方\n"

    assert read((head + "a,b\n" * 3).encode(), limits=limits).n_rows == 3
    with pytest.raises(RefusedFileError, match="more than 3 rows"):
        read((head + "a,b\n" * 4).encode(), limits=limits)
    with pytest.raises(RefusedFileError, match="more than 3 rows"):
        read_delimited(
            head + "a,b\n" * 5_000, limits=limits, progress=lambda _share: None
        )


def test_cell_beyond_the_limit_is_refused_with_its_row(read):
    limits = replace(DEFAULT, max_cell_chars=20)

    with pytest.raises(RefusedFileError) as caught:
        read(f"项目名称,投资方\na,{'b' * 21}\n".encode(), limits=limits)

    assert [(one.key, one.row) for one in caught.value.faults] == [("cell_too_long", 2)]


def test_doubtful_encoding_is_a_warning(read):
    table = read("項目名稱,備註\n專案,內蒙古\n".encode("big5"))

    assert ("doubtful_encoding", "warning") in {
        (note.key, note.severity) for note in table.notes
    }


def test_guard_of_an_exported_formula_is_taken_off(read):
    table = read('项目名称,投资方\n"\'=HYPERLINK(""x"")",b\n'.encode())

    assert table.column("项目名称").tolist() == ['=HYPERLINK("x")']


def test_byte_order_mark_does_not_stay_in_the_first_header(read):
    table = read(codecs.BOM_UTF8 + "项目名称,投资方\na,b\n".encode())

    assert table.headers[0] == "项目名称"


def test_user_may_say_the_encoding(read):
    table = read(csv_bytes([HEADER, *ROWS], encoding="gbk"), encoding="gbk")

    assert table.headers == HEADER


def test_header_is_text_of_the_first_row_even_if_nothing_is_known(read):
    assert read(b"foo,bar\na,1\nb,2\n").headers == ("foo", "bar")
