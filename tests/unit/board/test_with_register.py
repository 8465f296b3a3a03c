"""The board over the frames that the register really gives."""

from __future__ import annotations

import datetime as dt

import pytest

from geo_zs.board.board import BoardFrames, make_board
from geo_zs.board.circular import circular
from geo_zs.board.filters import BoardFilter
from geo_zs.board.targets import read_targets
from geo_zs.register.access import PUBLIC
from geo_zs.register.ledger import add_entry, closed_months
from geo_zs.register.ledger_frame import ledger_frame
from geo_zs.register.ledger_months import close_month
from geo_zs.register.project_frame import project_frame
from geo_zs.register.projects import update_project
from geo_zs.register.steps import add_step, step_frame
from geo_zs.register.targets import add_target, target_frame
from tests.register_samples import ADMIN, OF_BAOTOU, known, project, writing
from tests.unit.board.conftest import BAOTOU, HOHHOT

TODAY = dt.date(2023, 7, 10)


@pytest.fixture
def book(sqlite_register):
    """Return a register with two projects, money of two months, a step, targets."""
    book = known(sqlite_register)
    one = project(
        book,
        stage="signed",
        signed_date="2023-02",
        pledged_cny_1e8=12.0,
        industry_tags=("steel",),
        visibility="public",
    )
    project(book, league=HOHHOT, stage="construction", signed_date="2023-01-01")
    with writing(book, ADMIN) as writer:
        for month, amount in (("2023-05", 10000.0), ("2023-06", 20000.0)):
            entry = {"project_id": one, "month": month, "scope": "outside_region"}
            entry |= {"is_continued": False, "reported_1e4": amount}
            add_entry(writer, {**entry, "verified_1e4": amount})
        add_step(writer, {"project_id": one, "name": "用地", "due_date": "2023-06"})
        target = {"year": 2023, "scope": "domestic", "source": "某文件"}
        add_target(writer, {**target, "adcode": BAOTOU, "value_cny_1e8": 6.0})
        close_month(writer, "2023-05")
        close_month(writer, "2023-06")
    return book


def frames_of(session, viewer, places):
    return BoardFrames(
        projects=project_frame(session, viewer),
        steps=step_frame(session, viewer),
        ledger=ledger_frame(session, viewer),
        targets=read_targets(register=target_frame(session, viewer)),
        places=places,
    )


def test_board_and_circular_of_a_register(book, places):
    with book.read() as session:
        frames = frames_of(session, ADMIN, places)
        closed = closed_months(session)

    board = make_board(frames, today=TODAY, month="2023-06", closed=closed)

    assert board.pipelines["league"].table["projects"].to_dict() == {
        HOHHOT: 1,
        BAOTOU: 1,
    }
    assert board.pipelines["industry"].table.loc["steel", "verified_cny_1e8"] == 3
    assert board.landing.total["running_over"] == 1
    assert board.red_green.by_league.loc[BAOTOU, "overdue"] == 1
    (row,) = board.progress.table.to_dict("records")
    assert (row["verified"], row["verified_share"]) == (3, 0.5)
    found = circular(
        frames.ledger,
        frames.projects,
        frames.targets,
        places,
        month="2023-06",
        closed=closed,
    )
    assert [(one.adcode, one.share, one.rank) for one in found.rows][:1] == [
        (BAOTOU, 0.5, 1)
    ]
    assert found.rows[0].rank_change == 0


def test_money_stays_where_it_counted_when_a_project_moves(book, places):
    with writing(book, ADMIN) as writer:
        update_project(writer, "R-000001", {"league": HOHHOT}, version=1)
    with book.read() as session:
        frames = frames_of(session, ADMIN, places)
        closed = closed_months(session)

    board = make_board(frames, today=TODAY, month="2023-06", closed=closed)

    assert board.pipelines["league"].table["projects"].to_dict() == {HOHHOT: 2}
    assert board.progress.table["verified"].tolist() == [3]


def test_a_closed_month_counts_alike_for_who_does_not_see_the_moved_project(
    book, places
):
    with writing(book, ADMIN) as writer:
        update_project(writer, "R-000001", {"league": HOHHOT}, version=1)
    with writing(book, ADMIN) as writer:
        change = {"visibility": "internal"}
        update_project(writer, "R-000001", change, version=2)
    for viewer in (ADMIN, OF_BAOTOU):
        with book.read() as session:
            frames = frames_of(session, viewer, places)
            closed = closed_months(session)

        found = circular(
            frames.ledger,
            frames.projects,
            frames.targets,
            places,
            month="2023-06",
            closed=closed,
        )
        board = make_board(frames, today=TODAY, month="2023-06", closed=closed)

        rows = {row.adcode: row for row in found.rows}
        assert (rows[BAOTOU].done, rows[BAOTOU].share) == (3, 0.5)
        assert (found.n_without_project, board.progress.n_without_project) == (0, 0)
        assert board.progress.table["verified"].tolist() == [3]


def test_public_board_shows_neither_money_nor_steps(book, places):
    with book.read() as session:
        frames = frames_of(session, PUBLIC, places)

    board = make_board(frames, today=TODAY, month="2023-06")

    assert list(board.projects.index) == ["R-000001"]
    assert board.red_green.total["steps"] == 0
    assert board.pipelines["stage"].table["verified_cny_1e8"].isna().all()
    assert board.progress.table.empty


def test_filter_is_applied_to_the_frames_of_the_register(book, places):
    with book.read() as session:
        frames = frames_of(session, OF_BAOTOU, places)
    chosen = BoardFilter.parse({"industry": "steel", "date_to": "2023-02-01"})

    board = make_board(frames, today=TODAY, chosen=chosen)

    assert list(board.projects.index) == ["R-000001"]
    assert board.red_green.total["overdue"] == 1
