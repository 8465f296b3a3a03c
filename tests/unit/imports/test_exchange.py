"""A table goes to the parent and back without a change, and nothing else does."""

from __future__ import annotations

import datetime as dt
import json

import numpy as np
import pytest
import shapely

from geo_zs.errors import SettingError
from geo_zs.imports.exchange import (
    SHAPES,
    TABLE,
    BrokenAnswerError,
    read_table,
    write_table,
)
from geo_zs.imports.limits import (
    DEFAULT,
    limits_from_dict,
    limits_from_environment,
)
from geo_zs.imports.raw_table import RawTable
from geo_zs.imports.refusal import read_fault

CELLS = [
    "文字",
    1,
    1.5,
    True,
    None,
    dt.date(2023, 3, 20),
    dt.datetime.fromisoformat("2023-03-20T08:30:00"),
    dt.time(8, 30),
    "\ud800",
]


def _column(values):
    """Return values as a column."""
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


@pytest.fixture
def table():
    """Return a table with a cell of each kind."""
    n_rows = len(CELLS)
    shapes = [shapely.Point(1, 2), None, *[shapely.Point(3, 4)] * (n_rows - 2)]
    return RawTable(
        name="",
        format="xlsx",
        headers=("a", "b"),
        columns=(_column(CELLS), _column([None] * n_rows)),
        row_numbers=np.arange(2, n_rows + 2),
        geometry=_column(shapes),
        crs="EPSG:4490",
        faults=(read_fault("error_cell", row=3, column="a", value="#REF!"),),
        notes=(read_fault("encoding", {"encoding": "utf-8"}),),
        sheet="表",
        sheets=("表", "二"),
        header_row=1,
        header_parts=(("a",), ("x", "b")),
        preamble=("标题",),
    )


def test_table_comes_back_with_every_kind_of_cell(table, tmp_path):
    write_table(table, tmp_path)

    back = read_table(tmp_path, name="项目.xlsx")

    assert back.column("a").tolist() == [*CELLS[:-1], "?"]
    assert [type(cell) for cell in back.column("a")] == [type(cell) for cell in CELLS]
    assert back.geometry[0] == shapely.Point(1, 2)
    assert back.geometry[1] is None
    assert back.faults[0].file == "项目.xlsx"
    assert back.faults[0].value == "#REF!"
    assert back.notes[0].values == {"encoding": "utf-8"}
    assert (back.sheets, back.header_parts) == (table.sheets, table.header_parts)
    assert (back.preamble, back.header_row) == (("标题",), 1)
    assert back.row_numbers.tolist() == table.row_numbers.tolist()


def test_table_gives_its_rows_and_columns(table):
    assert table.n_rows == len(CELLS)
    assert table.row(0) == ("文字", None)
    assert list(table.rows())[1] == (1, None)
    with pytest.raises(KeyError):
        table.column("c")


def test_table_without_columns_still_has_rows(table):
    empty = RawTable(
        name="", format="kml", headers=(), columns=(), row_numbers=np.arange(2)
    )

    assert list(empty.rows()) == [(), ()]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda document: document.update(format="pickle"), id="format"),
        pytest.param(
            lambda document: document.update(headers=["a"]), id="fewer headers"
        ),
        pytest.param(
            lambda document: document.update(columns=[[1], [2]]), id="short column"
        ),
        pytest.param(
            lambda document: document.update(row_numbers=["x"]), id="row number"
        ),
        pytest.param(
            lambda document: document["columns"][0].__setitem__(0, {"a": 1, "b": 2}),
            id="object in a cell",
        ),
        pytest.param(
            lambda document: document["columns"][0].__setitem__(0, {"date": "no"}),
            id="no date",
        ),
        pytest.param(
            lambda document: document["faults"][0].update(severity="fatal"),
            id="severity",
        ),
        pytest.param(
            lambda document: document["faults"][0].pop("key"), id="fault without key"
        ),
        pytest.param(lambda document: document.pop("sheets"), id="no sheets"),
    ],
)
def test_anything_else_than_a_table_is_refused(change, table, tmp_path):
    write_table(table, tmp_path)
    document = json.loads((tmp_path / TABLE).read_text(encoding="utf-8"))
    change(document)
    (tmp_path / TABLE).write_text(json.dumps(document), encoding="utf-8")

    with pytest.raises(BrokenAnswerError, match="wrote no table"):
        read_table(tmp_path, name="a")


@pytest.mark.parametrize("shapes", [b"", b"\x05\0\0\0hello" * 9, b"\xff" * 3])
def test_shapes_that_are_none_are_refused(shapes, table, tmp_path):
    write_table(table, tmp_path)
    (tmp_path / SHAPES).write_bytes(shapes)

    with pytest.raises(BrokenAnswerError):
        read_table(tmp_path, name="a")


def test_no_table_at_all_is_refused(tmp_path):
    with pytest.raises(BrokenAnswerError):
        read_table(tmp_path, name="a")


def test_cell_of_an_unknown_kind_is_an_error_of_ours(table, tmp_path):
    table.columns[0][0] = object()

    with pytest.raises(TypeError, match="a cell is of type object"):
        write_table(table, tmp_path)


# Limits


def test_limits_come_from_the_settings():
    given = {"GEO_ZS_IMPORT_MAX_ROWS": "5", "GEO_ZS_IMPORT_MAX_BYTES": " "}

    limits = limits_from_environment(given)

    assert limits.max_rows == 5
    assert limits.max_bytes == DEFAULT.max_bytes == 100 * 1024 * 1024
    assert limits_from_dict(limits.as_dict()) == limits


@pytest.mark.parametrize("text", ["0", "-1", "many", "1e5", "１"])
def test_setting_that_is_no_number_is_named(text):
    with pytest.raises(SettingError, match=r"GEO_ZS_IMPORT_MAX_ROWS.*such as 100000"):
        limits_from_environment({"GEO_ZS_IMPORT_MAX_ROWS": text})
