"""The map side of the workbench in a real Chromium: drawing, popups, keys, axe."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
import shapely
from playwright.sync_api import expect

from geo_zs.register.access import cli_actor
from geo_zs.register.constraint_layer import ConstraintLayer, features_of
from geo_zs.register.constraints import add_layer
from geo_zs.register.projects import create_project, read_project
from tests.browser.axe import violations
from tests.web.planner_fixtures import WORDS
from webapp.planner import map as map_module

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

HOSTILE = "</script><img src=x onerror=alert(1)>样例恶名"
NEW = "/planner/projects/new"


@pytest.fixture
def workbench(page: Page, serve, planner_app):
    """Return the address of the workbench, with the planner logged in."""
    base = serve(planner_app)
    page.goto(f"{base}/login")
    page.fill("[name=name]", "planner")
    page.fill("[name=password]", WORDS)
    page.locator("main button[type=submit]").click()
    page.wait_for_load_state()
    return base


def saved(page: Page, register):
    """Save the form and return the project as the register has it."""
    page.get_by_role("button", name="保存").click()
    page.wait_for_url(re.compile(r"/projects/R-\d+$"))
    with register.read() as session:
        return read_project(session, page.url.rsplit("/", 1)[1], cli_actor())


def open_form(page: Page, address):
    """Open the form of a project and bring its map into view."""
    page.goto(address, wait_until="networkidle")
    frame = page.locator(".place-map .map-frame")
    frame.scroll_into_view_if_needed()
    expect(frame).to_be_visible()
    return frame


def test_point_placed_by_click_ends_in_the_register(
    page: Page, workbench, planner_register, watch
):
    found = watch(workbench)
    frame = open_form(page, workbench + NEW)
    page.fill("#f-name_zh", "样例点选项目")
    page.fill("#f-lon", "109.84")
    page.fill("#f-lat", "40.66")
    page.locator("#f-lat").blur()  # the map goes there
    page.get_by_role("button", name="放一个点").click()
    box = frame.bounding_box()
    assert box
    at = {"x": box["width"] / 2 + 20, "y": box["height"] / 2 + 10}
    page.locator(".area-cover").click(position=at)

    expect(page.locator(".area-cover")).to_have_count(0)
    expect(page.locator(".place-marker")).to_be_visible()
    lon = float(page.input_value("#f-lon"))
    lat = float(page.input_value("#f-lat"))
    project = saved(page, planner_register)
    assert (lon, lat) != (109.84, 40.66)
    assert (project["geometry"].x, project["geometry"].y) == (lon, lat)
    assert project["located_by"] == "point"
    assert project["league"] == "150200"
    assert found.faults == []
    assert found.outside == []


def test_typed_numbers_move_the_marker_and_end_in_the_register(
    page: Page, workbench, planner_register
):
    open_form(page, f"{workbench}/planner/projects/R-000001/edit")
    marker = page.locator(".place-marker")
    expect(marker).to_be_visible()
    before = marker.get_attribute("style")

    page.fill("#f-lon", "109.9")
    page.fill("#f-lat", "40.6")
    assert marker.get_attribute("style") != before
    page.locator("#f-lat").blur()
    spot = page.evaluate(
        "() => { const { lat, lng } = document.querySelector('.leaflet-container')"
        ".gzRegion.map.getCenter(); return [lng, lat]; }"
    )

    assert spot == pytest.approx([109.9, 40.6], abs=0.01)
    project = saved(page, planner_register)
    assert (project["geometry"].x, project["geometry"].y) == (109.9, 40.6)


def test_polygon_is_drawn_by_keys_alone(page: Page, workbench, planner_register):
    open_form(page, workbench + NEW)
    page.fill("#f-name_zh", "样例键画项目")
    page.fill("#f-lon", "109.84")
    page.fill("#f-lat", "40.66")
    page.locator("#f-lat").blur()  # the map goes there
    page.get_by_role("button", name="画用地范围").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".area-cover")).to_be_focused()
    corner = ("Enter", "ArrowRight", "Enter", "ArrowDown", "Enter", "ArrowLeft")
    for key in (*corner, "Enter", "Enter", "Backspace"):
        page.keyboard.press(key)
    expect(page.get_by_text("4 个角")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("#f-shape")).to_be_focused()
    drawn = json.loads(page.input_value("#f-shape"))
    assert drawn["type"] == "Polygon"
    assert len(drawn["coordinates"][0]) == 5
    assert page.input_value("#f-lon") == ""
    project = saved(page, planner_register)
    assert project["located_by"] == "polygon"
    assert shapely.equals(project["geometry"], shapely.from_geojson(json.dumps(drawn)))


def test_escape_leaves_drawing_with_what_was_there(page: Page, workbench):
    open_form(page, f"{workbench}/planner/projects/R-000001/edit")
    page.get_by_role("button", name="放一个点").click()
    page.keyboard.press("Escape")

    expect(page.locator(".area-cover")).to_have_count(0)
    expect(page.get_by_role("button", name="放一个点")).to_be_focused()
    expect(page.locator("#f-lon")).to_have_value("109.84")


def test_cleared_place_is_cleared_in_the_register(
    page: Page, workbench, planner_register
):
    open_form(page, f"{workbench}/planner/projects/R-000001/edit")
    page.get_by_role("button", name="清除位置").click()

    expect(page.locator(".place-marker")).to_have_count(0)
    assert saved(page, planner_register)["geometry"] is None


def test_without_scripts_the_form_has_no_dead_map(browser, serve, planner_app):
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    base = serve(planner_app)
    page.goto(f"{base}/login")
    page.fill("[name=name]", "planner")
    page.fill("[name=password]", WORDS)
    page.locator("main button[type=submit]").click()
    page.goto(base + NEW)

    expect(page.locator(".place-map")).to_be_hidden()
    expect(page.locator("#f-shape")).to_be_visible()
    context.close()


def test_hostile_name_is_text_on_the_map(
    page: Page, workbench, planner_register, watch
):
    with planner_register.write(cli_actor()) as writer:
        values = {"name_zh": HOSTILE, "lon": 110.0, "lat": 40.6, "stage": "signed"}
        key = create_project(writer, values)
    found = watch(workbench)

    page.goto(f"{workbench}/planner/map?text=恶名", wait_until="networkidle")
    page.locator(".leaflet-marker-icon.gz-marker").click()
    expect(page.locator(".gz-popup h2")).to_have_text(HOSTILE)
    page.locator(".gz-popup a").click()
    page.wait_for_url(f"**/planner/projects/{key}")
    page.wait_for_load_state("networkidle")

    expect(page.locator("h1")).to_have_text(HOSTILE)
    assert page.locator("img").count() == 0
    assert found.faults == []
    assert found.outside == []


def test_shades_are_painted_and_said_on_hover(page: Page, workbench, watch):
    found = watch(workbench)
    address = "/planner/map?shade=projects&level=league&origin=register"
    page.goto(workbench + address, wait_until="networkidle")

    painted = page.locator(".leaflet-gz-shade-pane path")
    expect(painted).to_have_count(12)
    fills = {one.get_attribute("fill") for one in painted.all()}
    assert len(fills) == 3  # 0, 1 and 2 projects
    page.evaluate(
        "() => { const { map } = document.querySelector('.leaflet-container').gzRegion;"
        " map.closePopup(); }"
    )
    painted.first.dispatch_event("mouseover")
    expect(page.locator(".leaflet-tooltip")).to_contain_text("项目数")
    assert found.faults == []


def test_map_with_counts_leads_to_one_banner(
    page: Page, workbench, planner_register, monkeypatch
):
    monkeypatch.setattr(map_module, "MOST_DRAWN", 0)
    page.goto(
        f"{workbench}/planner/map?league=150200&origin=register",
        wait_until="networkidle",
    )
    ring = page.locator(".gz-cluster").first
    ring.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".gz-popup h2")).to_have_text("昆都仑区")
    page.locator(".gz-popup a").click()
    page.wait_for_url(re.compile(r"banner=150203"))


PAGES = (
    "/planner/map",
    "/planner/map?shade=pledged_cny_1e8&level=league&lang=en",
    "/planner/audit?show=all&lang=en",
    "/planner/projects/R-000001",
    "/planner/projects/R-000001/edit",
    "/planner/layers",
    "/planner/layers/C-000001?lang=en",
    "/planner/layers/C-000001/edit",
    "/planner/layers/match?text=单晶硅片",
)


@pytest.mark.parametrize("width", [1440, 390])
def test_pages_have_no_accessibility_fault_and_fit(
    page: Page, workbench, planner_register, width
):
    layer = ConstraintLayer(
        "",
        "样例红线",
        "Sample red line",
        "forbidden",
        features_of([shapely.box(109.5, 40.4, 110.2, 40.9)]),
    )
    with planner_register.write(cli_actor()) as writer:
        add_layer(writer, layer)
    page.set_viewport_size({"width": width, "height": 844})

    for path in PAGES:
        page.goto(workbench + path, wait_until="networkidle")
        assert violations(page) == [], path
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, path
