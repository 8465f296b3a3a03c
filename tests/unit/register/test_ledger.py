"""The ledger: what an entry must be, who may write it, when it is locked."""

from __future__ import annotations

import math
from datetime import UTC, datetime

import pytest

from geo_zs.errors import (
    ConflictError,
    ForbiddenError,
    RecordError,
    UnknownRecordError,
)
from geo_zs.register.access import PUBLIC
from geo_zs.register.changes import changes
from geo_zs.register.ledger import (
    add_entry,
    bulk_add,
    bulk_update,
    closed_months,
    delete_entry,
    update_entry,
)
from geo_zs.register.ledger_frame import ledger_frame
from geo_zs.register.ledger_months import close_month, reopen_month
from geo_zs.register.projects import delete_project, update_project
from geo_zs.register.undo import undo
from tests.register_samples import (
    ADMIN,
    OF_BAOTOU,
    VIEWER,
    VIEWER_OF_BAOTOU,
    known,
    project,
    writing,
)


@pytest.fixture
def book(register):
    return known(register)


def values(project_id, **more):
    return {
        "project_id": project_id,
        "month": "2023-06",
        "scope": "outside_region",
        "is_continued": False,
        "reported_1e4": 1000.0,
        **more,
    }


def add(book, project_id, **more):
    with writing(book) as writer:
        return add_entry(writer, values(project_id, **more))


def frame(book, viewer=ADMIN, **filters):
    with book.read() as session:
        return ledger_frame(session, viewer, **filters)


def keys(error):
    return {one.field: one.key for one in error.value.problems}


def refused(book, project_id, **more):
    with pytest.raises(RecordError) as error:
        add(book, project_id, **more)
    return keys(error)


def test_an_entry_is_kept_as_it_was_written(book):
    first = add(book, project(book), verified_1e4=900.0, reduced_reason="土地款不计")

    found = frame(book).iloc[0]

    assert first == found["entry_id"] == "E-000001"
    assert found["currency"] == "CNY"
    assert found["reduced_1e4"] == 100
    assert found["state"] == "verified"
    assert found["league"] == "150200"
    assert not found["is_closed"]


def test_an_entry_without_verified_amount_is_reported_only(book):
    add(book, project(book))

    found = frame(book).iloc[0]

    assert found["state"] == "reported"
    assert math.isnan(found["verified_1e4"])
    assert math.isnan(found["reduced_1e4"])


def test_what_was_taken_off_gives_the_verified_amount(book):
    add(book, project(book), reduced_1e4=250.0, reduced_reason="重复")

    assert frame(book).iloc[0]["verified_1e4"] == 750


def test_all_faults_are_told_at_once(book):
    found = refused(
        book,
        "R-000099",
        month="2023-13",
        scope="elsewhere",
        is_continued="新建",
        reported_1e4="一千",
        colour="red",
    )

    assert found == {
        "project_id": "unknown_project",
        "month": "no_such_month",
        "scope": "not_allowed",
        "is_continued": "not_boolean",
        "reported_1e4": "not_number",
        "colour": "unknown_field",
    }


def test_what_is_needed_is_asked_for(book):
    with pytest.raises(RecordError) as error, writing(book) as writer:
        add_entry(writer, {})

    assert keys(error) == {
        "project_id": "needed",
        "month": "needed",
        "scope": "needed",
        "is_continued": "needed",
        "reported_1e4": "no_amount",
    }


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"reported_1e4": None}, {"reported_1e4": "no_amount"}),
        ({"reported_1e4": -5.0}, {"reported_1e4": "negative_amount"}),
        ({"reported_1e4": 0.12345678}, {"reported_1e4": "too_fine"}),
        ({"verified_1e4": 1000.01}, {"verified_1e4": "verified_above"}),
        ({"verified_1e4": 900.0}, {"reduced_reason": "no_reason"}),
        (
            {"verified_1e4": 900.0, "reduced_1e4": 50.0, "reduced_reason": "重复"},
            {"reduced_1e4": "reduction_differs"},
        ),
        ({"currency": "USD"}, {"currency": "not_yuan"}),
        ({"scope": "foreign"}, {"currency": "no_currency"}),
        ({"month": "2023-08"}, {"month": "month_in_future"}),
        ({"month": "0999-08"}, {"month": "date_out_of_range"}),
        ({"reported_1e4": 1e300}, {"reported_1e4": "too_large"}),
        (
            {"reported_1e4": -1e300, "corrects_month": "2023-05"},
            {"reported_1e4": "too_small", "corrects_month": "corrects_nothing"},
        ),
        ({"corrects_month": "2023-06"}, {"corrects_month": "corrects_later"}),
    ],
)
def test_amounts_that_do_not_fit_are_refused(book, given, fault):
    assert refused(book, project(book), **given) == fault


def test_faults_have_words_in_chinese_and_english(book):
    with pytest.raises(RecordError) as error:
        add(book, project(book), verified_1e4=1000.01)

    (fault,) = error.value.problems
    assert fault.row is None
    assert fault.text("zh") == "是 1000.01，大于上报数 1000；请先更正上报数"
    assert fault.text("en") == fault.message
    assert (
        fault.message == "is 1000.01, above the reported 1000; correct the report first"
    )


def test_foreign_money_is_kept_in_its_currency(book):
    add(book, project(book), scope="foreign", currency="USD")

    assert frame(book).iloc[0]["currency"] == "USD"


def test_a_negative_amount_names_the_month_that_it_corrects(book):
    one = project(book)
    add(book, one)
    add(book, one, month="2023-04")
    key = add(
        book, one, reported_1e4=-300.0, verified_1e4=-300.0, corrects_month="2023-04"
    )

    found = frame(book).set_index("entry_id").loc[key]

    assert found["verified_1e4"] == -300
    assert found["corrects_month"] == "2023-04"


def test_a_correction_needs_an_entry_to_correct(book):
    one, other = project(book), project(book)
    add(book, other, month="2023-04")
    wanted = {"reported_1e4": -300.0, "corrects_month": "2023-04"}

    assert refused(book, one, **wanted) == {"corrects_month": "corrects_nothing"}

    first = add(book, one, month="2023-04")
    add(book, one, **wanted)
    with writing(book) as writer:
        delete_entry(writer, first, version=1)
        update_entry(writer, "E-000003", {"notes": "样例"}, version=1)
    with pytest.raises(RecordError, match="holds no entry of 2023-03"):
        change(book, "E-000003", corrects_month="2023-03", version=2)


def test_a_correction_is_of_the_scope_and_currency_of_its_entry(book):
    one = project(book)
    add(book, one, month="2023-03", reported_1e4=3000.0)

    for other in (
        {"scope": "foreign", "currency": "USD"},
        {"scope": "domestic"},
    ):
        found = refused(book, one, corrects_month="2023-03", reported_1e4=-5.0, **other)
        assert found == {"corrects_month": "corrects_nothing"}


def test_a_correction_takes_no_more_off_than_there_is(book):
    one = project(book)
    add(book, one, month="2023-03", reported_1e4=3000.0)
    about = {"corrects_month": "2023-03"}

    found = refused(book, one, reported_1e4=-99999.0, **about)
    assert found == {"corrects_month": "corrects_too_much"}
    add(book, one, month="2023-05", reported_1e4=-2000.0, **about)
    found = refused(book, one, reported_1e4=-1001.0, **about)
    assert found == {"corrects_month": "corrects_too_much"}
    with pytest.raises(RecordError, match="sum to -7000"), writing(book) as writer:
        update_entry(writer, "E-000002", {"reported_1e4": -1e4}, version=1)

    last = add(book, one, reported_1e4=-1000.0, **about)
    with writing(book) as writer:
        update_entry(writer, last, {"notes": "核对"}, version=1)


def test_an_audited_correction_is_held_against_what_was_audited(book):
    one = project(book)
    add(book, one, month="2023-03", reported_1e4=3000.0)
    about = {"corrects_month": "2023-03", "reported_1e4": None}

    add(book, one, month="2023-05", verified_1e4=-100.0, **about)
    found = refused(book, one, verified_1e4=-2901.0, **about)

    assert found == {"corrects_month": "corrects_too_much"}


def test_entry_and_its_correction_may_come_together(book):
    one = project(book)
    rows = [
        values(one, month="2023-04"),
        values(one, reported_1e4=-300.0, corrects_month="2023-04"),
    ]

    with writing(book) as writer:
        assert len(bulk_add(writer, rows)) == 2


def change(book, entry_id, *, version, **given):
    with writing(book) as writer:
        return update_entry(writer, entry_id, given, version=version)


def test_the_same_money_cannot_be_entered_twice(book):
    one = project(book)
    add(book, one)

    with pytest.raises(RecordError, match=r"repeats E-000001, .* change that one"):
        add(book, one)


def test_repeated_rows_of_one_batch_are_refused_by_number(book):
    one = project(book)

    with pytest.raises(RecordError) as error, writing(book) as writer:
        bulk_add(writer, [values(one), values(one, month="2023-05"), values(one)])

    (fault,) = error.value.problems
    assert (fault.row, fault.key) == (2, "repeated_entry")
    assert frame(book).empty


def test_a_deleted_entry_makes_room_for_another(book):
    one = project(book)
    first = add(book, one)
    with writing(book) as writer:
        delete_entry(writer, first, version=1)

    assert add(book, one) == "E-000002"
    assert list(frame(book)["entry_id"]) == ["E-000002"]


def test_of_two_who_change_one_entry_the_second_is_told(book):
    first = add(book, project(book))
    with writing(book) as writer:
        assert update_entry(writer, first, {"reported_1e4": 1100.0}, version=1) == 2

    with pytest.raises(ConflictError) as error, writing(book) as writer:
        update_entry(writer, first, {"reported_1e4": 1200.0}, version=1)

    assert error.value.current["reported_1e4"] == 1100
    assert error.value.current["version"] == 2
    assert frame(book).iloc[0]["reported_1e4"] == 1100


def test_a_changed_amount_gives_the_reduction_anew(book):
    first = add(book, project(book), verified_1e4=900.0, reduced_reason="重复")
    with writing(book) as writer:
        update_entry(writer, first, {"verified_1e4": 700.0}, version=1)

    assert frame(book).iloc[0]["reduced_1e4"] == 300


def test_a_change_without_difference_keeps_the_version(book):
    first = add(book, project(book))

    with writing(book) as writer:
        assert update_entry(writer, first, {"reported_1e4": 1000}, version=1) == 1


def test_many_entries_are_changed_at_once(book):
    one = project(book)
    ids = [add(book, one), add(book, one, month="2023-05")]

    with writing(book) as writer:
        rows = [{"entry_id": key, "notes": "核对"} for key in ids]
        assert bulk_update(writer, rows) == [2, 2]

    assert list(frame(book)["notes"]) == ["核对", "核对"]


def test_each_change_stands_in_the_log(book):
    first = add(book, project(book))
    with writing(book) as writer:
        update_entry(writer, first, {"reported_1e4": 1100.0}, version=1)
        delete_entry(writer, first, version=2)

    with book.read() as session:
        lines = changes(session, table="ledger_entry", key=first)

    assert [one.action for one in lines] == ["delete", "update", "create"]
    assert dict(lines[1].before) == {"reported_1e4": 1000.0}
    assert dict(lines[1].after) == {"reported_1e4": 1100.0}
    assert lines[1].by == "planner"


def test_unknown_entries_are_not_found(book):
    with pytest.raises(UnknownRecordError), writing(book) as writer:
        update_entry(writer, "E-000404", {}, version=1)
    with pytest.raises(UnknownRecordError), writing(book) as writer:
        delete_entry(writer, "E-000404", version=1)


def test_the_public_sees_no_money_not_even_of_public_projects(book):
    add(book, project(book, visibility="public"))

    assert frame(book, PUBLIC).empty
    assert len(frame(book, VIEWER)) == 1


def test_an_account_of_a_league_sees_and_writes_its_own_money_only(book):
    own, other = project(book), project(book, league="150600")
    add(book, own)
    foreign_entry = add(book, other)

    assert list(frame(book, VIEWER_OF_BAOTOU)["project_id"]) == [own]
    with writing(book, OF_BAOTOU) as writer:
        add_entry(writer, values(own, month="2023-05"))
    with pytest.raises(RecordError) as error, writing(book, OF_BAOTOU) as writer:
        add_entry(writer, values(other, month="2023-05"))
    assert keys(error) == {"project_id": "unknown_project"}
    with pytest.raises(UnknownRecordError), writing(book, OF_BAOTOU) as writer:
        update_entry(writer, foreign_entry, {"notes": "x"}, version=1)
    with pytest.raises(UnknownRecordError), writing(book, OF_BAOTOU) as writer:
        delete_entry(writer, foreign_entry, version=1)


def test_money_of_a_public_project_elsewhere_is_refused_by_name_of_the_league(book):
    other = project(book, league="150600", visibility="public")

    with (
        pytest.raises(ForbiddenError, match="150600"),
        writing(book, OF_BAOTOU) as writer,
    ):
        add_entry(writer, values(other))


def test_a_viewer_writes_nothing(book):
    one = project(book)

    with (
        pytest.raises(ForbiddenError, match="planner"),
        writing(book, VIEWER) as writer,
    ):
        add_entry(writer, values(one))


def test_a_closed_month_locks_its_entries(book):
    one = project(book)
    first = add(book, one)
    with writing(book, ADMIN) as writer:
        assert close_month(writer, "2023-06") == 1

    attempts = [
        lambda writer: update_entry(writer, first, {"reported_1e4": 1.0}, version=1),
        lambda writer: update_entry(writer, first, {"month": "2023-05"}, version=1),
        lambda writer: delete_entry(writer, first, version=1),
        lambda writer: add_entry(writer, values(one, scope="domestic")),
    ]
    for attempt in attempts:
        with (
            pytest.raises(RecordError, match="2023-06 is closed"),
            writing(book, ADMIN) as writer,
        ):
            attempt(writer)
    assert frame(book)["is_closed"].all()


def test_nothing_can_be_moved_into_a_closed_month(book):
    first = add(book, project(book), month="2023-05")
    with writing(book, ADMIN) as writer:
        close_month(writer, "2023-06")

    with pytest.raises(RecordError, match="2023-06 is closed"), writing(book) as writer:
        update_entry(writer, first, {"month": "2023-06"}, version=1)


def test_a_closed_month_is_corrected_in_an_open_one(book):
    one = project(book)
    add(book, one, month="2023-05")
    with writing(book, ADMIN) as writer:
        close_month(writer, "2023-05")

    add(book, one, reported_1e4=-100.0, corrects_month="2023-05")

    assert frame(book)["reported_1e4"].sum() == 900


def test_a_reopened_month_can_be_changed_again(book):
    first = add(book, project(book))
    with writing(book, ADMIN) as writer:
        close_month(writer, "2023-06")
        reopen_month(writer, "2023-06")

    with writing(book) as writer:
        update_entry(writer, first, {"reported_1e4": 5.0}, version=1)

    with book.read() as session:
        assert closed_months(session) == frozenset()
        lines = changes(session, table="closed_month")
    assert [one.action for one in lines] == ["delete", "create"]


@pytest.mark.parametrize(
    ("month", "words"),
    [
        ("2023-07", "2023-07 is not over"),
        ("2023-6", "expected the form 2026-10"),
        ("2023-13", "there is no such month"),
    ],
)
def test_only_a_month_that_is_over_can_be_closed(book, month, words):
    with pytest.raises(RecordError, match=words), writing(book, ADMIN) as writer:
        close_month(writer, month)


def test_a_month_is_over_by_the_clock_of_the_region(register):
    """On 30 June, 17:00 UTC, it is 1 July, 01:00 there."""
    book = known(register, now=datetime(2023, 6, 30, 17, tzinfo=UTC))

    with writing(book, ADMIN) as writer:
        close_month(writer, "2023-06")


def test_a_month_is_closed_once_and_reopened_once(book):
    with writing(book, ADMIN) as writer:
        close_month(writer, "2023-06")
        with pytest.raises(RecordError, match="closed already"):
            close_month(writer, "2023-06")
        reopen_month(writer, "2023-06")
        with pytest.raises(RecordError, match="is not closed"):
            reopen_month(writer, "2023-06")


@pytest.mark.parametrize("change", [close_month, reopen_month])
def test_only_an_admin_closes_and_reopens(book, change):
    with pytest.raises(ForbiddenError, match="admin"), writing(book) as writer:
        change(writer, "2023-06")


def test_figures_of_a_closed_month_stay_when_the_project_moves(book):
    one = project(book, pledged_cny_1e8=12.0)
    add(book, one)
    with writing(book, ADMIN) as writer:
        close_month(writer, "2023-06")
        add_entry(writer, values(one, month="2023-05"))
    with writing(book, ADMIN) as writer:
        moved = {"league": "150600", "pledged_cny_1e8": 0.2}
        update_project(writer, one, moved, version=1)

    may, june = (row for _, row in frame(book).iterrows())

    assert (june["league"], june["size_class"]) == ("150200", "ge_1bn")
    assert (may["league"], may["size_class"]) == ("150600", "ge_5m")

    assert len(frame(book, VIEWER_OF_BAOTOU)) == 1


def test_no_money_is_entered_for_a_deleted_project(book):
    one = project(book)
    with writing(book) as writer:
        delete_project(writer, one, version=1)

    assert refused(book, one) == {"project_id": "unknown_project"}


def test_the_frame_is_filtered_by_month_and_project(book):
    one, two = project(book), project(book)
    add(book, one)
    add(book, two)
    add(book, two, month="2023-05")

    assert len(frame(book, month="2023-06")) == 2
    assert len(frame(book, project_id=two)) == 2


def test_an_empty_ledger_has_all_columns_in_their_types(book):
    empty = frame(book)

    assert list(empty["entry_id"]) == []
    assert empty["reported_1e4"].dtype == "float64"
    assert empty["is_continued"].dtype == bool
    assert empty["is_closed"].dtype == bool
    assert {"league", "banner", "park_id", "size_class"} <= set(empty.columns)


def test_a_write_that_fails_leaves_nothing_behind(book):
    one = project(book)

    with pytest.raises(RecordError), writing(book) as writer:
        bulk_add(writer, [values(one), values("R-000099")])

    assert frame(book).empty
    with book.read() as session:
        assert changes(session, table="ledger_entry") == []


def last_change(book, key, table="ledger_entry"):
    with book.read() as session:
        return changes(session, table=table, key=key)[0].change_id


def undone(book, change_id, actor=ADMIN):
    with writing(book, actor) as writer:
        return undo(writer, change_id)


def test_a_change_of_an_entry_can_be_taken_back(book):
    first = add(book, project(book))
    with writing(book) as writer:
        update_entry(writer, first, {"reported_1e4": 1.0}, version=1)

    undone(book, last_change(book, first))

    found = frame(book).iloc[0]
    assert (found["reported_1e4"], found["version"]) == (1000, 3)


def test_an_entry_that_was_taken_back_makes_room(book):
    one = project(book)
    first = add(book, one)
    undone(book, last_change(book, first))

    assert frame(book).empty
    assert add(book, one) == "E-000002"


def test_a_deleted_entry_comes_back_unless_another_took_its_place(book):
    one = project(book)
    first = add(book, one)
    with writing(book) as writer:
        delete_entry(writer, first, version=1)
    deleted = last_change(book, first)
    second = add(book, one)

    with pytest.raises(ConflictError) as error:
        undone(book, deleted)
    assert error.value.key == second
    with writing(book) as writer:
        delete_entry(writer, second, version=1)
    undone(book, deleted)
    assert list(frame(book)["entry_id"]) == [first]
    with pytest.raises(RecordError, match="repeats E-000001"):
        add(book, one)


def test_nothing_of_a_closed_month_is_taken_back(book):
    first = add(book, project(book))
    with writing(book, ADMIN) as writer:
        close_month(writer, "2023-06")

    with pytest.raises(ForbiddenError, match="2023-06 is closed"):
        undone(book, last_change(book, first))
    with pytest.raises(ForbiddenError, match="cannot be undone"):
        undone(book, last_change(book, "2023-06", "closed_month"))


def test_an_account_takes_back_changes_of_its_league_only(book):
    other = add(book, project(book, league="150600"))

    with pytest.raises(ForbiddenError, match="150600"):
        undone(book, last_change(book, other), OF_BAOTOU)


def test_the_public_catalog_does_not_change_with_money(book):
    before = book.revision()
    first = add(book, project(book))
    undone(book, last_change(book, first))

    assert book.revision().published == before.published
    assert book.revision().all > before.all


@pytest.mark.parametrize("currency", ["XXX", "XTS", "XAU", "XDR"])
def test_code_that_is_no_money_is_refused(book, currency):
    found = refused(book, project(book), scope="foreign", currency=currency)

    assert found == {"currency": "not_money"}


def test_month_before_the_ledger_can_begin_is_not_closed(book):
    words = "1999-12 lies before 2000"
    with pytest.raises(RecordError, match=words), writing(book, ADMIN) as writer:
        close_month(writer, "1999-12")
