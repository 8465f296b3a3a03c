"""The client against a server on a real socket: what users would do with it."""

from __future__ import annotations

import re
import threading
from datetime import UTC, date, datetime
from typing import Any

import pytest

from geo_zs.client import ApiError, Client, Match, NoAnswerError, Refusal, Retry
from geo_zs.client.library import httpx
from geo_zs.errors import UnknownPlaceError
from geo_zs.matching.answer import to_answer
from tests.conftest import ROOT
from tests.live_server import serving
from tests.web.register_site import PUBLIC_NAME, SECRET_BAOTOU, fill

EPSG_4490 = "http://www.opengis.net/def/crs/EPSG/0/4490"
EPSG_3857 = "http://www.opengis.net/def/crs/EPSG/0/3857"
FAR = {"industry": "import_processing", "limits": {"land_port_km_max": 60}}


@pytest.fixture(scope="module")
def address(app):
    with serving(app) as base:
        yield base


@pytest.fixture
def live(address):
    with Client(address, timeout=30) as client:
        yield client


def test_match_in_words_is_the_answer_of_the_library(live, catalog):
    asked = {"text": "硅片厂，用地300亩，距铁路30公里内", "top": 3}

    found = live.match({"top": 3}, text=asked["text"])

    expected = to_answer(catalog.match(asked), catalog.data_version)
    assert found.raw == expected
    assert found.data_version == catalog.data_version
    first = found.ranked[0]
    parts = sum(one.contribution for one in first.contributions)
    assert parts == pytest.approx(first.score)
    assert sum(found.weights.values()) == pytest.approx(1)
    assert first.is_verified == (first.not_verified == ())


def test_faults_of_a_requirement_come_all_at_once(live):
    with pytest.raises(ApiError) as caught:
        live.match({"industry": "pv_wafr", "land_ha": -1, "lnad": 3})

    assert caught.value.status == 422
    assert {one.field for one in caught.value.problems} == {
        "industry",
        "land_ha",
        "lnad",
    }
    assert caught.value.request_id


def test_exclusion_and_what_lets_the_site_in(live):
    found = live.match({**FAR, "top": 500})
    key = found.excluded[0].site.id

    excluded = live.explain_exclusion(key, FAR)

    assert excluded == found.explain_exclusion(key)
    assert excluded is not None
    change = next(one for one in excluded.lets_in if one.limit == "land_port_km_max")
    wider = {**FAR, "limits": {"land_port_km_max": change.to}}
    assert live.explain_exclusion(key, wider) is None
    with pytest.raises(UnknownPlaceError):
        live.explain_exclusion("no-such-park", FAR)


def test_many_requirements_come_in_order(live):
    asked = [{**FAR, "top": top, "stability": {"draws": 0}} for top in (1, 2, 3, 4)]
    asked[2] = {"industry": 7}

    found = list(live.match_many(asked, at_once=3))

    assert [type(one) for one in found] == [Match, Match, Refusal, Match]
    assert isinstance(found[2], Refusal)
    assert found[2].line == 3
    assert isinstance(found[3], Match)
    assert len(found[3].ranked) == 4


def test_places_and_a_garbled_name_as_a_guess(live, catalog):
    printed = next(
        one.printed
        for one in catalog.gazetteer.garbles
        if any(
            reading.place for reading in catalog.gazetteer.read(one.printed).readings
        )
    )

    assert live.places("包头")[0].id == "150200"
    assert not live.places("包头")[0].is_guess
    assert any(one.is_guess for one in live.places(printed))
    assert live.here(111.67, 40.82)["league"]["id"] == "150100"


def test_every_layer_is_a_frame_with_all_its_rows(live, catalog):
    for summary in live.layers():
        frame = live.layer(summary.id)

        ours = catalog.layer(summary.id).frame
        assert list(frame.index) == [str(key) for key in ours.index]
        assert frame.geometry.notna().sum() == summary.located
        assert set(summary.columns) <= set(frame.columns)
        assert frame.attrs["data_version"] == catalog.data_version
        assert frame.crs.to_authority() == ("OGC", "CRS84")


def test_points_of_a_layer_are_those_of_the_table(live, catalog):
    frame = live.layer("ports")
    ours = catalog.layer("ports").frame

    has_point = ours.geometry.notna()
    assert frame.geometry.x[has_point.to_numpy()].tolist() == pytest.approx(
        ours.geometry[has_point].x.tolist()
    )


def test_layer_by_league_and_box(live):
    baotou = live.layer("parks", league="150200")
    assert set(baotou["league"]) == {"150200"}
    west, south, east, north = box = (109.0, 40.0, 111.0, 42.0)
    near = live.layer("ports", bbox=box)
    assert near.geometry.x.between(west, east).all()
    assert near.geometry.y.between(south, north).all()
    assert list(live.layer("ports", bbox=(0, 0, 1, 1)).columns)[:2] == [
        "port_id",
        "name_zh",
    ]


def test_unchanged_layer_is_not_sent_again(app):
    bodies = []

    def count(environ, start_response):
        def started(status, headers, info=None):
            bodies.append(status)
            return start_response(status, headers)

        return app(environ, started)

    with serving(count) as base, Client(base) as client:
        first = client.layer("ports")
        second = client.layer("ports")

    assert [one[:3] for one in bodies] == ["200", "304"]
    assert first.equals(second)


def test_items_by_filter_are_those_that_pandas_picks(live):
    parks = live.layer("parks")

    found = live.items("parks", filter="level = 'national' AND status = 'current'")
    same = live.items(
        "parks",
        filter={
            "op": "and",
            "args": [
                {"op": "=", "args": [{"property": "level"}, "national"]},
                {"op": "=", "args": [{"property": "status"}, "current"]},
            ],
        },
    )

    wanted = parks[(parks["level"] == "national") & (parks["status"] == "current")]
    assert list(found.index) == list(wanted.index)
    assert list(same.index) == list(wanted.index)
    assert found.attrs["number_matched"] == len(wanted)
    assert found.attrs["data_version"] == parks.attrs["data_version"]


def test_items_of_all_pages_and_up_to_a_limit(live, monkeypatch):
    monkeypatch.setattr("geo_zs.client.items.PAGE", 7)

    banners = live.items("banners")
    few = live.items("banners", limit=10)

    assert len(banners) == 103
    assert banners.index.is_unique
    assert list(few.index) == list(banners.index[:10])


def test_items_lie_at_the_same_place_in_every_reference_system(live):
    plain = live.items("ports")
    has_point = plain.geometry.notna()

    for uri, code in ((EPSG_4490, 4490), (EPSG_3857, 3857)):
        other = live.items("ports", crs=uri)
        assert other.crs.to_epsg() == code
        back = other[has_point].to_crs(4326).geometry
        # Two metres of Web Mercator's rounding are far more than is lost.
        assert back.x.tolist() == pytest.approx(
            plain.geometry[has_point].x.tolist(), abs=2e-5
        )
        assert back.y.tolist() == pytest.approx(
            plain.geometry[has_point].y.tolist(), abs=2e-5
        )


def test_wrong_filter_says_where(live):
    with pytest.raises(ApiError) as caught:
        live.items("parks", filter="level = ")

    assert caught.value.status == 400
    assert caught.value.problems


def test_items_without_a_hit_keep_their_columns(live):
    none = live.items("parks", filter="name_zh = 'there is none'")

    assert len(none) == 0
    assert {"name_zh", "level", "geometry"} <= set(none.columns)


def test_collections_have_an_extent_and_reference_systems(live):
    found = {one.id: one for one in live.collections()}

    assert {"leagues", "banners", "parks", "ports", "sites"} <= set(found)
    west, south, east, north = found["leagues"].bbox
    assert (97 < west < 98, 37 < south < 38) == (True, True)
    assert (126 < east < 127, 53 < north < 54) == (True, True)
    assert EPSG_4490 in found["parks"].crs


def test_compare_similar_and_supply(live):
    pair = ["hohhot-zhonghuan", "baotou-xitu-hitech"]

    compared = live.compare(pair, industry="pv_wafer")
    alike = live.similar(pair[0], k=2, industry="pv_wafer")
    supply = live.supply(pair[0], industry="pv_wafer")

    assert [one["site"]["id"] for one in compared["sites"]] == pair
    assert len(alike["similar"]) == 2
    assert supply["site"]["id"] == pair[0]


def test_register_shows_more_with_a_token(site):
    fill(site)
    token = site.bearer("planner")["Authorization"].removeprefix("Bearer ")
    with serving(site.app) as base:
        with Client(base) as anybody:
            public = [one["name_zh"] for one in anybody.register_projects()]
        with Client(base, token) as planner:
            rows = list(planner.register_projects())
            one = planner.register_project(rows[0]["project_id"])
        with Client(base, "gzs_wrong") as wrong, pytest.raises(ApiError) as caught:
            list(wrong.register_projects())

    assert PUBLIC_NAME in public
    assert SECRET_BAOTOU not in public
    assert SECRET_BAOTOU in [row["name_zh"] for row in rows]
    assert one["project_id"] == rows[0]["project_id"]
    assert caught.value.status == 401


def test_example_of_the_document_runs_and_shows_something(address, capsys):
    text = (ROOT / "docs" / "clients.md").read_text("utf-8")
    block = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    assert block is not None
    assert "http://127.0.0.1:8000" in block[1]
    names: dict[str, Any] = {}

    exec(block[1].replace("http://127.0.0.1:8000", address), names)  # noqa: S102  our own document

    printed = capsys.readouterr().out
    assert len(names["answer"].ranked) == 5
    assert names["why"].site.id in block[1]
    assert "land_port_km_max 60" in printed
    assert "→" in printed
    assert all(len(names[name]) for name in ("parks", "national", "ports"))


def test_notes_of_frames_are_those_that_the_document_names(live):
    credit = {one.id: one.raw.get("attribution") for one in live.collections()}
    for summary in live.layers():
        drawn = summary.id in ("leagues", "banners")
        notes = live.layer(summary.id).attrs
        wanted = {"data_version", "sources", "attribution"}
        assert set(notes) == wanted | ({"notice"} if drawn else set())
        assert notes["attribution"] == credit[summary.id]
        named = live.layer(summary.id).get("source_ids", [])
        ids = {one for row in named if isinstance(row, list) for one in row}
        assert ids <= set(notes["sources"])

    for one in live.collections():
        notes = live.items(one.id, limit=1).attrs
        assert notes["attribution"] == one.raw.get("attribution")
        assert {"data_version", "number_matched"} < set(notes)


def test_short_names_dates_and_copied_addresses_reach_the_service(address):
    for copied in ("/ogc", "/api/v1/"):
        with Client(f"{address}{copied}") as client:
            for given, code in (("EPSG:4490", 4490), (3857, 3857)):
                assert client.items("ports", crs=given).crs.to_epsg() == code
            plain = client.items("ports", crs="CRS84")
            assert plain.crs.to_authority() == ("OGC", "CRS84")
            every = len(client.items("projects"))
            for when in (date(2023, 1, 1), (datetime(2023, 1, 1, tzinfo=UTC), None)):
                assert 0 < len(client.items("projects", datetime=when)) < every
            assert len(client.items("ports", crs=plain.crs)) == len(plain)


def test_single_elements_of_many_are_refused_in_their_places(live):
    quick = {**FAR, "stability": {"draws": 0}}

    found = list(live.match_many([quick, {"industry": "zz"}, {}, "x", quick]))

    assert [type(one) for one in found] == [Match, Refusal, Refusal, Refusal, Match]
    assert [one.line for one in found if isinstance(one, Refusal)] == [2, 3, 4]


def test_nobody_at_the_address_is_told_after_the_attempts():
    waits = []
    with serving(lambda *_: []) as base:
        pass  # stopped again: the port is free, and nobody listens
    client = Client(base, retry=Retry(attempts=2, sleep=waits.append), timeout=5)

    with client, pytest.raises(NoAnswerError, match=base):
        client.layers()

    assert len(waits) == 1


def test_server_that_never_answers_is_given_up():
    stop = threading.Event()

    def silent(environ, start_response):
        stop.wait(20)
        start_response("200 OK", [])
        return [b"{}"]

    with serving(silent) as base:
        client = Client(base, timeout=0.3)
        with client, pytest.raises(NoAnswerError, match="timeout"):
            client.layers()
        stop.set()


def test_client_is_shared_between_threads(live):
    found = {}

    def ask(number):
        found[number] = live.places(("包头", "乌海")[number % 2])[0].id

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == {number: ("150200", "150300")[number % 2] for number in range(8)}


def test_page_that_is_no_api_is_told(app):
    transport = httpx.WSGITransport(app=app)
    client = Client("http://local.example/help", transport=transport)
    with client, pytest.raises(ApiError) as caught:
        client.layers()

    assert caught.value.status == 404
