"""What an export writes comes in again as it was: every format, no row changed."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from geo_zs.imports.accept import accept
from geo_zs.imports.batch import open_batch, store_dry_run
from geo_zs.imports.source import read_table_file
from geo_zs.register.combined import all_projects
from geo_zs.register.fields import fields
from geo_zs.register.project_frame import project_frame
from geo_zs.register.projects import bulk_create
from geo_zs.register.store import Register
from geo_zs.reports.about import About
from geo_zs.reports.export import export
from tests.samples import messy_workbook as messy
from tests.unit.imports.import_helpers import ADMIN, TODAY, run_of

FULL = {
    "name_zh": "年产5GW单晶硅片项目",
    "name_printed": "'89年单晶硅项目",
    "project_code": "2306-150203-04-01-000001",
    "investor_zh": "甲硅材料有限公司",
    "credit_code": "91350100M000100Y43",
    "investor_origin": "outside_region",
    "gb_t_4754": "3825",
    "industry_text": "光伏硅片",
    "industry_tags": "pv_wafer;pv_silicon",
    "cluster": "现代装备制造",
    "pledged_cny_1e8": 15.123456789,
    "pledged_currency": "USD",
    "pledged_foreign_1e4": 500.0,
    "arrived_cny_1e8": 0.3,
    "land_ha": 20.0666666667,
    "power_mw": 55.0,
    "electricity_1e4_kwh_per_year": 40000.0,
    "energy_tce_per_year": 50000.0,
    "water_m3_per_day": 2000.0,
    "capacity_text": "一行\n两行",
    "stage": "construction",
    "signed_date": "2023-03",
    "construction_date": "2023-05-01",
    "lon": 109.82212345,
    "lat": 40.64198765,
    "source": "=SUM(A1:A2)",
    "source_date": "2023",
    "confidence": "reported",
    "visibility": "public",
    "notes": messy.HOSTILE_NAME,
}


@pytest.fixture
def filled(own):
    """Return a register with a full record, hostile names and a polygon."""
    rows = [
        FULL,
        {"name_zh": messy.INJECTED, "banner": "150203"},
        {"name_zh": messy.REVERSED_NAME, "park_id": "baotou-xitu-hitech"},
        {"name_zh": "地块", "geometry": shapely.box(109.8, 40.63, 109.82, 40.65)},
        {"name_zh": "-1", "league": "150200"},
    ]
    with own.write(ADMIN) as writer:
        bulk_create(writer, rows)
    return own


def _file(frame, form, lang, tmp_path):
    about = About(title="项目", made_on=TODAY)
    file = tmp_path / f"export.{form}"
    content = export(frame, form, lang=lang, about=about)
    file.write_bytes(content)
    return read_table_file(file, name=file.name)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", ["xlsx", "csv", "geojson", "gpkg"])
def test_export_comes_in_again_without_a_change(form, lang, filled, catalog, tmp_path):
    with filled.read() as session:
        frame = project_frame(session, ADMIN)

    run = run_of(_file(frame, form, lang, tmp_path), catalog, filled)

    told = [(v.row, v.changed, [f.key for f in v.faults]) for v in run.rows()]
    assert run.counts["unchanged"] == len(frame), told


@pytest.mark.parametrize("form", ["xlsx", "csv", "geojson", "gpkg"])
def test_export_fills_an_empty_register_with_the_same_projects(
    form, filled, catalog, tmp_path, new_sqlite
):
    with filled.read() as session:
        frame = project_frame(session, ADMIN)
    other = Register.open(new_sqlite(), names=filled.names)
    # A table has no place for a polygon; its banner stays.
    without = {"located_by"} if form in ("xlsx", "csv") else set()

    run = run_of(_file(frame, form, "zh", tmp_path), catalog, other)
    with other.write(ADMIN, counts=False) as writer:
        batch_id = open_batch(writer, table="projects", file_name="export")
        store_dry_run(writer, batch_id, run)
    with other.write(ADMIN, batch_id=batch_id) as writer:
        accept(writer, batch_id, run, only_good=False)
    with other.read() as session:
        again = project_frame(session, ADMIN)
    other.close()

    assert len(again) == len(frame)
    for field in fields()[1:]:
        if field.name in without:
            continue
        for one, two in zip(frame[field.name], again[field.name], strict=True):
            is_gone = one != one and two != two  # noqa: PLR0124  both unknown
            is_near = isinstance(one, float) and np.isclose(one, two, rtol=1e-9)
            was_read = field.name == "industry_tags" and one == ()
            assert is_gone or is_near or was_read or one == two, field.name


def test_export_of_shipped_projects_is_unchanged(own, catalog, tmp_path):
    with own.read() as session:
        frame = all_projects(catalog, session, ADMIN)

    run = run_of(_file(frame, "xlsx", "zh", tmp_path), catalog, own)

    told = [
        (v.values.get("name_zh"), v.changed, [f.key for f in v.faults])
        for v in run.rows(limit=1000)
        if v.status != "unchanged"
    ]
    assert told == []
