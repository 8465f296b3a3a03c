"""The pages of the site in a real Chromium: first visit, reload, phone, no script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.live_server import serving

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAGES = [
    "/",
    "/?lang=en",
    "/layers",
    "/layers/parks",
    "/match",
    "/match?industry=pv_wafer&land=300&power=55&rail=30",
    "/match?industry=import_processing&port=60&mode=road&lang=en",
    "/parks/hohhot-jingkai",
    "/leagues/150200",
    "/region",
    "/projects",
    "/data",
    "/api/docs",
]
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def log():
    """Return the list of (path, status) that the server answered."""
    return []


@pytest.fixture(scope="module")
def base(app: Flask, log):
    """Return the address of the real site on this machine."""

    def recorded(environ, start_response):
        def start(status, headers, *rest):
            log.append((environ["PATH_INFO"], int(status[:3])))
            return start_response(status, headers, *rest)

        return app(environ, start)

    with serving(recorded) as address:
        yield address


@pytest.mark.parametrize("path", PAGES)
def test_page_asks_nobody_else_and_breaks_nothing_on_visit_and_reload(
    page: Page, base, watch, path
):
    found = watch(base, refuse=False)
    page.goto(base + path, wait_until="networkidle")
    page.goto(base + path, wait_until="networkidle")

    assert found.outside == []
    assert found.faults == []


def test_map_lives_on_a_reload_that_is_answered_by_304(page: Page, base, watch, log):
    found = watch(base, refuse=False)
    page.goto(base + "/", wait_until="networkidle")
    del log[:]
    page.reload(wait_until="networkidle")

    assert ("/", 304) in log
    expect(page.locator(".leaflet-marker-icon").first).to_be_visible()
    assert found.faults == []


@pytest.mark.parametrize("path", PAGES)
def test_page_fits_a_phone(page: Page, base, path):
    page.set_viewport_size(PHONE)
    page.goto(base + path, wait_until="networkidle")

    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_address_opens_one_row_on_the_map(page: Page, base):
    page.goto(base + "/#ports/ganqimaodu", wait_until="networkidle")

    expect(page.locator(".leaflet-popup")).to_contain_text("甘其毛都")


def test_form_is_filled_in_and_answered(page: Page, base):
    page.goto(base + "/match")
    page.get_by_label("输入名称查找").fill("硅片")
    page.locator("#f-land").fill("300")
    expect(page.locator("#land-note")).to_have_text("300 亩 = 20 公顷")
    expect(page.locator("#f-industry")).to_have_value("pv_wafer")
    page.get_by_label("距铁路不超过（公里）").fill("30")
    page.get_by_role("button", name="查找候选地").first.click()

    expect(page.locator("h1")).to_have_text("单晶硅与硅片：候选地")
    assert page.locator(".rank-card").count() == 10
    query = page.url.split("?")[1]
    assert set(re.findall(r"(\w+)=", query)) == {
        "industry",
        "land",
        "land_unit",
        "rail",
    }


def test_form_works_without_scripts(browser: Browser, base):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base + "/match")
    page.locator("#f-industry").select_option("pv_wafer")
    page.locator("#f-land").fill("300")
    page.get_by_role("button", name="查找候选地").first.click()

    expect(page.locator(".rank-card")).to_have_count(10)
    context.close()


def test_keyboard_reaches_the_content_by_the_skip_link(page: Page, base):
    page.goto(base + "/layers")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#main")).to_be_focused()


@pytest.mark.parametrize(
    ("lang", "said", "unsaid"),
    [
        ("zh", "为一项需求排序候选地", "Rank sites for a requirement"),
        ("en", "Rank sites for a requirement", "为一项需求排序候选地"),
    ],
)
def test_documents_of_the_api_are_shown_in_the_language(
    page: Page, base, lang, said, unsaid
):
    page.goto(f"{base}/api/docs?lang={lang}", wait_until="networkidle")
    shown = page.locator("#api-docs")

    expect(shown).to_contain_text("/api/v1/match")
    expect(shown).to_contain_text(said)
    expect(shown).not_to_contain_text(unsaid)


def test_map_of_projects_draws_what_the_filters_leave(page: Page, base):
    page.goto(base + "/projects?industry=pv_wafer", wait_until="networkidle")
    rows = page.locator("tr[id^=row-]").count()
    found = page.evaluate(
        """() => {
          const { gzRegion } = document.querySelector('.leaflet-container');
          const { drawn, unplaced } = gzRegion.layers.get('projects');
          return drawn + unplaced;
        }"""
    )

    assert rows > 0
    assert found == rows


@pytest.mark.parametrize(("width", "n_open"), [(1440, 10), (390, 3)])
def test_phone_opens_the_reasons_of_the_first_three_only(
    page: Page, base, width, n_open
):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(base + "/match?industry=pv_wafer", wait_until="networkidle")

    assert page.locator(".why[open]").count() == n_open
    assert page.locator(".reasons:visible").count() == n_open
