"""The map of the workbench: what is drawn, for whom, and the shades of figures."""

from __future__ import annotations

import json
import re

import pytest

from geo_zs.register.access import cli_actor
from geo_zs.register.projects import bulk_create, create_project, read_project
from tests.web.planner_fixtures import csrf
from webapp.planner import map as map_module
from webapp.planner.map_shades import FIGURES

SHAPES = "/planner/projects-map.geojson"
SQUARE = {
    "type": "Polygon",
    "coordinates": [
        [[109.8, 40.6], [109.9, 40.6], [109.9, 40.7], [109.8, 40.7], [109.8, 40.6]]
    ],
}


def features(client, query=""):
    """Return the features that the map draws, by their ids."""
    answer = client.get(f"{SHAPES}{query}")
    assert answer.status_code == 200
    found = json.loads(answer.data)["features"]
    return {one["properties"]["id"]: one for one in found}


def shade_data(html):
    """Return what the browser is told of the shades."""
    text = re.search(r'id="shade-data">(.*?)</script>', html, re.DOTALL).group(1)
    return json.loads(text)


def test_project_with_a_point_is_drawn_there_with_light_properties(planner_client):
    point = features(planner_client)["R-000001"]

    assert point["geometry"] == {"type": "Point", "coordinates": [109.84, 40.66]}
    assert point["properties"] == {
        "id": "R-000001",
        "name": "样例硅片一号项目",
        "stage": "signed",
        "pledged_cny_1e8": 15.0,
        "arrived_cny_1e8": 3.0,
        "visibility": "internal",
        "origin": "register",
        "league": "150200",
        "banner": "150203",
        "href": "/planner/projects/R-000001",
    }


def test_project_known_by_its_unit_is_marked_as_approximate(planner_client, catalog):
    found = features(planner_client)
    banner = catalog.layers["banners"].frame.loc["150602"]

    of_banner, of_league = found["R-000002"], found["R-000003"]

    assert of_banner["geometry"]["coordinates"] == pytest.approx(
        [banner["label_lon"], banner["label_lat"]], abs=1e-5
    )
    assert of_banner["properties"]["approximate"] is True
    assert of_banner["properties"]["located_by"] == "banner"
    assert of_league["properties"]["located_by"] == "league"
    assert "pledged_cny_1e8" not in of_league["properties"]  # unknown is not zero


def test_project_of_a_park_is_drawn_at_the_park(
    planner_client, planner_register, catalog
):
    parks = catalog.layers["parks"]
    with planner_register.write(cli_actor()) as writer:
        values = {"name_zh": "样例园区项目", "park_id": "hohhot-jingkai"}
        key = create_project(writer, values)

    found = features(planner_client)[key]

    place = parks.display.loc["hohhot-jingkai"]
    assert found["geometry"]["coordinates"] == pytest.approx(
        [place["lon"], place["lat"]], abs=1e-5
    )
    assert found["properties"]["located_by"] == "park"


def test_point_that_stands_for_a_banner_is_approximate(
    planner_client, planner_register
):
    with planner_register.write(cli_actor()) as writer:
        key = create_project(
            writer,
            {
                "name_zh": "样例代表点项目",
                "lon": 110.0,
                "lat": 40.6,
                "location_precision": "banner",
            },
        )

    assert features(planner_client)[key]["properties"]["located_by"] == "banner"


def test_map_follows_the_filter_of_the_link(planner_client):
    found = features(planner_client, "?league=150600&origin=register")

    assert set(found) == {"R-000002", "R-000003"}


def test_faulty_filter_gives_no_data_and_is_told_on_the_page(planner_client):
    assert planner_client.get(f"{SHAPES}?league=999999").status_code == 400

    page = planner_client.get("/planner/map?league=999999")

    assert page.status_code == 400
    assert "999999" in page.get_data(as_text=True)


def test_data_of_the_map_are_for_their_reader_only(
    public_client, viewer_client, league_client
):
    assert public_client.get(SHAPES).status_code == 303
    answer = viewer_client.get(SHAPES)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "R-000003" in features(viewer_client)
    of_league = features(league_client)
    assert "R-000001" in of_league
    assert "R-000003" not in of_league  # internal in another league
    assert "样例内部三号" not in league_client.get(SHAPES).get_data(as_text=True)


def test_outlines_are_a_part_of_their_own(planner_client, planner_register):
    shape = json.dumps(SQUARE)
    page = planner_client.get("/planner/projects/new").get_data(as_text=True)
    sent = {"name_zh": "样例范围项目", "shape": shape, "csrf_token": csrf(page)}
    planner_client.post("/planner/projects/new", data=sent)

    outlines = features(planner_client, "?part=outlines")
    signs = features(planner_client)

    (key,) = outlines
    assert outlines[key]["geometry"]["type"] == "Polygon"
    assert signs[key]["geometry"]["type"] == "Point"
    assert "approximate" not in signs[key]["properties"]


def test_name_with_markup_stays_text(planner_client, planner_register):
    hostile = "</script><img src=x onerror=alert(1)>"
    with planner_register.write(cli_actor()) as writer:
        key = create_project(writer, {"name_zh": hostile, "league": "150200"})

    answer = planner_client.get(SHAPES)
    page = planner_client.get(f"/planner/projects/{key}").get_data(as_text=True)

    assert features(planner_client)[key]["properties"]["name"] == hostile
    assert answer.content_type == "application/geo+json"
    assert "<img src=x" not in page


def test_too_many_projects_become_numbers_by_banner(
    planner_client, planner_register, monkeypatch
):
    monkeypatch.setattr(map_module, "MOST_DRAWN", 10)
    with planner_register.write(cli_actor()) as writer:
        rows = [
            {
                "name_zh": f"样例众多项目{at}",
                "league": "150200",
                "banner": "150203",
                "pledged_cny_1e8": 2.0,
            }
            for at in range(12)
        ]
        bulk_create(writer, rows)

    query = "?text=样例众多"
    found = features(planner_client, query)
    page = planner_client.get(f"/planner/map{query}").get_data(as_text=True)

    assert set(found) == {"150203"}
    told = found["150203"]["properties"]
    assert (told["count"], told["pledged_cny_1e8"]) == (12, 24.0)
    assert "arrived_cny_1e8" not in told
    assert "banner=150203" in told["href"]
    assert "超过 10 个" in page


def test_page_says_how_many_are_drawn_and_links_table_board_and_files(planner_client):
    page = planner_client.get("/planner/map?league=150600&origin=register")
    html = page.get_data(as_text=True)

    assert "2 个项目，图上 2 个，其中 2 个为概略位置" in html
    query = "league=150600&amp;origin=register"
    for address in ("projects", "board", "audit", "projects.xlsx", "report.pdf"):
        assert f'href="/planner/{address}?{query}"' in html


def test_language_is_kept_in_the_data_of_the_map(planner_client):
    html = planner_client.get("/planner/map?lang=en").get_data(as_text=True)

    assert "lang=en" in re.search(r'"url":"(/planner/projects-map[^"]*)"', html)[1]
    href = features(planner_client, "?lang=en")["R-000001"]["properties"]["href"]
    assert href == "/planner/projects/R-000001?lang=en"


def test_shades_paint_every_unit_and_no_data_is_no_zero(planner_client):
    address = "/planner/map?shade=pledged_cny_1e8&level=league&origin=register"
    html = planner_client.get(address).get_data(as_text=True)

    data = shade_data(html)

    assert data["level"] == "leagues"
    assert len(data["items"]) == 12
    assert data["items"]["150200"]["text"].endswith("15.00")
    assert data["items"]["150600"]["text"].endswith("8.00")
    assert data["items"]["150100"]["fill"] == "url(#gz-hatch)"  # nothing is known
    assert data["items"]["150200"]["fill"].startswith("#")
    rows = re.findall(r'<th scope="row"><bdi>(.*?)</bdi></th>', html)
    assert rows[:2] == ["包头市", "鄂尔多斯市"]
    assert "无数据（10）" in html
    assert "没有数据的（斜线）：呼和浩特市、乌海市、" in html
    assert "单位：亿元" in html
    # 3 projects of the register, of which 2 state a pledge.
    assert "筛选条件：<bdi>记录来自：登记库</bdi>、3 个项目中 2 个有数" in html


def test_unknown_units_of_a_long_list_are_counted(planner_client):
    address = "/planner/map?shade=land_ha&level=banner&origin=register&lang=en"
    html = planner_client.get(address).get_data(as_text=True)

    assert "and others, 102 in all; see below" in html


def test_number_of_projects_is_zero_where_there_is_none(planner_client):
    address = "/planner/map?shade=projects&level=banner&origin=register"
    html = planner_client.get(address).get_data(as_text=True)

    items = shade_data(html)["items"]

    assert len(items) == 103
    assert items["150203"]["text"].endswith("：1")
    assert items["150102"]["text"].endswith("：0")


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("level", ["league", "banner"])
def test_every_figure_shades_both_levels(viewer_client, figure, level):
    address = f"/planner/map?shade={figure}&level={level}&lang=en"

    answer = viewer_client.get(address)

    assert answer.status_code == 200
    assert len(shade_data(answer.get_data(as_text=True))["items"]) in (12, 103)


def test_unknown_figure_is_refused(viewer_client):
    answer = viewer_client.get("/planner/map?shade=secrets")

    assert answer.status_code == 400


def test_form_keeps_banner_and_park_that_were_chosen(planner_client, planner_register):
    with planner_register.write(cli_actor()) as writer:
        key = create_project(
            writer,
            {
                "name_zh": "样例园区项目",
                "league": "150600",
                "banner": "150602",
                "park_id": "hohhot-jingkai",
            },
        )

    html = planner_client.get(f"/planner/projects/{key}/edit").get_data(as_text=True)

    assert '<option value="150602" selected>' in html
    assert '<option value="hohhot-jingkai" selected>' in html


def edited(client, register, key, **typed):
    """Send the form of a project with some fields changed; return it as it is now."""
    page = client.get(f"/planner/projects/{key}/edit").get_data(as_text=True)
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    sent = {"csrf_token": csrf(page), "version": version, "name_zh": "样例", **typed}
    answer = client.post(f"/planner/projects/{key}/edit", data=sent)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    with register.read() as session:
        return read_project(session, key, cli_actor())


def test_point_takes_the_place_of_an_outline_that_was_cleared(
    planner_client, planner_register
):
    key = "R-000001"
    drawn = edited(planner_client, planner_register, key, shape=json.dumps(SQUARE))

    moved = edited(planner_client, planner_register, key, lon="110.0", lat="40.6")

    assert drawn["located_by"] == "polygon"
    assert moved["located_by"] == "point"
    assert (moved["geometry"].x, moved["geometry"].y) == (110.0, 40.6)


def test_form_that_changes_nothing_of_the_place_leaves_it(
    planner_client, planner_register
):
    before = edited(planner_client, planner_register, "R-000001", lon="110", lat="40.6")

    after = edited(planner_client, planner_register, "R-000001", lon="110", lat="40.6")

    assert after["version"] == before["version"]
    assert after["geometry"] == before["geometry"]


def test_outline_outside_the_limits_is_told_at_its_field(planner_client):
    page = planner_client.get("/planner/projects/R-000001/edit").get_data(as_text=True)
    bow_tie = {
        "type": "Polygon",
        "coordinates": [[[109, 40], [110, 41], [110, 40], [109, 41], [109, 40]]],
    }
    sent = {
        "csrf_token": csrf(page),
        "version": "1",
        "name_zh": "样例",
        "shape": json.dumps(bow_tie),
    }

    answer = planner_client.post("/planner/projects/R-000001/edit", data=sent)

    assert answer.status_code == 422
    html = answer.get_data(as_text=True)
    assert 'href="#f-shape"' in html
    assert 'id="e-shape"' in html


def test_form_carries_a_map_that_its_script_shows(planner_client):
    answer = planner_client.get("/planner/projects/new")
    html = answer.get_data(as_text=True)

    assert re.search(r'<div class="place-map" hidden data-place-map', html)
    assert "js/map/draw.js" in html
    assert "js/planner/place.js" in html
    assert "sha256-" in answer.headers["Content-Security-Policy"]


def test_few_units_that_differ_are_not_lost_among_many_alike(planner_client):
    address = "/planner/map?shade=projects&level=league&origin=register"
    html = planner_client.get(address).get_data(as_text=True)

    items = shade_data(html)["items"]

    fills = [items[code]["fill"] for code in ("150100", "150200", "150600")]
    assert len(set(fills)) == 3  # 0, 1 and 2 projects; ten leagues have none
