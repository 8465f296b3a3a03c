"""Maps as they are composed: read back from the script that they write."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from geo_zs.errors import UnknownPlaceError
from geo_zs.maps import compose
from geo_zs.maps.answer_layer import answer_features
from geo_zs.maps.export import map_parts
from geo_zs.maps.links import add_query, site_links
from geo_zs.maps.url_layer import RegionMap


def calls(map_: RegionMap, lang: str = "zh") -> list[tuple[str, list[Any]]]:
    """Return the calls of the map's script: method and arguments."""
    script = map_parts(map_, asset_base="/static", lang=lang).script
    found = re.findall(r"^\s*region_gz\.(\w+)\((.*)\);$", script, re.MULTILINE)
    return [(name, json.loads(f"[{text}]")) for name, text in found]


def layers_of(map_: RegionMap, lang: str = "zh") -> dict[str, Any]:
    return {
        values[0]["id"]: values[0]
        for name, values in calls(map_, lang)
        if name == "addLayer"
    }


def arguments(map_: RegionMap, method: str) -> list[Any]:
    return next(values for name, values in calls(map_) if name == method)


def home(sample: Any, lang: str = "zh") -> RegionMap:
    return compose.home_map(sample, lang=lang, links=site_links(lang))


def answer(**site: object) -> dict[str, object]:
    place = {
        "id": "p1",
        "kind": "park",
        "name_zh": "甲园",
        "name_en": "A",
        "league": "150100",
        "banner": "150101",
        "lon": None,
        "lat": None,
    } | site
    return {
        "rank": 1,
        "rank_best": 1,
        "rank_worst": 3,
        "score": 0.7,
        "score_low": 0.6,
        "score_high": 0.8,
        "verified": True,
        "site": place,
    }


def test_home_map_offers_every_layer_and_draws_parks_and_ports(sample: Any) -> None:
    layers = layers_of(home(sample))

    assert list(layers) == [
        "parks",
        "ports",
        "energy_bases",
        "power_plants",
        "airports",
        "rail_nodes",
        "rail_lines",
        "projects",
    ]
    shown = [layer_id for layer_id, values in layers.items() if values["shown"]]
    assert shown == ["parks", "ports"]


def test_layers_are_fetched_and_not_embedded(sample: Any) -> None:
    layers = layers_of(home(sample))

    assert layers["parks"]["source"] == {
        "url": "/api/v1/layers/parks.geojson?place=label"
    }
    assert layers["rail_lines"]["source"] == {
        "url": "/api/v1/layers/rail_lines.geojson"
    }


def test_base_map_fetches_the_simplified_boundaries(sample: Any) -> None:
    (base,) = arguments(home(sample), "addBase")

    assert base["leagues"]["url"] == "/api/v1/layers/leagues.geojson?simplify=map"
    assert base["league"]["weight"] > base["banner"]["weight"]


def test_map_has_no_tiles_unless_the_operator_gives_an_address(sample: Any) -> None:
    script = map_parts(home(sample), asset_base="/static").script

    assert "L.tileLayer" not in script


def test_tiles_of_the_operator_lie_under_land_that_is_then_clear(sample: Any) -> None:
    map_ = compose.home_map(
        sample,
        lang="zh",
        links=site_links("zh"),
        tiles="/tiles/{z}/{x}/{y}.png",
        tiles_credit="<b>本局</b>",
    )

    script = map_parts(map_, asset_base="/static").script

    assert "L.tileLayer" in script
    assert '"/tiles/{z}/{x}/{y}.png"' in script
    assert "<b>" not in script
    assert '"fillOpacity":0.0' in script


def test_categories_of_the_legend_are_those_that_occur(sample: Any) -> None:
    symbols = layers_of(home(sample))["parks"]["symbols"]

    assert symbols["field"] == "level"
    assert [item["value"] for item in symbols["items"]] == ["national", "regional"]
    assert [item["letter"] for item in symbols["items"]] == ["国", "区"]


def test_english_map_has_english_words_and_keeps_the_language_on_links(
    sample: Any,
) -> None:
    parks = layers_of(home(sample, "en"), "en")["parks"]

    assert parks["title"] == "Industrial parks"
    assert parks["symbols"]["items"][0]["label"] == "national"
    assert parks["table"] == "/layers/parks?lang=en"
    assert parks["link"] == "/parks/{id}?lang=en"


def test_popup_columns_carry_title_unit_and_what_to_ask(sample: Any) -> None:
    columns = {
        column["name"]: column for column in layers_of(home(sample))["parks"]["columns"]
    }

    assert columns["approved_area_ha"]["unit"] == "ha"
    assert columns["approved_area_ha"]["ask"] is True
    assert columns["level"]["labels"]["national"] == "国家级"
    assert "kind" not in columns


def test_panel_groups_the_layers_by_subject(sample: Any) -> None:
    (panel,) = arguments(home(sample), "addPanel")

    assert [(group["title"], group["layers"]) for group in panel["groups"]] == [
        ("园区与口岸", ["parks", "ports"]),
        ("能源", ["energy_bases", "power_plants"]),
        ("交通", ["airports", "rail_nodes", "rail_lines"]),
        ("招商项目", ["projects"]),
    ]


def test_every_map_prints_the_credit_and_says_that_it_is_a_sketch(sample: Any) -> None:
    script = map_parts(home(sample), asset_base="/static").script

    assert "审图号：GS（2024）0650号" in script
    assert '"notice":"示意图' in script


def test_league_map_asks_for_that_league_and_outlines_it(sample: Any) -> None:
    map_ = compose.league_map(sample, "150200", lang="zh", links=site_links("zh"))

    found = calls(map_)

    assert found[-1] == ("showArea", ["leagues", "150200"])
    parks = next(v[0] for n, v in found if n == "addLayer" and v[0]["id"] == "parks")
    assert parks["source"]["url"].endswith("parks.geojson?place=label&league=150200")
    assert "count" not in parks


def test_projects_map_draws_projects_only(sample: Any) -> None:
    map_ = compose.projects_map(sample, lang="zh", links=site_links("zh"))

    shown = [key for key, values in layers_of(map_).items() if values["shown"]]

    assert shown == ["projects"]


def test_park_map_marks_the_park_and_looks_at_it(sample: Any) -> None:
    map_ = compose.park_map(sample, "p1", lang="zh", links=site_links("zh"))

    found = calls(map_)

    assert found[-2:] == [
        ("showArea", ["banners", "150101"]),
        ("focusOn", ["this_park", "p1", 8]),
    ]


def test_park_known_by_its_banner_only_is_looked_at_from_farther(sample: Any) -> None:
    map_ = compose.park_map(sample, "p2", lang="zh", links=site_links("zh"))

    assert calls(map_)[-1] == ("focusOn", ["this_park", "p2", 7])


def test_unknown_park_is_refused(sample: Any) -> None:
    with pytest.raises(UnknownPlaceError, match="no place is known as 'p9'"):
        compose.park_map(sample, "p9", lang="zh", links=site_links("zh"))


def test_match_map_numbers_ranked_sites_and_greys_excluded_ones(sample: Any) -> None:
    excluded = {"site": answer(id="p3")["site"], "limits": [], "reason": "距铁路远"}
    map_ = compose.match_map(
        sample,
        {"ranked": [answer(lon=110.1, lat=40.2)], "excluded": [excluded]},
        lang="zh",
        links=site_links("zh"),
    )

    layers = layers_of(map_)

    ranked = layers["ranked"]["source"]["collection"]["features"][0]
    assert ranked["geometry"]["coordinates"] == [110.1, 40.2]
    assert ranked["properties"]["rank"] == 1
    assert ranked["properties"]["score"] == "0.70"
    assert ranked["properties"]["score_range"] == "0.60–0.80"
    assert ranked["properties"]["rank_range"] == "1–3"
    assert layers["ranked"]["ranked"] is True
    out = layers["excluded"]["source"]["collection"]["features"][0]
    assert out["properties"]["reason"] == "距铁路远"
    assert layers["parks"]["shown"] is False


def test_site_without_a_known_point_stands_at_its_banner_as_approximate(
    sample: Any,
) -> None:
    (feature,) = answer_features([answer()], sample)

    assert feature["geometry"] == {"type": "Point", "coordinates": [106.0, 48.5]}
    assert feature["properties"]["approximate"] is True
    assert feature["properties"]["located_by"] == "banner"


def test_site_without_point_and_banner_stays_off_the_map(sample: Any) -> None:
    (feature,) = answer_features([answer(banner=None)], sample)

    assert feature["geometry"] is None


def test_features_of_an_answer_keep_its_numbers(sample: Any) -> None:
    (feature,) = answer_features([answer()], sample)

    assert feature["properties"]["score"] == 0.7
    assert feature["properties"]["rank_worst"] == 3


def test_empty_answer_still_makes_a_map(sample: Any) -> None:
    map_ = compose.match_map(
        sample, {"ranked": [], "excluded": []}, lang="zh", links=site_links("zh")
    )

    assert layers_of(map_)["ranked"]["count"] == 0


@pytest.mark.parametrize(
    ("address", "expected"),
    [("/a", "/a?lang=en"), ("/a?v=1", "/a?v=1&lang=en")],
)
def test_query_is_added_after_what_stands_there(address: str, expected: str) -> None:
    assert add_query(address, lang="en", place=None) == expected


def test_projects_map_names_the_projects_that_are_drawn(sample: Any) -> None:
    def projects(**chosen: Any) -> Any:
        map_ = compose.projects_map(sample, lang="zh", links=site_links("zh"), **chosen)
        return layers_of(map_)["projects"]

    assert "only" not in projects()
    found = projects(keys=["j1"], league="150100")
    assert (found["only"], found["count"]) == (["j1"], 1)
    assert "league" not in found["source"]["url"]
    assert projects(keys=[])["only"] == []
