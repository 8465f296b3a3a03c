"""Names that are markup, script or template stay text wherever a map shows them.

Without the policy: the page itself must not run them, the policy is a second wall.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from geo_zs.maps import compose
from geo_zs.maps.export import one_file_html
from geo_zs.maps.links import site_links

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

NAMES = {
    "tag": '<img src=x onerror="window.ran=1">',
    "script": "\"'></script><script>window.ran=1</script>",
    "template literal": "${window.ran=1}`${window.ran=1}`",
    "escaped tag": "\\u003cimg src=x onerror=window.ran=1\\u003e",
    "server template": "{{ 6 * 7 }}{% for x in [] %}{% endfor %}",
    "right to left": "\u202e<svg onload=window.ran=1>\u202c",
    "line separator": "\u2028</title><svg/onload=window.ran=1>",
}


def poison(sample: Any, name: str) -> None:
    """Put `name` wherever the data may hold text."""
    for layer_id, layer in sample.layers.items():
        for column in ("name_zh", "name_en", "stage", "mode", "kind", "iata"):
            if column in layer.frame:
                layer.frame[column] = name
        spec = replace(
            layer.spec, title_zh=name, completeness_zh=name, completeness_en=name
        )
        sample.layers[layer_id] = replace(layer, spec=spec)
    source = sample.sources["register"]
    sample.sources["register"] = replace(source, title=name, date=name)


def assert_nothing_ran(page: Page) -> None:
    page.wait_for_timeout(150)
    assert page.evaluate("window.ran") is None
    assert page.locator("[onerror], [onload]").count() == 0


def place(name: str) -> dict[str, Any]:
    return {
        "kind": "park",
        "id": "p1",
        "name_zh": name,
        "name_en": name,
        "league": "150100",
        "banner": "150101",
        "lon": 110.1,
        "lat": 40.2,
        "matched_name": f"{name}!",
    }


def here(name: str) -> dict[str, Any]:
    near = {"id": "p1", "name": name, "distance_km": 3.2, "direction": name}
    return {
        "is_outside": False,
        "is_on_border": False,
        "league": {"adcode": "150100", "name": name},
        "banner": {"adcode": "150101", "name": name},
        "nearest_banner": None,
        "near": [
            {"id": layer_id, "title": name, "places": [near]}
            for layer_id in ("parks", "ports")
        ],
        "without_point": {},
    }


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_hostile_name_is_text_in_all_seven_places(
    *,
    name: str,
    page: Page,
    sample: Any,
    serve: Callable[[Flask], str],
    watch: Callable[[str], Any],
    map_service: Callable[..., Flask],
) -> None:
    poison(sample, name)
    app = map_service(
        sample,
        lambda: compose.home_map(sample, lang="zh", links=site_links("zh")),
        places=[place(name)],
        here=here(name),
        with_policy=False,
    )
    base = serve(app)
    seen = watch(base)

    page.goto(base, wait_until="networkidle")
    page.wait_for_selector(".gz-label-league")
    assert_nothing_ran(page)  # 1 labels, 2 titles and notes of the panel
    assert name in (page.locator(".gz-label-league").first.text_content() or "")
    page.locator("#gz-layer-projects").check()
    page.locator("#gz-layer-rail_lines").check()
    assert_nothing_ran(page)  # 3 categories and names of markers
    marker = page.locator(".gz-marker").first
    marker.hover()
    assert name in (marker.get_attribute("title") or "")
    marker.focus()
    page.keyboard.press("Enter")
    popup = page.locator(".gz-popup h2")
    popup.wait_for()
    assert name in (popup.text_content() or "")
    assert_nothing_ran(page)  # 4 popups, 5 sources
    page.keyboard.press("Escape")
    page.locator("[role=combobox]").fill("x")
    option = page.locator("[role=option]").first
    option.wait_for()
    assert name in (option.text_content() or "")
    assert_nothing_ran(page)  # 6 hits of the search
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.locator(".folium-map").click(position={"x": 420, "y": 600})
    title = page.locator(".gz-here h2")
    title.wait_for()
    assert name in (title.text_content() or "")
    assert_nothing_ran(page)  # 7 what is here
    assert seen.outside == []
    assert seen.faults == []


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_hostile_name_is_text_in_the_single_file(
    name: str, page: Page, sample: Any, tmp_path: Path, watch: Callable[[str], Any]
) -> None:
    poison(sample, name)
    html = one_file_html(sample, "zh").replace(
        '<meta http-equiv="Content-Security-Policy"', '<meta name="no-policy"'
    )
    file = tmp_path / "map.html"
    file.write_text(html, "utf-8")
    seen = watch(file.as_uri())

    page.goto(file.as_uri())
    page.locator(".gz-marker").first.focus()
    page.keyboard.press("Enter")
    page.locator(".gz-popup h2").wait_for()

    assert name in (page.locator(".gz-popup h2").text_content() or "")
    assert_nothing_ran(page)
    assert seen.faults == []


def test_reason_of_an_excluded_site_is_text(
    page: Page,
    sample: Any,
    serve: Callable[[Flask], str],
    watch: Callable[[str], Any],
    map_service: Callable[..., Flask],
) -> None:
    name = NAMES["tag"]
    site = place(name) | {"lon": 110.5, "lat": 40.5}
    answer = {"ranked": [], "excluded": [{"site": site, "limits": [], "reason": name}]}
    links = site_links("zh")
    app = map_service(
        sample,
        lambda: compose.match_map(sample, answer, lang="zh", links=links),
        with_policy=False,
    )
    base = serve(app)
    seen = watch(base)

    page.goto(base, wait_until="networkidle")
    page.locator(".gz-marker").first.focus()
    page.keyboard.press("Enter")

    assert page.locator(".gz-values dd").text_content() == name
    assert_nothing_ran(page)
    assert seen.faults == []
