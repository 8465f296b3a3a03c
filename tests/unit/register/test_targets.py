"""Targets: one for each place, year and scope; laid over the shipped ones."""

from __future__ import annotations

import pytest

from geo_zs.board.targets import read_targets
from geo_zs.errors import ConflictError, ForbiddenError, RecordError
from geo_zs.register.access import PUBLIC
from geo_zs.register.changes import changes
from geo_zs.register.targets import (
    add_target,
    bulk_add,
    bulk_update,
    delete_target,
    target_frame,
    update_target,
)
from geo_zs.register.undo import undo
from tests.register_samples import ADMIN, OF_BAOTOU, known, writing


@pytest.fixture
def book(register):
    return known(register)


def values(**more):
    return {
        "adcode": "150200",
        "year": 2023,
        "scope": "domestic",
        "value_cny_1e8": 390.0,
        "source": "某某文件",
        **more,
    }


def add(book, actor=ADMIN, **more):
    with writing(book, actor) as writer:
        return add_target(writer, values(**more))


def frame(book, viewer=ADMIN, **filters):
    with book.read() as session:
        return target_frame(session, viewer, **filters)


def keys(error):
    return {one.field: one.key for one in error.value.problems}


def test_a_target_is_kept_as_it_was_written(book):
    assert add(book, growth_pct=15) == "G-000001"

    found = frame(book, year=2023).iloc[0]
    assert (found["adcode"], found["year"], found["value_cny_1e8"]) == (
        "150200",
        2023,
        390.0,
    )
    assert found["visibility"] == "internal"
    assert frame(book, year=2024).empty


def test_a_second_target_for_the_same_is_refused(book):
    add(book)

    with pytest.raises(RecordError, match="repeats G-000001"):
        add(book, value_cny_1e8=1.0)
    assert add(book, scope="outside_region") == "G-000002"


def test_foreign_targets_name_their_currency(book):
    with pytest.raises(RecordError) as error:
        add(book, scope="foreign", value_cny_1e8=None, value_foreign_1e4=100.0)
    assert keys(error) == {"currency": "no_currency"}
    with pytest.raises(RecordError) as error:
        add(book, currency="USD", value_foreign_1e4=100.0)
    assert keys(error) == {"value_foreign_1e4": "not_yuan"}


def test_all_faults_of_a_target_are_told_at_once(book):
    with pytest.raises(RecordError) as error:
        add(book, adcode="150900", year=1949, value_cny_1e8=None, source="")

    assert keys(error) == {
        "adcode": "unknown_key",
        "year": "too_small",
        "value_cny_1e8": "no_target",
        "source": "needed",
    }


def test_the_region_has_targets_too_but_not_from_accounts_of_a_league(book):
    assert add(book, adcode="150000", value_cny_1e8=3900.0) == "G-000001"
    with pytest.raises(ForbiddenError):
        add(book, OF_BAOTOU, adcode="150000", year=2024)
    assert add(book, OF_BAOTOU) == "G-000002"


def test_the_public_sees_public_targets_only(book):
    add(book)
    add(book, year=2024, visibility="public")

    assert list(frame(book, PUBLIC)["year"]) == [2024]


def test_of_two_who_change_a_target_the_second_is_told(book):
    first = add(book)
    with writing(book) as writer:
        assert update_target(writer, first, {"growth_pct": 10.0}, version=1) == 2

    with pytest.raises(ConflictError), writing(book) as writer:
        delete_target(writer, first, version=1)
    with writing(book) as writer:
        delete_target(writer, first, version=2)
    assert frame(book).empty
    assert add(book) == "G-000002"


def test_many_targets_are_added_and_changed_at_once(book):
    with writing(book) as writer:
        ids = bulk_add(writer, [values(year=year) for year in (2021, 2022)])
        rows = [{"target_id": key, "notes": "x"} for key in ids]
        assert bulk_update(writer, rows) == [2, 2]


def test_a_target_of_the_register_goes_before_the_shipped_one(book, catalog):
    """The region's 2023 target is 3,900 × 10⁸ yuan in the shipped table (T-10)."""
    add(book, adcode="150000", value_cny_1e8=4000.0)

    merged = read_targets(catalog.tables["targets"], frame(book)).targets

    region = merged[merged["adcode"].eq("150000") & merged["year"].eq(2023)]
    assert list(region["value_cny_1e8"]) == [4000.0]
    alxa = merged[merged["adcode"].eq("152900") & merged["year"].eq(2024)]
    assert list(alxa["value_cny_1e8"]) == [212.0]


def test_a_deletion_can_be_taken_back(book):
    first = add(book)
    with writing(book) as writer:
        delete_target(writer, first, version=1)
    with book.read() as session:
        line = changes(session, table="target", key=first)[0]

    with writing(book) as writer:
        undo(writer, line.change_id)

    assert len(frame(book)) == 1
    with pytest.raises(RecordError, match=f"repeats {first}"):
        add(book)


@pytest.mark.parametrize("source", [" ", "\u3000", "\n\t", "\u200b"])
def test_source_that_shows_nothing_is_none(book, source):
    with pytest.raises(RecordError) as error:
        add(book, source=source)

    assert set(keys(error)) == {"source"}
