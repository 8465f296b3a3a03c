"""The single-file map opens from a disk, with no service and no network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from geo_zs.maps.export import one_file_html

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture
def opened(
    sample: Any, page: Page, tmp_path: Path, watch: Callable[[str], Any]
) -> Iterator[Any]:
    """Open the file; in the end it must have asked for nothing but itself."""
    file = tmp_path / "地图.html"
    file.write_text(one_file_html(sample, "zh"), "utf-8")
    seen = watch(file.as_uri())
    page.context.set_offline(True)
    page.goto(file.as_uri())
    page.locator(".gz-marker").first.wait_for()
    yield seen
    assert seen.requests == [file.as_uri()]
    assert seen.faults == []


def test_layers_are_drawn_from_the_file(opened: Any, page: Page) -> None:
    page.locator("#gz-layer-projects").check()

    assert page.locator('.gz-marker[aria-label*="招商项目"]').count() == 1


def test_search_works_on_the_names_in_the_file(opened: Any, page: Page) -> None:
    page.locator("[role=combobox]").fill("PARK p3")
    page.locator("[role=option]").first.click()

    page.locator(".gz-popup h2").wait_for()
    assert page.locator(".gz-popup h2").inner_text() == "园区p3"


def test_click_names_banner_and_distance_without_a_service(
    opened: Any, page: Page
) -> None:
    page.locator(".folium-map").click(position={"x": 420, "y": 600})

    panel = page.locator(".gz-here")
    panel.locator("h2").wait_for()
    assert panel.locator("h2").inner_text() == "甲市 · 甲旗"
    assert "公里" in panel.inner_text()


def test_file_links_to_no_page_of_the_site(opened: Any, page: Page) -> None:
    page.locator(".gz-marker").first.focus()
    page.keyboard.press("Enter")
    page.locator(".gz-popup").wait_for()

    assert page.locator(".gz-popup a").count() == 0
    assert page.locator(".gz-table-link").count() == 0
