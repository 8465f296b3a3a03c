"""An exported file opens again as an import, and nothing in it has changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
import shapely

from geo_zs.imports.check import dry_run
from geo_zs.imports.field_units import size_in_field
from geo_zs.imports.propose import propose_mapping
from geo_zs.imports.rows import STATUSES
from geo_zs.imports.source import read_table_file
from geo_zs.register.fields import fields
from geo_zs.register.names import names_of as register_names
from geo_zs.register.project_frame import project_frame
from geo_zs.register.projects import create_project
from geo_zs.register.store import Register
from geo_zs.reports.columns import Names, file_columns, names_of
from geo_zs.reports.export import export
from geo_zs.reports.template import template_workbook
from tests.register_samples import ADMIN

TABLES = ("projects", "ledger", "companies", "steps", "park_facts", "targets")
TODAY = dt.date(2026, 11, 23)

FULL = {
    "name_zh": '=HYPERLINK("http://x.example","看")',
    "name_printed": "'=1+1",
    "project_code": "2306-150206-04-01-123456",
    "investor_zh": "+86 某某<b>公司</b>",
    "investor_printed": "@x",
    "investor_origin": "outside_region",
    "investor_origin_place": "江苏省",
    "gb_t_4754": "0111",
    "industry_text": "'89年",
    "industry_tags": ("pv_wafer", "wind_equipment"),
    "cluster": "现代装备制造",
    "chain": "光伏装备",
    "pledged_cny_1e8": 15.123456789,
    "pledged_currency": "USD",
    "pledged_foreign_1e4": 1234.5,
    "pledged_date": "2023",
    "arrived_cny_1e8": 0.0,
    "arrived_date": "2023-06",
    "land_ha": 1 / 3,
    "power_mw": 55,
    "electricity_1e4_kwh_per_year": 1e5,
    "energy_tce_per_year": 3.0,
    "water_m3_per_day": 2000,
    "capacity_text": "第一行\n第二行，“引号”;分号,逗号",
    "stage": "signed",
    "stage_text": "-进展",
    "officer": "张祎",
    "reserve_date": "2022",
    "negotiating_date": "2022-05",
    "framework_date": "2022-06-01",
    "signed_date": "2023-03-20",
    "league": "150200",
    "banner": "150203",
    "place_text": "某某路 1 号",
    "lon": 109.8412345678,
    "lat": 40.6623456789,
    "location_precision": "site",
    "place_confidence": "stated",
    "source": "某某月报",
    "source_date": "2023-06",
    "confidence": "reported",
    "visibility": "internal",
    "notes": "长" * 3000,
}


@pytest.fixture
def filled(new_sqlite, catalog) -> Register:
    """Return a register with a full project, an area, a park, and a bare name."""
    register = replace(Register.open(new_sqlite()), names=register_names(catalog))
    park = str(catalog.layers["parks"].frame.index[0])
    area = shapely.box(110.0, 40.5, 110.1, 40.6)
    with register.write(ADMIN) as writer:
        create_project(writer, FULL)
        create_project(writer, {"name_zh": "范围", "geometry": area})
        create_project(writer, {"name_zh": "在园区", "park_id": park})
        create_project(writer, {"name_zh": "只有名字"})
    return register


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("fmt", ["xlsx", "csv", "geojson", "gpkg"])
def test_exported_projects_come_back_unchanged(
    filled, catalog, about, tmp_path, *, fmt, lang
):
    with filled.read() as session:
        frame = project_frame(session, ADMIN)
    names = names_of(catalog, lang)
    file = tmp_path / f"projects.{fmt}"
    file.write_bytes(export(frame, fmt, lang=lang, about=about, names=names))

    raw = read_table_file(file, name=file.name)
    mapping = propose_mapping(raw.headers, fields())
    result = dry_run(
        raw,
        mapping,
        catalog=catalog,
        register=filled,
        viewer=ADMIN,
        today=TODAY,
        datum="wgs84",
    )

    assert [one.header for one in mapping.columns if one.field is None] in (
        [],
        ["边界（WKT）"],
        ["Boundary (WKT)"],
    )
    assert result.changed == {}
    assert [STATUSES[one] for one in result.status] == ["unchanged"] * 4
    assert result.targets == list(frame.index)
    assert {fault.severity for fault in result.book.iterate(raw.row_numbers)} <= {
        "warning",
        "note",
    }


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("table", TABLES)
def test_heads_are_read_as_the_fields_and_units_they_stand_for(table, lang):
    specs = {field.name: field for field in fields(table)}
    columns = file_columns(table, list(specs), lang=lang, names=Names())

    mapping = propose_mapping(
        [column.head for column in columns], fields(table), table=table
    )

    assert [one.field for one in mapping.columns] == [one.name for one in columns]
    for one in mapping.columns:
        if one.unit is not None:
            assert size_in_field(specs[str(one.field)], one.unit) == 1.0, one.header


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("table", TABLES)
def test_heads_of_the_template_are_read_too(table, lang, tmp_path):
    file = tmp_path / "template.xlsx"
    file.write_bytes(template_workbook(lang, table))

    raw = read_table_file(file, name=file.name)

    mapping = propose_mapping(raw.headers, fields(table), table=table)
    assert [one.header for one in mapping.columns if one.field is None] == []
    assert raw.header_row == 1
