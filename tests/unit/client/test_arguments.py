"""What callers give: short names, dates, boxes, ids; and what is refused in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from urllib.parse import parse_qs

import numpy as np
import pandas as pd
import pytest
from pyproj import CRS

from geo_zs.client.arguments import box_of, reference_system
from geo_zs.client.times import time_text
from geo_zs.errors import QueryError
from geo_zs.features.times import parse_interval
from tests.unit.client.service import Service, answer

_OGC = "http://www.opengis.net/def/crs/"
_EMPTY = {"features": [], "links": []}


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("EPSG:4490", "EPSG/0/4490"),
        ("epsg::4490", "EPSG/0/4490"),
        (" [EPSG:4490] ", "EPSG/0/4490"),
        ("urn:ogc:def:crs:EPSG::4326", "EPSG/0/4326"),
        (3857, "EPSG/0/3857"),
        (" 3857", "EPSG/0/3857"),
        ("CRS84", "OGC/1.3/CRS84"),
        ("OGC:CRS84", "OGC/1.3/CRS84"),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", "OGC/1.3/CRS84"),
        (CRS.from_epsg(4490), "EPSG/0/4490"),
        (CRS.from_user_input("OGC:CRS84"), "OGC/1.3/CRS84"),
        (f"{_OGC}EPSG/0/32649", "EPSG/0/32649"),
    ],
)
def test_short_name_of_a_reference_system_is_sent_as_its_address(given, address):
    assert reference_system(given) == _OGC + address


@pytest.mark.parametrize(
    "given", ["EPSG:2", "", "WGS84", 32649, -1, True, 3857.0, ["CRS84"], "x" * 5000]
)
def test_unknown_reference_system_is_refused_with_the_known_ones(given):
    with pytest.raises(ValueError, match=r"EPSG:4490.*EPSG:3857") as caught:
        reference_system(given)

    assert len(str(caught.value)) < 400


_EAST_8 = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ("2023-01-01/..", "2023-01-01/.."),
        (date(2023, 1, 2), "2023-01-02"),
        (datetime(2023, 1, 2, 3), "2023-01-02T03:00:00Z"),  # noqa: DTZ001  as users do
        (datetime(2023, 1, 2, 3, tzinfo=UTC), "2023-01-02T03:00:00Z"),
        (datetime(2023, 1, 2, 3, tzinfo=_EAST_8), "2023-01-02T03:00:00+08:00"),
        (datetime(1, 1, 1, tzinfo=_EAST_8), "0001-01-01T00:00:00+08:00"),
        (pd.Timestamp("2023-01-02"), "2023-01-02T00:00:00Z"),
        ((date(2023, 1, 1), None), "2023-01-01/.."),
        ((None, "2024-01-01"), "../2024-01-01"),
        ([date(2023, 1, 1), "2023-06-30"], "2023-01-01/2023-06-30"),
    ],
)
def test_dates_and_pairs_are_sent_as_the_service_reads_them(given, sent):
    assert time_text(given) == sent


@pytest.mark.parametrize(
    "given", [2023, "", "  ", (None, None), (), (date(2023, 1, 1),), pd.NaT, {}, 1.5]
)
def test_time_that_is_none_is_refused_in_words(given):
    with pytest.raises(ValueError, match="datetime"):
        time_text(given)


@pytest.mark.parametrize(
    "given",
    [
        *("2024", "2024-06", "2023-02-30", "2024-01-01T00:00:00", "gestern", "/", ".."),
        *("2024-06-01/2024-01-01", "2024-01-01/2024-02-01/2024-03-01", "2024-01-01/x"),
        *(
            "2024-01-01T24:00:00Z",
            "2024-01-01T00:00:00+24:00",
            "２０２４-01-01",
            "../..",
        ),
        "2024-01-01T02:00:00+08:00/2023-12-31T17:00:00Z",
        *("2024-03-01", "2024-03-01T", "2024-03-01t08:00:00z", "2024-03-01 08:00:00Z"),
        *("2024-06-30T23:59:60Z", "2024-03-01T08:00:00.123456789+08:00", "9999-12-31"),
        *("2024-03-01/2024-03-01T23:59:59Z", "/2024-03-01", "2024-03-01/"),
        "0001-01-01T00:00:00+08:00/..",
    ],
)
def test_text_is_a_time_of_the_client_where_it_is_one_of_the_service(given):
    try:
        parse_interval(given)
    except QueryError:
        with pytest.raises(ValueError, match="datetime"):
            time_text(given)
    else:
        assert time_text(given) == given


@pytest.mark.parametrize(
    "given",
    [
        (date(2024, 6, 1), date(2024, 1, 1)),
        ("2024-06-01", "2024-01-01"),
        (datetime(2024, 1, 2, tzinfo=UTC), date(2024, 1, 1)),
        ("2023-01-01/..", None),
        ("..", "2024-01-01/.."),
    ],
)
def test_pair_that_is_turned_round_or_no_pair_is_refused(given):
    with pytest.raises(ValueError, match="datetime"):
        time_text(given)


def test_day_and_a_moment_within_it_are_a_pair():
    pair = (date(2024, 1, 1), datetime(2024, 1, 1, 8, tzinfo=UTC))

    assert time_text(pair) == "2024-01-01/2024-01-01T08:00:00Z"


@pytest.mark.parametrize(
    "given",
    [
        *({"filter": one} for one in ("", "  ", {}, 7, ["="], b"a = 1")),
        *({"limit": one} for one in (0, -1, True, "5", 1.5)),
        *({"datetime": one} for one in ("2024", ("2024-06-01", "2024-01-01"))),
    ],
)
def test_items_refuse_what_cannot_be_meant_before_anything_is_sent(given):
    service = Service(answer(_EMPTY))

    with service.client() as client, pytest.raises(ValueError, match=next(iter(given))):
        client.items("parks", **given)

    assert service.requests == []


def test_box_over_the_antimeridian_is_one_of_ogc_alone():
    service = Service(answer({**_EMPTY, "properties": {}}))
    box = (170, 40, -170, 50)

    with service.client() as client:
        with pytest.raises(ValueError, match="west 170 lies east of east -170"):
            client.layer("parks", bbox=box)
        with pytest.raises(ValueError, match="west 170 lies east of east -170"):
            list(client.register_projects(bbox=box))
        assert service.requests == []
        client.items("parks", bbox=box)

    assert parse_qs(service.requests[0].url.query.decode())["bbox"] == [
        "170,40,-170,50"
    ]


def test_box_may_be_the_bounds_of_a_frame():
    assert box_of(np.array([97.0, 37.0, 126.0, 54.0])) == (97, 37, 126, 54)


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        ((110, 40, 100, 30), ("south 40", "north 30", "west 110", "east 100")),
        ((100, 40, 110, 30), ("south 40", "north 30")),
        ((40, 110, 42, 112), ("latitudes",)),
        ((1, 2, 3), ("four",)),
        ((float("nan"), 2, 3, 4), ("four finite",)),
        ("97,37,126,54", ("west, south, east, north",)),
        (("a", 2, 3, 4), ("west, south, east, north",)),
        (7, ("west, south, east, north",)),
    ],
)
def test_box_is_refused_by_the_names_of_its_edges(given, parts):
    service = Service(answer(_EMPTY))

    with service.client() as client:
        for ask in (client.items, client.layer):
            with pytest.raises(ValueError, match="bbox") as caught:
                ask("parks", bbox=given)
            assert all(part in str(caught.value) for part in parts)

    assert service.requests == []


@pytest.mark.parametrize("given", ["", " ", ".", "..", None, 7])
def test_id_that_is_none_is_refused_before_anything_is_sent(given):
    service = Service(answer(_EMPTY))

    with service.client() as client:
        for ask, name in (
            (client.items, "collection"),
            (client.layer, "layer_id"),
            (client.similar, "site"),
            (client.supply, "site"),
            (client.register_project, "project_id"),
        ):
            with pytest.raises(ValueError, match=f"{name} is .*expected an id"):
                ask(given)

    assert service.requests == []


def test_arguments_stand_in_the_request_as_they_were_meant():
    service = Service(answer({"features": [], "links": [], "properties": {}}))

    with service.client() as client:
        client.items("ports", crs="EPSG:4490", datetime=(date(2023, 1, 1), None))

    query = parse_qs(service.requests[0].url.query.decode())
    assert query["crs"] == [f"{_OGC}EPSG/0/4490"]
    assert query["datetime"] == ["2023-01-01/.."]
