"""The comparison, the method and the park's supply sheet in a real Chromium."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
COMPARE = "/compare?industry=pv_wafer&rail=30&ids=baotou-xitu-hitech,ordos-mengsu"
PAGES = [COMPARE, "/compare", "/method", "/parks/baotou-xitu-hitech?industry=pv_wafer"]


@pytest.mark.parametrize("path", PAGES)
def test_page_asks_nobody_else_and_fits_a_phone(
    page: Page, app: Flask, serve, watch, path
):
    base = serve(app)
    found = watch(base)
    page.set_viewport_size(PHONE)
    page.goto(base + path, wait_until="networkidle")

    assert found.outside == []
    assert found.faults == []
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]


def test_map_of_the_comparison_numbers_the_sites(page: Page, app: Flask, serve):
    page.goto(serve(app) + COMPARE, wait_until="networkidle")

    marks = page.locator(".leaflet-marker-icon", has_text=re.compile(r"^[12]$"))
    expect(marks).to_have_count(2)


def test_sites_are_chosen_by_typing_and_compared_without_a_script(
    browser, app: Flask, serve
):
    base = serve(app)
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{base}/compare")
    page.get_by_label("候选地 1").fill("包头稀土高新技术产业开发区")
    page.get_by_label("候选地 2").fill("ordos-mengsu")
    page.get_by_label("产业", exact=True).select_option("pv_wafer")
    page.get_by_role("button", name="比较").click()

    expect(page.locator(".compare-card")).to_have_count(2)
    context.close()


def test_method_leads_from_its_contents_to_a_section(page: Page, app: Flask, serve):
    page.goto(serve(app) + "/method")
    page.get_by_role("navigation", name="目录").get_by_text("稳定性").click()

    expect(page.locator("#stability h2")).to_be_in_viewport()
