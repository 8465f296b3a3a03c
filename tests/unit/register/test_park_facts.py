"""Facts of parks: each a statement with source, date and confidence."""

from __future__ import annotations

import pytest

from geo_zs.errors import (
    ConflictError,
    ForbiddenError,
    RecordError,
    UnknownRecordError,
)
from geo_zs.publication.park_columns import CLASS_COLUMNS, park_facts
from geo_zs.register.access import PUBLIC
from geo_zs.register.changes import changes
from geo_zs.register.fields import fields
from geo_zs.register.park_facts import (
    add_facts,
    bulk_add,
    delete_fact,
    park_facts_frame,
    update_fact,
)
from geo_zs.register.undo import undo
from tests.register_samples import ADMIN, OF_BAOTOU, VIEWER, known, writing


@pytest.fixture
def book(register):
    return known(register)


def values(**more):
    return {
        "park_id": "park-a",
        "date": "2023-06",
        "source": "某某管委会 2023-06 月报",
        "confidence": "reported",
        **more,
    }


def add(book, actor=ADMIN, **more):
    with writing(book, actor) as writer:
        return add_facts(writer, values(**more))


def frame(book, viewer=ADMIN, **filters):
    with book.read() as session:
        return park_facts_frame(session, viewer, **filters)


def keys(error):
    return {one.field: one.key for one in error.value.problems}


def refused(book, **more):
    with pytest.raises(RecordError) as error:
        add(book, **more)
    return keys(error)


def test_one_form_gives_one_statement_for_each_fact(book):
    ids = add(
        book,
        available_area_ha=320,
        electricity_price_cny_per_kwh=0.41,
        voltage_class="110kv",
        has_rail_siding=False,
        website="https://park.example",
    )

    found = frame(book).set_index("fact")
    assert ids == ["F-000001", "F-000002", "F-000003", "F-000004"]
    assert found["value_number"]["available_area_ha"] == 320
    assert found["fact_class"]["electricity_price_cny_per_kwh"] == "110kv"
    assert found["value_number"]["has_rail_siding"] == 0
    assert found["value_text"]["website"] == "https://park.example"
    assert set(found["league"]) == {"150200"}
    assert set(found["visibility"]) == {"public"}


def test_every_column_of_the_schema_is_a_fact_or_stands_beside_one():
    beside = {"park_id", "date", "source", "confidence", "visibility", "notes"}

    named = [field.name for field in fields("park_facts")]

    assert set(named) == beside | set(park_facts()) | set(CLASS_COLUMNS.values())


def test_all_faults_of_a_form_are_told_at_once(book):
    found = refused(
        book,
        park_id="park-x",
        date="2023-08",
        source=None,
        confidence="sure",
        available_area_ha=-1,
        is_chemical_park="是",
        website="javascript:alert(1)",
        voltage_class="110kv",
    )

    assert found == {
        "park_id": "unknown_key",
        "date": "date_in_future",
        "source": "needed",
        "confidence": "not_allowed",
        "available_area_ha": "too_small",
        "is_chemical_park": "not_boolean",
        "website": "bad_pattern",
        "voltage_class": "class_without_price",
    }


def test_a_form_without_facts_is_refused(book):
    assert refused(book) == {"park_id": "no_fact"}


def test_plots_that_are_turned_round_are_refused(book):
    found = refused(book, smallest_plot_ha=20, largest_plot_ha=2)

    assert found == {"largest_plot_ha": "plots_turned"}


@pytest.mark.parametrize("date", ["2023", "2023-07", "2023-07-10"])
def test_dates_up_to_today_are_taken(book, date):
    assert add(book, date=date, available_area_ha=1)


def test_tomorrow_is_refused(book):
    assert refused(book, date="2023-07-11", available_area_ha=1) == {
        "date": "date_in_future"
    }


def test_the_same_statement_again_changes_nothing(book):
    first = add(book, available_area_ha=320)

    assert add(book, available_area_ha=320) == first
    assert len(frame(book)) == 1


def test_one_source_cannot_say_two_things_of_one_date(book):
    add(book, available_area_ha=320)

    with pytest.raises(RecordError, match="repeats F-000001"):
        add(book, available_area_ha=300)
    rows = [values(largest_plot_ha=size, date="2023") for size in (5, 6)]
    with (
        pytest.raises(RecordError, match="repeats another row"),
        writing(book) as writer,
    ):
        bulk_add(writer, rows)


def test_other_dates_classes_and_sources_stand_beside_each_other(book):
    price = "electricity_price_cny_per_kwh"
    add(book, **{price: 0.41, "voltage_class": "110kv"})
    add(book, **{price: 0.45, "voltage_class": "10kv"})
    add(book, date="2023-05", **{price: 0.40, "voltage_class": "110kv"})
    add(book, source="另一来源", **{price: 0.39, "voltage_class": "110kv"})

    assert len(frame(book)) == 4


def test_a_fact_is_corrected_without_the_others(book):
    first, second = add(book, available_area_ha=320, largest_plot_ha=5)
    with writing(book) as writer:
        assert update_fact(writer, first, {"value": 300}, version=1) == 2

    found = frame(book).set_index("fact_id")
    assert found["value_number"][first] == 300
    assert found["version"][second] == 1
    with book.read() as session:
        line = changes(session, table="park_fact", key=first)[0]
    assert (dict(line.before), dict(line.after)) == (
        {"value_number": 320.0},
        {"value_number": 300.0},
    )


def test_a_correction_is_checked_like_a_new_statement(book):
    (first,) = add(book, is_chemical_park=True)

    with pytest.raises(RecordError) as error, writing(book) as writer:
        update_fact(writer, first, {"value": "yes", "date": "2024"}, version=1)
    assert keys(error) == {"is_chemical_park": "not_boolean", "date": "date_in_future"}
    with pytest.raises(RecordError) as error, writing(book) as writer:
        update_fact(writer, first, {"fact_class": "x"}, version=1)
    assert keys(error) == {"fact_class": "unknown_field"}
    with pytest.raises(RecordError) as error, writing(book) as writer:
        update_fact(writer, first, {"value": None}, version=1)
    assert keys(error) == {"park_id": "no_fact"}


def test_a_correction_cannot_take_the_place_of_another_statement(book):
    add(book, available_area_ha=320)
    (second,) = add(book, available_area_ha=300, date="2023-05")

    with pytest.raises(RecordError, match="repeats F-000001"), writing(book) as writer:
        update_fact(writer, second, {"date": "2023-06"}, version=1)


def test_of_two_who_correct_a_fact_the_second_is_told(book):
    (first,) = add(book, available_area_ha=320)
    with writing(book) as writer:
        update_fact(writer, first, {"value": 300}, version=1)

    with pytest.raises(ConflictError) as error, writing(book) as writer:
        update_fact(writer, first, {"value": 310}, version=1)
    assert error.value.current["value_number"] == 300


def test_a_deleted_fact_is_gone_and_may_be_stated_again(book):
    (first,) = add(book, available_area_ha=320)
    with writing(book) as writer:
        delete_fact(writer, first, version=1)

    assert frame(book).empty
    assert add(book, available_area_ha=300) == ["F-000002"]


def test_internal_facts_are_hidden_from_the_public_and_from_other_leagues(book):
    (hidden,) = add(book, park_id="park-b", available_area_ha=1, visibility="internal")
    (shown,) = add(book, park_id="park-b", largest_plot_ha=1)

    assert list(frame(book, PUBLIC)["fact_id"]) == [shown]
    assert list(frame(book, OF_BAOTOU)["fact_id"]) == [shown]
    assert len(frame(book, VIEWER, park_id="park-b")) == 2
    with pytest.raises(UnknownRecordError), writing(book, OF_BAOTOU) as writer:
        update_fact(writer, hidden, {"value": 2}, version=1)
    with pytest.raises(ForbiddenError), writing(book, OF_BAOTOU) as writer:
        update_fact(writer, shown, {"value": 2}, version=1)
    with pytest.raises(ForbiddenError, match="150600"):
        add(book, OF_BAOTOU, park_id="park-b", smallest_plot_ha=1)


def test_only_public_facts_count_as_a_change_of_the_public_catalog(book):
    before = book.revision()
    (hidden,) = add(book, available_area_ha=1, visibility="internal")
    assert book.revision().published == before.published

    with writing(book) as writer:
        update_fact(writer, hidden, {"visibility": "public"}, version=1)
    assert book.revision().published == before.published + 1

    with writing(book) as writer:
        delete_fact(writer, hidden, version=2)
    assert book.revision().published == before.published + 2


def test_a_fact_that_was_taken_back_is_gone_from_the_public_catalog(book):
    (first,) = add(book, available_area_ha=320)
    before = book.revision()
    with book.read() as session:
        (line,) = changes(session, table="park_fact", key=first)

    with writing(book) as writer:
        undo(writer, line.change_id)

    assert frame(book).empty
    assert book.revision().published == before.published + 1
    assert add(book, available_area_ha=320) == ["F-000002"]


@pytest.mark.parametrize("source", [" ", "\u3000", "\n\t", "\u200b"])
def test_source_that_shows_nothing_is_none(book, source):
    assert set(refused(book, source=source)) >= {"source"}


def test_more_available_than_approved_is_refused(book):
    found = refused(book, approved_area_ha=100, available_area_ha=200)

    assert found == {"available_area_ha": "available_above"}
