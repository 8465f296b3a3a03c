"""Steps of projects: in order, dated, seen by accounts only."""

from __future__ import annotations

import pytest

from geo_zs.errors import (
    ConflictError,
    ForbiddenError,
    RecordError,
    UnknownRecordError,
)
from geo_zs.register.access import PUBLIC
from geo_zs.register.changes import changes
from geo_zs.register.projects import delete_project
from geo_zs.register.steps import (
    add_step,
    bulk_add,
    bulk_update,
    delete_step,
    step_frame,
    update_step,
)
from geo_zs.register.undo import undo
from tests.register_samples import ADMIN, OF_BAOTOU, VIEWER, known, project, writing


@pytest.fixture
def book(register):
    return known(register)


def frame(book, viewer=ADMIN, **filters):
    with book.read() as session:
        return step_frame(session, viewer, **filters)


def keys(error):
    return {one.field: one.key for one in error.value.problems}


def test_the_service_team_of_one_and_three_gets_its_steps_in_order(book):
    one = project(book)
    roles = ["服务团队", "管家", "服务员", "代办员"]

    with writing(book) as writer:
        ids = bulk_add(
            writer,
            [{"project_id": one, "name": role, "officer_role": role} for role in roles],
        )

    found = frame(book, project_id=one)
    assert ids == ["T-000001", "T-000002", "T-000003", "T-000004"]
    assert list(found["officer_role"]) == roles
    assert list(found["position"]) == [1, 2, 3, 4]


def test_a_place_in_the_order_is_taken_once(book):
    one = project(book)
    with writing(book) as writer:
        add_step(writer, {"project_id": one, "name": "预审", "position": 2})

    with (
        pytest.raises(RecordError, match="2 is the place of T-000001 already"),
        writing(book) as writer,
    ):
        add_step(writer, {"project_id": one, "name": "环评", "position": 2})
    with writing(book) as writer:
        add_step(writer, {"project_id": one, "name": "环评"})

    assert list(frame(book)["position"]) == [2, 3]


def test_dates_keep_their_precision_and_are_real(book):
    one = project(book)
    with writing(book) as writer:
        add_step(writer, {"project_id": one, "name": "预审", "due_date": "2023-06"})

    assert frame(book)["due_date"][0] == "2023-06"
    with pytest.raises(RecordError) as error, writing(book) as writer:
        add_step(writer, {"project_id": one, "name": "x", "due_date": "2023-06-31"})
    assert keys(error) == {"due_date": "bad_date"}


def test_all_faults_of_a_step_are_told_at_once(book):
    with pytest.raises(RecordError) as error, writing(book) as writer:
        add_step(writer, {"project_id": "R-000099", "position": 1.5})

    assert keys(error) == {
        "position": "not_whole",
        "name": "needed",
        "project_id": "unknown_project",
    }


def test_the_public_sees_no_steps_of_public_projects(book):
    one = project(book, visibility="public")
    with writing(book) as writer:
        add_step(writer, {"project_id": one, "name": "预审", "officer": "张某"})

    assert frame(book, PUBLIC).empty
    assert len(frame(book, VIEWER)) == 1


def test_an_account_of_a_league_knows_no_steps_elsewhere(book):
    other = project(book, league="150600")
    with writing(book) as writer:
        step = add_step(writer, {"project_id": other, "name": "预审"})

    assert frame(book, OF_BAOTOU).empty
    with pytest.raises(UnknownRecordError), writing(book, OF_BAOTOU) as writer:
        update_step(writer, step, {"done_date": "2023-06-01"}, version=1)


def test_of_two_who_finish_a_step_the_second_is_told(book):
    one = project(book)
    with writing(book) as writer:
        step = add_step(writer, {"project_id": one, "name": "预审"})
        assert update_step(writer, step, {"done_date": "2023-06-01"}, version=1) == 2

    with pytest.raises(ConflictError), writing(book) as writer:
        update_step(writer, step, {"done_date": "2023-06-02"}, version=1)


def test_deleted_steps_and_steps_of_deleted_projects_are_gone(book):
    one, two = project(book), project(book)
    with writing(book) as writer:
        first, second = bulk_add(
            writer,
            [{"project_id": key, "name": "预审", "position": 1} for key in (one, two)],
        )
        delete_step(writer, first, version=1)
        add_step(writer, {"project_id": one, "name": "环评", "position": 1})
        assert bulk_update(writer, [{"step_id": second, "notes": "x"}]) == [2]
        delete_project(writer, two, version=1)

    assert list(frame(book)["name"]) == ["环评"]


def test_an_account_takes_back_changes_of_its_league_only(book):
    own, other = project(book), project(book, league="150600")
    with writing(book) as writer:
        rows = [{"project_id": key, "name": "预审"} for key in (own, other)]
        bulk_add(writer, rows)
    with book.read() as session:
        latest, first = changes(session, table="project_step")

    with pytest.raises(ForbiddenError), writing(book, OF_BAOTOU) as writer:
        undo(writer, latest.change_id)
    with writing(book, OF_BAOTOU) as writer:
        undo(writer, first.change_id)

    assert list(frame(book)["project_id"]) == [other]
    with writing(book) as writer:
        add_step(writer, {"project_id": own, "name": "预审", "position": 1})
