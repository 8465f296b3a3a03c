"""``/match`` in a real Chromium: words, corrections, an area, keys, no scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

TEXT = "年产5GW单晶硅片项目，用地300亩，用电负荷55兆瓦，距铁路不超过30公里"
PHONE = {"width": 390, "height": 844}


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_words_are_understood_then_corrected(page: Page, base, watch):
    found = watch(base)
    page.goto(base + "/match")
    page.get_by_label("用一段话说需求").fill(TEXT)
    page.get_by_role("button", name="查找候选地").first.click()

    expect(page.locator("h1")).to_have_text("单晶硅与硅片：候选地")
    assert asked(page) == {"text": [TEXT]}
    expect(page.locator("mark.said-read")).to_have_count(5)
    expect(page.locator(".asked")).to_contain_text("距铁路 ≤ 30 公里")

    page.get_by_role("link", name=re.compile("^修改.*距铁路上限")).click()
    expect(page.locator("#f-rail")).to_be_focused()
    page.locator("#f-rail").fill("80")
    page.locator("#requirement").get_by_role("button", name="查找候选地").click()

    expect(page.locator(".asked")).to_contain_text("距铁路 ≤ 80 公里")
    assert asked(page) == {"text": [TEXT], "rail": ["80"]}
    page.get_by_role("link", name=re.compile("^不算这一条.*用地")).click()
    expect(page.locator(".asked")).not_to_contain_text("用地")
    expect(page.locator("mark.said-off")).to_contain_text("用地300亩")
    assert found.faults == []
    assert found.outside == []


def test_link_opens_the_same_view_again(page: Page, base):
    parts = {"text": TEXT, "rail": "80", "w_cluster": "50", "area": "106,38,114,42.5"}
    page.goto(f"{base}/match?{urlencode(parts)}")
    first = page.locator("#board").inner_text()
    page.goto(base + str(page.locator("#here-link").get_attribute("href")))

    assert page.locator("#board").inner_text() == first
    expect(page.locator("#f-w_cluster")).to_have_value("50")
    expect(page.locator("#f-area")).to_have_value("106,38;114,38;114,42.5;106,42.5")


def test_area_is_drawn_by_mouse_and_comes_back(page: Page, base, watch):
    found = watch(base)
    page.goto(base + "/match?industry=pv_wafer", wait_until="networkidle")
    page.locator("#requirement > summary").click()
    page.locator("#area-fold > summary").click()
    page.get_by_role("button", name="在地图上画").click()
    cover = page.locator(".area-cover")
    box = cover.bounding_box()
    assert box
    for x, y in ((0.3, 0.55), (0.6, 0.55), (0.6, 0.9), (0.3, 0.9)):
        cover.click(position={"x": box["width"] * x, "y": box["height"] * y})
    expect(page.get_by_text("已画 4 个点")).to_be_visible()
    page.get_by_role("button", name="完成").click()

    drawn = page.locator("#f-area").input_value()
    assert re.fullmatch(r"(-?[\d.]+,-?[\d.]+;){3}-?[\d.]+,-?[\d.]+", drawn)
    page.locator("#requirement").get_by_role("button", name="查找候选地").click()
    expect(page.locator(".asked")).to_contain_text("限定范围（4 个点）")
    expect(page.locator("#f-area")).to_have_value(drawn)
    page.wait_for_load_state("networkidle")
    assert page.locator("path[stroke='#d55e00']").count() == 1
    assert found.faults == []


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1440, 900)])
def test_every_point_of_the_map_can_be_a_corner(page: Page, base, width, height):
    page.set_viewport_size({"width": width, "height": height})
    page.goto(base + "/match", wait_until="networkidle")
    page.locator("#area-fold > summary").click()
    page.get_by_role("button", name="在地图上画").click()
    cover = page.locator(".area-cover")
    box = cover.bounding_box()
    bar = page.locator(".area-bar").bounding_box()
    assert box
    assert bar
    assert bar["y"] >= box["y"] + box["height"] or bar["y"] + bar["height"] <= box["y"]

    # Beside the zoom buttons, and on the scale and the attribution at the bottom.
    for x, y in ((0.5, 5), (0.05, box["height"] - 12), (0.95, box["height"] - 8)):
        cover.click(position={"x": box["width"] * x, "y": y})

    expect(page.get_by_text("已画 3 个点")).to_be_visible()
    expect(page.get_by_role("button", name="完成")).to_be_enabled()


def test_area_is_drawn_by_keys_alone(page: Page, base):
    page.goto(base + "/match", wait_until="networkidle")
    page.locator("#area-fold > summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="在地图上画").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".area-cover")).to_be_focused()
    for key in ("Enter", "ArrowRight", "Enter", "ArrowDown", "Enter", "Enter"):
        page.keyboard.press(key)
    page.keyboard.press("Backspace")
    expect(page.get_by_text("已画 3 个点")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("#f-area")).to_be_focused()
    assert page.locator("#f-area").input_value().count(";") == 2


def test_escape_leaves_the_drawing_and_keeps_the_area(page: Page, base):
    page.goto(base + "/match?industry=pv_wafer&area=106,38,112,42")
    page.wait_for_load_state("networkidle")
    page.locator("#requirement > summary").click()
    page.get_by_role("button", name="在地图上画").click()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")

    expect(page.locator(".area-cover")).to_have_count(0)
    expect(page.locator("#f-area")).to_have_value("106,38;112,38;112,42;106,42")


def test_whole_page_works_by_keyboard(page: Page, base):
    page.goto(base + "/match")
    page.locator("#f-text").focus()
    page.keyboard.type("单晶硅片")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("单晶硅与硅片：候选地")

    slider = page.locator("#f-w_cluster")
    before = slider.input_value()
    slider.focus()
    page.keyboard.press("End")
    assert slider.input_value() != before
    expect(page.locator("#live-line")).to_contain_text("第 1 位：")
    page.locator('input[name="ids"]').first.focus()
    page.keyboard.press("Space")
    expect(page.locator('input[name="ids"]').first).to_be_checked()


def test_words_and_form_work_without_scripts(browser: Browser, base):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base + "/match")
    page.locator("#f-text").fill(TEXT)
    page.get_by_role("button", name="查找候选地").first.click()
    assert asked(page) == {"text": [TEXT]}

    page.get_by_text("修改需求").click()
    page.locator("#f-power").fill("20")
    page.locator("#f-rail").fill("")
    page.locator("#requirement").get_by_role("button", name="查找候选地").click()
    assert asked(page) == {"text": [TEXT], "power": ["20"], "without": ["rail"]}

    page.locator("#f-w_cluster").fill("60")
    page.get_by_role("button", name="按这些权重排名").click()
    assert asked(page)["w_cluster"] == ["60"]
    assert page.locator(".rank-card").count() == 10
    context.close()


@pytest.mark.parametrize(
    "path",
    [
        "/match?lang=en",
        f"/match?{urlencode({'text': TEXT + '，零电价，熊猫'})}",
        "/match?industry=import_processing&port=60&mode=road",
        "/match?industry=pv_wafer&league=150900&elevation_max=1",
        "/match?text=%E7%86%8A%E7%8C%AB",
        "/match?industry=pv_wafer&area=1",
    ],
)
def test_every_state_fits_a_phone_and_breaks_nothing(page: Page, base, watch, path):
    found = watch(base)
    page.set_viewport_size(PHONE)
    page.goto(base + path, wait_until="networkidle")

    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    faults = [one for one in found.faults if "422" not in one]
    assert faults == []
