"""A project that holds money, or steps of others, is not hidden from under them."""

from __future__ import annotations

import pytest

from geo_zs.errors import RecordError
from geo_zs.register.changes import changes
from geo_zs.register.ledger import add_entry, delete_entry
from geo_zs.register.ledger_frame import ledger_frame
from geo_zs.register.ledger_months import close_month
from geo_zs.register.projects import delete_project, read_project
from geo_zs.register.steps import add_step
from geo_zs.register.undo import undo
from tests.register_samples import ADMIN, PLANNER, known, project, writing


@pytest.fixture
def book(register):
    return known(register)


def add(book, project_id, month="2023-06"):
    with writing(book, ADMIN) as writer:
        return add_entry(
            writer,
            {
                "project_id": project_id,
                "month": month,
                "scope": "domestic",
                "is_continued": False,
                "reported_1e4": 1000.0,
            },
        )


def delete(book, project_id, version=1):
    with writing(book) as writer:
        delete_project(writer, project_id, version=version)


def take_back(book, key, at=0, actor=ADMIN, table="project"):
    with book.read() as session:
        line = changes(session, table=table, key=key)[at]
    with writing(book, actor) as writer:
        return undo(writer, line.change_id)


def entries(book):
    with book.read() as session:
        return list(ledger_frame(session, ADMIN)["entry_id"])


def told(error):
    return [one.key for one in error.value.problems]


def test_a_project_with_money_is_not_deleted_and_the_months_are_told(book):
    one = project(book)
    for month in ("2023-04", "2023-05", "2023-06"):
        add(book, one, month)
    with writing(book, ADMIN) as writer:
        close_month(writer, "2023-05")

    with pytest.raises(RecordError) as error:
        delete(book, one)

    (fault,) = error.value.problems
    assert fault.key == "holds_money"
    assert "3 entries" in fault.text("en")
    assert "2023-04: 1, 2023-05: 1 (closed), 2023-06: 1" in fault.text("en")
    assert "2023-05 1 条（已锁定）" in fault.text("zh")
    assert len(entries(book)) == 3
    with book.read() as session:
        assert read_project(session, one, ADMIN)["version"] == 1


def test_a_project_whose_money_was_deleted_is_deleted(book):
    one = project(book)
    entry = add(book, one)
    with writing(book) as writer:
        delete_entry(writer, entry, version=1)

    delete(book, one)

    with pytest.raises(RecordError) as error:
        take_back(book, entry, table="ledger_entry")
    assert told(error) == ["unknown_project"]
    take_back(book, one)
    take_back(book, entry, table="ledger_entry")
    assert entries(book) == [entry]


def test_a_new_project_with_money_is_not_taken_back(book):
    one = project(book)
    add(book, one)

    with pytest.raises(RecordError) as error:
        take_back(book, one)

    assert told(error) == ["holds_money"]


def test_a_deletion_that_was_taken_back_is_not_repeated_under_money(book):
    one = project(book)
    delete(book, one)
    take_back(book, one)
    add(book, one)

    with pytest.raises(RecordError) as error:
        take_back(book, one)

    assert told(error) == ["holds_money"]


def test_a_new_project_with_steps_of_others_is_not_taken_back(book):
    one = project(book)
    with writing(book, PLANNER) as writer:
        add_step(writer, {"project_id": one, "name": "预审"})

    with pytest.raises(RecordError) as error:
        take_back(book, one)
    assert told(error) == ["holds_steps"]
    assert take_back(book, one, actor=PLANNER)
