"""Part 1, abstract tests of lists of features: plain, by box, by limit, by time.

The standard repeats its tests of a list (``fc-response`` and what it leans on) for
each parameter; `REQUESTS` makes the requests of each, and the tests below run over
all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import shapely

from tests.ogc.core_documents import check_links
from tests.ogc.service import (
    GEOJSON,
    JSON,
    Answer,
    Service,
    bounds,
    geometry,
    ids,
    interval,
)
from tests.ogc.suite import abstract_test
from tests.ogc.times import asked, feature_times, halfway, moments

Request = tuple[dict[str, Any], dict[str, Any]]

#: Boxes that the suite asks every service for: over the meridian, over the equator,
#: over 180°, and at both poles.
FAR_BOXES = (
    (-1.5, 50.0, 1.5, 53.0),
    (-80.0, -5.0, -70.0, 5.0),
    (177.0, 65.0, -177.0, 70.0),
    (-180.0, 85.0, 180.0, 90.0),
    (-180.0, -90.0, 180.0, -85.0),
)
#: Beyond this rounding of coordinates may tell a feature in a box from one outside.
SLACK_DEG = 2e-6
#: What GeoJSON may be sent as; `geojson-content` asks for the first.
READABLE = (GEOJSON, JSON)
#: What any service gives on one page, and a limit above which it may refuse.
LARGE = 1000
VAST = 999_999_999
CLOCK_SLACK = timedelta(minutes=2)
#: Pages that a walk in small steps may have.
MOST_STEPS = 25


def plain(service: Service) -> Iterator[Request]:
    """Ask for every collection without parameters."""
    for one in service.collections:
        yield one, {}


def boxes(one: dict[str, Any]) -> list[tuple[float, float, float, float]]:
    """Return the extent of a collection, parts of it, and boxes far away."""
    box = bounds(one)
    if box is None:
        return []
    west, south, east, north = box
    mid_x, mid_y = (west + east) / 2, (south + north) / 2
    quarter_x, quarter_y = (east - west) / 4, (north - south) / 4
    return [
        box,
        (west, south, mid_x, mid_y),
        (mid_x, mid_y, east, north),
        (mid_x - quarter_x, mid_y - quarter_y, mid_x + quarter_x, mid_y + quarter_y),
        *FAR_BOXES,
    ]


def by_box(service: Service) -> Iterator[Request]:
    """Ask for every collection in boxes."""
    for one in service.collections:
        for box in boxes(one):
            yield one, {"bbox": ",".join(f"{value:.7f}" for value in box)}


def by_limit(service: Service) -> Iterator[Request]:
    """Ask for every collection with the least, a middling and a too great limit."""
    for one in service.collections:
        schema = limit_schema(service, one)
        least = int(schema.get("minimum", 1))
        most = schema.get("maximum")
        middle = min(100, least + (int(most) - least) // 2) if most else 100
        for limit in sorted({least, 7, middle, int(most or 100), 20_000}):
            yield one, {"limit": limit}


def by_time(service: Service) -> Iterator[Request]:
    """Ask for every collection at times inside its own, and in those of others."""
    for one in service.collections:
        span = interval(one) or (None, None)
        begun = moments(span[0])
        ended = moments(span[1])
        low = begun[0] if begun else datetime(2020, 1, 1, tzinfo=UTC)
        high = ended[1] if ended else datetime(2026, 1, 1, tzinfo=UTC)
        for text in halfway(low, high):
            yield one, {"datetime": text}


REQUESTS: dict[str, tuple[str, Callable[[Service], Iterator[Request]]]] = {
    "": ("Features", plain),
    "bbox": ("FeaturesBBox", by_box),
    "limit": ("FeaturesLimit", by_limit),
    "datetime": ("FeaturesTime", by_time),
}


def limit_schema(service: Service, one: dict[str, Any]) -> Any:
    """Return the schema of the parameter limit."""
    limit = service.parameter(service.operation(one), "limit")
    return service.resolve(limit["schema"])


def each(service: Service, kind: str) -> Iterator[tuple[Request, Answer]]:
    """Answer every request of a kind; each must be 200."""
    count = 0
    for one, params in REQUESTS[kind][1](service):
        count += 1
        yield (one, params), service.items(one, **params).of(200)
    assert count, f"no collection can be asked by {kind or 'nothing'}"


def operation(service: Service, kind: str) -> str:
    """Every request of the kind is answered as GeoJSON."""
    count = 0
    for _, answer in each(service, kind):
        assert answer.media_type in READABLE, f"{answer.url}: {answer.media_type}"
        count += 1
    return f"{count} requests"


def in_crs84(service: Service, kind: str) -> None:
    """Coordinates are degrees of longitude and latitude, in the extent."""
    for (one, _), answer in each(service, kind):
        box = bounds(one)
        for feature in answer.json["features"]:
            found = geometry(feature)
            if found is None:
                continue
            west, south, east, north = found.bounds
            is_inside = -180 <= west <= east <= 180 and -90 <= south <= north <= 90
            assert is_inside, f"{answer.url}: {feature['id']} lies at {found.bounds}"
            assert box is None or found.intersects(
                shapely.box(*box).buffer(SLACK_DEG)
            ), f"{answer.url}: {feature['id']} lies outside the extent"


def type_property(service: Service, kind: str) -> None:
    """Check that the list says that it is a FeatureCollection."""
    for _, answer in each(service, kind):
        assert answer.json["type"] == "FeatureCollection", answer.url


def features_property(service: Service, kind: str) -> None:
    """Check that the list holds features, each with an id that occurs once."""
    for _, answer in each(service, kind):
        features = answer.json["features"]
        assert isinstance(features, list), answer.url
        assert len(set(ids(features))) == len(features), f"{answer.url}: ids twice"


def links(service: Service, kind: str) -> None:
    """Check that the list links itself and its other encodings."""
    for _, answer in each(service, kind):
        check_links(service, answer.json["links"], tells=answer.url)


def time_stamp(service: Service, kind: str) -> str:
    """Check that the stamp, where there is one, is the time of the answer."""
    stamped = 0
    for _, answer in each(service, kind):
        text = answer.json.get("timeStamp")
        if text is None:
            continue
        stamp = datetime.fromisoformat(text)
        assert stamp.tzinfo, f"{answer.url}: {text} has no zone"
        now = datetime.now(UTC)
        assert now - stamp < timedelta(hours=1), f"{answer.url}: {text} is long ago"
        assert stamp - now < CLOCK_SLACK, f"{answer.url}: {text} is yet to come"
        stamped += 1
    return "" if stamped else "the optional stamp is not given"


def number_matched(service: Service, kind: str) -> str:
    """Check that a given number is that of the features on all pages."""
    given = 0
    for (one, params), answer in each(service, kind):
        matched = answer.json.get("numberMatched")
        if matched is None:
            continue
        given += 1
        steps = matched / max(1, len(answer.json["features"]))
        walked = (
            [each for page in service.pages(answer) for each in page["features"]]
            if steps <= MOST_STEPS
            else service.walk(one, **{**params, "limit": 1000})
        )
        found = ids(walked)
        assert len(found) == matched, f"{answer.url}: {matched}, found {len(found)}"
        assert len(set(found)) == matched, f"{answer.url}: a feature on two pages"
    return "" if given else "the optional number is not given"


def number_returned(service: Service, kind: str) -> str:
    """Check that a given number is that of the features of the answer."""
    given = 0
    for _, answer in each(service, kind):
        returned = answer.json.get("numberReturned")
        if returned is None:
            continue
        given += 1
        count = len(answer.json["features"])
        assert returned == count, f"{answer.url}: {returned}, holds {count}"
    return "" if given else "the optional number is not given"


#: id, name in the suite, requirements, test.
_OF_EVERY_LIST = (
    ("fc-op", "Operation", ("/req/core/fc-op",), operation),
    ("crs84", "GeometryInCRS84", ("/req/core/crs84",), in_crs84),
    ("fc-response", "TypeProperty", ("/req/core/fc-response",), type_property),
    ("fc-response", "FeaturesProperty", ("/req/core/fc-response",), features_property),
    ("fc-links", "Links", ("/req/core/fc-links", "/req/core/fc-rel-type"), links),
    ("fc-timeStamp", "TimeStamp", ("/req/core/fc-timeStamp",), time_stamp),
    ("fc-numberMatched", "NumberMatched", ("/req/core/fc-numberMatched",),
     number_matched),
    ("fc-numberReturned", "NumberReturned", ("/req/core/fc-numberReturned",),
     number_returned),
)  # fmt: skip


def _register(kind: str, suite_class: str) -> None:
    """Put the tests of a list on the list for one kind of request."""
    for test_id, name, requirements, check in _OF_EVERY_LIST:

        def run(service: Service, check: Any = check, kind: str = kind) -> str | None:
            remark: str | None = check(service, kind)
            return remark

        abstract_test(1, test_id, f"{suite_class}.{name}", *requirements)(run)


for _kind, (_class, _) in REQUESTS.items():
    _register(_kind, _class)


def definition(
    service: Service, name: str, kind: str, *, style: str = "form"
) -> Iterator[Any]:
    """Check how a parameter is defined; yield its schema for each collection."""
    for one in service.collections:
        given = service.parameter(service.operation(one), name)
        assert given["in"] == "query", f"{one['id']}: {name} is in {given['in']}"
        assert not given.get("required"), f"{one['id']}: {name} is required"
        assert given.get("style", "form") == style, f"{one['id']}: {given['style']}"
        if kind == "array" or "explode" in given:
            assert given.get("explode", True) is False, f"{one['id']}: {name} explodes"
        schema = service.resolve(given["schema"])
        assert schema["type"] == kind, f"{one['id']}: {name} is a {schema['type']}"
        yield schema


@abstract_test(
    1,
    "fc-bbox-definition",
    "FeaturesBBox.boundingBoxParameterDefinition",
    "/req/core/fc-bbox-definition",
)
def fc_bbox_definition(service: Service) -> None:
    """Check that a box is an array of four or six numbers parted by commas."""
    for schema in definition(service, "bbox", "array"):
        numbers = service.resolve(schema["items"])["type"]
        assert numbers == "number", f"a box of {numbers}"
        if "oneOf" in schema:
            sizes = [(one["minItems"], one["maxItems"]) for one in schema["oneOf"]]
            assert sorted(sizes) == [(4, 4), (6, 6)], f"sizes {sizes}"
        else:
            assert (schema["minItems"], schema["maxItems"]) == (4, 6), f"{schema}"


@abstract_test(
    1,
    "fc-bbox-response",
    "FeaturesBBox.Response",
    "/req/core/fc-bbox-response",
)
def fc_bbox_response(service: Service) -> str:
    """Check that a box gives just what meets it or has no place."""
    count = 0
    for one in service.collections:
        everything = service.walk(one)
        places = {str(each["id"]): geometry(each) for each in everything}
        for box in boxes(one):
            asked_for = ",".join(f"{value:.7f}" for value in box)
            got = set(ids(service.walk(one, bbox=asked_for)))
            must, may = expected_in(places, box)
            assert must <= got, (
                f"{one['id']} {asked_for}: left out {list(must - got)[:3]}"
            )
            assert got <= may, (
                f"{one['id']} {asked_for}: too many {list(got - may)[:3]}"
            )
            count += 1
    return f"{count} boxes"


def expected_in(
    places: dict[str, shapely.Geometry | None], box: tuple[float, ...]
) -> tuple[set[str], set[str]]:
    """Return the ids that must, and that may, be in a box."""
    west, south, east, north = box
    parts = (
        [shapely.box(west, south, east, north)]
        if west <= east
        else [
            shapely.box(west, south, 180, north),
            shapely.box(-180, south, east, north),
        ]
    )
    must, may = set(), set()
    for key, found in places.items():
        distance = (
            0.0 if found is None else min(shapely.distance(found, one) for one in parts)
        )
        inner = [one.buffer(-SLACK_DEG) for one in parts]
        if found is None or any(found.intersects(one) for one in inner):
            must.add(key)
        if distance <= SLACK_DEG:
            may.add(key)
    return must, may


@abstract_test(
    1,
    "fc-limit-definition",
    "FeaturesLimit.limitParameterDefinition",
    "/req/core/fc-limit-definition",
)
def fc_limit_definition(service: Service) -> None:
    """Check that a limit is a whole number with a least value and a default."""
    for schema in definition(service, "limit", "integer"):
        assert schema["minimum"] >= 0
        assert schema["default"] >= schema["minimum"]


@abstract_test(
    1, "fc-limit-response", "FeaturesLimit.Response", "/req/core/fc-limit-response"
)
def fc_limit_response(service: Service) -> None:
    """No more features come than the limit and its greatest value allow.

    A limit above the greatest value is no error: that value stands for it. Only a
    vast one, which no page could hold, may be refused.
    """
    for (one, params), answer in each(service, "limit"):
        count = len(answer.json["features"])
        assert count <= params["limit"], f"{answer.url}: {count} features"
        whole = answer.json.get("numberMatched")
        if whole is not None and params["limit"] <= LARGE:
            assert count == min(whole, params["limit"]), f"{answer.url}: {count}"
        most = limit_schema(service, one).get("maximum")
        if most and most < VAST:
            over = service.items(one, limit=int(most) + 1).of(200)
            assert len(over.json["features"]) <= most, f"{over.url}: more than {most}"


@abstract_test(
    1,
    "fc-time-definition",
    "FeaturesTime.timeParameterDefinition",
    "/req/core/fc-time-definition",
)
def fc_time_definition(service: Service) -> None:
    """Check that a time is a string."""
    for _ in definition(service, "datetime", "string"):
        pass


@abstract_test(
    1, "fc-time-response", "FeaturesTime.Response", "/req/core/fc-time-response"
)
def fc_time_response(service: Service) -> str:
    """Check that a time gives just what meets it or has no time."""
    timed = 0
    for one in service.collections:
        everything = service.walk(one)
        times = feature_times(service, one, everything)
        timed += any(begun is not None for begun, _ in times.values())
        for same, params in by_time(service):
            if same["id"] != one["id"]:
                continue
            low, high = asked(params["datetime"])
            wanted = {
                key
                for key, (begun, ended) in times.items()
                if begun is None or (begun <= high and low <= ended)
            }
            got = set(ids(service.walk(one, **params)))
            assert got == wanted, (
                f"{one['id']} {params}: left out {sorted(wanted - got)[:3]}, "
                f"too many {sorted(got - wanted)[:3]}"
            )
    return f"{timed} collections have times"


#: Values that no service may take.
WRONG = (
    ("limit", "unlimited"),
    ("limit", "-1"),
    ("limit", "1.5"),
    ("bbox", "1,2,3"),
    ("bbox", "1,2,3,north"),
    ("bbox", "1,50,2,40"),
    ("bbox", "1,2,3,4,5"),
    ("datetime", "yesterday"),
    ("datetime", "2021-13-01T00:00:00Z"),
    ("datetime", "2021-02-01T00:00:00Z/2021-01-01T00:00:00Z"),
    ("datetime", "../.."),
)


@abstract_test(
    1,
    "query-param-invalid",
    "FeaturesErrorConditions.QueryParamInvalid",
    "/req/core/query-param-invalid",
)
def query_param_invalid(service: Service) -> None:
    """Check that a value that cannot be used is 400."""
    for one in service.collections:
        for name, value in WRONG:
            service.items(one, **{name: value}).of(400)


@abstract_test(
    1,
    "query-param-unknown",
    "FeaturesErrorConditions.QueryParamUnknown",
    "/req/core/query-param-unknown",
)
def query_param_unknown(service: Service) -> None:
    """Check that a parameter that the definition does not know is 400."""
    for one in service.collections:
        service.items(one, unknownQueryParameter17947=1).of(400)
        service.items(one, BBOX="1,2,3,4").of(400)


def some(features: list[Any], most: int = 12) -> list[Any]:
    """Return features from all over a list."""
    step = max(1, len(features) // most)
    return [*features[::step], *features[-1:]]


@abstract_test(1, "f-op", "Feature.featureOperation", "/req/core/f-op")
def f_op(service: Service) -> str:
    """Features of the list are found at their own addresses, and are the same."""
    count = 0
    for one in service.collections:
        for listed in some(service.walk(one)):
            answer = service.feature(one, listed["id"]).of(200)
            assert answer.media_type in READABLE, f"{answer.url}: {answer.media_type}"
            alone = answer.json
            for name in ("type", "id", "geometry", "properties"):
                assert alone[name] == listed[name], f"{answer.url}: {name} differs"
            count += 1
        service.feature(one, "no-such-feature-17947").of(404)
    assert count, "no collection has a feature"
    return f"{count} features"


@abstract_test(
    1,
    "f-success",
    "Feature.validateFeatureResponse",
    "/req/core/f-success",
)
def f_success(service: Service) -> None:
    """Check that a feature is a GeoJSON feature of its own."""
    for one in service.collections:
        for listed in some(service.walk(one), 3):
            alone = service.feature(one, listed["id"]).of(200).json
            assert alone["type"] == "Feature"
            assert isinstance(alone["properties"], dict)


@abstract_test(1, "f-links", "", "/req/core/f-links")
def f_links(service: Service) -> None:
    """Check that a feature links itself, its other encodings, and its collection."""
    for one in service.collections:
        for listed in some(service.walk(one), 3):
            answer = service.feature(one, listed["id"]).of(200)
            given = answer.json["links"]
            check_links(service, given, tells=answer.url)
            rels = [link["rel"] for link in given]
            assert "collection" in rels, f"{answer.url}: only {rels}"
