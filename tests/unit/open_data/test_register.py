"""What operators enter in a register, in the open data."""

from __future__ import annotations

import pytest

from geo_zs.open_data.package import package_files, sites_of
from geo_zs.register.names import names_of
from geo_zs.register.park_facts import add_facts
from geo_zs.register.published import read_published
from tests.register_samples import known, writing

PARK = "manzhouli-bianhe"


@pytest.fixture
def book(register, catalog):
    return known(register).with_names(names_of(catalog))


def state(book, **more):
    values = {
        "park_id": PARK,
        "date": "2023-06-30",
        "source": "样例管委会月报",
        "confidence": "reported",
        **more,
    }
    with writing(book) as writer:
        add_facts(writer, values)


def seen(book, catalog):
    with book.read() as session:
        return catalog.with_published(read_published(session))


def test_stated_usable_area_makes_a_park_complete(book, catalog):
    state(book, usable_area_ha=410.5)

    sites = sites_of(seen(book, catalog))

    assert sites.n_complete == 1
    assert PARK not in sites.missing
    (row,) = [one for one in sites.rows if one["site_id"] == PARK]
    assert row["site_surf_utile"] == 410.5


def test_internal_fact_is_in_no_file(book, catalog):
    state(book, usable_area_ha=987.25, visibility="internal")
    state(book, available_area_ha=31.75)

    found = seen(book, catalog)

    assert sites_of(found).n_complete == 0
    files = package_files(found)
    assert [name for name, content in files.items() if b"987.25" in content] == []
    assert [name for name, content in files.items() if b"31.75" in content] == [
        "cnig/site-eco-all.csv",
        "parks.csv",
    ]
