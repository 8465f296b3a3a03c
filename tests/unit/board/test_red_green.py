"""The red-green table, worked by hand. Today is 2024-06-30."""

from __future__ import annotations

import math

import pytest

from geo_zs.board.red_green import LIGHTS, STATES, red_green
from geo_zs.errors import DataError
from tests.unit.board.conftest import BAOTOU, HOHHOT, TODAY, projects_of, steps_of

PROJECTS = projects_of(
    {"league": HOHHOT, "officer": "王", "stage": "signed"},
    {"league": BAOTOU, "stage": "construction"},
    {"league": BAOTOU, "stage": "cancelled"},
)


def state_of(due, done):
    step = {"project_id": "R-000001", "due_date": due, "done_date": done}
    return red_green(steps_of(step), PROJECTS, today=TODAY).steps["state"].iloc[0]


@pytest.mark.parametrize(
    ("due", "done", "state"),
    [
        ("2024-06-29", None, "overdue"),
        ("2024-06-30", None, "due_soon"),  # the day itself is not over
        ("2024-07-14", None, "due_soon"),
        ("2024-07-15", None, "ahead"),
        ("2024-06", None, "due_soon"),  # due on the last day of the month
        ("2024-05", None, "overdue"),
        ("2024", None, "ahead"),
        (None, None, "undated"),
        ("2024-06-15", "2024-06-15", "done_in_time"),
        ("2024-06-15", "2024-06-16", "done_late"),
        ("2024-06-15", "2024-06", "done_unclear"),
        ("2024-06", "2024-06", "done_in_time"),
        ("2024-05", "2024-06", "done_late"),
        ("2023-12", "2024", "done_late"),
        (None, "2024-06-15", "done_undue"),
        # what lies ahead is not done
        ("2024-06-15", "2024-07-01", "overdue"),
        ("2024-12-31", "2024-07-01", "ahead"),
    ],
)
def test_step_stands_as_its_dates_say(due, done, state):
    assert state_of(due, done) == state


def test_every_state_has_a_light():
    assert set(LIGHTS) == set(STATES)
    assert {LIGHTS["overdue"], LIGHTS["due_soon"], LIGHTS["ahead"]} == {
        "red",
        "yellow",
        "green",
    }


def test_steps_are_counted_by_league_and_by_officer_of_step_or_project():
    found = red_green(
        steps_of(
            {"project_id": "R-000001", "due_date": "2024-01-01", "officer": "李"},
            {"project_id": "R-000001", "due_date": "2024-01-01"},
            {"project_id": "R-000002", "due_date": "2024-01-01"},
            {"project_id": "R-000002", "due_date": "2025-01-01"},
        ),
        PROJECTS,
        today=TODAY,
    )

    assert found.by_league["overdue"].to_dict() == {HOHHOT: 2, BAOTOU: 1}
    assert found.by_officer["overdue"].to_dict() == {"李": 1, "王": 1, "unknown": 1}
    assert list(found.by_officer.index) == ["李", "王", "unknown"]
    assert found.total["steps"] == 4
    assert found.total["due_by_today"] == 3


def test_share_done_in_time_is_an_interval_of_what_was_due():
    found = red_green(
        steps_of(
            {
                "project_id": "R-000001",
                "due_date": "2024-03-15",
                "done_date": "2024-03-10",
            },
            {
                "project_id": "R-000001",
                "due_date": "2024-03-15",
                "done_date": "2024-03",
            },
            {"project_id": "R-000001", "due_date": "2024-03-15"},
            # done before it is due: adds nothing to what was due by today
            {
                "project_id": "R-000001",
                "due_date": "2025-03-15",
                "done_date": "2024-03",
            },
        ),
        PROJECTS,
        today=TODAY,
    )

    total = found.total
    assert (total["due_by_today"], total["done_low"], total["done_high"]) == (3, 1, 2)


def test_steps_of_halted_and_of_unknown_projects_are_left_out_and_counted():
    found = red_green(
        steps_of(
            {"project_id": "R-000003", "due_date": "2024-01-01"},
            {"project_id": "R-000009", "due_date": "2024-01-01"},
        ),
        PROJECTS,
        today=TODAY,
    )

    assert found.steps.empty
    assert (found.n_halted, found.n_without_project) == (1, 1)


def test_most_overdue_steps_come_first_and_done_ones_last():
    found = red_green(
        steps_of(
            {
                "project_id": "R-000001",
                "due_date": "2024-06-01",
                "done_date": "2024-05",
            },
            {"project_id": "R-000001", "due_date": "2024-06-20", "position": 2},
            {"project_id": "R-000001", "due_date": "2024-06-20", "position": 1},
            {"project_id": "R-000001", "due_date": "2024-06-01"},
        ),
        PROJECTS,
        today=TODAY,
    )

    order = ["T-000004", "T-000003", "T-000002", "T-000001"]
    assert list(found.steps.index) == order
    assert found.steps["days_left"].tolist()[:3] == [-29, -10, -10]
    assert math.isnan(found.steps["days_left"].iloc[3])


def test_done_date_in_the_future_is_told():
    step = {
        "project_id": "R-000001",
        "due_date": "2024-06-15",
        "done_date": "2024-07-01",
    }

    found = red_green(steps_of(step), PROJECTS, today=TODAY)

    assert found.steps["is_done_in_future"].tolist() == [True]


def test_no_steps_give_empty_tables():
    found = red_green(steps_of(), PROJECTS, today=TODAY)

    assert found.by_league.empty
    assert found.total["steps"] == 0


def test_text_that_is_no_date_is_refused_with_its_column():
    step = {"project_id": "R-000001", "due_date": "soon"}

    with pytest.raises(DataError, match="due_date: is 'soon'; expected a date"):
        red_green(steps_of(step), PROJECTS, today=TODAY)
