"""Ledger, steps, companies and facts of parks are imported by the same way."""

from __future__ import annotations

import pytest

from geo_zs.errors import RecordError
from geo_zs.imports.accept import accept
from geo_zs.imports.batch import open_batch, store_dry_run
from geo_zs.imports.undo import undo_batch
from geo_zs.register.companies import company_frame
from geo_zs.register.ledger import update_entry
from geo_zs.register.ledger_frame import ledger_frame
from geo_zs.register.ledger_months import close_month
from geo_zs.register.park_facts import park_facts_frame
from geo_zs.register.projects import create_project
from geo_zs.register.steps import step_frame
from tests.unit.imports.import_helpers import ADMIN, keys_of, run_of, statuses, table

CODE = "2306-150203-04-01-000001"


@pytest.fixture
def project(both):
    with both.write(ADMIN) as writer:
        values = {"name_zh": "甲项目", "project_code": CODE, "banner": "150203"}
        return create_project(writer, values)


def _enter(register, run, **options):
    with register.write(ADMIN, counts=False) as writer:
        batch_id = open_batch(writer, table=run.table, file_name=run.file.name)
        store_dry_run(writer, batch_id, run)
    with register.write(ADMIN, batch_id=batch_id) as writer:
        accept(writer, batch_id, run, **options)
    return batch_id


def _frame(register, read):
    with register.read() as session:
        return read(session, ADMIN)


def _entry(**more):
    return {
        "项目名称": "甲项目",
        "到位月份": "2023年5月",
        "资金口径": "国内",
        "新建续建": "续建",
        "上报数（万元）": 3000,
        **more,
    }


def test_ledger_entries_find_their_project_by_id_code_or_name(both, catalog, project):
    rows = [
        _entry(),
        _entry(项目名称=CODE, 到位月份="2023-04"),
        _entry(项目名称=project, 到位月份=202303),
        _entry(项目名称="没有的项目", 到位月份="2023-02"),
    ]

    run = run_of(table(rows), catalog, both, table="ledger")
    _enter(both, run)

    assert statuses(run) == ["new", "new", "new", "refused"]
    assert keys_of(run, 3) == ["unknown_record", "missing_required"]
    frame = _frame(both, ledger_frame)
    assert set(frame["project_id"]) == {project}
    assert sorted(frame["month"]) == ["2023-03", "2023-04", "2023-05"]
    assert set(frame["reported_1e4"]) == {3000.0}


def test_ledger_entry_of_the_same_month_and_scope_changes_the_first(
    both, catalog, project
):
    batch_id = _enter(both, run_of(table([_entry()]), catalog, both, table="ledger"))

    again = run_of(
        table([_entry(**{"上报数（万元）": 5000})]), catalog, both, table="ledger"
    )
    changed = _enter(both, again)

    assert statuses(again) == ["changed"]
    assert list(_frame(both, ledger_frame)["reported_1e4"]) == [5000.0]
    for one, left in ((changed, [3000.0]), (batch_id, [])):
        with both.write(ADMIN) as writer:
            undo_batch(writer, one)
        assert list(_frame(both, ledger_frame)["reported_1e4"]) == left


def test_what_the_ledger_would_not_keep_is_refused_in_the_dry_run(
    both, catalog, project
):
    rows = [_entry(到位月份="2200-01"), _entry(), _entry()]
    before = both.revision()

    run = run_of(table(rows), catalog, both, table="ledger")

    assert statuses(run)[0] == "refused"
    assert statuses(run).count("new") == 1
    assert _frame(both, ledger_frame).empty
    assert both.revision() == before


def test_change_of_a_closed_month_is_refused_in_the_dry_run(both, catalog, project):
    _enter(both, run_of(table([_entry()]), catalog, both, table="ledger"))
    with both.write(ADMIN) as writer:
        close_month(writer, "2023-05")

    again = run_of(
        table([_entry(**{"上报数（万元）": 5000})]), catalog, both, table="ledger"
    )

    assert statuses(again) == ["refused"]
    assert keys_of(again) == ["refused_value"]
    assert "closed" in again.rows()[0].faults[0].message


def test_foreign_money_of_the_ledger_takes_its_currency_from_the_unit(
    both, catalog, project
):
    row = {
        "项目名称": "甲项目",
        "月份": "2023-05",
        "口径": "外资",
        "新建续建": "新建",
        "上报到位资金（万美元）": 120,
    }

    _enter(both, run_of(table([row]), catalog, both, table="ledger"))

    frame = _frame(both, ledger_frame)
    assert list(frame["currency"]) == ["USD"]
    assert list(frame["reported_1e4"]) == [120.0]


def test_steps_are_added_and_changed_by_project_and_name(both, catalog, project):
    row = {"项目": "甲项目", "事项": "取得环评批复", "时限": "2023-07-31"}
    _enter(both, run_of(table([row]), catalog, both, table="steps"))

    again = run_of(
        table([{**row, "实际完成日期": "2023-06-20"}]), catalog, both, table="steps"
    )
    _enter(both, again)

    assert statuses(again) == ["changed"]
    frame = _frame(both, step_frame)
    assert list(frame["done_date"]) == ["2023-06-20"]


def test_companies_are_compared_by_code_and_by_name(both, catalog):
    rows = [
        {"企业名称": "甲硅材料有限公司", "信用代码": "91350100M000100Y43"},
        {"企业名称": "乙风电有限公司", "对接状态": "已联系", "盟市": "包头市"},
    ]
    _enter(both, run_of(table(rows), catalog, both, table="companies"))

    again = run_of(
        table(
            [
                {**rows[0], "责任人": "某某"},
                {"企业名称": "乙风电有限公司"},
                {"企业名称": "丙公司"},
                {"企业名称": "乙风电有限公司", "责任人": "某某"},
            ]
        ),
        catalog,
        both,
        table="companies",
    )

    assert statuses(again) == ["changed", "unchanged", "new", "duplicate"]
    frame = _frame(both, company_frame)
    assert list(frame["contact_state"])[1] == "contacted"
    assert list(frame["league"])[1] == "150200"


def test_facts_of_parks_are_added_and_undone(both, catalog):
    row = {
        "园区名称": "包头稀土高新区",
        "日期": "2023-06-30",
        "来源": "园区管委会",
        "可信度": "官方",
        "可供用地（亩）": 1500,
        "电价（元/度）": 0.36,
        "电压等级": "110千伏",
        "铁路专用线": "有",
    }

    run = run_of(table([row]), catalog, both, table="park_facts")
    batch_id = _enter(both, run)

    (view,) = run.rows()
    assert view.values["available_area_ha"] == 100.0
    with both.read() as session:
        facts = park_facts_frame(session, ADMIN)
    assert set(facts["park_id"]) == {"baotou-xitu-hitech"}
    assert len(facts) == 3
    with both.write(ADMIN) as writer:
        undo_batch(writer, batch_id)
    with both.read() as session:
        assert park_facts_frame(session, ADMIN).empty


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"上报数（万元）": "500万美元", "币种": "CNY"}, ("USD", "CNY")),
        ({"上报数（万元）": "500万人民币", "币种": "USD"}, ("CNY", "USD")),
        ({"上报数（万元）": "人民币500万", "币种": "美元"}, ("CNY", "USD")),
        ({"上报数（万美元）": 500, "币种": "EUR"}, ("USD", "EUR")),
        ({"上报数（万元）": "500万美元", "审核数（万元）": "1万欧元"}, ("EUR", "USD")),
    ],
)
def test_amount_in_another_currency_than_the_entry_is_refused(
    both, catalog, project, cells, told
):
    entry = {key: value for key, value in _entry().items() if key != "上报数（万元）"}

    run = run_of(
        table([{**entry, "资金口径": "外资", **cells}]), catalog, both, table="ledger"
    )

    assert statuses(run) == ["refused"]
    fault = next(one for one in run.rows()[0].faults if one.key == "currency_differs")
    assert (fault.values["stated"], fault.values["other"]) == told


def test_currency_of_a_cell_fills_an_entry_that_names_none(both, catalog, project):
    cells = {"资金口径": "外资", "上报数（万元）": "500万美元", "币种": None}

    run = run_of(table([_entry(**cells)]), catalog, both, table="ledger")

    assert run.rows()[0].values["currency"] == "USD"
    assert run.rows()[0].values["reported_1e4"] == 500.0


def test_undo_names_every_record_that_stands_against_it(both, catalog, project):
    rows = [_entry(到位月份=f"2023-0{month}") for month in range(1, 6)]
    batch_id = _enter(both, run_of(table(rows), catalog, both, table="ledger"))
    keys = sorted(_frame(both, ledger_frame)["entry_id"])
    with both.write(ADMIN) as writer:
        for key in keys[:2]:
            update_entry(writer, key, {"reported_1e4": 1.0}, version=1)
        close_month(writer, "2023-05")

    with pytest.raises(RecordError) as caught, both.write(ADMIN) as writer:
        undo_batch(writer, batch_id)

    told = {one.field: one.key for one in caught.value.problems}
    assert told == {
        keys[0]: "changed_since_import",
        keys[1]: "changed_since_import",
        keys[4]: "undo_refused",
    }
    assert len(_frame(both, ledger_frame)) == 5
    with both.write(ADMIN) as writer:
        undone = undo_batch(writer, batch_id, keeps_changed=True)
    assert set(undone.kept) == set(told)
    left = sorted(_frame(both, ledger_frame)["entry_id"])
    assert left == [keys[0], keys[1], keys[4]]
