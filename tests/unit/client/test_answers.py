"""Answers as records and frames."""

from __future__ import annotations

import json
from urllib.parse import parse_qs

import pytest

from geo_zs.client import AnswerError, ApiError, Match, Refusal
from geo_zs.client.errors import ClientError
from geo_zs.client.library import httpx
from geo_zs.errors import UnknownPlaceError
from tests.unit.client.service import BASE, Service, answer, problem, routed

_SITE = {
    "id": "park-a",
    "kind": "park",
    "name_zh": "甲园区",
    "name_en": "Park A",
    "league": "150100",
    "banner": None,
    "lon": None,
    "lat": None,
    "location_precision": "league",
    "beside": [{"id": "park-a-1", "name_zh": "", "name_en": "", "score": 0.1}],
}
_RANKED = {
    "rank": 1,
    "rank_best": 1,
    "rank_worst": 2,
    "score": 0.7,
    "score_low": 0.6,
    "score_high": 0.8,
    "verified": False,
    "site": _SITE,
    "contributions": [
        {
            "criterion": "rail_km",
            "unit": "km",
            "value": None,
            "low": None,
            "high": None,
            "utility": 0.5,
            "weight": 0.2,
            "contribution": 0.1,
            "assumed": True,
            "source_ids": [],
            "confidence": None,
        }
    ],
    "unknown": ["rail_km"],
    "not_verified": ["rail_km_max"],
    "ask": [],
    "reasons": {"zh": ["甲"], "en": ["A"]},
}
_EXCLUDED = {
    "site": {**_SITE, "id": "park-b", "beside": [{"id": "park-b-1"}]},
    "limits": [
        {
            "limit": "rail_km_max",
            "value": 40.0,
            "low": 38.0,
            "high": 42.0,
            "required": 30,
            "status": "failed",
            "rule": None,
            "short_by": 10.0,
            "needed": 40.0,
        }
    ],
    "lets_in": {
        "site": "park-b",
        "changes": [{"limit": "rail_km_max", "from": 30, "to": 40.0}],
        "barred_by": ["protected-area"],
    },
}
ANSWER = {
    "data_version": "v1",
    "ranked": [_RANKED],
    "excluded": [_EXCLUDED],
    "relax": [],
    "flips": [],
    "weights": {"rail_km": 1.0},
    "counts": {"candidates": 2},
    "warnings": [{"code": "w", "zh": "注", "en": "note"}],
    "a_later_member": 7,
}


def _feature(key: str, geometry: object = None, **values: object) -> dict[str, object]:
    return {"type": "Feature", "id": key, "geometry": geometry, "properties": values}


def test_match_keeps_unknown_as_none_and_everything_that_came():
    service = Service(answer(ANSWER))

    with service.client() as client:
        found = client.match({"industry": "dairy"}, text="奶粉厂")

    assert json.loads(service.requests[0].content) == {
        "industry": "dairy",
        "text": "奶粉厂",
    }
    first = found.ranked[0]
    assert first.site.lon is None
    assert first.contributions[0].value is None
    assert first.contributions[0].is_assumed
    assert found.raw["a_later_member"] == 7
    assert found.warnings_zh == ("注",)


def test_match_without_anything_asked_is_a_type_error():
    with Service(answer()).client() as client, pytest.raises(TypeError, match="text"):
        client.match()


@pytest.mark.parametrize("site", ["park-b", "park-b-1"])
def test_exclusion_names_limits_and_the_way_in(site):
    with Service(answer(ANSWER)).client() as client:
        found = client.explain_exclusion(site, {"industry": "dairy"})

    assert found is not None
    assert found.limits[0].short_by == 10.0
    assert (found.lets_in[0].before, found.lets_in[0].to) == (30, 40.0)
    assert found.barred_by == ("protected-area",)


@pytest.mark.parametrize("site", ["park-a", "park-a-1"])
def test_site_that_is_ranked_is_not_excluded(site):
    with Service(answer(ANSWER)).client() as client:
        assert client.explain_exclusion(site, {"industry": "dairy"}) is None


def test_unknown_site_is_told_with_near_misses():
    client = Service(answer(ANSWER)).client()

    with client, pytest.raises(UnknownPlaceError) as caught:
        client.explain_exclusion("park-c", {"industry": "dairy"})

    assert set(caught.value.near) == {"park-a", "park-b"}
    assert isinstance(caught.value, ClientError)


def test_number_that_json_lacks_is_not_sent():
    service = Service(answer(ANSWER))

    with service.client() as client, pytest.raises(ValueError, match="JSON"):
        client.match({"industry": "dairy", "land_ha": float("nan")})

    assert service.requests == []


def test_many_requirements_come_back_in_order_with_their_own_numbers():
    def serve(request: httpx.Request) -> httpx.Response:
        lines = []
        for line, one in enumerate(request.content.splitlines(), start=1):
            if "industry" in json.loads(one):
                lines.append(ANSWER)
            else:
                fault = {"field": "industry", "message": "is missing"}
                lines.append({"line": line, "problems": [fault]})
        return httpx.Response(
            200, content="".join(json.dumps(one) + "\n" for one in lines)
        )

    given = ({} if number == 4 else {"industry": "dairy"} for number in range(6))
    with routed({"/api/v1/match/batch": serve}) as client:
        found = list(client.match_many(given, at_once=2))

    assert [type(one) for one in found] == [*[Match] * 4, Refusal, Match]
    refusal = found[4]
    assert isinstance(refusal, Refusal)
    assert refusal.line == 5
    assert refusal.problems[0].field == "industry"


def _answer_lines(request: httpx.Request) -> httpx.Response:
    """Answer each line that has an industry, and refuse the others."""
    fault = {"field": "industry", "message": "is unknown"}
    lines = [
        ANSWER
        if json.loads(one).get("industry") == "dairy"
        else {"line": line, "problems": [fault]}
        for line, one in enumerate(request.content.splitlines(), start=1)
    ]
    return httpx.Response(200, content="".join(json.dumps(one) + "\n" for one in lines))


def test_every_refused_element_is_a_refusal_in_its_place():
    dairy = {"industry": "dairy"}
    ring: dict[str, object] = {}
    ring["limits"] = ring
    given = [
        dairy,
        {"industry": "zz"},
        {},
        "x",
        None,
        7,
        [dairy],
        {"land_ha": float("nan")},
        {"since": {1, 2}},
        ring,
        {"text": "\ud800"},
        dairy,
    ]

    for at_once in (1, 2, 5, 100):
        with routed({"/api/v1/match/batch": _answer_lines}) as client:
            found = list(client.match_many(given, at_once=at_once))

        assert [isinstance(one, Match) for one in found] == [
            one is dairy for one in given
        ]
        refused = [one for one in found if isinstance(one, Refusal)]
        assert [one.line for one in refused] == list(range(2, 12))
        assert all(one.problems for one in refused)
        assert "mapping" in refused[2].problems[0].message
        assert "JSON" in refused[6].problems[0].message


def test_many_without_a_single_one_to_send_ask_nothing():
    service = Service(answer(ANSWER))

    with service.client() as client:
        found = list(client.match_many(["x", None]))

    assert [type(one) for one in found] == [Refusal, Refusal]
    assert service.requests == []


@pytest.mark.parametrize("given", ["硅片厂", ["x"], 7])
def test_requirement_that_is_no_mapping_is_told(given):
    client = Service(answer(ANSWER)).client()

    with client, pytest.raises(TypeError, match="mapping of fields"):
        client.match(given)


def test_batch_that_was_cut_short_is_told():
    service = Service(httpx.Response(200, content=json.dumps(ANSWER) + "\n"))

    with service.client() as client, pytest.raises(AnswerError, match="cut short"):
        list(client.match_many([{"industry": "dairy"}] * 2))


@pytest.mark.parametrize("at_once", [0, 1001])
def test_size_of_a_batch_is_checked_before_anything_is_sent(at_once):
    service = Service(answer(ANSWER))

    with service.client() as client, pytest.raises(ValueError, match="1000"):
        client.match_many([{"industry": "dairy"}], at_once=at_once)


def test_layer_without_rows_keeps_its_columns():
    layers = {
        "layers": [
            {
                "id": "ports",
                "title": {"zh": "口岸", "en": "Ports"},
                "count": 20,
                "located": 20,
                "columns": [{"name": "mode", "unit": None}],
            }
        ]
    }
    empty = {"type": "FeatureCollection", "features": []}
    with routed(
        {
            "/api/v1/layers/ports.geojson": lambda _: answer(empty),
            "/api/v1/layers": lambda _: answer(layers),
        }
    ) as client:
        frame = client.layer("ports", bbox=(0, 0, 1, 1))

    assert list(frame.columns) == ["mode", "geometry"]
    assert len(frame) == 0
    assert frame.crs is not None


def test_row_without_a_point_stays_without_one():
    rows = [
        _feature("a", {"type": "Point", "coordinates": [110, 41]}, area_ha=3.5),
        _feature("b", None, area_ha=None),
    ]
    collection = {"type": "FeatureCollection", "features": rows, "data_version": "v"}

    with Service(answer(collection)).client() as client:
        frame = client.layer("parks")

    assert list(frame.index) == ["a", "b"]
    assert frame.geometry.isna().tolist() == [False, True]
    assert frame["area_ha"].isna().tolist() == [False, True]
    assert frame.attrs["data_version"] == "v"


@pytest.mark.parametrize(
    "rows",
    [
        [{"type": "Feature"}],
        [_feature("a", {"type": "Point"})],
        [_feature("a", {"type": "Nonsense", "coordinates": []})],
        [_feature("a", {"type": "Polygon", "coordinates": [[[1, 2]]]})],
    ],
)
def test_broken_features_are_an_answer_error(rows):
    client = Service(answer({"features": rows})).client()

    with client, pytest.raises(AnswerError, match="cannot be read"):
        client.layer("parks")


def test_id_with_a_slash_stays_one_part_of_the_path():
    service = Service(problem(404))

    with service.client() as client, pytest.raises(ApiError):
        client.layer("../../../etc/passwd?x#y")

    path = service.requests[0].url.raw_path.decode()
    assert path == "/api/v1/layers/..%2F..%2F..%2Fetc%2Fpasswd%3Fx%23y.geojson"


_ITEMS = "/ogc/collections/parks/items"


def _page(*keys: str, following: str | None = None, **headers: str) -> httpx.Response:
    links = [{"rel": "self", "href": f"{BASE}{_ITEMS}"}]
    if following:
        links.append({"rel": "next", "href": following})
    point = {"type": "Point", "coordinates": [41, 110]}
    rows = [_feature(key, point, name=key) for key in keys]
    return answer({"features": rows, "links": links, "numberMatched": 3}, **headers)


def test_items_follow_the_pages_to_the_last():
    service = Service(_page("a", "b", following=f"{BASE}{_ITEMS}?page=2"), _page("c"))

    with service.client() as client:
        frame = client.items("parks")

    assert list(frame.index) == ["a", "b", "c"]
    assert frame.attrs["number_matched"] == 3


def test_items_stop_at_the_limit():
    service = Service(_page("a", "b", following=f"{BASE}{_ITEMS}?page=2"))

    with service.client() as client:
        frame = client.items("parks", limit=2)

    assert list(frame.index) == ["a", "b"]
    assert len(service.requests) == 1
    assert service.requests[0].url.params["limit"] == "2"


def test_more_items_than_were_asked_for_are_left_out():
    service = Service(_page("a", "b", "c"))

    with service.client() as client:
        assert list(client.items("parks", limit=2).index) == ["a", "b"]


@pytest.mark.parametrize("limit", [0, -1])
def test_limit_below_one_is_refused_before_anything_is_sent(limit):
    service = Service(_page("a"))

    with service.client() as client, pytest.raises(ValueError, match="limit"):
        client.items("parks", limit=limit)

    assert service.requests == []


def test_next_page_at_another_place_is_refused():
    service = Service(_page("a", following="http://evil.example/items"))

    with service.client() as client, pytest.raises(AnswerError, match="another place"):
        client.items("parks")

    assert len(service.requests) == 1


def test_pages_in_a_circle_end():
    service = Service(_page("a", following=f"{BASE}{_ITEMS}?page=2"))

    with service.client() as client, pytest.raises(AnswerError, match="circle"):
        client.items("parks")

    assert len(service.requests) == 2


@pytest.mark.parametrize(
    ("condition", "sent", "language"),
    [
        ("name = '甲'", "name = '甲'", "cql2-text"),
        (
            {"op": "=", "args": [{"property": "name"}, "甲"]},
            '{"op":"=","args":[{"property":"name"},"甲"]}',
            "cql2-json",
        ),
    ],
)
def test_filter_is_sent_in_its_language(condition, sent, language):
    service = Service(_page("a"))

    with service.client() as client:
        client.items("parks", filter=condition, bbox=(97, 37, 126, 54))

    query = parse_qs(service.requests[0].url.query.decode())
    assert query["filter"] == [sent]
    assert query["filter-lang"] == [language]
    assert query["bbox"] == ["97,37,126,54"]


@pytest.mark.parametrize(
    ("uri", "x", "y"),
    [
        ("http://www.opengis.net/def/crs/OGC/1.3/CRS84", 41, 110),
        ("http://www.opengis.net/def/crs/EPSG/0/4326", 110, 41),
        ("http://www.opengis.net/def/crs/EPSG/0/4490", 110, 41),
        ("http://www.opengis.net/def/crs/EPSG/0/3857", 41, 110),
    ],
)
def test_x_is_east_in_every_reference_system(uri, x, y):
    service = Service(_page("a", Content_Crs=f"<{uri}>"))

    with service.client() as client:
        frame = client.items("parks", crs=uri)

    assert (frame.geometry.iloc[0].x, frame.geometry.iloc[0].y) == (x, y)


def test_unknown_reference_system_is_an_answer_error():
    service = Service(_page("a", Content_Crs="<http://www.opengis.net/def/crs/X>"))

    with service.client() as client, pytest.raises(AnswerError, match="read"):
        client.items("parks")


def test_items_without_rows_keep_their_columns():
    schema = {
        "properties": {
            "geometry": {"x-ogc-role": "primary-geometry"},
            "name": {"type": "string"},
        }
    }
    with routed(
        {
            _ITEMS: lambda _: _page(),
            "/ogc/collections/parks/schema": lambda _: answer(schema),
        }
    ) as client:
        frame = client.items("parks", filter="name = 'none'")

    assert list(frame.columns) == ["name", "geometry"]


def test_projects_come_page_by_page():
    def serve(request: httpx.Request) -> httpx.Response:
        page = int(request.url.params["page"])
        rows = [{"project_id": f"p{page}"}]
        return answer({"total": 2, "page": page, "per_page": 1, "projects": rows})

    with routed({"/api/v1/register/projects": serve}) as client:
        found = [one["project_id"] for one in client.register_projects(q="硅")]

    assert found == ["p1", "p2"]
