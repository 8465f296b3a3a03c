"""What is said of rows names places, industries and words as people do, no codes."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest

from geo_zs.errors import RecordError
from geo_zs.imports.accept import accept
from geo_zs.imports.all_words import say
from geo_zs.imports.batch import open_batch, store_dry_run
from geo_zs.register.access import Actor
from geo_zs.register.ledger_months import close_month
from geo_zs.register.projects import create_project
from geo_zs.reports.faulty_rows import faulty_rows_xlsx
from tests.unit.imports.import_helpers import ADMIN, run_of, table

WEST = Actor("west", "planner", leagues=frozenset({"150200"}))
#: Codes of places and tags, names of fields.
_RAW = re.compile(r"15\d{4}|[a-z]+_[a-z_]+|\binf\b")
_CHINESE = re.compile("[\u4e00-\u9fff]")


def _said(run, lang):
    return [say(one, lang) for view in run.rows() for one in view.faults]


@pytest.mark.parametrize(
    ("row", "key", "words"),
    [
        (
            {"项目名称": "光伏电站", "盟市": "鄂尔多斯市"},
            "not_your_league",
            ("该行属于鄂尔多斯市", "the row lies in Ordos"),
        ),
        (
            {"项目名称": "风电", "盟市": "包头市"},
            "industry_read",
            ("新能源", "read from these words: "),
        ),
        (
            {"项目名称": "甲", "盟市": "包头市", "阶段": "signed2"},
            "word_inside",
            ("读作签约", "read as 'signed'"),
        ),
        (
            {"项目名称": "甲", "盟市": "包头市", "可见性": "谁都行"},
            "unknown_word",
            ("应为 公开、内部", "expected one of public, internal"),
        ),
    ],
)
def test_remarks_speak_of_places_and_industries_by_name(own, catalog, row, key, words):
    run = run_of(table([row]), catalog, own, viewer=WEST)

    (view,) = run.rows()
    (fault,) = [one for one in view.faults if one.key == key]
    assert words[0] in say(fault, "zh")
    assert words[1] in say(fault, "en")
    assert [one for one in _said(run, "zh") if _RAW.search(one)] == []
    told = say(fault, "en").replace(str(fault.value), "").replace(fault.column, "")
    assert not _RAW.search(told)
    assert not _CHINESE.search(told)


def test_workbook_of_faulty_rows_holds_no_code(own, catalog):
    rows = [{"项目名称": "光伏电站", "盟市": "鄂尔多斯市"}]
    run = run_of(table(rows), catalog, own, viewer=WEST)

    for lang in ("zh", "en"):
        book = openpyxl.load_workbook(io.BytesIO(faulty_rows_xlsx(run, lang=lang)))
        cells = [str(cell.value) for row in book.active.iter_rows() for cell in row]
        assert [one for one in cells if _RAW.search(one)] == []


def test_what_the_register_refuses_names_places_and_months(own, catalog):
    with own.write(ADMIN) as writer:
        create_project(writer, {"name_zh": "甲项目"})
        close_month(writer, "2023-04")
    row = {
        "项目名称": "甲项目",
        "到位月份": "2023-05",
        "资金口径": "国内",
        "新建续建": "续建",
        "上报数（万元）": -5,
    }

    run = run_of(table([row]), catalog, own, table="ledger")

    for lang in ("zh", "en"):
        said = [one for one in _said(run, lang) if "-5" in one]
        assert said
        assert [one for one in said if _RAW.search(one)] == []


def test_fault_while_accepting_speaks_of_the_column_of_the_file(own, catalog):
    run = run_of(table([{"项目名称": "甲", "总投资（亿元）": 1}]), catalog, own)
    run.values["pledged_cny_1e8"][0] = -1.0
    with own.write(ADMIN, counts=False) as writer:
        batch_id = open_batch(writer, table=run.table, file_name=run.file.name)
        store_dry_run(writer, batch_id, run)

    with pytest.raises(RecordError) as caught, own.write(ADMIN) as writer:
        accept(writer, batch_id, run)

    (fault,) = caught.value.problems
    assert (fault.row, fault.field) == (2, "总投资（亿元）")
    assert say(fault, "zh").startswith("总投资（亿元）：登记库不接受：")
    assert "pledged_cny_1e8" not in str(caught.value)


def test_state_of_an_import_is_told_without_names_of_columns(own, catalog):
    run = run_of(table([{"项目名称": "甲"}]), catalog, own)
    with own.write(ADMIN, counts=False) as writer:
        batch_id = open_batch(writer, table=run.table, file_name=run.file.name)
        store_dry_run(writer, batch_id, run)
    with own.write(ADMIN) as writer:
        accept(writer, batch_id, run)

    with pytest.raises(RecordError) as caught, own.write(ADMIN) as writer:
        accept(writer, batch_id, run)

    (fault,) = caught.value.problems
    assert say(fault, "zh").startswith("B-000001 的状态是“已录入”")
    assert "batch_id" not in str(fault)
