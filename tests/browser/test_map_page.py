"""A map in a real Chromium: what it loads, shows and answers to hands and keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from geo_zs.maps import compose
from geo_zs.maps.links import site_links

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PLACES = [
    {
        "kind": "park",
        "id": "p2",
        "name_zh": "园区p2",
        "name_en": "Park p2",
        "league": "150100",
        "banner": "150101",
        "lon": None,
        "lat": None,
        "matched_name": "p2",
    },
    {
        "kind": "banner",
        "id": "150201",
        "name_zh": "乙县",
        "name_en": "乙县 EN",
        "league": "150200",
        "banner": None,
        "lon": 118.0,
        "lat": 48.5,
        "matched_name": "乙县",
    },
]
HERE = {
    "is_outside": False,
    "is_on_border": True,
    "league": {"adcode": "150100", "name": "甲市"},
    "banner": {"adcode": "150101", "name": "甲旗"},
    "nearest_banner": None,
    "near": [
        {
            "id": "parks",
            "title": "园区",
            "places": [
                {"id": "p1", "name": "园区p1", "distance_km": 3.24, "direction": "北"}
            ],
        }
    ],
    "without_point": {"parks": [{"id": "p2", "name": "园区p2"}]},
}


@pytest.fixture
def home(
    sample: Any,
    page: Page,
    serve: Callable[[Flask], str],
    watch: Callable[[str], Any],
    map_service: Callable[..., Flask],
) -> Any:
    """Open the home map of the sample region under the policy; return the watch."""
    app = map_service(
        sample,
        lambda: compose.home_map(sample, lang="zh", links=site_links("zh")),
        places=PLACES,
        here=HERE,
    )
    base = serve(app)
    seen = watch(base)
    page.goto(base, wait_until="networkidle")
    yield seen
    assert seen.outside == []
    assert seen.faults == []


def asked(seen: Any, layer_id: str) -> int:
    return sum(f"/layers/{layer_id}.geojson" in address for address in seen.requests)


def test_layer_is_fetched_when_first_shown_and_only_then(home: Any, page: Page) -> None:
    assert asked(home, "parks") == 1
    assert asked(home, "power_plants") == 0
    box = page.locator("#gz-layer-power_plants")

    box.check()
    page.wait_for_load_state("networkidle")
    box.uncheck()
    box.check()

    assert asked(home, "power_plants") == 1


def test_legend_shows_the_signs_of_a_layer_while_it_is_drawn(
    home: Any, page: Page
) -> None:
    signs = page.locator(".gz-layer", has=page.locator("#gz-layer-parks")).locator(
        ".gz-signs"
    )

    assert signs.is_visible()
    page.locator("#gz-layer-parks").uncheck()
    assert not signs.is_visible()


def test_approximate_place_is_drawn_dashed_and_said(home: Any, page: Page) -> None:
    marker = page.locator('.gz-marker[aria-label*="园区p2"]')

    assert marker.locator("[stroke-dasharray]").count() == 1
    assert "概略位置" in (marker.get_attribute("aria-label") or "")
    surveyed = page.locator('.gz-marker[aria-label*="园区p1"]')
    assert surveyed.locator("[stroke-dasharray]").count() == 0


def test_popup_opens_by_key_shows_values_and_gives_the_focus_back(
    home: Any, page: Page
) -> None:
    marker = page.locator('.gz-marker[aria-label*="园区p1"]')
    marker.focus()

    page.keyboard.press("Enter")

    popup = page.locator(".gz-popup")
    popup.wait_for()
    text = popup.inner_text()
    for expected in (
        "园区p1",
        "Park p1",
        "12.5 ha",
        "国家级",
        "登记册（2024）",
        "官方",
    ):
        assert expected in text
    assert popup.locator("a").first.get_attribute("href") == "/parks/p1"
    page.keyboard.press("Escape")
    page.wait_for_timeout(300)
    assert page.evaluate(
        "document.activeElement.getAttribute('aria-label')"
    ).startswith("园区p1")


@pytest.mark.parametrize(
    ("value", "text"),
    [(1964.8, "1,964.8"), (30.338492, "30.338492"), (0.35, "0.35"), (20, "20")],
)
def test_figure_of_a_table_is_shown_as_given(
    home: Any, page: Page, *, value: float, text: str
) -> None:
    shown = page.evaluate(
        "(value) => GeoZs.formatValue(value, {unit: 'MW'}, {lang: 'zh'})", value
    )

    assert shown == f"{text} MW"


def test_unknown_value_is_named_as_unknown(home: Any, page: Page) -> None:
    page.locator('.gz-marker[aria-label*="园区p2"]').focus()
    page.keyboard.press("Enter")
    page.locator(".gz-popup").wait_for()

    assert "未知：approved_area_ha" in page.locator(".gz-popup").inner_text()


def test_search_is_a_combobox_that_keys_can_drive(home: Any, page: Page) -> None:
    box = page.locator("[role=combobox]")
    box.fill("p")
    page.locator("[role=option]").first.wait_for()

    assert box.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    active = box.get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")
    page.locator(".gz-popup h2").wait_for()
    assert page.locator(".gz-popup h2").inner_text() == "园区p2"


def test_keys_reach_search_and_layers_before_the_markers(home: Any, page: Page) -> None:
    page.locator(".gz-skip").focus()
    names = []
    for _ in range(3):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.className"))

    assert "folium-map" in names[0]
    assert page.evaluate("document.activeElement.className") == "gz-panel-toggle"


def test_escape_closes_the_panel_from_its_button(home: Any, page: Page) -> None:
    page.locator(".gz-panel-toggle").focus()

    page.keyboard.press("Escape")

    assert not page.locator(".gz-panel-body").is_visible()
    assert page.locator(".gz-panel-toggle").get_attribute("aria-expanded") == "false"


def test_escape_on_the_map_closes_what_is_here(home: Any, page: Page) -> None:
    page.locator(".folium-map").click(position={"x": 420, "y": 600})
    page.locator(".gz-here h2").wait_for()
    page.locator(".folium-map").focus()

    page.keyboard.press("Escape")

    assert not page.locator(".gz-here").is_visible()


def test_banner_found_by_the_search_is_outlined(home: Any, page: Page) -> None:
    page.locator("[role=combobox]").fill("乙")
    page.locator("[role=option]").nth(1).click()
    page.wait_for_timeout(200)

    assert page.locator('path[stroke="#0b6b5d"]').count() == 1


def test_click_on_the_map_says_what_is_here(home: Any, page: Page) -> None:
    page.locator(".folium-map").click(position={"x": 420, "y": 600})

    panel = page.locator(".gz-here")
    panel.locator("h2").wait_for()
    text = panel.inner_text()
    for expected in ("甲市 · 甲旗", "边界", "园区p1", "3.2 公里", "另有 1 处没有坐标"):
        assert expected in text
    assert panel.locator("a").get_attribute("href") == "/leagues/150100"


def test_click_on_a_marker_opens_its_popup_and_asks_nothing_else(
    home: Any, page: Page
) -> None:
    page.locator('.gz-marker[aria-label*="园区p1"]').click()
    page.locator(".gz-popup").wait_for()
    page.wait_for_timeout(500)

    assert not page.locator(".gz-here").is_visible()
    assert not any("/api/v1/here" in address for address in home.requests)


def test_double_click_zooms_and_asks_nothing(home: Any, page: Page) -> None:
    page.locator(".folium-map").dblclick(position={"x": 420, "y": 600})
    page.wait_for_timeout(600)

    assert not any("/api/v1/here" in address for address in home.requests)


def test_layer_that_fails_says_so_and_can_be_tried_again(
    sample: Any,
    page: Page,
    serve: Callable[[Flask], str],
    map_service: Callable[..., Flask],
) -> None:
    app = map_service(
        sample, lambda: compose.home_map(sample, lang="zh", links=site_links("zh"))
    )
    base = serve(app)
    page.route("**/airports.geojson*", lambda route: route.abort())
    page.goto(base, wait_until="networkidle")
    box = page.locator("#gz-layer-airports")

    box.click()

    page.get_by_text("读取失败，可再次勾选重试").wait_for()
    assert not box.is_checked()
    page.unroute("**/airports.geojson*")
    box.check()
    page.locator('.gz-marker[aria-label*="机场"]').wait_for()


@pytest.mark.parametrize(("width", "is_open"), [(1280, True), (390, False)])
def test_panel_is_open_at_a_desk_and_closed_on_a_phone(
    home: Any, page: Page, *, width: int, is_open: bool
) -> None:
    page.set_viewport_size({"width": width, "height": 800})

    page.reload(wait_until="networkidle")

    assert page.locator(".gz-panel-body").is_visible() is is_open
    page.locator(".gz-panel-toggle").click()
    assert page.locator(".gz-panel-body").is_visible() is not is_open


def test_nothing_sticks_out_of_a_phone(home: Any, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.reload(wait_until="networkidle")

    assert page.evaluate("document.documentElement.scrollWidth") == 390
    for part in (".gz-search", ".gz-panel", ".gz-notice"):
        box = page.locator(part).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390


def test_credit_and_sketch_notice_are_always_in_sight(home: Any, page: Page) -> None:
    assert page.get_by_text("审图号：GS（2024）0650号").is_visible()
    assert page.get_by_text("示意图 · 边界仅供参考").is_visible()
    assert page.locator(".leaflet-attribution-flag").count() == 0


def test_element_of_the_page_can_show_a_feature(home: Any, page: Page) -> None:
    page.evaluate(
        """() => {
          const button = document.createElement('button');
          button.setAttribute('data-gz-show', 'parks:p3');
          document.body.append(button);
          button.click();
        }"""
    )

    page.locator(".gz-popup h2").wait_for()
    assert page.locator(".gz-popup h2").inner_text() == "园区p3"


def test_english_map_speaks_english(
    sample: Any,
    page: Page,
    serve: Callable[[Flask], str],
    map_service: Callable[..., Flask],
) -> None:
    app = map_service(
        sample,
        lambda: compose.home_map(sample, lang="en", links=site_links("en")),
        lang="en",
    )

    page.goto(serve(app), wait_until="networkidle")

    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator(".gz-panel-toggle").inner_text() == "Layers and legend"
    assert page.locator(".gz-label-league").first.text_content() in {
        "甲市 EN",
        "乙盟 EN",
    }


def test_ranked_sites_of_one_banner_stand_side_by_side(
    sample: Any,
    page: Page,
    serve: Callable[[Flask], str],
    map_service: Callable[..., Flask],
) -> None:
    site = {"kind": "park", "league": "150100", "banner": "150101", "lon": None}
    ranked = [
        {"rank": rank, "site": site | {"id": f"s{rank}", "name_zh": f"第{rank}园"}}
        for rank in (1, 2, 3)
    ]
    answer = {"ranked": ranked, "excluded": []}
    links = site_links("zh")
    app = map_service(
        sample, lambda: compose.match_map(sample, answer, lang="zh", links=links)
    )

    page.goto(serve(app), wait_until="networkidle")

    boxes = [marker.bounding_box() for marker in page.locator(".gz-marker").all()]
    assert len(boxes) == 3
    assert len({(round(box["x"]), round(box["y"])) for box in boxes if box}) == 3
    assert [text.text_content() for text in page.locator(".gz-marker text").all()] == [
        "1",
        "2",
        "3",
    ]
