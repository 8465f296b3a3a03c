"""Tables are read with the types of their schema; every fault has file, row, field."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from geo_zs.errors import DataError, Problem
from geo_zs.tables import (
    check_table,
    file_name,
    load_schema,
    read_table,
    sort_problems,
)

SCHEMA: dict[str, Any] = {
    "title": "样表",
    "title_en": "Sample",
    "description": "Made up.",
    "fields": [
        {
            "name": "key",
            "type": "string",
            "title": "编号",
            "title_en": "Key",
            "constraints": {"required": True, "unique": True, "pattern": "[a-z]+"},
        },
        {
            "name": "kind",
            "type": "string",
            "title": "类型",
            "title_en": "Kind",
            "constraints": {"enum": ["road", "rail"]},
        },
        {
            "name": "area_km2",
            "type": "number",
            "title": "面积",
            "title_en": "Area",
            "unit": "km²",
            "description": "Empty = not known.",
            "constraints": {"minimum": 0, "maximum": 100},
        },
        {"name": "year", "type": "integer", "title": "年份", "title_en": "Year"},
        {"name": "is_open", "type": "boolean", "title": "开放", "title_en": "Open"},
        {
            "name": "tags",
            "type": "string",
            "title": "标签",
            "title_en": "Tags",
            "geo_zs:list": True,
            "geo_zs:item": {"enum": ["a", "b", "c"], "pattern": "[a-c]"},
            "geo_zs:references": "others.key",
            "geo_zs:also": ["*"],
        },
        {"name": "parent", "type": "string", "title": "上级", "title_en": "Parent"},
    ],
    "primaryKey": "key",
    "foreignKeys": [
        {"fields": ["parent"], "reference": {"resource": "", "fields": ["key"]}}
    ],
}
HEADER = "key,kind,area_km2,year,is_open,tags,parent"
ROWS = (
    "x,road,3.5,2023,true,a;b,",
    "y,,,,,,x",
    "z,rail,100,1990,false,c,x",
)


def sample(
    folder: Path,
    *rows: str,
    header: str = HEADER,
    schema: dict[str, Any] | None = None,
) -> Path:
    """Write a small table with its schema; return the path of the table."""
    inner = folder / "samples"
    inner.mkdir(exist_ok=True)
    path = inner / "sample.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    text = json.dumps(SCHEMA if schema is None else schema, ensure_ascii=False)
    (inner / "sample.schema.json").write_text(text, encoding="utf-8")
    return path


def changed(row: int, field: str, cell: str) -> list[str]:
    """Return the sample rows with one cell changed; rows count from 0."""
    rows = [line.split(",") for line in ROWS]
    rows[row][HEADER.split(",").index(field)] = cell
    return [",".join(cells) for cells in rows]


def test_cells_get_the_types_of_the_schema(tmp_path: Path):
    frame = read_table(sample(tmp_path, *ROWS))

    assert frame.index.tolist() == [0, 1, 2]
    assert frame["area_km2"].dtype == "float64"
    assert frame["year"].dtype == "Int64"
    assert frame["is_open"].dtype == "boolean"
    assert frame.loc[0].tolist()[:6] == ["x", "road", 3.5, 2023, True, ("a", "b")]


def test_empty_cells_are_unknown_and_never_zero(tmp_path: Path):
    row = read_table(sample(tmp_path, *ROWS)).loc[1]

    assert pd.isna(row["kind"])
    assert math.isnan(row["area_km2"])
    assert row["year"] is pd.NA
    assert row["is_open"] is pd.NA
    assert row["tags"] == ()


def test_table_without_rows_keeps_columns_and_types(tmp_path: Path):
    frame = read_table(sample(tmp_path))

    assert len(frame) == 0
    assert list(frame.columns) == HEADER.split(",")
    assert frame["area_km2"].dtype == "float64"


def test_sound_table_has_no_faults(tmp_path: Path):
    assert check_table(sample(tmp_path, *ROWS)) == []


def test_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path):
    path = sample(tmp_path)
    path.write_bytes(("\ufeff" + "\r\n".join([HEADER, *ROWS])).encode())

    assert read_table(path)["key"].tolist() == ["x", "y", "z"]


def test_quoted_cell_may_hold_commas_and_line_breaks(tmp_path: Path):
    schema = {
        "title": "t",
        "title_en": "t",
        "fields": [
            {"name": "key", "type": "string", "title": "k", "title_en": "k"},
            {"name": "notes", "type": "string", "title": "n", "title_en": "n"},
        ],
        "primaryKey": ["key"],
    }
    path = sample(tmp_path, 'a,"x, y\nz"', header="key,notes", schema=schema)

    assert read_table(path)["notes"].tolist() == ["x, y\nz"]


@pytest.mark.parametrize(
    ("field", "cell", "message"),
    [
        (
            "area_km2",
            "3.2亩",
            "is '3.2亩'; expected a number, without a unit, or an empty cell if it "
            "is not known",
        ),
        (
            "area_km2",
            "NaN",
            "is 'NaN'; expected a number, without a unit, or an empty cell if it is "
            "not known",
        ),
        (
            "year",
            "2023.0",
            "is '2023.0'; expected a whole number, or an empty cell if it is not known",
        ),
        (
            "is_open",
            "TRUE",
            "is 'TRUE'; expected true, false, or an empty cell if it is not known",
        ),
        ("area_km2", "-1", "is '-1'; expected at least 0 km²"),
        ("area_km2", "100.5", "is '100.5'; expected at most 100 km²"),
        ("kind", "ship", "is 'ship'; expected one of road, rail"),
        ("kind", "nan", "is 'nan'; leave the cell empty if it is not known"),
        ("kind", " road", "is ' road'; remove the space around it"),
        ("key", "X1", "is 'X1'; expected of the form [a-z]+"),
        ("key", "", "is empty; the column must be filled in every row"),
        ("tags", "a;;b", "is 'a;;b'; part items by ';' alone, and leave none empty"),
        ("tags", "a; b", "is 'a; b'; part items by ';' alone, and leave none empty"),
        ("tags", "a;a", "names 'a' twice; keep it once"),
    ],
)
def test_cell_that_does_not_fit_is_named_with_file_row_and_field(
    tmp_path: Path, field: str, cell: str, message: str
):
    problems = check_table(sample(tmp_path, *changed(1, field, cell)))

    expected = Problem(field, message, file="samples/sample.csv", row=3)
    assert problems == [expected]


def test_item_outside_the_closed_set_is_named(tmp_path: Path):
    problems = check_table(sample(tmp_path, *changed(2, "tags", "a;d")))

    assert [(p.row, p.field) for p in problems] == [(4, "tags"), (4, "tags")]
    assert problems[0].message == "is 'a;d'; expected each item of the form [a-c]"
    assert problems[1].message == "is 'a;d'; expected each item one of a, b, c"


def test_required_list_may_not_be_empty(tmp_path: Path):
    schema = json.loads(json.dumps(SCHEMA))
    schema["fields"][5]["constraints"] = {"required": True}

    problems = check_table(sample(tmp_path, *ROWS, schema=schema))

    assert [str(p) for p in problems] == [
        "samples/sample.csv row 3: tags: is empty; the column must be filled in "
        "every row"
    ]


def test_repeated_key_is_named_in_the_second_row(tmp_path: Path):
    problems = check_table(sample(tmp_path, *changed(2, "key", "x")))

    assert [str(p) for p in problems] == [
        "samples/sample.csv row 4: key: is 'x'; another row has it already; give "
        "each row its own"
    ]


def test_repeated_key_of_two_columns_is_named(tmp_path: Path):
    schema = {**SCHEMA, "primaryKey": ["kind", "year"]}
    rows = ["x,road,,1990,,,", "y,road,,1991,,,", "z,road,,1990,,,"]

    problems = check_table(sample(tmp_path, *rows, schema=schema))

    assert {str(p) for p in problems} == {
        "samples/sample.csv row 4: kind+year: is 'road, 1990'; another row has it "
        "already; give each row its own"
    }


def test_all_faults_are_listed_at_once_in_order(tmp_path: Path):
    rows = ["X,ship,a,b,c,d,", "x,road,-5,2000,true,a,"]

    problems = check_table(sample(tmp_path, *rows))

    assert [(p.row, p.field) for p in problems] == [
        (2, "area_km2"),
        (2, "is_open"),
        (2, "key"),
        (2, "kind"),
        (2, "tags"),
        (2, "tags"),
        (2, "year"),
        (3, "area_km2"),
    ]


def test_reading_a_faulty_table_raises_all_its_faults(tmp_path: Path):
    path = sample(tmp_path, *changed(0, "kind", "ship"))

    with pytest.raises(DataError) as caught:
        read_table(path)

    assert list(caught.value.problems) == check_table(path)


def test_missing_table_is_named(tmp_path: Path):
    path = sample(tmp_path)
    path.unlink()

    assert [str(p) for p in check_table(path)] == [
        "samples/sample.csv: is missing; restore the file"
    ]


def test_table_that_is_not_utf8_is_named_with_its_row(tmp_path: Path):
    path = sample(tmp_path)
    path.write_bytes((HEADER + "\nx,").encode() + "公路".encode("gb18030"))

    (problem,) = check_table(path)

    assert problem.row == 2
    assert problem.message == "is not UTF-8 (byte 45); save the file as UTF-8"


def test_table_cut_off_inside_a_quote_is_named(tmp_path: Path):
    path = sample(tmp_path, *ROWS, 'w,"ro')

    (problem,) = check_table(path)

    assert problem.message.startswith("is not CSV (unexpected end of data)")


def test_table_cut_off_inside_a_row_is_named_with_the_row(tmp_path: Path):
    (problem,) = check_table(sample(tmp_path, *ROWS, "w,road"))

    assert (problem.row, problem.message) == (
        5,
        "has 2 cells; expected 7; the row may be cut off or a comma not quoted",
    )


def test_empty_file_is_named(tmp_path: Path):
    path = sample(tmp_path)
    path.write_bytes(b"")

    assert [str(p) for p in check_table(path)] == [
        "samples/sample.csv row 1: is empty; expected a header row"
    ]


@pytest.mark.parametrize(
    ("header", "field", "message"),
    [
        (
            HEADER.replace("year", "jahr"),
            "jahr",
            "is not a column of the schema; remove it or describe it there",
        ),
        (HEADER.replace(",year", ""), "year", "is missing from the header"),
        (HEADER + ",year", "year", "stands twice in the header"),
        (
            HEADER.replace("key,kind", "kind,key"),
            "kind",
            "stands where the schema has 'key'; keep its order",
        ),
    ],
)
def test_header_that_does_not_fit_is_named(
    tmp_path: Path, header: str, field: str, message: str
):
    problems = check_table(sample(tmp_path, *ROWS, header=header))

    assert Problem(field, message, file="samples/sample.csv", row=1) in problems


def test_schema_tells_titles_units_and_references(tmp_path: Path):
    schema = load_schema(sample(tmp_path))

    assert schema.name == "sample"
    assert schema.primary_key == ("key",)
    area = schema.field("area_km2")
    assert (area.title("zh"), area.title("en"), area.unit) == ("面积", "Area", "km²")
    assert schema.field("tags").is_list
    assert schema.field("tags").reference == ("others", "key")
    assert schema.field("tags").also == ("*",)
    assert schema.field("parent").reference == ("sample", "key")


def test_schema_is_found_by_its_own_path_too(tmp_path: Path):
    path = sample(tmp_path)

    found = load_schema(path.with_name("sample.schema.json"))

    assert found == load_schema(path)


def test_field_that_the_schema_lacks_is_a_key_error(tmp_path: Path):
    with pytest.raises(KeyError, match="colour"):
        load_schema(sample(tmp_path)).field("colour")


def test_missing_schema_is_a_fault_of_the_table(tmp_path: Path):
    path = sample(tmp_path)
    path.with_name("sample.schema.json").unlink()

    assert [str(p) for p in check_table(path)] == [
        "samples/sample.schema.json: is missing: the schema of the table stands "
        "beside it"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "is not JSON in UTF-8"),
        ("[]", "is not a table schema"),
        ("{}", "is not a table schema: KeyError"),
    ],
)
def test_schema_that_cannot_be_read_is_named(tmp_path: Path, text: str, message: str):
    path = sample(tmp_path)
    path.with_name("sample.schema.json").write_text(text, encoding="utf-8")

    with pytest.raises(DataError, match=message):
        load_schema(path)


def test_schema_with_an_unknown_type_or_key_is_named(tmp_path: Path):
    bad_type = json.loads(json.dumps(SCHEMA))
    bad_type["fields"][0]["type"] = "geopoint"
    with pytest.raises(DataError, match="type 'geopoint' of key; expected one of"):
        load_schema(sample(tmp_path, schema=bad_type))
    with pytest.raises(DataError, match="names columns that are not there"):
        load_schema(sample(tmp_path, schema={**SCHEMA, "primaryKey": ["nix"]}))


def test_faults_are_sorted_and_kept_once():
    first = Problem("a", "m", file="x.csv", row=2)
    second = Problem("b", "m", file="x.csv", row=2)
    other = Problem("a", "m", file="a.csv", row=9)

    assert sort_problems([second, first, other, first]) == [other, first, second]


def test_messages_name_folder_and_file_and_no_more():
    assert file_name(Path("/srv/data/parks/parks.csv")) == "parks/parks.csv"
    assert file_name(Path("/srv/data/SOURCES.csv")) == "SOURCES.csv"
