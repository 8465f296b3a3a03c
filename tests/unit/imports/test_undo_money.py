"""Undoing an import takes no money, and no steps of others, out of the register."""

from __future__ import annotations

import pytest

from geo_zs.errors import RecordError
from geo_zs.imports.accept import accept
from geo_zs.imports.batch import open_batch, read_batch, store_dry_run
from geo_zs.imports.undo import undo_batch
from geo_zs.register.access import Actor
from geo_zs.register.ledger import add_entry
from geo_zs.register.ledger_frame import ledger_frame
from geo_zs.register.ledger_months import close_month
from geo_zs.register.project_frame import project_frame
from geo_zs.register.steps import add_step
from tests.unit.imports.import_helpers import ADMIN, run_of, table

OTHER = Actor("other", "planner")


def frame(register, make=project_frame):
    with register.read() as session:
        return make(session, ADMIN)


@pytest.fixture
def batch(both, catalog):
    """Return an accepted import of three projects."""
    rows = [{"项目名称": f"{name}项目", "所属盟市": "包头市"} for name in "甲乙丙"]
    run = run_of(table(rows), catalog, both)
    with both.write(ADMIN, counts=False) as writer:
        batch_id = open_batch(writer, table=run.table, file_name=run.file.name)
        store_dry_run(writer, batch_id, run)
    with both.write(ADMIN, batch_id=batch_id) as writer:
        accept(writer, batch_id, run)
    return batch_id


def entry(register, key, month="2023-06", **write):
    with register.write(OTHER, **write) as writer:
        return add_entry(
            writer,
            {
                "project_id": key,
                "month": month,
                "scope": "domestic",
                "is_continued": False,
                "reported_1e4": 100.0,
            },
        )


def undone(register, batch_id, **options):
    with register.write(ADMIN) as writer:
        return undo_batch(writer, batch_id, **options)


def test_projects_with_money_or_steps_of_others_stay_and_are_named(both, batch):
    one, two, three = frame(both).index
    for month in ("2023-05", "2023-06"):
        entry(both, one, month)
    with both.write(ADMIN) as writer:
        close_month(writer, "2023-05")
        add_step(writer, {"project_id": three, "name": "自己的事项"})
    with both.write(OTHER) as writer:
        add_step(writer, {"project_id": two, "name": "预审"})

    with pytest.raises(RecordError) as caught:
        undone(both, batch)

    told = {fault.field: fault for fault in caught.value.problems}
    assert {key: fault.key for key, fault in told.items()} == {
        one: "money_since_import",
        two: "steps_since_import",
    }
    assert "2023-05: 1 (closed), 2023-06: 1" in str(told[one])
    assert len(frame(both)) == 3
    result = undone(both, batch, keeps_changed=True)
    assert sorted(result.kept) == [one, two]
    assert list(frame(both).index) == [one, two]
    assert len(frame(both, ledger_frame)) == 2


def test_money_of_the_same_import_goes_with_its_project(both, batch):
    entry(both, frame(both).index[0], batch_id=batch)

    assert undone(both, batch).kept == ()

    assert frame(both).empty
    assert frame(both, ledger_frame).empty


def test_money_of_the_same_import_in_a_closed_month_stays_with_its_project(both, batch):
    one = frame(both).index[0]
    key = entry(both, one, batch_id=batch)
    with both.write(ADMIN) as writer:
        close_month(writer, "2023-06")

    result = undone(both, batch, keeps_changed=True)

    assert sorted(result.kept) == sorted([key, one])
    with both.read() as session:
        told = read_batch(session, batch, ADMIN, now=both.clock()).faults
    assert {fault.column: fault.key for fault in told} == {
        key: "undo_refused",
        one: "money_since_import",
    }
    assert list(frame(both).index) == [one]
    assert list(frame(both, ledger_frame)["entry_id"]) == [key]
