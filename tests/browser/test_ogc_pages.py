"""The pages of the service in a real Chromium: at a desk, on a phone, by keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geo_zs.maps.style import REGION_BOUNDS
from tests.browser.axe import violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAGES = [
    "/ogc/",
    "/ogc/conformance",
    "/ogc/functions",
    "/ogc/collections",
    "/ogc/collections/parks",
    "/ogc/collections/projects",
    "/ogc/collections/parks/schema",
    "/ogc/collections/parks/items?limit=20",
    "/ogc/collections/ports/items/manzhouli-rail",
    "/ogc/collections/leagues/items/150200",
]
FORM = "/ogc/collections/parks/items?limit=20"


@pytest.fixture
def watched(base, watch):
    """Return the address of the site, and the record of what a page asks."""
    return base, watch(base)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("path", PAGES)
def test_page_fits_breaks_nothing_and_can_be_read_by_all(
    page: Page, watched, path, width, lang
):
    base, found = watched
    page.set_viewport_size({"width": width, "height": 900})
    mark = "&" if "?" in path else "?"
    address = f"{base}{path}{mark}lang=en" if lang == "en" else base + path
    page.goto(address, wait_until="networkidle")

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []
    assert found.outside == []
    assert found.faults == []


def test_definition_is_shown_without_asking_anybody_else(page: Page, base, watch):
    found = watch(base)
    page.goto(f"{base}/ogc/api", wait_until="networkidle")

    expect(page.locator("#api-docs")).to_contain_text("/collections/parks/items")
    assert found.outside == []
    assert found.faults == []


@pytest.mark.parametrize(
    ("lang", "said", "unsaid"),
    [
        ("zh", "内蒙古投资选址图层", "Industrial parks"),
        ("en", "Industrial parks", "内蒙古投资选址图层"),
        ("zh", "可筛选属性", "What filters may name"),
        ("en", "What filters may name", "可筛选属性"),
        ("zh", "有哪些集合，其要素含有什么。", "What collections there are"),
    ],
)
def test_definition_is_shown_in_the_language_of_the_page(
    page: Page, base, lang, said, unsaid
):
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{base}/ogc/api?f=html&lang={lang}", wait_until="networkidle")
    shown = page.locator("#api-docs")

    expect(shown).to_contain_text(said)
    expect(shown).not_to_contain_text(unsaid)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    title = page.locator("#api-docs .info .title")
    assert title.bounding_box()["height"] < 80


@pytest.mark.parametrize("path", ["/ogc/api?f=html", "/api/docs"])
def test_definition_has_one_main_part_and_one_heading(page: Page, base, path):
    page.goto(base + path, wait_until="networkidle")
    expect(page.locator("#api-docs .opblock").first).to_be_visible()

    expect(page.locator("main")).to_have_count(1)
    expect(page.locator("h1")).to_have_count(1)


@pytest.mark.parametrize("path", ["/ogc/api?f=html", "/api/docs"])
def test_badges_of_the_definition_can_be_read(page: Page, base, path):
    page.goto(base + path, wait_until="networkidle")
    expect(page.locator("#api-docs .info .title small")).to_have_count(2)
    faults = violations(page, within=".info")

    assert faults == []
    for badge in page.locator("#api-docs .info .title small pre").all():
        assert badge.evaluate("e => e.scrollHeight <= e.clientHeight + 1")


def test_map_draws_the_features_of_the_page(page: Page, base):
    page.goto(f"{base}/ogc/collections/ports/items?limit=20", wait_until="networkidle")
    drawn = page.evaluate(
        "document.querySelector('.leaflet-container')"
        ".gzRegion.layers.get('features').drawn"
    )

    assert 15 <= drawn <= 20


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("layer", ["parks", "ports", "power_plants"])
def test_map_shows_the_whole_region_and_hides_no_sign(page: Page, base, width, layer):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{base}/ogc/collections/{layer}/items", wait_until="networkidle")
    bounds = page.evaluate(
        "document.querySelector('.leaflet-container').gzRegion.map.getBounds()"
        ".toBBoxString()"
    )
    west, south, east, north = map(float, bounds.split(","))
    (least_lat, least_lon), (most_lat, most_lon) = REGION_BOUNDS

    assert west < least_lon
    assert south < least_lat
    assert east > most_lon
    assert north > most_lat
    notice = page.locator(".gz-notice").bounding_box()
    for sign in page.locator(".leaflet-marker-pane > *").all():
        box = sign.bounding_box()
        assert (
            box["x"] > notice["x"] + notice["width"]
            or box["y"] > notice["y"] + notice["height"]
        )


def test_address_is_copied_by_keyboard(page: Page, base):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{base}/ogc/", wait_until="networkidle")
    button = page.locator(".ogc-address [data-copy]")
    expect(button).to_have_accessible_name(re.compile("复制.*服务地址"))
    button.focus()
    page.keyboard.press("Enter")

    expect(button).to_contain_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == f"{base}/ogc"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [1440, 390])
def test_landing_page_cuts_nothing_off(page: Page, base, width, lang):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{base}/ogc/?lang={lang}", wait_until="networkidle")
    for block in page.locator("pre, .table-wrap").all():
        assert block.evaluate("e => e.scrollWidth <= e.clientWidth")
    expect(page.get_by_role("row")).to_have_count(12)


def test_filter_is_typed_mended_and_answered(page: Page, base):
    page.goto(base + FORM)
    field = page.get_by_label("CQL2 表达式")
    field.fill("level = ")
    field.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("filter")
    expect(field).to_have_value("level = ")
    field.fill("level = 'national'")
    field.press("Enter")

    expect(page.get_by_role("alert")).to_have_count(0)
    cells = page.locator("tbody td:nth-child(6)")
    assert set(cells.all_inner_texts()) == {"国家级\nnational"}


def test_pages_are_turned_and_files_offered_without_scripts(browser: Browser, base):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base + FORM)
    first = page.locator("tbody th").first.inner_text()
    page.get_by_role("link", name="下一页").first.click()

    assert page.locator("tbody th").first.inner_text() != first
    expect(page.get_by_role("link", name="下载 GeoPackage")).to_have_attribute(
        "href", f"{base}/ogc/collections/parks/items?f=gpkg"
    )
    context.close()


def test_nothing_to_copy_with_is_shown_without_scripts(browser: Browser, base):
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{base}/ogc/?f=html")

        assert page.locator("[data-copy]").count() > 1
        assert page.locator("[data-copy]:visible").count() == 0
    finally:
        context.close()


def test_file_is_downloaded_under_the_name_of_its_collection(page: Page, base):
    page.goto(f"{base}/ogc/collections/parks")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="GeoPackage").click()

    assert waiting.value.suggested_filename == "parks.gpkg"
