"""Rows that somebody entered between the trial and the accepting are held back."""

from __future__ import annotations

import threading

import pytest

from geo_zs.errors import RecordError
from geo_zs.imports.accept import accept
from geo_zs.imports.batch import open_batch, store_dry_run
from geo_zs.register.access import Actor
from geo_zs.register.companies import add_company, company_frame
from geo_zs.register.project_frame import project_frame
from geo_zs.register.projects import create_project, update_project
from tests.unit.imports.import_helpers import ADMIN, run_of, table

OTHER = Actor("other", "planner")
ROWS = [
    {"项目名称": "甲项目", "投资方": "甲公司", "旗县区": "昆都仑区"},
    {"项目名称": "乙项目", "投资方": "乙公司", "旗县区": "东胜区"},
]


def _keep(register, run, actor=ADMIN):
    with register.write(actor, counts=False) as writer:
        batch_id = open_batch(writer, table=run.table, file_name=run.file.name)
        store_dry_run(writer, batch_id, run)
    return batch_id


def _accept(register, batch_id, run, actor=ADMIN, **options):
    with register.write(actor, batch_id=batch_id) as writer:
        return accept(writer, batch_id, run, **options)


def _names(register):
    with register.read() as session:
        return sorted(project_frame(session, ADMIN)["name_zh"])


@pytest.mark.parametrize(
    "rows",
    [
        ROWS,
        [{"项目名称": "只有名称"}],
        [{"项目名称": "甲", "统一社会信用代码": "91350100M000100Y43"}],
        [{"项目名称": "甲", "项目代码": "2306-150203-04-01-000001"}],
        [{"项目名称": "甲", "经度": 109.84, "纬度": 40.66}],
    ],
)
def test_rows_of_a_second_trial_of_the_file_are_not_added_again(both, catalog, rows):
    first, second = (run_of(table(rows), catalog, both) for _ in range(2))
    first_id, second_id = _keep(both, first), _keep(both, second, OTHER)
    _accept(both, first_id, first)
    before = _names(both)

    with pytest.raises(RecordError) as caught:
        _accept(both, second_id, second, OTHER)

    assert _names(both) == before
    assert {one.key for one in caught.value.problems} == {"entered_since"}
    assert [one.row for one in caught.value.problems] == list(range(2, len(rows) + 2))
    assert "admin entered the same since the trial (R-000001" in str(caught.value)


def test_two_people_who_accept_at_once_add_the_rows_once(both, catalog):
    runs = [run_of(table(ROWS), catalog, both) for _ in range(2)]
    ids = [_keep(both, run) for run in runs]
    start = threading.Barrier(2)
    ends = []

    def work(batch_id, run):
        start.wait()
        try:
            ends.append(_accept(both, batch_id, run).added)
        except RecordError as error:
            ends.append(error.problems[0].key)

    threads = [
        threading.Thread(target=work, args=pair) for pair in zip(ids, runs, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert sorted(ends, key=str) == [2, "entered_since"]
    assert _names(both) == ["乙项目", "甲项目"]


def test_record_that_was_renamed_since_the_trial_holds_its_row_back(own, catalog):
    with own.write(ADMIN) as writer:
        key = create_project(writer, {"name_zh": "旧名", "investor_zh": "甲公司"})
    run = run_of(table([ROWS[0]]), catalog, own)
    batch_id = _keep(own, run)
    with own.write(OTHER) as writer:
        values = {"name_zh": "甲项目", "banner": "150203", "league": "150200"}
        update_project(writer, key, values, version=1)

    with pytest.raises(RecordError, match="other entered the same"):
        _accept(own, batch_id, run)


def test_others_and_known_possible_duplicates_do_not_hold_rows_back(own, catalog):
    with own.write(ADMIN) as writer:
        create_project(
            writer,
            {"name_zh": "甲项目", "investor_zh": "甲公司", "banner": "150203"},
        )
    run = run_of(table([{**one, "备注": "新"} for one in ROWS]), catalog, own)
    batch_id = _keep(own, run)
    with own.write(OTHER) as writer:
        create_project(writer, {"name_zh": "乙项目", "investor_zh": "丙公司"})

    done = _accept(own, batch_id, run, decisions={2: "take"})

    assert done.added == 2


def test_companies_of_a_second_trial_are_not_added_again(own, catalog):
    rows = [{"企业名称": "样例甲公司"}]
    runs = [run_of(table(rows), catalog, own, table="companies") for _ in range(2)]
    ids = [_keep(own, run) for run in runs]
    _accept(own, ids[0], runs[0])

    with pytest.raises(RecordError, match="entered the same"):
        _accept(own, ids[1], runs[1])

    with own.read() as session:
        assert len(company_frame(session, ADMIN)) == 1


def test_account_of_a_league_learns_nothing_of_a_company_of_another(own, catalog):
    code = "91350100M000100Y43"
    limited = Actor("baotou", "planner", leagues=frozenset({"150200"}))
    row = {"企业名称": "样例甲公司", "统一社会信用代码": code, "盟市": "包头市"}
    run = run_of(table([row]), catalog, own, table="companies", viewer=limited)
    batch_id = _keep(own, run, limited)
    with own.write(ADMIN) as writer:
        values = {"name_zh": "样例甲公司", "credit_code": code, "league": "150600"}
        add_company(writer, values)

    done = _accept(own, batch_id, run, limited)

    assert done.added == 1
