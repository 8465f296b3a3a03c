"""Batches: kept, shown page by page, accepted whole, undone; on both databases."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import numpy as np
import openpyxl
import pytest

from geo_zs.errors import ConflictError, RecordError, UnknownRecordError
from geo_zs.imports.accept import accept
from geo_zs.imports.batch import (
    SILENCE,
    KeptProgress,
    batch_rows,
    begin_accepting,
    fail_batch,
    list_batches,
    load_dry_run,
    open_batch,
    read_batch,
    recall_mapping,
    remember_mapping,
    store_dry_run,
    tell_progress,
)
from geo_zs.imports.faults import Fault
from geo_zs.imports.mapping import change_mapping
from geo_zs.imports.propose import propose_for_file
from geo_zs.imports.source import read_table_file
from geo_zs.imports.staged import PAGE_ROWS, pack_head, pack_pages, unpack_run
from geo_zs.imports.undo import undo_batch
from geo_zs.register.access import Actor
from geo_zs.register.changes import changes
from geo_zs.register.fields import fields
from geo_zs.register.project_frame import project_frame
from geo_zs.register.projects import create_project, read_project, update_project
from geo_zs.reports.faulty_rows import faulty_rows_xlsx
from geo_zs.text_guard import is_risky
from tests.samples import messy_workbook as messy
from tests.unit.imports.import_helpers import ADMIN, run_of, statuses, table

CODE = "2306-150203-04-01-00000{}"
PLANNER = Actor("planner", "planner")
OTHER = Actor("other", "planner")


def _rows(n=3):
    return [
        {
            "项目名称": f"{'甲乙丙丁戊己'[at]}项目",
            "项目代码": CODE.format(at + 1),
            "总投资（亿元）": at + 1,
        }
        for at in range(n)
    ]


def _keep(register, run, actor=ADMIN):
    with register.write(actor, counts=False) as writer:
        batch_id = open_batch(writer, table=run.table, file_name=run.file.name)
        store_dry_run(writer, batch_id, run)
    return batch_id


def _accept(register, batch_id, run, actor=ADMIN, **options):
    with register.write(actor, batch_id=batch_id) as writer:
        return accept(writer, batch_id, run, **options)


def _undo(register, batch_id, **options):
    with register.write(ADMIN) as writer:
        return undo_batch(writer, batch_id, **options)


def _frame(register):
    with register.read() as session:
        return project_frame(session, ADMIN)


def _now(register):
    return register.clock()


def test_kept_dry_run_is_read_back_whole(both, catalog, tmp_path):
    file = tmp_path / "messy.xlsx"
    file.write_bytes(messy.messy_xlsx())
    run = run_of(read_table_file(file, name="messy.xlsx"), catalog, both)

    batch_id = _keep(both, run)
    with both.read() as session:
        again = load_dry_run(session, batch_id, ADMIN)

    assert again.rows(limit=1000) == run.rows(limit=1000)
    assert again.notes == run.notes
    assert again.readings == run.readings
    assert again.mapping == run.mapping
    assert again.counts == run.counts


def test_page_reads_only_its_rows_and_counts_all(own, catalog):
    n = PAGE_ROWS + 5
    rows = [{"项目名称": f"项目{at}号" if at != n - 2 else None} for at in range(n)]
    run = run_of(table(rows), catalog, own)
    batch_id = _keep(own, run)

    with own.read() as session:
        refused = batch_rows(session, batch_id, ADMIN, status="refused")
        last = batch_rows(session, batch_id, ADMIN, offset=n - 1)
        beyond = batch_rows(session, batch_id, ADMIN, offset=n)
        by_key = batch_rows(session, batch_id, ADMIN, fault_key="missing_required")

    assert [(view.row, view.status) for view in refused.rows] == [(n, "refused")]
    assert refused.total == by_key.total == 1
    assert refused.rows[0].faults[0].key == "missing_required"
    assert (last.total, [view.row for view in last.rows]) == (n, [n + 1])
    assert [view.row for view in beyond.rows] == list(range(n - 3, n + 2))


def test_odd_cells_survive_the_database(own, catalog):
    cells = [
        *("\ud800半", "\x00dnotadate", "\x00", "=1", "\u202e"),
        *(dt.date(2023, 3, 20), dt.time(8, 30), True, 1.5, 7, None),
    ]
    run = run_of(
        table([{"项目名称": "甲", "备注": cell} for cell in cells]), catalog, own
    )

    again = unpack_run(pack_head(run), list(pack_pages(run)))

    assert list(again.cells[1]) == cells


def test_good_rows_are_accepted_as_one_batch_and_logged(both, catalog):
    rows = [*_rows(), {**_rows(1)[0], "项目代码": "falsch"}]
    run = run_of(table(rows), catalog, both)
    batch_id = _keep(both, run)

    done = _accept(both, batch_id, run)

    frame = _frame(both)
    assert (done.added, done.changed, done.left_out) == (3, 0, 1)
    assert list(frame["name_zh"]) == ["甲项目", "乙项目", "丙项目"]
    assert set(frame["batch_id"]) == {batch_id}
    assert set(frame["visibility"]) == {"internal"}
    with both.read() as session:
        lines = changes(session, batch_id=batch_id)
        record = read_batch(session, batch_id, ADMIN, now=_now(both))
    assert [line.action for line in lines] == ["create"] * 3
    assert (record.state, record.added) == ("accepted", 3)


def test_possible_duplicates_are_left_out_unless_somebody_says_so(own, catalog):
    base = {"项目名称": "甲项目", "投资方": "甲公司", "旗县区": "昆都仑区"}
    run = run_of(table([base, base]), catalog, own)

    done = _accept(own, _keep(own, run), run)

    assert (done.added, done.left_out) == (1, 1)


def test_all_takes_duplicates_and_rows_without_their_faulty_cells(own, catalog):
    base = {"项目名称": "甲项目", "投资方": "甲公司", "旗县区": "昆都仑区"}
    rows = [
        base,
        base,
        {"项目名称": "乙项目", "签约日期": "2023/13/45", "备注": "留"},
        {"项目名称": None, "备注": "丢"},
    ]
    run = run_of(table(rows), catalog, own)
    assert statuses(run) == ["new", "duplicate", "refused", "refused"]

    done = _accept(own, _keep(own, run), run, only_good=False, twins="add")

    frame = _frame(own)
    assert (done.added, done.left_out) == (3, 1)
    assert list(frame["name_zh"]) == ["甲项目", "甲项目", "乙项目"]
    assert frame["signed_date"].isna().all()
    assert list(frame["notes"].fillna("")) == ["", "", "留"]


def test_all_adds_no_second_copies_unless_somebody_says_so(own, catalog):
    base = {"项目名称": "甲项目", "投资方": "甲公司", "旗县区": "昆都仑区"}
    rows = [base, base, {"项目名称": "乙项目", "签约日期": "2023/13/45"}]
    run = run_of(table(rows), catalog, own)

    done = _accept(own, _keep(own, run), run, only_good=False)

    assert (done.added, done.left_out) == (2, 1)
    assert run.second_copies() == 1


def test_user_decides_single_rows(own, catalog):
    base = {"项目名称": "甲项目", "投资方": "甲公司", "旗县区": "昆都仑区"}
    run = run_of(table([base, base, {"项目名称": "乙项目"}]), catalog, own)

    _accept(own, _keep(own, run), run, decisions={3: "take", 4: "skip"})

    assert list(_frame(own)["name_zh"]) == ["甲项目", "甲项目"]


def test_visibility_of_rows_that_state_none_is_that_of_the_import(own, catalog):
    rows = [{"项目名称": "甲", "可见性": "内部"}, {"项目名称": "乙", "可见性": None}]
    run = run_of(table(rows), catalog, own, visibility="public")

    _accept(own, _keep(own, run), run)

    assert list(_frame(own)["visibility"]) == ["internal", "public"]


def test_accepted_file_is_unchanged_when_it_comes_again(both, catalog):
    run = run_of(table(_rows()), catalog, both)
    _accept(both, _keep(both, run), run)

    again = run_of(table(_rows()), catalog, both)

    assert statuses(again) == ["unchanged"] * 3
    with pytest.raises(RecordError, match="no row would be taken"):
        _accept(both, _keep(both, again), again)


def test_batch_is_accepted_once(own, catalog):
    run = run_of(table(_rows()), catalog, own)
    batch_id = _keep(own, run)
    _accept(own, batch_id, run)

    with pytest.raises(RecordError, match="is accepted; expected checked or accepting"):
        _accept(own, batch_id, run)
    with pytest.raises(RecordError, match="is accepted"), own.write(ADMIN) as writer:
        store_dry_run(writer, batch_id, run)
    assert len(_frame(own)) == 3


def test_record_changed_since_the_dry_run_stops_the_whole_batch(both, catalog):
    with both.write(ADMIN) as writer:
        key = create_project(writer, {"name_zh": "甲", "project_code": CODE.format(1)})
    run = run_of(table(_rows()), catalog, both)
    batch_id = _keep(both, run)
    with both.write(OTHER) as writer:
        update_project(writer, key, {"notes": "别人改过"}, version=1)

    with pytest.raises(ConflictError) as caught:
        _accept(both, batch_id, run)

    assert caught.value.key == key
    assert caught.value.current["updated_by"] == "other"
    assert list(_frame(both)["name_zh"]) == ["甲"]


def test_project_entered_since_the_dry_run_stops_the_whole_batch(own, catalog):
    run = run_of(table(_rows()), catalog, own)
    batch_id = _keep(own, run)
    with own.write(OTHER) as writer:
        create_project(writer, {"name_zh": "抢先", "project_code": CODE.format(2)})

    with pytest.raises(RecordError, match="row 3: other entered the same"):
        _accept(own, batch_id, run)

    assert list(_frame(own)["name_zh"]) == ["抢先"]


def test_fault_while_accepting_keeps_nothing_and_names_the_row(own, catalog):
    run = run_of(table(_rows()), catalog, own)
    run.values["name_zh"][2] = "x" * 400

    with pytest.raises(RecordError) as caught:
        _accept(own, _keep(own, run), run)

    assert [one.row for one in caught.value.problems] == [4]
    assert _frame(own).empty


def test_undo_takes_back_what_was_made_and_what_was_changed(both, catalog):
    with both.write(ADMIN) as writer:
        key = create_project(
            writer,
            {
                "name_zh": "甲项目",
                "project_code": CODE.format(1),
                "pledged_cny_1e8": 9.0,
                "lon": 109.82,
                "lat": 40.64,
            },
        )
    rows = [{**row, "经度": 111.7, "纬度": 40.8} for row in _rows()]
    run = run_of(table(rows), catalog, both)
    batch_id = _keep(both, run)
    _accept(both, batch_id, run)

    undone = _undo(both, batch_id)

    frame = _frame(both)
    assert (undone.undone, undone.kept) == (3, ())
    assert list(frame.index) == [key]
    row = frame.loc[key]
    assert row["pledged_cny_1e8"] == 9.0
    assert (row["lon"], row["lat"]) == (109.82, 40.64)
    assert row["located_banner"] == "150203"
    box = (109.8, 40.6, 109.9, 40.7)
    with both.read() as session:
        assert list(project_frame(session, ADMIN, bbox=box).index) == [key]
        lines = changes(session, batch_id=batch_id)
        record = read_batch(session, batch_id, ADMIN, now=_now(both))
    assert [line.action for line in lines[:3]] == ["undo"] * 3
    assert {line.undoes for line in lines[:3]} == {line.change_id for line in lines[3:]}
    assert record.state == "undone"
    with pytest.raises(RecordError, match="is undone; expected accepted"):
        _undo(both, batch_id)


def test_undo_leaves_what_somebody_changed_since_and_tells_it(both, catalog):
    run = run_of(table(_rows()), catalog, both)
    batch_id = _keep(both, run)
    _accept(both, batch_id, run)
    with both.read() as session:
        key = _frame(both).index[1]
        version = read_project(session, key, ADMIN)["version"]
    with both.write(OTHER) as writer:
        update_project(writer, key, {"notes": "后来"}, version=version)

    with pytest.raises(RecordError, match=f"{key}: was changed since the import"):
        _undo(both, batch_id)
    assert len(_frame(both)) == 3
    undone = _undo(both, batch_id, keeps_changed=True)

    assert undone.kept == (key,)
    assert list(_frame(both).index) == [key]


def test_accounts_see_their_own_imports_and_admins_all(own, catalog):
    run = run_of(table(_rows()), catalog, own, viewer=PLANNER)
    batch_id = _keep(own, run, PLANNER)
    now = _now(own)

    with own.read() as session:
        assert [one.batch_id for one in list_batches(session, PLANNER, now=now)] == [
            batch_id
        ]
        assert list_batches(session, OTHER, now=now) == []
        assert len(list_batches(session, ADMIN, now=now)) == 1
        for viewer in (OTHER, Actor("", "public"), Actor("planner", "viewer")):
            with pytest.raises(UnknownRecordError, match=batch_id):
                batch_rows(session, batch_id, viewer)


def test_import_that_nobody_works_on_is_shown_as_interrupted_and_can_go_on(
    own, catalog
):
    with own.write(ADMIN, counts=False) as writer:
        batch_id = open_batch(writer, table="projects", file_name="a.csv")
        tell_progress(writer, batch_id, phase="cells", done=1, total=3)
    now = _now(own)

    with own.read() as session:
        working = read_batch(session, batch_id, ADMIN, now=now)
        silent = read_batch(session, batch_id, ADMIN, now=now + SILENCE * 2)
    with own.write(ADMIN, counts=False) as writer:
        store_dry_run(writer, batch_id, run_of(table(_rows()), catalog, own))

    assert (working.state, working.phase, working.done, working.total) == (
        *("reading", "cells"),
        *(1, 3),
    )
    assert silent.state == "interrupted"
    with own.read() as session:
        assert read_batch(session, batch_id, ADMIN, now=now).state == "checked"


def test_progress_is_kept_at_most_once_a_second(own):
    with own.write(ADMIN, counts=False) as writer:
        batch_id = open_batch(writer, table="projects", file_name="a.csv")
    moment = [dt.datetime(2023, 6, 30, tzinfo=dt.UTC)]
    slow = replace(own, clock=lambda: moment[0])
    progress = KeptProgress(slow, ADMIN, batch_id)

    seen = []
    for step, done in ((0.0, 1), (0.5, 2), (0.6, 3)):
        moment[0] += dt.timedelta(seconds=step)
        progress("cells", done, 3)
        with own.read() as session:
            seen.append(read_batch(session, batch_id, ADMIN, now=moment[0]).done)

    assert seen == [1, 1, 3]


def test_import_that_died_while_it_was_accepted_is_accepted_again(own, catalog):
    run = run_of(table(_rows()), catalog, own)
    batch_id = _keep(own, run)
    with own.write(ADMIN, counts=False) as writer:
        begin_accepting(writer, batch_id)
    later = _now(own) + SILENCE * 2
    with own.read() as session:
        assert read_batch(session, batch_id, ADMIN, now=later).state == "interrupted"

    assert _accept(own, batch_id, run).added == 3


def test_reason_of_a_file_that_could_not_be_read_is_kept(own):
    fault = Fault(field="", message="is no table", key="empty_file", remedy="send one")
    with own.write(ADMIN, counts=False) as writer:
        batch_id = open_batch(writer, table="projects", file_name="a.csv")
        fail_batch(writer, batch_id, [fault])

    with own.read() as session:
        record = read_batch(session, batch_id, ADMIN, now=_now(own))

    assert (record.state, record.faults) == ("failed", (fault,))


def test_bookkeeping_moves_no_counter_and_accepting_does(own, catalog):
    before = own.revision()
    run = run_of(table(_rows()), catalog, own)
    batch_id = _keep(own, run)
    assert own.revision() == before

    _accept(own, batch_id, run)

    assert own.revision().all == before.all + 1


def test_mapping_is_remembered_for_its_account_and_headers(both):
    raw = table(_rows())
    settled = change_mapping(propose_for_file(raw), {"项目代码": None}, fields())

    with both.write(PLANNER, counts=False) as writer:
        remember_mapping(writer, replace(settled, datum="gcj02"))
        remember_mapping(writer, settled)

    with both.read() as session:
        assert recall_mapping(session, PLANNER, "projects", raw.headers) == settled
        assert recall_mapping(session, OTHER, "projects", raw.headers) is None
        assert recall_mapping(session, PLANNER, "projects", ["别的"]) is None


def test_faulty_rows_come_as_a_workbook_that_can_be_imported_again(
    own, catalog, tmp_path
):
    source = tmp_path / "messy.xlsx"
    source.write_bytes(messy.messy_xlsx())
    run = run_of(read_table_file(source, name="messy.xlsx"), catalog, own)
    file = tmp_path / "faulty.xlsx"
    file.write_bytes(faulty_rows_xlsx(run, statuses=("refused", "duplicate", "new")))

    sheet = openpyxl.load_workbook(file).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    heads = [cell.value for cell in sheet[1]]
    again = run_of(read_table_file(file, name="faulty.xlsx"), catalog, own)

    assert heads[-3:] == ["原行号", "状态", "原因"]
    assert sheet.max_row == 1 + run.n_rows
    assert all(cell.data_type != "f" for cell in cells)
    assert any(is_risky(str(cell.value)) for cell in cells if cell.quotePrefix)
    row = {head: cell.value for head, cell in zip(heads, sheet[4], strict=True)}
    assert row["原行号"] == 6
    assert "区间" in row["原因"]
    names = [view.values.get("name_zh") for view in again.rows("new", limit=100)]
    assert messy.INJECTED in names
    assert messy.HOSTILE_NAME in names


def test_english_reasons_are_english(own, catalog):
    run = run_of(table([{"项目名称": None, "备注": "甲"}]), catalog, own)

    sheet = openpyxl.load_workbook(io.BytesIO(faulty_rows_xlsx(run, lang="en"))).active

    assert sheet["E2"].value == "项目名称: is empty; every row needs it; fill it in"


def test_positions_of_no_rows_are_none(own, catalog):
    run = run_of(table(_rows()), catalog, own)

    assert run.positions("refused").tolist() == []
    assert np.array_equal(run.positions(), [0, 1, 2])
