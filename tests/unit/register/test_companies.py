"""Target companies: kept, checked, seen by those who may."""

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
from geo_zs.register.companies import (
    add_company,
    bulk_add,
    bulk_update,
    company_frame,
    delete_company,
    read_company,
    update_company,
)
from geo_zs.register.undo import undo
from tests.register_samples import (
    ADMIN,
    OF_BAOTOU,
    VIEWER,
    known,
    project,
    writing,
)

#: Its check character is right by GB 32100 (91350100M000100Y43 is the standard's own).
CODE = "91350100M000100Y43"


@pytest.fixture
def book(register):
    return known(register)


def add(book, actor=ADMIN, **values):
    with writing(book, actor) as writer:
        return add_company(writer, {"name_zh": "某公司", "league": "150200", **values})


def frame(book, viewer=ADMIN, **filters):
    with book.read() as session:
        return company_frame(session, viewer, **filters)


def keys(error):
    return {one.field: one.key for one in error.value.problems}


def test_a_company_is_kept_as_it_was_written(book):
    first = add(book, credit_code=CODE, industry_tags=["pv_wafer", "steel"])

    with book.read() as session:
        found = read_company(session, first, VIEWER)

    assert first == "C-000001"
    assert found["credit_code"] == CODE
    assert found["industry_tags"] == ("pv_wafer", "steel")
    assert found["contact_state"] == "none"
    assert found["visibility"] == "internal"
    assert "slot" not in found
    assert frame(book)["industry_tags"][first] == ("pv_wafer", "steel")


def test_all_faults_of_a_company_are_told_at_once(book):
    with pytest.raises(RecordError) as error:
        add(
            book,
            name_zh="",
            credit_code=CODE[:-1] + "4",
            industry_tags=["unheard_of"],
            league="150900",
            contact_state="warm",
            contact_date="2023-02-30",
            project_id="R-000099",
        )

    assert keys(error) == {
        "name_zh": "needed",
        "credit_code": "bad_check_character",
        "industry_tags": "unknown_key",
        "league": "unknown_key",
        "contact_state": "not_allowed",
        "contact_date": "bad_date",
        "project_id": "unknown_project",
    }


def test_one_company_is_courted_once_by_each_league(book):
    add(book, credit_code=CODE)
    add(book, credit_code=CODE, league="150600")

    with pytest.raises(RecordError, match="repeats C-000001"):
        add(book, credit_code=CODE)


def test_companies_without_a_code_are_never_taken_for_one(book):
    add(book)

    assert add(book) == "C-000002"


def test_the_public_sees_public_companies_only(book):
    hidden = add(book)
    shown = add(book, visibility="public")

    assert list(frame(book, PUBLIC).index) == [shown]
    with book.read() as session, pytest.raises(UnknownRecordError):
        read_company(session, hidden, PUBLIC)


def test_a_public_company_names_no_internal_project(book):
    hidden = project(book)

    with pytest.raises(RecordError) as error:
        add(book, visibility="public", project_id=hidden)

    assert keys(error) == {"visibility": "public_of_internal"}


def test_an_account_of_a_league_sees_and_writes_its_own_companies(book):
    add(book)
    other = add(book, league="150600")

    assert list(frame(book, OF_BAOTOU).index) == ["C-000001"]
    with pytest.raises(ForbiddenError, match="150600"):
        add(book, OF_BAOTOU, league="150600")
    with pytest.raises(UnknownRecordError), writing(book, OF_BAOTOU) as writer:
        update_company(writer, other, {"notes": "x"}, version=1)
    with pytest.raises(ForbiddenError), writing(book, OF_BAOTOU) as writer:
        update_company(writer, "C-000001", {"league": "150600"}, version=1)


def test_of_two_who_change_a_company_the_second_is_told(book):
    first = add(book)
    with writing(book) as writer:
        assert update_company(writer, first, {"officer": "张"}, version=1) == 2

    with pytest.raises(ConflictError) as error, writing(book) as writer:
        update_company(writer, first, {"officer": "李"}, version=1)

    assert error.value.current["officer"] == "张"


def test_a_deleted_company_is_gone_and_its_code_is_free(book):
    first = add(book, credit_code=CODE)
    with writing(book) as writer:
        delete_company(writer, first, version=1)

    assert frame(book).empty
    assert add(book, credit_code=CODE) == "C-000002"


def test_many_companies_are_added_and_changed_at_once(book):
    rows = [{"name_zh": f"公司{n}", "league": "150200"} for n in range(3)]
    with writing(book) as writer:
        ids = bulk_add(writer, rows)
        changes = [{"company_id": key, "contact_state": "visited"} for key in ids]
        assert bulk_update(writer, changes) == [2, 2, 2]

    assert set(frame(book, league="150200")["contact_state"]) == {"visited"}
    assert frame(book, league="150600").empty


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("甲" * 301, "too_long"),
        ("甲\x00乙", "hidden_characters"),
        ("甲\ud800", "half_character"),
        (7, "not_text"),
    ],
)
def test_names_that_no_page_could_show_are_refused(book, name, fault):
    with pytest.raises(RecordError) as error:
        add(book, name_zh=name)

    assert keys(error) == {"name_zh": fault}


def test_a_deletion_can_be_taken_back(book):
    first = add(book, credit_code=CODE)
    with writing(book) as writer:
        delete_company(writer, first, version=1)
    with book.read() as session:
        line = changes(session, table="target_company", key=first)[0]

    with writing(book) as writer:
        undo(writer, line.change_id)

    assert len(frame(book)) == 1
    with pytest.raises(RecordError, match=f"repeats {first}"):
        add(book, credit_code=CODE)
