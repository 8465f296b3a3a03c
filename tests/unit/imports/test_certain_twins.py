"""A list without codes changes the records that it certainly means, if one says so."""

from __future__ import annotations

import pytest

from geo_zs.errors import ConflictError, RecordError
from geo_zs.imports.accept import accept
from geo_zs.imports.batch import (
    batch_rows,
    keep_choices,
    load_dry_run,
    open_batch,
    store_dry_run,
)
from geo_zs.imports.choices import kept_choices
from geo_zs.imports.undo import undo_batch
from geo_zs.register.access import Actor
from geo_zs.register.project_frame import project_frame
from geo_zs.register.projects import bulk_create, update_project
from tests.unit.imports.import_helpers import ADMIN, run_of, statuses, table

KNOWN = (
    {
        "name_zh": "年产5GW硅片项目",
        "investor_zh": "甲硅材料有限公司",
        "league": "150200",
        "banner": "150203",
        "stage": "signed",
        "arrived_cny_1e8": 1.0,
    },
    {
        "name_zh": "乙风电项目",
        "investor_zh": "乙公司",
        "league": "150600",
        "banner": "150602",
    },
)
LIST = [
    {
        "项目名称": "年产5ＧＷ硅片 项目",
        "投资方": "甲硅材料有限公司",
        "旗县区": "昆都仑区",
        "到位资金（亿元）": 3,
    },
    {"项目名称": "乙风电项目", "投资方": "乙公司", "旗县区": "昆都仑区"},
    {"项目名称": "丙新项目", "投资方": "丙公司", "旗县区": "昆都仑区"},
]


@pytest.fixture
def known(both):
    with both.write(ADMIN) as writer:
        bulk_create(writer, KNOWN)
    return both


def _keep(register, run, actor=ADMIN):
    with register.write(actor, counts=False) as writer:
        batch_id = open_batch(writer, table=run.table, file_name=run.file.name)
        store_dry_run(writer, batch_id, run)
    return batch_id


def _accept(register, batch_id, run, **options):
    with register.write(ADMIN, batch_id=batch_id) as writer:
        return accept(writer, batch_id, run, **options)


def _choose(register, batch_id, choices):
    with register.write(ADMIN, counts=False) as writer:
        keep_choices(writer, batch_id, choices)


def _frame(register):
    with register.read() as session:
        return project_frame(session, ADMIN)


def test_certain_twin_is_proposed_as_a_change_and_not_taken_by_itself(known, catalog):
    run = run_of(table(LIST), catalog, known)
    assert statuses(run) == ["duplicate", "new", "new"]
    (view,) = run.views([0])
    assert (view.merge.key, view.merge.changed) == ("R-000001", ("arrived_cny_1e8",))

    done = _accept(known, _keep(known, run), run)

    assert (done.added, done.changed, done.left_out) == (2, 0, 1)
    assert _frame(known).loc["R-000001", "arrived_cny_1e8"] == 1.0


@pytest.mark.parametrize("how", ["row", "all"])
def test_record_is_changed_when_asked_and_comes_back_by_undo(known, catalog, how):
    batch_id = _keep(known, run_of(table(LIST), catalog, known))
    with known.read() as session:
        run = load_dry_run(session, batch_id, ADMIN)
    asked = {"decisions": {2: "change"}} if how == "row" else {"twins": "change"}

    done = _accept(known, batch_id, run, **asked)

    row = _frame(known).loc["R-000001"]
    assert (done.added, done.changed) == (2, 1)
    assert (row["arrived_cny_1e8"], row["stage"]) == (3.0, "signed")
    assert row["name_zh"] == "年产5GW硅片项目"
    with known.write(ADMIN) as writer:
        undo_batch(writer, batch_id)
    frame = _frame(known)
    assert frame.loc["R-000001", "arrived_cny_1e8"] == 1.0
    assert len(frame) == 2


def test_twin_is_added_only_when_asked(known, catalog):
    run = run_of(table(LIST), catalog, known)

    done = _accept(known, _keep(known, run), run, twins="add")

    assert (done.added, done.changed) == (3, 0)
    assert (_frame(known)["investor_zh"] == "甲硅材料有限公司").sum() == 2


def test_record_changed_since_the_trial_is_not_overwritten(known, catalog):
    run = run_of(table(LIST[:1]), catalog, known)
    batch_id = _keep(known, run)
    with known.write(ADMIN) as writer:
        update_project(writer, "R-000001", {"notes": "别人"}, version=1)

    with pytest.raises(ConflictError):
        _accept(known, batch_id, run, twins="change")


@pytest.mark.parametrize(
    "change",
    [
        {"旗县区": "东胜区"},
        {"旗县区": None},
        {"投资方": None},
        {"投资方": "别的公司"},
        {"项目名称": "年产10GW硅片项目"},
    ],
)
def test_what_is_not_certain_is_not_proposed_as_a_change(known, catalog, change):
    run = run_of(table([{**LIST[0], **change}]), catalog, known)

    assert run.merges == {}


def test_record_with_another_project_code_is_another_project(own, catalog):
    code = "2306-150203-04-01-00000{}"
    with own.write(ADMIN) as writer:
        bulk_create(writer, [{**KNOWN[0], "project_code": code.format(1)}])

    run = run_of(table([{**LIST[0], "项目代码": code.format(2)}]), catalog, own)

    assert (statuses(run), run.merges) == (["duplicate"], {})


def test_a_record_is_changed_by_one_row_alone(own, catalog):
    with own.write(ADMIN) as writer:
        bulk_create(writer, KNOWN)
    run = run_of(table([LIST[0], LIST[0]]), catalog, own)

    done = _accept(own, _keep(own, run), run, twins="change")

    assert (done.changed, done.added, done.left_out) == (1, 0, 1)


def test_two_records_that_would_fit_leave_it_to_the_user(own, catalog):
    with own.write(ADMIN) as writer:
        bulk_create(writer, [KNOWN[0], KNOWN[0]])

    assert run_of(table(LIST[:1]), catalog, own).merges == {}


def test_league_that_may_not_be_edited_is_not_proposed(own, catalog):
    with own.write(ADMIN) as writer:
        bulk_create(writer, [KNOWN[0] | {"visibility": "public"}])
    other = Actor("other", "planner", leagues=frozenset({"150600"}))

    assert run_of(table(LIST[:1]), catalog, own, viewer=other).merges == {}


def test_choices_last_are_counted_and_picked(own, catalog):
    with own.write(ADMIN) as writer:
        bulk_create(writer, KNOWN)
    rows = [*LIST, {"项目名称": None}]
    batch_id = _keep(own, run_of(table(rows), catalog, own))
    _choose(own, batch_id, {2: "change", 4: "skip"})

    with own.read() as session:
        page = batch_rows(session, batch_id, ADMIN)
        taken = batch_rows(session, batch_id, ADMIN, is_taken=True)
        left = batch_rows(session, batch_id, ADMIN, is_taken=False, limit=1)
        changed = batch_rows(session, batch_id, ADMIN, status="changed")

    assert page.choices == {2: "change", 4: "skip"}
    assert (len(page.added), len(page.changes)) == (1, 1)
    assert [view.row for view in taken.rows] == [2, 3]
    assert ([view.row for view in left.rows], left.total) == ([4], 2)
    assert [(view.row, view.target) for view in changed.rows] == [(2, "R-000001")]
    with own.read() as session:
        run = load_dry_run(session, batch_id, ADMIN)
    done = _accept(own, batch_id, run)
    assert (done.added, done.changed) == (1, 1)


def test_new_trial_keeps_ticks_but_asks_again_what_shall_change(own, catalog):
    with own.write(ADMIN) as writer:
        bulk_create(writer, KNOWN)
    run = run_of(table(LIST), catalog, own)
    batch_id = _keep(own, run)
    _choose(own, batch_id, {2: "change", 4: "skip"})

    with own.write(ADMIN, counts=False) as writer:
        store_dry_run(writer, batch_id, run)

    with own.read() as session:
        assert kept_choices(session, batch_id) == {4: "skip"}


def test_nothing_is_taken_when_every_row_is_left_out(own, catalog):
    run = run_of(table(LIST[2:]), catalog, own)

    with pytest.raises(RecordError, match="no row would be taken"):
        _accept(own, _keep(own, run), run, decisions={2: "skip"})
