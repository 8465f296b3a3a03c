"""The tools on the shipped data, and the server in one process with its client."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from types import MappingProxyType
from typing import Any

import anyio
import pytest
from mcp import Client

from geo_zs.catalog import load_catalog
from geo_zs.errors import RequirementError, UnknownPlaceError
from geo_zs.mcp import server
from geo_zs.mcp.exclusion_tools import explain_exclusion
from geo_zs.mcp.match_tools import match_sites
from geo_zs.mcp.place_tools import locate_name, what_is_here
from geo_zs.mcp.profile_tools import describe_league, describe_park, list_industries
from geo_zs.mcp.requests import REQUIREMENT
from geo_zs.mcp.telling import plain, short

WUDA = "wuhai-hitech-wuda"


def asked(catalog, site=WUDA, lang="en", **requirement):
    return explain_exclusion(
        catalog, site, text=None, requirement=requirement, lang=lang
    )


def matched(catalog, lang="en", top=3, text=None, **requirement):
    return match_sites(
        catalog, text=text, requirement=requirement or None, top=top, lang=lang
    )


@pytest.fixture(scope="module")
def strict_catalog():
    return load_catalog(enforced_rules=["wuhai-no-new-high"])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_rule_that_excludes_has_its_document_and_no_way_in(strict_catalog, lang):
    words, found = asked(strict_catalog, lang=lang, industry="coking")

    assert found.status == "excluded"
    limit = next(one for one in found.limits if one.rule is not None)
    assert limit.rule.document == "关于进一步严格高耗能高污染项目布局的通知"
    assert limit.rule.number is None
    assert limit.rule.dates == ["2021-03-26"]
    assert found.lets_in == []
    assert len(found.barred_by) == 1
    assert found.barred_by[0] == limit.label
    assert limit.rule.document in words
    assert set(limit.rule.source_ids) <= {one.id for one in found.sources}


def test_kind_of_site_that_is_not_looked_at_is_no_candidate(catalog):
    banner = catalog.sites.ids[catalog.sites.kinds.index("banner")]

    for lang, part in (("zh", "不在候选之列"), ("en", "no candidate")):
        words, found = asked(catalog, banner, lang, industry="pv_wafer")

        assert found.status == "no_candidate"
        assert (found.rank, found.limits) == (None, [])
        assert part in words


@pytest.mark.parametrize(("lang", "part"), [("zh", "名次 "), ("en", "rank is ")])
def test_site_that_is_not_excluded_has_its_rank(catalog, lang, part):
    words, found = asked(catalog, lang=lang, industry="coking")

    assert found.status == "ranked"
    assert found.rank is not None
    assert f"{part}{found.rank}" in words


ZHONGHUAN = "hohhot-zhonghuan"


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        (
            "zh",
            [
                "- 距陆路口岸上限：要求 10 km，现有 253.9 km（区间 237.9–269.9 km）",
                "- 距陆路口岸上限：10 km → 237.9 km"
                "（取区间有利一端，入列后仍属未核实）",
            ],
        ),
        (
            "en",
            [
                "- distance to a land port: required 10 km, has 253.9 km "
                "(between 237.9 and 269.9 km)",
                "- distance to a land port: 10 km → 237.9 km (the better end of the "
                "interval; it stays not verified)",
            ],
        ),
    ],
)
def test_exclusion_tells_units_and_the_interval_that_lets_it_in(catalog, lang, lines):
    words, found = explain_exclusion(
        catalog,
        "中环产业园",
        text="硅片厂，距口岸10公里内",
        requirement=None,
        lang=lang,
    )

    assert [line for line in words.splitlines() if line.startswith("- ")] == lines
    assert found.limits[0].unit == found.lets_in[0].unit == "km"


def test_change_that_the_value_itself_meets_has_no_remark(catalog):
    limits = {"land_port_km_max": 10}
    words, found = asked(
        catalog, ZHONGHUAN, industry="pv_wafer", limits=limits, unverified="drop"
    )

    assert "10 km → 269.9 km" in words
    assert "interval" not in words
    assert found.lets_in[0].to == 269.9


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        (
            "zh",
            (
                "用水：要求 12,345.5 m³/d，现有 未知",
                "工业用地价格上限：要求 1 元/亩，现有 未知",
                "盟市范围：要求 150200，不在其内",
                "海拔上限：要求 100 m，现有 1,157 m",
                "所画范围：不在其内，距其 ",
            ),
        ),
        (
            "en",
            (
                "water: required 12,345.5 m³/d, not known",
                "price of industrial land: required 1 CNY/mu, not known",
                "leagues: required 150200, lies outside",
                "elevation: required 100 m, has 1,157 m",
                "drawn area: lies outside, ",
            ),
        ),
    ],
)
def test_limits_of_every_kind_are_told_in_the_language(catalog, lang, parts):
    corner = [[[121, 49], [122, 49], [122, 50], [121, 49]]]
    words, found = asked(
        catalog,
        ZHONGHUAN,
        lang,
        industry="pv_wafer",
        unverified="drop",
        water_m3_per_day=12345.5,
        limits={
            "leagues": ["150200"],
            "area": {"type": "Polygon", "coordinates": corner},
            "ranges": {
                "land_price_cny_per_mu": {"max": 1},
                "elevation_m": {"max": 100},
            },
        },
    )

    for part in parts:
        assert part in words
    assert ".0 " not in words
    assert "[" not in words
    assert "coordinates" not in words
    assert len(found.lets_in) == len(found.limits)


def test_limit_without_a_value_says_not_known(catalog):
    dropped = {
        "industry": "coal_chemical",
        "limits": {"chemical_park": True},
        "unverified": "drop",
    }
    _, all_of_them = matched(catalog, **dropped)
    assert all_of_them.excluded > 0
    site = next(
        one
        for one in catalog.sites.ids
        if asked(catalog, one, **dropped)[1].status == "excluded"
    )

    words, found = asked(catalog, site, **dropped)

    assert found.limits[0].value is None or found.limits[0].status == "failed"
    assert "True" not in words


@pytest.mark.parametrize(
    ("lang", "part"), [("zh", "没有符合全部约束"), ("en", "No site meets all")]
)
def test_requirement_that_nothing_meets_says_what_excludes(catalog, lang, part):
    words, found = matched(
        catalog,
        lang=lang,
        industry="import_processing",
        limits={"land_port_km_max": 0.001, "leagues": ["150200"]},
        unverified="drop",
    )

    assert part in words
    assert found.sites == []
    assert found.excluded == found.candidates
    assert {"land_port_km_max", "leagues"} <= set(found.excluded_by)
    assert found.relax
    assert found.relax[0].lets_in.id in catalog.sites.ids


def test_words_that_are_not_understood_are_told(catalog):
    words, found = matched(catalog, text="硅片厂，用地300亩，要有魔法飞毯车站")

    assert found.industry_tags == ["pv_wafer"]
    assert found.not_understood
    assert found.not_understood[0] in words


def test_nothing_asked_and_text_given_twice_are_faults(catalog):
    with pytest.raises(RequirementError, match="is missing"):
        matched(catalog)
    with pytest.raises(RequirementError, match="twice"):
        match_sites(
            catalog, text="硅片厂", requirement={"text": "奶"}, top=1, lang="zh"
        )


def test_fields_that_agents_are_shown_are_those_of_the_schema():
    assert "industry" in REQUIREMENT["properties"]
    assert "title" not in REQUIREMENT["properties"]["limits"]
    assert REQUIREMENT["properties"]["limits"]["properties"]["rail_km_max"]


def test_several_places_of_one_name_are_listed(catalog):
    places = {}
    for one in catalog.gazetteer.names:
        places.setdefault(one.text, set()).add((one.place.kind, one.place.id))
    for name, named in places.items():
        if len(named) > 1:
            words, found = locate_name(catalog, name, kind=None, within=None, lang="en")
            if found.status == "ambiguous":
                assert len(found.places) > 1
                assert "Several" in words
                return
    pytest.skip("no name of the shipped data is shared by places of one rank")


@pytest.mark.parametrize(("lang", "part"), [("zh", "猜测"), ("en", "guesses")])
def test_garbled_name_gives_guesses_and_no_place(catalog, lang, part):
    printed = next(
        one.printed
        for one in catalog.gazetteer.garbles
        if any(read.place for read in catalog.gazetteer.read(one.printed).readings)
    )

    words, found = locate_name(catalog, printed, kind=None, within=None, lang=lang)

    assert (found.status, found.places) == ("garbled", [])
    assert all(one.is_guess for one in found.readings)
    assert any(one.place for one in found.readings)
    assert part in words


@pytest.mark.parametrize(("lang", "part"), [("zh", "要求 60"), ("en", "required 60")])
def test_distance_that_is_too_long_says_how_much_and_what_lets_in(catalog, lang, part):
    words, found = asked(
        catalog,
        "baotou-damao-barun",
        lang,
        industry="import_processing",
        limits={"land_port_km_max": 60},
    )

    assert found.status == "excluded"
    (limit,) = found.limits
    assert limit.short_by == pytest.approx(limit.low - 60)
    (change,) = found.lets_in
    assert change.to == pytest.approx(limit.low, abs=0.01)
    assert part in words
    assert f"→ {change.to}" in words


def test_site_is_found_by_its_name_too(catalog):
    _, found = asked(catalog, "中环产业园", industry="pv_wafer")

    assert found.site.id == "hohhot-zhonghuan"
    with pytest.raises(UnknownPlaceError):
        asked(catalog, "乌海市", industry="pv_wafer")


@pytest.mark.parametrize(("lang", "part"), [("zh", "没有"), ("en", "No place")])
def test_name_that_nothing_has_is_unknown(catalog, lang, part):
    words, found = locate_name(catalog, "qqzzxxvv", kind=None, within=None, lang=lang)

    assert (found.status, found.places) == ("unknown", [])
    assert part in words


def test_place_within_a_league(catalog):
    _, found = locate_name(catalog, "九原区", kind="banner", within="包头", lang="zh")

    assert [one.id for one in found.places] == ["150207"]
    assert found.places[0].league == "包头市 (150200)"
    with pytest.raises(RequirementError, match="planet"):
        locate_name(catalog, "包头", kind="planet", within=None, lang="zh")


def test_league_that_is_none_is_refused_beside_a_kind_that_is_none(catalog):
    with pytest.raises(RequirementError) as caught:
        locate_name(catalog, "开发区", kind="planet", within="包斗市", lang="zh")

    kind, within = caught.value.problems
    assert (kind.field, within.field) == ("kind", "within")
    assert "包斗市" in within.message
    assert "包头市" in within.message
    with pytest.raises(RequirementError, match="within: '甘其毛都口岸' is a port"):
        locate_name(catalog, "开发区", kind=None, within="甘其毛都口岸", lang="zh")


def test_names_alike_are_looked_for_within_the_league(catalog):
    words, found = locate_name(catalog, "开发区", kind="park", within="包头", lang="zh")

    assert "包头稀土高新技术产业开发区" in found.near
    assert "包头稀土高新技术产业开发区" in words
    leagues = {
        one.place.name("zh"): one.place.league for one in catalog.gazetteer.names
    }
    assert {leagues[one] for one in found.near} == {"150200"}


def test_guesses_of_a_garbled_name_lie_within_the_league(catalog):
    _, everywhere = locate_name(
        catalog, "九源工业园区", kind=None, within=None, lang="zh"
    )
    _, inside = locate_name(
        catalog, "九源工业园区", kind=None, within="乌海", lang="zh"
    )

    assert everywhere.readings
    assert all(
        one.place is None or one.place.league == "乌海市 (150300)"
        for one in inside.readings
    )


@pytest.mark.parametrize(
    ("tool", "arguments", "fields"),
    [
        ("locate_name", {"name": "包\ufdd0头"}, ["name"]),
        ("locate_name", {"name": "包头", "within": "\ufdd0"}, ["within"]),
        ("match_sites", {"text": "硅片厂\ufdd0", "top": 0}, ["text", "top"]),
        ("match_sites", {"text": "", "top": 0}, ["text", "top"]),
        ("match_sites", {"text": " ", "colour": 1}, ["text", "colour"]),
        (
            "match_sites",
            {"requirement": {"industry": "none", "land_ha": -1}, "top": 0},
            ["top", "industry", "land_ha"],
        ),
        ("explain_exclusion", {"site": "x", "top": 1, "text": ""}, ["top", "text"]),
        ("describe_park", {"park": "\ufdd0", "lang": "fr"}, ["park", "lang"]),
        (
            "match_sites",
            {"requirement": {"industry": "pv_wafer", "\ufdd0": {"a": ["\ufdd0"]}}},
            ["requirement"],
        ),
        ("match_sites", {"te\ufdd0xt": 1, "text": "硅片厂"}, ["holds half"]),
        ("what_is_here", {"lon": 999, "lat": -999}, ["lon", "lat"]),
    ],
)
def test_all_faults_of_a_call_are_told_at_once(catalog, tool, arguments, fields):
    (answer,) = call(catalog, (tool, arguments))

    assert answer.is_error
    told = answer.content[0].text
    told.encode()
    for field in fields:
        assert field in told
    assert told.startswith(f"{len(fields)} fault")


def test_words_that_fields_outweigh_are_not_told_as_understood(catalog):
    text = "奶粉厂，用地300亩，距铁路30公里内"
    words, found = matched(
        catalog, text=text, lang="en", industry="pv_wafer", land_ha=50
    )

    assert found.industry_tags == ["pv_wafer"]
    ignored = {one.text for one in found.ignored}
    same, agreed = matched(catalog, text=text, industry="dairy", land_ha=20)
    assert agreed.ignored == []
    assert "Left out" not in same
    assert {one.field for one in found.ignored} == {"industry", "land_ha"}
    assert not ignored & {one.text for one in found.understood}
    assert "limits.rail_km_max" in {one.field for one in found.understood}
    assert "Left out" in words
    assert all(one in words for one in ignored)


def test_words_of_a_park_are_told_in_the_language(catalog):
    for park in catalog.layer("parks").frame.index:
        words, _ = describe_park(catalog, park, lang="en")

        assert not re.search("[\u4e00-\u9fff]", words)
    known = {
        one.column: one.text
        for one in describe_park(catalog, "hohhot-jinshan-hitech", lang="zh")[1].facts
    }
    assert "乳品" in known["industries_zh"]
    assert not re.search("[a-z_]", known["industry_tags"])


def test_point_outside_the_region_is_told(catalog):
    words, found = what_is_here(catalog, 0, 0, lang="en")

    assert found.is_outside
    assert (found.league, found.banner) == (None, None)
    assert words.startswith("Outside Inner Mongolia")
    assert "审图号" in found.attribution


def test_umbrella_park_lists_its_parts_and_has_nothing_near_without_a_point(catalog):
    _, found = describe_park(catalog, "hohhot-jingkai", lang="zh")

    assert found.park.lon is None
    assert found.near == []
    assert "hohhot-jingkai-ruyi" in {one.id for one in found.sub_parks}
    known = {one.column: one for one in found.facts}
    assert known["planned_area_ha"].value == 24000
    assert known["planned_area_ha"].text == "24,000 ha"
    assert known["level"].text == "国家级"
    assert known["accepts_factories"].text == "是"


def test_no_is_an_answer_and_not_unknown(catalog):
    layer = catalog.layer("parks")
    frame = layer.frame.copy()
    frame.loc["hohhot-jingkai", "has_rail_access"] = False
    layers = {**catalog.layers, "parks": dataclasses.replace(layer, frame=frame)}
    denied = dataclasses.replace(catalog, layers=MappingProxyType(layers))

    _, found = describe_park(denied, "hohhot-jingkai", lang="zh")

    known = {one.column: one for one in found.facts}
    assert known["has_rail_access"].value is False
    assert known["has_rail_access"].text == "否"
    assert "has_rail_access" not in {one.column for one in found.unknown}


def test_park_of_another_language_has_the_same_values(catalog):
    _, zh = describe_park(catalog, "hohhot-jingkai", lang="zh")
    _, en = describe_park(catalog, "hohhot-jingkai", lang="en")

    assert [one.value for one in zh.facts] == [one.value for one in en.facts]
    assert [one.column for one in zh.unknown] == [one.column for one in en.unknown]
    assert en.park.name == "Hohhot Economic and Technological Development Zone"


def test_every_park_and_league_can_be_described(catalog):
    for park in catalog.layer("parks").frame.index:
        words, found = describe_park(catalog, park, lang="en")
        assert len(words) < 5000
        assert found.sources
    for league in catalog.layer("leagues").frame.index:
        _, found = describe_league(catalog, league, lang="en")
        assert len(found.banners) >= 1
        assert len(found.parks) <= found.park_count


def test_league_keeps_pledged_and_arrived_apart(catalog):
    words, found = describe_league(catalog, "包头市", lang="zh")

    assert found.league.id == "150200"
    assert found.population_2020.value == 2709378
    assert found.arrived_cny_1e8 is None
    assert found.arrived_unknown == found.project_count
    assert found.pledged_cny_1e8 > 0
    assert "旗县区 9 个" in words
    with pytest.raises(UnknownPlaceError):
        describe_league(catalog, "hohhot-zhonghuan", lang="zh")


def test_industries_are_all_of_the_vocabulary(catalog):
    _, found = list_industries(catalog, lang="zh")

    assert found.count == len(catalog.tables["industries"])
    assert "pv_wafer" in {one.tag for one in found.industries}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (float("nan"), None),
        (float("inf"), None),
        (None, None),
        ((), None),
        (("a",), ["a"]),
        (0, 0),
        (False, False),
        (0.0, 0.0),
    ],
)
def test_unknown_is_none_and_zero_is_zero(value, expected):
    assert plain(value) == expected
    assert type(plain(value)) is type(expected)


def test_long_text_is_cut():
    assert short("x" * 700) == "x" * 599 + "…"
    assert short("") is None


def run_apart(job: Callable[[], Awaitable[Any]]) -> Any:
    """Run `job` in a thread: browser tests leave a running loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(anyio.run, job).result()


def call(catalog, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """Return the answers of a server in this process."""

    async def run() -> list[Any]:
        async with Client(server.make_server(catalog)) as client:
            return [await client.call_tool(*one) for one in calls]

    return run_apart(run)


def test_crash_of_a_tool_says_nothing_of_its_inside(catalog, monkeypatch):
    def crash(*_: object, **__: object) -> None:
        message = "/secret/path"
        raise KeyError(message)

    monkeypatch.setattr(server, "list_industries", crash)

    (answer,) = call(catalog, ("list_industries", {}))

    assert answer.is_error
    assert "secret" not in answer.content[0].text


def test_server_answers_each_tool_and_tells_faults_of_each(catalog):
    good = call(
        catalog,
        ("match_sites", {"text": "硅片厂", "top": 1}),
        ("explain_exclusion", {"site": WUDA, "requirement": {"industry": "coking"}}),
        ("locate_name", {"name": "包头"}),
        ("describe_park", {"park": WUDA}),
        ("describe_league", {"league": "150200"}),
        ("list_industries", {"lang": "en"}),
        ("what_is_here", {"lon": 110, "lat": 41}),
    )
    bad = call(
        catalog,
        ("nothing", {}),
        ("describe_park", {}),
        ("describe_park", {"park": "nowhere at all"}),
        ("match_sites", {"requirement": {"industry": "none"}}),
        ("match_sites", {"text": "x", "colour": 1}),
    )

    assert not any(one.is_error for one in good)
    assert all(one.is_error for one in bad)
    told = [one.content[0].text for one in bad]
    assert "no tool is named 'nothing'" in told[0]
    assert "park" in told[1]
    assert "no place is known as 'nowhere at all'" in told[2]
    assert "industry" in told[3]
    assert "known: text, requirement, top, lang" in told[4]


def test_prompt_and_sources(catalog):
    async def run() -> None:
        async with Client(server.make_server(catalog)) as client:
            prompt = await client.get_prompt("find_sites", {"requirement": "奶粉厂"})
            assert "奶粉厂" in prompt.messages[0].content.text
            found = await client.read_resource("geo-zs://sources")
            assert catalog.data_version in found.contents[0].text

    run_apart(run)
