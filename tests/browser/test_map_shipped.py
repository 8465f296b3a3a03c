"""The maps of the site over the shipped data, in a real Chromium."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from geo_zs.maps.export import one_file_html

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from playwright.sync_api import Page

    from geo_zs.catalog import Catalog

pytestmark = pytest.mark.browser

LAYERS = (
    "parks",
    "ports",
    "energy_bases",
    "power_plants",
    "airports",
    "rail_nodes",
    "rail_lines",
    "projects",
)


def test_home_page_draws_every_layer_and_asks_no_other_host(
    app: Flask,
    page: Page,
    serve: Callable[[Flask], str],
    watch: Callable[[str], Any],
) -> None:
    base = serve(app)
    seen = watch(base)

    page.goto(base, wait_until="networkidle")
    assert page.locator(".gz-label-league:visible").count() >= 8
    for layer_id in LAYERS:
        page.locator(f"#gz-layer-{layer_id}").check()
    page.wait_for_load_state("networkidle")

    for layer_id in LAYERS:
        assert page.locator(f"#gz-layer-{layer_id}").is_checked(), layer_id
    assert page.locator('path[stroke-dasharray="7 5"]').count() == 19
    assert seen.outside == []
    assert seen.faults == []


def test_home_page_reloaded_from_a_304_runs_its_script_under_the_policy(
    app: Flask,
    page: Page,
    serve: Callable[[Flask], str],
    watch: Callable[..., Any],
) -> None:
    answers: list[tuple[str, str]] = []

    def recorded(environ: dict[str, Any], start_response: Any) -> Any:
        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            if environ["PATH_INFO"] == "/":
                policy = dict(headers).get("Content-Security-Policy", "")
                answers.append((status[:3], policy))
            return start_response(status, headers, *rest)

        return app(environ, start)

    base = serve(recorded)
    seen = watch(base, refuse=False)
    page.goto(base, wait_until="networkidle")

    page.goto(base, wait_until="networkidle")

    assert [status for status, _ in answers] == ["200", "304"]
    assert "'sha256-" in answers[1][1]
    assert page.locator(".gz-marker").count() > 0
    assert seen.outside == []
    assert seen.faults == []


def test_search_finds_a_port_and_opens_it(
    app: Flask, page: Page, serve: Callable[[Flask], str]
) -> None:
    page.goto(serve(app), wait_until="networkidle")

    page.locator("[role=combobox]").fill("甘其毛都口岸")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("Enter")

    page.locator(".gz-popup h2").wait_for()
    assert page.locator(".gz-popup h2").inner_text() == "甘其毛都口岸"
    assert "蒙古国" in page.locator(".gz-popup").inner_text()


def assert_readings_are_marked(page: Page) -> None:
    """Check the list that the search shows for 马托勒."""
    page.locator("[role=combobox]").fill("马托勒")
    page.locator("[role=option]").first.wait_for()

    project, first, second = (
        hit.inner_text() for hit in page.get_by_role("option").all()
    )
    assert project.startswith("三一重机马托勒中蒙甘青蒙鄂")
    assert "读作“三一重能乌拉特中旗甘其毛都" in project
    assert first.startswith("疑似：甘其毛都口岸")
    assert "印作“马托勒”" in first
    assert "推断 · 疑误地名表列出的读法" in first
    assert "依据：" in first
    assert "存疑：" in first
    assert second.startswith("疑似：满都拉口岸")
    assert "未核实" in second


def test_garbled_name_is_shown_as_possible_readings_with_the_evidence(
    app: Flask, page: Page, serve: Callable[[Flask], str]
) -> None:
    page.goto(serve(app), wait_until="networkidle")

    assert_readings_are_marked(page)


def test_garbled_name_is_shown_with_the_evidence_in_english(
    app: Flask, page: Page, serve: Callable[[Flask], str]
) -> None:
    page.goto(f"{serve(app)}/?lang=en", wait_until="networkidle")

    page.locator("[role=combobox]").fill("马托勒")
    hit = page.get_by_role("option", name="possible reading: Ganqimaodu Port")
    hit.wait_for()
    assert "listed in the table of garbled names" in hit.inner_text()


def test_garbled_name_is_marked_in_the_single_file(
    catalog: Catalog, page: Page, tmp_path: Path
) -> None:
    file = tmp_path / "map.html"
    file.write_text(one_file_html(catalog, "zh"), "utf-8")

    page.goto(file.as_uri())
    page.locator(".gz-marker").first.wait_for()

    assert_readings_are_marked(page)


def test_seat_found_by_the_search_is_marked_and_described(
    app: Flask, page: Page, serve: Callable[[Flask], str]
) -> None:
    page.goto(serve(app), wait_until="networkidle")

    page.locator("[role=combobox]").fill("金山镇")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("Enter")

    page.locator(".gz-here h2").wait_for()
    assert "固阳县" in page.locator(".gz-here h2").inner_text()
    assert page.locator('path[stroke="#0b6b5d"]').count() == 1


@pytest.mark.parametrize("key", ["hohhot-zhonghuan", "hohhot-jingkai"])
def test_place_that_shares_its_point_is_shown_with_the_country_round_it(
    app: Flask, page: Page, serve: Callable[[Flask], str], *, key: str
) -> None:
    page.goto(f"{serve(app)}#parks/{key}", wait_until="networkidle")

    page.locator(".gz-popup h2").wait_for()
    page.wait_for_timeout(400)
    assert page.evaluate("map_gz.getZoom()") <= 10
    assert page.locator(".gz-popup").is_visible()


def test_cluster_says_what_it_holds(
    app: Flask, page: Page, serve: Callable[[Flask], str]
) -> None:
    page.goto(serve(app), wait_until="networkidle")

    spoken = page.get_by_role("button", name="放大查看")
    assert spoken.count() == page.locator(".gz-cluster").count() > 0
    assert spoken.filter(has_text="园区，").count() > 0


@pytest.mark.parametrize("width", [1440, 390])
def test_names_of_leagues_are_clear_of_signs_and_of_each_other(
    app: Flask, page: Page, serve: Callable[[Flask], str], *, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(serve(app), wait_until="networkidle")
    page.wait_for_timeout(500)

    names = page.locator(".gz-label-league:visible")
    boxes = [label.bounding_box() for label in names.all()]
    signs = [sign.bounding_box() for sign in page.locator(".gz-marker").all()]
    signs += [sign.bounding_box() for sign in page.locator(".gz-cluster").all()]

    def is_clear(one: Any, other: Any) -> bool:
        return bool(
            one["x"] + one["width"] <= other["x"]
            or other["x"] + other["width"] <= one["x"]
            or one["y"] + 16 <= other["y"]
            or other["y"] + other["height"] <= one["y"] + 2
        )

    assert names.count() >= (9 if width > 400 else 5)
    assert all(is_clear(box, sign) for box in boxes for sign in signs)


def test_click_in_the_region_names_league_and_banner(
    app: Flask, page: Page, serve: Callable[[Flask], str]
) -> None:
    page.goto(serve(app), wait_until="networkidle")

    at = page.evaluate("map_gz.latLngToContainerPoint([40.0, 104.0])")
    page.locator(".folium-map").click(position={"x": at["x"], "y": at["y"]})

    title = page.locator(".gz-here h2")
    title.wait_for()
    assert title.inner_text().startswith("阿拉善盟 · ")


def test_click_lists_the_nearest_places_with_their_distances(
    app: Flask, page: Page, serve: Callable[[Flask], str]
) -> None:
    page.goto(serve(app), wait_until="networkidle")

    at = page.evaluate(
        "map_gz.setView([48.99, 120.69], 10, { animate: false })"
        ".latLngToContainerPoint([48.99, 120.69])"
    )
    page.locator(".folium-map").click(position={"x": at["x"], "y": at["y"]})

    page.locator(".gz-here .gz-near").first.wait_for()
    nearest = page.locator(".gz-near li", has_text="牙克石工业园区")
    assert re.search(r"[0-9.]+ 公里$", nearest.inner_text())


def test_single_file_of_the_shipped_data_is_small_and_works_alone(
    catalog: Catalog, page: Page, tmp_path: Path, watch: Callable[[str], Any]
) -> None:
    html = one_file_html(catalog, "zh")
    file = tmp_path / "map.html"
    file.write_text(html, "utf-8")
    seen = watch(file.as_uri())

    page.goto(file.as_uri())
    page.locator(".gz-marker").first.wait_for()
    page.locator("[role=combobox]").fill("甘其毛都口岸")
    page.locator("[role=option]").first.click()
    page.locator(".gz-popup h2").wait_for()

    assert len(html.encode()) <= 3_000_000
    assert seen.requests == [file.as_uri()]
    assert seen.faults == []
