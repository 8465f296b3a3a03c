"""Maps as pages, parts of pages and single files."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import Any

from geo_zs.maps import compose, export
from geo_zs.maps.links import site_links

HOSTILE = "</script><script>x()</script><img src=x onerror=x()>${x()}{{ 6*7 }}\u2028"


def page(sample: Any, lang: str = "zh") -> str:
    map_ = compose.home_map(sample, lang=lang, links=site_links(lang))
    return export.map_html(map_, title="图", asset_base="/static", lang=lang)


def test_same_map_is_the_same_bytes(sample: Any) -> None:
    assert page(sample) == page(sample)


def test_page_is_small_because_its_layers_are_fetched(sample: Any) -> None:
    assert len(page(sample).encode()) < 60_000


def test_page_names_its_language_and_lets_people_zoom(sample: Any) -> None:
    assert '<html lang="zh-CN">' in page(sample)
    assert '<html lang="en">' in page(sample, "en")
    assert "user-scalable" not in page(sample)
    assert "<title>图</title>" in page(sample)


def test_page_links_to_no_other_host(sample: Any) -> None:
    addresses = re.findall(r"""(?:src|href)=["']([^"']+)["']""", page(sample))

    assert addresses
    assert all(address.startswith(("/", "#")) for address in addresses)


def test_assets_stand_below_the_given_base(sample: Any) -> None:
    map_ = compose.home_map(sample, lang="zh", links=site_links("zh"))

    parts = export.map_parts(map_, asset_base="/static/v-1/", lang="zh")

    assert 'href="/static/v-1/css/map.css"' in parts.head_html
    assert 'src="/static/v-1/vendor/leaflet/dist/leaflet.js"' in parts.script_html


def test_reader_without_scripts_is_led_to_the_tables(sample: Any) -> None:
    noscript = re.search(r"<noscript>(.*?)</noscript>", page(sample), re.DOTALL)

    assert noscript is not None
    assert '<a href="/layers/parks">园区</a>' in noscript[1]


def test_map_is_a_named_region_that_can_be_skipped(sample: Any) -> None:
    html = page(sample)

    assert 'role="region" aria-label="内蒙古自治区投资地图"' in html
    assert '<a class="gz-skip" href="#map_gz-end">跳过地图</a>' in html
    assert 'id="map_gz-end"' in html


def test_hash_of_the_policy_is_that_of_the_only_inline_script(sample: Any) -> None:
    map_ = compose.home_map(sample, lang="zh", links=site_links("zh"))
    parts = export.map_parts(map_, asset_base="/static", lang="zh")
    digest = hashlib.sha256(parts.script.encode()).digest()
    expected = f"'sha256-{base64.b64encode(digest).decode()}'"

    assert parts.script_hash == expected
    assert export.script_hashes(page(sample)) == [expected]


def test_hash_is_taken_of_inline_scripts_alone() -> None:
    html = (
        '<script src="/a.js"></script><script type="application/json">{}</script>'
        "<script>1</script>"
    )
    digest = base64.b64encode(hashlib.sha256(b"1").digest()).decode()

    assert export.script_hashes(html) == [f"'sha256-{digest}'"]


def test_single_file_holds_every_layer_and_asks_for_nothing(sample: Any) -> None:
    html = export.one_file_html(sample, "zh")

    assert not re.search(r"""(?:src|href)=["'](?!#|data:)""", html.split("<script")[0])
    assert "<script src" not in html
    assert "default-src 'none'" in html
    blocks = re.findall(
        r'<script type="application/json" id="gz-data-(\w+)">(.*?)</script>', html
    )
    assert [name for name, _ in blocks] == [
        "leagues",
        "banners",
        *layer_ids(sample),
    ]
    parks = json.loads(dict(blocks)["parks"])
    assert [feature["id"] for feature in parks["features"]] == ["p1", "p2", "p3"]
    assert parks["sources"]["register"]["title"] == "登记册"


def layer_ids(sample: Any) -> list[str]:
    return [name for name in sample.layers if name not in {"leagues", "banners"}]


def test_single_file_has_no_address_of_a_service(sample: Any) -> None:
    html = export.one_file_html(sample, "zh")

    assert "/api/v1" not in html
    assert "/layers/parks" not in html


def test_hostile_name_cannot_leave_its_data_block(sample: Any) -> None:
    clean = export.one_file_html(sample, "zh")
    sample.layer("parks").frame.loc["p1", "name_zh"] = HOSTILE

    html = export.one_file_html(sample, "zh")

    assert html.count("<script") == clean.count("<script")
    assert "<img" not in html
    assert "x()</script>" not in html


def test_hostile_name_of_a_league_cannot_leave_the_script_of_a_page(
    sample: Any,
) -> None:
    clean = page(sample)
    sample.layer("leagues").frame.loc["150100", "name_zh"] = HOSTILE

    html = page(sample)

    assert html.count("<script") == clean.count("<script")
    assert "<img" not in html
    assert "${x()}" not in html
    assert "\\u007b\\u007b 6*7 \\u007d\\u007d" in html


def test_hostile_title_of_a_page_is_text(sample: Any) -> None:
    map_ = compose.home_map(sample, lang="zh", links=site_links("zh"))

    html = export.map_html(map_, title="<b>{{x}}", asset_base="/static")

    assert "<title>&#60;b&#62;&#123;&#123;x&#125;&#125;</title>" in html
