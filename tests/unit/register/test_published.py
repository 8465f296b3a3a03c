"""What a register publishes: public rows, shown columns, one state."""

from __future__ import annotations

import pytest
from shapely import Point
from sqlalchemy import text

from geo_zs.publication.record import FACT_COLUMNS, PROJECT_COLUMNS
from geo_zs.register.ledger import add_entry
from geo_zs.register.models.ledger import LOCK
from geo_zs.register.names import names_of
from geo_zs.register.park_facts import add_facts, delete_fact, update_fact
from geo_zs.register.projects import create_project, delete_project, update_project
from geo_zs.register.published import read_published
from geo_zs.register.store import Register
from tests.register_samples import ADMIN, known, project, writing

PARK = "hohhot-togtoh"
SECRET = "机密项目"


@pytest.fixture
def book(register, catalog):
    return known(register).with_names(names_of(catalog))


def read(book):
    with book.read() as session:
        return read_published(session)


def state(book, **more):
    values = {
        "park_id": PARK,
        "date": "2023-06",
        "source": "样例管委会月报",
        "confidence": "reported",
        "available_area_ha": 320,
        **more,
    }
    with writing(book) as writer:
        return add_facts(writer, values)


def enter(book, **more):
    values = {"name_zh": "样例", "stage": "operating", "visibility": "public", **more}
    with writing(book, ADMIN) as writer:
        return create_project(writer, values)


def test_an_empty_register_publishes_nothing(book, catalog):
    found = read(book)

    assert found.is_empty
    assert set(FACT_COLUMNS) < set(found.park_facts.columns)
    assert set(PROJECT_COLUMNS) < set(found.projects.columns)
    assert catalog.with_published(found) is catalog


def test_internal_rows_are_not_in_it(book, catalog):
    enter(book, name_zh=SECRET, visibility="internal", league="150100")
    state(book, visibility="internal", source=SECRET)
    enter(book, league="150100")

    found = read(book)
    laid = catalog.with_published(found)

    assert list(found.projects["name_zh"]) == ["样例"]
    assert len(found.park_facts) == 0
    assert SECRET not in str(laid.layers["projects"].frame.to_dict())
    assert not any(SECRET in source.title for source in laid.sources.values())


def test_columns_that_no_page_shows_never_leave_the_register(book):
    enter(book, officer="张某", credit_code=None, power_mw=55.0)

    found = read(book).projects

    assert set(found.columns) == {*PROJECT_COLUMNS, "geometry"}
    assert not {"officer", "created_by", "updated_by", "power_mw"} & set(found.columns)


def test_money_of_the_ledger_is_not_published(book):
    one = enter(book, league="150100")
    before = read(book).fingerprint

    values = {
        "project_id": one,
        "month": "2023-06",
        "scope": "domestic",
        "is_continued": False,
        "reported_1e4": 99.0,
    }
    with writing(book, ADMIN) as writer:
        add_entry(writer, values)

    assert read(book).fingerprint == before


def test_facts_and_projects_reach_the_catalog_of_the_next_match(book, catalog):
    state(book)
    key = enter(
        book,
        park_id=PARK,
        industry_tags=["pv_wafer"],
        geometry=Point(111.2, 40.3),
        pledged_cny_1e8=15.0,
    )

    laid = catalog.with_published(read(book))

    row = laid.sites.ids.index(PARK)
    assert laid.sites.attributes["land_available_ha"].value[row] == 320
    assert laid.layers["projects"].frame["pledged_cny_1e8"][key] == 15
    assert laid.layers["projects"].frame["located_by"][key] == "point"
    assert laid.problems == ()


def test_each_change_of_a_public_row_gives_another_version(book, catalog):
    versions = [catalog.data_version]

    def seen():
        version = catalog.with_published(read(book)).data_version
        assert version not in versions
        versions.append(version)

    (fact,) = state(book)
    seen()
    with writing(book) as writer:
        update_fact(writer, fact, {"value": 300}, version=1)
    seen()
    one = enter(book)
    seen()
    with writing(book, ADMIN) as writer:
        update_project(writer, one, {"stage": "stopped"}, version=1)
    seen()
    with writing(book, ADMIN) as writer:
        delete_project(writer, one, version=2)
        delete_fact(writer, fact, version=2)
    assert catalog.with_published(read(book)) is catalog


def test_the_same_content_in_another_register_gives_the_same_version(
    new_register_url, catalog
):
    versions = set()
    for _ in range(2):
        opened = Register.open(new_register_url())
        book = known(opened).with_names(names_of(catalog))
        state(book)
        enter(book, geometry=Point(111.2, 40.3), industry_tags=["pv_wafer"])
        versions.add(catalog.with_published(read(book)).data_version)
        opened.close()

    assert len(versions) == 1


def test_no_month_can_be_closed_while_an_entry_is_being_written(new_postgresql):
    """SQLite has one writer at a time anyway."""
    book = known(Register.open(new_postgresql()))
    one = project(book)
    values = {
        "project_id": one,
        "month": "2023-06",
        "scope": "domestic",
        "is_continued": False,
        "reported_1e4": 1.0,
    }
    taken = text("SELECT pg_try_advisory_xact_lock(:lock)")
    shared = text("SELECT pg_try_advisory_xact_lock_shared(:lock)")

    with writing(book, ADMIN) as writer:
        add_entry(writer, values)
        with book.reader.connect() as other:
            assert other.scalar(shared, {"lock": LOCK}) is True
            other.rollback()
            assert other.scalar(taken, {"lock": LOCK}) is False
    book.close()
