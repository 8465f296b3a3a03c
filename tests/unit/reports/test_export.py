"""Exports: every value in the file, no formula of a user's, sources beside."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pandas as pd
import pyogrio
import pytest
import shapely

from geo_zs.errors import CrsError, RecordError
from geo_zs.register.fields import fields
from geo_zs.reports import export as export_module
from geo_zs.reports import features, sheet_writer
from geo_zs.reports.columns import Names, cells_of, file_columns
from geo_zs.reports.export import MEDIA_TYPES, export
from tests.unit.reports.conftest import HOSTILE

NAMES = Names(leagues={"150200": "包头市"})


def _book(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def _rows(content: bytes) -> list[dict[str, object]]:
    rows = list(_book(content).worksheets[0].iter_rows(values_only=True))
    heads = [str(one) for one in rows[0]]
    return [dict(zip(heads, row, strict=True)) for row in rows[1:]]


def _csv(content: bytes) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_workbook_has_labels_names_units_and_whole_numbers(projects, about):
    rows = _rows(export(projects, "xlsx", lang="zh", about=about, names=NAMES))

    assert [row["项目编号"] for row in rows] == ["R-000001", "R-000002", "R-000003"]
    first, second, third = rows
    assert first["阶段"] == "签约"
    assert first["盟市"] == "包头市"
    assert first["总投资（亿元）"] == 15.123456789
    assert first["经度"] == 109.8412345678
    assert first["国民经济行业代码"] == "0111"
    assert first["产业标签"] == "pv_wafer;wind_equipment"
    # A league without a name stands as its code.
    assert second["盟市"] == "150600"
    assert second["项目名称"] == "年产5GW\n单晶硅片"
    assert second["总投资（亿元）"] is None
    assert third["总投资（亿元）"] == 0


def test_english_workbook_has_english_heads_and_labels(projects, about):
    first = _rows(export(projects, "xlsx", lang="en", about=about))[0]

    assert first["Stage"] == "signed"
    assert first["Name"] == '=HYPERLINK("http://x","看")'
    assert first["Land (ha)"] is None


def test_every_field_of_the_schema_has_a_column(projects, about):
    first = _rows(export(projects, "xlsx", lang="zh", about=about))[0]

    assert len(first) == len(fields()) + 1  # and the shape


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_users_never_is_a_formula(projects, about, text):
    projects["name_zh"] = text

    cell = _book(export(projects, "xlsx", lang="zh", about=about)).worksheets[0]["B2"]
    row = _csv(export(projects, "csv", lang="zh", about=about))[0]

    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert cell.hyperlink is None
    assert cell.value == (text if text != "'=1" else "''=1")
    assert row["项目名称"][0] not in "=+-@\t\r"
    assert row["项目名称"].endswith(text)


def test_heads_are_fixed_and_filtered(projects, about):
    book = _book(export(projects, "xlsx", lang="zh", about=about))

    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:BB4"
    assert sheet["O2"].number_format == "#,##0.00"
    assert sheet["AQ2"].number_format == "#,##0.000000"


def test_sheets_tell_filters_date_version_and_sources(projects, about):
    book = _book(export(projects, "xlsx", lang="zh", about=about))

    assert book.sheetnames == ["项目", "说明", "来源", "数据字典"]
    said = {(row[0], row[1]) for row in book["说明"].iter_rows(values_only=True)}
    assert ("筛选条件", "盟市：包头市") in said
    assert ("制表日期", "2026-11-23") in said
    assert ("数据版本", "abc123") in said
    assert ("行数", "3") in said
    assert [one.value for one in book["来源"][2]][:5] == [
        "2023年统计公报",
        "自治区统计局",
        "2024-03",
        "https://tj.example.cn/2023",
        "注明来源",
    ]
    meanings = {row[1].value: row for row in book["数据字典"].iter_rows(min_row=2)}
    assert meanings["stage"][7].value.startswith("储备 = reserve；")
    assert meanings["pledged_cny_1e8"][4].value == "亿元"


def test_csv_has_the_mark_of_utf8_and_crlf(projects, about):
    content = export(projects, "csv", lang="zh", about=about)

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == 4
    assert _csv(content)[1]["项目名称"] == "年产5GW\n单晶硅片"


def test_area_stands_as_wkt_in_tables_and_as_shape_in_features(projects, about):
    row = _rows(export(projects, "xlsx", lang="zh", about=about))[1]
    found = json.loads(export(projects, "geojson", lang="zh", about=about))

    area = shapely.box(110.0, 40.5, 110.25, 40.75)
    assert shapely.from_wkt(row["边界（WKT）"]).equals(area)
    kinds = [one["geometry"] and one["geometry"]["type"] for one in found["features"]]
    assert kinds == ["Point", "Polygon", None]
    assert found["about"]["filters"] == ["盟市：包头市", "阶段：签约"]
    assert found["features"][0]["properties"]["stage"] == "signed"
    assert found["features"][0]["properties"]["arrived_cny_1e8"] is None


def test_geopackage_keeps_rows_without_shape_and_codes(projects, about, tmp_path: Path):
    file = tmp_path / "x.gpkg"
    file.write_bytes(export(projects, "gpkg", lang="zh", about=about))

    found = pyogrio.read_dataframe(file)
    assert found["project_id"].tolist() == ["R-000001", "R-000002", "R-000003"]
    assert found.geometry.isna().tolist() == [False, False, True]
    assert found.geometry.iloc[1].equals(projects.geometry.iloc[1])
    assert found["pledged_cny_1e8"].iloc[0] == 15.123456789
    assert found["stage"].tolist()[:2] == ["signed", "construction"]
    assert found["name_zh"].tolist() == projects["name_zh"].tolist()
    assert found.crs == "EPSG:4326"
    assert pyogrio.read_info(file)["dataset_metadata"]["made_on"] == "2026-11-23"


@pytest.mark.parametrize("fmt", list(MEDIA_TYPES))
def test_no_record_makes_a_file_that_opens(projects, about, fmt, tmp_path: Path):
    content = export(projects.iloc[:0], fmt, lang="zh", about=about)

    if fmt == "xlsx":
        assert _rows(content) == []
    elif fmt == "csv":
        assert _csv(content) == []
    else:
        file = tmp_path / f"x.{fmt}"
        file.write_bytes(content)
        assert len(pyogrio.read_dataframe(file)) == 0


@pytest.mark.parametrize("fmt", ["xlsx", "csv", "geojson"])
def test_same_content_gives_the_same_bytes(projects, about, fmt):
    first = export(projects, fmt, lang="zh", about=about)

    assert export(projects, fmt, lang="zh", about=about) == first


def test_text_longer_than_a_cell_is_cut_and_told(projects, about):
    projects["notes"] = ["𠮷" * 20_000, "a" * 40_000, "b" * 32_767]

    content = export(projects, "xlsx", lang="zh", about=about)

    notes = [str(row["备注"]) for row in _rows(content)]
    assert [len(one.encode("utf-16-le")) // 2 for one in notes] == [32_767] * 3
    assert [one[-1] for one in notes] == ["…", "…", "b"]
    said = [row[1] for row in _book(content)["说明"].iter_rows(values_only=True)]
    assert any(str(text).startswith("有 2 个单元格超过 32,767 个字符") for text in said)
    assert (
        len(_csv(export(projects, "csv", lang="zh", about=about))[1]["备注"]) == 40_000
    )


def test_area_too_long_for_a_cell_is_left_out_whole_and_told(projects, about):
    circle = shapely.Point(110, 41).buffer(0.1, quad_segs=2000)
    projects = projects.set_geometry([None, circle, None], crs="EPSG:4326")

    content = export(projects, "xlsx", lang="zh", about=about)

    assert _rows(content)[1]["边界（WKT）"] is None
    said = [str(row[1]) for row in _book(content)["说明"].iter_rows(values_only=True)]
    assert any("有 1 条记录为面状范围" in text for text in said)
    assert any("其中 1 个范围过长" in text for text in said)


def test_characters_that_no_file_holds_become_visible(projects, about):
    projects["name_zh"] = ["甲\x00乙", "甲\ud800乙", "甲\r\n乙"]

    names = [
        row["项目名称"]
        for row in _rows(export(projects, "xlsx", lang="zh", about=about))
    ]
    features = json.loads(export(projects, "geojson", lang="zh", about=about))[
        "features"
    ]

    assert names == ["甲\ufffd乙", "甲\ufffd乙", "甲\n乙"]
    found = [one["properties"]["name_zh"] for one in features]
    assert found == ["甲\ufffd乙", "甲\ufffd乙", "甲\r\n乙"]
    assert export(projects, "csv", lang="zh", about=about).decode("utf-8-sig")


def test_more_records_than_a_sheet_holds_are_refused(projects, about, monkeypatch):
    monkeypatch.setattr(export_module, "MAX_ROWS", 2)

    with pytest.raises(RecordError, match="3 records came; a sheet holds 2 at most"):
        export(projects, "xlsx", lang="zh", about=about)


def test_shapes_in_another_system_are_refused(projects, about):
    with pytest.raises(CrsError, match="EPSG:3857"):
        export(projects.to_crs("EPSG:3857"), "geojson", lang="zh", about=about)


def test_unknown_format_and_table_are_refused(projects, about):
    with pytest.raises(ValueError, match="expected xlsx, csv, geojson, gpkg"):
        export(projects, "pdf", lang="zh", about=about)
    with pytest.raises(KeyError, match="nothing"):
        export(projects, "csv", lang="zh", about=about, table="nothing")


def test_ledger_has_yes_and_no_and_the_names_of_projects(about):
    frame = pd.DataFrame(
        {
            "entry_id": ["E-000001", "E-000002"],
            "project_id": ["R-000001", "R-000009"],
            "month": ["2023-06", "2023-07"],
            "scope": ["outside_region", "foreign"],
            "is_continued": pd.array([True, None], dtype="boolean"),
            "verified_1e4": [30000.5, float("nan")],
        }
    )
    names = Names(projects={"R-000001": "硅片项目"})

    rows = _rows(
        export(frame, "xlsx", lang="zh", about=about, table="ledger", names=names)
    )

    assert [row["续建项目"] for row in rows] == ["是", None]
    assert [row["口径"] for row in rows] == ["区外", "外资"]
    assert [row["审核到位资金（万）"] for row in rows] == [30000.5, None]
    assert [row["项目名称（对照）"] for row in rows] == ["硅片项目", None]
    content = json.loads(
        export(frame, "geojson", lang="zh", about=about, table="ledger")
    )
    assert [one["properties"]["is_continued"] for one in content["features"]] == [
        True,
        None,
    ]


def test_name_that_two_places_share_is_not_shown():
    names = Names(
        banners={"150102": "新城区", "159999": "新城区", "150203": "昆都仑区"}
    )

    assert names.labels("banner") == {"150203": "昆都仑区"}


def test_key_may_be_a_column_or_the_index(projects):
    column = file_columns("projects", ["project_id"], lang="zh", names=Names())[0]

    assert cells_of(projects, column, Names()) == ["R-000001", "R-000002", "R-000003"]
    flat = pd.DataFrame(projects.drop(columns="geometry")).reset_index()
    assert cells_of(flat, column, Names()) == ["R-000001", "R-000002", "R-000003"]


def test_large_workbook_is_written_row_by_row(projects, about, monkeypatch):
    small = _rows(export(projects, "xlsx", lang="zh", about=about))
    monkeypatch.setattr(sheet_writer, "MANY_CELLS", 10)
    monkeypatch.setattr(export_module, "_AT_ONCE", 2)

    assert _rows(export(projects, "xlsx", lang="zh", about=about)) == small
    assert (
        _csv(export(projects, "csv", lang="zh", about=about))[2]["项目名称"]
        == "只有名字"
    )


def test_geojson_of_many_parts_is_one_collection(projects, about, monkeypatch):
    monkeypatch.setattr(features, "_AT_ONCE", 1)

    found = json.loads(export(projects, "geojson", lang="zh", about=about))

    keys = [one["properties"]["project_id"] for one in found["features"]]
    assert keys == ["R-000001", "R-000002", "R-000003"]
