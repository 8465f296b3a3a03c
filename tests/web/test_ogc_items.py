"""Features: pages, boxes, times, systems, properties, filters, files."""

from __future__ import annotations

import csv
import io
import json
import re

import geopandas as gpd
import pyogrio
import pytest
import shapely

from tests.web.test_ogc_service import fields

ITEMS = "/ogc/collections/{}/items"
PARKS = ITEMS.format("parks")
PORTS = ITEMS.format("ports")
CRS = "http://www.opengis.net/def/crs/"
EPSG_4326 = f"{CRS}EPSG/0/4326"
EPSG_4490 = f"{CRS}EPSG/0/4490"
EPSG_3857 = f"{CRS}EPSG/0/3857"
CRS84 = f"{CRS}OGC/1.3/CRS84"


def features(client, path=PARKS, **query):
    answer = client.get(path, query_string={"f": "json", "limit": 10000, **query})
    assert answer.status_code == 200, answer.text
    return answer.get_json(force=True)["features"]


def ids(client, path=PARKS, **query):
    return [one["id"] for one in features(client, path, **query)]


def link(document, rel):
    return next((one["href"] for one in document["links"] if one["rel"] == rel), None)


@pytest.mark.parametrize("limit", [1, 7, 100, 177, 10000])
def test_pages_hold_every_feature_exactly_once(client, limit):
    address, found, pages = f"{PARKS}?limit={limit}", [], 0
    while address:
        document = client.get(address.removeprefix("http://localhost")).get_json(
            force=True
        )
        assert document["numberMatched"] == 177
        assert document["numberReturned"] == len(document["features"]) <= limit
        found += [one["id"] for one in document["features"]]
        address = link(document, "next")
        pages += 1

    assert len(found) == len(set(found)) == 177
    assert pages == -(-177 // limit)


def test_pages_lead_back_to_the_first_one(client):
    address = f"{PARKS}?limit=50&offset=170&level=regional"
    seen = []
    while address:
        document = client.get(address.removeprefix("http://localhost")).get_json(
            force=True
        )
        seen.append(document["numberReturned"])
        address = link(document, "prev")

    assert seen[0] == 0
    assert sum(seen) == document["numberMatched"] > 50
    assert link(client.get(PARKS).get_json(force=True), "prev") is None


@pytest.mark.parametrize(("offset", "limit"), [(4, 7), (1, 100), (9, 4), (14, 7)])
def test_pages_before_hold_no_feature_twice(client, offset, limit):
    address = f"{PARKS}?offset={offset}&limit={limit}"
    found = []
    while address:
        document = client.get(address.removeprefix("http://localhost")).get_json(
            force=True
        )
        found = [one["id"] for one in document["features"]] + found
        address = link(document, "prev")

    assert found == ids(client)[: offset + limit]


def test_page_before_the_first_whole_one_is_short(client):
    document = client.get(f"{PARKS}?offset=4&limit=7").get_json(force=True)

    assert link(document, "prev") == f"http://localhost{PARKS}?limit=4"


def test_page_beyond_the_end_is_empty_and_has_no_next(client):
    document = client.get(f"{PARKS}?offset=999999999").get_json(force=True)

    assert document["features"] == []
    assert document["numberReturned"] == 0
    assert link(document, "next") is None


def test_limit_above_the_maximum_counts_as_the_maximum(client):
    for limit in ("10001", "999999999"):
        document = client.get(f"{PARKS}?limit={limit}").get_json(force=True)
        assert document["numberReturned"] == 177


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=-1",
        "limit=1.5",
        "limit=ten",
        "limit=１０",
        "limit=",
        "offset=-1",
        "offset=1e3",
        "offset=1000000000",
        "bbox=1,2,3",
        "bbox=1,2,3,4,5",
        "bbox=1,2,3,a",
        "bbox=1,2,nan,4",
        "bbox=1,2,inf,4",
        "bbox=110,42,112,40",
        "bbox=110,40,112,91",
        "bbox=-181,40,112,45",
        "bbox=110,40,9,112,42,1",
        "datetime=yesterday",
        "datetime=2023",
        "datetime=2023-13-01",
        "datetime=2023-01-01/2022-01-01",
        "datetime=../..",
        "datetime=2023-01-01/2023-02-01/2023-03-01",
        "crs=EPSG:4326",
        "crs=http://www.opengis.net/def/crs/EPSG/0/2154",
        "filter=level =",
        "filter=level = 1 AND nothing = 2",
        "filter-lang=cql-text%26filter=level IS NULL",
        "league=",
        "level=super",
        "approved_area_ha=big",
        "is_chemical_park=yes",
        "established_year=19.5",
        "LEVEL=national",
        "geometry=POINT(1 2)",
        "limit=1&limit=2",
        "f=json&f=html",
    ],
)
def test_bad_value_is_refused_by_its_name(client, query):
    answer = client.get(f"{PARKS}?{query.replace('%26', '&')}")

    assert answer.status_code == 400
    assert set(fields(answer)) & {query.split("=")[0]}


def test_all_faults_are_told_at_once(client):
    query = (
        "limit=0&offset=x&bbox=1&datetime=y&crs=z&filter=a%20%3D&nothing=1&level=super"
        "&filter-crs=w"
    )
    answer = client.get(f"{PARKS}?{query}")

    assert set(fields(answer)) == {
        *("limit", "offset", "bbox", "datetime", "crs", "filter", "nothing", "level"),
        "filter-crs",
    }


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("approved_area_ha > 1 AND\nLEVEL='national'", {"line": 2, "column": 1}),
        (
            '{"op":"isNull","args":[{"property":"LEVEL"}]}',
            {"pointer": "/args/0"},
        ),
    ],
)
def test_unknown_property_of_a_filter_is_told_with_its_place(client, text, place):
    answer = client.get(PARKS, query_string={"filter": text})
    (problem,) = answer.get_json(force=True)["problems"]

    assert answer.status_code == 400
    assert {name: problem.get(name) for name in place} == place
    assert problem["expected"] == ["level"]
    assert "did you mean 'level'?" in problem["message"]


@pytest.mark.parametrize(
    ("name", "needed"), [("bbox-crs", "bbox"), ("filter-crs", "filter")]
)
def test_system_of_what_is_not_sent_is_refused(client, name, needed):
    answer = client.get(PARKS, query_string={name: EPSG_4326})

    assert fields(answer) == [name]
    assert needed in answer.text


def test_box_keeps_what_meets_it_and_what_has_no_place(client):
    inside = features(client, PORTS, bbox="111,43,113,45")

    places = [one["geometry"] for one in inside if one["geometry"]]
    assert places
    for place in places:
        lon, lat = place["coordinates"]
        assert 111 <= lon <= 113
        assert 43 <= lat <= 45


def test_box_of_six_numbers_and_across_the_antimeridian(client):
    plain = ids(client, PORTS, bbox="111,43,113,45")

    assert ids(client, PORTS, bbox="111,43,-10,113,45,9000") == plain
    outside = ids(client, PORTS, bbox="113.0001,-90,110.9999,90")
    between = ids(client, PORTS, bbox="111,-90,113,90")
    assert len(outside) < 23
    assert set(outside) | set(between) == set(ids(client, PORTS))


@pytest.mark.parametrize(
    ("system", "box"),
    [
        (EPSG_4326, "43,111,45,113"),
        (EPSG_4490, "43,111,45,113"),
        (EPSG_3857, "12356463.48,5311971.85,12579102.46,5621521.49"),
        (CRS84, "111,43,113,45"),
    ],
)
def test_box_is_read_in_the_order_of_its_axes(client, system, box):
    found = ids(client, PORTS, bbox=box, **{"bbox-crs": system})

    assert found == ids(client, PORTS, bbox="111,43,113,45")
    assert len(found) < 23


def test_coordinates_come_in_the_order_of_the_axes(client):
    key = next(one["id"] for one in features(client, PORTS) if one["geometry"])
    plain = client.get(f"{PORTS}/{key}")
    lon, lat = plain.get_json(force=True)["geometry"]["coordinates"]
    assert plain.headers["Content-Crs"] == f"<{CRS84}>"

    for system in (EPSG_4326, EPSG_4490):
        answer = client.get(f"{PORTS}/{key}", query_string={"crs": system})
        assert answer.get_json(force=True)["geometry"]["coordinates"] == [lat, lon]
        assert answer.headers["Content-Crs"] == f"<{system}>"
    metric = client.get(PORTS, query_string={"crs": EPSG_3857, "port_id": key})
    x, y = metric.get_json(force=True)["features"][0]["geometry"]["coordinates"]
    assert x == pytest.approx(lon * 111319.4908, abs=1)
    assert 4e6 < y < 8e6


@pytest.mark.parametrize("system", [CRS84, EPSG_4326, EPSG_4490])
def test_table_has_the_axes_of_the_system_and_maps_x_before_y(client, tmp_path, system):
    plain = features(client, PORTS, limit=1)[0]
    lon, lat = plain["geometry"]["coordinates"]
    one = {"port_id": plain["id"], "crs": system}
    expected = [lon, lat] if system == CRS84 else [lat, lon]
    (listed,) = features(client, PORTS, **one)
    table = client.get(PORTS, query_string={**one, "f": "csv"})
    (row,) = csv.DictReader(io.StringIO(table.data.decode("utf-8-sig")))

    assert table.headers["Content-Crs"] == f"<{system}>"
    assert listed["geometry"]["coordinates"] == expected
    point = shapely.from_wkt(row["geometry_wkt"])
    assert [point.x, point.y] == pytest.approx(expected)
    for form in ("gpkg", "fgb"):
        path = tmp_path / f"ports.{form}"
        path.write_bytes(client.get(PORTS, query_string={**one, "f": form}).data)
        frame = pyogrio.read_dataframe(path)
        assert frame.geometry[0].coords[0] == pytest.approx((lon, lat))
        assert frame.crs.to_epsg() == (4490 if system == EPSG_4490 else 4326)


def test_time_keeps_what_meets_it_and_what_has_none(client):
    path = ITEMS.format("projects")
    found = features(client, path, datetime="2023-01-01T00:00:00Z/2023-12-31T23:59:59Z")

    years = {(one["properties"]["date"] or "none")[:4] for one in found}
    assert years - {"none"} == {"2023"}
    before = len(ids(client, path, datetime="../2022-12-31"))
    after = len(ids(client, path, datetime="2024-01-01/.."))
    dateless = sum(one["properties"]["date"] is None for one in found)
    assert before + after + len(found) - 2 * dateless == 183


def test_conditions_must_all_hold(client):
    both = ids(client, league="150200", level="regional")

    assert both
    assert set(both) == set(ids(client, league="150200")) & set(
        ids(client, level="regional")
    )
    assert set(both) == set(ids(client, league="150200", filter="level = 'regional'"))
    assert (
        ids(client, league="150200", filter="level <> 'regional'", level="regional")
        == []
    )


def test_filter_is_read_as_text_and_as_json(client):
    text = ids(client, filter="league = '150200' AND level = 'regional'")
    tree = {
        "op": "and",
        "args": [
            {"op": "=", "args": [{"property": "league"}, "150200"]},
            {"op": "=", "args": [{"property": "level"}, "regional"]},
        ],
    }

    assert text == ids(client, league="150200", level="regional")
    assert ids(client, filter=json.dumps(tree)) == text
    assert ids(client, filter=json.dumps(tree), **{"filter-lang": "cql2-json"}) == text
    wrong = client.get(
        PARKS,
        query_string={"filter": json.dumps(tree), "filter-lang": "cql2-text"},
    )
    assert fields(wrong) == ["filter"]


def test_filter_takes_a_year_or_a_month_for_all_its_days_as_datetime_does(client):
    projects = ITEMS.format("projects")
    dates = {one["id"]: one["properties"]["date"] for one in features(client, projects)}
    dated = {key: day for key, day in dates.items() if day}
    asked = "T_INTERSECTS(date, INTERVAL('2023-05-01', '2023-05-31'))"

    within = set(ids(client, projects, filter=asked))
    after = ids(client, projects, filter="date > DATE('2022-12-31')")
    before = ids(client, projects, filter="NOT date > DATE('2022-12-31')")

    by_time = ids(client, projects, datetime="2023-05-01/2023-05-31")
    assert within == set(by_time) & dated.keys()
    assert {dated[key] for key in within} >= {"2023"}
    assert sorted([*after, *before]) == sorted(dated)


def test_filter_reads_coordinates_in_its_system(client):
    plain = ids(client, PORTS, filter="S_INTERSECTS(geometry, BBOX(111,43,113,45))")
    turned = ids(
        client,
        PORTS,
        filter="S_INTERSECTS(geometry, BBOX(43,111,45,113))",
        **{"filter-crs": EPSG_4490},
    )

    assert plain
    assert turned == plain


@pytest.mark.parametrize(
    ("text", "system", "column"),
    [
        ("S_INTERSECTS(geometry,POINT(40 111))", CRS84, 23),
        ("S_INTERSECTS(geometry,POINT(111 40))", EPSG_4490, 23),
        ("S_INTERSECTS(geometry,POINT(111 40))", EPSG_4326, 23),
        ("S_WITHIN(geometry,BBOX(1110,40,1112,42))", CRS84, 19),
        ("distance_km(geometry,999,999)<1", CRS84, 22),
        ("distance_km(geometry,40,111)<1", EPSG_4490, 25),
    ],
)
def test_filter_with_axes_exchanged_is_refused_with_its_place(
    client, text, system, column
):
    answer = client.get(PORTS, query_string={"filter": text, "filter-crs": system})

    assert answer.status_code == 400
    (problem,) = answer.get_json(force=True)["problems"]
    assert (problem["field"], problem["column"]) == ("filter", column)
    assert re.search("longitude, then latitude|latitude, then", problem["message"])


def test_fault_of_a_filter_says_where_and_what_was_expected(client):
    answer = client.get(PARKS, query_string={"filter": "level = 'regional'\nAND ="})

    (fault,) = answer.get_json(force=True)["problems"]
    assert fault["field"] == "filter"
    assert fault["line"] == 2
    assert fault["column"] == 5
    assert fault["expected"]


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5000 + "level='a'",
        "NOT " * 1900 + "level='a'",
        "level LIKE '" + "%a" * 3000 + "'",
        "level = '" + "x" * 9000 + "'",
        "{" * 4000,
        '{"op":"not","args":[' * 380,
        "\x00",
        "level = '\ud800'".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    ],
)
def test_hostile_filter_is_answered_without_an_error_of_ours(client, text):
    answer = client.get(PARKS, query_string={"filter": text})

    assert answer.status_code in (200, 400)


@pytest.mark.parametrize(
    ("length", "status"), [(20_000, 200), (20_001, 400)], ids=["longest", "longer"]
)
def test_filter_in_an_address_may_be_as_long_as_any(client, length, status):
    text = "level <> ''"
    text = text[:-1] + "x" * (length - len(text)) + "'"

    answer = client.get(PARKS, query_string={"filter": text, "limit": 1})

    assert answer.status_code == status
    if status == 400:
        (problem,) = answer.get_json(force=True)["problems"]
        assert "20000 characters" in problem["message"]


def test_header_repeats_the_links(client):
    answer = client.get(f"{PARKS}?limit=5&offset=5")
    header = answer.headers["Link"]

    for rel in ("self", "alternate", "next", "prev", "collection"):
        assert f'rel="{rel}"' in header
    assert answer.headers["OGC-NumberMatched"] == "177"
    assert answer.headers["OGC-NumberReturned"] == "5"


@pytest.mark.parametrize(
    ("length", "rels"),
    [
        (0, ["next", "prev", "self", "collection", "alternate"]),
        (900, ["next", "prev", "self", "collection"]),
        (1500, ["next", "prev"]),
        (5000, []),
    ],
)
@pytest.mark.parametrize("form", ["json", "html"])
def test_header_of_a_long_address_keeps_the_links_most_needed(
    client, length, rels, form
):
    text = "level <> '" + "x" * length + "'"
    query = {"filter": text, "limit": 5, "offset": 5, "f": form}
    answer = client.get(PARKS, query_string=query)
    header = answer.headers.get("Link", "")
    found = re.findall(r'rel="(\w+)"', header)

    assert answer.status_code == 200
    assert list(dict.fromkeys(found)) == rels
    assert len(header) <= 4000
    assert ("Link" in answer.headers) == bool(rels)
    if form == "json":
        told = {one["rel"] for one in answer.get_json(force=True)["links"]}
        assert told >= {"next", "prev", "self", "collection", "alternate"}


def test_links_keep_what_was_asked(client):
    query = {"filter": "name_zh LIKE '%工业%' AND level <> 'x'", "league": "150200"}
    first = client.get(PARKS, query_string={**query, "limit": 2}).get_json(force=True)
    second = client.get(link(first, "next").removeprefix("http://localhost"))

    assert second.get_json(force=True)["numberMatched"] == first["numberMatched"]
    assert (
        client.get(link(first, "self").removeprefix("http://localhost")).get_json(
            force=True
        )
        == first
    )


def test_files_hold_all_that_match(client, tmp_path):
    query = {"level": "regional"}
    keys = ids(client, **query)
    table = client.get(PARKS, query_string={**query, "f": "csv"})
    rows = list(csv.DictReader(io.StringIO(table.data.decode("utf-8-sig"))))

    assert [row["park_id"] for row in rows] == keys
    assert table.headers["Content-Disposition"] == 'attachment; filename="parks.csv"'
    for form in ("gpkg", "fgb"):
        answer = client.get(PARKS, query_string={**query, "f": form})
        path = tmp_path / f"parks.{form}"
        path.write_bytes(answer.data)
        frame = pyogrio.read_dataframe(path)
        assert isinstance(frame, gpd.GeoDataFrame)
        assert sorted(frame["park_id"]) == sorted(keys)
        assert f"parks.{form}" in answer.headers["Content-Disposition"]


def test_file_of_a_page_holds_the_page(client):
    page = client.get(f"{PARKS}?limit=3&offset=3").get_json(force=True)
    other = next(one for one in page["links"] if one["type"] == "text/csv")
    answer = client.get(other["href"].removeprefix("http://localhost"))

    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [row["park_id"] for row in rows] == [one["id"] for one in page["features"]]


def test_one_feature_is_the_one_of_the_list(client):
    listed = features(client)[0]
    single = client.get(f"{PARKS}/{listed['id']}").get_json(force=True)

    assert {key: single[key] for key in listed} == listed
    assert link(single, "collection") == "http://localhost/ogc/collections/parks"


@pytest.mark.parametrize("query", ["limit=1", "bbox=1,2,3,4", "filter=1=1", "level=x"])
def test_one_feature_takes_no_parameters_of_lists(client, query):
    assert client.get(f"{PARKS}/hohhot-jingkai?{query}").status_code == 400


def test_unknown_values_are_null_and_never_zero(client):
    (park,) = features(client, park_id="hohhot-jingkai")

    assert park["properties"]["approved_area_ha"] is None
    assert park["geometry"] is None


@pytest.mark.parametrize(
    "name",
    [
        "leagues",
        "banners",
        "rail_lines",
        "projects",
        "sites",
        "power_plants",
        "airports",
    ],
)
def test_every_collection_has_its_features(client, catalog, name):
    found = features(client, ITEMS.format(name), limit=3)

    assert len(found) == 3
    for one in found:
        single = client.get(f"{ITEMS.format(name)}/{one['id']}")
        assert single.get_json(force=True)["id"] == one["id"]
