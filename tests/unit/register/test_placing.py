"""A record is placed by its shape, park, banner or league; contradictions are told."""

from __future__ import annotations

import pytest
import shapely

from geo_zs.errors import RecordError
from geo_zs.register.names import Names
from geo_zs.register.projects import (
    check_values,
    create_project,
    read_project,
    update_project,
)
from geo_zs.register.store import Register


@pytest.fixture
def register(sqlite_register, names) -> Register:
    """Return an empty register that knows the two squares."""
    return sqlite_register.with_names(names)


def _kept(register, actor, **values):
    """Return a project as it is read after being written."""
    with register.write(actor) as writer:
        key = create_project(writer, {"name_zh": "甲", **values})
    with register.read() as session:
        return read_project(session, key, actor)


def _changed(register, actor, record, **values):
    """Return a project as it is read after a change."""
    with register.write(actor) as writer:
        update_project(writer, record["project_id"], values, version=record["version"])
    with register.read() as session:
        return read_project(session, record["project_id"], actor)


def _place(record):
    return record["located_by"], record["league"], record["banner"]


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({"lon": 110.5, "lat": 40.5}, ("point", "150100", "150101")),
        ({"geometry": shapely.Point(111.5, 40.5)}, ("point", "150200", "150201")),
        (
            {"geometry": shapely.box(110.8, 40.2, 111.4, 40.4)},
            ("polygon", "150200", "150201"),
        ),
        ({"park_id": "east-park"}, ("park", "150200", "150201")),
        ({"park_id": "wide-park"}, ("park", "150100", None)),
        ({"banner": "150102"}, ("banner", "150100", "150102")),
        ({"league": "150200"}, ("league", "150200", None)),
        ({}, ("none", None, None)),
        # The finer place wins.
        (
            {"lon": 110.5, "lat": 40.5, "park_id": "east-park"},
            ("point", "150100", "150101"),
        ),
    ],
)
def test_place_comes_from_the_finest_that_is_known(register, admin, values, place):
    assert _place(_kept(register, admin, **values)) == place


def test_point_gives_lon_and_lat_and_they_give_the_point(register, admin):
    by_shape = _kept(register, admin, geometry=shapely.Point(110.5, 40.25))
    by_numbers = _kept(register, admin, lon=110.5, lat=40.25)

    assert (by_shape["lon"], by_shape["lat"]) == (110.5, 40.25)
    assert by_numbers["geometry"].wkt == "POINT (110.5 40.25)"


def test_stated_banner_is_kept_where_the_point_lies_elsewhere(register, admin):
    record = _kept(register, admin, lon=110.5, lat=40.5, banner="150201")

    assert record["banner"] == "150201"
    assert (record["located_league"], record["located_banner"]) == ("150100", "150101")


def test_contradictions_are_told_as_warnings(names):
    found = check_values(
        {
            "name_zh": "甲",
            "lon": 110.5,
            "lat": 40.5,
            "banner": "150201",
            "park_id": "east-park",
        },
        known=names,
    )

    assert [(one.field, one.key, one.severity) for one in found] == [
        ("park_id", "other_park", "warning"),
        ("league", "other_league", "warning"),
        ("banner", "other_banner", "warning"),
    ]
    assert found[2].message == (
        "is given as 150201, but the point lies in 150101; both are kept: see which "
        "is right"
    )
    assert "点位 在 150101" in found[2].text("zh")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"lon": 40.5, "lat": 40.5}, "lon"),
        ({"geometry": shapely.Point(40.5, 40.5)}, "lon"),
        ({"geometry": shapely.box(40.5, 40.5, 40.6, 40.6)}, "geometry"),
        ({"lon": 10.5, "lat": 40.5, "park_id": "east-park"}, "lon"),
    ],
)
def test_place_outside_the_region_is_refused(register, admin, names, values, field):
    (fault,) = check_values({"name_zh": "甲", **values}, known=names)
    with register.write(admin) as writer, pytest.raises(RecordError) as raised:
        create_project(writer, {"name_zh": "甲", **values})

    assert (fault.field, fault.key, fault.severity) == (
        field,
        "outside_region",
        "error",
    )
    assert [one.key for one in raised.value.problems] == ["outside_region"]


def test_record_that_lies_outside_already_can_be_changed_but_not_moved_about(
    sqlite_register, admin, names
):
    old = _kept(sqlite_register, admin, lon=40.5, lat=40.5)  # without boundaries
    register = sqlite_register.with_names(names)

    kept = _changed(register, admin, old, notes="乙", lon=40.5, lat=40.5)
    with pytest.raises(RecordError):
        _changed(register, admin, kept, lon=41.5)

    assert (kept["notes"], kept["located_by"]) == ("乙", "none")


def test_banner_of_another_league_than_the_stated_one_is_refused(names):
    (fault,) = check_values(
        {"name_zh": "甲", "league": "150100", "banner": "150201"}, known=names
    )

    assert (fault.field, fault.key) == ("banner", "banner_of_other_league")
    assert "belongs to 150200" in fault.message


def test_stated_league_gets_no_banner_of_another_one(register, admin):
    record = _kept(register, admin, league="150200", lon=110.5, lat=40.5)

    assert (record["league"], record["banner"]) == ("150200", None)
    assert record["located_banner"] == "150101"


def test_derived_place_follows_the_point(register, admin):
    record = _kept(register, admin, lon=110.5, lat=40.5)

    moved = _changed(register, admin, record, lon=111.5)

    assert _place(moved) == ("point", "150200", "150201")


def test_stated_place_does_not_follow_the_point(register, admin):
    record = _kept(register, admin, lon=111.5, lat=40.5, banner="150101")

    moved = _changed(register, admin, record, lon=111.6)

    assert (moved["league"], moved["banner"]) == ("150100", "150101")


def test_new_banner_brings_its_league(register, admin):
    record = _kept(register, admin, banner="150101")

    moved = _changed(register, admin, record, banner="150201")

    assert _place(moved) == ("banner", "150200", "150201")


def test_polygon_is_not_replaced_by_a_point_of_numbers(register, admin):
    record = _kept(register, admin, geometry=shapely.box(110.2, 40.2, 110.4, 40.4))

    same = _changed(register, admin, record, lon=110.3, lat=40.3)

    assert same["geometry"].geom_type == "Polygon"
    assert (same["lon"], same["lat"]) == (110.3, 40.3)


def test_point_goes_when_lon_and_lat_go_and_the_other_way_round(register, admin):
    one = _kept(register, admin, lon=110.5, lat=40.5)
    two = _kept(register, admin, lon=110.5, lat=40.5)

    one = _changed(register, admin, one, lon=None, lat=None)
    two = _changed(register, admin, two, geometry=None)

    assert one["geometry"] is None
    assert (two["lon"], two["lat"]) == (None, None)


def test_half_a_point_is_refused_when_it_is_changed(register, admin):
    record = _kept(register, admin, lon=110.5, lat=40.5)

    with pytest.raises(RecordError, match="only one of lon and lat is given"):
        _changed(register, admin, record, lat=None)


def test_without_a_locator_the_stated_place_is_kept(sqlite_register, admin):
    register = sqlite_register.with_names(Names(banners={"150101": "150100"}))

    record = _kept(register, admin, lon=10.0, lat=10.0, banner="150101")

    assert _place(record) == ("point", "150100", "150101")
