"""``/parks/<id>`` with what its operator states, and the data behind it."""

from __future__ import annotations

import re

import pytest

from tests.publication_samples import fact, published
from webapp import create_app

PARK = "hohhot-togtoh"
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def laid(catalog):
    price = "electricity_price_cny_per_kwh"
    return catalog.with_published(
        published(
            fact(PARK, "available_area_ha", 320, date="2026-06"),
            fact(PARK, "available_area_ha", 500, date="2026", confidence="unverified"),
            fact(PARK, price, 0.36, fact_class="110kv"),
            fact(PARK, "has_rail_siding", 1),
            fact(PARK, "contact", HOSTILE, source=HOSTILE),
            fact(PARK, "standard_floor_area_ratio", 1.2),
        )
    )


@pytest.fixture(scope="module")
def site(laid):
    application = create_app(catalog=laid)
    application.testing = True
    return application.test_client()


@pytest.fixture(scope="module")
def page(site):
    return site.get(f"/parks/{PARK}").text


def part(text, name):
    text = text[text.index(f'id="{name}"') :]
    return text[: text.index("</section>")]


def test_figures_stand_in_their_groups(page):
    land = page[page.index("<h2>土地</h2>") :]
    land = land[: land.index("</section>")]

    assert "可用面积" in land
    assert "320" in land
    assert "500" not in land
    assert "<h2>标准地指标</h2>" in page


def test_all_statements_are_listed_with_the_one_that_counts_first(page):
    rows = re.findall(r"<tr>.*?</tr>", part(page, "statements"), re.DOTALL)
    area = next(row for row in rows if "可用面积" in row)
    rival = rows[rows.index(area) + 1]

    assert "说法不一" in area
    assert "320" in area
    assert "2026-06" in area
    assert area.endswith("<td>是</td></tr>")
    assert "500" in rival
    assert "未核实" in rival
    assert rival.endswith("<td>否</td></tr>")


def test_a_price_names_its_voltage(page, site):
    assert "110 千伏" in part(page, "statements")
    english = site.get(f"/parks/{PARK}?lang=en").text
    assert "110 kV" in part(english, "statements")
    assert "What is stated of this park" in english


def test_sources_lead_to_their_entry(page, site):
    href = re.search(r'href="(/data#source-register:park/[^"]+)"', page)[1]

    anchor = href.partition("#")[2]
    assert f'id="{anchor}"' in site.get("/data").text


def test_text_of_operators_never_becomes_markup(page, site):
    assert HOSTILE not in page
    assert "&lt;img" in page
    assert HOSTILE not in site.get("/data").text


def test_a_park_without_statements_shows_none(site, client):
    assert 'id="statements"' not in site.get("/parks/baotou-xitu-hitech").text
    assert 'id="statements"' not in client.get(f"/parks/{PARK}").text
    assert "标准地指标" not in client.get(f"/parks/{PARK}").text


def test_the_layer_has_the_figures_their_columns_and_the_new_version(site, laid):
    answer = site.get("/api/v1/layers/parks.geojson").get_json()

    feature = next(one for one in answer["features"] if one["id"] == PARK)
    assert feature["properties"]["available_area_ha"] == 320
    assert answer["data_version"] == laid.data_version
    listed = site.get("/api/v1/layers").get_json()["layers"]
    parks = next(one for one in listed if one["id"] == "parks")
    assert "available_area_ha" in {column["name"] for column in parks["columns"]}


def test_the_next_match_uses_the_figure(site, client):
    request = {"industry": "pv_wafer", "land_ha": 400, "top": 200}

    before = client.post("/api/v1/match", json=request).get_json()
    after = site.post("/api/v1/match", json=request).get_json()

    assert PARK not in {one["site"]["id"] for one in before["excluded"]}
    (out,) = (one for one in after["excluded"] if one["site"]["id"] == PARK)
    assert out["limits"][0]["value"] == 320
    assert after["data_version"] != before["data_version"]
